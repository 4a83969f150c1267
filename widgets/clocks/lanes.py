"""The clocks of all recordings that play together: what each stands on, and how far they are apart about an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from evidence.clock.disagreement import Disagreement
from evidence.model.recording import Clock
from widgets import theme
from widgets.clocks.agreement import AgreementView
from widgets.clocks.telling import doubt_text, state_text
from widgets.clocks.values import EventNumber
from widgets.clocks.words import C
from widgets.language import tongue, words
from widgets.parts import SignButton, SpokenButton, clear_layout
from widgets.plain import tip
from widgets.signs import CLOCK
from widgets.texts import PlainLabel, SpokenLabel


@dataclass(frozen=True, slots=True)
class LaneClock:
    """The clock of one recording among others."""

    key: str
    label: str
    clock: Clock
    by_hand: bool = False
    """Whether somebody laid it where it is, for display only."""


class ClockList(QWidget):
    """A line for every recording, and below them what was found about the events that were marked.

    Signals:
        wished(str): the clock of this recording shall be looked at, or set.
    """

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(parent)
        self._lines: tuple[LaneClock, ...] = ()
        self.buttons: dict[str, QAbstractButton] = {}
        self.states: dict[str, PlainLabel] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.events = {number: _Event(number) for number in EventNumber}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.addWidget(SpokenLabel(C.CLOCKS, "heading"))
        whole.addLayout(self._column)
        for event in self.events.values():
            whole.addWidget(event)
        tongue.language_changed.connect(self._fill)

    def set_lanes(self, lines: Sequence[LaneClock]) -> None:
        """Show these."""
        self._lines = tuple(lines)
        self._fill()

    def set_disagreements(self, found: Mapping[EventNumber, Sequence[Disagreement]]) -> None:
        """Show how far clocks are apart about the events."""
        for number, event in self.events.items():
            event.show_found(found.get(number, ()))

    def _fill(self) -> None:
        clear_layout(self._column)
        self.buttons, self.states = {}, {}
        self.setVisible(bool(self._lines))
        for line in self._lines:
            self._column.addWidget(self._row(line))

    def _row(self, line: LaneClock) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        state = PlainLabel(lane_text(line), wrap=True, points=theme.POINT_SIZE - 0.5)
        state.set_tone("good" if line.clock.checked else "doubt")
        button: QAbstractButton = SignButton(C.CLOCK, CLOCK, side=14, role="quiet")
        across.addWidget(PlainLabel(line.label))
        if line.by_hand:  # it stands for nothing yet: what can be done about that is said in words
            button = SpokenButton(C.MAKE_CLOCK, role="quiet")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(state)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            across.addLayout(column, 1)
        else:
            across.addWidget(state, 1)
            across.addWidget(button)
        name = words(C.SET_OF, name=line.label)
        button.setAccessibleName(name)
        button.setToolTip(tip(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wished.emit(line.key))
        self.buttons[line.key], self.states[line.key] = button, state
        return row


class _Event(QWidget):
    """What was found about one event."""

    def __init__(self, number: EventNumber) -> None:
        super().__init__()
        self.view = AgreementView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(SpokenLabel(number.label, "section"))
        column.addWidget(self.view)
        self.hide()

    def show_found(self, found: Sequence[Disagreement]) -> None:
        self.view.set_disagreements(found)
        self.setVisible(bool(found))


def lane_text(line: LaneClock) -> str:
    """What a recording's place among the others stands on."""
    if line.by_hand:
        return words(C.BY_HAND)
    doubt = f" {doubt_text(line.clock.uncertainty_us)}" if line.clock.checked else ""
    return f"{state_text(line.clock)}{doubt}"
