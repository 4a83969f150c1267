"""A window that is left leaves nothing behind: no part of it goes on living, and none was ever a window of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.app.window.person import Key, Modifier, Person


@pytest.mark.parametrize("at_the_rules", [False, True])
def test_nothing_of_a_window_lives_on_once_it_was_left(
    application: QApplication, library: Path, tmp_path: Path, at_the_rules: bool
) -> None:
    before = set(map(id, application.allWidgets()))
    person = Person(application, library, tmp_path / "settings.ini", 1366, 768)
    if at_the_rules:
        person.press((Key.Key_R, Modifier.ControlModifier))
        person.until(lambda: person.window.rules.page is not None)
        assert person.window.isActiveWindow(), "a part was shown as a window, and took the keys away"
    person.leave()
    assert [type(widget).__name__ for widget in application.allWidgets() if id(widget) not in before] == []
