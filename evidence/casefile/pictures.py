"""The still, page picture or waveform of each mark, made from the original while the case is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence.canonical import sha256_hex
from evidence.errors import Altered, MediaDamaged, MediaLimit, Refused
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_peaks, load_probed, original_path
from evidence.media.clip import Clip
from evidence.media.door import page_picture, still_jpeg
from evidence.media.peaks import Peaks
from evidence.media.pictures import PagePicture, Picture
from evidence.model.mark import Mark, Span
from evidence.model.masks import Mask
from evidence.model.places import Box
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.review.masking import Covered, Pictured, cover, covered_at, covered_on_page
from evidence.store.layout import Layout

JPEG_QUALITY = 90
PAGE_WIDTH = 1400
STRIP_COLUMNS = 520
STRIP_AROUND_US = 20_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that lies in a temporary file until it is printed."""

    path: Path
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The sound around a mark: lowest and highest sample (16 bit) of each column between two recording times."""

    from_us: int
    to_us: int
    lows: tuple[int, ...]
    highs: tuple[int, ...]


@dataclass(slots=True)
class Pictures:
    """By the label of a mark: its picture, the sound around it, and the picture as it may be shown outside."""

    whole: dict[str, Kept] = field(default_factory=dict)
    strips: dict[str, Strip] = field(default_factory=dict)
    covered: dict[str, tuple[Kept, tuple[Box, ...]]] = field(default_factory=dict)
    """With the boxes that are covered in it; none for a picture about which nothing is decided."""


def make_pictures(
    layout: Layout,
    exhibits: tuple[Exhibit, ...],
    marks: tuple[Mark, ...],
    folder: Path,
    progress: Progress,
    masks: Sequence[Mask] | None = None,
) -> Pictures:
    """Pictures and sound strips of all marks that stand; `progress` counts marks.

    Every original that is used is hashed first: a picture from altered bytes is never printed. With `masks`, the
    decisions in force, pictures are also made as they may be shown outside.

    Raises:
        RecordingMissing: an original is not there.
        Altered: an original is not what was linked.
        MediaDamaged: a marked frame cannot be decoded any more.
    """
    made = Pictures()
    standing = [mark for mark in marks if not mark.withdrawn]
    done = 0
    for exhibit in exhibits:
        own = [mark for mark in standing if mark.exhibit == exhibit.id]
        if not own:
            continue
        path = intact_original(layout, exhibit)
        if exhibit.recording.facts.pages is not None:
            for mark in own:
                page = _page(path, mark)
                if page is not None:
                    _add(made, mark, page, folder, masks)
                done += 1
                progress(done, len(standing))
            continue
        probed = load_probed(layout, exhibit.recording)
        sound = load_peaks(layout, exhibit.recording)
        with Clip(path, probed) as clip:
            for mark in own:
                assert isinstance(mark.place, Span)
                if probed.table is not None and mark.place.first.stream == probed.table.stream:
                    _add(made, mark, frame_picture(clip, mark), folder, masks)
                if sound is not None:
                    made.strips[mark.label] = _strip(sound, mark.place, exhibit.recording.facts.duration_us)
                done += 1
                progress(done, len(standing))
    return made


def _add(made: Pictures, mark: Mark, picture: Pictured, folder: Path, masks: Sequence[Mask] | None) -> None:
    """Keep a picture, and once more with what is decided about it in force."""
    made.whole[mark.label] = _keep(picture, folder)
    decided = decided_of(mark, masks) if masks is not None else None
    if decided is not None and decided.decided:
        made.covered[mark.label] = _keep(cover(picture, decided), folder), decided.boxes


def decided_of(mark: Mark, masks: Sequence[Mask]) -> Covered:
    """What is decided about the picture of a mark."""
    if isinstance(mark.place, Span):
        return covered_at(masks, mark.exhibit, mark.place.in_us)
    return covered_on_page(masks, mark.exhibit, mark.place.page)


def intact_original(layout: Layout, exhibit: Exhibit) -> Path:
    """The original of an exhibit, proven to be the bytes that were linked.

    Raises:
        RecordingMissing: it is not there.
        Altered: its bytes have changed.
    """
    path = original_path(layout, exhibit.recording)
    if hash_file(path, lambda *_: None) != exhibit.recording.sha256:
        raise Altered(
            f"The original of {exhibit.label} (“{exhibit.source_name}”) was altered after it was linked. "
            "Put the unaltered file back by adding it again.",
            f"{exhibit.label}（“{exhibit.source_name}”）的原件在关联后被改动。请重新添加未改动的文件。",
        )
    return path


def frame_picture(clip: Clip, mark: Mark) -> Picture:
    """The frame with the very time stamp of the mark, as it is meant to be looked at: square pixels, turned."""
    assert isinstance(mark.place, Span)
    place = mark.place.first
    number = clip.table.number_at(place.pts, place.time_base) if clip.table else None
    picture = clip.frame(number, display=True) if number is not None else None
    if picture is None or picture.pts * picture.time_base != place.pts * place.time_base:
        raise MediaDamaged(
            f"The frame of {mark.label} cannot be decoded from the original any more.",
            f"无法再从原件解码 {mark.label} 所标注的帧。",
        )
    return picture


def _page(path: Path, mark: Mark) -> PagePicture | None:
    assert not isinstance(mark.place, Span)
    try:
        return page_picture(path, mark.place.page, PAGE_WIDTH)
    except (MediaDamaged, MediaLimit, Refused):
        return None  # the mark still says where it stands; there is just no picture of it


def _keep(picture: Picture | PagePicture, folder: Path) -> Kept:
    jpeg = still_jpeg(picture, JPEG_QUALITY)
    digest = sha256_hex(jpeg)
    path = folder / f"{digest}.jpg"
    path.write_bytes(jpeg)
    return Kept(path, digest, picture.width, picture.height)


def _strip(sound: Peaks, place: Span, duration_us: int) -> Strip:
    """The span with some sound before and after it; all channels in one strip."""
    around = max(STRIP_AROUND_US, (place.out_us - place.in_us) // 2)
    begin, end = max(0, place.in_us - around), min(duration_us, place.out_us + around)
    columns = sound.between(begin, end, STRIP_COLUMNS)
    lows = columns[:, :, 0].min(axis=0)
    highs = columns[:, :, 1].max(axis=0)
    return Strip(begin, end, tuple(int(low) for low in lows), tuple(int(high) for high in highs))
