"""A letter is drafted in the window: by its key, or instead of an export."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from evidence.store import records
from evidence.store.library import Library
from tests.app.window.person import Key, Modifier, Person
from widgets.results.exporting import ExportSheet
from widgets.results.letter import LetterSheet

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def test_an_early_notice_is_drafted_by_keys_and_noted_in_the_library(person: Person, tmp_path: Path) -> None:
    target = tmp_path / "notice.docx"
    person.press((Key.Key_E, CTRL | SHIFT))
    person.dialog(LetterSheet)
    person.press(Key.Key_Down, Key.Key_Return)
    person.answer_file_dialog(str(target))
    person.until(lambda: str(target) in person.window.messages.text())
    assert "read it before it is signed" in person.window.messages.text()
    assert Document(str(target)).paragraphs[0].text == "Early internal notice"
    with Library.open(person.folder, read_only=True) as library:
        [entry] = records.entries(library, library.id, ["letter_drafted"])
        assert entry.body is not None and entry.body["kind"] == "notice" and entry.body["file_name"] == "notice.docx"


def test_the_response_names_what_it_needs_and_writes_nothing(person: Person, tmp_path: Path) -> None:
    target = tmp_path / "answer.docx"
    person.press((Key.Key_E, CTRL))
    person.click(person.dialog(ExportSheet).letter)
    person.dialog(LetterSheet)
    person.press(Key.Key_Return)
    person.answer_file_dialog(str(target))
    person.until(lambda: "names of the people" in person.window.messages.text())
    assert not target.exists()
