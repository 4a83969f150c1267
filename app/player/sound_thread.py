"""Decodes sound in a thread of its own and hands it to the device, so that pictures and windows cannot hold it up."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEventLoop

from app.player.clock import NowNs
from app.player.device import Output
from app.player.stretch import Samples, Stretch
from app.player.worker import Deliver, Worker
from evidence.errors import WorldError
from evidence.media.clip import Clip
from evidence.media.sounds import SoundTable
from evidence.progress import Cancelled
from widgets.player.transport import SoundState

CHUNK_US = 250_000
HELD_S = 1.0
"""Sound decoded before it is handed over, in seconds of the device."""
FEED_S = 0.01
BEHIND_US = 200_000
"""Sound that is later than this (the device ran dry) is left out, so that the rest is on time."""

FindOutput = Callable[[int, int], Output | None]


@dataclass(frozen=True, slots=True)
class Heard:
    """The device played the sound of `us` at the instant `at_ns`."""

    serial: int
    us: int
    at_ns: int


class SoundThread(Worker):
    """Asked from the thread of the interface; delivers SoundState, WorldError, or an exception that is a bug."""

    def __init__(self, clip: Clip, table: SoundTable, deliver: Deliver, find: FindOutput, now_ns: NowNs) -> None:
        """Ready for orders once started; `find` and the output it finds are used from this thread only."""
        super().__init__("player sound", clip, deliver)
        self._table, self._find, self._now_ns = table, find, now_ns
        self.volume = 1.0
        """Read again and again."""
        self.heard: Heard | None = None
        """The last that was heard."""
        self._serial = 0
        self._wanted: tuple[int, float] | None = None  # from_us, speed
        self._going = False
        self._primed = self._audible = False
        self._clock: tuple[int, int] | None = None  # recording time, instant

    def prepare(self, serial: int, from_us: int, speed: float) -> None:
        """Decode the beginning and open the device."""
        with self._changed:
            self._serial, self._wanted = serial, (from_us, speed)
            self._going = self._primed = self._audible = False
            self._clock = self.heard = None
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
            self._changed.notify_all()

    def follow(self, now_us: int) -> None:
        """Recording time is this now."""
        self._clock = now_us, self._now_ns()

    @property
    def primed(self) -> bool:
        """Whether the sound can begin, or it is known that there is none."""
        return self._primed

    @property
    def audible(self) -> bool:
        """Whether a device will play what was prepared."""
        return self._audible

    def work(self) -> None:
        """Play what is wanted, until something else is."""
        found = self._find(self._table.rate, self._table.channels)
        self._deliver(self._state(found))
        if found is not None:
            # Starts the decoder, so that playing begins at once; what goes wrong here is said when it is played.
            with contextlib.suppress(WorldError, Cancelled):
                self.stretch_of(self._serial, self._table.start_us, self._table.start_us + 1000, found.rate, 1)
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._left or (self._wanted is not None and not self._primed))
                if self._left or self._wanted is None:
                    return
                serial, (from_us, speed) = self._serial, self._wanted
            output = self._find(self._table.rate, self._table.channels)
            self._deliver(self._state(output))
            if output is not None:
                try:
                    self._play(_Run(self, output, serial, from_us, speed))
                except Cancelled:
                    continue
                except WorldError as error:
                    if not self._left:
                        self._deliver(error)
                finally:
                    output.stop()
            with self._changed:
                self._primed = self._primed or serial == self._serial
                self._audible = False

    @staticmethod
    def _state(output: Output | None) -> SoundState:
        return SoundState.NO_DEVICE if output is None else SoundState.ON

    def _play(self, run: _Run) -> None:
        """Fill, wait for `go`, then keep the device busy until something else is wanted."""
        events = QEventLoop()  # a sink lives in this thread and reports by events
        started = False
        while True:
            while run.wants_more:
                run.decode()
            with self._changed:
                if self._over(run):
                    return
                self._primed = self._audible = True
                self._changed.wait_for(lambda: self._over(run) or self._going)
                if self._changed.wait_for(lambda: self._over(run), FEED_S if started else 0):
                    return
            if not started:
                run.output.start()
                started = True
            events.processEvents()
            if run.output.broken():
                self._deliver(SoundState.FAILED)
                return
            run.output.set_volume(self.volume)
            run.feed(self._clock, self._now_ns())
            if (heard := run.heard_us()) is not None:
                self.heard = Heard(run.serial, heard, self._now_ns())

    def _over(self, run: _Run) -> bool:
        return self._left or run.serial != self._serial

    def stretch_of(self, serial: int, from_us: int, to_us: int, rate: int, channels: int) -> Samples:
        """Sound of a stretch, silence where the recording has none.

        Raises:
            Cancelled: something else is wanted by now and decoding takes long.
            WorldError: it cannot be decoded.
        """

        def progress(done: int, total: int) -> None:
            if self._left or serial != self._serial:
                raise Cancelled

        sound = self._twice(lambda: self._clip.sound(from_us, to_us, rate=rate, channels=channels, progress=progress))
        silence_us = sound.first_us - from_us if len(sound.samples) else to_us - from_us
        if silence_us <= 2_000_000 // self._table.rate:  # it joins the stretch before
            return sound.samples
        silence = np.zeros((silence_us * rate // 1_000_000, channels), np.int16)
        return np.concatenate([silence, sound.samples])


class _Run:
    """Sound from one place on at one speed: what was decoded and not yet handed over, and where that stands."""

    def __init__(self, thread: SoundThread, output: Output, serial: int, from_us: int, speed: float) -> None:
        self._thread, self.output, self.serial, self._speed = thread, output, serial, speed
        self._decoded_us = self._head_us = float(from_us)
        self._pcm = bytearray()
        self._stretch = Stretch(speed, output.rate, output.channels) if speed != 1 else None
        self._whole = output.channels * 2
        self._written = False
        self._heard_us: int | None = None

    @property
    def wants_more(self) -> bool:
        past = self._decoded_us >= self._thread._table.end_us
        return len(self._pcm) < HELD_S * self.output.rate * self._whole and not past

    def decode(self) -> None:
        begin, end = int(self._decoded_us), int(self._decoded_us) + CHUNK_US
        samples = self._thread.stretch_of(self.serial, begin, end, self.output.rate, self.output.channels)
        self._decoded_us = end
        self._pcm += (self._stretch.feed(samples) if self._stretch else samples).tobytes()

    def feed(self, clock: tuple[int, int] | None, now_ns: int) -> None:
        """Hand over what the device has room for."""
        if clock is not None:
            now_us = clock[0] + (now_ns - clock[1]) * self._speed / 1000
            behind_us = now_us - (self._head_us - self._us(self.output.waiting()))
            if behind_us > BEHIND_US * max(1.0, self._speed):
                self._pass_over(behind_us)
        taken = self.output.write(bytes(self._pcm[: self.output.rate * self._whole]))
        del self._pcm[:taken]
        self._head_us += self._us(taken)
        self._written = self._written or taken > 0

    def heard_us(self) -> int | None:
        """Recording time of what is heard now; None while the device does not move, or has nothing to play."""
        waiting, before = self.output.waiting(), self._heard_us
        if not self._written or waiting == 0 or not self.output.moving():
            return None
        self._heard_us = int(self._head_us - self._us(waiting))
        # A device may keep the last few samples for good; time does not stand still for them.
        all_given = not self._pcm and not self.wants_more
        return None if all_given and self._heard_us == before else self._heard_us

    def _us(self, length: int) -> float:
        return length / self._whole / self.output.rate * 1e6 * self._speed

    def _pass_over(self, us: float) -> None:
        length = min(len(self._pcm), int(us / 1e6 / self._speed * self.output.rate) * self._whole)
        del self._pcm[:length]
        self._head_us += self._us(length)
