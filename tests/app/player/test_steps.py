"""Pictures kept for the next step: which one is fetched, what is kept, and that it is the very frame."""

from __future__ import annotations

from fractions import Fraction

from app.player.steps import MOST_BYTES, Steps
from evidence.media.pictures import Picture


def picture(frame: int, size: int = 300) -> Picture:
    return Picture(frame, frame, Fraction(1, 25), frame * 40_000, 10, size // 30, bytes(size))


def test_the_next_frame_in_the_direction_of_travel_is_wanted_once() -> None:
    steps = Steps(100)
    steps.shown(picture(10))
    assert not steps.waiting, "nobody knows yet where the reviewer is going"
    steps.shown(picture(11))
    assert steps.wanted() == 12
    assert steps.wanted() is None, "once only"
    steps.shown(picture(10))
    assert steps.wanted() == 9
    steps.shown(picture(50))
    assert not steps.waiting, "a jump says nothing"


def test_nothing_is_wanted_beyond_the_ends() -> None:
    steps = Steps(12)
    for frame in (10, 11):
        steps.shown(picture(frame))
    assert not steps.waiting
    for frame in (1, 0):
        steps.shown(picture(frame))
    assert not steps.waiting


def test_what_was_touched_longest_ago_goes_and_what_is_here_is_not_fetched() -> None:
    steps = Steps(100)
    for frame in (10, 11):
        steps.shown(picture(frame))
    steps.keep(picture(12))
    assert all(steps.get(frame) is not None for frame in (10, 11, 12))
    steps.shown(picture(12))
    assert steps.wanted() == 13
    steps.keep(picture(13))
    assert steps.get(10) is None and steps.get(13) is not None
    steps.forget()
    assert steps.get(13) is None


def test_large_pictures_are_not_kept_beyond_the_limit() -> None:
    steps, half = Steps(100), MOST_BYTES // 2 + 30
    for frame in (10, 11):
        steps.shown(picture(frame, half - half % 30))
    assert steps.get(10) is None and steps.get(11) is not None
    assert steps.wanted() is None
