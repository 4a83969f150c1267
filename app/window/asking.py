"""Asking for files and folders; the answer comes by a call, the window stays alive meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.window.settings import Settings
from evidence.labels import Label
from evidence.transcripts.reading import ENDINGS
from widgets.language import words

_FILES = Label("Add files to the complaint", "为投诉添加文件")
_TARGET = Label("Export the case file as", "案卷导出为")
_CASE_FILE = Label("Verify a case file or a bundle", "验证案卷或证据包")
_TRANSCRIPT = Label("Bring in a transcript", "导入文字稿")
_SHEET = Label("Save as", "另存为")
_REMARKS = Label("The file of your own marks", "您的复核标注文件")
_REMARKS_FILE = Label("Own marks (*.json)", "复核标注 (*.json)")
_WORDS = Label("Corrected Chinese words", "更正后的中文词语")
_WORDS_FILE = Label("Qt Linguist (*.ts)", "Qt Linguist (*.ts)")
_TRANSCRIPTS = Label("Transcripts ({kinds})", "文字稿 ({kinds})")
_PATTERNS = " ".join(f"*{ending}" for ending in ENDINGS)
_PDF = Label("Case file (*.pdf)", "案卷 (*.pdf)")
_ZIP = Label("Bundle (*.zip)", "证据包 (*.zip)")
_EITHER = Label("Case file or bundle (*.pdf *.zip)", "案卷或证据包 (*.pdf *.zip)")


def ask_files(parent: QWidget, settings: Settings, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for files to link."""
    dialog = QFileDialog(parent, words(_FILES), settings.folder("files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

    def chosen(names: list[str]) -> None:
        settings.set_folder("files", str(Path(names[0]).parent))
        then([Path(name) for name in names])

    dialog.filesSelected.connect(chosen)
    return _opened(dialog)


def ask_case_file(parent: QWidget, settings: Settings, then: Callable[[Path], None]) -> QFileDialog:
    """Ask which case file shall be verified."""
    return _ask_one(parent, settings, _CASE_FILE, "exports", words(_EITHER), then)


def ask_transcript(parent: QWidget, settings: Settings, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a transcript; how it is read is asked afterwards, when its lines can be seen."""
    return _ask_one(parent, settings, _TRANSCRIPT, "files", words(_TRANSCRIPTS, kinds=_PATTERNS), then)


def ask_target(parent: QWidget, settings: Settings, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where a case file shall be written."""
    return _ask_place(parent, settings, _TARGET, name, _PDF, then)


def ask_bundle(parent: QWidget, settings: Settings, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where a bundle shall be written."""
    return ask_sheet(parent, settings, name, _ZIP, then)


def ask_sheet(parent: QWidget, settings: Settings, name: str, kind: Label, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where what is shown shall be saved; `kind` names the one format, as a pattern."""
    return _ask_place(parent, settings, _SHEET, name, kind, then)


def ask_remarks(
    parent: QWidget, settings: Settings, name: str, then: Callable[[Path], None], sorry: Callable[[], None]
) -> QFileDialog:
    """Ask an auditor where their own marks go; a file that is there is gone on with. `sorry`: none was chosen."""
    dialog = QFileDialog(parent, words(_REMARKS), settings.folder("remarks"), words(_REMARKS_FILE))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(name)

    def chosen(target: str) -> None:
        settings.set_folder("remarks", str(Path(target).parent))
        then(Path(target))

    dialog.fileSelected.connect(chosen)
    dialog.rejected.connect(sorry)
    return _opened(dialog)


def ask_words(parent: QWidget, settings: Settings, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file with corrected words."""
    return _ask_one(parent, settings, _WORDS, "words", words(_WORDS_FILE), then)


def _ask_one(
    parent: QWidget, settings: Settings, title: Label, remembered: str, kinds: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Ask for one file that is there; its folder is where the next question of this kind begins."""
    dialog = QFileDialog(parent, words(title), settings.folder(remembered), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def chosen(name: str) -> None:
        settings.set_folder(remembered, str(Path(name).parent))
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    return _opened(dialog)


def _ask_place(
    parent: QWidget, settings: Settings, title: Label, name: str, kind: Label, then: Callable[[Path], None]
) -> QFileDialog:
    """Ask where something shall be written, proposing a name."""
    dialog = QFileDialog(parent, words(title), settings.folder("exports"), words(kind))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)

    def chosen(target: str) -> None:
        settings.set_folder("exports", str(Path(target).parent))
        then(Path(target))

    dialog.fileSelected.connect(chosen)
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
