"""Response clocks: until when somebody must act on a complaint, how much is left, and the sum written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.labels import Label, Labelled
from evidence.model.kinds import Answer
from evidence.rules.dates import SATURDAY, CitedDate, last_day
from evidence.rules.kinds import RollIfHoliday, StartEvent, Unit
from evidence.rules.pack import Clock, RulePack

INSTITUTION, SIMPLE = "institution", "simple"
"""Words of the packs: who has to act, and the kind of case that is taken where nobody says another."""
AMBER_PART = 4
"""Amber when a quarter (1/4) of the time is left, red when nothing is."""


class Alarm(Labelled):
    """How near a deadline is."""

    GREEN = "green", "In time", "时间充足"
    AMBER = "amber", "Soon due", "即将到期"
    RED = "red", "Due or overdue", "已到期或逾期"
    CANNOT_TELL = "cannot_tell", "Cannot be determined", "无法确定"


@dataclass(frozen=True, slots=True)
class GrantedExtension:
    """An extension as it was granted; it counts only with approver, reason and proof that the complainant was told."""

    approver: str
    reason: str
    told: CitedDate | None
    until: date | None = None
    """The new last day that was granted; None: as long as the clock allows."""

    @property
    def counts(self) -> bool:
        """Whether all three are there."""
        return bool(self.approver.strip() and self.reason.strip() and self.told and self.told.exhibit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock of one complaint, with its arithmetic."""

    label: Label
    start: CitedDate | None
    due: date | None
    """Last day on which it is in time."""
    days_left: int | None
    alarm: Alarm
    met: Answer
    """Whether it was done in time; cannot tell while it is not done, or the end is not known."""
    steps: tuple[Label, ...]
    needed: tuple[Label, ...]
    source: Label
    standing: Label
    verified: bool


def deadline(
    clock: Clock,
    pack: RulePack,
    start: CitedDate | None,
    today: date,
    *,
    done: CitedDate | None = None,
    extension: GrantedExtension | None = None,
) -> Deadline:
    """The deadline of `clock`, counted from `start` (the date of its start event).

    `done`: when it was done, if it was; `today` decides what is left.
    """
    event = clock.start_event.label
    steps = [
        Label(f"Start: {event.en}, {start.text.en}.", f"起算：{event.zh}，{start.text.zh}。")
        if start
        else Label(f"Start: the date of {event.en} is missing.", f"起算：缺少{event.zh}的日期。")
    ]
    needed = [] if start else [Label(f"the dated proof of: {event.en}", f"有日期的证据：{event.zh}")]
    due: date | None = None
    if clock.length is None or clock.unit is None:
        steps.append(Label(f"Pack {pack.id} gives no number for it.", f"规则包 {pack.id} 未规定天数。"))
    elif start:
        due = last_day(start.day, clock.length, clock.unit, count_first_day=clock.count_first_day)
        steps.append(_sum(start.day, clock.length, clock.unit, due, clock))
        if extension:
            due, step = _extended(clock, start.day, due, extension)
            steps.append(step)
    met = Answer.CANNOT_TELL
    if due and done:
        met = Answer.PASSED if done.day <= due else Answer.FAILED
        sign = "≤" if done.day <= due else ">"
        steps.append(Label(f"Done: {done.text.en} {sign} {due}.", f"完成：{done.text.zh} {sign} {due}。"))
    left = (due - today).days if due else None
    return Deadline(
        label=clock.label,
        start=start,
        due=due,
        days_left=left,
        alarm=_alarm(start, due, left, done),
        met=met,
        steps=tuple(steps),
        needed=tuple(needed),
        source=pack.citation(clock.source),
        standing=clock.standing,
        verified=clock.verified,
    )


def clocks_in_force(pack: RulePack, received: date | None, kind_of_case: str = SIMPLE) -> tuple[Clock, ...]:
    """The clocks that the receipt of a complaint starts for the institution, as in force on that day.

    `kind_of_case`: "simple", "complex", "payments" …, as the pack names it; of several kinds the strictest is asked
    for until somebody says that the case is another.
    """
    return tuple(
        one
        for one in pack.clocks
        if one.start_event is StartEvent.COMPLAINT_RECEIVED
        and one.actor == INSTITUTION
        and one.applies_to in (None, kind_of_case)
        and one.length is not None
        and (received is None or one.in_force(received))
    )


