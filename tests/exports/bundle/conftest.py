"""One small case, its bundle, and copies of the bundle that a test may spoil."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import ask, make_call, make_clip, make_paper, new_case, new_library

LINES = "1\n00:00:00,100 --> 00:00:00,900\n十五天犹豫期\n"
SHOWN = ("--verdict", "given", "--how")


@dataclass(frozen=True)
class Made:
    """A library with a case (a clip, a call, a paper, three marks, a transcript), its bundle, its case file."""

    library: Path
    case: str
    files: Path
    earlier: Path
    """A bundle of the case with its first mark, with one original."""
    bundle: Path
    answer: Any
    case_file: Path

    @property
    def folder(self) -> str:
        """The folder inside the archive."""
        return f"{self.case}_r{self.answer['head']['seq']}"

    def unpacked(self, folder: Path) -> Path:
        """The bundle's own folder, unpacked to be spoiled."""
        with zipfile.ZipFile(self.bundle) as archive:
            archive.extractall(folder)
        return folder / self.folder

    def writable(self, folder: Path) -> Path:
        """A library of one's own."""
        shutil.copytree(self.library, folder)
        return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("bundled")
    files = folder / "files"
    files.mkdir()
    paths = [make_clip(files / "柜面 clip.mp4"), make_call(files / "call.wav"), make_paper(files / "receipt.pdf", 1)]
    (files / "lines.srt").write_text(LINES)
    library = new_library(folder / "library")
    case = new_case(library, "--kind", "BA", "--title", "退保")
    ask("add", case, *paths, library=library)
    ask("mark", case, "EX-01", "--in", "0.2", "--out", "0.44", "--point", "BA10", *SHOWN, "heard", library=library)
    ask("bundle", case, "-o", folder / "earlier.zip", "--originals", "ex-02", library=library)
    ask("mark", case, "EX-02", "--in", "0.5", "--out", "1.5", "--point", "BA22.1", *SHOWN, "heard", library=library)
    ask("mark", case, "EX-03", "--page", "1", "--point", "BA14", *SHOWN, "signed", library=library)
    ask("transcript", case, "EX-02", files / "lines.srt", "--language", "zh", library=library)
    answer = ask("bundle", case, "-o", folder / "case.zip", library=library)
    with zipfile.ZipFile(folder / "case.zip") as archive:
        inside = f"{case}_r{answer['head']['seq']}/data/case.pdf"
        (folder / "case.pdf").write_bytes(archive.read(inside))
    return Made(library, case, files, folder / "earlier.zip", folder / "case.zip", answer, folder / "case.pdf")
