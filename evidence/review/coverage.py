"""How much of a time in question was played to one reviewer, by the rule of decision 7, and what is still missing.

An instant is covered where it was recorded by a recording that can show the act, whose clock was checked, and where
every recording that can show it was played then; each with the doubt of its clock, in its least favourable position.
Files of one recorder that share one clock move together in that doubt: they count as one recording, with its real gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from evidence.assist.unusable import LEAST_US, PICTURE, SOUND, Unusable
from evidence.labels import Label, Labelled
from evidence.model.coverage import Played
from evidence.model.kinds import Act, How
from evidence.model.recording import Clock
from evidence.review.intervals import Intervals
from evidence.rules.checklists import ChecklistPoint
from evidence.segments.oneclock import one_clock
from evidence.segments.sentences import gap_words
from evidence.timecode import format_length, us_between

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SENSES: Mapping[Act, str] = {Act.SAID: SOUND, Act.SHOWN: PICTURE, Act.SIGNED: PICTURE, Act.DONE: PICTURE}
"""What a recording must have to show that an act did not happen. What is recorded stands on papers, not in this."""


class Fitness(Labelled):
    """Whether a recording can show that something is absent from it."""

    YES = "yes", "usable", "可用"
    DOUBTFUL = "doubtful", "usable in part or not assessed", "部分可用或未评估"
    NO = "no", "not usable", "不可用"


@dataclass(frozen=True, slots=True)
class Sense:
    """The picture or the sound of one recording."""

    fitness: Fitness
    reason: Label | None = None
    """Why it is not usable, or not surely."""
    extent: Intervals = field(default_factory=Intervals)
    """Where there is any, in recording time."""
    holes: tuple[Unusable, ...] = ()

    @property
    def usable(self) -> Intervals:
        """Recording time in which the act could be seen or heard."""
        return self.extent - Intervals.of((hole.from_us, hole.to_us) for hole in self.holes)


@dataclass(frozen=True, slots=True)
class Source:
    """One linked recording with its place on the wall clock, and what can be seen and heard in it."""

    exhibit: UUID
    label: str
    clock: Clock
    senses: Mapping[str, Sense]

    @property
    def zero_us(self) -> int | None:
        """Wall time of recording time zero; None where it is not known."""
        begun = self.clock.wall(0)
        return us_between(EPOCH, begun.at) if begun else None

    def wall_us(self, at_us: int) -> int:
        """Wall time of a recording time. Its start has to be known."""
        return (self.zero_us or 0) + self.clock.true_us(at_us)

    def on_wall(self, times: Intervals) -> Intervals:
        """Recording times on the wall clock; none where its start is not known."""
        if self.zero_us is None:
            return _NONE
        return Intervals.of((self.wall_us(begin), self.wall_us(end)) for begin, end in times)

    def in_recording(self, wall: Intervals) -> Intervals:
        """The recording times that stand at these wall times."""
        zero = self.zero_us
        if zero is None:
            return _NONE
        first = self.clock.last_at
        return Intervals.of((first(begin - zero - 1) + 1, first(end - zero - 1) + 1) for begin, end in wall)

    def due(self, sense: str, question: Intervals) -> Intervals:
        """The recording time that has to be played: what may stand in the time in question, and can show the act.

        Of a recording whose clock nobody checked that is all of it, since any of it may.
        """
        usable = self.senses[sense].usable
        doubt = self.clock.uncertainty_us
        if not self.clock.checked or doubt is None:
            return usable
        return usable & self.in_recording(question.widened(doubt))

    def records(self, sense: str) -> Intervals:
        """Wall time at which it surely recorded, wherever in its doubt its clock stands."""
        doubt = self.clock.uncertainty_us
        if not self.clock.checked or doubt is None:
            return _NONE
        return self.on_wall(self.shows(sense)).narrowed(doubt)

    def shows(self, sense: str) -> Intervals:
        """Recording time in which the act could surely be seen or heard."""
        found = self.senses.get(sense)
        return found.usable if found is not None and found.fitness is Fitness.YES else _NONE


@dataclass(frozen=True, slots=True)
class Run:
    """Files of one recorder that follow each other, as `evidence.segments` finds them."""

    name: str
    pieces: tuple[UUID, ...]
    told_us: tuple[int, ...]
    """When each begins as the names tell, from the first one's beginning on."""
    lengths_us: tuple[int, ...]
    exact_us: int
    """Less than this between two pieces is within what their names can tell, and no gap."""

    @property
    def gaps_us(self) -> tuple[int, ...]:
        """From the end of each piece to the start of the next; negative where they overlap."""
        begins = zip(pairwise(self.told_us), self.lengths_us, strict=False)
        return tuple(later - earlier - length for (earlier, later), length in begins)

    def on_one_clock(self, pieces: Sequence[Source]) -> bool:
        """Whether its sources stand on one checked clock, so that its doubt moves all of them together."""
        return one_clock([one.clock for one in pieces], self.told_us)

    def records(self, sense: str, pieces: Sequence[Source]) -> Intervals:
        """Wall time at which its pieces, on one clock, surely recorded: only real gaps part them."""
        found = [time for one in pieces for time in one.on_wall(one.shows(sense))]
        for (one, other), length, gap_us in zip(pairwise(pieces), self.lengths_us, self.gaps_us, strict=False):
            before, after = one.shows(sense).pieces[-1:], other.shows(sense).pieces[:1]
            if before and after and gap_us <= self.exact_us:
                end, begin = before[0][1], after[0][0]
                if length - end <= LEAST_US[sense] and begin <= LEAST_US[sense]:
                    found.append((one.wall_us(end), other.wall_us(begin)))
        return Intervals.of(found).narrowed(pieces[0].clock.uncertainty_us or 0)


