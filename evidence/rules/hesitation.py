"""The hesitation period of a policy, and whether request and call-back came in time, with the sum written out.

Whoever reads a case file must be able to redo it with a calendar, so the result carries its steps as sentences, each
date with the exhibit that proves it. The contract's own number of days comes first; the pack gives only the minimum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.model.case import Product
from evidence.model.kinds import Answer
from evidence.rules.dates import SATURDAY, CitedDate, cited, days, last_day
from evidence.rules.kinds import StartEvent, StartRule, Unit
from evidence.rules.pack import CoolingOff, RulePack

LONGEST_DAYS = 3660
"""Ten years: a contract with a longer hesitation period is a slip of the keyboard."""
EDGE_DAYS = 1
"""A request this close to the end is flagged: the hour, and how the first day was counted, decide."""


class Place(Labelled):
    """Where the request stands relative to the hesitation period."""

    INSIDE = "inside", "Inside the hesitation period", "在犹豫期内"
    OUTSIDE = "outside", "After the hesitation period", "已过犹豫期"
    NO_REQUEST = "no_request", "No surrender request registered", "未登记退保申请"
    CANNOT_TELL = "cannot_tell", "Cannot be determined", "无法确定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hesitation:
    """The hesitation period of one policy, with its arithmetic."""

    place: Place
    reason: Label
    needed: tuple[Label, ...]
    """What would have to be found to settle it."""
    steps: tuple[Label, ...]
    start: CitedDate | None
    """The event's day; counting begins the day after, unless the rule says otherwise."""
    length: int | None
    unit: Unit | None
    last_day: date | None
    """The period ends at 24:00 of this day."""
    edge: bool
    """The request lies within one day of the end: the hour, and how the day was counted, decide."""
    days_left: int | None
    """From `today` to the last day; negative when it is over. None where the end is not known."""
    from_contract: bool
    """The length is the contract's own number, not the pack's."""
    below_minimum: bool
    """The contract gives less than the pack's minimum: for a person to decide."""
    source: Label
    rule_standing: Label | None
    """How sure the length of the pack or house is; None where no rule was found, or the contract's number holds."""
    verified: bool
    callback: Answer
    """Whether the call-back came before the period ended."""
    callback_reason: Label

    @property
    def standing(self) -> Label:
        """How sure the length is."""
        if self.from_contract:
            return Label("the contract's own number", "合同自身约定的天数")
        return self.rule_standing or Label("no rule found", "未找到规则")


@dataclass(frozen=True, slots=True)
class _Period:
    """How long, why, and what to say about it; `length` None with the reason where no number is known."""

    length: int | None
    unit: Unit
    step: Label
    source: Label
    rule: CoolingOff | None
    from_contract: bool = False
    below_minimum: bool = False


def hesitation(
    product: Product,
    pack: RulePack,
    exhibits: Mapping[UUID, str],
    today: date,
    *,
    bank: bool = True,
    rule: CoolingOff | None = None,
) -> Hesitation:
    """The hesitation period of a product: the contract's own number first, else the pack's minimum.

    `exhibits` gives the label of every exhibit that a date cites; `bank`: sold through a bank; `rule`: the entry a
    person picked where the pack has none or several that fit.
    """
    period = _period_of(product, pack, bank, rule)
    events = {
        StartEvent.SALE_DATE: cited(product.sold, exhibits),
        StartEvent.POLICY_RECEIVED: cited(product.receipt_signed, exhibits),
        StartEvent.POLICY_DELIVERED: cited(product.receipt_signed, exhibits),
    }
    return _hesitation(
        period,
        {event: day for event, day in events.items() if day},
        requested=cited(product.surrender_requested, exhibits),
        called_back=cited(product.called_back, exhibits),
        today=today,
    )


