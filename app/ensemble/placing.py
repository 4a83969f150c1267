"""Puts the recordings of a case on one common clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.ensemble.track import Placed
from evidence.model.recording import Exhibit
from evidence.timecode import Moment


@dataclass(frozen=True, slots=True)
class Place:
    """Where recording time zero of one exhibit stands after the common zero."""

    start_us: int
    drift_ppb: int
    placed: Placed


@dataclass(frozen=True, slots=True)
class Placing:
    """The common zero (None: no start is known) and the place of every exhibit on it."""

    zero: Moment | None
    places: Mapping[UUID, Place]


def place(exhibits: Sequence[Exhibit], by_hand: Mapping[UUID, int] | None = None) -> Placing:
    """Lay exhibits on one clock: the earliest known start is zero.

    by_hand: starts in microseconds after the common zero, for exhibits whose start nobody knows; a known clock goes
    before a hand. What has neither is laid at zero and says so.
    """
    hand = by_hand or {}
    starts = {each.id: begun for each in exhibits if (begun := each.recording.clock.wall(0)) is not None}
    zero = min(starts.values(), key=lambda moment: moment.at, default=None)
    places = {}
    for each in exhibits:
        drift, begun = each.recording.clock.drift_ppb, starts.get(each.id)
        if begun is not None and zero is not None:
            after = (begun.at - zero.at) // timedelta(microseconds=1)
            places[each.id] = Place(after, drift, Placed.BY_CLOCK)
        elif each.id in hand:
            places[each.id] = Place(hand[each.id], drift, Placed.BY_HAND)
        else:
            places[each.id] = Place(0, drift, Placed.UNPLACED)
    return Placing(zero, places)
