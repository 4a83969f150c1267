"""What the register and the list of what is due take from the handling of a complaint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from evidence.model.kinds import RecordingKind
from evidence.register.agenda import Due
from evidence.register.lines import FINISHED, CaseState
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import GrantedExtension
from evidence.timecode import zone_of

_STANDS = "d.case_id = c.id AND d.withdrawn = 0"
_LAST = "ORDER BY length(d.label) DESC, d.label DESC LIMIT 1"
_TOLD = "EXISTS (SELECT 1 FROM step d WHERE {stands} AND d.kind = '{kind}')"
_PROVED = "d.approver <> '' AND d.reason <> '' AND d.exhibit_id IS NOT NULL"
_ACCOUNT = "coalesce((SELECT m.os_user FROM member m WHERE m.id = d.owner_id), '')"


def _step(kind: str) -> str:
    return _TOLD.format(stands=_STANDS, kind=kind)


FACTS = f""",
  c.complexity,
  {_step("acknowledgement")} AS acknowledged, {_step("interim")} AS interim, {_step("decision_told")} AS told,
  EXISTS (SELECT 1 FROM closing d WHERE {_STANDS} AND d.reopened IS NULL) AS closed,
  EXISTS (SELECT 1 FROM closing d WHERE {_STANDS} AND d.reopened IS NOT NULL) AS reopened,
  (SELECT json_array(d.approver, d.reason, d.happened_at, d.exhibit_id, d.new_due) FROM step d
    WHERE {_STANDS} AND d.kind = 'extension' AND {_PROVED} {_LAST}) AS extension,
  (SELECT json_array({_ACCOUNT}, d.due) FROM assignment d WHERE {_STANDS} {_LAST}) AS assigned,
  (SELECT json_group_array(json_array(d.label, d.what, d.due, '')) FROM request d
    WHERE {_STANDS} AND d.reply IS NULL AND d.sent_at IS NOT NULL AND d.due IS NOT NULL) AS open_requests,
  (SELECT json_group_array(json_array(d.label, d.what, d.due, {_ACCOUNT})) FROM task d
    WHERE {_STANDS} AND d.done IS NULL AND d.due IS NOT NULL) AS open_tasks,
  (SELECT json_group_array(json_array(d.label, d.text, substr(d.happened_at, 1, 10), '')) FROM step d
    WHERE {_STANDS} AND d.kind = 'extension' AND NOT ({_PROVED})) AS unproved,
  (SELECT json_group_array(json_array(e.label, e.title, r.retention_until, r.kind, r.clock_start, r.clock_offset_us))
    FROM exhibit e JOIN recording r ON r.id = e.recording_id WHERE e.case_id = c.id AND r.hold = 0
    AND (r.retention_until IS NOT NULL OR (r.kind = 'cctv' AND r.clock_start IS NOT NULL))) AS footage,
  (SELECT json_group_array(json_array(d.label, d.what, iif(d.done IS NULL, d.due, d.check_due), {_ACCOUNT},
    iif(d.done IS NULL, 'measure', 'effect'))) FROM measure d
    WHERE {_STANDS} AND d.status NOT IN ('verified_effective', 'ineffective') AND d.checked IS NULL
    AND iif(d.done IS NULL, d.due, d.check_due) IS NOT NULL) AS open_measures
"""
"""Further columns of what a row of the register is computed from; `c` is the complaint."""
_LISTS = (
    (Due.REQUEST, "open_requests"), (Due.PROOF, "unproved"),
)  # fmt: skip


def _listed(text: str) -> list[list[Any]]:
    return [] if text == "[]" else json.loads(text)


def footage_of(facts: dict[str, Any]) -> Iterator[tuple[str, str, str | None, date | None]]:
    """Label, title, the last day that its keeper named, and of a camera the day of recording: what is not held."""
    for label, title, until, kind, start, offset_us in _listed(facts["footage"]):
        begun = datetime.fromisoformat(start) + timedelta(microseconds=offset_us) if start else None
        day = begun.astimezone(zone_of(facts["zone"])).date() if begun else None
        yield label, title, until, day if kind == RecordingKind.CCTV else None


def kind_of_case(facts: dict[str, Any]) -> str:
    """The word of the rule packs for how complex a complaint is."""
    return "simple" if facts["complexity"] == "simple" else "complex"


def owner_of(facts: dict[str, Any]) -> str:
    """The account of whoever answers for the complaint; empty where nobody does."""
    return str(json.loads(facts["assigned"])[0]) if facts["assigned"] else ""


def owner_due(facts: dict[str, Any]) -> str | None:
    """The last day that whoever answers for the complaint was given."""
    due: str | None = json.loads(facts["assigned"])[1] if facts["assigned"] else None
    return due


def extension_of(text: str | None, zone: str) -> GrantedExtension | None:
    """The last extension that counts."""
    if text is None:
        return None
    approver, reason, told, exhibit, until = json.loads(text)
    day = datetime.fromisoformat(told).astimezone(zone_of(zone)).date()
    return GrantedExtension(
        approver, reason, CitedDate(day, exhibit), until=date.fromisoformat(until) if until else None
    )


def agenda_rows(
    facts: dict[str, Any],
    state: CaseState,
    clocks: dict[Due, str],
    decision: str | None,
    footage: Iterable[tuple[str, str, str]],
) -> Iterator[tuple[str, str, str, str, str]]:
    """Kind, label, words, account and last day of everything that is still to be done.

    `clocks`: the last days of acknowledgement and interim answer, as the pack has them; `footage`: label, title and
    last day of what may be overwritten. What names nobody falls to the owner of the complaint.
    """
    owner = owner_of(facts)
    if state not in FINISHED:
        if decision is not None:
            yield Due.DECISION.value, "", "", owner, decision
        for kind, done in ((Due.ACKNOWLEDGEMENT, facts["acknowledged"]), (Due.INTERIM, facts["interim"])):
            if kind in clocks and not done:
                yield kind.value, "", "", owner, clocks[kind]
        due = owner_due(facts)
        if due is not None:
            yield Due.OWNER.value, "", "", owner, due
        for kind, column in _LISTS:
            for label, what, day, _ in _listed(facts[column]):
                yield kind.value, label, what, owner, day
        for label, what, day in footage:
            yield Due.FOOTAGE.value, label, what, owner, day
    for label, what, day, account in _listed(facts["open_tasks"]):
        yield Due.TASK.value, label, what, account or owner, day
    if not facts["apart"] or facts["approved"]:  # causes and actions are kept apart like all that a review comes to
        for label, what, day, account, kind_word in _listed(facts["open_measures"]):
            yield kind_word, label, what, account or owner, day
