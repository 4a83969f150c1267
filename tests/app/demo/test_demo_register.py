"""The sample register: all kinds and states, the same for the same day, through the library's own door."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.cli.parser import parse
from app.demo import register as making
from app.demo.complaints import BRANCHES, MATTERS, TITLES, WORDS
from app.demo.register import build_register, plan
from app.main import main
from evidence.check import check_library
from evidence.errors import WrongUse
from evidence.model.kinds import Answer, DisputeKind
from evidence.register.lines import FINISHED, CaseState, Wanted
from evidence.store.library import Library
from evidence.store.projecting import rebuild
from evidence.store.register import overview, read_page

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
COUNT = 90


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(making, "AT_ONCE", 40)  # several transactions
    with Library.create(tmp_path / "library", now=lambda: NOW) as made:
        build_register(made, COUNT, "en")
        yield made


def test_what_is_planned_is_believable_and_the_same_for_the_same_day_and_seed() -> None:
    planned = plan(3000, TODAY)
    assert planned == plan(3000, TODAY) and planned != plan(3000, TODAY, seed=1)
    assert {one.kind for one in planned} == set(DisputeKind)
    assert {one.state for one in planned} == set(CaseState) - {CaseState.APPROVED, CaseState.REOPENED}
    assert {one.branch for one in planned} == set(BRANCHES)
    assert len({one.customer for one in planned}) == len(planned)
    days = [one.received for one in planned]
    assert days == sorted(days) and days[-1] <= TODAY and len({day.year for day in days}) >= 3
    old = Counter(one.state for one in planned if (TODAY - one.received).days > 60)
    assert set(old) == set(FINISHED) and old[CaseState.CLOSED] > 0.8 * old.total()


def test_every_kind_has_words_in_both_languages() -> None:
    for texts in (TITLES, MATTERS, WORDS):
        for kind in DisputeKind:
            assert all(label.en and label.zh and label.en != label.zh for label in texts[kind])


def test_what_was_planned_stands_in_the_register_and_the_chain_is_whole(library: Library) -> None:
    page = read_page(library, Wanted(descending=False), 0, COUNT)
    planned = plan(COUNT, TODAY)
    assert [(one.title, one.kind, one.state, one.received, one.customer, one.branch) for one in page.lines] == [
        (one.title.en, one.kind, one.state, one.received, one.customer, one.branch.en) for one in planned
    ]
    assert len({one.label for one in page.lines}) == COUNT
    assert all((one.due is None) == (one.state in FINISHED) for one in page.lines)
    assert set(overview(library).branches) == {one.branch.en for one in planned}
    report = check_library(library)
    assert report.verdict is Answer.PASSED, report
    before = library.rows("SELECT * FROM register ORDER BY case_id")
    with library.change() as change:
        rebuild(change.db)
    assert library.rows("SELECT * FROM register ORDER BY case_id") == before


def test_the_verb_makes_a_library_with_so_many_complaints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "there"
    assert main(["--json", "--lang", "zh", "demo", str(folder), "--complaints", "3", "--no-window"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"library": str(folder / "library"), "complaints": 3}
    with Library.open(folder / "library", read_only=True) as library:
        assert read_page(library, Wanted(), 0).all == 3


@pytest.mark.parametrize("count", ["0", "-1", "1000001", "many", "9" * 30, "1.5", ""])
def test_a_number_that_is_none_is_refused(count: str) -> None:
    with pytest.raises(WrongUse, match=r"whole number|expected one argument"):
        parse(["demo", f"--complaints={count}"])
