"""The cover: which case, where it stands, and what the file is identified by."""

from __future__ import annotations

from collections.abc import Sequence

import segno

from evidence.labels import Label
from exports.pdf import copy_strings, paper_strings, strings
from exports.pdf.blocks import Text
from exports.pdf.leaving import in_short, is_outside
from exports.pdf.lines import Span
from exports.pdf.papers import stage_of, standing
from exports.pdf.sheet import Sheet
from exports.pdf.signs import draw_sign, sign_of
from exports.pdf.speech import label_of
from exports.pdf.style import (
    ACCENT,
    GREY,
    INK,
    MARGIN,
    MEASURE,
    MM,
    OCHRE,
    PAGE_HEIGHT,
    RULE,
    TINT,
    TITLE,
    TITLE_SECOND,
    Face,
)
from exports.pdf.tags import Node
from exports.pdf.text import fit, text_width
from exports.pdf.view import View, clock_time

PLACE = "cover"
_TOP = PAGE_HEIGHT - 20 * MM
_FOOT = 20 * MM
_ROW = 33.0

RESULTS = (
    "given",
    "given_partly",
    "given_late",
    "not_given",
    "not_found_in_part",
    "contradicted",
    "cannot_determine",
    "not_applicable",
)
"""Conclusions in the order in which they are counted."""


def draw_cover(sheet: Sheet, view: View) -> None:
    """Draw the cover on the page that was begun."""
    sheet.parent = sheet.tree.root.new("Sect")
    sheet.place(PLACE, PAGE_HEIGHT)
    sheet.outline.add(view.speech.say(strings.KIND), PLACE)
    _head(sheet, view)
    bottom = _title(sheet, view)
    _parties(sheet, view, _outcome(sheet, view, min(bottom - 26, _TOP - 236)) - 26)
    _identity(sheet, view)
    if is_outside(view):
        _leaving(sheet, view)


def _head(sheet: Sheet, view: View) -> None:
    speech = view.speech
    sheet.box(MARGIN, _TOP - 4, 54, 4, ACCENT)
    with sheet.tagged(Node("P")):
        sheet.text(MARGIN, _TOP - 26, speech.say(strings.KIND), "Sans-Sb", 9, ACCENT)
        sheet.text(MARGIN + MEASURE, _TOP - 26, speech.beside(strings.KIND), "Sans", 9, GREY, "right")
    with sheet.tagged(Node("H1")):
        sheet.text(MARGIN - 1.5, _TOP - 86, view.case["label"], "Sans-Lt", 40, INK)


def _title(sheet: Sheet, view: View) -> float:
    """The title and the questions; the height of its lower edge."""
    top = _TOP - 112
    title = Text(view.case["title"], TITLE, at_most=4)
    height = title.measure(MEASURE * 0.86)
    title.draw(sheet, MARGIN, top)
    top -= height + 7
    kind = label_of(view.case["kind_label"])
    second = Text(view.speech.pair(kind), TITLE_SECOND, at_most=1)
    height = second.measure(MEASURE * 0.86)
    second.draw(sheet, MARGIN, top)
    return top - height


def _counts(view: View) -> list[tuple[str, Label, int]]:
    labels = {conclusion["result"]: label_of(conclusion["result_label"]) for conclusion in view.content["conclusions"]}
    counted: dict[str, int] = {}
    for code in view.marks_by_point:
        if code in view.conclusions:
            result = view.conclusions[code]["result"]
            counted[result] = counted.get(result, 0) + 1
    order = [*RESULTS, *(result for result in counted if result not in RESULTS)]
    found = [(result, labels[result], counted[result]) for result in order if result in counted]
    without = len(view.points) - len(view.marks_by_point)
    return [*found, ("", strings.NO_MARK, without)] if without else found


