"""Who may have which duty, who sees what, and every way round it that was thought of."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from evidence.casefile.freezing import read_case
from evidence.errors import DiskProblem, NotFound, Refused, WrongUse
from evidence.model.case import Allegation, Complaint, Person
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Decision, Finding, FindingResult, Opinion, Outcome, Settlement
from evidence.model.kinds import DisputeKind, Role, Verdict
from evidence.model.people import Conflict, Duty
from evidence.model.recording import Exhibit
from evidence.store import deeds, findings, marks, people, versions
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import link
from evidence.store.ledger import list_played, record_played
from evidence.store.library import Library
from evidence.store.papers import read_papers
from evidence.store.records import entries
from evidence.store.replay import untold
from evidence.store.retelling import untold_members
from evidence.store.search import find
from evidence.store.viewers import viewer_of
from tests.evidence.store.conftest import MakeArrival, Ticking
from tests.evidence.store.people import Branch, draft


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


@pytest.fixture
def branch(library: Library, complaint: Complaint, exhibit: Exhibit, now: Ticking) -> Iterator[Branch]:
    allegation = Allegation(uuid4(), "Not told of charges")
    save_case(library, replace(get_case(library, complaint.label), allegations=(allegation,)))
    made = Branch(library.layout.root, complaint.id, now)
    made.duty("first", Duty.REVIEWER)
    made.duty("second", Duty.SECOND_REVIEWER)
    with made.sits_down("first") as first:
        marks.make_mark(first, complaint.id, exhibit, draft(quote="first secret 甲方"))
        marks.make_mark(first, complaint.id, exhibit, draft("BA11"))
        finding = Finding(allegation.id, FindingResult.SUPPORTED, "secret reasoning", marks_for=("M-001",))
        findings.add_finding(first, complaint.id, finding)
        findings.add_decision(first, complaint.id, Decision(Outcome.UPHELD, text="secret outcome"))
        record_played(first, complaint.id, [Stretch(exhibit.id, 0, 1_000_000, 1000, True, True)], PlayRules())
    yield made
    with made.sits_down("manager") as anybody:
        assert list(untold(anybody, complaint.id)) == []


def test_a_name_is_chosen_once_and_belongs_to_the_account(library: Library, now: Ticking) -> None:
    branch = Branch(library.layout.root, uuid4(), now)
    with branch.sits_down("wang") as opened:
        assert people.this_member(opened) is None
        with pytest.raises(WrongUse):
            people.choose_name(opened, " ")
        assert people.choose_name(opened, "王芳").shown == "王芳"
        with pytest.raises(Refused, match="王芳"):
            people.choose_name(opened, "Somebody else")
        assert [member.name for member in people.members(opened)] == ["王芳"]
    assert people.add_member(library, "li").shown == "li"
    assert list(untold_members(library, list(entries(library, library.id)))) == []
    library.db.execute("UPDATE member SET name = 'Li' WHERE os_user = 'li'")
    [told] = untold_members(library, list(entries(library, library.id)))
    assert "The member Li is not what" in told.en


@pytest.mark.parametrize(
    ("account", "duty"),
    [
        ("first", Duty.SECOND_REVIEWER),
        ("first", Duty.APPROVER),
        ("first", Duty.AUDITOR),
        ("second", Duty.REVIEWER),
        ("second", Duty.APPROVER),
        ("approver", Duty.REVIEWER),
    ],
)
def test_the_duties_that_judge_are_different_people(branch: Branch, account: str, duty: Duty) -> None:
    branch.duty("approver", Duty.APPROVER)
    with pytest.raises(Refused, match="different people"):
        branch.duty(account, duty)


def test_ending_a_duty_does_not_clean_its_holder(branch: Branch) -> None:
    with branch.sits_down("manager") as library:
        held = {one.duty: one.member for one in people.list_duties(library, branch.case_id)}
        people.end_duty(library, branch.case_id, held[Duty.REVIEWER], Duty.REVIEWER)
        with pytest.raises(Refused, match="different people"):
            people.give_duty(library, branch.case_id, held[Duty.REVIEWER], Duty.APPROVER)
        people.end_duty(library, branch.case_id, held[Duty.SECOND_REVIEWER], Duty.SECOND_REVIEWER)
        with pytest.raises(Refused, match="before"):
            people.give_duty(library, branch.case_id, held[Duty.SECOND_REVIEWER], Duty.SECOND_REVIEWER)
        with pytest.raises(NotFound):
            people.end_duty(library, branch.case_id, held[Duty.SECOND_REVIEWER], Duty.SECOND_REVIEWER)
        assert [one.until is None for one in people.list_duties(library, branch.case_id)] == [False, False]


def test_whoever_marked_without_a_duty_cannot_approve_or_review_again(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("helper") as library:
        marks.make_mark(library, branch.case_id, exhibit, draft())
    for duty in (Duty.APPROVER, Duty.SECOND_REVIEWER, Duty.AUDITOR):
        with pytest.raises(Refused, match="different people"):
            branch.duty("helper", duty)


def test_the_accused_has_no_say(branch: Branch) -> None:
    with branch.sits_down("manager") as library:
        seller = people.add_member(library, "seller")
        case = get_case(library, str(branch.case_id))
        accused = Person(uuid4(), Role.SELLER_BANK, "Seller", accused=True, member=seller.id)
        save_case(library, replace(case, people=(accused,)))
        assert get_case(library, str(branch.case_id)).people == (accused,)
        for duty in (Duty.REVIEWER, Duty.APPROVER):
            with pytest.raises(Refused, match="about what this person did"):
                people.give_duty(library, branch.case_id, seller, duty)
        reviewer = next(one.member for one in people.list_duties(library, branch.case_id))
        with pytest.raises(Refused, match="End that duty first"):
            save_case(library, replace(case, people=(replace(accused, member=reviewer.id),)))


def test_the_second_reviewer_sees_nothing_of_the_first_until_done(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("second") as second:
        assert viewer_of(second, branch.case_id).blind
        own = marks.make_mark(second, branch.case_id, exhibit, draft("BA10", "own words", Verdict.CONTRADICTED))
        assert own.round == 2
        assert marks.list_marks(second, branch.case_id) == (own,)
        papers = read_papers(second, branch.case_id)
        assert (papers.findings, papers.decisions, papers.opinions) == ((), (), ())
        assert list_played(second, branch.case_id) == ()
        record_played(second, branch.case_id, [Stretch(exhibit.id, 5, 9, 1000, True, True)], PlayRules())
        assert [(one.stretch.from_us, one.round) for one in list_played(second, branch.case_id)] == [(5, 2)]

        versions.finish_round(second, branch.case_id)
        assert marks.list_marks(second, branch.case_id) == (own,), "the first round is not done"
        with branch.sits_down("first") as first:
            assert len(marks.list_marks(first, branch.case_id)) == 2
            versions.finish_round(first, branch.case_id)
        assert [mark.label for mark in marks.list_marks(second, branch.case_id)] == ["M-001", "M-002", "M-20001"]
        papers = read_papers(second, branch.case_id)
        assert (len(papers.findings), len(papers.decisions)) == (1, 1)
        assert [one.round for one in list_played(second, branch.case_id)] == [1, 2]
        assert len(read_case(second, str(branch.case_id)).marks) == 3
    with branch.sits_down("first") as first:
        assert len(marks.list_marks(first, branch.case_id)) == 3


def test_ways_round_blindness_lead_nowhere(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("second") as second:
        for step in (
            lambda: marks.get_mark(second, branch.case_id, "M-001"),
            lambda: marks.revise_mark(second, branch.case_id, "m-001", draft(quote="mine now")),
            lambda: marks.withdraw_mark(second, branch.case_id, "M-001"),
            lambda: findings.FINDINGS.get(second, branch.case_id, "F-01"),
            lambda: findings.withdraw_finding(second, branch.case_id, "F-01"),
        ):
            with pytest.raises(NotFound):
                step()
        with pytest.raises(Refused, match="nothing to undo"):
            marks.undo(second, branch.case_id)
        for words in ("secret", "甲方", "first secret", "reasoning", "outcome"):
            assert find(second, words) == (), words
        for export in (str(branch.case_id), "C-2026-0001"):
            with pytest.raises(Refused, match="Finish your round first"):
                read_case(second, export)
        told = str([entry.body for entry in entries(second, str(branch.case_id))])
        assert "secret" not in told and "first" in told  # who has which duty is no secret
        finding = Finding(
            get_case(second, str(branch.case_id)).allegations[0].id, FindingResult.PARTLY, "x", marks_for=("M-001",)
        )
        with pytest.raises(WrongUse, match="no mark M-001"):
            findings.add_finding(second, branch.case_id, finding)
        with pytest.raises(Refused, match="once both rounds are done"):
            findings.add_opinion(second, branch.case_id, Opinion("F-01", agrees=True))
    with branch.sits_down("first") as first:
        assert [hit.where for hit in find(first, "secret")] == ["decision", "finding", "quote"]
        assert marks.undo(first, branch.case_id).mark is None  # their last act is the decision


def test_what_the_first_reviewer_marks_meanwhile_stays_hidden_too(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("second") as second, branch.sits_down("first") as first:
        marks.make_mark(first, branch.case_id, exhibit, draft(quote="late secret"))
        marks.revise_mark(first, branch.case_id, "M-002", draft("BA11", "other secret"))
        assert marks.list_marks(second, branch.case_id) == ()
        assert find(second, "secret") == ()
        assert "secret" not in str([entry.body for entry in entries(second, str(branch.case_id))])


def test_marks_of_one_round_are_not_touched_from_the_other(branch: Branch, exhibit: Exhibit) -> None:
    with branch.sits_down("second") as second, branch.sits_down("first") as first:
        marks.make_mark(second, branch.case_id, exhibit, draft(quote="second"))
        with pytest.raises(NotFound):
            marks.withdraw_mark(first, branch.case_id, "M-20001")
        branch.done("second", "first")
        for step in (
            lambda: marks.withdraw_mark(second, branch.case_id, "M-20001"),
            lambda: marks.make_mark(second, branch.case_id, exhibit, draft()),
            lambda: marks.undo(second, branch.case_id),
        ):
            with pytest.raises(Refused, match="round is done"):
                step()
        with pytest.raises(Refused, match="other round"):
            marks.withdraw_mark(second, branch.case_id, "M-001")
        with pytest.raises(Refused, match="other round"):
            marks.withdraw_mark(first, branch.case_id, "M-20001")
        with pytest.raises(Refused, match="done already"):
            versions.finish_round(second, branch.case_id)


def test_opinions_and_settlements_wait_for_both_rounds(branch: Branch) -> None:
    point = Settlement("BA10", Verdict.GIVEN_PARTLY, "heard again together")
    with branch.sits_down("first") as first, branch.sits_down("second") as second:
        with pytest.raises(Refused, match="second reviewer are done"):
            findings.add_settlement(first, branch.case_id, point)
        versions.finish_round(second, branch.case_id)
        with pytest.raises(Refused, match="second reviewer are done"):
            findings.add_settlement(first, branch.case_id, point)
        versions.finish_round(first, branch.case_id)
        with pytest.raises(WrongUse, match="reason"):
            findings.add_opinion(second, branch.case_id, Opinion("F-01", agrees=False))
        dissent = findings.add_opinion(second, branch.case_id, Opinion("F-01", agrees=False, reason="too thin"))
        with pytest.raises(NotFound):
            findings.add_opinion(second, branch.case_id, Opinion("F-09", agrees=True))
        with pytest.raises(Refused):
            findings.add_opinion(first, branch.case_id, Opinion("F-01", agrees=True))
        with pytest.raises(WrongUse, match="reason"):
            findings.add_settlement(first, branch.case_id, replace(point, reason=" "))
        assert findings.add_settlement(first, branch.case_id, point).value == point
        assert read_papers(first, branch.case_id).opinions == (dissent,)


def test_an_auditor_reads_everything_and_the_file_itself_is_closed_to_them(branch: Branch, exhibit: Exhibit) -> None:
    branch.duty("auditor", Duty.AUDITOR)
    with branch.sits_down("auditor") as auditor:
        assert len(read_case(auditor, str(branch.case_id)).marks) == 2
        assert len(find(auditor, "secret")) == 3
        with pytest.raises(Refused, match="change nothing"):
            marks.make_mark(auditor, branch.case_id, exhibit, draft())
        stretch = Stretch(exhibit.id, 0, 9, 1000, True, True)
        assert not record_played(auditor, branch.case_id, [stretch], PlayRules())
        auditor.audits = auditor.read_only = False  # somebody gets round the first rail
        with pytest.raises(DiskProblem, match="read-only here"):
            marks.make_mark(auditor, branch.case_id, exhibit, draft())


def test_an_auditor_of_one_case_who_works_on_another_changes_nothing_in_the_first(
    branch: Branch, library: Library, exhibit: Exhibit, arrival: MakeArrival
) -> None:
    branch.duty("auditor", Duty.AUDITOR)
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    theirs, _ = link(library, other.id, arrival("cam2.mp4"))
    Branch(branch.folder, other.id, branch.now).duty("auditor", Duty.REVIEWER)
    with branch.sits_down("auditor") as auditor:
        assert not auditor.audits
        marks.make_mark(auditor, other.id, theirs, draft())
        before = auditor.head(str(branch.case_id))
        for step in (
            lambda: marks.make_mark(auditor, branch.case_id, exhibit, draft()),
            lambda: save_case(auditor, get_case(auditor, str(branch.case_id))),
            lambda: deeds.step(auditor, branch.case_id, "undo"),
            lambda: people.declare(auditor, branch.case_id, Conflict.NONE),
            lambda: people.end_duty(auditor, branch.case_id, people.add_member(auditor, "auditor"), Duty.AUDITOR),
        ):
            with pytest.raises(Refused):
                step()
        assert auditor.head(str(branch.case_id)) == before
