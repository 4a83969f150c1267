"""`checklists`: lists their versions; writes one, brings in those of a file, or moves a case to another one."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.errors import YES, NotFound, WrongUse
from evidence.labels import Label
from evidence.model.listing import ListChange
from evidence.rules.checklists import Checklist
from evidence.rules.listversions import file_of, version_name
from evidence.store.cases import get_case
from evidence.store.durable import write_file
from evidence.store.library import Library
from evidence.store.listbook import Versions
from evidence.store.listing import CHANGES, all_versions, bring_in_lists

WRITTEN = Label("{lists}  {path}", "{lists}  {path}")
MOVED = Label("{label}  {case} is judged by {list}, {version}.", "{label}  {case} 改按 {list} {version}判定。")


def checklists_verb(options: argparse.Namespace, output: Output) -> int:
    """List the versions, write one to a file, bring a file in, or move a case to another version."""
    given = [one is not None for one in (options.source, options.output, options.case)]
    if sum(given) > 1:
        raise WrongUse("Either --from, or -o, or --case: one at a time.", "--from、-o 和 --case 每次只能使用其中之一。")
    if (options.source or options.case) and not options.reason:
        raise WrongUse("Give the reason with --reason.", "请用 --reason 填写理由。")
    if (options.case or options.version) and not options.list:
        raise WrongUse("Name the list with --list.", "请用 --list 指明清单。")
    with open_library(options) as library:
        if options.case:
            return _move(library, options, output)
        if options.source:
            made = bring_in_lists(library, options.source, options.reason)
            output.document({"checklists": [_told(one) for one in made]}, [_line(one, output) for one in made])
            return YES
        known = all_versions(library)
    if options.output is not None:
        chosen = _chosen(known, options.list, options.version)
        write_file(options.output.absolute(), file_of(chosen).encode(), 0o644)
        lists = ", ".join(f"{one.id} {one.version}" for one in chosen)
        told = WRITTEN.filled(lists=lists, path=options.output).text(output.language)
        output.document({"path": str(options.output), "checklists": [_told(one) for one in chosen]}, [told])
        return YES
    shown = [one for of_list in known.values() for one in of_list]
    if options.list:
        shown = list(known[options.list]) if not options.version else _chosen(known, options.list, options.version)
    output.document({"checklists": [_told(one) for one in shown]}, [_line(one, output) for one in shown])
    return YES


def _chosen(known: Versions, id: str | None, version: str | None) -> list[Checklist]:
    """The newest version of every list, or the one that is named.

    Raises:
        NotFound: there is no such version.
    """
    if id is None:
        return [of_list[-1] for of_list in known.values()]
    if version is None:
        return [known[id][-1]]
    found = [one for one in known[id] if one.version == version]
    if not found:
        there = ", ".join(one.version for one in known[id])
        raise NotFound(
            f"The checklist {id} has no version {version[:20]}. There are: {there}.",
            f"检查表 {id} 没有版本 {version[:20]}。现有：{there}。",
        )
    return found


def _move(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Judge a case by another version of one of its lists."""
    case = get_case(library, options.case).complaint
    (to,) = _chosen(all_versions(library), options.list, options.version)
    record = CHANGES.add(library, case.id, ListChange(to.id, to.version, options.reason))
    said = MOVED.filled(label=record.label, case=case.label, list=to.id, version=version_name(to))
    document = {"case": case.label, "change": record.label, "list": to.id, "version": to.version}
    output.document(document, [said.text(output.language)])
    return YES


def _told(one: Checklist) -> dict[str, Any]:
    return {
        "list": one.id,
        "version": one.version,
        "own": {"number": one.own.number, "by": one.own.by, "at": one.own.at.text(6), "reason": one.own.reason}
        if one.own
        else None,
        "points": sum(point.retired_on is None for point in one.every_point()),
        "verified_by": one.verified_by,
        "verified_on": one.verified_on.isoformat() if one.verified_on else None,
        "digest": one.digest,
    }


def _line(one: Checklist, output: Output) -> str:
    name = version_name(one).text(output.language)
    whose = f"  {one.own.at.text()[:10]}  {one.own.by}  {one.own.reason}" if one.own else ""
    return f"{one.id}  {name}  {one.label.text(output.language)}{whose}  {one.digest[:16]}"
