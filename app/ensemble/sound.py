"""Decodes the sounds of all audible tracks in one thread, mixes them and hands them to the device."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.ensemble.feed import Feed
from app.ensemble.lane import Lane
from app.ensemble.mixing import Fader, audible, chosen, faded, mixed
from app.player.clock import NowNs
from app.player.device import Output
from app.player.levels import PIECE_US, Levels
from app.player.sounding import FindOutput, SoundRun, SoundWorker
from app.player.worker import Deliver
from evidence.errors import WorldError
from evidence.media.clip import Clip
from evidence.media.sounds import Sound

READY_S = 0.1
"""Mixed sound that waits for the device: a fader that is moved is heard after this and what the device holds."""


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


class MixThread(SoundWorker):
    """Plays several recordings' sounds; times are wall times. Delivers Silenced too."""

    def __init__(self, parts: Sequence[Part], deliver: Deliver, find: FindOutput, now_ns: NowNs) -> None:
        """Ready for orders once started."""
        rates = [part.clip.sound_table.rate for part in parts if part.clip.sound_table is not None]
        form = max(rates, default=8000), 2
        super().__init__("ensemble sound", parts[0].clip, deliver, find, now_ns, form)
        self._parts = {part.lane.track.key: part for part in parts}
        self._faders: Mapping[str, Fader] = {}
        self._silenced: set[str] = set()

    def set_faders(self, faders: Mapping[str, Fader]) -> None:
        """Volumes and choices from now on."""
        self._faders = dict(faders)

    def move(self, lane: Lane) -> None:
        """A track stands at another place; heard from the next beginning on."""
        key = lane.track.key
        if key in self._parts:
            self._parts[key] = Part(lane, self._parts[key].clip)

    @property
    def decoders(self) -> tuple[int, ...]:
        """Process ids of the decoders that are running now."""
        return tuple(pid for part in self._parts.values() if (pid := part.clip.pid) is not None)

    def leave(self) -> None:
        """Ask the thread to end; returns at once."""
        super().leave()
        for pid in self.decoders:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM)

    def work(self) -> None:
        """Play what is wanted; let go of all decoders at the end."""
        try:
            super().work()
        finally:
            for part in self._parts.values():
                part.clip.close()

    def begin(self, output: Output, serial: int, from_us: int, speed: float) -> SoundRun:
        """The mix from a wall time on."""
        return _Run(self, output, serial, from_us, speed)

    def parts_heard(self) -> list[Part]:
        """The tracks that are to be heard and can be."""
        keys = audible({key: self.fader(key) for key in self._parts})
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
        progress = self.stop_if_over(serial)
        return self._twice(lambda: part.clip.sound(from_us, to_us, rate=rate, channels=2, progress=progress))


class _Run(SoundRun):
    """The mix from one wall time on."""

    def __init__(self, thread: MixThread, output: Output, serial: int, from_us: int, speed: float) -> None:
        super().__init__(output, serial, from_us, speed, 2)
        self._thread, self._from_us = thread, from_us
        self._mixed = 0  # samples at normal speed since from_us
        self._feeds: dict[str, Feed] = {}

    def fill(self) -> None:
        """Mix until enough waits; where no recording has sound there is silence, without end."""
        while not self.holds(READY_S):
            self._mix_piece()

    def _mix_piece(self) -> None:
        thread, rate = self._thread, self.output.rate
        length = max(1, rate * PIECE_US // 1_000_000)
        heard = {part.lane.track.key: part for part in thread.parts_heard()}
        self._feeds = {key: feed for key, feed in self._feeds.items() if key in heard}
        self.levels = {key: self.levels.get(key) or Levels() for key in heard}
        shares = []
        for key, part in heard.items():
            feed = self._feeds.get(key)
            if feed is None:
                feed = self._feeds[key] = Feed(part.lane, self._from_us, rate, self._mixed)
            try:
                samples = feed.take(length, partial(thread.decode, part, self.serial, rate))
            except WorldError as error:
                thread.silence(key, error)
                continue
            fader = thread.fader(key)
            self.levels[key].add(self._from_us + self._mixed * 1e6 / rate, chosen(samples, fader.channel), rate)
            shares.append(faded(samples, fader))
        self._mixed += length
        self.add(mixed(shares, length))

    def leave_out(self, us: float) -> None:
        """Pass over what is late and not mixed: it is not even decoded."""
        length = int(us * self.output.rate / 1e6)
        self._mixed += length
        self._head_us += length * 1e6 / self.output.rate
        self._feeds.clear()
