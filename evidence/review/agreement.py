"""How far two reviewers agree, point by point: in percent, and from twenty points on beyond chance (Cohen's kappa).

Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from evidence.labels import Label
from evidence.model.findings import RoundDone, Settlement
from evidence.model.kinds import Verdict
from evidence.model.mark import Mark
from evidence.model.people import Duty, DutyHeld, Member
from evidence.model.record import Record

FEWEST_FOR_KAPPA = 20
"""With fewer points chance decides too much for kappa to say anything."""
FIRST, SECOND = 1, 2
NOT_MARKED = Label("Not marked", "未标注")

Given = tuple[Verdict, ...]
"""The verdicts that one reviewer gave to a point, each once, in the order of the closed list; empty: none."""


@dataclass(frozen=True, slots=True)
class PointCompared:
    """One checklist point in both rounds, and how a difference was settled, if it was.

    `first` is what the first review said when the two were compared. `later` is what its marks say now, where that is
    something else: whoever knows the second review cannot make the first one agree with it any more.
    """

    point: str
    first: Given
    second: Given
    settled: Settlement | None = None
    later: Given | None = None

    @property
    def agrees(self) -> bool:
        """Whether both gave the same verdicts."""
        return self.first == self.second

    @property
    def open(self) -> bool:
        """Whether a difference, or a change since the two were compared, still has to be settled."""
        return (not self.agrees or self.later is not None) and self.settled is None

    @property
    def compared(self) -> bool:
        """Whether one of the two had marked it when they were compared."""
        return bool(self.first or self.second)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All points that at least one of the two reviewers marked, in the order of the checklist's codes."""

    points: tuple[PointCompared, ...]

    @property
    def compared(self) -> tuple[PointCompared, ...]:
        """The points that the figures count: not those that were marked only after the two were compared."""
        return tuple(one for one in self.points if one.compared)

    @property
    def agreed(self) -> int:
        """Number of points on which both gave the same verdicts."""
        return sum(one.agrees for one in self.compared)

    @property
    def percent(self) -> Fraction | None:
        """Share of the points on which both agree, of a hundred; None where no point was marked."""
        return Fraction(100 * self.agreed, len(self.compared)) if self.compared else None

    @property
    def kappa(self) -> Fraction | None:
        """Agreement beyond chance: (observed - expected) / (1 - expected), 1 at the most.

        Expected is what two reviewers with these shares of verdicts would agree on by chance. None with fewer than
        twenty points, and where both gave one and the same verdict throughout, so that chance alone explains all.
        """
        count = len(self.compared)
        if count < FEWEST_FOR_KAPPA:
            return None
        sides = zip(*((one.first, one.second) for one in self.compared), strict=True)
        first, second = (Counter(side) for side in sides)
        expected = sum(Fraction(first[each] * second[each], count * count) for each in first)
        if expected == 1:
            return None
        return (Fraction(self.agreed, count) - expected) / (1 - expected)

    @property
    def sentence(self) -> Label:
        """The figures in words, with what they mean."""
        count, percent, kappa = len(self.compared), self.percent, self.kappa
        if percent is None:
            return Label("No point was marked in both rounds yet.", "两轮审查尚无可比较的要点。")
        en = f"Both gave the same verdicts to {self.agreed} of {count} points ({_one(percent)} %)."
        zh = f"双方在 {count} 个要点中有 {self.agreed} 个判定相同（{_one(percent)}%）。"
        if kappa is not None:
            en += f" Cohen's kappa is {_two(kappa)}: 1 is full agreement, 0 is what chance alone would give."
            zh += f"Cohen’s kappa 为 {_two(kappa)}：1 表示完全一致，0 表示仅相当于偶然一致。"
        elif count < FEWEST_FOR_KAPPA:
            en += f" Cohen's kappa is given from {FEWEST_FOR_KAPPA} points on: with fewer, chance decides too much."
            zh += f"要点不足 {FEWEST_FOR_KAPPA} 个时不给出 Cohen’s kappa，因偶然因素影响过大。"
        else:
            en += " Cohen's kappa cannot be given: both gave one and the same verdict throughout."
            zh += "无法给出 Cohen’s kappa：两轮判定全部为同一种。"
        return Label(en, zh)


