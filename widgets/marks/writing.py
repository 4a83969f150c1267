"""A text field in which Enter saves, Shift+Enter breaks the line, and Esc leads back to the player."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class WritingField(QPlainTextEdit):
    """Plain text of any length. Input methods are on here: Chinese is written as usual.

    Signals:
        submitted(): Enter was pressed.
        left(): Esc was pressed.
    """

    submitted = Signal()
    left = Signal()

    def __init__(self, lines: int = 2, enter_submits: bool = True, parent: QWidget | None = None) -> None:
        """Show about `lines` lines; Tab goes on to the next field."""
        super().__init__(parent)
        self._enter_submits = enter_submits
        self.setTabChangesFocus(True)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + 20)

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Esc leaves, everything else writes."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif (
            self._enter_submits
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt calls it by this name)
        """Paste as plain text only."""
        if source.hasText():
            self.textCursor().insertText(source.text())


_OWN = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
