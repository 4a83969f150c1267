"""The benchmarks' own tools: readers that may fail or crash, and charts."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import readers
from benchmarks.charts import Bars
from benchmarks.readers import OURS, Served
from tests import barcodes
from tests.barcodes import Recipe


def test_a_chart_shows_every_value_and_draws_lengths_in_proportion() -> None:
    chart = Bars("x", "Costs & gains", {"Replaydesk": 0.75, "other <1>": 1.5, "third": float("inf")})
    root = ElementTree.fromstring(chart.svg())
    said = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert said == ["Costs & gains", "Replaydesk", "0.75", "other <1>", "1.5", "third", "nothing came"]
    drawn = [float(bar.attrib["width"]) for bar in root.iter("{http://www.w3.org/2000/svg}rect")][2::2]
    assert drawn[0] * 2 == pytest.approx(drawn[1]) and drawn[2] == 0
    assert chart.svg() == chart.svg() and chart.file == "performance-x.svg"


def test_a_reader_that_ends_in_the_middle_brings_nothing_and_stops_nobody(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "clip.mp4", Recipe(frames=30))
    with Served("PyAV, usual recipe", path) as reader:
        came = reader.frame(17)
        assert came.number == 17 and 0 < came.cpu_s < 60 and 0 < came.wall_s < 60
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        reader._process.wait()
        assert reader.frame(3).number is None
    with Served("PyAV, usual recipe", tmp_path / "missing.mp4") as reader:
        assert reader.frame(0).number is None


def test_what_is_not_installed_is_said_to_be_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert OURS in readers.present() and "libmpv" not in readers.present()
    assert readers.missing() == ("libmpv: not measured, not installed.",)
