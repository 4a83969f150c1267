"""A recording without its index takes the settings of an undamaged one of its case, and says whose they are."""

from __future__ import annotations

from pathlib import Path

from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from tests import barcodes
from tests.barcodes import Recipe
from tests.command import ask, new_case, new_library
from tests.evidence.media.test_salvage import without_index


def test_an_undamaged_recording_lends_its_settings_before_or_after(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case, files = new_case(library), tmp_path / "files"
    files.mkdir()
    healthy = barcodes.make(tmp_path / "healthy.mp4", Recipe(frames=50, gop=10, sound_s=2.0))
    without_index(barcodes.make(tmp_path / "a.mp4", Recipe(frames=60, gop=10, sound_s=2.4)), files / "1 lost.mp4")
    (alone,) = ask("add", case, files / "1 lost.mp4", library=library)["exhibits"]
    assert alone["playable"] == "no" and "first add an undamaged recording" in alone["reason"]
    (files / "2 other.mp4").write_bytes(barcodes.make(tmp_path / "b.mp4", Recipe(frames=5, width=320)).read_bytes())
    (files / "3 healthy.mp4").write_bytes(healthy.read_bytes())
    added = {Path(one["path"]).name: one for one in ask("add", case, files, library=library)["exhibits"]}
    found = added["1 lost.mp4"]
    assert (found["exhibit"], found["already_linked"], found["playable"], found["frames"]) == (
        "EX-01", True, "damaged", 60,
    )  # fmt: skip
    mark = ask("mark", case, "EX-01", "--in", "1.0", "--point", "BA02", "--verdict", "given", "--how", "seen",
               library=library)  # fmt: skip
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"
    (library / "derived" / f"{found['sha256']}.frames").unlink()
    assert ask("locate", mark["reference"], library=library)["frame"] == 25
    assert ask("check", library=library)["verdict"] == "passed"


def test_one_folder_is_enough_whatever_the_order_of_its_names(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case, files = new_case(library), tmp_path / "files"
    files.mkdir()
    healthy = barcodes.make(files / "2.mp4", Recipe(frames=30, gop=10))
    without_index(healthy, files / "1.mp4")
    added = {Path(one["path"]).name: one for one in ask("add", case, files, library=library)["exhibits"]}
    assert (added["1.mp4"]["frames"], added["1.mp4"]["playable"]) == (30, "damaged")
    with Library.open(library) as opened:
        exhibit = get_exhibit(opened, get_case(opened, case).complaint.id, added["1.mp4"]["exhibit"])
    assert any("“2.mp4” (SHA-256 " in warning.en for warning in exhibit.recording.facts.warnings)


def test_settings_of_another_device_are_not_taken_and_a_table_once_made_stays(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    lost = without_index(barcodes.make(tmp_path / "whole.mp4", Recipe(frames=60, gop=10)), tmp_path / "lost.mp4")
    foreign = barcodes.make(tmp_path / "foreign.mp4", Recipe(frames=25, gop=5, width=320))
    first = new_case(library)
    ask("add", first, foreign, library=library)
    (refused,) = ask("add", first, lost, library=library)["exhibits"]
    assert refused["playable"] == "no" and "undamaged recording" in refused["reason"]
    own = barcodes.make(tmp_path / "own.mp4", Recipe(frames=30, gop=10))
    second = new_case(library)
    ask("add", second, own, library=library)
    (found,) = ask("add", second, lost, library=library)["exhibits"]
    assert (found["playable"], found["frames"]) == ("damaged", 60)
    table = library / "derived" / f"{found['sha256']}.frames"
    before = table.read_bytes()
    third = new_case(library)
    (again,) = ask("add", third, lost, library=library)["exhibits"]
    assert (again["playable"], again["frames"], table.read_bytes()) == ("damaged", 60, before)
    ask("still", third, "EX-01", "--frame", "42", "-o", tmp_path / "still.png", library=library)
