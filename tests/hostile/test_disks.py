"""A full disk and a read-only one: a sentence, nothing half written, everything that was saved still there.

The disks are real ones, small, in a mount namespace of a child process, and vanish with it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT

UNSHARE = ["unshare", "--mount", "--map-root-user"] if os.name == "posix" and os.geteuid() else ["unshare", "--mount"]

FULL = """
import json, os, shutil, sys
from pathlib import Path
from tests.command import here, make_call, new_case, new_library
disk, marked, case = (Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
said = {}
def call(name, *words):
    answer = here(*words, "--json", library=library)
    said[name] = {"code": answer.code, "document": answer.document, "err": answer.err}
library = disk / "library"
shutil.copytree(marked, library)
big = Path(sys.argv[4]) / "big.wav"
make_call(big, 400.0)
call("too big", "add", case, big)
call("check after it", "check")
said["incoming"] = os.listdir(library / "incoming")
with open(disk / "filler", "wb", buffering=0) as filler:
    try:
        while True:
            filler.write(bytes(1 << 14))
    except OSError:
        pass
with open(disk / "filler 2", "wb", buffering=0) as filler:
    try:
        while True:
            filler.write(bytes(512))
    except OSError:
        pass
mark = ("--in", "0.4", "--point", "BA10", "--verdict", "given", "--how", "heard")
call("mark", "mark", case, "EX-01", *mark)
call("new case", "new", "case")
call("export here", "export", case, "-o", disk / "case.pdf")
call("bundle here", "bundle", case, "-o", disk / "case.zip")
call("still here", "still", case, "EX-01", "--frame", "3", "-o", disk / "still.png")
call("new library", "new", "library", disk / "another")
call("marks", "marks", case)
call("check", "check")
said["on the disk"] = sorted(os.listdir(disk))
(disk / "filler").unlink()
(disk / "filler 2").unlink()
call("mark again", "mark", case, "EX-01", *mark)
call("export again", "export", case, "-o", disk / "case.pdf")
call("verify", "verify", disk / "case.pdf")
call("check again", "check")
print(json.dumps(said))
"""

READ_ONLY = """
import json, sys
from pathlib import Path
from tests.command import here
library, case, file, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
said = {}
def call(name, *words):
    answer = here(*words, "--json", library=library)
    said[name] = {"code": answer.code, "document": answer.document, "err": answer.err}
call("add", "add", case, file)
call("mark", "mark", case, "EX-01", "--in", "0.4", "--point", "BA10", "--verdict", "given", "--how", "heard")
call("new case", "new", "case")
call("export", "export", case, "-o", out / "case.pdf")
call("export into it", "export", case, "-o", library / "exports" / "case.pdf")
call("marks", "marks", case)
call("find", "find", "C-")
call("still", "still", case, "EX-01", "--frame", "3", "-o", out / "still.png")
call("check", "check")
print(json.dumps(said))
"""


def on_disk(prepare: str, script: str, *words: Path | str) -> dict[str, Any]:
    """Run a script where a shell has prepared a mount, in a namespace of its own."""
    if shutil.which("unshare") is None or sys.platform != "linux":
        pytest.skip("no mount namespaces here")
    shell = f'{prepare} && exec "$0" -c "$@"'
    done = subprocess.run(
        [*UNSHARE, "sh", "-c", shell, sys.executable, script, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "DISK": str(words[0])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 and ("unshare" in done.stderr or "mount" in done.stderr):
        pytest.skip(f"no mounts here: {done.stderr.strip()[:100]}")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def refused(said: dict[str, Any], *names: str) -> None:
    """Each of these calls ended with the sentence of a disk, in one line."""
    for name in names:
        answer = said[name]
        assert (answer["code"], answer["document"].get("error", {}).get("kind")) == (1, "disk"), (name, answer)
        assert answer["err"].count("\n") == 1 and answer["err"].strip().endswith(".")


def test_h43a_a_full_disk_costs_nothing_that_was_saved(marked: Path, case: str, tmp_path: Path) -> None:
    disk, files = tmp_path / "disk", tmp_path / "files"
    disk.mkdir()
    files.mkdir()
    mount = 'mount -t tmpfs -o size=3m tmpfs "$DISK"'
    said = on_disk(mount, FULL, disk, marked, case, files)
    refused(said, "too big", "mark", "new case", "export here", "bundle here", "still here", "new library")
    assert "disk is full" in said["too big"]["err"] and "disk is full" in said["mark"]["err"]
    assert said["incoming"] == []
    assert said["check after it"]["document"]["verdict"] == said["check"]["document"]["verdict"] == "passed"
    assert [mark["mark"] for mark in said["marks"]["document"]["marks"]] == ["M-001", "M-002"]
    assert [name for name in said["on the disk"] if name not in ("another", "filler", "filler 2")] == ["library"]
    assert said["mark again"]["document"]["mark"] == "M-003"
    assert said["verify"]["document"]["verdict"] == said["check again"]["document"]["verdict"] == "passed"


def test_h43b_a_read_only_library_can_be_read_and_says_that_it_cannot_be_written(
    marked: Path, case: str, clip: Path, tmp_path: Path
) -> None:
    library, out = tmp_path / "library", tmp_path / "out"
    shutil.copytree(marked, library)
    out.mkdir()
    mount = 'mount --bind "$DISK" "$DISK" && mount -o remount,bind,ro "$DISK"'
    said = on_disk(mount, READ_ONLY, library, case, clip, out)
    refused(said, "add", "mark", "new case", "export", "export into it")
    for name in ("marks", "find", "still", "check"):
        assert said[name]["code"] == 0, said[name]
    assert said["check"]["document"]["verdict"] == "passed" and sorted(os.listdir(out)) == ["still.png"]
