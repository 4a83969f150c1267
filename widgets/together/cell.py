"""One of several pictures: whose it is, the picture, and what is true of the frame shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.timecode import format_time
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import plain
from widgets.player.adjust import Adjustment
from widgets.player.canvas import PictureCanvas
from widgets.player.picture import FrameCaption, FrameState
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel
from widgets.together.values import TrackLine
from widgets.together.words import T
from widgets.words import W


class PictureCell(QFrame):
    """A picture among others.

    Signals:
        activated(str): it was clicked: marks shall go to this recording.
        sized(str, int, int): the picture has room for so many device pixels.
    """

    activated = Signal(str)
    sized = Signal(str, int, int)

    def __init__(self, line: TrackLine, parent: QWidget | None = None) -> None:
        """Show whose picture it is, and none yet."""
        super().__init__(parent)
        self.line = line
        self.canvas = PictureCanvas()
        self._absence = SpokenLabel(W.PICTURE_LOADING, wrap=True, points=12)
        self._absence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._absence.set_colour("STAGE_INK")
        self._empty = QWidget()
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty.setProperty("role", "stage")
        QVBoxLayout(self._empty).addWidget(self._absence)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.canvas)
        self._name = ElidedLabel(f"{line.label}  {line.title}", "heading")
        self._state = PlainLabel(tone="soft")
        self._caption_label = ElidedLabel(points=theme.POINT_SIZE - 1, mono=True)
        self._caption: FrameCaption | None = None
        self._why: Label | None = None
        self._active = False
        head = QHBoxLayout()
        head.setContentsMargins(8, 3, 8, 3)
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 3)
        foot.addWidget(self._caption_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.canvas.zoomed.connect(self.say_size)
        for part in (self, self.canvas, self._empty, self._absence):
            part.installEventFilter(self)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self._dress)
        self.set_active(False)
        self._speak()

    def show_frame(self, rgb: bytes, width: int, height: int, caption: FrameCaption) -> None:
        """Show a decoded frame with what is true of it. Zoom and place are kept, at whatever size it comes.

        Raises:
            ValueError: the bytes are not width times height pixels.
        """
        self._caption, self._why = caption, None
        self.canvas.show_picture(rgb, width, height, page=False)
        self._stack.setCurrentWidget(self.canvas)
        self._speak()

    def set_caption(self, caption: FrameCaption) -> None:
        """Change what is said of the picture."""
        self._caption = caption
        self._speak()

    def show_absence(self, why: Label) -> None:
        """Show no picture but why there is none at this moment."""
        self._caption, self._why = None, why
        self.canvas.clear()
        self._absence.speak(why)
        self._stack.setCurrentWidget(self._empty)
        self._speak()

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show lighter, darker, stronger: for the eye alone."""
        self.canvas.set_adjustment(adjustment)
        self._speak()

    def set_active(self, active: bool) -> None:
        """Show whether marks go here."""
        self._active = active
        self._dress()
        self._speak()

    def _dress(self) -> None:
        colour, width = (theme.ACCENT, 3) if self._active else (theme.RULE, 1)
        self.setStyleSheet(f"PictureCell {{ background: {theme.PAPER}; border: {width}px solid {colour}; }}")

    def fit(self) -> None:
        """Show the whole picture."""
        self.canvas.fit()

    def words_shown(self) -> str:
        """All that is said of the picture, in one line."""
        return " · ".join(part for part in (self._state.text(), self._caption_label.whole) if part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click anywhere in the cell chooses it; the canvas still drags and zooms."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn):
            self.activated.emit(self.line.key)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how large a picture can be shown."""
        super().resizeEvent(event)
        self.say_size()

    def say_size(self) -> None:
        """Say how large its picture can be shown."""
        self.sized.emit(self.line.key, *self.canvas.pixels_wanted(self._stack.size()))

    def _speak(self) -> None:
        caption = self._caption
        state = words(caption.state.label) if caption else words(self._why) if self._why else ""
        if self.canvas.adjusted:
            state = f"{words(T.DISPLAY_CHANGED)} · {state}"
        self._state.say(state)
        self._state.set_tone("doubt" if caption and caption.state is FrameState.DECODING else "soft")
        self._caption_label.say(_caption_words(caption) if caption else "")
        doubt = caption is not None and not caption.clock_checked
        self._caption_label.set_tone("doubt" if doubt or self.line.doubtful else "")
        name = words(T.ACTIVE_ACCESS if self._active else T.TRACK_ACCESS, name=self.line.label, state=state)
        self.canvas.setAccessibleName(name)
        self._empty.setAccessibleName(name)
        self.canvas.setAccessibleDescription(self._caption_label.whole)
        self.setAccessibleName(name)


def _caption_words(caption: FrameCaption) -> str:
    parts = [format_time(caption.at_us)]
    if caption.frame is not None:
        frame = words(T.FRAME_SHORT, frame=f"{caption.frame:,}")
        parts.insert(0, frame if caption.confirmed else f"{frame} ({words(T.UNCONFIRMED)})")
    if caption.exhibit:
        parts.insert(0, plain(caption.exhibit, 20))
    unchecked = words(W.CLOCK_UNCHECKED)
    parts.append(caption.wall or words(W.CLOCK_UNKNOWN))
    if caption.wall and not caption.clock_checked and unchecked not in caption.wall:
        parts.append(unchecked)
    return " · ".join(parts)
