"""Requests, statements, showings, withdrawals, findings, decisions, approvals and the ledger in a real SQLite file."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from evidence.errors import NotFound, Refused, WrongUse
from evidence.journal.chain import first_fault
from evidence.model.case import Allegation, Case, Complaint, Money
from evidence.model.coverage import Played, PlayRules, ReadRules, Stretch
from evidence.model.findings import Decision, Finding, FindingResult, Interval, Outcome, Redress, Standard
from evidence.model.kinds import AudioUsable, Confidentiality, DisputeKind, MarkStatus, Prompted, Strength
from evidence.model.masks import Mask, MaskDecision
from evidence.model.people import Conflict, Duty
from evidence.model.record import Record
from evidence.model.recording import Clock, Exhibit
from evidence.model.requests import (
    Disclosure,
    EvidenceRequest,
    Reminder,
    Reply,
    RequestTo,
    Statement,
    StatementHow,
    StatementOf,
    Withdrawal,
)
from evidence.store import findings, ledger, marks, masks, people, requests, versions
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import get_exhibit, link, set_clock
from evidence.store.keeping import Provenance, describe_exhibit, judge_sound, keep_original
from evidence.store.library import Library
from evidence.store.papers import read_papers
from evidence.store.records import entries
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.timecode import Moment
from tests.evidence.store.conftest import MakeArrival, Ticking
from tests.evidence.store.people import Branch, draft

ZONE = "Asia/Shanghai"


def at(hour: int) -> Moment:
    return Moment(datetime(2026, 3, 12, hour, 0, tzinfo=UTC), ZONE, "")


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


@pytest.fixture
def allegation(library: Library, complaint: Complaint) -> UUID:
    made = Allegation(uuid4(), "Not told of charges")
    save_case(library, Case(complaint, allegations=(made,)))
    return made.id


def sound(library: Library, case_id: UUID) -> bool:
    chain = str(case_id)
    return first_fault(chain, entries(library, chain)) is None and list(untold(library, case_id)) == []


def test_a_request_grows_with_reminders_and_its_answer(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    asked = EvidenceRequest(RequestTo.CCTV_TEAM, "柜台监控 10:00–11:00", "C5 art. 9", at(2), date(2026, 3, 20))
    made = requests.add_request(library, complaint.id, asked)
    assert (made.label, made.value, made.withdrawn) == ("R-01", asked, False)
    answered = replace(
        asked,
        reminders=(Reminder(at(5), "by telephone"),),
        reply=Reply.OVERWRITTEN,
        replied=at(6),
        reply_text="kept 30 days only",
        exhibit=exhibit.id,
    )
    assert requests.change_request(library, complaint.id, "R-01", answered).value == answered
    assert marks.undo(library, complaint.id).mark is None
    assert requests.list_requests(library, complaint.id)[0].value == asked
    marks.redo(library, complaint.id)
    assert requests.list_requests(library, complaint.id)[0].value == answered
    assert [(hit.where, hit.label) for hit in find(library, "监控")] == [("request", "C-2026-0001/R-01")]
    assert [hit.where for hit in find(library, "30 days")] == ["request"]
    assert requests.withdraw_request(library, complaint.id, "r-01").withdrawn
    assert sound(library, complaint.id)


def test_statements_showings_and_withdrawals_come_back_as_they_were(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    said = Statement(StatementOf.CUSTOMER, "甲", "没人告诉我", StatementHow.IN_PERSON, at(3), exhibit.id)
    shown = Disclosure("customer", "M-001", "office", "explain", "consent", True, False, at(4), exhibit.id)
    back = Withdrawal(date(2026, 4, 1), "after seeing the recording", "nobody urged", exhibit.id)
    assert requests.add_statement(library, complaint.id, said).value == said
    assert requests.add_disclosure(library, complaint.id, shown).value == shown
    assert requests.add_withdrawal(library, complaint.id, back).value == back
    papers = read_papers(library, complaint.id)
    labels = [kind[0].label for kind in (papers.statements, papers.disclosures, papers.withdrawals)]
    assert labels == ["S-01", "D-01", "W-01"]
    assert [hit.label for hit in find(library, "告诉")] == ["C-2026-0001/S-01"]
    assert sound(library, complaint.id)


def test_a_finding_rests_on_marks_that_stand(
    library: Library, complaint: Complaint, exhibit: Exhibit, allegation: UUID
) -> None:
    marks.make_mark(library, complaint.id, exhibit, draft())
    finding = Finding(
        allegation,
        FindingResult.PARTLY,
        "heard once",
        standard=Standard.HIGH_PROBABILITY,
        marks_for=("M-001",),
        missing="callback",
    )
    assert findings.add_finding(library, complaint.id, finding).value == finding
    for wrong in (
        replace(finding, marks_against=("M-007",)),
        replace(finding, allegation=uuid4()),
        replace(finding, question=uuid4()),
    ):
        with pytest.raises(WrongUse):
            findings.add_finding(library, complaint.id, wrong)
    marks.withdraw_mark(library, complaint.id, "M-001")
    with pytest.raises(WrongUse, match="M-001"):
        findings.change_finding(library, complaint.id, "F-01", finding)
    time = Interval(allegation, at(2), at(3))
    assert findings.add_interval(library, complaint.id, time).value == time
    with pytest.raises(WrongUse, match="end after"):
        Interval(allegation, at(3), at(3))
    assert sound(library, complaint.id)


def test_what_belongs_to_another_case_is_not_named(
    library: Library, complaint: Complaint, exhibit: Exhibit, allegation: UUID
) -> None:
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    said = Statement(StatementOf.STAFF, "B", "I told her", StatementHow.WRITTEN, exhibit=exhibit.id)
    calls: tuple[Callable[[], object], ...] = (
        lambda: requests.add_statement(library, other.id, said),
        lambda: findings.add_interval(library, other.id, Interval(allegation, at(2), at(3))),
        lambda: ledger.record_pages_shown(library, other.id, [(exhibit.id, 1)], ReadRules()),
        lambda: ledger.record_played(library, other.id, [Stretch(exhibit.id, 0, 5, 1000, True, True)], PlayRules()),
    )
    for call in calls:
        with pytest.raises(WrongUse, match="no part of this case"):
            call()
    assert requests.list_statements(library, other.id) == ()


def test_nothing_of_the_review_is_deleted_or_given_another_identity(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    requests.add_request(library, complaint.id, EvidenceRequest(RequestTo.INSURER, "file"))
    ledger.record_played(library, complaint.id, [Stretch(exhibit.id, 0, 5, 1000, True, True)], PlayRules())
    ledger.record_pages_shown(library, complaint.id, [(exhibit.id, 1)], ReadRules())
    people.declare(library, complaint.id, Conflict.NONE)
    for harm in (
        "DELETE FROM request",
        "UPDATE request SET \"by\" = 'other'",
        "UPDATE request SET label = 'R-09'",
        "DELETE FROM played",
        "UPDATE played SET to_us = 500",
        "UPDATE playing SET round = 2",
        "DELETE FROM page_shown",
        "UPDATE page_shown SET page = 2",
        "UPDATE leafing SET round = 2",
        "UPDATE declaration SET conflict = 'has'",
        "DELETE FROM member",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="guard"), library.change() as change:
            change.db.execute(harm)


def test_pages_shown_are_one_entry_and_come_back_in_order_until_the_case_is_approved(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    before = library.head(str(complaint.id))
    rules = ReadRules(900, 2500)
    assert ledger.record_pages_shown(library, complaint.id, [(exhibit.id, 2), (exhibit.id, 1)], rules)
    assert not ledger.record_pages_shown(library, complaint.id, [], rules)
    head = library.head(str(complaint.id))
    assert before is not None and head is not None and head.seq == before.seq + 1
    found = ledger.list_pages_shown(library, complaint.id)
    assert [(one.exhibit, one.page, one.round, one.rules) for one in found] == [
        (exhibit.id, 2, 1, rules), (exhibit.id, 1, 1, rules)
    ]  # fmt: skip
    assert sound(library, complaint.id)


def test_a_batch_of_playing_is_one_entry_and_comes_back_in_order(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    before = library.head(str(complaint.id))
    rules = PlayRules(speech_permille=1250)
    batch = [Stretch(exhibit.id, n * 10, n * 10 + 7, 1000 + n, n % 2 == 0, True) for n in range(300)]
    assert ledger.record_played(library, complaint.id, batch, rules)
    assert not ledger.record_played(library, complaint.id, [], rules)
    head = library.head(str(complaint.id))
    assert before is not None and head is not None and head.seq == before.seq + 1
    found = ledger.list_played(library, complaint.id)
    member = people.this_member(library)
    assert member is not None
    assert [one.stretch for one in found] == batch
    assert found[0] == Played(batch[0], member.id, 1, rules, found[0].at)
    with pytest.raises(ValueError, match="takes time"):
        Stretch(exhibit.id, 5, 5, 1000, True, True)
    assert sound(library, complaint.id)


def test_an_approved_case_stands_until_a_new_version_is_opened(
    library: Library, complaint: Complaint, exhibit: Exhibit, now: Ticking
) -> None:
    branch = Branch(library.layout.root, complaint.id, now)
    branch.duty("reviewer", Duty.REVIEWER)
    branch.duty("approver", Duty.APPROVER)
    decision = Decision(Outcome.PARTLY_UPHELD, Redress.REFUND_PART, Money(120_000, "CNY"), "half")
    with branch.sits_down("reviewer") as reviewer:
        marks.make_mark(reviewer, complaint.id, exhibit, draft())
        findings.add_decision(reviewer, complaint.id, decision)
        with pytest.raises(Refused, match="Only the approver"):
            versions.approve(reviewer, complaint.id)
        people.declare(reviewer, complaint.id, Conflict.NONE)
    with branch.sits_down("approver") as approver:
        with pytest.raises(Refused, match=r"approver \(Approver\) has not declared"):
            versions.approve(approver, complaint.id)
        with pytest.raises(WrongUse):
            people.declare(approver, complaint.id, Conflict.HAS)
        people.declare(approver, complaint.id, Conflict.HAS, "sister of the seller")
        with pytest.raises(Refused, match="has not declared"):
            versions.approve(approver, complaint.id)
        people.declare(approver, complaint.id, Conflict.NONE)
        head = approver.head(str(complaint.id))
        approval = versions.approve(approver, complaint.id)
        assert head is not None and (approval.version, approval.head_hash) == (1, head.hash)
        with pytest.raises(Refused, match="Version 1 of C-2026-0001 is approved"):
            versions.approve(approver, complaint.id)
    refused: tuple[Callable[[], object], ...] = (
        lambda: marks.make_mark(library, complaint.id, exhibit, draft()),
        lambda: save_case(library, get_case(library, complaint.label)),
        lambda: findings.change_decision(library, complaint.id, "B-01", replace(decision, amount=None)),
        lambda: set_clock(library, complaint.id, exhibit, Clock(at(2))),
        lambda: judge_sound(library, complaint.id, "EX-01", AudioUsable.YES),
    )
    for call in refused:
        with pytest.raises(Refused, match="approved and stands"):
            call()
    assert not ledger.record_played(library, complaint.id, [Stretch(exhibit.id, 0, 5, 1000, True, True)], PlayRules())
    sent = findings.letter_sent(library, complaint.id, "B-01", at(9), rights_notified=True)
    assert sent.value == replace(decision, letter_sent=at(9), rights_notified=True)
    shown = Disclosure("customer", "M-001", "office", "explain", "consent", True, False, at(9))
    requests.add_disclosure(library, complaint.id, shown)
    keep_original(library, complaint.id, "EX-01", date(2031, 3, 12), hold=True)
    covered = Mask(exhibit.id, MaskDecision.ON_A_BASIS, (), 0, 1000, basis="for the customer's copy")
    assert masks.check_mask(library, complaint.id, masks.add_mask(library, complaint.id, covered).label).value.checked
    with branch.sits_down("reviewer") as reviewer:
        assert marks.can_undo_redo(reviewer, complaint.id) == (False, False)
        with pytest.raises(WrongUse, match="reason"):
            versions.reopen(reviewer, complaint.id, " ")
        assert versions.reopen(reviewer, complaint.id, "a recording came in") == 2
        with pytest.raises(Refused, match="not approved"):
            versions.reopen(reviewer, complaint.id, "again")
        marks.make_mark(reviewer, complaint.id, exhibit, draft())
        assert marks.can_undo_redo(reviewer, complaint.id) == (True, False)
        papers = read_papers(reviewer, complaint.id)
        assert [one.version for one in papers.approvals] == [1]
        assert [(one.version, one.reason) for one in papers.reopenings] == [(2, "a recording came in")]
    assert sound(library, complaint.id)


def test_how_an_exhibit_came_in_and_how_long_it_is_kept(
    library: Library, complaint: Complaint, exhibit: Exhibit, arrival: MakeArrival
) -> None:
    told = Provenance("Counter", "CCTV team", "Wang", at(4), "USB stick", "contract", Confidentiality.CONFIDENTIAL)
    described = describe_exhibit(library, complaint.id, "EX-01", told)
    assert (described.received, described.transfer_method, described.confidentiality) == (
        at(4),
        "USB stick",
        Confidentiality.CONFIDENTIAL,
    )
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    link(library, other.id, arrival("cam1.mp4"))
    judge_sound(library, complaint.id, "EX-01", AudioUsable.PARTIAL)
    kept = keep_original(library, complaint.id, "EX-01", date(2031, 3, 12), hold=True).recording
    assert (kept.retention_until, kept.hold, kept.audio_usable) == (date(2031, 3, 12), True, AudioUsable.PARTIAL)
    assert get_exhibit(library, other.id, "EX-01").recording.hold
    assert sound(library, complaint.id) and sound(library, other.id)
    with pytest.raises(NotFound):
        judge_sound(library, complaint.id, "EX-07", AudioUsable.NO)


def test_a_mark_says_who_spoke_and_how_strongly_it_shows_it(
    library: Library, complaint: Complaint, exhibit: Exhibit, allegation: UUID
) -> None:
    full = replace(
        draft(),
        speaker="seller",
        prompted=Prompted.YES,
        strength=Strength.CORROBORATING,
        translation="a small loss",
        allegation=allegation,
        status=MarkStatus.DRAFT,
    )
    mark = marks.make_mark(library, complaint.id, exhibit, full)
    assert all(getattr(mark, name) == getattr(full, name) for name in ("speaker", "prompted", "strength", "status"))
    assert (mark.translation, mark.allegation, mark.round) == ("a small loss", allegation, 1)
    revised = marks.revise_mark(library, complaint.id, "M-001", replace(full, status=MarkStatus.FINAL, strength=None))
    assert (revised.status, revised.strength) == (MarkStatus.FINAL, None)
    assert [hit.where for hit in find(library, "small loss")] == ["translation"]
    assert sound(library, complaint.id)


TAMPERED = {
    "UPDATE request SET reply = 'refused'": "R-01 is not what",
    "INSERT INTO request SELECT 'x', case_id, 'R-09', \"to\", what, legal_basis, sent_at, due, reminders, reply, "
    'replied_at, reply_text, exhibit_id, "by", at, 0 FROM request': "R-09 stands in the library",
    "UPDATE played SET to_us = to_us + 1": "A record of playing is not",
    "UPDATE playing SET round = 2": "A record of playing is not",
    "INSERT INTO played SELECT playing_id, 99, exhibit_id, 0, 9, 1000, 1, 1 FROM played": "A record of playing is not",
    "DELETE FROM played": "A record of playing is not",
    "UPDATE declaration SET conflict = 'has'": "A declaration is not",
    "UPDATE duty SET duty = 'approver'": "A duty is not",
    "DELETE FROM duty": "A duty stands in the journal",
    "UPDATE round_done SET round = 2": "A finished round was never",
    "UPDATE exhibit SET transfer_method = 'post'": "EX-01 is not what",
    "UPDATE recording SET hold = 0": "EX-01 is not what",
    "UPDATE recording SET audio_usable = 'yes'": "EX-01 is not what",
    "UPDATE mark SET round = 2": "M-001 is not what",
    "UPDATE mark SET speaker = 'customer'": "M-001 is not what",
}


def test_a_row_of_the_review_that_was_changed_beside_the_journal_is_named(
    library: Library, complaint: Complaint, exhibit: Exhibit, now: Ticking
) -> None:
    requests.add_request(library, complaint.id, EvidenceRequest(RequestTo.INSURER, "file"))
    marks.make_mark(library, complaint.id, exhibit, draft())
    Branch(library.layout.root, complaint.id, now).duty(library.writer.os_user, Duty.REVIEWER)
    ledger.record_played(library, complaint.id, [Stretch(exhibit.id, 0, 5, 1000, True, True)], PlayRules())
    people.declare(library, complaint.id, Conflict.NONE)
    versions.finish_round(library, complaint.id)
    describe_exhibit(library, complaint.id, "EX-01", Provenance(transfer_method="USB stick"))
    keep_original(library, complaint.id, "EX-01", None, hold=True)
    assert sound(library, complaint.id)
    library.db.execute("PRAGMA foreign_keys = OFF")
    for harm, told in TAMPERED.items():
        library.db.execute("BEGIN")
        for name in library.db.triggers_dict:
            library.db.execute(f'DROP TRIGGER "{name}"')
        library.db.execute(harm)
        found = [one.en for one in untold(library, complaint.id)]
        library.db.rollback()
        assert any(told in sentence for sentence in found), (harm, found)
    assert sound(library, complaint.id)


def test_records_are_typed_by_what_they_hold(library: Library, complaint: Complaint) -> None:
    made: Record[EvidenceRequest] = requests.add_request(
        library, complaint.id, EvidenceRequest(RequestTo.OTHER, "x\0 cafe\u0301")
    )
    assert made.value.what == "x\\u0000 caf\u00e9"
