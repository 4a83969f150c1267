"""Annex C: what a copy for outside leaves out, how much of it and why, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from exports.pdf import copy_strings
from exports.pdf.blocks import Block, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.parts import Ledger, Section, both_lines, heading, paragraphs
from exports.pdf.speech import label_of
from exports.pdf.style import BODY, CELL, CELL_BOLD, FIGURES, MEASURE, MM
from exports.pdf.table import Table
from exports.pdf.view import View


def is_outside(view: View) -> bool:
    """Whether this is a copy that leaves the house."""
    return bool(view.content["copy"] != "internal")


def left_out(view: View) -> Iterator[Block]:
    """The blocks of annex C."""
    speech = view.speech
    yield NewPage(90 * MM)
    yield Section("C", copy_strings.ABOUT_COPY, speech)
    yield from paragraphs(copy_strings.ABOUT_SAYS, speech)
    head = [speech.pair(words) for words in (copy_strings.WHAT, copy_strings.HOW_MANY, copy_strings.WHY)]
    rows: list[list[Block | list[Block]]] = [
        [
            both_lines(label_of(one["what_label"]), speech, CELL_BOLD),
            Text(str(one["count"]), FIGURES),
            [Text(sentence, CELL) for sentence in speech.sentences(label_of(one["why"]))],
        ]
        for one in view.content["left_out"]
    ]
    if rows:
        yield Table([134, 62, MEASURE - 196], head, rows, pad=3.6, after=6)
    else:
        yield Text(speech.say(copy_strings.COMPLETE), BODY)
    yield heading(copy_strings.DERIVED, speech)
    digest = view.content["derived_from"]["sha256"]
    yield Ledger([("SHA-256", Text(f"{digest[:32]} {digest[32:]}", FIGURES))], pad=3.2, after=6)
    yield from paragraphs(copy_strings.DERIVED_SAYS, speech)


def in_short(view: View) -> Label:
    """What is left out, on one line."""
    parts = [
        copy_strings.PART.filled(what=label_of(one["what_label"]), count=one["count"])
        for one in view.content["left_out"]
    ]
    told = Label(" · ".join(part.en for part in parts), " · ".join(part.zh for part in parts))
    return copy_strings.SHORT.filled(parts=told) if parts else copy_strings.COMPLETE


def withheld(mark: Json, what: str) -> Label | None:
    """Why the picture or the words of a mark are not in this copy; None where they are."""
    for one in mark.get("withheld", ()):
        if one["what"] == what:
            return label_of(one["reason"])
    return None
