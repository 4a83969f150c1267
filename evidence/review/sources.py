"""From linked exhibits to what can be seen and heard in them: facts of the file, assessed sound, findings, clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.assist.findings import Quality
from evidence.assist.unusable import PICTURE, SOUND, unusable
from evidence.labels import Label
from evidence.media.door import Probed
from evidence.media.facts import Playable
from evidence.model.grouping import Grouping
from evidence.model.kinds import Act, AudioUsable
from evidence.model.recording import Exhibit
from evidence.review.coverage import Fitness, Run, Sense, Source
from evidence.review.intervals import Intervals
from evidence.segments.finding import find_series

Looked = tuple[Probed | None, Quality | None]
"""The tables of a recording and what was found in it; None: not made yet."""


def sources_of(exhibits: Iterable[Exhibit], looked: Callable[[Exhibit], Looked]) -> tuple[Source, ...]:
    """The recordings among these exhibits, each with its picture and sound as far as they show what is absent."""
    found = []
    for exhibit in exhibits:
        facts = exhibit.recording.facts
        if facts.pages is None:
            senses = {}
            probed, quality = looked(exhibit)
            if facts.picture is not None:
                senses[PICTURE] = _picture(exhibit, probed, quality)
            if facts.sound is not None:
                senses[SOUND] = _sound(exhibit, probed, quality)
            found.append(Source(exhibit.id, exhibit.label, exhibit.recording.clock, senses))
    return tuple(found)


def runs_of(exhibits: Sequence[Exhibit], groupings: Iterable[Grouping] = ()) -> tuple[Run, ...]:
    """Which of these exhibits are files of one recorder that follow each other, as their names tell.

    What a person joined is shown as one and no more: nothing is concluded as absent because somebody said so.
    """
    return tuple(
        Run(
            one.name,
            tuple(piece.id for piece in one.pieces),
            one.told_us,
            tuple(piece.recording.facts.duration_us for piece in one.pieces),
            one.exact_us,
        )
        for one in find_series(exhibits, groupings).series
        if one.by_hand is None
    )


def _picture(exhibit: Exhibit, probed: Probed | None, quality: Quality | None) -> Sense:
    table = probed.table if probed else None
    extent = Intervals.of([(0, table.duration_us if table else exhibit.recording.facts.duration_us)])
    return _sense(exhibit, probed is not None, quality, Act.SHOWN, extent, None)


def _sound(exhibit: Exhibit, probed: Probed | None, quality: Quality | None) -> Sense:
    facts, usable = exhibit.recording.facts, exhibit.recording.audio_usable
    table = probed.sound if probed else None
    # Sound that begins before the first picture is not played: recording time begins with the picture.
    first_us = 0 if facts.picture is not None else facts.first_us
    begin_us = max(table.start_us, first_us) if table else first_us
    extent = Intervals.of([(begin_us, table.end_us if table else facts.duration_us)])
    if usable is AudioUsable.NO:
        reason = Label(f"The sound of {exhibit.label} is not usable", f"{exhibit.label} 的声音不可用")
        return Sense(Fitness.NO, reason, extent)
    doubt = None
    if usable is AudioUsable.UNKNOWN:
        doubt = Label(
            f"It is not assessed whether the sound of {exhibit.label} is usable",
            f"尚未评估 {exhibit.label} 的声音是否可用",
        )
    elif usable is AudioUsable.PARTIAL:
        doubt = Label(
            f"The sound of {exhibit.label} is usable in part only, so it cannot show that nothing was said",
            f"{exhibit.label} 的声音仅部分可用，不能证明未曾说过",
        )
    return _sense(exhibit, probed is not None, quality, Act.SAID, extent, doubt)


def _sense(
    exhibit: Exhibit, known: bool, quality: Quality | None, act: Act, extent: Intervals, doubt: Label | None
) -> Sense:
    facts = exhibit.recording.facts
    if facts.playable is Playable.NO:
        return Sense(Fitness.NO, Label(f"{exhibit.label} cannot be played", f"{exhibit.label} 无法播放"), Intervals())
    if doubt is None and (not known or quality is None):
        doubt = Label(
            f"{exhibit.label} is not looked through yet for gaps and for stretches without picture or sound",
            f"{exhibit.label} 尚未检查缺口及无画面、无声音的时段",
        )
    if doubt is None and quality is not None and quality.summary.left_off:
        doubt = Label(
            f"Too much was found in {exhibit.label} to be listed in full, so it shows no time as covered",
            f"{exhibit.label} 中的发现过多，未能全部列出，不能证明时段已覆盖",
        )
    holes = unusable(quality.findings, act) if quality else ()
    return Sense(Fitness.DOUBTFUL if doubt else Fitness.YES, doubt, extent, holes)
