"""A recording that lost its index is read with the picture settings of an undamaged one in the same case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media import reasons
from evidence.media.door import Probed, lend, probe
from evidence.media.facts import Playable
from evidence.model.recording import Recording
from evidence.progress import Progress
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library

MOST_TRIED = 6
"""Different settings that are tried, those of the recordings linked last first."""
_CODECS = {"h264", "hevc"}


def with_lent_settings(
    library: Library, case_id: UUID, part: Path, name: str, first: Probed, progress: Progress
) -> Probed:
    """What the file is when read with settings of another one; `first`, as it was without, where none fit."""
    if not reasons.needs_parameters(first.facts.reason):
        return first
    tried: set[str] = set()
    best: Probed | None = None
    for lender in _lenders(library, case_id):
        try:
            recipe = lend(library.layout.original(lender.sha256))
        except WorldError:
            continue
        if recipe in tried or len(tried) >= MOST_TRIED:
            continue
        tried.add(recipe)
        found = probe(part, name=name, lent=recipe, progress=progress)
        if found.table is None or (best is not None and _worth(found) <= _worth(best)):
            continue
        said = Label(*reasons.borrowed(lender.file_name, lender.sha256))
        best = replace(found, facts=replace(found.facts, warnings=(*found.facts.warnings, said)))
        if not reasons.has_flaws(found.facts.warnings):
            break
    return best or first


def _lenders(library: Library, case_id: UUID) -> list[Recording]:
    recordings = [exhibit.recording for exhibit in list_exhibits(library, case_id)]
    healthy = [one for one in recordings if one.facts.playable is Playable.YES]
    return [one for one in reversed(healthy) if any(stream.codec in _CODECS for stream in one.facts.streams)]


def _worth(found: Probed) -> tuple[bool, int]:
    return not reasons.has_flaws(found.facts.warnings), found.facts.frames
