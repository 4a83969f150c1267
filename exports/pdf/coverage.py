"""Section 7: of each recording, what was played to whom, and what cannot be used; of each paper, what was shown."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from evidence.review.reading import ranges
from exports.pdf import coverage_strings as strings
from exports.pdf.blocks import Block, Group, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.lines import Span
from exports.pdf.papers import standing
from exports.pdf.parts import Section, heading, paragraphs
from exports.pdf.played import Bar, Legend, spans_of
from exports.pdf.speech import label_of
from exports.pdf.style import ACCENT, BODY, CELL, CELL_GREY, INK, MEASURE, MM, OCHRE, Face
from exports.pdf.table import Cell, Table
from exports.pdf.view import View

HOLES_NAMED = 4
PAGE_LINES = 6
_ATTENTION = Face("Sans", 7.6, 10.4, OCHRE)


def coverage(view: View) -> Iterator[Block]:
    """The blocks of the section. Case files made before this was computed have nothing to print here."""
    speech = view.speech
    yield NewPage(90 * MM)
    yield Section("7", strings.COVERAGE, speech)
    recordings = recordings_of(view)
    if not recordings:
        kept = "recordings" in view.content.get("coverage", {})
        yield Text(speech.say(strings.NO_RECORDINGS if kept else strings.NO_LEDGER), BODY)
    else:
        yield from _recordings(view, recordings)
    yield from _papers(view)


def _recordings(view: View, recordings: list[Json]) -> Iterator[Block]:
    speech = view.speech
    yield from paragraphs(strings.SAYS, speech)
    yield from paragraphs(strings.PERCENT_SAYS, speech)
    yield Legend(view)
    senses: dict[str, list[Json]] = {}
    for sense in view.content["coverage"]["senses"]:
        senses.setdefault(sense["exhibit"], []).append(sense)
    names = _names(view)
    for recording in recordings:
        yield from _recording(view, recording, senses.get(recording["exhibit"], []), names)


def _papers(view: View) -> Iterator[Block]:
    """Which pages of the linked papers were shown to whom; case files made before that was recorded have none."""
    speech, papers, names = view.speech, view.content.get("coverage", {}).get("papers", []), _names(view)
    if not papers:
        return
    yield heading(strings.PAGES, speech)
    rows: list[list[Cell]] = []
    for paper in papers:
        for shown in paper["shown_to"]:
            count = strings.OF_PAGES.filled(count=len(shown["counted"]), all=paper["pages"])
            rows.append(
                [
                    Text([Span(paper["exhibit"], "Mono-Md", ACCENT, f"exhibit {paper['exhibit']}")], CELL),
                    Text(" · ".join([_who(shown["account"], names), *_rounds(view, shown)]), CELL),
                    [Text(speech.pair(count), CELL), Text(ranges(shown["counted"]), CELL_GREY, at_most=PAGE_LINES)],
                    [Text(speech.pair(_read_rules(rules)), CELL_GREY) for rules in shown["rules"]],
                ]
            )
    if not rows:
        yield from paragraphs(strings.NO_PAGES, speech)
        return
    yield from paragraphs(strings.PAGES_SAY, speech)
    head = [speech.pair(one) for one in (strings.PAPER, strings.SHOWN_TO, strings.PAGES_COUNTED, strings.LEAST)]
    yield Table([44.0, MEASURE - 44 - 130 - 120, 130.0, 120.0], head, rows, pad=3.4)


def _read_rules(rules: Json) -> Label:
    seconds = f"{rules['least_look_ms'] / 1000:g}"
    return strings.READ_RULES.filled(pixels=rules["least_page_px"], seconds=seconds)


def _names(view: View) -> dict[str, str | None]:
    return {one["account"]: one["name"] for one in view.content["team"]["members"]} if "team" in view.content else {}


def _who(account: str, names: dict[str, str | None]) -> str:
    name = names.get(account) or account
    return name if name == account else f"{name} ({account})"


def _rounds(view: View, told: Json) -> list[str]:
    return [view.speech.pair(strings.ROUNDS[one]) for one in told["rounds"] if one in strings.ROUNDS]


def recordings_of(view: View) -> list[Json]:
    """What the file says of each recording's playing; nothing in one that was made before it was computed."""
    found: list[Json] = view.content.get("coverage", {}).get("recordings", [])
    return found


