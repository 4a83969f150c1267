"""The page of checklists, connected with the session: a new version is on disk before its draft is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.session import Session
from app.window.drafts import unless_lost
from app.window.rules.draft import ListDraftOnScreen
from app.window.settings import Settings
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.rules.checklists import Checklist, ChecklistPoint
from evidence.rules.listversions import (
    ChangeKind,
    acts_told,
    dates_told,
    differences,
    file_of,
    proof_told,
    version_name,
)
from evidence.store.durable import write_file
from evidence.store.listbook import Versions
from evidence.store.listing import ListDraft, bring_in_lists, enter_version
from widgets.checklists import words as c
from widgets.checklists.panel import ListsPanel, way_key
from widgets.language import words
from widgets.papers.specs import Option, PaperRow
from widgets.papers.words import FINISH_FIRST
from widgets.signs import CHANGE_SIGNS


class Lists(QObject):
    """What is shown of the checklists, and the new version that is being made.

    Signals:
        none of its own; the session says what was saved or refused.
    """

    def __init__(self, session: Session, settings: Settings, renew: Callable[[], None], parent: QObject) -> None:
        """Connect an empty panel. `renew` has the rules read again."""
        super().__init__(parent)
        self._session, self._settings, self._renew = session, settings, renew
        self._today = date.today
        self._versions: Versions = {}
        self._why: Label | None = None
        self._draft: ListDraftOnScreen | None = None
        self._list = ""
        self.panel = panel = ListsPanel()
        panel.turned.connect(self._show)
        panel.begun.connect(self._begin)
        panel.moved.connect(self._move)
        panel.undone.connect(lambda: self._step(ListDraftOnScreen.undo))
        panel.redone.connect(lambda: self._step(ListDraftOnScreen.redo))
        panel.submitted.connect(self._save)
        panel.thrown.connect(lambda: unless_lost(panel, [c.DRAFT_UNSAVED] if self.unsaved else [], self._end))
        panel.file_wished.connect(self.ask_file)
        panel.export_wished.connect(self.ask_target)
        panel.section.opened.connect(self._open)
        panel.section.wished.connect(self._put)
        panel.section.withdrawn.connect(self._retire)
        panel.section.leave_wished.connect(partial(unless_lost, panel, [c.DRAFT_UNSAVED], panel.section.put_away))
        panel.section.new_button.clicked.connect(self._name_new)

    @property
    def unsaved(self) -> bool:
        """Whether a new version has changes, or a sheet holds something."""
        return (self._draft is not None and self._draft.can_undo) or self.panel.section.unsaved

    def set_versions(self, versions: Versions, why: Label | None) -> None:
        """Show these versions; `why`: the reason for which none can be made here."""
        self._versions, self._why = versions, why
        options = [_list_option(one[-1]) for one in versions.values()]
        self.panel.set_lists(options)
        self._show()

    # -- showing

    def _show(self) -> None:
        panel = self.panel
        if not self._versions:
            return
        of_list = self._versions[panel.list_id]
        known = {one.version: one for one in of_list}
        same, self._list = panel.list_id == self._list, panel.list_id
        version = panel.version if same and panel.version in known else of_list[-1].version
        draft = self._draft
        shown = draft.list if draft else known[version]
        others = [one for one in reversed(of_list) if draft or one.version != version]
        compared = panel.compared if same and panel.compared in {one.version for one in others} else ""
        options = [_version_option(one) for one in reversed(of_list)]
        if draft:
            options, version = [Option("", c.DRAFT_LINE)], ""
        panel.set_versions(options, [_version_option(one) for one in others], version, compared)
        changes = differences(known[compared], shown) if compared else None
        panel.show_points(self._rows(shown), changes, self._about(shown))
        may = self._why is None
        panel.set_drafting(
            draft is not None, writable=may, can_undo=bool(draft and draft.can_undo),
            can_redo=bool(draft and draft.can_redo),
        )  # fmt: skip

    def _rows(self, shown: Checklist) -> list[PaperRow]:
        base = self._draft.base if self._draft else None
        kinds = {one.code: one.kind for one in differences(base, shown)} if base else {}
        return [_row(point, kinds.get(point.code)) for point in shown.every_point()]

    def _about(self, shown: Checklist) -> Label:
        if self._draft:
            return c.DRAFT.filled(list=shown.label, base=version_name(self._draft.base), changes=self._draft.differing)
        checked = c.UNVERIFIED
        if shown.verified:
            checked = c.VERIFIED.filled(by=shown.verified_by, day=shown.verified_on)
        points = sum(point.retired_on is None for point in shown.every_point())
        if shown.own is None:
            told = c.BUILT_IN.filled(points=points, verified=checked)
        else:
            at, by = shown.own.at.text()[:16].replace("T", " "), shown.own.by
            told = c.OWN.filled(at=at, by=by, reason=_sentence(shown.own.reason), points=points, verified=checked)
        why = f" {self._why.en}" if self._why else "", self._why.zh if self._why else ""
        digest = f" SHA-256 {shown.digest[:16]}…"
        return Label(told.en + digest + why[0], told.zh + digest + why[1])

    # -- the new version

    def _begin(self) -> None:
        self._draft = ListDraftOnScreen(self._shown(), self._versions[self.panel.list_id])
        self.panel.say(None)
        self._show()
        self.panel.section.table.setFocus()

    def _end(self) -> None:
        if self._draft is not None:
            base, self._draft = self._draft.base, None
            self.panel.set_versions([_version_option(base)], [], base.version, "")
        self.panel.section.close_sheet()
        self._show()
        self.panel.begin.setFocus()

    def _step(self, step: Callable[[ListDraftOnScreen], None]) -> None:
        if self._draft and not self.panel.section.unsaved:
            step(self._draft)
            self.panel.section.close_sheet()
            self._show()

    def _move(self, by: int) -> None:
        draft, code = self._draft, self._chosen()
        if draft and code and draft.move(code, by):
            self._show()
            self._choose(code)

    def _open(self, row: UUID) -> None:
        point = self._point(row)
        if point is None:
            return
        panel = self.panel
        panel.section.sheet.withdraw_button.speak(c.RETURN if point.retired_on else c.RETIRE)
        title = c.EDITED.filled(code=point.code, name=point.label)
        panel.section.show_paper(row, _values(point), stands=self._draft is not None, title=title)
        if self._draft:
            panel.section.sheet.start()

    def _name_new(self) -> None:
        if self._draft:
            self.panel.section.title_sheet(c.NEW_POINT.filled(code=self._draft.next_code))

    def _put(self, row: UUID | None, values: Mapping[str, Any]) -> None:
        draft, section = self._draft, self.panel.section
        if draft is None:
            return
        point = self._point(row) if row else None
        try:
            code = draft.put(point.code if point else None, values)
        except WorldError as error:
            section.failed(error.sentence)
            return
        section.saved()
        self._show()
        self._choose(code)

    def _retire(self, row: UUID) -> None:
        draft, point = self._draft, self._point(row)
        if draft is None or point is None:
            return
        draft.retire(point.code, self._today())
        self.panel.section.put_away()
        self._show()
        self._choose(point.code)

    def _save(self, values: Mapping[str, Any]) -> None:
        draft, panel = self._draft, self.panel
        if draft is None:
            return
        if panel.section.unsaved:
            panel.saving.failed(FINISH_FIRST)
            return
        kept: list[Checklist] = []

        def work(library: Any) -> None:
            kept.append(enter_version(library, ListDraft(draft.plain, values["reason"], values["verified_on"])))

        def done() -> None:
            self._draft = None
            panel.close_saving()
            panel.section.close_sheet()
            panel.say(c.SAVED.filled(version=version_name(kept[0])))
            self._show()
            panel.begin.setFocus()
            self._forget_version()
            self._renew()

        self._session.write_rules(work, done, panel.saving.failed)

    # -- files

    def bring_in(self, path: Path) -> None:
        """Keep the lists of a file as their next versions; one with a mistake is named with its line."""
        name, kept = path.name, list[Checklist]()
        reason = words(c.FILE_REASON, name=name)

        def done() -> None:
            lists = ", ".join(f"{one.id} {one.version}" for one in kept)
            self._forget_version()
            self.panel.say(c.BROUGHT_IN.filled(name=name, lists=lists))
            self._renew()

        def sorry(problem: Label) -> None:
            self.panel.say(c.NOT_BROUGHT_IN.filled(problem=problem), bad=True)

        self._session.write_rules(lambda library: kept.extend(bring_in_lists(library, path, reason)), done, sorry)

    def ask_file(self) -> None:
        """Ask for a file of checklists."""
        dialog = QFileDialog(self.panel, words(c.IMPORT), self._settings.folder("files"), words(c.FILE))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.bring_in(Path(name)))
        dialog.open()

    def ask_target(self) -> None:
        """Ask where the version that is shown shall be written."""
        shown = self._shown()
        name = f"checklist-{shown.id}-{shown.version}.json"
        folder = Path(self._settings.folder("exports")) / name
        dialog = QFileDialog(self.panel, words(c.EXPORT), str(folder), words(c.FILE))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the version that is shown to a file, in the form of the one that is shipped."""
        try:
            write_file(path, file_of([self._shown()]).encode(), 0o644)
        except WorldError as error:
            self.panel.say(error.sentence, bad=True)
        else:
            self.panel.say(c.WRITTEN.filled(name=path.name))

    def _forget_version(self) -> None:
        """Let the newest version be chosen when the rules come."""
        self._list = ""

    # -- finding

    def _shown(self) -> Checklist:
        of_list = self._versions[self.panel.list_id]
        return next((one for one in of_list if one.version == self.panel.version), of_list[-1])

    def _point(self, row: UUID) -> ChecklistPoint | None:
        shown = self._draft.list if self._draft else self._shown()
        return next((point for point in shown.every_point() if _id(point.code) == row), None)

    def _chosen(self) -> str | None:
        table = self.panel.section.table
        row = table.currentIndex().row()
        points = list(self._draft.list.every_point()) if self._draft else []
        return points[row].code if 0 <= row < len(points) else None

    def _choose(self, code: str) -> None:
        points = list(self._draft.list.every_point()) if self._draft else []
        row = next((at for at, point in enumerate(points) if point.code == code), None)
        if row is not None:
            self.panel.section.table.selectRow(row)


