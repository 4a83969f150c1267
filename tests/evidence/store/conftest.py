"""A fresh library and arrivals made of facts alone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from evidence.canonical import sha256_hex
from evidence.media.facts import MediaFacts
from evidence.model.case import Complaint
from evidence.model.kinds import AudioUsable, DisputeKind, RecordingKind
from evidence.model.recording import Clock
from evidence.store.cases import new_case
from evidence.store.exhibits import Arrival
from evidence.store.library import Library


class Ticking:
    """A clock that moves a second at each look, and can be set."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class MakeArrival(Protocol):
    def __call__(self, name: str) -> Arrival: ...


@pytest.fixture
def now() -> Ticking:
    return Ticking()


@pytest.fixture
def library(tmp_path: Path, now: Ticking) -> Iterator[Library]:
    with Library.create(tmp_path / "library", zone="Asia/Shanghai", now=now) as made:
        yield made


@pytest.fixture
def complaint(library: Library) -> Complaint:
    return new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="退保 surrender")


def make_arrival(name: str) -> Arrival:
    return Arrival(
        sha256=sha256_hex(name.encode()),
        size=len(name),
        source_name=name,
        kind=RecordingKind.CCTV,
        facts=MediaFacts(container="mov,mp4", frames=100, duration_us=4_000_000, last_us=3_960_000, picture=0),
        audio_usable=AudioUsable.NO,
        clock=Clock(),
    )


@pytest.fixture
def arrival() -> MakeArrival:
    return make_arrival
