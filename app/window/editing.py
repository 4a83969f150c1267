"""Changing a mark that is there: in the panel, or by drawing one of its ends on the timeline."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.window.stage import Stage
from app.window.views import Views
from app.window.wishes import edit_of
from evidence.model.mark import Mark
from widgets.marks.panel import MarkPanel


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
        self.mark_of: Callable[[UUID], Mark | None] = lambda _: None
        strip = stage.timeline.strip
        strip.edge_held.connect(self._hold)
        strip.edge_moved.connect(self._move)
        strip.edge_left.connect(self._leave)

    def edit(self, mark: Mark | None) -> None:
        """Show a mark in the panel, to be changed; its recording is opened first where it is not."""
        if mark is None or mark.withdrawn:
            return
        opened = self._views.opened
        draft = edit_of(mark, opened) if opened else None
        self._wanted = mark if draft is None else None
        self._go_to(mark.id)
        if draft is not None:
            self._panel.restore(draft)
            self._show()

    def opened(self) -> None:
        """Another recording is on stage: perhaps the one that was waited for."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._views.opened and edit_of(wanted, self._views.opened):
            self.edit(wanted)

    def _hold(self, mark_id: UUID, begins: bool) -> None:
        self._begins = begins
        self.edit(self.mark_of(mark_id))

    def _move(self, at_us: int) -> None:
        draft = self._panel.draft()
        if draft.mark is None or draft.in_us is None:
            return
        if self._begins:
            self._panel.set_in(min(at_us, draft.in_us if draft.out_us is None else draft.out_us))
        else:
            self._panel.set_out(max(at_us, draft.in_us))
        self._show()
        self._stage.player.scrub(at_us)

    def _leave(self, stays: bool) -> None:
        if self._panel.draft().mark is None:
            return
        if stays:
            self._panel.save()
        else:
            self._panel.cancel()
