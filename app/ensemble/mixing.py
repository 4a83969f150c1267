"""How the sounds of several tracks become one: volume, mute, solo, and the choice of a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.player.stretch import Samples
from widgets.together.values import Channel

Wide = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fader:
    """What somebody set for one track."""

    volume: int = 80
    """0 to 100. Loudness is heard by its logarithm; the square of the share is near enough."""
    muted: bool = False
    solo: bool = False
    channel: Channel = Channel.BOTH

    @property
    def gain(self) -> float:
        """What samples are multiplied with."""
        return (self.volume / 100) ** 2


def audible(faders: Mapping[str, Fader]) -> tuple[str, ...]:
    """Which tracks are heard: those on solo, or all where none is; never a muted one."""
    solo = any(fader.solo for fader in faders.values())
    return tuple(key for key, fader in faders.items() if not fader.muted and (fader.solo or not solo))


def chosen(samples: Samples, channel: Channel) -> Samples:
    """Shape (n, 2): the chosen channel on both sides, or both as they are."""
    if channel is Channel.BOTH:
        return samples
    side = 0 if channel is Channel.LEFT else 1
    return np.repeat(samples[:, side : side + 1], 2, axis=1)


def faded(samples: Samples, fader: Fader) -> Wide:
    """One track's share of the mix, shape (n, 2), not yet rounded."""
    return chosen(samples, fader.channel).astype(np.float64) * fader.gain


def mixed(shares: Sequence[Wide], length: int) -> Samples:
    """The sum of all shares, rounded half to even and held inside 16 bits; silence where there is none."""
    total = np.zeros((length, 2))
    for share in shares:
        total += share
    return np.clip(np.rint(total), -32768, 32767).astype(np.int16)
