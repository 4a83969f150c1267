"""`clock`: where a recording stands on the wall clock, what it proposes itself, and setting it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.clock.disagreement import Disagreement, about_events, against_claims
from evidence.clock.filenames import Certainty
from evidence.clock.known_events import Fit, KnownEvent, from_known_events, from_reading
from evidence.clock.proposals import Proposal, proposals_for
from evidence.clock.setting import ClockWish, clock_with, parse_drift, sound_doubt
from evidence.errors import YES, Refused, WrongUse
from evidence.labels import Label
from evidence.model.case import Case
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock, Exhibit
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit, set_clock
from evidence.store.library import Library
from evidence.timecode import parse_time, parse_wall

UNDO = Label(
    "To undo it, set the clock again: the journal keeps what it was. No mark has changed, only where it stands.",
    "如需撤销，请重新设定：原值留在日志中。标注均未改变，只是对应的实际时间不同。",
)
PROPOSED = Label("proposed:", "建议：")
TYPED = ("start", "offset", "drift", "uncertainty", "method")


def clock_verb(options: argparse.Namespace, output: Output) -> int:
    """Show the clock of an exhibit and what it proposes; set it if anything is said."""
    with open_library(options) as library:
        case = get_case(library, options.case)
        exhibit = get_exhibit(library, case.complaint.id, options.exhibit)
        before = exhibit.recording.clock
        proposals = proposals_for(exhibit, library.zone)
        fit, apart = _wanted(library, case, exhibit, proposals, options)
        changed = fit is not None and fit.clock != before
        if fit is not None and changed and not options.dry_run:
            set_clock(library, case.complaint.id, exhibit, fit.clock)
            output.say(UNDO)
        zone = library.zone
    if fit is not None and options.start is not None and fit.clock.start and fit.clock.start.zone == zone:
        output.say(
            Label(
                f"The start has no offset: taken in the library's zone, {zone}.",
                f"起始时间未带时区偏移：按资料库时区 {zone} 处理。",
            )
        )
    clock = fit.clock if fit else before
    apart = (*apart, *against_claims(_named(exhibit), clock, proposals))
    document: dict[str, Any] = {
        "case": case.complaint.label,
        "exhibit": exhibit.label,
        "clock": clock_document(clock),
        "before": clock_document(before) if changed else None,
        "set": changed and not options.dry_run,
        "reason": fit.because.text(output.language) if fit and fit.because.en else None,
        "proposals": [_proposal(one, output.language) for one in proposals],
        "disagreements": [_disagreement(one, output.language) for one in apart],
    }
    output.document(document, _lines(document, output.language))
    return YES


def clock_document(clock: Clock) -> dict[str, Any]:
    """A clock as the contract prints it; `first_frame` is the start with its offset applied."""
    first = clock.wall(0)
    return {
        "start": clock.start.text(6) if clock.start else None,
        "offset_us": clock.offset_us,
        "drift_ppb": clock.drift_ppb,
        "uncertainty_us": clock.uncertainty_us,
        "method": clock.method.value,
        "checked": clock.checked,
        "first_frame": first.text(6) if first else None,
    }


def _wanted(
    library: Library,
    case: Case,
    exhibit: Exhibit,
    proposals: tuple[Proposal, ...],
    options: argparse.Namespace,
) -> tuple[Fit | None, tuple[Disagreement, ...]]:
    """The clock that the call asks for, None if it asks for none; and how far clocks are apart about its events."""
    typed = any(getattr(options, name) is not None for name in TYPED)
    ways = [bool(options.propose), bool(options.event or options.like or options.wall), bool(options.clear)]
    if sum(ways) > 1 or (typed and options.clear) or (options.start is not None and any(ways)):
        raise WrongUse(
            "Choose one way: --start, --propose, --event, or --clear.",
            "请择一：--start、--propose、--event 或 --clear。",
        )
    if not typed and not any(ways):
        return None, ()
    if exhibit.recording.facts.pages is not None:
        raise WrongUse(
            f"{exhibit.label} is a document or photo: only recordings run on a clock.",
            f"{exhibit.label} 是文件或照片：只有录音录像才有时钟。",
        )
    if options.clear:
        return Fit(Clock(), Label("", "")), ()
    if options.propose:
        taken = _taken(proposals, ClockMethod(options.propose))
        return Fit(_typed(taken.clock or Clock(), options, library), taken.because), ()
    if ways[1]:
        return _by_event(library, case, exhibit, options)
    return Fit(_typed(exhibit.recording.clock, options, library), Label("", "")), ()


def _typed(clock: Clock, options: argparse.Namespace, library: Library) -> Clock:
    if all(getattr(options, name) is None for name in TYPED):
        return clock
    wish = ClockWish(
        start=parse_wall(options.start, library.zone) if options.start is not None else None,
        offset_us=parse_time(options.offset) if options.offset is not None else None,
        drift_ppb=parse_drift(options.drift) if options.drift is not None else None,
        uncertainty_us=parse_time(options.uncertainty) if options.uncertainty is not None else None,
        method=ClockMethod(options.method) if options.method is not None else None,
    )
    return clock_with(clock, wish)


def _taken(proposals: tuple[Proposal, ...], method: ClockMethod) -> Proposal:
    """The one proposal of this kind that may be taken without choosing.

    Raises:
        Refused: there is none, or there are several.
    """
    mine = [one for one in proposals if one.method is method]
    usable = [one for one in mine if one.certainty in (Certainty.CERTAIN, Certainty.LIKELY)]
    if len(usable) == 1 and sum(one.certainty.usable for one in mine) == 1:
        return usable[0]
    if not mine:
        raise Refused("It proposes no start. Type one with --start.", "没有可用的起始时间。请用 --start 输入。")
    en = "; ".join(f"{_start(one) or one.text}: {one.because.en}" for one in mine)
    zh = "；".join(f"{_start(one) or one.text}：{one.because.zh}" for one in mine)
    raise Refused(f"It leaves a doubt. {en} Choose with --start.", f"存在疑问。{zh}请用 --start 选定。")


def _start(proposal: Proposal) -> str:
    return proposal.clock.start.text() if proposal.clock and proposal.clock.start else ""


def _by_event(
    library: Library, case: Case, exhibit: Exhibit, options: argparse.Namespace
) -> tuple[Fit, tuple[Disagreement, ...]]:
    clock = exhibit.recording.clock
    doubt_us = sound_doubt(parse_time(options.uncertainty)) if options.uncertainty is not None else None
    if options.offset is not None or (options.drift is not None and len(options.event) != 1):
        raise WrongUse(
            "An event sets the offset itself, and two set the drift.", "事件本身决定偏差，两个事件决定走时。"
        )
    if options.drift is not None:
        clock = replace(clock, drift_ppb=parse_drift(options.drift))
    method = ClockMethod(options.method) if options.method is not None else None
    places = [parse_time(text) for text in options.event]
    if options.wall is not None:
        if len(places) != 1 or options.like:
            raise WrongUse("--is goes with one --event.", "--is 须与一个 --event 同用。")
        wall = parse_wall(options.wall, library.zone)
        found = from_reading(clock, places[0], wall, doubt_us, method or ClockMethod.TYPED)
        return Fit(found, Label("", "")), ()
    others = {name for name, _ in options.like}
    if not places or len(places) != len(options.like):
        raise WrongUse(
            "Every --event AT needs its --like EX2 AT2, or one --is WALLTIME.",
            "每个 --event AT 须配一个 --like EX2 AT2，或配一个 --is WALLTIME。",
        )
    found_others = {get_exhibit(library, case.complaint.id, name).label for name in others}
    if len(found_others) != 1 or exhibit.label in found_others:
        raise WrongUse("The events must be seen in one other exhibit.", "事件须见于同一个其他证据。")
    other = get_exhibit(library, case.complaint.id, options.like[0][0])
    events = [
        KnownEvent(parse_time(at_a), at_b, doubt_us) for at_b, (_, at_a) in zip(places, options.like, strict=True)
    ]
    fit = from_known_events(other.recording.clock, events, clock, duration_us=exhibit.recording.facts.duration_us)
    before = about_events(_named(other), other.recording.clock, _named(exhibit), exhibit.recording.clock, events)
    return (Fit(replace(fit.clock, method=method), fit.because) if method else fit), before


def _named(exhibit: Exhibit) -> Label:
    return Label(exhibit.label, exhibit.label)


def _proposal(one: Proposal, language: str) -> dict[str, Any]:
    return {
        "method": one.method.value,
        "text": one.text,
        "start": one.clock.start.text(6) if one.clock and one.clock.start else None,
        "end": one.end.text(6) if one.end else None,
        "uncertainty_us": one.clock.uncertainty_us if one.clock else None,
        "certainty": one.certainty.value,
        "reason": one.because.text(language),
    }


def _disagreement(one: Disagreement, language: str) -> dict[str, Any]:
    return {
        "first": one.first.name.text(language),
        "second": one.second.name.text(language),
        "apart_us": one.apart_us,
        "doubt_us": one.doubt_us,
        "verdict": one.answer.value,
        "reason": one.sentence.text(language),
    }


def _lines(document: dict[str, Any], language: str) -> list[str]:
    clock, unchecked = document["clock"], Label("unchecked", "未核对").text(language)
    doubt = f"±{clock['uncertainty_us'] / 1_000_000:.6f} s" if clock["checked"] else unchecked
    drift = [f"{clock['drift_ppb'] / 1000:+.3f} ppm"] if clock["drift_ppb"] else []
    start = clock["start"] or Label("no start", "无起始时间").text(language)
    lines = [
        "  ".join(
            [document["exhibit"], start, f"{clock['offset_us'] / 1_000_000:+.6f} s", *drift, doubt, clock["method"]]
        )
    ]
    lines += [document["reason"]] if document["reason"] else []
    lines += [
        "  ".join(
            [PROPOSED.text(language), one["method"], one["start"] or "-", one["certainty"], one["text"], one["reason"]]
        )
        for one in document["proposals"]
    ]
    return [*lines, *(one["reason"] for one in document["disagreements"])]
