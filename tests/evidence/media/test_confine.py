"""What the system keeps from the decoding child, and that the real one is confined before it sees a file."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.media import confine
from evidence.media.confine import Confinement, call_filter, lacking, offered
from evidence.media.paths import path_text
from evidence.media.process import Child
from tests.command import ROOT, make_call

ATTEMPTS = """
import json, os, socket, subprocess, sys, threading
from evidence.media import limits
from evidence.media.confine import confine
own, other = sys.argv[1:]
linked = own + " link"
os.symlink(other, linked)
limits.lower()
held = confine([own])
said = {}
def attempt(name, work):
    try:
        work()
        said[name] = "done"
    except OSError as error:
        said[name] = type(error).__name__
attempt("own file", lambda: open(own, "rb").read())
attempt("other file", lambda: open(other, "rb").read())
attempt("other file by a link", lambda: open(linked, "rb").read())
attempt("folder", lambda: os.listdir(os.path.dirname(other)))
attempt("accounts", lambda: open("/etc/passwd").read())
attempt("parent", lambda: open(f"/proc/{os.getppid()}/environ", "rb").read())
attempt("delete", lambda: os.unlink(other))
attempt("socket", lambda: socket.socket(socket.AF_INET))
attempt("local socket", lambda: socket.socket(socket.AF_UNIX))
attempt("program", lambda: os.execv(sys.executable, [sys.executable, "-c", ""]))
attempt("new process", os.fork)
thread = threading.Thread(target=lambda: attempt("other file in a thread", lambda: open(other, "rb").read()))
thread.start()
thread.join()
sys.stdout.write(json.dumps({"files": held.files, "calls": held.calls, "said": said}))
"""
FILES = ("other file", "other file by a link", "folder", "accounts", "parent", "delete", "other file in a thread")
CALLS = ("socket", "local socket", "program", "new process")


def test_h10_a_confined_process_reads_its_one_file_and_reaches_nothing_else(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.write_bytes(b"mine")
    other.write_bytes(b"of somebody else")
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPTS, own, other],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (told["files"], told["calls"]) == (offered().files, offered().calls), "what is offered takes hold"
    assert told["said"]["own file"] == "done" and other.exists()
    refused = {*(FILES if offered().files else ()), *(CALLS if offered().calls else ())}
    assert {name: told["said"][name] for name in refused} == dict.fromkeys(refused, "PermissionError")


@pytest.mark.skipif(not offered().files, reason="this system has no Landlock")
def test_h01_the_real_child_reads_no_file_but_the_one_it_was_started_for(tmp_path: Path) -> None:
    first = make_call(tmp_path / "first.wav", 0.2)
    second = Path(shutil.copy(first, tmp_path / "second.wav"))
    order = {"do": "probe", "demuxer": "", "lent": "", "confirm": None}
    with Child() as child:
        answer, _ = child.ask(order | {"path": path_text(first)})
        assert "facts" in answer
        facts, _ = child.ask(order | {"path": path_text(second)})
        assert "cannot be read" in json.dumps(facts.raw("facts"))


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_ends_at_an_answer(machine: str) -> None:
    steps = list(struct.iter_unpack("=HBBI", call_filter(machine)))
    answers = {0x7FFF0000: "allow", 0x00050001: "refuse", 0x00050026: "unknown", 0x80000000: "kill"}

    def run(
        number: int, first_word: int = 0, arch: int = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    ) -> str:
        held, place = 0, 0
        while True:
            code, yes, no, value = steps[place]
            if code == 0x06:
                return answers[value]
            if code == 0x20:
                held = {0: number, 4: arch, 16: first_word}[value]
                place += 1
                continue
            true = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            place += 1 + (yes if true else no)

    read, socket, clone = {"x86_64": (0, 41, 56), "aarch64": (63, 198, 220)}[machine]
    assert [run(number) for number in (read, socket, 435, 0x40000000 + read)] == [
        "allow",
        "refuse",
        "unknown",
        "refuse",
    ]
    assert run(clone, 0x3D0F00) == "allow", "a thread"
    assert run(clone, 0x1200011) == "refuse", "a process"
    assert run(read, arch=0x40000003) == "kill"


def test_a_system_that_lacks_one_of_them_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confine, "offered", lambda: Confinement(files=False, calls=False))
    assert ["Landlock" in one.en for one in lacking()] == [True, False] and "seccomp" in lacking()[1].zh
    monkeypatch.setattr(confine, "offered", lambda: Confinement(files=True, calls=True))
    assert lacking() == ()
