"""A library that cannot be opened: its copies, the newest first, and the way back to one of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidence.errors import WorldError
from evidence.labels import Label
from evidence.store.backups import Backup, Why, list_backups, restore
from evidence.store.layout import Layout
from widgets.language import words
from widgets.parts import SpokenButton
from widgets.texts import PlainLabel, SpokenLabel

GO_BACK = Label("Go back to a copy…", "恢复到某份备份……")
_TITLE = Label("Copies of the library", "资料库备份")
_ABOUT = Label(
    "The library becomes what it was when the copy was made. What is left of it now is kept beside the copies; "
    "recordings are not touched.",
    "资料库将恢复到备份时的状态。现有内容会与备份一起保留；录音录像不受影响。",
)
_RESTORE = Label("Go back to this copy", "恢复到此备份")
_CANCEL = Label("Cancel", "取消")
_REASON = Label("The library could not be opened.", "资料库无法打开。")


class Copies(QDialog):
    """Shows the copies of a library and goes back to the one that is chosen; accepted once that is done."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Show them, with the newest chosen that is no rest of an earlier state."""
        super().__init__(parent)
        self._folder, self._copies = folder, copies_of(folder)
        self.list = QListWidget()
        self.list.setAccessibleName(words(_TITLE))
        for one in self._copies:
            self.list.addItem(QListWidgetItem(_line(one)))
        wished = next((place for place, one in enumerate(self._copies) if one.why is not Why.ASIDE), 0)
        self.list.setCurrentRow(wished)
        self._sentence = PlainLabel(tone="doubt", wrap=True)
        self.restore_button = SpokenButton(_RESTORE, role="primary")
        self.restore_button.setDefault(True)
        cancel = SpokenButton(_CANCEL)
        self.restore_button.clicked.connect(self._restore)
        cancel.clicked.connect(self.reject)
        self.list.itemActivated.connect(lambda _: self._restore())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(SpokenLabel(_TITLE, "title"))
        column.addWidget(SpokenLabel(_ABOUT, "soft", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self._sentence)
        column.addLayout(row)
        self.setWindowTitle(words(_TITLE))
        self.resize(620, 360)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._copies):
            return
        try:
            restore(self._folder, self._copies[place].path, _REASON.en)
        except WorldError as error:
            self._sentence.say(words(error.sentence))
            return
        self.accept()


def copies_of(folder: Path) -> tuple[Backup, ...]:
    """The copies of a library; none where its folder cannot be read."""
    try:
        return list_backups(Layout(folder))
    except WorldError:
        return ()


def _line(one: Backup) -> str:
    size = QLocale.c().formattedDataSize(one.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    return f"{one.made:%Y-%m-%d %H:%M}   {words(one.why.label)}   {size}"
