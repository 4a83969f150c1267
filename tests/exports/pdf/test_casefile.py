"""How a case file comes to the disk: the same bytes every time, whole or not at all."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import subprocess
import sys
import time
from collections import UserDict
from pathlib import Path
from typing import ClassVar

import pytest

from evidence.errors import DiskProblem
from evidence.progress import Cancelled
from exports.pdf import CaseFileData, Still, write_case_file
from tests.exports.pdf import sample
from tests.exports.pdf.tools import ROOT, write_in_child


def test_the_same_case_gives_the_same_bytes_in_other_processes_zones_folders_and_days(tmp_path: Path) -> None:
    first = write_case_file(sample.case_d1(), tmp_path / "first.pdf")
    folder = tmp_path / "另一个 folder"
    folder.mkdir()
    for seed, zone, name in (("1", "Pacific/Kiritimati", "b.pdf"), ("77", "America/Los_Angeles", "第三.pdf")):
        target = folder / name
        digest = write_in_child(
            "case_d1", target, "en", PYTHONHASHSEED=seed, TZ=zone, SOURCE_DATE_EPOCH="1", LC_ALL="C"
        )
        assert digest == first.sha256
        assert target.read_bytes() == first.path.read_bytes()


def test_a_second_later_and_after_other_files_the_bytes_are_the_same(tmp_path: Path) -> None:
    first = write_case_file(sample.case_d1(), tmp_path / "first.pdf")
    write_case_file(sample.empty_case(), tmp_path / "other.pdf", language="zh")
    time.sleep(1.1)
    assert write_case_file(sample.case_d1(), tmp_path / "second.pdf").sha256 == first.sha256


def test_what_is_reported_is_what_lies_on_the_disk(tmp_path: Path) -> None:
    written = write_case_file(sample.case_d1(), tmp_path / "case.pdf")
    assert hashlib.sha256(written.path.read_bytes()).hexdigest() == written.sha256
    assert written.content_sha256 == sample.case_d1().content_sha256
    assert [path.name for path in tmp_path.iterdir()] == ["case.pdf"]


_WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from evidence.errors import DiskProblem
from exports.pdf import write_case_file
from tests.exports.pdf import sample
target = Path(sys.argv[1])
write_case_file(sample.empty_case(), target.parent.parent / "elsewhere.pdf")
os.chdir(target.parent)
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    write_case_file(sample.empty_case(), Path(target.name))
except DiskProblem as problem:
    print("DiskProblem:", problem)
"""

_LIMITED = """
import resource, signal, sys
from pathlib import Path
from evidence.errors import DiskProblem
from exports.pdf import write_case_file
from tests.exports.pdf import sample
case = sample.case_d1()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    write_case_file(case, Path(sys.argv[1]))
except DiskProblem as problem:
    print("DiskProblem:", problem)
"""


class Stopper:
    """Progress that stops at the n-th report."""

    def __init__(self, at: int | None = None) -> None:
        self.at = at
        self.seen: list[tuple[int, int]] = []

    def report(self, done: int, total: int) -> None:
        self.seen.append((done, total))
        if self.at is not None and len(self.seen) > self.at:
            raise Cancelled


def test_cancelled_anywhere_it_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "case.pdf"
    target.write_bytes(b"an earlier case file")
    counter = Stopper()
    write_case_file(sample.case_d1(), tmp_path / "whole.pdf", progress=counter.report)
    (tmp_path / "whole.pdf").unlink()
    reports = len(counter.seen)
    for at in (0, 1, reports // 3, reports // 2, reports * 3 // 4, reports - 2, reports - 1):
        with pytest.raises(Cancelled):
            write_case_file(sample.case_d1(), target, progress=Stopper(at).report)
        assert target.read_bytes() == b"an earlier case file"
        assert [path.name for path in tmp_path.iterdir()] == ["case.pdf"], at


def test_progress_only_grows_and_ends_at_the_whole(tmp_path: Path) -> None:
    counter = Stopper()
    write_case_file(sample.case_d1(), tmp_path / "case.pdf", progress=counter.report)
    known = [(done, total) for done, total in counter.seen if total]
    assert len({total for _, total in known}) == 1
    assert known == sorted(known)
    assert known[-1][0] == known[-1][1]


@pytest.mark.skipif(os.name != "posix", reason="needs a folder that may not be written to")
def test_a_read_only_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    """In a child that gives up root's rights, which no read-only folder stops."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "case.pdf").write_bytes(b"an earlier case file")
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_RIGHTS, str(folder / "case.pdf")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("DiskProblem: The case file could not be written"), done.stderr
    assert "Permission denied" in done.stdout
    assert [path.read_bytes() for path in folder.iterdir()] == [b"an earlier case file"]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_disk_that_refuses_is_said_in_both_languages_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target = tmp_path / "case.pdf"
    target.write_bytes(b"an earlier case file")

    def refuse(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskProblem) as caught:
        write_case_file(sample.empty_case(), target)
    assert "Nothing was changed" in caught.value.sentence.en
    assert "没有任何改动" in caught.value.sentence.zh
    assert target.read_bytes() == b"an earlier case file"
    assert [path.name for path in tmp_path.iterdir()] == ["case.pdf"]


@pytest.mark.parametrize("room", [0, 100_000, 500_000])
def test_a_disk_that_fills_up_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """The system itself stops the writing, with a limit on the size of files."""
    target = tmp_path / "case.pdf"
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(target), str(room)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("DiskProblem: The case file could not be written"), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem, match="nowhere"):
        write_case_file(sample.empty_case(), tmp_path / "nowhere" / "case.pdf")


def test_an_unknown_edition_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="edition"):
        write_case_file(sample.empty_case(), tmp_path / "case.pdf", language="fr")


class Counted(UserDict[str, Still]):
    """Pictures that count how often each was asked for."""

    asked: ClassVar[list[str]] = []

    def __getitem__(self, label: str) -> Still:
        """A picture; asking is noted."""
        self.asked.append(label)
        return super().__getitem__(label)


def test_a_lazy_picture_is_asked_for_once(tmp_path: Path) -> None:
    case = sample.many_marks(4)
    counted = Counted(case.pictures)
    counted.asked.clear()
    write_case_file(dataclasses.replace(case, pictures=counted), tmp_path / "case.pdf")
    assert sorted(counted.asked) == sorted(case.pictures)


def test_ten_marks_cost_less_than_a_second_of_the_processor(tmp_path: Path) -> None:
    case: CaseFileData = sample.many_marks(10)
    write_case_file(sample.empty_case(), tmp_path / "typefaces.pdf")
    begun = time.process_time()
    write_case_file(case, tmp_path / "case.pdf")
    assert time.process_time() - begun < 2.0, "the target is one second; the rest is room for a loaded machine"
