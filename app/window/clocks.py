"""Setting clocks at the window: events marked in two recordings, the dialog, and what becomes of a wish."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.session import ClockKnown, OpenCase, Session
from evidence.clock.disagreement import Disagreement, compare, standing
from evidence.clock.proposals import proposals_for
from evidence.labels import Label
from evidence.model.recording import Clock, Exhibit
from evidence.segments.finding import find_series
from evidence.timecode import Moment, format_time
from widgets.clocks.sheet import ClockView
from widgets.clocks.values import ClockSheet, EventNumber, PastClock, Sighting, Way
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import words

NO_CLOCK = Label("{name} is a document or photo: only recordings run on a clock.", "{name} 是文件或照片，没有时钟。")
NO_MOMENT = Label("Open a recording and go to the event first.", "请先打开录制并定位到事件处。")
ONE_SEEN = Label(
    "{event} in {name} at {time}. Press {key} at it in another recording too.",
    "{name} 中的{event}：{time}。请在另一段录制的同一事件处再按 {key}。",
)
BOTH_SEEN = Label(
    "{event} is marked in {names}. {apart} Press {key} to set a clock by it.",
    "{event}已在 {names} 中标记。{apart}按 {key} 可据此设定时钟。",
)
SET_DONE = Label(
    "The clock of {name} is set. No mark has changed. Earlier clocks are in its dialog.",
    "{name} 的时钟已设定，标注均未改变。以前的时钟可在时钟窗口中恢复。",
)
ALL_DONE = Label(
    "The clocks of {count} files ({name}) are set as one. No mark has changed. Earlier clocks are in their dialogs.",
    "{count} 个文件（{name}）的时钟已统一设定，标注均未改变。以前的时钟可在各自的时钟窗口中恢复。",
)
KEY_OF = {EventNumber.ONE: "event_one", EventNumber.TWO: "event_two"}


class ClockDialog(QDialog):
    """The sheet of one clock in a window of its own, until it is set or closed by Esc.

    Signals:
        none of its own; `view` says what is wished.
    """

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start empty; fill `view`."""
        super().__init__(parent)
        self.view = ClockView(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self.view)
        self.view.set.setDefault(True)  # only inside the dialog: Qt would take the first button, which is Cancel
        self.setWindowTitle(words(C.CLOCK))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view.cancelled.connect(self.reject)
        room = self.screen().availableSize()
        self.resize(min(1140, room.width() - 20), min(680, room.height() - 40))


