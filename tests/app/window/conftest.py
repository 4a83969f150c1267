"""A small real library with recordings that carry their frame numbers, and a person at the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.window import inspecting
from app.window.start import make_application
from evidence.intake.adding import add
from evidence.model.kinds import DisputeKind
from evidence.rules.checklists import load_checklists
from evidence.store.cases import new_case
from evidence.store.library import Library
from tests import barcodes
from tests.app.player.recordings import KINDS
from tests.app.window.person import Person
from tests.app.window.pictures import write_page
from widgets.language import set_language


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as a branch would bring them: three clips, a call, a photographed page."""
    folder = tmp_path_factory.mktemp("material")
    for name, kind in (("a-constant", "constant"), ("b-varying", "varying"), ("c-gap", "gap")):
        ending, recipe = KINDS[kind]
        barcodes.make(folder / f"{name}.{ending}", recipe)
    barcodes.write_wav(folder / "d-call.wav", barcodes.tone(3.0))
    write_page(folder / "e-receipt.png")
    return folder


@pytest.fixture(scope="session")
def _library(tmp_path_factory: pytest.TempPathFactory, material: Path) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "library"
    checklist = load_checklists()["BA"]
    with Library.create(folder) as library:
        case = new_case(
            library,
            kind=DisputeKind.BA,
            checklist_version=checklist.version,
            rule_pack="CN",
            title="Nobody told me about the charges",
        )
        add(library, case.id, sorted(material.iterdir()))
    return folder


LOOK_THROUGH = (
    "test_inspecting",
    "test_findings",
    "test_coverage",
    "test_demo_cases",
    "test_demo_cases_service",
    "test_series",
    "test_looking",
)


@pytest.fixture(autouse=True)
def _no_looking_through(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recordings are looked through in the background only in tests that are about it; it costs seconds."""
    if request.module.__name__.rpartition(".")[2] not in LOOK_THROUGH:
        monkeypatch.setattr(inspecting, "AFTER_MS", 3_600_000)


@pytest.fixture
def library(_library: Path, tmp_path: Path) -> Path:
    """A copy of the library with one complaint, C-2026-0001 or the year it is made in, and five exhibits."""
    return Path(shutil.copytree(_library, tmp_path / "library"))


@pytest.fixture(scope="session")
def application() -> QApplication:
    return make_application()


@pytest.fixture
def sit_down(application: QApplication, tmp_path: Path, library: Path) -> Iterator[Callable[..., Person]]:
    """Open a window on the library; the settings stay between two windows of a test."""
    people: list[Person] = []
    set_language("en")

    def _sit_down(folder: Path = library, width: int = 1366, height: int = 768) -> Person:
        person = Person(application, folder, tmp_path / "settings.ini", width, height)
        people.append(person)
        return person

    yield _sit_down
    for person in people:
        person.leave()
    set_language("en")


@pytest.fixture
def person(sit_down: Callable[..., Person]) -> Person:
    """Somebody at the window, with the complaint open and its first exhibit on stage."""
    person = sit_down()
    person.open_case()
    return person
