"""Section 6: the recordings and documents, each with its full SHA-256."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.timecode import format_time
from exports.pdf import strings
from exports.pdf.blocks import Block, NewPage, Passage, Text
from exports.pdf.data import Json
from exports.pdf.marks import clock_words
from exports.pdf.parts import Section, paragraphs
from exports.pdf.sheet import Sheet
from exports.pdf.speech import label_of
from exports.pdf.style import BODY, CELL, CELL_BOLD, CELL_GREY, FIGURES, FIGURES_GREY, MEASURE, OCHRE, Face
from exports.pdf.table import Cell, Table
from exports.pdf.view import View, clock_time, is_timed

GAPS_PRINTED = 4
_FIRST, _THIRD, _FOURTH = 52.0, 106.0, 132.0
_ATTENTION = Face("Sans-Md", 7.6, 10.4, OCHRE)


def recordings(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield NewPage()
    yield Section("6", strings.RECORDINGS, speech)
    yield from paragraphs(strings.RECORDINGS_SAY, speech)
    if not view.recordings:
        yield Text(speech.say(strings.NO_RECORDINGS), BODY)
        return
    head = [speech.pair(words) for words in (strings.EXHIBIT, strings.FILE, strings.CONTAINS, strings.STATE)]
    rows: list[list[Cell]] = [
        [_Label(exhibit), _file(view, recording), list(_contains(view, recording)), list(_state(view, recording))]
        for exhibit, recording in view.recordings.items()
    ]
    yield Table([_FIRST, MEASURE - _FIRST - _THIRD - _FOURTH, _THIRD, _FOURTH], head, rows, pad=5)


class _Label(Text):
    """The label of an exhibit, which links lead to."""

    def __init__(self, exhibit: str) -> None:
        super().__init__(exhibit, Face("Mono-Md", 7.6, 10.8))
        self._place = f"exhibit {exhibit}"

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.place(self._place, top + 12)
        super().draw(sheet, x, top)


def _file(view: View, recording: Json) -> list[Block]:
    speech = view.speech
    digest = recording["sha256"]
    title = recording["title"] or speech.say(label_of(recording["kind_label"]))
    where = [
        speech.say(strings.FROM, source=recording["received_from"]) if recording["received_from"] else "",
        speech.say(strings.BASIS, basis=recording["legal_basis"]) if recording["legal_basis"] else "",
        speech.say(strings.LINKED, at=clock_time(recording["linked"])) if recording["linked"] else "",
    ]
    blocks: list[Block] = [
        Passage(title, CELL_BOLD, at_most=2, more=view.more),
        Text(speech.pair(label_of(recording["kind_label"])), CELL_GREY),
        Passage(recording["file_name"], FIGURES, at_most=3, more=view.more),
        Text(digest[:32], FIGURES_GREY),
        Text(digest[32:], FIGURES_GREY),
    ]
    if any(where):
        blocks.append(Text(" · ".join(part for part in where if part), CELL_GREY, at_most=4))
    return blocks


def _contains(view: View, recording: Json) -> Iterator[Block]:
    say = view.speech.say
    if is_timed(recording) and recording["duration_us"]:
        yield Text(format_time(recording["duration_us"]), FIGURES)
    if recording["pages"]:
        yield Text(say(strings.PAGES_COUNT, count=recording["pages"]), CELL)
    if recording["frames"]:
        yield Text(say(strings.FRAMES, count=f"{recording['frames']:,}"), CELL_GREY)
        yield Text(say(strings.VARIABLE if recording["variable_rate"] else strings.CONSTANT), CELL_GREY)
    yield Text(say(strings.BYTES, count=f"{recording['size']:,}"), CELL_GREY)
    if recording["container"]:
        yield Text(recording["container"], CELL_GREY, at_most=2)
    if recording["table"] == "unconfirmed":
        yield Text(view.speech.pair(strings.UNCONFIRMED), _ATTENTION)
    if recording["gaps"]:
        yield Text(say(strings.GAPS, spans=_gaps(view, recording["gaps"])), _ATTENTION, at_most=6)


def _gaps(view: View, gaps: list[Json]) -> str:
    spans = ", ".join(f"{format_time(gap['from_us'])}–{format_time(gap['to_us'])}" for gap in gaps[:GAPS_PRINTED])
    left = len(gaps) - GAPS_PRINTED
    return view.speech.say(strings.MORE_GAPS, spans=spans, count=left) if left > 0 else spans


def _state(view: View, recording: Json) -> Iterator[Block]:
    speech, clock = view.speech, recording["clock"]
    playable = label_of(recording["playable_label"])
    yield Text(speech.pair(playable), CELL if recording["playable"] == "yes" else _ATTENTION)
    if recording["reason"]:
        yield Text(speech.say(label_of(recording["reason"])), _ATTENTION, at_most=5)
    for warning in recording["warnings"][:4]:
        yield Text(speech.say(label_of(warning)), CELL_GREY, at_most=3)
    if not is_timed(recording):
        return
    sound = label_of(recording["audio_usable_label"]) if recording["sound"] else strings.NO_TRACK
    yield Text(speech.pair(sound), CELL_GREY)
    if clock["start"]:
        yield Text(speech.say(strings.STARTS, at=clock_time(clock["start"])), CELL_GREY)
    yield Text(clock_words(view, recording), CELL_GREY if clock["checked"] else _ATTENTION, at_most=3)
