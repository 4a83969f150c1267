"""Transcripts at the window: brought in by the file dialog, followed, led to the second, quoted, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from evidence.model.transcript import Transcript
from evidence.store.library import Library
from evidence.store.transcripts import list_transcripts
from evidence.timecode import format_time
from evidence.transcripts.encodings import ENCODINGS
from evidence.transcripts.notices import Oddity
from tests.app.window.person import Key, Modifier, Person
from tests.cases import cases_of
from widgets.transcript.sheet import TranscriptSheet
from widgets.transcript.words import LANGUAGES

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


def look(person: Person, path: Path) -> TranscriptSheet:
    """Choose a transcript with the button and the dialog; its sheet, as soon as it says what comes of the file."""
    person.press(Key.Key_W)
    panel = person.desk.wording.panel
    person.until(panel.isVisible)
    person.click(panel.bring)
    person.dialog(QFileDialog)
    person.answer_file_dialog(str(path))
    sheet = person.dialog(TranscriptSheet)
    read(person, sheet)
    return sheet


def read(person: Person, sheet: TranscriptSheet) -> None:
    """Wait until the sheet has read the file as wished."""
    person.until(lambda: sheet.odd.text() != "Reading…", "the file was never read")


def bring(person: Person, path: Path) -> None:
    """Choose a transcript, and take it in as it is."""
    look(person, path)
    person.leave_dialog(Key.Key_Return)


def preview(sheet: TranscriptSheet) -> list[str]:
    """The lines that are shown, with their times, as they are read out."""
    model, role = sheet.view.model(), Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def kept(person: Person) -> list[Transcript]:
    """What the library holds."""
    with Library.open(person.folder, read_only=True) as library:
        return list(list_transcripts(library, cases_of(library)[0].id))


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
    assert [one.withdrawn for one in kept(person)] == [True]


def test_a_file_that_is_refused_is_told_with_its_line_and_nothing_comes(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "broken.srt"
    path.write_text(SAID.replace("00:00:01,000 -->", "00:00:01,000 ->"), encoding="utf-8")
    sheet = look(person, path)
    assert "line 6" in sheet.odd.text() and not sheet.take.isEnabled()
    person.press(Key.Key_Return)
    assert sheet.isVisible(), "nothing can be taken in"
    person.leave_dialog()
    assert lines(person) == 0 and not kept(person)


def test_what_is_odd_is_named_before_anything_is_taken_in_and_esc_takes_nothing(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "odd.vtt"
    path.write_bytes(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n第一句话\n\n00:02.000 --> 00:01.000\n第二句话\n\n"
        "00:04.000 --> 99:00:00.000\n第三句话\n".encode("gb18030")
    )
    sheet = look(person, path)
    said = sheet.odd.text()
    for oddity in (Oddity.ENCODING, Oddity.OVERLAPPING, Oddity.REVERSED, Oddity.ENDLESS):
        assert oddity.label.en in said
    assert "line 6" in said and preview(sheet) == ["00:00:01.0 第一句话", "00:00:02.0 第二句话", "00:00:04.0 第三句话"]
    sheet.encoding.setCurrentIndex(1 + ENCODINGS.index("utf-8"))
    sheet.encoding.activated.emit(sheet.encoding.currentIndex())
    read(person, sheet)
    assert "cannot be read as UTF-8" in sheet.odd.text() and not sheet.take.isEnabled()
    person.leave_dialog()
    assert not kept(person)


def test_lines_are_laid_at_the_playhead_and_named_in_a_language(person: Person, srt: Path) -> None:
    for _ in range(5):
        person.press(Key.Key_Right)
    person.stands()
    here = person.stage.player.at_us
    sheet = look(person, srt)
    assert here
    sheet.view.setCurrentIndex(sheet.view.model().index(1, 0))
    person.click(sheet.by_line)
    read(person, sheet)
    assert preview(sheet)[1] == f"{format_time(here, 1)} 退保有损失"
    assert "Lines begin before the recording: line 2" in sheet.odd.text()
    sheet.language.setCurrentIndex(1 + list(LANGUAGES).index("zh"))
    sheet.language.activated.emit(sheet.language.currentIndex())
    read(person, sheet)
    person.click(sheet.take)
    person.until(lambda: lines(person) == 3)
    (one,) = kept(person)
    assert (one.language, one.offset_us, one.cues[1].from_us) == ("zh", here - 1_000_000, here)
    sheet = look(person, srt)
    sheet.offset.setText("soon")
    assert "not a time" in sheet.odd.text() and not sheet.take.isEnabled()
    sheet.offset.setText("-0.5")
    read(person, sheet)
    assert preview(sheet)[1].startswith("00:00:00.5")
    person.leave_dialog()


def test_columns_of_a_table_are_chosen_once_for_all_tables_with_these_headings(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "call.csv"
    path.write_text("wer,von,bis,gesagt\nAda,1.5,2.5,two years\nBo,3,4,yes\n", encoding="utf-8")
    sheet = look(person, path)
    assert "the columns cannot be told" in sheet.odd.text() and sheet.columns.isVisible()
    for name, column in (("start", 2), ("end", 3), ("speaker", 1), ("text", 4)):
        box = sheet.columns.boxes[name]
        assert box.itemText(column).endswith(("wer", "von", "bis", "gesagt")[column - 1])
        box.setCurrentIndex(column)
        box.activated.emit(column)
    read(person, sheet)
    assert preview(sheet) == ["00:00:01.5 Ada: two years", "00:00:03.0 Bo: yes"]
    person.click(sheet.take)
    person.until(lambda: lines(person) == 2)
    path.write_text("wer,von,bis,gesagt\nAda,5.0,6.0,other words\n", encoding="utf-8")
    assert preview(look(person, path)) == ["00:00:05.0 Ada: other words"]
    person.leave_dialog()


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
