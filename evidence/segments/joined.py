"""The files of a series met as one exhibit on screen. It is never stored, exported or marked: its pieces are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from evidence.media.facts import Gap, MediaFacts, Playable
from evidence.model.kinds import AudioUsable
from evidence.model.recording import PARTS, Clock, Exhibit, Recording
from evidence.segments.finding import Found, Series
from evidence.segments.virtual import VirtualTime
from evidence.timecode import us_between

MOST_SHIFT_US = 15_000_000
"""So far the clocks of two pieces may be from what their names tell; more, and they are no one recording in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Exhibit):
    """A series in the form in which exhibits are shown. Its recording has no digest: there is no such file."""

    series: Series

    @property
    def pieces(self) -> tuple[Exhibit, ...]:
        """The exhibits that it is made of."""
        return self.series.pieces


def joined_exhibit(series: Series) -> Joined:
    """A series as an exhibit."""
    first = series.pieces[0]
    usable = {piece.recording.audio_usable for piece in series.pieces}
    recording = Recording(
        series.id,
        "",
        sum(piece.recording.size for piece in series.pieces),
        first.recording.kind,
        series.name,
        joined_facts([piece.recording.facts for piece in series.pieces], series.time),
        usable.pop() if len(usable) == 1 else AudioUsable.PARTIAL,
        common_clock(series.pieces),
        first.recording.linked,
    )
    return Joined(series.id, series.label, series.name, recording, series.name, series=series)


def shown_exhibits(exhibits: Sequence[Exhibit], found: Found, *, by_wall: bool = False) -> tuple[Exhibit, ...]:
    """The exhibits of a case with every series in the place of its pieces.

    by_wall: only those series whose pieces also stand in a row on the wall clock; the others in pieces.
    """
    shown: list[Exhibit] = []
    told: set[UUID] = set()
    for exhibit in exhibits:
        series = found.of(exhibit.id)
        if series is None or (by_wall and wall_time(series) is None):
            shown.append(exhibit)
        elif series.id not in told:
            told.add(series.id)
            shown.append(joined_exhibit(series))
    return tuple(shown)


def common_clock(pieces: Sequence[Exhibit]) -> Clock:
    """The clock of the first piece; as a checked one only if those of all pieces are."""
    clock = pieces[0].recording.clock
    if all(piece.recording.clock.checked for piece in pieces):
        return clock
    return Clock(clock.start, clock.offset_us, None, clock.method, clock.drift_ppb)


def wall_time(series: Series) -> VirtualTime | None:
    """The pieces where their own clocks put them, from the first one on; None where those do not make one row.

    Where two overlap on the wall clock, the earlier one gives way, so that no instant is shown twice.
    """
    clocks = [piece.recording.clock for piece in series.pieces]
    starts = [clock.wall(0) for clock in clocks]
    if all(start is None for start in starts):
        return series.time
    drift = clocks[0].drift_ppb
    if any(clock.drift_ppb != drift for clock in clocks):
        return None
    begins = []
    for start in starts:
        if start is None or starts[0] is None:
            return None
        begins.append(round(Fraction(us_between(starts[0].at, start.at) * PARTS, PARTS + drift)))
    lengths = [piece.recording.facts.duration_us for piece in series.pieces]
    for (earlier, later), length, gap_us in zip(pairwise(begins), lengths, series.gaps_us, strict=False):
        if later <= earlier or abs(later - earlier - length - gap_us) > MOST_SHIFT_US:
            return None
    return VirtualTime(begins, lengths)


def joined_facts(facts: Sequence[MediaFacts], time: VirtualTime) -> MediaFacts:
    """What is true of several files as one."""
    head = facts[0]
    inner = [
        Gap(begin + gap.from_us, begin + gap.to_us)
        for begin, one in zip(time.begins, facts, strict=True) for gap in one.gaps
    ]  # fmt: skip
    damaged = [one for one in facts if one.playable is not Playable.YES]
    states = {one.table for one in facts}
    return MediaFacts(
        head.container,
        head.streams,
        frames=sum(one.frames for one in facts),
        first_us=head.first_us,
        last_us=time.of(len(facts) - 1, facts[-1].last_us),
        duration_us=time.end_us,
        variable_rate=any(one.variable_rate for one in facts),
        gaps=tuple(sorted([*inner, *time.gaps], key=lambda gap: gap.from_us)),
        picture=head.picture,
        sound=head.sound,
        playable=damaged[0].playable if damaged else Playable.YES,
        reason=damaged[0].reason if damaged else None,
        warnings=tuple(dict.fromkeys(warning for one in facts for warning in one.warnings)),
        table="unconfirmed" if "unconfirmed" in states else head.table,
    )
