"""Every page and dialog in both languages: each control has a name, Tab reaches it and shows it, no words are cut."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.window.clocks import ClockDialog
from app.window.welcome import Welcome
from tests.app.window import looking
from tests.app.window.person import Person
from widgets.keys_dialog import KeysDialog
from widgets.language import set_language
from widgets.player.transport import SoundState
from widgets.settings.dialog import SettingsDialog

SIZES = ((1366, 768), (1920, 1080))


def laid_out(area: QWidget) -> None:
    """Let what was turned to be laid out: once, once more where a bar to scroll has come, and what is read late."""
    for _ in range(60):
        QApplication.processEvents()
        if not looking.cut_off(area):
            return
        time.sleep(0.02)


def pages(person: Person) -> Iterator[tuple[str, QWidget]]:
    """Turn to one page after the other."""
    window, desk = person.window, person.desk
    yield "desk", window
    for page in (desk.conclusions, desk.matrix, desk.dates, desk.findings.panel):
        desk.tabs.setCurrentWidget(page)
        yield type(page).__name__, desk.tabs
    desk.tabs.setCurrentIndex(0)
    desk.views.setCurrentWidget(desk.together)
    yield "together", window
    desk.views.show_stage()
    window.do("papers")
    for key, section in window.papers.sections.items():
        window.papers.page.show_kind(key)
        if section.spec.new is not None:
            section.start_new()
        yield key, window
        section.close_sheet()
    window.papers.page.show_kind("sign_off")
    yield "sign_off", window
    window.do("papers")
    window.do("edit_case")
    yield "form", window
    window._leave_form()


def the_list(person: Person) -> Iterator[tuple[str, QWidget]]:
    """Turn to the list of complaints, and back."""
    person.window._turn_to(person.window.cases)
    yield "list", person.window
    person.window._turn_to(person.desk)


def dialogs(person: Person) -> Iterator[tuple[str, QDialog]]:
    """Open one dialog after the other."""
    person.desk.do("clock")
    clock = person.dialog(ClockDialog)
    clock.resize(1140, 680)
    for page in clock.view.pages:
        clock.view.turn_to(page)
        yield f"clock {page.value}", clock
    person.leave_dialog()
    person.window.do("keys")
    yield "keys", person.dialog(KeysDialog)
    person.leave_dialog()
    for key in ("keys", "speeds", "look", "size", "library"):
        person.window.choosing.open(person.window.session.folder, key)
        yield f"settings {key}", person.dialog(SettingsDialog)
        person.leave_dialog()
    welcome = Welcome()
    welcome.show()
    yield "welcome", welcome
    welcome.close()


def resize(person: Person, size: tuple[int, int]) -> None:
    """Make the window as large as a screen."""
    person.window.resize(*size)
    person.rest(0.05)
    assert person.window.size().toTuple() == size


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_words_are_cut_and_every_control_has_a_name(person: Person, language: str) -> None:
    set_language(language)
    found: list[str] = []
    for size in SIZES:
        resize(person, size)
        for name, area in chain(pages(person), the_list(person)):
            laid_out(area)
            found += [f"{name} {size[0]}: {each}" for each in (*looking.cut_off(area), *looking.nameless(area))]
    for name, area in dialogs(person):
        laid_out(area)
        found += [f"{name}: {each}" for each in (*looking.cut_off(area), *looking.nameless(area))]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_with_the_transcript_beside_it_the_player_is_not_cut_on_the_smallest_screen(
    person: Person, language: str
) -> None:
    set_language(language)
    resize(person, SIZES[0])
    person.desk.do("transcript")
    for label in ("EX-01", "EX-04"):
        person.choose(label)
        for state in SoundState:
            person.stage.transport.set_sound(state)
            person.rest()
            person.until(
                lambda: not (looking.cut_off(person.window) or looking.hidden_behind(person.stage)),
                f"{label} {state}: {looking.cut_off(person.window)} {looking.hidden_behind(person.stage)}",
            )
    assert person.window.width() == SIZES[0][0], "the window grew beyond the screen"


def test_tab_leads_through_every_page_of_the_settings(person: Person) -> None:
    found: list[str] = []
    for name, area in dialogs(person):
        if name.startswith("settings"):
            found += [f"{name}: Tab does not reach {each}" for each in looking.unreached(area)]
            found += [f"{name}: the focus is not seen on {each}" for each in looking.without_visible_focus(area)]
    assert not found, "\n".join(found)


def test_tab_leads_to_every_control_and_shows_where_it_is(person: Person) -> None:
    found: list[str] = []
    for name, area in chain(pages(person), the_list(person)):
        laid_out(area)
        found += [f"{name}: Tab does not reach {each}" for each in looking.unreached(area)]
        found += [f"{name}: the focus is not seen on {each}" for each in looking.without_visible_focus(area)]
    assert not found, "\n".join(dict.fromkeys(found))
