"""Every refusal of the command line: one sentence in both languages, the right exit code, nothing written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.cli.verbs import VERBS
from evidence.store.library import Library
from tests.app.cli.conftest import Small
from tests.command import apart, ask, here, make_clip

MARK = ("--point", "BA10", "--verdict", "given", "--how", "heard")

REFUSALS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "no such verb": (("frobnicate",), 2, "wrong_use"),
    "no such option": (("check", "--fast"), 2, "wrong_use"),
    "an option cut short": (("check", "--js"), 2, "wrong_use"),
    "no such language": (("--lang", "fr", "check"), 2, "wrong_use"),
    "a word is missing": (("add", "CASE"), 2, "wrong_use"),
    "a start for several": (("add", "CASE", "FILES", "--start", "2026-03-10T10:00:00Z"), 2, "wrong_use"),
    "raw sound of no kind": (("add", "CASE", "FILES/call.wav", "--raw", "wav:8000:1"), 2, "wrong_use"),
    "raw sound without a rate": (("media", "FILES/call.wav", "--raw", "mulaw"), 2, "wrong_use"),
    "raw sound that is none": (("media", "FILES/call.wav", "--raw", "mulaw:8000:1"), 1, "refused"),
    "an empty path": (("add", "CASE", ""), 2, "wrong_use"),
    "an empty output": (("export", "CASE", "-o", ""), 2, "wrong_use"),
    "a line break in an option": (("check", "--no\nsuch"), 2, "wrong_use"),
    "no such case": (("marks", "C-1999-0001"), 1, "not_found"),
    "a case that is no label": (("marks", "../../etc"), 1, "not_found"),
    "add to no case": (("add", "C-1999-0001", "FILES/call.wav"), 1, "not_found"),
    "check of no case": (("check", "C-1999-0001"), 1, "not_found"),
    "export of no case": (("export", "C-1999-0001", "-o", "OUT"), 1, "not_found"),
    "no such exhibit": (("still", "CASE", "EX-77", "--frame", "0", "-o", "OUT"), 1, "not_found"),
    "no such frame": (("still", "CASE", "EX-01", "--frame", "25", "-o", "OUT"), 1, "not_found"),
    "a negative frame": (("still", "CASE", "EX-01", "--frame", "-1", "-o", "OUT"), 1, "not_found"),
    "a frame that is no number": (("still", "CASE", "EX-01", "--frame", "x", "-o", "OUT"), 2, "wrong_use"),
    "a time after the end": (("still", "CASE", "EX-01", "--at", "1.000001", "-o", "OUT"), 1, "not_found"),
    "frame and time": (("still", "CASE", "EX-01", "--at", "1", "--frame", "1", "-o", "OUT"), 2, "wrong_use"),
    "three words for a still": (("still", "CASE", "EX-01", "M-001", "--frame", "0", "-o", "OUT"), 2, "wrong_use"),
    "a still of a call": (("still", "CASE", "EX-02", "--frame", "0", "-o", "OUT"), 1, "media_damaged"),
    "a still of a document": (("still", "FILES/receipt.pdf", "--frame", "0", "-o", "OUT"), 1, "media_damaged"),
    "a still of nothing": (("still", "FILES/none.mp4", "--frame", "0", "-o", "OUT"), 1, "not_found"),
    "a still over its source": (("still", "FILES/clip.mp4", "--frame", "0", "-o", "FILES/clip.mp4"), 1, "refused"),
    "a still to nowhere": (("still", "FILES/clip.mp4", "--frame", "0", "-o", "OUT/none/a.png"), 1, "disk"),
    "a still into a folder": (("still", "FILES/clip.mp4", "--frame", "0", "-o", "FILES"), 1, "refused"),
    "a still to a device": (("still", "FILES/clip.mp4", "--frame", "0", "-o", os.devnull), 1, "refused"),
    "a still over an original": (("still", "CASE", "EX-01", "--frame", "0", "-o", "LIBRARY/library.db"), 1, "refused"),
    "media of nothing": (("media", "FILES/none.mp4"), 1, "not_found"),
    "media of a folder": (("media", "FILES"), 1, "refused"),
    "media of an address": (("media", "https://example.org/clip.mp4"), 1, "refused"),
    "a mark nowhere": (("mark", "CASE", "EX-01", *MARK), 2, "wrong_use"),
    "a mark by time and page": (("mark", "CASE", "EX-03", "--in", "0", "--page", "1", *MARK), 2, "wrong_use"),
    "an out without an in": (("mark", "CASE", "EX-03", "--page", "1", "--out", "1", *MARK), 2, "wrong_use"),
    "an empty out": (("mark", "CASE", "EX-01", "--in", "0", "--out", "", *MARK), 2, "wrong_use"),
    "a box without a page": (("mark", "CASE", "EX-01", "--in", "0", "--box", "1,1,1,1", *MARK), 2, "wrong_use"),
    "an out before the in": (("mark", "CASE", "EX-01", "--in", "0.5", "--out", "0.4", *MARK), 2, "wrong_use"),
    "a time outside": (("mark", "CASE", "EX-01", "--in", "0.5", "--out", "3", *MARK), 2, "wrong_use"),
    "a time that is none": (("mark", "CASE", "EX-01", "--in", "noon", *MARK), 2, "wrong_use"),
    "a time with a comma": (("mark", "CASE", "EX-01", "--in", "0,5", *MARK), 2, "wrong_use"),
    "a time on paper": (("mark", "CASE", "EX-03", "--in", "0", *MARK), 2, "wrong_use"),
    "a page of a clip": (("mark", "CASE", "EX-01", "--page", "1", *MARK), 2, "wrong_use"),
    "no such page": (("mark", "CASE", "EX-03", "--page", "3", *MARK), 1, "not_found"),
    "page zero": (("mark", "CASE", "EX-03", "--page", "0", *MARK), 1, "not_found"),
    "a box beyond the page": (("mark", "CASE", "EX-03", "--page", "1", "--box", "9000,0,2000,5", *MARK), 2,
                              "wrong_use"),
    "no such point": (("mark", "CASE", "EX-01", "--in", "0", *MARK[2:], "--point", "WP01"), 1, "not_found"),
    "not given is no verdict": (("mark", "CASE", "EX-01", "--in", "0", *MARK[:2], "--verdict", "not_given", "--how",
                                 "heard"), 2, "wrong_use"),
    "heard on paper": (("mark", "CASE", "EX-03", "--page", "1", *MARK), 1, "refused"),
    "seen in a call": (("mark", "CASE", "EX-02", "--in", "0", *MARK[:4], "--how", "seen"), 1, "refused"),
    "not found at a moment": (("mark", "CASE", "EX-01", "--in", "0", *MARK[:2], "--verdict", "not_found", "--how",
                               "heard"), 1, "refused"),
    "not applicable, no reason": (("mark", "CASE", "EX-01", "--in", "0", *MARK[:2], "--verdict", "not_applicable",
                                   "--how", "heard"), 1, "refused"),
    "find nothing": (("find", " "), 2, "wrong_use"),
    "a copy that leaves the house": (("export", "CASE", "-o", "OUT", "--copy", "customer"), 1, "refused"),
    "an export to nowhere": (("export", "CASE", "-o", "OUT/none/case.pdf"), 1, "disk"),
    "an export into a folder": (("export", "CASE", "-o", "FILES"), 1, "refused"),
    "an export over the library": (("export", "CASE", "-o", "LIBRARY/library.db"), 1, "refused"),
    "an export among the originals": (("export", "CASE", "-o", "LIBRARY/originals/case.pdf"), 1, "refused"),
    "verify nothing": (("verify", "OUT"), 1, "not_found"),
    "no reference": (("locate", "M-001"), 2, "wrong_use"),
    "a still of sound": (("locate", "CALL", "--still", "OUT"), 2, "wrong_use"),
    "a mark that is not there": (("locate", "ELSEWHERE"), 1, "not_found"),
    "a recording that is not there": (("locate", "UNKNOWN"), 3, "recording_missing"),
    "a start that is no time": (("add", "CASE", "FILES/call.wav", "--start", "noon"), 2, "wrong_use"),
    "a start without a time of day": (("add", "CASE", "FILES/call.wav", "--start", "2026-03-12"), 2, "wrong_use"),
    "an empty start": (("add", "CASE", "FILES/call.wav", "--start", ""), 2, "wrong_use"),
    "a start before all time": (("add", "CASE", "FILES/call.wav", "--start", "0001-01-01T00:00:00+08:00"), 2,
                                "wrong_use"),
    "a start after all time": (("add", "CASE", "FILES/call.wav", "--start", "9999-12-31T23:59:59-08:00"), 2,
                               "wrong_use"),
    "a kind that is none": (("add", "CASE", "FILES/call.wav", "--as", "gossip"), 2, "wrong_use"),
    "a library in use": (("new", "library", "LIBRARY"), 1, "library"),
    "a library in a full folder": (("new", "library", "FILES"), 1, "library"),
    "a library on a file": (("new", "library", "FILES/call.wav"), 1, "library"),
    "a zone that is none": (("new", "library", "OUT", "--zone", "Mars/Olympus"), 2, "wrong_use"),
    "a library in a name too long": (("new", "library", "OUT" + "x" * 5000), 1, "disk"),
    "no window here": ((), 3, "tool_missing"),
}  # fmt: skip


def filled(words: tuple[str, ...], small: Small, out: Path) -> list[str]:
    call = small.marks[1]["reference"]
    unknown = call.rsplit("=", 1)[0] + "=" + "0" * 16
    elsewhere = call.replace("M-002", "M-009")
    places = {"CALL": call, "UNKNOWN": unknown, "ELSEWHERE": elsewhere, "CASE": small.case}
    folders = {"FILES": str(small.files), "LIBRARY": str(small.library), "OUT": str(out)}
    call_line = []
    for word in words:
        folder = next((name for name in folders if word.startswith(name)), None)
        call_line.append(folders[folder] + word[len(folder) :] if folder else places.get(word, word))
    return call_line


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_one_sentence_in_both_languages_with_its_exit_code(
    small: Small, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    words, code, kind = REFUSALS[what]
    call = filled(words, small, tmp_path / "out")
    files, library = state(small.files), state(small.library)
    english = here(*call, "--json", library=small.library)
    assert (english.code, english.error[0]) == (code, kind), english
    sentence = english.error[1]
    assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
    assert sentence.rstrip("”\"'").endswith((".", "?")) and "\n" not in sentence.strip(), sentence
    assert "Traceback" not in english.err and len(sentence) < 700
    if "fr" not in call:
        chinese = here("--lang", "zh", *call, "--json", library=small.library)
        assert (chinese.code, chinese.error[0]) == (code, kind)
        assert any("\u4e00" <= char <= "\u9fff" for char in chinese.error[1]), chinese.error
        plain = here(*call, library=small.library)
        assert (plain.code, plain.out) == (code, "") and plain.err.count("\n") == 1
    assert not (tmp_path / "out").exists() and list(tmp_path.iterdir()) == []
    assert (state(small.files), state(small.library)) == (files, library), "something was written"


def test_a_library_that_is_none_is_not_made_by_a_verb(tmp_path: Path) -> None:
    for words in (("check",), ("new", "case"), ("marks", "C-2026-0001"), ("verify", __file__)):
        assert here(*words, "--json", library=tmp_path / "nowhere").error[0] == "not_found"
        assert here(*words, "--json", library=tmp_path / ("x" * 5000)).error[0] == "not_found"
    assert list(tmp_path.iterdir()) == []


def test_a_verb_without_a_library_says_how_to_name_one(tmp_path: Path) -> None:
    answer = here("check", "--json")
    assert (answer.code, answer.error[0]) == (2, "wrong_use") and "REPLAYDESK_LIBRARY" in answer.error[1]


def test_wrong_use_in_its_own_process_has_no_traceback() -> None:
    for words, code in ((("frobnicate",), 2), (("still", "x.mp4", "-o", "y.png"), 2), (("check",), 2), ((), 3)):
        answer = apart(*words)
        assert (answer.code, answer.out) == (code, "")
        assert answer.err.count("\n") == 1 and "Traceback" not in answer.err


@pytest.mark.parametrize("verb", [*VERBS, ""])
def test_every_verb_has_help(verb: str) -> None:
    answer = here(*([verb] if verb else []), "--help")
    assert answer.code == 0 and answer.err == ""
    assert "--json" in answer.out and answer.out.startswith("usage: replaydesk")


def test_the_help_names_every_verb() -> None:
    text = here("--help").out
    assert all(f"    {verb}" in text for verb in VERBS)


def test_a_fault_of_ours_says_where_its_traceback_lies(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Library, "open", broken)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    answer = here("check", "--json", library=small.library)
    assert (answer.code, answer.error[0]) == (70, "bug")
    (report,) = tmp_path.glob("replaydesk-fault-*.txt")
    assert str(report) in answer.error[1] and "RuntimeError: a bug" in report.read_text()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))
    answer = here("check", "--json", library=small.library)
    assert answer.code == 70 and "RuntimeError: a bug" in answer.error[1]


def test_a_file_whose_name_begins_with_a_dash_is_taken_behind_two_dashes(small: Small, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "-evil.mp4", 60)
    library = small.copy(tmp_path / "library")
    before = os.getcwd()
    os.chdir(tmp_path)
    try:
        added = ask("add", "--library", str(library), small.case, "./-evil.mp4")
        assert added["exhibits"][0]["exhibit"] == "EX-05"
        answer = here("add", "--library", library, "--json", small.case, "--", "-evil.mp4")
        assert answer.code == 0 and answer.document["exhibits"][0]["already_linked"] is True
    finally:
        os.chdir(before)
    assert clip.exists()
