"""Long work: exactly one ending each, told in the window's thread, stopped at once, nothing left running."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication

from app.jobs import Jobs
from evidence.errors import DiskProblem, WorldError
from evidence.labels import Label
from evidence.progress import Progress
from tests.app.waiting import settle, until

NAME = Label("Counting", "计数")


class Ends:
    """What became of one job."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[WorldError] = []
        self.stops = 0
        self.threads: list[str] = []

    def then(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.current_thread().name)

    def stopped(self) -> None:
        self.stops += 1


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    held = QApplication.instance()
    application = held if isinstance(held, QApplication) else QApplication([])
    jobs = Jobs(application)
    yield jobs
    jobs.close()
    jobs.deleteLater()


def test_the_answer_comes_in_the_windows_thread_after_the_job_has_ended(jobs: Jobs) -> None:
    ends, told = Ends(), list[object]()
    jobs.started.connect(lambda number, name: told.append(("started", number, name)))
    jobs.progressed.connect(lambda number, done, total: told.append(("progressed", done, total)))
    jobs.ended.connect(lambda number: told.append(("ended", number)))

    def work(progress: Progress) -> str:
        progress(10, 10)
        return threading.current_thread().name

    number = jobs.start(NAME, work, ends.then, ends.errors.append)
    assert jobs.name_of(number) == NAME
    until(lambda: ends.answers)
    assert ends.answers == ["job Counting"] and ends.threads == ["MainThread"]
    assert told == [("started", number, NAME), ("progressed", 10, 10), ("ended", number)]
    assert jobs.running == 0


def test_a_stopped_job_stops_at_its_next_progress(jobs: Jobs) -> None:
    ends, ran = Ends(), threading.Event()

    def work(progress: Progress) -> None:
        while True:
            ran.set()
            progress(1, 0)

    number = jobs.start(NAME, work, ends.then, ends.errors.append, ends.stopped)
    ran.wait(10)
    jobs.cancel(number)
    until(lambda: ends.stops == 1)
    assert not ends.answers and not ends.errors and jobs.running == 0
    jobs.cancel(number)  # over; nothing to do


def test_an_error_of_the_world_is_told_with_its_sentence(jobs: Jobs) -> None:
    ends = Ends()

    def work(progress: Progress) -> None:
        raise DiskProblem("The disk is full.", "磁盘已满。")

    jobs.start(NAME, work, ends.then, ends.errors.append, ends.stopped)
    until(lambda: ends.errors)
    assert ends.errors[0].sentence == Label("The disk is full.", "磁盘已满。")
    assert not ends.answers and not ends.stops


def test_a_bug_in_a_job_rises_to_the_reporter_and_ends_the_job(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    risen: list[BaseException] = []

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        risen.append(fault)

    monkeypatch.setattr(sys, "excepthook", hook)
    ends = Ends()
    jobs.start(NAME, lambda progress: 1 // 0, ends.then, ends.errors.append)
    until(lambda: risen)
    assert isinstance(risen[0], ZeroDivisionError)
    assert jobs.running == 0 and not ends.answers


def test_a_quiet_job_shows_no_bar(jobs: Jobs) -> None:
    ends, told = Ends(), list[object]()
    jobs.started.connect(lambda *values: told.append(values))
    jobs.progressed.connect(lambda *values: told.append(values))
    jobs.start(NAME, lambda progress: progress(1, 2), ends.then, ends.errors.append, quiet=True)
    until(lambda: ends.answers)
    assert not told


def test_closing_stops_everything_waits_and_tells_nobody(jobs: Jobs) -> None:
    ends, ran = Ends(), threading.Barrier(4)

    def work(progress: Progress) -> None:
        ran.wait(10)
        while True:
            progress(1, 0)

    for _ in range(3):
        jobs.start(NAME, work, ends.then, ends.errors.append, ends.stopped)
    ran.wait(10)
    jobs.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job ")]
    settle()
    assert ends.stops == 0 and not ends.answers
