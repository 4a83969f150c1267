"""An auditor at the desk: their marks go into a file of their own, and what they mark again is kept from them first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.remarking import Audited
from app.session import OpenCase, Session
from app.window.asking import ask_remarks
from app.window.settings import Settings
from evidence.audit.remarks import add_remark, begin_remarks, withdraw_remark
from evidence.labels import Label
from evidence.model.mark import Mark, MarkDraft
from evidence.model.recording import Exhibit
from evidence.review.agreement import Agreement, said_all
from evidence.review.marking import point_of, refuse_unsound
from evidence.store.library import Library
from widgets.audit.bar import AuditBar
from widgets.audit.compared import ComparedLine, ComparedSheet
from widgets.audit.sample import SampleSheet
from widgets.audit.words import A
from widgets.bars import MessageKind
from widgets.papers.specs import Option

AND = Label(", ", "、")
NOT_CHANGED = Label(
    "A mark in your own file is not changed: withdraw it and mark again.", "您文件中的标注不作更改：请撤回后重新标注。"
)
NO_FILE = Label("The mark is not saved: choose a file for your own marks.", "标注未保存：请为您的复核标注选择文件。")
KEPT_FROM_FILE = Label(
    "A case file holds the marks that are kept from you. Mark the points of your sample first.",
    "案卷包含目前不向您显示的标注。请先完成抽样要点的标注。",
)


class Auditing(QObject):
    """Leads the marks of an auditor past the library.

    Signals:
        said(object, object): a MessageKind and the Label of what is to be said.
    """

    said = Signal(object, object)

    def __init__(self, session: Session, settings: Settings, owner: QWidget) -> None:
        """The files that were chosen before are known from the settings."""
        super().__init__(owner)
        self._session, self._settings, self._owner = session, settings, owner
        self.bar = AuditBar()
        self.bar.file_wished.connect(lambda: self._ask_file(lambda: None))
        self.bar.sample_wished.connect(self._ask_sample)
        self.bar.comparison_wished.connect(self._show_comparison)
        session.know_remarks(settings.remarks_files())

    @property
    def _audit(self) -> Audited | None:
        opened = self._session.open_case
        return opened.audit if opened else None

    def show_case(self, opened: OpenCase | None) -> None:
        """Say how it stands in this case, or nothing."""
        if opened is None or opened.audit is None:
            self.bar.hide()
        else:
            self.bar.show_standing(_standing(opened.audit), compared=opened.audit.agreement is not None)

    # -- marking

    def mark(self, wishes: Sequence[tuple[Exhibit, MarkDraft]]) -> bool:
        """Write what an auditor marks into their own file; False for everybody else. Its place is asked first."""
        audit = self._audit
        if audit is not None:
            if audit.path is None or audit.trouble is not None:
                self._ask_file(lambda: self._mark(wishes), sorry=lambda: self._session.refused.emit(NO_FILE))
            else:
                self._mark(wishes)
        return audit is not None

    def _mark(self, wishes: Sequence[tuple[Exhibit, MarkDraft]]) -> None:
        opened, path = self._session.open_case, self._path()
        if opened is None or path is None:
            return
        complaint = opened.case.complaint

        def work(library: Library) -> tuple[Mark, ...]:
            for exhibit, draft in wishes:
                refuse_unsound(exhibit, draft)
            return tuple(add_remark(library, complaint, exhibit, draft, path) for exhibit, draft in wishes)

        self._session.write_beside(work, self._session.marked.emit)

    def revise(self) -> bool:
        """Whether an auditor wished to change a mark: that is refused with the way to do it."""
        if self._audit is not None:
            self._session.refused.emit(NOT_CHANGED)
        return self._audit is not None

    def withdraw(self, mark: Mark) -> bool:
        """Take back a mark of an auditor's own file; False for everybody else."""
        opened, path = self._session.open_case, self._path()
        if opened is None or self._audit is None:
            return False
        if path is None or mark not in self._audit.marks:
            return False  # a mark of the case: the library says why not
        complaint = opened.case.complaint
        self._session.write_beside(lambda library: withdraw_remark(library, complaint, mark.id, path), lambda _: None)
        return True

    def may_export(self) -> bool:
        """Whether nothing is kept from this person that a case file would hold; says so otherwise."""
        kept = self._audit is not None and bool(self._audit.kept)
        if kept:
            self.said.emit(MessageKind.WARNING, KEPT_FROM_FILE)
        return not kept

    def _path(self) -> Path | None:
        return self._audit.path if self._audit else None

    # -- the file and the sample

    def _ask_file(
        self, then: Callable[[], None], sample: Sequence[str] = (), sorry: Callable[[], None] = lambda: None
    ) -> None:
        opened = self._session.open_case
        if opened is not None:
            name = f"{opened.case.complaint.label}-remarks.json"
            ask_remarks(self._owner, self._settings, name, lambda path: self._begin(path, sample, then), sorry)

    def _begin(self, path: Path, sample: Sequence[str], then: Callable[[], None]) -> None:
        opened = self._session.open_case
        if opened is None:
            return
        complaint = opened.case.complaint

        def work(library: Library) -> None:
            begin_remarks(library, complaint, path, sample)
            self._session.remarks_files[complaint.id] = path

        def begun(_: None) -> None:
            self._settings.set_remarks_file(complaint.id, path)
            then()

        self._session.write_beside(work, begun)

    def _ask_sample(self) -> None:
        opened = self._session.open_case
        if opened is None or opened.audit is None:
            return
        held = opened.audit.remarks
        known = set(held.sample) | {mark.point for mark in held.marks} if held else set()
        codes = sorted({mark.point for mark in opened.marks if mark.point and not mark.withdrawn} - known)
        sheet = SampleSheet([Option(code, _name(opened, code)) for code in codes], self._owner)
        sheet.chosen.connect(self._take_sample)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _take_sample(self, codes: tuple[str, ...]) -> None:
        audit = self._audit
        if audit is None:
            return
        if audit.path is None or audit.trouble is not None:
            self._ask_file(lambda: None, codes)
        else:
            self._begin(audit.path, codes, lambda: None)

    def _show_comparison(self) -> None:
        opened, audit = self._session.open_case, self._audit
        if opened is not None and audit is not None and audit.agreement is not None:
            sheet = ComparedSheet(audit.agreement.sentence, _lines(opened, audit.agreement), self._owner)
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()


def _standing(audit: Audited) -> list[Label]:
    if audit.trouble is not None:
        return [audit.trouble]
    if audit.path is None:
        return [A.NO_FILE]
    said = [A.FILE.filled(file=audit.path.name, count=sum(not mark.withdrawn for mark in audit.marks))]
    if audit.kept:
        said.append(A.KEPT.filled(points=_listed(sorted(audit.kept))))
    elif audit.agreement is not None:
        said.append(audit.agreement.sentence)
    return said


def _listed(codes: Sequence[str]) -> Label:
    return Label(AND.en.join(codes), AND.zh.join(codes))


def _name(opened: OpenCase, code: str) -> Label:
    point = point_of(opened.case, code)
    return Label(f"{point.code}  {point.label.en}", f"{point.code}  {point.label.zh}")


def _lines(opened: OpenCase, agreement: Agreement) -> list[ComparedLine]:
    return [
        ComparedLine(_name(opened, one.point), said_all(one.first), said_all(one.second), one.agrees)
        for one in agreement.compared
    ]
