"""An auditor's own marks, in a file of their own: nothing of them enters the case, and they can be compared with it."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.errors import NotFound, Refused, WrongUse
from evidence.labels import Label
from evidence.model.case import Complaint
from evidence.model.findings import Settlement
from evidence.model.kinds import How, MarkStatus, Verdict
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.record import Record
from evidence.model.recording import Exhibit
from evidence.review.agreement import FIRST, SECOND, Agreement, compare_rounds
from evidence.rules.fields import Fields, RulesProblem, read_rules
from evidence.store.durable import disk_errors, sync_folder
from evidence.store.library import Library
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339, zone_of

SCHEMA = "replaydesk.remarks/1"
PREFIX = "A"
LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Remarks:
    """One auditor's marks on one case."""

    case_id: UUID
    case_label: str
    by: str
    marks: tuple[Mark, ...] = ()
    sample: tuple[str, ...] = ()
    """The points that they mark without seeing the marks of the case on them."""

    @property
    def kept(self) -> frozenset[str]:
        """The points of the sample that they have not marked yet: until then the marks of the case stay hidden."""
        return frozenset(self.sample) - {mark.point for mark in self.marks}


def begin_remarks(library: Library, case: Complaint, path: Path, sample: Sequence[str] = ()) -> Remarks:
    """Make a file ready for an auditor's marks, and say which points are marked without seeing those of the case.

    Points are added to what the file says already, and none is taken out of it.

    Raises:
        Refused, WrongUse, DiskProblem: as for `add_remark`.
    """
    held = _own_remarks(library, case, path)
    begun = replace(held, sample=(*held.sample, *(code for code in sample if code not in held.sample)))
    if begun != held or not path.exists():
        _write(path, begun)
    return begun


def add_remark(library: Library, case: Complaint, exhibit: Exhibit, draft: MarkDraft, path: Path) -> Mark:
    """Write an auditor's mark behind those that their file holds; a file that is not there is begun.

    Raises:
        Refused: this person does not audit the case, or the file lies in the library, or is about another case or by
            somebody else.
        WrongUse: the file is no file of re-marks.
        DiskProblem: it cannot be written.
    """
    held = _own_remarks(library, case, path)
    mark = _mark(library, exhibit, draft, f"{PREFIX}-{len(held.marks) + 1:03}")
    _write(path, replace(held, marks=(*held.marks, mark)))
    return mark


def withdraw_remark(library: Library, case: Complaint, mark_id: UUID, path: Path) -> Mark:
    """Take an auditor's own mark back; it keeps its number and stays in the file as withdrawn.

    Raises:
        NotFound: the file holds no such mark.
        Refused, WrongUse, DiskProblem: as for `add_remark`.
    """
    held = _own_remarks(library, case, path)
    gone = next((mark for mark in held.marks if mark.id == mark_id), None)
    if gone is None:
        raise NotFound(
            f"“{path.name}” does not hold this mark. Only your own re-marks can be withdrawn here.",
            f"“{path.name}”中没有此标注。此处只能撤回您自己的复核标注。",
        )
    gone = replace(gone, withdrawn=True)
    _write(path, replace(held, marks=tuple(gone if mark.id == mark_id else mark for mark in held.marks)))
    return gone


def _own_remarks(library: Library, case: Complaint, path: Path) -> Remarks:
    viewer = viewer_of(library, case.id)
    if not viewer.reads_only:
        raise Refused(
            "A file of re-marks is for an auditor of this case. Mark in the case itself, or have that duty given to "
            "you.",
            "复核标注文件仅供本案审计人员使用。请直接在案件中标注，或先取得审计职责。",
        )
    if path.resolve().is_relative_to(library.layout.root.resolve()):
        raise Refused(
            "The folder of the library holds only what the library wrote. Choose another place for the re-marks.",
            "资料库文件夹只保存资料库自身写入的内容。请将复核标注文件存放在其他位置。",
        )
    held = read_remarks(path) if path.exists() else Remarks(case.id, case.label, viewer.account)
    if held.case_id != case.id or held.by != viewer.account:
        raise Refused(
            f"“{path.name}” holds the re-marks of {held.by} on {held.case_label}. Choose a file of your own for this "
            "case.",
            f"“{path.name}”是 {held.by} 对 {held.case_label} 的复核标注。请为本案另选您自己的文件。",
        )
    return held


