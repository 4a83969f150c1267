"""Small parts that other widgets are made of: buttons and boxes that follow the language, signs, digests, cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from widgets import theme
from widgets.keys import now
from widgets.plain import mnemonic_free, plain, tip
from widgets.signs import Sign, draw_sign, sign_icon
from widgets.texts import MonoLabel, SpokenLabel
from widgets.words import W, tongue, words


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
        self._label, self._key, self._show_key, self._sign = label, key, show_key, sign
        if role:
            self.setProperty("role", role)
        if sign:
            self._draw()
            theme.dress.changed.connect(self._draw)
        self._speak()
        tongue.language_changed.connect(self._speak)

    def speak(self, label: Label) -> None:
        """Show another label."""
        self._label = label
        self._speak()

    def _draw(self) -> None:
        self.setIcon(sign_icon(self._sign) if self._sign else QIcon())

    def _speak(self) -> None:
        text, key = words(self._label), now(self._key)
        self.setText(mnemonic_free(f"{text}  {key}" if self._show_key and key else text))
        self.setAccessibleName(plain(text))
        self.setToolTip(tip(f"{text} ({key})" if key else text))


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
        theme.dress.changed.connect(self._draw)

    def show_as(self, label: Label, sign: Sign) -> None:
        """Become another button: play becomes pause."""
        self._label, self._sign = label, sign
        self._draw()
        self._speak()

    def _draw(self) -> None:
        self.setIcon(sign_icon(self._sign))

    def _speak(self) -> None:
        text, key = words(self._label), now(self._key)
        self.setAccessibleName(text)
        self.setToolTip(tip(f"{text} ({key})" if key else text))


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
        self._word.set_colour(sign.name if sign else "INK_SOFT", "heading" if sign else "")
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
    """A frame that holds things belonging together."""
    frame = QFrame()
    frame.setProperty("role", "card")
    return frame


def scrolled(cards: QVBoxLayout) -> QScrollArea:
    """Cards below each other, to be read by scrolling down only."""
    inner, area = QWidget(), QScrollArea()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 6, 0)
    column.addLayout(cards)
    column.addStretch(1)
    area.setProperty("role", "reading")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


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


class ArrowBox(QComboBox):
    """A combo box whose arrow is drawn as plainly as the rest of the theme.

    Ctrl+Enter in its open list chooses the line and goes on to what is around the box: there it saves.

    Signals:
        none of its own.
    """

    def showPopup(self) -> None:
        """Watch the keys of the list while it is open."""
        super().showPopup()
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt would take the key for Enter: the list closes, and nothing is saved."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if isinstance(event, QKeyEvent) and event.type() in kinds and self.view().isVisible():
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.setCurrentIndex(self.view().currentIndex().row())
                    self.hidePopup()
                    QApplication.postEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers()))
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and its arrow over the place that the style sheet left empty."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.INK if self.isEnabled() else theme.RULE_STRONG), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        right, middle = self.width() - 9.0, self.height() / 2
        painter.drawPolyline(
            QPolygonF([QPointF(right - 8, middle - 2), QPointF(right - 4, middle + 2), QPointF(right, middle - 2)])
        )
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, not change a value that nobody looks at."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
