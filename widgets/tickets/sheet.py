"""What a ticket list would become: its columns, the first rows as they will be registered, and every problem."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from evidence.model.kinds import DisputeKind
from evidence.tickets.fields import DayOrder, Field, Mapping
from evidence.tickets.judging import Judged, Ticket
from evidence.tickets.problems import ProblemColumn
from evidence.tickets.sheets import Table
from widgets.language import current_language, tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain
from widgets.texts import PlainLabel, SpokenLabel
from widgets.tickets.words import T
from widgets.words import W

SHOWN_ROWS, SHOWN_PROBLEMS = 20, 200


class TicketSheet(QDialog):
    """One list; nothing of it is registered before the button is pressed.

    Signals:
        wished(object): the Mapping by which the rows shall be judged; call `show_judged` or `show_refusal`.
        taken(): what was judged last shall be registered.
        report_wished(): the problems shall be saved.
    """

    wished = Signal(object)
    taken = Signal()
    report_wished = Signal()

    def __init__(self, table: Table, mapping: Mapping, parent: QWidget | None = None) -> None:
        """Show what the columns are taken for."""
        super().__init__(parent)
        self._table = table
        self._judged: Judged | None = None
        self._failure: Label | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns = {field: ArrowBox() for field in Field}
        self.order, self.default = ArrowBox(), ArrowBox()
        self.preview, self.problems = _table(), _table()
        self.keep_good = QCheckBox()
        self._sentence, self._name = PlainLabel(wrap=True), PlainLabel(tone="section")
        self.take = SpokenButton(T.TAKE_NONE, role="primary")
        self.report, self.leave = SpokenButton(T.REPORT), SpokenButton(W.FORM_CANCEL, "Esc")
        for field, box in self.columns.items():
            box.addItems(["", *(plain(one, 40) for one in table.headings)])
            box.setCurrentIndex(1 + (-1 if (place := mapping.column(field)) is None else place))
        self.order.addItems([""] * (1 + len(DayOrder)))
        self.order.setCurrentIndex(1 + list(DayOrder).index(mapping.order) if mapping.order else 0)
        self.default.addItems([""] * (1 + len(DisputeKind)))
        kinds = [kind.value for kind in DisputeKind]
        self.default.setCurrentIndex(1 + kinds.index(mapping.kind) if mapping.kind in kinds else 0)
        self._place()
        for box in (*self.columns.values(), self.order, self.default):
            box.activated.connect(lambda _: self.ask())
        self.keep_good.toggled.connect(lambda _: self._enable())
        self.take.clicked.connect(self._take)
        self.report.clicked.connect(self.report_wished)
        self.leave.clicked.connect(self.reject)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def mapping(self) -> Mapping:
        """What is chosen now."""
        chosen = ((field, box.currentIndex() - 1) for field, box in self.columns.items())
        order, default = self.order.currentIndex(), self.default.currentIndex()
        return Mapping(
            tuple((field, place) for field, place in chosen if place >= 0),
            list(DayOrder)[order - 1] if order > 0 else None,
            list(DisputeKind)[default - 1].value if default > 0 else "",
        )

    def ask(self) -> None:
        """Have the rows judged as is chosen now."""
        self._judged = self._failure = None
        self._speak()
        self.wished.emit(self.mapping())

    def show_judged(self, judged: Judged) -> None:
        """Show what would become of the rows."""
        self._judged, self._failure = judged, None
        self._speak()

    def show_refusal(self, reason: Label) -> None:
        """Say why nothing can be judged, or was registered."""
        self._failure = reason
        self._speak()

    def sentence(self) -> str:
        """What the sheet says."""
        return self._sentence.text()

    def _take(self) -> None:
        if self.take.isEnabled():
            self.accept()
            self.taken.emit()

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        choosers: list[tuple[Label, QWidget]] = [(field.label, box) for field, box in self.columns.items()]
        choosers += [(T.ORDER, self.order), (T.DEFAULT, self.default)]
        for number, (label, box) in enumerate(choosers):
            grid.addWidget(SpokenLabel(label, "soft"), number // 3, number % 3 * 2)
            grid.addWidget(box, number // 3, number % 3 * 2 + 1)
        for column in (1, 3, 5):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.report)
        foot.addWidget(self.keep_good, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        page = QVBoxLayout(self)
        page.addWidget(self._name)
        page.addWidget(SpokenLabel(T.COLUMNS, "section"))
        page.addLayout(grid)
        page.addWidget(SpokenLabel(T.PREVIEW, "section"))
        page.addWidget(self.preview, 3)
        page.addWidget(SpokenLabel(T.PROBLEMS, "section"))
        page.addWidget(self.problems, 2)
        page.addWidget(self._sentence)
        page.addLayout(foot)
        for button in (self.report, self.leave, self.take):
            button.setAutoDefault(False)
        self.resize(980, 660)

    def _enable(self) -> None:
        judged = self._judged
        good = len(judged.tickets) if judged else 0
        refused = judged.refused if judged else 0
        self.keep_good.setVisible(refused > 0)
        self.report.setEnabled(bool(judged and judged.problems))
        self.take.setEnabled(good > 0 and self._failure is None and (not refused or self.keep_good.isChecked()))

    def _speak(self) -> None:
        self.setWindowTitle(words(T.SHEET))
        table, judged = self._table, self._judged
        self._name.say(words(T.FILE, file=plain(table.name, 80), rows=f"{len(table.rows):,}", encoding=table.encoding))
        for field, box in self.columns.items():
            box.setItemText(0, words(T.NO_COLUMN))
            box.setAccessibleName(words(field.label))
        self.order.setItemText(0, words(T.ORDER_FOUND))
        for row, order in enumerate(DayOrder, 1):
            self.order.setItemText(row, words(order.label))
        self.default.setItemText(0, words(T.NO_DEFAULT))
        for row, kind in enumerate(DisputeKind, 1):
            self.default.setItemText(row, words(kind.label))
        for widget, label in ((self.order, T.ORDER), (self.default, T.DEFAULT), (self.preview, T.PREVIEW),
                              (self.problems, T.PROBLEMS)):  # fmt: skip
            widget.setAccessibleName(words(label))
        self.keep_good.setText(words(T.KEEP_GOOD))
        tickets = judged.tickets[:SHOWN_ROWS] if judged else ()
        _fill(self.preview, [words(field.label) for field in Field], [_cells(one) for one in tickets])
        _to_the_right(self.preview, list(Field).index(Field.AMOUNT))
        problems = judged.problems[:SHOWN_PROBLEMS] if judged else ()
        _fill(self.problems, [words(one.label) for one in ProblemColumn],
              [one.cells(current_language()) for one in problems])  # fmt: skip
        self._say(judged)
        self._enable()

    def _say(self, judged: Judged | None) -> None:
        good = len(judged.tickets) if judged else 0
        take = {0: T.TAKE_NONE, 1: T.TAKE_ONE}.get(good) or T.TAKE.filled(count=f"{good:,}")
        self.take.speak(take)
        if self._failure:
            said, tone = words(self._failure), "bad"
        elif judged is None:
            said, tone = words(T.READING), "soft"
        elif judged.refused:
            said = words(T.SOME_GOOD, good=f"{len(judged.tickets):,}", refused=f"{judged.refused:,}")
            tone = "doubt"
        else:
            said, tone = words(T.ALL_GOOD), "soft"
        self._sentence.set_tone(tone)
        self._sentence.say(said)


def _cells(one: Ticket) -> list[str]:
    """A ticket in the order of `Field`."""
    return [
        one.ticket, one.received.isoformat() if one.received else "", words(one.kind.label), one.title, one.customer,
        one.branch, words(one.channel.label), one.amount.text() if one.amount else "", one.reference, one.words,
    ]  # fmt: skip


def _table() -> QTableWidget:
    made = QTableWidget()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.verticalHeader().setVisible(False)
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setDefaultSectionSize(150)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def _to_the_right(table: QTableWidget, column: int) -> None:
    """Amounts stand under each other by their last digit."""
    cells = (table.horizontalHeaderItem(column), *(table.item(row, column) for row in range(table.rowCount())))
    for cell in cells:
        if cell is not None:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _fill(table: QTableWidget, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table.setColumnCount(len(heading))
    table.setHorizontalHeaderLabels(list(heading))
    table.setRowCount(len(rows))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.setItem(number, column, QTableWidgetItem(plain(text, 200)))
