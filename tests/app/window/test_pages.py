"""A page of a document is marked with a box drawn by mouse or by keys, and found again."""

from __future__ import annotations

from evidence.model.kinds import How
from evidence.model.places import Box, PagePlace
from tests.app.window.person import Key, Modifier, Person

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
