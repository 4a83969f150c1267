"""Several recordings on screen: clicks choose, lanes lie where they belong, display is changed and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from evidence.assist.findings import Finding, FindingKind
from evidence.media.facts import Gap
from evidence.review.intervals import Intervals
from evidence.timecode import MICROSECONDS
from tests.app.window import looking
from tests.widgets import samples, several
from tests.widgets.helpers import Heard, Show, texts
from widgets import theme
from widgets.coverage.lane import PlayedLane
from widgets.language import set_language
from widgets.player.adjust import Adjustment
from widgets.player.meter import Level, LevelMeter, decibels
from widgets.player.picture import FrameCaption, FrameState
from widgets.player.transport import SoundState
from widgets.quality.lanes import Found
from widgets.timeline.look import RULER
from widgets.together.chooser import Choice, TrackChooser
from widgets.together.folding import button_rect, empty_stretches
from widgets.together.painting import clock_text
from widgets.together.scene import DAY_US, GUTTER
from widgets.together.values import Channel
from widgets.together.view import TogetherView


@pytest.fixture
def view(show: Show) -> TogetherView:
    made = several.view()
    show(made, 1040, 700)
    return made


def lane_point(view: TogetherView, row: int, at_us: int) -> QPoint:
    scene = view.timeline.strip.scene
    return QPointF(scene.x_of(at_us), scene.lane_rect(row).bottom() - 4).toPoint()


def test_a_click_in_a_picture_or_on_a_lane_chooses_the_recording(view: TogetherView) -> None:
    heard = Heard(view.activated)
    QTest.mouseClick(view.grid.cells["EX-03"].canvas, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.timeline.strip, Qt.MouseButton.LeftButton, pos=QPoint(20, RULER + 4))
    assert heard.said[0] == "EX-03" and heard.said[-1] == "EX-01"


def test_a_lane_lies_on_the_common_clock(view: TogetherView) -> None:
    scene = view.timeline.strip.scene
    bars = [scene.bar_rect(row) for row in range(5)]
    assert bars[2].left() == GUTTER
    assert abs(bars[0].left() - scene.x_of(0)) < 1
    assert abs(bars[1].left() - scene.x_of(20 * MICROSECONDS)) < 1
    assert bars[4].top() > bars[3].bottom()


def test_what_was_played_lies_in_each_lane_in_the_words_of_the_single_timeline(view: TogetherView) -> None:
    strip, second = view.timeline.strip, MICROSECONDS
    lane = PlayedLane("Zhang San", {"picture": Intervals(((0, 2 * second),))}, {}, {})
    line = strip.scene.lines[1]
    strip.set_lines(
        [replace(each, played=lane.moved(each.wall_of)) if each is line else each for each in strip.scene.lines]
    )
    place = strip.scene.played_rect(1)
    begin, middle, after = (line.wall_of(at) for at in (0, second, 3 * second))
    assert line.wall_of(0) == 20 * second, "the recording begins later than the first"
    at = [QPointF(strip.scene.x_of(us), place.center().y()) for us in (middle, after)]
    assert "Played to Zhang San: Picture" in strip.words_at(at[0])
    assert "Not played to Zhang San yet" in strip.words_at(at[1])
    assert "Played" not in strip.words_at(QPointF(at[0].x(), strip.scene.lane_rect(0).center().y()))
    picture = strip.grab().toImage()
    ratio = picture.devicePixelRatio()
    colours = [picture.pixelColor(int(one.x() * ratio), int(one.y() * ratio)) for one in at]
    assert colours[0] == QColor(theme.GOOD) and colours[1] != colours[0]
    assert place.left() >= GUTTER and strip.scene.x_of(begin) >= GUTTER


def test_a_cell_without_a_picture_shows_that_the_keys_go_to_it(view: TogetherView) -> None:
    bare = [cell for cell in view.grid.cells.values() if not cell.canvas.isVisible()]
    assert bare
    for cell in bare:
        assert not looking.without_visible_focus(cell)


def test_the_ruler_names_the_date_where_a_day_begins(view: TogetherView) -> None:
    scene, midnight = view.timeline.strip.scene, DAY_US - several.ZERO_US
    assert clock_text(scene, midnight, DAY_US) == several.wall(midnight)[:10] == "2026-03-12"
    assert clock_text(scene, midnight + 60 * MICROSECONDS, 60 * MICROSECONDS) == "00:01:00"
    scene.wall = None
    assert clock_text(scene, midnight, DAY_US) == "00:00:00"
    scene.zero_us = None
    assert clock_text(scene, 0, MICROSECONDS) == "00:00:00"


def test_dragging_on_the_timeline_moves_all(view: TogetherView) -> None:
    heard = Heard(view.timeline.sought)
    strip = view.timeline.strip
    begin, end = lane_point(view, 4, 200 * MICROSECONDS), lane_point(view, 4, 230 * MICROSECONDS)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(strip, end)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=end)
    assert abs(heard.said[0] - 200 * MICROSECONDS) < MICROSECONDS
    assert abs(heard.said[-1] - 230 * MICROSECONDS) < MICROSECONDS


def test_a_mark_is_chosen_by_a_click_on_it(view: TogetherView) -> None:
    heard = Heard(view.timeline.mark_chosen)
    scene = view.timeline.strip.scene
    mark = scene.lines[1].marks[1]
    rect = scene.mark_rect(1, mark)
    assert rect is not None
    QTest.mouseClick(view.timeline.strip, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert heard.said == [mark.id]


def test_only_a_lane_without_a_clock_can_be_dragged(view: TogetherView) -> None:
    heard = Heard(view.timeline.moved)
    strip, shift = view.timeline.strip, Qt.KeyboardModifier.ShiftModifier
    for row in (3, 0):
        begin, end = lane_point(view, row, 30 * MICROSECONDS), lane_point(view, row, 60 * MICROSECONDS)
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, shift, begin)
        QTest.mouseMove(strip, end)
        QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, shift, end)
    assert len(heard.said) == 1
    key, by_us = heard.said[0]
    assert key == "EX-04" and abs(by_us - 30 * MICROSECONDS) < MICROSECONDS


def test_what_lies_under_the_cursor_is_said(view: TogetherView) -> None:
    point = lane_point(view, 0, 70 * MICROSECONDS)
    said = view.timeline.strip.words_at(QPointF(point))
    assert "10:15:1" in said and "EX-01" in said and "Gap of 30.0 s" in said
    point = lane_point(view, 3, 70 * MICROSECONDS)
    assert "start not known" in view.timeline.strip.words_at(QPointF(point))


def test_a_finding_in_a_lane_is_said_and_a_click_leads_to_where_it_begins(view: TogetherView) -> None:
    strip = view.timeline.strip
    lines = list(strip.scene.lines)
    finding = Finding(66 * MICROSECONDS, 76 * MICROSECONDS, FindingKind.BLACK, 3)
    lines[1] = replace(lines[1], found=Found([finding], lines[1].wall_of))
    strip.set_lines(lines)
    at = QPointF(
        strip.scene.x_of(lines[1].wall_of(72 * MICROSECONDS)), strip.scene.found_rect(1, "picture").center().y()
    )
    assert "The picture is black here" in strip.words_at(at) and "00:01:06.000" in strip.words_at(at)
    heard = Heard(strip.sought)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heard.said == [lines[1].wall_of(66 * MICROSECONDS)]


def test_the_loudness_of_a_moment_stands_beside_the_name(view: TogetherView) -> None:
    row = view.sounds.rows["EX-05"]
    for language, words in (("en", "median"), ("zh", "中位数")):
        set_language(language)
        row.set_loudness(True, -7)
        assert row.loudness.text() == "−7 LU" and words in row.loudness.accessibleName()
    row.set_loudness(True, None)
    assert row.loudness.text() == "– LU"


def test_the_faders_say_what_is_wished(view: TogetherView) -> None:
    row = view.sounds.rows["EX-05"]
    heard = Heard(view.sounds.volume_changed, view.sounds.mute_wished, view.sounds.solo_wished)
    chosen = Heard(view.sounds.channel_chosen)
    row.volume.setValue(33)
    QTest.mouseClick(row.mute, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.solo, Qt.MouseButton.LeftButton)
    row.channel.setFocus()
    QTest.keyClick(row.channel, Qt.Key.Key_Down)
    row.channel.activated.emit(2)
    assert heard.said == [("EX-05", 33), ("EX-05", False), ("EX-05", True)]
    assert chosen.said[-1] == ("EX-05", Channel.RIGHT)


def test_why_nothing_is_heard_stands_there(view: TogetherView) -> None:
    row = view.sounds.rows["EX-05"]
    for language, words in (("en", "No sound device: pictures only"), ("zh", "没有音频设备：仅有画面")):
        set_language(language)
        row.set_state(SoundState.NO_DEVICE)
        assert words in texts(row)
    row.set_state(SoundState.ON)
    assert "没有音频设备" not in texts(row)


def test_a_meter_is_full_at_full_scale_and_empty_in_silence() -> None:
    meter = LevelMeter()
    shares = [round(meter.share_of(decibels(level)), 3) for level in (0.0, 0.001, 0.1, 1.0)]
    assert shares == [0.0, 0.0, 0.667, 1.0]


def test_a_level_is_shown_at_the_sound_that_has_it_and_none_at_the_others(view: TogetherView) -> None:
    view.sounds.set_levels({"EX-05": Level(0.5, 0.25)})
    assert "−6.0 / −12.0 dBFS" in view.sounds.rows["EX-05"].meter.lines()[0]
    view.sounds.set_levels({})
    assert "– dBFS" in view.sounds.rows["EX-05"].meter.lines()[0]


def test_brightness_changes_the_screen_and_not_the_bytes(view: TogetherView) -> None:
    cell = view.grid.cells["EX-02"]
    rgb = samples.picture()
    kept = bytes(rgb)
    cell.show_frame(rgb, 640, 360, FrameCaption(0, 7, 10, "", True))
    before = pixel(view)
    view.adjust.brightness.setValue(60)
    lighter = pixel(view)
    assert lighter.lightness() > before.lightness()
    assert rgb == kept
    assert "display adjusted" in cell.words_shown()
    view.adjust.reset.click()
    assert pixel(view) == before
    assert "display adjusted" not in cell.words_shown()


def pixel(view: TogetherView) -> QColor:
    image: QImage = view.grid.cells["EX-02"].canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 3)


def test_no_adjustment_is_no_work_and_contrast_turns_about_grey() -> None:
    rgb = bytes(range(256))
    assert Adjustment().applied(rgb) is rgb
    stronger = Adjustment(contrast=50).applied(rgb)
    assert (stronger[0], stronger[64], stronger[255]) == (0, 0, 255)
    assert stronger[127] in (126, 127) and stronger[128] in (128, 129)
    assert Adjustment(brightness=-100).applied(rgb)[:129] == bytes(129)


def test_zoom_stays_when_pictures_come_smaller_while_they_move(view: TogetherView) -> None:
    cell = view.grid.cells["EX-02"]
    cell.show_frame(samples.picture(1280, 720), 1280, 720, FrameCaption(0))
    sized = Heard(cell.sized)
    cell.canvas.zoom(6.0)
    rect = cell.canvas.picture_rect()
    assert sized.said[-1] == ("EX-02", round(rect.width()), round(rect.height()))
    cell.show_frame(samples.picture(640, 360), 640, 360, FrameCaption(0, state=FrameState.PLAYING))
    after = cell.canvas.picture_rect()
    assert after.width() == pytest.approx(rect.width())
    assert after.left() == pytest.approx(rect.left())


def test_an_absence_takes_the_picture_away(view: TogetherView) -> None:
    cell = view.grid.cells["EX-02"]
    assert "frame 2,075" in cell.words_shown()
    cell.show_absence(several.UNPLACED)
    assert cell.words_shown() == "start not known"
    set_language("zh")
    assert cell.words_shown() == "起始时间不详"


def test_no_more_than_four_pictures_can_be_ticked(show: Show) -> None:
    chooser = TrackChooser()
    choices = [Choice(samples.ident(n), f"EX-0{n}", f"camera {n} & more", n < 6) for n in range(7)]
    chooser.set_choices(choices, [choice.exhibit for choice in choices[:3]])
    show(chooser, 240, 300)
    heard = Heard(chooser.chosen)
    boxes = chooser.findChildren(QCheckBox)
    QTest.mouseClick(boxes[3], Qt.MouseButton.LeftButton, pos=QPoint(8, boxes[3].height() // 2))
    assert heard.said == [tuple(choice.exhibit for choice in choices[:4])]
    assert [box.isEnabled() for box in boxes] == [True, True, True, True, False, False, True]
    assert "camera 2 && more" in boxes[2].text()


def test_days_without_recordings_are_folded_and_all_else_stays_in_its_place(show: Show) -> None:
    view = several.days()
    show(view, 1040, 700)
    strip, scene = view.timeline.strip, view.timeline.strip.scene
    call, camera = scene.lines
    empty = (call.last_us, camera.first_us)
    heard = Heard(view.timeline.folded)
    assert scene.empty == scene.scale.folds == (empty,)
    wide = [scene.bar_rect(row).width() for row in (0, 1)]
    assert min(wide) > 200, "the call of Monday and the camera of Thursday can both be read"
    assert abs(wide[1] / wide[0] - (camera.last_us - camera.first_us) / (call.last_us - call.first_us)) < 0.01
    edges = [call.first_us, call.last_us, camera.first_us, camera.last_us]
    for us in [*edges, *range(call.first_us, camera.last_us, 7_001 * several.MINUTE // 100)]:
        assert abs(scene.us_at(scene.x_of(us)) - us) <= 1, "every time stands in one place"
    middle = QPointF((scene.x_of(empty[0]) + scene.x_of(empty[1])) / 2, scene.height / 2)
    assert strip.words_at(middle) == "No recording for 2 days 21 h: folded. Click to show it."
    set_language("zh")
    assert strip.words_at(middle) == "2 天 21 小时无录制内容，已折叠。单击展开。"
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert heard.said == [()] and scene.bar_rect(0).width() < 5
    set_language("en")
    place = button_rect(scene, empty)
    assert place is not None and strip.words_at(place.center()) == "No recording for 2 days 21 h. Click to fold it."
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert heard.said[-1] == (empty,) and scene.bar_rect(0).width() == pytest.approx(wide[0])
    wished = Heard(view.wished)
    view.timeline.fold.click()
    assert wished.said == ["fold_all"]
    for fold in (view.timeline.toggle_folds, view.timeline.toggle_fold):
        for folds in ((), (empty,)):
            fold()
            assert (scene.scale.folds, view.timeline.fold.isChecked()) == (folds, bool(folds))


def test_a_fold_stays_narrow_however_close_one_looks(show: Show) -> None:
    view = several.days()
    show(view, 1040, 700)
    strip, scene = view.timeline.strip, view.timeline.strip.scene
    (begin, end), wide = scene.empty[0], scene.scale.fold_px
    strip.set_position(begin - MICROSECONDS)
    for _ in range(5):
        x = scene.x_of(begin - MICROSECONDS)
        view.timeline.zoom_in()
        assert scene.x_of(begin - MICROSECONDS) == pytest.approx(x)
        assert scene.x_of(end) - scene.x_of(begin) == pytest.approx(wide)
    strip.scroll_on(0.5)
    assert scene.scale.from_us > begin
    strip.set_position(begin - MICROSECONDS)
    assert scene.scale.from_us < begin < scene.scale.to_us, "it follows the playhead over the fold"
    strip.scroll_to(1)
    assert scene.scale.to_us == scene.lines[1].last_us


def test_a_short_pause_is_no_empty_time_and_one_inside_a_recording_can_be() -> None:
    hour = 60 * several.MINUTE
    first, later = several.line("EX-01", "one", 0, hour), several.line("EX-02", "two", hour + hour // 5, hour)
    assert empty_stretches([first, later]) == ()
    pause = replace(first, last_us=10 * hour, gaps=(Gap(hour, 9 * hour),))
    assert empty_stretches([pause]) == ((hour, 9 * hour),)
    assert empty_stretches([pause, replace(later, last_us=3 * hour)]) == ((3 * hour, 9 * hour),)
    assert empty_stretches([]) == ()


def test_everything_can_be_named(view: TogetherView) -> None:
    for language in ("en", "zh"):
        set_language(language)
        assert view.accessibleName() and view.timeline.strip.accessibleName()
        for row in view.sounds.rows.values():
            for part in (row.mute, row.solo, row.volume, row.channel, row.meter):
                assert part.accessibleName()
