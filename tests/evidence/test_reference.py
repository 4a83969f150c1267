"""Printed references there and back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import WrongUse
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.reference import MAIN_STREAM, Reference, parse_reference

SHA = "0123456789abcdef"
PRINTED = f"C-2026-0001/EX-02/M-003@pts=90013500;tb=1/90000;sha256={SHA}"


def test_the_form_of_the_decisions_is_read_and_written() -> None:
    reference = parse_reference(PRINTED)
    assert reference.place == FramePlace(MAIN_STREAM, 90_013_500, Fraction(1, 90_000))
    assert (reference.case, reference.exhibit, reference.mark) == ("C-2026-0001", "EX-02", "M-003")
    assert str(reference) == PRINTED


def test_a_reference_copied_over_a_line_break_is_the_same() -> None:
    assert parse_reference(PRINTED.replace(";tb", ";\n tb") + " ") == parse_reference(PRINTED)


@given(st.integers(-(10**17), 10**17), st.integers(1, 10**6), st.integers(1, 10**9))
def test_any_time_stamp_survives_printing(pts: int, num: int, den: int) -> None:
    place = FramePlace(MAIN_STREAM, pts, Fraction(num, den))
    reference = Reference("C-2026-0001", "EX-02", "M-003", place, SHA)
    assert parse_reference(str(reference)) == reference


def test_a_page_and_its_box_survive_printing() -> None:
    for place in (PagePlace(3, None), PagePlace(1, Box(120, 80, 300, 60))):
        reference = Reference("C-2026-0001", "EX-05", "M-004", place, SHA)
        assert parse_reference(str(reference)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "M-003",
        PRINTED.replace("pts", "frame"),
        PRINTED.replace("1/90000", "1/0"),
        PRINTED[:-1],
        PRINTED.replace("sha256", "md5"),
        PRINTED + "0" * 60,
        PRINTED.replace("EX-02", "../EX-02"),
        PRINTED.replace("pts=90013500", "page=1;box=9000,0,2000,5"),
        PRINTED.replace("tb=1/90000", "tb=1"),
        f"C-2026-0001/EX-05/M-004@page=1;box=9000,0,2000,5;sha256={SHA}",
        "a" * 100_000,
    ],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        parse_reference(text)


@pytest.mark.parametrize(
    "text", ["1,2,3", "1,2,3,4,5", "-1,0,5,5", "0,0,0,5", "9999,0,2,5", "a,b,c,d", "1;2;3;4", "٣,0,1,1"]
)
def test_what_is_no_box_on_the_page_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        Box.parse(text)
