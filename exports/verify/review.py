"""Requests, statements, findings and decisions once more, as the journal tells them; people, approvals, and playing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from exports.verify.agreement import agreement_problems
from exports.verify.journal import moment
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question
from exports.verify.shape import is_outside

PLAIN, TIME, EXHIBIT, TRUTH, LIST, REMINDERS, AMOUNT, CHECKED = (
    "plain",
    "time",
    "exhibit",
    "truth",
    "list",
    "reminders",
    "amount",
    "checked",
)
_KINDS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "requests": ("request", {
        **{name: (name, PLAIN) for name in ("to", "what", "legal_basis", "due", "reply", "reply_text")},
        "sent": ("sent_at", TIME), "replied": ("replied_at", TIME), "reminders": ("reminders", REMINDERS),
        "exhibit": ("exhibit_id", EXHIBIT),
    }),
    "statements": ("statement", {
        **{name: (name, PLAIN) for name in ("of", "who", "text", "how")},
        "taken": ("taken_at", TIME), "exhibit": ("exhibit_id", EXHIBIT),
    }),
    "disclosures": ("disclosure", {
        **{name: (name, PLAIN) for name in ("shown_to", "what", "place", "purpose", "basis")},
        "masked": ("masked", TRUTH), "copy_given": ("copy_given", TRUTH), "shown": ("shown_at", TIME),
        "exhibit": ("exhibit_id", EXHIBIT),
    }),
    "withdrawals": ("withdrawal", {
        **{name: (name, PLAIN) for name in ("day", "circumstances", "voluntariness")},
        "exhibit": ("exhibit_id", EXHIBIT),
    }),
    "masks": ("mask", {
        **{name: (name, PLAIN) for name in ("decision", "from_us", "to_us", "page", "basis")},
        "exhibit": ("exhibit_id", EXHIBIT), "rectangles": ("rectangles", LIST), "checked": ("checked_by", CHECKED),
    }),
    "intervals": ("interval", {
        "allegation": ("allegation_id", PLAIN), "from": ("from_at", TIME), "to": ("to_at", TIME),
    }),
    "findings": ("finding", {
        **{name: (name, PLAIN) for name in ("result", "standard", "reasoning", "missing")},
        "allegation": ("allegation_id", PLAIN), "question": ("question_id", PLAIN),
        "marks_for": ("marks_for", LIST), "marks_against": ("marks_against", LIST),
    }),
    "opinions": ("opinion", {
        "finding": ("finding", PLAIN), "agrees": ("agrees", TRUTH), "reason": ("reason", PLAIN),
    }),
    "settlements": ("settlement", {name: (name, PLAIN) for name in ("point", "verdict", "reason")}),
    "decisions": ("decision", {
        **{name: (name, PLAIN) for name in ("outcome", "redress", "text")},
        "amount": ("amount_minor", AMOUNT), "letter_sent": ("letter_sent_at", TIME),
        "rights_notified": ("rights_notified", TRUTH),
    }),
    "causes": ("cause", {
        **{name: (name, PLAIN) for name in ("reported", "true_cause", "owner", "follow_up", "first_report",
                                            "process_adds", "why_not")},
        "whys": ("whys", LIST),
    }),
    "measures": ("measure", {
        name: (name, PLAIN) for name in ("kind", "scope", "what", "owner", "due", "status", "done", "check_due",
                                         "checked", "check_result", "recurred", "owner_id")
    }),
    "steps": ("step", {
        **{name: (name, PLAIN) for name in
           ("kind", "direction", "whom", "who", "text", "new_due", "approver", "reason")},
        "when": ("happened_at", TIME), "exhibit": ("exhibit_id", EXHIBIT),
    }),
    "tasks": ("task", {
        **{name: (name, PLAIN) for name in ("what", "due", "done", "done_by")}, "owner_id": ("owner_id", PLAIN),
    }),
    "assignments": ("assignment", {name: (name, PLAIN) for name in ("owner_id", "due", "note")}),
    "closings": ("closing", {name: (name, PLAIN) for name in ("day", "reason", "reopened", "reopened_reason")}),
    "memberships": ("membership", {
        **{name: (name, PLAIN) for name in ("reason", "left_on", "left_reason")}, "group": ("group_label", PLAIN),
    }),
    "list_changes": ("list_change", {name: (name, PLAIN) for name in ("list", "version", "reason")}),
    "transcripts": ("transcript", {
        **{name: (name, PLAIN) for name in ("format", "file_name", "sha256", "language", "offset_us")},
        "exhibit": ("exhibit_id", EXHIBIT),
    }),
}  # fmt: skip
_VERBS = ("revise", "withdraw", "letter", "check", "undo", "redo")
_AFTER_APPROVAL = {
    "case_reopened", "case_received", "body_erased", "disclosure_made", "decision_letter", "recording_kept",
    "duty_given", "duty_ended", "conflict_declared", "member_named",
    "mask_made", "mask_revise", "mask_withdraw", "mask_check", "mask_undo", "mask_redo",
    *(f"{noun}_{verb}" for noun in ("step", "task", "assignment", "closing", "membership")
      for verb in ("made", "revise", "withdraw", "undo", "redo")),
    *(f"{one}_{verb}" for one in ("cause", "measure") for verb in ("made", "revise", "withdraw", "undo", "redo")),
}  # fmt: skip
"""What may be entered about an approved version without changing it."""


def check_review(case: dict[str, Any]) -> Check:
    """Everything beside the marks is what the journal says became of it, and an approved version was left alone."""
    if is_outside(case):
        return _of_copy(case)
    problems = [
        *_records(case),
        *_groups(case),
        *_citations(case),
        *_approvals(case),
        *_played(case),
        *_pages_shown(case),
        *agreement_problems(case),
    ]
    number = sum(len(case.get(section, ())) for section in _KINDS)
    fine = Label(
        f"All requests, statements, findings and other papers ({number}) are what the journal says became of them.",
        f"全部调证请求、陈述、认定等材料（{number} 项）均与日志所述一致。",
    )
    return check_of("review", Question.INTEGRITY, problems, fine, ("case.json",))


def _of_copy(case: dict[str, Any]) -> Check:
    """What can be said of the papers in a copy that leaves the contents of the journal out."""
    fine = Label(
        "What findings cite is there, and approvals are of entries of this journal; the journal tells no more here.",
        "认定所引用的内容均在文件中，审批对应本日志的记录；本副本的日志不含更多内容。",
    )
    return check_of("review", Question.INTEGRITY, [*_citations(case), *_approvals(case)], fine, ("case.json",))


def _records(case: dict[str, Any]) -> Iterator[Problem]:
    exhibits = {recording["exhibit"]: recording.get("exhibit_id") for recording in case["recordings"]}
    for section, (noun, fields) in _KINDS.items():
        told, silent = _told(case["journal"]["entries"], noun)
        if silent:
            continue
        for item in case.get(section, ()):
            label = item["label"][:20]
            story = told.pop(item["label"], None)
            if story is None:
                yield Problem(label, f"{label} was never made, as the journal has it", f"日志中没有 {label} 的记录")
                continue
            field = next(_differences(item, story, fields, exhibits), None)
            if field is not None:
                yield Problem(
                    label, f"{label} has another {field} than the journal says", f"{label} 的“{field}”与日志不符"
                )
        for label in told:
            yield Problem(
                label[:20],
                f"{label[:20]} stands in the journal, but not in the case",
                f"{label[:20]} 见于日志，但不在案件中",
            )


def _groups(case: dict[str, Any]) -> Iterator[Problem]:
    """The journal of a case tells which groups it belongs to; what a group is called must at least be said once."""
    said: dict[str, tuple[str, int]] = {}
    inside: set[str] = set()
    for item in case.get("memberships", ()):
        label, group, told = item["label"][:20], item["group"], (item["title"], item["members"])
        stands = not item["withdrawn"] and item["left_on"] is None
        if said.setdefault(group, told) != told:
            yield Problem(label, f"{label} calls its group otherwise", f"{label} 对所属群组的说法不一致")
        if item["members"] < int(stands):
            yield Problem(label, f"{label} belongs to a group without members", f"{label} 所属群组没有成员")
        if stands and group in inside:
            yield Problem(label, f"{label} names its group a second time", f"{label} 重复列入同一群组")
        if stands:
            inside.add(group)


def _told(entries: list[dict[str, Any]], noun: str) -> tuple[dict[str, dict[str, Any]], bool]:
    """What became of each thing of a kind, by label; and whether the contents of an entry about one are left out."""
    told: dict[str, dict[str, Any]] = {}
    changes = {f"{noun}_{verb}" for verb in _VERBS}
    silent = False
    for entry in entries:
        body = entry["body"]
        if entry["action"] != f"{noun}_made" and entry["action"] not in changes:
            continue
        if body is None:
            silent = True
        elif entry["action"] == f"{noun}_made" and type(body.get("label")) is str:
            told[body["label"]] = dict(body)
        elif type(body.get("after")) is dict and type(body.get(noun)) is str:
            told.setdefault(body[noun], {}).update(body["after"])
    return told, silent


def _differences(
    item: dict[str, Any], story: dict[str, Any], fields: dict[str, tuple[str, str]], exhibits: dict[str, Any]
) -> Iterator[str]:
    """The fields that the journal tells otherwise."""
    for name in ("id", "by"):
        if item[name] != story.get(name):
            yield name
    if not _same(TIME, item["at"], story.get("at"), exhibits):
        yield "at"
    if story.get("withdrawn") not in (int(item["withdrawn"]), item["withdrawn"]):
        yield "withdrawn"
    for name, (column, kind) in fields.items():
        value = item.get(name)
        if kind == AMOUNT:
            told = None if story.get("currency") is None else (story.get(column), story.get("currency"))
            if told != (None if value is None else (value.get("minor"), value.get("currency"))):
                yield name
        elif kind == CHECKED:
            who, when = (value.get("by"), value.get("at")) if type(value) is dict else (None, None)
            if who != story.get("checked_by") or not _same(TIME, when, story.get("checked_at"), exhibits):
                yield name
        elif not _same(kind, value, story.get(column), exhibits):
            yield name


def _same(kind: str, value: Any, told: Any, exhibits: dict[str, Any]) -> bool:
    if kind == TIME:
        if value is None or told is None:
            return value is None and told is None
        shown = moment(value) if type(value) is str else None
        return shown is not None and type(told) is str and moment(told) == shown
    if kind == EXHIBIT:
        return told is None if value is None else told is not None and exhibits.get(value) == told
    if kind == TRUTH:
        return type(value) is bool and told in (int(value), value)
    if kind in (LIST, REMINDERS):
        return _same_list(kind, value, told)
    return bool(value == told and type(value) is type(told))


def _same_list(kind: str, value: Any, told: Any) -> bool:
    """Lists stand in the journal as JSON text."""
    try:
        listed = json.loads(told) if type(told) is str else None
    except ValueError:
        return False
    if kind == LIST or type(value) is not list or type(listed) is not list:
        return bool(value == listed)
    return len(value) == len(listed) and all(
        type(one) is dict
        and type(other) is dict
        and one.get("text") == other.get("text")
        and _same(TIME, one.get("at"), other.get("at"), {})
        for one, other in zip(value, listed, strict=True)
    )


def _citations(case: dict[str, Any]) -> Iterator[Problem]:
    """What is named must be there: marks and allegations by findings, findings by opinions, allegations by times."""
    marks = {mark["label"] for mark in case["marks"]}
    findings = {finding["label"] for finding in case["findings"]}
    for finding in case["findings"]:
        for label in (*finding["marks_for"], *finding["marks_against"]):
            if label not in marks:
                yield Problem(
                    finding["label"][:20],
                    f"{finding['label'][:20]} cites mark {label[:20]}, which is not there",
                    f"{finding['label'][:20]} 引用了不存在的标注 {label[:20]}",
                )
    for opinion in case["opinions"]:
        if opinion["finding"] not in findings:
            yield Problem(
                opinion["label"][:20],
                f"{opinion['label'][:20]} is about finding {opinion['finding'][:20]}, which is not there",
                f"{opinion['label'][:20]} 所针对的认定 {opinion['finding'][:20]} 不存在",
            )


def _approvals(case: dict[str, Any]) -> Iterator[Problem]:
    """Approvals are those of the journal, end where they say, were given by somebody else, and were respected."""
    entries, team = case["journal"]["entries"], case["team"]
    for section, action, names in (
        ("approvals", "case_approved", ("version",)),
        ("reopenings", "case_reopened", ("version", "reason", "by")),
        ("rounds", "round_done", ("round", "version") if _versioned(team["rounds"]) else ("round",)),
    ):
        if is_outside(case):
            break
        about = [entry for entry in _with_version(entries) if entry["action"] == action]
        if all(entry["body"] is not None for entry in about):
            told = Counter(repr([entry["body"].get(name) for name in names]) for entry in about)
            if told != Counter(repr([item[name] for name in names]) for item in team[section]):
                yield Problem(
                    section, f"The {section} are not those that the journal tells of", f"{section} 与日志所述不符"
                )
    hashes = {entry["seq"]: entry["hash"] for entry in entries}
    made = {item["by"] for item in (*case["marks"], *case["findings"])}
    for approval in team["approvals"]:
        workers = made | {
            entry["actor"]
            for entry in entries
            if entry["action"].startswith(("mark_", "finding_", "settlement_"))
            and entry["seq"] <= approval["head"]["seq"]
        }
        name = f"version {approval['version']}"
        if hashes.get(approval["head"]["seq"]) != approval["head"]["hash"]:
            yield Problem(
                name,
                f"The approval of {name} is of another journal than this one",
                f"第 {approval['version']} 版的审批所对应的日志与本文件不符",
            )
        if approval["account"] in workers:
            yield Problem(
                name,
                f"The approval of {name} was given by somebody who had worked on the case",
                f"第 {approval['version']} 版由参与过本案审查的人审批",
            )
    yield from _left_alone(entries)


def _versioned(rounds: list[dict[str, Any]]) -> bool:
    """Whether it is said of rounds which version they are of; case files made before that was asked do not say."""
    return all(type(one.get("version")) is int for one in rounds)


def _with_version(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The entries, and of a finished round that does not say so the version that was worked on."""
    version = 1
    for entry in entries:
        version += entry["action"] == "case_reopened"
        if entry["action"] == "round_done" and entry["body"] is not None:
            entry = {**entry, "body": {"version": version, **entry["body"]}}
        yield entry


