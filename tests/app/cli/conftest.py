"""One small library that many tests read, and copies of it for those that write."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import ask, make_call, make_clip, make_paper, make_photo, new_case, new_library


@dataclass(frozen=True)
class Small:
    """A library with one case: EX-01 a clip, EX-02 a call, EX-03 a document of two pages, EX-04 a photo; four marks."""

    library: Path
    case: str
    files: Path
    added: Any
    marks: tuple[Any, ...]
    case_file: Path
    exported: Any

    def copy(self, folder: Path) -> Path:
        """A library of one's own to write in."""
        shutil.copytree(self.library, folder)
        return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    folder = tmp_path_factory.mktemp("small")
    files = folder / "files"
    files.mkdir()
    paths = [
        make_clip(files / "clip.mp4"),
        make_call(files / "call.wav"),
        make_paper(files / "receipt.pdf"),
        make_photo(files / "form.png"),
    ]
    library = new_library(folder / "library")
    case = new_case(library, "--kind", "BA", "--title", "退保 surrender")
    added = ask("add", case, *paths, library=library)
    shown = ("--verdict", "given", "--how")
    marks = (
        ask("mark", case, "EX-01", "--in", "0.2", "--out", "0.4", "--point", "BA10", *shown, "heard",
            "--quote", "您这款产品有十五天的犹豫期", "--note", "clear", library=library),
        ask("mark", case, "EX-02", "--in", "0.5", "--out", "1.5", "--point", "BA22.1", *shown, "heard",
            library=library),
        ask("mark", case, "EX-03", "--page", "2", "--box", "1000,500,4000,900", "--point", "BA14", *shown, "signed",
            library=library),
        ask("mark", case, "EX-04", "--page", "1", "--point", "BA14", *shown, "read", library=library),
    )  # fmt: skip
    case_file = folder / "case.pdf"
    exported = ask("export", case, "-o", case_file, library=library)
    return Small(library, case, files, added, marks, case_file, exported)
