"""Small parts that other widgets are made of: labels that follow the language, monospaced and copyable text."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from evidence.labels import Label, Labelled
from widgets import theme
from widgets.plain import breakable, mnemonic_free, plain, tip
from widgets.signs import Sign, draw_sign, sign_icon
from widgets.words import W, tongue, words

Choice = TypeVar("Choice", bound=Labelled)


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

    def set_tone(self, tone: str) -> None:
        """Change the tone of voice."""
        if tone != self._tone or self._colour:
            self._tone, self._colour = tone, ""
            self._dress()

    def set_colour(self, colour: str, tone: str = "") -> None:
        """Speak in a colour of its own; `tone` gives the weight."""
        if (colour, tone) != (self._colour, self._tone):
            self._colour, self._tone = colour, tone
            self._dress()

    def _dress(self) -> None:
        colour, size, weight = TONES[self._tone]
        parts = [f"color: {self._colour or colour};", f"font-weight: {weight};"]
        if points := self._points or size:
            parts.append(f"font-size: {points:g}pt;")
        if self._mono:
            parts.append(f"font-family: {theme.MONO_CSS};")
        self.setStyleSheet(f"QLabel {{ {' '.join(parts)} }}")


TONES: dict[str, tuple[str, float, int]] = {
    "": (theme.INK, 0, 400),
    "soft": (theme.INK_SOFT, 0, 400),
    "heading": (theme.INK, 0, 600),
    "title": (theme.INK, 16, 300),
    "section": (theme.ACCENT, 0, 600),
    "good": (theme.GOOD, 0, 400),
    "doubt": (theme.DOUBT, 0, 400),
    "bad": (theme.BAD, 0, 400),
}
"""Colour, size in points (0: as around it), and weight of each tone."""


class PlainLabel(DressedLabel):
    """Text from outside as it may be drawn."""

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
        self.setText(breakable(shown) if self.wordWrap() else shown)


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


class SpokenButton(QPushButton):
    """A button of ours: its words follow the language, its key stands in the tooltip."""

    def __init__(
        self,
        label: Label,
        key: str = "",
        sign: Sign | None = None,
        role: str = "",
        show_key: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `label`, with `key` (as people read it) in the tooltip or, by `show_key`, behind the words."""
        super().__init__(parent)
        self._label, self._key, self._show_key = label, key, show_key
        if role:
            self.setProperty("role", role)
        if sign:
            self.setIcon(sign_icon(sign))
        self._speak()
        tongue.language_changed.connect(self._speak)

    def speak(self, label: Label) -> None:
        """Show another label."""
        self._label = label
        self._speak()

    def _speak(self) -> None:
        text = words(self._label)
        self.setText(mnemonic_free(f"{text}  {self._key}" if self._show_key and self._key else text))
        self.setAccessibleName(plain(text))
        self.setToolTip(tip(f"{text} ({self._key})" if self._key else text))


class SignButton(QToolButton):
    """A button that shows only a sign; its words are in tooltip and accessible name."""

    def __init__(
        self, label: Label, sign: Sign, key: str = "", side: int = 18, role: str = "", parent: QWidget | None = None
    ) -> None:
        """Show `sign`; `label` and `key` are read out and stand in the tooltip."""
        super().__init__(parent)
        self._label, self._key = label, key
        if role:
            self.setProperty("role", role)
        self.setIconSize(QSize(side, side))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_as(label, sign)
        tongue.language_changed.connect(self._speak)

    def show_as(self, label: Label, sign: Sign) -> None:
        """Become another button: play becomes pause."""
        self._label = label
        self.setIcon(sign_icon(sign))
        self._speak()

    def _speak(self) -> None:
        text = words(self._label)
        self.setAccessibleName(text)
        self.setToolTip(tip(f"{text} ({self._key})" if self._key else text))


class SignView(QWidget):
    """A sign alone, drawn sharp at any density."""

    def __init__(self, sign: Sign | None = None, side: int = 16, parent: QWidget | None = None) -> None:
        """Show `sign`, or nothing yet."""
        super().__init__(parent)
        self._sign = sign
        self.setFixedSize(side, side)

    def show_sign(self, sign: Sign | None) -> None:
        """Show another sign, or none."""
        self._sign = sign
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        if self._sign:
            painter = QPainter(self)
            draw_sign(painter, QRectF(self.rect()), self._sign, not self.isEnabled())
            painter.end()


class SignedWord(QWidget):
    """A sign and its word, as a verdict or a state is always shown."""

    def __init__(self, wrap: bool = False, parent: QWidget | None = None) -> None:
        """Show nothing yet; by `wrap` long words may take several lines."""
        super().__init__(parent)
        self._sign = SignView(parent=self)
        self._word = SpokenLabel(wrap=wrap, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word, 1)

    def show_state(self, sign: Sign | None, label: Label | None, **values: object) -> None:
        """Show a sign and what it means."""
        self._sign.show_sign(sign)
        self._sign.setVisible(sign is not None)
        self._word.set_colour(sign.colour if sign else theme.INK_SOFT, "heading" if sign else "")
        self._word.speak(label, **values)
        self.setAccessibleName(self._word.text())

    def text(self) -> str:
        """The word shown."""
        return self._word.text()


class HashLabel(QWidget):
    """A SHA-256 digest, shortened in groups of four; the button or Ctrl+C copies it whole.

    Signals:
        copied(str): the whole digest was put on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, digest: str = "", whole: bool = False, parent: QWidget | None = None) -> None:
        """Show the first 16 digits of `digest`, or by `whole` all 64 in two lines."""
        super().__init__(parent)
        self._digest, self._whole = digest, whole
        self._text = MonoLabel(points=theme.POINT_SIZE - 1)
        self._copy = SpokenButton(W.COPY, role="quiet")
        self._copy.clicked.connect(self.copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(self._copy)
        row.addStretch(1)
        self.setFocusProxy(self._copy)
        self.set_digest(digest)

    def set_digest(self, digest: str) -> None:
        """Show another digest."""
        self._digest = digest
        groups = [digest[i : i + 8] for i in range(0, len(digest), 8)]
        text = " ".join(groups[:4]) + ("\n" + " ".join(groups[4:]) if groups[4:] else "")
        self._text.say(text if self._whole else " ".join(groups[:2]) + ("…" if groups[2:] else ""))
        self._text.setToolTip(tip(digest))
        self._text.setAccessibleName(words(W.DIGEST, digest=plain(digest)))
        self._copy.setEnabled(bool(digest))

    def copy(self) -> None:
        """Put the whole digest on the clipboard."""
        QGuiApplication.clipboard().setText(self._digest)
        self.copied.emit(self._digest)


def card() -> QFrame:
    """A white frame that holds things belonging together."""
    frame = QFrame()
    frame.setProperty("role", "card")
    return frame


def rule() -> QFrame:
    """A thin line between things."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        if inner := item.layout():
            clear_layout(inner)
        if widget := item.widget():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
