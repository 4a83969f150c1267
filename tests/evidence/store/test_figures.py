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
from evidence.rules.figures import FigureDraft, OwnFigure, figures_of, overlay
from evidence.rules.kinds import Unit
from evidence.rules.packs import load_packs
from evidence.rules.triggers import Limit
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from evidence.store.people import choose_name, declare, enrol, give_duty, this_member
from evidence.store.records import whole_chain
from evidence.store.register import read_page
from evidence.store.rules import bring_in_packs, enter_figure, rules_for, rules_now, take_rules, verify_figure
from evidence.store.versions import approve, reopen
from tests.evidence.store.conftest import Ticking
from tests.evidence.store.people import Branch

SIMPLE = "clock.cn_decide_simple"
LIFE = "cooling_off.life insurance > 1 year|bank"
CAMERA = "retention.branch CCTV, general"
DRAFT = FigureDraft(
    pack="CN",
    entry=SIMPLE,
    length=12,
    unit=Unit.CALENDAR_DAY,
    title="银行投诉处理办法（本行）",
    number="行发〔2025〕7号",
    article="第八条",
    effective_from=date(2026, 1, 1),
)
READ_ON = date(2026, 3, 1)


@pytest.fixture
def compliance(library: Library, complaint: Complaint) -> Library:
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
    give_duty(library, complaint.id, member, Duty.COMPLIANCE)
    choose_name(library, "Li Wei")
    return library


def _verified(library: Library, complaint: Complaint, now: Ticking, figure: OwnFigure) -> None:
    """Another person with the compliance duty has read it in the instrument."""
    branch = Branch(library.layout.root, complaint.id, now)
    branch.duty("second", Duty.COMPLIANCE)
    with branch.sits_down("second") as other:
        who = this_member(other)
        if who is None or not who.name:
            choose_name(other, "Wang Fang")
        verify_figure(other, figure.id, READ_ON)


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


