"""The transcript beside the player: lines follow the playhead, lead to their second, and become the quote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest

from evidence.model.transcript import Cue
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.transcript.panel import TranscriptPanel
from widgets.words import set_language


@pytest.fixture
def panel(show: Show) -> TranscriptPanel:
    """A panel with the sample transcripts, the Chinese one shown."""
    made = TranscriptPanel()
    made.set_transcripts(samples.transcripts(), samples.ident(900))
    show(made, 340, 460)
    return made


def row(panel: TranscriptPanel, number: int) -> QModelIndex:
    return panel.view.model().index(number, 0)


def now(panel: TranscriptPanel) -> list[int]:
    """The rows that are read out as being said."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [n for n in range(panel.view.model().rowCount()) if str(row(panel, n).data(role)).startswith("now:")]


def test_a_click_and_enter_lead_to_the_second(panel: TranscriptPanel) -> None:
    heard = Heard(panel.sought)
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(row(panel, 2)).center()
    )
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert heard.said == [8_400_000, 12_600_000]


@pytest.mark.parametrize(
    ("at_us", "line"), [(-1, []), (0, [0]), (4_199_999, [0]), (4_200_000, [1]), (90_000_000, [21]), (10**12, [39])]
)
def test_the_line_that_is_being_said_follows_the_playhead(panel: TranscriptPanel, at_us: int, line: list[int]) -> None:
    panel.follow(at_us)
    assert now(panel) == line
    if line:
        assert panel.view.viewport().rect().contains(panel.view.visualRect(row(panel, line[0])).center())


def test_it_stays_where_the_person_is_looking_when_it_must_not_follow(panel: TranscriptPanel) -> None:
    panel.follow_box.setChecked(False)
    panel.follow(150_000_000)
    assert panel.view.verticalScrollBar().value() == 0 and now(panel) == [35]
    panel.follow_box.setChecked(True)
    assert panel.view.verticalScrollBar().value() > 0


def test_the_selected_lines_become_the_quote_in_their_order_and_unaltered(panel: TranscriptPanel) -> None:
    heard = Heard(panel.quoted)
    assert not panel.quote.isEnabled()
    panel.quote.click()
    select = QItemSelectionModel.SelectionFlag.Select
    for number in (5, 1):
        panel.view.selectionModel().select(row(panel, number), select)
    panel.quote.click()
    assert heard.said == [f"嗯，是的。\ncontrol \x07 and direction {samples.OVERRIDE}gnp.exe"]


def test_direction_signs_are_neutralised_where_they_are_shown(panel: TranscriptPanel) -> None:
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        shown = str(row(panel, 5).data(role))
        assert samples.OVERRIDE not in shown and "U+202E" in shown


def test_words_of_two_characters_are_found_within_and_esc_shows_all_again(panel: TranscriptPanel) -> None:
    panel.filter.setFocus()
    panel.filter.setText("损失")
    assert panel.view.model().rowCount() == 6 and "6 of 40 lines" in texts(panel)
    heard = Heard(panel.sought, panel.left)
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert heard.said == [4 * 4_200_000]
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.view.model().rowCount() == 40 and heard.said[1:] == [()]


def test_words_that_were_looked_for_are_drawn_near_the_beginning(panel: TranscriptPanel) -> None:
    model, cue = panel._model, samples.transcripts()[0].cues[4]
    assert model.from_found(cue).startswith("本产品")
    panel.filter.setText("损失")
    assert "损失" in model.from_found(cue)[:12] and model.from_found(cue).startswith("…")
    panel.filter.setText("本产品")
    assert model.from_found(cue).startswith("本产品")


def test_speakers_are_found_too_and_nothing_found_is_said(panel: TranscriptPanel) -> None:
    panel.filter.setText("坐席")
    assert panel.view.model().rowCount() == 20
    panel.filter.setText("no such words")
    assert "None of the lines holds “no such words”." in texts(panel)


def test_following_goes_on_while_lines_are_filtered(panel: TranscriptPanel) -> None:
    panel.filter.setText("损失")
    panel.follow(4 * 4_200_000)
    assert now(panel) == [0]
    panel.follow(5 * 4_200_000)
    assert now(panel) == []


def test_another_transcript_can_be_chosen_and_withdrawn_ones_are_not_offered(panel: TranscriptPanel) -> None:
    assert panel.which.count() == 2 and panel.which.itemText(0) == "Chinese · call.json"
    panel.which.setCurrentIndex(1)
    assert panel.view.model().rowCount() == 12
    heard = Heard(panel.withdraw_wished)
    panel.withdraw.click()
    assert heard.said == [samples.ident(901)]
    both = samples.transcripts()
    panel.set_transcripts([both[0], replace(both[1], withdrawn=True)])
    assert panel.which.count() == 1 and panel.view.model().rowCount() == 40
    panel.set_transcripts([])
    assert "Import one that was made elsewhere" in texts(panel) and panel.which.isHidden() and panel.shown is None


def test_the_same_transcripts_again_leave_selection_and_place_alone(panel: TranscriptPanel) -> None:
    panel.view.setCurrentIndex(row(panel, 30))
    before = panel.view.verticalScrollBar().value()
    panel.set_transcripts(samples.transcripts())
    assert panel.view.currentIndex().row() == 30 and panel.view.verticalScrollBar().value() == before > 0


def test_everything_is_said_in_chinese_too(panel: TranscriptPanel) -> None:
    set_language("zh")
    shown = texts(panel)
    assert all(word in shown for word in ("文字稿", "作为原话", "导入…", "跟随播放", "40 条"))
    assert panel.which.itemText(0) == "中文 · call.json"
    assert all(widget.accessibleName() for widget in (panel.view, panel.which, panel.filter, panel.quote, panel.bring))


def test_the_buttons_say_what_the_person_wants(panel: TranscriptPanel) -> None:
    heard = Heard(panel.import_wished)
    panel.bring.click()
    assert heard.said == [()]


def test_a_hundred_thousand_lines_are_followed_by_looking_up_the_time(panel: TranscriptPanel) -> None:
    one = samples.transcripts()[0]
    cues = tuple(Cue(n * 1000, n * 1000 + 500, "", "line") for n in range(100_000))
    panel.set_transcripts([replace(one, cues=cues)], one.id)
    panel.follow(77_777_000)
    assert now_row(panel) == 77_777


def now_row(panel: TranscriptPanel) -> int | None:
    return panel._model.row_now()
