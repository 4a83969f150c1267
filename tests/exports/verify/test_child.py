"""The process that reads the PDF: limited, and gone afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from exports.verify import Answer, verify_case_file
from exports.verify import child as child_module
from exports.verify.child import extract_apart
from exports.verify.extract import extract
from exports.verify.parts import from_plain, to_plain
from tests.exports.verify.maker import Draft


class Stopped(BaseException):
    pass


def case_file(folder: Path) -> Path:
    path = folder / "案件 1.pdf"
    path.write_bytes(Draft().pdf())
    return path


def test_the_child_reads_what_this_process_would_read(tmp_path: Path) -> None:
    path = case_file(tmp_path)
    here = extract(path.read_bytes())
    assert extract_apart(path, lambda: None) == here
    assert from_plain(to_plain(here)) == here


def test_a_person_can_stop_while_the_child_reads(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise Stopped

    with pytest.raises(Stopped):
        verify_case_file(case_file(tmp_path), progress=stop)


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(child_module, "LONGEST_S", 0.5)
    found = verify_case_file(case_file(tmp_path))
    assert found.integrity is Answer.CANNOT_TELL and "stopped" in found.checks[0].reason.en


def test_a_child_that_dies_or_babbles_leaves_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("import os; os.abort()", "print('{}')", "print('[' * 100000)", "print('\\xff')"):
        monkeypatch.setattr(child_module, "_START", code)
        found = verify_case_file(case_file(tmp_path))
        assert found.integrity is Answer.CANNOT_TELL and "ended before" in found.checks[0].reason.en


def test_a_child_that_never_stops_talking_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "_START", "while True: print('x' * 100000)")
    monkeypatch.setattr(child_module, "MOST_ANSWER", 1 << 20)
    assert extract_apart(case_file(tmp_path), lambda: None).problem == "limit"


def test_a_child_that_cannot_start_leaves_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    found = verify_case_file(case_file(tmp_path))
    assert found.integrity is Answer.CANNOT_TELL and "could not be started" in found.checks[0].reason.en


def test_a_file_that_changes_between_two_looks_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = case_file(tmp_path), tmp_path / "other.pdf"

    def change(done: int, total: int) -> None:
        other.write_bytes(Draft(printed_sha256="0" * 64).pdf())
        other.replace(path)  # at once: half a file is another finding

    assert "changed while" in verify_case_file(path, progress=change).checks[0].reason.en
