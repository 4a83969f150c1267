"""Libraries to attack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import ask, make_call, make_clip, new_case, new_library


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with an empty case; its label. For copying only."""
    library = new_library(tmp_path_factory.mktemp("empty") / "library")
    return library, new_case(library)


@pytest.fixture
def library(empty: tuple[Path, str], tmp_path: Path) -> Path:
    """A library of one's own with an empty case."""
    shutil.copytree(empty[0], tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture(scope="session")
def case(empty: tuple[Path, str]) -> str:
    """The label of its case."""
    return empty[1]


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small honest clip."""
    return make_clip(tmp_path_factory.mktemp("clip") / "clip.mp4")


@pytest.fixture(scope="session")
def marked(empty: tuple[Path, str], clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose case has a clip, a call and two marks. For copying only."""
    folder = tmp_path_factory.mktemp("marked")
    shutil.copytree(empty[0], folder / "library")
    call = make_call(folder / "call.wav")
    ask("add", empty[1], clip, call, library=folder / "library")
    for exhibit, time in (("EX-01", "0.28"), ("EX-02", "1.0")):
        ask("mark", empty[1], exhibit, "--in", time, "--point", "BA10", "--verdict", "given", "--how", "heard",
            library=folder / "library")  # fmt: skip
    return folder / "library"
