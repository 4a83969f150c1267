"""What a player holds: the recording, its threads, the picture shown last, and what it says about them."""

from __future__ import annotations

import queue
import time
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.player.clock import NowNs, PlayClock
from app.player.device import find_output
from app.player.extent import Extent
from app.player.picture_thread import AHEAD_BYTES, PictureThread, Wished
from app.player.proxies import ProxyThread
from app.player.sound_thread import SoundThread
from app.player.sounding import FindOutput
from app.player.state import LAG_US, PlayerState, Ran
from app.player.worker import Worker, deliver_to, leave_all
from evidence.errors import WorldError
from evidence.media.door import Probed
from evidence.media.frames import FrameTable
from evidence.media.pictures import Picture
from evidence.media.proxypack import Place
from evidence.media.sounds import SamplePlace
from evidence.segments.reelclip import clip_of
from widgets.player.transport import SoundState


class Stage(QObject):
    """The part of `Player` that answers; its signals are described there."""

    shown = Signal(object)
    position = Signal(object)
    state = Signal(str)
    sound_state = Signal(object)
    failed = Signal(object)
    ended = Signal()
    level = Signal(object)
    looped = Signal()
    ran = Signal(object)
    dropped = Signal(int)

    _arrived = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        now_ns: NowNs = time.monotonic_ns,
        find_output: FindOutput = find_output,
        ahead_bytes: int = AHEAD_BYTES,
    ) -> None:
        """Start without a recording. `now_ns` paces playing, `find_output` finds the sound device."""
        super().__init__(parent)
        self._now_ns, self._find_output, self._ahead_bytes = now_ns, find_output, ahead_bytes
        self._clock = PlayClock(now_ns)
        self._threads: list[Worker] = []
        self._pictures: PictureThread | None = None
        self._sound: SoundThread | None = None
        self._proxies: ProxyThread | None = None
        self._mailbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._extent: Extent | None = None
        self._now = PlayerState.CLOSED
        self._sound_now = SoundState.NO_TRACK
        self._speed, self._volume, self._muted, self._box = 1.0, 80, False, (0, 0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._arrived.connect(self._collect, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(leave_all, self._threads))
        self._reset()

    def _reset(self) -> None:
        self._picture: Picture | None = None
        self._sample: SamplePlace | None = None
        self._picture_full = False  # whether it has its full size
        self._preview = False  # whether it was shown for another wish, or small, until the right one comes
        self._place_us = 0  # where playing goes on: the time asked for, or that of the frame shown
        self._loop: tuple[int, int] | None = None
        self._loop_end_us = 0  # when the frame at its out point is over
        self._wish: tuple[int, int] | None = None  # serial, frame asked for and not yet shown
        self._rest = PlayerState.PAUSED  # what it is once the wish is fulfilled
        self._back = False  # whether it plays, or played last, against the direction of time
        self._running: int | None = None  # serial of the run; None: it stands
        self._started = False  # the clock of the run was started
        self._run_full = True  # whether its pictures have their full size
        self._begun_ns = 0
        self._said_us = self._late = self._serial = self._metered_us = 0
        self._heard: object = None
        self._ran_us, self._ran_speed = 0, 1.0  # up to where it was told that time ran, and how fast

    def open(self, path: Path, probed: Probed, proxy: Place | None = None) -> None:
        """Open a recording and show its first frame; small pictures for dragging are kept at `proxy`, if given."""
        self.close()
        self._extent = extent = Extent(probed)
        self._mailbox = queue.SimpleQueue()
        if (nothing := extent.nothing) is not None:
            self._fail(nothing)
            return
        deliver = partial(deliver_to, self._mailbox, self._arrived.emit)
        if extent.table is not None:
            clip = clip_of(path, probed, ahead=True)
            self._pictures = PictureThread(clip, extent.table, deliver, self._now_ns, self._ahead_bytes, True)
            if proxy is not None:
                self._open_proxies(proxy, path, probed, extent.table)
            self._begin_thread(self._pictures)
        if extent.sound is not None:
            clip = clip_of(path, probed)
            self._sound = SoundThread(clip, extent.sound, deliver, self._find_output, self._now_ns)
            self._apply_volume()
            self._begin_thread(self._sound)
        else:
            self._say_sound(SoundState.NO_TRACK)
        self._first()

    def _begin_thread(self, thread: Worker) -> None:
        self._threads[:] = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        """Let go of the recording. Threads and decoders end by themselves, at once; `wait_closed` waits for them."""
        self._timer.stop()
        self._tell_ran()
        leave_all(self._threads)
        self._pictures = self._sound = self._extent = self._proxies = None
        self._mailbox = queue.SimpleQueue()
        self._reset()
        self._say(PlayerState.CLOSED)

    def wait_closed(self, seconds: float = 5.0) -> bool:
        """At the end of the program: wait until threads and decoders of closed recordings are gone."""
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def now(self) -> PlayerState:
        """The state given out last."""
        return self._now

    @property
    def sound_now(self) -> SoundState:
        """The state of the sound given out last."""
        return self._sound_now

    @property
    def playing(self) -> bool:
        """Whether it plays, or will as soon as the first frames are decoded."""
        return self._running is not None

    @property
    def exact(self) -> bool:
        """Whether what is shown is what was asked for, at full size, and stands: a mark can be made."""
        return self._now in (PlayerState.PAUSED, PlayerState.ENDED)

    @property
    def previewing(self) -> bool:
        """Whether the picture on screen stands for another one, which is being decoded: a mark cannot be made."""
        return self._preview and not self.exact

    @property
    def picture(self) -> Picture | None:
        """The picture shown last."""
        return self._picture

    @property
    def sample(self) -> SamplePlace | None:
        """In a recording of sound alone: the sample at the place."""
        return self._sample

    @property
    def frame(self) -> int | None:
        """Number of the frame shown; None where there is none."""
        return self._picture.frame if self._picture else None

    @property
    def pts(self) -> int | None:
        """Time stamp of the frame shown, or of the sample, in `time_base`."""
        place = self._picture or self._sample
        return place.pts if place else None

    @property
    def time_base(self) -> Fraction | None:
        """Seconds per tick of `pts`."""
        place = self._picture or self._sample
        return place.time_base if place else None

    @property
    def at_us(self) -> int | None:
        """Recording time of the frame shown, or of the sample."""
        place = self._picture or self._sample
        return place.shown_us if place else None

    @property
    def duration_us(self) -> int:
        """Recording time of the end of pictures and sound."""
        return self._extent.end_us if self._extent else 0

    @property
    def keeps_up(self) -> bool:
        """Whether the picture on screen is the one of the time that runs, or hardly older."""
        if self._extent is None or self._picture is None or self._preview:
            return False
        return self._clock.now_us() <= self._extent.until_us(self._picture.frame) + LAG_US

    @property
    def sounds(self) -> bool:
        """Whether it can be heard: the sound is on, and not turned down to nothing."""
        return self._sound_now is SoundState.ON and self._volume > 0

    @property
    def late(self) -> int:
        """Late frames that were left out since `open`."""
        return self._late

    @property
    def decoders(self) -> tuple[int, ...]:
        """Process ids of the decoders that are running now."""
        return tuple(pid for thread in (self._pictures, self._sound) if thread and (pid := thread.pid) is not None)

    def _first(self) -> None:
        """Show the beginning."""
        raise NotImplementedError

    def _tick(self) -> None:
        """Go on playing."""
        raise NotImplementedError

    def _take(self, answer: Wished) -> None:
        """Show what was wished for."""
        raise NotImplementedError

    def _open_proxies(self, place: Place, path: Path, probed: Probed, table: FrameTable) -> None:
        """Let small pictures be made."""
        raise NotImplementedError

    def _say(self, state: PlayerState) -> None:
        if state is not self._now:
            self._now = state
            self.state.emit(state.value)

    def _say_sound(self, state: SoundState) -> None:
        if self._muted and state is SoundState.ON:
            state = SoundState.OFF
        if state is not self._sound_now:
            self._sound_now = state
            self.sound_state.emit(state)

    def _apply_volume(self) -> None:
        if self._sound is not None:
            self._sound.volume = 0.0 if self._muted else self._volume / 100

    def _show(self, picture: Picture, full: bool, preview: bool = False) -> None:
        self._picture, self._picture_full, self._said_us = picture, full, picture.shown_us
        self._preview = preview
        self.shown.emit(picture)
        if self._proxies is not None and not preview:  # it wakes a thread, which may wait until this is painted
            self._proxies.look_at(picture.frame)

    def _show_sample(self, us: int) -> None:
        if self._extent is not None and (sample := self._extent.sample_at(us)) is not None:
            self._sample, self._said_us = sample, sample.shown_us
            self.position.emit(sample.shown_us)

    def _stand(self) -> None:
        """Stop what is running, without a word but about how far it ran."""
        self._timer.stop()
        self._tell_ran()
        self._running, self._started = None, False
        if self._pictures is not None:
            self._pictures.halt()
        if self._sound is not None:
            self._sound.halt()
            self.level.emit(None)

    def _tell_ran(self, after_us: int = 0) -> None:
        """Tell how far it ran forward since that was told last, once that is more than `after_us` on a watch."""
        if not self._started or self._extent is None or self._ran_speed < 0:
            return
        begin, end = self._ran_us, self._extent.inside(self._clock.now_us())
        if end > begin + after_us * self._ran_speed:
            self._ran_us = end
            self.ran.emit(Ran(begin, end, self._ran_speed))

    def _fail(self, error: WorldError) -> None:
        self._stand()
        self._wish = None
        self._say(PlayerState.FAILED)
        self.failed.emit(error)

    def _wish_for(self, frame: int) -> None:
        """Have a frame at full size; then it is as `_rest` says."""
        if self._pictures is None:
            return
        if self._picture_full and self.frame == frame:
            self._wish = None
            self._pictures.halt()
            self._say(self._rest)
            return
        self._serial += 1
        self._wish = self._serial, frame
        self._pictures.wish(*self._wish)
        self._say(PlayerState.DECODING)

    @Slot()
    def _collect(self) -> None:
        """Take what the threads delivered."""
        while True:
            try:
                item = self._mailbox.get_nowait()
            except queue.Empty:
                return
            if isinstance(item, Wished):
                self._take(item)
            elif isinstance(item, SoundState):
                self._say_sound(item)
            elif isinstance(item, WorldError):  # only the sound thread says so by itself
                self._say_sound(SoundState.FAILED)
                if self._pictures is None:
                    self._fail(item)
            elif isinstance(item, BaseException):
                self._stand()
                self._say(PlayerState.FAILED)
                raise item  # a bug: it rises to the one reporter
