"""The figures of a rule pack, one by one, and a house's own ones laid over them: which holds is a question of the day.

Nothing of a pack is changed: `overlay` makes another pack, in which the entries that a house has its own figure for
carry that figure, its instrument, its version and whoever verified it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.rules.kinds import Sourced, Unit
from evidence.rules.named import named
from evidence.rules.pack import AffordabilityTrigger, Clock, CoolingOff, Retention, RulePack, StatutoryRefund
from evidence.rules.triggers import METRICS, Limit, limit_of, limited
from evidence.timecode import Moment

CLOCK, EXTENSION, COOLING_OFF, RETENTION, REFUND = "clock", "extension", "cooling_off", "retention", "refund"
TRIGGER = "trigger"
"""How the keys of figures begin."""

Entry = TypeVar("Entry", bound=Sourced)


class Judged(Labelled):
    """What a figure judges, and so by the rules of which day it is chosen."""

    CONDUCT = "conduct", "conduct, by the day of the sale", "销售行为，按销售日"
    HANDLING = "handling", "handling, by the day of the complaint", "投诉处理，按投诉日"
    KEEPING = "keeping", "keeping of records, by the day of the record", "记录保存，按记录日"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """A figure as a person enters it: how long, from when to when it holds, and the instrument it stands in."""

    pack: str
    entry: str
    """The key of the figure of the pack in whose place it stands."""
    length: int
    unit: Unit | Limit
    title: str
    """Of the instrument."""
    number: str = ""
    article: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure(FigureDraft):
    """One version of a figure of the house. A later version takes its place; none is changed or deleted."""

    id: UUID
    version: int
    verified_by: str | None
    """Who read it in the instrument itself: another than who entered it. None: nobody has yet."""
    verified_on: date | None
    by: str
    at: Moment

    @property
    def period(self) -> Unit:
        """The unit of a length of time."""
        assert isinstance(self.unit, Unit)  # the library keeps no other for it
        return self.unit

    @property
    def citation(self) -> str:
        """`《title》（number） article`: the instrument, never the address of a page."""
        name = f"《{self.title}》" + (f"（{self.number}）" if self.number else "")
        return f"{name} {self.article}" if self.article else name

    def holds(self, day: date | None) -> bool:
        """Whether it is in force on a day; where the day is not known, whether no later day has ended it."""
        if day is None:
            return self.effective_to is None
        return (self.effective_from or date.min) <= day <= (self.effective_to or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a pack as it is shown: its name, how long, where it comes from and how sure it is."""

    key: str
    label: Label
    judged: Judged
    length: int | None
    unit: Unit | Limit | None
    amount: Label
    source: Label
    standing: Label
    verified: bool
    effective_from: date | None
    effective_to: date | None
    units: tuple[Unit | Limit, ...]
    """In what it may be written."""
    own: int | None
    """The version of the house's own figure that this is; None: it is the pack's."""


def key_of(entry: Clock | CoolingOff | Retention | AffordabilityTrigger) -> str:
    """What names an entry of a pack, also in its later versions."""
    if isinstance(entry, Clock):
        return f"{CLOCK}.{entry.id}"
    if isinstance(entry, CoolingOff):
        return f"{COOLING_OFF}.{entry.product_class}|{entry.channel}"
    if isinstance(entry, AffordabilityTrigger):
        return f"{TRIGGER}.{entry.metric}"
    return f"{RETENTION}.{entry.record_class}"


def in_force(figures: Iterable[OwnFigure], day: date | None) -> dict[str, OwnFigure]:
    """Of each entry the newest version that holds on the day. Later versions take the place of earlier ones."""
    newest: dict[str, OwnFigure] = {}
    for one in sorted(figures, key=lambda one: one.version):
        if one.holds(day):
            newest[one.entry] = one
    return newest


def overlay(pack: RulePack, figures: Iterable[OwnFigure], day: date | None) -> RulePack:
    """The pack with the house's own figures that hold on the day; the very pack where there are none."""
    own = in_force((one for one in figures if one.pack == pack.id), day)
    if not own:
        return pack
    refund = pack.statutory_refund
    return replace(
        pack,
        clocks=tuple(_clock(one, own) for one in pack.clocks),
        cooling_off=tuple(_cooling_off(one, own) for one in pack.cooling_off),
        retention=tuple(_retention(one, own) for one in pack.retention),
        statutory_refund=_refund(refund, own) if refund else None,
        affordability_triggers=tuple(_trigger(one, own) for one in pack.affordability_triggers),
    )


