"""A small complaint begun for a journey, what a person does with it in the window, and how it is handed over."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.app.window.person import Key, Modifier, Person
from tests.command import Word, ask, new_case, new_library
from tests.widgets.helpers import texts
from widgets.papers.section import Section

CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier
HOW = {"heard": Key.Key_1, "seen": Key.Key_2, "read": Key.Key_3, "signed": Key.Key_4}
VERDICT = {
    "given": Key.Key_F2,
    "given_partly": Key.Key_F3,
    "given_late": Key.Key_F4,
    "not_found": Key.Key_F5,
    "contradicted": Key.Key_F6,
    "not_covered": Key.Key_F8,
    "not_applicable": Key.Key_F9,
}


@dataclass(frozen=True)
class Given:
    """A file that a branch brings, and when it begins if its clock is known."""

    path: Path
    start: str = ""


def begin(folder: Path, kind: str, title: str, files: Sequence[Given]) -> Path:
    """A fresh library with one complaint whose files are linked and whose clocks are checked."""
    library = new_library(folder)
    case = new_case(library, "--kind", kind, "--title", title)
    for given in files:
        linked = ask("add", case, given.path, library=library)["exhibits"][0]["exhibit"]
        if given.start:
            words: tuple[Word, ...] = ("--start", given.start, "--uncertainty", "0.1", "--method", "ntp_log")
            ask("clock", case, linked, *words, library=library)
    return library


class Handed(NamedTuple):
    """What was handed over: what the case file prints, and what the auditor's questions came to."""

    text: str
    audit: Mapping[str, str]


class Reviewer:
    """Somebody who knows their way about the window."""

    def __init__(self, person: Person, *, empty: bool = False) -> None:
        """Open the one complaint there is."""
        self.person = person
        if empty:
            person.press(Key.Key_Return)
            person.until(lambda: person.window.page is person.desk)
        else:
            person.open_case()

    @property
    def label(self) -> str:
        """The label of the complaint."""
        return self.person.case.case.complaint.label

    def mark(self, exhibit: str, digits: str, verdict: str, how: str, quote: str = "", note: str = "") -> None:
        """Mark the whole of a recording, or a page, by keys alone."""
        person = self.person
        person.choose(exhibit)
        before = len(person.case.marks)
        self._enter(digits, verdict, how)
        if quote:
            person.press(Key.Key_Q)
            person.write(quote)
        if note:
            person.press(Key.Key_N)
            person.write(note)
        person.press(Key.Key_Return)
        person.saved_mark(before)

    def is_refused(self, exhibit: str, digits: str, verdict: str, how: str, why: str) -> None:
        """Try a mark that cannot be, and read why."""
        person = self.person
        person.choose(exhibit)
        before = person.marks_on_disk()
        self._enter(digits, verdict, how)
        person.press(Key.Key_Return)
        person.until(lambda: why in person.said(), f"never said {why!r}")
        assert person.marks_on_disk() == before
        person.press(Key.Key_Escape)

    def _enter(self, digits: str, verdict: str, how: str) -> None:
        person = self.person
        if person.stage.page is None:
            person.press(Key.Key_Home)
            person.stands()
            person.press(Key.Key_I, Key.Key_End)
            person.stands()
            person.press(Key.Key_O)
        person.press(*(getattr(Key, f"Key_{digit}") for digit in digits), Key.Key_Return)
        person.press(VERDICT[verdict], (HOW[how], ALT))

    def correct(self, change: Callable[[Any], None]) -> None:
        """Change the complaint's data in its form, and save them."""
        person, before = self.person, self.person.case.case
        person.press((Key.Key_I, CTRL))
        change(person.window.form)
        person.press((Key.Key_Return, CTRL))
        assert not person.window.form.sentence(), person.window.form.sentence()
        person.until(lambda: person.window.page is person.desk and person.case.case != before, "it was never corrected")

    def reads(self, page: QWidget) -> str:
        """Click the tab of what is below the recordings; what stands there."""
        tabs = self.person.desk.tabs
        bar = tabs.tabBar()
        self.person.click(bar, bar.tabRect(tabs.indexOf(page)).center())
        self.person.until(lambda: page.isVisible())
        return texts(page)

    def alleges(self, text: str) -> None:
        """Write down what the customer says."""
        self.correct(lambda form: QTest.keyClicks(form.allegations.lines[0].text, text))

    def paper(self, kind: str, fill: Callable[[Section], None]) -> None:
        """Write one paper of the complaint, save it, and go back to the recordings."""
        person = self.person
        person.press((Key.Key_P, CTRL))
        person.window.papers.page.show_kind(kind)
        section = person.window.papers.sections[kind]
        before = section.count
        person.click(section.new_button)
        fill(section)
        QTest.keyClick(section.sheet, Key.Key_Return, CTRL)
        person.until(lambda: section.count == before + 1, section.sheet.sentence())
        person.press((Key.Key_P, CTRL))

    def play_what_is_left(self) -> None:
        """Press the one key and wait until all of it was played."""
        person = self.person
        runner = person.desk.coverage.runner
        person.press(Key.Key_G)
        person.until(lambda: runner.running and person.stage.player.playing, "nothing was left to play")
        person.until(lambda: not runner.running, "it never ended")

    def hand_over(self, target: Path) -> Handed:
        """Export, leave, have the file verified and the case audited by commands."""
        person, case, library = self.person, self.label, self.person.folder
        person.press((Key.Key_E, CTRL))
        person.choose_copy()
        person.answer_file_dialog(str(target))
        person.until(lambda: "SHA-256" in person.window.messages.text(), "it was never exported")
        person.window.close()
        report = ask("verify", target, library=library)
        found = (report["verdict"], report["integrity"], report["origin"])
        assert found == ("passed", "passed", "passed"), report
        audit = {one["name"]: one for one in ask("audit", case, target, library=library, code=None)["checks"]}
        for name in ("case_file", "journal", "reproduction"):
            assert audit[name]["verdict"] == "passed", audit[name]
        for name in ("originals", "places", "findings", "absences", "citations", "clocks"):
            assert audit[name]["verdict"] != "failed", audit[name]
        return Handed(printed(target), {name: str(one["verdict"]) for name, one in audit.items()})


def printed(case_file: Path) -> str:
    """The text of a case file as another program reads it, in one line."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-raw", str(case_file), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def write(section: Section, key: str, text: str) -> None:
    """Type into a field of a sheet."""
    widget = section.sheet.editor(key).widget
    QTest.keyClicks(widget.focusProxy() or widget, text)


def take(section: Section, key: str, row: int) -> None:
    """Choose a line of a field that offers some, by keys."""
    box = section.sheet.editor(key).widget
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(box, Qt.Key.Key_Down)
