"""What leaves the process: no call to a network, and nothing of a case outside the places that a person chose."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, make_call, make_photo

CANARY = "Canary 金丝雀 7788"
JOURNEY = """
import sys
from pathlib import Path
from tests.command import ask, new_case, new_library
out, canary = Path(sys.argv[1]), sys.argv[2]
library = new_library(out / "library")
case = new_case(library, "--title", canary)
ask("add", case, out / f"{canary}.wav", out / f"{canary}.png", library=library)
words = ("--point", "BA10", "--verdict", "given", "--how", "heard", "--quote", canary, "--note", canary)
ask("mark", case, "EX-01", "--in", "0.4", *words, library=library)
assert ask("find", canary, library=library)["hits"]
ask("export", case, "-o", out / "case.pdf", library=library)
assert ask("verify", out / "case.pdf", library=library)["verdict"] == "passed"
assert ask("check", library=library)["verdict"] == "passed"
ask("backup", library=library)
"""
ALLOWED = re.compile(r"socket\(AF_(UNIX|LOCAL|NETLINK)\b|socketpair\(")


def test_a_journey_opens_no_network_socket_and_leaves_nothing_of_the_case_elsewhere(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, which watches the calls")
    out, elsewhere, log = tmp_path / "chosen", tmp_path / "elsewhere", tmp_path / "calls"
    for folder in (out, elsewhere):
        folder.mkdir()
    make_call(out / f"{CANARY}.wav", 1.0)
    make_photo(out / f"{CANARY}.png")
    homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(elsewhere))
    run = subprocess.run(
        [strace, "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,socketpair,connect", "-e", "signal=none", "-o", log,
         sys.executable, "-c", JOURNEY, out, CANARY],
        env=os.environ | homes | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in run.stderr.lower():
        pytest.skip("strace may not watch here")
    assert run.returncode == 0, run.stderr
    calls = log.read_text(errors="replace").splitlines()
    opened = [line for line in calls if re.search(r"\bsocket(pair)?\(", line) and not ALLOWED.search(line)]
    assert opened == [] and not any("AF_INET" in line for line in calls)
    assert (out / "case.pdf").exists(), "the journey was made"
    kept = [path for path in elsewhere.rglob("*") if path.is_file()]
    assert not [path for path in kept if _holds(path)], "nothing of the case lies in home or temporary folders"


def _holds(path: Path) -> bool:
    content = path.read_bytes()
    return any(word.encode() in content or word in str(path) for word in (CANARY, "金丝雀"))


def test_the_watch_sees_a_network_socket(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, which watches the calls")
    log = tmp_path / "calls"
    program = "import socket; socket.socket(socket.AF_INET).close()"
    subprocess.run([strace, "-f", "-qq", "-e", "trace=socket", "-o", log, sys.executable, "-c", program], check=False)
    if not log.exists() or not log.stat().st_size:
        pytest.skip("strace may not watch here")
    assert not ALLOWED.search(log.read_text()) and "AF_INET" in log.read_text()
