"""A decoder that cannot keep up leaves frames out and counts them; it never shows one late for the rest of the clip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.player.picture_thread import PictureThread
from evidence.media.clip import Clip
from evidence.media.door import Probed
from tests.app.player.pace import HandClock

Recording = tuple[Path, Probed]
STEP_US = 40_000  # "constant" has a key frame every 12 frames


@pytest.mark.parametrize(
    ("clock_frame", "order_us", "goes_on_at"),
    [
        (5, 0, 5),  # on time
        (7, 0, 7),  # a little late: decodes on
        (6, 2 * STEP_US, 8),  # what cannot be there in time is not begun
        (30, 0, 36),  # far behind: at the next key frame
        (30, 8 * STEP_US, 48),
        (86, 0, 86),  # no key frame follows
        (1000, 0, 89),  # the last frame is always shown
    ],
)
def test_what_cannot_come_in_time_is_passed_over(
    clock_frame: int, order_us: int, goes_on_at: int, recording: Callable[[str], Recording]
) -> None:
    path, probed = recording("constant")
    assert probed.table is not None
    assert list(probed.table.points.frame) == list(range(0, 90, 12))
    thread = PictureThread(Clip(path, probed), probed.table, lambda item: None, HandClock())
    thread.decode_ahead(5, (0, 0), 1.0)
    thread.due(clock_frame * STEP_US, running=True)
    thread._order_us = order_us
    batch = thread._batch()
    assert batch is not None
    assert batch[0] == goes_on_at
    assert thread.due(clock_frame * STEP_US, running=True) == (None, goes_on_at - 5)


def test_before_the_clock_runs_nothing_is_passed_over(recording: Callable[[str], Recording]) -> None:
    path, probed = recording("constant")
    assert probed.table is not None
    thread = PictureThread(Clip(path, probed), probed.table, lambda item: None, HandClock())
    thread.decode_ahead(5, (0, 0), 1.0)
    thread.due(2_000_000, running=False)
    assert thread._batch() == (5, 1)


def test_frames_that_came_too_late_do_not_hide_that_it_is_behind(recording: Callable[[str], Recording]) -> None:
    path, probed = recording("constant")
    table = probed.table
    assert table is not None
    with Clip(path, probed) as clip:
        thread = PictureThread(clip, table, lambda item: None, HandClock())
        thread.decode_ahead(5, (0, 0), 1.0)
        thread.due(40 * STEP_US, running=True)
        thread._go_on(thread._run, (0, 0), 5, 2)
        batch = thread._batch()
        assert batch is not None
        assert batch[0] == 48
