"""`import` and `register`: all good rows or none, each with its journal; and the register as a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.main import main
from app.tickets import Brought, judged, keep, mapping_for, open_list
from evidence.check import check_library
from evidence.journal.chain import next_entry
from evidence.model.kinds import Answer
from evidence.progress import Cancelled
from evidence.store.bulk import MANY
from evidence.store.cases import get_case
from evidence.store.guards import guard_triggers
from evidence.store.library import Library
from evidence.store.projecting import rebuild
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.timecode import rfc3339

LIST = """工单号,受理日期,投诉类型,客户姓名,网点,投诉内容
GD1,2026-03-10,收费,=张三,东湖路支行,年费未说明
GD2,2026-02-30,收费,李四,,x
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library") as made:
        yield made


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


def written(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def told(capsys: pytest.CaptureFixture[str], library: Library, *words: str) -> tuple[int, dict[str, object]]:
    code = main(["--library", str(library.layout.root), "--json", *words])
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, document


def test_nothing_is_registered_until_refused_rows_are_accepted(
    library: Library, tickets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(capsys, library, "import", str(tickets))
    assert (code, answer["registered"], answer["good"], answer["refused"]) == (1, 0, 1, 1)
    report = tickets.with_name("report.csv")
    code, answer = told(capsys, library, "import", str(tickets), "--keep-good", "--report", str(report))
    assert (code, answer["registered"], answer["first"]) == (0, 1, "C-2026-0001")
    rows = written(report)
    assert rows[1][1:3] == ["3", "受理日期"]
    code, answer = told(capsys, library, "import", str(tickets), "--keep-good")
    assert (code, answer["registered"], answer["refused"]) == (0, 0, 2), "the number is known by now"


def test_what_is_imported_is_a_case_like_any_other(library: Library, tickets: Path) -> None:
    table = open_list(tickets)
    mapping = mapping_for(library, table, "words=6")
    assert keep(library, judged(library, table, mapping)) == ("C-2026-0001",)
    [row] = library.rows("SELECT * FROM register")
    assert (row["branch"], row["title"]) == ("东湖路支行", "年费未说明")
    assert list(untold(library, UUID(row["case_id"]))) == []
    assert check_library(library).verdict is Answer.PASSED
    assert [hit.label for hit in find(library, "年费")] and [hit.label for hit in find(library, "GD1")]
    with library.change() as change:
        rebuild(change.db)
    assert library.rows("SELECT * FROM register") == [row]
    assert mapping_for(library, table) == mapping, "remembered for these headings"


def long_list(library: Library, folder: Path) -> Brought:
    """Enough rows that the indexes of whole tables are made anew, on eleven days of two years."""
    path = folder / "long.csv"
    head, first, _ = LIST.splitlines()
    rows = [
        first.replace("GD1", f"GD{n}").replace("2026-03-10", f"{2025 + n % 2}-03-{n % 11 + 10}") for n in range(MANY)
    ]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    table = open_list(path)
    return judged(library, table, mapping_for(library, table))


def schema(library: Library) -> list[dict[str, object]]:
    return library.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")


def test_a_cancelled_import_leaves_nothing(library: Library, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done >= MANY // 2:
            raise Cancelled

    brought, before, indexes = long_list(library, tmp_path), library.head(library.id), schema(library)
    with pytest.raises(Cancelled):
        keep(library, brought, stop)
    assert library.rows("SELECT 1 FROM complaint UNION ALL SELECT 1 FROM ticket_mapping") == []
    assert (library.head(library.id), schema(library)) == (before, indexes)


def test_a_long_import_is_what_the_same_rows_one_by_one_would_be(library: Library, tmp_path: Path) -> None:
    indexes = schema(library)
    labels = keep(library, long_list(library, tmp_path))
    assert (len(labels), labels[0], labels[-1]) == (MANY, "C-2025-0001", f"C-2026-{MANY // 2:04}")
    assert schema(library) == indexes
    tables = [f"SELECT * FROM {name} ORDER BY 1, 2" for name in ("register", "agenda")]
    before = [library.rows(table) for table in tables]
    with library.change() as change:
        rebuild(change.db)
    assert [library.rows(table) for table in tables] == before
    assert len(find(library, "年费", 2 * MANY)) == MANY * 2, "in the title and in the words"
    one = get_case(library, labels[-1]).complaint.id
    assert check_library(library, one).verdict is Answer.PASSED


def test_every_case_of_an_import_has_its_head_in_the_librarys_chain(library: Library, tickets: Path) -> None:
    tickets.write_text(LIST.replace("2026-02-30", "2026-02-28"), encoding="utf-8")
    table = open_list(tickets)
    labels = keep(library, judged(library, table, mapping_for(library, table)))
    assert len(labels) == 2 and check_library(library).verdict is Answer.PASSED
    chain = str(get_case(library, labels[1]).complaint.id)
    forged = next_entry(chain, None, rfc3339(datetime.now(UTC)), library.writer, "case_imported", {})
    with library.change() as change:
        for name in guard_triggers():
            change.db.execute(f"DROP TRIGGER {name}")
        change.db.execute(
            "UPDATE journal SET at = ?, body_commit = ?, hash = ? WHERE chain = ?",
            [forged.at, forged.body_commit, forged.hash, chain],
        )
        change.db.execute("UPDATE journal_body SET salt = ?, body = '{}' WHERE chain = ?", [forged.salt, chain])
        for text in guard_triggers().values():
            change.db.execute(text)
    told = [one.reason.en for one in check_library(library).checks if one.name == "journal"]
    assert told == [f"the journal of {labels[1]}: entry 1 was rewritten: an earlier head is different"]


def test_the_register_is_written_as_a_table_without_formulas(
    library: Library, tickets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tickets.write_text(LIST.replace("年费未说明", "=1+1"), encoding="utf-8")
    assert told(capsys, library, "import", str(tickets), "--keep-good")[0] == 0
    for name in ("register.csv", "register.xlsx"):
        target = tickets.with_name(name)
        assert told(capsys, library, "register", "-o", str(target)) == (0, {"path": str(target), "complaints": 1})
    [heading, row] = written(tickets.with_name("register.csv"))
    assert heading[0] == "Complaint" and row[2] == "'=1+1"
    assert told(capsys, library, "register", "-o", str(tickets.with_name("register.ods")))[0] == 2
