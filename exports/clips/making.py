"""Makes a clip: cuts it out, looks at the result frame by frame, writes it and says how it was made."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from evidence.errors import MediaDamaged, Refused, WrongUse
from evidence.media.covering import Cover
from evidence.media.cut import ENCODER, ENCODING, FORMS, Form, Stretch, cut, stretch_of
from evidence.media.door import Probed, probe
from evidence.media.frames import FrameTable
from evidence.media.plain import ratio_text
from evidence.progress import Progress, no_progress, part
from evidence.version import software_version
from exports.clips.derivative import Derivative, Method
from exports.clips.writing import PartFile, part_of

Wish = Literal["auto", "copy", "encode"]
MILLISECOND_US = 1000
"""Matroska counts in these."""


def make_clip(
    path: str | os.PathLike[str],
    probed: Probed,
    parent_sha256: str,
    in_us: int,
    out_us: int,
    target: Path,
    *,
    wish: Wish = "auto",
    covers: Sequence[Cover] = (),
    sound: bool = True,
    progress: Progress = no_progress,
) -> Derivative:
    """Write the stretch from the frame on screen at `in_us` to the one on screen at `out_us`, with its sound.

    The ending of the target's name chooses the kind: .mp4, .mov, .mkv, or .wav and .flac for the sound alone, which
    goes from `in_us` up to `out_us`. The first frame of the clip stands at zero, all others at their old distance from
    it. "auto" copies the packets where exactly these frames come out, and encodes otherwise. With `covers`, which are
    black in it, it is encoded; without `sound` nothing is heard.

    Raises:
        WrongUse: no such kind of file, or a stretch that ends before it begins.
        NotFound: the recording has no such stretch.
        Refused: "copy" was wished for, and it is not possible exactly.
        MediaDamaged, MediaLimit: it cannot be decoded.
        DiskProblem: it could not be written. Whatever happens, `target` is whole or as before.
    """
    form = form_of(target)
    stretch = stretch_of(probed, in_us, out_us, pictures=form.pictures)
    if form.pictures and not sound:
        stretch = replace(stretch, count=0, late=0)
    if form.pictures and stretch.first is None:
        raise WrongUse(
            "The recording has no pictures: name a file that ends in .wav or .flac.",
            "该录音没有画面：请使用 .wav 或 .flac 结尾的文件名。",
        )
    with part_of(target) as file:
        method, decoder = _cut(path, probed, stretch, form, file, "encode" if covers else wish, covers, progress)
        digest, size = _digest(file.path)
    made = _derivative(probed, stretch, form, method, decoder, parent_sha256, digest, size)
    left = [f"{len(covers)} rectangles black"] if covers else []
    left += [] if sound else ["no sound"]
    return replace(made, recipe=(*made.recipe[:-1], *left, made.recipe[-1])) if left else made


def form_of(target: Path) -> Form:
    """The kind of file that a name stands for.

    Raises:
        WrongUse: none.
    """
    form = FORMS.get(target.suffix.lower())
    if form is None:
        endings = ", ".join(FORMS)
        raise WrongUse(
            f"“{target.name}”: the name of a clip ends in one of {endings}.",
            f"“{target.name}”：片段文件名须以 {endings} 之一结尾。",
        )
    return form


def _cut(
    path: str | os.PathLike[str], probed: Probed, stretch: Stretch, form: Form, file: PartFile, wish: Wish,
    covers: Sequence[Cover], progress: Progress,
) -> tuple[Method, str]:  # fmt: skip
    """Copied if that is wished for or possible, else encoded, and looked at; and the decoder's version."""
    work, look = part(progress, 0, 800), part(progress, 800, 1000)
    if stretch.first is not None and wish != "encode":
        try:
            decoder = cut(path, probed, stretch, form, file.write, copy=True, progress=work)
            if _faithful(file, probed, stretch, form, look, copied=True):
                return "copy", decoder
            if wish == "copy":
                raise _wrong()
        except Refused:
            if wish == "copy":
                raise
        file.empty()
    decoder = cut(path, probed, stretch, form, file.write, copy=False, covers=covers, progress=work)
    if not _faithful(file, probed, stretch, form, look, copied=False):
        raise _wrong()
    return "sound" if stretch.first is None else "encoded", decoder


