"""From exhibits that were opened to the tracks of an ensemble, and to what the views show of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.ensemble.lane import Lane
from app.ensemble.placing import Placing, place
from app.ensemble.track import Placed, Shown, Track, TrackState
from app.window.caption import wall_text
from app.window.opening import Opened
from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.mark import Mark
from evidence.model.recording import Exhibit
from evidence.segments.peaks import Drawn
from evidence.timecode import Moment, zone_of
from widgets.clocks.lanes import LaneClock
from widgets.clocks.values import Events
from widgets.player.picture import FrameCaption, FrameState
from widgets.timeline.wave import Columns
from widgets.times import moment_words
from widgets.together.chooser import MOST_PICTURES, Choice
from widgets.together.values import TrackLine
from widgets.words import W

SECOND = "#2"
"""Ends the key of a recording's second moment."""
STATES = {
    TrackState.EXACT: FrameState.EXACT,
    TrackState.PLAYING: FrameState.PLAYING,
    TrackState.DECODING: FrameState.DECODING,
}
SECOND_PLACED = Label("second moment: shifted", "另一时刻：已错开")


def tracks_of(opened: Sequence[Opened], by_hand: Mapping[UUID, int]) -> tuple[Placing, list[Track]]:
    """One track per recording, at its place on the common clock."""
    placing = place([each.exhibit for each in opened], by_hand)
    tracks = []
    for each in opened:
        own = placing.places[each.exhibit.id]
        tracks.append(
            Track(
                str(each.exhibit.id), each.exhibit.id, each.path, each.probed, own.start_us, own.drift_ppb, own.placed
            )
        )
    return placing, tracks


def second_of(track: Track, wall_us: int, at_us: int) -> Track:
    """The same recording once more, placed so that its time `at_us` stands at `wall_us`."""
    lane = Lane(track)
    start = track.start_us + wall_us - lane.wall_of(at_us)
    silent = replace(track.probed, sound=None)  # it is heard once
    return replace(track, key=track.key + SECOND, probed=silent, start_us=start, placed=Placed.BY_HAND)


def line_of(
    track: Track, opened: Opened, peaks: Callable[[], Drawn | None], marks: Sequence[Mark], events: Events
) -> TrackLine:
    """What the views show of a track."""
    lane, exhibit, sound = Lane(track), opened.exhibit, opened.probed.sound
    second = track.key.endswith(SECOND)

    def columns(from_us: int, to_us: int, count: int) -> NDArray[np.int16] | None:
        found = peaks()
        return found.between(from_us, to_us, count) if found is not None else None

    by_clock = track.placed is Placed.BY_CLOCK and not second
    unchecked = by_clock and not exhibit.recording.clock.checked
    placed = SECOND_PLACED if second else W.CLOCK_UNCHECKED if unchecked else track.placed.label
    seen = [
        (number, begin_us + sighting.at_us)
        for number, places in events.items() for where, sighting in places.items()
        if (begin_us := opened.begin_of(where)) is not None
    ]  # fmt: skip
    drawn: Columns | None = columns if sound is not None else None
    return TrackLine(
        track.key, exhibit.id, exhibit.label, exhibit.title, lane.begin_us, lane.end_us, lane.wall_of, lane.at_of,
        opened.probed.table is not None, sound is not None and not second,
        placed,
        unchecked or not by_clock,
        tuple(Gap(gap.from_us, gap.to_us) for gap in lane.gaps), drawn,
        tuple(own for mark in marks if not mark.withdrawn and (own := opened.own_mark(mark))),
        () if second else tuple(seen),
    )  # fmt: skip


def clock_of_lane(track: Track, opened: Opened) -> LaneClock | None:
    """What a track's place stands on; None for a second moment, which has no place of its own."""
    if track.key.endswith(SECOND):
        return None
    by_hand = track.placed is Placed.BY_HAND
    return LaneClock(track.key, opened.exhibit.label, opened.exhibit.recording.clock, by_hand)


def caption_of_shown(shown: Shown, opened: Opened, state: TrackState) -> FrameCaption:
    """What is true of a picture that is shown among others; the day stands above the timeline."""
    piece, at_us = opened.at(shown.picture.shown_us)
    table = piece.probed.table
    return FrameCaption(
        at_us=at_us,
        frame=opened.frame(shown.picture.frame),
        total=table.frames if table else shown.total,
        wall=wall_text(piece.exhibit, at_us)[11:],
        clock_checked=piece.exhibit.recording.clock.checked,
        state=STATES.get(state, FrameState.DECODING),
        confirmed=shown.confirmed,
        exhibit=piece.exhibit.label if piece is not opened else "",
    )


def day_us(zero: Moment | None) -> int | None:
    """Time of day of a moment in its own zone, microseconds; None where there is none."""
    if zero is None:
        return None
    local = zero.at.astimezone(zone_of(zero.zone))
    midnight = datetime(local.year, local.month, local.day)
    past = local.replace(tzinfo=None) - midnight
    return past.seconds * 1_000_000 + past.microseconds


def clock_words(zero: Moment) -> Callable[[int], str]:
    """How a common time is written: day, time and offset."""

    def wall(at_us: int) -> str:
        return moment_words(zero.plus_us(at_us))

    return wall


def choices_of(exhibits: Sequence[Exhibit]) -> tuple[list[Choice], tuple[UUID, ...]]:
    """The recordings that can play together, and those that do at first: four pictures, and all calls."""
    choices = []
    for each in exhibits:
        facts = each.recording.facts
        if facts.pages is None and (facts.picture is not None or facts.sound is not None):
            choices.append(Choice(each.id, each.label, each.title, facts.picture is not None))
    seen = [choice.exhibit for choice in choices if choice.has_picture][:MOST_PICTURES]
    return choices, tuple(choice.exhibit for choice in choices if choice.exhibit in seen or not choice.has_picture)
