"""A field that takes one key press as its value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from widgets.forms.fields import LineField
from widgets.keys import portable
from widgets.settings.words import P

_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown)
NOT_OURS = ("Tab", "Backtab", "Shift+Tab", "Shift+Backtab", "Ctrl+Shift+Backtab")
"""Keys by which people who use no mouse move about."""


class KeyField(LineField):
    """Waits for a key. Esc leaves it; Tab goes on, as everywhere.

    Signals:
        pressed(str): a key, as a portable text.
        left(): Esc was pressed.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(P.NEW_KEY, P.PRESS, parent)
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def event(self, event: QEvent) -> bool:
        """Take every key before a shortcut does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say which key it was."""
        key = key_of(event)
        if key == "Esc":
            self.left.emit()
        elif key:
            self.pressed.emit(key)
        event.accept()  # the dialog gets neither Esc nor Enter


def key_of(event: QKeyEvent) -> str:
    """The key of an event as the table writes it; empty for a modifier alone."""
    if event.key() in _ALONE:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = event.text()
    if modifiers == Qt.KeyboardModifier.ShiftModifier and sign.isprintable() and sign.strip() and not sign.isalpha():
        modifiers = Qt.KeyboardModifier.NoModifier  # "?" needs Shift on some keyboards and none on others
    return portable(QKeySequence(event.key() | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText))
