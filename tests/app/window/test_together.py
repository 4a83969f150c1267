"""Several recordings at the window: all show their frames of one moment, and a mark goes to the one chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox

from app.ensemble.track import Track
from app.player.state import PlayerState
from app.window.together import TogetherPage
from evidence.model.mark import Span
from evidence.model.recording import Exhibit
from tests.app.window.person import Key, Modifier, Person
from tests.app.window.pictures import number_on_screen
from widgets.coverage.lane import PlayedLane
from widgets.language import set_language
from widgets.together.cell import PictureCell

SHIFT, ALT = Modifier.ShiftModifier, Modifier.AltModifier


@pytest.fixture
def page(person: Person) -> TogetherPage:
    """All three clips and the call, standing at their beginning."""
    person.press(Key.Key_T)
    page = person.desk.together
    person.until(lambda: len(page.ensemble.tracks) == 4, "the recordings were not opened")
    stands(person)
    return page


def stands(person: Person) -> None:
    person.until(lambda: person.desk.together.ensemble.now is PlayerState.PAUSED, "it never stood")


def exhibit(person: Person, label: str) -> Exhibit:
    return next(each for each in person.case.exhibits if each.label == label)


def track(person: Person, label: str) -> Track:
    wanted = exhibit(person, label).id
    return next(each for each in person.desk.together.ensemble.tracks if each.exhibit == wanted)


def cell(person: Person, label: str) -> PictureCell:
    return person.desk.together.view.grid.cells[track(person, label).key]


def check_pictures(person: Person) -> None:
    """The pixels of every cell carry the number that its own table has for this moment."""
    ensemble = person.desk.together.ensemble
    for key, each in person.desk.together.view.grid.cells.items():
        table = next(one.probed.table for one in ensemble.tracks if one.key == key)
        assert table is not None
        person.application.processEvents()
        assert number_on_screen(each.canvas) == table.frame_at(ensemble.wall_us)


def test_every_picture_shows_its_frame_of_the_moment(person: Person, page: TogetherPage) -> None:
    check_pictures(person)
    for keys in ([(Key.Key_Right, SHIFT)], [Key.Key_Right] * 3, [Key.Key_X, Key.Key_Right], [Key.Key_Left] * 2):
        person.press(*keys)
        stands(person)
        check_pictures(person)
    person.press(Key.Key_Space)
    person.until(lambda: page.ensemble.wall_us > 1_600_000)
    person.press(Key.Key_Space)
    stands(person)
    check_pictures(person)
    assert "frame" in cell(person, "EX-01").words_shown()


def test_a_mark_goes_to_the_recording_chosen_and_leads_back(person: Person, page: TogetherPage) -> None:
    person.click(cell(person, "EX-02").canvas)
    assert page.ensemble.active == track(person, "EX-02").key
    person.press((Key.Key_Right, SHIFT))
    stands(person)
    first = number_on_screen(cell(person, "EX-02").canvas)
    person.press(Key.Key_I, Key.Key_Right, Key.Key_Right)
    stands(person)
    person.click(cell(person, "EX-03").canvas)  # the mark stays in the recording in which it was begun
    last = number_on_screen(cell(person, "EX-02").canvas)
    person.press(Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F3, (Key.Key_2, ALT), Key.Key_Return)
    mark = person.saved_mark(0)
    assert isinstance(mark.place, Span)
    table = track(person, "EX-02").probed.table
    assert table is not None and first is not None and last is not None and last == first + 2
    assert (mark.exhibit_label, mark.place.frame) == ("EX-02", first)
    assert (mark.place.first.pts, mark.place.last.pts) == (table.pts[first], table.pts[last])
    person.press(Key.Key_Home)
    stands(person)
    person.press(Key.Key_Down)
    stands(person)
    assert number_on_screen(cell(person, "EX-02").canvas) == first
    assert person.desk.views.several
    lines = {line.label: line for line in page.view.timeline.strip.scene.lines}
    assert [each.label for each in lines["EX-02"].marks] == [mark.label]
    assert lines["EX-01"].marks == ()


def test_in_and_out_of_a_mark_begun_here_are_there_again_when_the_page_is(person: Person, page: TogetherPage) -> None:
    person.click(cell(person, "EX-02").canvas)
    person.press((Key.Key_Right, SHIFT))
    stands(person)
    person.press(Key.Key_I, Key.Key_Right, Key.Key_Right)
    stands(person)
    person.press(Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F3, (Key.Key_2, ALT))
    draft, selection = person.desk.panel.draft(), page.selection
    assert draft.in_us and draft.out_us and None not in selection
    person.choose("EX-03")
    assert not person.desk.panel.draft().begun and person.desk.drafts.lost
    person.press(Key.Key_T)
    person.until(lambda: len(page.ensemble.tracks) == 4, "the recordings were not opened")
    assert person.desk.panel.draft() == draft and page.selection == selection
    shown = page.view.chooser.findChildren(QCheckBox)
    box = next(each for each in shown if each.text().startswith("EX-02"))
    box.click()
    person.until(lambda: len(page.ensemble.tracks) == 3)
    stands(person)
    assert page.selection == (None, None)
    person.press(Key.Key_O, Key.Key_Return)
    assert person.desk.panel.draft() == draft, "no out point of another recording"
    assert "not shown here" in person.desk.panel.sentence() and not person.case.marks
    box.click()
    person.until(lambda: len(page.ensemble.tracks) == 4)
    stands(person)
    person.desk.views.focus()
    person.press(Key.Key_Return)
    mark = person.saved_mark(0)
    assert isinstance(mark.place, Span)
    assert (mark.exhibit_label, mark.place.in_us) == ("EX-02", draft.in_us)


def test_what_was_played_here_stands_in_the_lanes_of_what_was_heard(person: Person, page: TogetherPage) -> None:
    def lane() -> PlayedLane | None:
        return next(line.played for line in page.view.timeline.strip.scene.lines if line.label == "EX-01")

    for box in page.view.chooser.findChildren(QCheckBox):
        if box.text().startswith(("EX-02", "EX-03")) and box.isEnabled():
            box.click()  # one picture has room enough to count as seen
    person.until(lambda: len(page.ensemble.tracks) == 2)
    stands(person)
    person.desk.views.focus()
    person.press(Key.Key_Home)
    stands(person)
    before = lane()
    assert before is None or not before.own.get("picture")
    for _ in range(20):  # a machine too busy to show every picture counts nothing
        person.press(Key.Key_Home)
        stands(person)
        person.press(Key.Key_Space)
        person.until(lambda: page.ensemble.wall_us > page.ensemble.begin_us + 500_000)
        person.press(Key.Key_Space)
        stands(person)
        person.desk.coverage.ledger.write()
        person.rest(0.3)
        now = lane()
        if now is not None and now.own.get("picture"):
            break
    assert now is not None and now.own.get("picture"), "no lane shows it"
    assert page.view.timeline.strip.scene.lines[0].wall_of(0) == track(person, "EX-01").start_us
    assert "Played to" in now.words_at(next(iter(now.own["picture"]))[0])


def test_in_a_gap_there_is_no_picture_and_it_says_so(person: Person, page: TogetherPage) -> None:
    gap = track(person, "EX-03").probed.table
    assert gap is not None
    page.ensemble.seek(gap.gaps[0].from_us + 2_000_000)
    stands(person)
    assert cell(person, "EX-03").words_shown() == "gap: nothing was recorded"
    set_language("zh")
    assert cell(person, "EX-03").words_shown() == "缺口：无录制内容"
    person.press(Key.Key_Home)
    stands(person)
    person.press((Key.Key_Down, SHIFT))
    person.press((Key.Key_Up, SHIFT))
    stands(person)
    check_pictures(person)
    timeline, day_us = page.view.timeline, 86_400 * 1_000_000
    lines = list(timeline.strip.scene.lines)
    lines[0] = replace(lines[0], first_us=lines[0].first_us + day_us, last_us=lines[0].last_us + day_us)
    timeline.set_tracks(lines)
    for key in (Key.Key_F, (Key.Key_F, SHIFT)):
        folds = timeline.strip.scene.scale.folds
        assert folds and page.ensemble._skips == folds, "what is folded is passed over"
        person.press(key)
        assert page.ensemble._skips == timeline.strip.scene.scale.folds == ()
        person.press(key)


def test_two_moments_of_one_recording_stand_beside_each_other(person: Person, page: TogetherPage) -> None:
    for box in page.view.chooser.findChildren(QCheckBox):
        if "EX-01" not in box.text():
            person.click(box, QPoint(8, box.height() // 2))
    person.until(lambda: len(page.ensemble.tracks) == 1)
    stands(person)
    person.press(Key.Key_Right, Key.Key_Right)
    stands(person)  # the in point is taken from the picture on screen, not from what was asked for
    person.press(Key.Key_I, (Key.Key_Right, SHIFT))
    stands(person)
    person.press(Key.Key_D)
    person.until(lambda: len(page.ensemble.tracks) == 2)
    stands(person)
    person.application.processEvents()
    numbers = [number_on_screen(each.canvas) for each in page.view.grid.cells.values()]
    assert numbers == [27, 2]
    person.press(Key.Key_D)
    person.until(lambda: len(page.ensemble.tracks) == 1)


def test_leaving_the_page_ends_its_decoders(person: Person, page: TogetherPage, library: Path) -> None:
    assert len(page.ensemble.decoders) >= 3
    page.ensemble.play()
    person.press(Key.Key_T)
    assert not person.desk.views.several
    assert page.ensemble.decoders == ()
    assert page.ensemble.wait_closed()
    person.press(Key.Key_Right)
    person.stands()
    assert person.focus_in(person.stage)


def test_another_language_is_taken_after_several_were_looked_at(person: Person) -> None:
    together = person.desk.together
    person.press(Key.Key_T)
    person.until(lambda: together._showing._shown, "nothing was shown")
    person.press(Key.Key_T)
    person.until(lambda: not together.ensemble.tracks)
    together._showing._captions_again()  # what a change of language calls; an error in a slot would only be printed
    assert not person.desk.views.several
