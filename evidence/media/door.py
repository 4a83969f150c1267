"""Questions about one file, answered by a child process: what it is, its times, its sound at a glance, its pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePath

from evidence.errors import MediaDamaged, MediaLimit, WrongUse
from evidence.labels import Label
from evidence.media import reasons
from evidence.media.facts import MediaFacts, Playable
from evidence.media.frames import FrameTable
from evidence.media.opening_names import LONGEST, demuxer_of, forced
from evidence.media.paths import path_text
from evidence.media.peaks import Peaks, shaped
from evidence.media.pictures import PagePicture, still_jpeg, still_png
from evidence.media.plain import Fields
from evidence.media.process import PATIENCE_S, Child
from evidence.media.sniff import MEDIA_NAMES, Kind, Sniffed, sniff
from evidence.media.sounds import SoundTable
from evidence.progress import Progress, no_progress

__all__ = ["Probed", "confirm", "lend", "page_picture", "pages", "peaks", "probe", "still_jpeg", "still_png"]


@dataclass(frozen=True)
class Probed:
    """What was found out about one file, and the tables that lead to its frames and samples."""

    facts: MediaFacts
    table: FrameTable | None = None
    sound: SoundTable | None = None


def probe(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    opening: str = "",
    lent: str = "",
    progress: Progress = no_progress,
    confirm: bool | None = None,
    patience_s: float = PATIENCE_S,
) -> Probed:
    """Look at a file of any kind. Damage is a fact (`playable`), not an error.

    name: its original name, where the path has another (as in a library); it matters for sound without a header.
    opening: how to read it where its content does not tell, a text of `opening_names`: what a person chose, or as it
        was read before. lent: what `lend` gave of a recording of the same device, in case this one lost its index.
    confirm: whether to decode every frame once to be sure of the numbers; None does so for short recordings and
        wherever packets do not prove them. `progress` counts bytes first, then frames, then samples.

    Raises:
        Refused: a playlist or script under a recording's name, an address, not a regular file.
        NotFound: there is no such file.
    """
    sniffed = sniff(path, name)
    if opening and sniffed.kind is not Kind.EMPTY:
        sniffed = Sniffed(Kind.MEDIA)
    if sniffed.kind is Kind.EMPTY:
        return Probed(MediaFacts("", playable=Playable.NO, reason=Label(*reasons.EMPTY)))
    if sniffed.kind is Kind.TEXT:
        return Probed(_text_facts(name if name is not None else os.fspath(path)))
    try:
        if sniffed.kind in (Kind.DOCUMENT, Kind.PHOTO):
            return Probed(MediaFacts(sniffed.format, pages=_pages(path, sniffed, patience_s)))
        told = opening or demuxer_of(name if name is not None else os.fspath(path))
        return _probe_media(path, told, lent, progress, confirm, patience_s)
    except (MediaDamaged, MediaLimit) as damage:
        return Probed(MediaFacts(sniffed.format, playable=Playable.NO, reason=damage.sentence))


def _text_facts(name: str) -> MediaFacts:
    if PurePath(name).suffix.lower().lstrip(".") in MEDIA_NAMES - {""}:
        return MediaFacts("text", playable=Playable.NO, reason=Label(*reasons.NOT_A_RECORDING))
    return MediaFacts("text", pages=1)


def _probe_media(
    path: str | os.PathLike[str],
    demuxer: str,
    lent: str,
    progress: Progress,
    confirm: bool | None,
    patience_s: float,
) -> Probed:
    order = {
        "do": "probe",
        "batch": True,
        "path": path_text(path),
        "demuxer": demuxer,
        "lent": lent,
        "confirm": confirm,
    }
    with Child(patience_s=patience_s) as child:
        answer, blob = child.ask(order, progress=progress)
    try:
        facts = MediaFacts.from_json(answer.raw("facts"))
        frames, sound = answer.whole("frames", 0, len(blob)), answer.whole("sound", 0, len(blob))
        if frames + sound != len(blob):
            raise ValueError("the tables have another length")
        return Probed(
            facts,
            FrameTable.from_bytes(blob[:frames]) if frames else None,
            SoundTable.from_bytes(blob[frames:]) if sound else None,
        )
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense


def lend(path: str | os.PathLike[str], *, patience_s: float = PATIENCE_S) -> str:
    """What a healthy recording can lend to one of the same device that lost its index: a text of `opening_names`.

    Raises:
        MediaDamaged, MediaLimit: it has no such thing, or cannot be read.
    """
    with Child(patience_s=patience_s) as child:
        answer, _ = child.ask({"do": "lend", "batch": True, "path": path_text(path)})
    try:
        recipe = answer.text("recipe", LONGEST)
        if not forced(recipe):
            raise ValueError("no recipe")
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense
    return recipe


def confirm(
    path: str | os.PathLike[str],
    table: FrameTable,
    progress: Progress = no_progress,
    *,
    patience_s: float = PATIENCE_S,
) -> FrameTable:
    """Decode every frame once and return the table that is sure of its numbers. `progress` counts frames.

    Raises:
        MediaDamaged, MediaLimit: it could not be decoded.
    """
    order = {"do": "confirm", "batch": True, "path": path_text(path), "demuxer": forced(table.container)}
    with Child(patience_s=patience_s) as child:
        _, blob = child.ask(order, table.to_bytes(), progress)
    try:
        return FrameTable.from_bytes(blob)
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense


def peaks(
    path: str | os.PathLike[str],
    probed: Probed,
    progress: Progress = no_progress,
    *,
    patience_s: float = PATIENCE_S,
) -> Peaks | None:
    """The sound at a glance; None where there is none. `progress` counts samples.

    Raises:
        MediaDamaged, MediaLimit: it could not be decoded.
    """
    table = probed.sound
    if table is None:
        return None
    order = {"do": "peaks", "batch": True, "path": path_text(path), "demuxer": forced(table.container)}
    with Child(patience_s=patience_s) as child:
        _, blob = child.ask(order, table.to_bytes(), progress)
    try:
        blocks = shaped(blob, table.channels)
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense
    return Peaks(table.rate, table.start_us, table.end - table.first, blocks)


def pages(path: str | os.PathLike[str], *, name: str | None = None, patience_s: float = PATIENCE_S) -> int:
    """Pages of a document or photo; 1 for a text.

    Raises:
        MediaDamaged: it is none, or it cannot be shown.
        MediaLimit, Refused, NotFound: as in `probe`.
    """
    sniffed = sniff(path, name)
    if sniffed.kind is Kind.TEXT:
        return 1
    return _pages(path, sniffed, patience_s)


def _is_paper(sniffed: Sniffed) -> bool:
    """Also what moves and was linked as a photo by an earlier version: its first picture."""
    return sniffed.kind in (Kind.DOCUMENT, Kind.PHOTO) or (sniffed.kind is Kind.MEDIA and sniffed.format != "")


def _pages(path: str | os.PathLike[str], sniffed: Sniffed, patience_s: float) -> int:
    if not _is_paper(sniffed):
        raise MediaDamaged(*reasons.UNKNOWN_KIND)
    with Child(patience_s=patience_s) as child:
        answer, _ = child.ask({"do": "pages", "batch": True, "kind": sniffed.format, "path": path_text(path)})
    return _taken(answer, "pages", 1_000_000)


def page_picture(
    path: str | os.PathLike[str],
    page: int,
    width: int,
    *,
    name: str | None = None,
    patience_s: float = PATIENCE_S,
) -> PagePicture:
    """One page of a document, or a photo turned upright, at most `width` pixels wide (documents: exactly).

    Raises:
        WrongUse: there is no such page or width.
        MediaDamaged, MediaLimit: it cannot be shown.
        Refused, NotFound: as in `probe`.
    """
    if not (1 <= page <= 1_000_000 and 1 <= width <= 10_000):
        raise WrongUse(
            "A page is counted from 1, a width goes from 1 to 10,000 pixels.", "页码从 1 开始，宽度为 1 到 10000 像素。"
        )
    sniffed = sniff(path, name)
    if not _is_paper(sniffed):
        raise MediaDamaged(*reasons.UNKNOWN_KIND)
    order = {"do": "page", "batch": True, "kind": sniffed.format, "path": path_text(path), "page": page, "width": width}
    with Child(patience_s=patience_s) as child:
        answer, rgb = child.ask(order)
    drawn = PagePicture(page, _taken(answer, "width", 100_000), _taken(answer, "height", 100_000), rgb)
    if len(rgb) != drawn.width * drawn.height * 3:
        raise MediaLimit(*reasons.NONSENSE)
    return drawn


def _taken(answer: Fields, name: str, high: int) -> int:
    try:
        return answer.whole(name, 1, high)
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense
