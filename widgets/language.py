"""The language on screen, and how words are shown in it; every widget speaks the new one at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator, Signal

from evidence.labels import LANGUAGES, Label


class Tongue(QObject):
    """The one language of the window.

    Signals:
        language_changed(str): the window speaks another language now: "en" or "zh".
    """

    language_changed = Signal(str)

    def __init__(self) -> None:
        """Start in English."""
        super().__init__()
        self._language = LANGUAGES[0]

    @property
    def language(self) -> str:
        """The language in use: "en" or "zh"."""
        return self._language

    def set_language(self, language: str) -> None:
        """Speak `language` from now on.

        Raises:
            ValueError: it is not one of the program's languages.
        """
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language!r}")
        if language != self._language:
            self._language = language
            self.speak_again()

    def speak_again(self) -> None:
        """Let every widget say its words anew: a key or another name in them has changed."""
        self.language_changed.emit(self._language)


tongue = Tongue()
_qt_in_chinese = QTranslator()


def set_language(language: str) -> None:
    """Speak "en" or "zh" from now on, in every widget that is open, Qt's own words (dialogs, menus) included."""
    if QCoreApplication.instance() is not None:
        if language == "zh" and _qt_in_chinese.isEmpty():
            # Qt's own catalogue comes with PySide6; where a packager left it out, its words stay English.
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            _qt_in_chinese.load("qtbase_zh_CN", folder)
        QCoreApplication.removeTranslator(_qt_in_chinese)
        if language == "zh":
            QCoreApplication.installTranslator(_qt_in_chinese)
    tongue.set_language(language)


def current_language() -> str:
    """The language in use: "en" or "zh"."""
    return tongue.language


def words(label: Label, **values: object) -> str:
    """The label in the language in use, its `{places}` filled with `values` when there are any."""
    text = label.text(tongue.language)
    return text.format(**values) if values else text


def both(label: Label) -> str:
    """The label in both languages, the one in use first; said once where they are the same."""
    first, second = (label.zh, label.en) if tongue.language == "zh" else (label.en, label.zh)
    return first if first == second or not second else f"{first}  {second}"
