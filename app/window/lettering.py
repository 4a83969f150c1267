"""Drafting a letter in the window: asked which and where, written beside the window, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.jobs import Jobs
from app.lettering import Drafted
from app.window.asking import ask_sheet
from app.window.settings import Settings
from app.window.work import draft_to
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.progress import Progress
from exports.letters import LetterKind
from widgets.bars import MessageKind
from widgets.language import current_language
from widgets.results.letter import FILES, LetterSheet

DRAFTING = Label("Drafting the letter", "正在起草信函")
_ABOUT = {
    LetterKind.RESPONSE: Label(
        "Drafted from what the copy for the regulator holds: what that copy leaves out is not in the letter.",
        "依据监管副本的内容起草：该副本不提供的内容不会出现在信函中。",
    ),
    LetterKind.NOTICE: Label(
        "One page of facts, drafted from the internal content. It judges nobody.",
        "依据内部内容起草，一页，仅陈述事实，不作评判。",
    ),
}
_FORMATS = {".docx": Label("Word document (*.docx)", "Word 文档 (*.docx)"), ".pdf": Label("PDF (*.pdf)", "PDF (*.pdf)")}
Said = Callable[[MessageKind, Label], None]


def ask_letter(parent: QWidget, jobs: Jobs, settings: Settings, folder: Path, case: str, said: Said) -> LetterSheet:
    """Ask which letter, then for the place; `said` hears what came of it."""
    sheet = LetterSheet([(one.value, one.label, _ABOUT[one]) for one in LetterKind], current_language(), parent)

    def choose(kind: str, language: str, ending: str) -> None:
        def draft(target: Path) -> None:
            def work(progress: Progress) -> Drafted:
                return draft_to(folder, case, LetterKind(kind), target, language, progress)

            jobs.start(DRAFTING, work, lambda done: said(MessageKind.INFO, _drafted(done)), sorry)

        ask_sheet(parent, settings, f"{case}-{kind}{ending}", _FORMATS[ending], draft)

    def sorry(error: WorldError) -> None:
        said(MessageKind.ERROR, error.sentence)

    assert [ending for ending, _ in FILES] == list(_FORMATS)
    sheet.chosen.connect(choose)
    sheet.open()
    return sheet


def _drafted(done: Drafted) -> Label:
    """Where it lies, and that it is to be read."""
    return Label(
        f"Written: {done.path} ({done.claims} statements). It is a draft: read it before it is signed.",
        f"已写入：{done.path}（共 {done.claims} 项陈述）。此为草稿，签发前请审阅。",
    )
