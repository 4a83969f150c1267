"""The checklists: which list in which version, its points with the sheet of one, and what differs from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import Act, How
from evidence.rules.listversions import PointChange, way_told
from widgets.checklists import words as c
from widgets.checklists.changes import ChangesView
from widgets.language import tongue, words
from widgets.papers.section import Section
from widgets.papers.sheet import Sheet
from widgets.papers.specs import Block, Day, Line, Option, PaperRow, SectionSpec, SomeOf, Tick
from widgets.papers.ticking import said
from widgets.parts import ArrowBox, SpokenButton, card
from widgets.texts import SpokenLabel

WAYS = tuple(
    frozenset(way)
    for count in range(1, 5)
    for way in combinations([how for how in How if how is not How.INFERRED], count)
)
"""Every way that can prove a point; the simple ones first."""
SPEC = SectionSpec(
    "checklists",
    c.CHECKLISTS,
    c.ABOUT,
    c.ADD_POINT,
    (c.POINT, c.LOOKED_FOR, c.ACT, c.PROVED_BY, c.ASKED),
    (
        Line("en", c.EN, c.EN_MISSING),
        Line("zh", c.ZH, c.ZH_MISSING),
        Block("test_en", c.TEST_EN, c.TEST_EN_MISSING, lines=2),
        Block("test_zh", c.TEST_ZH, c.TEST_ZH_MISSING, lines=2),
        SomeOf("act", c.ACTS, c.ACTS_MISSING, rows=5),
        SomeOf("proved_by", c.WAYS, c.WAYS_MISSING, rows=5),
        Tick("critical", c.CRITICAL),
        Day("active_from", c.FROM),
        Day("active_to", c.TO),
        Line("source", c.SOURCE),
        Block("note", c.NOTE, lines=2),
    ),
)
WIDTHS = (0, 300, 110, 170, 110)


def way_key(way: frozenset[How]) -> str:
    """What names a way of proving among the options: `heard read`."""
    return " ".join(how.value for how in How if how in way)


class ListsPanel(QWidget):
    """One version of one checklist, to be read, compared and, as a new version, changed.

    Signals:
        turned(): another list, version or comparison was chosen: `list_id`, `version`, `compared`.
        begun(): a new version shall be made from the one shown.
        moved(int): the chosen point shall move by places.
        undone(): the last change of the new version shall be taken back.
        redone(): it shall be done again.
        submitted(object): the new version shall be saved: the values of reason and day.
        thrown(): the new version shall be thrown away.
        file_wished(): lists shall be brought in from a file.
        export_wished(): the version shown shall be written to a file.
    """

    turned = Signal()
    begun = Signal()
    moved = Signal(int)
    undone = Signal()
    redone = Signal()
    submitted = Signal(object)
    thrown = Signal()
    file_wished = Signal()
    export_wished = Signal()

    def __init__(self) -> None:
        """Show no list yet."""
        super().__init__()
        self.drafting = False
        self.lists, self.versions, self.others = ArrowBox(), ArrowBox(), ArrowBox()
        self._offered: dict[ArrowBox, tuple[Option, ...]] = {}
        self.section, self.changes = Section(SPEC), ChangesView()
        self.section.heading.setVisible(False)
        self.section.sheet.withdraw_button.speak(c.RETIRE)
        self.section.sheet.set_options("act", [Option(one.value, one.label) for one in Act])
        self.section.sheet.set_options("proved_by", [Option(way_key(way), way_told(way)) for way in WAYS])
        self.section.wrap_lines()
        self.section.give_way(2, 3, 4)
        for column, width in enumerate(WIDTHS):
            if width:
                self.section.table.setColumnWidth(column, width)
        self.saving = Sheet((Block("reason", c.REASON, c.REASON_MISSING, lines=2), Day("verified_on", c.CHECKED_ON)))
        self._about, self._outcome = SpokenLabel(None, "soft", wrap=True), SpokenLabel(None, "good", wrap=True)
        self.begin = SpokenButton(c.BEGIN, role="primary")
        self.up, self.down = SpokenButton(c.UP, "Alt+↑"), SpokenButton(c.DOWN, "Alt+↓")
        self.take_back, self.do_again = SpokenButton(c.TAKE_BACK, "Ctrl+Z"), SpokenButton(c.DO_AGAIN, "Ctrl+Shift+Z")
        self.save, self.throw = SpokenButton(c.SAVE_VERSION, role="primary"), SpokenButton(c.THROW)
        self.bring, self.write = SpokenButton(c.IMPORT), SpokenButton(c.EXPORT)
        self._build()
        self._connect()
        self.set_drafting(False, writable=False)
        self._speak()

    # -- what is shown

    @property
    def list_id(self) -> str:
        """The list that is chosen."""
        return self._chosen(self.lists)

    @property
    def version(self) -> str:
        """The version of it that is chosen."""
        return self._chosen(self.versions)

    @property
    def compared(self) -> str:
        """The version that it is compared with; empty: with none."""
        return self._chosen(self.others)

    def set_lists(self, options: Sequence[Option]) -> None:
        """Offer these lists; the one chosen stays chosen."""
        self._offer(self.lists, options)

    def set_versions(self, options: Sequence[Option], others: Sequence[Option], version: str, other: str) -> None:
        """Offer the versions of the list, and those to compare with, with these chosen."""
        self._offer(self.versions, options, version)
        self._offer(self.others, [Option("", c.NOTHING), *others], other)

    def show_points(self, rows: Sequence[PaperRow], changes: Sequence[PointChange] | None, about: Label) -> None:
        """Show the points of a version, or what differs from another one, with a sentence about it."""
        self.section.set_rows(rows)
        self.changes.set_changes(changes or ())
        self._stack.setCurrentIndex(0 if changes is None else 1)
        self._about.speak(about)

    def set_drafting(self, drafting: bool, *, writable: bool, can_undo: bool = False, can_redo: bool = False) -> None:
        """Whether a new version is being made, and whether one can be."""
        self.drafting = drafting
        for button in (self.up, self.down, self.take_back, self.do_again, self.save, self.throw):
            button.setVisible(drafting)
        self.take_back.setEnabled(can_undo)
        self.do_again.setEnabled(can_redo)
        self.begin.setVisible(not drafting)
        self.begin.setEnabled(writable)
        self.bring.setEnabled(writable and not drafting)
        self.write.setEnabled(not drafting)
        self.lists.setEnabled(not drafting)
        self.versions.setEnabled(not drafting)
        self.section.set_writable(drafting)
        if not drafting:
            self.close_saving()

    def say(self, label: Label | None, *, bad: bool = False) -> None:
        """Say what came of the last thing that was done; it stays until the next one."""
        self._outcome.set_tone("bad" if bad else "good")
        self._outcome.speak(label)
        self._outcome.setVisible(label is not None)

    def outcome(self) -> str:
        """What is said of it."""
        return self._outcome.text()

    def ask_reason(self) -> None:
        """Ask why the new version is made."""
        if not self._saving.isVisible():
            self.saving.show_values({})
        self._saving.setVisible(True)
        self.saving.start()

    def close_saving(self) -> None:
        """Put away what was asked."""
        self._saving.setVisible(False)

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Undo and redo are those of the new version while one is made."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo."""
        if signal := self._step(event):
            signal()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves the chosen point; without it another one is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.drafting:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, event: QKeyEvent) -> Callable[[], None] | None:
        keys = event.modifiers()
        if not self.drafting or event.key() not in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            return None
        if not keys & Qt.KeyboardModifier.ControlModifier:
            return None
        again = event.key() == Qt.Key.Key_Y or bool(keys & Qt.KeyboardModifier.ShiftModifier)
        return self.redone.emit if again else self.undone.emit

    # -- laying out

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for name, box, width in ((c.LIST, self.lists, 250), (c.VERSION, self.versions, 250),
                                 (c.COMPARE, self.others, 200)):  # fmt: skip
            box.setMinimumWidth(width)
            box.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label = SpokenLabel(name, "soft")
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.section)
        self._stack.addWidget(self.changes)
        self._saving = card()
        inside = QVBoxLayout(self._saving)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.saving)
        self._saving.setFixedHeight(190)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.begin, self.save, self.throw, self.take_back, self.do_again, self.up, self.down):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.bring)
        foot.addWidget(self.write)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(SpokenLabel(c.CHECKLISTS, "title"))
        page.addLayout(top)
        page.addWidget(self._about)
        page.addWidget(self._stack, 1)
        page.addWidget(self._saving)
        page.addWidget(self._outcome)
        page.addLayout(foot)
        self.setFocusProxy(self.lists)

    def _connect(self) -> None:
        for box in (self.lists, self.versions, self.others):
            box.currentIndexChanged.connect(lambda _: self.turned.emit())
        self.begin.clicked.connect(self.begun)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.take_back.clicked.connect(self.undone)
        self.do_again.clicked.connect(self.redone)
        self.save.clicked.connect(self.ask_reason)
        self.saving.submitted.connect(self.submitted)
        self.saving.cancelled.connect(self.close_saving)
        self.throw.clicked.connect(self.thrown)
        self.bring.clicked.connect(self.file_wished)
        self.write.clicked.connect(self.export_wished)
        self.section.table.installEventFilter(self)
        tongue.language_changed.connect(self._speak)

    def _offer(self, box: ArrowBox, options: Sequence[Option], chosen: str | None = None) -> None:
        wanted = self._chosen(box) if chosen is None else chosen
        self._offered[box] = tuple(options)
        blocked = box.blockSignals(True)
        box.clear()
        for one in options:
            box.addItem(said(one, 120))
        keys: list[Any] = [one.key for one in options]
        box.setCurrentIndex(keys.index(wanted) if wanted in keys else 0)
        box.blockSignals(blocked)

    def _chosen(self, box: ArrowBox) -> str:
        options, at = self._offered.get(box, ()), box.currentIndex()
        return str(options[at].key) if 0 <= at < len(options) else ""

    def _speak(self) -> None:
        for box, name in ((self.lists, c.LIST), (self.versions, c.VERSION), (self.others, c.COMPARE)):
            box.setAccessibleName(words(name))
            for row, one in enumerate(self._offered.get(box, ())):
                box.setItemText(row, said(one, 120))
