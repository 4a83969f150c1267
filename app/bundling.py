"""From a case to its bundle: frozen, printed, filled, written, registered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.exporting import register
from app.making.order import BagMade, Order
from app.making.process import make_apart
from app.targets import refuse_target
from evidence.model.entry import Head
from evidence.progress import Progress, no_progress
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.rules import take_rules
from exports.signing.wish import SignWish


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that lies safely on the disk and is registered."""

    path: Path
    case: str
    bag: BagMade
    pdf_sha256: str
    content_sha256: str
    head: Head
    signer: str
    """Fingerprint of the certificate; "" where it is not signed."""


def bundle_case(
    library: Library,
    label: str,
    target: Path,
    *,
    language: str = "en",
    copy: str = "internal",
    originals: str = "",
    sign: SignWish | None = None,
    progress: Progress = no_progress,
) -> Bundled:
    """Write the bundle of a case and register it; on any error or cancel `target` is as it was before.

    `originals`: `all`, `none`, or labels with commas between; by itself, all of them in the internal copy and none in
    others. A process of its own does it, so that nothing waits for it here. `progress` counts in thousandths.

    Raises:
        Refused: the target is no place for a file, or the copy takes no originals.
        NotFound, RecordingMissing, Altered, MediaDamaged: see `freeze` and `make_bundle`.
        DiskProblem: it could not be written.
        ProcessEnded: the process was ended.
        Cancelled: the person stopped it.
    """
    refuse_target(target, library.layout)
    take_rules(library, get_case(library, label).complaint.id)
    chosen = originals or ("all" if copy == "internal" else "none")
    order = Order(library.layout.root, library.writer, label, target, language, copy, chosen, sign)
    made = make_apart(order, progress)
    assert made.bag is not None
    register(library, made, order)
    return Bundled(target, made.case_label, made.bag, made.sha256, made.content_sha256, made.head, made.signer)
