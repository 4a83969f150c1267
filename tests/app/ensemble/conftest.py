"""Tracks made once, and ensembles that leave nothing behind."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.ensemble.track import Track
from tests.app.ensemble.watching import RECIPES, Watched, make
from tests.app.player.pace import HandClock, HandDevices


@pytest.fixture(scope="session")
def track(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Track]:
    folder = tmp_path_factory.mktemp("ensemble")
    return functools.cache(lambda kind: make(folder, kind))


@pytest.fixture
def four(track: Callable[[str], Track]) -> list[Track]:
    """Four cameras of different rates that begin at different times; one clock runs wrong by a twenty-fifth."""
    return [track(kind) for kind in RECIPES]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def devices() -> HandDevices:
    return HandDevices()


def _ended(watched: Watched) -> None:
    watched.ensemble.close()
    assert watched.ensemble.wait_closed()
    assert watched.ensemble.decoders == ()
    QApplication.processEvents()


@pytest.fixture
def watched() -> Iterator[Watched]:
    """On a machine without sound."""
    held = QApplication.instance() or QApplication([])
    one = Watched(find_output=lambda rate, channels: None)
    yield one
    _ended(one)
    del held


@pytest.fixture
def paced(clock: HandClock) -> Iterator[Watched]:
    """On a machine without sound, its clock moved by hand."""
    held = QApplication.instance() or QApplication([])
    one = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    yield one
    _ended(one)
    del held


@pytest.fixture
def heard(clock: HandClock, devices: HandDevices) -> Iterator[Watched]:
    """Clock and sound device moved by hand."""
    held = QApplication.instance() or QApplication([])
    one = Watched(find_output=devices, now_ns=clock)
    yield one
    _ended(one)
    assert all(output.stopped for output in devices.outputs if output.started)
    del held
