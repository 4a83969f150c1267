"""The list of complaints: sorted, narrowed down, in pages, with deadlines in words and form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from evidence.model.kinds import DisputeKind
from evidence.register.lines import CaseState, Column, RegisterPage, Wanted
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from tests.widgets.registers import feed, page_of
from widgets.register import deadlines
from widgets.register.list import RegisterList
from widgets.register.model import COLUMNS, KEPT_PAGES, PAGE, RegisterModel
from widgets.words import set_language

DUE = COLUMNS.index(Column.DUE)


@pytest.fixture
def cases(show: Show) -> RegisterList:
    """A list with the sample complaints."""
    made = feed(RegisterList(), samples.register_lines())
    show(made, 1346, 400)
    return made


def shown(cases: RegisterList, column: Column = Column.LABEL) -> list[str]:
    model = cases.view.model()
    return [str(model.index(row, COLUMNS.index(column)).data()) for row in range(model.rowCount())]


def type_and_wait(cases: RegisterList, text: str) -> None:
    """Type, and let the pause after it be over."""
    cases.focus_filter()
    cases.filter.setText(text)
    cases._pause.stop()
    cases._look()


def test_a_complaint_is_opened_by_enter_and_by_double_click(cases: RegisterList) -> None:
    heard = Heard(cases.chosen)
    cases.view.selectRow(2)
    QTest.keyClick(cases.view, Qt.Key.Key_Return)
    place = cases.view.visualRect(cases.view.model().index(0, 1)).center()
    QTest.mouseClick(cases.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.said == [samples.ident(102)]
    QTest.mouseDClick(cases.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.said == [samples.ident(102), samples.ident(104)]


@pytest.mark.parametrize(
    ("typed", "label"), [("dormant", "C-2026-0003"), ("0002", "C-2026-0002"), ("基金", "C-2026-0002")]
)
def test_enter_opens_the_first_that_fits_what_was_typed_though_the_list_lags_behind(
    cases: RegisterList, typed: str, label: str
) -> None:
    heard = Heard(cases.chosen)
    cases.focus_filter()
    cases.filter.setText(typed)
    QTest.keyClick(cases.filter, Qt.Key.Key_Return)
    assert shown(cases) == [label]
    assert heard.said == [next(one.id for one in samples.register_lines() if one.label == label)]


def test_when_nothing_is_found_it_says_so_and_escape_shows_all(cases: RegisterList) -> None:
    type_and_wait(cases, "zzz")
    assert "zzz" in cases._empty.text() and not cases.view.isVisible()
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    assert cases.view.isVisible() and cases.view.hasFocus()
    assert len(shown(cases)) == 5


def test_down_leads_from_the_field_to_the_list(cases: RegisterList) -> None:
    cases.focus_filter()
    QTest.keyClick(cases.filter, Qt.Key.Key_Down)
    assert cases.view.hasFocus()


def test_before_the_first_page_it_says_that_it_is_reading_and_without_complaints_what_to_press(show: Show) -> None:
    made = RegisterList()
    show(made)
    heard = Heard(made.new_wished)
    assert "Reading the list" in texts(made)
    feed(made, [])
    assert "No complaint yet: press Ctrl+N" in texts(made)
    assert not made.filters.isVisible(), "there is nothing to choose from"
    QTest.mouseClick(made._new, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 1
    set_language("zh")
    assert "尚无投诉" in texts(made)


def test_a_click_on_a_heading_sorts_and_another_turns_the_order(cases: RegisterList) -> None:
    header = cases.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(COLUMNS.index(Column.CUSTOMER)) + 20, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    first = shown(cases, Column.CUSTOMER)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert first == shown(cases, Column.CUSTOMER)[::-1]
    assert sorted(first) in (first, first[::-1])


def test_the_order_is_chosen_by_keys_too(cases: RegisterList) -> None:
    assert shown(cases)[0] == "C-2026-0005"
    cases.turn_order()
    assert shown(cases)[0] == "C-2026-0001"
    cases.sort_by_next()
    assert cases.model.wanted.order is Column.CUSTOMER


def test_choices_narrow_the_list_down_and_one_button_shows_all_again(cases: RegisterList) -> None:
    filters = cases.filters
    assert not filters.clear.isEnabled()
    filters.kind.setCurrentIndex(1 + list(DisputeKind).index(DisputeKind.FE))
    assert shown(cases) == ["C-2026-0003"]
    assert "1 of 5 complaints" in texts(cases)
    filters.state.setCurrentIndex(1 + list(CaseState).index(CaseState.CLOSED))
    assert shown(cases) == [] and "Show all" in cases._empty.text()
    QTest.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    assert len(shown(cases)) == 5 and filters.kind.currentIndex() == filters.state.currentIndex() == 0
    filters.branch.setCurrentIndex(2)
    assert set(shown(cases, Column.BRANCH)) == {"Harbour Square branch"}


@pytest.mark.parametrize(("place", "labels"), [(1, ["0001"]), (2, ["0002", "0001"]), (3, ["0003", "0002", "0001"])])
def test_deadlines_within_some_days_are_found_with_what_is_overdue(
    cases: RegisterList, place: int, labels: list[str]
) -> None:
    cases.filters.deadline.setCurrentIndex(place)
    assert [label[-4:] for label in shown(cases)] == labels


def test_a_deadline_is_told_in_words_and_by_a_shape(cases: RegisterList) -> None:
    assert [text.split(" · ")[0] for text in shown(cases, Column.DUE)] == [
        "–", "9 days left", "1 day left", "Due today", "2 days overdue",
    ]  # fmt: skip
    shapes = [deadlines.sign_of(samples.TODAY + timedelta(days=left), samples.TODAY) for left in (-1, 0, 3, 4)]
    assert [one.shape for one in shapes if one] == ["square_cross", "triangle_mark", "triangle_mark", "ring_clock"]
    heard = str(cases.view.model().index(4, DUE).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Decision: last day 2026-09-12, 2 days overdue; figure not verified" in heard
    assert "nobody has verified" in texts(cases)
    set_language("zh")
    assert "逾期 2 日" in shown(cases, Column.DUE)[4]


def test_a_verified_figure_is_not_called_unverified(show: Show) -> None:
    lines = [replace(line, due_verified=True) for line in samples.register_lines()]
    made = feed(RegisterList(), lines)
    show(made, 1346, 400)
    assert not made._note.isVisible()


def test_only_the_pages_that_are_looked_at_are_asked_for_and_few_are_kept() -> None:
    lines = [replace(samples.register_lines()[0], id=samples.ident(n), label=f"C-{n:06}") for n in range(9000)]
    model = RegisterModel()
    asked = Heard(model.page_wished)
    model.want(Wanted())
    model.set_page(page_of(lines, Wanted(), 0))
    assert model.rowCount() == 9000 and len(asked.said) == 1
    assert model.index(8999, 0).data() == "…", "not known yet"
    assert model.index(8990, 0).data() == "…"
    assert asked.said[1:] == [(Wanted(), 8900)], "asked for once"
    model.set_page(page_of(lines, Wanted(), 8900))
    assert model.index(8999, 0).data() == "C-000000"
    for first in range(0, 9000, PAGE):
        model.set_page(RegisterPage(Wanted(), first or PAGE, (), 9000, 9000, samples.TODAY))
    assert len(model._pages) <= KEPT_PAGES


def test_a_page_of_what_is_not_wanted_any_more_is_left_aside(cases: RegisterList) -> None:
    old = page_of(samples.register_lines()[:1], cases.model.wanted, 0)
    cases.filters.kind.setCurrentIndex(1 + list(DisputeKind).index(DisputeKind.WP))
    cases.set_page(old)
    assert shown(cases) == ["C-2026-0002"]


def test_the_complaint_that_is_selected_stays_selected_when_the_list_is_read_again(cases: RegisterList) -> None:
    cases.view.selectRow(3)
    cases.refresh()
    assert cases.selected() == samples.ident(101)


def test_the_layout_is_remembered_and_nonsense_changes_nothing(cases: RegisterList, show: Show) -> None:
    cases.view.setColumnWidth(DUE, 260)
    cases.view.horizontalHeader().setSortIndicator(DUE, Qt.SortOrder.AscendingOrder)
    kept = cases.layout_text()
    again = RegisterList()
    again.restore_layout(kept)
    feed(again, samples.register_lines())
    show(again, 1346, 400)
    assert again.view.columnWidth(DUE) == 260
    assert (again.model.wanted.order, again.model.wanted.descending) == (Column.DUE, False)
    for nonsense in ("", "x", "AAAA", "é", kept[:40]):
        plain = RegisterList()
        plain.restore_layout(nonsense)
        assert plain.model.wanted == Wanted(), nonsense


def test_a_direction_override_in_a_title_is_visible(cases: RegisterList) -> None:
    titles = shown(cases, Column.TITLE)
    assert any("⟨U+202E⟩" in title for title in titles) and not any(samples.OVERRIDE in title for title in titles)
