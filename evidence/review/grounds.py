"""From what stands in a case, and what was computed from its originals, to the grounds of absence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.assist.findings import Quality
from evidence.intake.derived import kept_probed, kept_quality
from evidence.media.door import Probed
from evidence.model.case import Case
from evidence.model.coverage import PageShown, Played
from evidence.model.findings import Interval
from evidence.model.grouping import Grouping
from evidence.model.people import Member
from evidence.model.record import Record
from evidence.model.recording import Exhibit
from evidence.review.absence import Grounds, questions_of
from evidence.review.coverage import Heard, counted
from evidence.review.reading import papers_of, read_by_account
from evidence.review.sources import Looked, runs_of, sources_of
from evidence.store.layout import Layout


class Shelf:
    """What was computed from originals, read once as long as it stays the same. Nothing is computed here."""

    def __init__(self, layout: Layout) -> None:
        """Of a library."""
        self._layout = layout
        self._probed: dict[str, Probed] = {}
        self._quality: dict[str, Quality] = {}

    def __call__(self, exhibit: Exhibit) -> Looked:
        """The tables of a recording, and what was found in it, where they were made."""
        sha256 = exhibit.recording.sha256
        if sha256 not in self._probed and (probed := kept_probed(self._layout, exhibit.recording)) is not None:
            self._probed[sha256] = probed
        if sha256 not in self._quality and (quality := kept_quality(self._layout, exhibit.recording)) is not None:
            self._quality[sha256] = quality
        return self._probed.get(sha256), self._quality.get(sha256)


def grounds_of(
    case: Case,
    exhibits: Sequence[Exhibit],
    intervals: Iterable[Record[Interval]],
    played: Iterable[Played],
    people: Sequence[Member],
    looked: Callable[[Exhibit], Looked],
    groupings: Iterable[Grouping] = (),
    shown: Iterable[PageShown] = (),
) -> Grounds:
    """The grounds from what stands in a case, as far as whoever read it may see."""
    asked = (record.value for record in intervals if not record.withdrawn)
    read = read_by_account(shown, people)
    questions = questions_of(case.allegations, asked)
    heard = heard_by_account(played, people)
    runs = runs_of(exhibits, groupings)
    return Grounds(sources_of(exhibits, looked), papers_of(exhibits), questions, heard, runs, read)


def heard_by_account(played: Iterable[Played], people: Iterable[Member]) -> dict[str, Heard]:
    """What counts as played to each account."""
    own: dict[str, list[Played]] = {member.os_user: [] for member in people}
    names = {member.id: member.os_user for member in people}
    for one in played:
        own[names[one.member]].append(one)
    return {account: counted(plays) for account, plays in own.items() if plays}
