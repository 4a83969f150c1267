"""Section 8: requests, statements, what was shown, findings and the decision, as plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evidence.labels import Label
from evidence.timecode import format_time
from exports.pdf import paper_strings as strings
from exports.pdf.blocks import Block, NewPage, Passage, Text
from exports.pdf.data import Json
from exports.pdf.parts import Section, both_lines, heading, paragraphs
from exports.pdf.speech import label_of
from exports.pdf.strings import DRAFT
from exports.pdf.style import BODY, CELL, CELL_BOLD, CELL_GREY, FIGURES, MEASURE, MM
from exports.pdf.table import Cell, Table
from exports.pdf.view import View, clock_time

LINES = 30
"""Longer texts are continued in case.json."""
_LABEL, _TIME = 44.0, 96.0


def papers(view: View) -> Iterator[Block]:
    """The blocks of the section. Case files of schema 1 have no papers."""
    yield NewPage(60 * MM)
    yield Section("8", strings.PAPERS, view.speech)
    tables = [(label, standing(view, name), columns, row) for name, label, columns, row in _TABLES]
    if not any(items for _, items, _, _ in tables):
        yield Text(view.speech.say(strings.NO_PAPERS), BODY)
    yield from _agreement(view)
    for label, items, columns, row in tables:
        if items:
            yield heading(label, view.speech)
            head = [view.speech.pair(strings.NUMBER), *(view.speech.pair(words) for words, _ in columns)]
            widths = [_LABEL, *(width * (MEASURE - _LABEL) for _, width in columns)]
            yield Table(widths, head, [[Text(item["label"], FIGURES), *row(view, item)] for item in items], pad=3.4)


def _agreement(view: View) -> Iterator[Block]:
    """How far the two reviews agree, and the points on which they differ; nothing where there was one review."""
    speech, told = view.speech, view.content.get("agreement")
    if told is None:
        return
    yield heading(strings.AGREEMENT, speech)
    yield from paragraphs(label_of(told["sentence"]), speech)
    differing = [one for one in told["points"] if one["first"] != one["second"] or one["later"] is not None]
    if not differing:
        yield from paragraphs(strings.ALL_SAME, speech)
        return
    columns = (strings.POINT, strings.FIRST_REVIEW, strings.SECOND_REVIEW, strings.SETTLED_AS)
    rows: list[list[Cell]] = []
    for one in differing:
        first, settled = label_of(one["first_label"]), one["settled"]
        if one["later_label"] is not None:
            first = strings.NOW.filled(then=first, now=label_of(one["later_label"]))
        outcome: Cell = both_lines(strings.NOT_SETTLED, speech, CELL_GREY)
        if settled is not None:
            outcome = [*_as_list(both_lines(label_of(settled["verdict_label"]), speech, CELL_BOLD)),
                       _words(view, settled["reason"])]  # fmt: skip
        said = (first, label_of(one["second_label"]))
        rows.append([Text(one["point"], FIGURES), *(both_lines(label, speech, CELL) for label in said), outcome])
    rest = MEASURE - _LABEL
    yield Table([_LABEL, rest * 0.25, rest * 0.25, rest * 0.5], [speech.pair(one) for one in columns], rows, pad=3.4)


def _as_list(cell: Cell) -> list[Block]:
    return [cell] if isinstance(cell, Block) else list(cell)


def stage_of(view: View) -> Label:
    """How far the case has come: a draft, decided, or approved as it is printed here."""
    team = view.content.get("team", {"approvals": (), "reopenings": ()})
    version = 1 + len(team["reopenings"])
    if any(one["version"] == version for one in team["approvals"]):
        return strings.APPROVED.filled(version=version)
    return strings.DECIDED if standing(view, "decisions") else DRAFT


def standing(view: View, section: str) -> list[Json]:
    """The papers of a kind that were not withdrawn."""
    return [item for item in view.content.get(section, ()) if not item["withdrawn"]]


def _words(view: View, text: str | None) -> Passage:
    return Passage(text or "", CELL, at_most=LINES, more=view.more)


def _lines(view: View, *texts: str | None) -> list[Block]:
    """Paragraphs below each other, the first in bold; nothing for what is empty."""
    found = [text for text in texts if text]
    return [
        Passage(text, CELL if at else CELL_BOLD, at_most=LINES, more=view.more) for at, text in enumerate(found)
    ] or [Text("", CELL)]


def _said(view: View, label: Label, value: str | None) -> str:
    return f"{view.speech.say(label)}: {value}" if value else ""


def _when(text: str | None) -> Text:
    return Text(clock_time(text)[:16] if text else "", FIGURES)


def _exhibit(view: View, item: Json) -> str:
    return _said(view, strings.EXHIBIT, item["exhibit"])


def _request(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    answer: list[Block] = [*both_lines(label_of(item["reply_label"]) if item["reply"] else strings.OPEN, view.speech)]
    reminders = ", ".join(clock_time(one["at"])[:10] for one in item["reminders"])
    told = [item["reply_text"], _exhibit(view, item), _said(view, strings.REMINDED, reminders)]
    answer += [Passage(text, CELL, at_most=LINES, more=view.more) for text in told if text]
    days = [_said(view, strings.SENT, clock_time(item["sent"])[:10] if item["sent"] else ""),
            _said(view, strings.DUE, item["due"])]  # fmt: skip
    return [
        _lines(view, say(label_of(item["to_label"])), item["what"], _said(view, strings.BASIS, item["legal_basis"])),
        [Text(day, CELL) for day in days if day] or [Text("", CELL)],
        answer,
    ]


def _statement(view: View, item: Json) -> list[Cell]:
    who = _lines(view, item["who"], view.speech.say(label_of(item["of_label"])))
    how = [view.speech.say(label_of(item["how_label"])), clock_time(item["taken"])[:16] if item["taken"] else ""]
    return [[*who, *(Text(one, CELL_GREY) for one in (*how, _exhibit(view, item)) if one)], _words(view, item["text"])]


def _disclosure(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    masked = say(strings.MASKED if item["masked"] else strings.NOT_MASKED)
    copy = say(strings.COPY_GIVEN if item["copy_given"] else strings.NO_COPY)
    return [
        [_when(item["shown"]), *_lines(view, item["shown_to"])],
        _lines(view, item["what"], _exhibit(view, item), f"{masked}, {copy}"),
        _lines(view, item["basis"], item["purpose"], item["place"]),
    ]


def _step(view: View, item: Json) -> list[Cell]:
    kind = [_when(item["when"]), *both_lines(label_of(item["kind_label"]), view.speech, CELL_BOLD)]
    told = [
        item["text"], _said(view, strings.NEW_DUE, item["new_due"]), _said(view, strings.APPROVER, item["approver"]),
        _said(view, strings.REASON, item["reason"]), _said(view, strings.PROOF, item["exhibit"]),
    ]  # fmt: skip
    if item["kind"] == "extension" and not (item["approver"] and item["reason"] and item["exhibit"]):
        told.append(view.speech.say(strings.NO_PROOF))
    said: list[Block] = [Passage(text, CELL, at_most=LINES, more=view.more) for text in told if text]
    way = view.speech.say(label_of(item["direction_label"]))
    return [kind, _lines(view, item["whom"], way, item["who"]), said or [Text("", CELL)]]


def _task(view: View, item: Json) -> list[Cell]:
    done = " ".join(text for text in (item["done"], item["done_by"]) if text)
    days = [_said(view, strings.DUE, item["due"]), _said(view, strings.DONE, done)]
    return [_words(view, item["what"]), Text(item["owner"] or "", CELL), _lines(view, *days)]


def _owner(view: View, item: Json) -> list[Cell]:
    return [Text(item["owner"], CELL_BOLD), Text(item["due"] or "", FIGURES), _words(view, item["note"])]


def _closing(view: View, item: Json) -> list[Cell]:
    again = _said(view, strings.REOPENED, item["reopened"])
    return [Text(item["day"], FIGURES), _lines(view, item["reason"], again, item["reopened_reason"])]


def _membership(view: View, item: Json) -> list[Cell]:
    members = _said(view, strings.MEMBERS, str(item["members"]))
    left = _said(view, strings.LEFT_ON, item["left_on"])
    return [
        _lines(view, f"{item['group']} {item['title']}", members),
        _lines(view, item["reason"], left, item["left_reason"]),
    ]


def _list_change(view: View, item: Json) -> list[Cell]:
    return [_lines(view, f"{item['list']} {item['version']}"), _lines(view, item["reason"])]


def _mask(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    if item["page"] is not None:
        place = say(strings.PAGE.filled(page=item["page"]))
    else:
        place = f"{format_time(item['from_us'])} – {format_time(item['to_us'])}"
    covered = say(strings.RECTANGLES.filled(count=len(item["rectangles"]))) if item["rectangles"] else ""
    checked = item["checked"]
    return [
        _lines(view, item["exhibit"], place),
        [*both_lines(label_of(item["decision_label"]), view.speech, CELL_BOLD),
         *(Passage(text, CELL, at_most=LINES, more=view.more) for text in (covered, item["basis"]) if text)],
        [_when(checked["at"]), *_lines(view, checked["by"])] if checked else Text(say(strings.NOT_CHECKED), CELL),
    ]  # fmt: skip


def _withdrawal(view: View, item: Json) -> list[Cell]:
    told = [item["circumstances"], item["voluntariness"], _exhibit(view, item)]
    return [Text(item["day"], FIGURES), _lines(view, *told)]


def _interval(view: View, item: Json) -> list[Cell]:
    return [_allegation(view, item), Text(f"{clock_time(item['from'])} – {clock_time(item['to'])}", FIGURES)]


def _allegation(view: View, item: Json) -> Passage:
    said = {one["id"]: one["text"] for one in view.content["allegations"]}
    asked = {q["id"]: q["text"] for one in view.content["allegations"] for q in one["questions"]}
    text = asked.get(item.get("question")) or said.get(item["allegation"]) or view.speech.say(strings.NO_LONGER)
    return Passage(text, CELL, at_most=LINES, more=view.more)


def _finding(view: View, item: Json) -> list[Cell]:
    result = both_lines(label_of(item["result_label"]), view.speech, CELL_BOLD)
    result += [Text(view.speech.say(label_of(item["standard_label"])), CELL_GREY)]
    for label, marks in ((strings.FOR, item["marks_for"]), (strings.AGAINST, item["marks_against"])):
        if marks:
            result += [Text(f"{view.speech.say(label)}: {', '.join(marks)}", CELL)]
    opinions = [
        f"{view.speech.say(strings.AGREES if one['agrees'] else strings.DISAGREES)} {one['reason']}".strip()
        for one in standing(view, "opinions")
        if one["finding"] == item["label"]
    ]
    reasons = [item["reasoning"], _said(view, strings.MISSING, item["missing"]), *opinions]
    told: list[Block] = [Passage(text, CELL, at_most=LINES, more=view.more) for text in reasons if text]
    return [_allegation(view, item), result, told or [Text("", CELL)]]


def _settlement(view: View, item: Json) -> list[Cell]:
    return [
        Text(item["point"], FIGURES),
        both_lines(label_of(item["verdict_label"]), view.speech, CELL_BOLD),
        _words(view, item["reason"]),
    ]


def _decision(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    redress = both_lines(label_of(item["redress_label"]), view.speech)
    if item["amount"]:
        redress.append(Text(item["amount"]["text"], CELL_BOLD))
    day = clock_time(item["letter_sent"])[:16] if item["letter_sent"] else ""
    sent = _said(view, strings.SENT, day) or say(strings.NOT_SENT)
    rights = say(strings.RIGHTS if item["rights_notified"] else strings.NO_RIGHTS)
    told = [Passage(text, CELL, at_most=LINES, more=view.more) for text in (item["text"], sent, rights) if text]
    return [both_lines(label_of(item["outcome_label"]), view.speech, CELL_BOLD), redress, told]


def _cause(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    source = item["reported_source"]
    if not item["reported_verified"]:
        source = say(strings.CLASS_UNVERIFIED.filled(standard=source))
    true = [*both_lines(label_of(item["true_cause_label"]), view.speech, CELL_BOLD)]
    process = [
        _said(view, strings.DEPARTMENT, item["owner"]),
        _said(view, strings.FOLLOW_UP, item["follow_up"]),
        _said(view, strings.FIRST_REPORT, item["first_report"]),
        _said(view, strings.PROCESS_ADDS, item["process_adds"]),
        _said(view, strings.WHY_NOT, say(label_of(item["why_not_label"])) if item["why_not"] else ""),
        *(f"{number}. {text}" for number, text in enumerate(item["whys"], 1)),
    ]
    return [
        [*both_lines(label_of(item["reported_label"]), view.speech), Text(source, CELL_GREY), *true],
        [Passage(text, CELL, at_most=LINES, more=view.more) for text in process if text] or [Text("", CELL)],
    ]


def _measure(view: View, item: Json) -> list[Cell]:
    say = view.speech.say
    owner = " · ".join(one for one in (item.get("account"), item["owner"]) if one)
    days = [_said(view, strings.OWNER, owner), _said(view, strings.DUE, item["due"]),
            _said(view, strings.DONE, item["done"])]  # fmt: skip
    effect = [_said(view, strings.CHECK_DUE, item["check_due"]), _said(view, strings.CHECKED, item["checked"]),
              item["check_result"]]  # fmt: skip
    if item["recurred"] is not None:
        effect.append(say(strings.RECURRED.filled(count=item["recurred"])))
    return [
        _lines(view, say(label_of(item["kind_label"])), item["what"], say(label_of(item["scope_label"]))),
        [Passage(text, CELL, at_most=LINES, more=view.more) for text in days if text] or [Text("", CELL)],
        [*both_lines(label_of(item["status_label"]), view.speech),
         *(Passage(text, CELL, at_most=LINES, more=view.more) for text in effect if text)],
    ]  # fmt: skip


_Row = Callable[[View, Json], Sequence[Cell]]
_TABLES: tuple[tuple[str, Label, tuple[tuple[Label, float], ...], _Row], ...] = (
    ("requests", strings.REQUESTS,
     ((strings.ASKED, 0.42), (strings.DAYS, 0.2), (strings.ANSWER, 0.38)), _request),
    ("statements", strings.STATEMENTS, ((strings.WHO, 0.3), (strings.WORDS, 0.7)), _statement),
    ("disclosures", strings.DISCLOSURES,
     ((strings.SHOWN_TO, 0.28), (strings.WHAT, 0.36), (strings.WHY, 0.36)), _disclosure),
    ("masks", strings.MASKS, ((strings.OF_WHAT, 0.3), (strings.MAY, 0.45), (strings.CHECK, 0.25)), _mask),
    ("steps", strings.STEPS,
     ((strings.WHEN_WHAT, 0.3), (strings.WITH_WHOM, 0.25), (strings.SAID, 0.45)), _step),
    ("tasks", strings.TASKS, ((strings.WHAT, 0.5), (strings.OWNER, 0.2), (strings.DAYS, 0.3)), _task),
    ("assignments", strings.OWNERS, ((strings.OWNER, 0.3), (strings.DUE, 0.2), (strings.WHAT, 0.5)), _owner),
    ("closings", strings.CLOSINGS, ((strings.DAY, 0.2), (strings.REASON, 0.8)), _closing),
    ("memberships", strings.GROUPS, ((strings.GROUP, 0.4), (strings.REASON, 0.6)), _membership),
    ("list_changes", strings.LIST_CHANGES, ((strings.LIST_VERSION, 0.4), (strings.REASON, 0.6)), _list_change),
    ("withdrawals", strings.WITHDRAWALS, ((strings.DAY, 0.2), (strings.CIRCUMSTANCES, 0.8)), _withdrawal),
    ("intervals", strings.INTERVALS, ((strings.ALLEGATION, 0.5), (strings.TIME, 0.5)), _interval),
    ("findings", strings.FINDINGS,
     ((strings.ALLEGATION, 0.28), (strings.RESULT, 0.24), (strings.REASONING, 0.48)), _finding),
    ("settlements", strings.SETTLEMENTS,
     ((strings.POINT, 0.14), (strings.VERDICT, 0.26), (strings.REASONING, 0.6)), _settlement),
    ("decisions", strings.DECISION,
     ((strings.OUTCOME, 0.25), (strings.REDRESS, 0.25), (strings.TEXT, 0.5)), _decision),
    ("causes", strings.CAUSES, ((strings.CAUSE, 0.36), (strings.PROCESS, 0.64)), _cause),
    ("measures", strings.MEASURES,
     ((strings.MEASURE, 0.38), (strings.DAYS, 0.27), (strings.EFFECT, 0.35)), _measure),
)  # fmt: skip
