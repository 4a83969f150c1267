"""Files come in by dialog and by drop; what is missing or altered is named; originals are never half there."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from app.window.opening import Opened, open_exhibit
from app.window.reporting import ReportDialog
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.store.exhibits import list_exhibits
from evidence.store.layout import Layout
from evidence.store.library import Library
from tests import barcodes
from tests.app.window.person import Key, Modifier, Person
from tests.barcodes import Recipe
from tests.widgets.helpers import texts
from widgets.lists.exhibits import OriginalState

CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return barcodes.make(tmp_path / "new-clip.mp4", Recipe(frames=20, first_number=500))


def labels(person: Person) -> list[str]:
    return [exhibit.label for exhibit in person.case.exhibits]


def test_files_are_added_through_the_dialog(person: Person, clip: Path) -> None:
    person.press((Key.Key_O, CTRL))
    person.answer_file_dialog(str(clip))
    person.until(lambda: "EX-06" in labels(person))
    person.until(lambda: "Linked: EX-06." in person.window.messages.text())
    assert not person.window.job_bar.isVisible()
    person.choose("EX-06")
    assert person.number() == 500


def test_files_and_folders_are_dropped_and_what_is_refused_is_named(person: Person, clip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "from the branch"
    folder.mkdir()
    shutil.copy(clip, folder / "one.mp4")
    (folder / "list.mp4").write_text("#EXTM3U\n#EXTINF:5,\nhttp://example.com/a.ts\n")
    assert person.drop([folder], ["https://example.com/clip.mp4"])
    person.until(lambda: "EX-06" in labels(person))
    person.until(lambda: len(person.window.messages._messages) >= 2)
    said = " ".join(message.label.en for message in person.window.messages._messages)
    assert "list.mp4" in said and "clip.mp4" in said
    assert person.drop([folder / "one.mp4"])
    person.until(lambda: any("Linked before: EX-06" in one.label.en for one in person.window.messages._messages))
    assert len(labels(person)) == 6


def test_a_file_of_no_kind_that_is_known_is_named_with_the_reason_and_what_to_do(
    person: Person, tmp_path: Path
) -> None:
    sheet = tmp_path / "table.mp4"
    sheet.write_bytes(b"\x00\x01\x02nothing that plays\xff" * 400)
    assert person.drop([sheet])
    person.until(lambda: "EX-06" in labels(person))
    person.until(lambda: any("table.mp4 is kept as EX-06" in one.label.en for one in person.window.messages._messages))
    (said,) = [one.label for one in person.window.messages._messages if "kept as EX-06" in one.label.en]
    reason = person.case.exhibits[5].recording.facts.reason
    assert reason is not None and reason.en in said.en and reason.zh in said.zh
    assert "Ask whoever gave it" in said.en and "常用格式" in said.zh
    assert person.drop([sheet])
    person.until(lambda: any("Linked before: EX-06" in one.label.en for one in person.window.messages._messages))
    assert not any("kept as" in one.label.en for one in person.window.messages._messages), "it is said once"


def test_adding_can_be_stopped_and_leaves_nothing_half(person: Person, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(4_000_000_000)
    assert person.drop([large])
    person.until(lambda: person.window.job_bar.jobs())
    person.click(person.window.job_bar.button(person.window.job_bar.jobs()[0]))
    person.until(lambda: "Stopped" in person.window.messages.text())
    assert not person.window.job_bar.jobs()
    assert len(labels(person)) == 5
    originals = Layout(person.folder).originals
    assert not [path for path in originals.iterdir() if len(path.name) != 64]
    assert person.focus_in(person.stage)


def test_closing_while_files_are_added_ends_the_work(person: Person, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(4_000_000_000)
    assert person.drop([large])
    person.until(lambda: person.window.job_bar.jobs())
    person.press((Key.Key_Q, CTRL))
    assert not person.window.isVisible()
    with Library.open(person.folder, read_only=True) as library:
        assert len(list_exhibits(library, person.case.id)) == 5


def original_of(person: Person, label: str) -> Path:
    exhibit = next(exhibit for exhibit in person.case.exhibits if exhibit.label == label)
    return Layout(person.folder).original(exhibit.recording.sha256)


def test_missing_and_altered_originals_are_named_and_nothing_is_marked_on_them(person: Person, material: Path) -> None:
    missing, altered = original_of(person, "EX-02"), original_of(person, "EX-01")
    missing.chmod(0o600)
    missing.unlink()
    altered.chmod(0o600)
    content = bytearray(altered.read_bytes())
    content[-1] ^= 1
    altered.write_bytes(content)
    person.press((Key.Key_K, CTRL))
    assert "EX-01" in texts(person.dialog(ReportDialog))
    person.leave_dialog(Key.Key_Return)
    said = person.window.messages.text()
    assert "EX-01" in said and "EX-02" in said and "EX-03" not in said
    states = {exhibit.label: person.desk._states[exhibit.id] for exhibit in person.case.exhibits}
    assert (states["EX-01"], states["EX-02"]) == (OriginalState.ALTERED, OriginalState.MISSING)

    person.press(Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    assert "EX-01" in person.said()
    assert not person.marks_on_disk()

    person.desk.exhibits.chosen.emit(person.case.exhibits[1].id)
    person.until(lambda: "b-varying.mp4" in person.window.messages.text())
    assert person.stage.opened is None

    assert person.drop([material / "b-varying.mp4"])
    person.until(lambda: person.desk._states[person.case.exhibits[1].id] is OriginalState.INTACT)
    person.choose("EX-02")
    assert person.number() == 0


def test_files_dropped_on_the_list_are_not_lost_silently(person: Person, clip: Path) -> None:
    person.press((Key.Key_L, CTRL))
    person.until(lambda: person.window.page is person.window.cases)
    assert person.drop([clip])
    assert "Open the complaint first" in person.window.messages.text()


def test_an_exhibit_that_takes_long_does_not_push_away_the_one_chosen_after_it(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, fast = person.case.exhibits[2], person.case.exhibits[1]
    gate, done = threading.Event(), threading.Event()

    def gated(layout: Layout, exhibit: Exhibit, progress: Progress) -> Opened:
        if exhibit.id == slow.id:
            assert gate.wait(30)
            done.set()
        return open_exhibit(layout, exhibit, progress)

    monkeypatch.setattr("app.window.stage.open_exhibit", gated)
    person.desk.exhibits.chosen.emit(slow.id)
    person.choose(fast.label)
    gate.set()
    person.until(lambda: done.is_set() and person.window.jobs.running == 0)
    person.rest()
    assert person.stage.opened is not None and person.stage.opened.exhibit.id == fast.id
    assert person.desk.exhibits.selected() == fast.id
    assert person.number() == 0
