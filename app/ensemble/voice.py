"""One track while it plays: its decoder thread, the picture shown last, what was asked for and what was late."""

from __future__ import annotations

from collections.abc import Callable

from app.ensemble.lane import Lane
from app.ensemble.track import Shown, Track, TrackState
from app.player.clock import NowNs
from app.player.picture_thread import PictureThread, Wished
from app.player.worker import Deliver
from evidence.errors import WorldError
from evidence.media.pictures import Picture
from evidence.segments.reelclip import clip_of

CACHE_BYTES = 48 << 20
"""What the decoder of one track may keep; four of them share the memory that one player has."""


class Voice:
    """Used from the thread of the interface. `say` tells a state, `show` a picture that is to be painted."""

    def __init__(
        self,
        track: Track,
        deliver: Deliver,
        now_ns: NowNs,
        limit: int,
        say: Callable[[str, TrackState], None],
        show: Callable[[Shown], None],
    ) -> None:
        """Start the decoder thread of a track that has pictures."""
        self.lane, self._say_it, self._show_it = Lane(track), say, show
        self.pictures: PictureThread | None = None
        table = track.probed.table
        if table is not None:
            clip = clip_of(track.path, track.probed, cache_bytes=CACHE_BYTES)
            self.pictures = PictureThread(clip, table, deliver, now_ns, limit)
            self.pictures.gaps = self.lane.gaps
        self.state: TrackState | None = None
        self.box = (0, 0)
        self.late = 0
        self.error: WorldError | None = self.lane.extent.nothing
        self.shown: Picture | None = None  # None: nothing is shown, and there is a reason
        self._full = False
        self._run_full = self._idle = False
        self._wish: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The key of its track."""
        return self.lane.track.key

    @property
    def waiting(self) -> bool:
        """Whether the picture asked for is not on screen yet."""
        return self._wish is not None

    # -- standing

    def rest(self, wall_us: int, serial: int) -> None:
        """Have exactly the frame of a wall time at full size, or show that there is none."""
        self._wish, self.error = None, self.lane.extent.nothing
        if self.error is not None:
            self._say(TrackState.FAILED)
            return
        why = self.lane.absence(wall_us)
        frame = self.lane.frame_at(wall_us)
        if self.pictures is None:
            self._say(why or TrackState.EXACT)
        elif frame is None:
            self.pictures.halt()
            self._leave(why or TrackState.GAP)
        elif self.shown is not None and self._full and self.shown.frame == frame:
            self.pictures.halt()
            self._say(TrackState.EXACT)
        else:
            self._wish = serial, frame
            self.pictures.wish(serial, frame)
            self._say(TrackState.DECODING)

    def take(self, answer: Wished) -> None:
        """The decoder's answer to a wish; overtaken ones are shown on the way, each under its own number."""
        wish = self._wish
        if wish is None:
            return
        if answer.serial == wish[0]:
            self._wish = None
        if answer.picture is not None:
            self._show(answer.picture, True, TrackState.DECODING if self._wish else TrackState.EXACT)
        elif answer.error is not None and self._wish is None:
            self.fail(answer.error)

    # -- playing

    def begin(self, wall_us: int, speed: float, back: bool) -> None:
        """Decode from a wall time on, or back from it."""
        self._wish, self._run_full = None, self.box == (0, 0)
        self.error = self.lane.extent.nothing
        table = self.lane.extent.table
        if self.pictures is None or table is None:
            return
        self._idle = self.lane.absence(wall_us) is (TrackState.BEFORE if back else TrackState.AFTER)
        if self._idle:
            self.pictures.halt()
            return
        at = self.lane.at_of(wall_us)
        frame = table.frame_at(at)
        on_screen = self.shown is not None and self.shown.frame == frame
        if back:
            self.pictures.decode_back(frame - on_screen, self.box, speed)
        else:
            self.pictures.decode_ahead(frame + on_screen if at >= 0 else 0, self.box, speed)

    @property
    def ready(self) -> bool:
        """Whether enough is decoded to begin."""
        return self.pictures is None or self._idle or self.pictures.ready or self.pictures.error is not None

    def play_to(self, wall_us: int, running: bool, back: bool) -> int:
        """Show what is due at a wall time; how many frames were left out for it."""
        why = self.lane.absence(wall_us)
        if self.pictures is None:
            self._say(why or (TrackState.FAILED if self.error else TrackState.PLAYING))
            return 0
        at = self.lane.at_of(wall_us)
        picture, dropped = self.pictures.due_back(at) if back else self.pictures.due(at, running)
        self.late += dropped
        error = self.pictures.error
        if error is not None and self.pictures.finished:
            self.fail(error)
        elif why is not None:
            self._leave(why)
        elif picture is not None:
            self._show(picture, self._run_full, TrackState.PLAYING)
        else:
            self._say(TrackState.DECODING if self.shown is None else TrackState.PLAYING)
        return dropped

    def next_wall_us(self, back: bool) -> int | None:
        """When the next picture that is there is due."""
        if self.pictures is None:
            return None
        at = self.pictures.next_back_us() if back else self.pictures.next_us
        return None if at is None else self.lane.wall_of(at)

    def halt(self) -> None:
        """Stop decoding ahead."""
        self._wish = None
        if self.pictures is not None:
            self.pictures.halt()

    def scale(self, box: tuple[int, int]) -> None:
        """Decode for this size while it plays."""
        if box != self.box:
            self.box, self._run_full = box, False
            if self.pictures is not None:
                self.pictures.scale(box)

    def fail(self, error: WorldError) -> None:
        """It cannot be shown; the others go on."""
        self._wish, self.error = None, error
        self._say(TrackState.FAILED)

    def _leave(self, why: TrackState) -> None:
        self.shown, self._full = None, False
        self._say(why)

    def _show(self, picture: Picture, full: bool, state: TrackState) -> None:
        table = self.lane.extent.table
        if table is None:
            return
        self.shown, self._full = picture, full
        wall_us = self.lane.wall_of(picture.shown_us)
        self._show_it(Shown(self.key, picture, wall_us, table.frames, table.confirmed, state))
        self._say(state)

    def _say(self, state: TrackState) -> None:
        if state is not self.state:
            self.state = state
            self._say_it(self.key, state)
