"""What a transcript would become before it is taken in: kind, language, time, columns, and what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.transcript import Cue
from evidence.timecode import format_time
from evidence.transcripts.encodings import ENCODINGS
from evidence.transcripts.reading import Look, Reading, Wish
from evidence.transcripts.tables import Columns
from widgets.clocks.fields import seconds_field
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain
from widgets.rows import EnterList
from widgets.texts import PlainLabel, SpokenLabel
from widgets.times import seconds_text
from widgets.transcript.columns import ColumnsField
from widgets.transcript.lines import LineDelegate, LineModel
from widgets.transcript.words import LANGUAGES, R
from widgets.words import W

PREVIEW = 50
"""How many lines are shown before they are taken in."""


class TranscriptSheet(QDialog):
    """One file for one recording; nothing of it is stored before it is wished.

    Signals:
        wished(object): the Wish by which the file shall be read for the preview.
        taken(object): the Wish by which it shall be taken in.
    """

    wished = Signal(object)
    taken = Signal(object)

    def __init__(self, file_name: str, exhibit: str, playhead_us: int | None, parent: QWidget | None = None) -> None:
        """Ask about a file for an exhibit, with the playhead at this time of it."""
        super().__init__(parent)
        self._names, self._playhead_us = (file_name, exhibit), playhead_us
        self._look: Look | None = None
        self._reading: Reading | None = None
        self._failure: Label | None = None
        self._kind, self._name, self._count = PlainLabel(), PlainLabel(tone="section"), SpokenLabel(None, "soft")
        self.encoding, self.language = ArrowBox(), ArrowBox()
        self.encoding.addItems(["", *ENCODINGS])
        self.language.addItems(["", *LANGUAGES])
        self.offset = seconds_field(R.OFFSET)
        self.by_line = SpokenButton(R.OFFSET_BY_LINE)
        self.columns = ColumnsField()
        self._model = LineModel()
        self.view = EnterList()
        self.view.setModel(self._model)
        self.view.setItemDelegate(LineDelegate(self._model, self.view))
        self.odd = PlainLabel(wrap=True)
        self.take, self.leave = SpokenButton(R.TAKE_NONE, role="primary"), SpokenButton(W.FORM_CANCEL, "Esc")
        self._place()
        self._connect()
        self._speak()

    def wish(self) -> Wish:
        """What is wished now.

        Raises:
            WrongUse: the seconds cannot be understood.
        """
        encoding, language = self.encoding.currentIndex(), self.language.currentIndex()
        return Wish(
            encoding=ENCODINGS[encoding - 1] if encoding > 0 else None,
            language=list(LANGUAGES)[language - 1] if language > 0 else None,
            offset_us=self.offset.number() or 0,
            columns=self.columns.columns(),
        )

    def show_look(self, look: Look, remembered: Columns | None = None) -> None:
        """Tell what the file is; of a table offer the columns, those of last time first."""
        before, self._look = self._look, look
        heading = look.heading
        self.columns.setVisible(heading is not None)
        if heading is not None and (before is None or before.heading != heading):
            self.columns.offer(heading, remembered)
        self._speak()

    def show_reading(self, reading: Reading) -> None:
        """Show what the file would become."""
        chosen = self.view.currentIndex().row()
        self._reading, self._failure = reading, None
        self._model.set_cues(reading.cues[:PREVIEW])
        self.view.setCurrentIndex(self._model.index(min(max(chosen, 0), self._model.rowCount() - 1), 0))
        self._speak()

    def show_refusal(self, reason: Label) -> None:
        """Say why it cannot be taken in like this."""
        self._reading, self._failure = None, reason
        self._model.set_cues(())
        self._speak()

    def ask(self) -> None:
        """Wish to see what comes of what is chosen now."""
        try:
            wish = self.wish()
        except WorldError as wrong:
            self.show_refusal(wrong.sentence)
            return
        self._reading, self._failure = None, None
        self._speak()
        self.wished.emit(wish)

    # -- inside

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for number, (label, field) in enumerate(
            ((R.ENCODING, self.encoding), (R.LANGUAGE, self.language), (R.OFFSET, self.offset))
        ):
            line, beside = divmod(number, 2)
            grid.addWidget(SpokenLabel(label, "soft"), line, 2 * beside)
            grid.addWidget(field, line, 2 * beside + 1)
        grid.addWidget(self.by_line, 1, 2, 1, 2)
        grid.setColumnStretch(4, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (
            SpokenLabel(R.SHEET, "title"),
            self._name,
            self._kind,
            SpokenLabel(R.SHEET_NOTE, "soft", wrap=True),
        ):
            column.addWidget(part)
        column.addLayout(grid)
        column.addWidget(self.columns)
        column.addWidget(self.view, 1)
        column.addWidget(self.odd)
        column.addLayout(foot)
        self.columns.hide()
        self.take.setDefault(True)
        self.leave.setAutoDefault(False)
        self.by_line.setAutoDefault(False)
        self.resize(760, 640)

    def _connect(self) -> None:
        for box in (self.encoding, self.language):
            box.activated.connect(lambda _: self.ask())
        self.offset.textChanged.connect(lambda _: self.ask())
        self.columns.changed.connect(self.ask)
        self.by_line.clicked.connect(self._lay_line)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)
        tongue.language_changed.connect(self._speak)

    def _chosen_line(self) -> Cue | None:
        return self._model.cue_at(self.view.currentIndex().row())

    def _lay_line(self) -> None:
        """Shift all so that the chosen line begins at the playhead."""
        cue, reading = self._chosen_line(), self._reading
        if cue is not None and reading is not None and self._playhead_us is not None:
            self.offset.setText(seconds_text(self._playhead_us - (cue.from_us - reading.offset_us)))

    def _take(self) -> None:
        if self._reading is not None:
            wish = self.wish()
            self.accept()
            self.taken.emit(wish)

    def _enable(self) -> None:
        self.take.setEnabled(self._reading is not None)
        self.by_line.setEnabled(self._chosen_line() is not None and self._playhead_us is not None)

    def _speak(self) -> None:
        look, reading = self._look, self._reading
        self.setWindowTitle(words(R.SHEET))
        self._name.say(words(R.SHEET_FOR, file=plain(self._names[0], 80), exhibit=self._names[1]))
        self._kind.say(words(R.KIND, kind=words(look.format.label)) if look else words(R.READING))
        self.by_line.speak(R.OFFSET_BY_LINE.filled(time=format_time(self._playhead_us or 0)))
        self.encoding.setItemText(0, words(R.ENCODING_FOUND, name=look.encoding if look else "…"))
        self.language.setItemText(0, words(R.LANGUAGE_FOUND, name=self._language_of(reading)))
        for row, label in enumerate(LANGUAGES.values(), 1):
            self.language.setItemText(row, words(label))
        for box, label in ((self.encoding, R.ENCODING), (self.language, R.LANGUAGE), (self.view, R.PREVIEW)):
            box.setAccessibleName(words(label))
        self._say_odd(reading)
        count = len(reading.cues) if reading else 0
        self.take.speak(R.TAKE.filled(count=f"{count:,}") if count else R.TAKE_NONE)
        self._count.setVisible(count > PREVIEW)
        self._count.speak(R.SHOWN_OF, shown=f"{min(count, PREVIEW):,}", count=f"{count:,}")
        self._enable()

    def _say_odd(self, reading: Reading | None) -> None:
        if self._failure:
            self.odd.set_tone("bad")
            self.odd.say(words(self._failure))
        elif reading is None:
            self.odd.set_tone("soft")
            self.odd.say(words(R.READING))
        else:
            self.odd.set_tone("doubt" if reading.notices else "soft")
            self.odd.say(_lines(reading) or words(R.NOTHING_ODD))

    def _language_of(self, reading: Reading | None) -> str:
        if reading is None or self.language.currentIndex() > 0:
            return "…"
        label = LANGUAGES.get(reading.language.split("-")[0].casefold())
        return words(label) if label else plain(reading.language, 20)


def _lines(reading: Reading) -> str:
    said: Sequence[str] = [words(notice.sentence) for notice in reading.notices]
    return "\n".join(said)
