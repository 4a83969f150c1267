"""Sound without a header: the window asks what it is, shows and plays what comes of each answer, and remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.window.listening import for_device
from evidence.media.facts import Playable
from evidence.media.tasting import tastes
from tests import barcodes
from tests.app.window.person import Person
from widgets.forms.raw_sound import RawSoundForm
from widgets.forms.words import CODECS


def write_alaw(path: Path) -> Path:
    """A second of a tone in G.711 A-law, without a header."""
    wav = barcodes.make_sound(path.with_suffix(".wav"), "pcm_alaw", 1.0, 8000)
    content = wav.read_bytes()
    path.write_bytes(content[content.index(b"data") + 8 :][:8000])
    wav.unlink()
    return path


def asked(person: Person) -> RawSoundForm:
    """The question, once its pictures are drawn."""
    person.until(lambda: person.window.headerless.form is not None)
    form = person.window.headerless.form
    assert form is not None
    person.until(lambda: form._waves)
    return form


def test_the_window_asks_reads_and_remembers(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person, folder = sit_down(), tmp_path / "line 7"
    folder.mkdir()
    person.open_case()
    files = [write_alaw(folder / name) for name in ("a.vox", "b.vox")]
    files[1].write_bytes(files[1].read_bytes()[:7000])
    person.window.errands.add(files)
    form = asked(person)
    assert form.choice() == ("mulaw", 8000, 1)
    assert set(form._waves) >= {("mulaw", 8000, 1), ("alaw", 8000, 1), ("s16le", 8000, 1)}
    stage = person.desk.stage
    stage.show_exhibit(next(one for one in person.case.exhibits if one.recording.file_name == "a.vox"))
    person.until(lambda: stage.opened is not None and stage.opened.exhibit.recording.file_name == "a.vox")
    form.lines.setCurrentRow(list(CODECS).index("alaw"))
    form.read.click()

    def states() -> list[tuple[str, int, Playable]]:
        opened = person.window.session.open_case
        recordings = [exhibit.recording for exhibit in opened.exhibits] if opened else []
        return [
            (one.facts.container, one.facts.duration_us, one.facts.playable)
            for one in recordings
            if one.file_name.endswith(".vox")
        ]

    expected = [("raw:alaw:8000:1", length, Playable.YES) for length in (1_000_000, 875_000)]
    person.until(lambda: states() == expected, f"{states()}")
    person.until(lambda: stage.opened is not None and stage.opened.probed.sound is not None, "it is not on stage")
    other = folder / "c.vox"
    other.write_bytes(files[0].read_bytes()[:5000])
    person.window.errands.add([other])
    assert asked(person).choice() == ("alaw", 8000, 1)
    form = asked(person)
    form.leave.click()
    person.until(lambda: person.window.headerless.form is None)
    assert [state[2] for state in states()] == [Playable.YES, Playable.YES, Playable.NO]


def test_without_a_sound_device_it_is_said_and_rates_ask_anew(
    sit_down: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.window.listening.find_output", lambda rate, channels: None)
    person = sit_down()
    person.open_case()
    person.window.errands.add([write_alaw(tmp_path / "a.vox")])
    form = asked(person)
    form.listen.click()
    assert form._note.isVisible()
    form._rate.setCurrentIndex(form._rate.findData(16_000))
    person.until(lambda: ("mulaw", 16_000, 1) in form._waves)
    assert form.lines.count() == len(CODECS) and form.choice() == ("mulaw", 16_000, 1)
    form.close()


def test_files_that_are_something_else_are_not_asked_about(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.open_case()
    (tmp_path / "noise.mp4").write_bytes(np.random.default_rng(1).integers(0, 256, 5000, np.uint8).tobytes())
    (tmp_path / "empty.vox").touch()
    before = person.window.session.open_case
    assert before is not None
    person.window.errands.add([tmp_path / "noise.mp4", tmp_path / "empty.vox"])
    person.until(lambda: len(getattr(person.window.session.open_case, "exhibits", ())) == len(before.exhibits) + 2)
    person.rest()
    assert person.window.headerless.form is None


def test_a_taste_is_the_beginning_read_in_each_way(tmp_path: Path) -> None:
    samples = barcodes.tone(3.0)
    path = tmp_path / "call.bin"
    path.write_bytes(samples.astype("<i2").tobytes())
    found = {one.opening: one for one in tastes(path, ["raw:s16le:8000:1", "raw:s16be:8000:1", "raw:s16le:8000:2"], 2)}
    assert (found["raw:s16le:8000:1"].samples == samples[:16_000]).all()
    assert not (found["raw:s16be:8000:1"].samples == samples[:16_000]).all()
    assert len(found["raw:s16le:8000:2"].samples) == 12_000
    assert len(for_device(samples[:800], 8000, 48_000, 2)) == 4800 * 2 * 2
