"""What a person chooses in the settings: kept in the settings file, and used at once in the open window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.translating import use_words
from app.window.asking import ask_words
from app.window.desk import Desk
from app.window.libraries import ask_folder, make_ready, room_of
from app.window.settings import Settings
from evidence.errors import WorldError
from evidence.model.coverage import SHORTEST_LOOK_MS, SMALLEST_PAGE_PX, SMALLEST_PICTURE_PX
from widgets.keys import KeyTable
from widgets.language import set_language, tongue
from widgets.settings.dialog import SettingsDialog
from widgets.settings.keys import KeysPage
from widgets.settings.library import LibraryPage
from widgets.settings.pages import LookPage, SizePage, SpeedsPage
from widgets.settings.words import P
from widgets.theme import Appearance, use


class Choosing(QObject):
    """Opens the settings, and brings what is chosen into the file and the window.

    Signals:
        library_wished(object): the Path of another library that can be opened.
    """

    library_wished = Signal(object)

    def __init__(self, settings: Settings, keys: KeyTable, desk: Desk, owner: QWidget) -> None:
        """The pace that was chosen before is used from the start."""
        super().__init__(owner)
        self.settings, self._keys, self._desk, self._owner = settings, keys, desk, owner
        self.dialog: SettingsDialog | None = None
        self._use_pace()

    def open(self, library: Path, page: str = "keys") -> None:
        """Show the settings; `library` is the one that is open."""
        settings = self.settings
        keys = KeysPage(self._keys)
        speeds = SpeedsPage(settings.speeds, settings.jump_us / 1_000_000)
        look = LookPage(settings.appearance)
        read = settings.read_rules
        size = SizePage(
            (settings.play_rules.least_picture_px, SMALLEST_PICTURE_PX),
            (read.least_page_px, SMALLEST_PAGE_PX),
            (read.least_look_ms, SHORTEST_LOOK_MS),
        )
        others = [str(one) for one in settings.recent_libraries if one != library.absolute()]
        libraries = LibraryPage(str(library), room_of(library), others)
        keys.chosen.connect(settings.keep_own_keys)
        speeds.speeds_chosen.connect(self._choose_speeds)
        speeds.jump_chosen.connect(self._choose_jump)
        look.language_chosen.connect(self.choose_language)
        look.appearance_chosen.connect(self._choose_appearance)
        look.show_words(settings.words_file)
        look.words_wished.connect(lambda: ask_words(look, settings, lambda file: self._choose_words(look, file)))
        look.own_words_wished.connect(lambda: self._choose_words(look, None))
        size.chosen.connect(self._choose_size)
        size.page_chosen.connect(settings.choose_least_page)
        size.look_chosen.connect(settings.choose_least_look)
        for chosen in (size.page_chosen, size.look_chosen):
            chosen.connect(lambda _: self._desk.coverage.use_read_rules(settings.read_rules))
        libraries.other_wished.connect(lambda: self._ask_library(libraries, library))
        libraries.recent_wished.connect(lambda folder: self._open_library(libraries, Path(folder)))
        pages = (
            ("keys", P.KEYS, keys),
            ("speeds", P.SPEEDS, speeds),
            ("look", P.LOOK, look),
            ("size", P.SIZE, size),
            ("library", P.LIBRARY, libraries),
        )
        dialog = SettingsDialog(pages, str(settings.file), settings.trouble, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settings.chosen.connect(dialog.say_all_used)
        dialog.finished.connect(self._closed)
        dialog.show_page(page)
        self.dialog = dialog
        dialog.open()

    def choose_language(self, language: str) -> None:
        """Speak another language, now and next time."""
        set_language(language)
        self.settings.language = language

    def _choose_speeds(self, speeds: tuple[float, ...]) -> None:
        self.settings.speeds = speeds
        self._use_pace()

    def _choose_jump(self, seconds: float) -> None:
        self.settings.jump_us = round(seconds * 1_000_000)
        self._use_pace()

    def _use_pace(self) -> None:
        pace = self.settings.pace
        uses: tuple[Callable[..., None], ...] = (self._desk.stage.shuttle.set_pace, self._desk.together.set_pace)
        for set_pace in uses:
            set_pace(pace)
        self._desk.masking.jump_us = pace.jump_us

    def _choose_appearance(self, appearance: Appearance) -> None:
        self.settings.appearance = appearance
        use(appearance)

    def _choose_words(self, page: LookPage, file: Path | None) -> None:
        if trouble := use_words(file):
            page.say(trouble)
            return
        self.settings.choose_words_file(file)
        page.show_words(file)
        tongue.speak_again()

    def _choose_size(self, height_px: int) -> None:
        self.settings.choose_least_picture(height_px)
        self._desk.coverage.use_rules(self.settings.play_rules)

    def _ask_library(self, page: LibraryPage, begin: Path) -> None:
        ask_folder(page, begin.absolute().parent, lambda folder: self._open_library(page, folder))

    def _open_library(self, page: LibraryPage, folder: Path) -> None:
        try:
            make_ready(folder)
        except WorldError as error:
            page.say(error.sentence)
            return
        if self.dialog is not None:
            self.dialog.accept()
        self.library_wished.emit(folder)

    def _closed(self) -> None:
        self.dialog = None
