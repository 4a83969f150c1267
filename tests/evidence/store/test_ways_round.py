"""Ways round the roles that were tried from outside: each stays closed."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from evidence.errors import Refused, WrongUse
from evidence.model.case import Allegation, Complaint, Person
from evidence.model.findings import Decision, Finding, FindingResult, Opinion, Outcome, Settlement
from evidence.model.kinds import Role, Verdict
from evidence.model.people import Conflict, Duty
from evidence.model.recording import Exhibit
from evidence.store import findings, marks, people, versions
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import link, set_facts
from evidence.store.library import Library
from evidence.store.lock import account
from tests.evidence.store.conftest import MakeArrival, Ticking
from tests.evidence.store.people import Branch, draft


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


@pytest.fixture
def allegation() -> UUID:
    return uuid4()


@pytest.fixture
def branch(
    library: Library, complaint: Complaint, exhibit: Exhibit, allegation: UUID, now: Ticking
) -> Iterator[Branch]:
    """A first reviewer who has marked and found something; a second reviewer who marked the same; an approver."""
    case = get_case(library, complaint.label)
    save_case(library, replace(case, allegations=(Allegation(allegation, "Not told of charges"),)))
    made = Branch(library.layout.root, complaint.id, now)
    for name, duty in (("first", Duty.REVIEWER), ("second", Duty.SECOND_REVIEWER), ("boss", Duty.APPROVER)):
        made.duty(name, duty)
        with made.sits_down(name) as opened:
            people.declare(opened, complaint.id, Conflict.NONE)
    with made.sits_down("first") as first:
        marks.make_mark(first, complaint.id, exhibit, draft())
        findings.add_finding(first, complaint.id, Finding(allegation, FindingResult.PARTLY, "x", marks_for=("M-001",)))
    with made.sits_down("second") as second:
        marks.make_mark(second, complaint.id, exhibit, draft())
    yield made


def accuse(branch: Branch, name: str) -> Person:
    with branch.sits_down("manager") as library:
        member = people.add_member(library, name)
        person = Person(uuid4(), Role.SELLER_BANK, "Seller", accused=True, member=member.id)
        save_case(library, replace(get_case(library, str(branch.case_id)), people=(person,)))
    return person


def test_the_account_is_the_systems_and_not_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    before = account()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "approver")
    assert account() == before != "approver"


def test_whoever_changed_the_work_of_others_has_worked_on_the_case(branch: Branch) -> None:
    branch.done("second", "first")
    with branch.sits_down("boss") as boss:
        marks.withdraw_mark(boss, branch.case_id, "M-001")
        with pytest.raises(Refused, match="does not approve"):
            versions.approve(boss, branch.case_id)
        marks.undo(boss, branch.case_id)
        with pytest.raises(Refused, match="does not approve"):
            versions.approve(boss, branch.case_id)
    with branch.sits_down("helper") as helper:
        findings.withdraw_finding(helper, branch.case_id, "F-01")
    for duty in (Duty.SECOND_REVIEWER, Duty.APPROVER, Duty.AUDITOR):
        with pytest.raises(Refused, match="different people"):
            branch.duty("helper", duty)


def test_the_accused_does_not_judge_without_a_duty_either(branch: Branch, exhibit: Exhibit, allegation: UUID) -> None:
    with branch.sits_down("seller") as seller:
        marks.make_mark(seller, branch.case_id, exhibit, draft("BA11"))
    person = accuse(branch, "seller")
    finding = Finding(allegation, FindingResult.NOT_SUPPORTED, "all was said", marks_for=("M-001",))
    with branch.sits_down("seller") as seller:
        case = get_case(seller, str(branch.case_id))
        for step in (
            lambda: marks.make_mark(seller, branch.case_id, exhibit, draft()),
            lambda: marks.withdraw_mark(seller, branch.case_id, "M-001"),
            lambda: marks.undo(seller, branch.case_id),
            lambda: findings.add_finding(seller, branch.case_id, finding),
            lambda: findings.add_decision(seller, branch.case_id, Decision(Outcome.NOT_UPHELD)),
            lambda: save_case(seller, replace(case, people=())),
            lambda: save_case(seller, replace(case, people=(replace(person, accused=False),))),
        ):
            with pytest.raises(Refused, match="about what you did"):
                step()
        save_case(seller, replace(case, people=(replace(person, name="Sun"),)))


def test_what_the_accused_did_before_is_not_approved_while_it_stands(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("seller") as seller:
        marks.make_mark(seller, branch.case_id, exhibit, draft("BA11"))
    accuse(branch, "seller")
    branch.done("second", "first")
    with branch.sits_down("boss") as boss, pytest.raises(Refused, match="seller"):
        versions.approve(boss, branch.case_id)
    with branch.sits_down("first") as first:
        marks.withdraw_mark(first, branch.case_id, "M-002")
        findings.add_settlement(
            first, branch.case_id, Settlement("BA11", Verdict.NOT_FOUND, "only the accused said so")
        )
    with branch.sits_down("boss") as boss:
        assert versions.approve(boss, branch.case_id).version == 1


def test_a_conflict_does_not_go_away_with_the_duty(branch: Branch) -> None:
    with branch.sits_down("first") as first:
        people.declare(first, branch.case_id, Conflict.HAS, "sister of the seller")
    branch.done("second")
    branch.ends("first", Duty.REVIEWER)
    with branch.sits_down("boss") as boss, pytest.raises(Refused, match="first"):
        versions.approve(boss, branch.case_id)
    branch.duty("third", Duty.REVIEWER)
    with branch.sits_down("third") as third:
        people.declare(third, branch.case_id, Conflict.NONE)
        versions.finish_round(third, branch.case_id)
        findings.withdraw_finding(third, branch.case_id, "F-01")
        marks.withdraw_mark(third, branch.case_id, "M-001")
        findings.add_settlement(
            third, branch.case_id, Settlement("BA10", Verdict.GIVEN, "the first one had a conflict")
        )
    with branch.sits_down("boss") as boss:
        assert versions.approve(boss, branch.case_id).version == 1


def test_nothing_is_approved_over_the_head_of_a_second_reviewer(branch: Branch) -> None:
    with branch.sits_down("boss") as boss, pytest.raises(Refused, match="second review is not done"):
        versions.approve(boss, branch.case_id)
    branch.done("second")
    with branch.sits_down("boss") as boss, pytest.raises(Refused, match="first review is not done"):
        versions.approve(boss, branch.case_id)
    branch.ends("second", Duty.SECOND_REVIEWER)
    with branch.sits_down("boss") as boss:
        assert versions.approve(boss, branch.case_id).version == 1


def test_a_mark_says_what_its_author_says_and_an_opinion_stays_its_authors(branch: Branch) -> None:
    with branch.sits_down("helper") as helper:
        with pytest.raises(Refused, match="made by somebody else"):
            marks.revise_mark(helper, branch.case_id, "M-001", draft(verdict=Verdict.NOT_FOUND))
        assert marks.withdraw_mark(helper, branch.case_id, "M-001").withdrawn
        marks.undo(helper, branch.case_id)
        assert not marks.get_mark(helper, branch.case_id, "M-001").withdrawn
    with branch.sits_down("second") as second, branch.sits_down("first") as first:
        branch.done("second", "first")
        findings.add_opinion(second, branch.case_id, Opinion("F-01", agrees=False, reason="too thin"))
        with pytest.raises(Refused, match="made by somebody else"):
            findings.withdraw_opinion(first, branch.case_id, "O-01")
        assert findings.withdraw_opinion(second, branch.case_id, "O-01").withdrawn


def test_a_second_reviewer_does_not_become_a_first_one_by_leaving(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("second") as second:
        marks.make_mark(second, branch.case_id, exhibit, draft())
        people.end_duty(second, branch.case_id, people.add_member(second, "second"), Duty.SECOND_REVIEWER)
        assert len(marks.list_marks(second, branch.case_id)) == 3
        for step in (
            lambda: marks.make_mark(second, branch.case_id, exhibit, draft()),
            lambda: marks.withdraw_mark(second, branch.case_id, "M-001"),
            lambda: marks.undo(second, branch.case_id),
            lambda: findings.add_settlement(second, branch.case_id, Settlement("BA10", Verdict.GIVEN, "why")),
        ):
            with pytest.raises(Refused):
                step()


def test_what_is_known_of_a_recording_stands_with_the_approval(branch: Branch, exhibit: Exhibit) -> None:
    branch.ends("second", Duty.SECOND_REVIEWER)
    other = replace(exhibit.recording.facts, duration_us=9_000_000)
    with branch.sits_down("boss") as boss:
        versions.approve(boss, branch.case_id)
        with pytest.raises(Refused, match="approved and stands"):
            set_facts(boss, exhibit.recording.sha256, other)
        versions.reopen(boss, branch.case_id, "it can be read now")
        set_facts(boss, exhibit.recording.sha256, other)


def test_two_accounts_do_not_go_by_one_name(branch: Branch) -> None:
    with branch.sits_down("first") as first, branch.sits_down("boss") as boss:
        people.choose_name(first, "Li Wei")
        with pytest.raises(Refused, match="The account first has this name"):
            people.choose_name(boss, " li wei")
        assert people.choose_name(boss, "Li Wei (0417)").name == "Li Wei (0417)"


def test_the_accused_is_known_by_name_where_no_account_was_given(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("third") as third:
        people.choose_name(third, "李强")
        case = get_case(third, str(branch.case_id))
        person = Person(uuid4(), Role.SELLER_BANK, "李强", accused=True)
        save_case(third, replace(case, people=(person,)))
        with pytest.raises(Refused, match="about what you did"):
            marks.make_mark(third, branch.case_id, exhibit, draft())
    with pytest.raises(Refused, match="about what this person did"):
        branch.duty("third", Duty.REVIEWER)
    with branch.sits_down("manager") as library:  # it was another one of that name: his account tells them apart
        his = people.add_member(library, "li.qiang")
        save_case(library, replace(case, people=(replace(person, member=his.id),)))
    branch.duty("third", Duty.REVIEWER)
    with branch.sits_down("manager") as library, pytest.raises(Refused, match="End that duty first"):
        save_case(library, replace(case, people=(person,)))


@pytest.mark.parametrize("nothing", ["", " \t", "\u200b", "\u2060\ufeff", "\u3164", "\u00ad\u2800"])
def test_a_reason_that_cannot_be_seen_is_none(branch: Branch, nothing: str) -> None:
    with branch.sits_down("second") as second:
        branch.done("second", "first")
        with pytest.raises(WrongUse):
            findings.add_opinion(second, branch.case_id, Opinion("F-01", agrees=False, reason=nothing))
        with pytest.raises(WrongUse):
            people.declare(second, branch.case_id, Conflict.HAS, nothing)
        with pytest.raises(WrongUse):
            people.choose_name(second, nothing)
        with pytest.raises(WrongUse):
            findings.add_settlement(second, branch.case_id, Settlement("BA10", Verdict.GIVEN, nothing))
    with branch.sits_down("boss") as boss:
        versions.approve(boss, branch.case_id)
        with pytest.raises(WrongUse):
            versions.reopen(boss, branch.case_id, nothing)
        assert versions.reopen(boss, branch.case_id, "有新证据") == 2
