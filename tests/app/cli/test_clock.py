"""`clock`: the place of a recording on the wall clock, shown, proposed and set from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.records import entries
from tests.app.cli.conftest import Small
from tests.command import ask, here, make_call

START = "2026-03-12T10:14:00.000000+08:00"


@pytest.fixture
def library(small: Small, tmp_path: Path) -> Path:
    return small.copy(tmp_path / "library")


def rows_of(library: Path, case: str) -> tuple[list[dict[str, Any]], list[tuple[str, Any]]]:
    """The rows of the marks, and the journal's actions with their bodies."""
    with Library.open(library) as opened:
        chain = str(get_case(opened, case).complaint.id)
        told = [(entry.action, entry.body) for entry in entries(opened, chain)]
        return opened.rows("SELECT * FROM mark ORDER BY label"), told


def test_a_clock_is_shown_and_set_and_no_mark_changes(small: Small, library: Path) -> None:
    shown = ask("clock", small.case, "EX-01", library=library)
    assert (shown["case"], shown["exhibit"], shown["set"], shown["before"]) == (small.case, "EX-01", False, None)
    assert shown["clock"] == {
        "start": None, "offset_us": 0, "drift_ppb": 0, "uncertainty_us": None, "method": "unknown", "checked": False,
        "first_frame": None,
    }  # fmt: skip
    marks, told = rows_of(library, small.case)
    listed = ask("marks", small.case, library=library)
    made = ask("clock", small.case, "EX-01", "--start", "2026-03-12T10:14:00+08:00", "--offset", "-47.3", "--drift",
               "12.5", "--uncertainty", "0.5", "--method", "burned_in_clock", library=library)  # fmt: skip
    assert made["set"] is True and made["before"] == shown["clock"]
    assert made["clock"] == {
        "start": START, "offset_us": -47_300_000, "drift_ppb": 12_500, "uncertainty_us": 500_000,
        "method": "burned_in_clock", "checked": True, "first_frame": "2026-03-12T10:13:12.700000+08:00",
    }  # fmt: skip
    after, now_told = rows_of(library, small.case)
    assert after == marks and ask("marks", small.case, library=library) == listed
    assert now_told[:-1] == told
    assert now_told[-1][0] == "clock_set" and now_told[-1][1]["clock"]["drift_ppb"] == 12_500
    again = ask("clock", small.case, "EX-01", library=library)
    assert again["clock"] == made["clock"] and again["set"] is False
    assert rows_of(library, small.case)[1] == now_told, "looking writes nothing"
    assert ask("check", library=library)["verdict"] == "passed"


def test_undo_is_setting_it_again_and_that_is_said(small: Small, library: Path) -> None:
    first = here("clock", small.case, "EX-01", "--start", START, library=library)
    assert first.code == 0 and "set the clock again" in first.err and "No mark has changed" in first.err
    assert "unchecked" in first.out
    assert "标注均未改变" in here("clock", small.case, "EX-01", "--offset", "1", "--lang", "zh", library=library).err
    gone = ask("clock", small.case, "EX-01", "--clear", library=library)
    assert gone["clock"]["start"] is None and gone["before"]["offset_us"] == 1_000_000
    same = here("clock", small.case, "EX-01", "--clear", library=library)
    assert (same.code, same.err) == (0, ""), "what is so already is not set again"


def test_what_is_not_said_stays_and_a_new_start_begins_anew(small: Small, library: Path) -> None:
    ask("clock", small.case, "EX-01", "--start", START, "--uncertainty", "1", library=library)
    moved = ask("clock", small.case, "EX-01", "--offset=-00:00:02", library=library)["clock"]
    assert (moved["start"], moved["offset_us"], moved["uncertainty_us"]) == (START, -2_000_000, 1_000_000)
    answer = here("clock", small.case, "EX-01", "--start", "2026-03-12T11:00:00", "--json", library=library)
    assert "Asia/Shanghai" in answer.err
    anew = answer.document["clock"]
    assert (anew["offset_us"], anew["checked"], anew["start"]) == (0, False, "2026-03-12T11:00:00.000000+08:00")


