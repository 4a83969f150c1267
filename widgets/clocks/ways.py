"""The ways to a clock that need no other recording: a proposal, the time at a moment, numbers, an earlier clock."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QFrame, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from evidence.clock.filenames import Certainty
from evidence.clock.known_events import Fit, from_reading
from evidence.clock.proposals import Proposal
from evidence.clock.setting import ClockWish, clock_with
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock
from widgets.clocks.fields import DoubtField, WallField, drift_field, exact_time, seconds_field, time_field
from widgets.clocks.telling import moment_text, ppm_text
from widgets.clocks.values import ClockSheet, Sighting
from widgets.clocks.words import C
from widgets.forms.fields import ChoiceBox
from widgets.language import tongue, words
from widgets.parts import clear_layout
from widgets.plain import mnemonic_free, plain
from widgets.player.canvas import PictureCanvas
from widgets.texts import PlainLabel, SpokenLabel
from widgets.times import seconds_text, wall_words
from widgets.words import W

SILENT = Label("", "")
READ_BY = (ClockMethod.BURNED_IN_CLOCK, ClockMethod.PHONE_COMPARE, ClockMethod.NTP_LOG, ClockMethod.TYPED)


class WayPage(QWidget):
    """One way to a clock.

    Signals:
        changed(): something was chosen or typed.
    """

    changed = Signal()

    @abstractmethod
    def show_sheet(self, sheet: ClockSheet) -> None:
        """Begin with what is known."""

    @abstractmethod
    def fit(self) -> Fit | None:
        """The clock that this way leads to; None while nothing is chosen.

        Raises:
            WorldError: what was typed cannot be, with its reason.
        """


class ChoicePage(WayPage):
    """A way that offers choices, one of which is taken."""

    def __init__(self, note: Label) -> None:
        """Start without choices."""
        super().__init__()
        self._sheet: ClockSheet | None = None
        self.group = QButtonGroup(self)
        self._choices: list[tuple[Clock, Label]] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setProperty("role", "reading")
        self._scroll.setWidget(inner)
        self.column = QVBoxLayout(self)
        self._note = note
        self._scroll.setAccessibleName(words(note))
        self.column.addWidget(SpokenLabel(note, "soft", wrap=True))
        self.column.addWidget(self._scroll, 1)
        self.group.idClicked.connect(lambda _: self.changed.emit())
        tongue.language_changed.connect(self._speak)

    def show_sheet(self, sheet: ClockSheet) -> None:
        """Offer what there is; nothing is chosen."""
        self._sheet = sheet
        self._clear()
        self._fill(sheet)

    @abstractmethod
    def _fill(self, sheet: ClockSheet) -> None:
        """Offer the choices."""

    def _speak(self) -> None:
        """The same choices in another language; what was chosen stays chosen."""
        number = self.group.checkedId()
        self._scroll.setAccessibleName(words(self._note))
        if self._sheet is not None:
            self._clear()
            self._fill(self._sheet)
        if (button := self.group.button(number)) is not None:
            button.setChecked(True)

    def _clear(self) -> None:
        for button in self.group.buttons():
            self.group.removeButton(button)
        clear_layout(self._lines)
        self._choices = []

    def _offer(self, head: str, clock: Clock | None, why: str, because: Label = SILENT) -> None:
        """One choice with what is said about it; `clock` None: it cannot be chosen."""
        button = QRadioButton(mnemonic_free(head))
        button.setAccessibleName(plain(head))
        button.setAccessibleDescription(plain(why))
        button.setEnabled(clock is not None)
        note = PlainLabel(why, "soft", wrap=True)
        note.setContentsMargins(22, 0, 0, 0)
        if clock is not None:
            self.group.addButton(button, len(self._choices))
            self._choices.append((clock, because))
        self._lines.addWidget(button)
        self._lines.addWidget(note)

    @property
    def chosen(self) -> tuple[Clock, Label] | None:
        """The clock that was chosen and what is said about it."""
        number = self.group.checkedId()
        return self._choices[number] if 0 <= number < len(self._choices) else None


class ProposalPage(ChoicePage):
    """What the file name and the container propose."""

    def __init__(self) -> None:
        """Start without proposals."""
        super().__init__(C.PROPOSALS_NOTE)
        self.doubt = DoubtField()
        self.column.addWidget(self.doubt)
        self.doubt.changed.connect(self.changed)

    def _fill(self, sheet: ClockSheet) -> None:
        for one in sheet.proposals:
            self._offer(_head(one), one.clock if one.certainty.usable else None, _why(one), one.because)
        if not sheet.proposals:
            self._lines.addWidget(SpokenLabel(C.PROPOSALS_NONE, wrap=True))
        self.doubt.setEnabled(bool(self._choices))

    def show_sheet(self, sheet: ClockSheet) -> None:
        """Offer what the recording proposes; a start that is certain is ready to be accepted where there is none."""
        super().show_sheet(sheet)
        sure = [number for number, one in enumerate(_usable(sheet)) if one.certainty is Certainty.CERTAIN]
        if len(sure) == 1 and sheet.clock.start is None:
            self.group.button(sure[0]).setChecked(True)

    def fit(self) -> Fit | None:
        """The proposal that was chosen, with the doubt that was typed."""
        doubt_us = self.doubt.doubt_us()
        if self.chosen is None:
            return None
        clock, because = self.chosen
        return Fit(clock if doubt_us is None else clock_with(clock, ClockWish(uncertainty_us=doubt_us)), because)


def _usable(sheet: ClockSheet) -> list[Proposal]:
    return [one for one in sheet.proposals if one.clock is not None and one.certainty.usable]


def _head(one: Proposal) -> str:
    start = moment_text(one.clock.start) if one.clock else words(C.NO_INSTANT)
    return f"{start} · {words(one.method.label)} “{plain(one.text, 40)}” · {words(one.certainty.label)}"


def _why(one: Proposal) -> str:
    until = f" → {moment_text(one.end, 0)}" if one.end else ""
    return f"{words(one.because)}{until}"


class ReadingPage(WayPage):
    """The time at one moment is known, above all from a clock in the picture."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._sheet: ClockSheet | None = None
        self.canvas = PictureCanvas()
        self.at, self.wall = time_field(C.AT), WallField(C.READS)
        self.method = ChoiceBox(READ_BY, C.KNOWN_BY)
        self.doubt = DoubtField()
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        for label, field in ((C.AT, self.at), (C.READS, self.wall), (C.KNOWN_BY, self.method)):
            form.addRow(SpokenLabel(label, "soft"), field)
        column = QVBoxLayout(self)
        column.addWidget(SpokenLabel(C.READING_NOTE, "soft", wrap=True))
        column.addWidget(self.canvas, 100)
        column.addLayout(form)
        column.addWidget(self.doubt)
        column.addStretch(1)  # without a picture the fields stay together
        self.at.textChanged.connect(self._moved)
        self.method.chosen.connect(lambda _: self.changed.emit())
        for part in (self.wall, self.doubt):
            part.changed.connect(self.changed)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def show_sheet(self, sheet: ClockSheet) -> None:
        """Begin with the moment on screen, or with the place where the recording was laid by hand."""
        self._sheet = sheet
        self.wall.set_zone(sheet.clock.start.zone if sheet.clock.start else sheet.zone)
        if sheet.by_hand is not None:
            self.at.setText(exact_time(0))
            self.wall.set_moment(sheet.by_hand)
            self.method.set_value(ClockMethod.TYPED)
        else:
            self.at.setText(exact_time(sheet.shown.at_us if sheet.shown else 0))
            self.method.set_value(ClockMethod.BURNED_IN_CLOCK if self._seen() else ClockMethod.TYPED)
        there = sheet.clock.wall(sheet.shown.at_us if sheet.shown else 0)
        if there is not None:  # an example of the very day
            self.wall.text.setPlaceholderText(moment_text(there, 0)[:-7])
        self._moved()

    def _speak(self) -> None:
        self.canvas.setAccessibleName(words(W.PICTURE))

    def _seen(self) -> Sighting | None:
        """What is on screen, while it is the moment that stands in the field."""
        shown = self._sheet.shown if self._sheet else None
        return shown if shown and shown.rgb and self.at.text() == exact_time(shown.at_us) else None

    def _moved(self) -> None:
        seen = self._seen()
        self.canvas.setVisible(seen is not None)
        if seen is not None:
            self.canvas.show_picture(seen.rgb, seen.width, seen.height, page=False)
        self.changed.emit()

    def fit(self) -> Fit | None:
        """The clock that stands at the time typed at that moment."""
        at_us, wall, doubt_us = self.at.number(), self.wall.moment(), self.doubt.doubt_us()
        if self._sheet is None or at_us is None or wall is None:
            return None
        method = ClockMethod(self.method.value())
        return Fit(from_reading(self._sheet.clock, at_us, wall, doubt_us, method), SILENT)