def _mark(library: Library, exhibit: Exhibit, draft: MarkDraft, label: str) -> Mark:
    now = library.moment()
    return Mark(
        id=uuid4(),
        label=label,
        exhibit=exhibit.id,
        exhibit_label=exhibit.label,
        place=draft.place,
        point=draft.point,
        verdict=draft.verdict,
        how=draft.how,
        quote=clean_text(draft.quote),
        note=clean_text(draft.note),
        by=library.writer.actor,
        at=Moment(now.at.astimezone(zone_of(library.zone)), library.zone, ""),
        withdrawn=False,
        sha256=exhibit.recording.sha256,
        round=SECOND,
    )


def read_remarks(path: Path) -> Remarks:
    """The re-marks that a file holds, all or nothing.

    Raises:
        WrongUse: it cannot be read, or is something else; with the place and what is wrong there.
    """
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise _unusable(path, Label("it is too large", "文件过大"))
        with read_rules("", path) as whole:
            if whole.text("schema") != SCHEMA:
                raise whole.wrong(f"its schema is not {SCHEMA}", f"其 schema 不是 {SCHEMA}")
            with whole.inner("case") as case:
                case_id, case_label = _uuid(case, "id"), case.text("label")
            by = whole.text("by")
            sample = whole.texts("sample") if whole.has("sample") else ()
            return Remarks(case_id, case_label, by, tuple(_marks(whole, by)), sample)
    except RulesProblem as wrong:
        place = wrong.where.removeprefix(str(path)).removeprefix(".")
        at = Label(f"{place}: ", f"{place}：") if place else Label("", "")
        line = Label(f"line {wrong.line}, ", f"第 {wrong.line} 行，") if wrong.line else Label("", "")
        said = Label(f"{line.en}{at.en}{wrong.reason.en}", f"{line.zh}{at.zh}{wrong.reason.zh}")
        raise _unusable(path, said) from wrong


def remarks_on(case_id: UUID, path: Path) -> Remarks:
    """The re-marks of a file, which must be about this case.

    Raises:
        WrongUse: the file is no file of re-marks.
        Refused: it is about another case.
    """
    remarks = read_remarks(path)
    if remarks.case_id != case_id:
        raise Refused(
            f"These re-marks are about {remarks.case_label}, which is another case. Name the file of this case.",
            f"这些复核标注针对另一案件 {remarks.case_label}。请指定本案的文件。",
        )
    return remarks


def compare_remarks(remarks: Remarks, marks: Iterable[Mark], settlements: Iterable[Record[Settlement]]) -> Agreement:
    """How far the auditor agrees with the case on the points they marked; of a settled point the settled verdict."""
    points = {mark.point for mark in remarks.marks if not mark.withdrawn}
    settled = {one.value.point: one.value.verdict for one in settlements if not one.withdrawn}
    held = [
        replace(mark, verdict=settled.get(mark.point, mark.verdict), round=FIRST)
        for mark in marks
        if mark.point in points
        and mark.status is not MarkStatus.SUPERSEDED
        and (mark.round == FIRST or mark.point in settled)
    ]
    return compare_rounds([*held, *remarks.marks])


def _write(path: Path, remarks: Remarks) -> None:
    """Put the whole file in place of the one before: a power cut leaves the old one or the new one."""
    document = {
        "schema": SCHEMA,
        "case": {"id": str(remarks.case_id), "label": remarks.case_label},
        "by": remarks.by,
        "sample": list(remarks.sample),
        "marks": [_document(mark) for mark in remarks.marks],
    }
    part = path.with_name(f".{path.name}.part")
    with disk_errors(path):
        with part.open("w", encoding="utf-8") as out:
            out.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)
        sync_folder(path.absolute().parent)


