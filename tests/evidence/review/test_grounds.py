"""From a library to the grounds of absence: clocks, usable sound, findings, times in question, what was played."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from evidence.assist.findings import Finding, FindingKind, Quality, Summary
from evidence.assist.unusable import PICTURE, SOUND
from evidence.media.door import Probed
from evidence.media.facts import MediaFacts, Playable
from evidence.model.case import Allegation, Question
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Interval
from evidence.model.kinds import AudioUsable, DisputeKind, RecordingKind
from evidence.model.recording import Clock
from evidence.review.coverage import Fitness
from evidence.review.grounds import Shelf, grounds_of
from evidence.review.intervals import Intervals
from evidence.review.sources import sources_of
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import Arrival, link
from evidence.store.findings import add_interval, list_intervals, withdraw_interval
from evidence.store.ledger import list_played, record_played
from evidence.store.library import Library
from evidence.store.people import members
from evidence.timecode import Moment
from tests.evidence.review.values import AT, CALL, CLIP, PAPER, SILENT, exhibit

S = 1_000_000
NOTHING_FOUND = Quality()


def looked_at(
    facts: MediaFacts, audio: AudioUsable = AudioUsable.YES, quality: Quality | None = NOTHING_FOUND, known: bool = True
) -> dict[str, tuple[Fitness, str]]:
    probed = Probed(facts, None, None) if known else None
    found = sources_of([exhibit(facts, audio)], lambda _: (probed, quality))
    return {
        sense: (one.fitness, one.reason.en if one.reason else "")
        for each in found
        for sense, one in each.senses.items()
    }


def test_what_a_recording_has_can_be_missed_in_it() -> None:
    assert set(looked_at(CLIP)) == {PICTURE, SOUND}
    assert set(looked_at(SILENT)) == {PICTURE}
    assert set(looked_at(CALL)) == {SOUND}
    assert looked_at(PAPER) == {}


@pytest.mark.parametrize(
    ("audio", "fitness", "words"),
    [
        (AudioUsable.NO, Fitness.NO, "not usable"),
        (AudioUsable.UNKNOWN, Fitness.DOUBTFUL, "not assessed"),
        (AudioUsable.PARTIAL, Fitness.DOUBTFUL, "usable in part only"),
    ],
)
def test_sound_that_is_not_surely_usable_shows_no_absence(audio: AudioUsable, fitness: Fitness, words: str) -> None:
    found = looked_at(CALL, audio)[SOUND]
    assert found[0] is fitness and words in found[1]


def test_nothing_is_absent_where_nobody_looked_for_gaps() -> None:
    assert looked_at(CLIP, quality=None)[PICTURE][0] is Fitness.DOUBTFUL
    assert looked_at(CLIP, known=False)[SOUND][0] is Fitness.DOUBTFUL
    assert "Too much was found" in looked_at(CLIP, quality=Quality(summary=Summary(left_off=3)))[PICTURE][1]
    assert looked_at(replace(CLIP, playable=Playable.NO))[PICTURE] == (Fitness.NO, "EX-01 cannot be played")


def test_findings_are_holes_for_the_act_they_hide() -> None:
    dark = Quality((Finding(S, 2 * S, FindingKind.BLACK, 0), Finding(3 * S, 4 * S, FindingKind.DIGITAL_SILENCE, 0)))
    (found,) = sources_of([exhibit(CLIP, AudioUsable.YES)], lambda _: (Probed(CLIP, None, None), dark))
    assert found.senses[PICTURE].usable == Intervals(((0, S), (2 * S, 4 * S)))
    assert found.senses[SOUND].usable == Intervals(((0, 3 * S),))


def test_the_grounds_of_a_case(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", zone="Asia/Shanghai") as library:
        case = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="")
        whole = get_case(library, str(case.id))
        allegation = Allegation(UUID(int=1), "Nothing was said", questions=(Question(UUID(int=2), "", ("BA10",)),))
        save_case(library, replace(whole, allegations=(allegation,)))
        whole = get_case(library, str(case.id))
        arrival = Arrival("0" * 64, 1, "desk.mp4", RecordingKind.DUAL_RECORDING, CLIP, AudioUsable.YES, Clock(AT, 0, S))
        desk, _ = link(library, case.id, arrival)
        asked = Interval(whole.allegations[0].id, AT, AT.plus_us(3 * S))
        kept = add_interval(library, case.id, asked)
        other = add_interval(library, case.id, replace(asked, end=Moment(AT.at + timedelta(days=1), AT.zone, "")))
        withdraw_interval(library, case.id, other.label)
        assert record_played(library, case.id, [Stretch(desk.id, 0, S, 1000, sounded=True, seen=False)], PlayRules())
        played = list_played(library, case.id)
        asked_for = list_intervals(library, case.id)
        found = grounds_of(whole, [desk], asked_for, played, members(library), Shelf(library.layout))
        (source,) = found.sources
        assert kept.label != other.label and source.zero_us is not None
        assert found.question("BA10").pieces == ((source.zero_us, source.zero_us + 3 * S),)
        assert found.heard == {library.writer.actor: {(desk.id, SOUND): Intervals(((0, S),))}}
        assert source.senses[PICTURE].fitness is Fitness.DOUBTFUL  # no table, and nobody looked through it
