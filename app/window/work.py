"""Long work of the window: each opens the library for itself, in its own thread, beside the storekeeper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from app.bundling import Bundled, bundle_case
from app.exporting import Exported, export_case, verify_file
from app.lettering import Drafted, draft_letter
from evidence.casefile.copywords import Copy, LeftOut
from evidence.casefile.freezing import preview
from evidence.check import Report, check_library
from evidence.intake.adding import Added, add
from evidence.labels import Label
from evidence.progress import Progress
from evidence.segments.finding import Found, find_series
from evidence.store.exhibits import list_exhibits
from evidence.store.groupings import list_groupings
from evidence.store.library import Library
from exports.letters import LetterKind
from exports.verify import Report as Verified


def add_to_case(folder: Path, case_id: UUID, paths: Sequence[Path], progress: Progress) -> tuple[Added, Found]:
    """Link files and folders, see `evidence.intake.adding.add`; and what series they belong to."""
    with Library.open(folder) as library:
        added = add(library, case_id, paths, progress=progress)
        found = find_series(list_exhibits(library, case_id), list_groupings(library, case_id))
        return added, found.about({one.exhibit.label for one in added.linked if not one.already_linked})


def export_to(folder: Path, label: str, target: Path, language: str, copy: str, progress: Progress) -> Exported:
    """Write a case file; see `app.exporting.export_case`."""
    with Library.open(folder) as library:
        return export_case(library, label, target, language=language, copy=copy, progress=progress)


def look_at_copy(folder: Path, label: str, copy: Copy, progress: Progress) -> list[tuple[Label, int, Label]]:
    """What a copy leaves out: what, in how many places, and why; see `evidence.casefile.freezing.preview`."""
    progress(0, 0)
    with Library.open(folder, read_only=True) as library:
        told = preview(library, label, copy).get("left_out", ())
    return [(LeftOut(one["what"]).label, one["count"], LeftOut(one["what"]).why) for one in told]


def bundle_to(folder: Path, label: str, target: Path, language: str, copy: str, progress: Progress) -> Bundled:
    """Write a bundle; see `app.bundling.bundle_case`."""
    with Library.open(folder) as library:
        return bundle_case(library, label, target, language=language, copy=copy, progress=progress)


def draft_to(folder: Path, label: str, kind: LetterKind, target: Path, language: str, progress: Progress) -> Drafted:
    """Draft a letter; see `app.lettering.draft_letter`."""
    progress(0, 0)
    with Library.open(folder) as library:
        return draft_letter(library, label, kind, target, language)


def check_case(folder: Path, case_id: UUID, progress: Progress) -> Report:
    """Check originals and journal of a case; see `evidence.check.check_library`."""
    with Library.open(folder, read_only=True) as library:
        return check_library(library, case_id, progress)


def verify_in(folder: Path, path: Path, progress: Progress) -> Verified:
    """Verify a case file with this library; see `app.exporting.verify_file`."""
    with Library.open(folder, read_only=True) as library:
        return verify_file(path, library, progress)
