"""A bundle as strangers find it: their tools, the commands in VERIFY.txt, and the files themselves."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest

from app.bundling import bundle_case
from evidence.progress import Cancelled
from evidence.store import records
from evidence.store.library import Library
from exports.bundle import storing
from exports.bundle.names import safe_name
from exports.verify.bundle import archive as reading
from tests.command import ask, here
from tests.exports.bundle.conftest import Made


def sh(command: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def commands(folder: Path) -> list[str]:
    """The indented lines of VERIFY.txt that are for this system and for strangers."""
    lines = (folder / "VERIFY.txt").read_text("utf-8").splitlines()
    found = [line.strip() for line in lines if line.startswith("    ")]
    return [line for line in found if not line.startswith(("replaydesk", "Get-FileHash"))]


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not on this machine")
def test_strangers_tools_find_nothing_wrong(made: Made, tmp_path: Path) -> None:
    assert sh(f"unzip -tq '{made.bundle}'", tmp_path)[0] == 0
    assert sh(f"unzip -q '{made.bundle}'", tmp_path)[0] == 0
    folder = tmp_path / made.folder
    assert bagit.Bag(str(folder)).validate()
    *checks, digest = commands(folder)
    assert len(checks) == 4
    for command in checks:
        assert sh(command, folder) == (0, ""), command
    assert sh(digest, folder) == (0, f"{made.answer['tag_manifest_sha256']}  tagmanifest-sha256.txt\n")

    (folder / "data" / "media" / "extra.txt").write_text("x")
    (folder / "data" / "env.json").write_text("{}")
    assert [sh(command, folder)[0] == 0 for command in checks] == [False, True, False, True]


def test_what_lies_in_it_is_what_the_library_has(made: Made) -> None:
    with zipfile.ZipFile(made.bundle) as archive:
        files = {name.removeprefix(f"{made.folder}/"): archive.read(name) for name in archive.namelist()}
    case = json.loads(files["data/case.json"])
    assert hashlib.sha256(files["data/case.json"]).hexdigest() == made.answer["content_sha256"]
    media = {name: files[name] for name in files if name.startswith("data/media/")}
    assert sorted(media.values()) == sorted((made.files / one["file_name"]).read_bytes() for one in case["recordings"])
    assert any(name.endswith("-柜面_clip.mp4") for name in media)
    clips = {one["mark"]: one for one in json.loads(files["data/clips/clips.json"])["clips"]}
    assert {label: one["method"] for label, one in clips.items()} == {"M-001": "copy", "M-002": "sound"}
    assert made.answer["clips"] == {"copy": 1, "encoded": 0, "sound": 1, "none": 0}
    for mark in case["marks"]:
        if mark["label"] in clips:
            paper = clips[mark["label"]]["derivative"]
            assert (paper["in_pts"], paper["out_pts"]) == (mark["place"]["in_pts"], mark["place"]["out_pts"])
            assert hashlib.sha256(files[clips[mark["label"]]["file"]]).hexdigest() == paper["sha256"]
        if mark["picture"]:
            still = files[f"data/stills/{mark['label']}.jpg"]
            assert hashlib.sha256(still).hexdigest() == mark["picture"]["sha256"]
    head = json.loads(files["data/audit/head.json"])
    assert head["head"] == case["version"]["head"] and len(head["earlier"]) == 1
    assert head["earlier"][0]["hash"] == case["journal"]["entries"][head["earlier"][0]["seq"] - 1]["hash"]
    assert json.loads(files["data/transcripts/EX-02-T-01.json"])["lines"] == [[100_000, 900_000, "", "十五天犹豫期"]]
    assert b"BagIt-Version: 1.0\n" in files["bagit.txt"] and b"Signature-File: none\n" in files["bag-info.txt"]


def test_the_same_version_gives_the_same_bytes_and_is_registered(made: Made, tmp_path: Path) -> None:
    again = ask("bundle", made.case, "-o", tmp_path / "again.zip", library=made.library)
    assert again["sha256"] == made.answer["sha256"] == hashlib.sha256(made.bundle.read_bytes()).hexdigest()
    assert (tmp_path / "again.zip").read_bytes() == made.bundle.read_bytes()
    with Library.open(made.library, read_only=True) as library:
        found = records.bundle_export(library, again["tag_manifest_sha256"])
    assert found is not None and (found[0].sha256, found[1]) == (again["pdf_sha256"], False)


def test_originals_are_chosen(made: Made, tmp_path: Path) -> None:
    with zipfile.ZipFile(made.earlier) as archive:
        assert [name.rpartition("-")[2] for name in archive.namelist() if "/data/media/" in name] == ["call.wav"]
    answer = here("bundle", made.case, "-o", tmp_path / "x.zip", "--originals", "EX-09", "--json", library=made.library)
    assert (answer.code, answer.error[0]) == (1, "not_found") and not (tmp_path / "x.zip").exists()


def test_stopped_at_the_last_moment_nothing_is_left(made: Made, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done >= total > 0:
            raise Cancelled

    with Library.open(made.library) as library:
        with pytest.raises(Cancelled):
            bundle_case(library, made.case, tmp_path / "case.zip", progress=stop)
        assert not list(library.layout.derived.glob("export-*"))
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_was_altered_goes_into_no_bundle(made: Made, tmp_path: Path) -> None:
    folder = made.writable(tmp_path / "library")
    with Library.open(folder) as library:
        original = next(path for path in library.layout.originals.iterdir() if path.stat().st_size < 5_000)
    original.chmod(0o600)
    original.write_bytes(original.read_bytes()[:-1] + b"!")
    answer = here("bundle", made.case, "-o", tmp_path / "case.zip", "--json", library=folder)
    assert (answer.code, answer.error[0]) == (1, "altered") and not (tmp_path / "case.zip").exists()


def test_what_is_too_large_for_32_bits_is_read_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (storing, reading):
        monkeypatch.setattr(module, "LARGE_FROM", 100)  # as if four gigabytes were so little
    files = {"a/one.bin": bytes(range(256)), "a/二.txt": b"two" * 50, "a/small": b"s", "a/none": b""}
    with (tmp_path / "wide.zip").open("w+b") as file:
        archive = storing.StoredZip(file, datetime(2026, 3, 26, tzinfo=UTC))
        for name, data in files.items():
            archive.add(name, len(data), [data])
        archive.finish()
        read = reading.read_archive(file)
    assert (read.odd, read.gaps, read.repacked) == ((), (), False)
    assert {entry.name: entry.size for entry in read.entries} == {name: len(data) for name, data in files.items()}
    with zipfile.ZipFile(tmp_path / "wide.zip") as stranger:
        assert {name: stranger.read(name) for name in stranger.namelist()} == files


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("柜面 录像.MP4", "柜面_录像.MP4"),
        ("../../etc/passwd", "etc_passwd"),
        ("CON", "CON"),
        ("a:ads. ", "a_ads"),
        ("invoice\u202egpj.exe", "invoice_gpj.exe"),
        ("x" * 300 + ".wav", "x" * 60 + ".wav"),
        ("", "file"),
        ("...", "file"),
        ("cafe\u0301.txt", "café.txt"),
    ],
)
def test_names_from_outside_become_names_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe
