"""The open library beside the window: nothing is called saved before it is on disk, every trouble is a sentence."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication

from app.session import NOTHING_TO_REDO, NOTHING_TO_UNDO, OpenCase, Session
from app.storekeeper import Storekeeper
from evidence.errors import DiskProblem, NotFound
from evidence.intake.adding import add
from evidence.labels import Label
from evidence.model.kinds import Channel, Demand, DisputeKind, How, Verdict
from evidence.model.mark import Mark, MarkDraft
from evidence.model.places import PagePlace
from evidence.store import connection
from evidence.store import marks as store
from evidence.store.layout import DATABASE
from evidence.store.library import Library
from tests.app.waiting import settle, until
from tests.app.window.pictures import write_page
from tests.cases import cases_of
from widgets.forms.values import CaseValues

VALUES = CaseValues(
    "The call came too late", DisputeKind.BA, None, Channel.BRANCH, "", "Nobody called", Demand.EXPLANATION, None, (),
    None, (),
)  # fmt: skip
DRAFT = MarkDraft(PagePlace(1, None), "BA01", Verdict.GIVEN, How.READ, "words", "")


class Told:
    """Everything a session says, in order."""

    def __init__(self, session: Session) -> None:
        self.said: list[tuple[str, object]] = []
        for name in (
            "saving", "saved", "refused", "troubled", "hinted", "registered", "marked", "undone", "holder_changed",
        ):  # fmt: skip
            getattr(session, name).connect(partial(self._hear, name))

    def _hear(self, name: str, value: object = None) -> None:
        self.said.append((name, value))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.said]

    def last(self, name: str) -> object:
        return next(value for said, value in reversed(self.said) if said == name)

    def sentence(self, name: str) -> str:
        label = self.last(name)
        assert isinstance(label, Label) and label.zh
        return label.en


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one complaint and a photographed page, made through a session."""
    folder = tmp_path_factory.mktemp("session") / "library"
    Library.create(folder).close()
    application = QApplication.instance() or QApplication([])  # kept, or it would end at once
    session = Session(folder)
    told = Told(session)
    session.register(VALUES)
    until(lambda: "saved" in told.names)
    assert told.names == ["saving", "registered", "saved"]
    assert session.open_case is not None
    case_id = session.open_case.id
    session.close()
    with Library.open(folder) as library:
        add(library, case_id, [write_page(folder.parent / "page.png")])
    application.processEvents()
    return folder


Opener = Callable[[], tuple[Session, Told]]


@pytest.fixture
def folder(_kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_kept, tmp_path / "library"))


@pytest.fixture
def open_session(folder: Path) -> Iterator[Opener]:
    opened: list[Session] = []

    def _open() -> tuple[Session, Told]:
        session = Session(folder)
        opened.append(session)
        told = Told(session)
        with Library.open(folder, read_only=True) as library:
            label = cases_of(library)[0].label
        session.show_case(label)
        until(lambda: session.open_case)
        return session, told

    yield _open
    for session in opened:
        session.close()
        session.deleteLater()


def case_of(session: Session) -> OpenCase:
    assert session.open_case is not None
    return session.open_case


def mark(session: Session) -> None:
    session.mark((case_of(session).exhibits[0], DRAFT))


