"""The viewer as a guest of a bundle: its page, and clips for browsers where the exact ones don't play there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from evidence.casefile.pictures import intact_original
from evidence.errors import MediaDamaged, MediaLimit, NotFound, Refused
from evidence.intake.derived import load_probed
from evidence.media.facts import MediaFacts
from evidence.model.recording import Exhibit
from evidence.progress import Progress, part
from exports.bundle.clips import PICTURES, MarkClip
from exports.bundle.making import InBundle
from exports.bundle.names import VIEWER, media_name, safe_name, still_name
from exports.clips.making import make_clip
from exports.pdf.data import Waveform
from exports.viewer.page import OWN_PATH, ListedFile, Shown, ShownClip, viewer_page

IN_BROWSERS = frozenset({"h264", "vp8", "vp9", "av1"})
"""Codecs of pictures that today's browsers play; HEVC only some of them, on some machines."""


def viewer(known: InBundle, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """The files of the viewer, the page last: it lists all that is in the payload beside it.

    Raises:
        RecordingMissing, Altered: an original is not what was linked.
        DiskProblem: a clip could not be written to the temporary folder.
    """
    exhibits = {exhibit.label: exhibit for exhibit in known.version.frozen.exhibits}
    clips: dict[str, ShownClip] = {}
    inner = known.version.content["copy"] == "internal"
    listed = [ListedFile(name, kept.size, kept.sha256) for name, kept in known.files.items()]
    for place, clip in enumerate(known.clips):
        if clip.made is None:
            continue
        step = part(progress, 1000 * place // len(known.clips), 1000 * (place + 1) // len(known.clips))
        exhibit = exhibits[clip.exhibit]
        sound_only = not clip.name.endswith(PICTURES)
        path, own = clip.name, False
        # Only the internal copy: what is encoded here comes from the original, with nothing covered.
        if inner and clip.made.method == "copy" and _codec(exhibit.recording.facts) not in IN_BROWSERS:
            data = _for_browsers(known, exhibit, clip, step)
            if data is not None:
                path, own = f"{VIEWER}clips/{safe_name(clip.mark)}{PICTURES}", True
                listed.append(ListedFile(path, len(data), hashlib.sha256(data).hexdigest()))
                yield path, data
        clips[clip.mark] = ShownClip(path, clip.made.in_us, clip.made.end_us, clip.made.method, sound_only, own)
    strips = known.version.strips
    originals = {label: media_name(one.recording.sha256, one.source_name) for label, one in exhibits.items()}
    yield (
        OWN_PATH,
        viewer_page(
            Shown(
                known.version.content,
                listed,
                clips,
                {label: still_name(label) for label in known.version.pictures},
                {label: Waveform(one.from_us, one.to_us, one.lows, one.highs) for label, one in strips.items()},
                {label: path for label, path in originals.items() if path in known.files},
            )
        ),
    )


def _codec(facts: MediaFacts) -> str:
    stream = facts.stream(facts.picture)
    return stream.codec if stream is not None else ""


def _for_browsers(known: InBundle, exhibit: Exhibit, clip: MarkClip, progress: Progress) -> bytes | None:
    """The same frames, encoded; None where that cannot be done, and the page says that the browser does not play it."""
    assert clip.made is not None
    path, probed = intact_original(known.layout, exhibit), load_probed(known.layout, exhibit.recording)
    target = known.folder / f"{safe_name(clip.mark)}-for-browsers{PICTURES}"
    try:
        make_clip(
            path, probed, exhibit.recording.sha256, clip.made.in_us, clip.made.out_us, target, wish="encode",
            progress=progress,
        )  # fmt: skip
        return target.read_bytes()
    except (MediaDamaged, MediaLimit, NotFound, Refused):
        return None
    finally:
        target.unlink(missing_ok=True)
