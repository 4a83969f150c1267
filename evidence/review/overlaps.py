"""Where somebody looked for something and the recording shows nothing: a "not found" over a gap says that it is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.labels import Label
from evidence.model.kinds import Verdict
from evidence.model.mark import Mark, Span
from evidence.review.coverage import Source, senses_of
from evidence.rules.checklists import ChecklistPoint

MOST_SAID = 3
"""For each mark: a recording that drops out all the time is not told hole by hole."""


def holes_under(point: ChecklistPoint, marks: Iterable[Mark], sources: Iterable[Source]) -> tuple[Label, ...]:
    """For each mark of "not found" what could not be seen or heard in its stretch, by what the act needs."""
    source_of = {one.exhibit: one for one in sources}
    return tuple(label for mark in marks for label in _under(point, mark, source_of.get(mark.exhibit)))


def _under(point: ChecklistPoint, mark: Mark, source: Source | None) -> Iterator[Label]:
    place = mark.place
    if source is None or mark.verdict is not Verdict.NOT_FOUND or not isinstance(place, Span):
        return
    holes = {
        hole
        for sense in senses_of(point)
        if sense in source.senses
        for hole in source.senses[sense].holes
        if hole.from_us <= place.out_us and hole.to_us > place.in_us
    }
    for hole in sorted(holes, key=lambda one: (one.from_us, one.to_us))[:MOST_SAID]:
        yield Label(
            f"{mark.label}: {mark.exhibit_label} has {hole.reason.en}; it cannot show what is missing there.",
            f"{mark.label}：{mark.exhibit_label} {hole.reason.zh}，不能证明该处缺失。",
        )
