"""Running the auditor's checks over one case of a library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from evidence.audit import conclusions, exhibits, people, process, records
from evidence.audit.facts import CaseFile, Facts
from evidence.casefile.content import Frozen
from evidence.casefile.freezing import freeze, read_case
from evidence.check import Check, Report, check_library
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.progress import Progress, no_progress, part
from evidence.review.absence import Grounds
from evidence.review.grounds import Shelf as GroundShelf
from evidence.review.grounds import grounds_of
from evidence.store.library import Library
from evidence.store.records import ExportRecord, exports

CHECKS: tuple[Callable[[Facts], Check], ...] = (
    records.case_file,
    exhibits.originals,
    exhibits.places,
    conclusions.findings,
    conclusions.absences,
    conclusions.points,
    records.journal,
    people.people,
    process.deadlines,
    process.requests,
    exhibits.citations,
    exhibits.clocks,
    process.disclosures,
    process.approval,
    records.reproduction,
    process.retention,
)
"""In the order of the auditor's list: 1 to 16 are those that a program can answer."""


def audit_case(
    library: Library,
    label: str,
    *,
    case_file: CaseFile | None = None,
    today: date,
    progress: Progress = no_progress,
) -> Report:
    """All checks of one case. Originals are hashed, the content of the last export is made again; nothing changes.

    Raises:
        NotFound: there is no such case.
    """
    return audited(gather(library, label, case_file=case_file, today=today, progress=progress))


def audited(facts: Facts) -> Report:
    """The answers, from facts alone."""
    return Report(tuple(check(facts) for check in CHECKS))


def gather(
    library: Library, label: str, *, case_file: CaseFile | None, today: date, progress: Progress = no_progress
) -> Facts:
    """What the checks look at.

    Raises:
        NotFound: there is no such case.
    """
    with library.view():
        frozen = read_case(library, label)
        registered = exports(library, case_id=str(frozen.case.complaint.id))
    checked = check_library(library, frozen.case.complaint.id, part(progress, 0, 500))
    return Facts(
        frozen=replace(frozen, grounds=_grounds(library, frozen)),
        exports=registered,
        library_checks=checked.checks,
        today=today,
        case_file=case_file,
        reproduced=_made_again(library, frozen, registered, part(progress, 500, 1000)),
    )


def _grounds(library: Library, frozen: Frozen) -> Grounds:
    """What bears on absence, from what stands in the case and was computed from its originals."""
    papers, looked = frozen.papers, GroundShelf(library.layout)
    return grounds_of(
        frozen.case,
        frozen.exhibits,
        papers.intervals,
        frozen.played,
        frozen.members,
        looked,
        frozen.groupings,
        frozen.shown,
    )


def _made_again(
    library: Library, frozen: Frozen, registered: tuple[ExportRecord, ...], progress: Progress
) -> str | Label | None:
    """The digest of the content of the last export, made once more; why not, where that cannot be."""
    if not registered or registered[-1].head.seq != frozen.entries[-1].seq:
        return None
    last = registered[-1]
    try:
        with freeze(
            library, frozen.case.complaint.label, copy=last.copy, language=last.language, progress=progress
        ) as version:
            return version.content_sha256
    except WorldError as problem:
        return problem.sentence
