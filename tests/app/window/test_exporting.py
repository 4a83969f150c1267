"""The case file leaves the window through the real file dialog; stopped, it leaves nothing; it is verified here too."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.exporting import export_case
from app.window import work
from app.window.reporting import ReportDialog
from evidence.model import case as complaints
from evidence.model.kinds import Role
from evidence.progress import Progress
from evidence.store.cases import save_case
from evidence.store.library import Library
from exports.verify import Answer, verify_case_file
from tests.app.window.person import Key, Modifier, Person
from tests.widgets.helpers import texts
from widgets.results.exporting import ExportSheet

CTRL, ALT, SHIFT = Modifier.ControlModifier, Modifier.AltModifier, Modifier.ShiftModifier


def make_mark(person: Person) -> None:
    person.press(Key.Key_I, Key.Key_0, Key.Key_1, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    person.saved_mark(0)


def test_the_case_file_is_written_named_with_its_digest_and_verified(person: Person, tmp_path: Path) -> None:
    make_mark(person)
    target = tmp_path / "case.pdf"
    person.press((Key.Key_E, CTRL))
    person.choose_copy()
    person.answer_file_dialog(str(target))
    person.until(lambda: "SHA-256" in person.window.messages.text())
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert str(target) in person.window.messages.text() and digest in person.window.messages.text()

    person.press((Key.Key_K, CTRL | SHIFT))
    person.answer_file_dialog(str(target))
    report = person.dialog(ReportDialog)
    assert "Passed" in texts(report) and "Failed" not in texts(report)
    person.leave_dialog()

    damaged = bytearray(target.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    target.write_bytes(damaged)
    person.press((Key.Key_K, CTRL | SHIFT))
    person.answer_file_dialog(str(target))
    assert "Failed" in texts(person.dialog(ReportDialog))
    person.leave_dialog()


def test_a_bundle_is_made_beside_the_case_file_and_verified(person: Person, tmp_path: Path) -> None:
    make_mark(person)
    target = tmp_path / "case.zip"
    person.press((Key.Key_B, CTRL))
    person.choose_copy()
    person.answer_file_dialog(str(target))
    person.until(lambda: "SHA-256" in person.window.messages.text())
    assert hashlib.sha256(target.read_bytes()).hexdigest() in person.window.messages.text()

    person.press((Key.Key_K, CTRL | SHIFT))
    person.answer_file_dialog(str(target))
    report = person.dialog(ReportDialog)
    assert "Passed" in texts(report) and "Failed" not in texts(report)
    person.leave_dialog()


def test_a_stopped_export_leaves_no_file(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_mark(person)
    real, target = export_case, tmp_path / "case.pdf"

    def slow(*arguments: object, progress: Progress, **named: object) -> object:
        def waiting(done: int, total: int) -> None:
            time.sleep(0.01)  # so that there is time to press the button, however fast the machine
            progress(done, total)

        return real(*arguments, progress=waiting, **named)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(work, "export_case", slow)
    person.press((Key.Key_E, CTRL))
    person.choose_copy()
    person.answer_file_dialog(str(target))
    bar = person.window.job_bar
    person.until(bar.jobs)
    person.until(lambda: not bar.jobs() or "%" in texts(bar))
    person.click(bar.button(bar.jobs()[0]))
    person.until(lambda: not bar.jobs())
    assert person.window.messages.text() == "Stopped. No file was written."
    assert not list(tmp_path.glob("case*"))
    assert person.focus_in(person.stage)


def test_an_export_that_cannot_be_written_says_so(person: Person, tmp_path: Path) -> None:
    make_mark(person)
    (tmp_path / "folder.pdf").mkdir()
    person.window.errands.export(tmp_path / "folder.pdf", "internal", "en")
    person.until(lambda: "folder.pdf" in person.window.messages.text() or person.window.messages.text())
    assert "Written" not in person.window.messages.text()


def test_leaving_the_file_dialog_exports_nothing(person: Person) -> None:
    person.press((Key.Key_E, CTRL))
    person.choose_copy()
    person.dialog(QFileDialog)
    person.leave_dialog()
    person.rest()
    assert person.window.jobs.running == 0
    assert person.window.messages.text() == ""


def test_a_copy_for_outside_says_before_what_it_leaves_out_and_is_refused_without_people(
    person: Person, tmp_path: Path
) -> None:
    make_mark(person)
    person.press((Key.Key_E, CTRL))
    sheet = person.dialog(ExportSheet)
    assert "Keep it in the house" in texts(sheet) and sheet.table.rowCount() == 0
    QTest.keyClick(sheet.copy, Key.Key_Down)
    person.until(lambda: "none is entered" in texts(sheet), "it was not refused")
    assert not sheet.export.isEnabled()
    person.leave_dialog()

    case = person.case.case
    people = (complaints.Person(uuid4(), Role.COMPLAINANT, "Felizarda Quaresma"),)
    with Library.open(person.window.session.folder) as library:
        save_case(library, replace(case, people=people))
    person.window.session.refresh()
    target = tmp_path / "copy.pdf"
    person.press((Key.Key_E, CTRL))
    sheet = person.dialog(ExportSheet)
    QTest.keyClick(sheet.copy, Key.Key_Down)
    person.until(lambda: sheet.table.rowCount() > 0, "nothing was said to be left out")
    shown = {item.text() for row in range(sheet.table.rowCount()) if (item := sheet.table.item(row, 0)) is not None}
    assert {"Pictures", "Contents of the journal"} <= shown
    QTest.keyClick(sheet, Key.Key_Return)
    person.answer_file_dialog(str(target))
    person.until(lambda: "SHA-256" in person.window.messages.text())
    report = verify_case_file(target)
    assert "copy" in {check.name for check in report.checks if check.verdict is Answer.PASSED}
