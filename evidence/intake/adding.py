"""Linking files and folders to a case: each is copied, looked at behind the door, and registered in one transaction."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from evidence.canonical import clean_text
from evidence.clock.proposals import certain_clock
from evidence.errors import DiskProblem, WorldError, WrongUse
from evidence.intake.copying import Copied, copy_in, discard, keep, new_part, open_source, sweep
from evidence.intake.derived import save_tables
from evidence.intake.lending import with_lent_settings
from evidence.labels import Label
from evidence.media.door import Probed, probe
from evidence.media.facts import MediaFacts, Playable
from evidence.media.reasons import needs_parameters
from evidence.model.kinds import AudioUsable, ClockMethod, RecordingKind
from evidence.model.recording import Clock, Exhibit
from evidence.progress import Progress, no_progress, offset
from evidence.store.exhibits import Arrival, exhibits_of_recording, get_exhibit, link, set_facts
from evidence.store.layout import Layout
from evidence.store.library import Library
from evidence.timecode import Moment

JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
Report = Callable[["Linked | Declined"], None]
_ADDRESS = Label(
    "This is an address on a network, not a file. Save the recording to a disk and add the file.",
    "这是网络地址，不是文件。请先将录音录像保存到磁盘，再添加文件。",
)
_EMPTY_FOLDER = Label(
    "There is no file in this folder that could be linked: it is empty, or holds only what systems leave behind.",
    "该文件夹中没有可关联的文件：文件夹为空，或只有系统遗留文件。",
)
_OWN = Label(
    "This folder belongs to the library itself. Add the files from the place where they came from.",
    "该文件夹属于资料库本身。请从文件的来源位置添加。",
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A file that is an exhibit now, and whether it was one before."""

    path: Path
    exhibit: Exhibit
    already_linked: bool


@dataclass(frozen=True, slots=True)
class Declined:
    """A file that was not linked, and why."""

    path: Path
    reason: Label


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person says of the files: their kind (None: guessed), title, start on the wall clock, how received.

    Without `start` and `clock` a start is taken from a file name that leaves no doubt.
    """

    kind: RecordingKind | None = None
    title: str = ""
    start: Moment | None = None
    clock: Clock | None = None
    audio_usable: AudioUsable | None = None
    received_from: str = ""
    legal_basis: str = ""
    opening: str = ""
    """How to read sound without a header, a text of `evidence.media.opening_names`; "" where the content tells."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of every path."""

    linked: tuple[Linked, ...]
    declined: tuple[Declined, ...]


def add(
    library: Library,
    case_id: UUID,
    paths: Iterable[Path],
    wish: Wish | None = None,
    *,
    progress: Progress = no_progress,
    report: Report = lambda _: None,
) -> Added:
    """Link files and folders to a case. Interrupted at any moment and run again, it neither repeats nor halves a file.

    `progress` counts the bytes of all files (each is read twice); `report` tells of each file as it is done.

    Raises:
        WrongUse: one start was given for several files.
        Cancelled: the person stopped it; what was reported stays linked.
        DiskProblem: the library's own disk failed; what was reported stays linked.
    """
    sweep(library.layout)
    linked: list[Linked] = []
    declined: list[Declined] = []
    files = list(_files(library.layout, paths, declined))
    if len(files) > 1 and wish is not None and (wish.start is not None or wish.clock is not None):
        raise WrongUse(
            f"A start belongs to one recording, and these are {len(files)} files: add them one by one, or without a "
            "start and set their clocks afterwards. Nothing was linked.",
            f"起始时间只属于一份录像，而这里有 {len(files)} 个文件：请逐个添加，或先不带起始时间添加、之后再设时钟。"
            "未关联任何文件。",
        )
    for refused in declined:
        report(refused)
    total = max(1, 2 * sum(size for _, size in files))
    done = 0
    waiting = [(path, size, True) for path, size in files]
    while waiting:
        path, size, may_wait = waiting.pop(0)
        try:
            one = add_file(library, case_id, path, wish or Wish(), offset(progress, done, total), may_wait=may_wait)
        except DiskProblem:
            raise
        except WorldError as error:
            decline = Declined(path, error.sentence)
            _note_refusal(library, case_id, decline)
            declined.append(decline)
            report(decline)
        else:
            if one is None:  # an undamaged recording of its device may be among the others
                waiting.append((path, size, False))
                continue
            linked.append(one)
            report(one)
        done += 2 * size
        progress(min(done, total), total)
    return Added(tuple(linked), tuple(declined))


def add_file(
    library: Library, case_id: UUID, path: Path, wish: Wish, progress: Progress, *, may_wait: bool = False
) -> Linked | None:
    """Link one file. None, if it may wait, where it needs the settings of another recording and there is none yet.

    Raises:
        Refused: a script or playlist posing as a recording, or not a regular file.
        DiskProblem: the library's disk is full or failing.
    """
    part = new_part(library.layout)
    try:
        copied = copy_in(part, path, progress)
        probed = look(copied, lambda _done, _total: progress(2 * copied.size, 2 * copied.size), wish.opening)
        known = _known(library, copied.sha256)
        if known is None:
            probed = with_lent_settings(library, case_id, copied.part, copied.name, probed, no_progress)
        if known is None and may_wait and needs_parameters(probed.facts.reason):
            return None
        keep(library.layout, copied)
    finally:
        discard(part)
    if known is None:
        save_tables(library.layout, copied.sha256, probed)
    facts = probed.facts if known is None else known
    arrival = Arrival(
        sha256=copied.sha256,
        size=copied.size,
        source_name=copied.name,
        kind=wish.kind or guess_kind(facts),
        facts=facts,
        audio_usable=wish.audio_usable or _audio(facts),
        clock=_clock(wish, copied.name, facts, library.zone),
        title=wish.title or _title(copied.name),
        received_from=wish.received_from,
        legal_basis=wish.legal_basis,
    )
    exhibit, before = link(library, case_id, arrival)
    if exhibit.recording.facts.playable is Playable.NO and facts.playable is not Playable.NO:
        set_facts(library, copied.sha256, facts)  # nothing can have been marked in it by time
        exhibit = get_exhibit(library, case_id, exhibit.label)
    return Linked(path, exhibit, before)


