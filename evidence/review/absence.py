"""Whether "not given" may be concluded about a point: only over a time that was played in full to who marked it.

What may stand on a paper is absent only where every page of every linked paper was shown to who looked for it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from evidence.labels import Label
from evidence.model.case import Allegation
from evidence.model.findings import Interval
from evidence.model.kinds import Act, How, Verdict
from evidence.model.mark import Mark, Span
from evidence.review.coverage import EPOCH, Coverage, Fitness, Heard, Left, Run, Source, cover, senses_of
from evidence.review.intervals import Intervals, percent
from evidence.review.reading import Paper, Read, Unread, unread, unread_in_words
from evidence.rules.checklists import ChecklistPoint
from evidence.timecode import format_length, us_between


@dataclass(frozen=True, slots=True)
class Grounds:
    """What bears on absence in one case: recordings, papers, times in question, and what was played to whom."""

    sources: tuple[Source, ...] = ()
    papers: tuple[Paper, ...] = ()
    """Every linked document and photo."""
    questions: Mapping[str, Intervals] = field(default_factory=dict)
    """Wall time in question by point, none where an allegation that asks for it has none; under "" for other points."""
    heard: Mapping[str, Heard] = field(default_factory=dict)
    """What counts as played, by account."""
    runs: tuple[Run, ...] = ()
    """Which of the recordings are files of one recorder that follow each other."""
    read: Mapping[str, Read] = field(default_factory=dict)
    """Which pages count as shown, by account."""

    def question(self, point: str) -> Intervals:
        """The time in question for a point; that of the point above where a sub-point has none of its own."""
        for code in (point, point.split(".")[0], ""):
            if code in self.questions:
                return self.questions[code]
        return Intervals()


@dataclass(frozen=True, slots=True)
class Absence:
    """What the ledger says about one point. `percent` None: there is no time in question to measure by."""

    granted: bool
    percent: int | None = None
    who: str = ""
    left: tuple[Left, ...] = ()
    obstacles: tuple[Label, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What is left to read, of a point that a paper can show."""
    on_paper: bool = False
    """Whether papers alone can show it."""

    @property
    def settled_by_playing(self) -> bool:
        """Whether playing or reading what is left is all that is missing."""
        return bool(self.left or self.unread) and not self.obstacles

    @property
    def left_in_words(self) -> Label:
        """What is left to play or to read."""
        parts = [one for one in (left_in_words(self.left), unread_in_words(self.unread)) if one.en]
        return Label(", ".join(one.en for one in parts), "，".join(one.zh for one in parts))


def questions_of(allegations: Iterable[Allegation], intervals: Iterable[Interval]) -> dict[str, Intervals]:
    """The time in question of each point: of the allegations that ask for it, otherwise of all of them.

    Where one of those that ask for it has no time in question yet, the point has none: the times of other allegations
    tell nothing about it.
    """
    points = {each.id: [code for one in each.questions for code in one.points] for each in allegations}
    found: dict[str, Intervals] = {}
    intervals = tuple(intervals)
    timed = {one.allegation for one in intervals}
    for one in intervals:
        if one.allegation in points:
            piece = Intervals.of([(us_between(EPOCH, one.begin.at), us_between(EPOCH, one.end.at))])
            for code in ("", *points[one.allegation]):
                found[code] = found.get(code, Intervals()) | piece
    untimed = {code for each, codes in points.items() if each not in timed for code in codes}
    return found | dict.fromkeys(untimed, Intervals())


def carries(point: ChecklistPoint, how: How) -> bool:
    """Whether one mark known so can show the opposite: words are heard, read or signed, acts are seen."""
    if how is How.INFERRED:
        return False
    return how is not How.SEEN or Act.SAID not in point.acts


def may_be_on_paper(point: ChecklistPoint) -> bool:
    """Whether a paper by itself can show that the act took place."""
    return any(way <= {How.READ, How.SIGNED} for way in point.proved_by)


def absence(point: ChecklistPoint, standing: Sequence[Mark], grounds: Grounds, who: str = "") -> Absence:
    """Whether the point is absent, by the marks that stand on it; `who` watches where nobody has marked yet."""
    senses, question = senses_of(point), grounds.question(point.code)
    if not senses:
        return _absence_on_paper(point, standing, grounds, who)
    if not question:
        return Absence(False, obstacles=(_NO_QUESTION,))
    source_of = {one.exhibit: one for one in grounds.sources}
    looked = [mark for mark in standing if _looked_for(point, mark, source_of, question)]
    obstacles = list(_obstacles(point, standing, looked, grounds))
    papers = grounds.papers if may_be_on_paper(point) else ()
    found = []
    for account in sorted({mark.by for mark in looked}) or [who]:
        heard = grounds.heard.get(account, {})
        coverage = _with_marks(
            cover(question, senses, grounds.sources, heard, grounds.runs),
            [mark for mark in looked if mark.by == account],
            source_of,
            senses,
            heard,
        )
        pages = unread(papers, grounds.read.get(account, {}))
        found.append(
            Absence(
                coverage.full and not pages and not obstacles,
                percent(coverage.covered, question),
                account,
                coverage.left,
                (*coverage.obstacles, *obstacles),
                pages,
            )
        )
    return max(found, key=lambda one: (one.granted, -_length(one.left), -_pages(one), one.percent, one.who))


