"""A case file names both checklists with version and digest, and points that are gone; that is verified anew."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evidence.audit.conclusions import points
from evidence.audit.facts import Facts
from evidence.casefile.content import case_content, conclusions_of
from evidence.casefile.freezing import read_case
from evidence.intake.adding import add
from evidence.model.kinds import Answer as Answered
from evidence.model.kinds import DisputeKind, How, Verdict
from evidence.model.listing import ListChange
from evidence.model.mark import MarkDraft
from evidence.model.people import Duty
from evidence.review.marking import place_on_page
from evidence.rules.listversions import begin_draft, put_point, retire_point
from evidence.store.cases import new_case
from evidence.store.library import Library
from evidence.store.listing import CHANGES, ListDraft, all_versions, enter_version
from evidence.store.marks import make_mark
from evidence.store.people import enrol, give_duty
from exports.verify.lists import check_lists
from exports.verify.marks import check_marks
from exports.verify.report import Answer
from exports.verify.review import check_review
from exports.verify.shape import LISTS, misfit

Case = dict[str, Any]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case that was marked by the built-in list and moved to a version without the marked point."""
    folder: Path = tmp_path_factory.mktemp("lists")
    Image.new("RGB", (80, 110), "white").save(folder / "page.png")
    with Library.create(folder / "library") as library:
        case = new_case(library, kind=DisputeKind.BA, rule_pack="CN")
        with library.change() as change:
            member = enrol(change, library.writer.os_user)
        give_duty(library, case.id, member, Duty.COMPLIANCE)
        exhibit = add(library, case.id, [folder / "page.png"]).linked[0].exhibit
        for point in ("BA24", "BA01"):
            place = place_on_page(exhibit, 1, None)
            make_mark(library, case.id, exhibit, MarkDraft(place, point, Verdict.GIVEN, How.SIGNED))
        plain = begin_draft(all_versions(library)["BA"][0])
        retire_point(plain, "BA24", date(2026, 3, 1))
        put_point(plain, "BA01", {"en": "Who sells", "active_from": "2020-01-01"})
        enter_version(library, ListDraft(plain, "the receipt is a register now"))
        CHANGES.add(library, case.id, ListChange("BA", "own-1", "agreed"))
        frozen = read_case(library, case.label)
        audited = points(Facts(frozen, (), (), date(2026, 3, 20)))
        assert audited.answer is Answered.FAILED and "asks no more: M-001 (BA24)." in audited.reason.en
        assert [one.point for one in conclusions_of(frozen.case, frozen.marks, frozen.grounds)] == ["BA01"]
        return case_content(frozen, "internal", "en", {})


def test_both_lists_stand_there_with_version_origin_and_what_is_gone(content: Case) -> None:
    own, handling = content["checklist"]["lists"]
    assert (content["checklist"]["version"], own["version"], handling["version"]) == ("own-1", "own-1", "0.1.0")
    assert own["own"]["reason"] == "the receipt is a register now" and handling["own"] is None
    assert [(one["code"], one["marks"]) for one in content["checklist"]["gone"]] == [("BA24", ["M-001"])]
    assert "BA24" not in {one["code"] for one in content["checklist"]["points"]}
    assert misfit(content, LISTS) is None
    assert check_lists(content).verdict is Answer.PASSED, check_lists(content).reason.en
    assert check_marks(content).verdict is Answer.PASSED
    assert check_review(content).verdict is Answer.PASSED


FORGED: dict[str, tuple[Callable[[Case], object], str]] = {
    "another proof": (lambda c: c["checklist"]["points"][0].update(proved_by=[["seen"]]), "BA01 is not what"),
    "another proof in the list too": (
        lambda c: (
            c["checklist"]["points"][0].update(proved_by=[["seen"]]),
            c["checklist"]["lists"][0]["judged_by"]["points"][0].update(proved_by=[["seen"]]),
        ),
        "digest",
    ),
    "a point less": (lambda c: c["checklist"]["points"].pop(3), "not those of the versions"),
    "a version that nobody chose": (lambda c: c["list_changes"][0].update(withdrawn=True), "the journal names 0.1.0"),
    "a gone point unnamed": (lambda c: c["checklist"]["gone"][0].update(marks=[]), "not gone, or not with these"),
    "built in, it says": (lambda c: c["checklist"]["lists"][0].update(own=None), "whose it is"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_list_that_was_changed_is_found(content: Case, forged: str) -> None:
    spoil, said = FORGED[forged]
    changed = copy.deepcopy(content)
    spoil(changed)
    check = check_lists(changed)
    assert check.verdict is Answer.FAILED and said in check.reason.en
