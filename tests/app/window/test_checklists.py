"""Compliance makes a new version of a checklist at the window with keys; the case is moved to it; others only look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from evidence.model.case import Case
from evidence.model.people import Duty
from evidence.rules.listversions import ChangeKind
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.listing import all_versions
from evidence.store.people import enrol, give_duty
from tests.app.window.person import Person
from widgets.checklists import words as c
from widgets.checklists.panel import ListsPanel
from widgets.language import set_language

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier


@pytest.fixture
def compliance(library: Path) -> Path:
    with Library.open(library) as opened:
        with opened.change() as change:
            member = enrol(change, opened.writer.os_user)
        give_duty(opened, _case(opened).complaint.id, member, Duty.COMPLIANCE)
    return library


def _case(library: Library) -> Case:
    """The only case of the library."""
    return get_case(library, library.rows("SELECT label FROM complaint")[0]["label"])


def _at_the_lists(person: Person) -> ListsPanel:
    person.press((Key.Key_R, CTRL))
    rules = person.window.rules
    person.until(lambda: rules.page is not None and rules.lists.panel.section.count > 0)
    assert rules.page is not None
    rules.page.show_kind("checklists")
    return rules.lists.panel


def _names(panel: ListsPanel) -> list[str]:
    model = panel.section.table.model()
    return [model.index(row, 0).data().split()[0] for row in range(model.rowCount(QModelIndex()))]


def _until_focus(person: Person, key: str, panel: ListsPanel) -> None:
    person.until(lambda: panel.section.sheet.editor(key).widget.hasFocus())


def test_a_new_version_is_made_by_keys_and_a_case_is_moved_to_it(
    sit_down: Callable[..., Person], compliance: Path
) -> None:
    person = sit_down(compliance)
    panel = _at_the_lists(person)
    assert (panel.list_id, panel.version, len(_names(panel))) == ("BA", "0.1.0", 34)
    panel.begin.setFocus()
    person.press(Key.Key_Space)
    person.until(lambda: panel.section.table.hasFocus())
    panel.section.table.selectRow(0)
    person.press((Key.Key_Down, ALT))
    assert _names(panel)[:2] == ["BA02", "BA01"]
    person.press((Key.Key_Z, CTRL))
    assert _names(panel)[:2] == ["BA01", "BA02"] and not panel.take_back.isEnabled()
    panel.section.table.selectRow(0)
    person.press(Key.Key_Return)
    _until_focus(person, "en", panel)
    person.press((Key.Key_A, CTRL))
    person.write("Who sells")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: not panel.section.sheet.isVisible(), panel.section.sheet.sentence())
    person.click(panel.section.new_button)
    _until_focus(person, "en", panel)
    person.press((Key.Key_Return, CTRL))
    assert c.EN_MISSING.en in panel.section.sheet.sentence()
    values = {"en": "Fees", "zh": "费用", "test_en": "All fees", "test_zh": "全部费用", "act": ["said"],
              "proved_by": ["seen"]}  # fmt: skip
    for key, value in values.items():
        panel.section.sheet.editor(key).show(value)
    person.press((Key.Key_Return, CTRL))
    assert "cannot prove" in panel.section.sheet.sentence()
    panel.section.sheet.editor("proved_by").show(["heard", "read"])
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: _names(panel)[-1] == "BA28", panel.section.sheet.sentence())
    panel.others.setCurrentIndex(1)
    kinds = {one.code: one.kind for one in panel.changes.changes if one.kind is not ChangeKind.SAME}
    assert kinds == {"BA01": ChangeKind.CHANGED, "BA28": ChangeKind.ADDED} and panel.changes.isVisible()
    panel.save.setFocus()
    person.press(Key.Key_Space, (Key.Key_Return, CTRL))
    assert c.REASON_MISSING.en in panel.saving.sentence()
    person.write("fees were asked for")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: "own version 1" in panel.outcome(), panel.saving.sentence())
    person.until(lambda: panel.version == "own-1")
    with Library.open(compliance, read_only=True) as library:
        own = all_versions(library)["BA"][-1].own
        assert own is not None and own.reason == "fees were asked for"
    person.press((Key.Key_R, CTRL))
    opened = person.open_case()
    assert [one.version for one in opened.case.checklists] == ["0.1.0", "0.1.0"]
    person.press((Key.Key_P, CTRL))
    papers = person.window.papers
    papers.page.show_kind("list_changes")
    here = papers.sections["list_changes"]
    person.click(here.new_button)
    here.sheet.editor("version").show("BA own-1")
    here.sheet.editor("reason").show("agreed with the customer")
    here.sheet.submit()
    person.until(lambda: not here.sheet.isVisible(), here.sheet.sentence())
    with Library.open(compliance, read_only=True) as library:
        assert [one.version for one in _case(library).checklists] == ["own-1", "0.1.0"]
    person.press((Key.Key_P, CTRL))
    for digit in "28":
        person.press(Qt.Key(ord(digit)))
    person.until(lambda: person.desk.panel.draft().point == "BA28")


def test_without_the_duty_lists_are_read_and_a_malformed_file_changes_nothing(person: Person, tmp_path: Path) -> None:
    panel = _at_the_lists(person)
    assert not panel.begin.isEnabled() and not panel.bring.isEnabled()
    set_language("zh")
    assert c.ONLY_COMPLIANCE.zh in panel._about.text()
    path = tmp_path / "own.json"
    person.window.rules.lists.write(path)
    assert "own.json" in panel.outcome() and '"BA22.7"' in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace('"said"', '"sung"', 1), "utf-8")
    person.window.rules.lists.bring_in(path)
    person.until(lambda: "sung" in panel.outcome())
    assert "行" in panel.outcome() and c.NOT_BROUGHT_IN.zh[:5] in panel.outcome()
