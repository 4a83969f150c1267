"""Papers are written, corrected and kept: nothing typed is lost by a mistake or a click elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from evidence.labels import Label
from evidence.model.case import Money
from evidence.model.kinds import Verdict
from evidence.timecode import parse_wall
from tests.widgets.helpers import Heard, Show
from widgets.papers.editors import SomeOfEditor, WhenEditor
from widgets.papers.page import PapersPage
from widgets.papers.section import Section
from widgets.papers.signoff import SignOff, Standing
from widgets.papers.specs import (
    Amount,
    Block,
    Day,
    Line,
    OneOf,
    Option,
    PaperRow,
    Pick,
    SectionSpec,
    SomeOf,
    Tick,
    When,
)
from widgets.papers.words import FINISH_FIRST
from widgets.parts import ArrowBox
from widgets.signs import WARNING
from widgets.words import set_language

WHAT_MISSING = Label("Say what is asked for.", "请填写索取内容。")
SPEC = SectionSpec(
    "requests",
    Label("Evidence requests", "调取证据"),
    Label("Nothing was asked for yet.", "尚未索取任何材料。"),
    Label("New request", "新建调取"),
    (Label("What", "内容"), Label("Due", "期限")),
    (
        Line("what", Label("What", "内容"), WHAT_MISSING),
        Day("due", Label("Due", "期限")),
        Pick("verdict", Label("Verdict", "判定"), kind=Verdict),
        Block("text", Label("Text", "正文")),
        When("sent", Label("Sent", "发出时间")),
        Pick("reply", Label("Reply", "答复"), kind=Verdict, unset=Label("Open", "未答复")),
        Amount("amount", Label("Amount", "金额")),
        Tick("told", Label("The customer was told", "已告知客户")),
        OneOf("exhibit", Label("Exhibit", "证据")),
        SomeOf("marks", Label("Marks", "标注")),
    ),
    frozenset({"due"}),
)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
FULL: dict[str, Any] = {
    "what": "call-back of 12 March",
    "due": date(2026, 3, 20),
    "verdict": Verdict.GIVEN_LATE,
    "text": "First line.\nSecond line.",
    "sent": parse_wall("2026-03-12T10:14:07+08:00", "UTC"),
    "reply": None,
    "amount": Money(123_450, "CNY"),
    "told": True,
    "exhibit": TWO,
    "marks": (ONE, THREE),
}


@pytest.fixture
def section(show: Show) -> Section:
    made = Section(SPEC)
    made.set_options("exhibit", [Option(ONE, "EX-01"), Option(TWO, "EX-02 <b>not bold</b>")])
    made.set_options("marks", [Option(ONE, "M-001"), Option(TWO, "M-002"), Option(THREE, "M-003")])
    show(made, 1100, 620)
    return made


def write(section: Section, key: str, text: str) -> None:
    QTest.keyClick(section.sheet.editor(key).widget, Qt.Key.Key_End)
    QTest.keyClicks(section.sheet.editor(key).widget, text)


def test_what_is_shown_is_what_comes_back(section: Section) -> None:
    section.sheet.show_values(FULL)
    assert section.sheet.values() == FULL
    section.sheet.show_values({})
    empty = section.sheet.editor("marks").value(), section.sheet.editor("exhibit").value()
    assert empty == ((), None) and section.sheet.editor("told").value() is False


def test_a_new_paper_is_written_by_keys_alone(section: Section) -> None:
    heard = Heard(section.wished)
    section.start_new()
    write(section, "what", "call-back")
    write(section, "due", "2026/3/20")
    QTest.keyClick(section.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((paper, values),) = heard.said
    assert paper is None and (values["what"], values["due"]) == ("call-back", date(2026, 3, 20))
    section.saved()
    assert not section.sheet.isVisible()


def test_the_key_that_saves_saves_from_an_open_list_of_choices_too(section: Section) -> None:
    heard, proof = Heard(section.wished), uuid4()
    section.set_options("exhibit", [Option(uuid4(), "EX-01"), Option(proof, "EX-02")])
    section.start_new()
    write(section, "what", "call-back")
    box = section.sheet.editor("exhibit").widget
    assert isinstance(box, ArrowBox)
    box.setFocus()
    box.showPopup()
    QTest.keyClick(box.view(), Qt.Key.Key_End)
    QTest.keyClick(box.view(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.processEvents()
    assert [values["exhibit"] for _, values in heard.said] == [proof] and not box.view().isVisible()
    section.set_options("exhibit", [Option(uuid4(), "EX-03")])
    assert box.count() == 3, "what was chosen stays while the sheet is open"
    section.saved()
    assert box.count() == 2, "and is not offered to the next paper"


def test_what_is_missing_or_wrong_is_said_and_nothing_is_sent(section: Section) -> None:
    heard = Heard(section.wished)
    section.start_new()
    section.sheet.submit()
    assert section.sheet.sentence().startswith("Say what is asked for.")
    assert section.sheet.editor("what").widget.hasFocus()
    write(section, "what", "x")
    write(section, "due", "2026-02-30")
    section.sheet.submit()
    assert "2026-02-30" in section.sheet.sentence() and heard.said == []
    section.sheet.editor("due").show(date(2026, 3, 1))
    section.sheet.submit()
    assert len(heard.said) == 1 and section.sheet.sentence() == ""
    section.failed(Label("The disk is full.", "磁盘已满。"))
    assert section.sheet.sentence() == "The disk is full. Nothing that was typed is lost."
    assert section.sheet.values()["what"] == "x"


def test_a_row_opens_its_paper_and_a_half_written_one_is_kept(section: Section) -> None:
    opened = Heard(section.opened)
    section.set_rows([PaperRow(ONE, ("call-back", "20 March"), WARNING, Label("overdue", "已逾期")),
                      PaperRow(TWO, ("footage", Label("none", "无")))])  # fmt: skip
    assert (section.count, section.attention) == (2, 1)
    section.table.setCurrentIndex(section.table.model().index(0, 0))
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert opened.said == [ONE]
    section.show_paper(ONE, FULL)
    write(section, "what", " again")
    assert section.unsaved
    section.table.clicked.emit(section.table.model().index(1, 0))
    assert opened.said == [ONE], "a click elsewhere must not throw away what was typed"
    assert section._sheet_title.text() == FINISH_FIRST.en
    heard = Heard(section.wished)
    section.sheet.submit()
    assert heard.said[0][0] == ONE and heard.said[0][1]["what"] == "call-back of 12 March again"
    section.set_rows([])
    assert section.unsaved, "a change elsewhere leaves the sheet alone"


def test_reading_only_offers_nothing_to_write(section: Section) -> None:
    section.set_writable(False, Label("Only read.", "只读。"))
    assert not section.new_button.isVisible() and not section.sheet.save_button.isEnabled()
    section.set_writable(True)
    assert section.new_button.isVisible() and section.sheet.save_button.isEnabled()


def test_texts_from_outside_are_never_markup(section: Section) -> None:
    section.set_rows([PaperRow(uuid4(), ("<b>bold</b>\u202e", "x"))])
    index = section.table.model().index(0, 0)
    tip = section.table.model().data(index, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip and "\u202e" not in section.table.model().data(index)
    box = section.sheet.editor("exhibit").widget
    assert "\u202e" not in box.itemText(2) and "not bold" in box.itemText(2)  # type: ignore[attr-defined]  # ArrowBox


def test_options_are_ticked_by_click_and_space_and_only_those_seen_are_worded(section: Section, show: Show) -> None:
    editor = section.sheet.editor("marks")
    assert isinstance(editor, SomeOfEditor)
    asked: list[int] = []

    def named(number: int) -> Label:
        asked.append(number)
        return Label(f"M-{number:05}", f"标注 {number}")

    section.set_options("marks", [Option(f"M-{number:05}", partial(named, number)) for number in range(10_000)])
    section.start_new()
    show(section, 800, 900)
    view = editor.widget
    view.grab()
    assert len(set(asked)) < 60, "of ten thousand only those that are seen"
    box = view.visualRect(editor.model.index(1, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 12, box.center().y()))
    view.setCurrentIndex(editor.model.index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert editor.value() == ("M-00001", "M-00002")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert editor.value() == ("M-00001",)
    set_language("zh")
    assert editor.model.data(editor.model.index(7, 0)) == "标注 7"


def test_an_exhibit_that_is_not_on_offer_any_more_stays_chosen(section: Section) -> None:
    gone = uuid4()
    section.sheet.show_values({**FULL, "exhibit": gone})
    assert section.sheet.values()["exhibit"] == gone
    section.set_options("marks", [Option(THREE, "M-003")])
    assert section.sheet.values()["marks"] == (THREE,)


def test_the_page_counts_and_speaks_both_languages(show: Show, section: Section) -> None:
    page = PapersPage([section])
    show(page, 1200, 620)
    section.set_rows([PaperRow(ONE, ("a", "b"), WARNING, Label("overdue", "已逾期"))])
    page.refresh()
    assert page.kinds.item(0).text() == "Evidence requests (1)"
    set_language("zh")
    assert page.kinds.item(0).text() == "调取证据（1）"
    assert section.table.model().headerData(0, Qt.Orientation.Horizontal) == "内容"
    section.start_new()
    write(section, "what", "x")
    assert page.unsaved


def test_a_time_of_day_is_taken_in_the_zone_of_the_complaint(section: Section) -> None:
    section.sheet.set_zone("Asia/Shanghai")
    section.start_new()
    write(section, "what", "x")
    sent = section.sheet.editor("sent")
    assert isinstance(sent, WhenEditor)
    QTest.keyClicks(sent.line, "2026-03-12 10:14")
    moment = section.sheet.values()["sent"]
    assert moment.at == datetime(2026, 3, 12, 2, 14, tzinfo=UTC) and moment.zone == "Asia/Shanghai"
    sent.line.setText("yesterday")
    section.sheet.submit()
    assert "not a date and time" in section.sheet.sentence()
    QTest.mouseClick(sent.now_button, Qt.MouseButton.LeftButton)
    assert section.sheet.values()["sent"].zone == "Asia/Shanghai"


def test_a_choice_that_may_stay_open_comes_back_as_nothing(section: Section) -> None:
    section.sheet.show_values({**FULL, "reply": Verdict.UNCLEAR})
    assert section.sheet.values()["reply"] is Verdict.UNCLEAR
    section.sheet.show_values(FULL)
    assert section.sheet.values()["reply"] is None


def test_acts_that_are_not_allowed_are_not_offered_and_need_their_words(show: Show) -> None:
    page = SignOff()
    show(page, 900, 500)
    page.set_standing(Standing("zhang"))
    heard = Heard(page.named, page.reopened)
    assert page.name.isVisible() and not page.finish_button.isVisible() and not page.approve_button.isVisible()
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert heard.said == [] and page.sentence() == "Type your name first."
    QTest.keyClicks(page.name, "Zhang San")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert heard.said == ["Zhang San"]
    page.set_standing(Standing("zhang", "Zhang San", (Label("Approver", "审批人"),), blind=True, may_reopen=True))
    assert not page.name.isVisible() and "Approver" in page.text() and "first review is not shown" in page.text()
    QTest.mouseClick(page.reopen_button, Qt.MouseButton.LeftButton)
    assert page.sentence() == "Give the reason first." and len(heard.said) == 1
    QTest.keyClicks(page.reason, "new footage")
    QTest.mouseClick(page.reopen_button, Qt.MouseButton.LeftButton)
    assert heard.said[-1] == "new footage"
    set_language("zh")
    assert "审批人" in page.text()
