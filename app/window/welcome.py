"""The first question of all: which library? Asked once; the answer is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from evidence.errors import WorldError
from evidence.labels import Label
from evidence.store.layout import DATABASE
from evidence.store.library import Library
from evidence.store.zones import system_zone
from widgets.language import words
from widgets.parts import SpokenButton
from widgets.texts import PlainLabel, SpokenLabel

_TITLE = Label("Welcome to Replaydesk", "欢迎使用 Replaydesk")
_WHAT = Label(
    "Complaints and their recordings are kept in a library: a folder on this machine. "
    "Choose the one you work with, or an empty folder for a new one.",
    "投诉及其录音录像保存在资料库中，即本机上的一个文件夹。请选择您使用的资料库，或选择一个空文件夹新建资料库。",
)
_CHOOSE = Label("Choose a folder…", "选择文件夹……")
_LEAVE = Label("Quit", "退出")


class Welcome(QDialog):
    """Asks for a library's folder and opens or makes it.

    Signals:
        none of its own; `folder` holds the answer after `accept`.
    """

    def __init__(self, trouble: Label | None = None, parent: QWidget | None = None) -> None:
        """Ask; `trouble` says why the library of last time is not opened."""
        super().__init__(parent)
        self.setWindowTitle(words(_TITLE))
        self.folder: Path | None = None
        self._sentence = PlainLabel(tone="doubt", wrap=True)
        choose = SpokenButton(_CHOOSE, role="primary")
        choose.setDefault(True)
        leave = SpokenButton(_LEAVE)
        choose.clicked.connect(self._ask)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(SpokenLabel(_TITLE, "title"))
        column.addWidget(SpokenLabel(_WHAT, wrap=True))
        column.addWidget(self._sentence)
        column.addLayout(row)
        self.resize(560, 220)
        if trouble:
            self._sentence.say(words(trouble))

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, words(_CHOOSE), str(Path.home()))
        if name:
            self.choose(Path(name))

    def choose(self, folder: Path) -> None:
        """Take a folder: open the library in it, or make one if it is empty; say why not."""
        try:
            if not (folder / DATABASE).exists():
                Library.create(folder, zone=system_zone()).close()
            else:
                Library.open(folder, read_only=True).close()
        except WorldError as error:
            self._sentence.say(words(error.sentence))
            return
        self.folder = folder
        self.accept()


def ask_library(trouble: Label | None = None) -> Path | None:
    """The library's folder, or None if the person left; `trouble` says why the last one is not opened."""
    dialog = Welcome(trouble)
    dialog.exec()
    return dialog.folder
