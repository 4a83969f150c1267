"""Decodes the sounds of all audible tracks in one thread, mixes them and hands them to the device."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEventLoop

from app.ensemble.feed import Feed
from app.ensemble.lane import Lane
from app.ensemble.mixing import Fader, audible, faded, mixed, peak
from app.player.clock import NowNs
from app.player.device import Output
from app.player.sound_thread import BEHIND_US, FEED_S, FindOutput, Heard
from app.player.stretch import Stretch
from app.player.worker import Deliver, Worker
from evidence.errors import WorldError
from evidence.media.clip import Clip
from evidence.media.sounds import Sound
from evidence.progress import Cancelled
from widgets.player.transport import SoundState

PIECE_US = 20_000
"""What is mixed at once; a fader that is moved is heard after this and what the device holds."""
READY_S = 0.1
"""Mixed sound that waits for the device."""
LEVELS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Part:
    """A track that has sound."""

    lane: Lane
    clip: Clip


@dataclass(frozen=True, slots=True)
class Silenced:
    """The sound of this track cannot be decoded."""

    key: str
    error: WorldError


class MixThread(Worker):
    """Asked from the thread of the interface; delivers SoundState, Silenced, or an exception that is a bug."""

    def __init__(self, parts: Sequence[Part], deliver: Deliver, find: FindOutput, now_ns: NowNs) -> None:
        """Ready for orders once started; `find` and the output it finds are used from this thread only."""
        super().__init__("ensemble sound", parts[0].clip, deliver)
        self._parts = {part.lane.track.key: part for part in parts}
        self._find, self._now_ns = find, now_ns
        self.heard: Heard | None = None
        """The last that was heard, in wall time."""
        self.levels: deque[tuple[float, Mapping[str, float]]] = deque(maxlen=LEVELS_KEPT)
        """(wall time, level of every track) of what was mixed lately."""
        self._faders: Mapping[str, Fader] = {}
        self._silenced: set[str] = set()
        self._serial = 0
        self._wanted: tuple[int, float] | None = None  # from wall time, speed
        self._going = self._primed = self._audible = False
        self._clock: tuple[int, int] | None = None

    def set_faders(self, faders: Mapping[str, Fader]) -> None:
        """Volumes and choices from now on."""
        self._faders = dict(faders)

    def move(self, lane: Lane) -> None:
        """A track stands at another place; heard from the next beginning on."""
        key = lane.track.key
        if key in self._parts:
            self._parts[key] = Part(lane, self._parts[key].clip)

    def prepare(self, serial: int, from_us: int, speed: float) -> None:
        """Decode the beginning and open the device."""
        with self._changed:
            self._serial, self._wanted = serial, (from_us, speed)
            self._going = self._primed = self._audible = False
            self._clock = self.heard = None
            self.levels.clear()
            self._changed.notify_all()

    def go(self) -> None:
        """Play what was prepared, as soon as it is."""
        with self._changed:
            self._going = True
            self._changed.notify_all()

    def halt(self) -> None:
        """Be silent."""
        with self._changed:
            self._serial += 1
            self._wanted, self._going, self.heard = None, False, None
            self.levels.clear()
            self._changed.notify_all()

    def follow(self, now_us: int) -> None:
        """Wall time is this now."""
        self._clock = now_us, self._now_ns()

    @property
    def primed(self) -> bool:
        """Whether the sound can begin, or it is known that there is none."""
        return self._primed

    @property
    def audible(self) -> bool:
        """Whether a device will play what was prepared."""
        return self._audible

    @property
    def decoders(self) -> tuple[int, ...]:
        """Process ids of the decoders that are running now."""
        return tuple(pid for part in self._parts.values() if (pid := part.clip.pid) is not None)

    def levels_at(self, now_us: int) -> Mapping[str, float]:
        """How loud every track is at a wall time."""
        return next((levels for at_us, levels in reversed(tuple(self.levels)) if at_us <= now_us), {})

    def leave(self) -> None:
        """Ask the thread to end; returns at once."""
        super().leave()
        for pid in self.decoders:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM)

    def work(self) -> None:
        """Play what is wanted, until something else is."""
        try:
            self._deliver(self._state(self._open()))
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._left or (self._wanted is not None and not self._primed))
                    if self._left or self._wanted is None:
                        return
                    serial, (from_us, speed) = self._serial, self._wanted
                output = self._open()
                self._deliver(self._state(output))
                if output is not None:
                    with contextlib.suppress(Cancelled):
                        self._play(_Run(self, output, serial, from_us, speed))
                    output.stop()
                with self._changed:
                    self._primed = self._primed or serial == self._serial
                    self._audible = False
        finally:
            for part in self._parts.values():
                part.clip.close()

    def _open(self) -> Output | None:
        rates = [part.clip.sound_table.rate for part in self._parts.values() if part.clip.sound_table is not None]
        return self._find(max(rates, default=8000), 2)

    @staticmethod
    def _state(output: Output | None) -> SoundState:
        return SoundState.NO_DEVICE if output is None else SoundState.ON

    def _play(self, run: _Run) -> None:
        events = QEventLoop()  # a sink lives in this thread and reports by events
        started = False
        while True:
            run.mix()
            with self._changed:
                if self._over(run.serial):
                    return
                self._primed = self._audible = True
                self._changed.wait_for(lambda: self._over(run.serial) or self._going)
                if self._changed.wait_for(lambda: self._over(run.serial), FEED_S if started else 0):
                    return
            if not started:
                run.output.start()
                run.output.set_volume(1.0)
                started = True
            events.processEvents()
            if run.output.broken():
                self._deliver(SoundState.FAILED)
                return
            run.feed(self._clock, self._now_ns())
            if (heard := run.heard_us()) is not None:
                self.heard = Heard(run.serial, heard, self._now_ns())

    def _over(self, serial: int) -> bool:
        return self._left or serial != self._serial

    def parts_heard(self) -> list[Part]:
        """The tracks that are to be heard and can be."""
        keys = audible({key: self._faders.get(key, Fader()) for key in self._parts})
        return [self._parts[key] for key in keys if key not in self._silenced]

    def fader(self, key: str) -> Fader:
        """What is set for a track now."""
        return self._faders.get(key, Fader())

    def silence(self, key: str, error: WorldError) -> None:
        """Go on without this track."""
        self._silenced.add(key)
        if not self._left:
            self._deliver(Silenced(key, error))

    def decode(self, part: Part, serial: int, rate: int, from_us: int, to_us: int) -> Sound:
        """Sound of a stretch of one track's recording time; a decoder that died is started once more."""

        def progress(done: int, total: int) -> None:
            if self._over(serial):
                raise Cancelled

        return self._twice(lambda: part.clip.sound(from_us, to_us, rate=rate, channels=2, progress=progress))


