"""The coverage ledger: what was played to whom, appended in batches, each with one entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from evidence.model.coverage import Played, PlayRules, Stretch
from evidence.store.gate import approved_version
from evidence.store.library import Library
from evidence.store.people import enrol
from evidence.store.shelf import refuse_elsewhere
from evidence.store.sql import insert_row
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339

_RULES = ("speech_permille", "visible_permille", "least_picture_px")


def record_played(library: Library, case_id: UUID, stretches: Sequence[Stretch], rules: PlayRules) -> bool:
    """Append what was played to this person; whether it was recorded. When this returns, it is on disk.

    Nothing is recorded of what an auditor watches, nor once the case is approved: neither is part of the review.

    Raises:
        WrongUse: a stretch is of an exhibit of another case.
    """
    if not stretches or library.audits or library.read_only:
        return False
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        if viewer.reads_only or approved_version(library, str(case_id)) is not None:
            return False
        for exhibit in {stretch.exhibit for stretch in stretches}:
            refuse_elsewhere(change, case_id, "exhibit", exhibit)
        batch = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "member_id": str(enrol(change, library.writer.os_user).id),
            "round": viewer.round,
            **{name: getattr(rules, name) for name in _RULES},
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("playing", batch))
        rows = [_columns(stretch) for stretch in stretches]
        change.db.conn.executemany(
            "INSERT INTO played (playing_id, position, exhibit_id, from_us, to_us, speed_permille, sounded, seen) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [[batch["id"], position, *row] for position, row in enumerate(rows)],
        )
        change.record(str(case_id), "played", {**batch, "stretches": rows})
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
    viewer = viewer_of(library, case_id)
    own, kept = [str(viewer.member.id) if viewer.member else None], ""
    if viewer.blind:
        kept = "AND b.member_id = ? "
    elif viewer.apart:
        kept = "AND (b.member_id = ? OR b.round = 1) "
    rows = library.rows(
        "SELECT b.member_id, b.round, b.speech_permille, b.visible_permille, b.least_picture_px, b.at, p.* "
        "FROM playing b JOIN played p ON p.playing_id = b.id WHERE b.case_id = ? "
        f"{kept}ORDER BY b.rowid, p.position",
        [str(case_id), *(own if kept else [])],
    )
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
        for row in rows
    )
