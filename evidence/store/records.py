"""The journal as it is read, and the register of exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.model.entry import Entry, Head
from evidence.model.people import Viewer
from evidence.store.library import Library
from evidence.store.sql import insert_row
from evidence.store.subjects import PRIVATE_ACTIONS
from evidence.store.viewers import SECOND_ACCOUNTS, viewer_of
from evidence.timecode import rfc3339

_ENTRY = (
    "SELECT j.*, b.salt, b.body FROM journal j LEFT JOIN journal_body b ON b.chain = j.chain AND b.seq = j.seq "
    "WHERE j.chain = ? "
)


def entries(library: Library, chain: str, actions: Sequence[str] = ()) -> Iterator[Entry]:
    """A chain from its first entry to its last; only those of `actions`, if some are named.

    While a case is reviewed twice, the entries about the work of the other side come without their bodies.
    """
    viewer = viewer_of(library, chain)
    others = _kept_from(library, chain, viewer)
    for entry in whole_chain(library, chain, actions):
        hidden = entry.action.startswith(PRIVATE_ACTIONS) and others(entry)
        yield replace(entry, salt=None, body=None) if hidden else entry


def _kept_from(library: Library, chain: str, viewer: Viewer) -> Callable[[Entry], bool]:
    """Whether an entry about the review is the work of somebody else that is kept from this viewer."""
    if viewer.blind or viewer.kept:
        return lambda entry: entry.actor != viewer.account
    if not viewer.apart:
        return lambda entry: False
    seconds = {row["os_user"] for row in library.rows(SECOND_ACCOUNTS.format(case="?"), [chain])} - {viewer.account}
    last = library.row("SELECT coalesce(max(head_seq), 0) AS seq FROM approval WHERE case_id = ?", [chain])
    approved = last["seq"] if last else 0
    return lambda entry: entry.actor in seconds and entry.seq > approved


def whole_chain(library: Library, chain: str, actions: Sequence[str] = ()) -> Iterator[Entry]:
    """The same with every body, whoever asks: for checking, not for showing."""
    only = f"AND j.action IN ({', '.join('?' * len(actions))}) " if actions else ""
    for row in library.rows(f"{_ENTRY}{only}ORDER BY j.seq", [chain, *actions]):
        yield Entry(**{**row, "body": _body(row["body"])})


def _body(text: str | None) -> dict[str, Any] | None:
    """A body as it was committed to; one that cannot be read any more never fits its commitment."""
    if text is None:
        return None
    try:
        body = json.loads(text)
    except ValueError:
        return {"unreadable": text}
    return body if isinstance(body, dict) else {"unreadable": text}


def chains(library: Library) -> list[str]:
    """Every chain there is."""
    return [row["chain"] for row in library.rows("SELECT DISTINCT chain FROM journal ORDER BY chain")]


def erase_body(library: Library, chain: str, seq: int, reason: str) -> None:
    """Erase what an entry says (a person's data); its commitment and place stay, and the erasure is an entry itself."""
    with library.change() as change:
        change.db.execute("DELETE FROM journal_body WHERE chain = ? AND seq = ?", [chain, seq])
        change.record(chain, "body_erased", {"seq": seq, "reason": clean_text(reason)})


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """What the library knows of a case file it has written."""

    case_id: UUID
    case_label: str
    file_name: str
    sha256: str
    content_sha256: str
    head: Head
    made_at: str
    language: str
    copy: str
    pages: int


@dataclass(frozen=True, slots=True)
class BundleRecord:
    """What the library knows of a bundle around a case file. `originals`: labels with commas between."""

    file_name: str
    sha256: str
    tag_manifest_sha256: str
    signed: bool
    originals: str
    files: int
    octets: int


def register_export(library: Library, record: ExportRecord, bundle: BundleRecord | None = None) -> None:
    """Note a written case file, in the library's own chain: an export changes nothing in the case."""
    with library.change() as change:
        row = {
            "id": str(uuid4()),
            "case_id": str(record.case_id),
            "file_name": clean_text(record.file_name),
            "sha256": record.sha256,
            "content_sha256": record.content_sha256,
            "head_seq": record.head.seq,
            "head_hash": record.head.hash,
            "as_of": record.head.at,
            "made_at": rfc3339(change.at),
            "language": record.language,
            "copy": record.copy,
            "pages": record.pages,
        }
        change.db.execute(*insert_row("export", row))
        change.record(library.id, "case_exported", row)
        if bundle is not None:
            row = {
                "id": str(uuid4()),
                "export_id": row["id"],
                "file_name": clean_text(bundle.file_name),
                "sha256": bundle.sha256,
                "tag_manifest_sha256": bundle.tag_manifest_sha256,
                "signed": int(bundle.signed),
                "originals": bundle.originals,
                "files": bundle.files,
                "octets": bundle.octets,
            }
            change.db.execute(*insert_row("bundle", row))
            change.record(library.id, "case_bundled", row)


def bundle_export(library: Library, tag_manifest_sha256: str) -> tuple[ExportRecord, bool] | None:
    """The export that a bundle with this tag manifest was registered with, and whether it was signed; None: none."""
    row = library.row(
        "SELECT x.sha256, b.signed FROM bundle b JOIN export x ON x.id = b.export_id WHERE b.tag_manifest_sha256 = ? "
        "ORDER BY x.made_at DESC LIMIT 1",
        [tag_manifest_sha256],
    )
    return (exports(library, sha256=row["sha256"])[-1], bool(row["signed"])) if row else None


def exports(library: Library, *, sha256: str | None = None, case_id: str | None = None) -> tuple[ExportRecord, ...]:
    """Registered exports, of one file digest or of one case."""
    where, parameters = ("x.sha256 = ?", [sha256]) if sha256 else ("x.case_id = ?", [case_id])
    rows: list[dict[str, Any]] = library.rows(
        "SELECT x.*, c.label AS case_label FROM export x JOIN complaint c ON c.id = x.case_id "
        f"WHERE {where} ORDER BY x.made_at",
        parameters,
    )
    return tuple(
        ExportRecord(
            UUID(row["case_id"]),
            row["case_label"],
            row["file_name"],
            row["sha256"],
            row["content_sha256"],
            Head(row["head_seq"], row["head_hash"], row["as_of"]),
            row["made_at"],
            row["language"],
            row["copy"],
            row["pages"],
        )
        for row in rows
    )
