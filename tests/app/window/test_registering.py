"""A complaint is registered and corrected with the form, and stands in the library as typed."""

from __future__ import annotations

from PySide6.QtTest import QTest

from evidence.model.case import Case
from evidence.store.cases import get_case
from evidence.store.library import Library
from tests.app.window.person import Key, Modifier, Person
from tests.cases import cases_of

CTRL = Modifier.ControlModifier


def on_disk(person: Person, title: str) -> Case | None:
    with Library.open(person.folder, read_only=True) as library:
        return next((get_case(library, line.label) for line in cases_of(library) if line.title == title), None)


def test_a_complaint_is_registered_by_keys(person: Person) -> None:
    form = person.window.form
    person.press((Key.Key_N, CTRL))
    assert person.window.page is form and person.focus_in(form.title)
    person.press((Key.Key_Return, CTRL))
    assert form.sentence() and person.window.page is form
    person.write("收益被说成保证")
    form.verbatim.setFocus()
    QTest.keyClicks(form.verbatim, "I was told it is a deposit")
    line = form.allegations.lines[0]
    QTest.keyClicks(line.text, "Nobody named the loss")
    line.questions.setFocus()
    QTest.keyClicks(line.questions, "Was it said? [BA10]")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: person.window.page is person.desk)
    case = on_disk(person, "收益被说成保证")
    assert case is not None and case.complaint.verbatim == "I was told it is a deposit"
    [asked] = case.allegations[0].questions
    assert (asked.text, asked.points) == ("Was it said?", ("BA10",))
    person.press((Key.Key_I, CTRL))
    form.allegations.lines[0].questions.setPlainText("Was it shown?\nWas it said? [BA10]")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: person.window.page is person.desk and len(person.case.case.allegations[0].questions) == 2)
    assert person.case.case.allegations[0].questions[1] == asked, "it is another question now"
    assert person.case.id == case.complaint.id
    assert person.stage.opened is None and person.desk.marks.model.rowCount() == 0
    assert person.saved_sign().startswith("Saved")


def test_a_form_left_with_esc_changes_nothing_and_leads_back_to_the_complaint(person: Person) -> None:
    before = person.case
    person.press((Key.Key_N, CTRL))
    person.write("never registered")
    person.press(Key.Key_Escape)
    assert person.window.form.isVisible(), "what was typed is asked about first"
    person.throw_away()
    assert person.window.page is person.desk and person.case == before
    assert person.number() == 0
    assert on_disk(person, "never registered") is None


def test_a_complaint_is_corrected_and_its_exhibits_stay(person: Person) -> None:
    person.press((Key.Key_I, CTRL))
    form = person.window.form
    assert form.title.text() == "Nobody told me about the charges"
    form.title.selectAll()
    person.write("Nobody told me about the fees")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: person.window.page is person.desk)
    assert on_disk(person, "Nobody told me about the fees") is not None
    assert len(person.case.exhibits) == 5
    assert "fees" in person.window.header._title.whole
