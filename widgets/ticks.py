"""Rows to be ticked, their boxes with an edge that is seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets import theme


class TickDelegate(QStyledItemDelegate):
    """Draws rows as ever, but for the edge of the box."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the box the edge of everything that can be pressed."""
        option.palette = theme.outlined(option.palette)
        super().paint(painter, option, index)
