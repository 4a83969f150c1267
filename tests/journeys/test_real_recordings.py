"""The way with real recordings that were not made for us: a variable rate, and a camera in a lobby."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.command import ask
from tests.journeys.conftest import Way, decoded_in_order, pixels_of, traveller

NAMES = ("traffic_vfr.mp4", "lobby_one_by_one_persons.mp4")
TIMES = ("0.333", "4.2", "7.77")


@pytest.fixture(scope="module")
def way(shared_media: Path, tmp_path_factory: pytest.TempPathFactory) -> Way:
    folder = tmp_path_factory.mktemp("real")
    going = traveller(folder)
    going.link(*(shared_media / "video" / name for name in NAMES))
    for name in NAMES:
        for time in TIMES:
            going.mark(name, "--in", time, "--point", "BA02", "--verdict", "given", "--how", "seen")
    return going.arrive(folder / "case.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_the_print_leads_back_to_the_very_pixels(shared_media: Path, way: Way, tmp_path: Path, name: str) -> None:
    path = shared_media / "video" / name
    marks = way.marks_of(name)
    truth = decoded_in_order(path, [mark["frame"] for mark in marks])
    assert len({mark["frame"] for mark in marks}) == len(TIMES)
    for mark in marks:
        found = ask("locate", way.printed[mark["mark"]], "--still", tmp_path / "found.png", library=way.library)
        stamp, base, picture = truth[mark["frame"]]
        assert (found["frame"], found["shown_us"]) == (mark["frame"], mark["in_us"])
        assert stamp is not None and f"{base.numerator}/{base.denominator}" == found["time_base"]
        assert found["pts"] == stamp, "the time stamp that PyAV gives for this frame"
        assert np.array_equal(pixels_of(tmp_path / "found.png"), picture)
        printed = way.picture(mark["mark"]).astype(int)
        assert printed.shape == picture.shape
        assert np.abs(printed - picture).mean() < 6, "the printed picture is another one"
        told = ask("still", path, "--at", f"{mark['in_us']}us", "-o", tmp_path / "still.png")
        assert told["frame"] == mark["frame"] and np.array_equal(pixels_of(tmp_path / "still.png"), picture)
