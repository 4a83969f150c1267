"""What lies in a bundle beside the case file: the journal with its earlier heads, transcripts, the environment."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from evidence.canonical import canonical
from evidence.model.entry import Head
from evidence.model.transcript import Transcript
from evidence.version import software_version

_PACKAGES = ("av", "numpy", "opencv-python-headless", "pikepdf", "pillow", "pydub", "pyhanko", "reportlab")
_CLOCK = "times in the journal are those of the clock of the writer's computer; order is by number"


def journal_lines(case: dict[str, Any]) -> bytes:
    """The journal as it stands in case.json, an entry a line."""
    return b"".join(canonical(entry) + b"\n" for entry in case["journal"]["entries"])


def heads(case: dict[str, Any], earlier: Sequence[Head]) -> bytes:
    """The end of the journal, and where it ended in earlier exports: whoever holds one of these can compare."""
    head = case["version"]["head"]
    ends = {(one.seq, one.hash): asdict(one) for one in earlier if one.seq < head["seq"]}
    return canonical({"chain": case["journal"]["chain"], "head": head, "earlier": [ends[key] for key in sorted(ends)]})


def transcript_paper(transcript: Transcript) -> bytes:
    """All lines of a transcript; the journal commits to them."""
    return canonical(
        {
            "label": transcript.label,
            "exhibit": transcript.exhibit_label,
            "format": transcript.format.value,
            "file_name": transcript.file_name,
            "sha256": transcript.sha256,
            "language": transcript.language,
            "offset_us": transcript.offset_us,
            "lines": [[cue.from_us, cue.to_us, cue.speaker, cue.text] for cue in transcript.cues],
        }
    )


def environment(zone: str, database: str) -> bytes:
    """What the bundle was made with. Neither the machine nor the hour is in it: they change nothing."""
    packages = {name: found for name in _PACKAGES if (found := _version(name))}
    return canonical(
        {
            "software": {"name": "replaydesk", "version": software_version()},
            "python": platform.python_version(),
            "sqlite": database,
            "packages": packages,
            "zone": zone,
            "clock": _CLOCK,
        }
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
