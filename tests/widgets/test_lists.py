"""The lists of complaints and of exhibits."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.lists.cases import CaseList
from widgets.lists.exhibits import ExhibitList, OriginalState, state_signs
from widgets.words import set_language


@pytest.fixture
def exhibits(show: Show) -> ExhibitList:
    """A list with exhibits in all their states."""
    made = ExhibitList()
    made.set_exhibits(samples.exhibits())
    show(made, 330, 600)
    return made


@pytest.fixture
def cases(show: Show) -> CaseList:
    """A list with the sample complaints."""
    made = CaseList()
    made.set_cases(samples.cases())
    show(made, 1100, 400)
    return made


def said_of(number: int, original: OriginalState = OriginalState.INTACT) -> str:
    return " | ".join(text for _, text in state_signs(samples.exhibits()[number - 1], original))


@pytest.mark.parametrize(
    ("number", "original", "words"),
    [
        (1, OriginalState.INTACT, ("No sound track", "clock not checked")),
        (2, OriginalState.MISSING, ("Original missing",)),
        (3, OriginalState.ALTERED, ("Original altered", "2 gaps", "Sound not assessed")),
        (4, OriginalState.INTACT, ("Sound partly usable",)),
        (6, OriginalState.INTACT, ("Cannot be played: the container is not known here", "clock not checked")),
        (7, OriginalState.INTACT, ("Damaged: it ends in the middle of a frame",)),
    ],
)
def test_everything_one_must_know_of_an_exhibit_is_said_in_words(
    number: int, original: OriginalState, words: tuple[str, ...]
) -> None:
    for word in words:
        assert word in said_of(number, original)


def test_a_sound_recording_in_order_and_a_document_have_nothing_to_say() -> None:
    assert said_of(2) == "" and said_of(5) == ""


def test_an_exhibit_is_chosen_by_click_and_by_enter(exhibits: ExhibitList) -> None:
    heard = Heard(exhibits.chosen)
    index = exhibits.view.model().index(3, 0)
    QTest.mouseClick(exhibits.view.viewport(), Qt.MouseButton.LeftButton, pos=exhibits.view.visualRect(index).center())
    QTest.keyClick(exhibits.view, Qt.Key.Key_Up)
    QTest.keyClick(exhibits.view, Qt.Key.Key_Return)
    assert heard.said == [samples.ident(4), samples.ident(3)]


def test_the_exhibit_selected_stays_selected(exhibits: ExhibitList) -> None:
    exhibits.select(samples.ident(4))
    exhibits.set_exhibits(samples.exhibits()[2:], {samples.ident(4): OriginalState.MISSING})
    assert exhibits.selected() == samples.ident(4)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_screen_reader_hears_an_exhibit_whole(exhibits: ExhibitList, language: str) -> None:
    set_language(language)
    index = exhibits.view.model().index(2, 0)
    heard = str(exhibits.view.model().data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert "EX-03" in heard and samples.LONG_NAME[:40] in heard and ("gaps" if language == "en" else "缺口") in heard
    exhibits.grab()


def test_every_exhibit_is_high_enough_for_its_states(exhibits: ExhibitList) -> None:
    exhibits.set_exhibits(samples.exhibits(), {samples.ident(3): OriginalState.ALTERED})
    exhibits.grab()
    heights = [exhibits.view.visualRect(exhibits.view.model().index(row, 0)).height() for row in range(8)]
    assert heights[2] > heights[0] > heights[4] > 0


def test_without_exhibits_it_says_how_to_add_some(show: Show) -> None:
    made = ExhibitList()
    show(made)
    assert "Ctrl+O" in texts(made)
    set_language("zh")
    assert "尚无证据" in texts(made)


def test_a_thousand_exhibits_are_listed_quickly(show: Show) -> None:
    made = ExhibitList()
    show(made, 300, 600)
    started = time.process_time()
    made.set_exhibits([samples.exhibit(n, f"camera {n}") for n in range(1, 1001)])
    made.grab()
    assert time.process_time() - started < 10, "an order of magnitude too slow, on any machine"


def test_a_complaint_is_opened_by_enter_and_by_double_click(cases: CaseList) -> None:
    heard = Heard(cases.chosen)
    cases.select(samples.ident(102))
    QTest.keyClick(cases.view, Qt.Key.Key_Return)
    place = cases.view.visualRect(cases.view.model().index(0, 1)).center()
    QTest.mouseClick(cases.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.said == [samples.ident(102)]
    QTest.mouseDClick(cases.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.said == [samples.ident(102), samples.ident(104)]


@pytest.mark.parametrize(
    ("typed", "label"), [("dormant", "C-2026-0003"), ("0002", "C-2026-0002"), ("基金", "C-2026-0002")]
)
def test_a_complaint_is_found_by_part_of_what_is_known(cases: CaseList, typed: str, label: str) -> None:
    heard = Heard(cases.chosen)
    cases.focus_filter()
    cases.filter.setText(typed)
    assert cases.view.model().rowCount() == 1
    QTest.keyClick(cases.filter, Qt.Key.Key_Return)
    assert heard.said == [next(case.id for case in samples.cases() if case.label == label)]


def test_when_nothing_is_found_it_says_so_and_escape_shows_all(cases: CaseList) -> None:
    cases.focus_filter()
    QTest.keyClicks(cases.filter, "zzz")
    assert "zzz" in cases._empty.text() and not cases.view.isVisible()
    QTest.keyClick(cases.filter, Qt.Key.Key_Escape)
    assert cases.view.isVisible() and cases.view.hasFocus()


def test_down_leads_from_the_field_to_the_list(cases: CaseList) -> None:
    cases.focus_filter()
    QTest.keyClick(cases.filter, Qt.Key.Key_Down)
    assert cases.view.hasFocus()


def test_without_complaints_it_says_what_to_press(show: Show) -> None:
    made = CaseList()
    show(made)
    heard = Heard(made.new_wished)
    assert "No complaint yet: press Ctrl+N" in texts(made)
    QTest.mouseClick(made._new, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 1
    set_language("zh")
    assert "尚无投诉" in texts(made)


def test_complaints_are_sorted_by_a_click_on_a_heading(cases: CaseList) -> None:
    header = cases.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(6) + 20, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    model = cases.view.model()
    numbers = [int(str(model.data(model.index(row, 6)))) for row in range(model.rowCount())]
    assert numbers in (sorted(numbers), sorted(numbers, reverse=True))


def test_a_direction_override_in_a_title_is_visible(cases: CaseList) -> None:
    model = cases.view.model()
    titles = [str(model.data(model.index(row, 1))) for row in range(model.rowCount())]
    assert any("⟨U+202E⟩" in title for title in titles) and not any(samples.OVERRIDE in title for title in titles)
