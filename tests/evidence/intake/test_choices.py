"""What a person says about files when they are added, and folders in which there is nothing."""

from __future__ import annotations

from pathlib import Path

from tests import barcodes
from tests.command import ask, here, make_call, new_case, new_library


def test_raw_sound_is_the_same_at_every_later_opening(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case, path = new_case(library), tmp_path / "line7.bin"
    path.write_bytes(barcodes.tone(2.0, 16_000).astype("<i2").tobytes())
    (before,) = ask("add", case, path, library=library)["exhibits"]
    assert before["playable"] == "no"
    (one,) = ask("add", case, path, "--raw", "s16le:16000:1", library=library)["exhibits"]
    assert (one["already_linked"], one["playable"], one["duration_us"]) == (True, "yes", 2_000_000)
    mark = ask("mark", case, "EX-01", "--in", "1.25", "--out", "1.5", "--point", "BA10", "--verdict", "given", "--how",
               "heard", library=library)  # fmt: skip
    (library / "derived" / f"{one['sha256']}.sound").unlink()
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"
    assert ask("locate", mark["reference"], library=library)["shown_us"] == 1_250_000
    # Once something could be marked in it, another choice changes nothing.
    (again,) = ask("add", case, path, "--raw", "mulaw:8000:1", library=library)["exhibits"]
    assert again["duration_us"] == 2_000_000
    assert ask("check", library=library)["verdict"] == "passed"


def test_an_empty_folder_is_said_to_be_empty_and_the_rest_is_linked(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case, empty = new_case(library), tmp_path / "empty"
    empty.mkdir()
    (empty / ".DS_Store").write_text("words")
    call = make_call(tmp_path / "call.wav", 0.5)
    answer = here("add", case, empty, library=library)
    assert answer.code == 1 and "no file in this folder" in answer.err
    done = ask("add", case, empty, call, library=library, code=1)
    assert len(done["exhibits"]) == 1 and "no file in this folder" in done["refused"][0]["reason"]


def test_one_start_for_several_files_links_none(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case = new_case(library)
    calls = [make_call(tmp_path / f"{number}.wav", 0.2 + number / 10) for number in range(2)]
    error = ask("add", case, *calls, "--start", "2026-03-10T10:00:00Z", library=library, code=2)["error"]
    assert error["kind"] == "wrong_use" and "these are 2 files" in error["sentence"]
    assert list((library / "originals").iterdir()) == []
    (one,) = ask("add", case, calls[0], "--start", "2026-03-10T10:00:00Z", library=library)["exhibits"]
    assert one["exhibit"] == "EX-01"
