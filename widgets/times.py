"""How times are put on screen: always saying which clock, and whether anybody checked it."""

from __future__ import annotations

from evidence.model.mark import Span
from evidence.model.places import PagePlace
from evidence.model.recording import Clock
from evidence.timecode import MICROSECONDS, Moment, format_time
from widgets.language import words
from widgets.words import W


def moment_words(moment: Moment, digits: int = 3) -> str:
    """`2026-03-12 10:14:22.250 +08:00`; `digits` of the second."""
    text = moment.text(digits).replace("T", " ")
    return f"{text[:-6]} {text[-6:]}"


def seconds_text(us: int, sign: bool = False) -> str:
    """Seconds without needless zeros: `-47.3`, `1`, `0.25`; by `sign` with a plus, too."""
    text = f"{abs(us) // MICROSECONDS}.{abs(us) % MICROSECONDS:06}".rstrip("0").rstrip(".")
    return f"{'-' if us < 0 else '+' if sign and us else ''}{text}"


def wall_words(clock: Clock, at_us: int, digits: int = 0) -> str:
    """Wall-clock time of a recording time, with its doubt: `2026-03-12 10:14:22 +08:00 ±2 s`."""
    moment = clock.wall(at_us)
    if moment is None:
        return words(W.CLOCK_UNKNOWN)
    text = moment_words(moment, digits)
    if clock.uncertainty_us is None:
        return f"{text} · {words(W.CLOCK_UNCHECKED)}"
    return f"{text} ±{seconds_text(clock.uncertainty_us)} s"


def place_words(place: Span | PagePlace) -> str:
    """The place of a mark in one line: `00:01:02.400 – 00:01:36.800`, or `p. 2, box`."""
    if isinstance(place, PagePlace):
        return words(W.BOX_SHORT if place.box else W.PAGE_SHORT, page=place.page)
    if place.in_us == place.out_us:
        return format_time(place.in_us)
    return f"{format_time(place.in_us)} – {format_time(place.out_us)}"
