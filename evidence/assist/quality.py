"""Everything that is worth looking at in one recording, found by looking at all of it once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain

from evidence.assist import pictures, signals, sounds
from evidence.assist.findings import Finding, FindingKind, Quality, Summary
from evidence.media.door import Probed
from evidence.media.frames import FrameTable
from evidence.media.measured import Measured, PictureSeries, SoundSeries, measure
from evidence.media.process import PATIENCE_S
from evidence.media.sounds import SoundTable
from evidence.progress import Progress, no_progress

MOST_OF_A_KIND = 5000


def quality(
    path: str | os.PathLike[str],
    probed: Probed,
    progress: Progress = no_progress,
    *,
    patience_s: float = PATIENCE_S,
) -> Quality:
    """Decode the recording once, in a child process, and say where to look. `progress` counts thousandths.

    Raises:
        MediaDamaged, MediaLimit: it could not be decoded at all.
        Cancelled: `progress` raised it.
    """
    return judge(probed, measure(path, probed, progress, patience_s=patience_s))


def judge(probed: Probed, measured: Measured) -> Quality:
    """The findings of what was measured: the same series give the same findings."""
    found: list[Finding] = []
    usual = 0
    if probed.table and measured.pictures:
        found += _of_pictures(probed.table, measured.pictures)
        usual = pictures.usual_change(measured.pictures)
    if not (probed.sound and measured.sound):
        kept, left_off = _limited(found)
        return Quality(kept, Summary(usual, left_off=left_off))
    timeline = sounds.Timeline(probed.sound, measured.sound)
    loudness = sounds.short_term(timeline, measured.sound)
    found += _of_sound(probed.sound, measured.sound, timeline, loudness)
    kept, left_off = _limited(found)
    heard = [int(each.values.max()) for each in loudness if len(each.values)]
    summary = Summary(usual, sounds.usual_loudness(loudness), max(heard, default=None), left_off)
    return Quality(kept, summary, *sounds.curve(timeline, loudness))


def _of_pictures(table: FrameTable, series: PictureSeries) -> Iterable[Finding]:
    return chain(
        pictures.gaps(table),
        pictures.black(table, series),
        pictures.unchanging(table, series),
        pictures.cuts(table, series),
    )


def _of_sound(
    table: SoundTable, series: SoundSeries, timeline: sounds.Timeline, loudness: list[sounds.Loudness]
) -> Iterable[Finding]:
    return chain(
        sounds.gaps(table),
        sounds.silence(timeline, series),
        sounds.still_samples(timeline, series),
        sounds.clipping(timeline, series),
        sounds.loud(timeline, series, loudness),
        signals.keys(timeline, series),
        signals.tones(timeline, series),
    )


def _limited(found: list[Finding]) -> tuple[tuple[Finding, ...], int]:
    """In the order of time; of a kind that is found thousands of times, the first ones."""
    kept: list[Finding] = []
    counts = dict.fromkeys(FindingKind, 0)
    for one in sorted(found):
        counts[one.kind] += 1
        if counts[one.kind] <= MOST_OF_A_KIND:
            kept.append(one)
    return tuple(kept), len(found) - len(kept)
