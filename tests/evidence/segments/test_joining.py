"""Files that a person joins: their order, what lies between them, and why some cannot be one recording."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from evidence.errors import Refused
from evidence.media.facts import Playable
from evidence.model.grouping import Grouping, GroupingDraft
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock, Exhibit
from evidence.segments.finding import Found, find_series
from evidence.segments.joining import apart, propose
from tests.evidence.review.values import AT
from tests.evidence.segments.test_finding import MINUTES, SECOND, day, piece


def at(exhibit: Exhibit, start_us: int | None, method: ClockMethod = ClockMethod.FILENAME) -> Exhibit:
    clock = Clock() if start_us is None else Clock(AT.plus_us(start_us), 0, None, method)
    return replace(exhibit, recording=replace(exhibit.recording, clock=clock))


def three() -> list[Exhibit]:
    """Ten minutes each, whose names tell nothing; the second begins 30 s late, the third 2 s early."""
    starts = (0, MINUTES + 30 * SECOND, 2 * MINUTES + 28 * SECOND)
    return [
        at(piece(number, f"desk {name}.mp4"), start)
        for number, (name, start) in enumerate(zip("abc", starts, strict=True), 1)
    ]


def said(draft: GroupingDraft) -> Grouping:
    return Grouping(
        draft.together, draft.exhibits, draft.reason, draft.gaps_us, draft.exact_us, draft.first,
        id=uuid4(), by="me", at=AT,
    )  # fmt: skip


def test_they_stand_in_the_order_of_their_starts_with_what_lies_between() -> None:
    one, two, three_ = three()
    found = propose([three_, one, two], Found())
    assert [row.exhibit.label for row in found.rows] == ["EX-01", "EX-02", "EX-03"]
    assert (found.gaps_us, found.refusals) == ((30 * SECOND, -2 * SECOND), ())
    [series] = find_series([one, two, three_], [said(found.draft("same desk"))]).series
    assert (series.label, series.name) == ("EX-01…EX-03", "desk")
    assert series.gaps_us == (30 * SECOND, -2 * SECOND) and series.first == AT.at
    assert (
        "3 files were joined by hand to one recording" in series.sentence.en
        and "1 gap, 1 overlap" in series.sentence.en
    )


def test_a_typed_start_changes_the_order() -> None:
    one, two, three_ = three()
    found = propose([one, two, three_], Found(), {one.id: AT.plus_us(3 * MINUTES + 26 * SECOND)})
    assert [row.exhibit.label for row in found.rows] == ["EX-02", "EX-03", "EX-01"]
    assert [row.known for row in found.rows] == [ClockMethod.FILENAME, ClockMethod.FILENAME, ClockMethod.TYPED]
    assert found.gaps_us == (-2 * SECOND, -2 * SECOND) and not found.refusals


def test_a_start_that_nobody_knows_is_asked_for() -> None:
    one, two, three_ = three()
    unknown = at(two, None)
    found = propose([unknown, one, three_], Found())
    assert [row.exhibit.label for row in found.rows] == ["EX-01", "EX-03", "EX-02"] and found.gaps_us[1] is None
    assert ["It is not known when EX-02 begins" in one.en for one in found.refusals] == [True]
    with pytest.raises(Refused, match="EX-02"):
        found.draft("same desk")
    assert not propose([unknown, one, three_], Found(), {two.id: AT.plus_us(MINUTES)}).refusals


def test_what_cannot_be_one_recording_is_refused_with_its_reason() -> None:
    one, two, _ = three()
    small = at(piece(4, "small.mp4", width=640), 5 * MINUTES)
    assert [
        "EX-04 has 640×1080 h264, EX-01 has 1920×1080 h264" in each.en
        for each in propose([one, small], Found()).refusals
    ] == [True]
    meanwhile = at(piece(5, "other.mp4"), 4 * MINUTES // 10)
    assert [
        "hold the same time for 360" in each.en or "same time for" in each.en
        for each in propose([one, meanwhile], Found()).refusals
    ] == [True]
    silent = at(piece(6, "broken.mp4", playable=Playable.NO), 2 * MINUTES)
    assert ["How long EX-06 is" in each.en for each in propose([one, silent], Found()).refusals] == [True]
    days = at(piece(7, "late.mp4"), 200 * MINUTES)
    assert ["more than a day" in each.en for each in propose([two, days], Found()).refusals] == [True]
    assert propose([one], Found()).refusals


def test_part_of_a_series_is_not_taken_away_from_it() -> None:
    named = [at(one, n * MINUTES) for n, one in enumerate(day("140000", "141000", "142000"))]
    late = at(piece(4, "late.mp4"), 3 * MINUTES)
    found = find_series([*named, late])
    assert ["EX-03 is part of EX-01…EX-03" in each.en for each in propose([named[2], late], found).refusals] == [True]
    assert not propose([*named, late], found).refusals


def test_what_was_found_by_names_is_taken_apart_and_stays_apart() -> None:
    named = day("140000", "141000", "142000")
    [series] = find_series(named).series
    parted = said(apart(series, "another camera from 14:10 on"))
    assert find_series(named, [parted]) == Found()
    more = [*named, piece(4, "ch01_20231001143000.mp4"), piece(5, "ch01_20231001144000.mp4")]
    assert [one.label for one in find_series(more, [parted]).series] == ["EX-04…EX-05"]


def test_what_was_said_last_holds() -> None:
    pieces = three()
    together = said(propose(pieces, Found()).draft("same desk"))
    [series] = find_series(pieces, [together]).series
    parted = said(apart(series, "no"))
    assert find_series(pieces, [together, parted]) == Found()
    assert len(find_series(pieces, [parted, together]).series) == 1
    assert find_series(pieces[:2], [together]) == Found()
