"""Starting the window: fonts, language, the library, and what to show first."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.session import Session
from app.translating import use_words
from app.window.copies import copies_of
from app.window.faults import FaultReporter
from app.window.mainwindow import MainWindow
from app.window.settings import Settings
from app.window.upkeep import look_after
from app.window.welcome import ask_library
from evidence.errors import YES, LibraryProblem, NotFound, WorldError
from evidence.labels import Label
from evidence.reference import Reference
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.marks import list_marks
from exports.fonts import FONTS, font_path
from widgets.bars import MessageKind
from widgets.language import current_language, set_language
from widgets.theme import apply_theme, undressed, use


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
    use(settings.appearance)
    trouble = use_words(settings.words_file)
    set_language(settings.language or language)
    window, sample = first_window(folder, settings)
    show = show or sample
    if window is None:
        return YES
    reporter = FaultReporter(_tell_open_window)
    reporter.install()
    if isinstance(show, Reference):
        show_reference(window, window.session.folder, show)
    elif show:
        window.session.show_case(show)
    if trouble is not None:
        window.messages.say(MessageKind.WARNING, trouble)
    while window is not None:
        window.show()
        look_after(window)
        application.exec()
        window = next_window(window, settings)
    reporter.remove()
    return YES


def first_window(wished: Path | None, settings: Settings) -> tuple[MainWindow | None, str]:
    """The window on the wished library, or on that of last time; if it cannot be opened, the question which one.

    The label is that of the sample case, if it was made just now.

    Raises:
        NotFound, LibraryProblem, DiskProblem: the wished library cannot be opened, and has no copies to go back to.
    """
    folder, trouble, damaged, sample = wished or settings.library, None, None, ""
    while True:
        if folder is None or not (folder == wished or folder.exists()):
            folder, sample = ask_library(trouble, damaged)
            settings.language = current_language()
        if folder is None:
            return None, ""
        try:
            return make_window(folder, settings), sample
        except WorldError as error:
            damaged = folder if isinstance(error, LibraryProblem | NotFound) else None
            if folder == wished and not (damaged and copies_of(damaged)):
                raise
            folder, trouble = None, error.sentence


def make_window(folder: Path, settings: Settings) -> MainWindow:
    """The window on a library.

    Raises:
        NotFound, LibraryProblem, DiskProblem: it cannot be opened.
    """
    session = Session(folder)
    settings.library = folder.absolute()
    with undressed():
        return MainWindow(session, settings)


def _tell_open_window(sentence: Label) -> None:
    """Say what went wrong in the window that is open by then."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            window.messages.say(MessageKind.ERROR, sentence)


def next_window(window: MainWindow, settings: Settings) -> MainWindow | None:
    """The window on the library that was wished when this one was closed; None where none was.

    If it cannot be opened after all, the former one is opened again, and says why.
    """
    folder, former = window.next_library, window.session.folder
    window.deleteLater()
    if folder is None:
        return None
    try:
        return make_window(folder, settings)
    except WorldError as error:
        again = make_window(former, settings)
        again.messages.say(MessageKind.ERROR, error.sentence)
        return again


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
