"""Who vouches: a register that lists the file, and originals that are still there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exports.verify import Answer, Check, OriginalState, Report
from tests.exports.verify.maker import DOCUMENT, RECORDING, Draft, Shelf, check, rechained, sample_case


def named(found: Report, name: str) -> Check:
    return next(one for one in found.checks if one.name == name)


def registered() -> tuple[bytes, Shelf]:
    draft, shelf = Draft(), Shelf()
    pdf = draft.pdf()
    shelf.add(pdf, draft.case, draft.data())
    return pdf, shelf


def test_without_a_register_nobody_vouches(tmp_path: Path) -> None:
    found = named(check(Draft().pdf(), tmp_path), "register")
    assert found.verdict is Answer.CANNOT_TELL and "Nobody vouches" in found.reason.en


def test_a_register_that_does_not_know_the_case_leaves_doubt(tmp_path: Path) -> None:
    found = check(Draft().pdf(), tmp_path, Shelf())
    assert named(found, "register").verdict is Answer.CANNOT_TELL
    assert found.exit_code == 3


def test_the_same_version_with_other_bytes_is_not_the_file_that_was_exported(tmp_path: Path) -> None:
    _, shelf = registered()
    same_data = Draft(object_streams=True)
    forged = Draft()
    forged.case["case"]["title"] = "Another title"
    for draft in (same_data, forged):
        found = check(draft.pdf(), tmp_path, shelf)
        assert found.integrity is Answer.PASSED
        assert "not the file that was exported" in named(found, "register").reason.en
        assert found.exit_code == 1


def test_another_copy_or_language_of_a_registered_version_is_not_accused(tmp_path: Path) -> None:
    _, shelf = registered()
    shelf.exports = {sha: replace(one, copy="internal", language="en") for sha, one in shelf.exports.items()}
    draft = Draft()
    draft.case["language"] = "zh"
    assert named(check(draft.pdf(), tmp_path, shelf), "register").verdict is Answer.CANNOT_TELL


def test_another_version_of_a_known_case_leaves_doubt(tmp_path: Path) -> None:
    _, shelf = registered()
    case = sample_case()
    del case["journal"]["entries"][4:]
    found = check(Draft(case=rechained(case)).pdf(), tmp_path, shelf)
    assert named(found, "register").verdict is Answer.CANNOT_TELL
    assert named(found, "library_journal").verdict is Answer.PASSED


def test_a_register_whose_entry_says_otherwise_fails(tmp_path: Path) -> None:
    pdf, shelf = registered()
    shelf.exports = {sha: replace(one, head_seq=4) for sha, one in shelf.exports.items()}
    found = named(check(pdf, tmp_path, shelf), "register")
    assert found.verdict is Answer.FAILED and "other contents" in found.reason.en


def test_a_damaged_file_is_still_looked_up(tmp_path: Path) -> None:
    pdf, shelf = registered()
    broken = pdf[:-30]
    assert named(check(broken, tmp_path, shelf), "register").verdict is Answer.CANNOT_TELL


@pytest.mark.parametrize(("state", "verdict"), [("altered", Answer.FAILED), ("missing", Answer.CANNOT_TELL)])
def test_originals_that_changed_or_are_gone_are_named(tmp_path: Path, state: OriginalState, verdict: Answer) -> None:
    pdf, shelf = registered()
    states: dict[str, OriginalState] = {RECORDING: state, DOCUMENT: "ok"}
    found = check(pdf, tmp_path, shelf, states.__getitem__)
    originals = named(found, "originals")
    assert originals.verdict is verdict and originals.files == ("EX-01 counter.mp4",)
    assert "EX-01 counter.mp4" in originals.reason.en
    assert (found.integrity, found.origin) == (Answer.PASSED, verdict)


def test_a_change_weighs_more_than_an_absence(tmp_path: Path) -> None:
    pdf, shelf = registered()
    states: dict[str, OriginalState] = {RECORDING: "missing", DOCUMENT: "altered"}
    assert named(check(pdf, tmp_path, shelf, states.__getitem__), "originals").files == ("EX-02 form.pdf",)


def test_something_posing_as_a_signature_vouches_for_nothing(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        value = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3]))
        fields = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=value))])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields)

    found = check(Draft(spoil=spoil).pdf(), tmp_path)
    assert named(found, "signature_sound").verdict is named(found, "signature").verdict is Answer.FAILED
    assert found.integrity is Answer.FAILED
