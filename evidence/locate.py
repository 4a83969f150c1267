"""The way back: from a printed reference to the file, re-checked, and to the frame that was marked."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.casefile.pictures import intact_original
from evidence.errors import MediaDamaged, NotFound, RecordingMissing
from evidence.intake.derived import load_probed
from evidence.media.door import Clip, Picture, Probed
from evidence.media.frames import FrameTable
from evidence.model.mark import Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.reference import Reference
from evidence.store.cases import get_case
from evidence.store.exhibits import exhibits_of_recording, get_exhibit
from evidence.store.library import Library
from evidence.store.marks import list_marks


@dataclass(frozen=True, slots=True)
class Located:
    """Where a reference leads: the case and exhibit as this library names them, and the frame, sample or page."""

    case: str
    exhibit: Exhibit
    place: FramePlace | PagePlace
    frame: int | None
    shown_us: int | None
    picture: Picture | None


def locate(library: Library, reference: Reference) -> Located:
    """Follow a reference; the original is hashed again before it is trusted.

    The digest finds the file, so the way holds even where this library gives the case another label.

    Raises:
        RecordingMissing: the library has no recording with that digest, or its file is gone.
        Altered: the file's bytes have changed.
        NotFound: the recording has no such frame, or the reference contradicts the mark it names.
    """
    uses = exhibits_of_recording(library, reference.sha256)
    if not uses:
        raise RecordingMissing(
            f"This library has no recording whose SHA-256 begins with {reference.sha256[:16]}. "
            "Name the library that holds it with --library, or add the file.",
            f"此资料库没有 SHA-256 以 {reference.sha256[:16]} 开头的录音录像。请用 --library 指定资料库，或添加该文件。",
        )
    named = [use for use in uses if (use["case_label"], use["exhibit_label"]) == (reference.case, reference.exhibit)]
    use = named[0] if named else uses[0]
    case = get_case(library, use["case_id"])
    exhibit = get_exhibit(library, case.complaint.id, use["exhibit_label"])
    if named:
        _refuse_contradiction(library, case.complaint.id, reference)
    path = intact_original(library.layout, exhibit)
    if isinstance(reference.place, PagePlace):
        pages = exhibit.recording.facts.pages
        if pages is None or not 1 <= reference.place.page <= pages:
            raise _nowhere(exhibit)
        return Located(case.complaint.label, exhibit, reference.place, None, None, None)
    probed = load_probed(library.layout, exhibit.recording)
    with Clip(path, probed) as clip:
        if probed.table is None:
            sample = clip.sound_place(_sample_us(probed, reference.place, exhibit))
            return Located(case.complaint.label, exhibit, reference.place, None, sample.shown_us, None)
        frame = _frame_number(probed.table, reference.place)
        if frame is None:
            raise _nowhere(exhibit)
        picture = clip.frame(frame)
    if picture.pts * picture.time_base != reference.place.pts * reference.place.time_base:
        raise MediaDamaged(
            f"{exhibit.label} does not show the marked frame any more where its table says it is.",
            f"{exhibit.label} 在其帧表所示位置不再显示所标注的帧。",
        )
    return Located(case.complaint.label, exhibit, reference.place, frame, picture.shown_us, picture)


def _frame_number(table: FrameTable, place: FramePlace) -> int | None:
    """The frame with exactly this time; the reference may count in another unit than the table."""
    ticks = place.pts * place.time_base / table.time_base
    return table.number_of(ticks.numerator) if ticks.denominator == 1 else None
