"""The way back: from a printed reference to the file, re-checked, and to the frame that was marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from evidence.casefile.pictures import intact_original
from evidence.errors import Altered, MediaDamaged, NotFound, RecordingMissing
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_probed
from evidence.media.clip import Clip
from evidence.media.door import Probed, probe
from evidence.media.pictures import Picture
from evidence.model.mark import Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.progress import Progress, no_progress, part
from evidence.reference import Reference
from evidence.store.cases import get_case
from evidence.store.exhibits import exhibits_of_recording, get_exhibit
from evidence.store.library import Library
from evidence.store.marks import list_marks


@dataclass(frozen=True, slots=True)
class Spot:
    """The frame, sample or page of a recording that a reference means; `frame` and `picture` where there is one."""

    place: FramePlace | PagePlace
    frame: int | None = None
    shown_us: int | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """Where a reference leads: the case and exhibit as this library names them, and the spot in the recording."""

    case: str
    exhibit: Exhibit
    spot: Spot


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
    probed = load_probed(library.layout, exhibit.recording)
    return Located(case.complaint.label, exhibit, _follow(path, probed, reference.place, exhibit.label))


def locate_in_file(path: Path, reference: Reference, progress: Progress = no_progress) -> Spot:
    """Follow a reference in the recording alone, without any library.

    Raises:
        Altered: the file's SHA-256 is not the one of the reference.
        NotFound: the recording has no such frame.
        WorldError: the file cannot be read.
    """
    digest = hash_file(path, part(progress, 0, 500))
    if not digest.startswith(reference.sha256):
        raise Altered(
            f"“{path.name}” is not the recording that the reference means, or its bytes have changed: its SHA-256 "
            f"begins with {digest[:16]}, the reference says {reference.sha256[:16]}.",
            f"“{path.name}”不是该引用所指的录音录像，或其内容已改动：其 SHA-256 以 {digest[:16]} 开头，"
            f"引用为 {reference.sha256[:16]}。",
        )
    return _follow(path, probe(path, progress=part(progress, 500, 1000)), reference.place, path.name)


def _follow(path: Path, probed: Probed, place: FramePlace | PagePlace, name: str) -> Spot:
    """The frame, sample or page at `place`; `name` is what sentences call the recording.

    Raises:
        NotFound: there is none.
        MediaDamaged: the frame is another one than its table says.
    """
    if isinstance(place, PagePlace):
        pages = probed.facts.pages
        if pages is None or not 1 <= place.page <= pages:
            raise _nowhere(name)
        return Spot(place)
    with Clip(path, probed) as clip:
        if probed.table is None:
            sample = clip.sound_place(_sample_us(probed, place, name))
            return Spot(place, shown_us=sample.shown_us)
        frame = probed.table.number_at(place.pts, place.time_base)
        if frame is None:
            raise _nowhere(name)
        picture = clip.frame(frame)
    if picture.pts * picture.time_base != place.pts * place.time_base:
        raise MediaDamaged(
            f"{name} does not show the marked frame any more where its table says it is.",
            f"{name} 在其帧表所示位置不再显示所标注的帧。",
        )
    return Spot(place, frame, picture.shown_us, picture)


def _sample_us(probed: Probed, place: FramePlace, name: str) -> int:
    """Recording time of a sample.

    Raises:
        NotFound: the recording has no sound there.
    """
    if probed.sound is None:
        raise _nowhere(name)
    sample = place.pts * place.time_base * probed.sound.rate
    if sample.denominator != 1 or not probed.sound.first <= sample.numerator < probed.sound.end:
        raise _nowhere(name)
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


def _nowhere(name: str) -> NotFound:
    return NotFound(
        f"{name} has no such frame, sample or page: the reference was changed or mistyped.",
        f"{name} 中没有该帧、采样或页面：引用被改动或输入有误。",
    )
