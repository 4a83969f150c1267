"""Making, opening and refusing libraries; the transaction that carries its journal."""

import gzip
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from evidence.errors import DiskProblem, LibraryProblem, NotFound, WrongUse
from evidence.journal.chain import Writer, first_fault
from evidence.model.case import Complaint
from evidence.model.places import Box
from evidence.store import layout, records
from evidence.store.groups import list_groups
from evidence.store.guards import guard_triggers
from evidence.store.ledger import list_played
from evidence.store.library import Library
from evidence.store.marks import can_undo_redo, list_marks
from evidence.store.migrations import APPLICATION_ID
from evidence.store.papers import read_papers
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.store.versions import rounds_done
from evidence.store.viewers import viewer_of
from tests.evidence.store.conftest import Ticking

STORED = Path(__file__).parent / "stored"


def raw(library: Library) -> sqlite3.Connection:
    return sqlite3.connect(library.layout.database)


def test_the_settings_of_the_decisions_are_in_force(library: Library) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "locking_mode": "normal",
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    for pragma, value in wanted.items():
        assert library.db.execute(f"PRAGMA {pragma}").fetchone()[0] == value, pragma
    assert library.db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_a_private_library_can_be_read_by_its_owner_alone(library: Library, tmp_path: Path) -> None:
    assert stat.S_IMODE(library.layout.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(library.layout.database.stat().st_mode) == 0o600
    with Library.create(tmp_path / "shared", shared=True) as shared:
        assert stat.S_IMODE(shared.layout.root.stat().st_mode) == 0o2770
        assert stat.S_IMODE(shared.layout.database.stat().st_mode) == 0o660


def test_a_folder_in_use_is_not_made_a_library(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryProblem, match="already"):
        Library.create(library.layout.root)
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "letter.txt").write_text("mine")
    with pytest.raises(LibraryProblem, match="not empty"):
        Library.create(busy)
    with pytest.raises(LibraryProblem, match="is a file"):
        Library.create(busy / "letter.txt")
    assert (busy / "letter.txt").read_text() == "mine"


def test_an_interrupted_creation_can_be_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    (folder / "originals").mkdir(parents=True)
    (folder / ".library.db.new").write_bytes(b"half")
    (folder / ".library.db.new-journal").write_bytes(b"what would undo the new one")
    Library.create(folder).close()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("left", ["originals", "backups"])
def test_h41_a_library_without_its_database_is_never_made_anew_over_what_is_left(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "library"
    Library.create(folder).close()
    (folder / "library.db").unlink()
    (folder / left / "something").write_bytes(b"still here")
    with pytest.raises(LibraryProblem, match="restore newest"):
        Library.create(folder)
    assert not (folder / "library.db").exists() and (folder / left / "something").read_bytes() == b"still here"


def test_an_unknown_zone_leaves_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        Library.create(tmp_path / "library", zone="Mars/Olympus")
    assert not (tmp_path / "library").exists()


def test_no_library_is_made_by_opening_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no library"):
        Library.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_h41a_a_file_that_is_not_sqlite_is_refused_and_kept(library: Library) -> None:
    library.close()
    library.layout.database.write_bytes(b"this is no database, " * 100)
    before = library.layout.database.read_bytes()
    with pytest.raises(LibraryProblem, match="damaged or is not"):
        Library.open(library.layout.root)
    assert library.layout.database.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(LibraryProblem, match="not made by Replaydesk"):
        Library.open(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER spy AFTER INSERT ON mark BEGIN DELETE FROM meta; END",
        "CREATE VIEW spy AS SELECT * FROM mark",
        "DROP TRIGGER journal_keeps_rows",
        "DROP TRIGGER mark_keeps_identity",
    ],
)
def test_h41b_changed_guards_triggers_or_views_are_refused(library: Library, change: str) -> None:
    library.close()
    with raw(library) as outside:
        outside.execute(change)
    outside.close()
    with pytest.raises(LibraryProblem, match="protective rules"):
        Library.open(library.layout.root)


def test_h41c_a_newer_library_is_refused_with_a_sentence(library: Library) -> None:
    library.close()
    with raw(library) as outside:
        outside.execute("PRAGMA user_version = 99")
    outside.close()
    with pytest.raises(LibraryProblem, match="newer version"):
        Library.open(library.layout.root)


