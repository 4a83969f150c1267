"""What must be known before an exhibit can be shown: whether its original is there, its tables, its waveform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.session import OpenCase
from evidence.check import Report
from evidence.errors import WorldError
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_peaks, load_probed, original_path
from evidence.media.door import Probed, page_picture
from evidence.media.peaks import Peaks
from evidence.media.pictures import PagePicture
from evidence.model.kinds import Answer
from evidence.model.recording import Exhibit
from evidence.progress import Progress, offset
from evidence.store.layout import Layout
from widgets.lists.exhibits import OriginalState

PAGE_WIDTH = 1600


@dataclass(frozen=True, slots=True)
class Opened:
    """An exhibit that can be shown: its file and what was found out about it."""

    exhibit: Exhibit
    path: Path
    probed: Probed


def open_exhibit(layout: Layout, exhibit: Exhibit, progress: Progress) -> Opened:
    """Find an exhibit's original and its tables.

    Raises:
        RecordingMissing: the original is not there.
    """
    path = original_path(layout, exhibit.recording)
    return Opened(exhibit, path, load_probed(layout, exhibit.recording, progress))


def waveform(layout: Layout, exhibit: Exhibit, progress: Progress) -> Peaks | None:
    """The sound of an exhibit at a glance; None where there is none or it cannot be decoded."""
    try:
        return load_peaks(layout, exhibit.recording, progress)
    except WorldError:
        return None


def page(layout: Layout, exhibit: Exhibit, number: int) -> PagePicture:
    """A page of a document, ready to be shown.

    Raises:
        RecordingMissing, MediaDamaged, MediaLimit: it cannot be shown.
    """
    return page_picture(original_path(layout, exhibit.recording), number, PAGE_WIDTH)


def original_states(layout: Layout, exhibits: Sequence[Exhibit], progress: Progress) -> dict[str, OriginalState]:
    """Whether each original is there and unaltered, by SHA-256: every byte is read. `progress` counts bytes."""
    states: dict[str, OriginalState] = {}
    total = sum(exhibit.recording.size for exhibit in exhibits)
    done = 0
    for exhibit in exhibits:
        sha256 = exhibit.recording.sha256
        try:
            same = hash_file(layout.original(sha256), offset(progress, done, total)) == sha256
            states[sha256] = OriginalState.INTACT if same else OriginalState.ALTERED
        except OSError:
            states[sha256] = OriginalState.MISSING
        done += exhibit.recording.size
    return states


def states_by(report: Report, opened: OpenCase) -> dict[str, OriginalState]:
    """What a report has found out about the originals of a case, by SHA-256."""
    states = {}
    for exhibit in opened.exhibits:
        name = f"{opened.case.complaint.label}/{exhibit.label} "
        for check in report.checks:
            if check.name not in ("original", "originals") or not any(file.startswith(name) for file in check.files):
                continue
            # "original" is about one that is wrong, "originals" names all those that are intact.
            wrong = OriginalState.ALTERED if check.answer is Answer.FAILED else OriginalState.MISSING
            states[exhibit.recording.sha256] = wrong if check.name == "original" else OriginalState.INTACT
    return states