def test_a_certain_file_name_is_taken_by_add_and_said_to_be_unchecked(
    small: Small, library: Path, tmp_path: Path
) -> None:
    certain = make_call(tmp_path / "NVR_20231001-140000_cam2.wav", 1.0)
    doubtful = make_call(tmp_path / "01-10-2023_14-00-00.wav", 1.5)
    typed = make_call(tmp_path / "NVR_20231001-150000_cam2.wav", 1.2)
    paper = Path(shutil.copy(small.files / "receipt.pdf", tmp_path / "scan_20231001-140000.pdf"))
    paper.write_bytes(paper.read_bytes() + b"\n")
    added = here("add", small.case, certain, doubtful, paper, "--json", library=library)
    assert [one["exhibit"] for one in added.document["exhibits"]] == ["EX-05", "EX-06", "EX-07"]
    assert added.err.count("\n") == 1
    assert "EX-05: the start 2023-10-01T14:00:00+08:00 was taken from the file name" in added.err
    assert here("add", small.case, certain, "--json", library=library).err == ""
    assert here("add", small.case, typed, "--start", START, "--json", library=library).err == ""
    shown = ask("clock", small.case, "EX-05", library=library)
    assert (shown["clock"]["method"], shown["clock"]["checked"]) == ("filename", False)
    assert shown["proposals"][0]["certainty"] == "certain" and shown["proposals"][0]["text"] == "20231001-140000"
    doubt = ask("clock", small.case, "EX-06", library=library)
    assert doubt["clock"]["start"] is None
    assert [one["start"][:10] for one in doubt["proposals"]] == ["2023-10-01", "2023-01-10"]
    assert ask("clock", small.case, "EX-07", library=library)["proposals"] == []
    other = ask("clock", small.case, "EX-08", library=library)
    assert (other["clock"]["start"], other["clock"]["method"]) == (START, "typed")
    assert other["disagreements"][0]["verdict"] == "cannot_tell"


def test_a_proposal_is_taken_where_it_leaves_no_choice(small: Small, library: Path, tmp_path: Path) -> None:
    certain, doubtful = tmp_path / "20231001140000.wav", tmp_path / "01-10-2023_14-00-00.wav"
    ask("add", small.case, make_call(certain, 1.0), make_call(doubtful, 1.5), library=library)
    ask("clock", small.case, "EX-05", "--clear", library=library)
    taken = ask("clock", small.case, "EX-05", "--propose", "filename", "--uncertainty", "2", library=library)
    assert taken["clock"]["start"] == "2023-10-01T14:00:00.000000+08:00"
    assert (taken["clock"]["method"], taken["clock"]["checked"]) == ("filename", True)
    for exhibit, what, words in (("EX-06", "filename", "day, month, year"), ("EX-06", "container", "no start")):
        refused = ask("clock", small.case, exhibit, "--propose", what, library=library, code=1)
        assert words in refused["error"]["sentence"] and "--start" in refused["error"]["sentence"]


def test_a_known_event_carries_the_clock_over(small: Small, library: Path) -> None:
    ask("clock", small.case, "EX-01", "--start", START, "--uncertainty", "0.5", library=library)
    ask("clock", small.case, "EX-02", "--start", "2026-03-12T10:14:10+08:00", library=library)
    words = ("clock", small.case, "EX-02", "--event", "1.5", "--like", "ex-1", "0.25", "--uncertainty", "0.04")
    tried = ask(*words, "--dry-run", library=library)
    assert tried["set"] is False and ask("clock", small.case, "EX-02", library=library)["clock"] == tried["before"]
    done = ask(*words, library=library)
    assert done["clock"] == tried["clock"]
    assert done["clock"]["method"] == "known_event"
    assert (done["clock"]["offset_us"], done["clock"]["uncertainty_us"]) == (-11_250_000, 540_000)
    assert done["disagreements"][0] | {"reason": ""} == {
        "first": "EX-01", "second": "EX-02", "apart_us": 11_250_000, "doubt_us": None, "verdict": "cannot_tell",
        "reason": "",
    }  # fmt: skip
    two = ask(*words, "--event", "0.5", "--like", "EX-01", "-0.7501", library=library)
    assert two["clock"]["drift_ppb"] == 100_000
    assert two["clock"]["offset_us"] == -11_250_000 - 150
    assert "Set by two events" in two["reason"]


