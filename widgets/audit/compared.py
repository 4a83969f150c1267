"""An auditor's verdicts beside those of the case, a line for each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.audit.words import A
from widgets.language import words
from widgets.parts import SpokenButton
from widgets.texts import SpokenLabel
from widgets.words import W


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One point: its name, what the case says, what the auditor says, and whether it is the same."""

    point: Label
    case: Label
    own: Label
    same: bool


class ComparedSheet(QDialog):
    """The agreement in one sentence, and below it point by point. Esc, Enter or the button closes it.

    Signals:
        none of its own.
    """

    def __init__(self, sentence: Label, lines: Sequence[ComparedLine], parent: QWidget | None = None) -> None:
        """Show all lines, those that differ first."""
        super().__init__(parent)
        self.resize(760, 420)
        self.table = QTreeWidget()
        self.table.setColumnCount(4)
        self.table.setRootIsDecorated(False)
        self.table.setTabKeyNavigation(False)
        self.table.setHeaderLabels([words(one) for one in (A.POINT, A.CASE, A.YOURS, A.SAME)])
        self.table.setAccessibleName(words(A.COMPARED_TITLE))
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        for line in sorted(lines, key=lambda one: one.same):
            cells = (line.point, line.case, line.own, A.YES if line.same else A.NO)
            item = QTreeWidgetItem(self.table, [words(one) for one in cells])
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words(one) for one in cells))
        if first := self.table.topLevelItem(0):
            self.table.setCurrentItem(first)
        close = SpokenButton(W.CLOSE, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(SpokenLabel(A.COMPARED_TITLE, "title"))
        column.addWidget(SpokenLabel(sentence, wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setWindowTitle(words(A.COMPARED_TITLE))
