"""A copy for outside under the eyes of the verifier: what it must not hold, and pictures that are not black."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from exports.verify import Export
from exports.verify.copies import check_copy, check_left_out
from exports.verify.journal import check_journal, check_version
from exports.verify.parts import Parts, Picture
from exports.verify.report import Answer, Question, passed
from exports.verify.structure import check_data
from tests.exports.verify.maker import Case, Draft, check, sample_case, words

BOX = {"x": 2000, "y": 2000, "width": 4000, "height": 4000}
DIGEST = "ab" * 32


def picture(*, black: bool = True) -> bytes:
    """A bright picture with the place of BOX covered, or only almost."""
    image = Image.new("L", (200, 200), 220)
    ImageDraw.Draw(image).rectangle((40, 40, 119, 119 if black else 79), fill=0)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def outside(data: bytes | None = None) -> Case:
    """The sample as a copy for the regulator; with a picture of its first mark, covered as decided."""
    case = sample_case()
    case["copy"], case["schema"] = "regulator", "replaydesk.case/2"
    entries = case["journal"]["entries"]
    case["journal"]["entries"] = [{name: one[name] for name in ("seq", "prev", "hash")} for one in entries]
    paper = {"id": "0", "label": "K-01", "by": "[P1]", "at": "", "withdrawn": False}
    mask = {**paper, "exhibit": "EX-01", "decision": "masked", "from_us": 0, "to_us": 60_000_000, "page": None,
            "basis": "", "checked": {"by": "[P1]", "at": ""}}  # fmt: skip
    mask["rectangles"] = [
        {"keys": [{"at_us": 0, "box": {**BOX, "x": 0}}, {"at_us": 20_000_000, "box": {**BOX, "x": 4000}}]}
    ]
    for mark in case["marks"]:
        mark |= {"speaker": "", "prompted": "unknown", "strength": None, "translation": "", "allegation": None,
                 "status": "final", "round": 1, "picture": None, "withheld": []}  # fmt: skip
    if data is not None:
        described = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "width": 200,
            "height": 200,
            "media_type": "image/jpeg",
        }
        case["marks"][0]["picture"] = {**described, "covered": [BOX]}
    papers = ("requests", "statements", "disclosures", "withdrawals", "intervals", "findings", "opinions",
              "settlements", "decisions", "transcripts", "played")  # fmt: skip
    case |= {part: [] for part in papers}
    case |= {"masks": [mask], "people": [{"role": "complainant", "name": "[P1]", "registration": ""}]}
    for one in case["recordings"]:
        one |= {"exhibit_id": "", "hold": False, "retention_until": None, "legal_basis": "", "audio_usable": "yes"}
    team = ("members", "duties", "declarations", "rounds", "approvals", "reopenings")
    case["team"] = {part: [] for part in team}
    case["derived_from"] = {"copy": "internal", "sha256": DIGEST}
    case["left_out"] = [{"what": "names", "what_label": words("Names"), "why": words("because"), "count": 3}]
    return case


def parts(data: bytes, *, uncovered: int = 0) -> Parts:
    return Parts("", texts=(DIGEST,), pictures=(Picture(hashlib.sha256(data).hexdigest(), "", (1,), uncovered),))


def test_a_covered_picture_on_the_way_of_its_rectangle_passes() -> None:
    data = picture()
    case = outside(data)
    assert case["marks"][0]["place"]["in_us"] == 10_000_000  # half the way: x is 2000
    found = check_copy(parts(data), case)
    assert found.verdict is Answer.PASSED, found.reason.en
    assert check_journal(case).verdict is check_version(case).verdict is Answer.PASSED
    assert "left out" in check_journal(case).reason.en


@pytest.mark.parametrize("black", [True, False])
def test_the_reading_process_finds_what_is_not_black_in_a_real_file(black: bool, tmp_path: Any) -> None:
    data = picture(black=black)
    draft = Draft(case=outside(data), pictures={"M-001": data})
    report = check(draft.pdf(), tmp_path)
    found = next(one for one in report.checks if one.name == "copy")
    # the sample's cover has no second digest
    assert ("not black where it was to be covered" in found.reason.en) is not black
    assert ("digest of the internal content" in found.reason.en) is black


Spoil = Callable[[Case], object]
SPOILED: dict[str, tuple[Spoil, str]] = {
    "no decision": (lambda case: case["masks"].clear(), "without a checked decision"),
    "unchecked": (lambda case: case["masks"][0].update(checked=None), "without a checked decision"),
    "another time": (lambda case: case["masks"][0].update(to_us=5), "without a checked decision"),
    "another box": (lambda case: case["marks"][0]["picture"].update(covered=[{**BOX, "x": 1999}]), "otherwise than"),
    "fewer boxes": (lambda case: case["marks"][0]["picture"].update(covered=[]), "otherwise than was decided"),
    "a note": (lambda case: case["marks"][1].update(note="weak"), "reviewer’s note"),
    "a strength": (lambda case: case["marks"][1].update(strength="weak"), "reviewer’s note"),
    "an opinion": (lambda case: case["opinions"].append({}), "holds opinions"),
    "a cause": (lambda case: case.update(causes=[{}]), "holds causes"),
    "withdrawn": (lambda case: case["marks"][2].update(withdrawn=True), "taken back"),
    "restricted": (lambda case: case["recordings"][0].update(confidentiality="privileged"), "restricted exhibit"),
    "born": (lambda case: case["people"][0].update(birth_year=1958), "year of birth"),
    "a whole number": (lambda case: case["people"][0].update(registration="R-77123"), "whole number"),
    "words": (lambda case: case["marks"][0].update(quote="no"), "without a recorded basis"),
    "no source": (lambda case: case["derived_from"].update(sha256="?"), "what it was made from"),
    "another source": (lambda case: case["derived_from"].update(sha256="cd" * 32), "cover does not carry"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_whatever_a_copy_must_not_hold_is_named(name: str) -> None:
    spoil, told = SPOILED[name]
    data = picture()
    case = outside(data)
    spoil(case)
    found = check_copy(parts(data), case)
    assert found.verdict is Answer.FAILED and told in found.reason.en, found.reason.en


def test_a_copy_that_calls_itself_internal_fails_and_so_does_an_entry_that_says_more() -> None:
    case = outside()
    check_of, read = check_data(Draft(case={**case, "copy": "internal"}).data())
    assert check_of.verdict is Answer.FAILED and read is None
    check_of, read = check_data(Draft(case=case).data())
    assert check_of.verdict is Answer.PASSED, check_of.reason.en
    more = copy.deepcopy(case)
    more["journal"]["entries"][1]["actor"] = "Zhao"
    assert "entry 2: it says more than its hash" in check_journal(more).reason.en
    cut = copy.deepcopy(case)
    cut["journal"]["entries"][2]["prev"] = "0" * 64
    assert "broken at entry 3" in check_journal(cut).reason.en


def test_what_is_left_out_rests_on_who_vouches() -> None:
    case = outside()
    alone = check_left_out(case, [])
    assert alone.verdict is Answer.CANNOT_TELL and "Names (3)" in alone.reason.en
    listed = passed("register", Question.ORIGIN, "listed", "已登记")
    assert check_left_out(case, [listed]).verdict is Answer.PASSED
    internal = Export("C-2026-0001", DIGEST, 5, "", "2026-03-03T09:00:00+08:00")
    tied = check_left_out(case, [listed], [internal])
    assert "lists the internal case file with that content, exported 2026-03-03" in tied.reason.en
