"""Causes and corrective actions: process first, what is journalled, and how often the same cause came again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from evidence.errors import WrongUse
from evidence.model.case import Allegation, Case, Person
from evidence.model.causes import Cause, Measure, MeasureKind, MeasureScope, MeasureStatus, TrueCause
from evidence.model.kinds import DisputeKind, Role
from evidence.rules.causes import load_causes
from evidence.store.cases import new_case, save_case
from evidence.store.causes import add_cause, add_measure, change_measure, list_measures
from evidence.store.deeds import step
from evidence.store.library import Library
from evidence.store.papers import read_papers
from evidence.store.projecting import rebuild
from evidence.store.replay import untold
from evidence.store.search import find

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
DONE = date(2026, 3, 1)
QUEUE = Cause("service", "Operations", TrueCause.STAFFING_QUEUE)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=lambda: NOW) as made:
        yield made


def complaint(library: Library, received: date, branch: str, cause: Cause = QUEUE) -> UUID:
    made = replace(
        new_case(library, kind=DisputeKind.SC, checklist_version="1", rule_pack="CN", title="x", year=2026),
        received=received,
    )
    people = (Person(uuid4(), Role.SELLER_BANK, "The seller", branch),)
    save_case(library, Case(made, people, None, (Allegation(uuid4(), "waited long"),)))
    add_cause(library, made.id, cause)
    return made.id


def action(**told: object) -> Measure:
    value = Measure(MeasureKind.STAFFING, MeasureScope.BRANCH, "A second counter at noon", "Operations", done=DONE)
    return replace(value, **told)  # type: ignore[arg-type]  # fields of a dataclass by name


def test_complaints_of_the_same_cause_in_ninety_days_are_counted_by_hand(library: Library) -> None:
    own = complaint(library, date(2026, 2, 1), "East")
    complaint(library, date(2026, 3, 1), "East")  # on the day itself: not after it
    complaint(library, date(2026, 3, 2), "East")
    complaint(library, date(2026, 5, 30), "East")  # the ninetieth day
    complaint(library, date(2026, 5, 31), "East")
    complaint(library, date(2026, 4, 1), "West")
    complaint(library, date(2026, 4, 1), "East", replace(QUEUE, true_cause=TrueCause.TRAINING))
    add_measure(library, own, action())
    assert read_papers(library, own).came_again == {"CA-01": 2}
    rows = library.rows("SELECT * FROM register ORDER BY number")
    with library.change() as change:
        rebuild(change.db)
    assert library.rows("SELECT * FROM register ORDER BY number") == rows


def test_a_check_is_kept_with_what_was_counted_and_can_be_undone(library: Library) -> None:
    own = complaint(library, date(2026, 2, 1), "East")
    complaint(library, date(2026, 3, 2), "East")
    add_measure(library, own, action(status=MeasureStatus.IMPLEMENTED))
    checked = action(status=MeasureStatus.INEFFECTIVE, checked=date(2026, 8, 1), check_result="Queues again at noon")
    assert change_measure(library, own, "CA-01", checked).value.recurred == 1
    complaint(library, date(2026, 3, 3), "East")  # what was counted then stays
    assert change_measure(library, own, "CA-01", replace(checked, what="Two counters")).value.recurred == 1
    assert [hit.label.split("/")[-1] for hit in find(library, "queues again")] == ["CA-01"]
    step(library, own, "undo")
    step(library, own, "undo")
    assert list_measures(library, own)[0].value == action(status=MeasureStatus.IMPLEMENTED)
    assert list(untold(library, own)) == []


def test_conduct_is_named_only_after_the_process_was_asked(library: Library) -> None:
    with pytest.raises(WrongUse, match="process is asked first"):
        Cause("service", "Operations", TrueCause.INDIVIDUAL_CONDUCT, "shift lead", "nothing")
    Cause("service", "Operations", TrueCause.INDIVIDUAL_CONDUCT, "shift lead", "nothing", "a call-back list")
    own = complaint(library, date(2026, 2, 1), "East")
    with pytest.raises(WrongUse, match="no class"):
        add_cause(library, own, replace(QUEUE, reported="nonsense"))
    with pytest.raises(WrongUse, match="after the action"):
        action(checked=date(2026, 2, 1))


def test_the_classes_of_the_standard_are_ten_and_none_is_shown_as_verified() -> None:
    classes = load_causes()
    assert sum(not one.beside for one in classes.classes) == 10
    assert classes.number == "JR/T 0169-2018"
    assert not any(classes.verified(one.code) for one in classes.classes)
