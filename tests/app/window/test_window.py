"""The window itself: fits small screens in both languages, remembers, fills the screen, survives faults."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from app.window.faults import FaultReporter
from app.window.settings import Settings
from app.window.start import make_window
from evidence.errors import NotFound
from tests.app.window.person import Key, Modifier, Person
from tests.widgets.helpers import texts
from widgets.bars import MessageKind
from widgets.keys_dialog import KeysDialog
from widgets.language import set_language

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def outside(window: QWidget) -> list[str]:
    """Visible widgets that reach beyond the window, but for what lies in a view that scrolls."""
    room, found = QRect(QPoint(0, 0), window.size()), []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        inside = widget.visibleRegion().boundingRect()
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if not room.contains(place) and not inside.isEmpty() and not _scrolls(widget):
            found.append(f"{type(widget).__name__} {place}")
    return found


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if "ScrollArea" in type(above).__name__ or above.inherits("QAbstractScrollArea"):
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_widens_the_window_beyond_a_small_screen(sit_down: Callable[..., Person], language: str) -> None:
    person = sit_down(width=1366, height=768)
    set_language(language)
    person.open_case()
    for exhibit in ("EX-04", "EX-05", "EX-02"):
        person.choose(exhibit)
        person.press(Key.Key_I, Key.Key_1, Key.Key_0, Key.Key_Return)
        person.window.messages.say(MessageKind.ERROR, NotFound("a" * 300 + " and more " * 40, "字" * 400).sentence)
        for tab in range(3):
            person.desk.tabs.setCurrentIndex(tab)
            person.rest(0.02)
            assert (person.window.width(), person.window.height()) == (1366, 768)
            assert person.window.minimumSizeHint().width() <= 1280
            assert outside(person.window) == []
        person.window.messages.dismiss()
        person.press(Key.Key_Escape)


def test_the_divisions_the_volume_and_the_language_are_remembered(
    sit_down: Callable[..., Person], tmp_path: Path
) -> None:
    person = sit_down()
    person.open_case()
    splits = person.desk.findChildren(QSplitter)
    handles = [split.handle(1) for split in splits if split.handle(1) is not None]
    for handle in handles:
        assert handle is not None
        person.draw(handle, handle.rect().center(), handle.rect().center() + QPoint(-30, -30))
    person.stage.transport.volume.setValue(33)
    person.press((Key.Key_T, CTRL))
    sizes = {split._name: split.sizes() for split in splits if hasattr(split, "_name")}
    person.window.close()

    assert Settings(tmp_path / "settings.ini").volume == 33
    set_language(Settings(tmp_path / "settings.ini").language)
    again = sit_down()
    again.open_case()
    assert texts(again.window.header).count("添加文件") == 1
    assert again.stage.transport.volume.value() == 33
    for split in again.desk.findChildren(QSplitter):
        if hasattr(split, "_name"):
            assert all(abs(a - b) <= 4 for a, b in zip(split.sizes(), sizes[split._name], strict=True)), (
                f"{split._name}: {sizes[split._name]} became {split.sizes()}"
            )


def test_a_settings_file_full_of_nonsense_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("[General]\nvolume=loud\nwindow=x\n[division]\nupper-case=a, b\n[keys]\nundo=???\nnobody=Ctrl+P\n")
    settings = Settings(file)
    assert settings.volume == 80
    assert settings.division("upper-case") == []
    assert "undo" in settings.own_keys()


def test_f11_gives_the_picture_the_screen_and_the_keys_go_on_working(person: Person) -> None:
    small = person.stage.view.canvas.size()
    person.press(Key.Key_F11)
    person.until(lambda: person.window.isFullScreen())
    person.rest()
    assert person.stage.view.canvas.height() > small.height() + 100
    assert not person.desk.panel.isVisible() and not person.window.header.isVisible()
    person.press(Key.Key_Right)
    person.until(lambda: person.number() == 1)
    person.press(Key.Key_Escape)
    person.until(lambda: not person.window.isFullScreen())
    assert person.desk.panel.isVisible() and person.window.header.isVisible()
    assert person.focus_in(person.stage)
    assert not person.desk.tabs.isHidden()


def test_ctrl_tab_goes_round_the_areas_and_tab_walks_from_left_to_right(person: Person) -> None:
    desk = person.desk
    round_trip: tuple[QWidget, ...] = (desk.panel, desk.tabs, desk.exhibits, desk.stage)
    for one in round_trip:
        person.press((Key.Key_Tab, CTRL))
        assert person.focus_in(one), type(one).__name__
    areas: tuple[QWidget, ...] = (person.window.header, *round_trip)
    seen: list[str] = []
    for _ in range(60):
        person.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None and focused.isVisible()
        for area in areas:
            if person.focus_in(area) and (not seen or seen[-1] != type(area).__name__):
                seen.append(type(area).__name__)
    assert seen[:6] == ["Stage", "QTabWidget", "MarkPanel", "Header", "ExhibitList", "Stage"], seen


def test_the_keys_are_shown_by_f1_and_the_language_changes_live(person: Person) -> None:
    person.press(Key.Key_F1)
    shown = texts(person.dialog(KeysDialog))
    assert "Ctrl+Shift+K" in shown and "验证案卷" in shown
    person.leave_dialog()
    person.press((Key.Key_T, CTRL))
    assert "导出案卷" in texts(person.window.header)
    assert "精确帧" in texts(person.stage.view)
    person.press((Key.Key_T, CTRL))
    assert "Export case file" in texts(person.window.header)


def test_ctrl_l_goes_back_to_the_list_and_slash_and_ctrl_f_find(person: Person) -> None:
    person.press((Key.Key_L, CTRL))
    person.until(lambda: person.window.page is person.window.cases)
    assert person.focus_in(person.window.cases)
    assert person.stage.player.decoders == ()
    person.press((Key.Key_F, CTRL))
    person.write("nothing like this")
    person.until(lambda: person.window.cases.view.model().rowCount() == 0)
    person.press(Key.Key_Escape)
    person.until(lambda: person.window.cases.view.model().rowCount() == 1)
    person.open_case()


def test_a_fault_in_the_program_is_kept_and_said_and_the_window_stays(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reporter = FaultReporter(lambda sentence: person.window.messages.say(MessageKind.ERROR, sentence))
    reporter.install()
    try:
        for _ in range(3):
            person.window.session._keeper.ask(lambda library: 1 // 0, lambda _: None, lambda _: None)
        person.until(lambda: "fault of the program" in person.window.messages.text())
        person.rest(0.2)
    finally:
        reporter.remove()
    assert sys.excepthook is not reporter.report
    written = list(tmp_path.glob("replaydesk-fault-*.txt"))
    assert len(written) == 1, "a fault that repeats itself is kept once"
    assert "ZeroDivisionError" in written[0].read_text(encoding="utf-8")
    person.press(Key.Key_Right)
    person.until(lambda: person.number() == 1)


def test_an_unfound_library_is_a_sentence(application: QApplication, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        make_window(tmp_path, Settings(tmp_path / "s.ini"))