@dataclass(frozen=True, slots=True)
class Left:
    """What of one recording was not yet played: `sense` says whether it has to be heard or seen."""

    exhibit: UUID
    label: str
    sense: str
    times: Intervals


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was played of a time in question, what is left, and what no playing can mend."""

    question: Intervals
    covered: Intervals
    left: tuple[Left, ...]
    obstacles: tuple[Label, ...]

    @property
    def full(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.question) and not self.left and not self.obstacles


Heard = Mapping[tuple[UUID, str], Intervals]
"""What counts as played to one reviewer, by exhibit and sense, in recording time."""
_NONE = Intervals()


def counted(plays: Iterable[Played]) -> dict[tuple[UUID, str], Intervals]:
    """What of these counts as heard and as seen. The order does not matter, and nothing counts twice."""
    found: dict[tuple[UUID, str], list[tuple[int, int]]] = {}
    for played in plays:
        stretch, rules = played.stretch, played.rules.within_reason()
        pair = (stretch.from_us, stretch.to_us)
        if stretch.sounded and stretch.speed_permille <= rules.speech_permille:
            found.setdefault((stretch.exhibit, SOUND), []).append(pair)
        readable = played.rules.least_picture_px >= rules.least_picture_px
        if stretch.seen and readable and stretch.speed_permille <= rules.visible_permille:
            found.setdefault((stretch.exhibit, PICTURE), []).append(pair)
    return {key: Intervals.of(pairs) for key, pairs in found.items()}


def senses_of(point: ChecklistPoint) -> tuple[str, ...]:
    """What has to be heard or seen to show that nothing in the recordings proves a point; the simplest that does.

    Where each sufficient way of knowing needs to be heard, it is enough to listen: what was not said is not given.
    Where papers alone would do, the acts decide; nothing where they only stand on papers.
    """
    for senses, hows in (((SOUND,), {How.HEARD}), ((PICTURE,), {How.SEEN}), ((SOUND, PICTURE), {How.HEARD, How.SEEN})):
        if all(way & hows for way in point.proved_by):
            return senses
    wanted = {SENSES[act] for act in point.acts if act in SENSES}
    return tuple(sense for sense in (SOUND, PICTURE) if sense in wanted)


def cover(
    question: Intervals, senses: Sequence[str], sources: Sequence[Source], heard: Heard, runs: Sequence[Run] = ()
) -> Coverage:
    """The coverage of a time in question (wall clock) for acts that are known through these senses."""
    covered, left, obstacles = question, list[Left](), list[Label]()
    for sense in senses:
        able = [one for one in sources if sense in one.senses and one.senses[sense].fitness is not Fitness.NO]
        recorded = Intervals.of(piece for times in _recorded(sense, sources, runs) for piece in times)
        if lack := question - recorded:
            obstacles += _why_not_recorded(lack, sense, sources)
            obstacles += _why_parted(lack, sense, sources, runs)
        covered = covered & recorded
        for one in able:
            times = one.due(sense, question) - heard.get((one.exhibit, sense), _NONE)
            if times:
                left.append(Left(one.exhibit, one.label, sense, times))
                covered = covered - one.on_wall(times).widened(one.clock.uncertainty_us or 0)
    return Coverage(question, covered, tuple(left), tuple(obstacles))


def _recorded(sense: str, sources: Sequence[Source], runs: Sequence[Run]) -> Iterator[Intervals]:
    """Wall time at which each recording surely recorded; files on one clock count as one recording."""
    alone = {one.exhibit: one for one in sources}
    for run, pieces in _known(sources, runs):
        if run.on_one_clock(pieces):
            yield run.records(sense, pieces)
            for one in pieces:
                alone.pop(one.exhibit, None)
    for one in alone.values():
        yield one.records(sense)


def _known(sources: Sequence[Source], runs: Sequence[Run]) -> Iterator[tuple[Run, list[Source]]]:
    """The runs of which every file is among the sources, with these."""
    source_of = {one.exhibit: one for one in sources}
    for run in runs:
        if all(piece in source_of for piece in run.pieces):
            yield run, [source_of[piece] for piece in run.pieces]


def _why_parted(lack: Intervals, sense: str, sources: Sequence[Source], runs: Sequence[Run]) -> Iterator[Label]:
    """What lies between files of one recorder where these wall times are missing."""
    for run, pieces in _known(sources, runs):
        if not all(one.clock.checked and sense in one.senses for one in pieces):
            continue  # said of each
        borders = [
            (one, other, gap_us)
            for (one, other), length, gap_us in zip(pairwise(pieces), run.lengths_us, run.gaps_us, strict=False)
            if Intervals.of([(one.wall_us(length), other.wall_us(0) + 1)]).widened(one.clock.uncertainty_us or 0) & lack
        ]
        if not run.on_one_clock(pieces):
            if borders:
                labels = f"{pieces[0].label}…{pieces[-1].label}"
                yield Label(
                    f"The files {labels} follow each other, but their clocks were not set as one: set the clock of one "
                    "for all files of the recording",
                    f"{labels} 为前后相接的文件，但时钟并非统一设定：请为该录像的全部文件统一设定时钟",
                )
            continue
        for one, other, gap_us in borders:
            if gap_us > run.exact_us:
                gap = gap_words(gap_us)
                yield Label(
                    f"There is a {gap.en} between {one.label} and {other.label}",
                    f"{one.label} 与 {other.label} 之间有{gap.zh}",
                )


def _why_not_recorded(lack: Intervals, sense: str, sources: Sequence[Source]) -> list[Label]:
    """Why no recording surely shows these wall times; the recordings that could are named with what hinders them."""
    heard = sense == SOUND
    reasons = [
        Label(
            f"For {format_length(lack.total_us)} of the time in question no recording with "
            f"{'usable sound' if heard else 'a usable picture'} and a checked clock is linked",
            f"所涉时段中有 {format_length(lack.total_us)} 没有时钟已核对、{'声音' if heard else '画面'}可用的录制",
        )
    ]
    for one in sources:
        found = one.senses.get(sense)
        if found is None:
            continue
        if found.reason is not None:
            reasons.append(found.reason)
        elif not one.clock.checked:
            reasons.append(
                Label(
                    f"The clock of {one.label} is not checked, so it cannot show that a time is covered in full",
                    f"{one.label} 的时钟未核对，不能证明时段已完整覆盖",
                )
            )
        else:
            reasons += [
                Label(f"{one.label} has {hole.reason.en}", f"{one.label}：{hole.reason.zh}")
                for hole in found.holes
                if one.on_wall(Intervals(((hole.from_us, hole.to_us),))).widened(one.clock.uncertainty_us or 0) & lack
            ][:3]
    return reasons
