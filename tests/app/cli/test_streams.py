"""Standard output and error, whatever they are: closed, full, without a reader, in another encoding; and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import barcodes
from tests.app.cli.conftest import Small
from tests.barcodes import Recipe
from tests.command import apart, ask, here, make_call, new_case, new_library, started

posix = pytest.mark.skipif(os.name != "posix", reason="devices and signals of this kind are POSIX's")


@posix
def test_an_answer_that_nobody_reads_keeps_its_exit_code(small: Small, tmp_path: Path) -> None:
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(small.case_file.read_bytes() + b" ")
    for words, code in ((("verify", altered), 1), (("marks", small.case), 0), (("marks", "C-1999-0001"), 1)):
        reading, writing = os.pipe()
        os.close(reading)
        with started(*words, "--json", library=small.library, stdout=writing) as process:
            os.close(writing)
            _, err = process.communicate(timeout=60)
        assert process.returncode == code
        assert b"Traceback" not in err and b"Exception ignored" not in err and b"Broken pipe" not in err


@posix
def test_a_closed_output_is_no_fault(small: Small) -> None:
    command = f'exec "{sys.executable}" -m app --library "$0" marks "$1" --json >&- 2>&-'
    done = subprocess.run(["sh", "-c", command, str(small.library), small.case], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_answer_that_cannot_be_written_is_a_sentence(small: Small) -> None:
    for words, sentence in ((("marks", small.case), "could not be written"), (("marks", "C-1999-0001"), "no case")):
        with open("/dev/full", "wb") as full:
            answer = apart(*words, "--json", library=small.library, stdout=full)
        assert answer.code == 1 and sentence in answer.err and answer.err.count("\n") == 1, answer


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_json_stays_json_in_every_encoding(small: Small, tmp_path: Path, encoding: str) -> None:
    library = small.copy(tmp_path / "library")
    ask("new", "case", "--title", "é 退保 📎 \u202e", library=library)
    answer = apart("find", "退保", "--json", library=library, environment={"PYTHONIOENCODING": encoding}, text=False)
    assert answer.code == 0
    assert {hit["text"] for hit in json.loads(answer.out)["hits"]} == {"é 退保 📎 \u202e", "退保 surrender"}


def test_text_from_outside_cannot_steer_the_terminal(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    case = ask("new", "case", "--title", "steer \x1b[31m \u202e \nC-2026-0099 forged", library=library)["case"]
    answer = here("find", "steer", library=library)
    assert answer.code == 0 and answer.out.count("\n") == 1 and answer.out.startswith(case)
    assert "\x1b" not in answer.out and "\u202e" not in answer.out and "\\x1b[31m" in answer.out
    assert "\\u202e" in answer.out and "\\x0a" in answer.out


def test_progress_is_silent_where_there_is_no_terminal(small: Small, tmp_path: Path) -> None:
    answer = apart(
        "export", small.case, "-o", tmp_path / "case.pdf", "--json", library=small.copy(tmp_path / "library")
    )
    assert answer.code == 0 and answer.err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="a terminal of one's own is easy to make on Linux only")
def test_progress_is_drawn_on_a_terminal_and_wiped_away(small: Small) -> None:
    import pty

    ours, theirs = pty.openpty()
    with started("check", "--json", library=small.library, stderr=theirs) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)
    assert process.returncode == 0 and json.loads(out)["verdict"] == "passed"
    assert "Checking 100 %" in drawn and drawn.endswith("\r\x1b[K")


def under_way(library: Path) -> bool:
    """Whether one file is there and the next one on its way."""
    return any((library / "originals").iterdir()) and any((library / "incoming").iterdir())


@posix
@pytest.mark.parametrize("whole_group", [False, True])
def test_control_c_ends_with_one_sentence_and_nothing_half_done(tmp_path: Path, whole_group: bool) -> None:
    """From the terminal the interrupt reaches the decoder too; from `kill` only us."""
    library = new_library(tmp_path / "library")
    case = new_case(library)
    files = tmp_path / "files"
    files.mkdir()
    make_call(files / "1-call.wav", 1.0)
    barcodes.make(files / "2-long.mp4", Recipe(frames=600, gop=50))
    with started("add", case, files, "--json", library=library, start_new_session=True) as process:
        waited = time.monotonic() + 60
        while not under_way(library) and time.monotonic() < waited:
            time.sleep(0.005)
        if whole_group:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1, (out, err)
    assert json.loads(out)["error"]["kind"] == "cancelled"
    assert err.decode() == "Stopped. What was done before stays.\n"
    assert list((library / "incoming").iterdir()) == []
    assert ask("check", library=library)["verdict"] == "passed"
    added = ask("add", case, files, library=library)
    assert [one["exhibit"] for one in added["exhibits"]] == ["EX-01", "EX-02"]
