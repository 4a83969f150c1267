"""One picture with its caption underneath: which frame, which clock, how sure. No picture: a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from evidence.labels import Label, Labelled
from evidence.model.places import Box
from evidence.timecode import format_time
from widgets import theme
from widgets.plain import plain
from widgets.player.adjust import Adjustment
from widgets.player.canvas import PageMark, PictureCanvas
from widgets.texts import ElidedLabel, MonoLabel, PlainLabel, SpokenLabel
from widgets.together.words import T
from widgets.words import W, tongue, words

__all__ = ["FrameCaption", "FrameState", "PageMark", "PictureView"]


class FrameState(Labelled):
    """How the picture shown relates to the time under it."""

    EXACT = "exact", "exact frame", "精确帧"
    DECODING = "decoding", "decoding…", "正在解码……"
    PREVIEW = "preview", "preview, decoding the frame…", "预览，正在解码该帧……"
    PLAYING = "playing", "playing", "播放中"


@dataclass(frozen=True, slots=True)
class FrameCaption:
    """What is true of the frame shown.

    `frame` counts from 0 as everywhere in the program; `total` is the number of frames, None where not known.
    `wall` is the wall-clock text with its doubt; empty: not known. `clock_checked` False says so beside it.
    `exhibit` names the file where several are shown as one; frame and time are those of this file.
    `turned`: degrees clockwise by which the file asked to turn the picture, which was done.
    """

    at_us: int
    frame: int | None = None
    total: int | None = None
    wall: str = ""
    clock_checked: bool = False
    state: FrameState = FrameState.EXACT
    confirmed: bool = True
    exhibit: str = ""
    turned: int = 0


class PictureView(QWidget):
    """The picture at the place in the recording, or the page of a document.

    Signals:
        box_drawn(object): a Box was drawn on the page, in ten-thousandths.
        mark_chosen(object): the UUID of a mark whose box on the page was clicked.
    """

    box_drawn = Signal(object)
    mark_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the sentence that says what to do."""
        super().__init__(parent)
        self.canvas = PictureCanvas()
        self._sentence = SpokenLabel(W.PICTURE_CHOOSE, wrap=True, points=12)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.set_colour("STAGE_INK")
        self._detail = PlainLabel(wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._detail.set_colour("STAGE_INK_SOFT")
        self._stack = QStackedWidget()
        self._empty = self._empty_page()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.canvas)
        self._caption: FrameCaption | None = None
        self._page: tuple[int, int] | None = None
        self._page_said: Label | None = None
        self._percent = 100

        self._frame = MonoLabel(points=theme.POINT_SIZE - 0.5)
        self._state = PlainLabel(tone="soft")
        self._time = MonoLabel(points=theme.POINT_SIZE - 0.5)
        self._wall = ElidedLabel(points=theme.POINT_SIZE - 0.5, mono=True)
        self._hint = ElidedLabel(tone="soft")
        self._zoom = PlainLabel(tone="soft")
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = QFrame()
        self._bar.setProperty("role", "paper")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(14)
        for label, stretch in (
            (self._frame, 0),
            (self._state, 0),
            (self._time, 0),
            (self._wall, 1),
            (self._hint, 1),
            (self._zoom, 0),
        ):
            row.addWidget(label, stretch)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self.canvas)
        self.canvas.box_drawn.connect(self.box_drawn)
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.canvas.zoomed.connect(self._say_zoom)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def show_frame(self, rgb: bytes, width: int, height: int, caption: FrameCaption) -> None:
        """Show a decoded frame (`width * height * 3` bytes) with what is true of it.

        Raises:
            ValueError: the bytes are not width times height pixels.
        """
        self.canvas.show_picture(rgb, width, height, page=False)
        self.canvas.set_marks(())
        self._caption, self._page = caption, None
        self._turn_to(self.canvas)
        self._speak()

    def set_caption(self, caption: FrameCaption) -> None:
        """Change what is said of the picture, for instance that another frame is being decoded."""
        self._caption = caption
        self._speak()

    def show_page(
        self, rgb: bytes, width: int, height: int, page: int, pages: int, marks: Sequence[PageMark] = ()
    ) -> None:
        """Show a page (from 1) of a document or photo, with the boxes of its marks; a box can be drawn on it.

        Raises:
            ValueError: the bytes are not width times height pixels.
        """
        self.canvas.show_picture(rgb, width, height, page=True)
        self.canvas.set_marks(marks)
        self._caption, self._page, self._page_said = None, (page, pages), None
        self._turn_to(self.canvas)
        self._speak()

    def say_of_page(self, label: Label | None) -> None:
        """What is known of how the page was shown, beside its number."""
        if label != self._page_said:
            self._page_said = label
            self._speak()

    def set_page_marks(self, marks: Sequence[PageMark]) -> None:
        """Show other boxes on the same page."""
        self.canvas.set_marks(marks)

    def set_box(self, box: Box | None) -> None:
        """Show the box of the draft on the page, or none."""
        self.canvas.set_box(box)

    def show_sentence(self, label: Label, detail: str = "", caption: FrameCaption | None = None) -> None:
        """Show no picture but why: one of W.PICTURE_…, or a reason of the recording, and a line of detail."""
        self.canvas.clear()
        self._sentence.speak(label)
        self._detail.say(detail)
        self._detail.setVisible(bool(detail))
        self._caption, self._page = caption, None
        self._turn_to(self._empty)
        self._speak()

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show pictures lighter, darker, stronger: for the eye alone, and said so."""
        self.canvas.set_adjustment(adjustment)
        self._speak()

    def fit(self) -> None:
        """Show the whole picture."""
        self.canvas.fit()

    def begin_box(self) -> None:
        """Begin a box on the page by keyboard."""
        self.canvas.begin_box()

    def caption_text(self) -> str:
        """All that is said of the picture, in one line."""
        parts = [label.text() for label in (self._frame, self._state, self._time)]
        return " · ".join(part for part in (*parts, self._wall.whole) if part)

    def _turn_to(self, page: QWidget) -> None:
        """Show picture or sentence; the focus, if one of them has it, goes along, and so do the keys."""
        had_focus = self.canvas.hasFocus() or self._empty.hasFocus()
        self.setFocusProxy(page)
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus()

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.setProperty("role", "stage")
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 24, 48, 24)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._detail)
        column.addStretch(1)
        return page

    def _say_zoom(self, percent: int) -> None:
        self._percent = percent
        self._zoom.say(words(W.ZOOM, percent=percent))

    def _speak(self) -> None:
        caption, parts = self._caption, ("", "", "", "")
        if self._page:
            page, pages = self._page
            said = words(self._page_said) if self._page_said else ""
            parts = (words(W.PAGE_OF, page=page, total=pages), said, "", "")
        elif caption:
            state = words(caption.state.label) if self._stack.currentWidget() is self.canvas else ""
            if state and caption.turned:
                state = f"{state} · {words(T.TURNED, degrees=caption.turned)}"
            state = f"{state} · {words(T.DISPLAY_CHANGED)}" if state and self.canvas.adjusted else state
            which = " · ".join(filter(None, (plain(caption.exhibit, 20), _frame_words(caption))))
            parts = (which, state, format_time(caption.at_us), _wall(caption))
        label: QLabel
        for label, text in zip((self._frame, self._state, self._time), parts, strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self._state.set_tone(
            "doubt" if caption and caption.state in (FrameState.DECODING, FrameState.PREVIEW) else "soft"
        )
        self._wall.say(parts[3])
        doubt = bool(caption) and not (caption and caption.clock_checked)
        self._wall.set_tone("doubt" if doubt else "")
        self._wall.setVisible(bool(parts[3]))
        self._hint.say(words(W.DRAW_BOX) if self._page else "")
        self._hint.setVisible(self._page is not None)
        self._zoom.setVisible(self._stack.currentWidget() is self.canvas)
        self._say_zoom(self._percent)
        self._bar.setVisible(bool(caption or self._page))
        self.canvas.setAccessibleName(words(W.PICTURE_ACCESS))
        self.setAccessibleName(words(W.PICTURE))
        self.canvas.setAccessibleDescription(self.caption_text())


def _frame_words(caption: FrameCaption) -> str:
    if caption.frame is None:
        return ""
    frame = f"{caption.frame:,}"
    text = words(W.FRAME_ALONE, frame=frame)
    if caption.total:
        text = words(W.FRAME_OF, frame=frame, last=f"{caption.total - 1:,}")
    return text if caption.confirmed else f"{text} ({words(W.FRAME_UNCONFIRMED)})"


def _wall(caption: FrameCaption) -> str:
    unchecked = words(W.CLOCK_UNCHECKED)
    if not caption.wall:
        return words(W.CLOCK_UNKNOWN)
    if caption.clock_checked or unchecked in caption.wall:
        return caption.wall
    return f"{caption.wall} · {unchecked}"
