"""Starts that a recording itself proposes: from its file name and from its container. A person takes one, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from evidence.clock import sentences as say
from evidence.clock.filenames import Certainty, read_name
from evidence.labels import Label
from evidence.media.facts import MediaFacts
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock, Exhibit
from evidence.timecode import (
    FIRST_YEAR,
    LAST_YEAR,
    Moment,
    format_length,
    instants_of,
    not_once,
    offset_text,
    us_between,
    zone_of,
)

EPOCH_YEARS = (1904, 1970, 1980, 2000)
"""Years at whose beginning the calendars of devices begin."""
CLOSE_US = 2_000_000
"""Two times this close are the same reading: names and containers hold whole seconds."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_C_TIME = re.compile(r"[A-Za-z]{3},? +([A-Za-z]{3}) +([0-9]{1,2}) +([0-9]{1,2}:[0-9]{2}:[0-9]{2}) +([0-9]{4})")
_DAY = re.compile(r"([0-9]{4})[:/]([0-9]{2})[:/]([0-9]{2})[ T]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place on the wall clock that may be taken. Nobody compared it: its clock is unchecked."""

    method: ClockMethod
    text: str
    """What it was read from."""
    clock: Clock | None
    """None where the text is no instant; `because` says why."""
    end: Moment | None
    certainty: Certainty
    because: Label


def proposals_for(exhibit: Exhibit, zone: str) -> tuple[Proposal, ...]:
    """All that a recording proposes, file name first; local times are taken in `zone`. Nothing for documents."""
    recording = exhibit.recording
    facts = recording.facts
    if facts.pages is not None:
        return ()
    named = from_file_name(exhibit.source_name, zone, duration_us=facts.duration_us, latest=recording.linked.at)
    return (*named, *_compared(from_container(facts, zone, latest=recording.linked.at), named, facts.duration_us))


def certain_clock(name: str, facts: MediaFacts, zone: str, latest: datetime) -> Clock | None:
    """The clock that a file name gives beyond doubt, still unchecked; None where there is any doubt."""
    if facts.pages is not None:
        return None
    found = [
        one for one in from_file_name(name, zone, duration_us=facts.duration_us, latest=latest) if one.certainty.usable
    ]
    return found[0].clock if len(found) == 1 and found[0].certainty is Certainty.CERTAIN else None


def not_one_instant(name: str, zone: str) -> Label | None:
    """Why the start that a file name tells beyond doubt is no single instant in `zone`, and what to write instead."""
    for reading in read_name(name):
        start = reading.start
        if start is not None and start.tzinfo is None and reading.certainty is Certainty.CERTAIN:
            found = instants_of(start, zone)
            if len(found) != 1:
                return Label(*not_once(start.isoformat(), found, zone))
    return None


def from_file_name(
    name: str, zone: str, *, duration_us: int | None = None, latest: datetime | None = None
) -> tuple[Proposal, ...]:
    """What a file name proposes, the most certain first. `latest`: no recording begins after it."""
    found: list[Proposal] = []
    for reading in read_name(name):
        for start, certainty, why in _instants(reading.start, zone, reading.certainty):
            end = start + (reading.end - reading.start) if start and reading.start and reading.end else None
            proposal = _proposal(ClockMethod.FILENAME, reading.text, reading.start, start, zone, end)
            because = say.joined(reading.reason, why)
            found.append(_doubted(replace(proposal, certainty=certainty, because=because), latest))
    return tuple(_against_length(one, duration_us) for one in found)


def from_container(facts: MediaFacts, zone: str, *, latest: datetime | None = None) -> tuple[Proposal, ...]:
    """What the container proposes: as the standard has it, and as many recorders write it."""
    if facts.created is None:
        return ()
    text, at = facts.created, _container_time(facts.created)
    if at is None or at.year <= FIRST_YEAR or _never_set(at):
        reason = say.UNREADABLE if at is None else say.NEVER_SET
        return (Proposal(ClockMethod.CONTAINER, text, None, None, Certainty.IMPOSSIBLE, reason),)
    readings: list[tuple[datetime, Certainty, Label]]
    if at.tzinfo is None:
        readings = [(at, Certainty.LIKELY, say.LOCAL_IN_CONTAINER)]
    elif not text.endswith(("Z", "z")):
        readings = [(at, Certainty.LIKELY, say.OWN_OFFSET)]
    else:
        local = at.replace(tzinfo=None)
        same = instants_of(local, zone) == (at,)  # no difference to UTC at that time
        readings = [(at, Certainty.LIKELY if same else Certainty.AMBIGUOUS, say.AS_UTC)]
        readings += [] if same else [(local, Certainty.AMBIGUOUS, say.AS_LOCAL)]
    found = []
    for reading, certainty, reason in readings:
        for start, sure, why in _instants(reading, zone, certainty):
            proposal = _proposal(ClockMethod.CONTAINER, text, reading, start, zone, None)
            because = say.joined(reason, why, say.MAY_BE_ANOTHER)
            found.append(_doubted(replace(proposal, certainty=sure, because=because), latest))
    return tuple(found)


def _instants(
    reading: datetime | None, zone: str, certainty: Certainty
) -> list[tuple[datetime | None, Certainty, Label | None]]:
    """The instants (UTC) of a reading, each with its certainty: daylight saving may leave none, or two."""
    if reading is None:
        return [(None, certainty, None)]
    if reading.tzinfo is not None:
        return [(reading.astimezone(UTC), certainty, None)]
    found = instants_of(reading, zone)
    if not found:
        return [(None, Certainty.IMPOSSIBLE, say.SKIPPED.filled(zone=zone))]
    if len(found) == 1:
        return [(found[0], certainty, say.LOCAL_TIME.filled(zone=zone))]
    return [
        (at, Certainty.AMBIGUOUS, say.TWICE.filled(zone=zone, which=which))
        for at, which in zip(found, (say.FIRST, say.SECOND), strict=True)
    ]


def _proposal(
    method: ClockMethod, text: str, reading: datetime | None, start: datetime | None, zone: str, end: datetime | None
) -> Proposal:
    """A proposal without its words. Times in UTC are shown in `zone`, others in the offset that they came with."""
    offset = reading.utcoffset() if reading is not None and reading.tzinfo is not None else None
    shown = offset_text(offset) if offset else zone
    clock = Clock(Moment(start, shown, text), method=method) if start is not None else None
    until = Moment(end, shown, "") if end is not None else None
    return Proposal(method, text, clock, until, Certainty.CERTAIN, say.READ)


def _doubted(proposal: Proposal, latest: datetime | None) -> Proposal:
    """The same with less certainty where the device's clock cannot have been right.

    Up to a day after the file was linked is left to wrong zones.
    """
    start = proposal.clock.start if proposal.clock else None
    if start is not None and _never_set(start.at.astimezone(zone_of(start.zone))):
        return replace(proposal, certainty=Certainty.AMBIGUOUS, because=say.joined(proposal.because, say.NEVER_SET))
    if start is None or latest is None or start.at <= latest + timedelta(days=1):
        return proposal
    return replace(
        proposal,
        certainty=Certainty.AMBIGUOUS,
        because=say.joined(proposal.because, say.LATER_THAN_LINKED),
    )


def _never_set(at: datetime) -> bool:
    return at.year in EPOCH_YEARS and (at.month, at.day) == (1, 1)


def _against_length(proposal: Proposal, duration_us: int | None) -> Proposal:
    """Whether a range in the name is as long as the recording."""
    start = proposal.clock.start if proposal.clock else None
    if start is None or proposal.end is None or not duration_us:
        return proposal
    said_us = us_between(start.at, proposal.end.at)
    if abs(said_us - duration_us) <= max(CLOSE_US, said_us // 100):
        return replace(proposal, because=say.joined(proposal.because, say.FITS_LENGTH))
    other = say.OTHER_LENGTH.filled(said=format_length(said_us), real=format_length(duration_us))
    certainty = Certainty.LIKELY if proposal.certainty is Certainty.CERTAIN else proposal.certainty
    return replace(proposal, certainty=certainty, because=say.joined(proposal.because, other))


def _compared(contained: tuple[Proposal, ...], named: tuple[Proposal, ...], duration_us: int) -> tuple[Proposal, ...]:
    """The container's proposals, with what the file name says to them."""
    starts = [
        one.clock.start.at for one in named if one.certainty is Certainty.CERTAIN and one.clock and one.clock.start
    ]
    if len(starts) != 1:
        return contained
    found = []
    for one in contained:
        start = one.clock.start if one.clock else None
        if start is not None:
            later_us = us_between(starts[0], start.at)
            if abs(later_us) <= CLOSE_US:
                one = replace(one, certainty=Certainty.LIKELY, because=say.joined(one.because, say.AGREES))
            elif abs(later_us - duration_us) <= CLOSE_US:
                one = replace(one, certainty=Certainty.AMBIGUOUS, because=say.joined(one.because, say.IS_END))
        found.append(one)
    return tuple(found)


def _container_time(text: str) -> datetime | None:
    """The time that a container writes: ISO 8601, EXIF's colons, or the words of C's ctime."""
    if match := _C_TIME.fullmatch(text.strip()):
        month, day, time, year = match.groups()
        if month.lower() not in _MONTHS:
            return None
        text = f"{year}-{_MONTHS.index(month.lower()) + 1:02}-{int(day):02}T{time.zfill(8)}"
    try:
        at = datetime.fromisoformat(_DAY.sub(r"\1-\2-\3T", text.strip(), count=1))
    except ValueError:
        return None
    return at if at.year < LAST_YEAR and len(text.strip()) > len("2023-10-01") else None
