"""Findings about pictures: missing, black, unchanging, changing all at once. Pure arithmetic on what was measured."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.runs import Flags, Numbers, runs, sliding_median
from evidence.media.frames import JITTER_US, FrameTable
from evidence.media.measured import UNSEEN, PictureSeries, numbers
from evidence.timecode import MICROSECONDS

BLACK_LIT = 20_000
"""At most this many samples in a million brighter than black."""
BLACK_US = 80_000
STILL_CHANGE = 20
"""Thousandths of a level: noise of codecs. At 50 quiet scenes were called frozen as well."""
STILL_MOVED = 2
STILL_MIDDLE = 5
"""Half of the changes are no larger: of a frozen picture a codec mostly repeats every block, of a quiet scene not."""
STILL_US = 1_000_000
STILL_LONG_US = 10_000_000
"""Needed where most of a recording does not change, as on a screen log."""
STILL_PICTURES = 3
BRIDGE_US = 200_000
"""A key frame in the middle of an unchanging stretch may alter it faintly; the stretch goes on behind it."""
CUT_LEAST = 3_000
CUT_TIMES = 4
CUT_AROUND = 12
REGULAR_SHARE = 0.95


def gaps(table: FrameTable) -> Iterator[Finding]:
    """Steps in the frame times: at a regular rate each missing picture, otherwise what the table calls a gap."""
    steps = _ticks(table)
    if not len(steps):
        return
    usual = table.usual_step
    spread = max(2, JITTER_US / MICROSECONDS / table.time_base)
    regular = usual > 0 and (np.abs(steps - usual) <= spread).mean() >= REGULAR_SHARE
    if regular:
        for place in np.flatnonzero((steps > 1.5 * usual) & (steps - usual > spread)).tolist():
            begin, end = table.shown_us(place), table.shown_us(place + 1)
            yield Finding(begin, end, FindingKind.GAP, max(1, round(steps[place] / usual) - 1), "picture")
        return
    for gap in table.gaps:
        missing = round((gap.to_us - gap.from_us) / max(1, table.duration_us) * table.frames)
        yield Finding(gap.from_us, gap.to_us, FindingKind.GAP, max(1, missing), "picture")


def _ticks(table: FrameTable) -> Numbers:
    stamps = np.frombuffer(table.pts, np.int64)
    return stamps[1:] - stamps[:-1]


def black(table: FrameTable, series: PictureSeries) -> Iterator[Finding]:
    """Stretches in which next to nothing is brighter than black."""
    lit, bright = numbers(series.lit), numbers(series.bright)
    for begin, end in runs(lit <= BLACK_LIT):
        from_us, to_us = table.shown_us(begin), _end_us(table, end)
        if to_us - from_us >= BLACK_US:
            yield Finding(from_us, to_us, FindingKind.BLACK, round(int(bright[begin:end].max()) / 1000))


def unchanging(table: FrameTable, series: PictureSeries) -> Iterator[Finding]:
    """Stretches of pictures that are the same but for a codec's noise; black ones are not said twice."""
    change, moved = numbers(series.change), numbers(series.moved)
    seen = change != UNSEEN
    seen[:1] = False  # before the first picture there is none
    usual = usual_change(series)
    tolerance = STILL_CHANGE if usual <= STILL_CHANGE else min(STILL_CHANGE, usual // 4)
    shortest = STILL_LONG_US if usual <= STILL_CHANGE else STILL_US
    steady = seen & (moved <= STILL_MOVED)
    black_too = numbers(series.lit) <= BLACK_LIT
    for begin, end in _joined(table, steady, runs(steady & (change <= tolerance))):
        # Frame `begin` equals the one before it, so the stretch starts there.
        from_us, to_us = table.shown_us(begin - 1), _end_us(table, end)
        if end - begin < STILL_PICTURES or to_us - from_us < shortest or black_too[begin:end].mean() > 0.5:
            continue
        if np.median(change[begin:end]) <= STILL_MIDDLE:
            yield Finding(from_us, to_us, FindingKind.STILL, int(change[begin:end].max()))


def _joined(table: FrameTable, steady: Flags, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces between which a key frame altered the same picture faintly become one."""
    keys = _keys(table)
    found: list[tuple[int, int]] = []
    for begin, end in pieces:
        if found:
            last = found[-1][1]
            near = table.shown_us(begin) - table.shown_us(last) <= BRIDGE_US
            if near and steady[last:begin].all() and keys[last:begin].any():
                found[-1] = found[-1][0], end
                continue
        found.append((begin, end))
    return found


def usual_change(series: PictureSeries) -> int:
    """Median change from picture to picture, thousandths of a level."""
    change = numbers(series.change)
    known = change[change != UNSEEN]
    return int(np.median(known)) if len(known) else 0


def cuts(table: FrameTable, series: PictureSeries) -> Iterator[Finding]:
    """Pictures that differ from the one before far more than is usual in this recording and around them.

    A change of pixels, so that a mirrored splice, whose brightness is the same, is seen. Key frames, which a codec
    makes look a little different each time, are compared with key frames as well. Across a gap in time no cut is
    named: the gap is.
    """
    change = numbers(series.change)
    known = change != UNSEEN
    known[:1] = False
    if known.sum() < 3:
        return
    values = np.where(known, change, 0)
    usual = float(np.percentile(change[known], 95))
    around = sliding_median(values, CUT_AROUND)
    threshold = np.maximum(np.maximum(CUT_LEAST, CUT_TIMES * usual), CUT_TIMES * around)
    keys = _keys(table) & known
    if keys.any():
        threshold[keys] = np.maximum(threshold[keys], CUT_TIMES * float(np.median(change[keys])))
    sudden = known & (values >= threshold) & ~_after_gap(table)
    median = max(1, usual_change(series))
    for place in np.flatnonzero(sudden).tolist():
        at_us = table.shown_us(place)
        yield Finding(at_us, at_us, FindingKind.CUT, min(int(values[place]) // median, 10_000))


def _keys(table: FrameTable) -> Flags:
    flags = np.zeros(table.frames, np.bool_)
    flags[np.frombuffer(table.points.frame, np.int64)] = True
    return flags


def _after_gap(table: FrameTable) -> Flags:
    return np.concatenate([[False], _ticks(table) > 3 * max(1, table.usual_step)])


def _end_us(table: FrameTable, frame: int) -> int:
    """When the frame before `frame` ends."""
    return table.shown_us(frame) if frame < table.frames else table.duration_us
