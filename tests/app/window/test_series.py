"""Files of a recorder are met as one recording, and every mark belongs to one of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from app.window.clocks import ClockDialog
from app.window.together_files import GroupingDialog
from evidence.intake.adding import add
from evidence.intake.derived import load_peaks, load_quality
from evidence.model.kinds import DisputeKind
from evidence.model.mark import Span
from evidence.model.recording import Clock
from evidence.rules.checklists import load_checklists
from evidence.segments.oneclock import one_clock
from evidence.store.cases import new_case
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library
from tests.app.window.person import Person
from tests.barcodes import Recipe, make
from tests.cases import cases_of
from tests.segments import write_segments
from widgets.clocks.values import Way
from widgets.lists.exhibits import OriginalState
from widgets.lists.joining import ApartSheet, JoinSheet

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="session")
def _recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorder")
    paths = [*write_segments(folder), *write_segments(folder, "ch02", 300, sound_s=0)]
    with Library.create(folder / "library") as library:
        version = load_checklists()["BA"].version
        case = new_case(library, kind=DisputeKind.BA, checklist_version=version, rule_pack="CN", title="At the desk")
        for one in add(library, case.id, paths).linked:  # looked through once, not by every window again
            load_quality(library.layout, one.exhibit.recording)
            load_peaks(library.layout, one.exhibit.recording)
    return folder / "library"


@pytest.fixture
def person(_recorder: Path, tmp_path: Path, sit_down: Callable[..., Person]) -> Person:
    """Somebody with a case of two cameras, three files each; the first is on stage."""
    person = sit_down(Path(shutil.copytree(_recorder, tmp_path / "recorder")))
    person.open_case()
    return person


def rows(person: Person) -> list[str]:
    model = person.desk.exhibits.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def caption(person: Person) -> str:
    return person.stage.view.caption_text()


def go(person: Person, at_us: int) -> None:
    person.stage.player.show_time(at_us)
    person.stands()


def mark(person: Person, from_us: int, to_us: int) -> None:
    go(person, from_us)
    person.press(Key.Key_I)
    go(person, to_us)
    person.press(Key.Key_O, Key.Key_1, Key.Key_0)
    person.desk.do("verdict_given")
    person.desk.do("how_seen")
    person.desk.do("accept")


def test_a_series_is_one_row_and_one_timeline(person: Person) -> None:
    assert rows(person) == ["EX-01…EX-03 ch01", "EX-04…EX-06 ch02"]
    assert person.number() == 0
    tip = person.desk.exhibits.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "3 files · 14:00:00–14:00:08" in tip and "1 gap" in tip and "EX-03 " in tip and "(gap of 2 s)" in tip
    strip = person.stage.timeline.strip
    assert strip.shown.scale.last_us == 8_000_000
    assert strip.shown.pieces == ((0, "EX-01"), (2_000_000, "EX-02"), (6_000_000, "EX-03"))
    assert [(gap.from_us, gap.to_us) for gap in strip.shown.gaps] == [(4_000_000, 6_000_000)]
    assert "EX-01 · Frame 0 (0–49)" in caption(person)
    go(person, 1_960_000)
    assert person.number() == 49
    person.press(Key.Key_Right)
    person.sees(50)
    assert "EX-02 · Frame 0 (0–49)" in caption(person) and "14:00:02.000" in caption(person)
    person.press(Key.Key_Left)
    person.sees(49)
    person.press(Key.Key_End)
    person.sees(149)
    assert "EX-03 · Frame 49" in caption(person)


def test_the_files_of_a_series_unfold_and_can_be_looked_at_alone(person: Person) -> None:
    view = person.desk.exhibits.view
    view.setFocus()
    person.press(Key.Key_Right)
    assert [row.split()[0] for row in rows(person)] == ["EX-01…EX-03", "EX-01", "EX-02", "EX-03", "EX-04…EX-06"]
    person.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    person.until(lambda: person.stage.opened is not None and person.stage.opened.exhibit.label == "EX-02")
    person.sees(50)
    assert person.stage.timeline.strip.shown.scale.last_us == 2_000_000
    view.setFocus()
    person.press(Key.Key_Left)
    assert len(rows(person)) == 2
    corner = view.visualRect(view.model().index(0, 0)).topLeft() + QPoint(14, 34)
    person.click(view.viewport(), corner)
    assert len(rows(person)) == 5
    person.click(view.viewport(), view.visualRect(view.model().index(0, 0)).topLeft() + QPoint(60, 12))
    person.until(lambda: person.stage.opened is not None and person.stage.opened.exhibit.label == "EX-01…EX-03")


def test_a_mark_belongs_to_the_file_on_screen(person: Person) -> None:
    mark(person, 2_400_000, 3_000_000)
    saved = person.saved_mark(0)
    assert saved.exhibit_label == "EX-02" and isinstance(saved.place, Span)
    assert (saved.place.in_us, saved.place.out_us, saved.place.frame) == (400_000, 1_000_000, 10)
    assert saved.sha256 == next(one.recording.sha256 for one in person.case.exhibits if one.label == "EX-02")
    [drawn] = person.stage.timeline.strip.shown.lanes.marks
    assert isinstance(drawn.place, Span) and drawn.place.in_us == 2_400_000
    person.press(Key.Key_Home)
    person.sees(0)
    person.desk.go_to_mark(saved.id)
    person.sees(60)
    assert person.stage.opened is not None and person.stage.opened.exhibit.label == "EX-01…EX-03"


def test_a_mark_over_a_border_becomes_one_in_each_file_and_the_window_says_so(person: Person) -> None:
    mark(person, 1_800_000, 2_200_000)
    person.until(lambda: len(person.case.marks) == 2)
    first, second = person.marks_on_disk()
    assert (first.exhibit_label, second.exhibit_label) == ("EX-01", "EX-02")
    assert isinstance(first.place, Span) and isinstance(second.place, Span)
    assert (first.place.in_us, first.place.out_us) == (1_800_000, 1_960_000)
    assert (second.place.in_us, second.place.out_us) == (0, 200_000)
    person.until(lambda: "M-001 in EX-01, M-002 in EX-02" in person.window.messages.text())
    assert second.goes_on == "M-001" and not first.goes_on
    table = person.desk.marks.view.model()
    cells = [str(table.index(0, column).data()) for column in range(3)]
    assert table.rowCount() == 1 and cells[:2] == ["M-001 +1", "EX-01 +1"] and cells[2].count("+") == 1
    said = [table.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(2)]
    assert said == ["Mark: M-001 + M-002", "Exhibit: EX-01 + EX-02"]
    person.desk.go_to_mark(second.id)
    person.sees(50)
    assert person.desk.marks.selected_mark() == person.case.marks[0]


def test_a_mark_over_a_border_is_changed_withdrawn_and_undone_as_one(person: Person) -> None:
    mark(person, 1_800_000, 2_200_000)
    person.until(lambda: len(person.case.marks) == 2)
    person.desk.do("edit_mark")
    person.until(lambda: person.desk.panel.draft().mark == person.case.marks[0].id)
    draft = person.desk.panel.draft()
    assert (draft.in_us, draft.out_us, draft.label) == (1_800_000, 2_200_000, "M-001 + M-002")
    go(person, 2_400_000)
    person.press(Key.Key_O)
    person.desk.do("verdict_unclear")
    person.desk.do("accept")
    person.until(lambda: {one.verdict.value for one in person.case.marks} == {"unclear"})
    first, second = person.marks_on_disk()
    assert isinstance(first.place, Span) and isinstance(second.place, Span)
    assert (first.place.out_us, second.place.in_us, second.place.out_us) == (1_960_000, 0, 400_000)
    person.window.do("undo")
    person.until(lambda: {one.verdict.value for one in person.case.marks} == {"given"})
    assert isinstance(place := person.case.marks[1].place, Span) and place.out_us == 200_000
    person.desk.do("withdraw_mark")
    person.until(lambda: all(one.withdrawn for one in person.case.marks))
    person.window.do("undo")
    person.until(lambda: not any(one.withdrawn for one in person.case.marks))
    person.window.do("undo")
    person.until(lambda: all(one.withdrawn for one in person.case.marks))
    person.window.do("redo")
    person.until(lambda: not any(one.withdrawn for one in person.case.marks))


def test_a_mark_over_a_border_does_not_leave_one_of_its_files(person: Person) -> None:
    mark(person, 1_800_000, 2_200_000)
    person.until(lambda: len(person.case.marks) == 2)
    person.desk.do("edit_mark")
    person.until(lambda: person.desk.panel.draft().mark == person.case.marks[0].id)
    go(person, 1_900_000)
    person.press(Key.Key_O)
    person.desk.do("accept")
    person.until(lambda: "M-001 + M-002 belongs to EX-01 + EX-02" in person.said())


def test_nothing_is_marked_on_a_file_whose_original_was_altered(person: Person) -> None:
    piece = person.case.exhibits[1]
    person.desk.set_states({piece.recording.sha256: OriginalState.ALTERED})
    mark(person, 1_800_000, 2_200_000)
    person.rest()
    assert "EX-02" in person.said() and not person.marks_on_disk()


def test_a_missing_file_leaves_the_others_as_one(
    _recorder: Path, tmp_path: Path, sit_down: Callable[..., Person]
) -> None:
    folder = Path(shutil.copytree(_recorder, tmp_path / "recorder"))
    with Library.open(folder, read_only=True) as library:
        from evidence.store.exhibits import list_exhibits

        exhibits = list_exhibits(library, cases_of(library)[0].id)
        library.layout.original(exhibits[1].recording.sha256).unlink()
    person = sit_down(folder)
    person.open_case()
    go(person, 1_960_000)
    person.press(Key.Key_Right)
    person.sees(100)
    assert "EX-03" in caption(person)
    person.until(lambda: "EX-02" in person.window.messages.text())


def test_files_that_join_a_series_are_said_to(person: Person, tmp_path: Path) -> None:
    recipe = Recipe(frames=50, gop=10, b_frames=2, first_number=500, sound_s=2.0)
    assert person.drop([make(tmp_path / "ch01_20231001140008.mp4", recipe)])
    person.until(lambda: "Linked: EX-07." in person.window.messages.text())
    assert "EX-01…EX-07: 4 files are shown as one recording" in person.window.messages.text()
    person.until(lambda: rows(person)[0].startswith("EX-01…EX-07"))
    person.until(lambda: person.stage.timeline.strip.shown.scale.last_us == 10_000_000)
    person.stands()


def test_playing_together_a_series_is_one_lane(person: Person) -> None:
    person.desk.do("together")
    ensemble = person.desk.together.ensemble
    person.until(lambda: len(ensemble.tracks) == 2 and ensemble.at_us is not None)
    lines = person.desk.together.view.timeline.strip.scene.lines
    assert [line.label for line in lines] == ["EX-01…EX-03", "EX-04…EX-06"]
    assert {(line.first_us, line.last_us // 1_000_000) for line in lines} == {(0, 8)}
    ensemble.seek(2_480_000)
    person.until(lambda: ensemble.at_us == 2_480_000 and not ensemble.playing)
    assert person.desk.views.exhibit is not None and person.desk.views.exhibit.label == "EX-02"
    assert person.desk.views.seen is not None and person.desk.views.seen.at_us == 480_000
    person.desk.do("set_in")
    ensemble.seek(6_400_000)
    person.until(lambda: ensemble.at_us == 6_400_000)
    person.desk.do("set_out")
    person.press(Key.Key_1, Key.Key_0)
    for act in ("verdict_given", "how_seen", "accept"):
        person.desk.do(act)
    person.until(lambda: len(person.case.marks) == 2)
    assert [one.exhibit_label for one in person.case.marks] == ["EX-02", "EX-03"]
    assert person.desk.together.jump(-1) is not None
    person.desk.go_to_mark(person.case.marks[1].id)
    person.until(lambda: ensemble.at_us == 6_000_000)


def test_the_clock_of_one_file_is_set_for_all_in_one_act(person: Person) -> None:
    def clocks() -> list[Clock]:
        with Library.open(person.folder, read_only=True) as library:
            return [one.recording.clock for one in list_exhibits(library, cases_of(library)[0].id)]

    before = clocks()
    person.press(Key.Key_C)
    view = person.dialog(ClockDialog).view
    assert view.for_all.isVisible() and view.for_all.isChecked()
    assert view.for_all.text() == "For all 3 files of this recording (EX-01…EX-03)"
    view.turn_to(Way.READING)
    view.reading.wall.text.setText("2026-03-12 10:00:07")
    view.reading.doubt.field.setText("0.5")
    alone = view.fit
    assert alone is not None and [one.label for one, _ in view.clocks] == ["EX-01", "EX-02", "EX-03"]
    person.click(view.for_all)
    assert [(one.label, clock) for one, clock in view.clocks] == [("EX-01", alone.clock)]
    person.click(view.for_all)
    person.click(view.set)
    person.until(lambda: not person.application.activeModalWidget())
    after = clocks()
    assert one_clock(after[:3], (0, 2_000_000, 6_000_000)) and after[3:] == before[3:]
    assert {clock.uncertainty_us for clock in after[:3]} == {1_500_000}  # names tell seconds
    assert "clocks of 3 files (EX-01…EX-03) are set as one" in person.window.messages.text()


def take_apart(person: Person) -> None:
    person.desk.exhibits.view.setFocus()
    person.press((Key.Key_J, Modifier.ControlModifier | Modifier.ShiftModifier))
    dialog = person.dialog(GroupingDialog)
    assert isinstance(dialog.sheet, ApartSheet) and not dialog.sheet.now.isEnabled()
    assert "Give the reason" in dialog.sheet.sentence()
    person.write("two cameras")
    person.press(Key.Key_Return)
    person.until(lambda: len(rows(person)) == 4 and not person.application.activeModalWidget())
    person.window.activateWindow()
    person.until(person.window.isActiveWindow)


def test_a_recording_is_taken_apart_joined_by_hand_and_both_are_undone(person: Person) -> None:
    take_apart(person)
    assert [row.split()[0] for row in rows(person)] == ["EX-01", "EX-02", "EX-03", "EX-04…EX-06"]
    person.until(lambda: person.stage.opened is not None and person.stage.opened.exhibit.label == "EX-01")
    person.until(lambda: "each file is shown on its own" in person.window.messages.text())
    view = person.desk.exhibits.view
    view.setFocus()
    person.until(view.hasFocus)
    person.press(Key.Key_Home, (Key.Key_Down, Modifier.ShiftModifier))
    assert person.desk.exhibits.join.isVisible() and not person.desk.exhibits.apart.isVisible()
    person.press((Key.Key_J, Modifier.ControlModifier))
    dialog = person.dialog(GroupingDialog)
    sheet = dialog.sheet
    assert isinstance(sheet, JoinSheet) and sheet.order() == ["EX-01", "no gap", "EX-02"]
    start = sheet.start(person.case.exhibits[0].id)
    assert start.text() == "2023-10-01 14:00:00"
    start.setFocus()
    start.setText("2023-10-01 14:00:05.5")
    person.press(Key.Key_Tab)
    assert sheet.order() == ["EX-02", "gap of 1.5 s", "EX-01"] and not sheet.now.isEnabled()
    start.setText("2023-10-01 14:00:02.5")
    start.editingFinished.emit()
    assert "hold the same time for 1.5 s" in sheet.sentence()
    start.setText("soon")
    start.editingFinished.emit()
    assert "soon" in sheet.sentence()
    start.setText("2023-10-01 13:59:58")
    start.editingFinished.emit()
    assert sheet.order() == ["EX-01", "gap of 2 s", "EX-02"]
    sheet.reason.setFocus()
    person.write("same camera")
    person.press(Key.Key_Return)
    person.until(lambda: [row.split()[0] for row in rows(person)] == ["EX-01…EX-02", "EX-03", "EX-04…EX-06"])
    person.until(lambda: person.stage.opened is not None and person.stage.opened.exhibit.label == "EX-01…EX-02")
    tip = person.desk.exhibits.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "same camera" in tip and "(gap of 2 s)" in tip
    assert person.stage.timeline.strip.shown.scale.last_us == 6_000_000
    person.window.do("undo")
    person.until(lambda: len(rows(person)) == 4)
    person.window.do("undo")
    person.until(lambda: rows(person) == ["EX-01…EX-03 ch01", "EX-04…EX-06 ch02"])
    person.window.do("redo")
    person.until(lambda: len(rows(person)) == 4)


def test_files_that_cannot_be_one_are_not_joined(person: Person) -> None:
    view = person.desk.exhibits.view
    view.setFocus()
    person.press((Key.Key_J, Modifier.ControlModifier))
    person.until(lambda: "Choose two or more" in person.window.messages.text())
    person.press((Key.Key_Down, Modifier.ShiftModifier), (Key.Key_J, Modifier.ControlModifier))
    sheet = person.dialog(GroupingDialog).sheet
    sheet.reason.setText("same desk")
    assert isinstance(sheet, JoinSheet) and not sheet.now.isEnabled()
    assert "EX-04 has" in sheet.sentence() and "EX-01 has" in sheet.sentence() and "aac" in sheet.sentence()
    sheet.cancel.click()
    person.rest()
    assert len(rows(person)) == 2
