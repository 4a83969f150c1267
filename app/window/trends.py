"""The page of trends at the window: reads what is chosen, and saves it as a picture or as a table."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.session import Session
from app.window.asking import ask_sheet
from app.window.settings import Settings
from evidence.labels import Label
from evidence.register.trends import Narrowing, Trends, TrendsWanted
from evidence.store.library import Library
from evidence.store.trends import read_trends
from evidence.tables import csv_bytes
from widgets.bars import MessageKind
from widgets.register.list import RegisterList
from widgets.trends.page import TrendsPage

SAVED = Label("Saved as {file}.", "已保存为 {file}。")
NOT_SAVED = Label("{file} cannot be written there. Choose another folder.", "无法在该处写入 {file}。请选择其他文件夹。")
PICTURE = Label("Picture (*.png)", "图片 (*.png)")
TABLE = Label("Table (*.csv)", "表格 (*.csv)")


class TrendsDesk(QObject):
    """Feeds the page from the library of a session.

    Signals:
        turned(object): this page shall be seen: the list or the trends.
        said(object, object): a MessageKind and what was saved or not.
    """

    turned = Signal(object)
    said = Signal(object, object)

    def __init__(
        self, session: Session, cases: RegisterList, settings: Settings, parent: QObject | None = None
    ) -> None:
        """Read nothing yet."""
        super().__init__(parent)
        self.page = page = TrendsPage()
        self._session, self._cases = session, cases
        cases.trends_wished.connect(lambda: self.turn(cases))
        page.left.connect(lambda: self.turn(page))
        page.chosen.connect(self._show_part)
        page.wanted.connect(self._read)
        page.picture_wished.connect(lambda: ask_sheet(page, settings, "trends.png", PICTURE, self._save_picture))
        page.table_wished.connect(lambda: ask_sheet(page, settings, "trends.csv", TABLE, self._save_table))

    def turn(self, seen: QWidget) -> None:
        """From the list to the trends, and back; a complaint that is open is not left for them."""
        if seen is self.page:
            self.turned.emit(self._cases)
        elif seen is self._cases:
            self.page.renew()
            self.turned.emit(self.page)

    def _show_part(self, part: Narrowing) -> None:
        self._cases.show_part(part)
        self.turned.emit(self._cases)

    def _read(self, wanted: TrendsWanted) -> None:
        self._session.look(partial(_trends, wanted=wanted), self.page.show_trends)

    def _save_picture(self, target: Path) -> None:
        saved = self.page.picture().save(str(target))
        self._say(target, saved=saved)

    def _save_table(self, target: Path) -> None:
        try:
            target.write_bytes(csv_bytes(self.page.rows()))
        except OSError:
            self._say(target, saved=False)
        else:
            self._say(target, saved=True)

    def _say(self, target: Path, *, saved: bool) -> None:
        kind = MessageKind.INFO if saved else MessageKind.ERROR
        self.said.emit(kind, (SAVED if saved else NOT_SAVED).filled(file=target.name))


def _trends(library: Library, wanted: TrendsWanted) -> Trends:
    return read_trends(library, wanted)
