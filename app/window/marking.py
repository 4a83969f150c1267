"""Making a mark: where it begins and ends, the wish of the panel, what the store says, and drafts that wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.session import OpenCase, Session
from app.window.auditing import Auditing
from app.window.drafts import TOGETHER, Drafts
from app.window.editing import Editing
from app.window.sentences import BEGUN_ELSEWHERE, marked_in_parts, unsound_original
from app.window.stage import Stage
from app.window.views import Views
from app.window.wishes import drafts_of, revision_of
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.mark import Mark, whole_of
from evidence.model.places import Box
from widgets.lists.exhibits import OriginalState
from widgets.marks.panel import MarkPanel
from widgets.marks.wish import MarkWish
from widgets.words import W


class Marking(QObject):
    """Brings the panel, what is on stage, and the session together.

    Signals:
        marked(object): the UUID of the mark that was made or changed.
        said(object): the Label of what came of something.
    """

    marked = Signal(object)
    said = Signal(object)

    def __init__(
        self,
        session: Session,
        views: Views,
        stage: Stage,
        panel: MarkPanel,
        go_to: Callable[[UUID], None],
        states: Mapping[UUID, OriginalState],
        auditing: Auditing,
    ) -> None:
        """`go_to` shows a mark's frame; `states` is what is known of the originals, kept up to date by the owner."""
        super().__init__()
        self._session, self._views, self._stage, self._panel, self._states = session, views, stage, panel, states
        self.auditing = auditing
        self.drafts = Drafts(panel)
        self.editing = Editing(views, stage, panel, go_to, self.show_selection)
        self.editing.mark_of, self.editing.whole = self.mark_of, self.whole
        self.page_due: int | None = None
        """The page on which a draft lies that comes back."""
        self._wishing = False
        self._waiting = ""
        self._accepting = False
        stage.placed.connect(self._placed)
        stage.box_drawn.connect(self._box_drawn)
        stage.player.state.connect(self._frame_came)
        views.currentChanged.connect(self._turn_views)
        panel.wished.connect(self._wish)
        panel.cancelled.connect(self.forget_selection)
        session.marked.connect(self._marked)
        session.refused.connect(self._refused)

    @property
    def _case(self) -> OpenCase | None:
        return self._session.open_case

    def mark_of(self, mark_id: UUID) -> Mark | None:
        """A mark of the open case."""
        return self._case.mark(mark_id) if self._case else None

    def whole(self, mark: Mark) -> tuple[Mark, ...]:
        """The marks that were made as one with a mark of the open case."""
        return whole_of(mark, self._case.shown_marks) if self._case else (mark,)

    def go_on(self) -> None:
        """Another frame was asked for: what waited for the one before was meant for that."""
        self._waiting, self._accepting = "", False

    def set_place(self, action: str) -> None:
        """The mark begins or ends here. While a preview is seen this waits: a mark stands on a frame that was seen."""
        if not self._views.several and self._stage.player.previewing:
            self._waiting = action
        elif action == "set_in" and (in_us := self._views.in_us()) is not None:
            self._panel.set_in(in_us)
            self.show_selection()
        elif action == "set_out" and (out_us := self._views.out_us()) is not None:
            self._panel.set_out(out_us)
            self.show_selection()

    def _frame_came(self) -> None:
        if self._waiting and self._stage.player.exact:
            action, self._waiting = self._waiting, ""
            self.set_place(action)
            if self._accepting:
                self._accepting = False
                self._panel.accept()

    def accept(self) -> None:
        """Enter: while in or out wait for their frame, so does what Enter means."""
        if self._waiting:
            self._accepting = True
        else:
            self._panel.accept()

    def show_selection(self) -> None:
        """Show in and out of the draft on the timeline."""
        draft = self._panel.draft()
        self._views.set_selection(draft.in_us, draft.out_us)

    def forget_selection(self) -> None:
        """Show no in and out."""
        self._waiting, self._accepting = "", False
        self._views.forget_selection()

    def _placed(self, page: int | None) -> None:
        if page is not None and self.page_due not in (None, page):
            self._stage.leafing.turn_to(self.page_due or page)
        elif not self._views.several and self._stage.opened is not None:
            if page != self._panel.draft().page:
                self._panel.set_page(page)
            self.page_due = None
            self.show_selection()  # what was begun here before, if something waited
            self._stage.view.set_box(self._panel.draft().box)
        self.editing.opened()

    def _turn_views(self) -> None:
        self.forget_selection()
        on_stage = self._stage.exhibit
        if self._views.several:
            self.drafts.turn_to(TOGETHER, "")
            draft = self._panel.draft()
            self._views.together.restore_selection(draft.in_us, draft.out_us)
        elif on_stage is not None:
            self.drafts.turn_to(on_stage.id, on_stage.label)
            if self._stage.page != self._panel.draft().page:
                self._panel.set_page(self._stage.page)
            self.show_selection()
        else:
            self.drafts.turn_to(None, "")

    def _box_drawn(self, box: Box) -> None:
        self._panel.set_page(self._stage.page, box)
        self._stage.view.set_box(box)

    def _wish(self, wish: MarkWish) -> None:
        opened = self._views.opened
        if opened is None or self._case is None:
            away = self._views.several and self._views.together.away
            self._panel.failed(BEGUN_ELSEWHERE if away else W.PICTURE_CHOOSE)
            return
        mark = self._case.mark(wish.mark) if wish.mark else None
        case = self._case.case
        exhibits = {one.id: one for one in self._case.exhibits}
        try:
            changed = revision_of(wish, self.whole(mark), opened, case) if mark else []
            drafts = [(exhibits[one.exhibit], draft) for one, draft in changed] or drafts_of(wish, opened, case)
        except WorldError as error:
            self._panel.failed(error.sentence)
            return
        for exhibit, _ in drafts:
            if self._states.get(exhibit.id) in (OriginalState.MISSING, OriginalState.ALTERED):
                self._panel.failed(unsound_original(exhibit))
                return
        self._wishing = True
        if changed and not self.auditing.revise():
            self._session.revise(*((one, exhibits[one.exhibit], draft) for one, draft in changed))
        elif not changed and not self.auditing.mark(drafts):
            self._session.mark(*drafts)

    def _marked(self, marks: tuple[Mark, ...]) -> None:
        self._wishing = False
        if self.drafts.decided(saved=True):
            self._panel.saved()
            self.forget_selection()
        self.marked.emit(marks[0].id)
        self._views.focus()
        if len(marks) > 1:
            self.said.emit(marked_in_parts(marks))

    def _refused(self, reason: Label) -> None:
        if self._wishing:
            self._wishing = False
            if self.drafts.decided(saved=False):
                self._panel.failed(reason)
