"""The transcript beside the player: choose, find, follow; a line leads to its second, lines become the quote."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence.model.transcript import Transcript
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain, tip
from widgets.rows import EnterList, emptiness, show_view
from widgets.texts import PlainLabel, SpokenLabel
from widgets.transcript.lines import LineDelegate, LineModel
from widgets.transcript.words import LANGUAGES, R


class TranscriptPanel(QWidget):
    """The transcripts of one recording, one of them shown.

    Signals:
        sought(int): the recording time of the line that was chosen.
        quoted(str): the words of the selected lines shall be the quote.
        import_wished(): a transcript shall be imported.
        withdraw_wished(object): the UUID of the transcript that shall be taken back.
        left(): the keys belong back to the player.
    """

    sought = Signal(object)
    quoted = Signal(str)
    import_wished = Signal()
    withdraw_wished = Signal(object)
    left = Signal()

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show no lines yet; `keys` gives the key of the quote."""
        super().__init__(parent)
        keys = keys or KeyTable()
        self._transcripts: tuple[Transcript, ...] = ()
        self._model = LineModel()
        self.view = EnterList()
        self.view.setModel(self._model)
        self.view.setItemDelegate(LineDelegate(self._model, self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.which, self.filter, self.follow_box = ArrowBox(), QLineEdit(), QCheckBox()
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.follow_box.setChecked(True)
        self._count = PlainLabel(tone="soft")
        self.quote = SpokenButton(R.QUOTE, keys.shown("quote_lines"))
        self.bring = SpokenButton(R.IMPORT, role="quiet")
        self.withdraw = SpokenButton(R.WITHDRAW, role="quiet")
        self._empty = SpokenLabel(R.EMPTY, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        self._place()
        self._connect()
        self._speak()

    def _place(self) -> None:
        head, choice, search, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(SpokenLabel(R.TRANSCRIPT, "section"), 1)
        head.addWidget(self.bring)
        choice.addWidget(self.which, 1)
        choice.addWidget(self.withdraw)
        search.addWidget(self.filter, 1)
        search.addWidget(self.follow_box)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.quote)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(choice)
        column.addLayout(search)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.which.setMinimumContentsLength(6)
        self.which.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(220)
        for button in (self.quote, self.bring, self.withdraw):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        self.follow_box.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._show_chosen)
        self.filter.textChanged.connect(self._find)
        self.view.clicked.connect(self._seek)
        self.view.entered_row.connect(self._seek)
        self.view.selectionModel().selectionChanged.connect(self._count_lines)
        self.quote.clicked.connect(self.quote_selected)
        self.bring.clicked.connect(self.import_wished)
        self.withdraw.clicked.connect(self._wish_withdraw)
        self.follow_box.toggled.connect(self._show_now)
        tongue.language_changed.connect(self._speak)

    # -- what is shown

    @property
    def shown(self) -> Transcript | None:
        """The transcript that is shown."""
        place = self.which.currentIndex()
        return self._transcripts[place] if 0 <= place < len(self._transcripts) else None

    def set_transcripts(self, transcripts: Sequence[Transcript], choose: UUID | None = None) -> None:
        """Show one of these: `choose`, else the one shown before, else the last one that came in."""
        before = choose or (self.shown.id if self.shown else None)
        lines_before = self.shown
        self._transcripts = tuple(one for one in transcripts if not one.withdrawn)
        places = [place for place, one in enumerate(self._transcripts) if one.id == before]
        self.which.blockSignals(True)
        self.which.clear()
        for one in self._transcripts:
            self.which.addItem(self._name(one))
        self.which.setCurrentIndex(places[0] if places else len(self._transcripts) - 1)
        self.which.blockSignals(False)
        if self.shown != lines_before or not self._transcripts:
            self._show_chosen()
        self._speak()

    def follow(self, at_us: int | None) -> None:
        """The playhead is here."""
        row = self._model.follow(at_us)
        if row is not None:
            self._show_row(row)

    def quote_selected(self) -> None:
        """Offer the words of the selected lines as the quote."""
        if text := self.selected_text():
            self.quoted.emit(text)

    def selected_text(self) -> str:
        """The words of the selected lines in their order, as they were imported."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        cues = [cue for row in rows if (cue := self._model.cue_at(row))]
        return "\n".join(cue.text for cue in cues)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Enter and Down go to the lines, Esc shows all again and gives the keys back."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.rowCount():
                self.view.setFocus()
                self.view.setCurrentIndex(self._model.index(0, 0))
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _seek(self, index: QModelIndex) -> None:
        if cue := self._model.cue_at(index.row()):
            self.sought.emit(cue.from_us)

    def _find(self, text: str) -> None:
        self._model.find(text)
        self._show_now()
        self._speak()

    def _show_chosen(self) -> None:
        self._model.set_cues(self.shown.cues if self.shown else ())
        self._speak()

    def _show_now(self) -> None:
        if (row := self._model.row_now()) is not None:
            self._show_row(row)

    def _show_row(self, row: int) -> None:
        if self.follow_box.isChecked():
            self.view.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _wish_withdraw(self) -> None:
        if self.shown:
            self.withdraw_wished.emit(self.shown.id)

    @staticmethod
    def _name(one: Transcript) -> str:
        language = LANGUAGES.get(one.language.split("-")[0].casefold())
        return words(R.NAME, language=words(language) if language else one.language, file=plain(one.file_name, 80))

    def _count_lines(self) -> None:
        found, total = self._model.rowCount(), self._model.total
        label = R.COUNT if found == total else R.FOUND
        self._count.say(words(label, found=f"{found:,}", count=f"{total:,}") if total else "")
        self.quote.setEnabled(bool(self.view.selectionModel().selectedIndexes()))

    def _speak(self) -> None:
        filled = bool(self._transcripts)
        for place, one in enumerate(self._transcripts):
            self.which.setItemText(place, self._name(one))
        self.which.setVisible(filled)
        self.which.setAccessibleName(words(R.WHICH))
        self.which.setToolTip(tip(words(R.NOT_PROVEN)))
        self.filter.setVisible(filled)
        self.filter.setPlaceholderText(words(R.FIND))
        self.filter.setAccessibleName(words(R.FIND))
        self.follow_box.setVisible(filled)
        self.follow_box.setText(words(R.FOLLOW))
        self.follow_box.setToolTip(tip(words(R.FOLLOW_TIP)))
        self.withdraw.setVisible(filled)
        self.quote.setVisible(filled)
        if filled:
            self._empty.speak(R.NONE_FOUND, text=plain(self.filter.text(), 60))
        else:
            self._empty.speak(R.EMPTY)
        self.view.setAccessibleName(words(R.ACCESS))
        show_view(self, self.view, self._stack, bool(self._model.rowCount()))
        self._count_lines()
