"""Reads the beginning of headerless sound, in the child."""

from __future__ import annotations

import numpy as np
from av.audio.stream import AudioStream

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.hear import Listening, with_channels
from evidence.media.opening import decodable, open_media
from evidence.media.opening_names import LONGEST, as_chosen
from evidence.media.paths import path_of
from evidence.media.plain import Fields
from evidence.media.tasting import LONGEST_S


def taste(order: Fields) -> tuple[dict[str, object], bytes]:
    """Mono samples of the first seconds, read as a person may choose."""
    opening, seconds = order.text("demuxer", LONGEST), order.whole("seconds", 1, LONGEST_S)
    if as_chosen(opening) is None:
        raise ValueError("only what a person may choose can be tasted")
    with open_media(path_of(order), opening) as media:
        stream = media.streams[0] if media.streams else None
        if not isinstance(stream, AudioStream) or not decodable(stream):
            raise MediaDamaged(*reasons.NO_STREAMS)
        listening, parts, count = Listening(media, stream), [], 0
        for _, samples in listening.samples():
            parts.append(with_channels(samples, 1))
            count += len(samples)
            if count >= seconds * listening.rate:
                break
    if not parts:
        raise MediaDamaged(*reasons.NOTHING_DECODED)
    sound = np.concatenate(parts)[: seconds * listening.rate]
    return {"rate": listening.rate}, np.ascontiguousarray(sound).tobytes()