def _row(point: ChecklistPoint, kind: ChangeKind | None) -> PaperRow:
    star, inside = "★ " if point.critical else "", "    " if "." in point.code else ""
    name = Label(f"{inside}{point.code}  {star}{point.label.en}", f"{inside}{point.code}  {star}{point.label.zh}")
    if point.retired_on is not None and kind in (None, ChangeKind.SAME):
        kind = ChangeKind.RETIRED
    sign = CHANGE_SIGNS[kind] if kind and kind is not ChangeKind.SAME else None
    cells = (name, point.looked_for, acts_told(point), proof_told(point), dates_told(point))
    return PaperRow(_id(point.code), cells, sign, kind.label if kind and sign else None)


def _values(point: ChecklistPoint) -> dict[str, Any]:
    return {
        "en": point.label.en,
        "zh": point.label.chinese,
        "test_en": point.looked_for.en,
        "test_zh": point.looked_for.chinese,
        "act": tuple(act.value for act in point.acts),
        "proved_by": tuple(way_key(way) for way in point.proved_by),
        "critical": point.critical,
        "active_from": point.active_from,
        "active_to": point.active_to,
        "source": point.source or "",
        "note": point.note or "",
    }


def _list_option(one: Checklist) -> Option:
    return Option(one.id, c.LIST_LINE.filled(id=one.id, name=one.label))


def _version_option(one: Checklist) -> Option:
    name = version_name(one)
    if one.own is None:
        return Option(one.version, name)
    return Option(one.version, c.VERSION_LINE.filled(name=name, day=one.own.at.text()[:10], by=one.own.by))


def _sentence(text: str) -> Label:
    """What somebody wrote, so that another sentence can follow."""
    if text.endswith((".", "。", "!", "?", "！", "？")):
        return Label(text, text)
    return Label(f"{text}.", f"{text}。")


def _id(code: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"checklist/{code}")
