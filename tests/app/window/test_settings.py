"""The settings in the window: by keys from opening them to what holds in the next window, and broken files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.window.libraries import room_of
from app.window.settings import Settings
from app.window.start import next_window
from evidence.model.coverage import ReadRules
from evidence.store.library import Library
from tests.app.window.person import Person
from tests.widgets.helpers import texts
from widgets.keys_dialog import KeysDialog
from widgets.language import current_language, set_language
from widgets.settings.dialog import SettingsDialog
from widgets.settings.keys import KeysPage
from widgets.settings.library import LibraryPage
from widgets.settings.pages import LookPage, SizePage, SpeedsPage
from widgets.theme import Appearance, dress

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SETTINGS = (Key.Key_Comma, CTRL)


def settings_of(person: Person, page: int) -> SettingsDialog:
    """Open the settings by their key, and go down to a page."""
    person.press(SETTINGS)
    dialog = person.dialog(SettingsDialog)
    person.press(*[Key.Key_Down] * page)
    return dialog


def begun(person: Person) -> bool:
    """Whether a mark was begun on the timeline."""
    return person.stage.timeline.strip.look.in_us is not None


def test_a_key_of_ones_own_works_at_once_is_shown_by_f1_and_is_there_next_time(
    sit_down: Callable[..., Person], tmp_path: Path
) -> None:
    person = sit_down()
    person.open_case()
    dialog = settings_of(person, 0)
    page = dialog.findChild(KeysPage)
    assert page is not None
    person.press(Key.Key_Tab)
    person.write("mark begins")
    person.press(Key.Key_Return, Key.Key_Return, Key.Key_BracketLeft)
    assert "“The mark begins here” has the key [ now." in texts(dialog)
    person.leave_dialog()
    person.desk.views.focus()
    person.press(Key.Key_I)
    assert not begun(person), "the key before does nothing any more"
    person.press(Key.Key_BracketLeft)
    assert begun(person)
    person.press(Key.Key_F1)
    assert "[" in texts(person.dialog(KeysDialog)).splitlines()
    person.leave_dialog()
    assert Settings(tmp_path / "settings.ini").own_keys() == {"set_in": ["["]}
    person.window.close()
    again = sit_down()
    assert again.window.keys.keys("set_in") == ("[",)


def test_speeds_jump_and_readable_height_hold_at_once(person: Person, tmp_path: Path) -> None:
    dialog = settings_of(person, 1)
    page, size = dialog.findChild(SpeedsPage), dialog.findChild(SizePage)
    assert page is not None and size is not None
    person.click(page.boxes[1.5])
    page.jump.setFocus()
    person.press(Key.Key_Up)
    person.leave_dialog()
    shown = person.stage.transport.speed
    assert [shown.itemData(row) for row in range(shown.count())] == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert "0.5 s back" in person.stage.transport._back.toolTip()
    person.desk.views.focus()
    person.press((Key.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    person.until(lambda: person.stage.player.exact and (person.stage.player.at_us or 0) > 0)
    assert 0 < (person.stage.player.at_us or 0) <= 500_000
    assert person.stage.shuttle.pace.faster(1.0) == 2.0
    settings_of(person, 3)
    person.press(Key.Key_Tab)
    for typed in ("40", "700", "1.5"):
        person.write(typed)
        person.press(Key.Key_Tab)
    person.leave_dialog()
    assert person.desk.coverage.ledger.rules.least_picture_px == 90
    assert person.desk.coverage.reader.rules == ReadRules(700, 1500)
    kept = Settings(tmp_path / "settings.ini")
    assert kept.read_rules == ReadRules(700, 1500)
    assert kept.play_rules.least_picture_px == 90 and kept.pace == person.stage.shuttle.pace


WORDS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="zh_CN"><context><message>
<source>Settings</source><comment>设置</comment><translation>偏好设置</translation></message></context></TS>"""


