"""The list of exhibits."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.lists.exhibits import ExhibitList, OriginalState, state_signs
from widgets.words import set_language


@pytest.fixture
def exhibits(show: Show) -> ExhibitList:
    """A list with exhibits in all their states."""
    made = ExhibitList()
    made.set_exhibits(samples.exhibits())
    show(made, 330, 600)
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
