"""Section 9: the journal, one line for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from exports.pdf import strings
from exports.pdf.blocks import Block, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.parts import Ledger, Section, paragraphs
from exports.pdf.style import BODY, CELL, CELL_GREY, FIGURES, FIGURES_GREY, MEASURE
from exports.pdf.table import Table
from exports.pdf.view import View, clock_time

HASH_PRINTED = 16


def journal(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech, head = view.speech, view.content["version"]["head"]
    yield NewPage()
    yield Section("9", strings.JOURNAL, speech)
    yield from paragraphs(strings.JOURNAL_SAY, speech)
    digest = head["hash"]
    says = speech.say(strings.HEAD_SAYS, seq=head["seq"], at=clock_time(head["at"]))
    yield Ledger(
        [
            (speech.pair(strings.HEAD), Text(says, CELL)),
            ("SHA-256", Text(f"{digest[:32]} {digest[32:]}", FIGURES)),
        ],
        pad=3.2,
        after=12,
    )
    entries = view.content["journal"]["entries"]
    if not entries:
        yield Text(speech.say(strings.NO_ENTRIES), BODY)
        return
    words = (strings.SEQ, strings.TIME, strings.WHO, strings.ACTION, strings.HASH)
    head_row = [speech.pair(word) for word in words]
    widths = [40.0, 130.0, 112.0, MEASURE - 282 - 90, 90.0]
    yield Table(widths, head_row, [_row(view, entry) for entry in entries], pad=2.4, after=0)


def _row(view: View, entry: Json) -> list[Block | list[Block]]:
    action: list[Block] = [Text(entry["action"], FIGURES, at_most=2)]
    if entry["body"] is None:
        action.append(Text(view.speech.pair(strings.ERASED), CELL_GREY))
    who = entry["actor"] if entry["actor"] else entry["os_user"]
    return [
        Text(str(entry["seq"]), FIGURES),
        Text(clock_time(entry["at"]), FIGURES),
        Text(who, CELL, at_most=2),
        action,
        Text(entry["hash"][:HASH_PRINTED], FIGURES_GREY),
    ]
