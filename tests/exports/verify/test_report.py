"""The three answers, and the form in which they are given."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from exports.verify import Answer, Check, Label, Question, Report, Unreadable, verify_case_file
from tests.exports.verify.maker import Draft, Shelf, check


def report(integrity: Answer, origin: Answer) -> Report:
    reason = Label("Because.", "因为。")
    return Report((Check("a", Question.INTEGRITY, integrity, reason), Check("b", Question.ORIGIN, origin, reason)))


@pytest.mark.parametrize(("first", "second"), list(product(Answer, repeat=2)))
def test_one_failure_fails_and_one_doubt_leaves_doubt(first: Answer, second: Answer) -> None:
    found = report(first, second)
    assert (found.integrity, found.origin) == (first, second)
    if Answer.FAILED in (first, second):
        assert (found.verdict, found.exit_code) == (Answer.FAILED, 1)
    elif Answer.CANNOT_TELL in (first, second):
        assert (found.verdict, found.exit_code) == (Answer.CANNOT_TELL, 3)
    else:
        assert (found.verdict, found.exit_code) == (Answer.PASSED, 0)


def test_nothing_checked_is_nothing_known() -> None:
    assert Report(()).verdict is Answer.CANNOT_TELL


def test_a_whole_file_alone_passes_integrity_and_leaves_its_origin_open(tmp_path: Path) -> None:
    found = check(Draft().pdf(), tmp_path)
    assert (found.integrity, found.origin, found.exit_code) == (Answer.PASSED, Answer.CANNOT_TELL, 3)


@pytest.mark.parametrize("object_streams", [False, True])
def test_a_whole_file_that_a_register_lists_passes(tmp_path: Path, object_streams: bool) -> None:
    draft = Draft(object_streams=object_streams)
    pdf, shelf = draft.pdf(), Shelf()
    shelf.add(pdf, draft.case, draft.data())
    found = check(pdf, tmp_path, shelf, lambda sha256: "ok")
    assert found.to_json()["verdict"] == "passed", found.to_json()
    assert found.exit_code == 0


def test_the_document_has_the_agreed_form_in_both_languages(tmp_path: Path) -> None:
    found = check(Draft().pdf() + b"x", tmp_path)
    english, chinese = found.to_json(), found.to_json("zh")
    assert set(english) == {"verdict", "integrity", "origin", "checks"}
    for one, other in zip(english["checks"], chinese["checks"], strict=True):
        assert set(one) == {"name", "verdict", "reason", "files"}
        assert one["name"] == other["name"]
        assert one["reason"].endswith(".") and other["reason"].endswith("。")
    assert len({check["name"] for check in english["checks"]}) == len(english["checks"])


@pytest.mark.parametrize("name", ["absent.pdf", "nul\x00.pdf", "x" * 5000])
def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        verify_case_file(tmp_path / name)
    assert caught.value.sentence.en and caught.value.sentence.zh


def test_a_folder_an_archive_and_an_empty_file_are_no_case_files(tmp_path: Path) -> None:
    (tmp_path / "case.zip").write_bytes(b"PK\x03\x04 and so on")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "letter.pdf").write_bytes(b"Dear Sir,")
    for path in (tmp_path, *sorted(tmp_path.iterdir())):
        found = verify_case_file(path)
        assert found.verdict is Answer.FAILED
        assert len(found.checks) == 1 and "is not a case file" in found.checks[0].reason.en
