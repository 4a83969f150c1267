"""One chart on its card: drawn, or as a table; arrows or the pointer reach a bar, which leads to its complaints."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from evidence.register.trends import Chart, Form
from widgets import theme
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import tip
from widgets.rows import EnterTable
from widgets.texts import SpokenLabel
from widgets.trends.drawing import Place, draw, height_of, name_of, places, said
from widgets.trends.words import N

_STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class ChartView(QWidget):
    """A drawn chart.

    Signals:
        chosen(object): the Narrowing of the bar that was clicked, or on which Enter was pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Draw nothing yet."""
        super().__init__()
        self.chart: Chart | None = None
        self.current = 0
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self.update)

    def show_chart(self, chart: Chart) -> None:
        """Draw this."""
        self.chart, self._hovered = chart, None
        self.current = min(self.current, max(len(chart.bars) - 1, 0))
        self.updateGeometry()
        self._speak()

    def sizeHint(self) -> QSize:
        """As high as the bars need."""
        return QSize(320, int(height_of(self.chart)) if self.chart else 60)

    def bar_at(self, point: QPointF) -> int | None:
        """The number of the bar at a place of this widget."""
        if self.chart is None:
            return None
        found = (number for number, place in enumerate(self._places()) if place.hit.contains(point))
        return next(found, None)

    def center_of(self, number: int) -> QPointF:
        """A place inside a bar."""
        return self._places()[number].hit.center()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        if self.chart is not None:
            painter = QPainter(self)
            draw(painter, self.chart, QRectF(self.rect()), self.current if self.hasFocus() else None, self._hovered)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter leads to the complaints; letters are left to the window."""
        key = Qt.Key(event.key())
        if self.chart is None or not self.chart.bars:
            event.ignore()
        elif key in _STEPS:
            self._go(self._moved(*_STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.chart.bars) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.current)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        at = self.bar_at(event.position())
        if at != self._hovered:
            self._hovered = at
            leads = at is not None and self.chart is not None and self.chart.bars[at].narrowing is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
            self.setToolTip(tip(said(self.chart.bars[at])) if at is not None and self.chart is not None else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the complaints of the bar that was clicked."""
        at = self.bar_at(event.position())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(at)
            self.choose(at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say which bar has the keys."""
        super().focusInEvent(event)
        self._speak()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no bar as having the keys."""
        super().focusOutEvent(event)
        self.update()

    def _places(self) -> list[Place]:
        return places(self.chart, QRectF(self.rect())) if self.chart else []

    def _moved(self, down: int, right: int) -> int:
        chart = self.chart
        if chart is None:
            return 0
        step = down + right
        if chart.form is Form.GRID and down:
            step = down * len(chart.columns)
        at = self.current + step
        return at if 0 <= at < len(chart.bars) else self.current

    def _go(self, at: int) -> None:
        self.current = at
        self._speak()

    def choose(self, at: int) -> None:
        """Lead to the complaints of a bar, if it has any."""
        bar = self.chart.bars[at] if self.chart else None
        if bar is not None and bar.narrowing is not None and bar.value:
            self.chosen.emit(bar.narrowing)

    def _speak(self) -> None:
        if self.chart is not None:
            name = words(self.chart.name.label)
            bars = self.chart.bars
            self.setAccessibleName(words(N.AT, name=name, bar=said(bars[self.current])) if bars else name)
            self.setAccessibleDescription(words(N.HINT))
        self.update()


class ChartCard(QFrame):
    """A chart with its name, and a button that shows its table instead.

    Signals:
        chosen(object): the Narrowing of a bar, or of a row of the table.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("role", "card")
        self.view, self.table = ChartView(), EnterTable()
        self._model = QStandardItemModel(self)
        self.table.setModel(self._model)
        self._name = SpokenLabel(None, "heading")
        self.turn = SpokenButton(N.TABLE, role="quiet")
        self._stack = QStackedWidget()
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.view)
        inner.addStretch(1)
        self._stack.addWidget(holder)
        self._stack.addWidget(self.table)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.view.chosen.connect(self.chosen)
        self.turn.clicked.connect(self.turn_over)
        self.table.entered_row.connect(self._choose)
        self.table.doubleClicked.connect(self._choose)
        tongue.language_changed.connect(self._speak)

    def show_chart(self, chart: Chart) -> None:
        """Show this chart."""
        self.view.show_chart(chart)
        self._name.speak(chart.name.label)
        self._speak()

    def turn_over(self) -> None:
        """Show the table instead of the drawing, or the drawing again."""
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        self.turn.speak(N.CHART if self._stack.currentIndex() else N.TABLE)
        (self.table if self._stack.currentIndex() else self.view).setFocus()

    def _speak(self) -> None:
        chart = self.view.chart
        if chart is None:
            return
        name = words(chart.name.label)
        self.turn.setAccessibleName(words(N.TABLE_TIP, name=name))
        self.table.setAccessibleName(name)
        self._model.clear()
        heads, lines = table_of(chart)
        self._model.setHorizontalHeaderLabels(heads)
        for line in lines:
            self._model.appendRow([_cell(text, number=bool(at)) for at, text in enumerate(line)])
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _choose(self, index: QModelIndex) -> None:
        self.view.choose(index.row())


def table_of(chart: Chart) -> tuple[list[str], list[list[str]]]:
    """A chart as a table: headings and lines, one for each bar."""
    if chart.form is Form.SPANS:
        heads = [words(one) for one in (N.WHAT, N.MEDIAN, N.NINETIETH, N.NUMBER)]
        return heads, [[name_of(bar.label), str(bar.value), str(bar.high), str(bar.count)] for bar in chart.bars]
    return [words(N.WHAT), words(N.NUMBER)], [[name_of(bar.label), str(bar.value)] for bar in chart.bars]


def _cell(text: str, *, number: bool) -> QStandardItem:
    item = QStandardItem(text)
    if number:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