def _outcome(sheet: Sheet, view: View, top: float) -> float:
    speech = view.speech
    counts = _counts(view)
    decided = standing(view, "decisions")
    sentence = paper_strings.DECIDED_SAYS if decided else strings.DRAFT_SAYS if view.marks else strings.DRAFT_EMPTY
    values: dict[str, object] = {"marked": len(view.marks_by_point), "points": len(view.points)}
    if decided:
        values["outcome"] = label_of(decided[-1]["outcome_label"])
    words = Text(speech.say(sentence, **values), Face("Sans", 11.4, 16.4))
    says = words.measure(MEASURE - 36)
    beside = Text(speech.beside(sentence, **values), Face("Sans", 8.6, 12.6, GREY))
    also = beside.measure(MEASURE - 36)
    lines = (len(counts) + 2) // 3
    height = 58 + says + also + 8 + lines * 38
    sheet.box(MARGIN, top - height, MEASURE, height, TINT)
    sheet.box(MARGIN, top - height, 3.2, height, OCHRE)
    with sheet.tagged(Node("H2")):
        sheet.text(MARGIN + 18, top - 21, speech.pair(strings.OUTCOME), "Sans-Sb", 8.4, GREY)
    x = MARGIN + 18
    with sheet.tagged(Node("P")):
        draw_sign(sheet, "open", x + 5, top - 37.4, 4.6)
        sheet.text(x + 16, top - 42, speech.pair(stage_of(view)), "Sans-Sb", 12, INK)
    words.draw(sheet, x, top - 53)
    beside.draw(sheet, x, top - 54 - says)
    top_counts = top - 54 - says - also - 8
    for at, (result, label, count) in enumerate(counts):
        y = top_counts - (at // 3) * 38
        _count(sheet, view, result, label, count, x + (at % 3) * (MEASURE - 30) / 3, y)
    return top - height


def _count(sheet: Sheet, view: View, result: str, label: Label, count: int, x: float, top: float) -> None:
    colour = sign_of(result).colour if result else GREY
    wide = (MEASURE - 30) / 3
    with sheet.tagged(Node("P")):
        width = max(sheet.text(x, top - 26, str(count), "Sans-Lt", 27, colour), 16) + 8
        if result:
            draw_sign(sheet, result, x + width + 4, top - 11.5, 4)
        start = x + width + (12 if result else 0)
        name, size, room = view.speech.say(label), 8.6, wide - width - 16
        while size > 6.6 and text_width(name, "Sans-Sb", size) > room:
            size -= 0.2
        sheet.text(start, top - 14.5, fit(name, "Sans-Sb", size, room), "Sans-Sb", size, colour)
        of = view.speech.say(strings.OF_POINTS, points=len(view.points))
        other = view.speech.beside(label)
        second = fit(f"{other} · {of}" if other else of, "Sans", 7.4, wide - width - 6)
        sheet.text(x + width, top - 25.5, second, "Sans", 7.4, GREY)


def _rows(view: View) -> list[tuple[Label, str, str]]:
    case, say = view.case, view.speech.say
    people = view.content["people"]
    complainants = [person for person in people if person["role"] in ("complainant", "applicant")][:1]
    received = [case["received"] or say(strings.NOT_STATED), say(label_of(case["channel_label"]))]
    rows = [
        (
            strings.COMPLAINANT,
            complainants[0]["name"] if complainants else say(strings.NOT_STATED),
            complainants[0]["organisation"] or complainants[0]["pseudonym"] if complainants else "",
        ),
        (strings.RECEIVED, received[0], f"{received[1]} · {say(label_of(case['demand_label']))}"),
    ]
    product = view.content["product"]
    if product is not None:
        money = product["premium"]["text"] if product["premium"] else ""
        second = " · ".join(part for part in (product["insurer"], product["policy_number"], money) if part)
        rows.append((strings.PRODUCT, product["name"] or say(label_of(product["kind_label"])), second))
    reviewers = [person["name"] for person in people if person["role"] in ("reviewer", "second_reviewer")]
    if reviewers:
        second = say(strings.VERSION, version=view.content["checklist"]["version"])
        rows.append(
            (
                strings.PREPARED_BY,
                "; ".join(reviewers),
                f"{say(strings.CHECKLIST)} {view.content['checklist']['id']}, {second}",
            )
        )
    return rows


def _parties(sheet: Sheet, view: View, top: float) -> None:
    for label, first, second in _rows(view):
        with sheet.tagged(Node("P")):
            sheet.text(MARGIN, top - 8, view.speech.pair(label), "Sans", 8, GREY)
            sheet.text(MARGIN + 118, top - 8, fit(first, "Sans-Sb", 9.4, MEASURE - 118), "Sans-Sb", 9.4, INK)
            sheet.text(MARGIN + 118, top - 20.5, fit(second, "Sans", 8, MEASURE - 118), "Sans", 8, GREY)
        top -= _ROW
        sheet.rule(MARGIN, top + 5, MEASURE, RULE, 0.4)


def _leaving(sheet: Sheet, view: View) -> None:
    """What a copy leaves out in short, and the digest of the content that it was made from."""
    told = in_short(view)
    blocks = [Text(sentence, Face("Sans", 7.8, 10.8), at_most=5) for sentence in view.speech.sentences(told)]
    digest = view.content["derived_from"]["sha256"]
    words = f"{view.speech.pair(copy_strings.DERIVED_HASH)}  "
    blocks.append(Text([Span(words, "Sans", GREY), Span(digest, "Mono", INK)], Face("Sans", 6.6, 10.8), at_most=2))
    top = _FOOT + 88 + sum(block.measure(MEASURE - 24) for block in blocks)
    height = top - _FOOT - 80
    sheet.box(MARGIN, top - height + 2, 2, height, ACCENT)
    for block in blocks:
        block.draw(sheet, MARGIN + 12, top)
        top -= block.measure(MEASURE - 24)


def _identity(sheet: Sheet, view: View) -> None:
    say, digest = view.speech.say, view.digest
    text = f"{view.case['label']} sha256:{digest}"
    with sheet.tagged(Node("Figure", alt=say(strings.QR_SAYS, text=text))):
        draw_qr(sheet, text, MARGIN, _FOOT, 74)
    x, right = MARGIN + 86, MARGIN + MEASURE
    version = view.content["version"]["head"]
    with sheet.tagged(Node("P")):
        sheet.text(x, _FOOT + 67, view.speech.pair(strings.IDENTITY), "Sans-Sb", 8.2, INK)
        sheet.text(x, _FOOT + 55, say(strings.HASH_OF), "Sans", 7.4, GREY)
    groups = [digest[at : at + 8] for at in range(0, len(digest), 8)]
    with sheet.tagged(Node("P")):
        sheet.text(x, _FOOT + 41, " ".join(groups[:4]), "Mono", 8.4, INK)
        sheet.text(x, _FOOT + 29, " ".join(groups[4:]), "Mono", 8.4, INK)
    with sheet.tagged(Node("P")):
        at = clock_time(view.as_of)
        sheet.text(x, _FOOT + 14, say(strings.AS_OF, at=at, seq=version["seq"]), "Sans", 7.4, GREY)
        sheet.text(x, _FOOT + 3, copy_words(view), "Sans-Sb", 7.8, INK)
    sheet.text(right, 11 * MM, view.bates(sheet.page), "Mono", 7, GREY, "right")


def copy_words(view: View) -> str:
    """Type of the copy and its classification: `Internal copy · Confidential 内部副本 · 机密`."""
    copy = strings.COPY[view.content["copy"]]
    words = f"{view.speech.say(copy)} · {view.speech.say(strings.CONFIDENTIAL)}"
    return f"{words}   {view.speech.beside(copy)} · {view.speech.beside(strings.CONFIDENTIAL)}"


def draw_qr(sheet: Sheet, text: str, x: float, y: float, size: float) -> None:
    """A QR code of `size` points."""
    # A fixed mask: choosing the best of eight costs ten times as much and changes nothing for the reader.
    rows: Sequence[Sequence[int]] = [
        list(row) for row in segno.make(text, error="m", micro=False, mask=2, boost_error=False).matrix
    ]
    cell = size / len(rows)
    boxes: list[tuple[float, float, float, float]] = []
    for down, row in enumerate(rows):
        at = 0
        while at < len(row):
            first = at
            while at < len(row) and row[at]:
                at += 1
            if at > first:
                boxes.append((x + first * cell, y + size - (down + 1) * cell, (at - first) * cell, cell))
            at += 1
    sheet.boxes(boxes, INK)
