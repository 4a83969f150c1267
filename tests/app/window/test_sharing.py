"""A second window reads and says who holds the library; what others write appears by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.window.reporting import ReportDialog
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.review.marking import span_in
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.marks import make_mark
from tests.app.window.person import Key, Modifier, Person
from tests.cases import cases_of

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def mark_beside(folder: Path) -> None:
    """What the verb `mark` does while a window is open."""
    with Library.open(folder) as library:
        case = cases_of(library)[0].id
        exhibit = list_exhibits(library, case)[0]
        span = span_in(library.layout, exhibit, 400_000, None)
        make_mark(library, case, exhibit, MarkDraft(span, "BA01", Verdict.GIVEN, How.SEEN, "", ""))


def test_what_a_verb_writes_beside_the_window_appears_and_a_draft_stays(person: Person) -> None:
    person.press(Key.Key_I, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2)
    draft = person.desk.panel.draft()
    mark_beside(person.folder)
    person.until(lambda: person.desk.marks.model.rowCount() == 1)
    assert person.desk.panel.draft() == draft
    assert person.focus_in(person.stage)


def test_a_verb_writing_does_not_close_a_form_that_is_being_filled(person: Person) -> None:
    person.press((Key.Key_I, CTRL))
    person.window.form.title.setText("Half typed")
    mark_beside(person.folder)
    person.until(lambda: len(person.case.marks) == 1)
    assert person.window.page is person.window.form
    assert person.window.form.title.text() == "Half typed"


def test_a_second_window_reads_only_says_who_holds_the_library_and_takes_over_when_that_one_closes(
    person: Person, sit_down: Callable[..., Person]
) -> None:
    second = sit_down()
    held = second.window.messages.text()
    assert account() in held and "read, not changed" in held
    assert second.window._library.whole.startswith("Read only")
    second.open_case()

    second.press(Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    second.until(lambda: "another window" in second.said())
    for key in ((Key.Key_O, CTRL), (Key.Key_E, CTRL), (Key.Key_I, CTRL), (Key.Key_N, CTRL), (Key.Key_Z, CTRL)):
        second.window.messages.dismiss()
        second.press(key)
        second.until(lambda: "another window" in second.window.messages.text())
        assert second.application.activeModalWidget() is None
        assert second.window.page is second.desk
    second.window.messages.dismiss()
    second.drop([Path(__file__)])
    second.until(lambda: "another window" in second.window.messages.text())
    assert not second.marks_on_disk()

    second.press((Key.Key_K, CTRL))  # reading is allowed
    second.dialog(ReportDialog)
    second.leave_dialog()

    person.window.close()
    second.until(lambda: second.window.session.held is None)
    assert "can change the library now" in second.window.messages.text()
    second.press(Key.Key_Return)
    assert second.saved_mark(0).point == "BA01"
