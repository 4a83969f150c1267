"""Section 9: the journal, one line for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from exports.pdf import copy_strings, strings
from exports.pdf.blocks import Block, Gap, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.leaving import is_outside
from exports.pdf.parts import Ledger, Section, paragraphs
from exports.pdf.style import BODY, CELL, CELL_GREY, FIGURES, FIGURES_GREY, MEASURE
from exports.pdf.table import Table
from exports.pdf.view import View, clock_time

HASH_PRINTED = 16
ACROSS = 3


def journal(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech, head = view.speech, view.content["version"]["head"]
    yield NewPage()
    yield Section("9", strings.JOURNAL, speech)
    entries = view.content["journal"]["entries"]
    if is_outside(view):
        yield from paragraphs(copy_strings.JOURNAL_SAY, speech, entries=len(entries))
    else:
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
    if not entries:
        yield Text(speech.say(strings.NO_ENTRIES), BODY)
        return
    if is_outside(view):
        yield _hashes(view, entries)
        return
    words = (strings.SEQ, strings.TIME, strings.WHO, strings.ACTION, strings.HASH)
    head_row = [speech.pair(word) for word in words]
    widths = [40.0, 130.0, 112.0, MEASURE - 282 - 90, 90.0]
    yield Table(widths, head_row, [_row(view, entry) for entry in entries], pad=2.4, after=0)


def _hashes(view: View, entries: list[Json]) -> Block:
    """Entries of which a copy shows the hash alone, several in a line."""
    told = [(Text(str(one["seq"]), FIGURES), Text(one["hash"][:HASH_PRINTED], FIGURES_GREY)) for one in entries]
    rows = [told[at : at + ACROSS] for at in range(0, len(told), ACROSS)]
    empty = (Gap(0), Gap(0))
    cells = [[cell for pair in (*row, *[empty] * (ACROSS - len(row))) for cell in pair] for row in rows]
    head = [view.speech.pair(word) for word in (strings.SEQ, strings.HASH)] * ACROSS
    return Table([44.0, MEASURE / ACROSS - 44.0] * ACROSS, head, cells, pad=2.4, after=0)


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