def test_a_true_time_sets_the_clock(small: Small, library: Path) -> None:
    done = ask("clock", small.case, "EX-01", "--event", "0.5", "--is", "2026-03-12T10:14:00+08:00", "--uncertainty",
               "30", "--method", "phone_compare", library=library)["clock"]  # fmt: skip
    assert (done["first_frame"], done["method"]) == ("2026-03-12T10:13:59.500000+08:00", "phone_compare")
    assert done["checked"] is True


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--offset", "1"), "no start"),
        (("--start", "2026-03-12"), "no time of day"),
        (("--start", START, "--drift", "fast"), "no drift"),
        (("--start", START, "--drift", "200000"), "more than a tenth"),
        (("--start", START, "--uncertainty", "-1"), "below zero"),
        (("--start", START, "--clear"), "Choose one way"),
        (("--start", START, "--propose", "filename"), "Choose one way"),
        (("--event", "1"), "--like EX2 AT2"),
        (("--like", "EX-02", "1"), "--like EX2 AT2"),
        (("--event", "1", "--like", "EX-01", "1"), "one other exhibit"),
        (("--event", "1", "--like", "EX-02", "1"), "no place on the wall clock"),
        (("--event", "1", "--like", "EX-02", "1", "--offset", "1"), "sets the offset"),
        (("--event", "1", "--is", START, "--like", "EX-02", "1"), "--is goes with"),
        (("--event", "1", "--is", START, "--uncertainty", "-1"), "below zero"),
        (("--method", "guess"), "guess"),
    ],
)
def test_a_clock_that_cannot_be_is_refused_and_nothing_is_set(
    small: Small, library: Path, words: tuple[str, ...], sentence: str
) -> None:
    before = rows_of(library, small.case)
    refused = ask("clock", small.case, "EX-01", *words, library=library, code=2)
    assert refused["error"]["kind"] == "wrong_use" and sentence in refused["error"]["sentence"]
    assert rows_of(library, small.case) == before


def test_a_document_has_no_clock_to_set(small: Small, library: Path) -> None:
    refused = ask("clock", small.case, "EX-03", "--start", START, library=library, code=2)
    assert "document or photo" in refused["error"]["sentence"]
    assert ask("clock", small.case, "EX-09", library=library, code=1)["error"]["kind"] == "not_found"


def test_a_local_time_that_daylight_saving_makes_doubtful_is_refused(tmp_path: Path) -> None:
    library = tmp_path / "library"
    ask("new", "library", library, "--zone", "Europe/Berlin")
    case = ask("new", "case", library=library)["case"]
    added = here("add", case, make_call(tmp_path / "20261025_023000.wav", 1.0), library=library)
    assert "EX-01: no start was taken" in added.err and "occurs twice in Europe/Berlin" in added.err
    assert "2026-10-25T02:30:00+01:00" in added.err, "what can be written instead"
    skipped = here("add", case, make_call(tmp_path / "20260329_023000.wav", 1.1), library=library)
    assert "does not exist in Europe/Berlin" in skipped.err
    plain = here("add", case, make_call(tmp_path / "20261024_023000.wav", 1.2), library=library)
    assert "no start was taken" not in plain.err and "was taken from the file name" in plain.err
    shown = ask("clock", case, "EX-01", library=library)
    assert shown["clock"]["start"] is None
    assert [one["start"][-6:] for one in shown["proposals"]] == ["+02:00", "+01:00"]
    for text, words in (("2026-10-25T02:30:00", "occurs twice"), ("2026-03-29T02:30:00", "does not exist")):
        refused = ask("clock", case, "EX-01", "--start", text, library=library, code=2)
        assert words in refused["error"]["sentence"]


def test_a_drift_reaches_the_case_file_and_its_verification(small: Small, library: Path, tmp_path: Path) -> None:
    ask("clock", small.case, "EX-01", "--start", START, "--drift", "-300.5", "--uncertainty", "1", library=library)
    ask("export", small.case, "-o", tmp_path / "case.pdf", library=library)
    checked = ask("verify", tmp_path / "case.pdf", library=library)
    assert checked["verdict"] == "passed", checked
