"""Drawn signs of verdicts, results, answers and states: a shape, a colour and a word each; readable in grey."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from evidence.model.kinds import Answer, Result, Verdict
from evidence.rules.listversions import ChangeKind
from widgets import theme
from widgets.colours import Colours

Draw = Callable[[QPainter, QColor], None]


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape drawn in a square of 16 by 16, with its strong colour and the soft one behind spans and pills."""

    shape: str
    name: str
    """What its strong colour is called in the theme; `name` and `_SOFT`, or `behind`, is the soft one."""
    behind: str = ""

    @property
    def colour(self) -> str:
        """The strong colour, as it is now."""
        return theme.named(self.name)

    @property
    def soft(self) -> str:
        """The soft colour, as it is now."""
        return theme.named(self.behind or f"{self.name}_SOFT")


VERDICT_SIGNS: dict[Verdict, Sign] = {
    Verdict.GIVEN: Sign("disc_tick", "GOOD"),
    Verdict.GIVEN_PARTLY: Sign("half_disc", "PARTLY"),
    Verdict.GIVEN_LATE: Sign("hexagon_clock", "LATE"),
    Verdict.NOT_FOUND: Sign("square_cross", "BAD"),
    Verdict.CONTRADICTED: Sign("triangle_mark", "AGAINST"),
    Verdict.UNCLEAR: Sign("diamond_bar", "DOUBT"),
    Verdict.NOT_COVERED: Sign("dashed_square", "INK_SOFT", "GREY_SOFT"),
    Verdict.NOT_APPLICABLE: Sign("ring_slash", "INK_SOFT", "GREY_SOFT"),
}

RESULT_SIGNS: dict[Result, Sign] = {
    Result.GIVEN: VERDICT_SIGNS[Verdict.GIVEN],
    Result.GIVEN_PARTLY: VERDICT_SIGNS[Verdict.GIVEN_PARTLY],
    Result.GIVEN_LATE: VERDICT_SIGNS[Verdict.GIVEN_LATE],
    Result.NOT_GIVEN: VERDICT_SIGNS[Verdict.NOT_FOUND],
    Result.NOT_FOUND_IN_PART: Sign("dashed_square", "BAD"),
    Result.CONTRADICTED: VERDICT_SIGNS[Verdict.CONTRADICTED],
    Result.NOT_APPLICABLE: VERDICT_SIGNS[Verdict.NOT_APPLICABLE],
    Result.CANNOT_DETERMINE: VERDICT_SIGNS[Verdict.UNCLEAR],
}

ANSWER_SIGNS: dict[Answer, Sign] = {
    Answer.PASSED: VERDICT_SIGNS[Verdict.GIVEN],
    Answer.FAILED: VERDICT_SIGNS[Verdict.NOT_FOUND],
    Answer.CANNOT_TELL: VERDICT_SIGNS[Verdict.UNCLEAR],
}

INFO = Sign("disc_info", "ACCENT")
SAVED = VERDICT_SIGNS[Verdict.GIVEN]
WARNING = VERDICT_SIGNS[Verdict.UNCLEAR]
ERROR = VERDICT_SIGNS[Verdict.NOT_FOUND]
WARNING_TRIANGLE = Sign("triangle_mark", "DOUBT")
ERROR_TRIANGLE = Sign("triangle_mark", "BAD")
CLOCK = Sign("ring_clock", "DOUBT")
SOUND_OFF = Sign("speaker_off", "INK_SOFT", "GREY_SOFT")
SOUND_ON = Sign("speaker", "INK", "GREY_SOFT")
PLAY = Sign("play", "INK", "GREY_SOFT")
PAUSE = Sign("pause", "INK", "GREY_SOFT")
FRAME_BACK = Sign("frame_back", "INK", "GREY_SOFT")
FRAME_FORWARD = Sign("frame_forward", "INK", "GREY_SOFT")
SECOND_BACK = Sign("second_back", "INK", "GREY_SOFT")
SECOND_FORWARD = Sign("second_forward", "INK", "GREY_SOFT")
TO_START = Sign("to_start", "INK", "GREY_SOFT")
TO_END = Sign("to_end", "INK", "GREY_SOFT")
CLOSE = Sign("close", "INK", "GREY_SOFT")
CHANGE_SIGNS: dict[ChangeKind, Sign] = {
    ChangeKind.SAME: Sign("square", "INK_SOFT", "GREY_SOFT"),
    ChangeKind.ADDED: Sign("square_plus", "GOOD"),
    ChangeKind.CHANGED: Sign("square_delta", "DOUBT"),
    ChangeKind.RETIRED: Sign("square_minus", "INK_SOFT", "GREY_SOFT"),
    ChangeKind.RETURNED: Sign("square_plus", "ACCENT"),
    ChangeKind.MOVED: Sign("square_moved", "ACCENT"),
}
"""What became of a point from one version of a checklist to another."""


