"""The language on screen, and how words are shown in it; every widget speaks the new one at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator, Signal

from evidence.labels import LANGUAGES, Label
from widgets.qt_words import LACKING


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


class _Lacking(QTranslator):
    """Says what Qt's own catalogue has no Chinese for; asked only where that one has none."""

    def __init__(self) -> None:
        """Take the words as they stand."""
        super().__init__()
        self._words = {(context, label.en): label for context, labels in LACKING.items() for label in labels}

    def isEmpty(self) -> bool:
        """It has words, so Qt asks it."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The Chinese of one of Qt's texts; None where that is another one's."""
        found = self._words.get((context, text))
        return found.zh if found else None  # type: ignore[return-value]  # None is no translation, "" an empty one


tongue = Tongue()
_qt_in_chinese, _lacking = QTranslator(), _Lacking()


def set_language(language: str) -> None:
    """Speak "en" or "zh" from now on, in every widget that is open, Qt's own words (dialogs, menus) included."""
    if QCoreApplication.instance() is not None:
        if language == "zh" and _qt_in_chinese.isEmpty():
            # Qt's own catalogue comes with PySide6; where a packager left it out, its words stay English.
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            _qt_in_chinese.load("qtbase_zh_CN", folder)
        for translator in (_lacking, _qt_in_chinese):  # the last one is asked first
            QCoreApplication.removeTranslator(translator)
            if language == "zh":
                QCoreApplication.installTranslator(translator)
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
