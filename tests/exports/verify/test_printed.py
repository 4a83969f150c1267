"""What the pages say must be what the data say."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from exports.verify import Answer, Check, Report
from exports.verify.printed import squeezed
from tests.exports.verify.maker import PICTURES, Draft, check, jpeg, sha


def named(found: Report, name: str) -> Check:
    return next(one for one in found.checks if one.name == name)


def failing(found: Report) -> list[str]:
    return [one.name for one in found.checks if one.verdict is Answer.FAILED]


def test_a_wrong_hash_on_the_cover_fails(tmp_path: Path) -> None:
    found = check(Draft(printed_sha256=sha(b"other")).pdf(), tmp_path)
    assert failing(found) == ["printed_hash"]
    assert "on the cover" in named(found, "printed_hash").reason.en


def test_a_page_with_another_foot_is_named(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        digest = sha(Draft().data())
        content = pdf.pages[2].obj.Contents
        content.write(content.read_bytes().replace(digest[:16].encode(), b"0123456789abcdef"))

    found = check(Draft(spoil=spoil).pdf(), tmp_path)
    assert failing(found) == ["printed_hash"]
    assert named(found, "printed_hash").files == ("page 3",)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Title", "Another case"),
        ("/Title", "Another title of C-2026-0001"),
        ("/Keywords", sha(b"other")),
        ("/CreationDate", "D:20260302020501Z"),
        ("/CreationDate", "D:20260302020500+01'00'"),
        ("/CreationDate", "D:20261302020500Z"),
        ("/CreationDate", "yesterday"),
    ],
)
def test_properties_of_another_case_fail(tmp_path: Path, key: str, value: str) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = value

    assert failing(check(Draft(spoil=spoil).pdf(), tmp_path)) == ["metadata"]


@pytest.mark.parametrize(
    ("key", "value"), [("/Keywords", sha(Draft().data())), ("/CreationDate", "D:20260302100500+08'00'")]
)
def test_properties_that_say_the_same_otherwise_pass(tmp_path: Path, key: str, value: str) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = value

    assert failing(check(Draft(spoil=spoil).pdf(), tmp_path)) == []


def test_a_reference_that_is_printed_otherwise_is_named_from_both_sides(tmp_path: Path) -> None:
    draft = Draft(reference_of=lambda mark: mark["reference"].replace("pts=128000", "pts=127488"))
    found = named(check(draft.pdf(), tmp_path), "printed_marks")
    assert found.verdict is Answer.FAILED and found.files == ("M-001",) and "1 more" in found.reason.en


def test_a_mark_that_is_not_printed_is_named_unless_it_was_withdrawn(tmp_path: Path) -> None:
    draft = Draft(reference_of=lambda mark: "" if mark["label"] == "M-002" else mark["reference"])
    assert named(check(draft.pdf(), tmp_path), "printed_marks").files == ("M-002",)
    draft.case["marks"][1]["withdrawn"] = True
    draft.case["conclusions"][1].update(result="cannot_determine", marks_for=[])
    assert named(check(draft.pdf(), tmp_path), "printed_marks").verdict is Answer.PASSED


def test_a_printed_mark_that_the_data_lack_is_named(tmp_path: Path) -> None:
    def reference(mark: dict[str, str]) -> str:
        return mark["reference"].replace("M-003", "M-009") + " " + mark["reference"]

    found = named(check(Draft(reference_of=reference).pdf(), tmp_path), "printed_marks")
    assert found.verdict is Answer.FAILED and found.files == ("M-009",)


def test_a_changed_picture_is_named_by_its_mark(tmp_path: Path) -> None:
    found = named(check(Draft(pictures={**PICTURES, "M-002": jpeg(90)}).pdf(), tmp_path), "pictures")
    assert found.verdict is Answer.FAILED and "M-002" in found.reason.en and "page 3" in found.files


def test_swapped_pictures_are_named(tmp_path: Path) -> None:
    swapped = {"M-001": PICTURES["M-002"], "M-002": PICTURES["M-001"]}
    found = named(check(Draft(pictures=swapped).pdf(), tmp_path), "pictures")
    assert found.verdict is Answer.FAILED and found.files == ("M-001", "M-002")


def test_a_missing_and_an_additional_picture_are_named(tmp_path: Path) -> None:
    found = named(check(Draft(pictures={"M-001": PICTURES["M-001"]}).pdf(), tmp_path), "pictures")
    assert found.files == ("M-002",)
    found = named(check(Draft(pictures={**PICTURES, "M-003": jpeg(5)}).pdf(), tmp_path), "pictures")
    assert "belongs to no mark" in found.reason.en and found.files == ("page 4",)


def test_a_picture_that_is_there_but_not_drawn_does_not_count(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        objects = pdf.pages[1].obj.Resources.XObject
        pdf.Root.Kept = objects.Im0
        del objects["/Im0"]

    assert named(check(Draft(spoil=spoil).pdf(), tmp_path), "pictures").files == ("M-001",)


def test_a_picture_written_into_the_page_is_named(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q 9 0 0 9 0 0 cm\nBI /W 1 /H 1 /CS /G /BPC 8\nID \x80\nEI\nQ")

    assert named(check(Draft(spoil=spoil).pdf(), tmp_path), "pictures").files == ("page 1",)


def test_line_breaks_and_hyphens_of_a_reader_do_not_matter() -> None:
    assert squeezed("C\u00ad2026-0001/EX\x0201\n /M-001@\u200bpts=1") == "C-2026-0001/EX-01/M-001@pts=1"


def test_words_that_look_like_a_picture_are_words(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"BT /F1 9 Tf 40 300 Td (the BI tool and its ID number) Tj ET")

    assert failing(check(Draft(spoil=spoil).pdf(), tmp_path)) == []
