"""The open library and the open case: what can be done with them, and what has become of it. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.registering import described
from app.storekeeper import Storekeeper
from evidence.casefile.content import conclusions_of
from evidence.errors import WorldError
from evidence.model.case import Case
from evidence.model.kinds import DisputeKind
from evidence.model.mark import Mark, MarkDraft
from evidence.model.recording import Exhibit
from evidence.review.conclusions import Conclusion
from evidence.review.marking import refuse_unsound
from evidence.rules.checklists import load_checklists
from evidence.store import marks as store
from evidence.store.cases import get_case, list_cases, new_case, save_case
from evidence.store.exhibits import list_exhibits
from evidence.store.layout import Layout
from evidence.store.library import Library
from evidence.timecode import Moment
from widgets.forms.values import CaseValues

Answer = TypeVar("Answer")
WATCH_MS = 1000
DEFAULT_PACK = "CN"


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One case as it stands: everything the desk shows of it."""

    case: Case
    exhibits: tuple[Exhibit, ...]
    marks: tuple[Mark, ...]
    conclusions: tuple[Conclusion, ...]
    can_undo: bool
    can_redo: bool

    @property
    def id(self) -> UUID:
        """The case's UUID."""
        return self.case.complaint.id

    def exhibit(self, exhibit_id: UUID) -> Exhibit | None:
        """The exhibit of that identity, if it is one of this case."""
        return next((one for one in self.exhibits if one.id == exhibit_id), None)

    def mark(self, mark_id: UUID) -> Mark | None:
        """The mark of that identity, if it is one of this case."""
        return next((one for one in self.marks if one.id == mark_id), None)


def read_case(library: Library, label_or_id: str) -> OpenCase:
    """One state of a case.

    Raises:
        NotFound: there is no such case.
    """
    with library.view():
        case = get_case(library, label_or_id)
        marks = store.list_marks(library, case.complaint.id)
        undo, redo = store.can_undo_redo(library, case.complaint.id)
        return OpenCase(
            case,
            list_exhibits(library, case.complaint.id),
            marks,
            tuple(conclusions_of(case, marks)),
            undo and not library.read_only,
            redo and not library.read_only,
        )


class Session(QObject):
    """What the window does with the library. Nothing is said to be saved before it is on disk.

    Signals:
        cases_changed(object): the tuple of CaseLine of the list of complaints.
        case_changed(object): the OpenCase as it stands now, or None.
        saving(): a change is on its way.
        saved(object): the Moment since which it is on disk.
        refused(object): the Label of why a change was not made.
        marked(object): the Mark that a wish has become.
        undone(object): the Mark that an undo or redo has changed.
    """

    cases_changed = Signal(object)
    case_changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    refused = Signal(object)
    marked = Signal(object)
    undone = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open the library.

        Raises:
            NotFound, LibraryProblem, DiskProblem: it cannot be opened.
        """
        super().__init__(parent)
        self._keeper = Storekeeper(folder, self)
        self._seen = -1
        self.open_case: OpenCase | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._keeper.folder

    @property
    def layout(self) -> Layout:
        """Where things lie in it."""
        return Layout(self._keeper.folder.absolute())

    @property
    def holder(self) -> str:
        """Who holds the library in another window; empty if this window does."""
        holder = self._keeper.holder
        return f"{holder.user} @ {holder.host}, {holder.since[:16].replace('T', ' ')}" if holder else ""

    def close(self) -> None:
        """Finish what was asked and close the library."""
        self._watch.stop()
        self._keeper.close()

    # -- looking

    def refresh_cases(self) -> None:
        """Read the list of complaints."""
        self._keeper.ask(list_cases, self.cases_changed.emit, self._refuse)

    def show_case(self, label_or_id: str) -> None:
        """Open a case."""
        self._keeper.ask(lambda library: read_case(library, label_or_id), self._opened, self._refuse)

    def leave_case(self) -> None:
        """Close the open case; the list is read again."""
        self._opened(None)
        self.refresh_cases()

    def refresh(self) -> None:
        """Read the open case again."""
        if self.open_case:
            self.show_case(str(self.open_case.id))
        else:
            self.refresh_cases()

    # -- changing

    def register(self, values: CaseValues) -> None:
        """Register a new complaint and open it."""

        def work(library: Library) -> OpenCase:
            checklist = load_checklists()[values.kind.value]
            complaint = new_case(
                library,
                kind=DisputeKind(values.kind),
                checklist_version=checklist.version,
                rule_pack=DEFAULT_PACK,
                title=values.title,
            )
            save_case(library, described(Case(complaint), values))
            return read_case(library, str(complaint.id))

        self._change(work, self._opened)

    def describe(self, values: CaseValues) -> None:
        """Correct what was registered about the open case."""
        case_id = self._case_id()

        def work(library: Library) -> OpenCase:
            save_case(library, described(get_case(library, str(case_id)), values))
            return read_case(library, str(case_id))

        self._change(work, self._opened)

    def mark(self, exhibit: Exhibit, draft: MarkDraft) -> None:
        """Make a mark; `marked` tells when it is on disk, `refused` why it is not."""
        case_id = self._case_id()

        def work(library: Library) -> tuple[Mark, OpenCase]:
            refuse_unsound(exhibit, draft)
            mark = store.make_mark(library, case_id, exhibit, draft)
            return mark, read_case(library, str(case_id))

        def then(answer: tuple[Mark, OpenCase]) -> None:
            self._opened(answer[1])
            self.marked.emit(answer[0])

        self._change(work, then)

    def withdraw(self, mark: Mark) -> None:
        """Take a mark back."""
        case_id = self._case_id()

        def work(library: Library) -> OpenCase:
            store.withdraw_mark(library, case_id, mark.label)
            return read_case(library, str(case_id))

        self._change(work, self._opened)

    def undo(self) -> None:
        """Take back one's own last act in the open case."""
        self._step(store.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(store.redo)

    def _step(self, step: Callable[[Library, UUID], store.Undone]) -> None:
        if self.open_case is None:
            return
        case_id = self.open_case.id

        def work(library: Library) -> tuple[Mark, OpenCase]:
            done = step(library, case_id)
            return done.mark, read_case(library, str(case_id))

        def then(answer: tuple[Mark, OpenCase]) -> None:
            self._opened(answer[1])
            self.undone.emit(answer[0])

        self._change(work, then)

    def _change(self, work: Callable[[Library], Answer], then: Callable[[Answer], None]) -> None:
        def with_time(library: Library) -> tuple[Answer, Moment]:
            return work(library), library.moment()

        def done(answer: tuple[Answer, Moment]) -> None:
            then(answer[0])
            self.saved.emit(answer[1])

        self.saving.emit()
        self._keeper.ask(with_time, done, self._refuse)

    def _case_id(self) -> UUID:
        if self.open_case is None:
            raise RuntimeError("no case is open")
        return self.open_case.id

    def _opened(self, opened: OpenCase | None) -> None:
        self.open_case = opened
        self.case_changed.emit(opened)

    def _refuse(self, error: WorldError) -> None:
        self.refused.emit(error.sentence)

    def _look(self) -> None:
        """See whether another program has written to the library."""

        def then(version: int) -> None:
            if self._seen not in (-1, version):
                self.refresh()
            self._seen = version

        self._keeper.ask(Library.data_version, then, self._refuse)
