"""Section 3: the dates with what proves them, and the arithmetic of the rules, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from exports.pdf import strings
from exports.pdf.blocks import Block, Group, NewPage, Panel, Text
from exports.pdf.data import Json
from exports.pdf.lines import Span
from exports.pdf.parts import Section, heading, paragraphs
from exports.pdf.speech import label_of
from exports.pdf.style import (
    ACCENT,
    BODY,
    CELL,
    CELL_GREY,
    FIGURES,
    GREEN,
    GREY,
    INK,
    MEASURE,
    MM,
    OCHRE,
    OCHRE_TINT,
    SMALL,
    TINT,
    Face,
)
from exports.pdf.table import Table
from exports.pdf.view import View

STEP_LINES = 4
SOURCE_LINES = 4
_ANSWER_COLOURS = {"yes": ACCENT, "no": ACCENT}
"""Neither answer is good or bad; doubt stands out."""


def dates(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield NewPage(120 * MM)
    yield Section("3", strings.DATES, speech)
    yield from paragraphs(strings.DATES_SAY, speech)
    rows = list(_dated(view))
    if rows:
        head = [speech.pair(words) for words in (strings.DATE, strings.DAY, strings.PROVED_BY)]
        yield Table([170, 110, MEASURE - 280], head, rows, pad=3.6, after=10)
    elif not view.content["dates"]:
        yield Text(speech.say(strings.NO_DATES), BODY)
    for answer in view.content["dates"]:
        yield _arithmetic(view, answer)
    yield from paragraphs(strings.NOT_ADVICE, speech, SMALL)


def _dated(view: View) -> Iterator[list[Block | list[Block]]]:
    product = view.content["product"]
    if product is None:
        return
    for name, label in strings.DATE_NAMES.items():
        date = product["dates"][name]
        if date is None:
            continue
        if date["exhibit"]:
            known = date["exhibit"] in view.recordings
            link = f"exhibit {date['exhibit']}" if known else ""
            title = view.recordings[date["exhibit"]]["title"] if known else ""
            proof = Text(
                [
                    Span(date["exhibit"], FIGURES.font, ACCENT if known else INK, link),
                    Span(f"  {title}", CELL.font, INK),
                ],
                CELL,
                at_most=2,
            )
        else:
            proof = Text(view.speech.pair(strings.STATED_ONLY), Face("Sans-Md", 8.2, 11.4, OCHRE))
        yield [_on_one_line(label, view), Text(date["day"], FIGURES), proof]


def _on_one_line(label: Label, view: View) -> Text:
    other = view.speech.beside(label)
    return Text([Span(view.speech.say(label), "Sans-Sb", INK), Span(f"  {other}", "Sans", GREY)], CELL)


def _arithmetic(view: View, answer: Json) -> Block:
    """One question of time: its steps as an arithmetic, the outcome, and where the rule comes from."""
    speech = view.speech
    title = heading(label_of(answer["title"]), speech)
    steps: list[Block] = []
    for count, step in enumerate(answer["steps"], 1):
        for at, words in enumerate(speech.sentences(label_of(step))):
            number = "" if at else f"{count}"
            steps.append(Text(words, Face("Sans", 8.6, 12.6), number=number, indent=16, at_most=STEP_LINES, after=1))
    colour = _ANSWER_COLOURS.get(answer["answer"], OCHRE)
    label = strings.ANSWERS.get(answer["answer"], strings.ANSWERS["cannot_tell"])
    outcome = label_of(answer["outcome"])
    result = [Span(f"= {speech.pair(label)}.  ", "Sans-Sb", colour), Span(speech.say(outcome), "Sans-Sb", INK)]
    if other := speech.beside(outcome):
        result.append(Span(f"  {other}", "Sans", GREY))
    steps.append(Text(result, Face("Sans-Sb", 8.9, 13), before=4))
    blocks: list[Block] = [title, Panel(Group(steps), tint=TINT, bar=colour, pad=7, indent=12)]
    if answer["edge"]:
        edge = Text(speech.pair(strings.EDGE), Face("Sans-Sb", 8.2, 11.4, OCHRE))
        blocks.append(Panel(edge, tint=OCHRE_TINT, bar=OCHRE, pad=3.5, indent=12))
    state = strings.VERIFIED if answer["verified"] else strings.UNVERIFIED
    about = f"{speech.say(strings.CERTAINTY)}: {speech.say(label_of(answer['certainty']))}"
    blocks.append(
        Text(
            [
                Span(f"{speech.say(strings.SOURCE)}: {_sources(view, answer)}. {about}. ", "Sans", GREY),
                Span(speech.pair(state), "Sans-Sb", GREEN if answer["verified"] else OCHRE),
            ],
            CELL_GREY,
            before=4,
            at_most=SOURCE_LINES,
        )
    )
    return Group(blocks, before=6, after=6)


def _sources(view: View, answer: Json) -> str:
    names = [view.speech.say(label_of(source)) for source in answer["sources"]]
    return "; ".join(names) if names else view.speech.say(strings.NOT_STATED)
