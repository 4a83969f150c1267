"""Two reviews in the real window: what is kept from the first reviewer, and what is said once both are done."""

from __future__ import annotations

from evidence.journal.chain import Writer
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.people import Duty
from evidence.model.places import PagePlace
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.marks import make_mark, revise_mark
from evidence.store.people import add_member, end_duty, give_duty
from evidence.store.versions import finish_round
from tests.app.window.person import Key, Modifier, Person


def colleague(person: Person, name: str) -> Library:
    """The same library, opened by somebody else beside the window."""
    return Library.open(person.folder, writer=Writer(name, name, "desk"))


def mark(person: Person, name: str, point: str, verdict: Verdict) -> None:
    with colleague(person, name) as library:
        made = MarkDraft(PagePlace(1, None), point, verdict, How.READ)
        make_mark(library, person.case.id, get_exhibit(library, person.case.id, "EX-05"), made)


def duty(person: Person, name: str, *, ends: bool = False) -> None:
    with colleague(person, "manager") as library:
        act = end_duty if ends else give_duty
        kind = Duty.REVIEWER if name == account() else Duty.SECOND_REVIEWER
        act(library, person.case.id, add_member(library, name), kind)


def done(person: Person, *names: str) -> None:
    for name in names:
        with colleague(person, name) as library:
            finish_round(library, person.case.id)


def labels(person: Person) -> list[str]:
    return [mark.label for mark in person.case.marks]


def test_the_second_review_appears_when_both_are_done_and_says_how_far_it_agrees(person: Person) -> None:
    papers, own = person.window.papers, account()
    person.press((Key.Key_P, Modifier.ControlModifier))
    papers.page.show_kind("sign_off")
    duty(person, own)
    for name in ("li", "wang"):
        duty(person, name)
        mark(person, name, "BA10", Verdict.GIVEN)
        if name == "li":
            duty(person, name, ends=True)
    mark(person, own, "BA10", Verdict.GIVEN)
    mark(person, own, "BA11", Verdict.GIVEN)
    mark(person, "wang", "BA11", Verdict.UNCLEAR)
    sign_off, reviews = papers.sign_off, papers.sections["reviews"]
    person.until(lambda: labels(person) == ["M-001", "M-002"], "the second review was shown")
    person.until(lambda: "the second review is not shown to you" in sign_off.text())
    assert reviews.count == 0
    done(person, "wang", own)
    person.until(lambda: labels(person) == ["M-001", "M-002", "M-20001", "M-30001", "M-30002"])
    person.until(lambda: "1 of 2 points (50 %)" in sign_off.text())
    assert "The marks of li, an earlier second reviewer" in sign_off.text()
    person.until(lambda: (reviews.count, reviews.attention) == (2, 1))
    with colleague(person, own) as library:
        revised = MarkDraft(PagePlace(1, None), "BA11", Verdict.UNCLEAR, How.READ)
        revise_mark(library, person.case.id, "M-002", revised)
    papers.page.show_kind("reviews")
    person.until(lambda: "Given, now Unclear" in str(reviews.table.model().index(0, 1).data()))
    assert (reviews.count, reviews.attention) == (2, 1), "knowing the second review makes no agreement"
