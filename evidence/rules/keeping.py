"""How long a record is kept, and from which day footage may be overwritten, with the sum written out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.labels import Label, Labelled
from evidence.model.kinds import RecordingKind
from evidence.model.recording import Exhibit, Recording
from evidence.rules.dates import CitedDate, last_day
from evidence.rules.kinds import StartEvent
from evidence.rules.pack import Retention, RulePack
from evidence.timecode import zone_of

SOON_DAYS = 7
"""Footage that is overwritten within a week is asked for now."""


class Footage(Labelled):
    """Whether a recording can still be had."""

    HELD = "held", "Kept: not overwritten", "已保全，不会被覆盖"
    THERE = "there", "Still there", "尚未覆盖"
    SOON = "soon", "Overwritten soon", "即将被覆盖"
    PERHAPS_GONE = "perhaps_gone", "May be overwritten", "可能已被覆盖"
    CANNOT_TELL = "cannot_tell", "Cannot be determined", "无法确定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How long one record is kept, with the arithmetic."""

    until: date | None
    """The last day on which it is there; None where that is not known."""
    days_left: int | None
    state: Footage
    steps: tuple[Label, ...]
    needed: tuple[Label, ...]
    source: Label
    standing: Label
    verified: bool

    @property
    def overwritten_on(self) -> date | None:
        """The first day on which it may be gone."""
        return self.until + timedelta(days=1) if self.until and self.until < date.max else None


def kept_until(
    rule: Retention,
    pack: RulePack,
    start: CitedDate | None,
    today: date,
    *,
    own_day: date | None = None,
    held: bool = False,
) -> Kept:
    """How long a record of this class is kept, counted from `start` (the date of its event).

    `own_day`: the last day that whoever keeps it has named; it goes before the pack's number. `held`: somebody has
    promised to keep it, whatever the day.
    """
    event = (
        rule.from_event.label
        if rule.from_event
        else Label("an event that the pack does not name", "规则包未注明的事件")
    )
    until, needed, steps = own_day, [], []
    if own_day is not None:
        steps.append(Label(f"Kept until {own_day}, as its keeper says.", f"保管方告知保存至 {own_day}。"))
    elif rule.length is None or rule.unit is None:
        steps.append(Label(f"Pack {pack.id} gives no number for it.", f"规则包 {pack.id} 未规定期限。"))
    elif start is None:
        steps.append(Label(f"Start: the date of {event.en} is missing.", f"起算：缺少{event.zh}的日期。"))
        needed.append(Label(f"the dated proof of: {event.en}", f"有日期的证据：{event.zh}"))
    else:
        until = last_day(start.day, rule.length, rule.unit)
        steps.append(_counted(rule, start, event, until))
        if not rule.verified:
            steps.append(
                Label(
                    "The number is unverified: ask the keeper of the recording how long it is there.",
                    "该期限未经核实：请向录像保管方确认保存时间。",
                )
            )
    if held:
        steps.append(Label("It is kept for this complaint, whatever the day.", "已为本投诉保全，不受期限影响。"))
    left = (until - today).days if until else None
    return Kept(
        until=until,
        days_left=left,
        state=Footage.HELD if held else _state(left),
        steps=tuple(steps),
        needed=tuple(needed),
        source=Label("the keeper of the recording", "录像保管方") if own_day else pack.citation(rule.source),
        standing=Label("named by the keeper", "保管方告知") if own_day else rule.standing,
        verified=rule.verified if own_day is None else True,
    )


def _counted(rule: Retention, start: CitedDate, event: Label, until: date) -> Label:
    """The one step of the arithmetic; where there is no length, in words."""
    if rule.until_event is not None or rule.length is None or rule.unit is None:
        told = rule.until_event or event
        return Label(
            f"Kept {told.en}, {start.text.en}: {until}.",
            f"保存{told.zh}，{start.text.zh}：{until}。",
        )
    amount = rule.unit.amount(rule.length)
    least = Label(" at least", "至少") if rule.is_minimum else Label("", "")
    return Label(
        f"{event.en}, {start.text.en}: {start.day} + {amount.en}{least.en} = {until}.",
        f"{event.zh}，{start.text.zh}：{start.day} + {least.zh}{amount.zh} = {until}。",
    )


def branch_footage(
    pack: RulePack,
    recorded: CitedDate | None,
    today: date,
    *,
    own_day: date | None = None,
    held: bool = False,
) -> Kept | None:
    """When footage of a branch is overwritten: by the shortest period of the pack. None: it has none."""
    rules = [one for one in pack.retention if one.from_event is StartEvent.RECORDING_DATE and CCTV in one.record_class]
    found = [kept_until(one, pack, recorded, today, own_day=own_day, held=held) for one in rules]
    return min(found, key=lambda one: one.until or date.max, default=None)


def recorded_on(recording: Recording, zone: str) -> date | None:
    """The day on which a recording begins, by its corrected clock, where the complaint is; None: not known."""
    begun = recording.clock.wall(0)
    return begun.at.astimezone(zone_of(zone)).date() if begun else None


def footage_kept(exhibit: Exhibit, pack_on: Callable[[date | None], RulePack], zone: str, today: date) -> Kept | None:
    """When the camera that an exhibit comes from overwrites what it recorded then; None: it comes from no camera.

    `pack_on`: the pack as it held on a day; that of the recording counts.
    """
    recording, day = exhibit.recording, recorded_on(exhibit.recording, zone)
    if recording.kind is not RecordingKind.CCTV:
        return None
    recorded = CitedDate(day, exhibit.label) if day else None
    pack = pack_on(day or today)
    return branch_footage(pack, recorded, today, own_day=recording.retention_until, held=recording.hold)


CCTV = "CCTV"
"""In the class of a pack's records: footage of a branch, not a call."""


def _state(left: int | None) -> Footage:
    if left is None:
        return Footage.CANNOT_TELL
    if left < 0:
        return Footage.PERHAPS_GONE
    return Footage.SOON if left <= SOON_DAYS else Footage.THERE
