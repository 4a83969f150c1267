"""Findings at the window: they come by themselves, are seen where they are, and lead there by key, click and list."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.window.leaping import next_stop
from evidence.assist.findings import FindingKind
from tests.app.window.person import Person
from widgets.quality.panel import Looked

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def looked(person: Person) -> None:
    """Wait until the recording on stage was looked through."""
    person.until(lambda: person.desk.findings.panel.looking.state is Looked.DONE, "nobody looked")


def test_a_gap_is_found_shown_and_reached_by_key_list_and_click(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.open_case()
    person.stands()
    findings = person.desk.findings
    findings.inspecting._begin.setInterval(0)
    findings.inspecting.look_at(person.desk._case.exhibits if person.desk._case else ())
    person.choose("EX-03")
    person.stands()
    looked(person)
    (gap,) = findings.panel.looking.quality.of(FindingKind.GAP) if findings.panel.looking.quality else ()
    player, strip = person.stage.player, person.stage.timeline.strip
    assert strip.shown.found is not None and strip.shown.found.findings
    person.stage.setFocus()
    person.press((Key.Key_Down, Shift))
    person.until(lambda: player.exact and player.at_us == gap.from_us)
    person.press((Key.Key_Down, Shift))
    person.until(lambda: player.exact and player.at_us == gap.to_us)
    person.press((Key.Key_Up, Shift))
    person.until(lambda: player.exact and player.at_us == gap.from_us)
    person.press((Key.Key_Up, Shift))
    person.until(lambda: player.exact and player.frame == 0)
    person.desk.tabs.setCurrentWidget(findings.panel)
    row = next(n for n in range(findings.panel.model.rowCount()) if findings.panel.model.finding_at(n) == gap)
    findings.panel.view.setFocus()
    findings.panel.view.selectRow(row)
    person.press(Key.Key_Return)
    person.until(lambda: player.exact and player.at_us == gap.from_us)
    assert person.focus_in(person.stage), "the keys are with the picture again"


@pytest.mark.parametrize(
    ("here", "direction", "there"),
    [(0, 1, 80), (80, 1, 200), (90, 1, 200), (200, 1, None), (200, -1, 80), (80, -1, None), (81, -1, 80)],
)
def test_stops_between_frames_are_left_again(here: int, direction: int, there: int | None) -> None:
    assert next_stop([95, 80, 210], here, direction, lambda at: at // 40 * 40) == there


def test_a_library_without_its_original_says_why_nothing_was_found(
    sit_down: Callable[..., Person], library: Path
) -> None:
    person = sit_down()
    person.open_case()
    person.stands()
    shutil.rmtree(library / "originals")
    exhibits = person.desk._case.exhibits if person.desk._case else ()
    person.desk.findings.inspecting.look_now(exhibits[0].recording)
    person.until(lambda: person.desk.findings.panel.looking.state is Looked.FAILED)
    assert "cannot be looked at" in person.desk.findings.panel._said.whole
    assert "cannot be looked at" in person.stage.timeline.strip.shown.looking
