"""Section 7: of each recording, what was played to whom, and what of it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from exports.pdf import coverage_strings as strings
from exports.pdf.blocks import Block, Group, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.lines import Span
from exports.pdf.papers import standing
from exports.pdf.parts import Section, paragraphs
from exports.pdf.played import Bar, Legend, spans_of
from exports.pdf.speech import label_of
from exports.pdf.style import ACCENT, BODY, CELL, CELL_GREY, INK, MM, OCHRE, Face
from exports.pdf.view import View

HOLES_NAMED = 4
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
        return
    yield from paragraphs(strings.SAYS, speech)
    yield from paragraphs(strings.PERCENT_SAYS, speech)
    yield Legend(view)
    senses: dict[str, list[Json]] = {}
    for sense in view.content["coverage"]["senses"]:
        senses.setdefault(sense["exhibit"], []).append(sense)
    names = {one["account"]: one["name"] for one in view.content["team"]["members"]}
    for recording in recordings:
        yield from _recording(view, recording, senses.get(recording["exhibit"], []), names)


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
    speech, account = view.speech, played["account"]
    name = names.get(account) or account
    who = name if name == account else f"{name} ({account})"
    rounds = [speech.pair(strings.ROUNDS[one]) for one in played["rounds"] if one in strings.ROUNDS]
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