@dataclass(frozen=True, slots=True)
class SecondReview:
    """One second review of a version: whose it is, and when it could be compared with the first (None: not yet)."""

    members: tuple[Member, ...]
    done: datetime | None
    """When it was first shown to others: all rounds were done, or those that were not had been given up."""

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts whose marks of the second round belong to it."""
        return frozenset(member.os_user for member in self.members)


@dataclass(frozen=True, slots=True)
class SecondReviews:
    """The second reviews of a case, as its present version has them.

    `current` is compared with the first: that of whoever has the duty; where nobody has it any more, the last one that
    was done in this version. None: this version has none. `done` are all that were done in this version, and `earlier`
    the members whose marks are kept as those of an earlier reviewer and compared with nothing: somebody else took over,
    their duty ended before they were done, or it was another version.
    """

    current: SecondReview | None
    done: tuple[SecondReview, ...]
    earlier: tuple[Member, ...]


def second_reviews(duties: Iterable[DutyHeld], rounds: Iterable[RoundDone], version: int) -> SecondReviews:
    """Which second reviews there are in a version, from all duties of a case and the rounds that were finished."""
    duties, finished = list(duties), [one for one in rounds if one.version == version]
    held = [one for one in duties if one.duty is Duty.SECOND_REVIEWER]
    ended = {one.member: _shown(duties, finished, one.at.at) for one in finished if one.round == SECOND}
    members = {one.member.id: one.member for one in held}
    standing = tuple({one.member.id: one.member for one in held if one.until is None}.values())
    done = tuple(SecondReview((members[one],), at) for one, at in ended.items() if one in members)
    current = done[-1] if done else None
    if standing:
        times = [ended.get(one.id) for one in standing]
        known = [one for one in times if one is not None]
        current = SecondReview(standing, max(known) if len(known) == len(times) else None)
    compared = current.accounts if current else frozenset()
    return SecondReviews(current, done, tuple(one for one in members.values() if one.os_user not in compared))


def _shown(duties: Sequence[DutyHeld], finished: Sequence[RoundDone], begin: datetime) -> datetime | None:
    """From when on a second review that was done at `begin` was not kept from the first any more; None: it still is."""
    times = {begin, *(one.at.at for one in finished), *(held.until.at for held in duties if held.until)}
    return next((at for at in sorted(times) if at >= begin and not _apart(duties, finished, at)), None)


def _apart(duties: Sequence[DutyHeld], finished: Sequence[RoundDone], at: datetime) -> bool:
    """Whether the reviews were kept apart at a moment: there was a second reviewer, and somebody was not done."""
    standing = [one for one in duties if one.since.at <= at and (one.until is None or one.until.at > at)]
    done = {(one.member, one.round) for one in finished if one.at.at <= at}
    rounds = {Duty.REVIEWER: FIRST, Duty.SECOND_REVIEWER: SECOND}
    return any(one.duty is Duty.SECOND_REVIEWER for one in standing) and any(
        one.duty in rounds and (one.member.id, rounds[one.duty]) not in done for one in standing
    )


def compare_with(
    review: SecondReview, then: Iterable[Mark], now: Iterable[Mark], settlements: Iterable[Record[Settlement]]
) -> Agreement:
    """Compare one second review with the first: as the marks stood `then`, when both were done, and as they are `now`.

    What was settled before does not settle it.
    """
    held = [one.value for one in settlements if not one.withdrawn and review.done and one.at.at >= review.done]
    sides = ([one for one in marks if one.round != SECOND or one.by in review.accounts] for marks in (then, now))
    before, after = ({one.point: one for one in compare_rounds(side, held).points} for side in sides)
    settled = {one.point: one for one in held}
    points = []
    for code in sorted({*before, *after}):
        one = before.get(code, PointCompared(code, (), (), settled.get(code)))
        today = after[code].first if code in after else ()
        points.append(one if today == one.first else replace(one, later=today))
    return Agreement(tuple(points))


def compare_rounds(marks: Iterable[Mark], settlements: Iterable[Settlement] = ()) -> Agreement:
    """Compare marks of the first round with those of the second; withdrawn marks do not count.

    A point that only one reviewer marked is a difference: the other one found nothing to mark. The last settlement of
    a point holds.
    """
    given: dict[str, tuple[set[Verdict], set[Verdict]]] = {}
    for mark in marks:
        if not mark.withdrawn and mark.point:
            given.setdefault(mark.point, (set(), set()))[mark.round == SECOND].add(mark.verdict)
    settled = {one.point: one for one in settlements}
    return Agreement(
        tuple(
            PointCompared(point, _ordered(first), _ordered(second), settled.get(point))
            for point, (first, second) in sorted(given.items())
        )
    )


def said_all(given: Given) -> Label:
    """The verdicts that one reviewer gave to a point, in words."""
    if not given:
        return NOT_MARKED
    return Label(", ".join(one.label.en for one in given), "、".join(one.label.zh for one in given))


def _ordered(verdicts: set[Verdict]) -> Given:
    return tuple(verdict for verdict in Verdict if verdict in verdicts)


def _one(value: Fraction) -> str:
    """With one digit after the point, rounded half to even; none where it is whole."""
    tenths = round(value * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _two(value: Fraction) -> str:
    hundredths = round(value * 100)
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"
