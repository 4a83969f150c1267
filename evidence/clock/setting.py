"""A clock from what a person types: what was not said stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.errors import WrongUse
from evidence.model.kinds import ClockMethod
from evidence.model.recording import MOST_DRIFT_PPB, Clock
from evidence.timecode import LONGEST_US, Moment

_PPM = re.compile(r"([+-]?)([0-9]{1,6})(?:\.([0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class ClockWish:
    """What is to change; None: as it was."""

    start: Moment | None = None
    offset_us: int | None = None
    drift_ppb: int | None = None
    uncertainty_us: int | None = None
    method: ClockMethod | None = None


def clock_with(clock: Clock, wish: ClockWish) -> Clock:
    """The clock after a change. A new start begins anew: the old offset, drift and ± belonged to the old start.

    Raises:
        WrongUse: a clock that nobody could have, or a ± below zero.
    """
    base = Clock(wish.start, method=ClockMethod.TYPED) if wish.start is not None else clock
    if base.start is None:
        raise WrongUse(
            "The recording has no start on the wall clock yet: give one with it.",
            "该录音录像尚无实际起始时间：请同时给出起始时间。",
        )
    changed = replace(
        base,
        offset_us=base.offset_us if wish.offset_us is None else wish.offset_us,
        uncertainty_us=base.uncertainty_us if wish.uncertainty_us is None else wish.uncertainty_us,
        drift_ppb=base.drift_ppb if wish.drift_ppb is None else sound_drift(wish.drift_ppb),
        method=wish.method or (ClockMethod.TYPED if base.method is ClockMethod.UNKNOWN else base.method),
    )
    if changed.uncertainty_us is not None:
        sound_doubt(changed.uncertainty_us)
    return changed


def sound_doubt(us: int) -> int:
    """The uncertainty, if there can be one.

    Raises:
        WrongUse: it is below zero, or longer than any recording.
    """
    if not 0 <= us <= LONGEST_US:
        raise WrongUse("The uncertainty must not be below zero.", "不确定度不能小于零。")
    return us


def sound_drift(ppb: int) -> int:
    """The drift, if a clock can have it.

    Raises:
        WrongUse: no clock is wrong by more than a tenth.
    """
    if abs(ppb) > MOST_DRIFT_PPB:
        raise WrongUse(
            "No clock runs wrong by more than a tenth (100000 ppm): these are not the same two moments, or not one "
            "recording.",
            "时钟走时偏差不可能超过十分之一（100000 ppm）：这不是同样的两个时刻，或不是同一段录制。",
        )
    return ppb


def parse_drift(text: str) -> int:
    """Parts per billion from parts per million: `12.5`, `-3`. Positive where the device runs too slow.

    Raises:
        WrongUse: it is no such number.
    """
    match = _PPM.fullmatch(text.strip())
    if match is None:
        raise WrongUse(
            f"“{text[:40]}” is no drift: write parts per million with at most three decimals, such as -12.5.",
            f"“{text[:40]}”不是走时偏差：请写百万分率，最多三位小数，如 -12.5。",
        )
    sign, whole, part = match.groups()
    ppb = int(whole) * 1000 + int((part or "").ljust(3, "0"))
    return sound_drift(-ppb if sign == "-" else ppb)
