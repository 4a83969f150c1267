"""From what the reviewer entered on screen to drafts with the very frames that were shown."""

from __future__ import annotations

from dataclasses import replace

from app.window.opening import Opened
from evidence.errors import Refused, WrongUse
from evidence.model.kinds import DisputeKind
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.review.marking import place_on_page, point_of, span_by_frames
from widgets.marks.beside import Beside
from widgets.marks.wish import Draft, MarkWish


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
    return [(exhibit, _draft(wish, place, code)) for exhibit, place in places]


def edit_of(mark: Mark, opened: Opened) -> Draft | None:
    """A mark as it is shown for changing, its times on the timeline of what is open; None if it lies elsewhere."""
    begin_us = opened.begin_of(mark.exhibit)
    if begin_us is None:
        return None
    span = mark.place if isinstance(mark.place, Span) else None
    page = mark.place if isinstance(mark.place, PagePlace) else None
    return Draft(
        begin_us + span.in_us if span else None,
        begin_us + span.out_us if span else None,
        page.page if page else None,
        page.box if page else None,
        mark.point,
        mark.verdict,
        mark.how,
        mark.quote,
        mark.note,
        Beside(mark.speaker, mark.prompted, mark.strength, mark.translation, mark.allegation),
        mark.id,
        mark.label,
    )


def revision_of(wish: MarkWish, mark: Mark, opened: Opened, kind: DisputeKind) -> MarkDraft:
    """What a mark is to say from now on. A place that was not moved stays the very same.

    Raises:
        WorldError: it would reach into another file, or the wish fits neither the exhibit nor the checklist.
    """
    before = edit_of(mark, opened)
    same = before is not None and (wish.in_us, wish.out_us, wish.page, wish.box) == (
        before.in_us, before.out_us, before.page, before.box,
    )  # fmt: skip
    if same:
        return replace(_draft(wish, mark.place, point_of(kind, wish.point).code), status=mark.status)
    drafts = drafts_of(wish, opened, kind)
    if len(drafts) != 1 or drafts[0][0].id != mark.exhibit:
        raise Refused(
            f"{mark.label} belongs to {mark.exhibit_label} and cannot reach into another file. "
            "Make a mark of its own there.",
            f"{mark.label} 属于 {mark.exhibit_label}，不能延伸到另一文件。请在该文件另作标注。",
        )
    return replace(drafts[0][1], status=mark.status)


def _draft(wish: MarkWish, place: Span | PagePlace, code: str) -> MarkDraft:
    beside = wish.beside
    return MarkDraft(
        place, code, wish.verdict, wish.how, wish.quote, wish.note,
        beside.speaker, beside.prompted, beside.strength, beside.translation, beside.allegation,
    )  # fmt: skip


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
