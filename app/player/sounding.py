"""Keeps a sound device busy from a thread of its own: what one recording and several mixed ones have in common."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop

from app.player.clock import NowNs
from app.player.device import Output
from app.player.levels import Levels
from app.player.stretch import Samples, Stretch
from app.player.worker import Deliver, Worker
from evidence.errors import WorldError
from evidence.media.clip import Clip
from evidence.progress import Cancelled
from widgets.player.meter import Level
from widgets.player.transport import SoundState

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


class SoundWorker(Worker):
    """Asked from the thread of the interface; delivers SoundState, WorldError, or an exception that is a bug."""

    def __init__(
        self, name: str, clip: Clip, deliver: Deliver, find: FindOutput, now_ns: NowNs, form: tuple[int, int]
    ) -> None:
        """Ready for orders once started; `find` and the output it finds (for `form`: rate, channels) stay inside."""
        super().__init__(name, clip, deliver)
        self._find, self._now_ns, self._form = find, now_ns, form
        self.volume = 1.0
        """Read again and again."""
        self.heard: Heard | None = None
        """The last that was heard."""
        self._serial = 0
        self._wanted: tuple[int, float] | None = None  # from when, speed
        self._going = self._primed = self._audible = False
        self._clock: tuple[int, int] | None = None  # time that runs, instant
        self._run: SoundRun | None = None

    # -- what a subclass does

    def begin(self, output: Output, serial: int, from_us: int, speed: float) -> SoundRun:
        """The sound from one time on."""
        raise NotImplementedError

    def warm_up(self, output: Output) -> None:
        """Whatever makes the first playing begin at once."""

    # -- orders

    def prepare(self, serial: int, from_us: int, speed: float) -> None:
        """Decode the beginning and open the device."""
        with self._changed:
            self._serial, self._wanted = serial, (from_us, speed)
            self._going = self._primed = self._audible = False
            self._clock = self.heard = self._run = None
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
            self._wanted, self._going, self.heard, self._run = None, False, None, None
            self._changed.notify_all()

    def follow(self, now_us: int) -> None:
        """The time that runs is this now."""
        self._clock = now_us, self._now_ns()

    @property
    def primed(self) -> bool:
        """Whether the sound can begin, or it is known that there is none."""
        return self._primed

    @property
    def audible(self) -> bool:
        """Whether a device will play what was prepared."""
        return self._audible

    def levels_by(self, now_us: int) -> Mapping[str, Level]:
        """How loud each recording is that is heard, since this was asked last."""
        run = self._run
        return {key: levels.heard_by(now_us) for key, levels in tuple(run.levels.items())} if run is not None else {}

    # -- the thread

    def work(self) -> None:
        """Play what is wanted, until something else is."""
        found = self._find(*self._form)
        self._deliver(self._state(found))
        if found is not None:
            with contextlib.suppress(WorldError, Cancelled):  # what goes wrong here is said when it is played
                self.warm_up(found)
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._left or (self._wanted is not None and not self._primed))
                if self._left or self._wanted is None:
                    return
                serial, (from_us, speed) = self._serial, self._wanted
            output = self._find(*self._form)
            self._deliver(self._state(output))
            if output is not None:
                try:
                    self._play(self.begin(output, serial, from_us, speed))
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

    def _play(self, run: SoundRun) -> None:
        """Fill, wait for `go`, then keep the device busy until something else is wanted."""
        events = QEventLoop()  # a sink lives in this thread and reports by events
        started = False
        while True:
            run.fill()
            with self._changed:
                if self.over(run.serial):
                    return
                self._primed = self._audible = True
                self._run = run
                self._changed.wait_for(lambda: self.over(run.serial) or self._going)
                if self._changed.wait_for(lambda: self.over(run.serial), FEED_S if started else 0):
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

    def over(self, serial: int) -> bool:
        """Whether something else is wanted by now."""
        return self._left or serial != self._serial

    def stop_if_over(self, serial: int) -> Callable[[int, int], None]:
        """A `progress` that raises Cancelled as soon as something else is wanted."""

        def progress(done: int, total: int) -> None:
            if self.over(serial):
                raise Cancelled

        return progress


class SoundRun:
    """Sound from one time on at one speed: what was made and not yet handed over, and where that stands."""

    def __init__(self, output: Output, serial: int, from_us: int, speed: float, channels: int) -> None:
        """Nothing is made yet; what is, has `channels`."""
        self.output, self.serial, self._speed = output, serial, speed
        self.levels: dict[str, Levels] = {}
        self._head_us = float(from_us)
        self._pcm = bytearray()
        self._stretch = Stretch(speed, output.rate, channels) if speed != 1 else None
        self._whole = output.channels * 2
        self._written = False
        self._heard_us: int | None = None

    # -- what a subclass does

    def fill(self) -> None:
        """Make sound until enough waits for the device."""
        raise NotImplementedError

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return False

    def leave_out(self, us: float) -> None:
        """Pass over what is not even made."""

    # -- handing over

    def add(self, samples: Samples) -> None:
        """Put what was made, shape (n, channels), behind what waits."""
        if self._stretch:
            samples = self._stretch.feed(samples)
        if self.output.channels == 1 and samples.shape[1] > 1:
            samples = samples.mean(axis=1, keepdims=True).astype(samples.dtype)
        self._pcm += samples.tobytes()

    def holds(self, seconds: float) -> bool:
        """Whether so much waits for the device."""
        return len(self._pcm) >= seconds * self.output.rate * self._whole

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
            self.fill()

    def heard_us(self) -> int | None:
        """Time of what is heard now; None while the device does not move, or has nothing to play."""
        waiting, before = self.output.waiting(), self._heard_us
        if not self._written or waiting == 0 or not self.output.moving():
            return None
        self._heard_us = int(self._head_us - self._us(waiting))
        # A device may keep the last few samples for good; time does not stand still for them.
        all_given = not self._pcm and self.finished
        return None if all_given and self._heard_us == before else self._heard_us

    def _us(self, length: int) -> float:
        return length / self._whole / self.output.rate * 1e6 * self._speed

    def _pass_over(self, us: float) -> None:
        """Leave out what is late."""
        length = min(len(self._pcm), int(us / 1e6 / self._speed * self.output.rate) * self._whole)
        del self._pcm[:length]
        self._head_us += self._us(length)
        rest_us = us - self._us(length)
        if rest_us > 0 and not self._pcm:
            self.leave_out(rest_us)
        self.fill()
