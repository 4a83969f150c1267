"""Brings what was found in the recordings to where it is seen: timeline, lanes of several, list, meters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import OpenCase
from app.window.inspecting import Inspecting
from app.window.opening import Opened
from app.window.stage import Stage
from app.window.together import TogetherPage
from app.window.views import Views
from evidence.assist.findings import Finding, Quality, Summary
from evidence.store.layout import Layout
from widgets.quality.panel import FindingsPanel, Looked, Looking


class Findings(QObject):
    """Between the looking through recordings and the widgets that show what it found.

    Signals:
        looked(): one more recording was looked through.
    """

    looked = Signal()

    def __init__(self, layout: Layout, jobs: Jobs, stage: Stage, together: TogetherPage, views: Views) -> None:
        """Listen to all of them."""
        super().__init__(stage)
        self._stage, self._together, self._views = stage, together, views
        self.panel, self.inspecting = FindingsPanel(), Inspecting(layout, jobs, self)
        self._joined: dict[tuple[int, ...], Quality] = {}
        self.inspecting.changed.connect(self._show)
        stage.placed.connect(self._show_stage)
        stage.leaping.loudness_at = self._loudness_at
        together.found.looking_at = self.looking_at
        together.ensemble.activated.connect(self._show_panel)
        views.currentChanged.connect(self._show_panel)
        self.panel.sought.connect(self._seek)
        self.panel.look_wished.connect(self._look_now)
        self.panel.stop_wished.connect(self.inspecting.stop)

    def show_case(self, opened: OpenCase | None) -> None:
        """Look through the recordings of this case; the one on stage first."""
        self.inspecting.look_at(opened.exhibits if opened else ())
        self._prefer()
        self._show_panel()

    def looking_at(self, opened: Opened | None) -> Looking:
        """What is known about the findings of what was opened; of a series, of all its files on its timeline."""
        if opened is None:
            return Looking()
        about = [self.inspecting.about(piece.exhibit.recording) for piece in opened.pieces]
        undone = next((one for one in about if one.quality is None), None)
        if undone is not None:
            return replace(undone, name=opened.exhibit.label)
        found = [one.quality for one in about if one.quality is not None]
        return Looking(Looked.DONE, opened.exhibit.label, self._join(opened, found))

    def _join(self, opened: Opened, found: list[Quality]) -> Quality:
        begins = [opened.begin_of(piece.exhibit.id) or 0 for piece in opened.pieces]
        if len(found) == 1:
            return found[0]
        key = (*map(id, found), *begins)
        if key not in self._joined:
            moved = [
                _moved(one, begin) for quality, begin in zip(found, begins, strict=True) for one in quality.findings
            ]
            left_off = sum(quality.summary.left_off for quality in found)
            self._joined[key] = Quality(tuple(sorted(moved)), Summary(left_off=left_off))
        return self._joined[key]

    def _loudness_at(self, at_us: int) -> tuple[bool, int | None]:
        if self._stage.opened is None:
            return False, None
        piece, own_us = self._stage.opened.at(at_us)
        quality = self.inspecting.quality(piece.exhibit.recording)
        return (False, None) if quality is None else (True, quality.relative_loudness(own_us))

    def _opened(self) -> Opened | None:
        return self._together.shown if self._views.several else self._stage.opened

    def _prefer(self) -> None:
        opened = self._opened()
        if opened is not None:
            self.inspecting.prefer(opened.pieces[0].exhibit.recording)

    def _show(self, sha256: str) -> None:
        self._show_stage()
        if self.inspecting.finished(sha256):
            self.looked.emit()
        self._together.refresh_found()

    def _show_stage(self) -> None:
        self._stage.leaping.set_found(self.looking_at(self._stage.opened))
        self._prefer()
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.show_looking(self.looking_at(self._opened()))

    def _seek(self, at_us: int) -> None:
        if self._views.several:
            self._together.seek_in_active(at_us)
        else:
            self._stage.leaping.seek(at_us)
        self._views.focus()

    def _look_now(self) -> None:
        opened = self._opened()
        for piece in reversed(opened.pieces if opened else ()):
            self.inspecting.look_now(piece.exhibit.recording)


def _moved(one: Finding, by_us: int) -> Finding:
    return replace(one, from_us=one.from_us + by_us, to_us=one.to_us + by_us)