def decision_deadline(
    pack: RulePack,
    received: CitedDate | None,
    today: date,
    *,
    kind_of_case: str = SIMPLE,
    done: CitedDate | None = None,
    extension: GrantedExtension | None = None,
) -> Deadline | None:
    """Until when a complaint has to be decided: the last clock of the institution for this kind of case.

    None: the pack had no number in force on that day.
    """
    clocks = clocks_in_force(pack, received.day if received else None, kind_of_case)
    mine = [one for one in clocks if one.stopped_by is None]
    found = [deadline(one, pack, received, today, done=done, extension=extension) for one in mine]
    return max(found, key=lambda one: one.due or date.min, default=None)


def days_to_decide(pack: RulePack, received: date | None, today: date) -> tuple[date, int] | None:
    """The day by which a complaint has to be decided, and the days left (negative: it has passed)."""
    if received is None:
        return None
    found = decision_deadline(pack, CitedDate(received), today)
    return (found.due, found.days_left) if found and found.due is not None and found.days_left is not None else None


def answer_deadlines(
    pack: RulePack, received: CitedDate, today: date, kind_of_case: str = SIMPLE
) -> dict[str, Deadline]:
    """Until when a complaint is to be acknowledged and answered in between, by the word of each ("acknowledgement").

    Nothing of what the pack has no number for.
    """
    found: dict[str, Deadline] = {}
    for clock in clocks_in_force(pack, received.day, kind_of_case):
        if clock.stopped_by is not None:
            found[clock.stopped_by.value] = deadline(clock, pack, received, today)
    return found


def _sum(start: date, length: int, unit: Unit, due: date, clock: Clock) -> Label:
    how = (
        Label("that day counted", "当日计入") if clock.count_first_day else Label("that day not counted", "当日不计入")
    )
    amount = unit.amount(length)
    en, zh = f"{start} + {amount.en} ({how.en}) = {due}.", f"{start} + {amount.zh}（{how.zh}）= {due}。"
    if not clock.unit_verified:
        en, zh = f"{en} Calendar or working days: not settled.", f"{zh}自然日或工作日：未确定。"
    if unit is Unit.BUSINESS_DAY:
        en, zh = f"{en} Public holidays not considered.", f"{zh}未考虑法定节假日。"
    elif due.weekday() >= SATURDAY and clock.roll_if_holiday is not RollIfHoliday.NO:
        en, zh = f"{en} That is a weekend; it was not moved.", f"{zh}该日为周末，此处未顺延。"
    return Label(en, zh)


def _extended(clock: Clock, start: date, due: date, extension: GrantedExtension) -> tuple[date, Label]:
    if clock.extension is None:
        return due, Label("Extension: this clock knows none, so it does not count.", "延长：该时限不可延长，不予计入。")
    if not extension.counts:
        return due, Label(
            "Extension: does not count without approver, reason and proof that the complainant was told.",
            "延长：缺少批准人、理由或已告知投诉人的证据，不予计入。",
        )
    amount = clock.extension.unit.amount(clock.extension.max_total)
    later = last_day(start, clock.extension.max_total, clock.extension.unit, count_first_day=clock.count_first_day)
    assert extension.told is not None
    granted = Label("", "")
    if extension.until is not None and extension.until < later:
        granted = Label(f" Granted until {extension.until}.", f"批准延至 {extension.until}。")
    return max(due, min(later, extension.until or later)), Label(
        f"Extension by {extension.approver}, complainant told on {extension.told.text.en}: "
        f"{start} + {amount.en} in all = {later}.{granted.en}",
        f"经 {extension.approver} 批准延长，{extension.told.text.zh}告知投诉人："
        f"{start} + 共 {amount.zh} = {later}。{granted.zh}",
    )


def _alarm(start: CitedDate | None, due: date | None, left: int | None, done: CitedDate | None) -> Alarm:
    if start is None or due is None or left is None:
        return Alarm.CANNOT_TELL
    if done:
        return Alarm.GREEN if done.day <= due else Alarm.RED
    if left <= 0:
        return Alarm.RED
    return Alarm.AMBER if left * AMBER_PART <= (due - start.day).days else Alarm.GREEN
