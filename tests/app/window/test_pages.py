"""A page of a document is marked with a box drawn by mouse or by keys, and found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evidence.model.kinds import How, Result, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.places import Box, PagePlace
from evidence.store.exhibits import list_exhibits
from evidence.store.ledger import list_pages_shown
from evidence.store.library import Library
from evidence.store.marks import make_mark
from tests.app.window.person import Key, Modifier, Person
from tests.cases import cases_of

ALT, SHIFT = Modifier.AltModifier, Modifier.ShiftModifier


def page_of(person: Person) -> PagePlace:
    place = person.marks_on_disk()[-1].place
    assert isinstance(place, PagePlace)
    return place


def near(one: Box, other: Box) -> bool:
    pairs = ((one.x, other.x), (one.y, other.y), (one.width, other.width), (one.height, other.height))
    return all(abs(a - b) < 60 for a, b in pairs)


def test_a_box_drawn_by_mouse_is_marked_and_shown_again(person: Person) -> None:
    person.choose("EX-05")
    canvas = person.stage.view.canvas
    assert not person.stage.transport.isVisible() and not person.stage.timeline.isVisible()
    person.draw(canvas, canvas.point_at(1000, 7200), canvas.point_at(6300, 8200))
    person.press(Key.Key_1, Key.Key_6, Key.Key_Return, Key.Key_F2, (Key.Key_4, ALT), Key.Key_Return)
    mark = person.saved_mark(0)
    place = page_of(person)
    assert (place.page, mark.how) == (1, How.SIGNED)
    assert place.box is not None and near(place.box, Box(1000, 7200, 5300, 1000))

    person.choose("EX-01")
    assert person.stage.transport.isVisible() and person.stage.timeline.isVisible()
    assert person.number() == 0
    person.click_mark(mark.label)
    person.until(lambda: person.stage.page == 1)
    assert [shown.id for shown in canvas._marks] == [mark.id]
    person.choose("EX-01")
    person.choose("EX-05")
    person.click(canvas, canvas.point_at(2000, 7700))
    assert person.desk.marks.selected_mark() == mark


def test_a_box_is_drawn_by_keys(person: Person) -> None:
    person.choose("EX-05")
    person.press(Key.Key_B, Key.Key_Down, (Key.Key_Right, SHIFT), Key.Key_Return)
    person.press(Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_3, ALT), Key.Key_Return)
    person.saved_mark(0)
    box = page_of(person).box
    assert box is not None and near(box, Box(3500, 4100, 3100, 1000))


def test_a_page_without_a_box_is_marked_whole_and_i_and_o_do_nothing_there(person: Person) -> None:
    person.choose("EX-05")
    person.press(Key.Key_I, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Space)
    person.press(Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_3, ALT), Key.Key_Return)
    person.saved_mark(0)
    assert page_of(person) == PagePlace(1, None)


def test_what_cannot_be_known_from_paper_is_refused_with_the_reason(person: Person) -> None:
    person.choose("EX-05")
    person.press(Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_1, ALT), Key.Key_Return)
    person.until(lambda: "no sound" in person.said())
    assert not person.marks_on_disk()
    assert person.saved_sign().startswith("Not saved")


def test_a_page_counts_when_all_of_it_was_on_screen_at_a_readable_size_and_so_a_point_is_settled(
    sit_down: Callable[..., Person], library: Path
) -> None:
    with Library.open(library) as opened:
        case = cases_of(opened)[0].id
        paper = list_exhibits(opened, case)[4]
        make_mark(opened, case, paper, MarkDraft(PagePlace(1, None), "CH05", Verdict.NOT_FOUND, How.READ))
    person = sit_down()
    person.open_case()
    reader, canvas, seconds = person.desk.coverage.reader, person.stage.view.canvas, [0.0]
    reader._clock = lambda: seconds[0]

    def look(times: int = 6) -> None:
        reader._timer.stop()
        for _ in range(times):
            seconds[0] += 0.5
            reader.look()

    def result() -> Result | None:
        return next((one.result for one in person.case.conclusions if one.point == "CH05"), None)

    (left,) = [one for one in person.case.judged.left if one.code == "CH05"]
    assert left.absence.unread[0].pages == (1,) and result() is Result.NOT_FOUND_IN_PART
    person.desk.conclusions.left.choice.setCurrentIndex(0)
    person.choose("EX-05")
    person.until(lambda: person.stage.page == 1)
    look()
    assert canvas.longer_side < reader.rules.least_page_px and "enlarge it (+)" in person.stage.view.caption_text()
    person.press(*[Key.Key_Plus] * 3)
    assert canvas.longer_side >= reader.rules.least_page_px
    look()
    assert " % of the page" in person.stage.view.caption_text() and "100 %" not in person.stage.view.caption_text()
    person.press(Key.Key_PageUp, Key.Key_PageUp)
    look()
    person.press(Key.Key_PageDown)
    look()
    person.press(Key.Key_PageDown)
    look(4)
    person.rest()
    with Library.open(library) as opened:
        assert not list_pages_shown(opened, case), "its lower end was not long enough on screen"
    look(2)
    assert reader._told, (canvas.part_on_screen(), canvas.longer_side, reader._seen)
    person.until(lambda: result() is Result.NOT_GIVEN)
    with Library.open(library) as opened:
        assert [(one.exhibit, one.page) for one in list_pages_shown(opened, case)] == [(paper.id, 1)]
    reader.look()
    assert "counts as shown" in person.stage.view.caption_text()
