"""Showing marks to somebody: what of each may be seen, and what the disclosure log says of what really was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.model.mark import Mark
from evidence.model.masks import Mask, MaskDecision
from evidence.model.places import PagePlace
from evidence.model.requests import Disclosure
from evidence.review.masking import undecided
from evidence.timecode import Moment


class ShowState(Labelled):
    """What becomes of a mark's picture when it is shown."""

    MASKED = "masked", "Masked", "遮挡后展示"
    ON_A_BASIS = "on_a_basis", "Shown as it is, on a basis", "依据所记录的依据按原样展示"
    PARTLY = "partly", "Partly grey: not all of it is decided and checked", "部分为灰色：未全部决定并核对"
    UNDECIDED = "undecided", "Grey: nothing is decided and checked", "灰色：尚未决定并核对"
    NO_PICTURE = "no_picture", "Sound alone, no picture", "仅有声音，没有画面"


def show_state(mark: Mark, masks: Sequence[Mask], *, has_picture: bool) -> ShowState:
    """What becomes of a mark's picture by the decisions in force."""
    if not has_picture:
        return ShowState.NO_PICTURE
    place = mark.place
    if isinstance(place, PagePlace):
        about = [one for one in masks if one.exhibit == mark.exhibit and one.page == place.page]
        open_left = not about
    else:
        end_us = place.out_us + 1
        about = [
            one for one in masks
            if one.exhibit == mark.exhibit and one.from_us is not None and one.to_us is not None
            and one.from_us < end_us and one.to_us > place.in_us
        ]  # fmt: skip
        open_left = bool(undecided(masks, mark.exhibit, place.in_us, end_us))
    if open_left:
        return ShowState.PARTLY if about else ShowState.UNDECIDED
    masked = any(one.decision is MaskDecision.MASKED for one in about)
    return ShowState.MASKED if masked else ShowState.ON_A_BASIS


@dataclass(frozen=True, slots=True)
class Occasion:
    """To whom marks are shown, where, why and on which basis; sound only where a basis for it is given."""

    shown_to: str
    place: str
    purpose: str
    basis: str
    sound_basis: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was really to be seen and heard of one mark. `covered`, `open` and `grey`: pictures of that kind came."""

    label: str
    exhibit: UUID
    exhibit_label: str
    at: Moment
    covered: bool = False
    open: bool = False
    grey: bool = False
    sounded: bool = False
    bases: tuple[str, ...] = ()

    @property
    def something(self) -> bool:
        """Whether anything but grey was to be seen or heard."""
        return self.covered or self.open or self.sounded


_MASKED = Label("masked", "已遮挡")
_OPEN = Label("as it is ({bases})", "按原样（{bases}）")
_GREY = Label("partly grey", "部分为灰色")
_HEARD = Label("with sound", "有声音")
_SILENT = Label("without sound", "无声音")
_SOUND_BASIS = Label("sound: {basis}", "声音：{basis}")


def disclosure_of(shown: Iterable[Shown], occasion: Occasion, language: str) -> Disclosure | None:
    """The entry of the disclosure log about a showing; None where nothing was to be seen or heard."""
    real = [one for one in shown if one.something]
    if not real:
        return None
    heard = any(one.sounded for one in real)
    bases = [occasion.basis]
    if heard and occasion.sound_basis:
        bases.append(_SOUND_BASIS.filled(basis=occasion.sound_basis).text(language))
    exhibits = {one.exhibit for one in real}
    return Disclosure(
        shown_to=occasion.shown_to,
        what="\n".join(_line(one, language) for one in real),
        place=occasion.place,
        purpose=occasion.purpose,
        basis="; ".join(bases),
        masked=any(one.covered for one in real) and not any(one.open for one in real),
        copy_given=False,
        shown=real[0].at,
        exhibit=exhibits.pop() if len(exhibits) == 1 else None,
    )


def _line(one: Shown, language: str) -> str:
    """M-003 (EX-01) 2026-03-12 10:14:05: masked, without sound."""
    told = [
        label
        for holds, label in (
            (one.covered, _MASKED),
            (one.open, _OPEN.filled(bases="; ".join(one.bases))),
            (one.grey, _GREY),
            (True, _HEARD if one.sounded else _SILENT),
        )
        if holds
    ]
    when = one.at.text()[:19].replace("T", " ")
    return f"{one.label} ({one.exhibit_label}) {when}: {', '.join(label.text(language) for label in told)}"
