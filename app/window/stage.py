"""The stage: one exhibit on screen, as pictures, sound or pages, with its timeline. Says where the reviewer is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.player.player import Player
from app.window.opening import Opened, open_exhibit, page, waveform
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media.peaks import Peaks
from evidence.media.pictures import PagePicture, Picture
from evidence.model.mark import Mark, Span
from evidence.model.places import PagePlace
from evidence.model.recording import Exhibit
from evidence.store.layout import Layout
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.player.canvas import PageMark
from widgets.player.picture import FrameCaption, FrameState, PictureView
from widgets.player.transport import TransportBar
from widgets.timeline.timeline import Timeline
from widgets.words import W

SECOND_US = 1_000_000
SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
READING = Label("Reading the exhibit", "正在读取证据")


class Stage(QWidget):
    """Picture, buttons and timeline of one exhibit.

    Signals:
        mark_chosen(object): the UUID of a mark on the timeline or the page.
        placed(object): the page (int) that is shown now, or None for a recording.
        box_drawn(object): a Box was drawn on the page.
        moved(object): recording time in microseconds of the picture or sample shown now.
        troubled(object): the Label of why the exhibit cannot be shown.
    """

    mark_chosen = Signal(object)
    placed = Signal(object)
    box_drawn = Signal(object)
    moved = Signal(object)
    troubled = Signal(object)

    def __init__(self, layout: Layout, jobs: Jobs, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._layout, self._jobs = layout, jobs
        self.view, self.transport, self.timeline = PictureView(), TransportBar(keys), Timeline()
        self.player = Player(self)
        self.opened: Opened | None = None
        self._page = 0
        self._peaks: Peaks | None = None
        self._marks: tuple[Mark, ...] = ()
        self._wanted: Mark | None = None
        self._total = 0
        self._place()
        self._connect()

    def _place(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.transport)
        split.addWidget(upper)
        split.addWidget(self.timeline)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([520, 170])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.player.shown.connect(self._show_picture)
        self.player.position.connect(self._show_position)
        self.player.state.connect(self._show_state)
        self.player.sound_state.connect(self.transport.set_sound)
        self.player.failed.connect(self._fail)
        self.transport.wished.connect(self.do)
        self.transport.speed_chosen.connect(self.player.set_speed)
        self.transport.volume_changed.connect(self.player.set_volume)
        self.timeline.sought.connect(self._seek)
        self.timeline.mark_chosen.connect(self.mark_chosen)
        self.view.mark_chosen.connect(self.mark_chosen)
        self.view.box_drawn.connect(self.box_drawn)
        tongue.language_changed.connect(self._caption_again)

    # -- what is on stage

    @property
    def exhibit(self) -> Exhibit | None:
        """The exhibit on stage."""
        return self.opened.exhibit if self.opened else None

    @property
    def page(self) -> int | None:
        """The page shown, from 1; None for a recording."""
        return self._page or None

    def clear(self) -> None:
        """Show nothing."""
        self.player.close()
        self.opened, self._page, self._peaks, self._wanted = None, 0, None, None
        self.view.show_sentence(W.PICTURE_CHOOSE)
        self.timeline.clear()
        self.transport.set_recording(None)
        self.placed.emit(None)

    def show_exhibit(self, exhibit: Exhibit, mark: Mark | None = None) -> None:
        """Bring an exhibit on stage, at once at a mark if one is given."""
        if self.exhibit is not None and self.exhibit.id == exhibit.id:
            if mark:
                self._go_to(mark)
            return
        self.clear()
        self._wanted = mark
        self.view.show_sentence(W.PICTURE_LOADING)
        self._jobs.start(
            READING,
            lambda progress: open_exhibit(self._layout, exhibit, progress),
            self._show_opened,
            lambda error: self._missing(exhibit, error),
            quiet=True,
        )

    def _missing(self, exhibit: Exhibit, error: WorldError) -> None:
        self.view.show_sentence(W.PICTURE_MISSING, exhibit.recording.file_name)
        self.troubled.emit(error.sentence)

    def _show_opened(self, opened: Opened) -> None:
        self.opened = opened
        facts = opened.exhibit.recording.facts
        if facts.pages is not None:
            self._turn_to(self._wanted.place.page if self._wanted and isinstance(self._wanted.place, PagePlace) else 1)
            return
        if opened.probed.table is None and opened.probed.sound is None:
            self.view.show_sentence(W.PICTURE_DAMAGED, words(facts.reason) if facts.reason else "")
            return
        self._total = opened.probed.table.frames if opened.probed.table else 0
        start = min([0, *(stream.start_us for stream in facts.streams if stream.start_us is not None)])
        self.timeline.set_recording(
            start,
            max(facts.duration_us, 1),
            facts.gaps,
            self._columns if opened.probed.sound else None,
            None if opened.probed.sound else W.NO_SOUND_TRACK,
            self.wall_text,
        )
        self.transport.set_recording(facts.duration_us)
        self._show_marks()
        if opened.probed.table is None:
            self.view.show_sentence(W.PICTURE_SOUND_ONLY)
        self.player.open(opened.path, opened.probed)
        if self._wanted:
            self._go_to(self._wanted)
        self._load_waveform(opened)
        self.placed.emit(None)

    def _load_waveform(self, opened: Opened) -> None:
        if opened.probed.sound is None:
            return

        def then(peaks: Peaks | None) -> None:
            if self.opened is opened:
                self._peaks = peaks
                self.timeline.refresh_sound()

        self._jobs.start(
            READING,
            lambda progress: waveform(self._layout, opened.exhibit, progress),
            then,
            lambda _: None,
            quiet=True,
        )

    def _columns(self, from_us: int, to_us: int, count: int) -> NDArray[np.int16] | None:
        return self._peaks.between(from_us, to_us, count) if self._peaks else None

    # -- pages

    def _turn_to(self, number: int) -> None:
        opened = self.opened
        if opened is None:
            return
        pages = opened.exhibit.recording.facts.pages or 1
        number = min(max(number, 1), pages)

        def then(picture: PagePicture) -> None:
            if self.opened is opened:
                self._page = number
                self.view.show_page(picture.rgb, picture.width, picture.height, number, pages, self._page_marks())
                self.placed.emit(number)

        def sorry(error: WorldError) -> None:
            if self.opened is opened:
                self._page = number
                self.view.show_sentence(error.sentence, opened.exhibit.recording.file_name)
                self.placed.emit(number)

        self._jobs.start(READING, lambda _: page(self._layout, opened.exhibit, number), then, sorry, quiet=True)

    def _page_marks(self) -> list[PageMark]:
        found = []
        for mark in self._marks:
            place = mark.place
            if isinstance(place, PagePlace) and place.page == self._page and place.box and not mark.withdrawn:
                found.append(PageMark(mark.id, mark.label, place.box, mark.verdict))
        return found

    # -- marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """The marks of the case; those of the exhibit on stage are drawn."""
        self._marks = tuple(marks)
        self._show_marks()

    def _show_marks(self) -> None:
        if self.exhibit is None:
            return
        own = [mark for mark in self._marks if mark.exhibit == self.exhibit.id]
        if self._page:
            self.view.set_page_marks(self._page_marks())
        else:
            self.timeline.set_marks([mark for mark in own if not mark.withdrawn])

    def _go_to(self, mark: Mark) -> None:
        self._wanted = mark
        if isinstance(mark.place, PagePlace):
            if self._page != mark.place.page:
                self._turn_to(mark.place.page)
            return
        self.timeline.set_chosen(mark.id)
        table = self.opened.probed.table if self.opened else None
        frame = table.number_at(mark.place.first.pts, mark.place.first.time_base) if table else None
        if frame is not None:
            self.player.show_frame(frame)
        else:
            self.player.pause()
            self.player.show_time(mark.place.in_us)

    def jump(self, direction: int) -> UUID | None:
        """The next (1) or previous (-1) mark on this exhibit from where the playhead is."""
        here = self.player.at_us
        if self.exhibit is None or here is None:
            return None
        places = sorted(
            (mark.place.in_us, mark.label, mark.id)
            for mark in self._marks
            if mark.exhibit == self.exhibit.id and isinstance(mark.place, Span) and not mark.withdrawn
        )
        after = [place for place in places if (place[0] > here if direction > 0 else place[0] < here)]
        return (after[0] if direction > 0 else after[-1])[2] if after else None

    # -- moving

    def do(self, action: str) -> bool:
        """Do what a key or button of the stage means; False if it is not one of its own."""
        player = self.player
        moves = {
            "play_pause": player.toggle,
            "stop": self._stop,
            "shuttle_back": self._slower,
            "shuttle_forward": self._faster,
            "frame_back": lambda: player.step(-1),
            "frame_forward": lambda: player.step(1),
            "second_back": lambda: player.step_time(-SECOND_US),
            "second_forward": lambda: player.step_time(SECOND_US),
            "to_start": player.to_start,
            "to_end": player.to_end,
            "sound": lambda: player.set_muted(not player.muted),
            "zoom_in": self.timeline.zoom_in,
            "zoom_out": self.timeline.zoom_out,
            "zoom_all": self.timeline.zoom_all,
            "fit": self.view.fit,
            "previous_page": lambda: self._turn_to(self._page - 1),
            "next_page": lambda: self._turn_to(self._page + 1),
            "box": self.view.begin_box,
        }
        move = moves.get(action)
        if move is None:
            return False
        pages = action in ("previous_page", "next_page", "box")
        if (self.opened is not None and pages == bool(self._page)) or action in ("fit", "sound"):
            move()
        return True

    def _stop(self) -> None:
        self.player.pause()
        self._set_speed(1.0)

    def _faster(self) -> None:
        if self.player.playing:
            self._set_speed(next((speed for speed in SPEEDS if speed > self.player.speed), SPEEDS[-1]))
        else:
            self.player.play(1.0)
            self.transport.set_speed(1.0)

    def _slower(self) -> None:
        if self.player.playing:
            self._set_speed(next((speed for speed in reversed(SPEEDS) if speed < self.player.speed), SPEEDS[0]))
        else:
            self.player.step_time(-SECOND_US)

    def _set_speed(self, speed: float) -> None:
        self.player.set_speed(speed)
        self.transport.set_speed(speed)

    def _seek(self, at_us: int) -> None:
        self.timeline.set_position(at_us)
        self.player.show_time(at_us)

    # -- showing

    def _show_picture(self, picture: Picture) -> None:
        self.view.show_frame(picture.rgb, picture.width, picture.height, self._caption(picture.shown_us, picture.frame))
        self._tell_position(picture.shown_us)

    def _show_position(self, at_us: int) -> None:
        if self._total == 0:
            self.view.show_sentence(W.PICTURE_SOUND_ONLY, caption=self._caption(at_us, None))
            self._tell_position(at_us)
        else:
            self.transport.set_position(at_us)
            self.timeline.set_position(at_us)

    def _tell_position(self, at_us: int) -> None:
        self.transport.set_position(at_us)
        self.timeline.set_position(at_us)
        self.moved.emit(at_us)

    def _show_state(self, _: str) -> None:
        self.transport.set_playing(self.player.playing)
        self._caption_again()

    def _caption_again(self) -> None:
        if self.player.at_us is not None and self.opened is not None and not self._page:
            self.view.set_caption(self._caption(self.player.at_us, self.player.frame))

    def _caption(self, at_us: int, frame: int | None) -> FrameCaption:
        state = FrameState.EXACT
        if not self.player.exact:
            state = FrameState.PLAYING if self.player.playing else FrameState.DECODING
        clock = self.exhibit.recording.clock if self.exhibit else None
        return FrameCaption(
            at_us=at_us,
            frame=frame,
            total=self._total or None,
            wall=self.wall_text(at_us),
            clock_checked=bool(clock and clock.checked),
            state=state,
            confirmed=bool(self.exhibit and self.exhibit.recording.facts.table != "unconfirmed"),
        )

    def wall_text(self, at_us: int) -> str:
        """Wall-clock time of a recording time with its doubt; empty where the start is not known."""
        clock = self.exhibit.recording.clock if self.exhibit else None
        wall = clock.wall(at_us) if clock else None
        if wall is None or clock is None:
            return ""
        doubt = f" ± {clock.uncertainty_us / SECOND_US:g} s" if clock.uncertainty_us is not None else ""
        return f"{wall.text(3)[:-6]} {wall.text(0)[-6:]}{doubt}"

    def _fail(self, error: WorldError) -> None:
        self.troubled.emit(error.sentence)

    def shutdown(self) -> None:
        """At the end of the program: nothing of the stage runs on."""
        self.player.close()
        self.player.wait_closed()
