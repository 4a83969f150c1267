"""A clock that moves when a test says so, and a sound device that plays by it."""

from __future__ import annotations

from app.player.player import Player


class HandClock:
    """Nanoseconds, moved by hand."""

    def __init__(self) -> None:
        """Stand at some instant."""
        self.ns = 10**12

    def __call__(self) -> int:
        """The instant."""
        return self.ns

    def go(self, us: int) -> None:
        """Let time pass."""
        self.ns += us * 1000

    def reach_next_frame(self, player: Player, speed: float = 1.0) -> None:
        """Let time pass until the frame after the one shown is due, or the end: never past a frame not yet shown."""
        extent, frame = player._extent, player.frame
        if player._started and extent is not None and frame is not None and not player._clock.held:
            left_us = extent.until_us(frame) - player.time_us
            if left_us > 0:
                self.go(int(left_us / speed) + 1)


class HandOutput:
    """A sound device with a small buffer; what is in it counts as played when the test says so."""

    def __init__(self, rate: int, channels: int) -> None:
        """With room for a fifth of a second."""
        self.rate, self.channels = rate, channels
        self.taken = bytearray()
        self.played = 0
        self.room = rate // 5 * channels * 2
        self.started = self.stopped = self.dead = False
        self.volume = -1.0

    def start(self) -> None:
        self.started = True

    def write(self, pcm: bytes) -> int:
        count = min(len(pcm), self.room - self.waiting())
        self.taken += pcm[:count]
        return count

    def waiting(self) -> int:
        return len(self.taken) - self.played

    def moving(self) -> bool:
        return self.played > 0

    def broken(self) -> bool:
        return self.dead

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def stop(self) -> None:
        self.stopped = True


class HandDevices:
    """Finds devices like `app.player.device.find_output`."""

    def __init__(self) -> None:
        """None was asked for yet."""
        self.outputs: list[HandOutput] = []
        self.there = True

    def __call__(self, rate: int, channels: int) -> HandOutput | None:
        if not self.there:
            return None
        self.outputs.append(HandOutput(rate, channels))
        return self.outputs[-1]

    @property
    def playing(self) -> HandOutput | None:
        """The one that plays now."""
        return next((each for each in reversed(self.outputs) if each.started and not each.stopped), None)
