"""Agreement of two reviewers: counted by points, beyond chance from twenty on, and explained."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.findings import Settlement
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark
from evidence.review.agreement import FEWEST_FOR_KAPPA, compare_rounds
from tests.evidence.review.values import mark

A, B, C = Verdict.GIVEN, Verdict.NOT_FOUND, Verdict.UNCLEAR


def rounds(*pairs: tuple[Verdict | None, Verdict | None]) -> list[Mark]:
    """One point for each pair: what the first and the second reviewer said."""
    marks: list[Mark] = []
    for number, pair in enumerate(pairs):
        for at, verdict in enumerate(pair, 1):
            if verdict is not None:
                made = mark(len(marks) + 1, f"XX{number:03}", verdict, How.HEARD)
                marks.append(replace(made, round=at))
    return marks


def test_the_example_of_the_literature() -> None:
    """Fifty cases: 20 both yes, 15 both no, 5 and 10 different: 70 % agree, 50 % by chance, kappa 0.4."""
    found = compare_rounds(rounds(*[(A, A)] * 20, *[(A, B)] * 5, *[(B, A)] * 10, *[(B, B)] * 15))
    assert (found.agreed, found.percent, found.kappa) == (35, Fraction(70), Fraction(2, 5))
    assert "35 of 50 points (70 %)" in found.sentence.en and "0.40" in found.sentence.en
    assert "35 个判定相同（70%）" in found.sentence.zh and "0.40" in found.sentence.zh


def test_kappa_is_not_given_below_twenty_points_nor_where_chance_explains_all() -> None:
    few = compare_rounds(rounds(*[(A, A)] * 10, *[(B, B)] * 9))
    assert few.percent == 100 and few.kappa is None and "from 20 points on" in few.sentence.en
    assert compare_rounds(rounds(*[(A, A)] * 10, *[(B, B)] * 10)).kappa == 1
    same = compare_rounds(rounds(*[(A, A)] * 20))
    assert same.kappa is None and "one and the same" in same.sentence.en
    assert compare_rounds([]).percent is None and "No point" in compare_rounds([]).sentence.en


def test_a_point_only_one_reviewer_marked_is_a_difference_and_withdrawn_marks_do_not_count() -> None:
    found = compare_rounds(rounds((A, None), (None, B), (A, A)))
    assert [one.agrees for one in found.points] == [False, False, True] and found.agreed == 1
    gone = [replace(one, withdrawn=True) for one in rounds((A, B))]
    assert compare_rounds(gone).points == ()


def test_several_marks_of_one_point_are_compared_as_a_whole() -> None:
    marks = rounds((A, A), (A, A))
    more = [*marks, replace(mark(9, "XX000", B, How.HEARD), round=2)]
    first, second = compare_rounds(more).points
    assert first.second == (A, B) and not first.agrees and second.agrees
    again = [*more, replace(mark(10, "XX000", B, How.HEARD), round=1), mark(11, "XX000", A, How.SEEN)]
    assert compare_rounds(again).agreed == 2


def test_a_settled_difference_is_not_open_and_the_last_settlement_holds() -> None:
    settled = [Settlement("XX000", A, "heard again"), Settlement("XX000", B, "heard a third time")]
    (point,) = compare_rounds(rounds((A, B)), settled).points
    assert not point.agrees and not point.open and point.settled == settled[1]
    (unsettled,) = compare_rounds(rounds((A, B))).points
    assert unsettled.open


VERDICTS = st.sampled_from([A, B, C])


@given(st.lists(st.tuples(VERDICTS, VERDICTS), min_size=FEWEST_FOR_KAPPA, max_size=60), st.randoms())
def test_kappa_is_one_only_in_full_agreement_whatever_the_order(
    pairs: list[tuple[Verdict, Verdict]], dice: Random
) -> None:
    found = compare_rounds(rounds(*pairs))
    swapped = compare_rounds(rounds(*((two, one) for one, two in pairs)))
    assert (found.agreed, found.kappa) == (swapped.agreed, swapped.kappa)
    marks = rounds(*pairs)
    dice.shuffle(marks)
    assert compare_rounds(marks) == found
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) is (found.agreed == len(pairs))


@pytest.mark.parametrize(("agreed", "shown"), [(1, "33.3"), (2, "66.7"), (3, "100")])
def test_percentages_are_rounded_to_one_digit(agreed: int, shown: str) -> None:
    found = compare_rounds(rounds(*[(A, A)] * agreed, *[(A, B)] * (3 - agreed)))
    assert f"({shown} %)" in found.sentence.en
