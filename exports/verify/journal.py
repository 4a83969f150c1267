"""The journal in case.json: its chain is computed again, entry by entry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from exports.verify.register import Header
from exports.verify.report import Check, Label, Question, failed, passed
from exports.verify.shape import is_outside
from exports.verify.strictjson import canonical

ERASED = "body_erased"
_HEADER = ("chain", "seq", "at", "actor", "os_user", "host", "action", "body_commit")
_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})")


def genesis(chain: str) -> str:
    """The link before the first entry of a chain."""
    return hashlib.sha256(b"replaydesk/genesis/1\x00" + chain.encode()).hexdigest()


def entry_hash(prev: str, header: dict[str, Any]) -> str:
    """The hash of an entry from the hash before it and its header.

    Raises:
        ValueError: `prev` is not hexadecimal.
    """
    return hashlib.sha256(b"replaydesk/journal/1\x00" + bytes.fromhex(prev) + canonical(header)).hexdigest()


def check_journal(case: dict[str, Any]) -> Check:
    """Genesis, numbers, links, hashes and the commitments to the bodies that are there."""
    journal = case["journal"]
    entries = journal["entries"]
    problem = _first_problem(journal, case["case"]["id"], bare=is_outside(case))
    problem = problem or _silenced(case)
    if problem is not None:
        return failed("journal", Question.INTEGRITY, problem.en, problem.zh, ("case.json",))
    if is_outside(case):
        return passed(
            "journal",
            Question.INTEGRITY,
            f"The journal is one unbroken chain of {len(entries)} entries by their hashes; what they say is left out.",
            f"日志是由 {len(entries)} 条记录的哈希值组成的完整链条；各条内容未提供。",
            ("case.json",),
        )
    back = steps_back([entry["at"] for entry in entries])
    erased = sum(entry["body"] is None for entry in entries)
    notes_en = [f"the clock stepped back before entry {', '.join(map(str, back))}"] if back else []
    notes_zh = [f"第 {'、'.join(map(str, back))} 条之前时钟曾后退"] if back else []
    if erased:
        notes_en.append(f"{erased} of their contents {'is' if erased == 1 else 'are'} left out")
        notes_zh.append(f"其中 {erased} 条的内容未附")
    return passed(
        "journal",
        Question.INTEGRITY,
        f"The journal is one unbroken chain of {len(entries)} entries"
        + (f" ({'; '.join(notes_en)})." if notes_en else "."),
        f"日志是由 {len(entries)} 条记录组成的完整链条" + (f"（{'；'.join(notes_zh)}）。" if notes_zh else "。"),
        ("case.json",),
    )


def check_version(case: dict[str, Any]) -> Check:
    """The version that was exported is the one the journal ends with."""
    head, as_of, entries = case["version"]["head"], case["version"]["as_of"], case["journal"]["entries"]
    last: dict[str, Any] = entries[-1] if entries else {"seq": 0, "hash": "", "at": ""}
    if is_outside(case):
        last = {**last, "at": head["at"]}  # the time of an entry is left out there
    if any(head[name] != last[name] for name in ("seq", "hash", "at")):
        return failed(
            "version",
            Question.INTEGRITY,
            f"The case says its journal ends with entry {head['seq']} ({head['hash'][:16]}), but the journal in "
            f"the file ends with entry {last['seq']} ({last['hash'][:16] or 'none'}).",
            f"案件称日志止于第 {head['seq']} 条（{head['hash'][:16]}），但文件中的日志止于第 {last['seq']} 条"
            f"（{last['hash'][:16] or '无'}）。",
            ("case.json",),
        )
    if as_of != last["at"]:
        return failed(
            "version",
            Question.INTEGRITY,
            f"The case is said to stand as of {as_of[:40]}, but its last journal entry is of {last['at'][:40]}.",
            f"案件标明的时点是 {as_of[:40]}，但最后一条日志的时间是 {last['at'][:40]}。",
            ("case.json",),
        )
    return passed(
        "version",
        Question.INTEGRITY,
        f"The case is the version of journal entry {head['seq']}, as of {as_of}.",
        f"案件版本对应第 {head['seq']} 条日志，时点为 {as_of}。",
        ("case.json",),
    )


def steps_back(times: Sequence[str]) -> list[int]:
    """Numbers (from 1) of the entries that are earlier than the one before them; unreadable times are passed over."""
    found, before = [], None
    for number, text in enumerate(times, 1):
        now = moment(text)
        if now is not None and before is not None and now < before:
            found.append(number)
        before = now or before
    return found[:20]


def moment(text: str) -> datetime | None:
    """An RFC 3339 time with offset; None if it is not one."""
    try:
        return datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def broken_link(headers: Sequence[Header], chain: str) -> int | None:
    """The first number at which a chain of headers is broken; None if it is whole."""
    prev = genesis(chain)
    for number, header in enumerate(headers, 1):
        fields = {name: getattr(header, name) for name in _HEADER}
        if header.chain != chain or header.seq != number or header.prev != prev:
            return number
        if entry_hash(prev, fields) != header.hash:
            return number
        prev = header.hash
    return None


def _first_problem(journal: dict[str, Any], case_id: str, *, bare: bool) -> Label | None:
    chain = journal["chain"]
    if chain != case_id:
        return Label("The journal in the file belongs to another case.", "文件中的日志属于另一个案件。")
    prev = genesis(chain)
    if journal["genesis"] != prev:
        return Label("The journal's beginning (genesis) is not that of this case.", "日志的起点（genesis）与本案不符。")
    if not journal["entries"]:
        return Label("The journal is empty.", "日志为空。")
    for number, entry in enumerate(journal["entries"], 1):
        problem = (_link_problem if bare else _entry_problem)(entry, number, chain, prev)
        if problem is not None:
            return Label(
                f"The journal is broken at entry {number}: {problem.en}.", f"日志在第 {number} 条断开：{problem.zh}。"
            )
        prev = entry["hash"]
    return None


def _silenced(case: dict[str, Any]) -> Label | None:
    """In the internal copy nothing is left out but what an erasure, which is an entry itself, took away."""
    if is_outside(case):
        return None
    entries = case["journal"]["entries"]
    said = [entry["body"].get("seq") for entry in entries if entry["action"] == ERASED and entry["body"] is not None]
    erased = {seq for seq in said if type(seq) is int}
    gone = next((entry["seq"] for entry in entries if entry["body"] is None and entry["seq"] not in erased), None)
    if gone is None:
        return None
    return Label(
        f"The content of journal entry {gone} is left out, although no entry says that it was erased.",
        f"日志第 {gone} 条的内容缺失，但没有记录说明它已被删除。",
    )


def _link_problem(entry: dict[str, Any], number: int, chain: str, prev: str) -> Label | None:
    """What is wrong with an entry of which a copy for outside shows the hash alone."""
    if entry["seq"] != number:
        return Label(f"it carries the number {entry['seq']}", f"其编号为 {entry['seq']}")
    if set(entry) != {"seq", "prev", "hash"}:
        return Label("it says more than its hash", "其内容多于哈希值")
    if _HASH.fullmatch(entry["hash"]) is None:
        return Label("its hash is none", "其哈希值不成立")
    return None if entry["prev"] == prev else Label("it does not follow the entry before it", "它与前一条不衔接")


def _entry_problem(entry: dict[str, Any], number: int, chain: str, prev: str) -> Label | None:
    """What is wrong with one entry, given what must stand before it."""
    if entry["seq"] != number:
        return Label(f"it carries the number {entry['seq']}", f"其编号为 {entry['seq']}")
    if entry["chain"] != chain:
        return Label("it belongs to another chain", "它属于另一条链")
    if entry["prev"] != prev:
        return Label("it does not follow the entry before it", "它与前一条不衔接")
    if entry_hash(prev, {name: entry[name] for name in _HEADER}) != entry["hash"]:
        return Label("its hash does not fit what it says", "其哈希与内容不符")
    if moment(entry["at"]) is None:
        return Label("its time cannot be read", "其时间无法读取")
    if (entry["body"] is None) != (entry["salt"] is None):
        return Label("only half of its content is there", "其内容只剩一半")
    if entry["body"] is not None and _commitment(entry["salt"], entry["body"]) != entry["body_commit"]:
        return Label("its content was changed", "其内容被改动")
    return None


def _commitment(salt: str, body: Any) -> str | None:
    if _SALT.fullmatch(salt) is None:
        return None
    return hashlib.sha256(bytes.fromhex(salt) + canonical(body)).hexdigest()
