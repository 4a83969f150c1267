"""What is computed from an original and kept: tables, waveform, findings. Deleted, it is made again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evidence.assist.findings import Quality
from evidence.assist.quality import quality
from evidence.errors import DiskProblem, RecordingMissing
from evidence.media.door import Probed, peaks, probe
from evidence.media.frames import FrameTable
from evidence.media.opening_names import forced
from evidence.media.peaks import Peaks
from evidence.media.proxypack import ENDING, ProxyPlace
from evidence.media.sounds import SoundTable
from evidence.model.recording import Recording
from evidence.progress import Progress, no_progress
from evidence.store.durable import write_file
from evidence.store.layout import Layout

Kept = TypeVar("Kept")


def save_tables(layout: Layout, sha256: str, probed: Probed) -> None:
    """Keep the tables of a recording.

    Raises:
        DiskProblem: they could not be written.
    """
    if probed.table:
        write_file(layout.derived / f"{sha256}.frames", probed.table.to_bytes(), layout.file_mode)
    if probed.sound:
        write_file(layout.derived / f"{sha256}.sound", probed.sound.to_bytes(), layout.file_mode)


def kept_probed(layout: Layout, recording: Recording) -> Probed | None:
    """Facts and tables of a recording as they were kept; None where a table is missing or unreadable."""
    facts, sha256 = recording.facts, recording.sha256
    table = _load(layout.derived / f"{sha256}.frames", FrameTable.from_bytes)
    sound = _load(layout.derived / f"{sha256}.sound", SoundTable.from_bytes)
    whole = (facts.picture is None or table) and (facts.sound is None or sound)
    return Probed(facts, table, sound) if whole else None


def load_probed(layout: Layout, recording: Recording, progress: Progress = no_progress) -> Probed:
    """Facts and tables of a recording; tables that are missing or unreadable are made again from the original.

    Raises:
        RecordingMissing: the original is not there.
    """
    kept = kept_probed(layout, recording)
    if kept is not None:
        return kept
    facts = recording.facts
    path, known = original_path(layout, recording), forced(facts.container)
    probed = probe(path, name=recording.file_name, opening=known, progress=progress)
    save_tables(layout, recording.sha256, probed)
    return probed


def load_peaks(layout: Layout, recording: Recording, progress: Progress = no_progress) -> Peaks | None:
    """The waveform of a recording, computed once; None where it has no sound.

    Raises:
        RecordingMissing: the original is not there.
    """
    if recording.facts.sound is None:
        return None
    place = layout.derived / f"{recording.sha256}.peaks"
    kept = _load(place, Peaks.from_bytes)
    if kept is None:
        kept = peaks(original_path(layout, recording), load_probed(layout, recording), progress=progress)
        if kept is None:
            return None
        try:
            write_file(place, kept.to_bytes(), layout.file_mode)
        except DiskProblem:
            return kept  # it can be computed again; a full disk must not hide the waveform
    return kept


def kept_quality(layout: Layout, recording: Recording) -> Quality | None:
    """Where to look in a recording, if that was found before; None where it still has to be."""
    if recording.facts.picture is None and recording.facts.sound is None:
        return Quality()
    return _load(_quality_place(layout, recording), Quality.from_bytes)


def _quality_place(layout: Layout, recording: Recording) -> Path:
    return layout.derived / f"{recording.sha256}.quality"


def load_quality(layout: Layout, recording: Recording, progress: Progress = no_progress) -> Quality:
    """Where to look in a recording, found once; nothing where it has neither pictures nor sound.

    Raises:
        RecordingMissing: the original is not there.
        MediaDamaged, MediaLimit: it could not be decoded.
    """
    kept = kept_quality(layout, recording)
    if kept is None:
        kept = quality(original_path(layout, recording), load_probed(layout, recording), progress)
        try:
            write_file(_quality_place(layout, recording), kept.to_bytes(), layout.file_mode)
        except DiskProblem:
            return kept  # it can be computed again
    return kept


def proxy_place(layout: Layout, recording: Recording) -> ProxyPlace:
    """Where small pictures of a recording are kept, for dragging on its timeline."""
    return ProxyPlace(layout.derived / f"{recording.sha256}{ENDING}", recording.sha256, layout.file_mode)


def original_path(layout: Layout, recording: Recording) -> Path:
    """The original's file, which must be there.

    Raises:
        RecordingMissing: it is not.
    """
    place = layout.original(recording.sha256)
    if not os.path.isfile(place):
        raise RecordingMissing(
            f"The original of “{recording.file_name}” is missing from the library "
            f"(originals/{recording.sha256[:16]}…). Put the file back by adding it again, then repeat this.",
            f"资料库中缺少“{recording.file_name}”的原件（originals/{recording.sha256[:16]}…）。"
            "请重新添加该文件后再试。",
        )
    return place


def _load(place: Path, read: Callable[[bytes], Kept]) -> Kept | None:
    try:
        return read(place.read_bytes())
    except (OSError, ValueError):
        return None
