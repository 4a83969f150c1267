"""Bundles that were spoiled: what was done to them is named. The numbers are those of the list of hostile inputs."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import rfc8785

from exports.verify import Answer, is_bundle, verify_bundle
from tests.command import ask, here
from tests.exports.bundle.conftest import Made
from tests.exports.bundle.spoiling import failed_of, files_of, manifests_made_again, named, packed, verified

FLIPS = int(os.environ.get("REPLAYDESK_FLIPS", "40"))
"""2,000 with `make flips`."""


def test_a_bundle_is_whole_alone_and_vouched_for_by_its_library(made: Made, tmp_path: Path) -> None:
    alone = here("verify", made.bundle, "--json")
    assert alone.code == 3 and alone.document["integrity"] == "passed" and alone.document["origin"] == "cannot_tell"
    assert "NOT SIGNED" in alone.out
    for what in (made.bundle, made.unpacked(tmp_path)):
        assert is_bundle(what)
        report = ask("verify", what, library=made.library)
        assert report["verdict"] == "passed", [one for one in report["checks"] if one["verdict"] != "passed"]


def test_packed_again_by_another_program_its_files_count(made: Made, tmp_path: Path) -> None:
    files = [(f"{made.folder}/{name}", data) for name, data in files_of(made.bundle).items()]
    report = verified(packed(tmp_path / "again.zip", [(f"{made.folder}/", b""), *files], zipfile.ZIP_DEFLATED))
    assert report.integrity is Answer.PASSED and "packed again" in report.checks[0].reason.en
    inside = verified(packed(tmp_path / "flat.zip", [(name, data) for name, data in files_of(made.bundle).items()]))
    assert inside.integrity is Answer.PASSED


def test_h33_every_changed_byte_is_reported_and_named(made: Made, tmp_path: Path) -> None:
    data = bytearray(made.bundle.read_bytes())
    names, target, dice = set(files_of(made.bundle)), tmp_path / "flipped.zip", random.Random(6)
    for _ in range(FLIPS):
        at, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        data[at] ^= bit
        target.write_bytes(data)
        report = verify_bundle(target) if not is_bundle(target) else verified(target)
        assert report.integrity is Answer.FAILED, (at, bit)
        told = named(report)
        hit = {name for name in names if any(one == name or one.endswith(f"/{name}") for one in told)}
        # What stands about a file in the archive is named as it stands there now, the whole archive by its own name.
        assert hit or failed_of(report).get("archive") or target.name in told, (at, bit, failed_of(report))
        data[at] ^= bit


@pytest.mark.parametrize(
    "part", ["data/case.pdf", "data/clips/M-001.mp4", "data/audit/log.jsonl", "VERIFY.txt", "bag-info.txt"]
)
def test_h33_the_changed_file_is_named_and_all_others_are_reported(made: Made, tmp_path: Path, part: str) -> None:
    folder = made.unpacked(tmp_path)
    data = bytearray((folder / part).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / part).write_bytes(data)
    report = verified(folder)
    assert report.integrity is Answer.FAILED and part in named(report)
    assert {"media", "stills", "transcripts"} <= {one.name for one in report.checks if one.verdict is Answer.PASSED}


def test_every_altered_file_is_named_however_many_there_are(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path)
    files = [path for path in (folder / "data").rglob("*") if path.is_file()]
    for path in files:
        path.write_bytes(path.read_bytes() + b"\n")
    wanted = {path.relative_to(folder).as_posix() for path in files}
    assert set(failed_of(verified(folder))["payload"]) == wanted


def test_h34_made_again_consistently_it_is_not_what_the_library_made(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path)
    (folder / "data" / "env.json").write_bytes(rfc8785.dumps({"software": {"name": "replaydesk", "version": "9"}}))
    manifests_made_again(folder)
    report = ask("verify", folder, library=made.library, code=None)
    assert report["integrity"] == "passed" and report["origin"] == "cannot_tell"
    (folder / "data" / "stills" / "M-001.jpg").write_bytes((folder / "data" / "stills" / "M-003.jpg").read_bytes())
    manifests_made_again(folder)
    assert "data/stills/M-001.jpg" in named(verified(folder))


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("data/media/extra.bin", "files"),
        ("notes.txt", "files"),
        ("manifest-md5.txt", "files"),
        ("fetch.txt", "files"),
        ("tagmanifest-sha256.txt.p7s", "files"),
        ("data/CON", "files"),
    ],
)
def test_h35_what_nothing_lists_is_named(made: Made, tmp_path: Path, name: str, check: str) -> None:
    folder = made.unpacked(tmp_path)
    (folder / name).write_bytes(b"x")
    assert name in failed_of(verified(folder))[check]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of this kind are POSIX's")
def test_h35d_links_and_pipes_are_named_and_never_opened(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path / "one")
    (folder / "data" / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "data" / "pipe")
    shutil.copy(folder / "data" / "env.json", tmp_path / "env.json")
    (folder / "data" / "env.json").unlink()
    (folder / "data" / "env.json").symlink_to(tmp_path / "env.json")
    os.link(folder / "VERIFY.txt", tmp_path / "second name")
    assert {"data/linked", "data/pipe", "data/env.json", "VERIFY.txt"} <= set(failed_of(verified(folder))["files"])


def test_h35_listed_twice_or_missing_or_outside(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path)
    manifest = folder / "manifest-sha256.txt"
    whole = manifest.read_text("utf-8")
    for spoiled in (
        whole + whole.splitlines(keepends=True)[0],
        whole + f"{'0' * 64}  data/../../x\n",
        whole + f"{'0' * 64}  /etc/passwd\n",
        whole.upper(),
        whole[:-1],
    ):
        manifest.write_text(spoiled, "utf-8")
        assert "manifest-sha256.txt" in failed_of(verified(folder)).get("manifest-sha256.txt", ()), spoiled[-80:]
    manifest.write_text(whole, "utf-8")
    (folder / "data" / "env.json").unlink()
    assert "data/env.json" in failed_of(verified(folder))["payload"]


@pytest.mark.parametrize("gone", ["tagmanifest-sha256.txt", "signature"])
def test_h36_without_what_is_signed_it_is_not_signed(made: Made, tmp_path: Path, gone: str) -> None:
    folder = made.unpacked(tmp_path)
    if gone == "signature":
        info = folder / "bag-info.txt"
        info.write_text(
            info.read_text("utf-8").replace("Signature-File: none", "Signature-File: tagmanifest-sha256.txt.p7s"),
            "utf-8",
        )
        manifests_made_again(folder)
    else:
        (folder / gone).unlink()
    report = verified(folder)
    assert report.verdict is Answer.FAILED
    assert any(one.verdict is Answer.FAILED and "NOT SIGNED" in one.reason.en for one in report.checks)


def test_a_journal_that_was_rewritten_since_an_earlier_export_is_found(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path)
    head = folder / "data" / "audit" / "head.json"
    told = json.loads(head.read_bytes())
    told["earlier"][0]["hash"] = "0" * 64
    head.write_bytes(rfc8785.dumps(told))
    manifests_made_again(folder)
    assert failed_of(verified(folder)) == {"log": ("data/audit/head.json",)}


def test_a_clip_of_another_stretch_is_found(made: Made, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path)
    papers = folder / "data" / "clips" / "clips.json"
    told = json.loads(papers.read_bytes())
    told["clips"][0]["derivative"]["in_pts"] += 512
    papers.write_bytes(rfc8785.dumps(told))
    manifests_made_again(folder)
    assert failed_of(verified(folder)) == {"clips": ("M-001",)}


Entry = tuple[zipfile.ZipInfo | str, bytes]


def odd(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


REFUSED: dict[str, tuple[list[Entry], str]] = {
    "h29 ..": ([("../evil.txt", b"x")], "evil.txt"),
    "h29 absolute": ([("/abs.txt", b"x")], "/abs.txt"),
    "h29 drive": ([("C:\\win.txt", b"x")], "win.txt"),
    "h29 deep": ([("a/../../b.txt", b"x")], "b.txt"),
    "h29 backslash": ([("..\\..\\bs.txt", b"x")], "bs.txt"),
    "h30a link": ([(odd("a/link", stat.S_IFLNK | 0o777), b"/etc/passwd")], "a/link"),
    "h30b device": ([(odd("a/device", stat.S_IFCHR | 0o666), b"")], "a/device"),
    "h32 case": ([("a.txt", b"1"), ("A.txt", b"2")], "A.txt"),
    "h32 forms": ([("caf\u00e9.txt", b"1"), ("cafe\u0301.txt", b"2")], "caf"),
    "h31a bomb": ([("a/zeros.bin", bytes(20_000_000))], "a/zeros.bin"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_archives_that_are_refused_before_anything_is_read(what: str, tmp_path: Path) -> None:
    entries, name = REFUSED[what]
    path = packed(tmp_path / "bad.zip", [("bagit.txt", b"BagIt-Version: 1.0\n"), *entries], zipfile.ZIP_DEFLATED)
    before = sorted(tmp_path.rglob("*"))
    report = verified(path)
    assert [one.name for one in report.checks] == ["archive"] and report.verdict is Answer.FAILED
    assert name in report.checks[0].files[0] and name in report.checks[0].reason.en
    assert sorted(tmp_path.rglob("*")) == before


def spoiled(path: Path, spoil: Callable[[bytearray, int], None]) -> Path:
    """An archive whose directory, which begins at the given place, was changed."""
    data = bytearray(path.read_bytes())
    spoil(data, struct.unpack("<I", data[-6:-2])[0])
    path.write_bytes(data)
    return path


def test_h30d_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    def spoil(data: bytearray, directory: int) -> None:
        data[6] |= 1
        data[directory + 8] |= 1

    report = verified(spoiled(packed(tmp_path / "bad.zip", [("bagit.txt", b"x")]), spoil))
    assert "encrypted" in report.checks[0].reason.en


def test_h30c_a_hard_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("hard")
    info.extra = struct.pack("<HH", 0x0D, 16) + bytes(12) + b"data"
    assert "link" in verified(packed(tmp_path / "bad.zip", [(info, b"")])).checks[0].reason.en


def test_h31b_entries_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "bad.zip", [("bagit.txt", b"x" * 100)])
    data = path.read_bytes()
    begin, end = struct.unpack("<I", data[-6:-2])[0], len(data) - 22
    central = data[begin:end]
    twin = bytearray(central)
    twin[46:55] = b"bagit.two"
    both = central + bytes(twin)
    path.write_bytes(data[:begin] + both + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 2, 2, len(both), begin, 0))
    report = verified(path)
    assert report.verdict is Answer.FAILED and [one.name for one in report.checks] == ["archive"]


def test_h31c_a_size_that_lies_is_found_after_so_many_bytes(made: Made, tmp_path: Path) -> None:
    files = {f"{made.folder}/{name}": data for name, data in files_of(made.bundle).items()}
    big = f"{made.folder}/data/audit/log.jsonl"
    files[big] = bytes(50_000_000)
    path = packed(tmp_path / "bad.zip", files.items(), zipfile.ZIP_DEFLATED)

    def spoil(data: bytearray, directory: int) -> None:
        for at in (data.index(big.encode()) - 30, data.index(big.encode(), directory) - 46):
            place = at + (22 if data[at + 2] == 3 else 24)
            data[place : place + 4] = struct.pack("<I", 1_000_000)

    report = verified(spoiled(path, spoil))
    assert "data/audit/log.jsonl" in named(report)


def test_h31d_an_archive_in_an_archive_is_not_opened(made: Made, tmp_path: Path) -> None:
    report = verified(packed(tmp_path / "outer.zip", [("case.zip", made.bundle.read_bytes())]))
    assert report.verdict is Answer.FAILED and "no bundle" in report.checks[0].reason.en


def test_h32_an_entry_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = packed(tmp_path / "bad.zip", [("bagit.txt", b"1"), ("bagit.txt", b"2")])
    assert "twice" in verified(path).checks[0].reason.en


def test_more_entries_than_a_bundle_has_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFF0, 0, 0))
    report = verified(tmp_path / "bad.zip")
    assert report.verdict is Answer.FAILED and report.checks[0].name == "archive"
    for junk in (b"PK\3\4", b"PK\3\4" + bytes(200), b"PK\5\6" + bytes(18)):
        (tmp_path / "junk.zip").write_bytes(junk)
        assert verified(tmp_path / "junk.zip").verdict is Answer.FAILED


def test_something_behind_the_archive_is_named(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "longer.zip"
    path.write_bytes(made.bundle.read_bytes() + b"\n")
    assert failed_of(verified(path)) == {"archive": ("longer.zip",)}
    assert not is_bundle(tmp_path)
