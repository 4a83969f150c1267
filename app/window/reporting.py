"""A report of checks in a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from evidence.check import Report
from evidence.labels import Label
from evidence.model.kinds import Answer
from exports.verify import Report as Verified
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
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 520)


def check_lines(report: Report) -> list[CheckLine]:
    """The checks of a report as the view shows them."""
    return [CheckLine(check.name, check.answer, check.reason, check.files) for check in report.checks]


def verify_lines(report: Verified) -> list[CheckLine]:
    """The checks of a verification as the view shows them; each question's checks together."""
    checks = sorted(report.checks, key=lambda check: check.question.value)
    return [
        CheckLine(check.name, Answer(check.verdict.value), Label(check.reason.en, check.reason.zh), tuple(check.files))
        for check in checks
    ]
