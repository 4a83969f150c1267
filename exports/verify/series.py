"""Files of one recorder that stand on one clock: when they surely recorded, computed anew from a case file's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

Json = dict[str, Any]
Pieces = list[tuple[int, int]]
MOST_EXACT_US = 1_000_000
"""Names of files tell at least the second; a file that claims less exact ones would pass a gap off as none."""
LEAST_US = {"picture": 200_000, "sound": 50_000}
"""Less missing at the end or beginning of a file hides no act."""
ROUNDING_US = 2


def recorded_as_one(
    case: Json, sense: str, shown: Mapping[str, Pieces], wall: Callable[[Json, int], int]
) -> Iterator[tuple[list[str], list[tuple[int, int]], int]]:
    """Of each series on one clock: its exhibits, its stretches on the wall clock, and the doubt that moves them all.

    `shown` holds where each exhibit surely shows the act, in recording time.
    """
    recordings = {one["exhibit"]: one for one in case["recordings"]}
    used: set[str] = set()
    for series in case.get("series", ()):
        labels, gaps, exact_us = series["exhibits"], series["gaps_us"], series["exact_us"]
        sound = len(labels) > 1 and len(gaps) == len(labels) - 1 and 0 <= exact_us <= MOST_EXACT_US
        if not sound or len(set(labels)) != len(labels) or used & set(labels) or set(labels) - set(recordings):
            continue
        files = [recordings[label] for label in labels]
        if not _one_clock(files, gaps, wall):
            continue
        used.update(labels)
        found: Pieces = []
        for file in files:
            found += [(wall(file["clock"], a), wall(file["clock"], b)) for a, b in shown.get(file["exhibit"], ())]
        for (file, after), gap_us in zip(pairwise(files), gaps, strict=True):
            ended, begun = shown.get(file["exhibit"], ()), shown.get(after["exhibit"], ())
            if ended and begun and gap_us <= exact_us:
                last, first = max(b for _, b in ended), min(a for a, _ in begun)
                if max(file["duration_us"] - last, first) <= LEAST_US.get(sense, 0):
                    found.append((wall(file["clock"], last), wall(after["clock"], first)))
        yield labels, found, files[0]["clock"]["uncertainty_us"]


def _one_clock(files: list[Json], gaps: list[int], wall: Callable[[Json, int], int]) -> bool:
    """Whether all clocks are checked, alike, and put each file where the gaps put it."""
    head = files[0]["clock"]
    if any(file["duration_us"] is None for file in files):
        return False
    for file in files:
        clock = file["clock"]
        if not clock["checked"] or clock["start"] is None or clock["uncertainty_us"] is None:
            return False
        if any(clock[name] != head[name] for name in ("uncertainty_us", "drift_ppb")):
            return False
    told = 0
    for file, after, gap_us in zip(files, files[1:], gaps, strict=False):
        told += file["duration_us"] + gap_us
        passed = told + round(Fraction(told * head["drift_ppb"], 10**9))
        if abs(wall(after["clock"], 0) - wall(head, 0) - passed) > ROUNDING_US:
            return False
    return True
