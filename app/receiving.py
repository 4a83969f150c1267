"""Taking a bundle into one's own library: verified, originals put where they belong, then the case in one step."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.exporting import verify_file
from evidence.errors import Altered, NotFound, Refused
from evidence.intake.copying import Copied, discard, keep, new_part
from evidence.model.entry import Entry
from evidence.progress import Progress, no_progress, part
from evidence.store.durable import disk_errors
from evidence.store.library import Library
from evidence.store.receiving import Received, receive_case, untaken
from evidence.store.remaking import Arriving
from exports.verify import Answer, Report, is_bundle
from exports.verify.bundle.source import Source, open_source, read_whole

_CASE, _TAGS = "data/case.json", "tagmanifest-sha256.txt"
_MOST = 64 << 20


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A case that is in this library now, what its bundle was found to be, and how many originals are new here."""

    received: Received
    report: Report
    head: tuple[int, str]
    originals: int


def take_in(library: Library, path: Path, progress: Progress = no_progress, *, trust: Sequence[Path] = ()) -> TakenIn:
    """Verify a bundle and take its case in, with its journal. `progress` counts in thousandths.

    Raises:
        Refused: it is not whole, not the internal copy, lacks originals, or the case does not fit what is here.
        NotFound: there is no such file.
        DiskProblem: the library's disk is full or failing. In each case the library is as it was.
    """
    if not is_bundle(path):
        raise NotFound(
            f"“{path.name}” is not there, or is no bundle. Name the archive, or the folder of an unpacked bundle.",
            f"“{path.name}”不存在或不是证据包。请给出压缩包，或已解包的证据包文件夹。",
        )
    before = _tag_digest(path)
    report = verify_file(path, None, part(progress, 0, 500), trust=trust)
    _refuse_unsound(report)
    with disk_errors(path), open_source(path) as (source, _):
        tags = hashlib.sha256(read_whole(source, _TAGS, _MOST) or b"").hexdigest()
        case = json.loads(read_whole(source, _CASE, _MOST) or b"null")
        if tags != before or hashlib.sha256(_read(source, _CASE)).hexdigest() != _listed(source).get(_CASE):
            raise Altered(f"“{path.name}” changed while it was read.", f"“{path.name}”在读取过程中发生变化。")
        if case["copy"] != "internal":
            raise Refused(
                "This is a copy for outside, from which things were left out: only an internal copy can be taken in.",
                "这是有删减的对外副本：只能接收内部副本。",
            )
        entries = [Entry(**entry) for entry in case["journal"]["entries"]]
        with _originals(library, source, case, sorted(set(untaken(entries))), part(progress, 500, 950)) as new:
            received = receive_case(library, _arriving(path, source, case, entries, tags, report))
    progress(1000, 1000)
    head = entries[-1]
    return TakenIn(received, report, (head.seq, head.hash), len(new))


def _tag_digest(path: Path) -> str:
    with open_source(path) as (source, _):
        return hashlib.sha256(read_whole(source, _TAGS, _MOST) or b"").hexdigest()


def _refuse_unsound(report: Report) -> None:
    """Nothing that failed comes in; who vouches for it is written down, and for people to weigh."""
    wrong = [check for check in report.checks if check.verdict is Answer.FAILED]
    if not wrong and report.integrity is Answer.PASSED:
        return
    first = (wrong or [check for check in report.checks if check.verdict is not Answer.PASSED])[0]
    raise Refused(
        f"The bundle is not sound, so nothing was taken in: {first.reason.en}",
        f"证据包未通过核验，未接收任何内容：{first.reason.zh}",
    )


def _arriving(
    path: Path, source: Source, case: dict[str, Any], entries: Sequence[Entry], tags: str, report: Report
) -> Arriving:
    lines = {}
    for name in source.sizes:
        if name.startswith("data/transcripts/"):
            told = json.loads(_read(source, name))
            lines[told["label"]] = told["lines"]
    provenance = {
        "file": path.name,
        "tag_manifest_sha256": tags,
        "content_sha256": hashlib.sha256(_read(source, _CASE)).hexdigest(),
        "integrity": report.integrity.value,
        "origin": report.origin.value,
        "signed": [one.reason.en for one in report.checks if one.name == "bundle_signature"],
        "made_with": case["software"]["version"],
    }
    groups = {one["group"]: one["title"] for one in case.get("memberships", ())}
    lists = {one["id"]: one["digest"] for one in case["checklist"].get("lists", ())}
    return Arriving(entries, lines, case["team"]["members"], groups, provenance, lists)


def _read(source: Source, name: str) -> bytes:
    return read_whole(source, name, _MOST) or b""


def _listed(source: Source) -> dict[str, str]:
    lines = _read(source, "manifest-sha256.txt").decode("utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


@contextmanager
def _originals(
    library: Library, source: Source, case: dict[str, Any], needed: Sequence[str], progress: Progress
) -> Iterator[list[Path]]:
    """The originals of the case, in their places; those that are new here go again if the block fails.

    Raises:
        Refused: one is neither in the bundle nor in the library.
    """
    listed = _listed(source)
    places = {listed[name]: name for name in source.sizes if name.startswith("data/media/") and name in listed}
    layout = library.layout
    new: list[Path] = []
    labels = {recording["sha256"]: recording["exhibit"] for recording in case["recordings"]}
    missing = [labels.get(one, one[:12]) for one in needed if one not in places and not layout.original(one).exists()]
    if missing:
        raise Refused(
            f"The originals of {', '.join(missing[:5])} are neither in the bundle nor in this library. Ask for a "
            "bundle with all originals.",
            f"{'、'.join(missing[:5])} 的原件既不在证据包中，也不在本资料库中。请索取附全部原件的证据包。",
        )
    try:
        for number, sha256 in enumerate(needed):
            if not layout.original(sha256).exists():
                new.append(_put(library, source, places[sha256], sha256))
            progress(number + 1, len(needed))
        yield new
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def _put(library: Library, source: Source, name: str, sha256: str) -> Path:
    """One original, hashed on its way."""
    part_path, digest, size = new_part(library.layout), hashlib.sha256(), 0
    try:
        with disk_errors(part_path):
            handle = os.open(part_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                for piece in source.pieces(name):
                    digest.update(piece)
                    size += len(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        if digest.hexdigest() != sha256:
            raise Altered(f"“{name}” changed while it was read.", f"“{name}”在读取过程中发生变化。")
        return keep(library.layout, Copied(part_path, sha256, size, name.rpartition("/")[2]))
    finally:
        discard(part_path)
