"""The stage: one exhibit on screen, as pictures, sound or pages, with its timeline. Says where the reviewer is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.player.player import Player
from app.window.caption import caption_of, moment_text
from app.window.leafing import Leafing
from app.window.leaping import Leaping
from app.window.opening import Opened, open_exhibit, small_pictures, waveform
from app.window.ownmarks import OwnMarks
from app.window.sentences import no_such_frame
from app.window.settings import Settings
from app.window.shuttle import Shuttle
from app.window.split import Split
from app.window.stage_keys import StageKeys
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media.pictures import PagePicture, Picture
from evidence.model.mark import Mark, Span
from evidence.model.places import PagePlace
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.segments.peaks import Drawn
from evidence.store.layout import Layout
from widgets.clocks.values import Sighting
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.player.canvas import PageMark
from widgets.player.picture import PictureView
from widgets.player.transport import TransportBar
from widgets.quality.lanes import SENSES
from widgets.timeline.timeline import Timeline
from widgets.words import W

READING = Label("Reading the exhibit", "正在读取证据")


class Stage(QWidget):
    """Picture, buttons and timeline of one exhibit.

    Signals:
        mark_chosen(object): the UUID of a mark on the timeline or the page.
        placed(object): the page (int) that is shown now, or None for a recording.
        box_drawn(object): a Box was drawn on the page.
        troubled(object): the Label of why the exhibit, or a place in it, cannot be shown.
    """

    mark_chosen = Signal(object)
    placed = Signal(object)
    box_drawn = Signal(object)
    troubled = Signal(object)

    def __init__(self, layout: Layout, jobs: Jobs, keys: KeyTable, settings: Settings) -> None:
        """Start empty."""
        super().__init__()
        self._layout, self._jobs, self._settings = layout, jobs, settings
        self.view, self.transport, self.timeline = PictureView(), TransportBar(keys), Timeline()
        self.player = Player(self)
        self.leaping = Leaping(self.player, self.timeline, keys)
        self.leafing = Leafing(layout, jobs, self)
        self.shuttle = Shuttle(self.player, self.transport)
        self._keys = StageKeys(self)
        self.opened: Opened | None = None
        self._coming: Exhibit | None = None
        self._reading: list[int] = []
        self._peaks: Drawn | None = None
        self._picture: Picture | None = None
        self._marks: tuple[Mark, ...] = ()
        self.own = OwnMarks()
        self._wanted: Mark | None = None
        self._place()
        self._connect()
        self._use_volume(settings.volume)

    def _place(self) -> None:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.transport)
        column.addWidget(self.leaping.bar)
        # A call has no picture: there its sound gets the room.
        uses = {"picture": [530, 160], "sound": [220, 400]}
        self._split = Split(Qt.Orientation.Vertical, [(upper, 5), (self.timeline, 1)], self._settings, "stage", uses)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.setFocusProxy(self.view)
        for button in self.timeline.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the player

    def _connect(self) -> None:
        self.player.shown.connect(self._show_picture)
        self.player.position.connect(self._show_position)
        self.player.state.connect(self._show_state)
        self.player.sound_state.connect(self.transport.set_sound)
        self.player.failed.connect(lambda error: self.troubled.emit(error.sentence))
        self.leafing.turned.connect(self._show_page)
        self.leafing.failed.connect(self._miss_page)
        self.transport.wished.connect(self.do)
        self.leaping.bar.wished.connect(self.do)
        self.leaping.bar.adjusted.connect(self.view.set_adjustment)
        self.view.canvas.sized.connect(self.player.set_display_size)
        self.transport.speed_chosen.connect(self.player.set_speed)
        self.transport.volume_changed.connect(self._use_volume)
        self.timeline.sought.connect(self._seek)
        self.timeline.mark_chosen.connect(self.mark_chosen)
        self.view.mark_chosen.connect(self.mark_chosen)
        self.view.box_drawn.connect(self.box_drawn)
        tongue.language_changed.connect(self._caption_again)

    # -- what is on stage

    @property
    def exhibit(self) -> Exhibit | None:
        """The exhibit on stage, or the one that is on its way there."""
        return self.opened.exhibit if self.opened else self._coming

    @property
    def piece(self) -> Exhibit | None:
        """The exhibit whose file is on screen: of a series, the piece at the place."""
        if self.opened is None or self.player.at_us is None:
            return self.exhibit
        return self.opened.at(self.player.at_us)[0].exhibit

    @property
    def page(self) -> int | None:
        """The page shown, from 1; None for a recording."""
        return self.leafing.page

    def clear(self) -> None:
        """Show nothing."""
        for number in self._reading:
            self._jobs.cancel(number)
        self._reading.clear()
        self.player.close()
        self.leafing.close()
        self.opened, self._coming, self._peaks, self._wanted = None, None, None, None
        self._picture = None
        self.view.show_sentence(W.PICTURE_CHOOSE)
        self.timeline.clear()
        self.transport.set_recording(None)
        self.leaping.open(None)
        self.placed.emit(None)

    def show_exhibit(self, exhibit: Exhibit, mark: Mark | None = None) -> None:
        """Bring an exhibit on stage, at once at a mark if one is given."""
        if self.opened is not None and self.opened.exhibit.id == exhibit.id:
            if mark:
                self._go_to(mark)
            return
        self.clear()
        self._coming, self._wanted = exhibit, mark
        self.view.show_sentence(W.PICTURE_LOADING)

        def work(progress: Progress) -> Opened:
            return open_exhibit(self._layout, exhibit, progress)

        def sorry(error: WorldError) -> None:
            self._missing(exhibit, error)

        self._reading.append(self._jobs.start(READING, work, self._show_opened, sorry, quiet=True))

    def renew(self, exhibits: Sequence[Exhibit]) -> None:
        """The exhibits of the case as they are now: the clock of the one on stage may be another."""
        opened = self.opened
        current = next((each for each in exhibits if opened and each.id == opened.exhibit.id), None)
        if opened is not None and current is not None and current != opened.exhibit:
            as_before = current.recording.facts.container == opened.exhibit.recording.facts.container
            self.opened = opened.renewed(current) if as_before else None
            if self.opened is None:  # files have come to a series, or it is read in another way now
                self.show_exhibit(current)
            self._caption_again()

    @property
    def seen(self) -> Sighting | None:
        """The moment on screen, with its picture if it has one."""
        at_us, picture = self.player.at_us, self._picture
        if self.page is not None or at_us is None:
            return None
        own_us = self.opened.at(at_us)[1] if self.opened else at_us
        if picture is None or picture.shown_us != at_us:
            return Sighting(own_us)
        return Sighting(own_us, picture.rgb, picture.width, picture.height)

    def _missing(self, exhibit: Exhibit, error: WorldError) -> None:
        if self._coming is exhibit:
            self._coming = None
            self.view.show_sentence(W.PICTURE_MISSING, exhibit.recording.file_name)
            self.troubled.emit(error.sentence)

    def _show_opened(self, opened: Opened) -> None:
        if self._coming is None or self._coming.id != opened.exhibit.id:  # another one was chosen meanwhile
            return
        self.opened, self._coming = opened, None
        facts, table, sound = opened.exhibit.recording.facts, opened.probed.table, opened.probed.sound
        self._arrange(facts.pages is not None, table is None and sound is not None)
        wanted, self._wanted = self._wanted, None
        if facts.pages is not None:
            self.leafing.open(opened, wanted.place.page if wanted and isinstance(wanted.place, PagePlace) else 1)
            return
        if table is None and sound is None:
            self.view.show_sentence(W.PICTURE_DAMAGED, words(facts.reason) if facts.reason else "")
            return
        start = min([0, *(stream.start_us for stream in facts.streams if stream.start_us is not None)])
        self.timeline.set_recording(
            start,
            max(facts.duration_us, 1),
            facts.gaps,
            self._columns if sound else None,
            None if sound else W.NO_SOUND_TRACK,
            lambda at_us: moment_text(self.opened, at_us) if self.opened else "",
            tuple(sense for sense, there in zip(SENSES, (table, sound), strict=True) if there is not None),
        )
        self.leaping.open(opened)
        self.transport.set_recording(facts.duration_us)
        self.timeline.set_pieces(opened.borders)
        self._show_marks()
        if table is None:
            self.view.show_sentence(W.PICTURE_SOUND_ONLY)
        self.player.open(opened.path, opened.probed, small_pictures(self._layout, opened))
        self.transport.set_speed(self.player.speed)
        if wanted:
            self._go_to(wanted)
        if sound is not None:
            self._load_waveform(opened)
        self.placed.emit(None)

    def _arrange(self, pages: bool, sound_alone: bool) -> None:
        """A page needs neither buttons nor timeline, a call no picture."""
        self.transport.setVisible(not pages)
        self.leaping.bar.setVisible(not pages)
        self.timeline.setVisible(not pages)
        self._split.use("sound" if sound_alone else "picture")

    def _load_waveform(self, opened: Opened) -> None:
        def then(peaks: Drawn | None) -> None:
            if self.opened is not None and self.opened.probed is opened.probed:
                self._peaks = peaks
                self.timeline.refresh_sound()

        def work(progress: Progress) -> Drawn | None:
            return waveform(self._layout, opened, progress)

        self._reading.append(self._jobs.start(READING, work, then, lambda _: None, quiet=True))

    def _columns(self, from_us: int, to_us: int, count: int) -> NDArray[np.int16] | None:
        return self._peaks.between(from_us, to_us, count) if self._peaks else None

    # -- pages

    def _show_page(self, picture: PagePicture) -> None:
        number, pages = self.leafing.page or 1, self.leafing.pages
        self.view.show_page(picture.rgb, picture.width, picture.height, number, pages, self._page_marks())
        self.placed.emit(number)

    def _miss_page(self, error: WorldError) -> None:
        if self.opened:
            self.view.show_sentence(error.sentence, self.opened.exhibit.recording.file_name)
        self.placed.emit(None)

    def _page_marks(self) -> list[PageMark]:
        found = []
        for mark in self._own_marks():
            place = mark.place
            if not mark.withdrawn and isinstance(place, PagePlace) and place.page == self.page and place.box:
                found.append(PageMark(mark.id, mark.label, place.box, mark.verdict))
        return found

    # -- marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """The marks of the case; those of the exhibit on stage are drawn."""
        self._marks = tuple(marks)
        self._show_marks()

    def holds(self, mark: Mark) -> bool:
        """Whether a mark lies on what is on stage."""
        return self.opened is not None and self.opened.begin_of(mark.exhibit) is not None

    def stands_on(self, mark: Mark) -> bool:
        """Whether what is on screen belongs to a mark."""
        own = self.opened.own_mark(mark) if self.opened and not mark.withdrawn else None
        place, at_us = own.place if own else None, self.player.at_us
        if isinstance(place, PagePlace):
            return place.page == self.page
        return place is not None and at_us is not None and place.in_us <= at_us <= place.out_us

    def _own_marks(self) -> tuple[Mark, ...]:
        self.own.take(self.opened, self._marks)
        return self.own.marks

    def _show_marks(self) -> None:
        if self.leafing.pages:
            self.view.set_page_marks(self._page_marks())
        elif self.opened is not None:
            self.timeline.set_marks(self._own_marks())

    def _go_to(self, mark: Mark) -> None:
        if isinstance(mark.place, PagePlace):
            if self.page != mark.place.page:
                self.leafing.turn_to(mark.place.page)
            return
        self.timeline.set_chosen(mark.id)
        table = self.opened.probed.table if self.opened else None
        frame = self.opened.frame_of(mark) if self.opened else None
        if frame is not None:
            self.player.show_frame(frame)
            return
        self.player.pause()
        self.player.show_time(mark.place.in_us + ((self.opened and self.opened.begin_of(mark.exhibit)) or 0))
        if table is not None:
            self.troubled.emit(no_such_frame(mark))

    def jump(self, direction: int) -> UUID | None:
        """The next (1) or previous (-1) mark on this exhibit from where the playhead is."""
        here = self.player.at_us
        if here is None:
            return None
        places = sorted(
            (mark.place.in_us, mark.label, mark.id)
            for mark in self._own_marks()
            if isinstance(mark.place, Span) and not mark.withdrawn
        )
        after = [place for place in places if (place[0] > here if direction > 0 else place[0] < here)]
        return (after[0] if direction > 0 else after[-1])[2] if after else None

    # -- moving

    def do(self, action: str) -> bool:
        """Do what a key or button of the stage means; False if it is not one of its own."""
        return self._keys.do(action)

    def _seek(self, at_us: int) -> None:
        self.timeline.set_position(at_us)
        self.player.scrub(at_us)

    def _use_volume(self, volume: int) -> None:
        self.player.set_volume(volume)
        self.transport.set_volume(volume)
        self._settings.volume = volume

    # -- showing

    def _show_picture(self, picture: Picture) -> None:
        self._picture = picture
        if self.opened:
            caption = caption_of(self.opened, self.player, picture.shown_us, picture.frame)
            self.view.show_frame(picture.rgb, picture.width, picture.height, caption)
        self._tell_position(picture.shown_us)

    def _show_position(self, at_us: int) -> None:
        if self.opened and self.opened.probed.table is None:
            self.view.set_caption(caption_of(self.opened, self.player, at_us, None))
        self._tell_position(at_us)

    def _tell_position(self, at_us: int) -> None:
        self.transport.set_position(at_us)
        self.timeline.set_position(at_us)
        self.leaping.say_loudness()

    def _show_state(self, _: str) -> None:
        self.transport.set_playing(self.player.playing)
        self._caption_again()

    def _caption_again(self) -> None:
        if self.player.at_us is not None and self.opened is not None:
            self.view.set_caption(caption_of(self.opened, self.player, self.player.at_us, self.player.frame))

    def shutdown(self) -> None:
        """At the end of the program: nothing of the stage runs on."""
        self.player.close()
        self.player.wait_closed()
