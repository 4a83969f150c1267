"""Folders that hold a library, or shall: opened once to see, and nothing is ever moved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence.labels import Label
from evidence.store.layout import DATABASE
from evidence.store.library import Library
from evidence.store.zones import system_zone
from widgets.language import words

CHOOSE = Label("Choose a library…", "选择资料库……")


def make_ready(folder: Path) -> None:
    """See that the library in a folder can be opened, or make one where the folder is empty.

    Raises:
        WorldError: neither is possible.
    """
    if (folder / DATABASE).exists():
        Library.open(folder, read_only=True).close()
    else:
        Library.create(folder, zone=system_zone()).close()


def room_of(folder: Path) -> tuple[str, str] | None:
    """Free and total room of the disk on which a folder lies, as people read it; None where the system says nothing."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    shown = QLocale.c().formattedDataSize
    sizes = (shown(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat) for size in (usage.free, usage.total))
    free, total = sizes
    return free, total


def ask_folder(parent: QWidget, begin: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for the folder of a library; the window stays alive meanwhile."""
    dialog = QFileDialog(parent, words(CHOOSE), str(begin))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
