"""What is covered before pictures are shown: rows to values and back. A changed decision has to be checked again."""

from __future__ import annotations

import dataclasses
import json
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.model.masks import KeyBox, Mask, MaskCheck, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.model.record import Record
from evidence.store import deeds
from evidence.store.library import Library
from evidence.store.shelf import Shelf
from evidence.store.sql import moment_of
from evidence.store.subjects import SUBJECTS
from evidence.timecode import rfc3339


def _mask_row(value: Mask) -> dict[str, Any]:
    """The columns of a decision as it was just made: nobody has checked it."""
    rectangles = [
        {"keys": [{"at_us": key.at_us, "box": dataclasses.asdict(key.box)} for key in one.keys]}
        for one in value.rectangles
    ]
    return {
        "exhibit_id": str(value.exhibit),
        "decision": value.decision.value,
        "rectangles": json.dumps(rectangles),
        "from_us": value.from_us,
        "to_us": value.to_us,
        "page": value.page,
        "basis": clean_text(value.basis),
        "checked_by": None,
        "checked_at": None,
    }


def _mask(row: dict[str, Any], zone: str) -> Mask:
    checked_at = moment_of(row["checked_at"], zone)
    return Mask(
        exhibit=UUID(row["exhibit_id"]),
        decision=MaskDecision(row["decision"]),
        rectangles=tuple(
            Rectangle(tuple(KeyBox(key["at_us"], Box(**key["box"])) for key in one["keys"]))
            for one in json.loads(row["rectangles"])
        ),
        from_us=row["from_us"],
        to_us=row["to_us"],
        page=row["page"],
        basis=row["basis"],
        checked=MaskCheck(row["checked_by"], checked_at) if checked_at else None,
    )


MASKS = Shelf("mask", _mask_row, _mask)

add_mask, withdraw_mask, list_masks = MASKS.add, MASKS.withdraw, MASKS.list


def change_mask(library: Library, case_id: UUID, label: str, value: Mask) -> Record[Mask]:
    """Decide otherwise; only what says the same as before keeps its check.

    Raises:
        NotFound: there is no such decision.
        WrongUse: the exhibit belongs to another case.
    """
    present = MASKS.get(library, case_id, label)
    if _mask_row(present.value) == _mask_row(value):
        return present
    return MASKS.change(library, case_id, label, value)


def check_mask(library: Library, case_id: UUID, label: str) -> Record[Mask]:
    """Note that this person has looked at the picture as it will be shown, and agrees.

    Raises:
        NotFound: there is no such decision.
    """
    with library.change() as change:
        told = {"checked_by": library.writer.actor, "checked_at": rfc3339(change.at)}
        deeds.alter_within(change, SUBJECTS["mask"], case_id, label, "check", told)
    return MASKS.get(library, case_id, label)
