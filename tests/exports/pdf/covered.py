"""The case D1 with a ledger: what was played to two reviewers, with gaps, too fast, silently, and to nobody."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.unusable import Unusable
from evidence.casefile.coverage import coverage_content
from evidence.labels import Label
from evidence.model.coverage import PageShown, Played, PlayRules, ReadRules, Stretch
from evidence.model.kinds import ClockMethod
from evidence.model.people import Member
from evidence.model.recording import Clock
from evidence.review.absence import Grounds
from evidence.review.coverage import EPOCH, Fitness, Sense, Source
from evidence.review.grounds import heard_by_account
from evidence.review.intervals import Intervals
from evidence.review.reading import Paper, read_by_account
from evidence.timecode import Moment, us_between
from exports.pdf import CaseFileData
from tests.exports.pdf import sample

S = 1_000_000
DESK, LOBBY, CALL = (UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in (1, 2, 3))
LI, WANG = (Member(uuid5(DESK, account), account, name) for account, name in (("liwei", "李薇"), ("wang", "Wang Fang")))
BEGUN = Moment(datetime.fromisoformat("2026-03-01T10:14:00+08:00"), "Asia/Shanghai", "")
ASKED = ("2026-03-01T10:16:47.300000+08:00", "2026-03-01T10:22:47.300000+08:00")
WALL = Intervals(
    ((us_between(EPOCH, datetime.fromisoformat(ASKED[0])), us_between(EPOCH, datetime.fromisoformat(ASKED[1]))),)
)


def _hole(kind: FindingKind, begin: int, end: int) -> Unusable:
    return Unusable(begin * S, end * S, (Finding(begin * S, end * S, kind, 1),))


def sources(asked_clock: bool = True) -> tuple[Source, ...]:
    """The desk's recording with a checked clock, the lobby's without one, the call without a usable sound."""
    doubt = 500_000 if asked_clock else None
    whole = Intervals.of([(0, 912_400_000)])
    desk = Source(DESK, "EX-01", Clock(BEGUN, 47_300_000, doubt, ClockMethod.BURNED_IN_CLOCK), {
        "picture": Sense(Fitness.YES, None, whole, (_hole(FindingKind.STILL, 610, 655),)),
        "sound": Sense(Fitness.YES, None, whole, (_hole(FindingKind.DIGITAL_SILENCE, 300, 318),
                                                  _hole(FindingKind.DROPOUT, 700, 701))),
    })  # fmt: skip
    lobby = Source(LOBBY, "EX-02", Clock(BEGUN), {
        "picture": Sense(Fitness.YES, None, Intervals.of([(0, 1_799_960_000)]),
                         (_hole(FindingKind.GAP, 612, 618), *(_hole(FindingKind.BLACK, at, at + 3)
                                                              for at in range(700, 900, 40)))),
    })  # fmt: skip
    reason = Label("The sound of EX-03 is not usable", "EX-03 的声音不可用")
    call = Source(CALL, "EX-03", Clock(BEGUN), {"sound": Sense(Fitness.NO, reason, Intervals.of([(0, 294 * S)]))})
    return desk, lobby, call


def plays() -> list[Played]:
    """Li played most of the desk's recording, some of it too fast; Wang a part of it, without sound."""
    return [
        Played(Stretch(exhibit, begin * S, end * S, speed, heard, seen), member.id, number, PlayRules(), BEGUN)
        for member, number, exhibit, begin, end, speed, heard, seen in (
            (LI, 1, DESK, 100, 260, 1000, True, True),
            (LI, 1, DESK, 240, 480, 1500, True, True),
            (LI, 1, DESK, 480, 520, 2000, True, True),
            (LI, 1, DESK, 520, 560, 1000, True, False),
            (LI, 1, DESK, 640, 760, 4000, False, True),
            (WANG, 2, DESK, 120, 400, 1000, False, True),
            (LI, 1, LOBBY, 0, 700, 2000, False, True),
        )
    ]  # fmt: skip


def _group(one: Played) -> dict[str, Any]:
    """A stretch as case.json holds it."""
    stretch, account = one.stretch, {LI.id: LI.os_user, WANG.id: WANG.os_user}[one.member]
    label = {DESK: "EX-01", LOBBY: "EX-02", CALL: "EX-03"}[stretch.exhibit]
    told = [stretch.from_us, stretch.to_us, stretch.speed_permille, int(stretch.sounded), int(stretch.seen)]
    return {"account": account, "round": one.round, "exhibit": label, "rules": asdict(one.rules), "stretches": [told]}


def case(asked: bool = True, played: bool = True) -> CaseFileData:
    """The case with all of that, with or without a time in question and playing."""
    body = sample.content()
    found = plays() if played else []
    linked = [one for one in body["recordings"] if one["pages"] is not None]
    papers = tuple(Paper(uuid5(DESK, one["exhibit"]), one["exhibit"], one["pages"]) for one in linked)
    shown = [PageShown(papers[0].exhibit, 1, LI.id, 1, ReadRules(), BEGUN)] if played else []
    read = read_by_account(shown, (LI, WANG))
    heard = heard_by_account(found, (LI, WANG))
    grounds = Grounds(sources(), papers, {"": WALL} if asked else {}, heard, read=read)
    interval = {"id": str(DESK), "label": "I-01", "by": "liwei", "at": ASKED[0], "withdrawn": False,
                "allegation": body["allegations"][0]["id"], "from": ASKED[0], "to": ASKED[1]}  # fmt: skip
    members = [{"id": str(one.id), "account": one.os_user, "name": one.name} for one in (LI, WANG)]
    body["team"] = {"members": members, "duties": [], "declarations": [], "rounds": [], "approvals": [],
                    "reopenings": []}  # fmt: skip
    body["intervals"] = [interval] if asked else []
    body["played"] = [_group(one) for one in found]
    rules = asdict(ReadRules())
    body["pages_shown"] = [
        {"account": "liwei", "round": 1, "exhibit": papers[0].label, "rules": rules, "pages": [one.page]}
        for one in shown
    ]
    body["coverage"] = coverage_content(grounds, (), found, shown, {one.id: one.os_user for one in (LI, WANG)})
    return sample.freeze({**body, "marks": [], "conclusions": [], "journal": sample.journal(1)})
