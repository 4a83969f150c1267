"""The register: one row for each complaint, computed from its case whenever that changes, so that lists need no case.

It is a projection: everything in it follows from what is journalled and from the rule packs, and `rebuild` makes the
same rows again. While two rounds of a review are kept apart, it says nothing of what either came to.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from evidence.register.agenda import Due
from evidence.register.lines import FINISHED, CaseState, DueOf
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import answer_deadlines, decision_deadline
from evidence.rules.keeping import branch_footage
from evidence.rules.packs import FILE
from evidence.store import handled, learning
from evidence.store.rulebook import rules_of

if TYPE_CHECKING:
    from evidence.store.library import Library

_AT_ONCE = 500
_SHAPE = 3
"""The version of what this module computes: another one computes every row anew."""
_PRESENT = "1 + (SELECT count(*) FROM reopening o WHERE o.case_id = c.id)"
_STANDS = "d.case_id = c.id AND d.withdrawn = 0"
_LAST_DECISION = f"FROM decision d WHERE {_STANDS} ORDER BY length(d.label) DESC, d.label DESC LIMIT 1"
_ROUND = "CASE y.duty WHEN 'second_reviewer' THEN 2 ELSE 1 END"
_OF_COMPLAINT = ("id", "label", "title", "kind", "status", "received", "rule_pack", "complexity", "zone")
_OF_BANK = ("seller_bank", "lobby_manager", "branch_manager", "handler")
"""The roles whose organisation is the branch where the complaint names none."""
_FACTS = f"""
SELECT c.id, c.label, c.title, c.kind, c.status, c.received, c.rule_pack,
  coalesce((SELECT p.pseudonym FROM person p WHERE p.case_id = c.id AND p.current = 1 AND p.role = 'complainant'
    ORDER BY p.position LIMIT 1), '') AS customer,
  coalesce(nullif(c.branch, ''),
    (SELECT p.organisation FROM person p WHERE p.case_id = c.id AND p.current = 1 AND p.organisation <> ''
    AND p.role IN {_OF_BANK} ORDER BY p.position LIMIT 1), '')
    AS branch,
  (SELECT a.at FROM approval a WHERE a.case_id = c.id AND a.version = {_PRESENT}) AS approved_at,
  EXISTS (SELECT 1 FROM approval a WHERE a.case_id = c.id AND a.version = {_PRESENT}) AS approved,
  EXISTS (SELECT 1 FROM duty s WHERE s.case_id = c.id AND s.duty = 'second_reviewer' AND s.until IS NULL)
    AND EXISTS (SELECT 1 FROM duty y WHERE y.case_id = c.id AND y.until IS NULL
      AND y.duty IN ('reviewer', 'second_reviewer') AND NOT EXISTS (SELECT 1 FROM round_done r
      WHERE r.case_id = c.id AND r.member_id = y.member_id AND r.round = {_ROUND} AND r.version = {_PRESENT}))
    AS apart,
  EXISTS (SELECT 1 FROM withdrawal d WHERE {_STANDS}) AS withdrawn,
  (SELECT d.outcome {_LAST_DECISION}) AS outcome,
  (SELECT d.letter_sent_at {_LAST_DECISION}) AS sent,
  EXISTS (SELECT 1 FROM mark d WHERE {_STANDS}) OR EXISTS (SELECT 1 FROM finding d WHERE {_STANDS}) AS reviewed,
  EXISTS (SELECT 1 FROM request d WHERE {_STANDS} AND d.sent_at IS NOT NULL) AS asked,
  (SELECT min(d.due) FROM request d WHERE {_STANDS} AND d.reply IS NULL AND d.sent_at IS NOT NULL) AS reply_due
{learning.FACTS}{handled.FACTS}FROM complaint c"""
_COLUMNS = (
    "case_id", "year", "number", "label", "title", "customer", "kind", "branch", "state", "rank", "received",
    "due", "due_of", "due_verified", "outcome", "owner",
    *learning.COLUMNS,
)  # fmt: skip
_DUE = "INSERT INTO agenda (case_id, position, kind, label, what, owner, due) VALUES (?, ?, ?, ?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE INTO register ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def project(db: Database, cases: Iterable[str]) -> None:
    """Bring the rows of these complaints up to what stands in their cases."""
    rules = _Rules(db)
    wanted = list(cases)
    db.conn.executemany("DELETE FROM agenda WHERE case_id = ?", [[case_id] for case_id in wanted])
    for first in range(0, len(wanted), _AT_ONCE):
        some = json.dumps(wanted[first : first + _AT_ONCE])
        _put(db, list(db.query(f"{_FACTS} WHERE c.id IN (SELECT value FROM json_each(?))", [some])), rules)


class Beginning:
    """Puts the rows of complaints that were registered just now, in which nothing else was done yet.

    What such a case has nothing of is asked of the first one, and the same for all; the rest is what was registered.
    """

    def __init__(self, db: Database) -> None:
        """Nothing was asked yet."""
        self._db, self._rules = db, _Rules(db)
        self._nothing: dict[str, Any] = {}

    def put(self, bodies: Sequence[dict[str, Any]]) -> None:
        """The rows of these complaints, from the bodies of their entries."""
        if bodies and not self._nothing:
            [self._nothing] = self._db.query(f"{_FACTS} WHERE c.id = ?", [bodies[0]["complaint"]["id"]])
        _put(self._db, ({**self._nothing, **_registered(body)} for body in bodies), self._rules)


def _registered(body: dict[str, Any]) -> dict[str, Any]:
    """The same facts as `_FACTS` takes from what was registered."""
    complaint, people, product = body["complaint"], body["people"], body["product"]
    customer = next((one["pseudonym"] for one in people if one["role"] == "complainant"), "")
    office = next((one["organisation"] for one in people if one["organisation"] and one["role"] in _OF_BANK), "")
    return {
        **{name: complaint[name] for name in _OF_COMPLAINT},
        "customer": customer,
        "branch": complaint["branch"] or office,
        "product": product["name"] if product else "",
    }


def rebuild(db: Database) -> None:
    """Compute every row anew, inside a transaction."""
    rules = _Rules(db)
    db.execute("DELETE FROM register")
    db.execute("DELETE FROM agenda")
    _put(db, db.query(_FACTS), rules)
    db.execute("DELETE FROM register_rules")
    db.execute("INSERT INTO register_rules (standing) VALUES (?)", [_standing()])


def _put(db: Database, found: Iterable[dict[str, Any]], rules: _Rules) -> None:
    """One row of the register for each complaint, and one of the agenda for each thing that is due."""
    left = iter(found)
    while some := list(islice(left, _AT_ONCE)):
        lines, agenda = [], []
        for facts in some:
            state = _state(facts)
            lines.append(_row(facts, state, rules))
            decision, _ = rules.decision_due(facts)
            due = handled.agenda_rows(facts, state, rules.answers_due(facts), decision, rules.footage_due(facts))
            agenda += [(facts["id"], place, *one) for place, one in enumerate(due)]
        db.conn.executemany(_PUT, lines)
        db.conn.executemany(_DUE, agenda)


def bring_up_to_date(library: Library) -> None:
    """Compute the register anew where it was not, or by other rule packs than those of today."""
    row = library.row("SELECT standing FROM register_rules")
    if row is None or row["standing"] != _standing():
        with library.change() as change:
            rebuild(change.db)


@cache
def _standing() -> str:
    packs = (resources.files("evidence.rules") / FILE).read_bytes()
    return f"{_SHAPE}:{hashlib.sha256(packs).hexdigest()}"


def _row(facts: dict[str, Any], state: CaseState, rules: _Rules) -> list[Any]:
    told = not facts["apart"] or bool(facts["approved"])
    year, _, number = facts["label"].removeprefix("C-").partition("-")
    due, due_of, verified = (None, None, False) if state in FINISHED else _next_deadline(facts, rules)
    return [
        facts["id"],
        int(year),
        int(number),
        facts["label"],
        facts["title"],
        facts["customer"],
        facts["kind"],
        facts["branch"],
        state.value,
        state.rank,
        facts["received"],
        due,
        due_of.value if due_of else None,
        int(verified),
        facts["outcome"] if told else None,
        handled.owner_of(facts),
        *learning.learnt(facts, told=told),
    ]


def _state(facts: dict[str, Any]) -> CaseState:
    apart = facts["apart"] and not facts["approved"]
    found = (
        (facts["status"] == "closed" or facts["closed"], CaseState.CLOSED),
        (facts["withdrawn"], CaseState.WITHDRAWN),
        (apart, CaseState.SECOND_REVIEW),
        (facts["reopened"], CaseState.REOPENED),
        (facts["sent"] or facts["told"], CaseState.SENT),
        (facts["approved"], CaseState.APPROVED),
        (facts["outcome"], CaseState.DECIDED),
        (facts["reviewed"] or facts["status"] == "in_review", CaseState.IN_REVIEW),
        (facts["asked"], CaseState.EVIDENCE_ASKED),
        (facts["acknowledged"], CaseState.ACKNOWLEDGED),
    )
    return next((state for holds, state in found if holds), CaseState.OPEN)


def _next_deadline(facts: dict[str, Any], rules: _Rules) -> tuple[str | None, DueOf | None, bool]:
    """What is due next of all that is counted down: answers, the decision, replies, and the owner's own day."""
    decision, verified = rules.decision_due(facts)
    known = rules.answers_due(facts)
    found: list[tuple[str, DueOf, bool]] = [(decision, DueOf.DECISION, verified)] if decision else []
    for kind, due_of, done in (
        (Due.ACKNOWLEDGEMENT, DueOf.ACKNOWLEDGEMENT, facts["acknowledged"]),
        (Due.INTERIM, DueOf.INTERIM, facts["interim"]),
    ):
        if kind in known and not done:
            found.append((known[kind], due_of, False))
    if facts["reply_due"] is not None:
        found.append((facts["reply_due"], DueOf.REQUEST, True))  # a day that a person has set is no figure of a pack
    if (own := handled.owner_due(facts)) is not None:
        found.append((own, DueOf.OWNER, True))
    return min(found, key=lambda one: one[0]) if found else (None, None, False)


