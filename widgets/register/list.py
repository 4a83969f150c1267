"""The complaints of the library: a table that fetches what is seen, fields that narrow it down, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from evidence.model.groups import Group
from evidence.register.agenda import Agenda
from evidence.register.lines import Column, RegisterPage, Wanted
from evidence.register.trends import Narrowing
from evidence.tickets.sheets import ENDINGS
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.lists.hits import HitLine, HitList
from widgets.parts import SpokenButton
from widgets.plain import plain
from widgets.register.filters import Filters
from widgets.register.model import COLUMNS, RegisterModel
from widgets.register.today import TodayPane
from widgets.register.words import R
from widgets.rows import EnterTable, emptiness
from widgets.texts import SpokenLabel
from widgets.tickets.words import T
from widgets.trends.words import N
from widgets.words import W

PAUSE_MS = 250
"""How long typing has to pause before the library is looked through."""
_WIDTHS = {
    Column.LABEL: 128,
    Column.CUSTOMER: 100,
    Column.KIND: 178,
    Column.BRANCH: 158,
    Column.STATE: 128,
    Column.DUE: 234,
    Column.OUTCOME: 118,
    Column.OWNER: 96,
}


class RegisterList(QWidget):
    """All complaints of the library.

    Signals:
        page_wished(object, int): a Wanted and the first line of a page; call `set_page`.
        chosen(object): the UUID of the complaint on which Enter was pressed, or that was double-clicked.
        new_wished(): the button for a new complaint was pressed.
        trends_wished(): the button for the trends was pressed.
        import_wished(): the button for the import of a ticket list was pressed.
        file_dropped(object): the Path of a ticket list was dropped here.
        table_wished(object): the lines of this Wanted shall be saved as a table.
        looked_for(str): these words shall be looked for in the whole library; call `set_hits`. Empty: in nothing.
    """

    page_wished = Signal(object, int)
    chosen = Signal(object)
    new_wished = Signal()
    trends_wished = Signal()
    import_wished = Signal()
    file_dropped = Signal(object)
    table_wished = Signal(object)
    looked_for = Signal(str)

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show no complaints yet; `keys` fills the sentence that says how to register one."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self.model = RegisterModel()
        self.view = EnterTable()
        self._selected: UUID | None = None
        self._choose_first = False
        self._set_up_table()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(360)
        self.filter.installEventFilter(self)
        self.filters = Filters()
        self.today = TodayPane()
        self._new = SpokenButton(W.NEW_CASE, self._keys.shown("new_case"), role="primary", show_key=True)
        self._import, self._table = SpokenButton(T.IMPORT), SpokenButton(T.SAVE_LIST)
        self.setAcceptDrops(True)
        self._trends = SpokenButton(N.TRENDS, self._keys.shown("trends"))
        self.part: Narrowing | None = None
        """What was chosen on the page of trends."""
        self.hits = HitList()
        self._count = SpokenLabel(None, "soft")
        self._part = SpokenLabel(None, "section", wrap=True)
        self._note = SpokenLabel(R.UNVERIFIED, "soft")
        self._empty = SpokenLabel(None, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        self._place()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._connect()
        self._speak()

    def _set_up_table(self) -> None:
        self.view.setModel(self.model)
        header = self.view.horizontalHeader()
        header.setSortIndicator(COLUMNS.index(Column.LABEL), Qt.SortOrder.DescendingOrder)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(COLUMNS.index(column), width)
        header.setSectionResizeMode(COLUMNS.index(Column.TITLE), QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().setDefaultSectionSize(30)

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(SpokenLabel(W.CASES, "title"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.filter, 1)
        head.addWidget(self._import)
        head.addWidget(self._table)
        head.addWidget(self._trends)
        head.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.today)
        column.addWidget(self.filters)
        column.addWidget(self._part)
        column.addWidget(self._stack, 2)
        column.addWidget(self._note)
        column.addWidget(self.hits, 1)

    def _connect(self) -> None:
        self.model.page_wished.connect(self.page_wished)
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.view.selectionModel().currentRowChanged.connect(self._remember)
        self._pause.timeout.connect(self._look)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filters.changed.connect(self._narrow)
        self.filters.cleared.connect(self.show_all)
        self.today.chosen.connect(self.chosen)
        self._new.clicked.connect(self.new_wished)
        self._trends.clicked.connect(self.trends_wished)
        self._import.clicked.connect(self.import_wished)
        self._table.clicked.connect(lambda: self.table_wished.emit(self.model.wanted))
        self.view.doubleClicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        tongue.language_changed.connect(self._speak)

    # -- what is shown

    def refresh(self) -> None:
        """Ask anew for what is shown."""
        self.model.want(self.model.wanted)

    def set_page(self, page: RegisterPage) -> None:
        """Show a page that was asked for, unless something else is wanted by now."""
        if not self.model.set_page(page):
            return
        if page.first == 0:
            row = self.model.row_of(self._selected)
            if self.model.total and (row is not None or not self.view.currentIndex().isValid()):
                self.view.selectRow(row or 0)
        self._speak_states()
        if self._choose_first:
            self._choose_first = False
            self._choose(self.view.currentIndex())

    def set_branches(self, branches: Sequence[str]) -> None:
        """Offer these branches to choose from."""
        self.filters.set_branches(branches)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Offer these groups of complaints to choose from."""
        self.filters.set_groups(groups)

    def set_agenda(self, agenda: Agenda) -> None:
        """Show what is due, and offer the complaints of the account that it is due for."""
        self.today.set_agenda(agenda)
        self.filters.set_account(agenda.account)

    def set_hits(self, text: str, hits: Sequence[HitLine]) -> None:
        """Show where these words were found, unless others are looked for by now."""
        if text == self.filter.text().strip():
            self.hits.set_hits(hits)

    def selected(self) -> UUID | None:
        """The complaint selected."""
        line = self.model.line_at(self.view.currentIndex().row())
        return line.id if line else None

    # -- what the person does

    def show_all(self) -> None:
        """Leave nothing out."""
        self.part = None
        self.filters.show_all()
        self.filter.clear()
        self._pause.stop()
        self._look()

    def show_part(self, part: Narrowing) -> None:
        """Show a part of the register that was chosen elsewhere, and nothing beside it."""
        self.show_all()
        self.part = part
        self._narrow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that a ticket list may be."""
        if _list_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring it in."""
        path = _list_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the table, or to the field where there is none. A proxy would hide the rest from Tab."""
        (self.view if self.model.total else self.filter).setFocus(event.reason())

    def focus_filter(self) -> None:
        """Put the cursor into the field that finds."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def sort_by_next(self) -> None:
        """Sort by the next column, as a click on its heading does."""
        if not self.isVisible():  # the keys are the window's, whatever page is shown
            return
        header = self.view.horizontalHeader()
        at = header.logicalIndex((header.visualIndex(header.sortIndicatorSection()) + 1) % len(COLUMNS))
        header.setSortIndicator(at, Qt.SortOrder.AscendingOrder)

    def turn_order(self) -> None:
        """Sort the other way round."""
        if not self.isVisible():
            return
        header = self.view.horizontalHeader()
        turned = Qt.SortOrder.AscendingOrder if self.model.wanted.descending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(header.sortIndicatorSection(), turned)

    def layout_text(self) -> str:
        """Widths and order of the columns and the sorting, as text to remember."""
        return bytes(self.view.horizontalHeader().saveState().toBase64().data()).decode("ascii")

    def restore_layout(self, text: str) -> None:
        """Lay the table out as it was; what cannot be read changes nothing."""
        header = self.view.horizontalHeader()
        kept = QByteArray.fromBase64(text.encode("ascii", "replace"))
        if not kept.isEmpty() and header.restoreState(kept):
            header.setSectionsClickable(True)
            header.setSectionResizeMode(COLUMNS.index(Column.TITLE), QHeaderView.ResizeMode.Stretch)
            self._sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Down and Enter go to the list, Esc shows all again."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.show_all()
                self.view.setFocus()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.view.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_typed()
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _choose_typed(self) -> None:
        if self._pause.isActive():  # the list does not show yet what was typed
            self._pause.stop()
            self._choose_first = True
            self._look()
        else:
            self._choose(self.view.currentIndex())

    def _look(self) -> None:
        text = self.filter.text().strip()
        self._narrow()
        self.looked_for.emit(text)

    def _narrow(self) -> None:
        self._want(replace(self.filters.narrow(self.model.wanted), text=self.filter.text().strip(), part=self.part))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if 0 <= section < len(COLUMNS):
            descending = order is Qt.SortOrder.DescendingOrder
            self._want(replace(self.model.wanted, order=COLUMNS[section], descending=descending))

    def _want(self, wanted: Wanted) -> None:
        if wanted != self.model.wanted:
            self.view.scrollToTop()
            self._selected = None
            self.view.setCurrentIndex(QModelIndex())
            self.model.want(wanted)

    def _remember(self, index: QModelIndex) -> None:
        line = self.model.line_at(index.row())
        self._selected = line.id if line else self._selected

    def _choose(self, index: QModelIndex) -> None:
        if line := self.model.line_at(index.row()):
            self._selected = line.id
            self.chosen.emit(line.id)

    def _speak(self) -> None:
        self.filter.setPlaceholderText(words(W.CASES_FILTER))
        self.filter.setAccessibleName(words(W.CASES_FILTER))
        self.view.setAccessibleName(words(W.CASES))
        self.model.retranslate()
        self._speak_states()

    def _speak_states(self) -> None:
        model, text = self.model, self.filter.text().strip()
        if not model.known:
            self._empty.speak(R.READING)
        elif not model.all:
            self._empty.speak(W.CASES_EMPTY, key=self._keys.shown("new_case"))
        elif text and not self.filters.narrow(Wanted()).narrowed:
            self._empty.speak(W.CASES_FILTER_NONE, text=plain(text, 60))
        else:
            self._empty.speak(R.NONE_LEFT, all=f"{model.all:,}")
        if not model.known or not model.all:
            self._count.speak(None)
        elif model.wanted.narrowed:
            self._count.speak(R.COUNT_OF, total=f"{model.total:,}", all=f"{model.all:,}")
        elif model.all == 1:
            self._count.speak(R.COUNT_ONE)
        else:
            self._count.speak(R.COUNT, total=f"{model.all:,}")
        self.filters.setVisible(bool(model.all))
        self._part.setVisible(self.part is not None)
        self._part.speak(N.PART.filled(part=self.part.label) if self.part else None)
        self.filters.clear.setEnabled(model.wanted.narrowed)
        self._note.setVisible(bool(model.total) and model.unverified)
        self._stack.setCurrentIndex(0 if model.total else 1)


def _list_in(data: QMimeData) -> Path | None:
    """The one file that is dragged, if its name is that of a ticket list."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in ENDINGS else None
