"""What an ensemble holds: its tracks, their threads, the mix, and what it says about them."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic, monotonic_ns

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.ensemble.desk import MixingDesk
from app.ensemble.mixing import Fader
from app.ensemble.sound import MixThread, Part, Silenced
from app.ensemble.track import Track, TrackState
from app.ensemble.voice import Voice
from app.player.clock import NowNs, PlayClock
from app.player.device import find_output
from app.player.picture_thread import AHEAD_BYTES, Wished
from app.player.sounding import FindOutput
from app.player.state import LAG_US, PlayerState, Ran
from app.player.worker import Worker, leave_all
from evidence.errors import WrongUse
from evidence.segments.reelclip import clip_of
from widgets.player.transport import SoundState
from widgets.together.values import Channel

MOST_PICTURES = 4


class Hall(QObject):
    """The part of `Ensemble` that holds and answers; its signals are described there."""

    shown = Signal(object)
    time = Signal(object)
    dropped = Signal(str, int)
    track_state = Signal(str, object)
    state = Signal(object)
    sound_state = Signal(str, object)
    levels = Signal(object)
    activated = Signal(str)
    failed = Signal(str, object)
    ended = Signal()
    looped = Signal()
    ran = Signal(object)

    _arrived = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        now_ns: NowNs = monotonic_ns,
        find_output: FindOutput = find_output,
        ahead_bytes: int = AHEAD_BYTES,
    ) -> None:
        """Start without tracks. All tracks together decode at most `ahead_bytes` ahead."""
        super().__init__(parent)
        self._now_ns, self._find_output, self._ahead_bytes = now_ns, find_output, ahead_bytes
        self._clock = PlayClock(now_ns)
        self._threads: list[Worker] = []
        self._mailbox: queue.SimpleQueue[tuple[str, object]] = queue.SimpleQueue()
        self._voices: dict[str, Voice] = {}
        self._sound: MixThread | None = None
        self._desk = MixingDesk(self.sound_state.emit)
        self._now = PlayerState.CLOSED
        self._speed, self._back = 1.0, False
        self._active = ""
        self._loop: tuple[int, int] | None = None
        self._stops: dict[str, tuple[int, ...]] = {}
        self._skips: tuple[tuple[int, int], ...] = ()
        self._wall_us = self._serial = self._begun_ns = self._said_us = 0
        self._running: int | None = None
        self._started = False
        self._rest = PlayerState.PAUSED
        self._heard: object = None
        self._ran_us, self._ran_speed = 0, 1.0  # up to where it was told that time ran, and how fast
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._arrived.connect(self._collect, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(leave_all, self._threads))

    def open(self, tracks: Sequence[Track]) -> None:
        """Take these tracks and show the beginning; what is open is closed before. Faders are kept by key.

        Raises:
            WrongUse: more than four of them have pictures.
        """
        seen = [track for track in tracks if track.probed.table is not None]
        if len(seen) > MOST_PICTURES:
            raise WrongUse("At most four pictures play together.", "最多同时播放四路画面。")
        self.close()
        deliver = partial(_tagged, self._mailbox, self._arrived.emit)
        share = self._ahead_bytes // max(1, len(seen))
        for track in tracks:
            voice = Voice(track, partial(deliver, track.key), self._now_ns, share, self._say_track, self.shown.emit)
            self._voices[track.key] = voice
            if voice.pictures is not None:
                self._begin_thread(voice.pictures)
        heard = [voice for voice in self._voices.values() if voice.lane.extent.sound is not None]
        if heard:
            parts = [Part(voice.lane, clip_of(voice.lane.track.path, voice.lane.track.probed)) for voice in heard]
            self._sound = MixThread(parts, partial(deliver, ""), self._find_output, self._now_ns)
            self._begin_thread(self._sound)
        self._desk.lay_out(self._voices, [voice.key for voice in heard], self._sound)
        self.set_active(tracks[0].key if tracks else "")
        self.seek(self.begin_us)

    def close(self) -> None:
        """Let go of all tracks. Threads and decoders end by themselves, at once; `wait_closed` waits for them."""
        self._timer.stop()
        self._tell_ran()
        leave_all(self._threads)
        self._voices, self._sound = {}, None
        self._mailbox = queue.SimpleQueue()
        self._running, self._started, self._loop = None, False, None
        self._desk.lay_out((), (), None)
        self._wall_us = 0
        self._say(PlayerState.CLOSED)

    def wait_closed(self, seconds: float = 5.0) -> bool:
        """At the end of the program: wait until threads and decoders of closed tracks are gone."""
        deadline = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _begin_thread(self, thread: Worker) -> None:
        self._threads[:] = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    # -- what is known

    @property
    def now(self) -> PlayerState:
        """The state given out last."""
        return self._now

    @property
    def playing(self) -> bool:
        """Whether it plays, or will as soon as the first frames are decoded."""
        return self._running is not None

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks in their order."""
        return tuple(voice.lane.track for voice in self._voices.values())

    @property
    def begin_us(self) -> int:
        """Wall time at which the first track begins."""
        return min((voice.lane.begin_us for voice in self._voices.values()), default=0)

    @property
    def end_us(self) -> int:
        """Wall time at which the last track ends."""
        return max((voice.lane.end_us for voice in self._voices.values()), default=0)

    @property
    def last_us(self) -> int:
        """Wall time of the last frame or sample of all."""
        return max((voice.lane.last_us for voice in self._voices.values()), default=0)

    @property
    def active(self) -> str:
        """Key of the track that is stepped and marked."""
        return self._active

    @property
    def at_us(self) -> int | None:
        """Recording time at the place, in the active track: of its frame where it has pictures; None where it is not.

        A mark on it is made here.
        """
        return self.time_in(self._active)

    def time_in(self, key: str) -> int | None:
        """Recording time at the place in a track: of the frame it shows, or of the sample that sounds."""
        voice = self._voices.get(key)
        if voice is None or voice.lane.absence(self.wall_us) is not None:
            return None
        if voice.pictures is not None:
            return voice.shown.shown_us if voice.shown is not None else None
        sample = voice.lane.extent.sample_at(voice.lane.at_of(self.wall_us))
        return sample.shown_us if sample is not None else None

    def sound_of(self, key: str) -> SoundState:
        """The state of a track's sound."""
        return self._desk.states.get(key, SoundState.NO_TRACK)

    @property
    def wall_us(self) -> int:
        """Wall time that runs while it plays; otherwise the place."""
        return self._clock.now_us() if self._started else self._wall_us

    def keeps_up(self, key: str) -> bool:
        """Whether the picture of a track that is on screen is the one of the time that runs, or hardly older."""
        voice = self._voices.get(key)
        if voice is None or voice.shown is None:
            return False
        until_us = voice.lane.extent.until_us(voice.shown.frame)
        return voice.lane.at_of(self._clock.now_us()) <= until_us + LAG_US

    def sounds(self, key: str) -> bool:
        """Whether a track is the only one that can be heard."""
        audible = [each for each in self.heard if self.faders[each].volume > 0]
        return audible == [key] and self.sound_of(key) is SoundState.ON

    def stretch_in(self, key: str, wall: Ran) -> tuple[int, int]:
        """What was played of a track, in recording time, while wall time ran."""
        voice = self._voices[key]
        extent = voice.lane.extent
        return extent.inside(voice.lane.at_of(wall.from_us)), extent.inside(voice.lane.at_of(wall.to_us))

    def late(self, key: str) -> int:
        """Late frames of a track that were left out since `open`."""
        return self._voices[key].late

    def state_of(self, key: str) -> TrackState | None:
        """The state of a track given out last; None where it is not open any more."""
        voice = self._voices.get(key)
        return voice.state if voice else None

    @property
    def decoders(self) -> tuple[int, ...]:
        """Process ids of the decoders that are running now."""
        seen = [pid for voice in self._voices.values() if voice.pictures and (pid := voice.pictures.pid) is not None]
        return (*seen, *(self._sound.decoders if self._sound else ()))

    def set_active(self, key: str) -> None:
        """Choose the track that is stepped and marked."""
        if key != self._active:
            self._active = key
            self.activated.emit(key)

    def set_display_size(self, key: str, width: int, height: int) -> None:
        """Pixels of the screen that a track's picture has room for while it plays; 0, 0: full size."""
        if key in self._voices:
            self._voices[key].scale((max(0, width), max(0, height)))

    # -- sound

    @property
    def faders(self) -> Mapping[str, Fader]:
        """What is set for every track that has sound."""
        return dict(self._desk.faders)

    @property
    def heard(self) -> tuple[str, ...]:
        """Keys of the tracks that are heard: not muted, and on solo where one is."""
        return self._desk.heard

    def set_volume(self, key: str, volume: int) -> None:
        """Volume of a track from 0 to 100."""
        self._desk.fade(key, volume=min(max(volume, 0), 100))

    def set_muted(self, key: str, muted: bool) -> None:
        """Sound of a track off or on."""
        self._desk.fade(key, muted=muted)

    def set_solo(self, key: str, solo: bool) -> None:
        """Hear this track (and others on solo) alone."""
        self._desk.fade(key, solo=solo)

    def set_channel(self, key: str, channel: Channel) -> None:
        """Hear both channels of a track, or one."""
        self._desk.fade(key, channel=channel)

    # -- what comes from the threads

    @Slot()
    def _collect(self) -> None:
        while True:
            try:
                key, item = self._mailbox.get_nowait()
            except queue.Empty:
                return
            if isinstance(item, Wished):
                self._voices[key].take(item)
                self._settle()
            elif isinstance(item, SoundState):
                self._desk.use_device(item)
            elif isinstance(item, Silenced):
                self._desk.silence(item.key)
                self.failed.emit(item.key, item.error)
            elif isinstance(item, BaseException):
                self.close()
                raise item  # a bug: it rises to the one reporter

    def _tell_ran(self, after_us: int = 0) -> None:
        """Tell how far it ran forward since that was told last, once that is more than `after_us` on a watch."""
        if not self._started or self._ran_speed < 0:
            return
        begin, end = self._ran_us, min(self._clock.now_us(), self.end_us)
        if end > begin + after_us * self._ran_speed:
            self._ran_us = end
            self.ran.emit(Ran(begin, end, self._ran_speed))

    def _say(self, state: PlayerState) -> None:
        if state is not self._now:
            self._now = state
            self.state.emit(state)

    def _say_track(self, key: str, state: TrackState) -> None:
        self.track_state.emit(key, state)
        error = self._voices[key].error if key in self._voices else None
        if state is TrackState.FAILED and error is not None:
            self.failed.emit(key, error)

    def seek(self, wall_us: int) -> None:
        """Go to a wall time."""
        raise NotImplementedError

    def _settle(self) -> None:
        """Say that it stands, once every picture asked for is there."""
        raise NotImplementedError

    def _tick(self) -> None:
        """Go on playing."""
        raise NotImplementedError


def _tagged(mailbox: queue.SimpleQueue[tuple[str, object]], ring: Callable[[], None], key: str, item: object) -> None:
    """Put something into a mailbox with the track it is about, and ring."""
    mailbox.put((key, item))
    with contextlib.suppress(RuntimeError):  # the owner, a QObject, is gone
        ring()
