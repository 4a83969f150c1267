"""One mark on the screen that is shown: never a frame outside of it, never a picture that was not covered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from app.player.device import find_output
from app.player.player import Player
from app.player.sounding import FindOutput
from app.window.caption import wall_text
from app.window.leafing import Leafing
from app.window.masking import span_end
from app.window.opening import Opened, open_exhibit
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media.pictures import PagePicture, Picture
from evidence.model.mark import Mark
from evidence.model.masks import Mask
from evidence.model.places import PagePlace
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.review.masking import cover, covered_at, covered_on_page
from evidence.store.layout import Layout
from evidence.timecode import format_time
from widgets.player.transport import SoundState
from widgets.show.screen import ShowPane

READING = Label("Reading the exhibit", "正在读取证据")
LOOK_MS = 15


class ShowPlaying(QObject):
    """Plays one mark into a pane.

    Signals:
        painted(object): the Covered of a picture that is on the screen now.
        sounded(): sound of the mark is heard.
        failed(object): the Label of why it cannot be shown.
    """

    painted = Signal(object)
    sounded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        layout: Layout,
        jobs: Jobs,
        pane: ShowPane,
        parent: QObject,
        *,
        sound: bool,
        find_output: FindOutput = find_output,
    ) -> None:
        """Start without a mark; without `sound` nothing is ever heard. `find_output` finds the sound device."""
        super().__init__(parent)
        self._layout, self._jobs, self._pane, self._sound = layout, jobs, pane, sound
        self._player, self._leafing = Player(self, find_output=find_output), Leafing(layout, jobs, self)
        self._player.set_muted(not sound)
        self._player.shown.connect(self._show)
        self._player.position.connect(self._tell_time)
        self._player.sound_state.connect(self._hear)
        self._player.state.connect(lambda _: self._listen())
        self._player.failed.connect(self._fail)
        self._leafing.turned.connect(self._show_page)
        self._leafing.failed.connect(self._fail)
        pane.canvas.sized.connect(self._player.set_display_size)
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self._stay_inside)
        self._masks: Sequence[Mask] = ()
        self._exhibit: Exhibit | None = None
        self._picture: Picture | PagePicture | None = None
        self._first_us = self._last_us = self._end_us = 0
        self._heard = SoundState.NO_TRACK
        self._reading = 0

    @property
    def exact(self) -> bool:
        """Whether what was asked for is on the screen."""
        return self._player.exact or self._leafing.page is not None

    def show(self, mark: Mark, exhibit: Exhibit, masks: Sequence[Mask]) -> None:
        """Bring a mark on the screen: its first picture, standing."""
        self.close()
        self._exhibit, self._masks = exhibit, masks

        def work(progress: Progress) -> Opened:
            return open_exhibit(self._layout, exhibit, progress)

        def then(opened: Opened) -> None:
            if self._exhibit is exhibit:
                self._begin(opened, mark)

        self._reading = self._jobs.start(READING, work, then, self._fail, quiet=True)

    def set_masks(self, masks: Sequence[Mask]) -> None:
        """What is decided now: the picture on the screen follows at once."""
        self._masks = masks
        if isinstance(self._picture, Picture):
            self._show(self._picture)
        elif self._picture is not None:
            self._show_page(self._picture)

    def toggle(self) -> None:
        """Play the mark, or stand."""
        if self._player.playing:
            self._player.pause()
            return
        if self._player.time_us >= self._last_us:
            self._player.show_time(self._first_us)
        if self._last_us > self._first_us:
            self._player.play()

    def replay(self) -> None:
        """Play it from its first frame."""
        self._player.pause()
        self._player.show_time(self._first_us)
        if self._last_us > self._first_us:
            self._player.play()

    def close(self) -> None:
        """Take it off the screen."""
        self._watch.stop()
        self._exhibit = self._picture = None
        self._player.close()
        self._leafing.close()
        self._pane.clear()

    def _begin(self, opened: Opened, mark: Mark) -> None:
        place = mark.place
        if isinstance(place, PagePlace):
            self._leafing.open(opened, place.page)
            return
        self._first_us, self._last_us = place.in_us, place.out_us
        self._end_us = span_end(opened.probed, place.out_us)
        self._player.open(opened.path, opened.probed)
        self._player.show_time(place.in_us)
        self._watch.start()

    def _stay_inside(self) -> None:
        if self._player.playing and self._player.time_us >= self._end_us:
            self._player.pause()
            self._player.show_time(self._last_us)

    def _show(self, picture: Picture) -> None:
        if self._exhibit is None or not self._first_us <= picture.shown_us <= self._last_us:
            return
        self._picture = picture
        covered = covered_at(self._masks, self._exhibit.id, picture.shown_us)
        shown = cover(picture, covered)
        self._pane.canvas.show_picture(shown.rgb, shown.width, shown.height, page=False)
        self._tell_time(picture.shown_us)
        self.painted.emit(covered)

    def _show_page(self, picture: PagePicture) -> None:
        if self._exhibit is None:
            return
        self._picture = picture
        covered = covered_on_page(self._masks, self._exhibit.id, picture.page)
        shown = cover(picture, covered)
        self._pane.canvas.show_picture(shown.rgb, shown.width, shown.height, page=False)
        self.painted.emit(covered)

    def _tell_time(self, at_us: int) -> None:
        if self._exhibit is not None and self._first_us <= at_us <= self._last_us:
            self._pane.time.say(wall_text(self._exhibit, at_us) or format_time(at_us))

    def _hear(self, state: SoundState) -> None:
        self._heard = state
        self._listen()

    def _listen(self) -> None:
        if self._sound and self._player.playing and self._heard is SoundState.ON:
            self.sounded.emit()

    def _fail(self, error: WorldError) -> None:
        self.failed.emit(error.sentence)
