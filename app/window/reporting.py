"""A report of checks in a dialog of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from evidence.check import Report
from widgets.parts import SpokenButton
from widgets.results.report import CheckLine, ReportView
from widgets.words import W


class ReportDialog(QDialog):
    """Shows a report until it is closed by Esc, Enter or its button.

    Signals:
        none of its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; fill `view`."""
        super().__init__(parent)
        self.view = ReportView()
        close = SpokenButton(W.CLOSE, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(close)
        self.resize(860, 480)


def check_lines(report: Report) -> list[CheckLine]:
    """The checks of a report as the view shows them."""
    return [CheckLine(check.name, check.answer, check.reason, check.files) for check in report.checks]
