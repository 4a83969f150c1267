"""Findings as thin lanes under a recording, one of the picture and one of the sound; found again by place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from evidence.assist.findings import Finding, FindingKind
from widgets.quality.signs import LEAST, PICTURE, SOUND, draw_finding, sense_of
from widgets.timeline.look import Look

SENSES = (PICTURE, SOUND)
_ABOVE = (FindingKind.CUT, FindingKind.DROPOUT, FindingKind.KEY)
"""Short ones are drawn last: a long one behind them must not hide them."""


class Found:
    """The findings of one recording, on the clock of a timeline."""

    def __init__(self, findings: Sequence[Finding] = (), clock: Callable[[int], int] = int) -> None:
        """`clock` gives the timeline's time of a recording time."""
        self.findings = tuple(sorted(findings, key=lambda one: (one.kind in _ABOVE, one)))
        self._from = np.array([clock(one.from_us) for one in self.findings], dtype=np.int64)
        self._to = np.array([clock(one.to_us) for one in self.findings], dtype=np.int64)
        self._sense = np.array([SENSES.index(sense_of(one)) for one in self.findings], dtype=np.int64)

    def near(self, us: int, slack_us: int, sense: str) -> list[Finding]:
        """Those of a lane at a time of the timeline, the shortest first."""
        hits = (self._from <= us + slack_us) & (self._to >= us - slack_us) & (self._sense == SENSES.index(sense))
        rows = np.flatnonzero(hits)
        return [self.findings[row] for row in rows[np.argsort(self._to[rows] - self._from[rows], kind="stable")]]

    def paint(self, painter: QPainter, look: Look, place: QRectF, sense: str) -> None:
        """Draw one lane; of those that would hide each other completely only the first of a kind is drawn."""
        scale = look.scale
        own = (self._sense == SENSES.index(sense)) & (self._to >= scale.from_us) & (self._from <= scale.to_us)
        rows = np.flatnonzero(own)
        lefts = look.gutter + scale.xs_of(self._from[rows])
        rights = np.maximum(look.gutter + scale.xs_of(self._to[rows]), lefts + LEAST)
        lefts, rights = np.maximum(lefts, place.left()), np.minimum(rights, place.right())
        painter.save()
        painter.setClipRect(place)
        reached: dict[FindingKind, float] = {}
        for row, left, right in zip(rows.tolist(), lefts.tolist(), rights.tolist(), strict=True):
            kind = self.findings[row].kind
            if right > left and right >= reached.get(kind, -1.0) + 1:
                reached[kind] = right
                draw_finding(painter, QRectF(left, place.top(), right - left, place.height()), kind)
        painter.restore()


def nearest(found: Found, us: int, slack_us: int, sense: str) -> int | None:
    """Where a click near a time leads: the start of the finding there; None where there is none."""
    hits = found.near(us, slack_us, sense)
    return hits[0].from_us if hits else None
