"""The table of marks."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence.model.kinds import How, Verdict
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.marks.model import Column
from widgets.marks.table import MarkTable
from widgets.words import set_language


@pytest.fixture
def table(show: Show) -> MarkTable:
    """A table with the sample marks."""
    made = MarkTable()
    made.set_marks(samples.marks())
    show(made, 1200, 420)
    return made


def cell(table: MarkTable, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return table.model.data(table.model.index(row, column), role)


def column_texts(table: MarkTable, column: int) -> list[object]:
    return [cell(table, row, column) for row in range(table.model.rowCount())]


def row_point(table: MarkTable, row: int) -> QPoint:
    return table.view.visualRect(table.model.index(row, Column.QUOTE)).center()


def test_a_click_leads_back_to_the_mark(table: MarkTable) -> None:
    heard = Heard(table.chosen)
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=row_point(table, 1))
    mark = table.model.mark_at(1)
    assert mark is not None and heard.said == [mark.id]


def test_enter_chooses_and_arrows_only_select(table: MarkTable) -> None:
    chosen, selected = Heard(table.chosen), Heard(table.selected)
    table.view.selectRow(0)
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    second = table.model.mark_at(1)
    assert second is not None and chosen.said == [] and selected.said[-1] == second.id
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert chosen.said == [selected.said[-1]]


def test_withdrawn_marks_are_hidden_and_struck_through_when_shown(table: MarkTable) -> None:
    assert "M-010" not in column_texts(table, Column.MARK)
    assert table.withdrawn_box.text() == "Show withdrawn (1)"
    QTest.mouseClick(table.withdrawn_box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    row = column_texts(table, Column.MARK).index("M-010")
    font = cell(table, row, Column.QUOTE, Qt.ItemDataRole.FontRole)
    assert font.strikeOut()  # type: ignore[attr-defined]  # the role gives a font
    assert "withdrawn" in str(cell(table, row, Column.MARK, Qt.ItemDataRole.ToolTipRole))


def test_the_selection_stays_on_its_mark_when_marks_come_and_go(table: MarkTable) -> None:
    table.select(samples.ident(1005))
    table.set_marks([*samples.marks(), samples.mark(50, in_s=1, point="BA01")])
    kept = table.selected_mark()
    assert kept is not None and kept.id == samples.ident(1005)
    table.view.sortByColumn(Column.VERDICT, Qt.SortOrder.DescendingOrder)
    assert table.selected_mark() == kept
    table.set_marks([mark for mark in samples.marks() if mark.id != kept.id])
    assert table.selected_mark() is None


def test_selecting_from_outside_says_nothing(table: MarkTable) -> None:
    heard = Heard(table.chosen, table.selected)
    table.select(samples.ident(1005))
    table.select(None)
    assert heard.said == []


def test_marks_are_sorted_by_place_first_and_by_any_column_on_a_click(table: MarkTable) -> None:
    assert column_texts(table, Column.EXHIBIT) == sorted(str(one) for one in column_texts(table, Column.EXHIBIT))
    header = table.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(Column.POINT) + 8, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    points = [str(one) for one in column_texts(table, Column.POINT)]
    assert points in (sorted(points), sorted(points, reverse=True))


def test_a_row_that_only_has_the_focus_is_not_selected(table: MarkTable) -> None:
    assert table.view.hasFocus() and table.selected_mark() is None


def test_labels_are_sorted_as_numbers(show: Show) -> None:
    table = MarkTable()
    table.set_marks([samples.mark(n) for n in (1000, 9, 100)])
    table.view.sortByColumn(Column.MARK, Qt.SortOrder.AscendingOrder)
    assert column_texts(table, Column.MARK) == ["M-009", "M-100", "M-1000"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_verdict_and_way_of_knowing_are_words_beside_the_sign(table: MarkTable, language: str) -> None:
    set_language(language)
    assert {cell(table, row, Column.VERDICT) for row in range(9)} == {v.label.text(language) for v in Verdict}
    assert How.HEARD.label.text(language) in column_texts(table, Column.HOW)
    assert cell(table, 0, Column.VERDICT, Qt.ItemDataRole.DecorationRole) is not None
    heading = table.model.headerData(Column.VERDICT, Qt.Orientation.Horizontal)
    assert heading == ("Verdict" if language == "en" else "判定")


def test_an_empty_table_says_how_to_make_a_mark(show: Show) -> None:
    table = MarkTable()
    show(table)
    assert "Press I and O" in texts(table) and not table.view.isVisible()
    table.set_marks([samples.mark(1, withdrawn=True)])
    assert "withdrawn" in table._empty.text()
    set_language("zh")
    assert "撤回" in table._empty.text()


def test_text_from_outside_is_cut_and_its_traps_are_visible(show: Show) -> None:
    table = MarkTable()
    table.set_marks([samples.mark(1, quote=f"<b>x</b>{samples.OVERRIDE}" + "y" * 200_000)])
    shown = str(cell(table, 0, Column.QUOTE))
    assert shown.startswith("<b>x</b>⟨U+202E⟩") and len(shown) < 500
    assert "<b>" not in str(cell(table, 0, Column.QUOTE, Qt.ItemDataRole.ToolTipRole)).replace("<br>", "")


def test_ten_thousand_marks_are_shown_sorted_and_refreshed_quickly(show: Show) -> None:
    table = MarkTable()
    show(table, 1200, 500)
    marks = samples.many_marks(10_000)
    started = time.process_time()
    table.set_marks(marks)
    table.select(marks[5_000].id)
    table.view.sortByColumn(Column.VERDICT, Qt.SortOrder.AscendingOrder)
    table.grab()
    table.set_marks(marks[:-1])
    set_language("zh")
    table.grab()
    assert time.process_time() - started < 10, "an order of magnitude too slow, on any machine"
    kept = table.selected_mark()
    assert kept is not None and kept.id == marks[5_000].id


def test_letters_are_left_to_the_window(table: MarkTable) -> None:
    table.view.selectRow(3)
    QTest.keyClicks(table.view, "m")
    assert table.view.currentIndex().row() == 3
    assert not table.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_few_marks_that_are_others_come_to_the_same_rows_as_all_laid_anew(app: QApplication) -> None:
    marks = [samples.mark(number, in_s=number * 7 % 40, out_s=50) for number in range(1, 30)]
    table = MarkTable()
    table.set_marks(marks)
    table.select(marks[11].id)
    resets: list[bool] = []
    table.model.modelReset.connect(lambda: resets.append(True))
    moved = replace(marks[3], place=replace(marks[4].place), quote="other words")
    said = replace(marks[9], quote="said otherwise")
    gone = replace(marks[5], withdrawn=True)
    other = [
        moved if one is marks[3] else said if one is marks[9] else gone if one is marks[5] else one for one in marks
    ]
    other.append(samples.mark(40, in_s=20, out_s=21))
    orders = [(column, order) for column in (Column.EXHIBIT, Column.MARK, Column.POINT) for order in Qt.SortOrder]
    for column, order in orders:
        for with_withdrawn in (False, True):
            table.model.sort(column, order)
            table.show_withdrawn(with_withdrawn)
            table.set_marks(marks)
            resets.clear()
            table.set_marks(other)
            assert not resets, "the rows of the rest stay"
            anew = MarkTable()
            anew.show_withdrawn(with_withdrawn)
            anew.set_marks(other)
            anew.model.sort(column, order)
            shown = [table.model.mark_at(row) for row in range(table.model.rowCount())]
            assert table.model.withdrawn() == anew.model.withdrawn() == 1
            assert shown == [anew.model.mark_at(row) for row in range(anew.model.rowCount())]
            assert all(table.model.row_of(mark.id) == row for row, mark in enumerate(shown) if mark)
            assert (selected := table.selected_mark()) is not None and selected.id == marks[11].id
    table.set_marks(other[:-1])
    assert resets, "a mark that is not there any more is no few changes"
