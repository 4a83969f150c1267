"""A fresh library with a case, and material of several kinds made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.model.case import Complaint
from evidence.model.kinds import DisputeKind
from evidence.store.cases import new_case
from evidence.store.library import Library
from tests.command import make_call, make_clip, make_paper, make_photo


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip, a call, a document, a photo and a note. Tests that write copy what they need."""
    folder = tmp_path_factory.mktemp("material")
    make_clip(folder / "clip.mp4")
    make_call(folder / "call.wav")
    make_paper(folder / "receipt.pdf")
    make_photo(folder / "form.png")
    (folder / "note.txt").write_text("a note of the branch", encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", zone="Asia/Shanghai") as made:
        yield made


def another_case(library: Library) -> Complaint:
    return new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")


@pytest.fixture
def complaint(library: Library) -> Complaint:
    return another_case(library)
