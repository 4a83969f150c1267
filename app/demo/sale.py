"""What happens at the sales desk, second by second: both cameras draw the same minute.

Times are seconds of the sales desk recording.
"""

from __future__ import annotations

import math

from app.demo.drawing import Point, rgb
from app.demo.plan import DUAL_SIGNING

PAPER = rgb(0xF6F5F0)
FORM_MOVES = (47.2, 49.2)
"""The application is pushed across the desk."""


def eased(at: float, first: float, last: float) -> float:
    """0 before `first`, 1 after `last`, smooth between."""
    share = min(1.0, max(0.0, (at - first) / (last - first)))
    return share * share * (3 - 2 * share)


def held(at: float, times: tuple[float, float], seconds: float) -> float:
    """How far something is brought up that is held from the first time to the second; it takes `seconds` each way."""
    return eased(at, times[0], times[0] + seconds) * (1 - eased(at, times[1] - seconds, times[1]))


def between(a: Point, b: Point, share: float) -> Point:
    """The point `share` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def pushing_form(at: float) -> float:
    """How far the seller's hand is out to push the application across."""
    return held(at, (FORM_MOVES[0] - 0.5, FORM_MOVES[1] + 0.5), 0.5)


def signing(at: float) -> float:
    """How far the customer's hand is down to sign."""
    return held(at, (DUAL_SIGNING[0] - 0.8, DUAL_SIGNING[1] + 0.8), 0.8)


def pen_at(at: float, scale: float = 1) -> Point:
    """How far the pen has gone, right and down, from where the signature begins."""
    share = (at - DUAL_SIGNING[0]) / (DUAL_SIGNING[1] - DUAL_SIGNING[0])
    if not 0 <= share <= 1:
        return (0.0, 0.0)
    return (share * 46 * scale, math.sin(share * 62) * 7 * scale)
