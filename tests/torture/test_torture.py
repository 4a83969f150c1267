"""A small sample of `make torture`: power cuts during marking, and what a weaker setting loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.cuts import Record, record, replay
from tests.torture.tracing import CannotTrace
from tests.torture.work import prepare

CUTS = 24


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[Path]]:
    return prepare(tmp_path_factory.mktemp("torture"))


def recorded(prepared: tuple[Path, str, list[Path]], folder: Path, weaker: str = "") -> Record:
    library, case, files = prepared
    try:
        return record("mark", library, case, files, folder, weaker)
    except CannotTrace as missing:
        pytest.skip(str(missing))


def test_h42_2a_no_power_cut_loses_an_acknowledged_mark(prepared: tuple[Path, str, list[Path]], tmp_path: Path) -> None:
    outcome = replay(recorded(prepared, tmp_path), CUTS, seed=1)
    assert (outcome.bad, outcome.first) == (0, [])
    assert outcome.cuts == CUTS and outcome.acknowledged > CUTS and outcome.steps > 100


def test_the_torture_sees_what_a_weaker_setting_loses(prepared: tuple[Path, str, list[Path]], tmp_path: Path) -> None:
    outcome = replay(recorded(prepared, tmp_path, weaker="FULL"), CUTS, seed=1, right_after=True)
    assert any(fault.startswith("mark ") for fault in outcome.faults), outcome
