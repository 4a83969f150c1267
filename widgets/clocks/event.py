"""The way to a clock by events that two recordings both show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence.clock.disagreement import Disagreement, about_events
from evidence.clock.known_events import Fit, KnownEvent, from_known_events
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.recording import Exhibit
from widgets.clocks.fields import DoubtField, ParsedField, exact_time, time_field
from widgets.clocks.values import ClockSheet, EventNumber, Sighting
from widgets.clocks.ways import WayPage, required
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import ArrowBox
from widgets.plain import plain
from widgets.player.canvas import PictureCanvas
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel
from widgets.times import wall_words


@dataclass(frozen=True, slots=True)
class _Row:
    here: ParsedField
    there: ParsedField


class EventPage(WayPage):
    """One event gives the offset, two give the drift as well."""

    def __init__(self, keys: KeyTable) -> None:
        """Start empty; `keys` fills the sentence that says how to mark an event."""
        super().__init__()
        self._sheet: ClockSheet | None = None
        self._keys = keys
        self._note = SpokenLabel(None, "soft", wrap=True)
        self.other = ArrowBox()
        self.other.setMinimumContentsLength(24)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._other_clock = PlainLabel(tone="soft", wrap=True)
        self._names = ElidedLabel(tone="heading"), ElidedLabel(tone="heading")
        self.rows: dict[EventNumber, _Row] = {}
        self.pictures = PictureCanvas(), PictureCanvas()
        self.doubt = DoubtField(C.MAY_BE_APART, C.DOUBT_ADDED)
        column = QVBoxLayout(self)
        column.addWidget(self._note)
        row = QHBoxLayout()
        row.addWidget(SpokenLabel(C.OTHER, "soft"))
        row.addWidget(self.other, 1)
        column.addLayout(row)
        column.addWidget(self._other_clock)
        column.addWidget(self._pictures(), 100)
        column.addLayout(self._grid())
        column.addWidget(self.doubt)
        column.addStretch(1)
        self.other.activated.connect(lambda _: self._use_other())
        self.doubt.changed.connect(self.changed)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def _pictures(self) -> QWidget:
        self._beside = QWidget()
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        for canvas in self.pictures:
            beside.addWidget(canvas, 1)
        return self._beside

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for column, name in enumerate(self._names, 1):
            grid.addWidget(name, 0, column)
        for row, number in enumerate(EventNumber, 1):
            label = C.EVENT_ONE if number is EventNumber.ONE else C.EVENT_TWO
            made = _Row(time_field(label), time_field(label))
            self.rows[number] = made
            grid.addWidget(SpokenLabel(label, "soft"), row, 0)
            for column, field in enumerate((made.here, made.there), 1):
                field.textChanged.connect(self._typed)
                grid.addWidget(field, row, column)
        grid.addWidget(SpokenLabel(C.OPTIONAL, "soft"), 2, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def show_sheet(self, sheet: ClockSheet) -> None:
        """Begin with the events that were marked; without any, with the moment on screen."""
        self._sheet = sheet
        self.other.clear()
        for each in sheet.others:
            self.other.addItem(plain(f"{each.label}  {each.title}", 80))
        self.setEnabled(bool(sheet.others))
        self.choose_other(self._likely(sheet))

    @staticmethod
    def _likely(sheet: ClockSheet) -> Exhibit | None:
        """The recording in which the same event was marked, before one whose clock was checked."""
        marked = sheet.events.get(EventNumber.ONE, {})

        def rank(each: Exhibit) -> tuple[bool, bool, bool]:
            clock = each.recording.clock
            return each.id not in marked, not clock.checked, clock.start is None

        return min(sheet.others, key=rank, default=None)

    def choose_other(self, exhibit: Exhibit | None) -> None:
        """Compare with this recording."""
        if self._sheet is not None and exhibit is not None:
            self.other.setCurrentIndex(self._sheet.others.index(exhibit))
        self._use_other()

    @property
    def compared(self) -> Exhibit | None:
        """The other recording."""
        row = self.other.currentIndex()
        return self._sheet.others[row] if self._sheet and 0 <= row < len(self._sheet.others) else None

    def _use_other(self) -> None:
        sheet, other = self._sheet, self.compared
        if sheet is None:
            return
        for number, row in self.rows.items():
            here = sheet.event(number, sheet.exhibit.id)
            if here is None and number is EventNumber.ONE:
                here = sheet.shown
            there = sheet.event(number, other.id) if other else None
            for field, seen in ((row.here, here), (row.there, there)):
                field.blockSignals(True)
                field.setText(exact_time(seen.at_us) if seen else "")
                field.blockSignals(False)
        self._typed()
        self._speak()

    def _typed(self) -> None:
        self._show_pictures()
        self.changed.emit()

    def _show_pictures(self) -> None:
        """The pictures of the first event, as long as the times are those of the pictures."""
        sheet, other, row = self._sheet, self.compared, self.rows[EventNumber.ONE]
        seen: list[Sighting | None] = [None, None]
        if sheet is not None:
            here = sheet.event(EventNumber.ONE, sheet.exhibit.id) or sheet.shown
            there = sheet.event(EventNumber.ONE, other.id) if other else None
            for place, (one, field) in enumerate(((here, row.here), (there, row.there))):
                if one is not None and one.rgb and field.text() == exact_time(one.at_us):
                    seen[place] = one
        self._beside.setVisible(any(seen))
        for canvas, found in zip(self.pictures, seen, strict=True):
            if found is None:
                canvas.clear()
            else:
                canvas.show_picture(found.rgb, found.width, found.height, page=False)

    def events(self) -> list[KnownEvent]:
        """The events that were given.

        Raises:
            WrongUse: a moment cannot be understood, or is given in one recording only.
        """
        doubt_us, found = self.doubt.doubt_us(), []
        for row in self.rows.values():
            here, there = row.here.number(), row.there.number()
            if here is not None or there is not None:
                found.append(KnownEvent(required(there), required(here), doubt_us))
        return found

    def fit(self) -> Fit | None:
        """The clock that makes the events coincide."""
        sheet, other = self._sheet, self.compared
        if sheet is None or other is None or not self.rows[EventNumber.ONE].there.text().strip():
            return None
        length = sheet.exhibit.recording.facts.duration_us
        return from_known_events(other.recording.clock, self.events(), sheet.clock, duration_us=length)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """How far the two clocks, as they are now, are apart about these events; a doubt that nobody typed is none."""
        sheet, other = self._sheet, self.compared
        if sheet is None or other is None:
            return ()
        try:
            events = [replace(each, uncertainty_us=each.uncertainty_us or 0) for each in self.events()]
        except WorldError:
            return ()
        name = Label(other.label, other.label)
        return about_events(name, other.recording.clock, sheet.name, sheet.clock, events)

    def _speak(self) -> None:
        self._note.speak(C.EVENT_NOTE, first=self._keys.shown("event_one"), second=self._keys.shown("event_two"))
        self.other.setAccessibleName(words(C.OTHER))
        other = self.compared
        self._other_clock.say(wall_words(other.recording.clock, 0, 3) if other else words(C.OTHERS_NONE))
        names = self._sheet.exhibit.label if self._sheet else "", other.label if other else ""
        for label, name in zip(self._names, names, strict=True):
            label.say(name)
        for number, row in self.rows.items():
            for field, name in zip((row.here, row.there), names, strict=True):
                field.setAccessibleName(words(C.EVENT_IN, event=words(number.label), name=name))
        for canvas, name in zip(self.pictures, names, strict=True):
            canvas.setAccessibleName(words(C.EVENT_IN, event=words(C.EVENT_ONE), name=name))
            canvas.setFocusPolicy(Qt.FocusPolicy.TabFocus)