def _left_alone(entries: list[dict[str, Any]]) -> Iterator[Problem]:
    locked = False
    for entry in entries:
        if entry["action"] in ("case_approved", "case_reopened"):
            locked = entry["action"] == "case_approved"
        elif locked and entry["action"] not in _AFTER_APPROVAL:
            yield Problem(
                f"entry {entry['seq']}",
                f"Entry {entry['seq']} changed an approved version without opening a new one",
                f"第 {entry['seq']} 条在未开启新版本的情况下更改了已审批的版本",
            )


_RULES = ("speech_permille", "visible_permille", "least_picture_px")
_READ_RULES = ("least_page_px", "least_look_ms")


def _played(case: dict[str, Any]) -> Iterator[Problem]:
    """What is said to have been played is what the journal recorded, stretch by stretch."""
    exhibits = {recording.get("exhibit_id"): recording["exhibit"] for recording in case["recordings"]}
    about = [entry for entry in case["journal"]["entries"] if entry["action"] == "played"]
    if any(entry["body"] is None for entry in about):
        return
    told: Counter[str] = Counter()
    for entry in about:
        batch = entry["body"].get("stretches")
        for stretch in batch if type(batch) is list else ():
            if type(stretch) is list and stretch and type(stretch[0]) is str:
                rules = [entry["body"].get(name) for name in _RULES]
                told[
                    repr((entry["actor"], entry["body"].get("round"), exhibits.get(stretch[0]), stretch[1:], rules))
                ] += 1
    shown = Counter(
        repr((group["account"], group["round"], group["exhibit"], stretch, [group["rules"][name] for name in _RULES]))
        for group in case["played"]
        for stretch in group["stretches"]
    )
    if told != shown:
        yield Problem("played", "What was played is not what the journal recorded", "播放记录与日志所记不符")


def _pages_shown(case: dict[str, Any]) -> Iterator[Problem]:
    """The same of the pages that are said to have been shown."""
    exhibits = {recording.get("exhibit_id"): recording["exhibit"] for recording in case["recordings"]}
    about = [entry for entry in case["journal"]["entries"] if entry["action"] == "pages_shown"]
    if any(entry["body"] is None for entry in about):
        return
    told: Counter[str] = Counter()
    for entry in about:
        body = entry["body"]
        rules = [body.get(name) for name in _READ_RULES]
        for one in body["pages"] if type(body.get("pages")) is list else ():
            if type(one) is list and len(one) == 2 and type(one[0]) is str:
                told[repr((entry["actor"], body.get("round"), exhibits.get(one[0]), one[1], rules))] += 1
    shown = Counter(
        repr((group["account"], group["round"], group["exhibit"], page, [group["rules"][name] for name in _READ_RULES]))
        for group in case.get("pages_shown", ())
        for page in group["pages"]
    )
    if told != shown:
        yield Problem("pages_shown", "The pages shown are not those that the journal recorded",
                      "页面展示记录与日志所记不符")  # fmt: skip
