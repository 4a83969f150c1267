"""Freezing a case version: one state of the library, its digest, and the pictures and sounds that go with its marks."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.canonical import canonical, sha256_hex
from evidence.casefile.content import Frozen, case_content
from evidence.casefile.copies import Shown, leaving, voice_basis
from evidence.casefile.copywords import Copy
from evidence.casefile.pictures import Kept, Pictures, Strip, decided_of, make_pictures
from evidence.errors import MediaDamaged, MediaLimit, RecordingMissing
from evidence.intake.derived import load_probed, load_quality
from evidence.model.entry import Head
from evidence.model.kinds import Verdict
from evidence.progress import Progress, no_progress
from evidence.review.absence import Grounds
from evidence.review.grounds import Shelf, grounds_of
from evidence.review.masking import in_force
from evidence.store.cases import get_case
from evidence.store.durable import disk_errors
from evidence.store.exhibits import list_exhibits
from evidence.store.groupings import list_groupings
from evidence.store.layout import Layout
from evidence.store.ledger import list_pages_shown, list_played
from evidence.store.library import Library
from evidence.store.marks import list_marks
from evidence.store.papers import read_papers
from evidence.store.people import members
from evidence.store.records import entries
from evidence.store.rules import rules_for
from evidence.store.transcripts import transcripts_without_lines
from evidence.store.viewers import refuse_blind


@dataclass(frozen=True, slots=True)
class CaseVersion:
    """A frozen case: its content, the canonical bytes of it, their digest, and the journal's head it ends with."""

    frozen: Frozen
    head: Head
    content: dict[str, Any]
    content_bytes: bytes
    content_sha256: str
    pictures: Mapping[str, Kept]
    strips: Mapping[str, Strip]


def read_case(library: Library, label: str) -> Frozen:
    """One state of a case, whatever is written meanwhile.

    Raises:
        NotFound: there is no such case.
        Refused: this person may not see all of it yet, as a second reviewer.
    """
    with library.view():
        case = get_case(library, label)
        case_id = case.complaint.id
        refuse_blind(library, case_id)
        frozen = Frozen(
            case,
            list_exhibits(library, case_id),
            list_marks(library, case_id),
            tuple(entries(library, str(case_id))),
            read_papers(library, case_id),
            list_played(library, case_id),
            transcripts_without_lines(library, case_id),
            members(library),
            list_groupings(library, case_id),
            list_pages_shown(library, case_id),
        )
        last = datetime.fromisoformat(frozen.entries[-1].at)
        frozen = replace(frozen, rules=rules_for(library, case_id, last))  # so the same state gives the same file
    return _with_grounds(frozen, library.layout)


def _with_grounds(frozen: Frozen, layout: Layout) -> Frozen:
    """With what bears on absence, as far as it was computed from the originals."""
    intervals, played, said = frozen.papers.intervals, frozen.played, frozen.groupings
    grounds = grounds_of(
        frozen.case, frozen.exhibits, intervals, played, frozen.members, Shelf(layout), said, frozen.shown
    )
    return replace(frozen, grounds=grounds)


def _looked_through(frozen: Frozen, layout: Layout) -> Frozen:
    """The same, with everything computed that decides whether something is absent: it comes out the same everywhere.

    A recording that cannot be decoded, or is not there, shows nothing as absent. Where nothing is said to be absent,
    what happens to be computed already is left out; which pages were shown is no matter of computing.
    """
    absent = any(mark.verdict is Verdict.NOT_FOUND and not mark.withdrawn for mark in frozen.marks)
    if not absent or all(record.withdrawn for record in frozen.papers.intervals):
        return replace(frozen, grounds=Grounds(papers=frozen.grounds.papers, read=frozen.grounds.read))
    for exhibit in frozen.exhibits:
        with suppress(RecordingMissing, MediaDamaged, MediaLimit):
            load_probed(layout, exhibit.recording)
            load_quality(layout, exhibit.recording)
    return _with_grounds(frozen, layout)


