"""Where the lines of a ruler stand, and how its times are written."""

from __future__ import annotations

from evidence.timecode import MICROSECONDS, format_time

STEPS_US = tuple(
    [unit * scale for scale in (1_000, 10_000, 100_000) for unit in (1, 2, 5)]
    + [seconds * MICROSECONDS for seconds in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)]
    + [days * 86_400 * MICROSECONDS for days in (1, 2, 5, 10, 50, 100, 500, 1000, 5000)]
)


def step_for(span_us: int, room: int, apart: int = 96) -> int:
    """The smallest round step in microseconds whose lines stand at least `apart` pixels apart.

    `span_us` is shown in `room` pixels.
    """
    needed = span_us * apart / max(room, 1)
    return next((step for step in STEPS_US if step >= needed), STEPS_US[-1])


def ticks(from_us: int, to_us: int, step: int) -> range:
    """The times of the lines between two times, both included."""
    first = -(-from_us // step) * step
    return range(first, to_us + 1, step)


def tick_text(at_us: int, step: int) -> str:
    """The time of a line, with as many digits as the step needs."""
    digits = 0 if step >= MICROSECONDS else 1 if step >= 100_000 else 2 if step >= 10_000 else 3
    return format_time(at_us, digits)
