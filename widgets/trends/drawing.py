"""How charts are drawn: quiet lines, every number written out, nothing told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from evidence.labels import Label
from evidence.register.trends import Bar, Chart, Form
from widgets import theme
from widgets.language import words
from widgets.plain import plain
from widgets.trends.words import N

LINE, GAP, FOOT = 20.0, 6.0, 34.0
NAME_SHARE, NAME_MOST = 0.42, 210.0
COLUMNS_HIGH = 190.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bar can be hit, and where it is drawn."""

    hit: QRectF
    bar: QRectF
    high: QRectF | None = None


def height_of(chart: Chart) -> float:
    """How high a chart wants to be."""
    if chart.form is Form.COLUMNS:
        return COLUMNS_HIGH
    lines = len(chart.rows) + 2 if chart.form is Form.GRID else len(chart.bars)
    return max(lines * (LINE + GAP), LINE + GAP)


def said(bar: Bar) -> str:
    """A bar in words."""
    if bar.high is not None:
        return words(N.SPAN, what=name_of(bar.label), value=bar.value, high=bar.high, count=f"{bar.count or 0:,}")
    return words(N.BAR, what=name_of(bar.label), value=f"{bar.value:,}")


def name_of(label: Label) -> str:
    """Words of a bar: names of branches and products come from outside."""
    return plain(words(label), 120)


def number_of(bar: Bar) -> str:
    """The number that is written beside a bar."""
    return f"{bar.value:,}" if bar.high is None else f"{bar.value:,} · {bar.high:,}"


def places(chart: Chart, area: QRectF) -> list[Place]:
    """Where each bar of a chart lies in an area."""
    if chart.form is Form.COLUMNS:
        return _columns(chart, area)
    return _grid(chart, area) if chart.form is Form.GRID else _bars(chart, area)


