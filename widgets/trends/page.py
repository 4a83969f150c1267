"""The page of trends: what is counted, and all charts side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.register.trends import ChartName, Trends, TrendsWanted
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import plain
from widgets.register.filters import Choice
from widgets.texts import SpokenLabel
from widgets.trends.chart import ChartCard, table_of
from widgets.trends.words import N

WIDE = 1500
"""From this width on, three charts stand beside each other."""


class TrendsPage(QWidget):
    """All charts of the register.

    Signals:
        wanted(object): a TrendsWanted; call `show_trends`.
        chosen(object): the Narrowing of a bar.
        left(): back to the list.
        picture_wished(), table_wished(): what is shown shall be saved.
    """

    wanted = Signal(object)
    chosen = Signal(object)
    left = Signal()
    picture_wished = Signal()
    table_wished = Signal()

    def __init__(self) -> None:
        """Show nothing yet; the first charts are asked for by `renew`."""
        super().__init__()
        self.trends: Trends | None = None
        self.period = Choice(N.PERIOD_FIELD, [(None, lambda: words(N.YEAR))], 190)
        self.branch = Choice(N.BRANCH_FIELD, [(None, lambda: words(N.ANY_BRANCH))], 230)
        self._total = SpokenLabel(N.READING, "soft")
        self.cards = {name: ChartCard() for name in ChartName}
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(10)
        self._columns = 0
        self._place()
        for box in (self.period, self.branch):
            box.currentIndexChanged.connect(self.renew)
        for card in self.cards.values():
            card.chosen.connect(self.chosen)
        tongue.language_changed.connect(self._speak)

    def _place(self) -> None:
        save_picture, save_table = SpokenButton(N.SAVE_PICTURE), SpokenButton(N.SAVE_TABLE)
        back = SpokenButton(N.BACK, role="quiet")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SpokenLabel(N.TRENDS, "title"))
        head.addWidget(self._total, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for part in (self.period, self.branch, save_picture, save_table, back):
            head.addWidget(part)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(SpokenLabel(N.HINT, "soft"))
        back.clicked.connect(self.left)
        save_picture.clicked.connect(self.picture_wished)
        save_table.clicked.connect(self.table_wished)
        self._lay_out()

    def renew(self) -> None:
        """Ask for what is chosen, as it stands now."""
        self.wanted.emit(self.asked)

    @property
    def asked(self) -> TrendsWanted:
        """What is chosen."""
        year, branch = self.period.chosen, self.branch.chosen
        return TrendsWanted(year if isinstance(year, int) else None, branch if isinstance(branch, str) else "")

    def show_trends(self, trends: Trends) -> None:
        """Show charts that were asked for, unless something else is wanted by now."""
        if trends.wanted != self.asked:
            return
        self.trends = trends
        self.period.offer([(None, lambda: words(N.YEAR)), *((year, _of_year(year)) for year in trends.years)])
        self.branch.offer([(None, lambda: words(N.ANY_BRANCH)), *((one, _as_is(one)) for one in trends.branches)])
        for chart in trends.charts:
            self.cards[chart.name].show_chart(chart)
        self._speak()

    def picture(self) -> QImage:
        """All charts as they are shown, twice as sharp as the screen."""
        size = self._sheet.size()
        image = QImage(QSize(size.width() * 2, size.height() * 2), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        image.fill(self.palette().window().color())
        painter = QPainter(image)
        self._sheet.render(painter, QPoint())
        painter.end()
        return image

    def rows(self) -> list[list[str]]:
        """All charts as one table: name of the chart, what, and the numbers."""
        found: list[list[str]] = []
        for chart in self.trends.charts if self.trends else ():
            heads, lines = table_of(chart)
            found.append([words(chart.name.label), *heads[1:]])
            found += [*lines, []]
        return found

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the first chart."""
        next(iter(self.cards.values())).view.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two charts beside each other, or three."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = 3 if self.width() >= WIDE else 2
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))

    def _speak(self) -> None:
        if self.trends is not None:
            days = {"first": self.trends.first, "last": self.trends.last}
            self._total.speak(N.TOTAL, total=f"{self.trends.total:,}", **days)


def _of_year(year: int) -> Callable[[], str]:
    return lambda: words(N.OF_YEAR, year=year)


def _as_is(text: str) -> Callable[[], str]:
    return lambda: plain(text, 60)
