"""How a clock is put into words."""

from __future__ import annotations

from evidence.clock.disagreement import apart_text
from evidence.model.recording import Clock
from evidence.timecode import Moment
from widgets.clocks.words import C
from widgets.language import words
from widgets.times import moment_words, seconds_text
from widgets.words import W


def ppm_text(ppb: int, sign: bool = False) -> str:
    """Parts per million without needless zeros."""
    text = f"{abs(ppb) // 1000}.{abs(ppb) % 1000:03}".rstrip("0").rstrip(".")
    return f"{'-' if ppb < 0 else '+' if sign and ppb else ''}{text}"


def moment_text(moment: Moment | None, digits: int = 3) -> str:
    """`2026-03-12 10:14:22.250 +08:00`; the words for what is not known where there is none."""
    if moment is None:
        return words(C.NONE)
    return moment_words(moment, digits)


def doubt_text(uncertainty_us: int | None) -> str:
    """`±1.5 s`, or that nobody knows."""
    if uncertainty_us is None:
        return words(C.NONE)
    return words(C.PLUS_MINUS, seconds=seconds_text(uncertainty_us))


def state_text(clock: Clock) -> str:
    """Whether anybody checked it, in the glossary's words."""
    if clock.start is None:
        return words(W.CLOCK_UNKNOWN)
    return words(W.CLOCK_CHECKED if clock.checked else W.CLOCK_UNCHECKED)


def shift_text(us: int) -> str:
    """How much later or earlier."""
    if us == 0:
        return words(C.SAME)
    return words(C.LATER if us > 0 else C.EARLIER, time=apart_text(us))
