"""What follows from marks: proof by what can prove it, the contrary cited, absence never concluded, doubt explained."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model.kinds import Act, DisputeKind, How, Result, Verdict
from evidence.model.mark import Mark
from evidence.review.absence import Grounds
from evidence.review.conclusions import Conclusion, conclude
from evidence.review.marking import lists_of, point_of
from evidence.rules.checklists import ChecklistPoint, proves
from tests.evidence.review.values import mark

POINTS = tuple(
    {point.code: point for kind in DisputeKind for one in lists_of(kind) for point in one.every_point()}.values()
)
SAID = point_of(DisputeKind.BA, "BA10")
"""Words: heard."""
POSITIVE = (Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE)
GIVEN = {Result.GIVEN, Result.GIVEN_PARTLY, Result.GIVEN_LATE}


def concluded(point: ChecklistPoint, *marks: Mark) -> Conclusion:
    conclusion = conclude(point, marks)
    assert conclusion is not None
    return conclusion


@st.composite
def sets_of_marks(draw: st.DrawFn) -> tuple[ChecklistPoint, list[Mark]]:
    point = draw(st.sampled_from(POINTS))
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from(How), st.booleans()), min_size=0, max_size=6)
    )
    return point, [
        mark(number, point.code, verdict, how, withdrawn=withdrawn, note=f"note {number}")
        for number, (verdict, how, withdrawn) in enumerate(drawn, 1)
    ]


def test_nothing_is_concluded_without_a_mark() -> None:
    assert conclude(SAID, []) is None
    assert conclude(SAID, [mark(1, "BA11", Verdict.GIVEN, How.HEARD)]) is None


@pytest.mark.parametrize("verdict", POSITIVE)
def test_words_that_were_heard_are_given(verdict: Verdict) -> None:
    conclusion = concluded(SAID, mark(1, SAID.code, verdict, How.HEARD))
    assert conclusion.result.value == verdict.value
    assert conclusion.marks_for == ("M-001",) and conclusion.marks_against == () and conclusion.missing == ()


@pytest.mark.parametrize("point", [point for point in POINTS if Act.SAID in point.acts], ids=lambda point: point.code)
@pytest.mark.parametrize("verdict", POSITIVE)
def test_silent_pictures_prove_no_words(point: ChecklistPoint, verdict: Verdict) -> None:
    marks = [mark(number, point.code, verdict, How.SEEN) for number in (1, 2, 3)]
    conclusion = concluded(point, *marks)
    assert conclusion.result is Result.CANNOT_DETERMINE
    assert "Silent pictures cannot prove speech" in conclusion.reason.en and "无声画面" in conclusion.reason.zh
    assert conclusion.marks_for == ("M-001", "M-002", "M-003") and conclusion.missing


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.code)
def test_what_is_inferred_alone_proves_nothing(point: ChecklistPoint) -> None:
    for verdict in (*POSITIVE, Verdict.CONTRADICTED):
        assert concluded(point, mark(1, point.code, verdict, How.INFERRED)).result is Result.CANNOT_DETERMINE


def test_visible_acts_are_proved_by_silent_pictures() -> None:
    for point in POINTS:
        if point.silent_video_suffices:
            assert concluded(point, mark(1, point.code, Verdict.GIVEN, How.SEEN)).result is Result.GIVEN


def test_combinations_have_to_be_complete() -> None:
    point = next(point for point in POINTS if all(len(way) > 1 for way in point.proved_by))
    way = sorted(point.proved_by[0])
    half = concluded(point, mark(1, point.code, Verdict.GIVEN, way[0]))
    assert half.result is Result.CANNOT_DETERMINE and half.missing
    whole = concluded(point, *(mark(number, point.code, Verdict.GIVEN, how) for number, how in enumerate(way, 1)))
    assert whole.result is Result.GIVEN


def test_a_passage_that_is_not_found_is_never_not_given() -> None:
    conclusion = concluded(SAID, mark(1, SAID.code, Verdict.NOT_FOUND, How.HEARD))
    assert conclusion.result is Result.NOT_FOUND_IN_PART and conclusion.missing
    assert conclusion.reason.en.startswith("Not found in the part marked in M-001 (EX-02).")
    assert conclusion.reason.zh.startswith("在M-001（EX-02）标注的部分未发现")


def test_the_contrary_is_cited_and_of_equal_weight_leaves_it_open() -> None:
    conclusion = concluded(
        SAID, mark(1, SAID.code, Verdict.GIVEN, How.HEARD), mark(2, SAID.code, Verdict.CONTRADICTED, How.HEARD)
    )
    assert conclusion.result is Result.CANNOT_DETERMINE
    assert (conclusion.marks_for, conclusion.marks_against) == (("M-001",), ("M-002",)) and conclusion.missing
    assert "disagree" in conclusion.reason.en


def test_given_elsewhere_outweighs_not_found_in_one_recording_and_both_are_cited() -> None:
    conclusion = concluded(
        SAID, mark(1, SAID.code, Verdict.NOT_FOUND, How.HEARD), mark(2, SAID.code, Verdict.GIVEN, How.HEARD)
    )
    assert conclusion.result is Result.GIVEN
    assert (conclusion.marks_for, conclusion.marks_against) == (("M-002",), ("M-001",))


@pytest.mark.parametrize("how", [How.SEEN, How.INFERRED])
def test_words_are_not_contradicted_by_silent_pictures(how: How) -> None:
    alone = concluded(SAID, mark(1, SAID.code, Verdict.CONTRADICTED, how))
    assert alone.result is Result.CANNOT_DETERMINE and alone.marks_against == ("M-001",) and alone.missing
    beside = concluded(
        SAID, mark(1, SAID.code, Verdict.GIVEN, How.HEARD), mark(2, SAID.code, Verdict.CONTRADICTED, how)
    )
    assert beside.result is Result.GIVEN and beside.marks_against == ("M-002",)


def test_the_opposite_that_was_heard_outweighs_what_silent_pictures_suggest() -> None:
    conclusion = concluded(
        SAID, mark(1, SAID.code, Verdict.GIVEN, How.SEEN), mark(2, SAID.code, Verdict.CONTRADICTED, How.HEARD)
    )
    assert conclusion.result is Result.CONTRADICTED
    assert (conclusion.marks_for, conclusion.marks_against) == (("M-002",), ("M-001",))


def test_partly_and_late_weigh_more_than_given() -> None:
    conclusion = concluded(
        SAID, mark(1, SAID.code, Verdict.GIVEN, How.HEARD), mark(2, SAID.code, Verdict.GIVEN_PARTLY, How.HEARD)
    )
    assert conclusion.result is Result.GIVEN_PARTLY


def test_a_mark_that_proves_nothing_by_itself_does_not_weaken_one_that_does() -> None:
    conclusion = concluded(
        SAID, mark(1, SAID.code, Verdict.GIVEN, How.HEARD), mark(2, SAID.code, Verdict.GIVEN_PARTLY, How.INFERRED)
    )
    assert conclusion.result is Result.GIVEN and conclusion.marks_for == ("M-001", "M-002")


def test_not_applicable_needs_every_mark_to_say_so() -> None:
    note = mark(1, SAID.code, Verdict.NOT_APPLICABLE, How.READ, note="no fee in this contract")
    conclusion = concluded(SAID, note)
    assert conclusion.result is Result.NOT_APPLICABLE and "no fee in this contract" in conclusion.reason.en
    assert concluded(SAID, note, mark(2, SAID.code, Verdict.UNCLEAR, How.HEARD)).result is Result.CANNOT_DETERMINE


@settings(max_examples=300, deadline=None)
@given(sets_of_marks(), st.randoms(use_true_random=False))
def test_the_order_of_marks_does_not_matter(drawn: tuple[ChecklistPoint, list[Mark]], dice: object) -> None:
    point, marks = drawn
    shuffled = list(marks)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random, which hypothesis keeps to itself
    assert conclude(point, shuffled) == conclude(point, marks)


@settings(max_examples=300, deadline=None)
@given(sets_of_marks())
def test_withdrawn_marks_and_marks_on_other_points_change_nothing(drawn: tuple[ChecklistPoint, list[Mark]]) -> None:
    point, marks = drawn
    standing = [one for one in marks if not one.withdrawn]
    assert conclude(point, marks) == conclude(point, standing)
    others = [replace(one, point="XX99", label=f"M-9{one.label[3:]}", withdrawn=False) for one in marks]
    assert conclude(point, [*others, *marks]) == conclude(point, marks)


@settings(max_examples=500, deadline=None)
@given(sets_of_marks())
def test_every_conclusion_follows_the_rules(drawn: tuple[ChecklistPoint, list[Mark]]) -> None:
    point, marks = drawn
    standing = {one.label: one for one in marks if not one.withdrawn}
    conclusion = conclude(point, marks)
    if conclusion is None:
        assert not standing
        return
    cited = (*conclusion.marks_for, *conclusion.marks_against)
    assert set(cited) <= set(standing) and len(cited) == len(set(cited))
    hows = frozenset(standing[label].how for label in conclusion.marks_for if standing[label].verdict in POSITIVE)
    if conclusion.result in GIVEN:
        assert proves(point, hows)
        assert conclusion.result.value in {standing[label].verdict.value for label in conclusion.marks_for}
    if conclusion.result is Result.CONTRADICTED:
        carriers = [standing[label] for label in conclusion.marks_for]
        assert carriers and all(one.verdict is Verdict.CONTRADICTED and one.how is not How.INFERRED for one in carriers)
        assert Act.SAID not in point.acts or all(one.how is not How.SEEN for one in carriers)
    if conclusion.result is not Result.CONTRADICTED:
        contrary = {label for label, one in standing.items() if one.verdict is Verdict.CONTRADICTED}
        assert contrary <= set(cited), "a mark that says the contrary is dropped"
    if conclusion.result in (Result.CANNOT_DETERMINE, Result.NOT_FOUND_IN_PART):
        assert conclusion.missing
    for text in (conclusion.reason.en, *(one.en for one in conclusion.missing)):
        assert text and not re.search(r"\bis not given\b|\bwas not given\b|\bwas not told\b", text, re.IGNORECASE)
    assert conclusion.reason.zh and all(one.zh for one in conclusion.missing)


class Watched(Grounds):
    """Grounds that know whether anything was asked of them."""

    asked: ClassVar[list[str]] = []

    def __getattribute__(self, name: str) -> object:
        """Note the question, and answer it."""
        Watched.asked.append(name)
        return super().__getattribute__(name)


@settings(max_examples=150)
@given(sets_of_marks())
def test_a_conclusion_without_a_word_of_the_ledger_rests_on_no_ground(drawn: tuple[ChecklistPoint, list[Mark]]) -> None:
    """So it stays what it is, whatever else is played or looked through."""
    point, marks = drawn
    Watched.asked.clear()
    conclusion = conclude(point, marks, Watched())
    assert bool(Watched.asked) == (conclusion is not None and conclusion.absence is not None)
