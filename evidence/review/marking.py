"""From a time that somebody names to the frame or sample that is really there: here marks get places."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.errors import MediaDamaged, NotFound, Refused, WrongUse
from evidence.intake.derived import load_probed, original_path
from evidence.labels import Label
from evidence.media.clip import Clip
from evidence.media.door import Probed
from evidence.model.case import Case
from evidence.model.kinds import AudioUsable, DisputeKind, How, RecordingKind, Verdict
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.reference import Reference
from evidence.rules.checklists import HANDLING, Checklist, ChecklistPoint, load_checklists, why_not
from evidence.store.layout import Layout
from evidence.timecode import format_time

PAPERS = (RecordingKind.DOCUMENT, RecordingKind.PHOTO)


def lists_of(judged: Case | DisputeKind) -> tuple[Checklist, ...]:
    """The checklists of a case in its versions, or those that came with the program for a kind of dispute.

    First its own list, then the one on how the complaint itself was handled.
    """
    if isinstance(judged, Case):
        return judged.checklists or lists_of(judged.complaint.kind)
    lists = load_checklists()
    return (lists[judged.value], lists[HANDLING])


def gone_points(case: Case, marks: Iterable[Mark]) -> dict[str, ChecklistPoint]:
    """The points that standing marks of a case are about and its lists ask no more, as they were asked last."""
    asked = {point.code for one in lists_of(case) for point in one.every_point()}
    had = {point.code: point for one in case.versions_had for point in one.every_point()}
    codes = sorted({mark.point for mark in marks if not mark.withdrawn} - asked)
    return {code: had[code] for code in codes if code in had}


def label_of(case: Case, code: str) -> Label:
    """What a point is called, whether it is asked now or was before; its code where no version knows it."""
    lists = (*case.versions_had, *lists_of(case))
    known = {point.code: point.label for one in lists for point in one.every_point()}
    return known.get(code, Label(code, code))


def point_of(judged: Case | DisputeKind, code: str) -> ChecklistPoint:
    """The checklist point of a code such as BA10 or BA22.1, in any capitals.

    Raises:
        NotFound: the lists of this case, or kind of dispute, have no such point.
    """
    wanted = code.strip().upper()
    for checklist in lists_of(judged):
        for point in checklist.every_point():
            if point.code == wanted:
                return point
    first = lists_of(judged)[0]
    raise NotFound(
        f"The checklist “{first.label.en}” has no point {code[:20]}. "
        f"Its points run from {first.points[0].code} to {first.points[-1].code}.",
        f"检查表“{first.label.zh}”没有第 {code[:20]} 点。其范围为 {first.points[0].code} 至 {first.points[-1].code}。",
    )


def span_by_frames(probed: Probed, first: int, last: int | None = None) -> Span:
    """The span from one frame to another (or one frame), by their time stamps.

    Raises:
        WrongUse: the out point lies before the in point.
        NotFound: there is no such frame.
    """
    table = probed.table
    if table is None:
        raise _no_picture()
    last = first if last is None else last
    for frame in (first, last):
        if not 0 <= frame < table.frames:
            raise NotFound(
                f"There is no frame {frame}: the recording has frames 0 to {table.frames - 1}.",
                f"没有第 {frame} 帧：该录像为第 0 至 {table.frames - 1} 帧。",
            )
    _refuse_backwards(table.shown_us(first), table.shown_us(last))
    return Span(
        FramePlace(table.stream, table.pts[first], table.time_base),
        FramePlace(table.stream, table.pts[last], table.time_base),
        table.shown_us(first),
        table.shown_us(last),
        first,
    )


def span_by_times(clip: Clip, probed: Probed, in_us: int, out_us: int | None = None) -> Span:
    """The span of the frames (or samples, where there is no picture) on screen at these recording times.

    Raises:
        WrongUse: a time outside the recording, or the out point before the in point.
        MediaDamaged: the recording cannot be decoded there.
    """
    facts = probed.facts
    for time in (in_us, out_us):
        if time is not None and not 0 <= time <= facts.duration_us:
            raise WrongUse(
                f"{format_time(time)} lies outside the recording, which runs from {format_time(0)} "
                f"to {format_time(facts.duration_us)}.",
                f"{format_time(time)} 不在录音录像范围内（{format_time(0)} 至 {format_time(facts.duration_us)}）。",
            )
    if out_us is not None:
        _refuse_backwards(in_us, out_us)
    if probed.table is not None:
        table = probed.table
        first = table.frame_at(in_us)
        last = table.frame_at(out_us) if out_us is not None else first
        for frame in {first, last}:
            clip.frame(frame)  # decoded here and now: a mark stands on a frame that can be shown
        return span_by_frames(probed, first, last)
    if facts.sound is None:
        raise _no_picture()
    begin = clip.sound_place(in_us)
    end = clip.sound_place(out_us) if out_us is not None else begin
    return Span(
        FramePlace(facts.sound, begin.pts, begin.time_base),
        FramePlace(facts.sound, end.pts, end.time_base),
        begin.shown_us,
        end.shown_us,
        None,
    )


def _refuse_backwards(in_us: int, out_us: int) -> None:
    if out_us < in_us:
        raise WrongUse(
            f"The out point {format_time(out_us)} lies before the in point {format_time(in_us)}.",
            f"出点 {format_time(out_us)} 早于入点 {format_time(in_us)}。",
        )


def _no_picture() -> MediaDamaged:
    return MediaDamaged(
        "This exhibit has neither pictures nor sound that can be decoded here, so no time in it can be marked.",
        "该证据没有可解码的画面或声音，无法标注时间。",
    )


def place_on_page(exhibit: Exhibit, page: int, box: Box | None) -> PagePlace:
    """A page of a document or photo.

    Raises:
        MediaDamaged: nothing of the exhibit can be shown.
        WrongUse: the exhibit is a recording, which is marked by times.
        NotFound: it has no such page.
    """
    facts = exhibit.recording.facts
    pages = facts.pages
    if pages is None and facts.picture is None and facts.sound is None and facts.reason is not None:
        raise MediaDamaged(
            f"{exhibit.label} has no page that can be shown: {facts.reason.en}",
            f"{exhibit.label} 没有可显示的页：{facts.reason.zh}",
        )
    if pages is None:
        raise WrongUse(
            f"{exhibit.label} is a recording: mark it by times (--in, --out), not by pages.",
            f"{exhibit.label} 是录音录像：请按时间标注（--in、--out），而不是页码。",
        )
    if not 1 <= page <= pages:
        raise NotFound(
            f"{exhibit.label} has no page {page}: its pages are 1 to {pages}.",
            f"{exhibit.label} 没有第 {page} 页：共 {pages} 页。",
        )
    return PagePlace(page, box)


def span_in(layout: Layout, exhibit: Exhibit, in_us: int, out_us: int | None) -> Span:
    """The span at these times of an exhibit, its frames decoded from the original.

    Raises:
        WrongUse: the exhibit is a document, or the times are not in it.
        RecordingMissing: the original is not there.
    """
    if exhibit.recording.facts.pages is not None:
        raise WrongUse(
            f"{exhibit.label} is a document: mark it by page (--page, --box), not by times.",
            f"{exhibit.label} 是文件：请按页码标注（--page、--box），而不是时间。",
        )
    path = original_path(layout, exhibit.recording)
    probed = load_probed(layout, exhibit.recording)
    with Clip(path, probed) as clip:
        return span_by_times(clip, probed, in_us, out_us)


def refuse_unsound(exhibit: Exhibit, draft: MarkDraft) -> None:
    """Refuse what cannot be true whatever the recording shows.

    Raises:
        Refused: something heard where there is no usable sound, something seen where there is no picture, "not found"
            at a single moment, "not applicable" without a reason.
    """
    facts = exhibit.recording.facts
    paper = facts.pages is not None
    if draft.how is How.HEARD and (paper or facts.sound is None):
        raise Refused(
            f"{exhibit.label} has no sound, so nothing can be heard in it. Choose seen, read, signed or inferred.",
            f"{exhibit.label} 没有声音，无法“听到”。请选择看到、读到、签署或推断。",
        )
    if draft.how is How.HEARD and exhibit.recording.audio_usable is AudioUsable.NO:
        raise Refused(
            f"The sound of {exhibit.label} was assessed as not usable, so nothing can be heard in it. "
            "Choose seen, read, signed or inferred, or assess the sound again.",
            f"{exhibit.label} 的声音已评定为不可用，无法“听到”。请选择看到、读到、签署或推断，或重新评定声音。",
        )
    if draft.how is How.SEEN and not paper and facts.picture is None:
        raise Refused(
            f"{exhibit.label} has no picture, so nothing can be seen in it. Choose heard or inferred.",
            f"{exhibit.label} 没有画面，无法“看到”。请选择听到或推断。",
        )
    if draft.verdict is Verdict.NOT_FOUND and isinstance(draft.place, Span) and draft.place.in_us == draft.place.out_us:
        raise Refused(
            "“Not found” is said of a stretch, not of a moment: give where it begins and ends (--in, --out).",
            "“未发现”针对一段时间，而不是一个时刻：请给出起点和终点（--in 和 --out）。",
        )
    if draft.verdict is Verdict.NOT_APPLICABLE and not draft.note.strip():
        raise Refused("“Not applicable” needs its reason: write it in the note.", "“不适用”需要理由：请写入备注。")


def doubt_about(point: ChecklistPoint, how: How, verdict: Verdict) -> Label | None:
    """A quiet warning while marking: this way of knowing does not prove such a point by itself."""
    if verdict not in (Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE):
        return None
    return why_not(point, frozenset({how}))


def reference_of(case_label: str, mark: Mark) -> Reference:
    """The reference that is printed for a mark."""
    place = mark.place.first if isinstance(mark.place, Span) else mark.place
    return Reference(case_label, mark.exhibit_label, mark.label, place, mark.sha256)
