"""Makes the stored library of the present schema, once per release: python -m tests.evidence.store.make_stored."""

import gzip
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

from evidence.canonical import sha256_hex
from evidence.journal.chain import Writer
from evidence.media.facts import MediaFacts
from evidence.model.case import Allegation, Complaint, Money
from evidence.model.causes import Cause, Measure, MeasureKind, MeasureScope, TrueCause
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Decision, Finding, FindingResult, Interval, Outcome, Redress
from evidence.model.groups import GroupAbout
from evidence.model.handling import Closing, Step, StepKind, Task
from evidence.model.kinds import AudioUsable, DisputeKind, How, RecordingKind, Verdict
from evidence.model.mark import MarkDraft, Span
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.people import Conflict, Duty
from evidence.model.places import Box, FramePlace
from evidence.model.recording import Clock, Exhibit
from evidence.model.requests import (
    Disclosure,
    EvidenceRequest,
    RequestTo,
    Statement,
    StatementHow,
    StatementOf,
    Withdrawal,
)
from evidence.store import findings, masks, people, requests
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.causes import add_cause, add_measure
from evidence.store.exhibits import Arrival, link
from evidence.store.groups import begin_group
from evidence.store.handling import CLOSINGS, STEPS, TASKS
from evidence.store.ledger import record_played
from evidence.store.library import Library
from evidence.store.marks import make_mark, undo
from evidence.store.migrations import LATEST
from evidence.store.transcripts import keep_transcript
from evidence.store.versions import approve, finish_round, reopen
from evidence.transcripts.reading import read_transcript

PLACE = FramePlace(0, 512, Fraction(1, 12800))
SPAN = Span(PLACE, PLACE, 40_000, 40_000, 1)


def review(library: Library, case: Complaint, exhibit: Exhibit, now: Callable[[], datetime]) -> None:
    """What schemas 2 to 4 brought: people, papers, what was played, a mask, a second review, two versions."""
    other = people.add_member(library, "approver")
    people.give_duty(library, case.id, people.choose_name(library, "Reviewer"), Duty.REVIEWER)
    people.give_duty(library, case.id, other, Duty.APPROVER)
    people.give_duty(library, case.id, people.add_member(library, "second"), Duty.SECOND_REVIEWER)
    people.declare(library, case.id, Conflict.NONE)
    allegation = Allegation(uuid4(), "Not told of charges")
    save_case(library, replace(get_case(library, case.label), allegations=(allegation,)))
    at = library.moment()
    record_played(library, case.id, [Stretch(exhibit.id, 0, 400_000, 1000, True, True)], PlayRules())
    requests.add_request(library, case.id, EvidenceRequest(RequestTo.CCTV_TEAM, "监控", sent=at, due=at.at.date()))
    requests.add_statement(
        library, case.id, Statement(StatementOf.CUSTOMER, "A", "没人告诉我", StatementHow.WRITTEN, at)
    )
    requests.add_disclosure(
        library, case.id, Disclosure("customer", "M-001", "office", "explain", "consent", True, False, at)
    )
    requests.add_withdrawal(library, case.id, Withdrawal(at.at.date(), "by telephone"))
    findings.add_interval(library, case.id, Interval(allegation.id, at, at.plus_us(60_000_000)))
    findings.add_finding(library, case.id, Finding(allegation.id, FindingResult.PARTLY, "seen", marks_for=("M-001",)))
    findings.add_decision(library, case.id, Decision(Outcome.GOODWILL, Redress.REFUND_PART, Money(100, "CNY")))
    rectangle = Rectangle((KeyBox(0, Box(1000, 1000, 2000, 2000)), KeyBox(300_000, Box(3000, 1000, 2000, 2000))))
    mask = Mask(exhibit.id, MaskDecision.MASKED, (rectangle,), 0, 400_000, basis="a bystander")
    masks.check_mask(library, case.id, masks.add_mask(library, case.id, mask).label)
    lines = read_transcript(b"1\n00:00:00,000 --> 00:00:00,300\nhello\n", "a.srt")
    keep_transcript(library, case.id, exhibit, lines, "a.srt")
    finish_round(library, case.id)
    with Library.open(library.layout.root, writer=Writer("second", "second", "machine"), now=now) as second:
        people.declare(second, case.id, Conflict.NONE)
        make_mark(second, case.id, exhibit, MarkDraft(SPAN, "BA10", Verdict.GIVEN, How.SEEN))
        finish_round(second, case.id)
    boss = Writer("approver", "approver", "machine")
    with Library.open(library.layout.root, writer=boss, now=now) as approver:
        people.declare(approver, case.id, Conflict.NONE)
        approve(approver, case.id)
    reopen(library, case.id, "a recording came in")


def handling(library: Library, case: Complaint) -> None:
    """What schema 6 brought: a step, a task, a closing, a cause with its corrective action, and a group."""
    at = library.moment()
    STEPS.add(library, case.id, Step(StepKind.DECISION_TOLD, at, whom="customer", text="by letter"))
    TASKS.add(library, case.id, Task("Send the letter", people.members(library)[0].id, at.at.date()))
    CLOSINGS.add(library, case.id, Closing(at.at.date(), "settled"))
    add_cause(library, case.id, Cause("service", "Operations", TrueCause.STAFFING_QUEUE))
    counter = Measure(MeasureKind.STAFFING, MeasureScope.BRANCH, "A second counter", "Operations", done=at.at.date())
    add_measure(library, case.id, counter)
    begin_group(library, case.id, GroupAbout.BRANCH, "Queues", "", "the same queue")


def main() -> None:
    """Write library.db, packed, into the folder of the present schema, unless it is there."""
    target = Path(__file__).parent / "stored" / f"schema-{LATEST}"
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        writer = Writer("reviewer", "user", "machine")
        moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
        with Library.create(Path(name) / "library", now=lambda: moment, writer=writer) as library:
            case = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="Stored")
            facts = MediaFacts(container="mov,mp4", frames=10, duration_us=400_000, last_us=360_000, picture=0)
            arrival = Arrival(
                sha256_hex(b"stored"), 6, "cam.mp4", RecordingKind.CCTV, facts, AudioUsable.NO, Clock(), "Camera"
            )
            exhibit, _ = link(library, case.id, arrival)
            for _ in range(2):
                make_mark(library, case.id, exhibit, MarkDraft(SPAN, "BA10", Verdict.GIVEN, How.SEEN, "引用", "note"))
            undo(library, case.id)
            review(library, case, exhibit, lambda: moment)
            handling(library, case)
        data = (Path(name) / "library" / "library.db").read_bytes()
        (target / "library.db.gz").write_bytes(gzip.compress(data, mtime=0))


if __name__ == "__main__":
    main()