@contextmanager
def freeze(
    library: Library, label: str, *, copy: str, language: str, progress: Progress = no_progress
) -> Iterator[CaseVersion]:
    """Freeze a case for an export; its pictures lie in a temporary folder for as long as the block lasts.

    Raises:
        NotFound: there is no such case.
        RecordingMissing, Altered, MediaDamaged: a marked original is not what it was; see `make_pictures`.
        Refused: see `leaving`, for a copy that leaves the house.
    """
    frozen = _looked_through(read_case(library, label), library.layout)
    last, wanted = frozen.entries[-1], Copy(copy)
    decided = None if wanted is Copy.INTERNAL else in_force(frozen.papers.masks)
    with disk_errors(library.layout.derived), working_folder(library.layout) as folder:
        made = make_pictures(library.layout, frozen.exhibits, frozen.marks, folder, progress, decided)
        content = case_content(frozen, Copy.INTERNAL.value, language, {k: _told(one) for k, one in made.whole.items()})
        pictures, strips = dict(made.whole), dict(made.strips)
        if wanted is not Copy.INTERNAL:
            content = leaving(content, wanted, _shown(made), sha256_hex(canonical(content)))
            pictures, strips = _left(content, made)
        data = canonical(content)
        yield CaseVersion(frozen, Head(last.seq, last.hash, last.at), content, data, sha256_hex(data), pictures, strips)


def preview(library: Library, label: str, copy: Copy) -> dict[str, Any]:
    """The content of a copy without its pictures being made: what it leaves out is known before it is exported.

    Raises:
        NotFound, Refused: see `read_case` and `leaving`.
    """
    frozen = read_case(library, label)
    decided = in_force(frozen.papers.masks)
    there = {exhibit.id: exhibit.recording.facts for exhibit in frozen.exhibits}
    pictured = [
        mark for mark in frozen.marks
        if not mark.withdrawn and (there[mark.exhibit].frames or there[mark.exhibit].pages is not None)
    ]  # fmt: skip
    content = case_content(frozen, Copy.INTERNAL.value, "en", {mark.label: {} for mark in pictured})
    if copy is Copy.INTERNAL:
        return content
    found = {mark.label: decided_of(mark, decided) for mark in pictured}
    shown = {label: Shown({}, len(one.boxes)) for label, one in found.items() if one.decided}
    return leaving(content, copy, shown, "")


def _told(kept: Kept) -> dict[str, Any]:
    return {"sha256": kept.sha256, "width": kept.width, "height": kept.height, "media_type": "image/jpeg"}


def _shown(made: Pictures) -> dict[str, Shown]:
    """Pictures as they may be shown, each with the boxes that are covered in it."""
    return {
        label: Shown({**_told(kept), "covered": [asdict(box) for box in boxes]}, len(boxes))
        for label, (kept, boxes) in made.covered.items()
    }


def _left(content: dict[str, Any], made: Pictures) -> tuple[dict[str, Kept], dict[str, Strip]]:
    """The pictures and sounds of the marks that a copy shows, as far as it shows them."""
    marks = {mark["label"]: mark for mark in content["marks"]}
    pictures = {label: kept for label, (kept, _) in made.covered.items() if label in marks}
    strips = {
        label: strip for label, strip in made.strips.items() if label in marks and voice_basis(content, marks[label])
    }
    return pictures, strips


@contextmanager
def working_folder(layout: Layout) -> Iterator[Path]:
    """A folder for what an export needs on its way; `clear_begun` removes one whose process was ended."""
    with tempfile.TemporaryDirectory(prefix=_begun(os.getpid()), dir=layout.derived) as name:
        yield Path(name)


def _begun(process: int) -> str:
    return f"export-{process}-"


def clear_begun(layout: Layout, process: int) -> None:
    """Remove the pictures that a process has left which was ended while it froze a case."""
    for folder in layout.derived.glob(f"{_begun(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)
