"""A sample of the broken recordings that `make fuzz` sends through the door: each is answered, nothing is left."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from evidence.media.clip import Clip
from evidence.media.plain import Fields
from evidence.media.process import Child
from tests.hostile import fuzzing, mutants

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is asked of Linux")

SAMPLE = 64


def test_broken_recordings_are_answered_and_leave_nothing_behind(tmp_path: Path) -> None:
    tally = fuzzing.run(tmp_path, 100_000, SAMPLE, alone=32)
    assert tally.failures == []
    assert tally.files == SAMPLE and set(tally.ends) <= {"yes", "damaged", "no", "refused"}
    assert tally.ends["yes"] and tally.ends["damaged"] and tally.ends["no"], "all broken alike: nothing was tried"
    assert tally.frames > SAMPLE and tally.sounds > 10_000 and len(tally.kinds) > 8


def test_the_same_number_is_the_same_mutant_and_another_is_another(tmp_path: Path) -> None:
    whole = [random.Random(one).randbytes(5000) for one in range(2)]
    made = [mutants.mutant(number, whole) for number in range(200)]
    assert made == [mutants.mutant(number, whole) for number in range(200)]
    assert {way for _, way, _ in made} == set(mutants.WAYS)
    assert sum(content not in whole for _, _, content in made) > 190


def test_the_tally_hears_of_crashes_faults_and_what_is_left(tmp_path: Path) -> None:
    """So that the test above cannot pass because nobody listens."""
    whole_ask = Child.ask

    def ask(child: Child, order: Mapping[str, object], *rest: Any) -> tuple[Fields, bytes]:
        if order["do"] == dying:
            os.kill(child.pid, signal.SIGSEGV)
        return whole_ask(child, order, *rest)

    for dying in ("probe", "frames"):
        with patch.object(Child, "ask", ask):
            crashed = fuzzing.run(tmp_path / dying, 100_000, 3, alone=2)
        assert any("crashed on this file (SIGSEGV)" in failure for failure in crashed.failures), dying
    with patch.object(Clip, "frame", side_effect=ValueError("a fault of ours")):
        faulty = fuzzing.run(tmp_path / "two", 100_000, 4)
    assert any("a fault of ours" in failure for failure in faulty.failures)
    before = fuzzing.Held.now()
    with (tmp_path / "open").open("w"):
        assert any("handles" in found for found in fuzzing.Held.now().more_than(before))
