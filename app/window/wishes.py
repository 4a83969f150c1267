"""From what the reviewer entered on screen to drafts with the very frames that were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.window.opening import Opened
from evidence.errors import Refused, WrongUse
from evidence.model.case import Case
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.review.marking import place_on_page, point_of, span_by_frames
from widgets.marks.beside import Beside
from widgets.marks.wish import Draft, MarkWish


def drafts_of(wish: MarkWish, opened: Opened, case: Case) -> list[tuple[Exhibit, MarkDraft]]:
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
    code = point_of(case, wish.point).code
    return [(exhibit, _draft(wish, place, code)) for exhibit, place in places]


def edit_of(whole: Sequence[Mark], opened: Opened) -> Draft | None:
    """A mark as it is shown for changing, its times on the timeline of what is open; None if it lies elsewhere.

    whole: the marks that were made as one with it, in order; one in each file.
    """
    here = _here(whole, opened)
    if not here:
        return None
    mark, last = here[0], here[-1]
    first, end = (mark.place, last.place) if isinstance(mark.place, Span) else (None, None)
    page = mark.place if isinstance(mark.place, PagePlace) else None
    return Draft(
        (opened.begin_of(mark.exhibit) or 0) + first.in_us if first else None,
        (opened.begin_of(last.exhibit) or 0) + end.out_us if isinstance(end, Span) else None,
        page.page if page else None,
        page.box if page else None,
        mark.point,
        mark.verdict,
        mark.how,
        mark.quote,
        mark.note,
        Beside(mark.speaker, mark.prompted, mark.strength, mark.translation, mark.allegation),
        whole[0].id,
        " + ".join(one.label for one in whole),
    )


def _here(whole: Sequence[Mark], opened: Opened) -> list[Mark]:
    return [one for one in whole if opened.begin_of(one.exhibit) is not None]


def revision_of(wish: MarkWish, whole: Sequence[Mark], opened: Opened, case: Case) -> list[tuple[Mark, MarkDraft]]:
    """What a mark is to say from now on, in each file that it lies in. A place that was not moved stays the very same.

    Raises:
        WorldError: it would reach into other files, or the wish fits neither the exhibit nor the checklist.
    """
    before, code = edit_of(whole, opened), point_of(case, wish.point).code
    places = {one.id: one.place for one in whole}
    same = before is not None and (wish.in_us, wish.out_us, wish.page, wish.box) == (
        before.in_us, before.out_us, before.page, before.box,
    )  # fmt: skip
    if not same:
        drafts, here = drafts_of(wish, opened, case), _here(whole, opened)
        if [exhibit.id for exhibit, _ in drafts] != [one.exhibit for one in here]:
            names = " + ".join(one.label for one in whole)
            files = " + ".join(one.exhibit_label for one in whole)
            raise Refused(
                f"{names} belongs to {files} and cannot reach into another file or leave one. "
                "Make a mark of its own there.",
                f"{names} 属于 {files}，不能延伸到另一文件或离开其中之一。请在该文件另作标注。",
            )
        places |= {one.id: draft.place for one, (_, draft) in zip(here, drafts, strict=True)}
    return [(one, replace(_draft(wish, places[one.id], code), status=one.status)) for one in whole]


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
