"""Looking through recordings: one after the other, kept, stopped when somebody says so, and never after the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.jobs import Jobs
from app.window.inspecting import Inspecting
from evidence.assist.findings import FindingKind
from evidence.intake.adding import add
from evidence.intake.derived import kept_quality
from evidence.model.kinds import DisputeKind
from evidence.model.recording import Exhibit
from evidence.store.cases import new_case
from evidence.store.exhibits import list_exhibits
from evidence.store.layout import Layout
from evidence.store.library import Library
from tests import barcodes
from tests.app.waiting import settle, until
from tests.evidence.assist.scenes import speech
from widgets.quality.panel import Looked

Desk = tuple[Inspecting, Jobs, Layout, tuple[Exhibit, ...]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A case with two calls, the second with a second of nothing, and a text; a short wait before the looking."""
    held = QApplication.instance()
    application = held if isinstance(held, QApplication) else QApplication([])
    sound = speech(3)
    first = barcodes.write_wav(tmp_path / "a.wav", sound.copy())
    sound[8000:16_000] = np.int16(0)
    second = barcodes.write_wav(tmp_path / "b.wav", sound)
    (tmp_path / "c.txt").write_text("a letter", encoding="utf-8")
    with Library.create(tmp_path / "library", zone="Asia/Shanghai") as library:
        case = new_case(library, kind=DisputeKind.BE, checklist_version="0.1.0", rule_pack="CN", title="")
        add(library, case.id, [first, second, tmp_path / "c.txt"])
        exhibits, layout = list_exhibits(library, case.id), library.layout
    jobs = Jobs(application)
    inspecting = Inspecting(layout, jobs, jobs, after_ms=1)
    yield inspecting, jobs, layout, exhibits
    jobs.close()
    jobs.deleteLater()


def state(desk: Desk, number: int) -> Looked:
    return desk[0].about(desk[3][number].recording).state


def test_all_recordings_are_looked_through_one_after_the_other_and_what_was_found_is_kept(desk: Desk) -> None:
    inspecting, jobs, layout, exhibits = desk
    seen: list[tuple[Looked, Looked]] = []
    inspecting.changed.connect(lambda _: seen.append((state(desk, 0), state(desk, 1))))
    inspecting.look_at(exhibits)
    assert (state(desk, 0), state(desk, 2)) == (Looked.WAITING, Looked.NOT_PLAYING)
    until(lambda: state(desk, 0) is state(desk, 1) is Looked.DONE)
    assert (Looked.GOING_ON, Looked.WAITING) in seen and (Looked.DONE, Looked.GOING_ON) in seen
    assert (Looked.GOING_ON, Looked.GOING_ON) not in seen
    quality = inspecting.quality(exhibits[1].recording)
    assert quality is not None and [one.from_us for one in quality.of(FindingKind.DIGITAL_SILENCE)] == [1_000_000]
    assert kept_quality(layout, exhibits[1].recording) == quality
    seen.clear()
    inspecting.look_at(exhibits)
    assert seen == [] and jobs.running == 0, "what is known is not looked for again"


def test_the_one_on_stage_comes_first(desk: Desk) -> None:
    inspecting, _, _, exhibits = desk
    seen: list[tuple[Looked, Looked]] = []
    inspecting.changed.connect(lambda _: seen.append((state(desk, 0), state(desk, 1))))
    inspecting.look_at(exhibits)
    inspecting.prefer(exhibits[1].recording)
    until(lambda: state(desk, 0) is Looked.DONE)
    assert (Looked.WAITING, Looked.DONE) in seen


def test_stopped_stays_stopped_until_somebody_asks(desk: Desk) -> None:
    inspecting, jobs, layout, exhibits = desk
    inspecting.look_at(exhibits)
    until(lambda: jobs.running == 1)
    inspecting.stop()
    assert state(desk, 0) is state(desk, 1) is Looked.STOPPED
    until(lambda: jobs.running == 0)
    inspecting.look_at(exhibits)
    assert state(desk, 0) is state(desk, 1) is Looked.STOPPED and jobs.running == 0
    assert kept_quality(layout, exhibits[0].recording) is None
    inspecting.look_now(exhibits[1].recording)
    until(lambda: state(desk, 1) is Looked.DONE)
    assert state(desk, 0) is Looked.STOPPED


def test_another_case_takes_the_place_and_the_first_waits_when_it_is_open_again(desk: Desk) -> None:
    inspecting, jobs, _, exhibits = desk
    inspecting.look_at(exhibits)
    until(lambda: jobs.running == 1)
    inspecting.look_at(())
    until(lambda: jobs.running == 0)
    assert state(desk, 0) in (Looked.NOTHING_CHOSEN, Looked.DONE)
    inspecting.look_at(exhibits)
    until(lambda: state(desk, 0) is state(desk, 1) is Looked.DONE)


def test_a_missing_original_is_said_and_the_next_one_is_looked_through(desk: Desk) -> None:
    inspecting, _, layout, exhibits = desk
    layout.original(exhibits[0].recording.sha256).unlink()
    inspecting.look_at(exhibits)
    until(lambda: state(desk, 1) is Looked.DONE)
    looking = inspecting.about(exhibits[0].recording)
    assert looking.state is Looked.FAILED and looking.reason is not None and "missing" in looking.reason.en


def test_nothing_begins_after_the_end(desk: Desk) -> None:
    inspecting, jobs, _, exhibits = desk
    inspecting.look_at(exhibits)
    jobs.close()
    settle()
    assert jobs.running == 0 and state(desk, 0) is Looked.WAITING
