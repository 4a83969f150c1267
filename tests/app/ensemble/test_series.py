"""Files of a recorder are one lane: played backward too, nobody notices the border."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from app.ensemble.track import Track
from evidence.segments.reel import Reel
from tests.app.ensemble.watching import Watched
from tests.app.player.pace import HandClock
from tests.segments import FRAMES, reel_of, write_segments


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Reel:
    return reel_of(write_segments(tmp_path_factory.mktemp("recorder"), sound_s=0))


def test_backward_over_borders_and_gaps_every_frame_is_shown(paced: Watched, clock: HandClock, reel: Reel) -> None:
    paced.numbered = False
    paced.ensemble.open([Track("series", uuid4(), Path("nowhere"), reel, 0)])
    paced.until_still()
    paced.ensemble.seek(6_200_000)
    paced.until_still()
    paced.forget()
    paced.ensemble.play(back=True)
    paced.until_playing()
    voice = paced.ensemble._voices["series"]

    def time_passes() -> None:
        if paced.ensemble._started and voice.pictures is not None and voice.pictures.next_back_us() is not None:
            clock.go(5_000)
            paced.ensemble._tick()

    paced.until(lambda: (paced.numbers("series") or [FRAMES * 3])[-1] <= 45, time_passes)
    assert paced.numbers("series") == list(range(104, 44, -1))
    assert paced.dropped == {} and paced.failed == []
    paced.ensemble.pause()
    paced.until_still()
