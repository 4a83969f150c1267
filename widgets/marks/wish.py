"""What a reviewer has entered so far, what is still missing, and the finished wish for a mark."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label
from evidence.model.kinds import How, Verdict
from evidence.model.places import Box
from widgets.keys import KeyTable
from widgets.marks.beside import NOTHING_BESIDE, Beside
from widgets.words import W


@dataclass(frozen=True, slots=True)
class MarkWish:
    """A mark that the reviewer wants: a stretch (`in_us`, `out_us` None for one moment), or a page and its box.

    Times are recording times that the reviewer saw; the owner takes the frames shown at them.
    """

    in_us: int | None
    out_us: int | None
    page: int | None
    box: Box | None
    point: str
    verdict: Verdict
    how: How
    quote: str
    note: str
    beside: Beside = NOTHING_BESIDE
    mark: UUID | None = None
    """The mark that it is to change; None: a new one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mark being entered; anything may still be missing."""

    in_us: int | None = None
    out_us: int | None = None
    page: int | None = None
    box: Box | None = None
    point: str | None = None
    verdict: Verdict | None = None
    how: How | None = None
    quote: str = ""
    note: str = ""
    beside: Beside = NOTHING_BESIDE
    mark: UUID | None = None
    """The mark that is being changed; `label` is what it is called."""
    label: str = ""

    @property
    def begun(self) -> bool:
        """Whether anything was entered that Esc would throw away (a page alone is only where one looks)."""
        entered = (self.in_us, self.out_us, self.box, self.point, self.verdict, self.how)
        return any(part is not None for part in entered) or bool(self.quote or self.note or self.mark)

    def wish(self) -> MarkWish | None:
        """The finished wish; None while something is missing."""
        placed = self.in_us is not None or self.page is not None
        if not placed or self.point is None or self.verdict is None or self.how is None:
            return None
        return MarkWish(
            self.in_us, self.out_us, self.page, self.box, self.point, self.verdict, self.how, self.quote, self.note,
            self.beside, self.mark,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a draft cannot be saved: a label of the catalogue and what fills its places."""

    label: Label
    values: dict[str, object]


def missing(draft: Draft, keys: KeyTable) -> Missing | None:
    """The first thing that is missing, with the keys that give it; None when the draft is complete."""
    if draft.page is None and draft.in_us is None:
        return Missing(W.NEEDS_PLACE, {"key": keys.shown("set_in")})
    if draft.in_us is not None and draft.out_us is not None and draft.out_us < draft.in_us:
        return Missing(W.NEEDS_ORDER, {"key": keys.shown("set_out")})
    if draft.point is None:
        return Missing(W.NEEDS_POINT, {"key": keys.shown("point_filter")})
    if draft.verdict is None:
        return Missing(W.NEEDS_VERDICT, _range([f"verdict_{verdict.value}" for verdict in Verdict], keys))
    if draft.verdict is Verdict.NOT_FOUND and draft.page is None and (draft.out_us or 0) <= (draft.in_us or 0):
        return Missing(W.NEEDS_STRETCH, {"key": keys.shown("set_out")})
    if draft.how is None:
        return Missing(W.NEEDS_HOW, _range([f"how_{how.value}" for how in How], keys))
    if draft.verdict is Verdict.NOT_APPLICABLE and not draft.note.strip():
        return Missing(W.NEEDS_REASON, {})
    return None


def _range(action_ids: list[str], keys: KeyTable) -> dict[str, object]:
    shown = [key for key in map(keys.shown, action_ids) if key]
    return {"first": shown[0] if shown else "–", "last": shown[-1] if shown else "–"}
