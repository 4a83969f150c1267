"""Marks go out to other programs and come back onto the same frames; what cannot be taken marks nothing."""

from pathlib import Path

import pytest

from tests.app.cli.conftest import Small
from tests.command import ask, here, new_case


@pytest.fixture
def desk(small: Small, tmp_path: Path) -> tuple[Path, str]:
    """A copy of the small library with another case: a clip and two marks in it."""
    folder = small.copy(tmp_path / "library")
    case = new_case(folder, "--kind", "BA")
    ask("add", case, small.files / "clip.mp4", library=folder)
    for first, last, point in (("0.2", "0.6", "BA10"), ("0.4", "0.4", "BA02")):
        ask("mark", case, "EX-01", "--in", first, "--out", last, "--point", point, "--verdict", "given_partly",
            "--how", "seen", "--quote", "a little, “loss”", "--note", "low", library=folder)  # fmt: skip
    return folder, case


@pytest.mark.parametrize("name", ["m.vtt", "m.txt", "m.boris"])
def test_marks_come_back_onto_the_same_frames(desk: tuple[Path, str], tmp_path: Path, name: str) -> None:
    library, case = desk
    before = ask("marks", case, library=library)["marks"]
    ask("marks", case, "-o", tmp_path / name, library=library)
    back = ask("marks", case, "--from", tmp_path / name, "--exhibit", "EX-01", library=library)
    assert len(back["marks"]) == 2 and back["refused"] == []
    after = ask("marks", case, library=library)["marks"][2:]
    keys = ("in_us", "out_us", "frame", "point", "verdict", "how", "quote", "note")
    told = sorted([tuple(one[key] for key in keys) for one in before])
    assert sorted([tuple(one[key] for key in keys) for one in after]) == told


def test_one_that_cannot_be_taken_keeps_all_out(desk: tuple[Path, str], tmp_path: Path) -> None:
    library, case = desk
    labels = tmp_path / "labels.txt"
    labels.write_text("0.1\t0.3\tBA10 given seen\n0.2\t0.3\tmusic\n0.2\t900\tBA10 given seen\n", encoding="utf-8")
    asked = ("marks", case, "--from", labels, "--exhibit", "EX-01")
    refused = ask(*asked, library=library, code=1)
    assert [one["at_us"] for one in refused["refused"]] == [200_000, 200_000] and refused["marks"] == []
    assert "--point" in refused["refused"][0]["reason"] and "outside" in refused["refused"][1]["reason"]
    assert len(ask("marks", case, library=library)["marks"]) == 2
    labels.write_text("0.1\t0.3\tmusic\n", encoding="utf-8")
    said = (*asked, "--point", "BA05", "--verdict", "unclear", "--how", "seen")
    assert ask(*said, "--dry-run", library=library)["would"] == 1
    assert ask(*said, library=library)["marks"] == ["M-003"]
    [mark] = [one for one in ask("marks", case, library=library)["marks"] if one["mark"] == "M-003"]
    assert mark["quote"] == "music" and mark["point"] == "BA05"


def test_the_exhibit_has_to_be_named_and_the_form_known(desk: tuple[Path, str], tmp_path: Path) -> None:
    library, case = desk
    (tmp_path / "x.txt").write_text("0\t1\tx", encoding="utf-8")
    assert here("marks", case, "--from", tmp_path / "x.txt", library=library).code == 2
    assert here("marks", case, "-o", tmp_path / "x.docx", library=library).code == 2
    assert here("marks", case, "--exhibit", "EX-09", library=library).code == 1