def test_a_change_is_called_saved_only_after_it_is_on_disk(
    open_session: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, told = open_session()
    gate, reached, real = threading.Event(), threading.Event(), store.make_marks

    def slow(*arguments: object) -> tuple[Mark, ...]:
        reached.set()
        assert gate.wait(20)
        return real(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(store, "make_marks", slow)
    mark(session)
    assert reached.wait(20)
    settle()
    assert told.names == ["saving"]
    gate.set()
    until(lambda: "saved" in told.names)
    assert told.names == ["saving", "marked", "saved"]
    with Library.open(folder, read_only=True) as library:
        assert [one.label for one in store.list_marks(library, case_of(session).id)] == ["M-001"]


def test_undo_and_redo_have_nothing_to_do_at_first_and_say_so_as_a_note(open_session: Opener) -> None:
    session, told = open_session()
    session.undo()
    session.redo()
    assert [value for name, value in told.said if name == "hinted"] == [NOTHING_TO_UNDO, NOTHING_TO_REDO]
    mark(session)
    until(lambda: case_of(session).can_undo)
    session.undo()
    until(lambda: case_of(session).marks[0].withdrawn)
    session.redo()
    until(lambda: not case_of(session).marks[0].withdrawn)
    assert "refused" not in told.names


def test_a_full_disk_is_a_sentence_and_nothing_is_called_saved(
    open_session: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, told = open_session()

    def full(*_: object) -> tuple[Mark, ...]:
        with connection.explained(folder / DATABASE):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        raise AssertionError

    monkeypatch.setattr(store, "make_marks", full)
    mark(session)
    until(lambda: "refused" in told.names)
    assert told.sentence("refused").startswith("The disk is full: the change was not saved.")
    assert told.names == ["saving", "refused"]


def test_a_library_that_another_program_is_writing_is_a_sentence_and_works_again_afterwards(
    open_session: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, told = open_session()
    other = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=20)
    session._keeper.ask(lambda library: library.db.execute("PRAGMA busy_timeout = 50"), lambda _: None, lambda _: None)
    other.execute("BEGIN IMMEDIATE")
    mark(session)
    until(lambda: "refused" in told.names)
    assert "being written by another program" in told.sentence("refused")
    assert "saved" not in told.names
    other.execute("ROLLBACK")
    other.close()
    mark(session)
    until(lambda: "saved" in told.names)


def test_what_is_asked_before_closing_is_still_done(open_session: Opener, folder: Path) -> None:
    session, _ = open_session()
    case_id = case_of(session).id
    mark(session)
    session.close()
    with Library.open(folder, read_only=True) as library:
        assert len(store.list_marks(library, case_id)) == 1
    session.close()  # a second time does nothing


def test_a_case_left_meanwhile_is_not_opened_again_by_a_late_answer(open_session: Opener) -> None:
    session, told = open_session()
    mark(session)
    session.leave_case()
    until(lambda: "saved" in told.names)
    assert session.open_case is None


def test_an_unsound_mark_is_refused_with_its_reason(open_session: Opener) -> None:
    session, told = open_session()
    session.mark((case_of(session).exhibits[0], replace(DRAFT, how=How.HEARD)))
    until(lambda: "refused" in told.names)
    assert "no sound" in told.sentence("refused")


def test_a_second_session_is_read_only_until_the_first_one_closes(open_session: Opener) -> None:
    first, _ = open_session()
    second, told = open_session()
    assert second.held is not None and first.held is None
    mark(second)
    assert told.names == ["refused"] and "read, not changed" in told.sentence("refused")
    second.undo()
    assert told.names == ["refused", "refused"]
    first.close()
    until(lambda: second.held is None)
    assert "holder_changed" in told.names
    mark(second)
    until(lambda: "saved" in told.names)


def test_what_another_program_writes_is_read_by_itself(open_session: Opener, folder: Path) -> None:
    session, told = open_session()
    opened = case_of(session)
    with Library.open(folder) as library:
        store.make_mark(library, opened.id, opened.exhibits[0], DRAFT)
    until(lambda: len(case_of(session).marks) == 1)
    assert told.names == []


def test_a_library_that_is_gone_is_said_once_and_is_no_failure_to_save(open_session: Opener, folder: Path) -> None:
    session, told = open_session()

    def gone(library: Library) -> int:
        raise DiskProblem("The disk is gone.", "磁盘已断开。")

    session._watch.stop()
    session._seen = None
    for _ in range(3):
        session._looking = False
        session._keeper.ask(gone, lambda _: None, session._cannot_look)
    until(lambda: "troubled" in told.names)
    settle()
    assert told.names == ["troubled"]


def test_an_unknown_case_is_a_sentence(open_session: Opener) -> None:
    session, told = open_session()
    session.show_case("C-1999-0001")
    until(lambda: "troubled" in told.names)
    assert "C-1999-0001" in told.sentence("troubled")


def test_opening_what_is_no_library_raises_here_and_leaves_no_thread(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Storekeeper(tmp_path)
    assert not [thread for thread in threading.enumerate() if thread.name == "storekeeper"]


def test_a_bug_in_the_stores_thread_rises_to_the_reporter_and_the_thread_lives_on(
    open_session: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, told = open_session()
    risen: list[BaseException] = []

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        risen.append(fault)

    monkeypatch.setattr(sys, "excepthook", hook)
    session._keeper.ask(lambda library: [][1], lambda _: None, lambda _: None)
    until(lambda: risen)
    assert isinstance(risen[0], IndexError)
    mark(session)
    until(lambda: "saved" in told.names)
