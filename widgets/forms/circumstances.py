"""The part of the form that decides how a complaint is handled: complexity, risk, care needed, where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from evidence.model.case import Complaint
from evidence.model.circumstances import Complexity, Risk, Vulnerability
from widgets.forms import words as said
from widgets.forms.fields import ChoiceBox, DateField, MoneyField, NumberField
from widgets.forms.values import Circumstances
from widgets.language import tongue, words
from widgets.texts import SpokenLabel

MOST_PEOPLE = 100_000
FIELD_PX = 220
"""So much room the first field of a row has, for the second pair to begin in one line."""


class CircumstancesFields(QWidget):
    """How complex and how risky it is, who complains together, what care is needed."""

    def __init__(self) -> None:
        """Start with a simple complaint of one person."""
        super().__init__()
        self.complexity = ChoiceBox(Complexity, said.COMPLEXITY)
        self.risk = ChoiceBox(Risk, said.RISK)
        self.group_size = NumberField(said.GROUP_SIZE, MOST_PEOPLE)
        self.transfer_received = DateField(said.TRANSFER_RECEIVED)
        self.vulnerability = {one: QCheckBox() for one in Vulnerability}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(1, FIELD_PX)
        grid.setColumnStretch(4, 1)  # short fields stay beside their labels
        pairs = (
            (said.COMPLEXITY, self.complexity),
            (said.RISK, self.risk),
            (said.GROUP_SIZE, self.group_size),
            (said.TRANSFER_RECEIVED, self.transfer_received),
        )
        for place, (label, field) in enumerate(pairs):
            grid.addWidget(SpokenLabel(label, "soft"), place // 2, place % 2 * 2)
            grid.addWidget(field, place // 2, place % 2 * 2 + 1, Qt.AlignmentFlag.AlignLeft)
        ticks = QHBoxLayout()
        ticks.setSpacing(14)
        for tick in self.vulnerability.values():
            ticks.addWidget(tick)
        ticks.addStretch(1)
        grid.addWidget(SpokenLabel(said.VULNERABILITY, "soft"), 2, 0)
        grid.addLayout(ticks, 2, 1, 1, 4)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def show_complaint(self, complaint: Complaint | None) -> None:
        """Show what was registered, or what holds where nobody said anything."""
        self.complexity.set_value(complaint.complexity if complaint else Complexity.SIMPLE)
        self.risk.set_value(complaint.risk if complaint else Risk.NOT_STATED)
        self.group_size.set_number(complaint.group_size if complaint else None)
        self.transfer_received.set_day(complaint.transfer_received if complaint else None)
        for one, tick in self.vulnerability.items():
            tick.setChecked(complaint is not None and one in complaint.vulnerability)

    def values(self) -> Circumstances:
        """What was entered.

        Raises:
            Invalid: a field cannot be understood.
        """
        return Circumstances(
            Complexity(self.complexity.value()),
            Risk(self.risk.value()),
            tuple(one for one, tick in self.vulnerability.items() if tick.isChecked()),
            self.group_size.number(),
            self.transfer_received.day(),
        )

    def _speak(self) -> None:
        for one, tick in self.vulnerability.items():
            tick.setText(words(one.label))
            tick.setAccessibleName(f"{words(said.VULNERABILITY)}: {words(one.label)}")


def show_where_it_belongs(part: QWidget, fields: Iterable[QWidget], shown: bool) -> None:
    """Show or hide fields of a grid with their labels; one in which something stands is never hidden."""
    grid = part.layout()
    assert isinstance(grid, QGridLayout)
    for field in fields:
        asked = field.amount if isinstance(field, MoneyField) else field  # its currency is there from the beginning
        typed = any(line.text() for line in (asked, *asked.findChildren(QLineEdit)) if isinstance(line, QLineEdit))
        row, column, *_ = cast("tuple[int, int, int, int]", grid.getItemPosition(grid.indexOf(field)))
        label = grid.itemAtPosition(row, column - 1)
        for widget in (field, label.widget() if label else None):
            if widget is not None:
                widget.setVisible(shown or typed)
