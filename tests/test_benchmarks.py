"""The benchmarks' own tools: readers that may fail or crash, the screen looked at from outside, and charts."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from benchmarks import readers
from benchmarks.bench_playback import EDGE, MADE, judged
from benchmarks.bench_sound import LOUD, make_beeping
from benchmarks.bench_sound import judged as sound_judged
from benchmarks.bench_together import drift_ms
from benchmarks.charts import Bars
from benchmarks.clips import RATE
from benchmarks.heartbeat import Heartbeat
from benchmarks.measuring import ROOT
from benchmarks.readers import OURS, Served
from benchmarks.screen import Screen, Seen, Watching
from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.pictures import pixels
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


def test_a_stall_of_the_window_is_noticed_and_a_rest_is_none() -> None:
    application = QApplication.instance() or QApplication([])  # kept, or it would end at once
    beats = Heartbeat()

    def work() -> None:
        beats.rest(0.05)
        time.sleep(0.3)
        beats.rest(0.05)

    found = beats.stalls(work)
    assert sum(one >= 0.25 for one in found.values) == 1 and len(found.values) > 2
    assert application is not None
    with pytest.raises(RuntimeError, match="waited in vain: rain"):
        beats.until(lambda: False, "rain", patience_s=0.02)


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


def test_a_playback_is_judged_by_what_was_seen_and_not_by_what_the_player_says() -> None:
    chance = random.Random(3)
    even = [Seen(1000 + frame / RATE, frame % MADE) for frame in range(3 * MADE)]
    found = judged(even)
    assert (found["missing"], found["backwards"]) == (0, 0)
    assert found["most_ms"] == pytest.approx(0, abs=1e-3) and found["drift_ms"] == pytest.approx(0, abs=1e-3)
    slow = [Seen(1000 + frame * 1.001 / RATE, frame % MADE) for frame in range(100 * RATE)]
    assert judged(slow)["drift_ms"] == pytest.approx(40, abs=3), "a thousandth of the 40 s between two minutes"
    gone = set(chance.sample(range(200, 3 * MADE - 1), 30))
    assert judged([each for frame, each in enumerate(even) if frame not in gone])["missing"] == 30
    late = [Seen(each.at_s + (0.03 if frame % 10 == 0 else 0), each.number) for frame, each in enumerate(even)]
    assert judged(late)["p95_ms"] == pytest.approx(30, abs=0.1)
    back = [*even[:700], even[690], *even[700:]]
    assert judged(back)["backwards"] == 1 and judged(even[:20]) == {}


def test_cameras_that_fall_behind_the_clock_are_said_to_drift() -> None:
    even = [(10 + frame / RATE, 1_000_000 * frame // RATE) for frame in range(300 * RATE)]
    slow = [(10 + frame * 1.001 / RATE, 1_000_000 * frame // RATE) for frame in range(300 * RATE)]
    assert drift_ms({"a": even}, 10, 1.0) == pytest.approx(0, abs=0.1)
    assert drift_ms({"a": even, "b": slow}, 10, 1.0) == pytest.approx(238, abs=3), "a thousandth of four minutes"


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_number_is_read_out_of_the_memory_of_a_screen(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom PySide6.QtWidgets import QApplication\nfrom tests import barcodes\n"
        "from widgets.player.canvas import PictureCanvas\n"
        "application, canvas = QApplication([]), PictureCanvas()\n"
        "rgb = barcodes.drawn(1234, height=120)[..., None].repeat(3, 2).tobytes()\n"
        f"canvas.setGeometry(0, 0, {barcodes.WIDTH + 2 * EDGE}, {120 + 2 * EDGE})\n"
        "canvas.show_picture(rgb, barcodes.WIDTH, 120, page=False)\ncanvas.show()\napplication.exec()\n"
    )
    with Screen(tmp_path) as screen:
        assert screen.number_at(EDGE, EDGE) is None
        environment = os.environ | {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment) as shown:
            watching = Watching(screen, EDGE, EDGE)
            watching.start()
            for _ in range(1500):
                if watching.seen:
                    break
                time.sleep(0.02)
            seen = watching.stop()
            shown.kill()
    assert [each.number for each in seen] == [1234] and watching.looks > 0


def test_beeps_are_held_against_the_frames_of_their_seconds_and_a_drift_is_seen() -> None:
    shown = [(100 + number / 25, number * 40_000, number * 40_000 + 3_000) for number in range(40 * 25)]
    beeps = [100 + second * 1.001 + 0.05 for second in range(40)]
    row = sound_judged({"shown": shown, "late": 0, "sound": "on"}, beeps, 1.0)
    assert row[:5] == ("1x", "38 s", "on", "1000", "0")
    assert row[5] == "3.0 / 3.0 ms" and row[6] == "0.0 ms"
    # Of each ten seconds at either end the middle one counts: 30 or so seconds apart, a thousandth of that.
    heard, after, drift = int(row[7]), float(row[8].split()[0]), float(row[10].split()[0])
    assert heard == 37 and 60 <= after <= 80 and 26 <= drift <= 30
    silent = sound_judged({"shown": shown, "late": 0, "sound": "no_device"}, [], 1.0)
    assert silent[2] == "no_device" and silent[5:] == ("-",) * 6


def test_a_second_of_the_beeping_recording_begins_with_its_beep(tmp_path: Path) -> None:
    found = probe(make_beeping(tmp_path / "beeps.mkv", 3), confirm=True)
    assert found.facts.frames == 75
    with Clip(tmp_path / "beeps.mkv", found) as clip:
        for second in range(3):
            assert barcodes.read(pixels(clip.frame(second * 25))) == second * 25
            heard = np.abs(clip.sound(second * 1_000_000 - 100_000, second * 1_000_000 + 80_000).samples[:, 0])
            assert heard[-640:].max() > LOUD and not heard[:-640].any()
