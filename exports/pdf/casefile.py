"""The case file on its way to the disk: whole or not at all."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from evidence.errors import DiskProblem
from evidence.progress import Progress, no_progress
from exports.pdf import strings
from exports.pdf.begun import begun
from exports.pdf.conform import conform
from exports.pdf.data import CaseFileData, PdfWritten
from exports.pdf.document import draw_document
from exports.pdf.seal import seal
from exports.pdf.sheet import Sheet
from exports.pdf.speech import Speech
from exports.pdf.text import one_line, visible
from exports.pdf.view import View

EDITIONS = ("en", "zh", "both")
_TITLE_LENGTH = 200


def write_case_file(
    case_file: CaseFileData, target: Path, *, language: str = "en", progress: Progress = no_progress
) -> PdfWritten:
    """Write the case file as a sealed PDF/A-3b with `case.json` attached.

    The same case gives the same bytes on any day and in any folder, as long as the versions of reportlab, pikepdf,
    zlib and the fonts are the same. `language` is the edition: en, zh or both. `progress` is told parts of a whole
    that is not known before the pages are laid out. A file that was there is replaced only when the new one is safe.

    Raises:
        DiskProblem: the folder is not there, read-only or full; nothing was changed.
        Cancelled: `progress` raised it; nothing was changed.
        ValueError: there is no such edition.
    """
    if language not in EDITIONS:
        raise ValueError(f"no edition {language!r}")
    speech = Speech(language)
    with _disk(target.parent), _temporary(target) as (pages_file, whole_file):
        pages = _print(View(case_file, speech), pages_file, progress)
        # What was drawn hangs together in circles; it must not lie in memory beside the second pass over the file.
        gc.collect()
        case, total = case_file.content["case"], 3 * pages
        conform(
            Path(pages_file.name),
            whole_file,
            case_file,
            title=one_line(visible(f"{case['label']} {case['title']}"))[:_TITLE_LENGTH],
            subject=speech.say(strings.SUBJECT, case=case["label"]),
            attachment=speech.say(strings.ATTACHMENT),
            written=lambda percent: progress(2 * pages + pages * percent // 100, total),
        )
        digest = seal(whole_file, case_file.content_sha256)
        os.fsync(whole_file.fileno())
        whole_file.close()
        progress(total, total)  # The last moment to stop.
        os.replace(whole_file.name, target)
        _sync_folder(target.parent)
    return PdfWritten(target, digest, pages, case_file.content_sha256)


def _print(view: View, file: IO[bytes], progress: Progress) -> int:
    """Lay out, draw and write the pages; their number."""
    sheet = Sheet(view.speech.tag)
    draw_document(sheet, view, lambda: progress(0, 0), lambda done, of: progress(done, 3 * of))
    pages = sheet.pages
    sheet.write(file, lambda done, of: progress(pages + pages * done // of, 3 * pages))
    file.flush()
    return pages


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise DiskProblem(
            strings.DISK.en.format(folder=folder, reason=reason), strings.DISK.zh.format(folder=folder, reason=reason)
        ) from refused


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Two files beside the target, gone afterwards whatever happens."""
    opened: list[IO[bytes]] = []
    try:
        for _ in range(2):
            opened.append((target.parent / f"{begun(target, os.getpid())}{secrets.token_hex(4)}.part").open("x+b"))
        yield opened[0], opened[1]
    finally:
        for file in opened:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                os.unlink(file.name)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can sync a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
