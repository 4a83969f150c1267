"""Section 1: the complaint in the customer's words, what the marks say to each question, what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.labels import Label
from exports.pdf import strings
from exports.pdf.blocks import Block, Gap, Panel, Passage, Text
from exports.pdf.coverage import recordings_of
from exports.pdf.data import Json
from exports.pdf.lines import Span
from exports.pdf.parts import Section, Worded, bullets, heading
from exports.pdf.speech import label_of
from exports.pdf.style import (
    ACCENT,
    BODY,
    CELL,
    CELL_BOLD,
    CELL_GREY,
    FIGURES,
    GREY,
    INK,
    LEAD,
    MEASURE,
    QUOTE,
    TINT,
    Face,
)
from exports.pdf.table import Table
from exports.pdf.view import View, is_timed

VERBATIM_LINES = 60
ALLEGATION_LINES = 8
QUESTION_LINES = 6


def summary(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield Section("1", strings.SUMMARY, speech)
    yield from (Text(words, LEAD, after=4) for words in _lead(view))
    yield heading(strings.OWN_WORDS, speech)
    if view.case["verbatim"].strip():
        passage = Passage(view.case["verbatim"], QUOTE, at_most=VERBATIM_LINES, more=view.more)
        yield _Said(passage)
    else:
        yield Text(speech.say(strings.NO_WORDS), BODY)
    yield heading(strings.FINDINGS_BY_QUESTION, speech)
    if not view.content["allegations"]:
        yield Text(speech.say(strings.NO_ALLEGATIONS), BODY, after=6)
    for count, allegation in enumerate(view.content["allegations"], 1):
        yield from _allegation(view, count, allegation)
    yield heading(strings.CANNOT_SAY, speech)
    yield from bullets(_cannot_say(view))


class _Said(Panel):
    """The customer's own words with a bar beside them; a long text may part."""

    def __init__(self, inner: Text) -> None:
        super().__init__(inner, tint=TINT, bar=ACCENT, pad=7, indent=12)
        self.after = 8

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        parts = self._inner.split(width - 2 * self._indent, room - 2 * self._pad)
        if parts is None:
            return None
        first, rest = parts
        assert isinstance(first, Text) and isinstance(rest, Text)
        return _Said(first), _Said(rest)


def _lead(view: View) -> Iterator[str]:
    """The first sentence, in each language of the edition."""
    case, exhibits, marks = view.case, len(view.recordings), len(view.marks)
    values: dict[str, object] = {
        "received": case["received"] or strings.NOT_STATED,
        "channel": label_of(case["channel_label"]),
        "demand": label_of(case["demand_label"]),
        "recordings": strings.RECORDINGS_COUNT[exhibits != 1].filled(count=exhibits),
        "marks": strings.MARKS_COUNT[marks != 1].filled(count=marks),
    }
    yield from view.speech.sentences(strings.SUMMARY_LEAD, **values)


def _allegation(view: View, count: int, allegation: Json) -> Iterator[Block]:
    speech = view.speech
    name = speech.say(strings.ALLEGATION, count=count)
    about = f"{speech.say(strings.ABOUT)}: {speech.pair(label_of(allegation['responsible_label']))}"
    status = label_of(allegation["status_label"])
    says = Table(
        [MEASURE - 118, 118],
        (),
        [
            [
                [
                    Text([Span(f"{name}  ", "Sans-Sb", ACCENT), Span(about, "Sans", GREY)], CELL),
                    Passage(allegation["text"], CELL_BOLD, at_most=ALLEGATION_LINES, more=view.more),
                ],
                Worded(allegation["status"], status, speech),
            ]
        ],
        pad=4,
        after=0,
        rules=False,
    )
    says.keeps_next = True
    yield says
    rows = [row for question in allegation["questions"] for row in _question(view, question)]
    if not rows:
        yield Text(speech.say(strings.NO_QUESTIONS), CELL_GREY, after=10)
        return
    head = [speech.pair(words) for words in (strings.QUESTION, strings.POINT, strings.FINDING, strings.MARKS_CITED)]
    yield Table([160, MEASURE - 160 - 118 - 62, 118, 62], head, rows, pad=3.2, after=9)


