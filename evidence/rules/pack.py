"""A rule pack: time limits, hesitation periods, retention and duties of a jurisdiction, with their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evidence.labels import Label
from evidence.model.kinds import ProductKind
from evidence.rules.kinds import RollIfHoliday, Sourced, StartEvent, StartRule, Status, StoppedBy, Unit
from evidence.rules.named import named, number_in_chinese

# "C5 art. 13" at the beginning, or "(C5) art. 13" behind the name of a page: not "a draft of C16".
_INSTRUMENT = re.compile(r"(?:^|\()(C[0-9]{1,3}[a-z]?)\b\)?(?:\s+(arts?\.\s*[0-9][0-9()/,-]*[0-9)]|arts?\.\s*[0-9]))?")
_SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Sourced):
    """A law, order or notice, by title and number."""

    id: str
    title: str
    """As issued; the Chinese instruments have Chinese titles only."""
    number: str | None
    issued: str | None
    """Date or month."""
    in_force: str | None
    official_url: str | None
    """The issuer's own page, where it is known."""
    replaced_by: str | None
    note: str | None

    def cite(self, article: str | None = None) -> Label:
        """`《保险法》 art. 17(2)`: title, number, article."""
        name = f"《{self.title}》" + (f"（{self.number}）" if self.number else "")
        chinese = f"《{self.title}》" + (f"（{number_in_chinese(self.number)}）" if self.number else "")
        if not article:
            return Label(name, chinese)
        numbers = re.sub(r"^arts?\.?\s*", "", article)
        return Label(f"{name} {article}", f"{chinese}第 {numbers} 条")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Sourced):
    """How a clock may be prolonged: by `length`, or to `max_total` from its start."""

    length: int | None
    max_total: int
    unit: Unit
    needs_approval: bool | None
    needs_notice: bool | None
    label: Label
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Sourced):
    """A time limit for somebody to do something. `length` is None where no number is known."""

    id: str
    label: Label
    actor: str
    applies_to: str | None
    """Kind of case it is for; None means every case."""
    start_event: StartEvent
    length: int | None
    unit: Unit | None
    unit_verified: bool
    """False: whether calendar or working days is not settled."""
    count_first_day: bool
    roll_if_holiday: RollIfHoliday
    extension: Extension | None
    stopped_by: StoppedBy | None
    """The step of handling that stops it; None: the decision, or what somebody else does."""
    effective_from: date | None
    effective_to: date | None
    note: str | None

    def in_force(self, day: date) -> bool:
        """Whether it held on a day; without dates it is taken to hold."""
        return (self.effective_from or date.min) <= day <= (self.effective_to or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolingOff(Sourced):
    """A hesitation period. The number in the contract overrides `length`."""

    product_class: str
    product_kinds: tuple[ProductKind, ...]
    """Kinds it is applied to without asking; empty: a person picks the entry."""
    term_over_years: int | None
    channel: str
    """`bank`, `other channels` or `any`."""
    length: int | None
    length_min: int | None
    length_max: int | None
    unit: Unit | None
    is_minimum: bool
    start_event: StartEvent | None
    start_rule: StartRule | None
    start_events: tuple[StartEvent, ...]
    """With `start_rule`: the events of which the later or earlier counts."""
    count_first_day: bool
    refund_basis: str | None
    effective_from: date | None
    effective_to: date | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Sourced):
    """How long a class of records is kept; length 0 means until the event."""

    record_class: str
    condition: str | None
    length: int | None
    unit: Unit | None
    is_minimum: bool
    from_event: StartEvent | None
    effective_from: date | None
    effective_to: date | None
    note: str | None

    @property
    def until_event(self) -> Label | None:
        """`until the end of the dispute`, where it is kept just so long; None where a length counts from its event."""
        if self.length != 0 or self.from_event is None:
            return None
        event = self.from_event.label
        return Label(f"until the {event.en}", f"至{event.zh}为止")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Sourced):
    """One sentence of the pack: what a response must contain, whom to turn to, a legal basis."""

    text: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Statement):
    """A duty; `duty` is `complaint_handling` or `sale_conduct`."""

    duty: str
    effective_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordabilityTrigger(Statement):
    """A hit needs more than the ordinary papers: `metric operator value`."""

    metric: str
    operator: str
    value: int | float
    words: Label
    """The text as the file has it, in which `{value}` stands for the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackItem(Statement):
    """One of the things the call-back must ask; `translated`: the Chinese is a translation of ours."""

    number: int
    translated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryRefund(Statement):
    """Within what time a refund is due."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one jurisdiction, in one version."""

    id: str
    jurisdiction: str
    title: str
    version: str
    status: Status
    effective_from: date | None
    effective_to: date | None
    verified_by: str | None
    verified_on: date | None
    clocks: tuple[Clock, ...]
    cooling_off: tuple[CoolingOff, ...]
    retention: tuple[Retention, ...]
    response_must_contain: tuple[Statement, ...]
    escalation: tuple[Statement, ...]
    duties: tuple[Duty, ...]
    affordability_triggers: tuple[AffordabilityTrigger, ...]
    callback_items: tuple[CallbackItem, ...]
    legal_bases: tuple[Statement, ...]
    """On which CCTV may be used in a case; a person picks, the program never decides."""
    after_cooling_off: Statement | None
    statutory_refund: StatutoryRefund | None
    instruments: Mapping[str, Instrument]
    notes: Mapping[str, str]
    """Remarks on parts of the pack: `clocks_note`, `response_note` and the like."""

    def clock(self, id: str) -> Clock:
        """The clock of that id.

        Raises:
            KeyError: the pack has none.
        """
        return {clock.id: clock for clock in self.clocks}[id]

    def cooling_off_for(self, kind: ProductKind, *, bank: bool, term_years: int | None) -> tuple[CoolingOff, ...]:
        """Entries that fit a product and the channel it was sold in; an unknown term rules none out."""
        channels = {"any", "bank" if bank else "other channels"}
        return tuple(
            entry
            for entry in self.cooling_off
            if kind in entry.product_kinds
            and entry.channel in channels
            and (entry.term_over_years is None or term_years is None or term_years > entry.term_over_years)
        )

    def citation(self, source: str) -> Label:
        """A source as it may be printed: instruments by title, number and article; sites that repost them never."""
        if source.startswith("《"):  # the instrument of the house's own figure, by its name
            return Label(source, source)
        parts = re.split(r"\s*;\s*", source)
        found = [match for part in parts for match in _INSTRUMENT.finditer(part) if match[1] in self.instruments]
        cited = list(dict.fromkeys(self.instruments[match[1]].cite(match[2]) for match in found))
        cited = cited or [named(part) for part in parts if not _SITE.search(part)]
        cited = cited or [Label("a page noted in the rule pack", "规则包中记录的网页")]
        return Label("; ".join(label.en for label in cited), "；".join(label.zh for label in cited))