def _period_of(product: Product, pack: RulePack, bank: bool, rule: CoolingOff | None) -> _Period:
    fitting = (rule,) if rule else pack.cooling_off_for(product.kind, bank=bank, term_years=product.term_years)
    only = fitting[0] if len(fitting) == 1 else None
    own = product.contract_hesitation_days
    if own is not None:
        source = Label("the contract itself", "保险合同自身")
        if not 0 < own <= LONGEST_DAYS:
            wrong = Label(
                f"The contract's number of days, {own}, cannot be right.", f"合同约定的天数 {own} 不可能正确。"
            )
            return _Period(None, Unit.CALENDAR_DAY, wrong, source, only, from_contract=True)
        text = Label(f"Length: {own} days, the contract's own number.", f"期间：{own} 日，为合同自身约定。")
        floor = only.length if only and only.is_minimum and only.unit is Unit.CALENDAR_DAY else None
        if floor is None or own >= floor:
            return _Period(own, Unit.CALENDAR_DAY, text, source, only, from_contract=True)
        text = Label(
            f"{text.en} It is below the minimum of {floor} days of pack {pack.id}: a person has to decide which holds.",
            f"{text.zh}低于规则包 {pack.id} 的最低 {floor} 日：须由人判断以何者为准。",
        )
        return _Period(own, Unit.CALENDAR_DAY, text, source, only, from_contract=True, below_minimum=True)
    nothing = Label(f"rule pack {pack.id}", f"规则包 {pack.id}")
    if only is None:
        why = (
            Label(
                f"The contract's number of days is not registered, and pack {pack.id} has no entry for this product.",
                f"未登记合同约定的天数，规则包 {pack.id} 也没有适用于该产品的条目。",
            )
            if not fitting
            else Label(
                f"The contract's number of days is not registered, and {len(fitting)} entries of pack {pack.id} fit.",
                f"未登记合同约定的天数，规则包 {pack.id} 有 {len(fitting)} 个条目适用。",
            )
        )
        return _Period(None, Unit.CALENDAR_DAY, why, nothing, None)
    source = pack.citation(only.source)
    if only.length is None or only.unit is None:
        given = f"{only.length_min} to {only.length_max}" if only.length_min else "no number"
        given_zh = f"{only.length_min} 至 {only.length_max}" if only.length_min else "没有天数"
        why = Label(
            f"The contract's number of days is not registered, and pack {pack.id} gives {given}.",
            f"未登记合同约定的天数，规则包 {pack.id} 中为：{given_zh}。",
        )
        return _Period(None, Unit.CALENDAR_DAY, why, source, only)
    amount, least = only.unit.amount(only.length), Label(" (minimum)", "（最低）") if only.is_minimum else Label("", "")
    text = Label(
        f"Length: {amount.en}{least.en}, from {source.en}, {only.standing.en}. "
        "The contract's own number is not registered.",
        f"期间：{amount.zh}{least.zh}，依据{source.zh}，{only.standing.zh}。未登记合同自身约定的天数。",
    )
    if only.term_over_years is not None and product.term_years is None:
        years = only.term_over_years
        text = Label(
            f"{text.en} The term of the policy is not registered; the rule is for terms over {years} year(s).",
            f"{text.zh}未登记保险期间；该规则适用于 {years} 年期以上。",
        )
    return _Period(only.length, only.unit, text, source, only)


def _hesitation(
    period: _Period,
    events: Mapping[StartEvent, CitedDate],
    *,
    requested: CitedDate | None,
    called_back: CitedDate | None,
    today: date,
) -> Hesitation:
    start, start_step, missing = _start(period.rule, events)
    steps = [start_step, period.step]
    needed = list(missing)
    if period.length is None:
        needed.append(Label("the number of days in the contract", "合同约定的犹豫期天数"))
    end: date | None = None
    if start and period.length is not None:
        first = bool(period.rule and period.rule.count_first_day)
        end = last_day(start.day, period.length, period.unit, count_first_day=first)
        steps.append(_sum(start.day, period, end, first))
    edge = bool(end and requested and abs((requested.day - end).days) <= EDGE_DAYS)
    place, reason = _place(end, start, requested, period, needed)
    steps.extend(_request_steps(end, start, requested, edge))
    left = (end - today).days if end else None
    if end and left is not None and left >= 0:
        steps.append(Label(f"Today, {today}: {days(left).en} left.", f"今日 {today}：剩余 {left} 日。"))
    callback, callback_reason = _callback(end, called_back)
    steps.append(callback_reason)
    rule = None if period.from_contract else period.rule
    return Hesitation(
        place=place,
        reason=reason,
        needed=tuple(needed),
        steps=tuple(steps),
        start=start,
        length=period.length,
        unit=period.unit if period.length is not None else None,
        last_day=end,
        edge=edge,
        days_left=left,
        from_contract=period.from_contract,
        below_minimum=period.below_minimum,
        source=period.source,
        rule_standing=rule.standing if rule else None,
        verified=bool(rule and rule.verified),
        callback=callback,
        callback_reason=callback_reason,
    )


def _start(
    rule: CoolingOff | None, events: Mapping[StartEvent, CitedDate]
) -> tuple[CitedDate | None, Label, tuple[Label, ...]]:
    """The day the period starts from, the sentence about it, and what is missing."""
    wanted = (rule.start_events or ((rule.start_event,) if rule.start_event else ())) if rule else ()
    assumed = not wanted  # neither contract nor pack says: the signed receipt, and the sentence says so
    wanted = wanted or (StartEvent.POLICY_RECEIVED,)
    there = [(event, events[event]) for event in wanted if event in events]
    missing = [event.label for event in wanted if event not in events]
    if missing:
        en, zh = " and of ".join(label.en for label in missing), "、".join(label.zh for label in missing)
        needed = tuple(Label(f"the dated proof of: {label.en}", f"有日期的证据：{label.zh}") for label in missing)
        return None, Label(f"Start: the date of {en} is missing.", f"起算：缺少{zh}的日期。"), needed
    later = rule is not None and rule.start_rule is StartRule.LATER_OF
    event, day = (max if later else min)(there, key=lambda pair: pair[1].day)
    note = Label(", taken because no rule names another event", "，因没有规则另行规定") if assumed else Label("", "")
    if rule and rule.start_rule:
        note = Label(f", {rule.start_rule.label.en} {len(there)} events", f"，{rule.start_rule.label.zh}")
    return (
        day,
        Label(f"Start: {event.label.en}, {day.text.en}{note.en}.", f"起算：{event.label.zh}，{day.text.zh}{note.zh}。"),
        (),
    )


