"""The response clock of a case and how long each of its recordings is kept, as lines with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from app.session import OpenCase
from evidence.casefile.response import RESPONSE, response_of, told_in_words, told_on
from evidence.labels import Label
from evidence.model.kinds import RecordingKind
from evidence.model.recording import Exhibit
from evidence.rules.dates import days
from evidence.rules.deadlines import Deadline
from evidence.rules.keeping import Kept, footage_kept, kept_until, recorded_on
from evidence.rules.pack import RulePack
from widgets.results.dates import DateLine

KEPT = Label("{label}: how long the recording is kept", "{label}：录制件保存期限")
_CLASS_OF = {
    RecordingKind.DUAL_RECORDING: "dual recording",
    RecordingKind.CALLBACK_AUDIO: "callback recording",
    RecordingKind.COMPLAINT_INTERVIEW: "complaint reception recording",
}
"""How the classes of records in the packs begin or are called; footage of a branch is asked of `branch_footage`."""


def response_lines(opened: OpenCase, today: date) -> Iterator[DateLine]:
    """Until when the complaint has to be decided, with its extensions, and whether it was."""
    complaint = opened.case.complaint
    found = response_of(complaint, opened.papers, opened.exhibits, today, opened.rules)
    if found is not None:
        done = told_on(complaint, opened.papers)
        yield DateLine(
            RESPONSE, _said(found, done), found.met if done else None, found.steps, (found.source,), found.standing,
            found.verified,
        )  # fmt: skip


def kept_lines(opened: OpenCase, today: date) -> Iterator[DateLine]:
    """How long each recording is kept where it came from, and from when footage may be overwritten."""
    pack_id = opened.case.complaint.rule_pack
    for exhibit in opened.exhibits:
        day = recorded_on(exhibit.recording, opened.case.complaint.zone) or today
        found = footage_of(opened, exhibit, today) or _kept(exhibit, opened.rules.pack(pack_id, day), today)
        if found is not None:
            yield DateLine(
                KEPT.filled(label=exhibit.label), _countdown(found), None, found.steps, (found.source,), found.standing,
                found.verified,
            )  # fmt: skip


def footage_of(opened: OpenCase, exhibit: Exhibit, today: date) -> Kept | None:
    """When the camera that an exhibit comes from overwrites; None: it comes from no camera."""
    complaint = opened.case.complaint
    return footage_kept(exhibit, partial(opened.rules.pack, complaint.rule_pack), complaint.zone, today)


def _kept(exhibit: Exhibit, pack: RulePack, today: date) -> Kept | None:
    recording = exhibit.recording
    own_day, held = recording.retention_until, recording.hold
    known = _CLASS_OF.get(recording.kind)
    rules = [one for one in pack.retention if known and known in one.record_class]
    if not rules or not (own_day or held):  # counted from the end of a contract or case, which is not known here
        return None
    return kept_until(rules[0], pack, None, today, own_day=own_day, held=held)


def _countdown(kept: Kept) -> Label:
    state = kept.state.label
    if kept.until is None or kept.overwritten_on is None or kept.days_left is None:
        return state
    left = kept.days_left
    told = _left(left)
    return Label(
        f"{state.en}. Kept until {kept.until}, may be overwritten on {kept.overwritten_on}; {told.en}.",
        f"{state.zh}。保存至 {kept.until}，{kept.overwritten_on} 起可能被覆盖；{told.zh}。",
    )


def _left(left: int) -> Label:
    count = days(abs(left))
    return Label(f"{count.en} left", f"剩余 {count.zh}") if left >= 0 else Label(f"{count.en} ago", f"已过 {count.zh}")


def _said(found: Deadline, done: date | None) -> Label:
    if found.due is None or found.days_left is None:
        return found.alarm.label
    if done is not None:
        return told_in_words(found, done)
    left = found.days_left
    told = _left(left)
    alarm = found.alarm.label
    return Label(f"{alarm.en}. Due on {found.due}; {told.en}.", f"{alarm.zh}。期限 {found.due}；{told.zh}。")
