"""The figures of one rule pack as rows and as a sheet: the pack's own, and every version of the house's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.rules.figures import Figure, FigureDraft, OwnFigure, figures_of, overlay
from evidence.rules.inforce import RulesInForce
from evidence.rules.kinds import Unit
from evidence.rules.named import named
from evidence.rules.pack import RulePack
from evidence.rules.triggers import Limit
from widgets.papers.specs import Block, Day, Line, PaperRow, Pick, SectionSpec
from widgets.rules.words import Q
from widgets.signs import WARNING

COLUMNS = (Q.FIGURE, Q.VALUE, Q.HOLDS, Q.SOURCE, Q.STANDING)
WIDTHS = (0, 118, 150, 250, 230)
FIELDS = (
    Line("length", Q.LENGTH, Q.LENGTH_MISSING),
    Pick("unit", Q.UNIT, kind=(*Unit, *Limit)),
    Line("title", Q.TITLE, Q.TITLE_MISSING),
    Line("number", Q.NUMBER),
    Line("article", Q.ARTICLE),
    Day("effective_from", Q.FROM),
    Day("effective_to", Q.TO),
    Day("verified_on", Q.VERIFIED),
    Block("note", Q.NOTE, lines=3),
)
PAIRS = frozenset({"unit", "article", "effective_to"})


def spec_of(pack: RulePack) -> SectionSpec:
    """The section of one pack."""
    title = named(pack.title)
    name = Label(f"{pack.id} · {title.en}", f"{pack.id} · {title.zh}")
    return SectionSpec(f"pack.{pack.id}", name, Q.NO_FIGURES, None, COLUMNS, FIELDS, PAIRS)


class PackFigures:
    """What the page shows of one pack, and where in it a row leads."""

    def __init__(self, rules: RulesInForce, pack_id: str, today: date) -> None:
        """Lay the house's figures of today over the pack; versions of other days stand below as all do."""
        self.pack = rules.packs[pack_id]
        own = [one for one in rules.figures if one.pack == pack_id]
        shipped = {one.key: one for one in figures_of(self.pack)}
        self._rows: list[PaperRow] = []
        self._of: dict[UUID, tuple[Figure, OwnFigure | None]] = {}
        for figure in figures_of(overlay(self.pack, own, today)):
            versions = sorted((one for one in own if one.entry == figure.key), key=lambda one: -one.version)
            now = next((one for one in versions if one.version == figure.own), None)
            self._add(figure, now, _row(_id(pack_id, figure.key), figure, now))
            for one in versions:
                self._add(figure, one, _version_row(one))
            if versions:
                self._add(figure, None, _shipped_row(_id(pack_id, f"{figure.key}.shipped"), shipped[figure.key]))

    @property
    def rows(self) -> list[PaperRow]:
        """Each figure as it is today, and below those that have them all versions, the newest first."""
        return self._rows

    def figure(self, row: UUID) -> Figure:
        """The figure that a row is about."""
        return self._of[row][0]

    def values(self, row: UUID) -> dict[str, Any]:
        """What the sheet shows: a version of the house to enter anew, or the pack's number to put one in its place."""
        figure, own = self._of[row]
        if own is None:
            length = "" if figure.length is None else str(figure.length)
            return {"length": length, "unit": figure.unit or Unit.CALENDAR_DAY}
        return {
            "length": str(own.length),
            "unit": own.unit,
            "title": own.title,
            "number": own.number,
            "article": own.article,
            "effective_from": own.effective_from,
            "effective_to": own.effective_to,
            "verified_on": own.verified_on,
            "note": own.note,
        }

    def read_in(self, row: UUID, values: Mapping[str, Any]) -> UUID | None:
        """The version that a sheet says was read in its instrument: nothing of it was changed but the day.

        Raises:
            WrongUse: a day of reading is given for what is a new version, or a number of the pack.
        """
        own, before = self._of[row][1], self.values(row)
        if values["verified_on"] in (None, before.get("verified_on")):
            return None
        same = own is not None and all(before[key] == value for key, value in values.items() if key != "verified_on")
        if own is None or not same:
            raise WrongUse(Q.VERIFIED_LATER.en, Q.VERIFIED_LATER.zh)
        return own.id

    def draft(self, row: UUID, values: Mapping[str, Any]) -> FigureDraft:
        """The figure that a filled-in sheet means.

        Raises:
            WrongUse: the value is no whole number.
        """
        text = str(values["length"]).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise WrongUse(Q.LENGTH_WRONG.en, Q.LENGTH_WRONG.zh)
        rest = {key: value for key, value in values.items() if key not in ("length", "verified_on")}
        return FigureDraft(pack=self.pack.id, entry=self.figure(row).key, length=int(text), **rest)

    def _add(self, figure: Figure, own: OwnFigure | None, row: PaperRow) -> None:
        self._of[row.id] = figure, own
        self._rows.append(row)


def _row(id: UUID, one: Figure, own: OwnFigure | None) -> PaperRow:
    sign, meaning = (None, None) if one.verified else (WARNING, Q.UNVERIFIED_MEANING)
    days = own or one
    held = _held(days.effective_from, days.effective_to)
    return PaperRow(id, (one.label, one.amount, held, one.source, one.standing), sign, meaning)


def _version_row(one: OwnFigure) -> PaperRow:
    at = one.at.text()[:16].replace("T", " ")
    named = Q.EARLIER.filled(version=one.version, at=at, by=one.by)
    told = (
        Label(f"verified by {one.verified_by} on {one.verified_on}", f"由 {one.verified_by} 于 {one.verified_on} 核实")
        if one.verified_by
        else Label("unverified", "未核实")
    )
    held = _held(one.effective_from, one.effective_to)
    return PaperRow(one.id, (named, one.unit.amount(one.length), held, one.citation, told))


def _shipped_row(id: UUID, one: Figure) -> PaperRow:
    held = _held(one.effective_from, one.effective_to)
    return PaperRow(id, (Q.SHIPPED, one.amount, held, one.source, one.standing))


def _held(begin: date | None, end: date | None) -> Label:
    if begin and end:
        return Q.BETWEEN.filled(begin=begin, end=end)
    if begin:
        return Q.SINCE.filled(day=begin)
    return Q.UNTIL.filled(day=end) if end else Q.ALWAYS


def _id(pack: str, key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{pack}/{key}")
