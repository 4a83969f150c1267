"""Reads from a library what bears on absence in one case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.assist.findings import Quality
from evidence.intake.derived import kept_probed, kept_quality, load_probed, load_quality
from evidence.media.door import Probed
from evidence.model.case import Case
from evidence.model.coverage import Played
from evidence.model.people import Member
from evidence.model.recording import Exhibit
from evidence.review.absence import Grounds, questions_of
from evidence.review.coverage import Heard, counted
from evidence.review.sources import Looked, sources_of
from evidence.store.findings import list_intervals
from evidence.store.layout import Layout
from evidence.store.ledger import list_played
from evidence.store.library import Library
from evidence.store.people import members


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


def made_now(layout: Layout) -> Callable[[Exhibit], Looked]:
    """The same, made where it is missing: for what has to come out the same everywhere.

    Raises (when called):
        RecordingMissing, MediaDamaged, MediaLimit: the original is not there, or cannot be decoded.
    """
    return lambda exhibit: (load_probed(layout, exhibit.recording), load_quality(layout, exhibit.recording))


def read_grounds(
    library: Library, case: Case, exhibits: Sequence[Exhibit], looked: Callable[[Exhibit], Looked]
) -> Grounds:
    """The grounds as this person may see them."""
    case_id = case.complaint.id
    intervals = [record.value for record in list_intervals(library, case_id) if not record.withdrawn]
    return Grounds(
        sources_of(exhibits, looked),
        tuple((one.id, one.label) for one in exhibits if one.recording.facts.pages is not None),
        questions_of(case.allegations, intervals),
        heard_by_account(list_played(library, case_id), members(library)),
    )


def heard_by_account(played: Iterable[Played], people: Iterable[Member]) -> dict[str, Heard]:
    """What counts as played to each account."""
    own: dict[str, list[Played]] = {member.os_user: [] for member in people}
    names = {member.id: member.os_user for member in people}
    for one in played:
        own[names[one.member]].append(one)
    return {account: counted(plays) for account, plays in own.items() if plays}
