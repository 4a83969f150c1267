"""A forged journal is found at its first bad entry; one forged all through, by whoever kept the true one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exports.verify import Answer, Check, Report
from exports.verify.journal import check_journal, check_version, genesis
from tests.exports.verify.maker import (
    CASE_ID,
    Case,
    Draft,
    Shelf,
    chained,
    check,
    entry,
    headers,
    rechained,
    sample_case,
)

Forgery = Callable[[list[dict[str, Any]]], None]


def named(found: Report, name: str) -> Check:
    return next(one for one in found.checks if one.name == name)


def edit_body(entries: list[dict[str, Any]]) -> None:
    entries[2]["body"]["quote"] = "nothing"


def edit_header(entries: list[dict[str, Any]]) -> None:
    entries[2]["actor"] = "Qian"


def edit_salt(entries: list[dict[str, Any]]) -> None:
    entries[2]["salt"] = "0" * 32


def edit_hash(entries: list[dict[str, Any]]) -> None:
    entries[2]["hash"] = "0" * 64


def break_salt(entries: list[dict[str, Any]]) -> None:
    entries[2]["salt"] = "no salt"


def drop_salt(entries: list[dict[str, Any]]) -> None:
    entries[2]["salt"] = None


def remove(entries: list[dict[str, Any]]) -> None:
    del entries[2]


def swap(entries: list[dict[str, Any]]) -> None:
    entries[2], entries[3] = entries[3], entries[2]


def swap_and_number(entries: list[dict[str, Any]]) -> None:
    swap(entries)
    entries[2]["seq"], entries[3]["seq"] = 3, 4


def replay(entries: list[dict[str, Any]]) -> None:
    entries.insert(2, copy.deepcopy(entries[1]))


def fork(entries: list[dict[str, Any]]) -> None:
    other = copy.deepcopy(entries)
    other[1]["actor"] = "Qian"
    entries[2:] = chained(CASE_ID, other)[2:]


def foreign(entries: list[dict[str, Any]]) -> None:
    entries[2:] = chained("another case", entries)[2:]


def without_hex(entries: list[dict[str, Any]]) -> None:
    entries[1]["hash"] = "not hexadecimal"


@pytest.mark.parametrize(
    ("forgery", "number"),
    [
        (edit_body, 3),
        (edit_header, 3),
        (edit_salt, 3),
        (break_salt, 3),
        (drop_salt, 3),
        (edit_hash, 3),
        (remove, 3),
        (swap, 3),
        (swap_and_number, 3),
        (replay, 3),
        (fork, 3),
        (foreign, 3),
        (without_hex, 2),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_the_first_bad_entry_is_named(tmp_path: Path, forgery: Forgery, number: int) -> None:
    draft = Draft()
    forgery(draft.case["journal"]["entries"])
    found = check(draft.pdf(), tmp_path)
    journal = named(found, "journal")
    assert journal.verdict is Answer.FAILED and f"entry {number}:" in journal.reason.en
    assert f"第 {number} 条" in journal.reason.zh
    assert found.integrity is Answer.FAILED


def test_a_tail_that_was_cut_off_is_seen_at_the_head(tmp_path: Path) -> None:
    draft = Draft()
    del draft.case["journal"]["entries"][3:]
    found = check(draft.pdf(), tmp_path)
    assert named(found, "journal").verdict is Answer.PASSED
    assert "ends with entry 3" in named(found, "version").reason.en


def test_an_empty_journal_and_one_of_another_case_fail() -> None:
    case = sample_case()
    case["journal"]["entries"] = []
    assert "empty" in check_journal(case).reason.en
    assert check_version(case).verdict is Answer.FAILED
    case = sample_case()
    case["journal"]["chain"] = "another"
    assert "another case" in check_journal(case).reason.en
    case = sample_case()
    case["journal"]["genesis"] = genesis("another")
    assert "genesis" in check_journal(case).reason.en


@pytest.mark.parametrize("change", [("seq", 4), ("hash", "0" * 64), ("at", "2026-03-02T10:09:00+08:00")])
def test_a_head_that_is_not_the_last_entry_fails(change: tuple[str, Any]) -> None:
    case = sample_case()
    case["version"]["head"][change[0]] = change[1]
    assert check_version(case).verdict is Answer.FAILED


def test_another_time_than_the_last_entry_s_fails() -> None:
    case = sample_case()
    case["version"]["as_of"] = "2026-03-02T10:09:00+08:00"
    assert "as of" in check_version(case).reason.en


def test_a_clock_that_stepped_back_and_erased_contents_are_noted_and_no_failure() -> None:
    case = sample_case()
    entries = case["journal"]["entries"]
    entries[2]["at"] = "2026-03-02T09:00:00+08:00"
    entries.append({**entry(6, "body_erased"), "body": {"seq": 2, "reason": "asked for"}})
    case = rechained(case)
    case["journal"]["entries"][1].update(body=None, salt=None)
    found = check_journal(case)
    assert found.verdict is Answer.PASSED
    assert "stepped back before entry 3" in found.reason.en and "1 of their contents is left out" in found.reason.en


@pytest.mark.parametrize("seq", [None, 3, [2]])
def test_a_content_left_out_without_an_erasure_is_missed_in_the_internal_copy(seq: object) -> None:
    case = sample_case()
    if seq is not None:
        case["journal"]["entries"].append({**entry(6, "body_erased"), "body": {"seq": seq}})
    case = rechained(case)
    case["journal"]["entries"][1].update(body=None, salt=None)
    assert "entry 2 is left out" in check_journal(case).reason.en


def test_a_time_in_another_form_is_no_time() -> None:
    case = sample_case()
    case["journal"]["entries"][2]["at"] = "2026-03-02 09:00:00+08:00"
    assert "its time cannot be read" in check_journal(rechained(case)).reason.en


def forged_all_through() -> Case:
    case = sample_case()
    case["journal"]["entries"][2]["actor"] = "Qian"
    return rechained(case)


def test_a_journal_forged_all_through_is_whole_in_itself_and_found_by_the_library(tmp_path: Path) -> None:
    true, forged = Draft(), Draft(case=forged_all_through())
    shelf = Shelf()
    shelf.add(true.pdf(), true.case, true.data())
    found = check(forged.pdf(), tmp_path, shelf)
    assert found.integrity is Answer.PASSED
    journal = named(found, "library_journal")
    assert journal.verdict is Answer.FAILED and "entry 3" in journal.reason.en
    assert found.origin is Answer.FAILED


def test_a_library_that_went_on_extends_the_file_s_journal(tmp_path: Path) -> None:
    draft, later = Draft(), sample_case()
    entries = later["journal"]["entries"]
    later["journal"]["entries"] = chained(CASE_ID, [*entries, {**entries[-1], "action": "more"}])
    shelf = Shelf()
    pdf = draft.pdf()
    shelf.add(pdf, draft.case, draft.data())
    shelf.journals[CASE_ID] = headers(later)
    found = check(pdf, tmp_path, shelf)
    assert found.verdict is Answer.PASSED
    assert "1 came after" in named(found, "library_journal").reason.en


def test_a_library_whose_journal_was_cut_or_broken_does_not_vouch(tmp_path: Path) -> None:
    draft, shelf = Draft(), Shelf()
    pdf = draft.pdf()
    shelf.add(pdf, draft.case, draft.data())
    whole = shelf.journals[CASE_ID]
    shelf.journals[CASE_ID] = whole[:3]
    assert "was cut" in named(check(pdf, tmp_path, shelf), "library_journal").reason.en
    shelf.journals[CASE_ID] = [*whole[:2], *whole[3:]]
    assert "broken at entry 3" in named(check(pdf, tmp_path, shelf), "library_journal").reason.en
    del shelf.journals[CASE_ID]
    assert named(check(pdf, tmp_path, shelf), "library_journal").verdict is Answer.CANNOT_TELL
