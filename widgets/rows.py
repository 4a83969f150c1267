"""Views of rows that lists and tables share: one row at a time, Enter chooses it, an empty list says what to do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.texts import SpokenLabel

ROW_HEIGHT = 27


class EnterTable(QTableView):
    """A table of whole rows that does not edit.

    Signals:
        entered_row(QModelIndex): Enter was pressed on this row.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Set up the look; the model comes later."""
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSortIndicatorShown(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; arrows move; letters are left to the window, they are its keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class EnterList(QListView):
    """A list that does not edit.

    Signals:
        entered_row(QModelIndex): Enter was pressed on this row.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Set up the look; the model comes later."""
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; arrows move; letters are left to the window, they are its keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


def emptiness(view: QWidget, sentence: SpokenLabel) -> QStackedWidget:
    """`view` on page 0, and on page 1 the sentence that says what to do while there is nothing to show."""
    page = QFrame()
    page.setProperty("role", "card")
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 16, 24, 16)
    column.addWidget(sentence, 1)
    stack = QStackedWidget()
    stack.addWidget(view)
    stack.addWidget(page)
    return stack


def show_view(owner: QWidget, view: QWidget, stack: QStackedWidget, filled: bool) -> None:
    """Show `view`, or the sentence while there is nothing in it; a view out of sight must not hold up the Tab key."""
    stack.setCurrentIndex(0 if filled else 1)
    owner.setFocusProxy(view if filled else None)  # type: ignore[arg-type]  # None takes it away
