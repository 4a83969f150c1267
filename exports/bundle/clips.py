"""The clips of a case's marks, with a paper that says of each how it was made, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.casefile.copies import voice_basis
from evidence.casefile.copywords import LeftOut
from evidence.casefile.pictures import intact_original
from evidence.casefile.plain import words
from evidence.errors import MediaDamaged, MediaLimit, NotFound, Refused, WrongUse
from evidence.intake.derived import load_probed
from evidence.labels import Label
from evidence.media.covering import Cover
from evidence.model.mark import Mark, Span
from evidence.model.masks import Mask
from evidence.model.recording import Exhibit
from evidence.progress import Progress, part
from evidence.review.masking import covers_of, undecided
from evidence.store.layout import Layout
from exports.bundle.names import clip_name
from exports.clips.derivative import Derivative
from exports.clips.making import Wish, make_clip

PICTURES, SOUND = ".mp4", ".flac"


@dataclass(frozen=True, slots=True)
class MarkClip:
    """What became of the clip of one mark: a file in the bundle with what it was made from, or a reason."""

    mark: str
    exhibit: str
    name: str = ""
    path: Path | None = None
    made: Derivative | None = None
    reason: Label | None = None

    def paper(self) -> dict[str, Any]:
        """As it stands in the bundle."""
        return {
            "mark": self.mark,
            "exhibit": self.exhibit,
            "file": self.name or None,
            "method": self.made.method if self.made else None,
            "derivative": self.made.to_json() if self.made else None,
            "reason": words(self.reason) if self.reason else None,
        }


@dataclass(frozen=True, slots=True)
class Outside:
    """By what the clips of a copy that leaves the house are made: its content, and the decisions in force."""

    content: dict[str, Any]
    masks: Sequence[Mask]

    def told(self, mark: Mark, pictured: bool) -> Label | tuple[tuple[Cover, ...], bool]:
        """Why there is no clip of a mark; otherwise what is black in it, and whether it sounds."""
        place = mark.place
        assert isinstance(place, Span)
        told = next(one for one in self.content["marks"] if one["label"] == mark.label)
        heard = bool(voice_basis(self.content, told))
        if not pictured:
            return ((), True) if heard else LeftOut.WORDS.why
        if undecided(self.masks, mark.exhibit, place.in_us, place.out_us + 1):
            return LeftOut.PICTURES.why
        return covers_of(self.masks, mark.exhibit), heard


def cut_clips(
    layout: Layout,
    exhibits: Sequence[Exhibit],
    marks: Sequence[Mark],
    folder: Path,
    progress: Progress,
    outside: Outside | None = None,
) -> list[MarkClip]:
    """Write the clip of every mark on a stretch of a recording into `folder`; `progress` counts in thousandths.

    The packets are copied where exactly the marked frames come out; otherwise it is encoded, and the paper says so. For
    a copy that leaves the house (`outside`) it is always encoded, covered as decided, and sounds on a recorded basis.

    Raises:
        RecordingMissing, Altered: an original is not what was linked.
        DiskProblem: a clip could not be written.
    """
    made: list[MarkClip] = []
    own = {exhibit.id: [mark for mark in marks if mark.exhibit == exhibit.id] for exhibit in exhibits}
    total = max(1, sum(len(some) for some in own.values()))
    for exhibit in exhibits:
        timed = [mark for mark in own[exhibit.id] if isinstance(mark.place, Span)]
        if not timed:
            continue
        path, probed = intact_original(layout, exhibit), load_probed(layout, exhibit.recording)
        suffix = SOUND if probed.table is None else PICTURES
        for mark in timed:
            place, step = mark.place, part(progress, 1000 * len(made) // total, 1000 * (len(made) + 1) // total)
            assert isinstance(place, Span)
            target = folder / f"{mark.id}{suffix}"
            end = place.out_us + (probed.table is None)  # sound is cut up to a time, and the last sample belongs to it
            told = outside.told(mark, probed.table is not None) if outside else ((), True)
            if isinstance(told, Label):
                made.append(MarkClip(mark.label, exhibit.label, reason=told))
                continue
            covers, sound = told
            wish: Wish = "encode" if outside else "auto"
            try:
                paper = make_clip(path, probed, exhibit.recording.sha256, place.in_us, end, target,
                                  wish=wish, covers=covers, sound=sound, progress=step)  # fmt: skip
            except (MediaDamaged, MediaLimit, NotFound, Refused, WrongUse) as why:
                made.append(MarkClip(mark.label, exhibit.label, reason=why.sentence))
                continue
            made.append(MarkClip(mark.label, exhibit.label, clip_name(mark.label, suffix), target, paper))
    return sorted(made, key=lambda one: (len(one.mark), one.mark))


def clip_papers(clips: Sequence[MarkClip]) -> dict[str, Any]:
    """What is said of all clips together."""
    return {"clips": [clip.paper() for clip in clips]}


def files_of(clips: Sequence[MarkClip]) -> Mapping[str, Path]:
    """Where the clips of the marks lie while the bundle is made, by the label of the mark."""
    return {clip.mark: clip.path for clip in clips if clip.path is not None}
