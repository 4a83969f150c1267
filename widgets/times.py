"""How times are put on screen: always saying which clock, and whether anybody checked it."""

from __future__ import annotations

from evidence.model.mark import Span
from evidence.model.places import PagePlace
from evidence.model.recording import Clock
from evidence.timecode import MICROSECONDS, format_time
from widgets.language import words
from widgets.words import W


def wall_words(clock: Clock, at_us: int) -> str:
    """Wall-clock time of a recording time, with its doubt: `2026-03-12 10:14:22 +08:00 ±2 s`."""
    moment = clock.wall(at_us)
    if moment is None:
        return words(W.CLOCK_UNKNOWN)
    text = moment.text(0).replace("T", " ")
    day_time, offset = text[:19], text[19:]
    if clock.uncertainty_us is None:
        return f"{day_time} {offset} · {words(W.CLOCK_UNCHECKED)}"
    seconds = clock.uncertainty_us / MICROSECONDS
    return f"{day_time} {offset} ±{seconds:g} s"


def place_words(place: Span | PagePlace) -> str:
    """The place of a mark in one line: `00:01:02.400 – 00:01:36.800`, or `p. 2, box`."""
    if isinstance(place, PagePlace):
        return words(W.BOX_SHORT if place.box else W.PAGE_SHORT, page=place.page)
    if place.in_us == place.out_us:
        return format_time(place.in_us)
    return f"{format_time(place.in_us)} – {format_time(place.out_us)}"