def _question(view: View, question: Json) -> Iterator[Sequence[Block | Sequence[Block]]]:
    """One row for each point that answers the question."""
    speech = view.speech
    words: Block = Passage(question["text"], CELL, at_most=QUESTION_LINES, more=view.more)
    if not question["points"]:
        yield [words, Text(speech.say(strings.NO_POINT), CELL_GREY), Gap(0), Gap(0)]
    for code in question["points"]:
        point = [Span(f"{code}  ", FIGURES.font, INK), Span(speech.say(_label(view, code)), CELL.font, INK)]
        marks = view.marks_by_point.get(code, [])
        yield [
            words,
            Text(point, CELL),
            finding(view, code),
            Text(view.mark_links([mark["label"] for mark in marks], FIGURES), FIGURES) if marks else Gap(0),
        ]
        words = Gap(0)


def _label(view: View, code: str) -> Label:
    return view.point_label(code) if code in view.points else Label("", "")


def finding(view: View, code: str) -> Block:
    """The conclusion about a point with its sign, or the words that it has no mark."""
    if code in view.marks_by_point and code in view.conclusions:
        conclusion = view.conclusions[code]
        return Worded(conclusion["result"], label_of(conclusion["result_label"]), view.speech, second=False)
    return Text(view.speech.pair(strings.NO_MARK), Face("Sans", 8.2, 11.4, GREY))


def _cannot_say(view: View) -> Iterator[list[str]]:
    """What no reader should take from this file, found from the case itself."""
    speech = view.speech
    yield speech.sentences(strings.CANNOT_COVERAGE if "coverage" in view.content else strings.CANNOT_LEDGER)
    if unplayed := [one["exhibit"] for one in recordings_of(view) if not one["played_to"]]:
        yield speech.sentences(strings.CANNOT_UNPLAYED, exhibits=_some(unplayed))
    without = [code for code in view.points if code not in view.marks_by_point]
    if without:
        critical = [code for code in without if view.points[code]["critical"]]
        words = speech.sentences(strings.CANNOT_POINTS, count=len(without), points=len(view.points))
        more = speech.sentences(strings.CANNOT_CRITICAL, codes=_some(critical))
        yield [f"{first} {second}" for first, second in zip(words, more, strict=True)] if critical else words
    recordings = view.content["recordings"]
    played = [recording for recording in recordings if is_timed(recording)]
    for sentence, found in (
        (strings.CANNOT_SOUND, [r for r in played if r["audio_usable"] == "no" or not r["sound"]]),
        (strings.CANNOT_SOUND_UNKNOWN, [r for r in played if r["sound"] and r["audio_usable"] == "unknown"]),
        (strings.CANNOT_CLOCK, [r for r in played if not r["clock"]["checked"]]),
        (strings.CANNOT_PLAY, [r for r in recordings if r["playable"] != "yes"]),
        (strings.CANNOT_GAPS, [r for r in recordings if r["gaps"]]),
    ):
        if found:
            yield speech.sentences(sentence, exhibits=_some([recording["exhibit"] for recording in found]))
    product = view.content["product"]
    stated = [
        strings.DATE_AND_DAY.filled(date=label, day=product["dates"][name]["day"])
        for name, label in strings.DATE_NAMES.items()
        if product and product["dates"][name] and not product["dates"][name]["exhibit"]
    ]
    if stated:
        dates = Label(", ".join(label.en for label in stated), "、".join(label.zh for label in stated))
        yield speech.sentences(strings.CANNOT_DATES, dates=dates)


def _some(labels: list[str], at_most: int = 24) -> str:
    """The labels with commas, cut after `at_most`."""
    return ", ".join(labels[:at_most]) + (" …" if len(labels) > at_most else "")
