"""One complaint at the window, by keys and mouse: the frame that is marked is the frame that comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.player.player import Player
from evidence.media.frames import FrameTable
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark, Span
from tests.app.window.person import Key, Modifier, Person

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
UNDO, REDO = (Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT)


def table_of(person: Person) -> FrameTable:
    opened = person.stage.opened
    assert opened is not None and opened.probed.table is not None
    return opened.probed.table


def span_of(mark: Mark) -> Span:
    assert isinstance(mark.place, Span)
    return mark.place


def step_to(person: Person, steps: int) -> int:
    """So many single frames on, each waited for; the number then in the pixels."""
    for _ in range(steps):
        before = person.stage.player.frame
        person.press(Key.Key_Right)
        person.stands_on_other_frame(before)
    number = person.number()
    assert number is not None
    return number


def test_a_mark_made_by_keys_stands_on_the_frame_whose_number_was_on_screen_and_leads_back_to_it(
    person: Person, sit_down: Callable[..., Person]
) -> None:
    person.choose("EX-02")
    assert person.focus_in(person.stage)
    assert not person.input_method_on()
    person.press((Key.Key_Right, SHIFT))
    person.stands()
    first = step_to(person, 3)
    assert first > 3
    person.press(Key.Key_I)
    last = step_to(person, 4)
    assert last == first + 4
    person.press(Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F3, (Key.Key_2, ALT), Key.Key_Q)
    assert person.input_method_on(), "Chinese can be written into the quote"
    person.write("the charges are on page two")
    assert person.saved_sign() == "Nothing to save"
    person.press(Key.Key_Return)
    mark = person.saved_mark(0)

    table, span = table_of(person), span_of(mark)
    assert (mark.exhibit_label, mark.point, mark.verdict, mark.how) == ("EX-02", "BA10", Verdict.GIVEN_PARTLY, How.SEEN)
    assert mark.quote == "the charges are on page two"
    assert (span.frame, span.first.pts, span.last.pts) == (first, table.pts[first], table.pts[last])
    assert person.saved_sign().startswith("Saved")
    assert person.focus_in(person.stage), "after marking the keys are the player's again"

    person.choose("EX-01")
    person.click_mark(mark.label)
    person.until(lambda: person.stage.player.exact and person.stage.player.frame == first)
    assert person.number() == first
    assert person.stage.player.pts == span.first.pts

    person.press(UNDO)
    person.until(lambda: person.case.marks[0].withdrawn)
    assert person.marks_on_disk()[0].withdrawn
    person.press(REDO)
    person.until(lambda: not person.case.marks[0].withdrawn)
    assert not person.marks_on_disk()[0].withdrawn
    person.window.close()

    again = sit_down()
    again.open_case()
    assert again.case.can_undo
    again.press(UNDO)
    again.until(lambda: again.case.marks[0].withdrawn)
    again.press(UNDO)
    again.until(lambda: "nothing" in again.window.messages.text())
    assert again.saved_sign().startswith("Saved"), "a key without effect is no failure to save"


def test_a_mark_made_while_playing_takes_the_frame_that_was_on_screen(person: Person) -> None:
    person.choose("EX-01")
    on_screen: list[int | None] = []
    person.stage.player.shown.connect(lambda picture: on_screen.append(picture.frame))
    person.press(Key.Key_L)
    person.until(lambda: len(on_screen) > 8)
    person.press(Key.Key_I)
    begun = person.number()
    assert begun is not None and begun == on_screen[-1]
    shown = len(on_screen)
    person.until(lambda: len(on_screen) > shown + 4)
    person.press(Key.Key_O)
    ended = person.number()
    person.press(Key.Key_K, Key.Key_0, Key.Key_4, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    mark = person.saved_mark(0)
    assert ended is not None and ended > begun
    assert (span_of(mark).frame, span_of(mark).last.pts) == (begun, table_of(person).pts[ended])


def test_a_mark_on_a_call_leads_back_to_the_very_sample(person: Person) -> None:
    person.choose("EX-04")
    assert person.focus_in(person.stage) and not person.input_method_on()
    person.press((Key.Key_Right, SHIFT), Key.Key_Right, Key.Key_I, Key.Key_Right, Key.Key_O)
    person.press(Key.Key_2, Key.Key_2, Key.Key_Period, Key.Key_1, Key.Key_F2, (Key.Key_1, ALT), Key.Key_Return)
    mark = person.saved_mark(0)
    assert mark.point == "BA22.1"
    assert (span_of(mark).first.pts, span_of(mark).in_us) == (8800, 1_100_000)
    person.press(Key.Key_Home)
    person.choose("EX-01")
    person.click_mark(mark.label)
    person.until(lambda: person.stage.player.pts == 8800)


def test_delete_withdraws_the_selected_mark_and_f5_needs_a_stretch(person: Person) -> None:
    person.press(Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F5, (Key.Key_2, ALT), Key.Key_Return)
    assert not person.case.marks
    assert "stretch" in person.said() or "end" in person.said()
    person.press(Key.Key_Escape, Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    mark = person.saved_mark(0)
    person.press(Key.Key_Delete)
    person.until(lambda: person.case.marks[0].withdrawn)
    assert person.marks_on_disk()[0].withdrawn and person.marks_on_disk()[0].label == mark.label


def test_a_point_is_found_by_part_of_its_name_and_esc_throws_a_draft_away(person: Person) -> None:
    person.press(Key.Key_I, Key.Key_Slash)
    person.write("hesitation")
    person.press(Key.Key_Return)
    assert person.desk.panel.draft().point is not None
    assert person.focus_in(person.stage)
    person.press(Key.Key_Escape)
    assert not person.desk.panel.draft().begun


def test_j_k_and_l_play_faster_slower_and_stop(person: Person) -> None:
    player = person.stage.player
    person.press(Key.Key_L)
    person.until(lambda: player.playing)
    person.press(Key.Key_L)
    assert player.speed == 1.5
    person.press(Key.Key_J, Key.Key_J)
    assert player.speed == 0.5
    person.press(Key.Key_K)
    assert not player.playing and player.speed == 1.0
    person.stands()
    person.press(Key.Key_End)
    person.until(lambda: player.frame == 89)
    person.press(Key.Key_J)
    person.until(lambda: player.back and 20 < (player.frame or 0) < 85)
    person.press(Key.Key_L)
    person.until(lambda: player.playing and not player.back)
    person.press(Key.Key_K)
    person.stands()
    person.press(Key.Key_Home, Key.Key_Space)
    person.until(lambda: (player.frame or 0) > 2)
    person.press(Key.Key_Space)
    assert not player.playing


def test_up_and_down_go_from_mark_to_mark(person: Person) -> None:
    for place in (1, 2):
        person.press(*[(Key.Key_Right, SHIFT)] * place)
        person.stands()
        person.press(Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
        person.saved_mark(place - 1)
    marks = [span_of(mark).frame for mark in person.marks_on_disk()]
    person.press(Key.Key_Home)
    person.until(lambda: person.number() == 0)
    for frame in marks:
        person.press(Key.Key_Down)
        person.sees(frame)
    person.press(Key.Key_Up)
    person.sees(marks[0])


def test_the_verdicts_can_be_clicked_and_the_keys_stay_with_the_player(person: Person) -> None:
    panel = person.desk.panel
    person.press(Key.Key_I)
    person.click(panel.verdict.button(Verdict.UNCLEAR))
    person.click(panel.how.button(How.SEEN))
    person.press(Key.Key_0, Key.Key_2, Key.Key_Return)
    person.click(panel.save_button)
    mark = person.saved_mark(0)
    assert (mark.verdict, mark.point) == (Verdict.UNCLEAR, "BA02")
    assert person.focus_in(person.stage)


def test_a_mark_waits_for_the_frame_while_only_a_preview_of_it_is_seen(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, panel = person.stage.player, person.desk.panel
    person.press((Key.Key_Right, SHIFT))
    person.stands()
    seen, at_us = person.number(), player.at_us
    with monkeypatch.context() as patch:
        patch.setattr(Player, "previewing", True)
        person.press(Key.Key_I)
        assert panel.draft().in_us is None
    player.state.emit("paused")
    assert panel.draft().in_us == at_us and table_of(person).shown_us(seen or 0) == at_us
    person.press(Key.Key_Escape)
    with monkeypatch.context() as patch:
        patch.setattr(Player, "previewing", True)
        person.press(Key.Key_I, Key.Key_Right)  # going on takes the wish back: it was meant for another frame
    person.stands_on_other_frame(seen)
    assert panel.draft().in_us is None


def test_while_it_plays_the_player_knows_how_many_pixels_the_picture_can_use(person: Person) -> None:
    person.choose("EX-02")
    person.stands()
    canvas, player = person.stage.view.canvas, person.stage.player
    assert player._box == canvas.pixels_wanted(canvas.size())
    assert canvas.width() >= player._box[0] >= canvas.picture_rect().width()
    canvas.zoom(8.0)
    assert player._box == canvas.pixels_wanted(canvas.size()) > (canvas.width(), canvas.height())
    before = player.frame
    player.play()
    person.until(lambda: player.frame not in (None, before))
    player.pause()
    person.stands()
    canvas.fit()
    person.sees(player.frame)
