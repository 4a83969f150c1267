"""From what the reviewer entered on screen to drafts with the very frames that were shown."""

from __future__ import annotations

from app.window.opening import Opened
from evidence.errors import WrongUse
from evidence.model.kinds import DisputeKind
from evidence.model.mark import MarkDraft, Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.review.marking import place_on_page, point_of, span_by_frames
from widgets.marks.wish import MarkWish


def drafts_of(wish: MarkWish, opened: Opened, kind: DisputeKind) -> list[tuple[Exhibit, MarkDraft]]:
    """The drafts of a wish, one for every file that it touches; their times are those of frames or samples on screen.

    Raises:
        WorldError: the wish fits neither the exhibit nor the checklist.
    """
    places: list[tuple[Exhibit, Span | PagePlace]]
    if wish.page is not None:
        places = [(opened.exhibit, place_on_page(opened.exhibit, wish.page, wish.box))]
    elif wish.in_us is not None:
        out_us = wish.in_us if wish.out_us is None else wish.out_us
        places = [(one.exhibit, _span(one, first, last)) for one, first, last in opened.parts(wish.in_us, out_us)]
    else:
        raise WrongUse("Choose where the mark begins.", "请先选择标注的起点。")
    code = point_of(kind, wish.point).code
    return [
        (exhibit, MarkDraft(place, code, wish.verdict, wish.how, wish.quote, wish.note)) for exhibit, place in places
    ]


def _span(opened: Opened, in_us: int, out_us: int) -> Span:
    table, sound = opened.probed.table, opened.probed.sound
    if table is not None:
        return span_by_frames(opened.probed, table.frame_at(in_us), table.frame_at(out_us))
    if sound is None:
        raise WrongUse("Nothing can be marked in this exhibit by time.", "该证据无法按时间标注。")
    first, last = sound.place_at(in_us), sound.place_at(out_us)
    base = sound.unit
    return Span(
        FramePlace(sound.stream, first, base),
        FramePlace(sound.stream, last, base),
        sound.shown_us(first),
        sound.shown_us(last),
        None,
    )
