"""Sheets on which files are joined to one recording, or a recording is taken apart: what would be, and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.canonical import is_blank
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.recording import Exhibit
from evidence.segments.finding import Found, Series
from evidence.segments.joining import Begun, Joining, apart, propose
from evidence.segments.sentences import gap_words
from evidence.timecode import Moment, format_length, parse_wall, zone_of
from widgets.forms.fields import LineField, set_wrong
from widgets.language import tongue
from widgets.lists.exhibit_rows import name_of
from widgets.lists.words import J
from widgets.parts import SpokenButton, card
from widgets.texts import ElidedLabel, SpokenLabel


class _Sheet(QWidget):
    """Title, note, files, reason, and what is said at the bottom.

    Signals:
        wished(object): the GroupingDraft that shall be written down.
        cancelled(): nothing shall be.
    """

    wished = Signal(object)
    cancelled = Signal()

    def __init__(self, note: Label, hint: Label, now: Label) -> None:
        super().__init__()
        self._title, self._sentence = SpokenLabel(None, "title"), SpokenLabel(None, "soft", wrap=True)
        self.reason = LineField(J.REASON, hint)
        self.now, self.cancel = SpokenButton(now, role="primary"), SpokenButton(J.CANCEL)
        rows = card()
        self.rows = QGridLayout(rows)
        self.rows.setHorizontalSpacing(14)
        self.rows.setColumnStretch(0, 1)
        scroll = QScrollArea()
        scroll.setProperty("role", "reading")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(rows)
        foot = QHBoxLayout()
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, SpokenLabel(note, wrap=True)):
            column.addWidget(widget)
        column.addWidget(scroll, 1)
        self.between = QVBoxLayout()
        column.addLayout(self.between)
        column.addWidget(SpokenLabel(J.REASON, "section"))
        column.addWidget(self.reason)
        column.addLayout(foot)
        for button in (self.now, self.cancel):
            button.setAutoDefault(False)  # Enter in a start must not accept what was not seen yet
        self.reason.textChanged.connect(lambda _: self.look())
        self.reason.returnPressed.connect(self._wish)
        self.now.clicked.connect(self._wish)
        self.cancel.clicked.connect(self.cancelled)
        tongue.language_changed.connect(self.look)

    def look(self) -> None:
        """See what would be, and say it."""

    def sentence(self) -> str:
        """What is said at the bottom."""
        return self._sentence.text()

    def failed(self, reason: Label) -> None:
        """Say why it was not written down; what was typed stays."""
        self._say(reason, "bad")
        self.now.setEnabled(True)

    def _say(self, label: Label | None, tone: str) -> None:
        self._sentence.set_tone(tone)
        self._sentence.speak(label)

    def _wish(self) -> None:
        if self.now.isEnabled():
            self.now.setEnabled(False)
            self._tell()

    def _tell(self) -> None:
        """Emit `wished`."""


class JoinSheet(_Sheet):
    """The order in which files would follow each other, with what lies between them in seconds."""

    def __init__(self, chosen: Sequence[Exhibit], found: Found, zone: str) -> None:
        """Files that may belong together, the series there are, and the zone in which starts are typed."""
        super().__init__(J.JOIN_NOTE, J.JOIN_HINT, J.JOIN_NOW)
        self._chosen, self._found, self._zone = tuple(chosen), found, zone
        self._typed: dict[UUID, Moment] = {}
        self._wrong: dict[UUID, Label] = {}
        self._lines: dict[UUID, tuple[ElidedLabel, LineField, SpokenLabel, SpokenLabel]] = {}
        self._gaps: list[SpokenLabel] = []
        self.between.addWidget(SpokenLabel(J.ORDER_NOTE, "soft", wrap=True))
        self._title.speak(J.JOIN_TITLE, count=len(self._chosen))
        for column, label in enumerate((J.FILE, J.BEGINS, J.KNOWN_BY, J.LENGTH)):
            self.rows.addWidget(SpokenLabel(label, "section"), 0, column)
        for row in self._joining().rows:
            self._lines[row.exhibit.id] = self._line(row)
        self._gaps = [SpokenLabel(None, "soft") for _ in self._chosen[1:]]
        self.look()

    def start(self, exhibit: UUID) -> LineField:
        """The field in which the start of a file stands."""
        return self._lines[exhibit][1]

    def order(self) -> list[str]:
        """The labels of the files, and what lies between them, from above."""
        joining = self._joining()
        found = [joining.rows[0].exhibit.label] if joining.rows else []
        for row, gap in zip(joining.rows[1:], self._gaps, strict=False):
            found += [gap.text(), row.exhibit.label]
        return found

    def _joining(self) -> Joining:
        return propose(self._chosen, self._found, self._typed)

    def _line(self, row: Begun) -> tuple[ElidedLabel, LineField, SpokenLabel, SpokenLabel]:
        exhibit = row.exhibit
        start = LineField(J.BEGINS_OF.filled(name=exhibit.label))
        start.setMinimumWidth(210)
        start.setText(self._text(row.start))
        start.setPlaceholderText("2026-03-12 10:00:00")
        start.editingFinished.connect(lambda: self._type(exhibit))
        name = ElidedLabel(f"{exhibit.label}  {name_of(exhibit)}")
        return name, start, SpokenLabel(row.known.label), SpokenLabel(None)

    def _text(self, moment: Moment | None) -> str:
        if moment is None:
            return ""
        local = moment.at.astimezone(zone_of(self._zone)).replace(tzinfo=None)
        return local.isoformat(" ", "microseconds" if local.microsecond else "seconds")

    def _type(self, exhibit: Exhibit) -> None:
        """A start was typed: the order may be another."""
        field, known = self.start(exhibit.id), propose([exhibit], Found()).rows[0].start
        self._wrong.pop(exhibit.id, None)
        self._typed.pop(exhibit.id, None)
        set_wrong(field, False)
        if field.text().strip() and field.text().strip() != self._text(known):
            try:
                self._typed[exhibit.id] = parse_wall(field.text(), self._zone)
            except WorldError as error:
                set_wrong(field, True)
                self._wrong[exhibit.id] = error.sentence
        self.look()

    def look(self) -> None:
        """As `_Sheet.look`."""
        if len(self._gaps) < len(self._chosen) - 1:
            return
        joining = self._joining()
        for number, row in enumerate(joining.rows):
            name, start, known, length = self._lines[row.exhibit.id]
            known.speak(row.known.label)
            length.say(format_length(row.exhibit.recording.facts.duration_us))
            for column, widget in enumerate((name, start, known, length)):
                self.rows.addWidget(widget, 2 * number + 1, column)
            QWidget.setTabOrder(start, self.reason)
            if number:
                gap_us, gap = joining.gaps_us[number - 1], self._gaps[number - 1]
                gap.set_tone("doubt" if gap_us else "soft")
                gap.speak(None if gap_us is None else gap_words(gap_us))
                self.rows.addWidget(gap, 2 * number, 1)
        self.rows.setRowStretch(2 * len(joining.rows), 1)
        refusals = [*self._wrong.values(), *joining.refusals]
        if refusals:
            lines = refusals[:4]
            self._say(Label("\n".join(one.en for one in lines), "\n".join(one.zh for one in lines)), "bad")
        else:
            self._say(J.REASON_NEEDED if is_blank(self.reason.text()) else None, "soft")
        self.now.setEnabled(not refusals and not is_blank(self.reason.text()))

    def _tell(self) -> None:
        self.wished.emit(self._joining().draft(self.reason.text()))


class ApartSheet(_Sheet):
    """The files of a recording that would be shown on their own."""

    def __init__(self, series: Series) -> None:
        """A series that is to be taken apart."""
        super().__init__(J.APART_NOTE, J.APART_HINT, J.APART_NOW)
        self._series = series
        self._title.speak(J.APART_TITLE, name=f"{series.label} {series.name}")
        for number, piece in enumerate(series.pieces):
            self.rows.addWidget(ElidedLabel(f"{piece.label}  {name_of(piece)}"), number, 0)
        self.rows.setRowStretch(len(series.pieces), 1)
        self.look()

    def look(self) -> None:
        """As `_Sheet.look`."""
        blank = is_blank(self.reason.text())
        self._say(J.REASON_NEEDED if blank else None, "soft")
        self.now.setEnabled(not blank)

    def _tell(self) -> None:
        self.wished.emit(apart(self._series, self.reason.text()))
