"""Reading the rule packs, strictly: what the program does not understand is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict, TypeVar

from evidence.labels import Label
from evidence.model.kinds import ProductKind
from evidence.rules.fields import Fields, read_rules, rules_in
from evidence.rules.kinds import Certainty, RollIfHoliday, StartEvent, StartRule, Status, StoppedBy, Unit, vouched
from evidence.rules.pack import (
    AffordabilityTrigger,
    CallbackItem,
    Clock,
    CoolingOff,
    Duty,
    Extension,
    Instrument,
    Retention,
    RulePack,
    Statement,
    StatutoryRefund,
)
from evidence.rules.triggers import spelled

FILE = "rule_packs.json"
DEFAULT_PACK = "CN"
"""The pack of a complaint for which nobody chose one."""

_NOTES = (
    "affordability_note",
    "clocks_note",
    "escalation_note",
    "legal_bases_note",
    "response_note",
    "retention_note",
    "version_note",
)
_BEFORE = {"ack": StoppedBy.ACKNOWLEDGEMENT, "interim": StoppedBy.INTERIM, "update": StoppedBy.INTERIM}
"""Ends of the identities of clocks in files written before clocks said which step stops them."""

Entry = TypeVar("Entry")


def load_packs(path: Path | None = None) -> Mapping[str, RulePack]:
    """Every rule pack by its id ("CN", "UK", …, "GENERIC"): the shipped ones, or those of the file at `path`.

    Raises:
        RulesProblem: the file is not what it should be; names the place.
    """
    return _shipped() if path is None else _load(read_rules(FILE, path))


@cache
def packs_in(text: str, name: str = FILE) -> Mapping[str, RulePack]:
    """The rule packs of a text that was brought in from a file of that name.

    Raises:
        RulesProblem: it is not what it should be; names the place and the line.
    """
    return _load(rules_in(name, text))


@cache
def _shipped() -> Mapping[str, RulePack]:
    return _load(read_rules(FILE, None))


def _load(file: Fields) -> Mapping[str, RulePack]:
    packs: dict[str, RulePack] = {}
    with file:
        _one(file.inner("_meta"), _meta)
        for fields in file.objects("packs"):
            pack = _one(fields, _pack)
            if pack.id in packs:
                raise fields.wrong(f"there are two packs “{pack.id}”", f"规则包“{pack.id}”重复")
            packs[pack.id] = pack
    return MappingProxyType(packs)


def _meta(meta: Fields) -> None:
    """Check that file and program speak of the same lists; the rest of it is for whoever edits the file."""
    if meta.text("schema_version") != "1":
        raise meta.wrong("only schema_version 1 is understood", "仅支持 schema_version 1")
    known = set(StartEvent)
    if unknown := {*meta.texts("start_events"), *meta.texts("start_events_added")} - known:
        raise meta.wrong(f"unknown start events {sorted(unknown)}", f"未知的起算事件 {sorted(unknown)}")
    meta.words("units", Unit)
    for name in meta.notes("certainty"):
        if name not in set(Certainty):
            raise meta.wrong(f"unknown certainty “{name}”", f"未知的可靠程度“{name}”")
    for prose in ("file", "notice", "start_events_note"):
        meta.text(prose)
    meta.notes("field_notes")
    meta.texts("engine_rules")


def _pack(fields: Fields) -> RulePack:
    status = fields.word("status", Status)
    by, on = fields.text_or_none("verified_by"), fields.day_or_none("verified_on")
    if (status is Status.VERIFIED) != (by is not None and on is not None):
        raise fields.wrong("status, verified_by and verified_on disagree", "status 与 verified_by、verified_on 不一致")
    refund = fields.inner_or_none("statutory_refund")
    after = fields.inner_or_none("after_cooling_off")
    instruments = {one.id: one for one in _each(fields.objects("instruments"), _instrument)}
    for one in instruments.values():
        if one.replaced_by and one.replaced_by not in instruments:
            raise fields.wrong(f"{one.id} is replaced by an unknown instrument", f"{one.id} 的替代文件未知")
    return RulePack(
        id=fields.text("id"),
        jurisdiction=fields.text("jurisdiction"),
        title=fields.text("title"),
        version=fields.text("version"),
        status=status,
        effective_from=fields.day_or_none("effective_from"),
        effective_to=fields.day_or_none("effective_to"),
        verified_by=by,
        verified_on=on,
        clocks=_each(fields.objects("clocks"), _clock),
        cooling_off=_each(fields.objects("cooling_off"), _cooling_off),
        retention=_each(fields.objects("retention"), _retention),
        response_must_contain=_each(fields.objects("response_must_contain"), _statement),
        escalation=_each(fields.objects("escalation"), _statement),
        duties=_each(fields.objects("duties"), _duty),
        affordability_triggers=_each(fields.objects("affordability_triggers"), _trigger),
        callback_items=_each(fields.objects("callback_seven_items"), _callback_item),
        legal_bases=_each(fields.objects("legal_bases_for_cctv_use"), _statement),
        after_cooling_off=_one(after, _statement) if after else None,
        statutory_refund=_one(refund, _refund) if refund else None,
        instruments=MappingProxyType(instruments),
        notes=MappingProxyType({name: fields.text(name) for name in _NOTES if fields.has(name)}),
    )


def _one(fields: Fields, read: Callable[[Fields], Entry]) -> Entry:
    with fields:
        return read(fields)


def _each(objects: Iterator[Fields], read: Callable[[Fields], Entry]) -> tuple[Entry, ...]:
    return tuple(_one(fields, read) for fields in objects)


class _Source(TypedDict):
    source: str
    certainty: Certainty
    certainty_note: str | None
    verified_by: str | None
    verified_on: date | None


def _source(fields: Fields) -> _Source:
    certainty, by, on = vouched(fields)
    return _Source(
        source=fields.text("source"),
        certainty=certainty,
        certainty_note=fields.text_or_none("certainty_note"),
        verified_by=by,
        verified_on=on,
    )


def _instrument(fields: Fields) -> Instrument:
    return Instrument(
        id=fields.text("id"),
        title=fields.text("title_zh"),
        number=fields.text_or_none("number"),
        issued=fields.text_or_none("issued"),
        in_force=fields.text_or_none("in_force"),
        official_url=fields.text_or_none("official_url"),
        replaced_by=fields.text_or_none("replaced_by"),
        note=fields.text_or_none("note"),
        **_source(fields),
    )


def _clock(fields: Fields) -> Clock:
    length, unit = _length(fields)
    extension = fields.inner_or_none("extension")
    id = fields.text("id")
    said = fields.has("stopped_by")
    return Clock(
        id=id,
        stopped_by=fields.word_or_none("stopped_by", StoppedBy) if said else _BEFORE.get(id.rpartition("_")[2]),
        label=fields.label("label", "label_zh"),
        actor=fields.text("actor"),
        applies_to=fields.text_or_none("applies_to"),
        start_event=fields.word("start_event", StartEvent),
        length=length,
        unit=unit,
        unit_verified=fields.flag_or_none("unit_verified") is not False,
        count_first_day=fields.flag("count_first_day"),
        roll_if_holiday=fields.word("roll_if_holiday", RollIfHoliday),
        extension=_one(extension, _extension) if extension else None,
        effective_from=fields.day_or_none("effective_from"),
        effective_to=fields.day_or_none("effective_to"),
        note=fields.text_or_none("note"),
        **_source(fields),
    )


def _extension(fields: Fields) -> Extension:
    note = fields.text_or_none("note")
    return Extension(
        length=fields.count_or_none("length"),
        max_total=fields.count("max_total"),
        unit=fields.word("unit", Unit),
        needs_approval=fields.flag_or_none("needs_approval"),
        needs_notice=fields.flag_or_none("needs_notice"),
        label=Label(note or "extension", fields.text_or_none("label_zh") or note or "延长"),
        note=note,
        **_source(fields),
    )


def _cooling_off(fields: Fields) -> CoolingOff:
    length, unit = _length(fields)
    rule = fields.word_or_none("start_rule", StartRule)
    events = fields.words("start_events", StartEvent) if fields.has("start_events") else ()
    if (rule is None) != (not events):
        raise fields.wrong("start_rule and start_events go together", "start_rule 与 start_events 须同时填写")
    return CoolingOff(
        product_class=fields.text("product_class"),
        product_kinds=fields.words("product_kinds", ProductKind) if fields.has("product_kinds") else (),
        term_over_years=fields.count_or_none("term_over_years"),
        channel=fields.text("channel"),
        length=length,
        length_min=fields.count_or_none("length_min"),
        length_max=fields.count_or_none("length_max"),
        unit=unit,
        is_minimum=fields.flag("is_minimum"),
        start_event=fields.word_or_none("start_event", StartEvent),
        start_rule=rule,
        start_events=events,
        count_first_day=fields.flag("count_first_day"),
        refund_basis=fields.text_or_none("refund_basis"),
        effective_from=fields.day_or_none("effective_from"),
        effective_to=fields.day_or_none("effective_to"),
        note=fields.text_or_none("note"),
        **_source(fields),
    )


def _retention(fields: Fields) -> Retention:
    length, unit = _length(fields)
    return Retention(
        record_class=fields.text("record_class"),
        condition=fields.text_or_none("condition"),
        length=length,
        unit=unit,
        is_minimum=fields.flag("is_minimum"),
        from_event=fields.word_or_none("from_event", StartEvent),
        effective_from=fields.day_or_none("effective_from"),
        effective_to=fields.day_or_none("effective_to"),
        note=fields.text_or_none("note"),
        **_source(fields),
    )


def _length(fields: Fields) -> tuple[int | None, Unit | None]:
    length, unit = fields.count_or_none("length"), fields.word_or_none("unit", Unit)
    if length is not None and unit is None:
        raise fields.wrong("a length needs its unit", "填写长度时须填写单位")
    return length, unit


def _statement(fields: Fields) -> Statement:
    return Statement(text=fields.label("text", "text_zh"), **_source(fields))


def _duty(fields: Fields) -> Duty:
    return Duty(
        text=fields.label("text", "text_zh"),
        duty=fields.text("kind"),
        effective_from=fields.day_or_none("effective_from"),
        **_source(fields),
    )


def _trigger(fields: Fields) -> AffordabilityTrigger:
    words = fields.label("text", "text_zh")
    return spelled(
        AffordabilityTrigger(
            text=words,
            metric=fields.text("metric"),
            operator=fields.text("operator"),
            value=fields.number("value"),
            words=words,
            **_source(fields),
        )
    )


def _callback_item(fields: Fields) -> CallbackItem:
    return CallbackItem(
        number=fields.count("no"),
        text=fields.label("text", "text_zh"),
        translated=fields.flag("zh_translated"),
        **_source(fields),
    )


def _refund(fields: Fields) -> StatutoryRefund:
    return StatutoryRefund(
        text=fields.label("text", "text_zh"),
        length=fields.count("length"),
        unit=fields.word("unit", Unit),
        **_source(fields),
    )
