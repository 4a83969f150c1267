"""Recordings made once, and a player that leaves nothing behind."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evidence.media.door import Probed
from tests.app.player.recordings import Looking, Watched, make, make_call

Recording = tuple[Path, Probed]


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Recording]:
    folder = tmp_path_factory.mktemp("player")
    return functools.cache(lambda kind: make_call(folder) if kind == "call" else make(folder, kind))


@pytest.fixture(scope="session", autouse=True)
def application() -> QApplication:
    """One for all tests: it lives as long as somebody holds it."""
    held = QApplication.instance()
    return held if isinstance(held, QApplication) else QApplication([])


@pytest.fixture
def watched(application: QApplication) -> Iterator[Watched]:
    """A player on a machine without sound."""
    watched = Watched(find_output=lambda rate, channels: None)
    yield watched
    watched.player.close()
    assert watched.player.wait_closed()
    application.processEvents()


@pytest.fixture
def looking(application: QApplication) -> Iterator[Callable[[], Looking]]:
    made: list[Looking] = []

    def make() -> Looking:
        made.append(Looking())
        return made[-1]

    yield make
    for each in made:
        each.player.close()
        assert each.player.wait_closed(20)
    application.processEvents()
