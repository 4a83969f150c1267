"""A ticket list dropped on the page of complaints: looked at, corrected, registered; and the register saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QTableWidget

from evidence.store.library import Library
from evidence.tickets.fields import DayOrder, Field
from tests.app.window.person import Person
from widgets.register.list import RegisterList
from widgets.tickets.sheet import TicketSheet

LIST = "Ticket,Date,Type,Words\n17,3/4/2026,fee,Nobody told me\n18,5/4/2026,weather,x\n"


def dropped(person: Person, path: Path) -> TicketSheet:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    here: RegisterList = person.window.cases
    here.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, Qt.KeyboardModifier.NoModifier))
    importing = person.window.register.importing
    person.until(lambda: importing.sheet is not None, "the sheet of the list")
    assert importing.sheet is not None
    return importing.sheet


def shown(table: QTableWidget, column: int) -> str:
    cell = table.item(0, column)
    assert cell is not None
    return cell.text()


def test_a_dropped_list_is_asked_about_corrected_and_registered(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(LIST, encoding="utf-8")
    sheet = dropped(person, path)
    person.until(lambda: "more than one order" in sheet.sentence(), "the order of dates is asked for")
    assert not sheet.take.isEnabled()
    sheet.order.setCurrentIndex(1 + list(DayOrder).index(DayOrder.DMY))
    sheet.ask()
    person.until(lambda: "can be registered: 1. Refused: 1." in sheet.sentence(), sheet.sentence())
    assert [shown(sheet.problems, column) for column in (1, 2)] == ["3", "Type"] and not sheet.take.isEnabled()
    assert shown(sheet.preview, list(Field).index(Field.RECEIVED)) == "2026-04-03"
    sheet.keep_good.setChecked(True)
    sheet.take.click()
    register = person.window.cases.model
    person.until(lambda: person.window.jobs.running == 0, "registered")
    with Library.open(person.folder, read_only=True) as library:
        assert [row["ticket"] for row in library.rows("SELECT ticket FROM complaint WHERE ticket <> ''")] == ["17"]
        everything = library.rows("SELECT 1 FROM complaint")
    target = tmp_path / "register.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    person.window.register.importing.save_register(register.wanted)
    person.until(target.exists, "the register as a table")
    person.until(lambda: person.window.jobs.running == 0, "written")
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1 + len(everything)
