"""The open library and the open case: what can be done with them, and what has become of it. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.covering import Judged
from app.reading import ClockKnown as ClockKnown
from app.reading import OpenCase as OpenCase
from app.reading import Reading, clock_known, judge_again
from app.registering import describe_case, register_case
from app.remarking import keep_unmarked
from app.storekeeper import Storekeeper
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.coverage import PlayRules, ReadRules, Stretch
from evidence.model.mark import Mark, MarkDraft
from evidence.model.recording import Clock, Exhibit
from evidence.review.grounds import Shelf
from evidence.review.marking import refuse_unsound
from evidence.store import marks as store
from evidence.store.exhibits import set_clocks
from evidence.store.layout import Layout
from evidence.store.ledger import Page, record_pages_shown, record_played
from evidence.store.library import Library
from evidence.timecode import Moment
from widgets.forms.values import CaseValues

Answer = TypeVar("Answer")
WATCH_MS = 1000
NOTHING_TO_UNDO = Label("There is nothing of yours to undo in this complaint.", "本投诉中没有您可撤销的操作。")
NOTHING_TO_REDO = Label("There is nothing of yours to redo in this complaint.", "本投诉中没有您可重做的操作。")


class Session(QObject):
    """What the window does with the library. Nothing is said to be saved before it is on disk.

    Signals:
        cases_changed(): the list of complaints has to be read again.
        case_changed(object): the OpenCase as it stands now, or None.
        saving(): a change is on its way.
        saved(object): the Moment since which it is on disk.
        refused(object): the Label of why a change was not made.
        troubled(object): the Label of why something could not be read.
        hinted(object): a Label: there was nothing to do.
        registered(object): the OpenCase that was registered or corrected.
        marked(object): the tuple of the Marks that a wish has become: several where it reaches over several files.
        undone(object): the Mark that an undo or redo has changed.
        clock_set(object): the Exhibit whose clock was set.
        judged(object): the OpenCase with what follows now that more was played, or looked through.
        holder_changed(): another window holds the library now, or this one does.
    """

    cases_changed = Signal()
    case_changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    refused = Signal(object)
    troubled = Signal(object)
    hinted = Signal(object)
    registered = Signal(object)
    marked = Signal(object)
    undone = Signal(object)
    clock_set = Signal(object)
    judged = Signal(object)
    holder_changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open the library.

        Raises:
            NotFound, LibraryProblem, DiskProblem: it cannot be opened.
        """
        super().__init__(parent)
        self._keeper = Storekeeper(folder, self)
        self._seen: int | None = None
        self._looking = False
        self._blind = False
        self._closed = False
        self.open_case: OpenCase | None = None
        self._shelf = Shelf(self.layout)
        self.remarks_files: dict[UUID, Path] = {}
        """The file of an auditor's own marks, by case."""
        self._reading = Reading(self._shelf, self.remarks_files)  # used in the store's thread only
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()
        self._look()  # before anything is read, so that no change after the first reading is missed

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._keeper.folder

    @property
    def layout(self) -> Layout:
        """Where things lie in it."""
        return Layout(self._keeper.folder.absolute())

    @property
    def held(self) -> Label | None:
        """Why nothing can be changed here; None where it can."""
        return self._keeper.held

    def close(self) -> None:
        """Finish what was asked and close the library."""
        if not self._closed:
            self._closed = True
            self._watch.stop()
            self._keeper.close()

    # -- looking

    def refresh_cases(self) -> None:
        """Let the list of complaints be read again."""
        self.cases_changed.emit()

    def show_case(self, label_or_id: str) -> None:
        """Open a case."""
        self._keeper.ask(lambda library: self._read(library, label_or_id), self._opened, self._trouble)

    def leave_case(self) -> None:
        """Close the open case; the list is read again."""
        self._opened(None)
        self.refresh_cases()

    def refresh(self) -> None:
        """Read again what is open: the case, or the list."""
        if self.open_case is None:
            self.refresh_cases()
            return
        case_id = self.open_case.id

        self._keeper.ask(lambda library: self._read(library, str(case_id)), self._renewed, self._trouble)

    def look(self, work: Callable[[Library], Answer], then: Callable[[Answer], None]) -> None:
        """Read something of the library; `troubled` tells why it could not be read."""
        self._keeper.ask(work, then, self._trouble)

    def know_remarks(self, files: Mapping[UUID, Path]) -> None:
        """Where an auditor's own marks lie, by case; what is kept from them is kept from now on."""
        self.remarks_files.update(files)
        self._keeper.ask(lambda library: keep_unmarked(library, files), lambda _: None, self._trouble)

    def record_played(self, case_id: UUID, stretches: Sequence[Stretch], rules: PlayRules) -> None:
        """Write down what was played in a case; `judged` tells what follows."""
        self._record(case_id, lambda library: record_played(library, case_id, stretches, rules))

    def record_pages_shown(self, case_id: UUID, pages: Sequence[Page], rules: ReadRules) -> None:
        """Write down which pages were shown; as `record_played`."""
        self._record(case_id, lambda library: record_pages_shown(library, case_id, pages, rules))

    def _record(self, case_id: UUID, work: Callable[[Library], bool]) -> None:
        if self.held is None:
            own = self.open_case is not None and self.open_case.id == case_id
            self._keeper.ask(work, self._played if own else lambda _: None, self._trouble)

    def _played(self, recorded: bool) -> None:
        if recorded:
            self.judge_again()

    def judge_again(self) -> None:
        """Compute anew what follows in the open case; `judged` tells it."""
        opened = self.open_case
        if opened is None:
            return

        def work(library: Library) -> Judged:
            with library.view():
                return judge_again(library, opened, self._shelf)

        def then(judged: Judged) -> None:
            if self.open_case is opened:  # otherwise it was read again meanwhile, and with this
                self.open_case = replace(opened, judged=judged)
                self.judged.emit(self.open_case)

        self._keeper.ask(work, then, self._trouble)

    def _read(self, library: Library, label_or_id: str) -> OpenCase:
        return self._reading.whole(library, label_or_id)

    def look_at_clock(self, exhibit: Exhibit, then: Callable[[ClockKnown], None]) -> None:
        """Read which clocks an exhibit of the open case has had."""
        case_id = self._case_id()
        self._keeper.ask(lambda library: clock_known(library, case_id, exhibit), then, self._trouble)

    # -- changing

    def register(self, values: CaseValues) -> None:
        """Register a new complaint and open it."""

        def work(library: Library) -> OpenCase:
            return self._read(library, register_case(library, values))

        self._change(work, self._registered)

    def describe(self, values: CaseValues) -> None:
        """Correct what was registered about the open case."""
        case_id = self._case_id()

        def work(library: Library) -> OpenCase:
            describe_case(library, str(case_id), values)
            return self._read(library, str(case_id))

        self._change(work, self._registered)

    def mark(self, *wishes: tuple[Exhibit, MarkDraft]) -> None:
        """Make a mark; several, in files that follow each other, are made in one act.

        `marked` tells when all are on disk, `refused` why none was made.
        """
        case_id = self._case_id()

        def work(library: Library) -> tuple[tuple[Mark, ...], OpenCase]:
            for exhibit, draft in wishes:
                refuse_unsound(exhibit, draft)
            marks = store.make_marks(library, case_id, wishes)
            return marks, self._reading.after_marks(library, case_id, marks)

        def then(answer: tuple[tuple[Mark, ...], OpenCase]) -> None:
            self._renewed(answer[1])
            self.marked.emit(answer[0])

        self._change(work, then)

    def revise(self, *wishes: tuple[Mark, Exhibit, MarkDraft]) -> None:
        """Let a mark say something else, or stand elsewhere in its file; several that were made as one, in one act.

        `marked` and `refused` tell as for `mark`.
        """
        case_id = self._case_id()

        def work(library: Library) -> tuple[tuple[Mark, ...], OpenCase]:
            for _, exhibit, draft in wishes:
                refuse_unsound(exhibit, draft)
            marks = store.revise_marks(library, case_id, [(mark.label, draft) for mark, _, draft in wishes])
            return marks, self._reading.after_marks(library, case_id, marks)

        def then(answer: tuple[tuple[Mark, ...], OpenCase]) -> None:
            self._renewed(answer[1])
            self.marked.emit(answer[0])

        self._change(work, then)

    def write(
        self, work: Callable[[Library], object], then: Callable[[], None], sorry: Callable[[Label], None]
    ) -> None:
        """Change something in the open case; exactly one of `then` and `sorry` tells what became of it."""
        case_id = self._case_id()

        def whole(library: Library) -> OpenCase:
            work(library)
            return self._read(library, str(case_id))

        def done(opened: OpenCase) -> None:
            self._renewed(opened)
            then()

        self._change(whole, done, sorry)

    def write_beside(
        self,
        work: Callable[[Library], Answer],
        then: Callable[[Answer], None],
        sorry: Callable[[Label], None] = lambda _: None,
    ) -> None:
        """Write what belongs to the open case and is no part of the library: an auditor may, and changes nothing."""
        case_id = self._case_id()

        def whole(library: Library) -> tuple[Answer, OpenCase]:
            return work(library), self._read(library, str(case_id))

        def done(answer: tuple[Answer, OpenCase]) -> None:
            self._renewed(answer[1])
            then(answer[0])

        self._send(whole, done, sorry)

    def write_rules(
        self, work: Callable[[Library], object], then: Callable[[], None], sorry: Callable[[Label], None]
    ) -> None:
        """Change the rules of the library; what is open is read again. One of `then` and `sorry` tells the outcome."""

        def done(_: object) -> None:
            self.refresh()
            then()

        self._change(work, done, sorry)

    def withdraw(self, *marks: Mark) -> None:
        """Take a mark back; several that were made as one, in one act."""
        case_id = self._case_id()

        def work(library: Library) -> OpenCase:
            gone = store.withdraw_marks(library, case_id, [mark.label for mark in marks])
            return self._reading.after_marks(library, case_id, gone)

        self._change(work, self._renewed)

    def set_clocks(self, exhibit: Exhibit, clocks: Sequence[tuple[Exhibit, Clock]]) -> None:
        """Give recordings their places on the wall clock in one act; `clock_set` tells when they are on disk."""
        case_id = self._case_id()

        def work(library: Library) -> OpenCase:
            set_clocks(library, case_id, clocks)
            return self._read(library, str(case_id))

        def then(opened: OpenCase) -> None:
            self._renewed(opened)
            self.clock_set.emit(exhibit)

        self._change(work, then)

    def undo(self) -> None:
        """Take back one's own last act in the open case."""
        self._step(store.undo, self.open_case is not None and self.open_case.can_undo, NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(store.redo, self.open_case is not None and self.open_case.can_redo, NOTHING_TO_REDO)

    def _step(self, step: Callable[[Library, UUID], store.Undone], possible: bool, nothing: Label) -> None:
        if self.open_case is None:
            return
        if not possible and self.held is None:
            self.hinted.emit(nothing)
            return
        case_id = self.open_case.id

        def work(library: Library) -> tuple[Mark | None, OpenCase]:
            done = step(library, case_id)
            if done.mark is None:
                return None, self._read(library, str(case_id))
            return done.mark, self._reading.after_marks(library, case_id, done.marks, stepped=True)

        def then(answer: tuple[Mark | None, OpenCase]) -> None:
            self._renewed(answer[1])
            if answer[0] is not None:
                self.undone.emit(answer[0])

        self._change(work, then)

    def _change(
        self,
        work: Callable[[Library], Answer],
        then: Callable[[Answer], None],
        sorry: Callable[[Label], None] = lambda _: None,
    ) -> None:
        """Change something in the library; `sorry` hears a refusal too, beside `refused`."""
        if held := self.held:
            self.refused.emit(held)
            sorry(held)
            return
        self._send(work, then, sorry)

    def _send(
        self, work: Callable[[Library], Answer], then: Callable[[Answer], None], sorry: Callable[[Label], None]
    ) -> None:
        """Do `work` beside the window."""

        def with_time(library: Library) -> tuple[Answer, Moment]:
            self._reading.begin_change()
            return work(library), library.moment()

        def done(answer: tuple[Answer, Moment]) -> None:
            then(answer[0])
            self.saved.emit(answer[1])

        def refuse(error: WorldError) -> None:
            self._refuse(error)
            sorry(error.sentence)

        self.saving.emit()
        self._keeper.ask(with_time, done, refuse)

    def _case_id(self) -> UUID:
        if self.open_case is None:
            raise RuntimeError("no case is open")
        return self.open_case.id

    def _opened(self, opened: OpenCase | None) -> None:
        self.open_case = opened
        self.case_changed.emit(opened)

    def _renewed(self, opened: OpenCase) -> None:
        if self.open_case is not None and self.open_case.id == opened.id:  # it was not left meanwhile
            self._opened(opened)

    def _registered(self, opened: OpenCase) -> None:
        self._opened(opened)
        self.registered.emit(opened)

    def _refuse(self, error: WorldError) -> None:
        self.refused.emit(error.sentence)

    def _trouble(self, error: WorldError) -> None:
        self.troubled.emit(error.sentence)

    def _look(self) -> None:
        """See whether another program has written to the library, and whether the other window has closed."""
        if self._looking or self._closed:
            return
        self._looking = True

        def then(version: int) -> None:
            self._looking = self._blind = False
            seen, self._seen = self._seen, version
            if seen is not None and seen != version:
                self.refresh()

        self._keeper.ask(Library.data_version, then, self._cannot_look)
        if self._keeper.read_only:
            self._keeper.take_over(self._taken_over, self._cannot_look)

    def _taken_over(self) -> None:
        self._seen = None
        self.refresh()
        self.holder_changed.emit()

    def _cannot_look(self, error: WorldError) -> None:
        self._looking = False
        if not self._blind:  # said once, not every second
            self._blind = True
            self._trouble(error)