def _pen(painter: QPainter, colour: QColor, width: float = 2.0) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))


def _lines(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _area(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _disc_tick(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawEllipse(QRectF(1, 1, 14, 14))
    _pen(painter, QColor(theme.PAPER))
    _lines(painter, (4.6, 8.4), (7.1, 10.9), (11.5, 5.6))


def _half_disc(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawPie(QRectF(1, 1, 14, 14), 90 * 16, 180 * 16)
    _pen(painter, colour, 1.8)
    painter.drawEllipse(QRectF(1.9, 1.9, 12.2, 12.2))


def _hexagon_clock(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    corners = [(8 + 7.6 * math.sin(i * math.pi / 3), 8 - 7.6 * math.cos(i * math.pi / 3)) for i in range(6)]
    _area(painter, *corners)
    _pen(painter, QColor(theme.PAPER), 1.8)
    _lines(painter, (8, 4.2), (8, 8.4), (11, 10))


def _square_cross(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 1.2, 1.2)
    _pen(painter, QColor(theme.PAPER))
    _lines(painter, (5.2, 5.2), (10.8, 10.8))
    _lines(painter, (10.8, 5.2), (5.2, 10.8))


def _square(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 2.4, 2.4)
    _pen(painter, QColor(theme.PAPER))


def _square_plus(painter: QPainter, colour: QColor) -> None:
    _square(painter, colour)
    _lines(painter, (4.6, 8), (11.4, 8))
    _lines(painter, (8, 4.6), (8, 11.4))


def _square_minus(painter: QPainter, colour: QColor) -> None:
    _square(painter, colour)
    _lines(painter, (4.6, 8), (11.4, 8))


def _square_delta(painter: QPainter, colour: QColor) -> None:
    _square(painter, colour)
    _fill(painter, QColor(theme.PAPER))
    _area(painter, (8, 4.2), (12, 11.6), (4, 11.6))


def _square_moved(painter: QPainter, colour: QColor) -> None:
    _square(painter, colour)
    _pen(painter, QColor(theme.PAPER), 1.6)
    _lines(painter, (5.6, 10.6), (5.6, 5), (4, 6.8))
    _lines(painter, (10.4, 5.4), (10.4, 11), (12, 9.2))


def _triangle_mark(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    _area(painter, (8, 1.6), (15, 14.2), (1, 14.2))
    _pen(painter, QColor(theme.PAPER), 1.9)
    _lines(painter, (8, 6), (8, 9.4))
    painter.drawPoint(QPointF(8, 12.2))


def _diamond_bar(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    _area(painter, (8, 0.4), (15.6, 8), (8, 15.6), (0.4, 8))
    _pen(painter, QColor(theme.PAPER))
    _lines(painter, (5, 8), (11, 8))


def _dashed_square(painter: QPainter, colour: QColor) -> None:
    pen = QPen(colour, 1.8)
    pen.setDashPattern([1.7, 1.3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(2, 2, 12, 12))


def _ring_slash(painter: QPainter, colour: QColor) -> None:
    _pen(painter, colour, 1.8)
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    _lines(painter, (4.2, 11.8), (11.8, 4.2))


def _disc_info(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawEllipse(QRectF(1, 1, 14, 14))
    _pen(painter, QColor(theme.PAPER), 1.9)
    painter.drawPoint(QPointF(8, 4.8))
    _lines(painter, (8, 7.6), (8, 11.4))


def _ring_clock(painter: QPainter, colour: QColor) -> None:
    _pen(painter, colour, 1.7)
    painter.drawEllipse(QRectF(1.9, 1.9, 12.2, 12.2))
    _lines(painter, (8, 4.8), (8, 8.3), (10.6, 9.6))


def _speaker(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    _area(painter, (1.5, 5.7), (4.4, 5.7), (8, 2.6), (8, 13.4), (4.4, 10.3), (1.5, 10.3))
    _pen(painter, colour, 1.5)
    path = QPainterPath(QPointF(10.2, 5.6))
    path.quadTo(12, 8, 10.2, 10.4)
    path.moveTo(12, 3.6)
    path.quadTo(15.2, 8, 12, 12.4)
    painter.drawPath(path)


def _speaker_off(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    _area(painter, (1.5, 5.7), (4.4, 5.7), (8, 2.6), (8, 13.4), (4.4, 10.3), (1.5, 10.3))
    _pen(painter, colour, 1.6)
    _lines(painter, (10.2, 5.8), (14.4, 10.2))
    _lines(painter, (14.4, 5.8), (10.2, 10.2))


def _play(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    _area(painter, (4, 2), (13.5, 8), (4, 14))


def _pause(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRect(QRectF(3.5, 2.5, 3.2, 11))
    painter.drawRect(QRectF(9.3, 2.5, 3.2, 11))


def _step(painter: QPainter, colour: QColor, backwards: bool, kind: str) -> None:
    if backwards:
        painter.translate(16, 0)
        painter.scale(-1, 1)
    _fill(painter, colour)
    if kind == "frame":
        painter.drawRect(QRectF(3, 3, 2, 10))
        _area(painter, (7, 3), (13.5, 8), (7, 13))
    elif kind == "second":
        _area(painter, (2, 3), (8, 8), (2, 13))
        _area(painter, (8, 3), (14, 8), (8, 13))
    else:
        _area(painter, (3, 3), (10.5, 8), (3, 13))
        painter.drawRect(QRectF(11, 3, 2, 10))


def _close(painter: QPainter, colour: QColor) -> None:
    _pen(painter, colour, 1.6)
    _lines(painter, (4.2, 4.2), (11.8, 11.8))
    _lines(painter, (11.8, 4.2), (4.2, 11.8))


_SHAPES: dict[str, Draw] = {
    "disc_tick": _disc_tick,
    "half_disc": _half_disc,
    "hexagon_clock": _hexagon_clock,
    "square_cross": _square_cross,
    "triangle_mark": _triangle_mark,
    "square": _square,
    "square_plus": _square_plus,
    "square_minus": _square_minus,
    "square_delta": _square_delta,
    "square_moved": _square_moved,
    "diamond_bar": _diamond_bar,
    "dashed_square": _dashed_square,
    "ring_slash": _ring_slash,
    "disc_info": _disc_info,
    "ring_clock": _ring_clock,
    "speaker": _speaker,
    "speaker_off": _speaker_off,
    "play": _play,
    "pause": _pause,
    "frame_back": lambda painter, colour: _step(painter, colour, True, "frame"),
    "frame_forward": lambda painter, colour: _step(painter, colour, False, "frame"),
    "second_back": lambda painter, colour: _step(painter, colour, True, "second"),
    "second_forward": lambda painter, colour: _step(painter, colour, False, "second"),
    "to_start": lambda painter, colour: _step(painter, colour, True, "end"),
    "to_end": lambda painter, colour: _step(painter, colour, False, "end"),
    "close": _close,
}


def draw_sign(painter: QPainter, place: QRectF, sign: Sign, faded: bool = False, colour: QColor | None = None) -> None:
    """Draw `sign` into `place` (its shorter side counts); `faded` for what is withdrawn or disabled.

    `colour`: another one than its own.
    """
    side = min(place.width(), place.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.center().x() - side / 2, place.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    if faded:
        painter.setOpacity(painter.opacity() * 0.4)
    _SHAPES[sign.shape](painter, colour or QColor(sign.colour))
    painter.restore()


def sign_pixmap(sign: Sign, side: int, ratio: float = 1.0, faded: bool = False) -> QPixmap:
    """The sign as a picture of `side` logical pixels, sharp at the device's `ratio`."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sign(painter, QRectF(0, 0, side, side), sign, faded)
    painter.end()
    return pixmap


def sign_icon(sign: Sign, faded: bool = False) -> QIcon:
    """The sign as an icon for buttons and tables, in the colours now in use and the sizes of all screens."""
    return _icon(sign, faded, theme.dress.colours)


@lru_cache(maxsize=256)
def _icon(sign: Sign, faded: bool, _colours: Colours) -> QIcon:
    icon = QIcon()
    for side in (16, 20, 24, 32, 48):
        pixmap = sign_pixmap(sign, side, faded=faded)
        icon.addPixmap(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        icon.addPixmap(sign_pixmap(sign, side, faded=True), QIcon.Mode.Disabled)
    return icon


ICON = QSize(16, 16)
