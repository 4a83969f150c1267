"""From a case to its case file and back to a verdict: freezing, printing, registering, verifying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.making.order import Made, Order
from app.making.process import make_apart
from app.targets import refuse_target
from evidence.errors import NotFound
from evidence.intake.copying import hash_file
from evidence.model.entry import Head
from evidence.progress import Progress, no_progress
from evidence.store import records
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.rules import take_rules
from exports.signing.wish import SignWish
from exports.verify import (
    Export,
    Header,
    OriginalState,
    Report,
    Unreadable,
    check_against,
    is_bundle,
    verify_bundle,
    verify_case_file,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """A case file that lies safely on the disk and is registered."""

    path: Path
    sha256: str
    content_sha256: str
    pages: int
    head: Head
    signer: str = ""
    """Fingerprint of the certificate that it is signed with; "" where it is not."""


def export_case(
    library: Library,
    label: str,
    target: Path,
    *,
    language: str = "en",
    copy: str = "internal",
    sign: SignWish | None = None,
    progress: Progress = no_progress,
) -> Exported:
    """Write the case file of a case and register it; on any error or cancel `target` is as it was before.

    It is frozen and printed by a process of its own, so that nothing waits for it here. `progress` counts in
    thousandths.

    Raises:
        Refused: the target is no place for a file, or the copy cannot be made; see `leaving`.
        NotFound, RecordingMissing, Altered, MediaDamaged: see `freeze`.
        DiskProblem: it could not be written.
        ProcessEnded: the process was ended.
        Cancelled: the person stopped it.
    """
    refuse_target(target, library.layout)
    take_rules(library, get_case(library, label).complaint.id)
    order = Order(library.layout.root, library.writer, label, target, language, copy, sign=sign)
    made = make_apart(order, progress)
    register(library, made, order)
    return Exported(target, made.sha256, made.content_sha256, made.pages, made.head, made.signer)


def register(library: Library, made: Made, order: Order) -> None:
    """Note in the library what was made by an order."""
    bag = made.bag
    records.register_export(
        library,
        records.ExportRecord(
            made.case_id, made.case_label, "case.pdf" if bag else order.target.name, made.sha256, made.content_sha256,
            made.head, "", order.language, order.copy, made.pages,
        ),
        records.BundleRecord(
            order.target.name, bag.sha256, bag.tag_manifest_sha256, bool(made.signer), ",".join(bag.originals),
            bag.files, bag.octets,
        ) if bag else None,
    )  # fmt: skip


class LibraryRegister:
    """A library that vouches for the exports it has registered."""

    def __init__(self, library: Library) -> None:
        """Vouch from this library."""
        self._library = library

    def export(self, pdf_sha256: str) -> Export | None:
        """The export with this file digest."""
        found = records.exports(self._library, sha256=pdf_sha256)
        return _export(found[-1]) if found else None

    def bundle(self, tag_manifest_sha256: str) -> Export | None:
        """The export that went out in this bundle."""
        found = records.bundle_export(self._library, tag_manifest_sha256)
        return _export(found[0]) if found else None

    def exports_of(self, case_id: str) -> Sequence[Export]:
        """All registered exports of a case."""
        return [_export(record) for record in records.exports(self._library, case_id=case_id)]

    def journal_of(self, case_id: str) -> Sequence[Header] | None:
        """The case's journal, without bodies; None where the library has none."""
        headers = []
        for entry in records.entries(self._library, case_id):
            fields = asdict(entry)
            fields.pop("salt")
            fields.pop("body")
            headers.append(Header(**fields))
        return headers or None


def _export(record: records.ExportRecord) -> Export:
    return Export(
        record.case_label,
        record.content_sha256,
        record.head.seq,
        record.head.hash,
        record.made_at,
        record.copy,
        record.language,
    )


def verify_file(
    path: Path,
    library: Library | None,
    progress: Progress = no_progress,
    *,
    trust: Sequence[Path] = (),
    against: Path | None = None,
) -> Report:
    """Verify a case file or a bundle by itself, or with a library that may vouch for it.

    `trust` are files with certificates that are trusted, `against` is another bundle of the case to compare with.

    Raises:
        NotFound: there is no such file, or it cannot be read.
    """
    verify = verify_bundle if is_bundle(path) else verify_case_file
    try:
        if library is None:
            report = verify(path, trust=trust, progress=progress)
        else:
            register, originals = LibraryRegister(library), _originals(library)
            report = verify(path, register=register, originals=originals, trust=trust, progress=progress)
        return Report((*report.checks, check_against(path, against))) if against is not None else report
    except Unreadable as unreadable:
        raise NotFound(unreadable.sentence.en, unreadable.sentence.zh) from unreadable


def _originals(library: Library) -> Callable[[str], OriginalState]:
    def state(sha256: str) -> OriginalState:
        try:
            digest = hash_file(library.layout.original(sha256), no_progress)
        except OSError:
            return "missing"
        return "ok" if digest == sha256 else "altered"

    return state
