"""The page of trends: every bar is where it is drawn, and leads to its own complaints by pointer, keys and table."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from evidence.labels import Label
from evidence.register.trends import Bar, Chart, ChartName, Form, Narrowing, Trends, TrendsWanted
from tests.widgets.helpers import Heard, Show
from widgets import theme
from widgets.register.list import RegisterList
from widgets.trends.chart import ChartCard, ChartView
from widgets.trends.page import TrendsPage
from widgets.words import set_language


def part(name: str) -> Narrowing:
    return Narrowing(Label(name, name), (("branch", name),))


def bar(name: str, value: int, row: int = 0, column: int = 0) -> Bar:
    return Bar(Label(name, name), value, part(name), row=row, column=column)


ROWS = (Label("played", "已播放"), Label("not played", "未播放"))
CHARTS = {
    Form.BARS: Chart(ChartName.BRANCH, Form.BARS, (bar("a", 9), bar("b", 4), bar("c", 1))),
    Form.COLUMNS: Chart(ChartName.MONTH, Form.COLUMNS, (bar("2026-01", 3), bar("2026-02", 5))),
    Form.SPANS: Chart(
        ChartName.TIME, Form.SPANS, (Bar(Label("2026-01", "2026-01"), 5, part("2026-01"), high=9, count=12),)
    ),
    Form.GRID: Chart(
        ChartName.COVERAGE,
        Form.GRID,
        tuple(bar(f"{r}{c}", 1 + r + c, r, c) for r in (0, 1) for c in (0, 1)),
        ROWS,
        ROWS,
    ),
}


@pytest.mark.parametrize("form", list(Form))
def test_a_click_on_any_bar_leads_to_its_own_complaints(form: Form, show: Show) -> None:
    view = ChartView()
    view.show_chart(CHARTS[form])
    show(view, 420, 200)
    heard = Heard(view.chosen)
    for number in range(len(CHARTS[form].bars)):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.center_of(number).toPoint())
    assert heard.said == [one.narrowing for one in CHARTS[form].bars]


def test_what_is_drawn_is_what_is_hit(show: Show) -> None:
    view = ChartView()
    view.show_chart(CHARTS[Form.BARS])
    show(view, 420, 100)
    view.clearFocus()
    image, ink = view.grab().toImage(), QColor(theme.ACCENT)
    filled = [any(image.pixelColor(x, y) == ink for x in range(image.width())) for y in range(image.height())]
    begins = [y for y in range(1, len(filled)) if filled[y] and not filled[y - 1]]
    assert len(begins) == 3
    heard = Heard(view.chosen)
    for y in begins:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, int(y / image.devicePixelRatio()) + 1))
    assert heard.said == [part("a"), part("b"), part("c")]


def test_arrows_move_and_enter_leads_there_in_the_drawing_and_in_the_table(show: Show) -> None:
    card = ChartCard()
    card.show_chart(CHARTS[Form.GRID])
    show(card, 420, 260)
    heard = Heard(card.chosen)
    card.view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(card.view, key)
    assert card.view.accessibleName() == "Outcome, by what was played. 11: 3"
    card.turn_over()
    card.table.selectRow(1)
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    assert heard.said == [part("11"), part("01")]


def test_a_bar_without_complaints_leads_nowhere(show: Show) -> None:
    view = ChartView()
    view.show_chart(Chart(ChartName.BRANCH, Form.BARS, (bar("a", 0), Bar(Label("2 others", "其余 2 项"), 7))))
    show(view, 420, 100)
    heard = Heard(view.chosen)
    for number in (0, 1):
        view.choose(number)
    assert heard.said == []


def test_the_page_asks_for_what_is_chosen_and_shows_nothing_else(show: Show) -> None:
    page = TrendsPage()
    show(page, 1346, 600)
    heard = Heard(page.wanted)
    trends = Trends(TrendsWanted(), date(2025, 7, 1), date(2026, 6, 15), 14, tuple(CHARTS.values()), (2026,), ("East",))
    page.show_trends(trends)
    page.period.setCurrentIndex(1)
    assert heard.said == [TrendsWanted(2026)]
    page.show_trends(trends)  # comes late: the year is wanted by now
    page.branch.setCurrentIndex(1)
    assert heard.said[-1] == TrendsWanted(2026, "East")
    assert page.rows()[:2] == [["By branch", "Complaints"], ["a", "9"]]
    set_language("zh")
    assert page.rows()[0] == ["按网点", "投诉件数"]
    assert page.picture().width() > page.width()


def test_the_list_says_which_part_it_shows_and_shows_all_again(show: Show) -> None:
    cases = RegisterList()
    show(cases, 1346, 400)
    heard = Heard(cases.page_wished)
    cases.show_part(part("East"))
    assert heard.said[-1][0].part == part("East") and heard.said[-1][0].narrowed
    cases.show_all()
    assert heard.said[-1][0].part is None
