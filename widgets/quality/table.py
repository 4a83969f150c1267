"""Findings as rows: time, length, what is there, how much of it. Fifty thousand of them stay quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from evidence.assist.findings import Finding, FindingKind
from evidence.timecode import format_length, format_time
from widgets import theme
from widgets.colours import Colours
from widgets.language import words
from widgets.plain import tip
from widgets.quality.signs import draw_finding, finding_words, measure_words, name_of
from widgets.quality.words import Q

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (Q.AT, Q.LENGTH, Q.WHAT, Q.MEASURE)
AT, LENGTH, WHAT, MEASURE = range(4)
SIGN_WIDTH, SIGN_HEIGHT = 22, 12


def kind_icon(kind: FindingKind) -> QIcon:
    """A kind as it is drawn in the lanes, in the colours now in use."""
    return _icon(kind, theme.dress.colours)


@lru_cache(maxsize=64)
def _icon(kind: FindingKind, _colours: Colours) -> QIcon:
    page = QPixmap(SIGN_WIDTH * 2, SIGN_HEIGHT * 2)
    page.setDevicePixelRatio(2)
    page.fill(QColor(theme.PAPER))
    painter = QPainter(page)
    draw_finding(painter, QRectF(5, 1, SIGN_WIDTH - 10, SIGN_HEIGHT - 2), kind)
    painter.end()
    return QIcon(page)


class FindingModel(QAbstractTableModel):
    """The findings of one recording in the order of time, without the kinds that are left out."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._all: tuple[Finding, ...] = ()
        self._rows: list[Finding] = []
        self._hidden: frozenset[FindingKind] = frozenset()

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self._all = tuple(findings)
        self._arrange()

    def hide(self, kinds: Collection[FindingKind]) -> None:
        """Leave these kinds out."""
        self._hidden = frozenset(kinds)
        self._arrange()

    def counts(self) -> Counter[FindingKind]:
        """How many there are of each kind, those left out included."""
        return Counter(one.kind for one in self._all)

    def finding_at(self, row: int) -> Finding | None:
        """The finding in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(HEADINGS) - 1))

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = [one for one in self._all if one.kind not in self._hidden]
        self.endResetModel()

    # -- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """How many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        finding = self.finding_at(index.row())
        if finding is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(finding, column)
        if role == Qt.ItemDataRole.FontRole and column in (AT, LENGTH):
            return theme.mono(theme.POINT_SIZE - 0.5)
        if role == Qt.ItemDataRole.DecorationRole and column == WHAT:
            return kind_icon(finding.kind)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = finding_words(finding)
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None


def _text(finding: Finding, column: int) -> str:
    if column == AT:
        return format_time(finding.from_us)
    if column == LENGTH:
        return format_length(finding.to_us - finding.from_us) if finding.to_us > finding.from_us else ""
    return name_of(finding) if column == WHAT else measure_words(finding)
