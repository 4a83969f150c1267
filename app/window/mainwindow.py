"""The window: a bar with the case, the page in use, messages, jobs, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.session import OpenCase, Session
from app.window import sentences
from app.window.advising import Advising
from app.window.areas import to_next_area
from app.window.asking import ask_bundle, ask_case_file, ask_files, ask_target
from app.window.choosing import Choosing
from app.window.counting import Counting
from app.window.desk import Desk
from app.window.drafts import unless_lost
from app.window.errands import Errands
from app.window.header import Header
from app.window.headerless import Headerless
from app.window.hits import look_for
from app.window.leaving import ask_export
from app.window.lettering import ask_letter
from app.window.papers.page import CasePapers
from app.window.register import Register
from app.window.reporting import ReportDialog
from app.window.rules.page import RulesPage
from app.window.settings import Settings
from app.window.show.showing import Showing
from app.window.trends import TrendsDesk
from evidence.labels import Label
from evidence.model.kinds import Answer
from widgets.bars import JobBar, MessageBar, MessageKind, SavedSign
from widgets.forms.case_form import CaseForm
from widgets.forms.values import CaseValues
from widgets.keys import KeyBinder, KeyTable, Where
from widgets.keys_dialog import KeysDialog
from widgets.language import current_language, tongue, words
from widgets.lists.hits import HitLine
from widgets.register.list import RegisterList
from widgets.results.report import CheckLine
from widgets.texts import ElidedLabel

OF_CASE = ("add_files", "export", "bundle", "letter", "check", "edit_case", "papers", "show", "undo", "redo")
"""Actions that mean something only while a complaint is on the desk."""


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
        self.errands = Errands(session, self.jobs, self)
        self.headerless = Headerless(session, self.jobs, settings, self)
        self.header = Header(self.keys)
        self.cases, self.form = RegisterList(self.keys), CaseForm(self.keys)
        self.advising = Advising(session, self.form)
        self.register = Register(session, self.cases, settings, self.errands, self.jobs, self)
        self.trends = TrendsDesk(session, self.cases, settings, self)
        self.desk = Desk(session, self.jobs, self.keys, settings)
        self.papers, self.rules = CasePapers(session), RulesPage(session, settings)
        self.showing = Showing(session, self.jobs, self.desk.masking, self)
        self.counting = Counting(session, self.header, self.desk.exhibits)
        self.choosing = Choosing(settings, self.keys, self.desk, self)
        self.next_library: Path | None = None
        """The library on which a window shall be opened once this one is closed."""
        self.messages, self.job_bar, self.saved_sign = MessageBar(), JobBar(), SavedSign()
        self._library = ElidedLabel(tone="soft", mode=Qt.TextElideMode.ElideMiddle)
        self._pages = QStackedWidget()
        self._case: OpenCase | None = None
        self._editing: OpenCase | None = None
        self._was_held = self._may_close = False
        self._state_before = self.windowState()
        self._place()
        self._connect()
        self.setAcceptDrops(True)
        self._fit_screen()
        settings.restore_window(self)
        self._turn_to(self.cases)
        self._say_holder()
        if settings.trouble:
            self.messages.say(MessageKind.WARNING, settings.trouble)
        session.refresh_cases()

    # -- placing

    def _place(self) -> None:
        for page in self._all_pages:
            self._pages.addWidget(_padded(page, 10 if page is not self.desk else 6))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in (
            (self.header, 0),
            (self.messages, 0),
            (self.desk.auditing.bar, 0),
            (self.showing.bar, 0),
            (self._pages, 1),
            (self.job_bar, 0),
        ):
            column.addWidget(part, stretch)
        self.messages.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCentralWidget(whole)
        self.statusBar().addWidget(self.saved_sign, 1)
        self._library.setIndent(12)  # margins of its own are lost when the style sheet comes
        self._library.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.statusBar().addWidget(self._library, 2)
        self.statusBar().setSizeGripEnabled(False)
        self._speak()

    def _fit_screen(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(1366, room.width()), min(768, room.height()))

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        tongue.language_changed.connect(self._speak)
        self.register.came.connect(self._cases_came)
        session.case_changed.connect(self._show_case)
        session.registered.connect(lambda _: self._turn_to(self.desk))
        session.saving.connect(self.saved_sign.show_saving)
        session.saved.connect(self.saved_sign.show_saved)
        session.refused.connect(self._refused)
        session.troubled.connect(self._trouble)
        session.hinted.connect(lambda hint: self.messages.say(MessageKind.INFO, hint))
        session.holder_changed.connect(self._say_holder)
        jobs.started.connect(self.job_bar.show_job)
        jobs.progressed.connect(self._show_progress)
        jobs.ended.connect(self.job_bar.end_job)
        jobs.ended.connect(self._give_focus_back)
        self.job_bar.cancelled.connect(jobs.cancel)
        self.messages.dismissed.connect(self._give_focus_back)
        self.errands.said.connect(self.messages.say)
        self.errands.unread.connect(self.headerless.ask)
        self.headerless.said.connect(self.messages.say)
        self.errands.states_known.connect(self.desk.set_states)
        self.errands.reported.connect(self._show_report)
        self.cases.chosen.connect(lambda case: session.show_case(str(case)))
        self.cases.new_wished.connect(self._new_case)
        self.cases.looked_for.connect(lambda text: look_for(session, text, self.cases.set_hits))
        self.cases.hits.chosen.connect(self._go_to_hit)
        self.trends.turned.connect(self._turn_to)
        self.trends.said.connect(self.messages.say)
        self.form.submitted.connect(self._submit)
        self.form.cancelled.connect(self._leave_form)
        self.desk.troubled.connect(self._trouble)
        self.desk.auditing.said.connect(self.messages.say)
        self.desk.said.connect(lambda said: self.messages.say(MessageKind.INFO, said))
        self.desk.full_screen_wished.connect(self._fill_screen)
        self.header.wished.connect(self.do)
        self.showing.said.connect(self.messages.say)
        self.choosing.library_wished.connect(self._open_library)
        self.showing.bar.paper_wished.connect(self._write_paper)
        KeyBinder(self, self.keys, [Where.WINDOW]).pressed.connect(self.do)

    def _speak(self) -> None:
        case = self._case.case.complaint if self._case else None
        new = self.page is self.form and self._editing is None
        title = f"{case.label}  {case.title}" if case and not new else "Replaydesk"
        self.header.show_place(
            title,
            can_go_back=case is not None or self.page in (self.form, self.rules),
            on_desk=self.page is self.desk,
            on_papers=self.page is self.papers,
        )
        self.setWindowTitle(f"{case.label} - Replaydesk" if case else "Replaydesk")
        library = words(sentences.LIBRARY, folder=self.session.folder)
        held = f"{words(sentences.READ_ONLY)} · " if self.session.held else ""
        self._library.say(f"{held}{library}")

    @property
    def _all_pages(self) -> tuple[QWidget, ...]:
        return (self.cases, self.form, self.desk, self.papers, self.trends.page, self.rules)

    @property
    def page(self) -> QWidget:
        """The page in use: `cases`, `form`, `desk`, `papers` or `rules`."""
        return self._all_pages[self._pages.currentIndex()]

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentIndex(self._all_pages.index(page))
        self._give_keys_to_page()
        self._speak()

    def _give_keys_to_page(self) -> None:
        page = self.page
        (self.form.title if page is self.form else self.desk.views.current if page is self.desk else page).setFocus()

    def _give_focus_back(self) -> None:
        """A button that is gone must not leave the keys without an owner."""
        focused = QApplication.focusWidget()
        if focused is None or not self._pages.isAncestorOf(focused) or not focused.isVisible():
            self._give_keys_to_page()

    # -- what the session tells

    def _cases_came(self) -> None:
        if self.page is self.cases:
            self._give_focus_back()

    def _show_case(self, opened: OpenCase | None) -> None:
        before, self._case = self._case, opened
        self.desk.show_case(opened)
        self.papers.show_case(opened)
        if opened is None:
            self._turn_to(self.cases)
        elif before is None or before.id != opened.id:
            self._turn_to(self.desk)
        if opened and (before is None or before.id != opened.id or len(before.exhibits) != len(opened.exhibits)):
            self.errands.look_at_originals(opened)
        self._speak()

    def _refused(self, reason: Label) -> None:
        self.saved_sign.show_failed(reason)
        self.messages.say(MessageKind.WARNING if self.session.held else MessageKind.ERROR, reason)
        if self.page is self.form:
            self.form.failed(reason)

    def _trouble(self, reason: Label) -> None:
        self.messages.say(MessageKind.ERROR, reason)

    def _say_holder(self) -> None:
        if held := self.session.held:
            self.messages.say(MessageKind.WARNING, held)
        elif self._was_held:
            self.messages.say(MessageKind.INFO, sentences.FREE_AGAIN)
        self._was_held = held is not None
        self._speak()

    def _show_progress(self, job: int, done: int, total: int) -> None:
        self.job_bar.show_job(job, self.jobs.name_of(job), done, total)

    def _show_report(self, title: Label, verdict: Answer, lines: list[CheckLine]) -> None:
        dialog = ReportDialog(self)
        dialog.setWindowTitle(words(title))
        dialog.view.show_report(title, verdict, lines)
        dialog.open()

    # -- what the person wants

    def do(self, action: str, _key: str = "") -> None:
        """Do what a key or button of the window means."""
        acts = {
            "undo": self.session.undo,
            "redo": self.session.redo,
            "add_files": self._ask_files,
            "export": lambda: self._ask_target("-case-file.pdf", ask_target, self.errands.export),
            "bundle": lambda: self._ask_target(".zip", ask_bundle, self.errands.bundle),
            "letter": self._ask_letter,
            "check": self.errands.check,
            "verify": lambda: ask_case_file(self, self._settings, self.errands.verify),
            "new_case": self._new_case,
            "edit_case": self._edit_case,
            "show": self._prepare_showing,
            "papers": lambda: self._turn_to(self.desk if self.page is self.papers else self.papers),
            "rules": self._turn_rules,
            "all_cases": self._leave,
            "trends": lambda: self.trends.turn(self.page),
            "find": self._find,
            "sort_next": self.cases.sort_by_next,
            "sort_turn": self.cases.turn_order,
            "keys": self._show_keys,
            "settings": lambda: self.choosing.open(self.session.folder),
            "language": lambda: self.choosing.choose_language("zh" if current_language() == "en" else "en"),
            "next_area": lambda: to_next_area(self.desk) if self.page is self.desk else None,
            "quit": self.close,
        }
        if action in acts and not (action in OF_CASE and self.page not in (self.desk, self.papers)):
            acts[action]()

    def _turn_rules(self) -> None:
        """To the rules, and back to where one was; a form that is being filled in is not left."""
        if self.page is not self.form:
            self._turn_to((self.desk if self._case else self.cases) if self.page is self.rules else self.rules)

    def _new_case(self) -> None:
        if self.page is not self.form and self.errands.may_write():
            self._open_form(None)

    def _edit_case(self) -> None:
        if self._case and self.errands.may_write():
            self._open_form(self._case)

    def _prepare_showing(self) -> None:
        mark = self.desk.marks.selected_mark()
        self.showing.prepare(mark.id if mark is not None and not mark.withdrawn else None)

    def _write_paper(self, kind: str) -> None:
        self._turn_to(self.papers)
        self.papers.page.show_kind(kind)
        self.papers.sections[kind].start_new()

    def _open_form(self, opened: OpenCase | None) -> None:
        self._editing = opened
        self.form.set_exhibits([(one.id, f"{one.label} {one.title}") for one in opened.exhibits] if opened else [])
        self.form.show_case(opened.case if opened else None)
        self._turn_to(self.form)

    def _submit(self, values: CaseValues) -> None:
        if self._editing:
            self.session.describe(values)
        else:
            unless_lost(self, self._unsaved_of_case(), lambda: self.session.register(values))

    def _leave_form(self) -> None:
        unless_lost(self, self._unsaved_form(), lambda: self._turn_to(self.desk if self._case else self.cases))

    def _leave(self) -> None:
        unless_lost(self, self._unsaved_form() + self._unsaved_of_case(), self._leave_case)

    def _leave_case(self) -> None:
        self.showing.end()
        self.session.leave_case()

    # -- what is not saved

    def _unsaved_form(self) -> list[Label]:
        return [sentences.UNSAVED_FORM] if self.page is self.form and self.form.changed else []

    def _unsaved_of_case(self) -> list[Label]:
        return self.desk.drafts.lost + ([sentences.UNSAVED_PAPER] if self.papers.unsaved or self.rules.unsaved else [])

    def _close_anyway(self, next_library: Path | None = None) -> None:
        self._may_close, self.next_library = True, next_library
        self.close()

    def _find(self) -> None:
        if self.page is self.cases:
            self.cases.focus_filter()

    def _go_to_hit(self, hit: HitLine) -> None:
        self.desk.want_hit(hit)
        self.session.show_case(str(hit.case))

    def _ask_files(self) -> None:
        if self.errands.may_write():
            ask_files(self, self._settings, self.errands.add)

    def _ask_target(self, ending: str, ask: Callable[..., object], then: Callable[..., None]) -> None:
        if self._case and self.errands.may_write() and self.desk.auditing.may_export():
            case = self._case.case.complaint.label
            sheet = ask_export(self, self.jobs, self._settings, self.session.folder, case, ending, ask, then)
            sheet.lettered.connect(self._ask_letter)

    def _ask_letter(self) -> None:
        if self._case and self.errands.may_write() and self.desk.auditing.may_export():
            label = self._case.case.complaint.label
            ask_letter(self, self.jobs, self._settings, self.session.folder, label, self.errands.said.emit)

    def _show_keys(self) -> None:
        dialog = KeysDialog(self.keys, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_library(self, folder: Path) -> None:
        """Close, and say which library comes next; whoever keeps what is not saved stays here."""
        self.next_library = folder
        self.close()

    def show_mark(self, case: str, mark: UUID) -> None:
        """Open a case at one of its marks."""
        self.desk.want_mark(mark)
        self.session.show_case(case)

    # -- the window itself

    def _fill_screen(self, wished: bool) -> None:
        """Give the picture the whole screen, or the window its place back."""
        for part in (self.header, self.statusBar()):
            part.setVisible(not wished)
        self.desk.show_stage_alone(wished)
        if wished:
            self._state_before = self.windowState()
            self.showFullScreen()
        else:
            self.setWindowState(self._state_before)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the window."""
        if event.mimeData().hasUrls() and self.page is not self.form:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Link the files and folders that were dropped."""
        urls: list[QUrl] = event.mimeData().urls()
        paths = [Path(url.toLocalFile() if url.isLocalFile() else url.toString()) for url in urls]
        event.acceptProposedAction()
        if self.page is self.desk:
            self.errands.add(paths)
        else:
            self.messages.say(MessageKind.INFO, sentences.NO_CASE_FOR_FILES)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop jobs, finish saving, let go of the library; but first ask whether what is not saved may be lost."""
        lost = [] if self._may_close else self._unsaved_form() + self._unsaved_of_case()
        if lost:
            event.ignore()
            going_to, self.next_library = self.next_library, None
            unless_lost(self, lost, lambda: self._close_anyway(going_to))
            return
        self.showing.end()
        if self.desk.alone:
            self._fill_screen(False)
        self.register.keep_layout()
        self._settings.keep_window(self)
        self.jobs.close()
        self.desk.stage.shutdown()
        self.desk.masking.shutdown()
        self.desk.together.shutdown()
        self.desk.coverage.ledger.write()
        self.session.close()
        event.accept()


def _padded(widget: QWidget, margin: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(margin, margin, margin, margin)
    column.addWidget(widget)
    return holder
