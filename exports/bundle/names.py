"""What the parts of a bundle are called. docs/bundle.md describes the layout."""

from __future__ import annotations

import re
import unicodedata

PDF = "data/case.pdf"
CASE = "data/case.json"
LOG = "data/audit/log.jsonl"
HEAD = "data/audit/head.json"
ENVIRONMENT = "data/env.json"
CLIP_PAPERS = "data/clips/clips.json"
VIEWER = "data/viewer/"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.p7s"
TIME_STAMP = f"{SIGNATURE}.tsr"
INFO = "bag-info.txt"
DECLARATION = "bagit.txt"
VERIFY = "VERIFY.txt"

_LONGEST = 60
_LONGEST_ENDING = 12
_KEPT = frozenset("-_.")


def media_name(sha256: str, source_name: str) -> str:
    """Where an original lies: its digest tells files of one name apart, whatever a system takes for the same."""
    return f"data/media/{sha256[:12]}-{safe_name(source_name)}"


def clip_name(mark: str, suffix: str) -> str:
    """Where the clip of a mark lies."""
    return f"data/clips/{safe_name(mark)}{suffix}"


def still_name(mark: str) -> str:
    """Where the picture of a mark lies."""
    return f"data/stills/{safe_name(mark)}.jpg"


def transcript_name(exhibit: str, transcript: str) -> str:
    """Where the lines of a transcript lie."""
    return f"data/transcripts/{safe_name(exhibit)}-{safe_name(transcript)}.json"


def folder_name(label: str, seq: int, copy: str) -> str:
    """The folder of a bundle: which case, up to which entry of its journal, for whom."""
    whom = "" if copy == "internal" else f"_{safe_name(copy)}"
    return f"{safe_name(label)}_r{seq}{whom}"


def safe_name(name: str) -> str:
    """A name that every system takes: letters and digits of any script, the rest as `_`; short, with its ending."""
    plain = unicodedata.normalize("NFC", name)
    plain = "".join(char if char in _KEPT or (char.isalnum() and _alone(char)) else "_" for char in plain)
    plain = plain.strip("._-")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem or len(ending) > _LONGEST_ENDING:
        stem, ending = plain, ""
    stem = re.sub(r"_{2,}", "_", stem).strip("._-")[:_LONGEST].rstrip("._-")
    ending = ending.strip("_-")
    return f"{stem or 'file'}.{ending}" if ending else stem or "file"


def _alone(char: str) -> bool:
    """Whether a letter is written in one way only, whatever form a system brings names into."""
    return unicodedata.normalize("NFKC", char) == char and ord(char) < 0x10000
