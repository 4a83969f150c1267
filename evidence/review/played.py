"""What was played of each recording, and to whom: the ledger as it is shown in a case file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.model.coverage import Played, PlayRules
from evidence.review.absence import Grounds
from evidence.review.coverage import Source, counted
from evidence.review.intervals import Intervals, percent


@dataclass(frozen=True, slots=True)
class PlayedSense:
    """The picture or the sound of one recording, as it was played to one reviewer; recording time."""

    sense: str
    counted: Intervals
    not_counted: Intervals
    """Played, but too fast, silently, too small, or out of sight."""
    of_question: int | None
    """Percent of what of it may lie in the time in question and can be used; None where there is no such time."""
    of_recording: int


@dataclass(frozen=True, slots=True)
class PlayedTo:
    """One recording, and one reviewer to whom some of it was played."""

    account: str
    rounds: tuple[int, ...]
    rules: tuple[PlayRules, ...]
    speeds: tuple[int, ...]
    """Those of the playing that counts, in thousandths."""
    senses: tuple[PlayedSense, ...]


@dataclass(frozen=True, slots=True)
class PlayedOf:
    """One recording, and everybody to whom some of it was played."""

    source: Source
    length_us: int
    question: Intervals | None
    """The recording time that may lie in the time in question; None: none is stated, or the clock is not checked."""
    to: tuple[PlayedTo, ...]


def played_of(grounds: Grounds, played: Sequence[Played], accounts: Mapping[UUID, str]) -> tuple[PlayedOf, ...]:
    """Every recording of a case in its order, with every reviewer in the order of their names."""
    plays: dict[tuple[UUID, str], list[Played]] = {}
    for one in played:
        plays.setdefault((one.stretch.exhibit, accounts[one.member]), []).append(one)
    asked = grounds.question("")
    found = []
    for source in grounds.sources:
        extents = Intervals.of(piece for sense in source.senses.values() for piece in sense.extent)
        length, doubt, question = max((end for _, end in extents), default=0), source.clock.uncertainty_us, None
        if asked and source.clock.checked and doubt is not None:
            question = source.in_recording(asked.widened(doubt)) & Intervals.of([(0, length)])
        to = tuple(
            _played_to(source, account, plays[source.exhibit, account], grounds, asked if question else None)
            for account in sorted(who for exhibit, who in plays if exhibit == source.exhibit)
        )
        found.append(PlayedOf(source, length, question, to))
    return tuple(found)


def _played_to(
    source: Source, account: str, plays: Sequence[Played], grounds: Grounds, asked: Intervals | None
) -> PlayedTo:
    everything = Intervals.of((one.stretch.from_us, one.stretch.to_us) for one in plays)
    heard, senses = grounds.heard.get(account, {}), []
    for name, sense in source.senses.items():
        counts = heard.get((source.exhibit, name), Intervals()) & sense.extent
        due = source.due(name, asked) if asked else Intervals()
        senses.append(
            PlayedSense(
                name,
                counts,
                (everything & sense.extent) - counts,
                percent(counts, due) if due else None,
                percent(counts, sense.extent),
            )
        )
    return PlayedTo(
        account,
        tuple(sorted({one.round for one in plays})),
        tuple(dict.fromkeys(one.rules for one in plays)),
        tuple(sorted({one.stretch.speed_permille for one in plays if counted([one])})),
        tuple(senses),
    )
