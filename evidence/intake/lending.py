"""A recording that lost its index is read with the picture settings of an undamaged one in the same case."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
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

MOST_FLAWED = 4
"""Settings with which more than one picture in so many is flawed are not those of the device."""
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
    for lender in _lenders(library, case_id, name):
        try:
            recipe = lend(library.layout.original(lender.sha256))
        except WorldError:
            continue
        if recipe in tried or len(tried) >= MOST_TRIED:
            continue
        tried.add(recipe)
        found = probe(part, name=name, lent=recipe, progress=progress)
        if found.table is None or not _fits(found) or (best is not None and _worth(found) <= _worth(best)):
            continue
        said = Label(*reasons.borrowed(lender.file_name, lender.sha256))
        best = replace(found, facts=replace(found.facts, warnings=(*found.facts.warnings, said)))
        if not reasons.flaws_in(found.facts.warnings):
            break
    return best or first


def _lenders(library: Library, case_id: UUID, name: str) -> list[Recording]:
    """Undamaged recordings of the case, those whose names begin alike first: a device names its files alike."""
    recordings = [exhibit.recording for exhibit in list_exhibits(library, case_id)]
    healthy = [one for one in recordings if one.facts.playable is Playable.YES]
    able = [one for one in reversed(healthy) if any(stream.codec in _CODECS for stream in one.facts.streams)]
    return sorted(able, key=lambda one: -_alike(one.file_name, name))


def _alike(one: str, other: str) -> int:
    """How many characters two names have in common at their beginning."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _fits(found: Probed) -> bool:
    """Whether the settings are likely those of the device: with others a decoder makes pictures too, of rubbish."""
    return reasons.flaws_in(found.facts.warnings) * MOST_FLAWED <= found.facts.frames


def _worth(found: Probed) -> tuple[int, int]:
    return -reasons.flaws_in(found.facts.warnings), found.facts.frames
