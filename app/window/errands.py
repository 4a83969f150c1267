"""Long work that the window sends out: linking, exporting, checking, verifying; and what is said when it is back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.bundling import Bundled
from app.exporting import Exported
from app.jobs import Jobs
from app.session import OpenCase, Session
from app.window import sentences
from app.window.opening import original_states, states_by
from app.window.reporting import check_lines, verify_lines
from app.window.work import add_to_case, bundle_to, check_case, export_to, verify_in
from evidence.check import Report
from evidence.errors import WorldError
from evidence.intake.adding import Added
from evidence.intake.choosing import may_be_raw
from evidence.model.kinds import Answer
from evidence.progress import Progress
from evidence.segments.finding import Found
from exports.verify import Report as Verified
from widgets.bars import MessageKind
from widgets.lists.exhibits import OriginalState


class Errands(QObject):
    """Starts long work for the open case and tells what came of it.

    Signals:
        said(object, object): a MessageKind and the Label of what is to be said.
        states_known(object): what is known now of originals: OriginalState by SHA-256.
        reported(object, object, object): title (Label), verdict (Answer) and the CheckLines of a report.
        unread(object): a list of Linked files that may be sound without a header.
    """

    said = Signal(object, object)
    states_known = Signal(object)
    reported = Signal(object, object, object)
    unread = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Work for this session."""
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._looking = 0

    def may_write(self) -> bool:
        """Whether the library can be changed here; says why not."""
        held = self._session.held
        if held:
            self.said.emit(MessageKind.WARNING, held)
        return held is None

    def look_at_originals(self, opened: OpenCase) -> None:
        """In the background: are the originals of a case there and unaltered? The wrong ones are named."""
        layout = self._session.layout

        def work(progress: Progress) -> dict[str, OriginalState]:
            return original_states(layout, opened.exhibits, progress)

        def then(states: dict[str, OriginalState]) -> None:
            self._tell_states(opened, states)

        self._jobs.cancel(self._looking)
        self._looking = self._jobs.start(sentences.CHECKING, work, then, self._fail, quiet=True)

    def _tell_states(self, opened: OpenCase, states: dict[str, OriginalState]) -> None:
        now = self._session.open_case
        if now is None or now.id != opened.id:
            return
        self.states_known.emit(states)
        bad = (OriginalState.MISSING, OriginalState.ALTERED)
        wrong = [exhibit for exhibit in opened.exhibits if states.get(exhibit.recording.sha256) in bad]
        if wrong:
            self.said.emit(MessageKind.ERROR, sentences.wrong_originals(wrong))

    def add(self, paths: list[Path]) -> None:
        """Link files and folders to the open case."""
        opened = self._session.open_case
        if opened is None or not paths or not self.may_write():
            return
        folder = self._session.folder

        def then(answer: tuple[Added, Found]) -> None:
            added, found = answer
            self._session.refresh()
            if any(one.already_linked for one in added.linked):
                self.look_at_originals(opened)  # a missing original may be back
            if linked := sentences.linked(added, found.sentences):
                self.said.emit(MessageKind.INFO, linked)
            for one in added.linked:
                if unusable := sentences.unusable(one):
                    self.said.emit(MessageKind.WARNING, unusable)
            for declined in added.declined:
                self.said.emit(MessageKind.ERROR, sentences.declined(declined))
            if unread := [one for one in added.linked if may_be_raw(one.exhibit.recording)]:
                self.unread.emit(unread)

        def stopped() -> None:
            self._session.refresh()
            self.said.emit(MessageKind.INFO, sentences.NOT_LINKED)

        def sorry(error: WorldError) -> None:
            self._session.refresh()
            self._fail(error)

        self._jobs.start(
            sentences.LINKING, lambda progress: add_to_case(folder, opened.id, paths, progress), then, sorry, stopped
        )

    def export(self, target: Path, copy: str, language: str) -> None:
        """Write a copy of the case file of the open case."""
        opened = self._session.open_case
        if opened is None or not self.may_write():
            return
        folder, label = self._session.folder, opened.case.complaint.label

        def then(done: Exported) -> None:
            self.said.emit(MessageKind.INFO, sentences.exported(done))

        def stopped() -> None:
            self.said.emit(MessageKind.INFO, sentences.NOT_EXPORTED)

        def work(progress: Progress) -> Exported:
            return export_to(folder, label, target, language, copy, progress)

        self._jobs.start(sentences.EXPORTING, work, then, self._fail, stopped)

    def bundle(self, target: Path, copy: str, language: str) -> None:
        """Write the bundle of a copy of the open case."""
        opened = self._session.open_case
        if opened is None or not self.may_write():
            return
        folder, label = self._session.folder, opened.case.complaint.label

        def then(done: Bundled) -> None:
            self.said.emit(MessageKind.INFO, sentences.bundled(done))

        def stopped() -> None:
            self.said.emit(MessageKind.INFO, sentences.NOT_EXPORTED)

        def work(progress: Progress) -> Bundled:
            return bundle_to(folder, label, target, language, copy, progress)

        self._jobs.start(sentences.BUNDLING, work, then, self._fail, stopped)

    def check(self) -> None:
        """Check originals and journal of the open case."""
        opened = self._session.open_case
        if opened is None:
            return
        folder = self._session.folder

        def then(report: Report) -> None:
            self._tell_states(opened, states_by(report, opened))
            self.reported.emit(sentences.CHECK, report.verdict, check_lines(report))

        self._jobs.start(sentences.CHECKING, lambda progress: check_case(folder, opened.id, progress), then, self._fail)

    def verify(self, path: Path) -> None:
        """Verify a case file, with the open library as the one that may vouch for it."""
        folder = self._session.folder

        def then(report: Verified) -> None:
            self.reported.emit(sentences.VERIFY, Answer(report.verdict.value), verify_lines(report))

        self._jobs.start(sentences.VERIFYING, lambda progress: verify_in(folder, path, progress), then, self._fail)

    def _fail(self, error: WorldError) -> None:
        self.said.emit(MessageKind.ERROR, error.sentence)
