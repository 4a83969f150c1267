"""Changing a mark that is there: in the panel, or by drawing one of its ends on the timeline."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.window.drafts import name_of, unless_lost
from app.window.stage import Stage
from app.window.views import Views
from app.window.wishes import edit_of
from evidence.labels import Label
from evidence.model.mark import Mark
from widgets.marks.panel import MarkPanel
from widgets.marks.wish import Draft


class Editing:
    """Brings a mark into the panel, and its ends under the mouse."""

    def __init__(
        self, views: Views, stage: Stage, panel: MarkPanel, go_to: Callable[[UUID], None], show: Callable[[], None]
    ) -> None:
        """`go_to` shows a mark's frame; `show` draws what the panel holds on the timeline."""
        self._views, self._stage, self._panel = views, stage, panel
        self._go_to, self._show = go_to, show
        self._wanted: Mark | None = None
        self._begins = True
        self._held: UUID | None = None
        self.mark_of: Callable[[UUID], Mark | None] = lambda _: None
        self.whole: Callable[[Mark], tuple[Mark, ...]] = lambda mark: (mark,)
        strip = stage.timeline.strip
        strip.edge_held.connect(self._hold)
        strip.edge_moved.connect(self._move)
        strip.edge_left.connect(self._leave)

    def edit(self, mark: Mark | None) -> None:
        """Show a mark in the panel, to be changed; its recording is opened first where it is not."""
        if mark is None or mark.withdrawn:
            return
        opened = self._views.opened
        draft = edit_of(self.whole(mark), opened) if opened else None
        self._wanted = mark if draft is None else None
        self._go_to(mark.id)
        if draft is not None and not self._panel.saving:
            unless_lost(self._panel, self._in_the_way(mark), lambda: self._begin(draft))

    def _begin(self, draft: Draft) -> None:
        self._panel.restore(draft)
        self._show()

    def _in_the_way(self, mark: Mark) -> list[Label]:
        """What the panel holds that would be lost: another mark than this one, or none that was saved yet."""
        draft = self._panel.draft()
        other = draft.begun and draft.mark != self.whole(mark)[0].id
        return [name_of(mark.exhibit_label, draft)] if other else []

    def opened(self) -> None:
        """Another recording is on stage: perhaps the one that was waited for."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._views.opened and edit_of(self.whole(wanted), self._views.opened):
            self.edit(wanted)

    def _hold(self, mark_id: UUID, begins: bool) -> None:
        mark = self.mark_of(mark_id)
        whole = self.whole(mark) if mark else ()
        if mark is None or mark is not whole[0 if begins else -1]:  # the border of a file is no end of it
            return
        self._begins, self._held = begins, whole[0].id
        self.edit(mark)

    def _move(self, at_us: int) -> None:
        draft = self._panel.draft()
        if draft.mark != self._held or draft.in_us is None:  # it was asked first whether another may be thrown away
            return
        if self._begins:
            self._panel.set_in(min(at_us, draft.in_us if draft.out_us is None else draft.out_us))
        else:
            self._panel.set_out(max(at_us, draft.in_us))
        self._show()
        self._stage.player.scrub(at_us)

    def _leave(self, stays: bool) -> None:
        held, self._held = self._held, None
        if held is None or self._panel.draft().mark != held:
            return
        if stays:
            self._panel.save()
        else:
            self._panel.cancel()