def test_h41d_a_zeroed_page_is_refused_or_found(library: Library, complaint: Complaint) -> None:
    library.close()
    data = bytearray(library.layout.database.read_bytes())
    data[0:4096] = bytes(4096)
    library.layout.database.write_bytes(data)
    with pytest.raises(LibraryProblem):
        Library.open(library.layout.root)


@pytest.mark.parametrize("table", ["complaint", "recording", "exhibit", "mark", "act", "journal", "export"])
def test_nothing_is_deleted_by_a_slip_of_ours(library: Library, complaint: Complaint, table: str) -> None:
    assert f"{table}_keeps_rows" in guard_triggers()
    if library.rows(f"SELECT * FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="guard"), library.change() as change:
            change.db.execute(f"DELETE FROM {table}")


def test_the_journal_refuses_gaps_forks_and_changes(library: Library) -> None:
    head = library.head(library.id)
    assert head is not None
    columns = "INSERT INTO journal (chain, seq, at, actor, os_user, host, action, body_commit, prev, hash) VALUES "
    rest = f"'a', 'a', 'a', 'a', 'a', '{'0' * 64}'"
    for seq, prev, digest in (
        (head.seq + 2, head.hash, "1"),
        (head.seq + 1, "0" * 64, "2"),
        (head.seq, head.hash, "3"),
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"guard|UNIQUE"), library.change() as change:
            change.db.execute(f"{columns} ('{library.id}', {seq}, {rest}, '{prev}', '{digest * 64}')")
    with pytest.raises(sqlite3.IntegrityError, match="guard"), library.change() as change:
        change.db.execute("UPDATE journal SET actor = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="guard"), library.change() as change:
        change.db.execute(f"INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE chain = '{library.id}'")
    assert library.head(library.id) == head


def test_a_change_that_fails_leaves_neither_row_nor_entry(library: Library) -> None:
    before = library.head(library.id)
    with pytest.raises(RuntimeError), library.change() as change:
        change.db.execute("INSERT INTO meta (key, value) VALUES ('half', 'done')")
        change.record(library.id, "half", {})
        raise RuntimeError
    assert library.head(library.id) == before
    assert library.row("SELECT * FROM meta WHERE key = 'half'") is None


def test_each_entry_of_a_case_leaves_its_head_in_the_librarys_chain(library: Library, complaint: Complaint) -> None:
    case_head = library.head(str(complaint.id))
    last = list(records.entries(library, library.id))[-1]
    assert case_head is not None
    assert last.action == "case_head"
    assert last.body == {"case": str(complaint.id), "seq": case_head.seq, "hash": case_head.hash}
    for chain in records.chains(library):
        assert first_fault(chain, records.entries(library, chain)) is None


def test_h43d_a_clock_that_steps_back_is_noted_and_order_kept(
    library: Library, complaint: Complaint, now: Ticking
) -> None:
    now.at -= timedelta(hours=1)
    with library.change() as change:
        entry = change.record(str(complaint.id), "later", {})
    assert entry.body == {"clock_stepped_back": True}
    assert first_fault(str(complaint.id), records.entries(library, str(complaint.id))) is None


def test_erasing_a_body_is_an_entry_itself_and_the_chain_stays_whole(library: Library, complaint: Complaint) -> None:
    chain = str(complaint.id)
    records.erase_body(library, chain, 1, "request of the person concerned")
    entries = list(records.entries(library, chain))
    assert entries[0].body is None
    assert entries[0].salt is None
    assert entries[-1].action == "body_erased"
    assert first_fault(chain, entries) is None
    assert b"surrender" not in str(entries).encode()


def test_a_read_only_library_changes_nothing(library: Library) -> None:
    with Library.open(library.layout.root, read_only=True) as reader:
        with pytest.raises(LibraryProblem, match="read-only"), reader.change():
            pass
        assert reader.zone == "Asia/Shanghai"


def test_a_window_and_a_verb_write_beside_each_other(library: Library) -> None:
    version = library.data_version()
    with Library.open(library.layout.root) as other, other.change() as change:
        change.record(other.id, "verb", {})
    assert library.data_version() != version
    with library.change() as change:
        change.record(library.id, "window", {})
    assert first_fault(library.id, records.entries(library, library.id)) is None


def test_h43_a_lock_that_the_disk_does_not_take_is_a_sentence(library: Library) -> None:
    library.layout.lock.mkdir()
    with pytest.raises(DiskProblem):
        library.hold_for_window()
    library.layout.lock.rmdir()
    assert library.hold_for_window() is None


def test_h44a_the_second_window_is_told_who_holds_the_library(library: Library) -> None:
    assert library.hold_for_window() is None
    program = (
        "import sys; from pathlib import Path; from evidence.store.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    holder = library.hold_for_window(); print(holder.pid if holder else 'free')"
    )
    command = [sys.executable, "-c", program, str(library.layout.root)]
    root = Path(__file__).parents[3]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(os.getpid())
    library.close()
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "free"


def test_network_shares_are_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda rw\n"
        f"30 22 0:40 / {tmp_path}/share\\040one rw shared:1 - cifs //srv/share rw\n"
        "broken line\n"
    )
    share = tmp_path / "share one"
    share.mkdir()
    assert layout._posix_file_system(share / "library", mounts) == "cifs"
    assert layout._posix_file_system(tmp_path, mounts) is None
    monkeypatch.setattr(layout, "_file_system", lambda folder: layout._posix_file_system(folder, mounts))
    with pytest.raises(LibraryProblem, match=r"network share \(cifs\)"):
        Library.create(share / "library")
    assert not (share / "library").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    from evidence.store.durable import disk_errors

    with pytest.raises(DiskProblem, match="full"), disk_errors(tmp_path / "file"), open("/dev/full", "wb", 0) as full:
        full.write(b"x")


def unpacked(schema: str, target: Path) -> Path:
    shutil.copytree(STORED / schema, target)
    packed = target / "library.db.gz"
    if packed.exists():
        (target / "library.db").write_bytes(gzip.decompress(packed.read_bytes()))
    for name in ("originals", "incoming", "derived", "backups", "exports", "quarantine"):
        (target / name).mkdir(exist_ok=True)
    return target


@pytest.mark.parametrize("schema", sorted(one.name for one in STORED.glob("schema-*")))
def test_the_stored_library_of_every_released_schema_opens(tmp_path: Path, schema: str) -> None:
    with Library.open(unpacked(schema, tmp_path / schema)) as library:
        chains = records.chains(library)
        assert len(chains) == 2
        assert all(first_fault(chain, records.entries(library, chain)) is None for chain in chains)
        first = library.rows("SELECT label FROM mark WHERE round = 1 ORDER BY label")
        assert first == [{"label": "M-001"}, {"label": "M-002"}]
        case_id = UUID(next(chain for chain in chains if chain != library.id))
        assert list(untold(library, case_id)) == []
        assert [hit.where for hit in find(library, "引用")] == ["quote"] * 2


def test_the_stored_library_of_schema_2_holds_the_whole_review(tmp_path: Path) -> None:
    with Library.open(unpacked("schema-2", tmp_path / "library")) as library:
        case_id = UUID(next(chain for chain in records.chains(library) if chain != library.id))
        papers = read_papers(library, case_id)
        for kind in ("requests", "statements", "disclosures", "withdrawals", "intervals", "findings", "decisions",
                     "rounds", "approvals", "reopenings"):  # fmt: skip
            assert len(getattr(papers, kind)) == 1, kind
        assert len(list_played(library, case_id)) == 1
        assert [(hit.where, hit.at_us) for hit in find(library, "hello")] == [("transcript", 0)]


def test_the_stored_library_of_schema_3_holds_a_checked_mask(tmp_path: Path) -> None:
    with Library.open(unpacked("schema-3", tmp_path / "library")) as library:
        case_id = UUID(next(chain for chain in records.chains(library) if chain != library.id))
        (record,) = read_papers(library, case_id).masks
        assert record.value.rectangles[0].box_at(150_000) == Box(2000, 1000, 2000, 2000)
        assert record.value.checked is not None and record.value.checked.by == "reviewer"


def test_rounds_of_older_schemas_belong_to_the_version_that_was_worked_on(tmp_path: Path) -> None:
    folder = unpacked("schema-3", tmp_path / "library")
    with sqlite3.connect(folder / "library.db") as old:
        old.execute("INSERT INTO round_done SELECT case_id, member_id, 2, '2027-01-01T00:00:00+00:00' FROM round_done")
        case_id, user = old.execute("SELECT r.case_id, m.os_user FROM round_done r JOIN member m ON m.id = r.member_id"
                                    ).fetchone()  # fmt: skip
        seq = old.execute("SELECT max(seq) + 1 FROM journal WHERE chain = ?", [case_id]).fetchone()[0]
        old.execute(
            "INSERT INTO journal SELECT chain, ?, '2027-01-01T00:00:00+00:00', actor, ?, host, 'round_done', "
            "body_commit, hash, ? FROM journal WHERE chain = ? AND seq = ?",
            [seq, user, "0" * 64, case_id, seq - 1],
        )
    old.close()
    with Library.open(folder) as library:
        assert [(one.round, one.version) for one in rounds_done(library, UUID(case_id))] == [(1, 1), (2, 2)]


def test_the_stored_library_of_schema_4_holds_two_reviews_of_one_version(tmp_path: Path) -> None:
    with Library.open(unpacked("schema-4", tmp_path / "library")) as library:
        case_id = UUID(next(chain for chain in records.chains(library) if chain != library.id))
        assert [(one.round, one.version) for one in rounds_done(library, case_id)] == [(1, 1), (2, 1)]
        assert [mark.label for mark in list_marks(library, case_id)] == ["M-001", "M-002", "M-20001"]
        viewer = viewer_of(library, case_id)
        assert viewer.apart and viewer.open_rounds == {1, 2}, "version 2 is reviewed anew"


def test_the_stored_library_of_schema_5_is_brought_up_with_its_register(tmp_path: Path) -> None:
    with Library.open(unpacked("schema-5", tmp_path / "library")) as library:
        [row] = library.rows("SELECT label, state FROM register")
        assert row["label"] == "C-2026-0001" and row["state"] == "withdrawn"


def test_the_stored_library_of_schema_6_holds_how_it_was_handled(tmp_path: Path) -> None:
    with Library.open(unpacked("schema-6", tmp_path / "library")) as library:
        case_id = UUID(next(chain for chain in records.chains(library) if chain != library.id))
        papers = read_papers(library, case_id)
        assert [one.value.what for one in papers.tasks] == ["Send the letter"]
        assert [one.value.reason for one in papers.closings] == ["settled"]
        assert [one.value.what for one in papers.measures] == ["A second counter"]
        assert [one.title for one in list_groups(library)] == ["Queues"]


def test_a_library_of_schema_1_keeps_every_row_when_it_is_brought_up(tmp_path: Path) -> None:
    folder = unpacked("schema-1", tmp_path / "library")
    with sqlite3.connect(folder / "library.db") as old:
        old.row_factory = sqlite3.Row
        tables = [row["name"] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        before = {table: [dict(row) for row in old.execute(f"SELECT * FROM {table}")] for table in tables}
    old.close()
    with pytest.raises(LibraryProblem, match="older version"):
        Library.open(folder, read_only=True)
    with Library.open(folder) as library:
        assert set(library.db.triggers_dict) == set(guard_triggers())
        for table in set(before) - {"_sqlite_migrations", "act"}:
            after = library.rows(f"SELECT * FROM {table}")
            assert [
                {name: row[name] for name in old_row} for row, old_row in zip(after, before[table], strict=True)
            ] == before[table], table
        acts = [{"mark_id": row.pop("subject_id"), **row} for row in library.rows("SELECT * FROM act")]
        assert {act.pop("subject") for act in acts} == {"mark"}
        assert acts == before["act"]
        case_id = UUID(before["complaint"][0]["id"])
        library.writer = Writer("reviewer", "user", "machine")
        assert can_undo_redo(library, case_id) == (True, True)
    assert (folder / "backups" / "before-schema-7-from-1.db").exists()


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    folder = unpacked("schema-1", tmp_path / "library")
    with sqlite3.connect(folder / "library.db") as old:
        old.execute("CREATE TABLE finding (x)")
    old.close()
    with pytest.raises(sqlite3.OperationalError):
        Library.open(folder)
    with sqlite3.connect(folder / "library.db") as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert len(old.execute("SELECT * FROM act").fetchall()) == 3
    old.close()