def _sum(start: date, period: _Period, end: date, first: bool) -> Label:
    assert period.length is not None
    amount = period.unit.amount(period.length)
    how = Label("that day counted", "当日计入") if first else Label("that day not counted", "当日不计入")
    text = Label(
        f"{start} + {amount.en} ({how.en}) = {end}; the period ends at 24:00 of {end}.",
        f"{start} + {amount.zh}（{how.zh}）= {end}；期间于 {end} 24:00 届满。",
    )
    if period.unit is Unit.BUSINESS_DAY:
        return Label(f"{text.en} Public holidays not considered.", f"{text.zh}未考虑法定节假日。")
    if end.weekday() >= SATURDAY:
        return Label(
            f"{text.en} That is a weekend; whether it moves to the next working day is not settled, it was not moved.",
            f"{text.zh}该日为周末；是否顺延尚未确定，此处未顺延。",
        )
    return text


def _place(
    end: date | None, start: CitedDate | None, requested: CitedDate | None, period: _Period, needed: list[Label]
) -> tuple[Place, Label]:
    if end is None:
        causes = ([] if start else [Label("the start of the period is not known", "起算日不明")]) + (
            [period.step] if period.length is None else []
        )
        en = "; ".join(cause.en.rstrip(".") for cause in causes)
        zh = "；".join(cause.zh.rstrip("。") for cause in causes)
        needs = Label("; ".join(label.en for label in needed), "；".join(label.zh for label in needed))
        return Place.CANNOT_TELL, Label(f"{en[:1].upper()}{en[1:]}. Needed: {needs.en}.", f"{zh}。需要：{needs.zh}。")
    if requested is None:
        return Place.NO_REQUEST, Label(f"The period ends at 24:00 of {end}.", f"期间于 {end} 24:00 届满。")
    if requested.day <= end:
        return Place.INSIDE, Label(
            f"The request of {requested.text.en} came before 24:00 of {end}.",
            f"{requested.text.zh}提出的申请早于 {end} 24:00。",
        )
    late = (requested.day - end).days
    return Place.OUTSIDE, Label(
        f"The request of {requested.text.en} came {days(late).en} after {end}.",
        f"{requested.text.zh}提出的申请晚于 {end} {late} 日。",
    )


def _request_steps(end: date | None, start: CitedDate | None, requested: CitedDate | None, edge: bool) -> list[Label]:
    if requested is None:
        return [Label("Request: none registered.", "申请：未登记。")]
    if end is None:
        return [Label(f"Request: {requested.text.en}.", f"申请：{requested.text.zh}。")]
    sign = "≤" if requested.day <= end else ">"
    steps = [
        Label(f"Request: {requested.text.en} {sign} {end}.", f"申请：{requested.text.zh} {sign} {end}。"),
    ]
    if edge:
        steps.append(
            Label(
                "Edge: the request lies within one day of the end. Check the hour, and the date of the receipt.",
                "临界：申请距届满不超过一日。请核对具体时刻及签收日期。",
            )
        )
    if start and requested.day < start.day:
        steps.append(
            Label("The request is dated before the period began.", "申请日期早于起算日。"),
        )
    return steps


def _callback(end: date | None, called_back: CitedDate | None) -> tuple[Answer, Label]:
    if called_back is None:
        return Answer.CANNOT_TELL, Label("Call-back: no date registered.", "回访：未登记日期。")
    if end is None:
        return Answer.CANNOT_TELL, Label(
            f"Call-back: {called_back.text.en}; the end of the period is not known.",
            f"回访：{called_back.text.zh}；期间届满日不明。",
        )
    if called_back.day <= end:
        return Answer.PASSED, Label(
            f"Call-back: {called_back.text.en} ≤ {end}, within the period.",
            f"回访：{called_back.text.zh} ≤ {end}，在犹豫期内。",
        )
    return Answer.FAILED, Label(
        f"Call-back: {called_back.text.en} > {end}, after the period.",
        f"回访：{called_back.text.zh} > {end}，已过犹豫期。",
    )
