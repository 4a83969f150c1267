"""The rules as this library holds them: figures of the house and files of rules that were brought in, all of them kept.

Nothing is changed or deleted: a newer version takes the place of an older one. Whoever holds the compliance duty in a
case of the library may enter them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from evidence.canonical import clean_text, is_blank
from evidence.errors import NotFound, Refused, WrongUse
from evidence.model.people import Duty
from evidence.rules.fields import text_of
from evidence.rules.figures import Figure, FigureDraft, OwnFigure, figures_of
from evidence.rules.inforce import RulesInForce
from evidence.rules.packs import packs_in
from evidence.store.library import Change, Library
from evidence.store.people import enrol
from evidence.store.projecting import project, rebuild
from evidence.store.rulebook import rules_of
from evidence.store.sql import insert_row
from evidence.timecode import rfc3339, zone_of

PACKS = "packs"
LONGEST = 36_600
"""A hundred years of days: a longer figure is a slip of the keyboard."""
_ADDRESS = re.compile(r"://|www\.|(?:[\w-]+\.)+(?:com|cn|net|org|gov|edu|uk|eu|hk|sg|au|html?)\b", re.IGNORECASE)
_ONLY_COMPLIANCE = (
    "Only somebody with the compliance duty enters rules. Give that duty in a case first.",
    "只有具有合规职责的人员才能录入规则。请先在案件中指定该职责。",
)


def is_compliance(library: Library) -> bool:
    """Whether this account holds the compliance duty in a case of the library."""
    row = library.row(
        "SELECT 1 FROM duty d JOIN member m ON m.id = d.member_id "
        "WHERE m.os_user = ? AND d.duty = ? AND d.until IS NULL",
        [library.writer.os_user, Duty.COMPLIANCE.value],
    )
    return row is not None


def refuse_without_compliance(library: Library) -> None:
    """Keep the rules from whoever has not that duty.

    Raises:
        Refused: this account has not.
    """
    if not is_compliance(library):
        raise Refused(*_ONLY_COMPLIANCE)


def rules_now(library: Library) -> RulesInForce:
    """The rules as they stand now, with every version of every figure."""
    return rules_of(library.db, library.zone)


def rules_for(library: Library, case_id: UUID, until: datetime | None = None) -> RulesInForce:
    """The rules that a case is judged by: those of its approval, where its present version is approved.

    `until`: what was entered after this instant is left out too.
    """
    row = library.row(
        "SELECT at FROM approval a WHERE a.case_id = ?1 "
        "AND a.version = 1 + (SELECT count(*) FROM reopening o WHERE o.case_id = ?1)",
        [str(case_id)],
    )
    ends = [one for one in (datetime.fromisoformat(row["at"]) if row else None, until) if one is not None]
    return rules_of(library.db, library.zone, min(ends, default=None))


def enter_figure(library: Library, draft: FigureDraft) -> OwnFigure:
    """Keep a figure of the house as the newest version for its entry; the versions before stay.

    Raises:
        Refused: this account has not the compliance duty.
        NotFound: the packs have no such figure.
        WrongUse: the figure, its days or its instrument cannot be right.
    """
    with library.change() as change:
        refuse_without_compliance(library)
        rules = rules_now(library)
        pack = rules.packs.get(draft.pack)
        figure = next((one for one in figures_of(pack) if one.key == draft.entry), None) if pack else None
        if figure is None:
            raise NotFound("The rule packs have no such figure.", "规则包中没有该数据。")
        _refuse_wrong(draft, figure)
        before = [one.version for one in rules.figures if (one.pack, one.entry) == (draft.pack, draft.entry)]
        row = {
            "id": str(uuid4()),
            "pack": draft.pack,
            "entry": draft.entry,
            "version": max(before, default=0) + 1,
            "length": draft.length,
            "unit": draft.unit.value,
            "title": clean_text(draft.title).strip().strip("《》"),
            "number": clean_text(draft.number).strip(),
            "article": clean_text(draft.article).strip(),
            "effective_from": _day(draft.effective_from),
            "effective_to": _day(draft.effective_to),
            "note": clean_text(draft.note),
            "verified_by": None,
            "verified_on": None,
            "by": library.writer.actor,
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("rule_figure", row))
        change.record(library.id, "rule_figure_entered", row)
        _judge_anew(change, draft.pack)
    return next(one for one in rules_now(library).figures if str(one.id) == row["id"])


def verify_figure(library: Library, id: UUID, day: date) -> OwnFigure:
    """Note that this account read a figure in the instrument itself on a day; whoever entered it cannot.

    Raises:
        Refused: this account has not the compliance duty, entered the figure, or somebody verified it before.
        NotFound: there is no such figure.
        WrongUse: the day is still to come.
    """
    with library.change() as change:
        refuse_without_compliance(library)
        figure = next((one for one in rules_now(library).figures if one.id == id), None)
        if figure is None:
            raise NotFound("This version of a figure is not in the library.", "资料库中没有该数据版本。")
        if figure.by == library.writer.actor:
            raise Refused(
                "You entered this figure. Somebody else with the compliance duty reads it in the instrument and "
                "verifies it.",
                "该数据由您录入，须由另一名具有合规职责的人员核对原文并确认。",
            )
        if figure.verified_by is not None:
            raise Refused(
                f"{figure.verified_by} verified this version before.", f"此版本已由 {figure.verified_by} 核实。"
            )
        if day > change.at.astimezone(zone_of(library.zone)).date():
            raise WrongUse("The day on which it was verified lies in the future.", "核实日期晚于今天。")
        row = {
            "id": str(uuid4()),
            "figure_id": str(id),
            "verified_by": enrol(change, library.writer.os_user).shown,
            "verified_on": day.isoformat(),
            "by": library.writer.actor,
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("figure_check", row))
        change.record(library.id, "rule_figure_verified", row)
        _judge_anew(change, figure.pack)
    return next(one for one in rules_now(library).figures if one.id == id)


def bring_in_packs(library: Library, path: Path) -> tuple[str, ...]:
    """Let the packs of a file be in force from now on; packs that it does not hold stay. Gives their ids.

    Raises:
        Refused: this account has not the compliance duty.
        RulesProblem: the file is not what it should be; names the line, and what was in force stays so.
    """
    text = text_of(path.name, path)
    read = packs_in(text, path.name)
    with library.change() as change:
        refuse_without_compliance(library)
        keep_file(change, PACKS, path.name, text)
        rebuild(change.db)
    return tuple(read)


def keep_file(change: Change, kind: str, name: str, text: str) -> None:
    """Keep the text of a file of rules, and journal that it came."""
    row = {
        "id": str(uuid4()),
        "kind": kind,
        "name": clean_text(name),
        "content": text,
        "by": change.library.writer.actor,
        "at": rfc3339(change.at),
    }
    change.db.execute(*insert_row("rules_file", row))
    change.record(change.library.id, "rules_file_brought_in", row)


def take_rules(library: Library, case_id: UUID) -> None:
    """Note in a case that it is judged by what was entered since its last entry: its case file tells of no later rules.

    Nothing is noted where there is nothing new, where its version is approved, or where this person only reads.
    """
    if library.read_only:
        return
    head = library.head(str(case_id))
    if head is None:
        return
    row = library.row("SELECT rule_pack FROM complaint WHERE id = ?", [str(case_id)])
    now, then = rules_for(library, case_id), rules_for(library, case_id, datetime.fromisoformat(head.at))
    pack = row["rule_pack"] if row else ""
    known = {(one.id, one.verified_by) for one in then.figures}
    new = [one for one in now.figures if one.pack == pack and (one.id, one.verified_by) not in known]
    if new or now.packs.get(pack) != then.packs.get(pack):
        with library.change() as change:
            figures = [{"id": str(one.id), "entry": one.entry, "version": one.version} for one in new]
            change.record(str(case_id), "rules_taken", {"pack": pack, "figures": figures})


def _judge_anew(change: Change, pack: str) -> None:
    """The register's deadlines of the open cases of this pack."""
    rows = change.db.query("SELECT id FROM complaint WHERE rule_pack = ? AND status <> 'closed'", [pack])
    project(change.db, [row["id"] for row in rows])


def _refuse_wrong(draft: FigureDraft, figure: Figure) -> None:
    begin, end = draft.effective_from, draft.effective_to
    if is_blank(draft.title):
        raise WrongUse("Name the instrument that the figure stands in.", "请填写该数据所依据的文件名称。")
    if any(_ADDRESS.search(text) for text in (draft.title, draft.number, draft.article)):
        raise WrongUse(
            "Name the instrument by title, number and article, not by the address of a page.",
            "请以文件名称、文号和条款注明来源，不要填写网页地址。",
        )
    if not 0 <= draft.length <= LONGEST:
        raise WrongUse(f"The figure is a whole number from 0 to {LONGEST}.", f"数值应为 0 至 {LONGEST} 的整数。")
    if draft.unit not in figure.units:
        en, zh = (", ".join(one.label.en for one in figure.units), "、".join(one.label.zh for one in figure.units))
        raise WrongUse(f"This figure is written in one of: {en}.", f"该数据的单位应为：{zh}。")
    if begin and end and end < begin:
        raise WrongUse("The last day lies before the first one.", "失效日期早于生效日期。")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
