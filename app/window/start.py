"""Starting the window: fonts, language, the library, and what to show first."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from app.session import Session
from app.window.mainwindow import MainWindow
from app.window.settings import Settings
from app.window.welcome import ask_library
from evidence.errors import YES, WorldError
from evidence.labels import Label
from evidence.reference import Reference
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.marks import list_marks
from exports.fonts import FONTS, font_path
from widgets.bars import MessageKind
from widgets.language import set_language
from widgets.theme import apply_theme


def make_application() -> QApplication:
    """The one application object, dressed; the one there is if there is one."""
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Replaydesk")
    apply_theme(application, [font_path(name) for name in FONTS])
    return application


def open_window(folder: Path | None, language: str, show: str | Reference | None = None) -> int:
    """Open the window on a library and stay until it is closed.

    `show`: the label of a case, or a reference whose mark shall be shown.

    Raises:
        NotFound, LibraryProblem, DiskProblem: the library cannot be opened.
    """
    application = make_application()
    settings = Settings()
    set_language(settings.language or language)
    folder = folder or settings.library
    if folder is None or not folder.exists():
        folder = ask_library()
        if folder is None:
            return YES
    window = make_window(folder, settings)
    sys.excepthook = _reporter(window)
    if isinstance(show, Reference):
        show_reference(window, folder, show)
    elif show:
        window.session.show_case(show)
    window.show()
    application.exec()
    return YES


def make_window(folder: Path, settings: Settings) -> MainWindow:
    """The window on a library.

    Raises:
        NotFound, LibraryProblem, DiskProblem: it cannot be opened.
    """
    session = Session(folder)
    settings.library = folder
    return MainWindow(session, settings)


def show_reference(window: MainWindow, folder: Path, reference: Reference) -> None:
    """Show the mark that a reference names, or say why that is not possible."""
    try:
        with Library.open(folder, read_only=True) as library:
            case = get_case(library, reference.case)
            for mark in list_marks(library, case.complaint.id):
                if mark.label == reference.mark:
                    window.show_mark(reference.case, mark.id)
    except WorldError as error:
        window.messages.say(MessageKind.ERROR, error.sentence)


def _reporter(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """The one reporter of our own faults: a file with what happened, one sentence on screen."""

    def report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        with tempfile.NamedTemporaryFile(
            "w", prefix="replaydesk-fault-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exception(kind, fault, trace, file=file)
        window.messages.say(
            MessageKind.ERROR,
            Label(
                f"This is a fault of the program, not yours. What is shown as saved is safe. Please send {file.name}.",
                f"这是程序的故障，并非您的操作所致。显示为已保存的内容是安全的。请将 {file.name} 发送给我们。",
            ),
        )

    return report
