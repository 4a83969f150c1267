"""The picture, its caption, and the box on a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence.model.kinds import Verdict
from evidence.model.places import Box
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show
from widgets.keys import KeyBinder, KeyTable, Where
from widgets.player.adjust import Adjustment
from widgets.player.canvas import PictureCanvas
from widgets.player.picture import FrameCaption, FrameState, PageMark, PictureView
from widgets.times import wall_words
from widgets.words import W, set_language

CAPTION = FrameCaption(83_320_000, 2_083, 18_125, "2026-03-12 10:00:36 +08:00 ±1 s", True)


def plain_picture(width: int, height: int, colour: tuple[int, int, int] = (10, 200, 30)) -> bytes:
    return bytes(colour) * (width * height)


def turn(canvas: PictureCanvas, at: QPointF, steps: int) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_pixels_shown_are_the_pixels_given(show: Show) -> None:
    view = PictureView()
    show(view, 400, 300)
    view.show_frame(plain_picture(100, 50), 100, 50, CAPTION)
    image = QImage(view.canvas.grab().toImage())
    inside = view.canvas.picture_rect().toRect().adjusted(1, 1, -2, -2)
    for corner in (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight(), inside.center()):
        assert image.pixelColor(corner) == QColor(10, 200, 30), "something is painted over the picture"


def test_the_caption_says_frame_time_clock_and_state_in_both_languages(show: Show) -> None:
    view = PictureView()
    view.show_frame(plain_picture(4, 4), 4, 4, CAPTION)
    for part in ("Frame 2,083 (0–18,124)", "exact frame", "00:01:23.320", "±1 s"):
        assert part in view.caption_text()
    assert "not checked" not in view.caption_text()
    set_language("zh")
    assert "第 2,083 帧" in view.caption_text() and "精确帧" in view.caption_text()


def test_a_clock_that_nobody_checked_is_said_to_be_unchecked() -> None:
    view = PictureView()
    view.show_frame(plain_picture(4, 4), 4, 4, FrameCaption(0, 0, 10, "2026-03-12 10:00:00 +08:00"))
    assert "clock not checked" in view.caption_text()
    view.set_caption(FrameCaption(0, 0, 10))
    assert "wall clock not known" in view.caption_text()
    unchecked = samples.exhibits()[0].recording.clock
    assert wall_words(unchecked, 0) == "2026-03-12 09:58:00 +08:00 · clock not checked"
    checked = samples.exhibits()[1].recording.clock
    assert wall_words(checked, 0).endswith("+08:00 ±1 s")


def test_decoding_and_numbers_not_confirmed_are_said() -> None:
    view = PictureView()
    view.show_frame(plain_picture(4, 4), 4, 4, CAPTION)
    view.set_caption(FrameCaption(1, 5, 10, state=FrameState.DECODING, confirmed=False))
    assert "decoding…" in view.caption_text() and "numbers not confirmed yet" in view.caption_text()


@pytest.mark.parametrize("sentence", [W.PICTURE_CHOOSE, W.PICTURE_SOUND_ONLY, W.PICTURE_DAMAGED, W.PICTURE_MISSING])
def test_without_a_picture_there_is_a_sentence(show: Show, sentence: object) -> None:
    view = PictureView()
    show(view)
    view.show_frame(plain_picture(4, 4), 4, 4, CAPTION)
    assert sentence is not None
    view.show_sentence(sentence, samples.LONG_NAME)  # type: ignore[arg-type]  # chosen by parameter
    set_language("zh")
    assert view._sentence.text() == sentence.zh  # type: ignore[attr-defined]  # as above
    assert not view.canvas.isVisible()
    assert view.minimumSizeHint().width() < 700, "a long name must not widen the window"


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(ValueError, match="11 bytes"):
        PictureView().show_frame(b"12345678901", 4, 4, CAPTION)


def test_the_wheel_zooms_to_the_cursor_and_a_double_click_fits(show: Show) -> None:
    view = PictureView()
    show(view, 600, 400)
    view.show_frame(plain_picture(640, 360), 640, 360, CAPTION)
    canvas, at = view.canvas, QPointF(150, 100)
    fitted = canvas.picture_rect()
    before = canvas._in_picture(at)
    turn(canvas, at, 8)
    assert canvas.picture_rect().width() > fitted.width() * 2
    after = canvas._in_picture(at)
    assert abs(after.x() - before.x()) < 1 and abs(after.y() - before.y()) < 1
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert canvas.picture_rect() == fitted


def test_a_zoomed_picture_is_dragged_but_never_out_of_sight(show: Show) -> None:
    view = PictureView()
    show(view, 600, 400)
    view.show_frame(plain_picture(640, 360), 640, 360, CAPTION)
    canvas = view.canvas
    turn(canvas, QPointF(300, 150), 10)
    before = canvas.picture_rect()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    QTest.mouseMove(canvas, QPoint(260, 130))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(260, 130))
    assert canvas.picture_rect().x() == pytest.approx(before.x() - 40)
    for _ in range(3):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
        QTest.mouseMove(canvas, QPoint(590, 390))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(590, 390))
    assert canvas.picture_rect().left() <= 3 and canvas.picture_rect().top() <= 3


def test_zoom_stays_while_frames_of_the_same_size_go_by(show: Show) -> None:
    view = PictureView()
    show(view)
    view.show_frame(plain_picture(64, 36), 64, 36, CAPTION)
    view.canvas.zoom(4)
    place = view.canvas.picture_rect()
    view.show_frame(plain_picture(64, 36, (1, 2, 3)), 64, 36, CAPTION)
    assert view.canvas.picture_rect() == place
    view.show_frame(plain_picture(32, 36), 32, 36, CAPTION)
    assert view.canvas.picture_rect() != place


def page_view(show: Show) -> PictureView:
    view = PictureView()
    show(view, 700, 700)
    marks = [PageMark(samples.ident(9), "M-009", Box(1000, 1000, 4000, 1000), Verdict.GIVEN)]
    view.show_page(samples.paper(), 620, 877, 2, 3, marks)
    return view


def test_a_box_drawn_by_mouse_is_in_ten_thousandths_of_the_page(show: Show) -> None:
    view = page_view(show)
    heard = Heard(view.box_drawn)
    start, end = view.canvas.point_at(2000, 5000), view.canvas.point_at(6000, 7000)
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(view.canvas, start)
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=start)
    box = heard.said[0]
    drawn = (box.x, box.y, box.width, box.height)
    assert drawn == pytest.approx((2000, 5000, 4000, 2000), abs=40)


def test_a_box_drawn_beyond_the_page_ends_at_its_edge(show: Show) -> None:
    view = page_view(show)
    heard = Heard(view.box_drawn)
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.point_at(5000, 5000))
    QTest.mouseMove(view.canvas, QPoint(699, 690))
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(699, 690))
    box = heard.said[0]
    assert box.x + box.width == Box.WHOLE and box.y + box.height == Box.WHOLE
    assert Box.parse(str(box)) == box


def test_the_box_of_a_mark_can_be_clicked(show: Show) -> None:
    view = page_view(show)
    heard, boxes = Heard(view.mark_chosen), Heard(view.box_drawn)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.point_at(2000, 1500))
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.point_at(9000, 9000))
    assert heard.said == [samples.ident(9)] and boxes.said == []


def test_a_box_is_drawn_by_keys_although_the_arrows_step_frames(show: Show) -> None:
    view = page_view(show)
    binder = KeyBinder(view, KeyTable(), [Where.STAGE, Where.REVIEW])
    stepped, boxes = Heard(binder.pressed), Heard(view.box_drawn)
    view.canvas.setFocus()
    view.begin_box()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(view.canvas, key)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert stepped.said == []
    box = boxes.said[0]
    assert (box.x, box.y, box.width, box.height) == pytest.approx((3400, 4100, 3100, 1000), abs=5)
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    assert stepped.said == [("frame_back", "Left")]


def test_input_methods_are_off_while_the_picture_has_the_focus(app: QApplication) -> None:
    assert not PictureView().canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_zoom_and_place_stay_when_a_preview_of_another_size_comes(show: Show) -> None:
    canvas = PictureCanvas()
    show(canvas, 500, 400)
    canvas.show_picture(plain_picture(1278, 718), 1278, 718, page=False)
    canvas.zoom(5.0)
    before = canvas.picture_rect()
    for width, height in ((320, 180), (1278, 718), (160, 90), (1278, 718)):  # rounded to whole pixels of their own
        canvas.show_picture(plain_picture(width, height), width, height, page=False)
        rect = canvas.picture_rect()
        assert rect.width() == pytest.approx(before.width()) and rect.left() == pytest.approx(before.left())
    canvas.show_picture(plain_picture(718, 1278), 718, 1278, page=False)
    assert canvas.picture_rect().height() <= 400, "another shape is shown whole"


def test_the_single_picture_can_be_brightened_for_the_eye_and_says_so(show: Show) -> None:
    view = PictureView()
    show(view, 400, 300)
    view.show_frame(plain_picture(100, 50), 100, 50, CAPTION)
    view.set_adjustment(Adjustment(brightness=50))
    assert "display adjusted" in view.caption_text()
    middle = view.canvas.picture_rect().center().toPoint()
    assert QImage(view.canvas.grab().toImage()).pixelColor(middle) == QColor(74, 255, 94)
    view.show_page(plain_picture(100, 50), 100, 50, 1, 1)
    assert "display adjusted" not in view.caption_text()
    middle = view.canvas.picture_rect().center().toPoint()
    assert QImage(view.canvas.grab().toImage()).pixelColor(middle) == QColor(10, 200, 30), "a page stays as it is"


def test_it_says_how_many_pixels_it_can_use_and_percents_are_of_the_full_size(show: Show) -> None:
    canvas = PictureCanvas()
    sized, zoomed = Heard(canvas.sized), Heard(canvas.zoomed)
    show(canvas, 500, 400)
    assert sized.said[-1] == (494, 394), "less what is kept free around it"
    canvas.show_picture(plain_picture(1280, 720), 1280, 720, page=False)
    fitting = zoomed.said[-1]
    assert sized.said[-1] == (494, 394) and 30 < fitting < 45
    canvas.show_picture(plain_picture(494, 277), 494, 277, page=False)  # as it moves
    assert zoomed.said[-1] == fitting
    assert canvas.picture_rect().size().toSize().toTuple() == (494, 277), "drawn as it came"
    canvas.zoom(5.0)
    rect = canvas.picture_rect().size().toSize()
    assert sized.said[-1] == (rect.width(), rect.height()) and rect.width() > 2000, "enlarged, it needs more"
    assert zoomed.said[-1] == pytest.approx(5 * fitting, abs=3)
    canvas.fit()
    assert sized.said[-1] == (494, 394)


def test_a_picture_that_is_scaled_keeps_its_colours_and_its_place(show: Show) -> None:
    canvas = PictureCanvas()
    show(canvas, 206, 106)
    canvas.show_picture(plain_picture(800, 400), 800, 400, page=False)
    assert canvas.grab().toImage().pixelColor(103, 53) == QColor(10, 200, 30)
    rect = canvas.picture_rect()
    assert (rect.width(), rect.height()) == (200, 100)
    canvas.set_adjustment(Adjustment(contrast=50))  # applied to what came, whatever form it was painted in
    assert canvas.grab().toImage().pixelColor(103, 53) == QColor(0, 255, 0)
    canvas.set_adjustment(Adjustment())
    assert canvas.grab().toImage().pixelColor(103, 53) == QColor(10, 200, 30)
