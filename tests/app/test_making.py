"""A case file is made by a process of its own: stopped, crashed or refused, nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exporting import export_case, verify_file
from app.making import process
from app.making.order import Order
from app.making.process import MakerBug, make_apart
from evidence.errors import NotFound, ProcessEnded, RecordingMissing, WorldError, error_of
from evidence.intake.adding import add
from evidence.labels import Label
from evidence.model.kinds import DisputeKind, How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.places import PagePlace
from evidence.progress import Cancelled, no_progress
from evidence.rules.checklists import load_checklists
from evidence.rules.fields import RulesProblem
from evidence.store import records
from evidence.store.cases import new_case
from evidence.store.library import Library
from evidence.store.marks import make_mark
from exports.verify import Answer
from tests.app.window.pictures import write_page

BEFORE = b"what stood here before"
AT_THE_END = "from exports.pdf import casefile; import os; casefile.seal = lambda *_: {}; "
START = "from app.making.child import main; main()"


class Small:
    """A library with one case and one mark on a page, and where its case file is to go."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.create(folder / "library")
        version = load_checklists()["BA"].version
        self.case = new_case(self.library, kind=DisputeKind.BA, checklist_version=version, rule_pack="CN", title="One")
        self.exhibit = add(self.library, self.case.id, [write_page(folder / "page.png")]).linked[0].exhibit
        draft = MarkDraft(PagePlace(1, None), "BA01", Verdict.GIVEN, How.READ, "words", "")
        make_mark(self.library, self.case.id, self.exhibit, draft)
        (folder / "out").mkdir()
        self.target = folder / "out" / "case [1].pdf"
        self.target.write_bytes(BEFORE)

    def order(self, case: str = "") -> Order:
        layout, writer = self.library.layout, self.library.writer
        return Order(layout.root, writer, case or self.case.label, self.target, "en", "internal")

    def nothing_left(self) -> bool:
        beside = list(self.target.parent.iterdir())
        return (
            beside == [self.target]
            and self.target.read_bytes() == BEFORE
            and not list(self.library.layout.derived.glob("export-*"))
            and not records.exports(self.library, case_id=str(self.case.id))
        )


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    made = Small(tmp_path)
    yield made
    made.library.close()


def test_it_is_made_registered_and_verified(small: Small) -> None:
    told: list[tuple[int, int]] = []
    done = export_case(
        small.library, small.case.label, small.target, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (1000, 1000) and told == sorted(told)
    assert verify_file(done.path, small.library).verdict is Answer.PASSED
    assert list(small.target.parent.iterdir()) == [small.target]
    assert not list(small.library.layout.derived.glob("export-*"))


@pytest.mark.parametrize("late", [False, True])
def test_stopped_at_the_first_or_the_last_moment_nothing_is_left(small: Small, late: bool) -> None:
    def stop(done: int, total: int) -> None:
        if done >= total > 0 or not late:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_case(small.library, small.case.label, small.target, progress=stop)
    assert small.nothing_left()


def test_a_process_that_is_killed_leaves_one_sentence_and_nothing_else(small: Small) -> None:
    code = AT_THE_END.format("os.kill(os.getpid(), 9)") + START
    with pytest.raises(ProcessEnded, match="No file was written"):
        make_apart(small.order(), no_progress, ["-c", code])
    assert small.nothing_left()


def test_a_fault_of_ours_arrives_with_its_traceback(small: Small) -> None:
    with pytest.raises(MakerBug, match="ZeroDivisionError"):
        make_apart(small.order(), no_progress, ["-c", AT_THE_END.format("1 / 0") + START])
    assert small.nothing_left()


def test_what_the_process_finds_out_is_the_same_error_as_here(small: Small) -> None:
    with pytest.raises(NotFound, match="RC-9"):
        make_apart(small.order("RC-9"), no_progress)
    small.library.layout.original(small.exhibit.recording.sha256).unlink()
    with pytest.raises(RecordingMissing):
        export_case(small.library, small.case.label, small.target)
    assert small.nothing_left()


def test_an_error_of_every_kind_can_be_told() -> None:
    assert RulesProblem in WorldError.__subclasses__(), "whose sentence is made of other things"
    for kind in WorldError.__subclasses__():
        error = error_of(kind.kind, "told", "已告知")
        assert isinstance(error, kind) and error.sentence == Label("told", "已告知")


def test_a_process_that_reports_nothing_can_be_stopped(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STOP_S", 0.1)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_apart(small.order(), stop, ["-c", "import time; time.sleep(600)"])
    assert small.nothing_left()


def test_a_process_that_cannot_start_is_said(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(small.target.parent / "no python"))
    with pytest.raises(ProcessEnded):
        make_apart(small.order(), no_progress)
    assert small.nothing_left()
