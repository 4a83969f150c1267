"""The matrix: a cell for each point and recording, its marks one after the other, and the conclusion at the end."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence.labels import Label
from evidence.model.kinds import Result, Verdict
from evidence.model.places import Box, PagePlace
from tests.widgets.helpers import Heard, Show
from widgets.results.matrix import CellMark, MatrixLine, MatrixPanel
from widgets.words import set_language

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
PLACE = PagePlace(2, Box(0, 0, 9, 9))
COLUMNS = [("EX-01", "Counter camera"), ("EX-02", "<b>call</b>")]
LINES = [
    MatrixLine("BA01", Label("Underwriter named", "说明承保主体"), False, ((), ())),
    MatrixLine(
        "BA10", Label("Surrender charges", "退保损失"), True,
        ((CellMark(ONE, "M-001", Verdict.GIVEN_PARTLY, PLACE, "a little loss"),),
         (CellMark(TWO, "M-002", Verdict.NOT_FOUND, PLACE), CellMark(THREE, "M-003", Verdict.UNCLEAR, PLACE))),
        Result.GIVEN_PARTLY, Label("Heard in part.", "部分听到。"),
    ),
]  # fmt: skip


def said_of(panel: MatrixPanel, row: int, column: int) -> str:
    return str(panel.model.data(panel.model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))


def test_points_without_marks_come_on_demand_and_every_cell_says_what_is_in_it(show: Show) -> None:
    panel = MatrixPanel()
    show(panel, 900, 400)
    panel.set_matrix(COLUMNS, LINES)
    model = panel.model
    assert (model.rowCount(), model.columnCount()) == (1, 4)
    said = [said_of(panel, 0, column) for column in range(4)]
    assert "BA10" in said[0] and "critical" in said[0]
    assert "M-001 · Given partly · p. 2" in said[1] and "a little loss" in said[1]
    assert said[2].count("\n") == 1 and said[3] == "Given partly: Heard in part."
    panel.only_box.setChecked(False)
    assert model.rowCount() == 2 and said_of(panel, 0, 1) == "No mark"
    assert "<b>" not in (model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) or "")
    set_language("zh")
    assert "退保损失" in said_of(panel, 1, 0) and model.headerData(3, Qt.Orientation.Horizontal) == "综合结论"


def test_enter_leads_to_the_marks_of_a_cell_one_after_the_other(show: Show) -> None:
    panel = MatrixPanel()
    show(panel, 900, 400)
    panel.set_matrix(COLUMNS, LINES)
    heard = Heard(panel.mark_chosen)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 2))
    for _ in range(3):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert heard.said == [TWO, THREE, TWO]
    panel.set_matrix(COLUMNS, [*LINES])
    assert panel.view.currentIndex().column() == 2, "the place in the table stays"
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(heard.said) == 3


def test_only_the_row_of_a_point_that_changed_is_shown_again(show: Show) -> None:
    panel = MatrixPanel()
    show(panel, 900, 400)
    panel.only_box.setChecked(False)
    panel.set_matrix(COLUMNS, LINES)
    panel.view.setCurrentIndex(panel.model.index(0, 2))
    resets, rows = Heard(panel.model.modelReset), list[int]()
    panel.model.dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    panel.set_matrix(COLUMNS, [LINES[0], replace(LINES[1], result=Result.CONTRADICTED)])
    assert rows == [1] and not resets.said and panel.view.currentIndex().column() == 2
    assert said_of(panel, 1, 3).startswith("Contradicted")


def test_a_cell_of_very_many_marks_names_the_first_and_counts_the_rest() -> None:
    panel = MatrixPanel()
    marks = tuple(CellMark(UUID(int=number), f"M-{number}", Verdict.GIVEN, PLACE) for number in range(2_000))
    panel.set_matrix(COLUMNS, [replace(LINES[1], cells=(marks, ()))])
    said = said_of(panel, 0, 1)
    assert len(said) < 5_000 and said.startswith("M-0 ") and said.endswith("and 1960 more")
    assert len(panel.model.signs_at(panel.model.index(0, 1))) == 4
