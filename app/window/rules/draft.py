"""A new version of a checklist while it is made: every change is checked at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from evidence.canonical import canonical, clean_text
from evidence.errors import WrongUse
from evidence.rules.checklists import Checklist, checklist_in
from evidence.rules.fields import RulesProblem
from evidence.rules.listversions import (
    ChangeKind,
    Plain,
    begin_draft,
    differences,
    find_point,
    fresh_code,
    move_point,
    put_point,
    retire_point,
)


class ListDraftOnScreen:
    """The points as they are being changed, from a version that stays as it is."""

    def __init__(self, base: Checklist, versions: Iterable[Checklist]) -> None:
        """Begin with what `base` says; codes that any of the versions has had are not given again."""
        self.base = base
        self._used = {point.code for one in versions for point in one.every_point()}
        self.plain: Plain = begin_draft(base)
        self.list = replace(base, own=None)
        self._done: list[Plain] = []
        self._undone: list[Plain] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return bool(self._undone)

    @property
    def differing(self) -> int:
        """How many points differ from the version it began with."""
        return sum(one.kind is not ChangeKind.SAME for one in differences(self.base, self.list))

    @property
    def next_code(self) -> str:
        """The code of the next point that is added."""
        return fresh_code(self.base.id, {*self._used, *(one.code for one in self.list.every_point())})

    def put(self, code: str | None, values: Mapping[str, Any]) -> str:
        """Let a point say what a sheet says; without a code, a new one. Its code.

        Raises:
            WrongUse: it cannot be judged by.
        """
        wanted = code or self.next_code
        self._change(lambda plain: put_point(plain, wanted, _fields(values)))
        return wanted

    def retire(self, code: str, day: date) -> None:
        """Ask a point no more, or one that is asked no more again.

        Raises:
            WrongUse: it is the last one.
        """
        point = find_point(self.plain, code)
        retired = point is not None and point.get("retired_on") is not None
        self._change(lambda plain: retire_point(plain, code, None if retired else day))

    def move(self, code: str, by: int) -> bool:
        """Move a point by places; whether it could."""
        moved = False

        def work(plain: Plain) -> None:
            nonlocal moved
            moved = move_point(plain, code, by)

        self._change(work)
        return moved

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._done, self._undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(self._undone, self._done)

    def _step(self, taken: list[Plain], kept: list[Plain]) -> None:
        if taken:
            kept.append(self.plain)
            self.plain = taken.pop()
            self.list = _parsed(self.plain)

    def _change(self, work: Callable[[Plain], None]) -> None:
        plain = deepcopy(self.plain)
        work(plain)
        if plain != self.plain:
            made = _parsed(plain)
            self._done.append(self.plain)
            self._undone.clear()
            self.plain, self.list = plain, made


def _parsed(plain: Plain) -> Checklist:
    try:
        return checklist_in(canonical(plain).decode(), str(plain["id"]))
    except RulesProblem as problem:
        raise WrongUse(f"{problem.reason.en}.", f"{problem.reason.zh}。") from problem


def _fields(values: Mapping[str, Any]) -> Plain:
    """The fields of a sheet as the file has them."""
    texts = {key: clean_text(values[key]).strip() for key in ("en", "zh", "test_en", "test_zh", "source", "note")}
    return {
        **{key: text or None for key, text in texts.items()},
        "act": list(values["act"]),
        "proved_by": [str(way).split() for way in values["proved_by"]],
        "critical": bool(values["critical"]),
        **{key: values[key].isoformat() if values[key] else None for key in ("active_from", "active_to")},
    }
