"""Checks of the exhibits and of where marks stand in them: 2, 3, 11, 12 and 16 of the auditor's list."""

from __future__ import annotations

from evidence.audit.facts import Facts, names
from evidence.audit.words import cannot_tell, failed, listed, passed
from evidence.check import Check
from evidence.errors import WrongUse
from evidence.model.kinds import Answer, ClockMethod
from evidence.model.mark import Mark, Span
from evidence.model.recording import Exhibit
from evidence.reference import SHA256_PRINTED, parse_reference
from evidence.review.marking import reference_of


def originals(facts: Facts) -> Check:
    """2: every exhibit's hash matches now."""
    found = [check for check in facts.library_checks if check.name in ("original", "originals")]
    wrong = [check for check in found if check.answer is not Answer.PASSED and check.name == "original"]
    about = [name for check in wrong for name in check.files]
    if not facts.frozen.exhibits:
        return cannot_tell("originals", "The case has no exhibits.", "本案没有证据。")
    if any(check.answer is Answer.FAILED for check in wrong):
        return failed(
            "originals", f"Altered or missing: {listed(about).en}.", f"被改动或缺失：{listed(about).zh}。", about
        )
    if wrong or not found:
        return cannot_tell(
            "originals", f"Could not be hashed: {listed(about).en}.", f"无法计算摘要：{listed(about).zh}。", about
        )
    number = len(facts.frozen.exhibits)
    return passed(
        "originals",
        f"The SHA-256 of every original was computed again and is the registered one ({number}).",
        f"已重新计算全部原件的 SHA-256，均与登记一致（{number} 份）。",
        [exhibit.label for exhibit in facts.frozen.exhibits],
    )


def places(facts: Facts) -> Check:
    """3: every mark points inside its exhibit's duration, or inside its pages."""
    exhibits = {exhibit.id: exhibit for exhibit in facts.frozen.exhibits}
    outside, unknown = [], []
    for mark in facts.frozen.marks:
        exhibit = exhibits.get(mark.exhibit)
        inside = None if exhibit is None else _inside(mark, exhibit)
        if inside is None:
            unknown.append(mark)
        elif not inside:
            outside.append(mark)
    if outside:
        told = names(outside)
        return failed(
            "places",
            f"Outside the recording or the pages: {told.en}.",
            f"位于录音录像或页面之外：{told.zh}。",
            [mark.label for mark in outside],
        )
    if unknown:
        told = names(unknown)
        return cannot_tell(
            "places",
            f"How long the recording is, or how many pages there are, is not known: {told.en}.",
            f"录音录像长度或页数未知：{told.zh}。",
            [mark.label for mark in unknown],
        )
    number = len(facts.frozen.marks)
    return passed("places", f"Every mark ({number}) lies inside its exhibit.", f"全部 {number} 个标注均在其证据之内。")


def _inside(mark: Mark, exhibit: Exhibit) -> bool | None:
    """Whether a mark lies inside; None where the exhibit's size is not known."""
    facts = exhibit.recording.facts
    if not isinstance(mark.place, Span):
        box = mark.place.box
        fits = box is None or (min(box.x, box.y) >= 0 and max(box.x + box.width, box.y + box.height) <= box.WHOLE)
        return None if facts.pages is None else 1 <= mark.place.page <= facts.pages and fits
    if not facts.duration_us:
        return None
    return min(0, facts.first_us) <= mark.place.in_us <= mark.place.out_us <= max(facts.duration_us, facts.last_us)


def citations(facts: Facts) -> Check:
    """11: quotes and stills carry exhibit and time: each mark's reference leads to its own exhibit and place."""
    exhibits = {exhibit.id: exhibit for exhibit in facts.frozen.exhibits}
    wrong = []
    for mark in facts.frozen.marks:
        exhibit = exhibits.get(mark.exhibit)
        sha256 = exhibit.recording.sha256 if exhibit else ""
        try:
            read = parse_reference(str(reference_of(facts.frozen.case.complaint.label, mark)))
        except WrongUse:
            wrong.append(mark)
            continue
        if exhibit is None or (read.exhibit, mark.sha256, read.sha256) != (
            exhibit.label, sha256, sha256[:SHA256_PRINTED],
        ):  # fmt: skip
            wrong.append(mark)
    if wrong:
        told = names(wrong)
        return failed(
            "citations",
            f"The reference does not lead to the exhibit that was marked: {told.en}.",
            f"引用编号与所标注的证据不符：{told.zh}。",
            [mark.label for mark in wrong],
        )
    return passed(
        "citations",
        f"Every mark ({len(facts.frozen.marks)}) names its exhibit and its time stamp or page.",
        f"全部 {len(facts.frozen.marks)} 个标注均注明证据及时间戳或页码。",
    )


def clocks(facts: Facts) -> Check:
    """12: the clock offset of each device is stated, with how it is known."""
    timed = [exhibit for exhibit in facts.frozen.exhibits if exhibit.recording.facts.pages is None]
    without = [
        exhibit.label
        for exhibit in timed
        if exhibit.recording.clock.start is None or exhibit.recording.clock.method is ClockMethod.UNKNOWN
    ]
    unchecked = [
        exhibit.label for exhibit in timed if exhibit.label not in without and not exhibit.recording.clock.checked
    ]
    if without:
        told = listed(without)
        return failed(
            "clocks",
            f"No place on the wall clock, or not known how: {told.en}.",
            f"没有实际时间，或未注明依据：{told.zh}。",
            without,
        )
    if unchecked:
        told = listed(unchecked)
        return cannot_tell(
            "clocks",
            f"Nobody compared these clocks with another, so their offset is not known: {told.en}.",
            f"以下时钟未经核对，偏差未知：{told.zh}。",
            unchecked,
        )
    if not timed:
        return cannot_tell("clocks", "The case has no recordings.", "本案没有录音录像。")
    return passed(
        "clocks",
        f"Every recording ({len(timed)}) states the offset of its clock, its doubt and how it is known.",
        f"全部 {len(timed)} 份录音录像均注明时钟偏差、不确定度和依据。",
    )
