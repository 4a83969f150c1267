"""Figures of the house: entered by compliance, kept in every version, chosen by date, and journalled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from sqlite3 import IntegrityError
from uuid import UUID

import jsonschema
import pytest

from evidence.casefile.content import case_content
from evidence.casefile.dates import hesitation_of
from evidence.casefile.freezing import read_case
from evidence.errors import NotFound, Refused, WrongUse
from evidence.model.case import Complaint, DatedFact, Product
from evidence.model.kinds import ProductKind
from evidence.model.people import Conflict, Duty
from evidence.register.lines import Wanted
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import decision_deadline
from evidence.rules.fields import RulesProblem
from evidence.rules.figures import FigureDraft, figures_of, overlay
from evidence.rules.kinds import Unit
from evidence.rules.packs import load_packs
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from evidence.store.people import choose_name, declare, enrol, give_duty
from evidence.store.records import whole_chain
from evidence.store.register import read_page
from evidence.store.rules import bring_in_packs, enter_figure, rules_for, rules_now, take_rules
from evidence.store.versions import approve, reopen
from tests.evidence.store.conftest import Ticking
from tests.evidence.store.people import Branch

SIMPLE = "clock.cn_decide_simple"
LIFE = "cooling_off.life insurance > 1 year|bank"
DRAFT = FigureDraft(
    pack="CN",
    entry=SIMPLE,
    length=12,
    unit=Unit.CALENDAR_DAY,
    title="银行投诉处理办法（本行）",
    number="行发〔2025〕7号",
    article="第八条",
    effective_from=date(2026, 1, 1),
    verified_on=date(2026, 3, 1),
)


@pytest.fixture
def compliance(library: Library, complaint: Complaint) -> Library:
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
    give_duty(library, complaint.id, member, Duty.COMPLIANCE)
    choose_name(library, "Li Wei")
    return library


def _sold(library: Library, case_id: UUID, sold: date, received: date | None = None) -> None:
    case = get_case(library, str(case_id))
    product = Product(
        id=UUID(int=1),
        kind=ProductKind.PARTICIPATING,
        name="Policy",
        sold=DatedFact(sold),
        receipt_signed=DatedFact(sold),
    )
    save_case(library, replace(case, complaint=replace(case.complaint, received=received), product=product))


def test_every_figure_of_every_pack_has_a_key_of_its_own() -> None:
    for pack in load_packs().values():
        keys = [one.key for one in figures_of(pack)]
        assert len(set(keys)) == len(keys)
        for one in figures_of(pack):
            assert "://" not in one.source.en and ".com" not in one.source.en


def test_only_compliance_enters_figures(library: Library, complaint: Complaint) -> None:
    with pytest.raises(Refused, match="compliance duty"):
        enter_figure(library, DRAFT)
    assert rules_now(library).figures == ()


def test_a_figure_is_kept_in_every_version_with_who_verified_it(compliance: Library) -> None:
    first = enter_figure(compliance, DRAFT)
    second = enter_figure(compliance, replace(DRAFT, length=14, verified_on=None))
    assert (first.version, first.verified_by, first.verified_on) == (1, "Li Wei", date(2026, 3, 1))
    assert (second.version, second.verified_by) == (2, None)
    assert [one.length for one in rules_now(compliance).figures] == [12, 14]
    actions = [one.action for one in whole_chain(compliance, compliance.id, ["rule_figure_entered"])]
    assert len(actions) == 2
    for statement in ("DELETE FROM rule_figure", "UPDATE rule_figure SET length = 1"):
        with pytest.raises(IntegrityError, match="guard"):
            compliance.db.execute(statement)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Name the instrument"),
        ({"title": "see www.example.cn/law"}, "address of a page"),
        ({"length": -1}, "whole number"),
        ({"effective_to": date(2025, 1, 1)}, "before the first"),
        ({"verified_on": date(2027, 1, 1)}, "future"),
    ],
)
def test_what_cannot_be_right_is_refused(compliance: Library, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        enter_figure(compliance, replace(DRAFT, **wrong))  # type: ignore[arg-type]  # each of them fits its field


def test_a_figure_that_no_pack_has_is_refused(compliance: Library) -> None:
    with pytest.raises(NotFound):
        enter_figure(compliance, replace(DRAFT, entry="clock.nowhere"))


def test_the_day_chooses_the_version(compliance: Library) -> None:
    enter_figure(compliance, replace(DRAFT, effective_to=date(2026, 6, 30)))
    enter_figure(compliance, replace(DRAFT, length=10, effective_from=date(2026, 7, 1), verified_on=None))
    rules = rules_now(compliance)

    def days(day: date) -> tuple[int, str]:
        found = decision_deadline(rules.pack("CN", day), CitedDate(day), day)
        assert found is not None and found.due is not None
        return (found.due - day).days, found.standing.en

    assert days(date(2025, 12, 31)) == (15, load_packs()["CN"].clock("cn_decide_simple").standing.en)
    assert days(date(2026, 6, 30)) == (12, "own figure (version 1), verified by Li Wei on 2026-03-01")
    assert days(date(2026, 7, 1)) == (10, "own figure (version 2), unverified")
    assert overlay(load_packs()["CN"], rules.figures, date(2020, 1, 1)) is load_packs()["CN"]


def test_the_register_follows_a_figure(compliance: Library, complaint: Complaint) -> None:
    _sold(compliance, complaint.id, date(2026, 1, 5), date(2026, 3, 2))
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 17)
    enter_figure(compliance, DRAFT)
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 14)


def test_a_case_file_tells_of_the_figures_it_used_and_comes_out_the_same_later(
    compliance: Library, complaint: Complaint
) -> None:
    _sold(compliance, complaint.id, date(2026, 1, 5), date(2026, 3, 2))
    enter_figure(compliance, replace(DRAFT, entry=LIFE, length=20))

    def content() -> dict[str, object]:
        return case_content(read_case(compliance, complaint.label), "internal", "en", {})

    before = content()
    assert "figures" not in json.dumps(before["rules"])  # the case has not taken it yet
    take_rules(compliance, complaint.id)
    taken = content()
    rules = taken["rules"]
    assert isinstance(rules, dict)
    [figure] = rules["figures"]
    schema = json.loads((Path(__file__).parents[3] / "docs" / "case.schema.json").read_text("utf-8"))
    jsonschema.validate(taken, schema)
    assert (figure["version"], figure["length"], figure["verified_by"]) == (1, 20, "Li Wei")
    assert "2026-01-25" in json.dumps(taken["dates"]) and "own figure (version 1)" in json.dumps(taken["dates"])
    enter_figure(compliance, replace(DRAFT, entry=LIFE, length=30))
    assert content() == taken
    case = get_case(compliance, complaint.label)
    now = hesitation_of(case, (), date(2026, 3, 12), rules_for(compliance, complaint.id))
    assert now is not None and now.last_day == date(2026, 1, 5) + timedelta(days=30)


def test_an_approved_case_keeps_the_figures_that_stood_then(
    compliance: Library, complaint: Complaint, now: Ticking
) -> None:
    _sold(compliance, complaint.id, date(2026, 1, 5), date(2026, 3, 2))
    enter_figure(compliance, DRAFT)
    branch = Branch(compliance.layout.root, complaint.id, now)
    for account, duty in (("first", Duty.REVIEWER), ("boss", Duty.APPROVER)):
        branch.duty(account, duty)
        with branch.sits_down(account) as library:
            declare(library, complaint.id, Conflict.NONE)
    branch.done("first")
    with branch.sits_down("boss") as boss:
        approve(boss, complaint.id)
    enter_figure(compliance, replace(DRAFT, length=9))
    assert [one.length for one in rules_for(compliance, complaint.id).figures] == [12]
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 14)
    take_rules(compliance, complaint.id)  # notes nothing: the approved version stands as it is
    with branch.sits_down("boss") as boss:
        reopen(boss, complaint.id, "by the new figure")
    assert [one.length for one in rules_for(compliance, complaint.id).figures] == [12, 9]
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 11)


def test_packs_are_brought_in_and_a_malformed_file_changes_nothing(compliance: Library, tmp_path: Path) -> None:
    data = json.loads((resources.files("evidence.rules") / "rule_packs.json").read_text("utf-8"))
    path = tmp_path / "packs.json"

    def write(days: object) -> None:
        data["packs"][0]["clocks"][0]["length"] = days
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")

    def length() -> int | None:
        return rules_now(compliance).packs["CN"].clock("cn_decide_simple").length

    write(20)
    assert "CN" in bring_in_packs(compliance, path)
    assert length() == 20
    write("soon")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if '"length": "soon"' in text)
    with pytest.raises(RulesProblem, match="a whole number from 0 belongs here") as caught:
        bring_in_packs(compliance, path)
    assert caught.value.line == line and f"第 {line} 行" in caught.value.sentence.zh
    assert length() == 20
    write(21)
    bring_in_packs(compliance, path)
    assert length() == 21
