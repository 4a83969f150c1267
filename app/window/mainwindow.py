"""The window: a bar with the case, the page in use, messages, jobs, and whether everything is saved."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.exporting import Exported
from app.jobs import Jobs
from app.session import OpenCase, Session
from app.window.asking import ask_files, ask_target
from app.window.desk import Desk
from app.window.opening import original_states
from app.window.reporting import ReportDialog, check_lines
from app.window.settings import Settings
from app.window.work import add_to_case, check_case, export_to
from evidence.check import Report
from evidence.errors import WorldError
from evidence.intake.adding import Added
from evidence.labels import Label
from evidence.model.case import CaseLine
from evidence.progress import Progress
from widgets.bars import JobBar, MessageBar, MessageKind, SavedSign
from widgets.forms.case_form import CaseForm
from widgets.forms.values import CaseValues
from widgets.keys import KeyBinder, KeyTable, Where
from widgets.keys_dialog import KeysDialog
from widgets.language import current_language, set_language, tongue
from widgets.lists.cases import CaseList
from widgets.lists.exhibits import OriginalState
from widgets.parts import SpokenButton
from widgets.texts import ElidedLabel
from widgets.words import W


class MainWindow(QMainWindow):
    """One library in one window.

    Signals:
        none of its own.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        """Place everything; the list of complaints is read at once."""
        super().__init__()
        self.session, self._settings = session, settings
        self.jobs = Jobs(self)
        self.keys = KeyTable(settings.own_keys())
        self.cases, self.form = CaseList(self.keys), CaseForm(self.keys)
        self.desk = Desk(session, self.jobs, self.keys)
        self.messages, self.job_bar, self.saved_sign = MessageBar(), JobBar(), SavedSign()
        self._pages = QStackedWidget()
        self._title = ElidedLabel()
        self._case: OpenCase | None = None
        self._editing = False
        self._place()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        settings.restore_window(self)
        if session.holder:
            self.messages.say(MessageKind.WARNING, _held(session.holder))
        session.refresh_cases()

    # -- placing

    def _place(self) -> None:
        for page in (self.cases, self.form, self.desk):
            self._pages.addWidget(_padded(page, 10 if page is not self.desk else 6))
        self._back = SpokenButton(W.CASES, self.keys.shown("all_cases"), role="quiet")
        self._edit = SpokenButton(W.FORM_EDIT, self.keys.shown("edit_case"), role="quiet")
        self._add = SpokenButton(_ADD, self.keys.shown("add_files"))
        self._check = SpokenButton(_CHECK, self.keys.shown("check"))
        self._export = SpokenButton(_EXPORT, self.keys.shown("export"), role="primary")
        self._keys_button = SpokenButton(_KEYS, self.keys.shown("keys"), role="quiet")
        self._tongue = SpokenButton(_LANGUAGE, self.keys.shown("language"), role="quiet")
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._title, 1)
        for button in (self._edit, self._add, self._check, self._export, self._keys_button, self._tongue):
            row.addWidget(button)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((bar, 0), (self.messages, 0), (self._pages, 1), (self.job_bar, 0)):
            column.addWidget(part, stretch)
        self.setCentralWidget(whole)
        self.statusBar().addWidget(self.saved_sign, 1)
        self.statusBar().setSizeGripEnabled(False)
        self._speak()

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        tongue.language_changed.connect(self._speak)
        session.cases_changed.connect(self._show_cases)
        session.case_changed.connect(self._show_case)
        session.saving.connect(self.saved_sign.show_saving)
        session.saved.connect(self.saved_sign.show_saved)
        session.refused.connect(self._refused)
        jobs.started.connect(self.job_bar.show_job)
        jobs.progressed.connect(self._show_progress)
        jobs.ended.connect(self.job_bar.end_job)
        self.job_bar.cancelled.connect(jobs.cancel)
        self.cases.chosen.connect(lambda case: session.show_case(str(case)))
        self.cases.new_wished.connect(self._new_case)
        self.form.submitted.connect(self._submit)
        self.form.cancelled.connect(self._leave_form)
        self.desk.troubled.connect(self._trouble)
        KeyBinder(self, self.keys, [Where.WINDOW]).pressed.connect(self.do)
        for button, action in (
            (self._back, "all_cases"), (self._edit, "edit_case"), (self._add, "add_files"), (self._check, "check"),
            (self._export, "export"), (self._keys_button, "keys"), (self._tongue, "language"),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, action=action: self.do(action))

    def _speak(self) -> None:
        case = self._case.case.complaint if self._case else None
        name = f"{case.label}  {case.title}" if case else str(self.session.folder)
        self._title.say(name)
        self.setWindowTitle(f"{case.label} - Replaydesk" if case else "Replaydesk")
        for button in (self._edit, self._add, self._check, self._export):
            button.setVisible(case is not None and self._page() is self.desk)
        self._back.setVisible(case is not None or self._page() is self.form)

    def _page(self) -> QWidget:
        return (self.cases, self.form, self.desk)[self._pages.currentIndex()]

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentIndex((self.cases, self.form, self.desk).index(page))
        page.setFocus()
        self._speak()

    # -- what the session tells

    def _show_cases(self, lines: tuple[CaseLine, ...]) -> None:
        self.cases.set_cases(lines)
        if self._case is None and not self._editing:
            self._turn_to(self.cases)

    def _show_case(self, opened: OpenCase | None) -> None:
        before, self._case = self._case, opened
        self.desk.show_case(opened)
        if opened is None:
            self._editing = False
            self._turn_to(self.cases)
            return
        if before is None or before.id != opened.id or self._editing:
            self._editing = False
            self._turn_to(self.desk)
            self.desk.exhibits.setFocus()
        if before is None or before.id != opened.id or len(before.exhibits) != len(opened.exhibits):
            self._look_at_originals(opened)
        self._speak()

    def _look_at_originals(self, opened: OpenCase) -> None:
        layout = self.session.layout

        def work(progress: Progress) -> dict[str, OriginalState]:
            return original_states(layout, opened.exhibits, progress)

        def then(states: dict[str, OriginalState]) -> None:
            self.desk.set_states(states)
            wrong = [
                f"{exhibit.label} ({exhibit.source_name})"
                for exhibit in opened.exhibits
                if states.get(exhibit.recording.sha256) in (OriginalState.MISSING, OriginalState.ALTERED)
            ]
            if wrong:
                self.messages.say(MessageKind.ERROR, _wrong_originals(", ".join(wrong)))

        self.jobs.start(_CHECKING, work, then, self._fail, quiet=True)

    def _refused(self, reason: Label) -> None:
        self.saved_sign.show_failed(reason)
        self.messages.say(MessageKind.ERROR, reason)
        if self._editing:
            self.form.failed(reason)

    def _trouble(self, reason: Label) -> None:
        self.messages.say(MessageKind.ERROR, reason)

    def _fail(self, error: WorldError) -> None:
        self._trouble(error.sentence)

    def _show_progress(self, job: int, done: int, total: int) -> None:
        self.job_bar.show_job(job, self.jobs.name_of(job), done, total)

    # -- what the person wants

    def do(self, action: str, _key: str = "") -> None:
        """Do what a key or button of the window means."""
        acts = {
            "undo": self.session.undo,
            "redo": self.session.redo,
            "add_files": lambda: ask_files(self, self._settings, self.add_files),
            "export": self._ask_export,
            "check": self._check_case,
            "new_case": self._new_case,
            "edit_case": self._edit_case,
            "all_cases": self._leave,
            "find": self.cases.focus_filter,
            "keys": self._show_keys,
            "language": self._other_language,
            "next_area": self._next_area,
            "quit": self.close,
        }
        needs_case = action in ("add_files", "export", "check", "edit_case", "undo", "redo")
        if action in acts and not (needs_case and (self._case is None or self._editing)):
            acts[action]()

    def _new_case(self) -> None:
        if self.session.holder:
            self.messages.say(MessageKind.WARNING, _held(self.session.holder))
            return
        self.session.open_case = None
        self._case = None
        self.desk.show_case(None)
        self.form.set_exhibits([])
        self.form.show_case(None)
        self._editing = True
        self._turn_to(self.form)

    def _edit_case(self) -> None:
        if self._case:
            exhibits = [(one.id, f"{one.label} {one.title}") for one in self._case.exhibits]
            self.form.set_exhibits(exhibits)
            self.form.show_case(self._case.case)
            self._editing = True
            self._turn_to(self.form)

    def _submit(self, values: CaseValues) -> None:
        if self._case:
            self.session.describe(values)
        else:
            self.session.register(values)

    def _leave_form(self) -> None:
        self._editing = False
        self._turn_to(self.desk if self._case else self.cases)

    def _leave(self) -> None:
        self._editing = False
        self.session.leave_case()

    def add_files(self, paths: list[Path]) -> None:
        """Link files and folders to the open case."""
        if self._case is None or not paths:
            return
        folder, case_id = self.session.folder, self._case.id

        def then(added: Added) -> None:
            self.session.refresh()
            for declined in added.declined:
                name = declined.path.name
                reason = Label(f"{name}: {declined.reason.en}", f"{name}：{declined.reason.zh}")
                self.messages.say(MessageKind.ERROR, reason)
            known = [one.exhibit.label for one in added.linked if one.already_linked]
            if known:
                self.messages.say(MessageKind.INFO, _already(", ".join(known)))

        self.jobs.start(
            _LINKING, lambda progress: add_to_case(folder, case_id, paths, progress), then, self._fail,
            self.session.refresh,
        )  # fmt: skip

    def _ask_export(self) -> None:
        if self._case:
            name = f"{self._case.case.complaint.label}-case-file.pdf"
            ask_target(self, self._settings, name, self.export)

    def export(self, target: Path) -> None:
        """Write the case file of the open case."""
        if self._case is None:
            return
        folder, label = self.session.folder, self._case.case.complaint.label

        def then(done: Exported) -> None:
            self.messages.say(MessageKind.INFO, _exported(done))

        def stopped() -> None:
            self.messages.say(MessageKind.INFO, _STOPPED)

        self.jobs.start(
            _EXPORTING, lambda progress: export_to(folder, label, target, progress), then, self._fail, stopped
        )

    def _check_case(self) -> None:
        if self._case is None:
            return
        folder, case_id = self.session.folder, self._case.id

        def then(report: Report) -> None:
            dialog = ReportDialog(self)
            dialog.view.show_report(_CHECK, report.verdict, check_lines(report))
            dialog.open()

        self.jobs.start(_CHECKING, lambda progress: check_case(folder, case_id, progress), then, self._fail)

    def _show_keys(self) -> None:
        KeysDialog(self.keys, self).open()

    def _other_language(self) -> None:
        set_language("zh" if current_language() == "en" else "en")
        self._settings.language = current_language()

    def _next_area(self) -> None:
        areas: list[QWidget] = [self.desk.exhibits, self.desk.stage, self.desk.panel, self.desk.marks]
        if self._page() is not self.desk:
            return
        focused = [area.hasFocus() or any(w.hasFocus() for w in area.findChildren(QWidget)) for area in areas]
        at = focused.index(True) if True in focused else -1
        areas[(at + 1) % len(areas)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_mark(self, case: str, mark: UUID) -> None:
        """Open a case at one of its marks."""
        self.desk.want_mark(mark)
        self.session.show_case(case)

    # -- the window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped while a case is open."""
        if self._case is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Link the files that were dropped."""
        urls: list[QUrl] = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop jobs, finish saving, let go of the library."""
        self._settings.keep_window(self)
        self.jobs.close()
        self.desk.stage.shutdown()
        self.session.close()
        event.accept()


def _padded(widget: QWidget, margin: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(margin, margin, margin, margin)
    column.addWidget(widget)
    return holder


_ADD = Label("Add files", "添加文件")
_CHECK = Label("Check originals", "核对原件")
_EXPORT = Label("Export case file", "导出案卷")
_KEYS = Label("Keys", "快捷键")
_LANGUAGE = Label("中文", "English")
_CHECKING = Label("Checking the originals", "正在核对原件")
_LINKING = Label("Linking files", "正在关联文件")
_EXPORTING = Label("Exporting the case file", "正在导出案卷")
_STOPPED = Label("Stopped. No file was written.", "已停止，未写入任何文件。")


def _held(holder: str) -> Label:
    return Label(
        f"The library is open in another window ({holder}). Here it can be read, not changed.",
        f"资料库已在另一窗口打开（{holder}）。此处只能查看，不能更改。",
    )


def _wrong_originals(names: str) -> Label:
    return Label(
        f"The original is missing or was altered: {names}. Put the unaltered file back by adding it again.",
        f"原件缺失或被改动：{names}。请重新添加未改动的文件。",
    )


def _already(labels: str) -> Label:
    return Label(f"Linked already: {labels}. Nothing was repeated.", f"此前已关联：{labels}。未重复添加。")


def _exported(done: Exported) -> Label:
    return Label(
        f"Written: {done.path} ({done.pages} pages). SHA-256 {done.sha256}",
        f"已写入：{done.path}（{done.pages} 页）。SHA-256 {done.sha256}",
    )