def _document(mark: Mark) -> dict[str, Any]:
    place: dict[str, Any]
    if isinstance(mark.place, Span):
        first, last = mark.place.first, mark.place.last
        place = {
            "stream": first.stream,
            "time_base": f"{first.time_base.numerator}/{first.time_base.denominator}",
            "in_pts": first.pts,
            "out_pts": last.pts,
            "in_us": mark.place.in_us,
            "out_us": mark.place.out_us,
            "frame": mark.place.frame,
        }
    else:
        place = {"page": mark.place.page, "box": dataclasses.asdict(mark.place.box) if mark.place.box else None}
    return {
        "id": str(mark.id),
        "label": mark.label,
        "exhibit": mark.exhibit_label,
        "exhibit_id": str(mark.exhibit),
        "sha256": mark.sha256,
        "place": place,
        "point": mark.point,
        "verdict": mark.verdict.value,
        "how": mark.how.value,
        "quote": mark.quote or None,
        "note": mark.note or None,
        "zone": mark.at.zone,
        "at": rfc3339(mark.at.at),
        "withdrawn": mark.withdrawn,
    }


def _marks(whole: Fields, by: str) -> Iterator[Mark]:
    for fields in whole.objects("marks"):
        with fields as one:
            yield Mark(
                id=_uuid(one, "id"),
                label=one.text("label"),
                exhibit=_uuid(one, "exhibit_id"),
                exhibit_label=one.text("exhibit"),
                place=_place(one),
                point=one.text("point"),
                verdict=one.word("verdict", Verdict),
                how=one.word("how", How),
                quote=one.text_or_none("quote") or "",
                note=one.text_or_none("note") or "",
                by=by,
                at=_moment(one),
                withdrawn=one.flag("withdrawn") if one.has("withdrawn") else False,
                sha256=one.text("sha256"),
                round=SECOND,
            )


def _place(one: Fields) -> Span | PagePlace:
    with one.inner("place") as place:
        if place.has("page"):
            page, box = place.count("page"), place.inner_or_none("box")
            if box is None:
                return PagePlace(page, None)
            with box as sides:
                return PagePlace(page, Box(*(sides.count(name) for name in ("x", "y", "width", "height"))))
        parts = place.text("time_base").split("/")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() and 0 < int(part) < 10**10 for part in parts):
            raise place.wrong("its time base is not such as 1/90000", "其时间基准不是 1/90000 之类的形式")
        stream, base = place.count("stream"), Fraction(int(parts[0]), int(parts[1]))
        begin, end = (FramePlace(stream, _whole(place, name), base) for name in ("in_pts", "out_pts"))
        return Span(begin, end, _whole(place, "in_us"), _whole(place, "out_us"), place.count_or_none("frame"))


def _whole(fields: Fields, name: str) -> int:
    value = fields.number(name)
    if not isinstance(value, int) or abs(value) >= 2**63:
        raise fields.wrong(f"its {name} is not a whole number", f"其 {name} 不是整数")
    return value


def _uuid(fields: Fields, name: str) -> UUID:
    text = fields.text(name)
    try:
        return UUID(text)
    except ValueError:
        raise fields.wrong(f"its {name} is not a UUID", f"其 {name} 不是 UUID") from None


def _moment(fields: Fields) -> Moment:
    text, zone = fields.text("at"), fields.text("zone")
    try:
        at = datetime.fromisoformat(text)
        zone_of(zone)
    except (ValueError, WrongUse):
        at = datetime.min
    if at.tzinfo is None:
        raise fields.wrong("its time or zone cannot be read", "其时间或时区无法读取")
    return Moment(at, zone, "")


def _unusable(path: Path, reason: Label) -> WrongUse:
    return WrongUse(
        f"“{path.name}” is not a usable file of re-marks: {reason.en}. It was left as it is.",
        f"“{path.name}”不是可用的复核标注文件：{reason.zh}。文件未作更改。",
    )
