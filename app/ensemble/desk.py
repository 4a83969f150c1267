"""What is set for the sound of every track, and whether it can be heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.ensemble.mixing import Fader, audible
from app.ensemble.sound import MixThread
from widgets.player.meter import Level
from widgets.player.transport import SoundState


class MixingDesk:
    """Used from the thread of the interface. `say` tells the state of a track's sound."""

    def __init__(self, say: Callable[[str, SoundState], None]) -> None:
        """Start without tracks."""
        self._say_it = say
        self.thread: MixThread | None = None
        self.faders: dict[str, Fader] = {}
        self.states: dict[str, SoundState] = {}
        self._keys: tuple[str, ...] = ()
        self._device = SoundState.NO_TRACK
        self._silenced: set[str] = set()

    def lay_out(self, keys: Iterable[str], sounding: Iterable[str], thread: MixThread | None) -> None:
        """Take other tracks, of which `sounding` have sound. What was set for a key is kept."""
        self._keys, self.thread = tuple(keys), thread
        self.faders = {key: self.faders.get(key, Fader()) for key in sounding}
        self.states, self._device, self._silenced = {}, SoundState.NO_TRACK, set()
        self._tell()

    @property
    def heard(self) -> tuple[str, ...]:
        """Keys of the tracks that are heard: not muted, and on solo where one is."""
        return tuple(key for key in audible(self.faders) if key not in self._silenced)

    def fade(self, key: str, **changes: Any) -> None:
        """Set something for one track."""
        if key in self.faders:
            self.faders[key] = replace(self.faders[key], **changes)
            self._tell()

    def use_device(self, state: SoundState) -> None:
        """The device was found, or not, or is gone."""
        self._device = state
        self._tell()

    def silence(self, key: str) -> None:
        """The sound of a track cannot be decoded."""
        self._silenced.add(key)
        self._tell()

    def levels_by(self, now_us: int) -> Mapping[str, Level]:
        """How loud every track is at a wall time, before its fader."""
        return self.thread.levels_by(now_us) if self.thread is not None else {}

    def _tell(self) -> None:
        if self.thread is not None:
            self.thread.set_faders(self.faders)
        heard = self.heard
        for key in self._keys:
            state = SoundState.ON if key in heard else SoundState.OFF
            if key not in self.faders:
                state = SoundState.NO_TRACK
            elif key in self._silenced:
                state = SoundState.FAILED
            elif self._device in (SoundState.NO_DEVICE, SoundState.FAILED):
                state = self._device
            if self.states.get(key) is not state:
                self.states[key] = state
                self._say_it(key, state)
