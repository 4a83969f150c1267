"""From the sample material to a library: linked, marked, exported and verified by the same code as any case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.demo.generate import make_material
from app.demo.material import MadeFile, MarkPlan, Material, PagePlan
from app.exporting import Exported, export_case, verify_file
from evidence.intake.adding import Wish, add
from evidence.intake.derived import load_probed, original_path
from evidence.media.clip import Clip
from evidence.model.case import Case, DatedFact
from evidence.model.mark import MarkDraft
from evidence.model.places import PagePlace
from evidence.model.recording import Clock, Exhibit
from evidence.progress import Progress, no_progress, part
from evidence.review.marking import refuse_unsound, span_by_times
from evidence.store.cases import new_case, save_case
from evidence.store.library import Library
from evidence.store.marks import make_mark
from evidence.timecode import parse_wall
from exports.verify import Report

FOLDER = "replaydesk-demo"
ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Built:
    """The sample library and what was made from it."""

    library: Path
    material: Path
    case: str
    exported: Exported
    report: Report


def build_demo(folder: Path, progress: Progress = no_progress) -> Built:
    """Make the sample library below `folder`: material/, library/, the case file. `progress` counts in thousandths.

    Raises:
        LibraryProblem, DiskProblem: the folder is in use or cannot be written.
        Cancelled: the person stopped it.
    """
    with Library.create(folder / "library", zone=ZONE) as library:
        material = make_material(folder / "material", progress=part(progress, 0, 700))
        label = link_and_mark(library, material, part(progress, 700, 850))
        exported = export_case(library, label, folder / f"{label}-case-file.pdf", progress=part(progress, 850, 970))
        report = verify_file(exported.path, library)
        progress(1000, 1000)
        return Built(library.layout.root, material.folder, label, exported, report)


def free_folder(parent: Path) -> Path:
    """A name for the sample folder that is not taken."""
    names = [parent / FOLDER, *(parent / f"{FOLDER}-{number}" for number in range(2, 1000))]
    return next((folder for folder in names if not folder.exists()), names[0])


def link_and_mark(library: Library, material: Material, progress: Progress = no_progress) -> str:
    """Register the sample complaint, link its files and make its marks; the label of the case."""
    planned = material.case.complaint
    complaint = new_case(
        library,
        kind=planned.kind,
        rule_pack=planned.rule_pack,
        title=planned.title,
    )
    exhibits: dict[str, Exhibit] = {}
    for done, made in enumerate(material.files):
        linked = add(library, complaint.id, [made.path], _wish(made)).linked
        exhibits[made.key] = linked[0].exhibit
        progress(done, 2 * len(material.files))
    described = replace(planned, id=complaint.id, label=complaint.label, zone=complaint.zone,
                        checklist_version=complaint.checklist_version,
                        handling_version=complaint.handling_version)  # fmt: skip
    save_case(library, replace(material.case, complaint=described, product=_evidenced(material, exhibits).product))
    for done, plan in enumerate(material.marks):
        exhibit = exhibits[plan.file]
        draft = _draft(library, exhibit, plan)
        refuse_unsound(exhibit, draft)
        make_mark(library, complaint.id, exhibit, draft)
        progress(len(material.marks) + done, 2 * len(material.marks))
    return complaint.label


def _wish(made: MadeFile) -> Wish:
    start = parse_wall(made.start, ZONE) if made.start else None
    return Wish(
        kind=made.kind,
        title=made.title.en,
        clock=Clock(start, made.offset_us, made.uncertainty_us, made.method),
        audio_usable=made.audio_usable,
        received_from=made.received_from,
        legal_basis=made.legal_basis,
    )


def _evidenced(material: Material, exhibits: dict[str, Exhibit]) -> Case:
    """The case with each date citing the exhibit that proves it."""
    product = material.case.product
    for field, key in material.evidenced:
        fact: DatedFact | None = getattr(product, field)
        if product and fact:
            changes: dict[str, Any] = {field: replace(fact, exhibit=exhibits[key].id)}
            product = replace(product, **changes)
    return replace(material.case, product=product)


def _draft(library: Library, exhibit: Exhibit, plan: MarkPlan) -> MarkDraft:
    if isinstance(plan.place, PagePlan):
        place = PagePlace(plan.place.page, plan.place.box)
        return MarkDraft(place, plan.point, plan.verdict, plan.how, plan.quote, plan.note)
    probed = load_probed(library.layout, exhibit.recording)
    with Clip(original_path(library.layout, exhibit.recording), probed) as clip:
        span = span_by_times(clip, probed, plan.place.in_us, plan.place.out_us)
    return MarkDraft(span, plan.point, plan.verdict, plan.how, plan.quote, plan.note)
