"""The coverage ledger: what was played and shown to whom, appended in batches, each with one entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from evidence.model.coverage import PageShown, Played, PlayRules, ReadRules, Stretch
from evidence.store.gate import approved_version
from evidence.store.library import Library
from evidence.store.people import enrol
from evidence.store.shelf import refuse_elsewhere
from evidence.store.sql import insert_row
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339

Page = tuple[UUID, int]
"""An exhibit, and a page of it from 1."""


def record_played(library: Library, case_id: UUID, stretches: Sequence[Stretch], rules: PlayRules) -> bool:
    """Append what was played to this person; whether it was recorded. When this returns, it is on disk.

    Nothing is recorded of what an auditor watches, nor once the case is approved: neither is part of the review.

    Raises:
        WrongUse: a stretch is of an exhibit of another case.
    """
    rows = [_columns(stretch) for stretch in stretches]
    return _record(library, case_id, _PLAYED, rows, asdict(rules))


def record_pages_shown(library: Library, case_id: UUID, pages: Sequence[Page], rules: ReadRules) -> bool:
    """Append which pages were shown to this person, as `record_played` does.

    Raises:
        WrongUse: a page is of an exhibit of another case.
    """
    return _record(library, case_id, _SHOWN, [[str(exhibit), page] for exhibit, page in pages], asdict(rules))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A batch and its parts: their tables, the columns of a part, and how the journal calls it all."""

    batch: str
    part: str
    columns: str
    action: str
    called: str


_PLAYED = _Kind("playing", "played", "exhibit_id, from_us, to_us, speed_permille, sounded, seen", "played", "stretches")
_SHOWN = _Kind("leafing", "page_shown", "exhibit_id, page", "pages_shown", "pages")


def _record(
    library: Library, case_id: UUID, kind: _Kind, rows: Sequence[list[str | int]], rules: dict[str, int]
) -> bool:
    if not rows or library.audits or library.read_only:
        return False
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        if viewer.reads_only or approved_version(library, str(case_id)) is not None:
            return False
        for exhibit in {str(row[0]) for row in rows}:
            refuse_elsewhere(change, case_id, "exhibit", UUID(exhibit))
        batch = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "member_id": str(enrol(change, library.writer.os_user).id),
            "round": viewer.round,
            **rules,
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row(kind.batch, batch))
        change.db.conn.executemany(
            f"INSERT INTO {kind.part} ({kind.batch}_id, position, {kind.columns}) "
            f"VALUES ({', '.join('?' * (len(rows[0]) + 2))})",
            [[batch["id"], position, *row] for position, row in enumerate(rows)],
        )
        change.record(str(case_id), kind.action, {**batch, kind.called: list(rows)})
    return True


def _columns(stretch: Stretch) -> list[str | int]:
    return [
        str(stretch.exhibit),
        stretch.from_us,
        stretch.to_us,
        stretch.speed_permille,
        int(stretch.sounded),
        int(stretch.seen),
    ]


def list_played(library: Library, case_id: UUID) -> tuple[Played, ...]:
    """What was played in a case, in the order it was recorded; nothing of a review that is kept from this person."""
    return tuple(
        Played(
            Stretch(
                UUID(row["exhibit_id"]),
                row["from_us"],
                row["to_us"],
                row["speed_permille"],
                bool(row["sounded"]),
                bool(row["seen"]),
            ),
            UUID(row["member_id"]),
            row["round"],
            PlayRules(row["speech_permille"], row["visible_permille"], row["least_picture_px"]),
            Moment(datetime.fromisoformat(row["at"]), library.zone, ""),
        )
        for row in _listed(library, case_id, _PLAYED)
    )


def list_pages_shown(library: Library, case_id: UUID) -> tuple[PageShown, ...]:
    """Which pages were shown in a case, as `list_played` does."""
    return tuple(
        PageShown(
            UUID(row["exhibit_id"]),
            row["page"],
            UUID(row["member_id"]),
            row["round"],
            ReadRules(row["least_page_px"], row["least_look_ms"]),
            Moment(datetime.fromisoformat(row["at"]), library.zone, ""),
        )
        for row in _listed(library, case_id, _SHOWN)
    )


def _listed(library: Library, case_id: UUID, kind: _Kind) -> Sequence[dict[str, Any]]:
    viewer = viewer_of(library, case_id)
    own, kept = [str(viewer.member.id) if viewer.member else None], ""
    if viewer.blind:
        kept = "AND b.member_id = ? "
    elif viewer.apart:
        kept = "AND (b.member_id = ? OR b.round = 1) "
    return library.rows(
        f"SELECT b.*, p.* FROM {kind.batch} b JOIN {kind.part} p ON p.{kind.batch}_id = b.id WHERE b.case_id = ? "
        f"{kept}ORDER BY b.rowid, p.position",
        [str(case_id), *(own if kept else [])],
    )
