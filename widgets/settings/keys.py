"""The page of keys: every action with its keys, found by words or key, given another key by pressing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.forms.fields import LineField
from widgets.keys import ACTIONS, KeyAction, KeyGroup, KeyTable, action, portable, shown_key
from widgets.keys_dialog import keys_text
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.settings.keyfield import NOT_OURS, KeyField
from widgets.settings.words import P
from widgets.texts import SpokenLabel


class KeyTree(QTreeWidget):
    """The table of keys by group.

    Signals:
        wished(): Enter or a double click: another key is wished for the current action.
    """

    wished = Signal()

    def __init__(self) -> None:
        """Show every action."""
        super().__init__()
        self.setColumnCount(3)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.rows: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[KeyGroup, QTreeWidgetItem] = {}
        for group in KeyGroup:
            head = QTreeWidgetItem(self)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            head.setExpanded(True)
            self._groups[group] = head
            for line in (one for one in ACTIONS if one.group is group):
                self.rows[line.id] = QTreeWidgetItem(head)
        self.itemDoubleClicked.connect(lambda *_: self.wished.emit())

    @property
    def chosen(self) -> KeyAction | None:
        """The action that is chosen."""
        item = self.currentItem()
        return next((action(one) for one, row in self.rows.items() if row is item and not row.isHidden()), None)

    def fill(self, table: KeyTable) -> None:
        """Say everything in the language in use."""
        self.setHeaderLabels([words(label) for label in (P.ACTION, P.KEY, P.WHERE)])
        self.setAccessibleName(words(P.KEYS))
        for group, head in self._groups.items():
            head.setText(0, words(group.label))
        for line in ACTIONS:
            row, keys = self.rows[line.id], keys_text(table, line) or words(P.NONE)
            row.setText(0, words(line.label))
            row.setText(1, words(P.OWN, key=keys) if line.id in table.own else keys)
            row.setText(2, words(line.where.label))
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words(line.label)}: {row.text(1)}")

    def narrow(self, text: str) -> None:
        """Show only what has these words in its name, in either language, or in its keys."""
        wanted = text.casefold().split()
        for line in ACTIONS:
            row = self.rows[line.id]
            held = f"{line.label.en} {line.label.zh} {row.text(1)} {line.group.label.en} {line.group.label.zh}"
            row.setHidden(not all(word in held.casefold() for word in wanted))
        for group, head in self._groups.items():
            head.setHidden(all(self.rows[line.id].isHidden() for line in ACTIONS if line.group is group))
        shown = [row for row in self.rows.values() if not row.isHidden()]
        if shown and self.currentItem() not in shown:
            self.setCurrentItem(shown[0])
            self.scrollToItem(shown[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter wishes another key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit()
        else:
            super().keyPressEvent(event)


class KeysPage(QWidget):
    """Gives actions other keys. What it decides is put into the table; who keeps it hears of it.

    Signals:
        chosen(object): one's own keys as they are now: a dict of tuples by action.
    """

    chosen = Signal(object)

    def __init__(self, table: KeyTable) -> None:
        """Show the keys of `table`."""
        super().__init__()
        self._table = table
        self._asked: Callable[[], None] | None = None
        self._for: KeyAction | None = None
        self.filter = LineField(P.FILTER, P.FILTER)
        self.filter.setClearButtonEnabled(True)
        self.tree, self.field = KeyTree(), KeyField()
        self._said = SpokenLabel(P.KEYS_HINT, "soft", wrap=True)
        self.agree, self.leave = SpokenButton(P.SWAP, role="primary"), SpokenButton(P.LEAVE)
        self.reset_one, self.reset_all = SpokenButton(P.RESET_ONE), SpokenButton(P.RESET_ALL)
        for button in (self.agree, self.leave, self.reset_one, self.reset_all):
            button.setAutoDefault(False)
        self._place()
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self.tree.setFocus)
        self.tree.wished.connect(self._wait)
        self.tree.currentItemChanged.connect(lambda *_: self._turned())
        self.field.pressed.connect(self._press)
        self.field.left.connect(self._leave)
        self.agree.clicked.connect(self._agree)
        self.leave.clicked.connect(self._leave)
        self.reset_one.clicked.connect(self._reset_one)
        self.reset_all.clicked.connect(self._ask_all)
        table.changed.connect(self._fill)
        tongue.language_changed.connect(self._fill)
        self._fill()
        self.tree.narrow("")
        self._ask(None)

    def _place(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.field, 1)
        foot.addWidget(self.reset_one)
        foot.addWidget(self.reset_all)
        answer = QHBoxLayout()
        answer.addWidget(self._said, 1)
        answer.addWidget(self.agree)
        answer.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        column.addLayout(answer)
        self._said.setMinimumHeight(40)

    def _fill(self) -> None:
        self.tree.fill(self._table)
        self._turned()

    def _narrow(self, text: str) -> None:
        self.tree.narrow(text)
        self._turned()

    def _turned(self) -> None:
        line = self.tree.chosen
        self.field.setEnabled(line is not None and line.id != "digit")
        self.reset_one.setEnabled(line is not None and line.id in self._table.own)
        self.reset_all.setEnabled(bool(self._table.own))
        if line is not None and line.id == "digit":
            self._say(P.FIXED)

    def _wait(self) -> None:
        """Wait for the new key of the action that is chosen."""
        line = self.tree.chosen
        if line is not None and self.field.isEnabled():
            self.field.setFocus()
            self._say(P.WAITING, "heading", action=line.label)

    # -- giving a key

    def _press(self, key: str) -> None:
        line = self.tree.chosen
        if line is None:
            return
        shown = shown_key(key)
        owner = self._table.owner(key)
        if key in NOT_OURS:
            self._say(P.NOT_THAT, "doubt", key=shown)
        elif owner == line.id:
            self._say(P.SAME, action=line.label, key=shown)
        elif owner == "digit":
            self._say(P.DIGIT_TAKEN, "doubt", key=shown)
        elif owner is None:
            self._give({line.id: (key,)})
            self._say(P.NEW_NOW, "good", action=line.label, key=shown)
            self.tree.setFocus()
        else:
            self._ask_swap(line, action(owner), (key,))

    def _ask_swap(self, line: KeyAction, other: KeyAction, keys: tuple[str, ...]) -> None:
        """`keys` of `line` belong in part to `other`: it gets the one that `line` has now."""
        wanted = set(map(portable, keys))
        kept = tuple(key for key in self._table.keys(other.id) if portable(key) not in wanted)
        free = tuple(key for key in self._table.keys(line.id)[:1] if portable(key) not in wanted)
        theirs = (*free, *kept)

        def swap() -> None:
            self._give({line.id: keys, other.id: theirs})
            shown = shown_key(theirs[0]) if theirs else P.NONE
            said = {"action": line.label, "key": shown_key(keys[0]), "other": other.label, "theirs": shown}
            self._say(P.SWAPPED, "good", **said)

        taken = next(key for key in keys if self._table.owner(key) == other.id)
        self._ask(P.SWAP, swap)
        self._say(P.TAKEN, "doubt", key=shown_key(taken), other=other.label)

    def _give(self, keys: dict[str, tuple[str, ...]]) -> None:
        own = {**self._table.own, **keys}
        usual = {one.id: tuple(map(portable, one.keys)) for one in ACTIONS}
        self._use({one: given for one, given in own.items() if tuple(map(portable, given)) != usual[one]})

    def _use(self, own: dict[str, tuple[str, ...]]) -> None:
        self._table.use(own)
        self.chosen.emit(self._table.own)

    # -- the usual keys again

    def _reset_one(self) -> None:
        line = self.tree.chosen
        if line is None:
            return
        owners = [owner for key in line.keys if (owner := self._table.owner(key)) not in (None, line.id)]
        if owners:
            self._ask_swap(line, action(str(owners[0])), line.keys)
            return
        self._give({line.id: line.keys})
        self._say(P.RESET_DONE, "good", action=line.label, key=keys_text(self._table, line))
        self.tree.setFocus()

    def _ask_all(self) -> None:
        def forget() -> None:
            self._use({})
            self._say(P.ALL_DONE, "good")

        self._ask(P.RESET_SURE, forget)
        self._say(P.SURE, "doubt")

    # -- asking

    def _ask(self, agree: Label | None, then: Callable[[], None] | None = None) -> None:
        """Ask before something is done, or stop asking."""
        self._asked = then
        self.agree.setVisible(agree is not None)
        self.leave.setVisible(agree is not None)
        for other in (self.filter, self.tree, self.field, self.reset_one, self.reset_all):
            other.setDisabled(agree is not None)
        if agree is not None:
            self.agree.speak(agree)
            self.leave.setFocus()
        else:
            self._turned()

    def _agree(self) -> None:
        then = self._asked
        self._ask(None)
        if then is not None:
            then()
        self.tree.setFocus()

    def _leave(self) -> None:
        self._ask(None)
        self._say(P.KEYS_HINT)
        self.tree.setFocus()

    def _say(self, label: Label, tone: str = "soft", **values: object) -> None:
        self._said.set_tone(tone)
        self._said.speak(label.filled(**values))
