"""What a case is said to be after an act on marks is what the store says, however little was read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.covering import judge
from app.reading import OpenCase, Reading
from evidence.errors import NotFound
from evidence.intake.adding import add
from evidence.model.kinds import DisputeKind, How, Verdict
from evidence.model.mark import Mark, MarkDraft
from evidence.model.places import PagePlace
from evidence.review.grounds import Shelf
from evidence.rules.checklists import load_checklists
from evidence.store.cases import new_case
from evidence.store.library import Library
from evidence.store.marks import Undone, make_mark, redo, revise_mark, undo, withdraw_mark
from tests.app.window.pictures import write_page

DRAFT = MarkDraft(PagePlace(1, None), "BA01", Verdict.GIVEN, How.READ, "words", "")
OTHER = replace(DRAFT, point="BA10", verdict=Verdict.CONTRADICTED, quote="the opposite")


class Desk:
    """A library with one case, what was read of it, and how often all of it was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "library"
        self.library = Library.create(self.folder)
        version = load_checklists()["BA"].version
        case = new_case(self.library, kind=DisputeKind.BA, checklist_version=version, rule_pack="CN", title="Reading")
        self.exhibit = add(self.library, case.id, [write_page(folder / "page.png")]).linked[0].exhibit
        self.case_id = case.id
        self.reading = Reading(Shelf(self.library.layout), {})
        self.first = self.reading.whole(self.library, str(case.id))

    def act(self, work: Callable[[], Mark | None], *, stepped: bool = False) -> OpenCase:
        """Do something to a mark, and read what has become of the case."""
        self.reading.begin_change()
        mark = work()
        assert mark is not None
        return self.reading.after_marks(self.library, self.case_id, [mark], stepped=stepped)

    def make(self, draft: MarkDraft) -> OpenCase:
        return self.act(lambda: make_mark(self.library, self.case_id, self.exhibit, draft))

    def truth(self) -> OpenCase:
        return Reading(Shelf(self.library.layout), {}).whole(self.library, str(self.case_id))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.library.close()


def test_after_every_kind_of_act_it_is_what_reading_everything_gives(desk: Desk) -> None:
    library, case_id = desk.library, desk.case_id
    acts: list[Callable[[], OpenCase]] = [
        lambda: desk.make(DRAFT),
        lambda: desk.make(OTHER),
        lambda: desk.act(lambda: revise_mark(library, case_id, "M-001", OTHER)),
        lambda: desk.act(lambda: withdraw_mark(library, case_id, "M-002")),
        lambda: desk.act(lambda: undo(library, case_id).mark, stepped=True),
        lambda: desk.act(lambda: undo(library, case_id).mark, stepped=True),
        lambda: desk.act(lambda: redo(library, case_id).mark, stepped=True),
        lambda: desk.make(replace(DRAFT, verdict=Verdict.NOT_FOUND)),
    ]
    known = [desk.first]
    for act in acts:
        known.append(act())
        assert known[-1] == desk.truth()
        assert known[-1].exhibits is desk.first.exhibits, "nothing but the marks was read again"
    assert len({opened.conclusions for opened in known}) > 3, "the acts said something"


ACTS = some.lists(some.tuples(some.sampled_from(["make", "revise", "withdraw", "undo", "redo"]), some.integers(0, 99)),
                  min_size=1, max_size=9)  # fmt: skip
POINTS, VERDICTS = ("BA01", "BA10"), (Verdict.GIVEN, Verdict.NOT_FOUND, Verdict.CONTRADICTED, Verdict.UNCLEAR)


def stepped(step: Callable[[Library, UUID], Undone], desk: Desk) -> Mark | None:
    return step(desk.library, desk.case_id).mark


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_after_any_acts_it_is_what_reading_everything_gives(desk: Desk, acts: list[tuple[str, int]]) -> None:
    library, case_id = desk.library, desk.case_id
    for act, number in acts:
        before = desk.truth()
        draft = replace(DRAFT, point=POINTS[number % 2], verdict=VERDICTS[number % 4], quote=f"{number}")
        label = before.marks[number % len(before.marks)].label if before.marks else ""
        if act == "make":
            after = desk.make(draft)
        elif act == "revise" and label:
            after = desk.act(partial(revise_mark, library, case_id, label, draft))
        elif act == "withdraw" and label:
            after = desk.act(partial(withdraw_mark, library, case_id, label))
        elif (before.can_undo and act == "undo") or (before.can_redo and act == "redo"):
            after = desk.act(partial(stepped, undo if act == "undo" else redo, desk), stepped=True)
        else:
            continue
        assert after == desk.truth()
        with library.view():
            shelf = Shelf(library.layout)
            other = replace(after.judged, grounds=replace(after.judged.grounds, papers=()))
            again = judge(library, after.case, after.exhibits, after.marks, after.papers, shelf, (other, ()))
        assert again == after.judged, "where something else has changed, too"


def test_after_one_act_the_marks_that_it_is_not_about_are_the_same_objects(desk: Desk) -> None:
    desk.make(DRAFT)
    before = desk.make(OTHER)
    revised = desk.act(lambda: revise_mark(desk.library, desk.case_id, "M-001", OTHER))
    assert revised.marks[1] is before.marks[1] and revised.marks[0] is not before.marks[0]
    again = desk.reading.whole(desk.library, str(desk.case_id))
    assert all(one is other for one, other in zip(again.marks, revised.marks, strict=True))


def test_a_mark_stands_in_the_order_of_labels_also_before_those_of_a_second_reviewer(desk: Desk) -> None:
    opened = desk.make(DRAFT)
    second = replace(opened.marks[0], label="M-20001", id=uuid4())
    desk.reading._last = replace(opened, marks=(*opened.marks, second))
    assert [mark.label for mark in desk.make(OTHER).marks] == ["M-001", "M-002", "M-20001"]


def test_what_another_program_wrote_meanwhile_is_read_too(desk: Desk) -> None:
    with Library.open(desk.folder) as other:
        make_mark(other, desk.case_id, desk.exhibit, OTHER)
    opened = desk.make(DRAFT)
    assert [mark.label for mark in opened.marks] == ["M-001", "M-002"] and opened == desk.truth()


def test_after_a_change_that_failed_in_the_middle_everything_is_read(desk: Desk) -> None:
    desk.reading.begin_change()
    make_mark(desk.library, desk.case_id, desk.exhibit, DRAFT)
    with pytest.raises(NotFound):
        withdraw_mark(desk.library, desk.case_id, "M-009")
    opened = desk.make(OTHER)
    assert len(opened.marks) == 2 and opened == desk.truth()
