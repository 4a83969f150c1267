"""The beginning of a file, read as headerless sound in several ways: a person sees and hears which is right."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evidence.errors import MediaDamaged, MediaLimit
from evidence.media import reasons
from evidence.media.paths import path_text
from evidence.media.plain import Fields
from evidence.media.process import PATIENCE_S, Child
from evidence.progress import Progress, no_progress

LONGEST_S = 30
MOST_SAMPLES = LONGEST_S * 192_000 * 2


@dataclass(frozen=True)
class Taste:
    """Mono samples of the beginning, as one way of reading gives them."""

    opening: str
    rate: int
    samples: NDArray[np.int16]


def tastes(
    path: str | os.PathLike[str],
    openings: Sequence[str],
    seconds: int = 20,
    progress: Progress = no_progress,
    *,
    patience_s: float = PATIENCE_S,
) -> list[Taste]:
    """The beginning of a file in each of these ways (texts of `opening_names`); those that give no sound are left out.

    Raises:
        MediaLimit: the decoder hung, crashed, or answered nonsense.
    """
    found: list[Taste] = []
    with Child(patience_s=patience_s) as child:
        for number, opening in enumerate(openings):
            progress(number, len(openings))
            order = {"do": "taste", "batch": True, "path": path_text(path), "demuxer": opening, "seconds": seconds}
            try:
                answer, blob = child.ask(order)
            except MediaDamaged:
                continue
            found.append(_taste(opening, answer, blob))
    return found


def _taste(opening: str, answer: Fields, blob: bytes) -> Taste:
    try:
        rate = answer.whole("rate", 1, 1_000_000)
        if len(blob) % 2 or len(blob) > 2 * MOST_SAMPLES:
            raise ValueError("no samples")
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense
    return Taste(opening, rate, np.frombuffer(blob, np.int16))
