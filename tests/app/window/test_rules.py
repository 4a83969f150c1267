"""Somebody with the compliance duty enters figures at the window; others see them; a malformed file is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from app.window.lines import date_lines
from evidence.casefile.response import RESPONSE
from evidence.journal.chain import Writer
from evidence.model.people import Duty
from evidence.rules.figures import FigureDraft
from evidence.rules.kinds import Unit
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from evidence.store.people import add_member, enrol, give_duty
from evidence.store.rules import enter_figure, rules_now, verify_figure
from tests.app.window.person import Person
from tests.cases import cases_of
from widgets.language import set_language
from widgets.rules.words import Q

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CLOCK = "Simple and clear facts: decide and tell the complainant"


@pytest.fixture
def compliance(library: Path) -> Path:
    with Library.open(library) as opened:
        with opened.change() as change:
            member = enrol(change, opened.writer.os_user)
        give_duty(opened, cases_of(opened)[0].id, member, Duty.COMPLIANCE)
    return library


def _at_the_rules(person: Person) -> None:
    person.press((Key.Key_R, Modifier.ControlModifier))
    rules = person.window.rules
    person.until(lambda: "CN" in rules.sections and rules.sections["CN"].count > 0)


def _rows(person: Person) -> list[list[str]]:
    model = person.window.rules.sections["CN"].table.model()
    size = range(model.columnCount(QModelIndex()))
    return [[model.index(row, at).data() for at in size] for row in range(model.rowCount(QModelIndex()))]


def _choose(person: Person, row: int) -> None:
    table = person.window.rules.sections["CN"].table
    table.setFocus()
    table.selectRow(row)
    person.press(Key.Key_Return)


def _until_newest(person: Person, begin: str) -> None:
    person.until(lambda: _rows(person)[1][0].strip().startswith(begin))


def _until_other(person: Person, said: str) -> None:
    person.until(lambda: person.window.rules.files.text() != said)


def test_compliance_enters_a_figure_and_its_history_stays(sit_down: Callable[..., Person], compliance: Path) -> None:
    person = sit_down(compliance)
    _at_the_rules(person)
    section = person.window.rules.sections["CN"]
    first = _rows(person)[0]
    assert (first[0], first[1]) == (CLOCK, "15 calendar days")
    assert "unverified" in first[4]
    assert not any("://" in cell or ".com" in cell for row in _rows(person) for cell in row)
    for days, version in (("12", 1), ("14", 2)):
        _choose(person, 0)
        assert CLOCK in section._sheet_title.text()
        fields = {"length": days, "title": "银行投诉处理办法", "effective_from": date(2020, 1, 1)}
        for key, value in fields.items():
            section.sheet.editor(key).show(value)
        if version == 1:  # a new version cannot be verified by whoever writes it
            section.sheet.editor("verified_on").show(date(2026, 1, 2))
            person.press((Key.Key_Return, Modifier.ControlModifier))
            assert Q.VERIFIED_LATER.en in section.sheet.sentence()
            section.sheet.editor("verified_on").show(None)
        person.press((Key.Key_Return, Modifier.ControlModifier))
        _until_newest(person, f"version {version} ")
    shown = _rows(person)[:4]
    assert [row[1] for row in shown] == ["14 calendar days", "14 calendar days", "12 calendar days", "15 calendar days"]
    assert "own figure (version 2), unverified" in shown[0][4]
    _choose(person, 1)  # nor later: another person does
    section.sheet.editor("verified_on").show(date(2026, 1, 2))
    person.press((Key.Key_Return, Modifier.ControlModifier))
    person.until(lambda: "Somebody else with the compliance duty" in section.sheet.sentence())
    assert shown[3][0].strip() == Q.SHIPPED.en.strip()
    with Library.open(compliance, read_only=True) as library:
        assert [one.length for one in rules_now(library).figures] == [12, 14]


def test_another_person_verifies_a_figure(sit_down: Callable[..., Person], compliance: Path) -> None:
    with Library.open(compliance, writer=Writer("wang", "wang", "desk")) as library:
        give_duty(library, cases_of(library)[0].id, add_member(library, "wang"), Duty.COMPLIANCE)
        draft = FigureDraft(
            pack="CN", entry="clock.cn_decide_simple", length=12, unit=Unit.CALENDAR_DAY, title="Procedure"
        )
        enter_figure(library, draft)
    person = sit_down(compliance)
    _at_the_rules(person)
    section = person.window.rules.sections["CN"]
    _choose(person, 0)
    section.sheet.editor("verified_on").show(date(2026, 1, 2))
    person.press((Key.Key_Return, Modifier.ControlModifier))
    person.until(lambda: "own figure (version 1), verified by" in _rows(person)[0][4])
    with Library.open(compliance, read_only=True) as library:
        assert [(one.by, one.version, one.verified_on) for one in rules_now(library).figures] == [
            ("wang", 1, date(2026, 1, 2))
        ]


def test_a_figure_without_its_instrument_is_not_saved(sit_down: Callable[..., Person], compliance: Path) -> None:
    person = sit_down(compliance)
    _at_the_rules(person)
    section = person.window.rules.sections["CN"]
    _choose(person, 0)
    person.press((Key.Key_Return, Modifier.ControlModifier))
    assert Q.TITLE_MISSING.en in section.sheet.sentence()
    section.sheet.editor("title").show("an act")
    section.sheet.editor("length").show("soon")
    person.press((Key.Key_Return, Modifier.ControlModifier))
    assert Q.LENGTH_WRONG.en in section.sheet.sentence()
    assert person.window.rules.unsaved


def test_the_dates_of_a_case_show_the_response_clock_by_the_own_figure(
    sit_down: Callable[..., Person], compliance: Path
) -> None:
    with Library.open(compliance) as library:
        case = get_case(library, cases_of(library)[0].label)
        save_case(library, replace(case, complaint=replace(case.complaint, received=date(2026, 3, 2))))
        draft = FigureDraft(
            pack="CN", entry="clock.cn_decide_simple", length=12, unit=Unit.CALENDAR_DAY, title="Procedure"
        )
        entered = enter_figure(library, draft)
    with Library.open(compliance, writer=Writer("wang", "wang", "desk")) as library:
        give_duty(library, cases_of(library)[0].id, add_member(library, "wang"), Duty.COMPLIANCE)
        verify_figure(library, entered.id, date(2026, 1, 2))
    person = sit_down(compliance)
    opened = person.open_case()
    lines = date_lines(opened, date(2026, 3, 10))
    response = next(line for line in lines if line.title == RESPONSE)
    assert "Due on 2026-03-14; 4 days left" in response.outcome.en
    assert response.standing is not None and "own figure (version 1), verified by" in response.standing.en
    assert any("2026-03-02 + 12 calendar days" in step.en for step in response.steps)
    assert response.verified


def test_without_the_duty_figures_are_shown_and_not_entered(person: Person) -> None:
    _at_the_rules(person)
    section = person.window.rules.sections["CN"]
    person.until(lambda: section._note.text() == Q.ONLY_COMPLIANCE.en)
    assert not section.sheet.save_button.isEnabled()
    assert not person.window.rules.files.bring_packs.isEnabled()
    set_language("zh")
    assert section._note.text() == Q.ONLY_COMPLIANCE.zh
    person.press((Key.Key_R, Modifier.ControlModifier))
    assert person.window.page is person.desk


def test_a_malformed_file_is_named_with_its_line_at_the_window(
    sit_down: Callable[..., Person], compliance: Path, tmp_path: Path
) -> None:
    data = json.loads((resources.files("evidence.rules") / "rule_packs.json").read_text("utf-8"))
    path = tmp_path / "packs.json"
    person = sit_down(compliance)
    _at_the_rules(person)
    rules = person.window.rules
    for days in (20, "soon"):
        data["packs"][0]["clocks"][0]["length"] = days
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
        before = rules.files.text()
        rules.bring_in(path)
        _until_other(person, before)
        person.until(lambda: _rows(person)[0][1] == "20 calendar days")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if '"length": "soon"' in text)
    assert f"line {line}" in rules.files.text() and "stays so" in rules.files.text()
