"""The bundle of a frozen case, in the process that froze it: the case file goes in first, everything else beside it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.making.order import BagMade, Made, Order
from evidence.casefile.freezing import CaseVersion, working_folder
from evidence.errors import NotFound, Refused
from evidence.model.recording import Exhibit
from evidence.progress import Progress, part
from evidence.store import records
from evidence.store.durable import disk_errors
from evidence.store.library import Library
from evidence.store.transcripts import list_transcripts
from exports.bundle import names
from exports.bundle.making import Guest, Wanted, make_bundle
from exports.bundle.verify_text import Signed
from exports.clips.writing import part_of
from exports.viewer.guest import viewer

if TYPE_CHECKING:
    from exports.signing.pen import Pen

GUESTS: tuple[Guest, ...] = (viewer,)
"""What else goes into a bundle, from what is in it already: see `exports.bundle.making.Guest`."""

_BLOCK = 1 << 20
Print = Callable[[Order, CaseVersion, Path, Progress], Made]


def bag_case(
    order: Order, library: Library, version: CaseVersion, print_case: Print, pen: Pen | None, progress: Progress
) -> Made:
    """Write the bundle to its target.

    Raises:
        WorldError: see `make_bundle`; or a copy that leaves the house was to hold originals.
        NotFound: an exhibit was named that the case does not have.
    """
    originals = chosen_originals(version.frozen.exhibits, order.originals or "none", order.copy)
    case_id = version.frozen.case.complaint.id
    shown = {one["label"] for one in version.content["transcripts"]}
    with disk_errors(order.target), working_folder(library.layout) as folder:
        pdf = folder / "case.pdf"
        if pen is None:
            made = print_case(order, version, pdf, part(progress, 0, 150))
        else:
            made = print_and_sign(order, version, pdf, folder, pen, print_case, part(progress, 0, 150))
        wanted = Wanted(
            version=version,
            layout=library.layout,
            pdf=pdf,
            pdf_sha256=made.sha256,
            originals=originals,
            transcripts=[one for one in list_transcripts(library, case_id) if one.label in shown],
            earlier=[record.head for record in records.exports(library, case_id=str(case_id))],
            zone=library.zone,
            database=str((library.row("SELECT sqlite_version() AS version") or {})["version"]),
        )
        with part_of(order.target) as target:
            bagged = make_bundle(
                target.file, wanted, folder, guests=GUESTS,
                sign=partial(_sign, pen) if pen else None, signed=Signed(pen.stamps) if pen else None,
                progress=part(progress, 150, 900),
            )  # fmt: skip
            target.flush()
            digest = _digest(target.file, part(progress, 900, 999))
            progress(1000, 1000)  # the last moment to stop
    clips = Counter("none" if clip.made is None else clip.made.method for clip in bagged.clips)
    bag = BagMade(
        digest,
        bagged.tag_manifest_sha256,
        bagged.files,
        bagged.octets,
        tuple(exhibit.label for exhibit in originals),
        {name: clips[name] for name in ("copy", "encoded", "sound", "none")},
    )
    return replace(made, bag=bag)


def print_and_sign(
    order: Order, version: CaseVersion, target: Path, folder: Path, pen: Pen, print_case: Print, progress: Progress
) -> Made:
    """Write the case file, signed: nothing is changed in it after that.

    Raises:
        WorldError: see `write_case_file` and `Pen.sign_pdf`.
    """
    unsigned = folder / "unsigned.pdf"
    made = print_case(order, version, unsigned, part(progress, 0, 900))
    with part_of(target) as file, disk_errors(target):
        pen.sign_pdf(unsigned, file.file)
        file.flush()
        digest = _digest(file.file, part(progress, 900, 999))
        progress(1000, 1000)  # the last moment to stop
    unsigned.unlink()
    return replace(made, sha256=digest, signer=pen.fingerprint)


def _sign(pen: Pen, manifest: bytes) -> Iterator[tuple[str, bytes]]:
    """The signature over the tag manifest, and the time stamp over the signature."""
    signature = pen.sign_bytes(manifest)
    yield names.SIGNATURE, signature
    if pen.stamps:
        yield names.TIME_STAMP, pen.stamp(signature)


def chosen_originals(exhibits: Sequence[Exhibit], wish: str, copy: str) -> tuple[Exhibit, ...]:
    """The exhibits whose originals travel: `all`, `none`, or labels with commas between.

    Raises:
        NotFound: there is no exhibit of that label.
        Refused: originals in a copy that leaves the house would show what the copy covers.
    """
    named = [label.strip().upper() for label in wish.split(",") if label.strip()]
    if [label.lower() for label in named] == ["none"]:
        return ()
    if copy != "internal":
        raise Refused(
            "Originals do not travel with a copy that leaves the house: they show and say what the copy covers. "
            "Leave --originals away, or make the internal copy.",
            "对外副本不附原件：原件会显示副本所遮挡的内容。请去掉 --originals，或改用内部副本。",
        )
    if [label.lower() for label in named] == ["all"]:
        return tuple(exhibits)
    by_label = {exhibit.label: exhibit for exhibit in exhibits}
    for label in named:
        if label not in by_label:
            raise NotFound(
                f"The case has no exhibit {label[:40]}: say all, none, or labels such as EX-01,EX-02.",
                f"本案没有证据 {label[:40]}：请写 all、none，或如 EX-01,EX-02 的编号。",
            )
    return tuple(by_label[label] for label in dict.fromkeys(named))


def _digest(file: BinaryIO, progress: Progress) -> str:
    """The digest of the archive, read again."""
    digest, done, size = hashlib.sha256(), 0, file.seek(0, 2)
    file.seek(0)
    while piece := file.read(_BLOCK):
        digest.update(piece)
        done += len(piece)
        progress(done, size)
    return digest.hexdigest()
