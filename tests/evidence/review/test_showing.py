"""What may be seen of a mark, and what the disclosure log says of what really was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID

import pytest

from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark, Span
from evidence.model.masks import KeyBox, Mask, MaskCheck, MaskDecision, Rectangle
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.record import Record
from evidence.review.masking import in_force
from evidence.review.showing import Occasion, Shown, ShowState, disclosure_of, show_state
from evidence.timecode import Moment

EX, OTHER = UUID(int=1), UUID(int=2)
AT = Moment(datetime(2026, 3, 12, 2, 0, tzinfo=UTC), "Asia/Shanghai", "")
FRAME = FramePlace(0, 0, Fraction(1, 25))
MARK = Mark(UUID(int=3), "M-001", EX, "EX-01", Span(FRAME, FRAME, 100, 200, 0), "BA10", Verdict.GIVEN, How.SEEN,
            "", "", "one", AT, False, "")  # fmt: skip
RECTANGLE = Rectangle((KeyBox(0, Box(0, 0, 5, 5)),))
BASIS = Mask(EX, MaskDecision.ON_A_BASIS, (), 0, 150, basis="consent")
COVERED = Mask(EX, MaskDecision.MASKED, (RECTANGLE,), 150, 201)


@pytest.mark.parametrize(
    ("masks", "state"),
    [
        ([], ShowState.UNDECIDED),
        ([replace(COVERED, exhibit=OTHER, from_us=0)], ShowState.UNDECIDED),
        ([replace(COVERED, from_us=201, to_us=300)], ShowState.UNDECIDED),
        ([COVERED], ShowState.PARTLY),
        ([BASIS], ShowState.PARTLY),
        ([replace(COVERED, from_us=100, to_us=200)], ShowState.PARTLY),  # its last frame is left
        ([BASIS, COVERED], ShowState.MASKED),
        ([replace(BASIS, to_us=201)], ShowState.ON_A_BASIS),
    ],
)
def test_a_mark_is_shown_only_as_far_as_all_of_it_is_decided(masks: list[Mask], state: ShowState) -> None:
    assert show_state(MARK, masks, has_picture=True) is state
    assert show_state(MARK, masks, has_picture=False) is ShowState.NO_PICTURE


def test_a_page_is_decided_as_a_whole() -> None:
    page = replace(MARK, place=PagePlace(2, None))
    mask = Mask(EX, MaskDecision.MASKED, (RECTANGLE,), page=2)
    assert show_state(page, [mask], has_picture=True) is ShowState.MASKED
    assert show_state(page, [replace(mask, page=1)], has_picture=True) is ShowState.UNDECIDED


def test_only_what_stands_and_was_checked_is_in_force() -> None:
    checked = replace(COVERED, checked=MaskCheck("one", AT))
    record = Record(UUID(int=9), "K-01", "one", AT, False, checked)
    assert in_force([record]) == (checked,)
    assert in_force([replace(record, withdrawn=True), replace(record, value=COVERED)]) == ()


def test_the_log_names_what_was_seen_and_heard_and_nothing_else() -> None:
    occasion = Occasion("customer", "office", "explain", "contract", "consent to sound")
    seen = Shown("M-001", EX, "EX-01", AT, covered=True, grey=True)
    heard = Shown("M-002", OTHER, "EX-02", AT, open=True, sounded=True, bases=("consent",))
    grey = Shown("M-003", EX, "EX-01", AT, grey=True)
    assert disclosure_of([grey], occasion, "en") is None and disclosure_of([], occasion, "en") is None
    both = disclosure_of([seen, heard, grey], occasion, "en")
    assert both is not None
    assert both.what.splitlines() == [
        "M-001 (EX-01) 2026-03-12 10:00:00: masked, partly grey, without sound",
        "M-002 (EX-02) 2026-03-12 10:00:00: as it is (consent), with sound",
    ]
    assert (both.basis, both.masked, both.exhibit) == ("contract; sound: consent to sound", False, None)
    alone = disclosure_of([seen], occasion, "zh")
    assert alone is not None and "已遮挡" in alone.what
    assert (alone.basis, alone.masked, alone.exhibit, alone.copy_given) == ("contract", True, EX, False)