class NumbersPage(WayPage):
    """Start, offset, drift and uncertainty as numbers."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._sheet: ClockSheet | None = None
        self.start = WallField(C.START)
        self.offset, self.drift = seconds_field(C.OFFSET_FIELD), drift_field(C.DRIFT_FIELD)
        self.method = ChoiceBox(ClockMethod, C.KNOWN_BY)
        self.doubt = DoubtField()
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        for label, field in (
            (C.START, self.start),
            (C.OFFSET_FIELD, self.offset),
            (C.DRIFT_FIELD, self.drift),
            (C.KNOWN_BY, self.method),
        ):
            form.addRow(SpokenLabel(label, "soft"), field)
        column = QVBoxLayout(self)
        column.addWidget(SpokenLabel(C.NUMBERS_NOTE, "soft", wrap=True))
        column.addLayout(form)
        column.addWidget(self.doubt)
        column.addStretch(1)
        self.method.chosen.connect(lambda _: self.changed.emit())
        for line in (self.offset, self.drift):
            line.textChanged.connect(lambda _: self.changed.emit())
        for part in (self.start, self.doubt):
            part.changed.connect(self.changed)

    def show_sheet(self, sheet: ClockSheet) -> None:
        """Begin with the clock in use."""
        self._sheet, clock = sheet, sheet.clock
        self.start.set_zone(clock.start.zone if clock.start else sheet.zone)
        self.start.set_moment(clock.start)
        self.offset.setText(seconds_text(clock.offset_us))
        self.drift.setText(ppm_text(clock.drift_ppb))
        self.method.set_value(clock.method if clock.start else ClockMethod.TYPED)
        self.doubt.set_doubt(clock.uncertainty_us)

    def fit(self) -> Fit | None:
        """The clock of these numbers."""
        start, offset, drift = self.start.moment(), self.offset.number(), self.drift.number()
        doubt_us = self.doubt.doubt_us()
        if self._sheet is None or start is None:
            return None
        method, now = ClockMethod(self.method.value()), self._sheet.clock
        wish = ClockWish(None if start == now.start else start, offset or 0, drift or 0, doubt_us, method)
        return Fit(replace(clock_with(now, wish), uncertainty_us=doubt_us), SILENT)


class PastPage(ChoicePage):
    """Back to a clock that the recording has had, or to none."""

    def __init__(self) -> None:
        """Start without a past."""
        super().__init__(C.PAST_NOTE)

    def _fill(self, sheet: ClockSheet) -> None:
        """Every other clock once, the last one first."""
        offered = [sheet.clock]
        for one in reversed(sheet.past):
            if one.clock in offered or one.clock.start is None:
                continue
            offered.append(one.clock)
            since = f"{words(one.clock.method.label)} · {moment_text(one.at, 0)} · {plain(one.by, 60)}"
            self._offer(wall_words(one.clock, 0, 3), one.clock, since)
        if len(offered) == 1:
            self._lines.addWidget(SpokenLabel(C.PAST_NONE, wrap=True))
        if sheet.clock.start is not None:
            self._offer(words(C.NO_PLACE), Clock(), words(C.NO_PLACE_NOTE))

    def fit(self) -> Fit | None:
        """The clock that was chosen."""
        return Fit(*self.chosen) if self.chosen else None


def required(value: int | None) -> int:
    """A moment that must have been given.

    Raises:
        WrongUse: it was not.
    """
    if value is None:
        raise WrongUse(C.NEEDS_BOTH.en, C.NEEDS_BOTH.zh)
    return value