class Clocks(QObject):
    """What a person does about clocks in the open case.

    Signals:
        marked(): an event was marked, or forgotten; `events` has them all.
        said(object): a Label that tells what came of it.
    """

    marked = Signal()
    said = Signal(object)

    def __init__(self, session: Session, keys: KeyTable, owner: QWidget) -> None:
        """Work for the open case of `session`; dialogs belong to `owner`."""
        super().__init__(owner)
        self._session, self._keys, self._owner = session, keys, owner
        self.events: dict[EventNumber, dict[UUID, Sighting]] = {}
        self._dialog: ClockDialog | None = None
        self._wished: UUID | None = None
        self._set_of: list[str] = []
        session.clock_set.connect(self._done)
        session.refused.connect(self._refused)

    def forget(self) -> None:
        """Another case comes."""
        self.events.clear()
        self.marked.emit()

    # -- events

    def mark_event(self, number: EventNumber, exhibit: Exhibit | None, seen: Sighting | None) -> None:
        """The moment on screen is an event that another recording shows, too."""
        case = self._session.open_case
        if case is None or exhibit is None or seen is None or exhibit.recording.facts.pages is not None:
            self.said.emit(NO_MOMENT)
            return
        self.events.setdefault(number, {})[exhibit.id] = seen
        self.marked.emit()
        marked = [each for each in case.exhibits if each.id in self.events[number]]
        if len(marked) > 1:
            names = ", ".join(each.label for each in marked)
            apart = [found.sentence for found in self.disagreements(number)]
            said = apart[-1] if apart else Label("", "")
            self.said.emit(BOTH_SEEN.filled(event=number.label, names=names, apart=said, key=self._keys.shown("clock")))
            return
        time, key = format_time(seen.at_us), self._keys.shown(KEY_OF[number])
        self.said.emit(ONE_SEEN.filled(event=number.label, name=exhibit.label, time=time, key=key))

    def disagreements(self, number: EventNumber) -> tuple[Disagreement, ...]:
        """How far the clocks of all recordings in which an event was marked are apart about it."""
        case, places = self._session.open_case, self.events.get(number, {})
        if case is None:
            return ()
        return compare(
            standing(Label(each.label, each.label), each.recording.clock, places[each.id].at_us)
            for each in case.exhibits if each.id in places
        )  # fmt: skip

    # -- the dialog

    def open(
        self,
        exhibit: Exhibit | None,
        shown: Sighting | None,
        way: Way | None = None,
        by_hand: Moment | None = None,
        other: UUID | None = None,
    ) -> None:
        """Show the clock of a recording; `way`: the page to begin on, `other`: the recording to compare with."""
        case = self._session.open_case
        if case is None or exhibit is None or self._dialog is not None:
            return
        if exhibit.recording.facts.pages is not None:
            self.said.emit(NO_CLOCK.filled(name=exhibit.label))
            return

        def then(known: ClockKnown) -> None:
            now = self._session.open_case
            if self._dialog is None and now is not None and now.id == case.id:
                self._show(self._sheet(now, exhibit, known, shown, by_hand), way, other)

        self._session.look_at_clock(exhibit, then)

    def _sheet(
        self, case: OpenCase, exhibit: Exhibit, known: ClockKnown, shown: Sighting | None, by_hand: Moment | None
    ) -> ClockSheet:
        current = case.exhibit(exhibit.id) or exhibit
        return ClockSheet(
            current,
            known.zone,
            proposals_for(current, known.zone),
            shown,
            tuple(each for each in case.exhibits if each.id != current.id and each.recording.facts.pages is None),
            self.events,
            tuple(mark for mark in case.marks if mark.exhibit == current.id),
            tuple(PastClock(each.at, each.by, each.clock) for each in known.record.history),
            known.record.cases,
            by_hand,
            find_series(case.exhibits, case.groupings).of(current.id),
        )

    def _show(self, sheet: ClockSheet, way: Way | None, other: UUID | None) -> None:
        dialog = ClockDialog(self._keys, self._owner)
        both = any(sheet.event(EventNumber.ONE, each.id) for each in sheet.others)
        if way is None and both and sheet.event(EventNumber.ONE, sheet.exhibit.id):
            way = Way.EVENT
        dialog.view.show_sheet(sheet, way)
        dialog.view.event_page.choose_other(next((each for each in sheet.others if each.id == other), None))
        dialog.view.wished.connect(lambda _: self._wish(sheet.exhibit, dialog.view.clocks))
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _wish(self, exhibit: Exhibit, clocks: tuple[tuple[Exhibit, Clock], ...]) -> None:
        self._wished, self._set_of = exhibit.id, [one.label for one, _ in clocks]
        self._session.set_clocks(exhibit, clocks)

    def _done(self, exhibit: Exhibit) -> None:
        if self._wished == exhibit.id:
            self._wished = None
            if self._dialog is not None:
                self._dialog.accept()
            if len(self._set_of) > 1:
                name = f"{self._set_of[0]}…{self._set_of[-1]}"
                self.said.emit(ALL_DONE.filled(count=str(len(self._set_of)), name=name))
            else:
                self.said.emit(SET_DONE.filled(name=exhibit.label))

    def _refused(self, reason: Label) -> None:
        if self._wished is not None:
            self._wished = None
            if self._dialog is not None:
                self._dialog.view.failed(reason)

    def _closed(self) -> None:
        self._dialog = None