def _recording(view: View, recording: Json, senses: list[Json], names: dict[str, str | None]) -> Iterator[Block]:
    head = [_title(view, recording["exhibit"]), *_about(view, recording, senses)]
    bars = [list(_bar(view, recording, played, senses, names)) for played in recording["played_to"]]
    if not bars:
        yield Group([*head, *paragraphs(strings.NOBODY, view.speech, CELL, 0)], before=9, after=9)
        return
    yield Group([*head, *bars[0]], before=9, after=9)
    for bar in bars[1:]:
        yield Group(bar, after=9)


def _title(view: View, exhibit: str) -> Text:
    known = view.recordings.get(exhibit)
    title = known["title"] or known["file_name"] if known else ""
    place = f"exhibit {exhibit}" if known else ""
    spans = [Span(f"{exhibit}  ", "Mono-Md", ACCENT, place), Span(title, "Sans-Sb", INK)]
    return Text(spans, Face("Sans-Sb", 8.8, 13), tag="H2", at_most=2)


def _about(view: View, recording: Json, senses: list[Json]) -> Iterator[Block]:
    """Where the time in question lies in it, and what cannot be used."""
    speech, question = view.speech, recording["question"]
    if question:
        yield from paragraphs(strings.IN_QUESTION, speech, CELL, 0, spans=spans_of(view, question))
    elif not standing(view, "intervals"):
        yield from paragraphs(strings.NONE_STATED, speech, CELL, 0)
    else:
        unchecked = question is None
        yield from paragraphs(strings.CLOCK_UNCHECKED if unchecked else strings.NOT_IN_IT, speech, CELL, 0)
    for sense in senses:
        name = strings.SENSES[sense["sense"]]
        if sense["reason"]:
            yield from paragraphs(strings.DOUBT, speech, _ATTENTION, 0, reason=label_of(sense["reason"]))
        if sense["holes"]:
            yield from paragraphs(strings.HOLES, speech, _ATTENTION, 0, sense=name, holes=_holes(sense["holes"]))


def _holes(holes: list[Json]) -> Label:
    """The first of them by their names, and how many more there are."""
    named = [label_of(hole["reason"]) for hole in holes[:HOLES_NAMED]]
    found = Label("; ".join(one.en for one in named), "；".join(one.zh for one in named))
    left = len(holes) - len(named)
    return strings.MORE.filled(found=found, count=left) if left else found


def _bar(
    view: View, recording: Json, played: Json, senses: list[Json], names: dict[str, str | None]
) -> Iterator[Block]:
    speech, who = view.speech, _who(played["account"], names)
    rounds = _rounds(view, played)
    spans = [Span(speech.say(strings.PLAYED_TO, who=who), "Sans-Sb", INK), Span(f"  {' · '.join(rounds)}", "Sans", INK)]
    yield Text(spans, CELL, at_most=2, before=5)
    counted = [_speed(one) for one in played["speeds_permille"]]
    speeds = Label(", ".join(counted), "、".join(counted))
    first = strings.SPEEDS if counted else strings.NO_SPEEDS
    for rules in played["rules"]:
        how = strings.RULES.filled(
            speech=_speed(rules["speech_permille"]),
            visible=_speed(rules["visible_permille"]),
            pixels=rules["least_picture_px"],
        )
        yield from paragraphs(first, speech, CELL_GREY, 0, speeds=speeds, rules=how)
    yield Bar(view, recording, played, _unusable(recording, senses), who)


def _speed(permille: int) -> str:
    """`1.5×`."""
    return f"{permille / 1000:g}×"


def _unusable(recording: Json, senses: list[Json]) -> dict[str, list[tuple[int, int]]]:
    """What is not usable, by sense; all of it where the sense is not usable at all."""
    found: dict[str, list[tuple[int, int]]] = {}
    for sense in senses:
        usable = [] if sense["fitness"] == "no" else sense["usable"]
        at, holes = 0, list[tuple[int, int]]()
        for begin, end in usable:
            if begin > at:
                holes.append((at, begin))
            at = end
        if at < recording["length_us"]:
            holes.append((at, recording["length_us"]))
        found[sense["sense"]] = holes
    return found
