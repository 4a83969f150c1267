"""Fields about times: a recording time, a wall-clock time with its zone, seconds, millionths, an uncertainty."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from evidence.clock.setting import parse_drift, sound_doubt
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.timecode import Moment, format_time, parse_time, walls_of, zone_of
from widgets.clocks.words import C
from widgets.forms.fields import LineField, set_wrong
from widgets.language import tongue, words
from widgets.parts import ArrowBox
from widgets.texts import SpokenLabel
from widgets.times import seconds_text

ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "UTC", "Europe/London", "America/New_York")
_SEPARATED = re.compile(r"^\s*([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?[T\s]*")


class ParsedField(LineField):
    """A line of text that is understood as a whole number of something, or refused with its reason."""

    def __init__(self, name: Label, parse: Callable[[str], int], wide: int, hint: Label | None = None) -> None:
        """Understand what is typed by `parse`, which raises WrongUse."""
        super().__init__(name, hint)
        self._parse = parse
        self.setMaximumWidth(wide)

    def number(self) -> int | None:
        """What was typed; None when the field is empty.

        Raises:
            WrongUse: it cannot be understood.
        """
        text = self.text().strip()
        if not text:
            return None
        try:
            return self._parse(text)
        except WrongUse:
            set_wrong(self, True)
            raise


def time_field(name: Label) -> ParsedField:
    """A recording time, `00:01:02.480`."""
    return ParsedField(name, parse_time, 150)


def seconds_field(name: Label) -> ParsedField:
    """Seconds, with a sign."""
    return ParsedField(name, parse_time, 110)


def drift_field(name: Label) -> ParsedField:
    """Parts per million."""
    return ParsedField(name, parse_drift, 110)


def exact_time(at_us: int) -> str:
    """A recording time as it is typed: to the microsecond, without needless zeros."""
    text = format_time(at_us, 6)
    return text.rstrip("0").rstrip(".") if "." in text else text


class DoubtField(QWidget):
    """How far it may be off, asked in a sentence.

    Signals:
        changed(): another number was typed.
    """

    changed = Signal()

    def __init__(self, asked: Label = C.MAY_BE_OFF, note: Label = C.DOUBT_NOTE, parent: QWidget | None = None) -> None:
        """Ask with `asked`; `note` says what it means to leave it empty."""
        super().__init__(parent)
        self.field = ParsedField(C.DOUBT_FIELD, lambda text: sound_doubt(parse_time(text)), 84)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(SpokenLabel(asked))
        row.addWidget(SpokenLabel(Label("±", "±")))
        row.addWidget(self.field)
        row.addWidget(SpokenLabel(C.UNIT_SECOND))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(SpokenLabel(note, "soft", wrap=True))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _: self.changed.emit())

    def doubt_us(self) -> int | None:
        """What was typed; None where nobody knows.

        Raises:
            WrongUse: it is no number of seconds, or below zero.
        """
        return self.field.number()

    def set_doubt(self, us: int | None) -> None:
        """Show a number."""
        self.field.setText("" if us is None else seconds_text(us))


class WallField(QWidget):
    """A time on the wall clock in a zone; where clocks were changed, the question which one is meant.

    Signals:
        changed(): another time, zone or answer.
    """

    changed = Signal()

    def __init__(self, name: Label, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.text = LineField(name, C.WALL_HINT)
        self.zone = ArrowBox()
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zone.setMinimumContentsLength(14)
        self.question = SpokenLabel(None, "doubt", wrap=True)
        self.first, self.second = QRadioButton(), QRadioButton()
        self._found: tuple[Moment, ...] = ()
        self._moment: Moment | None = None
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.text, 3)
        row.addWidget(self.zone, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        for part in (self.question, self.first, self.second):
            part.hide()
            column.addWidget(part)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(lambda _: self._typed())
        self.zone.currentTextChanged.connect(lambda _: self._typed())
        for answer in (self.first, self.second):
            answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            answer.clicked.connect(lambda _: self.changed.emit())
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_zone(self, zone: str) -> None:
        """Take local times in `zone`, unless another is chosen."""
        self.zone.blockSignals(True)
        self.zone.clear()
        self.zone.addItems(list(dict.fromkeys((zone, *ZONES))))
        self.zone.setCurrentText(zone)
        self.zone.blockSignals(False)

    def set_moment(self, moment: Moment | None) -> None:
        """Show a time in its zone; `moment` gives it back unchanged until something is typed."""
        self._moment = None
        if moment is not None:
            text = moment.text(6)[:-6].replace("T", " ")
            self.zone.setCurrentText(moment.zone)
            self.text.setText(text.rstrip("0").rstrip(".") if "." in text else text)
        else:
            self.text.setText("")
        self._moment = moment

    def moment(self) -> Moment | None:
        """The instant meant; None when nothing is typed.

        Raises:
            WrongUse: it is no time, there is no such zone, or it is not said which of two times it is.
        """
        if self._moment is not None:
            return self._moment
        if not self.text.text().strip():
            return None
        try:
            found = self._instants()
        except WrongUse:
            set_wrong(self.text, True)
            raise
        if len(found) == 1:
            return found[0]
        if not found:
            raise WrongUse(*_filled(C.SKIPPED, self._zone()))
        if not (self.first.isChecked() or self.second.isChecked()):
            raise WrongUse(C.CHOOSE_TIME.en, C.CHOOSE_TIME.zh)
        return found[0 if self.first.isChecked() else 1]

    def _zone(self) -> str:
        return self.zone.currentText().strip()

    def _instants(self) -> tuple[Moment, ...]:
        zone_of(self._zone())
        text = _SEPARATED.sub(lambda day: f"{day[1]}-{int(day[2]):02}-{int(day[3]):02} ", self.text.text())
        return walls_of(text.strip(), self._zone())

    def _typed(self) -> None:
        self._moment = None
        try:
            self._found = self._instants()
            known = True
        except WrongUse:
            self._found, known = (), False
        set_wrong(self.text, False)
        twice = len(self._found) == 2
        for answer in (self.first, self.second):
            answer.setAutoExclusive(False)
            answer.setChecked(False)
            answer.setAutoExclusive(True)
            answer.setVisible(twice)
        self.question.setVisible(twice or (known and not self._found))
        self._speak()
        self.changed.emit()

    def _speak(self) -> None:
        self.zone.setAccessibleName(words(C.ZONE))
        self.question.speak(C.ONCE_OR_TWICE if self._found else C.SKIPPED, zone=self._zone())
        for answer, label, moment in zip(
            (self.first, self.second), (C.FIRST_TIME, C.SECOND_TIME), self._found, strict=False
        ):
            answer.setText(words(label, offset=moment.text()[-6:]))
            answer.setAccessibleName(answer.text())


def _filled(label: Label, zone: str) -> tuple[str, str]:
    return label.en.format(zone=zone), label.zh.format(zone=zone)