def _absence_on_paper(point: ChecklistPoint, standing: Sequence[Mark], grounds: Grounds, who: str) -> Absence:
    """The same of a point that papers alone can show."""
    papers = {paper.exhibit for paper in grounds.papers}
    looked = [
        mark
        for mark in standing
        if mark.verdict is Verdict.NOT_FOUND and mark.exhibit in papers and mark.how in (How.READ, How.SIGNED)
    ]
    obstacles = [*_unclear(standing)]
    if not papers:
        obstacles.insert(0, _NO_PAPER)
    elif not looked:
        obstacles.insert(0, _NOT_READ_FOR)
    found = []
    for account in sorted({mark.by for mark in looked}) or [who]:
        left = unread(grounds.papers, grounds.read.get(account, {}))
        granted = bool(looked) and not left and not obstacles
        found.append(Absence(granted, None, account, (), tuple(obstacles), left, on_paper=True))
    return max(found, key=lambda one: (one.granted, -_pages(one), one.who))


def left_in_words(left: Sequence[Left]) -> Label:
    """`11:40 in EX-02, 0:50 in EX-04`: how much is left to play, each recording once."""
    times: dict[str, Intervals] = {}
    for one in left:
        times[one.label] = times.get(one.label, Intervals()) | one.times
    parts = [(format_length(found.total_us), label) for label, found in sorted(times.items())]
    return Label(
        ", ".join(f"{length} in {label}" for length, label in parts),
        "，".join(f"{label} 尚有 {length}" for length, label in parts),
    )


def _length(left: Sequence[Left]) -> int:
    return sum(one.times.total_us for one in left)


def _pages(one: Absence) -> int:
    return sum(len(each.pages) for each in one.unread)


def _looked_for(point: ChecklistPoint, mark: Mark, source_of: Mapping[UUID, Source], question: Intervals) -> bool:
    """Whether a mark says that the act was looked for, where it could be found, in the time in question."""
    source = source_of.get(mark.exhibit)
    if mark.verdict is not Verdict.NOT_FOUND or source is None or not isinstance(mark.place, Span):
        return False
    doubt = source.clock.uncertainty_us
    if not carries(point, mark.how) or doubt is None:
        return False
    return bool(source.on_wall(Intervals.of([(mark.place.in_us, mark.place.out_us)])).widened(doubt) & question)


def _obstacles(
    point: ChecklistPoint, standing: Sequence[Mark], looked: Sequence[Mark], grounds: Grounds
) -> Iterable[Label]:
    """What stands against absence beside the coverage."""
    if not looked:
        yield _NOT_LOOKED_FOR
    yield from _unclear(standing)
    searched = {mark.exhibit for mark in standing if mark.verdict is Verdict.NOT_FOUND}
    labels = [paper.label for paper in grounds.papers if paper.exhibit not in searched]
    if may_be_on_paper(point) and labels:
        yield Label(
            f"A paper may show it: mark on {', '.join(labels)} where it was looked for",
            f"文件可能予以证明：请在{'、'.join(labels)}上标注查找之处",
        )


def _unclear(standing: Sequence[Mark]) -> Iterable[Label]:
    for mark in standing:
        if mark.verdict is Verdict.UNCLEAR:
            yield Label(
                f"{mark.label} ({mark.exhibit_label}) is unclear: what happened there has to be settled first",
                f"{mark.label}（{mark.exhibit_label}）不清楚：须先查明该处情况",
            )


def _with_marks(
    coverage: Coverage, marks: Sequence[Mark], source_of: Mapping[UUID, Source], senses: Sequence[str], heard: Heard
) -> Coverage:
    """The coverage, with what was not played of the stretches that these marks speak of."""
    left = {(one.exhibit, one.sense): one for one in coverage.left}
    for mark in marks:
        source = source_of[mark.exhibit]
        for sense in senses:
            found = source.senses.get(sense)
            if found is None or found.fitness is Fitness.NO or not isinstance(mark.place, Span):
                continue
            said = Intervals.of([(mark.place.in_us, mark.place.out_us)]) & found.usable
            key = (mark.exhibit, sense)
            before = left.get(key, Left(mark.exhibit, source.label, sense, Intervals()))
            times = before.times | (said - heard.get(key, Intervals()))
            if times:
                left[key] = replace(before, times=times)
    return replace(coverage, left=tuple(left.values()))


_NO_PAPER = Label("It would stand on a paper, and none is linked", "应见于文件，但未关联任何文件")
_NOT_READ_FOR = Label(
    "It would stand on a paper: mark on one as read where it was looked for and not found",
    "应见于文件：请在文件上以“阅见”标注查找而未发现之处",
)
_NO_QUESTION = Label(
    "The time in question is not set: give from when to when it would have happened",
    "未设定所涉时段：请给出起止时间",
)
_NOT_LOOKED_FOR = Label(
    "No stretch in the time in question is marked as not found by a way of knowing that can show it, in a recording "
    "whose clock is checked",
    "所涉时段内，没有在时钟已核对的录音录像上、以足以证明的依据标注为“未发现”的时段",
)
