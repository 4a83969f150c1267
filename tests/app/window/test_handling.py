"""How a complaint is handled, at the real window: an owner, a task and steps by keys, and what is due when it opens."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from evidence.model.handling import StepKind
from evidence.model.papers import Papers
from evidence.store.library import Library
from evidence.store.papers import read_papers
from tests.app.window.person import Key, Modifier, Person
from widgets.papers.editors import WhenEditor
from widgets.papers.section import Section

CTRL = Modifier.ControlModifier


def on_disk(person: Person) -> Papers:
    with Library.open(person.folder, read_only=True) as library:
        return read_papers(library, person.case.id)


def begin(person: Person, key: str) -> Section:
    if person.window.page is not person.window.papers:
        person.press((Key.Key_P, CTRL))
    person.window.papers.page.show_kind(key)
    here = person.window.papers.sections[key]
    QTest.mouseClick(here.new_button, Qt.MouseButton.LeftButton)
    return here


def save(person: Person, here: Section) -> None:
    QTest.keyClick(here.sheet, Key.Key_Return, CTRL)
    person.until(lambda: not here.sheet.isVisible(), here.sheet.sentence())


def test_what_is_due_for_me_stands_above_the_list_and_leads_to_its_complaint(person: Person) -> None:
    today = person.window.cases.today
    here = begin(person, "assignments")
    owner = here.sheet.editor("owner").widget
    assert isinstance(owner, QComboBox)
    owner.setCurrentIndex(1)  # the account at the window, though nobody has given it a duty yet
    save(person, here)
    here = begin(person, "tasks")
    what = here.sheet.editor("what").widget
    assert isinstance(what, QPlainTextEdit)
    QTest.keyClicks(what, "call the branch")
    QTest.keyClicks(here.sheet.editor("due").widget, "2026-01-05")
    save(person, here)
    here = begin(person, "steps")
    here.sheet.editor("kind").show(StepKind.ACKNOWLEDGEMENT)
    QTest.keyClicks(here.sheet.editor("new_due").widget, "2026-02-01")
    here.sheet.submit()
    assert here.sheet.isVisible(), "no day was given"
    when = here.sheet.editor("when")
    assert isinstance(when, WhenEditor)
    QTest.keyClicks(when.line, "2026-01-04 09:00")
    here.sheet.submit()
    assert "Only an extension" in here.sheet.sentence()
    here.sheet.editor("new_due").show(None)
    save(person, here)

    here = begin(person, "memberships")
    for key, words in (("title", "one fund"), ("reason", "sold alike")):
        QTest.keyClicks(here.sheet.editor(key).widget, words)
    save(person, here)

    here = begin(person, "earlier")
    QTest.keyClicks(here.sheet.editor("earlier").widget, person.case.case.complaint.label)
    QTest.keyClick(here.sheet, Key.Key_Return, CTRL)
    person.until(lambda: "does not repeat itself" in here.sheet.sentence(), "it repeats itself")
    here.close_sheet()

    papers = on_disk(person)
    [assigned], [task], [step] = papers.assignments, papers.tasks, papers.steps
    assert (task.value.what, task.value.due) == ("call the branch", date(2026, 1, 5))
    assert step.value.kind is StepKind.ACKNOWLEDGEMENT and assigned.value.due is None

    assert (papers.groups[0].title, papers.memberships[0].value.reason) == ("one fund", "sold alike")

    case = person.case.id
    person.window._leave_case()
    person.until(lambda: person.window.page is person.window.cases and today.view.model().rowCount())
    lines = [str(today.view.model().index(row, 0).data()) for row in range(today.view.model().rowCount())]
    assert any("J-01 call the branch" in line and "overdue" in line for line in lines), lines
    assert person.window.cases.filters.owner.findText("Mine") > 0
    group = person.window.cases.filters.group
    person.until(lambda: group.findText("G-", Qt.MatchFlag.MatchStartsWith) == 1, "the group is no narrowing")
    assert group.isVisible()
    row = next(at for at, line in enumerate(lines) if "J-01" in line)
    today.view.setCurrentIndex(today.view.model().index(row, 0))
    today.view.setFocus()
    QTest.keyClick(today.view, Key.Key_Return)
    person.until(lambda: person.window.page is person.window.desk and person.case.id == case)