class _Run:
    """The mix from one wall time on at one speed: what was mixed and not yet handed over, and where that stands."""

    def __init__(self, thread: MixThread, output: Output, serial: int, from_us: int, speed: float) -> None:
        self._thread, self.output, self.serial, self._speed = thread, output, serial, speed
        self._from_us, self._head_us = from_us, float(from_us)
        self._mixed = 0  # samples at normal speed since from_us
        self._feeds: dict[str, Feed] = {}
        self._pcm = bytearray()
        self._stretch = Stretch(speed, output.rate, 2) if speed != 1 else None
        self._whole = output.channels * 2
        self._written = False
        self._heard_us: int | None = None

    def mix(self) -> None:
        """Mix until enough waits for the device."""
        while len(self._pcm) < READY_S * self.output.rate * self._whole:
            self._mix_piece()

    def _mix_piece(self) -> None:
        thread, rate = self._thread, self.output.rate
        length = max(1, rate * PIECE_US // 1_000_000)
        heard = {part.lane.track.key: part for part in thread.parts_heard()}
        self._feeds = {key: feed for key, feed in self._feeds.items() if key in heard}
        shares, levels = [], {}
        for key, part in heard.items():
            feed = self._feeds.get(key)
            if feed is None:
                feed = self._feeds[key] = Feed(part.lane, self._from_us, rate, self._mixed)
            try:
                samples = feed.take(length, partial(thread.decode, part, self.serial, rate))
            except WorldError as error:
                thread.silence(key, error)
                continue
            shares.append(faded(samples, thread.fader(key)))
            levels[key] = peak(shares[-1])
        samples = mixed(shares, length)
        thread.levels.append((self._from_us + self._mixed * 1e6 / rate, levels))
        self._mixed += length
        if self._stretch:
            samples = self._stretch.feed(samples)
        if self.output.channels == 1:
            samples = samples.mean(axis=1, keepdims=True).astype(samples.dtype)
        self._pcm += samples.tobytes()

    def feed(self, clock: tuple[int, int] | None, now_ns: int) -> None:
        """Hand over what the device has room for."""
        if clock is not None:
            now_us = clock[0] + (now_ns - clock[1]) * self._speed / 1000
            behind_us = now_us - (self._head_us - self._us(self.output.waiting()))
            if behind_us > BEHIND_US * max(1.0, self._speed):
                self._pass_over(behind_us)
        while self._pcm:
            taken = self.output.write(bytes(self._pcm))
            del self._pcm[:taken]
            self._head_us += self._us(taken)
            self._written = self._written or taken > 0
            if self._pcm or taken == 0:
                return
            self.mix()

    def heard_us(self) -> int | None:
        """Wall time of what is heard now; None while the device does not move, or has nothing to play."""
        waiting = self.output.waiting()
        if not self._written or waiting == 0 or not self.output.moving():
            return None
        return int(self._head_us - self._us(waiting))

    def _us(self, length: int) -> float:
        return length / self._whole / self.output.rate * 1e6 * self._speed

    def _pass_over(self, us: float) -> None:
        """Leave out what is late: what is mixed, and then what is not even decoded."""
        length = min(len(self._pcm), int(us / 1e6 / self._speed * self.output.rate) * self._whole)
        del self._pcm[:length]
        self._head_us += self._us(length)
        rest = int((us - self._us(length)) * self.output.rate / 1e6)
        if rest > 0 and not self._pcm:
            self._mixed += rest
            self._head_us += rest * 1e6 / self.output.rate
            self._feeds.clear()
        self.mix()
