"""Labels: never markup, in the theme's tones of voice, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from evidence.labels import Label
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import LONG_WORD, breakable, plain, tip


class DressedLabel(QLabel):
    """A label that never reads its text as markup, in one of the theme's tones of voice.

    Tones: soft, heading, title, section, good, doubt, bad, or none.
    """

    def __init__(self, tone: str, points: float, mono: bool, parent: QWidget | None) -> None:
        """Dress in `tone`; `points` 0 leaves the size to the tone."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone, self._points, self._mono, self._colour = tone, points, mono, ""
        self._dress()
        theme.dress.changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        """Change the tone of voice."""
        if tone != self._tone or self._colour:
            self._tone, self._colour = tone, ""
            self._dress()

    def set_colour(self, colour: str, tone: str = "") -> None:
        """Speak in the theme's colour of this name ("STAGE_INK"); `tone` gives the weight."""
        if (colour, tone) != (self._colour, self._tone):
            self._colour, self._tone = colour, tone
            self._dress()

    def _dress(self) -> None:
        colour, size, weight = TONES[self._tone]
        parts = [f"color: {theme.named(self._colour or colour)};", f"font-weight: {weight};"]
        if points := self._points or size:
            parts.append(f"font-size: {points:g}pt;")
        if self._mono:
            parts.append(f"font-family: {theme.MONO_CSS};")
        self.setStyleSheet(f"QLabel {{ {' '.join(parts)} }}")


TONES: dict[str, tuple[str, float, int]] = {
    "": ("INK", 0, 400),
    "soft": ("INK_SOFT", 0, 400),
    "heading": ("INK", 0, 600),
    "title": ("INK", 16, 300),
    "section": ("ACCENT", 0, 600),
    "good": ("GOOD", 0, 400),
    "doubt": ("DOUBT", 0, 400),
    "bad": ("BAD", 0, 400),
}
"""Name of the colour, size in points (0: as around it), and weight of each tone."""


class PlainLabel(DressedLabel):
    """Text from outside as it may be drawn.

    `long_word`: where lines wrap, only words longer than this may be broken.
    """

    long_word = LONG_WORD

    def __init__(
        self, text: str = "", tone: str = "", wrap: bool = False, parent: QWidget | None = None, points: float = 0
    ) -> None:
        """Show `text` in a tone of voice."""
        super().__init__(tone, points, False, parent)
        self.setWordWrap(wrap)
        self.say(text)

    def say(self, text: str) -> None:
        """Show text from outside, its invisible signs made visible."""
        shown = plain(text, keep_lines=True)
        self.setText(breakable(shown, self.long_word) if self.wordWrap() else shown)


class SpokenLabel(PlainLabel):
    """A label of ours, in the language in use."""

    def __init__(
        self,
        label: Label | None = None,
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
        points: float = 0,
    ) -> None:
        """Show `label`, and again whenever the language changes."""
        self._label = label
        self._values: dict[str, object] = {}
        super().__init__("", tone, wrap, parent, points)
        self._speak()
        tongue.language_changed.connect(self._speak)

    def speak(self, label: Label | None, **values: object) -> None:
        """Show another label, its places filled."""
        self._label, self._values = label, values
        self._speak()

    def _speak(self) -> None:
        self.say(words(self._label, **self._values) if self._label else "")


class ElidedLabel(DressedLabel):
    """One line that is cut with … where it does not fit; the whole text is in the tooltip."""

    def __init__(
        self,
        text: str = "",
        tone: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
        points: float = 0,
        mono: bool = False,
    ) -> None:
        """Show `text`, cut at its right end or, by `mode`, in the middle."""
        super().__init__(tone, points, mono, parent)
        self._mode = mode
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    @property
    def whole(self) -> str:
        """The text before cutting, as it may be drawn."""
        return self._whole

    def say(self, text: str) -> None:
        """Show other text."""
        self._whole = plain(text)
        self.setToolTip(tip(text))
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again for the new width."""
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(24, super().minimumSizeHint().height())

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._whole[:600], self._mode, max(self.width(), 24)))


class MonoLabel(DressedLabel):
    """Times, codes, names of keys: every digit equally wide, and can be selected and copied."""

    def __init__(
        self, text: str = "", points: float = theme.POINT_SIZE, parent: QWidget | None = None, tone: str = ""
    ) -> None:
        """Show `text` in the monospaced font."""
        super().__init__(tone, points, True, parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Show text from outside, its invisible signs made visible."""
        self.setText(plain(text, keep_lines=True))
