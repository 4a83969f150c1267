"""The page of a complaint's papers: their kinds on the left, with how many there are; the one chosen beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from evidence.labels import Label
from widgets import theme
from widgets.language import tongue, words
from widgets.papers.section import Section
from widgets.papers.words import ATTENTION, COUNTED, PAPERS
from widgets.plain import tip
from widgets.signs import WARNING, sign_icon

LINE = 30


class PapersPage(QWidget):
    """Every kind of paper of one complaint. `extra` pages (name and widget) stand behind the sections.

    Signals:
        turned(str): another kind was chosen: its key.
    """

    turned = Signal(str)

    def __init__(
        self, sections: Sequence[Section], extra: Sequence[tuple[str, Label, QWidget]] = (), name: Label = PAPERS
    ) -> None:
        """Show the first kind; `name` is what the list of kinds is read out as."""
        super().__init__()
        self._name = name
        self.sections = {section.spec.key: section for section in sections}
        self._names = [(section.spec.key, section.spec.name) for section in sections] + [
            (key, name) for key, name, _ in extra
        ]
        self.kinds = QListWidget()
        self.kinds.setFixedWidth(230)
        self.kinds.setIconSize(QSize(16, 16))
        self.kinds.setProperty("role", "pages")
        self.kinds.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._stack = QStackedWidget()
        for widget in (*sections, *(widget for _, _, widget in extra)):
            self._stack.addWidget(widget)
        for _ in self._names:
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, LINE))
            self.kinds.addItem(item)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.kinds)
        row.addWidget(self._stack, 1)
        self.kinds.currentRowChanged.connect(self._turn)
        self.setFocusProxy(self.kinds)
        tongue.language_changed.connect(self.refresh)
        theme.dress.changed.connect(self.refresh)
        self.refresh()
        self.kinds.setCurrentRow(0)

    @property
    def unsaved(self) -> bool:
        """Whether a sheet holds something that is not saved."""
        return any(section.unsaved for section in self.sections.values())

    def show_kind(self, key: str) -> None:
        """Turn to one kind of paper."""
        self.kinds.setCurrentRow([own for own, _ in self._names].index(key))

    def refresh(self) -> None:
        """Count again."""
        self.kinds.setAccessibleName(words(self._name))
        for row, (key, name) in enumerate(self._names):
            item, section = self.kinds.item(row), self.sections.get(key)
            shown = read = words(name)
            if section and section.count:
                shown = read = words(COUNTED, name=shown, count=section.count)
            if section and section.attention:
                read = words(ATTENTION, name=words(name), count=section.count, attention=section.attention)
                item.setIcon(sign_icon(WARNING))
            else:
                item.setData(Qt.ItemDataRole.DecorationRole, None)
            item.setText(shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, read)
            item.setToolTip(tip(read))

    def _turn(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.turned.emit(self._names[row][0])