def draw(painter: QPainter, chart: Chart, area: QRectF, current: int | None = None, hovered: int | None = None) -> None:
    """Draw a chart; `current` is the bar that has the keys, `hovered` the one under the pointer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not any(bar.value for bar in chart.bars):
        _text(painter, area, words(N.NOTHING), _LEFT, theme.INK_SOFT)
        return
    where = places(chart, area)
    if chart.form is Form.COLUMNS:
        foot = area.bottom() - FOOT
        painter.setPen(QPen(QColor(theme.RULE), 1))
        painter.drawLine(QPointF(area.left(), foot), QPointF(area.right(), foot))
    if chart.form is Form.GRID:
        _heads(painter, chart, area, where)
    for number, (bar, place) in enumerate(zip(chart.bars, where, strict=True)):
        own = number == current
        if number in (current, hovered):
            painter.setPen(QPen(QColor(theme.ACCENT), 1.4) if own else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT_SOFT))
            painter.drawRoundedRect(place.hit.adjusted(1, 1, -1, -1), 3, 3)
        if place.high is not None:
            painter.setPen(QPen(QColor(theme.WAVE), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT if bar.narrowing else theme.WAVE))
        if bar.value:
            painter.drawRect(place.bar)
        _write(painter, chart, bar, place, area, own)


def _scale(chart: Chart) -> float:
    return float(max((max(bar.value, bar.high or 0) for bar in chart.bars), default=1) or 1)


def _name_width(area: QRectF) -> float:
    return min(area.width() * NAME_SHARE, NAME_MOST)


def _bars(chart: Chart, area: QRectF) -> list[Place]:
    name = _name_width(area)
    room = area.width() - name - 10 - _wide(_longest(chart)) - 10
    most, found = _scale(chart), []
    for number, bar in enumerate(chart.bars):
        top = area.top() + number * (LINE + GAP)
        hit = QRectF(area.left(), top, area.width(), LINE + GAP)
        line = QRectF(area.left() + name + 10, top + GAP / 2 + 3, 0, LINE - 6)
        drawn = QRectF(line.left(), line.top(), max(room * bar.value / most, 1.0 if bar.value else 0.0), line.height())
        high = QRectF(line.left(), line.top(), room * bar.high / most, line.height()) if bar.high is not None else None
        found.append(Place(hit, drawn, high))
    return found


def _columns(chart: Chart, area: QRectF) -> list[Place]:
    wide = area.width() / max(len(chart.bars), 1)
    foot, room, most = area.bottom() - FOOT, area.height() - FOOT - LINE, _scale(chart)
    found = []
    for number, bar in enumerate(chart.bars):
        hit = QRectF(area.left() + number * wide, area.top(), wide, area.height())
        high = max(room * bar.value / most, 1.0 if bar.value else 0.0)
        across = min(wide * 0.62, 40.0)
        found.append(Place(hit, QRectF(hit.center().x() - across / 2, foot - high, across, high)))
    return found


def _grid(chart: Chart, area: QRectF) -> list[Place]:
    name = min(area.width() * 0.26, 170.0)
    wide, tall = (area.width() - name) / max(len(chart.columns), 1), LINE + GAP
    most, found = _scale(chart), []
    for bar in chart.bars:
        hit = QRectF(area.left() + name + bar.column * wide, area.top() + (bar.row + 2) * tall, wide, tall)
        room = max(wide - _wide(_longest(chart)) - 22, 4.0)
        drawn = QRectF(
            hit.left() + 6, hit.top() + 7, max(room * bar.value / most, 1.0 if bar.value else 0.0), tall - 14
        )
        found.append(Place(hit, drawn))
    return found


def _heads(painter: QPainter, chart: Chart, area: QRectF, where: list[Place]) -> None:
    tall = LINE + GAP
    for bar, place in zip(chart.bars, where, strict=True):
        if bar.row == 0:
            box = QRectF(place.hit.left() + 6, area.top(), place.hit.width() - 8, 2 * tall - 6)
            painter.setFont(theme.sans(theme.POINT_SIZE - 1))
            painter.setPen(QColor(theme.INK_SOFT))
            flags = int(Qt.AlignmentFlag.AlignBottom) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(box, flags, words(chart.columns[bar.column]))
        if bar.column == 0:
            box = QRectF(area.left(), place.hit.top(), place.hit.left() - area.left() - 8, tall)
            _text(painter, box, words(chart.rows[bar.row]), _LEFT, theme.INK)
            painter.setPen(QPen(QColor(theme.RULE), 1))
            painter.drawLine(QPointF(area.left(), place.hit.top()), QPointF(area.right(), place.hit.top()))


def _write(painter: QPainter, chart: Chart, bar: Bar, place: Place, area: QRectF, own: bool) -> None:
    weight = QFont.Weight.DemiBold if own else QFont.Weight.Normal
    if chart.form is Form.COLUMNS:
        top = QRectF(place.hit.left(), place.bar.top() - LINE, place.hit.width(), LINE)
        if bar.value:
            _text(painter, top, number_of(bar), _MIDDLE, theme.INK, weight)
        year, _, month = bar.label.en.partition("-")
        foot = QRectF(place.hit.left(), area.bottom() - FOOT + 2, place.hit.width(), 16)
        _text(painter, foot, month, _MIDDLE, theme.INK, weight)
        if bar is chart.bars[0] or month == "01":
            _text(painter, foot.translated(0, 15), year, _MIDDLE, theme.INK_SOFT)
        return
    if chart.form is not Form.GRID:
        name = QRectF(place.hit.left() + 4, place.hit.top(), _name_width(area) - 4, place.hit.height())
        _text(painter, name, name_of(bar.label), _RIGHT, theme.INK, weight)
    right = max(place.bar.right(), place.high.right() if place.high is not None else 0.0)
    number = QRectF(right + 6, place.hit.top(), place.hit.right() - right - 6, place.hit.height())
    _text(painter, number, number_of(bar), _LEFT, theme.INK if bar.value else theme.INK_SOFT, weight)


def _text(
    painter: QPainter, box: QRectF, text: str, where: Qt.AlignmentFlag, colour: str,
    weight: QFont.Weight = QFont.Weight.Normal,
) -> None:  # fmt: skip
    font = theme.sans(theme.POINT_SIZE - 0.5, weight)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(
        box, int(where), QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    )


def _longest(chart: Chart) -> str:
    return max((number_of(bar) for bar in chart.bars), key=len, default="")


def _wide(text: str) -> float:
    return QFontMetricsF(theme.sans(theme.POINT_SIZE - 0.5, QFont.Weight.DemiBold)).horizontalAdvance(text)
