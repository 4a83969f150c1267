"""The desk of one case: exhibits, stage, entry of marks, and below them marks, conclusions and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.session import OpenCase, Session
from app.window.auditing import Auditing
from app.window.clocks import Clocks
from app.window.coverage import Coverage
from app.window.findings import Findings
from app.window.lines import Results, date_lines
from app.window.marking import Marking
from app.window.masking import Masking
from app.window.rows import Rows
from app.window.settings import Settings
from app.window.split import Split
from app.window.stage import Stage
from app.window.together import TogetherPage
from app.window.together_files import TogetherFiles
from app.window.views import Views
from app.window.wording import Wording
from evidence.labels import Label
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark
from evidence.model.recording import Exhibit
from evidence.review.marking import doubt_about, lists_of, point_of
from evidence.segments.joined import Joined
from widgets.clocks.values import EventNumber, Way
from widgets.keys import DIGITS, KeyBinder, KeyTable, Where
from widgets.language import tongue, words
from widgets.lists.exhibits import ExhibitList, OriginalState
from widgets.lists.hits import HitLine
from widgets.marks.panel import MarkPanel
from widgets.marks.table import MarkTable
from widgets.papers.specs import Option
from widgets.parts import SpokenButton
from widgets.quality.words import Q
from widgets.results.conclusions import ConclusionsPanel
from widgets.results.dates import DatesPanel
from widgets.results.matrix import MatrixPanel
from widgets.transcript.words import R
from widgets.words import W

LEAST_PX = 70


class Desk(QWidget):
    """Where one complaint is reviewed.

    Signals:
        troubled(object): the Label of what went wrong, for the message bar.
        said(object): the Label of what came of something, for the message bar.
        full_screen_wished(bool): the picture shall have the whole screen, or not any more.
    """

    troubled = Signal(object)
    said = Signal(object)
    full_screen_wished = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, keys: KeyTable, settings: Settings) -> None:
        """Place the widgets and connect them with the session."""
        super().__init__()
        self._session = session
        self._settings = settings
        self._case: OpenCase | None = None
        self._today = date.today
        self.exhibits = ExhibitList(keys)
        self.stage, together = Stage(session.layout, jobs, keys, settings), TogetherPage(session.layout, jobs, keys)
        self.together, self.views = together, Views(self.stage, together)
        self.findings = Findings(session.layout, jobs, self.stage, together, self.views)
        self.clocks = Clocks(session, keys, self)
        self.masking = Masking(session, jobs, keys, self)
        self.wording = Wording(session, jobs, self.stage, keys, settings)
        self.panel = MarkPanel(keys, self._doubt)
        self.marks = MarkTable(keys, heading=False)
        self.conclusions = ConclusionsPanel(keys, heading=False)
        self.coverage = Coverage(session, self.stage, together, self.conclusions.left, self._show_left, settings, keys)
        self.dates = DatesPanel(keys, heading=False)
        self.matrix = MatrixPanel()
        self.tabs = QTabWidget()
        self._laid_out: dict[QWidget, OpenCase] = {}
        self._results = Results()
        self._states: dict[UUID, OriginalState] = {}
        self.rows = Rows()
        self.files = TogetherFiles(session, self.rows, self.exhibits, self)
        self._wanted: UUID | None = None
        self._hit: HitLine | None = None
        auditing = self.auditing = Auditing(session, settings, self)
        self.marking = Marking(session, self.views, self.stage, self.panel, self.go_to_mark, self._states, auditing)
        self.drafts, self.editing = self.marking.drafts, self.marking.editing
        self._place(settings, keys)
        self._connect(keys)
        self._arrange()

    def _place(self, settings: Settings, keys: KeyTable) -> None:
        for widget in (self.marks, self.conclusions, self.matrix, self.dates, self.findings.panel):
            widget.setMinimumHeight(LEAST_PX)  # the page that is read gets its room by `uses`, not from all others
            self.tabs.addTab(widget, "")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setCornerWidget(self.marks.withdrawn_box)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._transcript = SpokenButton(R.TRANSCRIPT, keys.shown("transcript"), role="quiet", show_key=True)
        self._transcript.setCheckable(True)
        self._transcript.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.views.setCornerWidget(self._transcript)
        seen = Split(across, [(self.views, 1), (self.wording.panel, 0)], settings, "seen", {"case": [440, 290]})
        upper = Split(across, [(self.exhibits, 0), (seen, 1)], settings, "upper", {"case": [300, 730]})
        # Conclusions and dates are read, so they get more room than the table of marks.
        uses = {"marks": [500, 190], "results": [390, 300], "together": [580, 110]}
        self._left = Split(down, [(upper, 4), (self.tabs, 1)], settings, "desk", uses)
        self._whole = Split(across, [(self._left, 1), (self.panel, 0)], settings, "whole", {"case": [1036, 330]})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self._speak()

    def _connect(self, keys: KeyTable) -> None:
        tongue.language_changed.connect(self._speak)
        self.exhibits.chosen.connect(self._choose_exhibit)
        self.tabs.currentChanged.connect(self._arrange)
        self.tabs.currentChanged.connect(self._show_results)
        self.marks.chosen.connect(self.go_to_mark)
        self.marks.edit_wished.connect(lambda mark: self.editing.edit(self.marking.mark_of(mark)))
        self.marking.marked.connect(self.marks.select)
        self.marking.said.connect(self.said)
        self.conclusions.mark_chosen.connect(self.go_to_mark)
        self.matrix.mark_chosen.connect(self.go_to_mark)
        self.stage.mark_chosen.connect(self.go_to_mark)
        self.stage.troubled.connect(self.troubled)
        self.together.mark_chosen.connect(self.go_to_mark)
        self.together.troubled.connect(self.troubled)
        self.together.clock_wished.connect(lambda exhibit: self._open_clock(exhibit))
        self.together.joined.connect(self._join)
        self.exhibits.clock_wished.connect(self._open_clock_of)
        self.files.said.connect(self.said)
        self.files.joined.connect(self._show_left)
        self.clocks.said.connect(self.said)
        self.masking.said.connect(self.said)
        self.coverage.said.connect(self.said)
        self.coverage.room_wished.connect(self._make_room)
        self.findings.looked.connect(self.coverage.look_again)
        self._session.judged.connect(self._judged)
        self._transcript.clicked.connect(self._turn_transcript)
        self.wording.said.connect(self.said)
        self.wording.troubled.connect(self.troubled)
        self.wording.quoted.connect(self.panel.add_quote)
        self.wording.left.connect(self.views.focus)
        self.wording.opened.connect(self._turn_transcript)
        self.clocks.marked.connect(self._show_events)
        self.views.currentChanged.connect(self._arrange)
        self.panel.left.connect(self.views.focus)
        self._session.undone.connect(lambda mark: self.marks.select(mark.id))
        KeyBinder(self, keys, [Where.REVIEW]).pressed.connect(self.do)
        for view in (self.stage, self.together):
            KeyBinder(view, keys, [Where.STAGE]).pressed.connect(self.do)

    def _arrange(self) -> None:
        """Several pictures need room; which recordings they are is chosen beside them."""
        several, read = self.views.several, self.tabs.currentIndex() > 0
        self._left.use("results" if read else "together" if several else "marks")
        self.exhibits.setVisible(not several and not self.alone)
        self.wording.panel.setVisible(self._settings.transcript and not several and not self.alone)
        self._transcript.setChecked(self._settings.transcript)
        self._transcript.setVisible(not several)
        self.marks.withdrawn_box.setVisible(not read)

    def _speak(self) -> None:
        for number, label in enumerate((W.MARKS, W.CONCLUSIONS, W.MATRIX, W.DATES, Q.FINDINGS)):
            self.tabs.setTabText(number, words(label))

    # -- the case

    def show_case(self, opened: OpenCase | None) -> None:
        """Show a case as it stands now; where the reviewer is stays."""
        before, self._case = self._case, opened
        if opened is None or before is None or before.id != opened.id:
            self.stage.clear()
            self.together.clear()
            self.views.show_stage()
            self._states.clear()
            self.clocks.forget()
            self.drafts.forget()
            self.marking.forget_selection()
        self.auditing.show_case(opened)
        if opened is None:
            self.findings.show_case(None)
            self.coverage.show_case(None)
            return
        lists = lists_of(opened.case)
        if before is None or before.id != opened.id or lists_of(before.case) != lists:
            self.panel.set_checklists(lists)
        self.panel.beside.set_allegations([Option(one.id, one.text) for one in opened.case.allegations])
        self.rows.set_exhibits(opened.exhibits, opened.groupings)
        self.exhibits.set_exhibits(self.rows.alone, self._states)
        self.marks.set_marks(opened.shown_marks)
        self.stage.set_marks(opened.shown_marks)
        self.stage.renew((*self.rows.alone, *opened.exhibits))
        gone = self.stage.exhibit
        if isinstance(gone, Joined) and self.rows.get(gone.id) is None:  # it was taken apart
            self._show_left(gone.pieces[0].id)
        self.together.set_case(self.rows.together, opened.shown_marks)
        self.wording.show_case(opened)
        self._show_events()
        self._show_results()
        self._follow_wanted(opened)
        self.findings.show_case(opened)
        self.coverage.show_case(opened)

    def _judged(self, opened: OpenCase) -> None:
        """More was played, or looked through: only what follows has changed."""
        self._case = opened
        self._show_results()

    def _show_results(self) -> None:
        """What follows from all marks is laid out while it is seen: in a large case it would hold up each of them."""
        opened, shown = self._case, self.tabs.currentWidget()
        if opened is None or self._laid_out.get(shown) is opened:
            return
        self._laid_out[shown] = opened
        if shown is self.conclusions:
            self.conclusions.set_conclusions(self._results.conclusions(opened))
        elif shown is self.matrix:
            self.matrix.set_matrix(*self._results.matrix(opened))
        elif shown is self.dates:
            self.dates.set_dates(date_lines(opened, self._today()))

    def _make_room(self) -> None:
        """A picture that has to be seen gets the room of what is read."""
        if self.stage.view.canvas.whole_height < self._settings.play_rules.least_picture_px:
            self.tabs.setCurrentIndex(0)

    def _show_left(self, exhibit_id: UUID) -> None:
        """Bring a recording on stage of which something is left to watch."""
        exhibit = self.rows.holding(exhibit_id)
        if exhibit is not None:
            self.views.show_stage()
            self._show_exhibit(exhibit)
            self.views.focus()

    def _follow_wanted(self, opened: OpenCase) -> None:
        hit, self._hit = self._hit, None
        if hit is not None and hit.case == opened.id and self._go_to_hit(opened, hit):
            return
        if self._wanted is not None and opened.mark(self._wanted):
            wanted, self._wanted = self._wanted, None
            self.go_to_mark(wanted)
        elif self.stage.exhibit is None and self.rows.alone:
            self._show_exhibit(self.rows.alone[0])

    def set_states(self, states: Mapping[str, OriginalState]) -> None:
        """What is known now of the originals, by SHA-256."""
        if self._case is None:
            return
        for exhibit in self._case.exhibits:
            state = states.get(exhibit.recording.sha256)
            if state is not None:
                self._states[exhibit.id] = state
        self.exhibits.set_exhibits(self.rows.alone, self._states)

    def want_hit(self, hit: HitLine) -> None:
        """Go to where words were found as soon as its case is shown."""
        self._hit = hit

    def _go_to_hit(self, opened: OpenCase, hit: HitLine) -> bool:
        """Go to the mark or the second; False where the place is neither."""
        mark = next((one for one in opened.marks if hit.mark and one.label == hit.mark), None)
        exhibit = next((one for one in opened.exhibits if hit.exhibit and one.label == hit.exhibit), None)
        if mark:
            self.go_to_mark(mark.id)
        elif exhibit and (shown := self.rows.holding(exhibit.id)):
            self.views.show_stage()
            self._show_exhibit(shown)
            self.wording.want(exhibit.id, hit.at_us)
        return bool(mark or exhibit)

    def want_mark(self, mark: UUID) -> None:
        """Go to this mark as soon as its case is shown."""
        self._wanted = mark

    # -- choosing

    def _choose_exhibit(self, exhibit_id: UUID) -> None:
        exhibit = self.rows.get(exhibit_id)
        if exhibit:
            self.views.show_stage()
            self._show_exhibit(exhibit)
            self.views.focus()

    def _show_exhibit(self, exhibit: Exhibit, mark: Mark | None = None) -> None:
        if self.stage.exhibit is None or self.stage.exhibit.id != exhibit.id:
            self.marking.forget_selection()
            self.drafts.turn_to(exhibit.id, exhibit.label)
            self.marking.page_due = self.panel.draft().page if mark is None else None
        self.exhibits.select(exhibit.id)
        self.stage.show_exhibit(exhibit, mark)

    def go_to_mark(self, mark_id: UUID) -> None:
        """Show the very frame, sample or page of a mark."""
        mark = self._case.mark(mark_id) if self._case else None
        on_stage = self.stage.opened if mark and self.stage.holds(mark) else None
        exhibit = on_stage.exhibit if on_stage else self.rows.holding(mark.exhibit) if mark else None
        if mark and exhibit:
            self.marks.select(mark.id)
            if not self.views.go_to(mark):
                self.views.show_stage()
                self._show_exhibit(exhibit, mark)
            self.views.focus()

    # -- clocks

    def _open_clock(self, exhibit: Exhibit | None) -> None:
        """Show the clock of a recording; what is on screen of it may be what tells the time."""
        here = exhibit is not None and self.views.exhibit is not None and exhibit.id == self.views.exhibit.id
        by_hand = self.together.begin_by_hand(exhibit.id) if exhibit is not None and self.views.several else None
        self.clocks.open(exhibit, self.views.seen if here else None, by_hand=by_hand)

    def _open_clock_of(self, exhibit_id: UUID) -> None:
        exhibit = self.rows.get(exhibit_id)
        if isinstance(exhibit, Joined):  # clocks belong to files
            exhibit = self.views.exhibit if self.stage.exhibit == exhibit else exhibit.pieces[0]
        self._open_clock(exhibit)

    def _join(self, exhibit: Exhibit, other: Exhibit) -> None:
        """One lane was dragged onto another: their events shall meet."""
        self.clocks.open(exhibit, None, Way.EVENT, other=other.id)

    def _show_events(self) -> None:
        found = {number: self.clocks.disagreements(number) for number in EventNumber}
        self.together.set_events(self.clocks.events, found)

    def _decide_shown(self) -> None:
        """Decide what may be shown: of the mark in the table if one is looked at there, else of what is on stage."""
        mark = self.marks.selected_mark()
        if mark is not None and self._case is not None and (self.marks.view.hasFocus() or self.stage.stands_on(mark)):
            self.masking.open(self._case.exhibit(mark.exhibit), mark)
        else:
            self.masking.open(self.views.exhibit, page=self.stage.page)

    # -- the picture alone

    @property
    def alone(self) -> bool:
        """Whether the stage has the whole desk."""
        return self.panel.isHidden()

    def show_stage_alone(self, alone: bool) -> None:
        """Put everything but the stage away, or show it again."""
        self.panel.setVisible(not alone)
        self.tabs.setVisible(not alone)
        self._arrange()
        self.views.focus()

    # -- keys

    def do(self, action: str, key: str = "") -> None:
        """Do what a key means on this page."""
        if self.views.do(action):
            self.marking.go_on()
            return
        if action == "digit" and key in (*DIGITS, "."):
            self.panel.type_digit(key)
        elif action in ("set_in", "set_out"):
            self.marking.set_place(action)
        elif action.startswith("verdict_"):
            self.panel.choose_verdict(Verdict(action.removeprefix("verdict_")))
        elif action.startswith("how_"):
            self.panel.choose_how(How(action.removeprefix("how_")))
        elif action in ("previous_mark", "next_mark"):
            if found := self.views.jump(1 if action == "next_mark" else -1):
                self.go_to_mark(found)
        elif action == "full_screen" or (action == "cancel" and self.alone):
            self.full_screen_wished.emit(not self.alone)
        else:
            self._do_rest(action)

    def _do_rest(self, action: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "digit_erase": self.panel.erase_digit,
            "point_filter": self.panel.start_filter,
            "accept": self.marking.accept,
            "cancel": self.panel.cancel,
            "quote": self.panel.focus_quote,
            "quote_lines": self.wording.panel.quote_selected,
            "transcript": self._turn_transcript,
            "watch_left": self.coverage.toggle,
            "note": self.panel.focus_note,
            "withdraw_mark": self._withdraw,
            "join_files": self.exhibits.wish_join,
            "part_files": self.exhibits.wish_apart,
            "edit_mark": lambda: self.editing.edit(self.marks.selected_mark()),
            "beside": self.panel.focus_beside,
            "mask": self._decide_shown,
            "clock": lambda: self._open_clock(self.views.exhibit),
            "event_one": lambda: self.clocks.mark_event(EventNumber.ONE, self.views.exhibit, self.views.seen),
            "event_two": lambda: self.clocks.mark_event(EventNumber.TWO, self.views.exhibit, self.views.seen),
        }
        acts.get(action, lambda: None)()

    def _turn_transcript(self) -> None:
        """Show the transcript beside the player, or put it away."""
        self._settings.transcript = not self._settings.transcript
        self._arrange()

    def _withdraw(self) -> None:
        mark = self.marks.selected_mark()
        if mark and not mark.withdrawn and not self.auditing.withdraw(mark):
            self._session.withdraw(*self.marking.whole(mark))

    def _doubt(self, code: str, how: How, verdict: Verdict) -> Label | None:
        if self._case is None:
            return None
        return doubt_about(point_of(self._case.case, code), how, verdict)
