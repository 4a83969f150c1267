"""What is only ever appended about a case, held against its journal: people, rounds, approvals, and what was played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.store.library import Library


@dataclass(frozen=True, slots=True)
class _Appended:
    """A table whose rows are each told by one entry; `key` names what tells them apart."""

    table: str
    action: str
    key: tuple[str, ...]
    name: Label


_TABLES = (
    _Appended("duty", "duty_given", ("id",), Label("A duty", "一项职责")),
    _Appended("declaration", "conflict_declared", ("id",), Label("A declaration", "一项声明")),
    _Appended(
        "round_done", "round_done", ("member_id", "round", "version"), Label("A finished round", "一轮已完成的审查")
    ),
    _Appended("approval", "case_approved", ("version",), Label("An approval", "一项审批")),
    _Appended("reopening", "case_reopened", ("version",), Label("A new version", "一个新版本")),
    _Appended("playing", "played", ("id",), Label("A record of playing", "一项播放记录")),
    _Appended("leafing", "pages_shown", ("id",), Label("A record of pages shown", "一项页面展示记录")),
)


def untold_appended(library: Library, case_id: UUID, chained: list[Entry]) -> Iterator[Label]:
    """What stands in these tables otherwise than the journal says. What was erased from it is not compared."""
    for kind in _TABLES:
        about = [entry for entry in chained if entry.action == kind.action]
        silent = any(entry.body is None for entry in about)
        told = {tuple(body[name] for name in kind.key): body for body in _bodies(kind, chained)}
        for entry in chained:
            if kind.table == "duty" and entry.action == "duty_ended" and entry.body is not None:
                told.setdefault((entry.body["id"],), {})["until"] = entry.body["until"]
        for row in _rows(library, kind.table, case_id):
            story = told.pop(tuple(row[name] for name in kind.key), None)
            if story is None and not silent:
                yield Label(f"{kind.name.en} was never told by the journal", f"{kind.name.zh}在日志中没有记录")
            elif story is not None and any(story.get(name) != value for name, value in row.items()) and not silent:
                yield Label(
                    f"{kind.name.en} is not what the journal says became of it", f"{kind.name.zh}与日志所述不符"
                )
        for _ in () if silent else told:
            yield Label(
                f"{kind.name.en} stands in the journal, but not in the library",
                f"{kind.name.zh}见于日志，但不在资料库中",
            )


def _bodies(kind: _Appended, chained: list[Entry]) -> Iterator[dict[str, Any]]:
    """What the entries say; before schema 4 a finished round did not say the version, which is the one worked on."""
    version = 1
    for entry in chained:
        version += entry.action == "case_reopened"
        if entry.action == kind.action and entry.body:
            yield {"version": version, **entry.body} if kind.table == "round_done" else dict(entry.body)


_PARTS = {
    "playing": ("played", "stretches", ("exhibit_id", "from_us", "to_us", "speed_permille", "sounded", "seen")),
    "leafing": ("page_shown", "pages", ("exhibit_id", "page")),
}
"""Where the parts of a batch lie, how its entry calls them, and the values of each."""


def _rows(library: Library, table: str, case_id: UUID) -> Iterator[dict[str, Any]]:
    rows = library.rows(f"SELECT * FROM {table} WHERE case_id = ?", [str(case_id)])
    if table not in _PARTS:
        yield from rows
        return
    part, called, names = _PARTS[table]
    parts: dict[str, list[list[Any]]] = {}
    found = library.rows(
        f"SELECT p.* FROM {part} p JOIN {table} b ON b.id = p.{table}_id WHERE b.case_id = ? "
        f"ORDER BY p.{table}_id, p.position",
        [str(case_id)],
    )
    for one in found:
        parts.setdefault(one[f"{table}_id"], []).append([one[name] for name in names])
    for row in rows:
        yield {**row, called: parts.get(row["id"], [])}


def untold_members(library: Library, chained: list[Entry]) -> Iterator[Label]:
    """Members whose account or name is another than the library's own journal says."""
    told: dict[str, dict[str, Any]] = {}
    for entry in chained:
        if entry.action in ("member_joined", "member_named"):
            if entry.body is None:
                return
            told.setdefault(entry.body["id"], {}).update(entry.body)
    for row in library.rows("SELECT * FROM member"):
        story = told.pop(row["id"], None)
        if story is None or any(story.get(name) != value for name, value in row.items()):
            yield Label(
                f"The member {row['name'] or row['os_user']} is not what the journal says",
                f"人员 {row['name'] or row['os_user']} 与日志所述不符",
            )


@dataclass(frozen=True, slots=True)
class _OfLibrary:
    """A table of the library itself, whose rows are each the very body of one entry of its chain."""

    table: str
    action: str
    of: str
    """The column by which people call what a row is about."""
    name: Label


_GROUP, _FIGURE = Label("The group", "投诉群组"), Label("The figure", "规则数据")
_OF_LIBRARY = (
    _OfLibrary("complaint_group", "group_made", "label", _GROUP),
    _OfLibrary("group_wording", "group_reworded", "group_label", _GROUP),
    _OfLibrary("rule_figure", "rule_figure_entered", "entry", _FIGURE),
    _OfLibrary("figure_check", "rule_figure_verified", "verified_by", Label("What was verified by", "核实记录")),
    _OfLibrary("rules_file", "rules_file_brought_in", "name", Label("The rules", "规则")),
)


def untold_of_library(library: Library, chained: list[Entry]) -> Iterator[Label]:
    """Groups of complaints, figures and rules that are others than the library's own journal says."""
    for kind in _OF_LIBRARY:
        made = [entry for entry in chained if entry.action == kind.action]
        silent = any(entry.body is None for entry in made)
        told = {entry.body["id"]: entry.body for entry in made if entry.body is not None}
        for row in library.rows(f"SELECT * FROM {kind.table}"):
            story = told.pop(row["id"], None)
            if story != row and not (silent and story is None):
                en, zh = f"{kind.name.en} {row[kind.of]}", f"{kind.name.zh} {row[kind.of]}"
                yield Label(f"{en} is not what the journal says", f"{zh} 与日志所述不符")
        for body in told.values():
            en, zh = f"{kind.name.en} {body[kind.of]}", f"{kind.name.zh} {body[kind.of]}"
            yield Label(f"{en} stands in the journal, but not in the library", f"{zh} 见于日志，但不在资料库中")
