"""Transcripts at the window: brought in by the file dialog, followed, led to the second, quoted, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from evidence.store.cases import list_cases
from evidence.store.library import Library
from evidence.store.transcripts import list_transcripts
from tests.app.window.person import Key, Modifier, Person

SAID = (
    "1\n00:00:00,000 --> 00:00:00,500\n这款产品有十五天的犹豫期\n\n2\n00:00:01,000 --> 00:00:01,500\n退保有损失\n\n"
    "3\n00:00:01,600 --> 00:00:09,000\nYou may lose money.\n"
)
SHIFT, CTRL = Modifier.ShiftModifier, Modifier.ControlModifier


@pytest.fixture
def srt(tmp_path: Path) -> Path:
    path = tmp_path / "call.srt"
    path.write_bytes(SAID.encode("gb18030"))
    return path


def bring(person: Person, path: Path) -> None:
    """Bring a transcript in with the button and the dialog."""
    person.press(Key.Key_W)
    panel = person.desk.wording.panel
    person.until(panel.isVisible)
    person.click(panel.bring)
    person.dialog(QFileDialog)
    person.answer_file_dialog(str(path))


def click_line(person: Person, row: int) -> None:
    view = person.desk.wording.panel.view
    person.click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())


def lines(person: Person) -> int:
    return person.desk.wording.panel.view.model().rowCount()


def test_lines_come_in_lead_to_their_second_and_become_the_quote_of_a_mark(person: Person, srt: Path) -> None:
    bring(person, srt)
    person.until(lambda: lines(person) == 3)
    said = person.window.messages.text()
    assert "3 lines of call.srt" in said and "GB18030" in said
    click_line(person, 1)
    person.until(lambda: person.stage.player.exact and person.stage.player.at_us == 1_000_000)
    person.until(lambda: person.desk.wording.panel._model.row_now() == 1, "the line did not follow the picture")
    person.press(Key.Key_I, (Key.Key_Q, SHIFT))
    assert person.desk.panel.quote.toPlainText() == "退保有损失"
    person.press(Key.Key_Escape, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_2, Modifier.AltModifier))
    person.press(Key.Key_O, Key.Key_Return)
    mark = person.saved_mark(0)
    assert mark.quote == "退保有损失"


def test_undo_takes_the_transcript_back_and_redo_brings_it_again(person: Person, srt: Path) -> None:
    bring(person, srt)
    person.until(lambda: lines(person) == 3)
    person.stage.setFocus()
    person.press((Key.Key_Z, CTRL))
    person.until(lambda: lines(person) == 0)
    person.press((Key.Key_Z, CTRL | SHIFT))
    person.until(lambda: lines(person) == 3)
    person.click(person.desk.wording.panel.withdraw)
    person.until(lambda: lines(person) == 0)
    with Library.open(person.folder, read_only=True) as library:
        assert [one.withdrawn for one in list_transcripts(library, list_cases(library)[0].id)] == [True]


def test_a_file_that_is_refused_is_told_with_its_line_and_nothing_comes(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "broken.srt"
    path.write_text(SAID.replace("00:00:01,000 -->", "00:00:01,000 ->"), encoding="utf-8")
    bring(person, path)
    person.until(lambda: "line 6" in person.window.messages.text())
    assert lines(person) == 0


def test_each_recording_has_its_own_and_a_paper_has_none(person: Person, srt: Path) -> None:
    bring(person, srt)
    person.until(lambda: lines(person) == 3)
    person.choose("EX-04")
    person.until(lambda: lines(person) == 0)
    person.choose("EX-05")
    assert lines(person) == 0
    person.click(person.desk.wording.panel.bring)
    person.until(lambda: "Open the recording first" in person.window.messages.text())
    person.choose("EX-01")
    person.until(lambda: lines(person) == 3)
    person.press(Key.Key_W)
    assert person.desk.wording.panel.isHidden()


def test_words_of_a_line_are_found_from_the_list_of_complaints_and_lead_to_the_second(
    person: Person, srt: Path
) -> None:
    bring(person, srt)
    person.until(lambda: lines(person) == 3)
    person.press(Key.Key_W, (Key.Key_L, CTRL))
    person.until(lambda: person.window.page is person.window.cases)
    person.press((Key.Key_F, CTRL))
    person.write("损失")
    hits = person.window.cases.hits
    person.until(hits.isVisible, "nothing was found")
    assert hits.view.model().rowCount() == 1
    shown = str(hits.view.model().index(0, 0).data())
    assert "EX-01" in shown and "transcript  00:00:01.000  退保有损失" in shown
    person.click(hits.view.viewport(), hits.view.visualRect(hits.view.model().index(0, 0)).center())
    person.until(lambda: person.window.page is person.desk)
    person.until(lambda: person.stage.player.exact and person.stage.player.at_us == 1_000_000)
    assert person.desk.wording.panel.isVisible(), "the line itself is shown too"
