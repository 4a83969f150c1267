"""The screen that is shown: pictures as they may be seen, their time, and how many there are. Nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.language import words
from widgets.player.canvas import PictureCanvas
from widgets.show.words import S
from widgets.texts import MonoLabel, PlainLabel

KEYS = {
    Qt.Key.Key_Space: "play_pause",
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_R: "replay",
    Qt.Key.Key_Escape: "end",
}


class ShowPane(QWidget):
    """One picture and, large, its time."""

    def __init__(self) -> None:
        """Start dark: a covered part, which is black, stands out from what lies around the picture."""
        super().__init__()
        self.canvas = PictureCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setAccessibleName(words(S.PICTURE))
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.time = MonoLabel(points=24)
        self.time.set_colour("STAGE_INK")
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.time)

    def clear(self) -> None:
        """Without picture and time."""
        self.canvas.clear()
        self.time.say("")


class ShowScreen(QWidget):
    """A window of its own, on the screen that the other person sees.

    Signals:
        wished(str): play_pause previous next replay end.
    """

    wished = Signal(str)

    def __init__(self, panes: int) -> None:
        """Start with so many pictures beside each other."""
        super().__init__()
        self.setWindowTitle(words(S.SCREEN_NAME))
        self.setProperty("role", "shown")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panes = [ShowPane() for _ in range(panes)]
        self._count = PlainLabel(points=16)
        self._count.set_colour("STAGE_INK")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(12)
        for pane in self.panes:
            row.addWidget(pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 10)
        column.addLayout(row, 1)
        column.addWidget(self._count)
        self._ending = False

    def show_count(self, at: int, total: int) -> None:
        """Say which of how many is shown."""
        self._count.say(words(S.COUNT, at=at, total=total))

    def count(self) -> str:
        """What is said of it."""
        return self._count.text()

    def end(self) -> None:
        """Close without asking anybody."""
        self._ending = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The five keys."""
        wish = KEYS.get(Qt.Key(event.key()))
        if wish is not None:
            self.wished.emit(wish)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by its window's own button: the showing ends."""
        if not self._ending:
            event.ignore()
            self.wished.emit("end")