def test_a_figure_is_kept_in_every_version_with_who_verified_it(
    compliance: Library, complaint: Complaint, now: Ticking
) -> None:
    entered = enter_figure(compliance, DRAFT)
    _verified(compliance, complaint, now, entered)
    enter_figure(compliance, replace(DRAFT, length=14))
    first, second = rules_now(compliance).figures
    assert (first.version, first.verified_by, first.verified_on) == (1, "Wang Fang", READ_ON)
    assert (second.version, second.verified_by) == (2, None)
    assert [one.length for one in rules_now(compliance).figures] == [12, 14]
    actions = [one.action for one in whole_chain(compliance, compliance.id, ["rule_figure_entered"])]
    assert len(actions) == 2
    assert len(list(whole_chain(compliance, compliance.id, ["rule_figure_verified"]))) == 1
    for statement in ("DELETE FROM rule_figure", "UPDATE rule_figure SET length = 1", "DELETE FROM figure_check"):
        with pytest.raises(IntegrityError, match="guard"):
            compliance.db.execute(statement)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Name the instrument"),
        ({"title": "see www.example.cn/law"}, "address of a page"),
        ({"length": -1}, "whole number"),
        ({"effective_to": date(2025, 1, 1)}, "before the first"),
        ({"unit": Limit.PERCENT}, "calendar days, business days"),
    ],
)
def test_what_cannot_be_right_is_refused(compliance: Library, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        enter_figure(compliance, replace(DRAFT, **wrong))  # type: ignore[arg-type]  # each of them fits its field


def test_whoever_entered_a_figure_cannot_verify_it(compliance: Library, complaint: Complaint, now: Ticking) -> None:
    figure = enter_figure(compliance, DRAFT)
    with pytest.raises(Refused, match="Somebody else with the compliance duty"):
        verify_figure(compliance, figure.id, READ_ON)
    with pytest.raises(NotFound):
        verify_figure(compliance, UUID(int=7), READ_ON)
    branch = Branch(compliance.layout.root, complaint.id, now)
    with branch.sits_down("second") as other, pytest.raises(Refused, match="Only somebody with the compliance duty"):
        verify_figure(other, figure.id, READ_ON)
    branch.duty("second", Duty.COMPLIANCE)
    with branch.sits_down("second") as other, pytest.raises(WrongUse, match="future"):
        verify_figure(other, figure.id, date(2027, 1, 1))
    assert rules_now(compliance).figures == (figure,)
    _verified(compliance, complaint, now, figure)
    with branch.sits_down("second") as other, pytest.raises(Refused, match="Wang Fang verified this version before"):
        verify_figure(other, figure.id, READ_ON)


def test_a_trigger_is_a_figure_like_the_others(compliance: Library) -> None:
    """The limit of a warning: with another number the warning says the other number, by the day of the sale."""
    draft = replace(DRAFT, entry="trigger.age", length=60, unit=Limit.AGE)
    enter_figure(compliance, draft)
    enter_figure(compliance, replace(draft, entry="trigger.annual_instalment / household_annual_income", length=30,
                                     unit=Limit.PERCENT))  # fmt: skip
    for day, age, share in ((date(2026, 2, 1), 60, 0.3), (date(2025, 2, 1), 65, 0.2)):
        found = {one.metric: one for one in rules_now(compliance).pack("CN", day).affordability_triggers}
        assert found["age"].value == age and f"customers of {age} or over" in found["age"].text.en
        assert found["age"].verified is False and f"{age} 岁以上" in found["age"].text.zh
        instalment = found["annual_instalment / household_annual_income"]
        assert instalment.value == pytest.approx(share) and f"{share:.0%}" in instalment.text.zh
    with pytest.raises(WrongUse, match="years of age"):
        enter_figure(compliance, replace(draft, unit=Unit.YEAR))


def test_a_figure_that_no_pack_has_is_refused(compliance: Library) -> None:
    with pytest.raises(NotFound):
        enter_figure(compliance, replace(DRAFT, entry="clock.nowhere"))


def test_the_day_chooses_the_version(compliance: Library, complaint: Complaint, now: Ticking) -> None:
    _verified(compliance, complaint, now, enter_figure(compliance, replace(DRAFT, effective_to=date(2026, 6, 30))))
    enter_figure(compliance, replace(DRAFT, length=10, effective_from=date(2026, 7, 1)))
    rules = rules_now(compliance)

    def days(day: date) -> tuple[int, str]:
        found = decision_deadline(rules.pack("CN", day), CitedDate(day), day)
        assert found is not None and found.due is not None
        return (found.due - day).days, found.standing.en

    assert days(date(2025, 12, 31)) == (15, load_packs()["CN"].clock("cn_decide_simple").standing.en)
    assert days(date(2026, 6, 30)) == (12, "own figure (version 1), verified by Wang Fang on 2026-03-01")
    assert days(date(2026, 7, 1)) == (10, "own figure (version 2), unverified")
    assert overlay(load_packs()["CN"], rules.figures, date(2020, 1, 1)) is load_packs()["CN"]


def test_the_register_follows_a_figure(compliance: Library, complaint: Complaint) -> None:
    _sold(compliance, complaint.id, date(2026, 1, 5), date(2026, 3, 2))
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 17)
    enter_figure(compliance, DRAFT)
    assert read_page(compliance, Wanted(), 0).lines[0].due == date(2026, 3, 14)


def test_a_case_file_tells_of_the_figures_it_used_and_comes_out_the_same_later(
    compliance: Library, complaint: Complaint, now: Ticking
) -> None:
    _sold(compliance, complaint.id, date(2026, 1, 5), date(2026, 3, 2))
    _verified(compliance, complaint, now, enter_figure(compliance, replace(DRAFT, entry=CAMERA, length=60)))
    own = enter_figure(compliance, replace(DRAFT, entry=LIFE, length=20))

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
    assert (figure["version"], figure["length"], figure["verified_by"]) == (1, 20, None)
    assert "2026-01-25" in json.dumps(taken["dates"]) and "own figure (version 1)" in json.dumps(taken["dates"])
    enter_figure(compliance, replace(DRAFT, entry=LIFE, length=30))
    _verified(compliance, complaint, now, own)
    assert content() == taken  # nor does it tell that somebody verified it since
    case = get_case(compliance, complaint.label)
    later_on = hesitation_of(case, (), date(2026, 3, 12), rules_for(compliance, complaint.id))
    assert later_on is not None and later_on.last_day == date(2026, 1, 5) + timedelta(days=30)


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
