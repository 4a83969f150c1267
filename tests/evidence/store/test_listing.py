"""Versions of checklists: older cases keep theirs, new ones take the newest, and nothing malformed is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from evidence.errors import Refused, WorldError, WrongUse
from evidence.model.case import Complaint
from evidence.model.kinds import DisputeKind
from evidence.model.listing import ListChange
from evidence.model.people import Duty
from evidence.review.marking import lists_of, point_of
from evidence.rules.checklists import Checklist
from evidence.rules.fields import LARGEST
from evidence.rules.listversions import (
    ChangeKind,
    begin_draft,
    differences,
    file_of,
    move_point,
    put_point,
    retire_point,
)
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.library import Library
from evidence.store.listing import CHANGES, ListDraft, all_versions, bring_in_lists, enter_version, refuse_other_lists
from evidence.store.marks import redo, undo
from evidence.store.people import enrol, give_duty
from evidence.store.records import entries
from evidence.store.replay import untold
from evidence.store.retelling import untold_of_library

Data = dict[str, Any]
NEW = {"en": "Fees", "zh": "费用", "test_en": "Says all fees", "test_zh": "说明全部费用", "act": ["said"],
       "proved_by": [["heard"]]}  # fmt: skip


@pytest.fixture
def compliance(library: Library, complaint: Complaint) -> Complaint:
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
    give_duty(library, complaint.id, member, Duty.COMPLIANCE)
    return complaint


def _own(library: Library, reason: str = "a new rule") -> Checklist:
    """A version with a point changed, one retired, one added and one moved."""
    plain = begin_draft(all_versions(library)["BA"][-1])
    put_point(plain, "BA01", {"en": f"Identity ({reason})"})
    retire_point(plain, "BA22", date(2026, 3, 1))
    put_point(plain, "BA28", NEW | {"active_from": "2026-02-01"})
    move_point(plain, "BA28", -26)
    return enter_version(library, ListDraft(plain, reason, None))


def _judged(library: Library, case: UUID) -> list[str]:
    return [f"{one.id} {one.version}" for one in lists_of(get_case(library, str(case)))]


def test_an_older_case_keeps_its_version_and_is_moved_only_deliberately(
    library: Library, compliance: Complaint
) -> None:
    own = _own(library)
    assert own.own is not None and (own.own.number, own.own.reason, own.version) == (1, "a new rule", "own-1")
    later = new_case(library, kind=DisputeKind.BA, rule_pack="CN")
    assert (_judged(library, compliance.id), _judged(library, later.id)) == (
        ["BA 0.1.0", "CH 0.1.0"], ["BA own-1", "CH 0.1.0"],
    )  # fmt: skip
    assert point_of(get_case(library, str(compliance.id)), "BA22.1").retired_on is None
    with pytest.raises(WorldError, match="has no point BA22"):
        point_of(get_case(library, str(later.id)), "BA22.1")
    for wrong in (ListChange("BA", "own-2", "better"), ListChange("WP", "0.1.0", "x"), ListChange("BA", "own-1", " ")):
        with pytest.raises(WrongUse):
            CHANGES.add(library, compliance.id, wrong)
    CHANGES.add(library, compliance.id, ListChange("BA", "own-1", "the customer asked"))
    assert _judged(library, compliance.id)[0] == "BA own-1"
    undo(library, compliance.id)
    assert _judged(library, compliance.id)[0] == "BA 0.1.0"
    redo(library, compliance.id)
    assert _judged(library, compliance.id)[0] == "BA own-1"
    told = [one.action for one in entries(library, str(compliance.id)) if one.action.startswith("list_change")]
    assert told == ["list_change_made", "list_change_undo", "list_change_redo"]
    assert [one.action for one in entries(library, library.id)].count("rules_file_brought_in") == 1
    assert not list(untold(library, compliance.id)) and not list(untold(library, later.id))
    chained = list(entries(library, library.id))
    assert not list(untold_of_library(library, chained))
    (without,) = untold_of_library(library, [one for one in chained if one.action != "rules_file_brought_in"])
    assert "BA own-1" in without.en


def test_a_case_that_becomes_one_of_another_kind_takes_the_newest_list_of_that_kind(
    library: Library, compliance: Complaint
) -> None:
    _own(library)
    case = get_case(library, str(new_case(library, kind=DisputeKind.SC, rule_pack="CN").id))
    save_case(library, replace(case, complaint=replace(case.complaint, kind=DisputeKind.BA)))
    assert _judged(library, case.complaint.id) == ["BA own-1", "CH 0.1.0"]


def test_a_point_is_asked_on_its_days_only(library: Library, compliance: Complaint) -> None:
    _own(library)
    case = get_case(library, str(new_case(library, kind=DisputeKind.BA, rule_pack="CN").id))
    for day, asked in ((date(2026, 1, 31), False), (date(2026, 2, 1), True)):
        save_case(library, replace(case, complaint=replace(case.complaint, received=day)))
        codes = {one.code for one in lists_of(get_case(library, str(case.complaint.id)))[0].points}
        assert ("BA28" in codes) is asked, day


def test_what_differs_is_told_point_by_point(library: Library, compliance: Complaint) -> None:
    own = _own(library)
    found = {one.code: one for one in differences(all_versions(library)["BA"][0], own)}
    kinds = {code: one.kind for code, one in found.items() if one.kind is not ChangeKind.SAME}
    parts = [f"BA22.{number}" for number in range(1, 8)]
    assert kinds == {"BA01": ChangeKind.CHANGED, "BA28": ChangeKind.ADDED} | dict.fromkeys(
        ["BA22", *parts], ChangeKind.RETIRED
    )
    (field,) = found["BA01"].fields
    assert "registration" in field.before.en and "a new rule" in field.after.en
    assert [point.code for point in own.points][:3] == ["BA01", "BA28", "BA02"]
    assert own.digest != all_versions(library)["BA"][0].digest


def test_a_version_needs_the_duty_a_reason_and_a_change(library: Library, complaint: Complaint) -> None:
    with pytest.raises(Refused, match="compliance"):
        _own(library)
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
    give_duty(library, complaint.id, member, Duty.COMPLIANCE)
    plain = begin_draft(all_versions(library)["BA"][0])
    with pytest.raises(WrongUse, match="Nothing differs"):
        enter_version(library, ListDraft(plain, "why"))
    for wrong, said in (({"label": 1, **NEW, "en": "a\u202eb"}, "U\\+202E"), (NEW | {"en": "x" * 2001}, "2,000"),
                        (NEW | {"active_from": "2026-02-01", "active_to": "2026-01-01"}, "before"),
                        (NEW | {"proved_by": [["seen"]]}, "cannot prove")):  # fmt: skip
        draft = begin_draft(all_versions(library)["BA"][0])
        put_point(draft, "BA28", {key: value for key, value in wrong.items() if key != "label"})
        with pytest.raises(WorldError, match=said):
            enter_version(library, ListDraft(draft, "why"))
    put_point(plain, "BA28", NEW)
    with pytest.raises(WrongUse, match="why"):
        enter_version(library, ListDraft(plain, " \u200b"))
    assert len(all_versions(library)["BA"]) == 1


MALFORMED: dict[str, tuple[Callable[[Data], object], str]] = {
    "an unknown verdict": (lambda d: d["_meta"]["verdicts"].append("maybe"), "maybe"),
    "a code twice": (lambda d: d["checklists"][1]["points"][1].update(code="WP01"), "a code twice: WP01"),
    "a code that is none": (lambda d: d["checklists"][1]["points"][1].update(code="WP1a"), "no code"),
    "a list twice": (lambda d: d["checklists"].append(d["checklists"][0]), "two lists"),
    "an unknown list": (lambda d: d["checklists"][8].update(id="XX"), "does not begin with XX"),
    "a point left out": (lambda d: d["checklists"][1]["points"].pop(), "left out"),
    "a sign of direction": (lambda d: d["checklists"][1]["points"][1].update(en="a\u202eb"), r"line \d+: .*U\+202E"),
    "a control sign": (lambda d: d["checklists"][1]["points"][1].update(zh="a\u0007"), r"line \d+: .*U\+0007"),
    "a retired day that is none": (lambda d: d["checklists"][1]["points"][1].update(retired_on="soon"), "soon"),
    "silent proof of words": (lambda d: d["checklists"][1]["points"][0].update(proved_by=[["seen"]]), "WP01"),
}


def _file(change: Callable[[Data], object] = lambda _: None) -> str:
    data = json.loads((resources.files("evidence.rules") / "checklists.json").read_text("utf-8"))
    data["checklists"][0]["points"][0]["en"] = "Another name"  # good by itself: nothing of it may be kept
    change(data)
    return json.dumps(data, ensure_ascii=False, indent=1)


def test_a_malformed_file_is_refused_in_a_sentence_and_nothing_of_it_is_kept(
    library: Library, compliance: Complaint, tmp_path: Path
) -> None:
    path = tmp_path / "lists.json"
    twice = _file().replace('"id": "WP",', '"id": "WP",\n   "id": "WP",', 1)
    line = 1 + twice[: twice.index('"id": "WP"')].count("\n")
    raw = {
        "a name twice": (twice.encode(), rf"line {line}: “id” stands twice"),
        "UTF-16": (_file().encode("utf-16"), "not UTF-8"),
        "GB18030": (_file().encode("gb18030"), "line 4.*not UTF-8|not UTF-8"),
        "too large": (_file().encode() + b" " * LARGEST, "larger than"),
        "cut off": (_file().encode()[:9000], r"line \d+: it is not JSON"),
        "nested too deep": (b"[" * 100_000, "not JSON"),
    }
    faults = raw | {name: (_file(change).encode(), said) for name, (change, said) in MALFORMED.items()}
    for name, (content, said) in faults.items():
        path.write_bytes(content)
        with pytest.raises(WorldError, match=said) as refused:
            bring_in_lists(library, path, "from the association")
        assert refused.value.sentence.zh, name
        assert all(len(one) == 1 for one in all_versions(library).values()), name
    path.write_text(_file(), "utf-8")
    (made,) = bring_in_lists(library, path, "from the association")
    assert (made.id, made.version, made.points[0].label.en) == ("BA", "own-1", "Another name")
    with pytest.raises(Refused, match="nothing"):
        bring_in_lists(library, path, "again")


def test_a_case_is_not_judged_elsewhere_by_another_list_of_the_same_name(
    library: Library, compliance: Complaint
) -> None:
    own = _own(library)
    case = new_case(library, kind=DisputeKind.BA, rule_pack="CN")
    refuse_other_lists(library, str(case.id), {"BA": own.digest})
    refuse_other_lists(library, str(case.id), {})
    with pytest.raises(Refused, match="is not here"):
        refuse_other_lists(library, str(case.id), {"BA": "0" * 64})


def test_what_was_written_comes_back_the_same_elsewhere(
    library: Library, compliance: Complaint, tmp_path: Path
) -> None:
    own = _own(library)
    path = tmp_path / "lists.json"
    path.write_text(file_of([own]), "utf-8")
    with Library.create(tmp_path / "elsewhere") as other:
        case = new_case(other, kind=DisputeKind.BA, rule_pack="CN")
        with other.change() as change:
            member = enrol(change, other.writer.os_user)
        give_duty(other, case.id, member, Duty.COMPLIANCE)
        (made,) = bring_in_lists(other, path, "from the head office")
    assert made.digest == own.digest and made.own is not None and made.own.reason == "from the head office"
