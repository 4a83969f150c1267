"""Marks that were begun and are not saved: each waits with its own recording; asking before one is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from evidence.labels import Label
from widgets.language import words
from widgets.marks.panel import MarkPanel
from widgets.marks.wish import Draft

NOT_SAVED = Label("Not saved yet: {what}.", "尚未保存：{what}。")
KEEP = Label("Keep writing", "继续填写")
THROW = Label("Throw away", "放弃")
BEGUN = Label("a mark begun on {where}", "在 {where} 上开始的标注")
BEGUN_ANYWHERE = Label("a mark that was begun", "已开始的标注")
CHANGED = Label("changes to {mark}", "对 {mark} 的更改")
TOGETHER = "together"
Key = UUID | str
"""What a draft belongs to: the exhibit on stage, or several together."""


class Drafts:
    """The mark in the panel belongs to what is on stage. When something else comes there, it waits and is not lost."""

    def __init__(self, panel: MarkPanel) -> None:
        """Nothing was begun."""
        self._panel = panel
        self._on: tuple[Key | None, str] = (None, "")
        self._aside: dict[Key | None, tuple[str, Draft]] = {}
        self._sent: dict[Key | None, tuple[str, Draft]] = {}

    def turn_to(self, key: Key | None, name: str) -> None:
        """Something else is on stage: show the draft that waits for it, or an empty one."""
        if key == self._on[0]:
            return
        draft = self._panel.draft()
        if self._on[0] is None and draft.begun and key not in self._aside:  # begun before anything was on stage
            self._on = (key, name)
            return
        if draft.begun:
            (self._sent if self._panel.saving else self._aside)[self._on[0]] = (self._on[1], draft)
        self._on = (key, name)
        self._panel.restore(self._aside.pop(key, ("", Draft()))[1])

    def decided(self, saved: bool) -> bool:
        """The wish that was sent is decided: whether it is still the one in the panel."""
        elsewhere = bool(self._sent)
        if not saved:
            self._aside |= self._sent
        self._sent.clear()
        return not elsewhere

    def forget(self) -> None:
        """Another case comes: what was begun is gone."""
        self._on = (None, "")
        self._aside.clear()
        self._sent.clear()
        self._panel.restore(Draft())

    @property
    def lost(self) -> list[Label]:
        """What would be lost with the case: a name for each draft."""
        found = [*self._aside.values()]
        if self._panel.draft().begun and not self._panel.saving:
            found.insert(0, (self._on[1], self._panel.draft()))
        return [name_of(where, draft) for where, draft in found]


def name_of(where: str, draft: Draft) -> Label:
    """What a draft is called in the question whether to throw it away."""
    if draft.mark is not None:
        return CHANGED.filled(mark=draft.label)
    return BEGUN.filled(where=where) if where else BEGUN_ANYWHERE


def unless_lost(parent: QWidget, lost: Sequence[Label], then: Callable[[], None]) -> None:
    """Go on if nothing would be lost; otherwise ask once, and go on only if it shall be thrown away."""
    if not lost:
        then()
        return
    what = Label(", ".join(one.en for one in lost), "、".join(one.zh for one in lost))
    box = QMessageBox(QMessageBox.Icon.Warning, "Replaydesk", words(NOT_SAVED.filled(what=what)), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keep = box.addButton(words(KEEP), QMessageBox.ButtonRole.RejectRole)
    throw = box.addButton(words(THROW), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.finished.connect(lambda _: then() if box.clickedButton() is throw else None)
    box.open()
