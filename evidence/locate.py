"""The way back: from a printed reference to the file, re-checked, and to the frame that was marked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.casefile.pictures import intact_original
from evidence.errors import MediaDamaged, NotFound, RecordingMissing
from evidence.intake.derived import load_probed
from evidence.media.clip import Clip
from evidence.media.door import Probed
from evidence.media.pictures import Picture
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
            f"此资料库没有 SHA-256 以 {reference.sha256[:16]} 开头的录音录像。"
            "请用 --library 指定资料库，或添加该文件。",
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
        frame = probed.table.number_at(reference.place.pts, reference.place.time_base)
        if frame is None:
            raise _nowhere(exhibit)
        picture = clip.frame(frame)
    if picture.pts * picture.time_base != reference.place.pts * reference.place.time_base:
        raise MediaDamaged(
            f"{exhibit.label} does not show the marked frame any more where its table says it is.",
            f"{exhibit.label} 在其帧表所示位置不再显示所标注的帧。",
        )
    return Located(case.complaint.label, exhibit, reference.place, frame, picture.shown_us, picture)


def _sample_us(probed: Probed, place: FramePlace, exhibit: Exhibit) -> int:
    """Recording time of a sample.

    Raises:
        NotFound: the recording has no sound there.
    """
    if probed.sound is None:
        raise _nowhere(exhibit)
    sample = place.pts * place.time_base * probed.sound.rate
    if sample.denominator != 1 or not probed.sound.first <= sample.numerator < probed.sound.end:
        raise _nowhere(exhibit)
    return probed.sound.shown_us(sample.numerator)


def _refuse_contradiction(library: Library, case_id: UUID, reference: Reference) -> None:
    """A reference that names a mark of ours must say of it what the library says.

    Raises:
        NotFound: the library has no such mark, or has it at another place.
    """
    mark = next((one for one in list_marks(library, case_id) if one.label == reference.mark), None)
    if mark is None or mark.exhibit_label != reference.exhibit:
        raise NotFound(
            f"{reference.case} has no mark {reference.mark} on {reference.exhibit}: "
            "the reference was changed or mistyped.",
            f"{reference.case} 的 {reference.exhibit} 上没有标注 {reference.mark}：引用被改动或输入有误。",
        )
    if isinstance(mark.place, Span) and isinstance(reference.place, FramePlace):
        first = mark.place.first
        same = first.pts * first.time_base == reference.place.pts * reference.place.time_base
    else:
        same = mark.place == reference.place
    if not same:
        raise NotFound(
            f"{reference.mark} stands at another place in this library: the reference was changed, "
            "or the mark was moved after it was printed.",
            f"{reference.mark} 在此资料库中位于另一处：引用被改动，或标注在打印后被移动。",
        )


def _nowhere(exhibit: Exhibit) -> NotFound:
    return NotFound(
        f"{exhibit.label} has no such frame, sample or page: the reference was changed or mistyped.",
        f"{exhibit.label} 中没有该帧、采样或页面：引用被改动或输入有误。",
    )