def _known(library: Library, sha256: str) -> MediaFacts | None:
    """What is known of a recording that is here and plays already: marks stand on its tables, so these stay."""
    for use in exhibits_of_recording(library, sha256):
        facts = get_exhibit(library, UUID(use["case_id"]), use["exhibit_label"]).recording.facts
        return facts if facts.playable is not Playable.NO else None
    return None


def look(copied: Copied, progress: Progress, opening: str = "") -> Probed:
    """Look at a copy behind the door, under the name that it came with.

    Raises:
        Refused: it is a playlist or script under a media name.
    """
    return probe(copied.part, name=copied.name, opening=opening, progress=progress)


def guess_kind(facts: MediaFacts) -> RecordingKind:
    """A first guess at what a file is, from what is in it; the person may say otherwise."""
    if facts.pages is not None:
        return RecordingKind.DOCUMENT if facts.container in ("pdf", "text") else RecordingKind.PHOTO
    if facts.picture is not None:
        return RecordingKind.CCTV
    if facts.sound is not None:
        return RecordingKind.SERVICE_CALL
    return RecordingKind.OTHER


def _clock(wish: Wish, name: str, facts: MediaFacts, zone: str) -> Clock:
    """The clock that was wished for; otherwise the start that the file name gives beyond doubt, unchecked."""
    if wish.clock is not None:
        return wish.clock
    if wish.start is not None:
        return Clock(wish.start, method=ClockMethod.TYPED)
    return certain_clock(name, facts, zone, datetime.now(UTC)) or Clock()


def _audio(facts: MediaFacts) -> AudioUsable:
    """No usable sound where there is none; not assessed where there is some, or where nothing can be read yet."""
    known = facts.sound is None and facts.playable is not Playable.NO
    return AudioUsable.NO if known else AudioUsable.UNKNOWN


def _title(name: str) -> str:
    return re.sub(r"[_\s]+", " ", Path(name).stem).strip()


def _files(layout: Layout, paths: Iterable[Path], declined: list[Declined]) -> Iterable[tuple[Path, int]]:
    """Every file below the paths with its size, in a natural order; what cannot be looked into is declined."""
    for path in paths:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/+", str(path)) and not os.path.lexists(path):
            declined.append(Declined(path, _ADDRESS))
        elif not os.path.isdir(path) or os.path.islink(path):
            yield from _sized(path)
        elif Path(os.path.realpath(path)).is_relative_to(os.path.realpath(layout.root)):
            declined.append(Declined(path, _OWN))
        else:
            before, found = len(declined), list(_below(layout, path, declined))
            if not found and len(declined) == before:
                declined.append(Declined(path, _EMPTY_FOLDER))
            yield from found


def _below(layout: Layout, path: Path, declined: list[Declined]) -> Iterable[tuple[Path, int]]:
    """Every file below a folder. The library itself may lie there: its own files are nobody's evidence."""

    def unreadable(error: OSError) -> None:
        place, reason = Path(os.fsdecode(error.filename)), error.strerror or type(error).__name__
        sentence = Label(
            f"The folder “{place.name}” cannot be looked into ({reason}). Ask for access and add it again.",
            f"无法查看文件夹“{place.name}”（{reason}）。请申请权限后重新添加。",
        )
        declined.append(Declined(place, sentence))

    for folder, names, files in os.walk(path, onerror=unreadable):
        inside = [Path(folder, name) for name in sorted(names, key=_natural) if not name.startswith(".")]
        names[:] = [place.name for place in inside if not place.is_symlink() and not _same_place(place, layout.root)]
        for place in inside:
            if place.is_symlink():
                yield place, 0
        for name in sorted(files, key=_natural):
            if name.lower() not in JUNK and not name.startswith("._"):
                yield from _sized(Path(folder, name))


def _same_place(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _sized(path: Path) -> Iterable[tuple[Path, int]]:
    try:
        yield path, path.lstat().st_size
    except OSError:
        yield path, 0


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"([0-9]+)", name)]


def _note_refusal(library: Library, case_id: UUID, decline: Declined) -> None:
    """Keep in the library's journal that a file was refused, with its digest where it can be read."""
    digest = None
    try:
        handle = open_source(decline.path)
        with os.fdopen(handle, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (WorldError, OSError):
        pass
    with library.change() as change:
        change.record(
            library.id,
            "file_refused",
            {
                "case": str(case_id),
                "name": clean_text(decline.path.name),
                "sha256": digest,
                "reason": clean_text(decline.reason.en),
            },
        )
