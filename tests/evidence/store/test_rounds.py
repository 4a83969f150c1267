"""Two reviews of every version: blind both ways, numbered apart, compared with the right reviewer, and settled."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from evidence.casefile.freezing import read_case
from evidence.errors import NotFound, Refused
from evidence.model.case import Allegation, Complaint
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Finding, FindingResult, Settlement
from evidence.model.kinds import Verdict
from evidence.model.people import Conflict, Duty
from evidence.model.recording import Exhibit
from evidence.review.agreement import Agreement, compare_with, second_reviews
from evidence.store import findings, marks, people, versions
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import link
from evidence.store.ledger import list_played, record_played
from evidence.store.library import Library
from evidence.store.papers import read_papers
from evidence.store.records import entries
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.store.viewers import viewer_of
from tests.evidence.store.conftest import MakeArrival, Ticking
from tests.evidence.store.people import Branch, draft

SECRET = "second secret"


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


@pytest.fixture
def allegation() -> UUID:
    return uuid4()


def hired(branch: Branch, account: str, duty: Duty) -> None:
    branch.duty(account, duty)
    with branch.sits_down(account) as opened:
        people.declare(opened, branch.case_id, Conflict.NONE)


def mark(branch: Branch, account: str, exhibit: Exhibit, point: str, verdict: Verdict, quote: str = "") -> str:
    with branch.sits_down(account) as opened:
        return marks.make_mark(opened, branch.case_id, exhibit, draft(point, quote, verdict)).label


@pytest.fixture
def branch(
    library: Library, complaint: Complaint, exhibit: Exhibit, allegation: UUID, now: Ticking
) -> Iterator[Branch]:
    """A reviewer who marked two points, a second reviewer who marked one of them otherwise, and an approver."""
    save_case(library, replace(get_case(library, complaint.label), allegations=(Allegation(allegation, "Charges"),)))
    made = Branch(library.layout.root, complaint.id, now)
    for account, duty in (("first", Duty.REVIEWER), ("second", Duty.SECOND_REVIEWER), ("boss", Duty.APPROVER)):
        hired(made, account, duty)
    mark(made, "first", exhibit, "BA10", Verdict.GIVEN)
    mark(made, "first", exhibit, "BA11", Verdict.GIVEN)
    mark(made, "second", exhibit, "BA10", Verdict.CONTRADICTED, SECRET)
    yield made
    with made.sits_down("manager") as anybody:
        assert list(untold(anybody, complaint.id)) == []


def labels(branch: Branch, account: str) -> list[str]:
    with branch.sits_down(account) as opened:
        return [one.label for one in marks.list_marks(opened, branch.case_id)]


def settle(branch: Branch, point: str, account: str = "first") -> None:
    with branch.sits_down(account) as opened:
        findings.add_settlement(opened, branch.case_id, Settlement(point, Verdict.GIVEN_PARTLY, "heard together"))


def approve(branch: Branch) -> int:
    with branch.sits_down("boss") as boss:
        return versions.approve(boss, branch.case_id).version


def agreed(branch: Branch) -> Agreement | None:
    with branch.sits_down("manager") as opened:
        papers = read_papers(opened, branch.case_id)
        current = second_reviews(papers.duties, papers.rounds, 1 + len(papers.reopenings)).current
        assert (papers.marks_then is None) == (current is None or current.done is None)
        if current is None or papers.marks_then is None:
            return None
        return compare_with(current, papers.marks_then, marks.list_marks(opened, branch.case_id), papers.settlements)


def test_the_first_reviewer_sees_nothing_of_the_second_review_while_it_is_made(
    branch: Branch, exhibit: Exhibit, allegation: UUID
) -> None:
    with branch.sits_down("second") as second:
        record_played(second, branch.case_id, [Stretch(exhibit.id, 0, 9, 1000, True, True)], PlayRules())
        theirs = Finding(allegation, FindingResult.PARTLY, SECRET, marks_for=("M-20001",))
        assert findings.add_finding(second, branch.case_id, theirs).label == "F-20001"
    branch.duty("helper", Duty.COMPLIANCE)
    for account in ("first", "manager", "helper", "boss"):
        with branch.sits_down(account) as opened:
            assert [one.label for one in marks.list_marks(opened, branch.case_id)] == ["M-001", "M-002"], account
            assert read_papers(opened, branch.case_id).findings == ()
            assert list_played(opened, branch.case_id) == ()
            assert find(opened, "secret") == ()
            assert SECRET not in str([entry.body for entry in entries(opened, str(branch.case_id))])
            for step in (
                lambda opened=opened: marks.get_mark(opened, branch.case_id, "M-20001"),
                lambda opened=opened: marks.withdraw_mark(opened, branch.case_id, "M-20001"),
                lambda opened=opened: marks.revise_mark(opened, branch.case_id, "m-20001", draft()),
                lambda opened=opened: findings.FINDINGS.get(opened, branch.case_id, "F-20001"),
            ):
                with pytest.raises(NotFound):
                    step()
            with pytest.raises(Refused, match="both rounds are done"):
                read_case(opened, str(branch.case_id))
    branch.duty("auditor", Duty.AUDITOR)
    with branch.sits_down("auditor") as auditor:  # changes nothing, so it may see all
        assert len(read_case(auditor, str(branch.case_id)).marks) == 3
        assert len(find(auditor, "secret")) == 2


@pytest.mark.parametrize(("early", "late"), [("first", "second"), ("second", "first")])
def test_whoever_is_done_first_waits_for_the_other(branch: Branch, early: str, late: str) -> None:
    own = {"first": ["M-001", "M-002"], "second": ["M-20001"]}
    branch.done(early)
    assert (labels(branch, early), labels(branch, late)) == (own[early], own[late])
    with pytest.raises(Refused, match="are done"):
        settle(branch, "BA10", early)
    branch.done(late)
    assert labels(branch, early) == labels(branch, late) == ["M-001", "M-002", "M-20001"]


def test_another_duty_opens_no_door_to_the_second_review(branch: Branch) -> None:
    branch.duty("first", Duty.COMPLIANCE)
    assert labels(branch, "first") == ["M-001", "M-002"]
    for duty in (Duty.AUDITOR, Duty.APPROVER):
        with pytest.raises(Refused, match="different people"):
            branch.duty("first", duty)


def test_a_new_version_is_reviewed_anew_and_blind_again(branch: Branch, exhibit: Exhibit) -> None:
    branch.done("first", "second")
    settle(branch, "BA10")
    settle(branch, "BA11")
    assert approve(branch) == 1
    assert labels(branch, "second") == ["M-001", "M-002", "M-20001"], "approved: nothing is kept apart"
    with branch.sits_down("first") as first:
        versions.reopen(first, branch.case_id, "a recording came in")
    with branch.sits_down("second") as second:
        assert viewer_of(second, branch.case_id).blind
    mark(branch, "first", exhibit, "BA12", Verdict.NOT_FOUND, "first in version two")
    assert mark(branch, "second", exhibit, "BA12", Verdict.NOT_FOUND, "second in version two") == "M-20002"
    assert labels(branch, "second") == ["M-20001", "M-20002"]
    assert labels(branch, "first") == ["M-001", "M-002", "M-003", "M-20001"], "what was approved is known"
    with branch.sits_down("first") as first:
        assert [hit.text for hit in find(first, "in version two")] == ["first in version two"]
        assert "second in version two" not in str([entry.body for entry in entries(first, str(branch.case_id))])
    with branch.sits_down("second") as second:  # changing what was approved hides it again
        marks.revise_mark(second, branch.case_id, "M-20001", draft("BA10", "changed", Verdict.GIVEN))
    assert labels(branch, "first") == ["M-001", "M-002", "M-003"]
    with pytest.raises(Refused, match="second review is not done"):
        approve(branch)
    branch.done("second", "first")
    with branch.sits_down("manager") as opened:
        rounds = [(one.round, one.version) for one in versions.rounds_done(opened, branch.case_id)]
    assert rounds == [(1, 1), (2, 1), (2, 2), (1, 2)]
    with pytest.raises(Refused, match=r"differ on BA11, and"):  # what was settled before was settled of other marks
        approve(branch)
    settle(branch, "BA11")
    assert approve(branch) == 2


def test_differences_that_nobody_settled_stop_an_approval_and_are_named(branch: Branch) -> None:
    branch.done("first", "second")
    with pytest.raises(Refused, match=r"differ on BA10, BA11, and .* Settle each") as refused:
        approve(branch)
    assert "BA10、BA11" in refused.value.sentence.zh
    settle(branch, "BA10")
    with pytest.raises(Refused, match="differ on BA11, and"):
        approve(branch)
    settle(branch, "BA11")
    with branch.sits_down("first") as first:
        findings.withdraw_settlement(first, branch.case_id, "P-01")
    with pytest.raises(Refused, match="differ on BA10, and"):
        approve(branch)
    settle(branch, "BA10")
    assert approve(branch) == 1


def test_whoever_knows_the_second_review_cannot_make_the_first_agree_with_it(branch: Branch, exhibit: Exhibit) -> None:
    branch.done("first", "second")
    with branch.sits_down("first") as first:
        marks.revise_mark(first, branch.case_id, "M-001", draft("BA10", verdict=Verdict.CONTRADICTED))
        marks.withdraw_mark(first, branch.case_id, "M-002")
        marks.make_mark(first, branch.case_id, exhibit, draft("BA12"))
    found = agreed(branch)
    assert found is not None
    told = [(one.point, one.first, one.second, one.later) for one in found.points]
    given, against = (Verdict.GIVEN,), (Verdict.CONTRADICTED,)
    assert told == [("BA10", given, against, against), ("BA11", given, (), ()), ("BA12", (), (), given)]
    assert found.agreed == 0 and "0 of 2 points (0 %)" in found.sentence.en
    with pytest.raises(Refused, match="differ on BA10, BA11, BA12, and"):
        approve(branch)
    with branch.sits_down("first") as first:
        for _ in range(3):
            marks.undo(first, branch.case_id)
    found = agreed(branch)
    assert found is not None and [one.later for one in found.points if one.later is not None] == []
    for point in ("BA10", "BA11"):
        settle(branch, point)
    assert approve(branch) == 1


def test_leaving_the_first_review_and_coming_back_is_no_way_to_peek(branch: Branch) -> None:
    branch.done("second")
    branch.ends("first", Duty.REVIEWER)
    assert labels(branch, "first") == ["M-001", "M-002", "M-20001"]
    branch.duty("first", Duty.REVIEWER)
    assert labels(branch, "first") == ["M-001", "M-002"]
    with branch.sits_down("first") as first:
        marks.revise_mark(first, branch.case_id, "M-001", draft("BA10", verdict=Verdict.CONTRADICTED))
        marks.withdraw_mark(first, branch.case_id, "M-002")
    branch.done("first")
    found = agreed(branch)
    assert found is not None and found.agreed == 0, "it is compared as it was when the second review was shown"
    with pytest.raises(Refused, match="differ on BA10, BA11, and"):
        approve(branch)


def test_the_marks_of_an_abandoned_second_review_are_kept_and_compared_with_nothing(
    branch: Branch, exhibit: Exhibit
) -> None:
    branch.ends("second", Duty.SECOND_REVIEWER)
    assert labels(branch, "first") == ["M-001", "M-002", "M-20001"]
    assert agreed(branch) is None
    hired(branch, "third", Duty.SECOND_REVIEWER)
    assert labels(branch, "third") == []
    for point in ("BA10", "BA11"):
        mark(branch, "third", exhibit, point, Verdict.GIVEN)
    assert labels(branch, "third") == ["M-30001", "M-30002"], "a number tells nothing of the one before either"
    branch.done("first", "third")
    found = agreed(branch)
    assert found is not None and (found.agreed, len(found.points)) == (2, 2)
    assert approve(branch) == 1
    with branch.sits_down("manager") as opened:
        papers = read_papers(opened, branch.case_id)
        reviews = second_reviews(papers.duties, papers.rounds, 1)
        assert [member.os_user for member in reviews.earlier] == ["second"]
        assert len(read_case(opened, str(branch.case_id)).marks) == 5


def test_a_second_review_that_was_done_does_not_go_away_with_its_reviewer(branch: Branch, exhibit: Exhibit) -> None:
    branch.done("first", "second")
    branch.ends("second", Duty.SECOND_REVIEWER)
    found = agreed(branch)
    assert found is not None and found.agreed == 0
    with pytest.raises(Refused, match="differ on BA10, BA11"):
        approve(branch)
    hired(branch, "third", Duty.SECOND_REVIEWER)  # somebody who agrees does not make it go away either
    for point in ("BA10", "BA11"):
        mark(branch, "third", exhibit, point, Verdict.GIVEN)
    branch.done("third")
    found = agreed(branch)
    assert found is not None and found.agreed == 2
    with pytest.raises(Refused, match="differ on BA10, BA11"):
        approve(branch)


def test_numbers_tell_neither_side_how_much_the_other_has_done(branch: Branch, exhibit: Exhibit) -> None:
    assert mark(branch, "second", exhibit, "BA12", Verdict.GIVEN) == "M-20002"
    assert mark(branch, "first", exhibit, "BA12", Verdict.GIVEN) == "M-003"
    branch.done("first", "second")
    with branch.sits_down("second") as second:
        settled = findings.add_settlement(second, branch.case_id, Settlement("BA10", Verdict.GIVEN, "why"))
    assert settled.label == "P-01", "when nothing is kept apart any more, numbers go on for everybody"


def test_numbers_given_out_before_go_on_where_they_were(branch: Branch, library: Library, exhibit: Exhibit) -> None:
    with branch.sits_down("manager") as opened:
        for guard in ("mark_keeps_identity",):
            text = opened.db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [guard]).fetchone()[0]
            opened.db.execute(f"DROP TRIGGER {guard}")
            opened.db.execute("UPDATE mark SET label = 'M-19999' WHERE label = 'M-002'")
            opened.db.execute(text)
        assert marks.get_mark(opened, branch.case_id, "M-19999").point == "BA11"
        assert mark(branch, "first", exhibit, "BA12", Verdict.GIVEN) == "M-1000000", "no number of a second review"
        opened.db.execute(f"DROP TRIGGER {guard}")
        opened.db.execute("UPDATE mark SET label = 'M-002' WHERE label = 'M-19999'")
        opened.db.execute(text)
