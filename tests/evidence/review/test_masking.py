"""Masks never cover less than was drawn, and what nobody decided about is not shown."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import WrongUse
from evidence.media.pictures import Picture
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.review.masking import cover, covered_at, covered_on_page, undecided

ONE, TWO = UUID(int=1), UUID(int=2)
SECOND = 1_000_000


def picture(width: int, height: int) -> Picture:
    white = np.full((height, width, 3), 255, np.uint8)
    return Picture(0, 0, Fraction(1, 25), 0, width, height, white.tobytes())


def seen(shown: Picture) -> Any:
    return np.frombuffer(shown.rgb, np.uint8).reshape(shown.height, shown.width, 3)[:, :, 0]


def moving(*keys: tuple[int, Box]) -> Rectangle:
    return Rectangle(tuple(KeyBox(at, box) for at, box in keys))


def mask(*rectangles: Rectangle, exhibit: UUID = ONE, from_us: int = 0, to_us: int = 10 * SECOND) -> Mask:
    return Mask(exhibit, MaskDecision.MASKED, rectangles, from_us, to_us)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x, y = draw(st.integers(0, 9_999)), draw(st.integers(0, 9_999))
    return Box(x, y, draw(st.integers(1, 10_000 - x)), draw(st.integers(1, 10_000 - y)))


@given(boxes(), boxes(), st.integers(1, 10**9), st.integers(-(10**9), 2 * 10**9))
def test_between_two_places_the_way_is_straight_and_never_covers_less(one: Box, two: Box, whole: int, at: int) -> None:
    box = moving((0, one), (whole, two)).box_at(at)
    part = Fraction(min(max(at, 0), whole), whole)
    for low, high in (("x", "width"), ("y", "height")):
        first = getattr(one, low) * (1 - part) + getattr(two, low) * part
        last = (getattr(one, low) + getattr(one, high)) * (1 - part) + (getattr(two, low) + getattr(two, high)) * part
        begin, end = getattr(box, low), getattr(box, low) + getattr(box, high)
        assert begin <= first < begin + 1 and end - 1 < last <= end
        assert 0 <= begin < end <= Box.WHOLE


@given(boxes(), st.integers(1, 90), st.integers(1, 90))
def test_every_pixel_that_a_box_touches_is_black_and_no_other(box: Box, width: int, height: int) -> None:
    shown = seen(cover(picture(width, height), covered_at([mask(moving((0, box)))], ONE, 5)))
    for y in (0, height // 2, height - 1):
        for x in (0, width // 2, width - 1):
            touched = (
                x * Box.WHOLE < (box.x + box.width) * width and (x + 1) * Box.WHOLE > box.x * width
                and y * Box.WHOLE < (box.y + box.height) * height and (y + 1) * Box.WHOLE > box.y * height
            )  # fmt: skip
            assert bool(shown[y, x] == 0) is touched


def test_a_picture_about_which_nothing_is_decided_is_grey() -> None:
    for undecided_one in (covered_at([], ONE, 5), covered_at([mask(moving((0, Box(0, 0, 9, 9))))], TWO, 5)):
        assert not undecided_one.decided and set(np.unique(seen(cover(picture(8, 6), undecided_one)))) == {128}
    late = covered_at([mask(moving((0, Box(0, 0, 9, 9))), to_us=5)], ONE, 5)
    assert not late.decided, "a stretch ends before its end"


def test_a_basis_never_opens_what_a_rectangle_covers() -> None:
    basis = Mask(ONE, MaskDecision.ON_A_BASIS, (), 0, 10 * SECOND, basis="consent of 12 March")
    both = covered_at([basis, mask(moving((0, Box(0, 0, 5_000, 10_000))))], ONE, 5)
    assert both.masked and both.bases == ("consent of 12 March",)
    shown = seen(cover(picture(10, 4), both))
    assert set(np.unique(shown[:, :5])) == {0} and set(np.unique(shown[:, 5:])) == {255}
    alone = seen(cover(picture(10, 4), covered_at([basis], ONE, 5)))
    assert set(np.unique(alone)) == {255}


def test_what_is_left_to_decide_is_told_in_the_order_of_time() -> None:
    masks = [
        mask(moving((0, Box(0, 0, 9, 9))), from_us=2, to_us=4),
        mask(moving((0, Box(0, 0, 9, 9))), from_us=6, to_us=7),
    ]
    assert undecided(masks, ONE, 0, 10) == ((0, 2), (4, 6), (7, 10))
    assert undecided(masks, ONE, 2, 4) == () and undecided(masks, ONE, 3, 3) == ()
    assert undecided(masks, ONE, 5, 5) == ((5, 6),) and undecided(masks, TWO, 2, 4) == ((2, 4),)


def test_pages_are_decided_by_their_number() -> None:
    page = Mask(ONE, MaskDecision.MASKED, (moving((0, Box(0, 0, 9, 9))),), page=2)
    assert covered_on_page([page], ONE, 2).masked
    assert not covered_on_page([page], ONE, 1).decided and not covered_at([page], ONE, 0).decided


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": MaskDecision.MASKED, "from_us": 0, "to_us": 5},
        {"decision": MaskDecision.ON_A_BASIS, "from_us": 0, "to_us": 5, "basis": "  "},
        {"decision": MaskDecision.ON_A_BASIS, "from_us": 5, "to_us": 5, "basis": "consent"},
        {"decision": MaskDecision.ON_A_BASIS, "basis": "consent"},
        {"decision": MaskDecision.ON_A_BASIS, "from_us": 0, "to_us": 5, "page": 1, "basis": "consent"},
    ],
)
def test_what_decides_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        Mask(ONE, **wrong)


@pytest.mark.parametrize("times", [(), (5, 5), (5, 4)])
def test_a_rectangle_needs_places_that_follow_each_other(times: tuple[int, ...]) -> None:
    with pytest.raises(WrongUse):
        moving(*((at, Box(0, 0, 9, 9)) for at in times))
