"""Killed at any moment: what was acknowledged is there, nothing is half there, and running again ends the same way.

`REPLAYDESK_KILLS` sets how often the linking is killed (7 without it); a long run takes some hundreds.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import ROOT, ask, make_call, make_clip, started

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")

KILLS = int(os.environ.get("REPLAYDESK_KILLS", "7"))


def files_of_round(folder: Path, number: int) -> list[Path]:
    """Files that no other round has."""
    folder.mkdir()
    make_clip(folder / "2-clip.mp4", 1000 + number, sound_s=0)
    make_call(folder / "1-call.wav", 0.5 + number / 100)
    for name in ("3-a.txt", "4-b.txt", "5-c.txt"):
        (folder / name).write_bytes(f"{name} of round {number}\n".encode() * 60_000)
    return sorted(folder.iterdir())


def busy_with(library: Path, originals: int) -> bool:
    """Whether this many originals are there and another file is on its way."""
    there = len(list((library / "originals").iterdir()))
    return there > originals or (there == originals and any((library / "incoming").iterdir()))


def whole(library: Path) -> None:
    """Every file under its final name is the file that its name says."""
    for path in (library / "originals").iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
        assert path.stat().st_mode & 0o777 == 0o400


def test_h42_1b_killed_while_linking_and_run_again(library: Path, case: str, tmp_path: Path) -> None:
    dice, seen = random.Random(42), set()
    for number in range(KILLS):
        files = files_of_round(tmp_path / f"round {number}", number)
        with started("add", case, *files, "--json", library=library) as process:
            while process.poll() is None and not busy_with(library, 5 * number + number % 5):
                time.sleep(0.001)
            time.sleep(dice.choice((0.0, 0.003, 0.01, 0.03, 0.1, 0.3)))
            process.kill()
            process.communicate()
        whole(library)
        check = ask("check", library=library, code=None)
        assert check["verdict"] == "passed", check
        linked = len(list((library / "originals").iterdir())) - 5 * number
        seen.add(linked)
        added = ask("add", case, *files, library=library)
        assert [one["exhibit"] for one in added["exhibits"]] == [f"EX-{5 * number + k:02}" for k in range(1, 6)]
        before = [one["already_linked"] for one in added["exhibits"]]
        assert before == sorted(before, reverse=True), "the first ones were there, the last ones were not"
        assert linked - before.count(True) in (0, 1), "at most one original was stored and not yet registered"
        assert len(list((library / "originals").iterdir())) == 5 * (number + 1)
        assert list((library / "incoming").iterdir()) == []
        whole(library)
    assert ask("check", library=library)["verdict"] == "passed"
    assert len(seen) > 2, f"the kills fell on {seen} files only: aim better"


def test_two_runs_at_once_link_every_file_once(library: Path, case: str, tmp_path: Path) -> None:
    files = files_of_round(tmp_path / "files", 500)
    with (
        started("add", case, *files, "--json", library=library) as one,
        started("add", case, *reversed(files), "--json", library=library) as other,
    ):
        answers = [process.communicate() for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], answers
    assert len(list((library / "originals").iterdir())) == 5 and list((library / "incoming").iterdir()) == []
    whole(library)
    told = ask("add", case, *files, library=library)["exhibits"]
    assert all(one["already_linked"] for one in told)
    assert sorted(one["exhibit"] for one in told) == [f"EX-{k:02}" for k in range(1, 6)]
    assert ask("check", library=library)["verdict"] == "passed"


MARKING = """
import sys
from pathlib import Path
from evidence.review.marking import span_by_frames
from evidence.intake.derived import load_probed
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.marks import make_mark
with Library.open(Path(sys.argv[1])) as library:
    case = get_case(library, sys.argv[2]).complaint.id
    exhibit = get_exhibit(library, case, "EX-01")
    probed = load_probed(library.layout, exhibit.recording)
    for number in range(100_000):
        span = span_by_frames(probed, number % 25)
        mark = make_mark(library, case, exhibit, MarkDraft(span, "BA02", Verdict.GIVEN, How.SEEN, note=str(number)))
        print(mark.label, flush=True)
"""


def test_h42_1a_killed_while_marking_every_acknowledged_mark_is_there(marked: Path, case: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(marked, library)
    dice, acknowledged = random.Random(7), 2
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", MARKING, str(library), case],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        ) as process:
            assert process.stdout is not None
            said = [process.stdout.readline()]
            time.sleep(dice.uniform(0.01, 0.2))
            process.kill()
            said += process.stdout.read().splitlines()
        labels = [line.decode().strip() for line in said if line.startswith(b"M-")]
        marks = [mark["mark"] for mark in ask("marks", case, library=library)["marks"]]
        assert labels[0] == f"M-{acknowledged + 1:03}" and set(labels) <= set(marks)
        assert len(marks) - acknowledged - len(labels) in (0, 1), "at most the one that was not yet acknowledged"
        acknowledged = len(marks)
        assert marks == [f"M-{number:03}" for number in range(1, acknowledged + 1)]
        assert ask("check", library=library)["verdict"] == "passed"


def test_h42_1c_killed_while_exporting_the_file_is_the_old_one_or_a_whole_new_one(
    marked: Path, case: str, tmp_path: Path
) -> None:
    library, target = tmp_path / "library", tmp_path / "case.pdf"
    shutil.copytree(marked, library)
    target.write_bytes(b"what was there before")
    dice = random.Random(3)
    for _ in range(3):
        with started("export", case, "-o", target, "--json", library=library) as process:
            try:
                process.wait(timeout=dice.uniform(0.4, 2.2))
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate()
        if target.read_bytes() != b"what was there before":
            assert ask("verify", target, code=3)["integrity"] == "passed"
        assert ask("check", library=library)["verdict"] == "passed"
    exported = ask("export", case, "-o", target, library=library)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == exported["sha256"]
    assert ask("verify", target, library=library)["verdict"] == "passed"
