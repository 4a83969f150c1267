"""When a container says that it was made is a fact of the file, in the file's own words."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from evidence.media.door import probe
from evidence.media.facts import MediaFacts


def recording(path: Path, tags: dict[str, str]) -> Path:
    own_tags = {"movflags": "use_metadata_tags"} if len(tags) > 1 else {}  # otherwise it goes into the header
    with av.open(str(path), "w", options=own_tags) as media:
        media.metadata.update(tags)
        stream = media.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(3):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), dtype=np.uint8), format="rgb24")
            media.mux(stream.encode(frame))
        media.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "tags", "created"),
    [
        ("a.mp4", {"creation_time": "2023-10-01T06:00:00Z"}, "2023-10-01T06:00:00.000000Z"),
        ("a.mkv", {"creation_time": "2023-10-01T06:00:00Z"}, "2023-10-01T06:00:00.000000Z"),
        ("a.mp4", {}, None),
        ("a.ts", {"creation_time": "2023-10-01T06:00:00Z"}, None),
        (
            "a.mp4",
            {"creation_time": "2023-10-01T06:00:00Z", "com.apple.quicktime.creationdate": "2023-10-01T14:00:00+0800"},
            "2023-10-01T14:00:00+0800",
        ),
    ],
)
def test_the_time_in_the_container_is_told_in_its_own_words(
    tmp_path: Path, name: str, tags: dict[str, str], created: str | None
) -> None:
    facts = probe(recording(tmp_path / name, tags)).facts
    assert facts.created == created
    assert MediaFacts.from_json(facts.to_json()) == facts


def test_facts_written_before_there_was_this_field_are_still_read() -> None:
    old = MediaFacts("mov,mp4").to_json()
    del old["created"]
    assert MediaFacts.from_json(old) == MediaFacts("mov,mp4")