def test_words_that_a_translator_corrected_are_taken_from_a_file(person: Person, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ts", tmp_path / "bad.ts"
    good.write_text(WORDS, encoding="utf-8")
    bad.write_text(WORDS.replace("<comment>设置</comment>", ""), encoding="utf-8")
    dialog = settings_of(person, 2)
    page = dialog.findChild(LookPage)
    assert page is not None and not page.own_words.isEnabled()
    person.press(Key.Key_Tab, Key.Key_Right)
    person.click(page.choose_words)
    person.answer_file_dialog(str(bad))
    person.until(lambda: "第 1 行" in texts(dialog))
    assert dialog.windowTitle() == "设置"
    person.click(page.choose_words)
    person.answer_file_dialog(str(good))
    person.until(lambda: dialog.windowTitle() == "偏好设置")
    assert "第 1 行" not in texts(dialog) and Settings(tmp_path / "settings.ini").words_file == good
    person.click(page.own_words)
    assert dialog.windowTitle() == "设置" and Settings(tmp_path / "settings.ini").words_file is None
    (tmp_path / "words.ts").write_text(WORDS, encoding="utf-8")
    assert Settings(tmp_path / "settings.ini").words_file is None, "the program's own were chosen"
    assert Settings(tmp_path / "other.ini").words_file == tmp_path / "words.ts", "one beside the settings is taken"
    person.dialog(SettingsDialog)  # the window behind it was brought forward with the file dialog's end
    person.leave_dialog()


def test_language_and_look_change_at_once_and_are_remembered(person: Person, tmp_path: Path) -> None:
    dialog = settings_of(person, 2)
    page = dialog.findChild(LookPage)
    assert page is not None
    person.press(Key.Key_Tab, Key.Key_Right)
    assert current_language() == "zh" and "设置" in texts(dialog)
    person.click(page.appearances[Appearance.DARK])
    assert dress.appearance is Appearance.DARK
    kept = Settings(tmp_path / "settings.ini")
    assert (kept.language, kept.appearance) == ("zh", Appearance.DARK)
    person.click(page.appearances[Appearance.DESKTOP])
    person.leave_dialog()
    set_language("en")


def test_another_library_is_opened_in_a_new_window_and_nothing_of_the_first_one_moves(
    person: Person, tmp_path: Path
) -> None:
    other, before = tmp_path / "other", sorted(person.folder.rglob("*"))
    other.mkdir()
    dialog = settings_of(person, 4)
    page = dialog.findChild(LibraryPage)
    assert page is not None and str(person.folder) in texts(dialog)
    person.press(Key.Key_Tab, Key.Key_Space)
    files = person.dialog(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "settings.ini"))
    assert page._sentence.text(), "why it cannot be opened is said where it was asked"
    files.fileSelected.emit(str(other))
    files.close()
    person.until(lambda: not person.window.isVisible())
    assert person.window.next_library == other
    settings = Settings(tmp_path / "settings.ini")
    following = next_window(person.window, settings)
    assert following is not None and following.session.folder == other
    assert settings.recent_libraries == [other, person.folder]
    following.close()
    assert next_window(following, settings) is None
    assert [one for one in sorted(person.folder.rglob("*")) if one not in before] == []
    person.window = following


def test_what_is_not_saved_keeps_the_library_open_until_it_is_thrown_away(person: Person, tmp_path: Path) -> None:
    other = tmp_path / "other"
    Library.create(other).close()
    person.press((Key.Key_I, CTRL))
    person.write("changed")
    person.window.choosing.library_wished.emit(other)
    assert person.window.isVisible() and person.window.next_library is None
    person.throw_away()
    assert not person.window.isVisible() and person.window.next_library == other


def test_a_library_that_went_away_leads_back_to_the_former_one(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.window.next_library = tmp_path / "nowhere"
    person.window.close()
    again = next_window(person.window, Settings(tmp_path / "settings.ini"))
    assert again is not None and again.session.folder == person.folder and again.messages.text()
    again.close()
    person.window = again


def test_the_room_of_a_disk_is_said_or_not_known(tmp_path: Path) -> None:
    free, total = room_of(tmp_path) or ("", "")
    assert free.endswith("B") and total.endswith("B")
    assert room_of(tmp_path / "nowhere") is None


BROKEN = "[General]\nvolume=loud\nspeeds=0.1, 9\nno line of a settings file\n[keys]\nundo=???\nnobody=Ctrl+P\n"


def test_a_broken_settings_file_is_named_and_stays_until_a_person_changes_something(
    sit_down: Callable[..., Person], tmp_path: Path
) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(BROKEN)
    person = sit_down()
    said = person.window.messages.text()
    assert str(file) in said and "keys/nobody, keys/undo, speeds, volume" in said
    assert person.stage.transport.volume.value() == 80 and person.window.keys.own == {"undo": ()}
    person.stage.transport.volume.setValue(33)
    person.window.close()
    assert file.read_text() == BROKEN, "what the program remembers by itself is no reason to write over it"
    person = sit_down()
    dialog = settings_of(person, 1)
    assert str(file) in texts(dialog)
    page = dialog.findChild(SpeedsPage)
    assert page is not None
    person.click(page.boxes[3.0])
    assert (tmp_path / "settings.ini.before").read_text() == BROKEN
    assert Settings(file).speeds == (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
    assert "cannot be used" not in texts(dialog)
    person.leave_dialog()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("language=xx", "language"),
        ("appearance=blue", "appearance"),
        ("jump_seconds=-3", "jump_seconds"),
        ("speeds=fast", "speeds"),
        ("volume=400", "volume"),
    ],
)
def test_values_that_cannot_be_used_are_named_and_the_usual_ones_hold(tmp_path: Path, line: str, name: str) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(f"[General]\n{line}\n")
    settings, usual = Settings(file), Settings(tmp_path / "none.ini")
    assert settings.trouble is not None and f"({name})" in settings.trouble.en and name in settings.trouble.zh
    assert settings.pace == usual.pace and settings.language == usual.language
    assert settings.appearance is usual.appearance and settings.volume in (80, 100)
    assert usual.trouble is None


def test_a_file_of_the_program_itself_is_read_without_complaint(
    sit_down: Callable[..., Person], tmp_path: Path
) -> None:
    person = sit_down()
    person.window.choosing.choose_language("zh")
    person.window.close()
    assert Settings(tmp_path / "settings.ini").trouble is None
