"""`marks --from`: marks of another program become marks of a case, all of them or none."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.annotations.notes import Note
from evidence.annotations.reading import read_annotations, said_by
from evidence.errors import NO, YES, NotFound, WorldError, WrongUse
from evidence.intake.derived import load_probed, original_path
from evidence.labels import Label
from evidence.media.clip import Clip
from evidence.model.case import Case
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft, Span
from evidence.model.recording import Exhibit
from evidence.review.marking import point_of, refuse_unsound, span_by_times
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.marks import make_mark
from evidence.timecode import format_time
from evidence.transcripts.reading import read_file

MADE = Label("{count} marks made in {exhibit}.", "已在 {exhibit} 中生成 {count} 个标注。")
WOULD = Label("{count} marks would be made in {exhibit}.", "将在 {exhibit} 中生成 {count} 个标注。")
NOTHING_MADE = Label("Nothing was marked: {count} could not be taken.", "未生成任何标注：有 {count} 个无法采用。")
UNSAID = Label(
    "it names no point, verdict and how it is known; give --point, --verdict and --how for such",
    "未注明要点、判定和知悉方式；请用 --point、--verdict、--how 指定",
)


def bring_in(options: argparse.Namespace, output: Output) -> int:
    """Read a file and mark what it holds; 1 and nothing marked where some of it cannot be."""
    if not options.exhibit:
        raise WrongUse("Say in which exhibit the marks lie: --exhibit EX.", "请指明标注所在的证据：--exhibit EX。")
    read = read_annotations(read_file(options.source), options.source.name, options.observation)
    with open_library(options) as library:
        case = get_case(library, options.case)
        complaint = case.complaint
        exhibit = get_exhibit(library, complaint.id, options.exhibit)
        drafts, refused = _drafts(library, case, exhibit, read.notes, options, output)
        labels: list[str] = []
        if not refused and not options.dry_run:
            with library.change():
                labels = [make_mark(library, complaint.id, exhibit, draft).label for draft in drafts]
    lost = [one.text(output.language) for one in read.lost]
    document = {
        "case": complaint.label,
        "exhibit": exhibit.label,
        "marks": labels,
        "would": len(drafts) if options.dry_run else None,
        "lost": lost,
        "refused": [{"at_us": note.from_us, "reason": why.text(output.language)} for note, why in refused],
    }
    said = NOTHING_MADE if refused else WOULD if options.dry_run else MADE
    head = said.filled(count=len(refused) if refused else len(drafts), exhibit=exhibit.label).text(output.language)
    reasons = [f"  {format_time(note.from_us)}  {why.text(output.language)}" for note, why in refused]
    output.document(document, [head, *(f"  {one}" for one in lost), *reasons])
    return NO if refused else YES


def _drafts(
    library: Library,
    case: Case,
    exhibit: Exhibit,
    notes: tuple[Note, ...],
    options: argparse.Namespace,
    output: Output,
) -> tuple[list[MarkDraft], list[tuple[Note, Label]]]:
    """What the notes become on the frames of an exhibit, and why some do not."""
    if exhibit.recording.facts.pages is not None:
        raise NotFound(f"{exhibit.label} has no times to mark.", f"{exhibit.label} 没有可标注的时间。")
    probed = load_probed(library.layout, exhibit.recording)
    progress = output.progress(Label("Marking", "正在标注"))
    drafts: list[MarkDraft] = []
    refused: list[tuple[Note, Label]] = []
    with Clip(original_path(library.layout, exhibit.recording), probed) as clip:
        for number, note in enumerate(notes):
            progress(number, len(notes))
            try:
                draft = _draft(case, note, options, span_by_times(clip, probed, *_times(note)))
                refuse_unsound(exhibit, draft)
            except WorldError as error:
                refused.append((note, error.sentence))
            else:
                drafts.append(draft)
    return drafts, refused


def _times(note: Note) -> tuple[int, int | None]:
    return note.from_us, note.to_us if note.to_us > note.from_us else None


def _draft(case: Case, note: Note, options: argparse.Namespace, place: Span) -> MarkDraft:
    """A note as a mark: what our own words in it say, else what was asked for; its words are then the quote."""
    said = said_by(note)
    code = said.point or options.point
    verdict = said.verdict or (Verdict(options.verdict) if options.verdict else None)
    how = said.how or (How(options.how) if options.how else None)
    if not code or verdict is None or how is None:
        raise WrongUse(UNSAID.en, UNSAID.zh)
    point = point_of(case, code)
    quote = said.quote if said.point else note.text
    comment = said.note if said.point else note.code
    return MarkDraft(place, point.code, verdict, how, quote, comment, speaker=note.who)
