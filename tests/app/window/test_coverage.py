"""What is left to watch, watched with one key: the conclusion changes when the last of it was played, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from evidence.intake.derived import load_probed
from evidence.model.case import Allegation, Question
from evidence.model.findings import Interval
from evidence.model.kinds import ClockMethod, How, Result, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.recording import Clock
from evidence.review.intervals import Intervals
from evidence.review.marking import span_by_frames
from evidence.review.watching import OpenPoint
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import list_exhibits, set_clock
from evidence.store.findings import add_interval
from evidence.store.ledger import list_played
from evidence.store.library import Library
from evidence.store.marks import make_mark
from evidence.timecode import Moment
from tests.app.window.person import Key, Person
from tests.cases import cases_of

POINT = "CH01"
"""Known by what is seen alone."""
BEGAN = Moment(datetime(2026, 3, 12, 2, 14, tzinfo=UTC), "Asia/Shanghai", "")
S = 1_000_000


@pytest.fixture
def asked(library: Path) -> Path:
    """Three clips on checked clocks, hours apart; two and a half seconds of the first are in question."""
    with Library.open(library) as opened:
        line = cases_of(opened)[0]
        for hours, exhibit in enumerate(list_exhibits(opened, line.id)):
            if exhibit.recording.facts.pages is None:
                start = Moment(BEGAN.at + timedelta(hours=hours), BEGAN.zone, "")
                set_clock(opened, line.id, exhibit, Clock(start, 0, 100_000, ClockMethod.TYPED))
        allegation = Allegation(uuid4(), "Nobody showed me", questions=(Question(uuid4(), "Was it shown?", (POINT,)),))
        save_case(opened, replace(get_case(opened, str(line.id)), allegations=(allegation,)))
        allegation = get_case(opened, str(line.id)).allegations[0]
        add_interval(opened, line.id, Interval(allegation.id, BEGAN.plus_us(S // 2), BEGAN.plus_us(3 * S)))
        clip = list_exhibits(opened, line.id)[0]
        stretch = span_by_frames(load_probed(opened.layout, clip.recording), 25, 50)
        make_mark(opened, line.id, clip, MarkDraft(stretch, POINT, Verdict.NOT_FOUND, How.SEEN))
    return library


def result(person: Person) -> Result | None:
    return next((one.result for one in person.case.conclusions if one.point == POINT), None)


def left(person: Person) -> list[OpenPoint]:
    return [one for one in person.case.judged.left if one.code == POINT]


def test_one_key_plays_what_is_left_and_then_the_point_is_settled(asked: Path, sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.open_case()
    coverage = person.desk.coverage
    bar = coverage._bar
    inspecting, clips = person.desk.findings.inspecting, person.case.exhibits[:3]
    person.until(
        lambda: all(inspecting.finished(each.recording.sha256) for each in clips), "they were not looked through"
    )
    person.until(lambda: left(person) and left(person)[0].absence.settled_by_playing, f"{person.case.conclusions}")
    assert result(person) is Result.NOT_FOUND_IN_PART
    (missing,) = left(person)[0].absence.left
    assert missing.times == Intervals(((400_000, 3_100_000),)) and missing.label == "EX-01"
    bar.choice.setCurrentIndex(bar.choice.findText(f"{POINT}: 2.7 s in EX-01"))
    assert bar.choice.currentText() == f"{POINT}: 2.7 s in EX-01"

    seen: list[Result | None] = []
    ended: list[bool] = []
    coverage.runner.ended.connect(ended.append)
    person.window.session.judged.connect(lambda _: seen.append(None if ended else result(person)))
    for _ in range(20):  # a machine too busy to show every picture leaves something to be played again
        person.press(Key.Key_G)
        person.until(lambda: coverage.runner.running and person.stage.player.playing)
        person.until(lambda: not coverage.runner.running)
        person.rest(0.3)
        if result(person) is Result.NOT_GIVEN:
            break
    assert result(person) is Result.NOT_GIVEN, person.stage.view.canvas.whole_height
    assert False not in ended, "somebody is said to have gone another way"
    assert Result.NOT_GIVEN not in seen, "it was settled before the last was played"
    assert left(person) == []
    with Library.open(asked, read_only=True) as opened:
        played = list_played(opened, person.case.id)
    assert played and all(one.stretch.seen and not one.stretch.sounded for one in played)
    lane = person.stage.timeline.strip.shown.played
    assert lane is not None and lane.own["picture"].covers(missing.times)
    assert "Played to" in lane.words_at(2 * S) and "Not played" in lane.words_at(3_500_000)
