"""Puts a bundle together: case file, data, originals, clips, stills, transcripts, journal, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from evidence.canonical import canonical
from evidence.casefile.freezing import CaseVersion
from evidence.model.entry import Head
from evidence.model.recording import Exhibit
from evidence.model.transcript import Transcript
from evidence.progress import Progress, part
from evidence.review.masking import in_force
from evidence.store.layout import Layout
from evidence.version import software_version
from exports.bundle import names, papers
from exports.bundle.bag import Bag, Kept, Sign
from exports.bundle.clips import MarkClip, Outside, clip_papers, cut_clips, files_of
from exports.bundle.storing import StoredZip
from exports.bundle.verify_text import Signed, verify_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes into a bundle. The case file lies at `pdf`; `originals` are those that travel with it."""

    version: CaseVersion
    layout: Layout
    pdf: Path
    pdf_sha256: str
    originals: Sequence[Exhibit]
    transcripts: Sequence[Transcript]
    earlier: Sequence[Head]
    zone: str
    database: str
    """The version of SQLite."""


@dataclass(frozen=True, slots=True)
class InBundle:
    """A bundle with everything in it but its guests: what they may show. Files are named as from its own folder."""

    version: CaseVersion
    files: Mapping[str, Kept]
    clips: Sequence[MarkClip]
    clip_files: Mapping[str, Path]
    """Where the clips lie on this disk while the bundle is made, by the label of the mark."""
    folder: Path
    """For temporary files; it goes when the bundle is made."""
    layout: Layout


Guest = Callable[[InBundle, Progress], Iterable[tuple[str, bytes]]]
"""Adds files of its own to the payload, `("data/viewer/index.html", b"…")`, in an order that is always the same."""


@dataclass(frozen=True, slots=True)
class Bagged:
    """What became of it."""

    tag_manifest_sha256: str
    files: int
    octets: int
    clips: Sequence[MarkClip]


def make_bundle(
    file: BinaryIO,
    wanted: Wanted,
    folder: Path,
    *,
    guests: Sequence[Guest] = (),
    sign: Sign | None = None,
    signed: Signed | None = None,
    progress: Progress,
) -> Bagged:
    """Write the bundle into an open, empty file; temporary files go into `folder`. Unsigned, it is the same every time.

    Raises:
        RecordingMissing, Altered: an original is not what was linked.
        OSError, DiskProblem: the disk is full or failing.
    """
    version, content = wanted.version, wanted.version.content
    head, label = content["version"]["head"], content["case"]["label"]
    shown = {mark["label"] for mark in content["marks"] if not mark["withdrawn"]}
    marks = [mark for mark in version.frozen.marks if mark.label in shown]
    outside = None if content["copy"] == "internal" else Outside(content, in_force(version.frozen.papers.masks))
    clips = cut_clips(wanted.layout, version.frozen.exhibits, marks, folder, part(progress, 0, 400), outside)
    bag = Bag(
        StoredZip(file, datetime.fromisoformat(content["version"]["as_of"])),
        names.folder_name(label, head["seq"], content["copy"]),
    )
    bag.add_file(names.PDF, wanted.pdf, wanted.pdf_sha256)
    bag.add(names.CASE, version.content_bytes)
    bag.add(names.LOG, papers.journal_lines(content))
    bag.add(names.HEAD, papers.heads(content, wanted.earlier))
    bag.add(names.ENVIRONMENT, papers.environment(wanted.zone, wanted.database))
    for mark_label in sorted(version.pictures):
        kept = version.pictures[mark_label]
        bag.add_file(names.still_name(mark_label), kept.path, kept.sha256)
    for transcript in wanted.transcripts:
        name = names.transcript_name(transcript.exhibit_label, transcript.label)
        bag.add(name, papers.transcript_paper(transcript))
    for clip in clips:
        if clip.path is not None and clip.made is not None:
            bag.add_file(clip.name, clip.path, clip.made.sha256)
    bag.add(names.CLIP_PAPERS, canonical(clip_papers(clips)))
    _add_originals(bag, wanted, part(progress, 400, 900))
    known = InBundle(version, bag.payload, clips, files_of(clips), folder, wanted.layout)
    for place, guest in enumerate(guests):
        begin, end = 900 + 100 * place // len(guests), 900 + 100 * (place + 1) // len(guests)
        for name, data in guest(known, part(progress, begin, end)):
            bag.add(name, data)
    text = verify_text(label, head["seq"], content["copy"], signed)
    digest = bag.close(_info(wanted, signed), {names.VERIFY: text}, sign)
    progress(1000, 1000)
    kept_files = bag.payload.values()
    return Bagged(digest, len(bag.payload), sum(kept.size for kept in kept_files), clips)


def _add_originals(bag: Bag, wanted: Wanted, progress: Progress) -> None:
    """Each original once, even where it is an exhibit twice."""
    chosen = {exhibit.recording.sha256: exhibit for exhibit in reversed(wanted.originals)}
    done, total = 0, sum(exhibit.recording.size for exhibit in chosen.values())
    for exhibit in sorted(chosen.values(), key=lambda one: (len(one.label), one.label)):
        recording = exhibit.recording
        step = part(progress, 1000 * done // max(1, total), 1000 * (done + recording.size) // max(1, total))
        name = names.media_name(recording.sha256, exhibit.source_name)
        bag.add_file(name, wanted.layout.original(recording.sha256), recording.sha256, step)
        done += recording.size
    progress(1000, 1000)


def _info(wanted: Wanted, signed: Signed | None) -> list[tuple[str, str]]:
    content = wanted.version.content
    head, case = content["version"]["head"], content["case"]
    travelling = {exhibit.recording.sha256 for exhibit in wanted.originals}
    labels = [exhibit.label for exhibit in wanted.version.frozen.exhibits if exhibit.recording.sha256 in travelling]
    shown = [recording["exhibit"] for recording in content["recordings"]]
    there = [label for label in shown if label in labels]
    return [
        ("Bag-Software-Agent", f"replaydesk {software_version()}"),
        ("Bagging-Date", content["version"]["as_of"][:10]),
        ("External-Identifier", case["id"]),
        ("Internal-Sender-Identifier", case["label"]),
        ("Internal-Sender-Description", f"Case {case['label']}, version of journal entry {head['seq']}"),
        ("Copy", content["copy"]),
        ("Journal-Head", f"{head['seq']} {head['hash']}"),
        ("Originals", "all" if there == shown else ", ".join(there) or "none"),
        ("Signature-File", names.SIGNATURE if signed else "none"),
        *([("Time-Stamp-File", names.TIME_STAMP)] if signed and signed.stamped else []),
    ]
