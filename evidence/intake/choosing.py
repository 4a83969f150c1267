"""Reading an exhibit as the headerless sound that a person says it is."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from evidence.errors import MediaDamaged, Refused
from evidence.intake.derived import original_path, save_tables
from evidence.labels import Label
from evidence.media import reasons
from evidence.media.door import probe
from evidence.media.facts import Playable
from evidence.media.sniff import MEDIA_NAMES
from evidence.model.recording import Exhibit, Recording
from evidence.progress import Progress, no_progress
from evidence.store.exhibits import get_exhibit, set_facts
from evidence.store.library import Library

_UNKNOWN = {Label(*words) for words in (reasons.NO_FORMAT, reasons.NOTHING_DECODED, reasons.NO_STREAMS)}
_SOUND_NAMES = {"", "wav", "wave", "au", "snd", "voc", "gsm", "g722"}


def may_be_raw(recording: Recording) -> bool:
    """Whether nothing is known of its content, and its name does not say that it is something else."""
    ending = PurePath(recording.file_name).suffix.lower().lstrip(".")
    named = ending in MEDIA_NAMES and ending not in _SOUND_NAMES
    return recording.facts.playable is Playable.NO and recording.facts.reason in _UNKNOWN and not named


def read_as(library: Library, case_id: UUID, label: str, opening: str, progress: Progress = no_progress) -> Exhibit:
    """Read an exhibit that could not be played as this sound; it is kept, and every later opening does the same.

    Raises:
        Refused: it plays already, so marks may stand on its times; or it is part of an approved case.
        MediaDamaged: it gives no sound in this way either.
        RecordingMissing: the original is not there.
    """
    exhibit = get_exhibit(library, case_id, label)
    recording = exhibit.recording
    if recording.facts.playable is not Playable.NO:
        raise Refused(
            f"{label} plays as it was read: marks may stand on its times, so it is not read in another way.",
            f"{label} 已可播放：其时间上可能已有标注，因此不再以其他方式读取。",
        )
    probed = probe(
        original_path(library.layout, recording), name=recording.file_name, opening=opening, progress=progress
    )
    if probed.sound is None or probed.facts.playable is Playable.NO:
        raise MediaDamaged(*reasons.NOTHING_DECODED)
    set_facts(library, recording.sha256, probed.facts)
    save_tables(library.layout, recording.sha256, probed)
    return get_exhibit(library, case_id, label)
