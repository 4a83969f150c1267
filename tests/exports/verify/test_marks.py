"""Marks stand inside their recordings, and conclusions rest on marks that can prove them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exports.verify import Answer
from exports.verify.conclusions import check_conclusions
from exports.verify.marks import check_marks
from tests.exports.verify.maker import Case, sample_case

Change = Callable[[Case], None]
TEN, ELEVEN = "2026-03-01T09:00:10", "2026-03-01T09:00:11"


def test_the_sample_is_right() -> None:
    assert check_marks(sample_case()).verdict is Answer.PASSED
    assert check_conclusions(sample_case()).verdict is Answer.PASSED


def place(**values: object) -> Change:
    return lambda case: case["marks"][0]["place"].update(values)


def page(**values: object) -> Change:
    return lambda case: case["marks"][2]["place"].update(values)


def box(**values: int) -> Change:
    return lambda case: case["marks"][2]["place"]["box"].update(values)


def first(**values: object) -> Change:
    return lambda case: case["marks"][0].update(values)


def wall(begin: str, end: str, checked: bool) -> Change:
    return first(wall={"in": begin, "out": end, "checked": checked})


def drifting(ppb: int, begin: str, end: str) -> Change:
    def change(case: Case) -> None:
        case["recordings"][0]["clock"].update(drift_ppb=ppb, offset_us=-1_000)
        wall(begin, end, False)(case)

    return change


def clockless(case: Case) -> None:
    case["recordings"][0]["clock"]["start"] = None
    wall("2026-03-01T09:00:10+08:00", "2026-03-01T09:00:11+08:00", False)(case)


def lengthless(case: Case) -> None:
    case["recordings"][0].update(duration_us=None, last_us=None)


def early(case: Case) -> None:
    case["recordings"][0]["first_us"] = -1_000_000
    place(frame=None, in_us=-1_000_000, out_us=0)(case)


def twice(case: Case) -> None:
    case["recordings"].append(case["recordings"][0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (place(in_us=60_000_000, out_us=61_000_000, in_pts=768_000, out_pts=780_800), "lies outside its recording"),
        (place(in_us=-1, out_us=999_999), "lies outside its recording"),
        (lengthless, "lies outside its recording"),
        (place(out_us=9_000_000), "ends before it begins"),
        (place(out_pts=0), "ends before it begins"),
        (place(out_us=11_000_002), "times that do not fit its time stamps"),
        (place(out_pts=140_813), "times that do not fit its time stamps"),
        (place(time_base="1/0"), "time base that is none"),
        (place(time_base="25"), "time base that is none"),
        (place(frame=1500), "frame 1500"),
        (place(frame=-1), "frame -1"),
        (place(in_pts=128_001, out_pts=140_801), "reference that does not lead to its place"),
        (place(stream=1), "reference that does not lead to its place"),
        (place(kind="somewhere"), "place that cannot be read"),
        (place(in_us="0"), "place that cannot be read"),
        (page(page=3), "page 3, outside the document"),
        (page(page=0), "page 0, outside the document"),
        (box(x=-1), "box that reaches beyond the page"),
        (box(width=9_900), "box that reaches beyond the page"),
        (box(height=0), "box that reaches beyond the page"),
        (first(exhibit="EX-09"), "EX-09, which the case does not have"),
        (first(point="BA99"), "BA99, which the checklist does not have"),
        (first(verdict="not_given"), "not_given"),
        (first(how="felt"), "felt"),
        (first(label="M-002"), "Two marks carry the label M-002"),
        (first(label="x"), "label that is none"),
        (first(id="00000000-0000-4000-8000-000000000002"), "Two marks carry the id"),
        (first(reference="C-2026-0001/EX-01/M-001"), "reference that does not lead"),
        (wall(f"{TEN}.001+08:00", f"{ELEVEN}.000+08:00", False), "does not follow from its recording's clock"),
        (wall(f"{TEN}.000+08:00", f"{ELEVEN}.001+08:00", False), "does not follow from its recording's clock"),
        (wall(f"{TEN}.000+08:00", f"{TEN}.000+08:00", False), "does not follow from its recording's clock"),
        (drifting(0, f"{TEN}.000+08:00", f"{ELEVEN}.000+08:00"), "does not follow from its recording's clock"),
        (drifting(1000, f"{TEN}.000+08:00", f"{ELEVEN}.000+08:00"), "does not follow from its recording's clock"),
        (drifting(10**9, f"{TEN}.000+08:00", f"{ELEVEN}.000+08:00"), "does not follow from its recording's clock"),
        (wall(f"{TEN}+08:00", f"{ELEVEN}+08:00", True), "although nobody checked it"),
        (clockless, "without a clock"),
        (twice, "stands twice"),
        (lambda case: case["recordings"][0].update(sha256="0" * 63), "SHA-256 of exhibit EX-01"),
    ],
    ids=range(38),
)
def test_a_mark_that_is_wrong_is_named_with_what_is_wrong(change: Change, words: str) -> None:
    case = sample_case()
    change(case)
    found = check_marks(case)
    assert found.verdict is Answer.FAILED
    assert words in found.reason.en, found.reason.en
    assert found.reason.zh and found.files


@pytest.mark.parametrize(
    "change",
    [
        place(out_us=11_000_001),
        place(in_pts=128_001, out_pts=140_801),
        wall(f"{TEN}.000+08:00", f"{ELEVEN}.000+08:00", False),
        wall("2026-03-01T01:00:10Z", "2026-03-01T01:00:11Z", False),
        drifting(100_000, f"{TEN}.000+08:00", f"{ELEVEN}.000+08:00"),  # 1,000 and 1,100 µs
        drifting(50_000, "2026-03-01T09:00:09.999+08:00", f"{TEN}.999+08:00"),
        drifting(-100_000, "2026-03-01T09:00:09.998+08:00", "2026-03-01T09:00:10.997+08:00"),
        early,
        page(box=None),
    ],
    ids=range(9),
)
def test_rounding_zones_and_an_early_start_are_no_faults(change: Change) -> None:
    case = sample_case()
    change(case)
    for mark, recording in ((case["marks"][0], 0), (case["marks"][2], 1)):
        where, sha = mark["place"], case["recordings"][recording]["sha256"][:16]
        text = (
            f"pts={where['in_pts']};tb=1/12800"
            if recording == 0
            else "page=1" + (";box=120,80,300,60" if where["box"] else "")
        )
        mark["reference"] = f"C-2026-0001/{mark['exhibit']}/{mark['label']}@{text};sha256={sha}"
    found = check_marks(case)
    assert found.verdict is Answer.PASSED, found.reason.en


def conclude(**values: object) -> Change:
    return lambda case: case["conclusions"][0].update(values)


def silent(case: Case) -> None:
    case["marks"][0]["how"] = "seen"


def half(case: Case) -> None:
    case["marks"][0]["how"] = "signed"


def inferred(case: Case) -> None:
    case["marks"][1]["how"] = "inferred"


def doubtful(case: Case) -> None:
    case["marks"][0]["verdict"] = "unclear"


def withdrawn(case: Case) -> None:
    case["marks"][0]["withdrawn"] = True


def dropped(case: Case) -> None:
    case["marks"][1].update(point="BA01", verdict="contradicted")
    case["conclusions"][1].update(result="cannot_determine", marks_for=[])


def double(case: Case) -> None:
    case["conclusions"].append(case["conclusions"][0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (silent, "rests on pictures alone"),
        (half, "rests on what was signed, which does not prove"),
        (inferred, "rests on what was inferred, which does not prove"),
        (doubtful, "cites no mark that shows it"),
        (withdrawn, "M-001, which was withdrawn"),
        (dropped, "leaves out marks that contradict it"),
        (double, "two conclusions"),
        (conclude(marks_for=[]), "cites no mark that shows it"),
        (conclude(marks_for=["M-009"]), "M-009, which is not there"),
        (conclude(marks_against=["M-009"]), "M-009, which is not there"),
        (conclude(marks_for=["M-001", "M-002"]), "M-002, which is about another point"),
        (conclude(result="not_given"), "no time in question is stated"),
        (conclude(result="guilty"), "which this file cannot support"),
        (conclude(result="contradicted"), "cites no mark that says so"),
        (conclude(point="BA99"), "the checklist does not have"),
    ],
    ids=range(15),
)
def test_a_conclusion_without_support_is_named(change: Change, words: str) -> None:
    case = sample_case()
    change(case)
    found = check_conclusions(case)
    assert found.verdict is Answer.FAILED
    assert words in found.reason.en, found.reason.en
    assert found.reason.zh and found.files


def test_two_ways_together_prove_what_neither_proves_alone() -> None:
    case = sample_case()
    case["marks"][0]["how"], case["marks"][1]["how"] = "signed", "read"
    case["marks"][1]["point"] = "BA01"
    case["conclusions"][0]["marks_for"] = ["M-001", "M-002"]
    case["conclusions"][1].update(result="cannot_determine", marks_for=[])
    assert check_conclusions(case).verdict is Answer.PASSED


def test_many_faults_are_one_sentence_with_all_names() -> None:
    case = sample_case()
    for mark in case["marks"]:
        mark["how"] = "felt"
    found = check_marks(case)
    assert found.reason.en.endswith("(and 2 more).") and found.files == ("M-001", "M-002", "M-003")