class _Rules:
    """The rules of the library, and what follows from them for a day on which complaints came."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._now = rules_of(db, "UTC")
        self._due: dict[tuple[str | None, ...], tuple[str | None, bool]] = {}
        self._answers: dict[tuple[str, ...], dict[Due, str]] = {}

    def decision_due(self, facts: dict[str, Any]) -> tuple[str | None, bool]:
        """The last day for a decision; an approved case keeps the figures that stood when it was approved."""
        pack_id, received = facts["rule_pack"], facts["received"]
        if received is None or pack_id not in self._now.packs:
            return None, False
        approved = facts["approved_at"] if self._now.figures else None
        key = pack_id, received, approved, handled.kind_of_case(facts), facts["extension"]
        if key not in self._due:
            self._due[key] = self._computed(pack_id, received, approved, facts)
        return self._due[key]

    def answers_due(self, facts: dict[str, Any]) -> dict[Due, str]:
        """The last days for the acknowledgement and the interim answer."""
        pack_id, received = facts["rule_pack"], facts["received"]
        if received is None or pack_id not in self._now.packs:
            return {}
        key = pack_id, received, handled.kind_of_case(facts)
        if key not in self._answers:
            day = date.fromisoformat(received)
            found = answer_deadlines(self._now.pack(pack_id, day), CitedDate(day), day, key[2])
            self._answers[key] = {Due(word): one.due.isoformat() for word, one in found.items() if one.due}
        return self._answers[key]

    def footage_due(self, facts: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        """Label, title and last day of what may be overwritten: as its keeper said, or by the days of the pack."""
        for label, title, until, recorded in handled.footage_of(facts):
            if until is None and recorded is not None and facts["rule_pack"] in self._now.packs:
                kept = branch_footage(self._now.pack(facts["rule_pack"], recorded), CitedDate(recorded), recorded)
                until = kept.until.isoformat() if kept and kept.until else None
            if until is not None:
                yield label, title, until

    def _computed(
        self, pack_id: str, received: str, approved: str | None, facts: dict[str, Any]
    ) -> tuple[str | None, bool]:
        rules = rules_of(self._db, "UTC", datetime.fromisoformat(approved)) if approved else self._now
        day = date.fromisoformat(received)
        found = decision_deadline(
            rules.pack(pack_id, day),
            CitedDate(day),
            day,
            kind_of_case=handled.kind_of_case(facts),
            extension=handled.extension_of(facts["extension"], facts["zone"]),
        )
        return (found.due.isoformat(), found.verified) if found and found.due else (None, False)
