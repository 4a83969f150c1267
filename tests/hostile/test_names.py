"""File names that bite: linked as they are, shown with what is hidden in them, and never a way to anywhere else."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from evidence.canonical import clean_text
from tests.command import ask, here
from tests.journeys.conftest import taken_out

NAMES = {
    "h06 leading dash": b"-evil.txt",
    "h06 an option": b"--library.txt",
    "h17 right to left": "invoice\u202egpj.txt".encode(),
    "h18b newline": b"two\nlines.txt",
    "h18b carriage return": b"two\rlines.txt",
    "h18c escape": b"esc\x1b[31mred.txt",
    "h18d tab": b"tab\there.txt",
    "h18 percent": b"%0A%2e%2e%2f.txt",
    "h19a device": b"CON",
    "h19b device": b"NUL.txt",
    "h19c trailing dot": b"dot.",
    "h19c trailing space": b"space.txt ",
    "h19d stream": b"a:ads",
    "h19e long": b"n" * 251 + b".txt",
    "h20a small": b"folded.txt",
    "h20a capital": b"FOLDED.TXT",
    "h20b composed": unicodedata.normalize("NFC", "café.txt").encode(),
    "h20b decomposed": unicodedata.normalize("NFD", "café.txt").encode(),
    "h21 backslashes": b"..\\..\\x.txt",
    "h21 unc": b"\\\\srv\\share.txt",
    "h22 markup": b"<b>&amp;<img src=x>.txt",
    "h25 emoji": "📎👩‍💼.txt".encode(),
    "h25 chinese": "退保申请书（客户签字）.txt".encode(),
    "h26 not utf-8": b"\xff\xfe\xb1\xa3.txt",
    "only dots": b"...",
    "quotes": b'it\'s "so" `called` $HOME;.txt',
}
linux = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes exist on Linux only")


def written(folder: Path) -> dict[str, Path]:
    places = {}
    for what, name in NAMES.items():
        place = Path(os.fsdecode(os.path.join(os.fsencode(folder), name)))
        place.write_text(f"This is {what}.")
        places[what] = place
    return places


@linux
def test_every_name_is_linked_kept_printed_and_checked(library: Path, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    places = written(folder)
    answer = here("add", case, folder, *places.values(), "--json", library=library)
    assert answer.code == 0, answer.err
    linked = answer.document["exhibits"]
    fresh = [one for one in linked if not one["already_linked"]]
    assert len(fresh) == len(places) and len(linked) == 2 * len(places)
    assert {one["path"] for one in fresh} == {str(place) for place in places.values()}
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    verdict = ask("verify", tmp_path / "case.pdf", library=library)
    assert verdict["verdict"] == "passed", verdict
    data, _ = taken_out(tmp_path / "case.pdf")
    kept = {one["exhibit"]: one["file_name"] for one in data["recordings"]}
    assert kept == {one["exhibit"]: clean_text(Path(one["path"]).name) for one in fresh}
    assert ask("check", library=library)["verdict"] == "passed"
    for words in (("add", case, folder), ("check",)):
        plain = here(*words, library=library)
        lines = plain.out.splitlines()
        assert plain.code == 0 and not any(char in plain.out for char in "\x1b\u202e\r\t")
        assert len(lines) == (len(places) if words[0] == "add" else 5), "a name made a line of its own"


@linux
def test_every_missing_name_is_declined_in_one_line(library: Path, case: str, tmp_path: Path) -> None:
    missing = [Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), b"no-" + name[:240]))) for name in NAMES.values()]
    answer = here("add", case, *missing, library=library)
    assert answer.code == 1 and answer.err.count("\n") == len(missing)
    assert not any(char in answer.err for char in "\x1b\u202e\r\t")
    document = here("add", case, *missing, "--json", library=library).document
    assert [one["path"] for one in document["refused"]] == [str(path) for path in missing]


@linux
def test_a_missing_original_with_such_a_name_is_still_named(library: Path, case: str, tmp_path: Path) -> None:
    place = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), NAMES["h26 not utf-8"])))
    place.write_text("gone soon")
    (one,) = here("add", case, place, "--json", library=library).document["exhibits"]
    (library / "originals" / one["sha256"]).unlink()
    told = ask("check", library=library, code=3)
    files = [name for check in told["checks"] if check["verdict"] == "cannot_tell" for name in check["files"]]
    assert files == [f"{case}/EX-01 {clean_text(place.name)}"]


@linux
def test_a_case_file_and_a_still_can_have_such_a_name(marked: Path, clip: Path, case: str, tmp_path: Path) -> None:
    for what in ("h18c escape", "h17 right to left", "h26 not utf-8"):
        place = os.fsdecode(os.path.join(os.fsencode(tmp_path), NAMES[what][:-4]))
        still = here("still", clip, "--frame", "3", "-o", place + ".png", "--json")
        assert still.code == 0 and still.document["path"] == place + ".png" and os.path.isfile(place + ".png")
    place = os.fsdecode(os.path.join(os.fsencode(tmp_path), NAMES["h26 not utf-8"]))
    exported = here("export", case, "-o", place, "--json", library=marked)
    assert exported.code == 0 and here("verify", place, "--json", library=marked).document["verdict"] == "passed"


def test_h21_labels_and_references_are_no_paths(marked: Path, case: str, tmp_path: Path) -> None:
    for label in ("../../etc/passwd", "/etc/passwd", "..", "C-2026-0001/../x", "\\\\srv\\share", "*", "%", "_" * 11):
        assert here("marks", label, "--json", library=marked).error[0] == "not_found"
        assert here("still", case, label, "--frame", "0", "-o", tmp_path / "a.png", "--json", library=marked).error[
            0
        ] in ("not_found",)
    assert list(tmp_path.iterdir()) == []
