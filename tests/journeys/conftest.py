"""One case that goes the whole way: linked, marked, exported, printed references read as a stranger reads them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.command import ask, new_case, new_library

Pixels = NDArray[np.uint8]


def pixels_of(path: Path) -> Pixels:
    """A PNG as an array."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def decoded_in_order(path: Path, wanted: Sequence[int]) -> dict[int, tuple[int | None, Fraction, Pixels]]:
    """Time stamp, its unit and picture of these frames, by plain decoding from the first frame on."""
    found: dict[int, tuple[int | None, Fraction, Pixels]] = {}
    with av.open(str(path)) as media:
        stream = media.streams.video[0]
        stream.thread_type = "NONE"
        base = stream.time_base
        assert base is not None
        for number, frame in enumerate(media.decode(stream)):
            if number in wanted:
                found[number] = (frame.pts, base, frame.to_ndarray(format="rgb24").astype(np.uint8))
            if number >= max(wanted):
                break
    return found


@dataclass(frozen=True)
class Way:
    """A case that went the way: what was marked, what was exported, and what the print says."""

    library: Path
    case: str
    case_file: Path
    exported: Any
    exhibits: dict[str, str]
    """Exhibit by file name."""
    marks: tuple[Any, ...]
    data: Any
    """case.json as it is attached."""
    printed: dict[str, str]
    """Printed reference by mark."""
    pictures: dict[str, bytes] = field(repr=False)
    """Printed JPEG by mark."""

    def marks_of(self, name: str) -> list[Any]:
        """The marks on one file, in order."""
        return [mark for mark in self.marks if mark["exhibit"] == self.exhibits[name]]

    def picture(self, mark: str) -> Pixels:
        """The printed picture of a mark."""
        with Image.open(io.BytesIO(self.pictures[mark])) as image:
            return np.asarray(image.convert("RGB"))


@dataclass
class Traveller:
    """Takes one case on the way."""

    library: Path
    case: str
    exhibits: dict[str, str] = field(default_factory=dict)
    marks: list[Any] = field(default_factory=list)

    def link(self, *paths: Path) -> None:
        added = ask("add", self.case, *paths, library=self.library)
        self.exhibits |= {Path(one["path"]).name: one["exhibit"] for one in added["exhibits"]}

    def mark(self, name: str, *words: str) -> Any:
        made = ask("mark", self.case, self.exhibits[name], *words, library=self.library)
        self.marks.append(made)
        return made

    def arrive(self, case_file: Path) -> Way:
        """Export, verify, and read what was printed."""
        exported = ask("export", self.case, "-o", case_file, library=self.library)
        assert ask("verify", case_file, library=self.library)["verdict"] == "passed"
        data, pictures = taken_out(case_file)
        printed = printed_references(case_file)
        return Way(self.library, self.case, case_file, exported, dict(self.exhibits), tuple(self.marks), data,
                   printed, pictures)  # fmt: skip


def traveller(folder: Path) -> Traveller:
    """A fresh library with a case in it."""
    library = new_library(folder / "library")
    return Traveller(library, new_case(library))


def printed_references(case_file: Path) -> dict[str, str]:
    """References in the text of the print, as somebody copies them, line breaks and all."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    text = subprocess.run(["pdftotext", "-raw", case_file, "-"], capture_output=True, check=True, text=True).stdout
    found = re.findall(
        r"C-[0-9]{4}-[0-9]{4}/EX-[0-9]{2}/(M-[0-9]{3})(@(?:pts=-?[0-9]+;tb=[0-9]+/[0-9]+|page=[0-9]+(?:;box=[0-9,]+)?)"
        r";sha256=[0-9a-f]{16})",
        re.sub(r"\s", "", text),
    )
    whole = re.sub(r"\s", "", text)
    references: dict[str, str] = {}
    for mark, rest in found:
        start = whole.rindex("C-", 0, whole.index(f"/{mark}{rest}"))
        reference = whole[start : whole.index(f"/{mark}{rest}") + len(f"/{mark}{rest}")]
        assert references.setdefault(mark, reference) == reference, "two different references are printed for a mark"
    return references


def taken_out(case_file: Path) -> tuple[Any, dict[str, bytes]]:
    """case.json, and the JPEG of every mark, by a reader that is not ours."""
    with pikepdf.open(case_file) as pdf:
        data = json.loads(pdf.attachments["case.json"].get_file().read_bytes())
        images = {}
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                raw = item.read_raw_bytes()
                images[hashlib.sha256(raw).hexdigest()] = raw
    pictures = {mark["label"]: images[mark["picture"]["sha256"]] for mark in data["marks"] if mark["picture"]}
    return data, pictures