def _faithful(
    file: PartFile, probed: Probed, stretch: Stretch, form: Form, progress: Progress, *, copied: bool
) -> bool:
    """Look at what was made as at any recording: whether it shows exactly these frames at these times.

    A copy must also show, by their fingerprints, the very same pictures.
    """
    file.flush()
    made = probe(file.path, name=f"clip{form.suffix}", confirm=True, progress=progress)
    if stretch.first is None or stretch.last is None:
        return made.sound is not None and made.sound.samples == stretch.count
    table = probed.table
    if table is None or made.table is None or not _fits(table, made.table, stretch):
        return False
    if copied and _display(made) != _display(probed):
        return False
    own = list(table.prints[stretch.first : stretch.last + 1])
    comparable = copied and own and made.table.decoder == table.decoder
    return not comparable or list(made.table.prints) == own


def _display(probed: Probed) -> tuple[object, ...]:
    """How the pictures are meant to be looked at."""
    stream = probed.facts.stream(probed.facts.picture)
    return (stream.width, stream.height, stream.rotation, stream.pixel_aspect) if stream is not None else ()


def _fits(table: FrameTable, made: FrameTable, stretch: Stretch) -> bool:
    assert stretch.first is not None and stretch.last is not None
    if made.frames != stretch.last - stretch.first + 1:
        return False
    zero = table.shown_us(stretch.first)
    return all(
        abs(made.shown_us(number) - (table.shown_us(stretch.first + number) - zero)) <= MILLISECOND_US
        for number in range(made.frames)
    )


def _wrong() -> MediaDamaged:
    return MediaDamaged(
        "The clip that came out does not show exactly these frames at these times, so it was not written. "
        "Try --encode, or a name that ends in .mkv.",
        "生成的片段未能准确呈现这些帧及其时间，因此未写入文件。请尝试 --encode，或使用 .mkv 结尾的文件名。",
    )


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def _derivative(
    probed: Probed, stretch: Stretch, form: Form, method: Method, decoder: str, parent: str, digest: str, size: int
) -> Derivative:
    table, sound = probed.table, probed.sound
    heard = sound if stretch.count else None
    if stretch.first is not None and stretch.last is not None and table is not None:
        stream, base = table.stream, table.time_base
        in_pts, out_pts = table.pts[stretch.first], table.pts[stretch.last]
    else:
        assert sound is not None
        stream, base = sound.stream, sound.unit
        in_pts, out_pts = stretch.begin, stretch.begin + stretch.count - 1
    return Derivative(
        parent_sha256=parent,
        stream=stream,
        time_base=ratio_text(base),
        in_pts=in_pts,
        out_pts=out_pts,
        in_us=stretch.in_us,
        out_us=stretch.out_us,
        end_us=stretch.end_us,
        in_frame=stretch.first,
        out_frame=stretch.last,
        method=method,
        sound=form.sound_codec if heard else "",
        sound_from_us=heard.shown_us(stretch.begin) if heard else None,
        sound_to_us=heard.shown_us(stretch.begin + stretch.count) if heard else None,
        recipe=_recipe(stretch, form, method, bool(heard)),
        tools=(("decoder", decoder), ("replaydesk", software_version())),
        sha256=digest,
        size=size,
    )


def _recipe(stretch: Stretch, form: Form, method: Method, heard: bool) -> tuple[str, ...]:
    steps: list[str] = []
    if method == "copy":
        steps.append(f"packets of frames {stretch.first} to {stretch.last} as they are, stamps from zero")
    elif method == "encoded":
        options = ", ".join(f"{name}={value}" for name, value in ENCODING.items())
        steps.append(f"frames {stretch.first} to {stretch.last} decoded and encoded by {ENCODER} ({options})")
    if heard:
        channels: Sequence[str] = ["two channels at most"] if form.sound_codec == "aac" else []
        codec = ", ".join([form.sound_codec, *channels])
        steps.append(f"{stretch.count} samples from place {stretch.begin} decoded and written as {codec}")
    steps.append(f"written as {form.format}")
    return tuple(steps)