def figures_of(pack: RulePack) -> Iterator[Figure]:
    """Every figure of a pack, in the order of the pack."""
    for clock in pack.clocks:
        yield _figure(pack, clock, key_of(clock), clock.label, Judged.HANDLING)
        if clock.extension:
            longest = Label(f"{clock.label.en}: longest in all", f"{clock.label.zh}：延长后最长")
            extended = f"{EXTENSION}.{clock.id}"
            yield _shown(
                pack, clock.extension, extended, longest, Judged.HANDLING, clock.extension.max_total,
                clock.extension.unit,
            )  # fmt: skip
    for period in pack.cooling_off:
        sold = EVERYTHING if period.product_class == "any" else named(period.product_class)
        where = named(period.channel)
        label = Label(f"Hesitation period: {sold.en} ({where.en})", f"犹豫期：{sold.zh}（{where.zh}）")
        yield _figure(pack, period, key_of(period), label, Judged.CONDUCT)
    for kept in pack.retention:
        record = named(kept.record_class)
        label = Label(f"Keeping: {record.en}", f"保存期限：{record.zh}")
        told = _figure(pack, kept, key_of(kept), label, Judged.KEEPING)
        yield replace(told, amount=kept.until_event or told.amount)
    if refund := pack.statutory_refund:
        yield _shown(pack, refund, REFUND, refund.text, Judged.CONDUCT, refund.length, refund.unit)
    for trigger in pack.affordability_triggers:
        metric, limit = METRICS.get(trigger.metric), limit_of(trigger)
        if metric and limit:
            how = ABOVE if trigger.operator == ">" else FROM
            label = Label(f"Warning: {metric.name.en} ({how.en})", f"提示：{metric.name.zh}（{how.zh}）")
            found = _shown(pack, trigger, key_of(trigger), label, Judged.CONDUCT, *limit)
            yield replace(found, units=metric.limits)


def _figure(pack: RulePack, entry: Clock | CoolingOff | Retention, key: str, label: Label, judged: Judged) -> Figure:
    low, high = (entry.length_min, entry.length_max) if isinstance(entry, CoolingOff) else (None, None)
    found = _shown(pack, entry, key, label, judged, entry.length, entry.unit)
    found = replace(found, effective_from=entry.effective_from, effective_to=entry.effective_to)
    if entry.length is None and low is not None and high is not None and entry.unit:
        most = entry.unit.amount(high)
        found = replace(found, amount=Label(f"{low} to {most.en}", f"{low} 至 {most.zh}"))
    return found


def _shown(
    pack: RulePack,
    entry: Sourced,
    key: str,
    label: Label,
    judged: Judged,
    length: int | None,
    unit: Unit | Limit | None,
) -> Figure:
    known = length is not None and unit is not None
    return Figure(
        key=key,
        label=label,
        judged=judged,
        length=length,
        unit=unit,
        amount=unit.amount(length) if length is not None and unit is not None and known else NO_NUMBER,
        source=pack.citation(entry.source),
        standing=entry.standing,
        verified=entry.verified,
        effective_from=None,
        effective_to=None,
        units=tuple(Unit),
        own=entry.own,
    )


NO_NUMBER = Label("no number", "没有数字")
ABOVE, FROM = Label("over", "超过"), Label("from", "达到")
EVERYTHING = Label("every product", "各类产品")


def _vouched(entry: Entry, own: OwnFigure) -> Entry:
    """The entry with the instrument and the standing of the house's own figure."""
    return replace(
        entry,
        source=own.citation,
        certainty_note=None,
        verified_by=own.verified_by,
        verified_on=own.verified_on,
        own=own.version,
    )


def _clock(clock: Clock, figures: dict[str, OwnFigure]) -> Clock:
    if own := figures.get(key_of(clock)):
        clock = replace(
            _vouched(clock, own),
            length=own.length,
            unit=own.period,
            unit_verified=True,
            effective_from=own.effective_from,
            effective_to=own.effective_to,
        )
    longest = figures.get(f"{EXTENSION}.{clock.id}")
    if longest and clock.extension:
        extension = replace(
            _vouched(clock.extension, longest), length=None, max_total=longest.length, unit=longest.period
        )
        clock = replace(clock, extension=extension)
    return clock


def _cooling_off(period: CoolingOff, figures: dict[str, OwnFigure]) -> CoolingOff:
    own = figures.get(key_of(period))
    if own is None:
        return period
    return replace(
        _vouched(period, own),
        length=own.length,
        unit=own.period,
        length_min=None,
        length_max=None,
        effective_from=own.effective_from,
        effective_to=own.effective_to,
    )


def _retention(kept: Retention, figures: dict[str, OwnFigure]) -> Retention:
    own = figures.get(key_of(kept))
    if own is None:
        return kept
    return replace(
        _vouched(kept, own),
        length=own.length,
        unit=own.period,
        effective_from=own.effective_from,
        effective_to=own.effective_to,
    )


def _refund(refund: StatutoryRefund, figures: dict[str, OwnFigure]) -> StatutoryRefund:
    own = figures.get(REFUND)
    return replace(_vouched(refund, own), length=own.length, unit=own.period) if own else refund


def _trigger(trigger: AffordabilityTrigger, figures: dict[str, OwnFigure]) -> AffordabilityTrigger:
    own = figures.get(key_of(trigger))
    if own is None or not isinstance(own.unit, Limit):
        return trigger
    return _vouched(limited(trigger, own.length, own.unit), own)
