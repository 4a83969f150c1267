"""What is kept of a fault is meant to be sent to us: nothing of a case stands in it."""

from __future__ import annotations

import sqlite3
import traceback
from pathlib import Path

import pytest

from app.faults import report_of, without_contents

KNOWN: dict[str, str] = {}
CANARIES = ("Ouyang Canary", "欧阳金丝雀", "8812-7766", "/data/r.canary/cases", "said: nothing was told")


def trace_of(fault: BaseException) -> str:
    return "".join(traceback.format_exception(fault))


def caught(*texts: str) -> BaseException:
    """An error inside an error, whose words repeat what somebody wrote, also over several lines."""
    words = "\n".join((*texts, '  File "x", line 1, in Canary', "Canary: 8812-7766"))
    try:
        try:
            KNOWN[texts[0]]
        except KeyError as missing:
            raise ValueError(words) from missing
    except ValueError as fault:
        fault.add_note(texts[1])
        return fault
    raise AssertionError


def test_a_report_tells_where_it_happened_and_repeats_nothing_that_somebody_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sentence = report_of(trace_of(caught(*CANARIES)))
    (report,) = tmp_path.iterdir()
    text = report.read_text(encoding="utf-8")
    assert str(report) in sentence.en and not any(canary in text for canary in (*CANARIES, "Canary:"))
    assert "tests/app/test_faults.py:" in text and "KNOWN[texts[0]]" in text, "where, with the line of the program"
    assert "KeyError: (what it says is left out" in text and "ValueError: (what it says is left out" in text


def test_words_of_the_program_itself_and_names_of_columns_stay() -> None:
    def ours() -> None:
        raise RuntimeError("a part of this change was given up")

    with pytest.raises(RuntimeError) as fault:
        ours()
    assert "RuntimeError: a part of this change was given up" in without_contents(trace_of(fault.value))
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE mark (label UNIQUE)")
    with pytest.raises(sqlite3.IntegrityError) as twice:
        db.executemany("INSERT INTO mark VALUES (?)", [["Canary"], ["Canary"]])
    db.close()
    assert "IntegrityError: UNIQUE constraint failed: mark.label" in without_contents(trace_of(twice.value))


def test_a_full_disk_does_not_make_it_say_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    sentence = report_of(trace_of(caught(*CANARIES)))
    assert "ValueError" in sentence.en and not any(one in sentence.en + sentence.zh for one in CANARIES)
