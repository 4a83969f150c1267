"""Before an export: which copy, what it leaves out, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.jobs import Jobs
from app.window.settings import Settings
from app.window.work import look_at_copy
from evidence.casefile.copywords import Copy
from evidence.errors import WorldError
from evidence.progress import Progress
from widgets.language import current_language
from widgets.results.exporting import ExportSheet, LeftOutRow
from widgets.results.words import X


def ask_export(
    parent: QWidget,
    jobs: Jobs,
    settings: Settings,
    folder: Path,
    case: str,
    ending: str,
    ask: Callable[..., object],
    then: Callable[..., None],
) -> ExportSheet:
    """Ask for the copy and the language, then by `ask` for the place; `then` gets `(target, copy=…, language=…)`.

    `ending` is that of the proposed name, such as `-case-file.pdf`.
    """
    sheet = ExportSheet([(one.value, one.label) for one in Copy], current_language(), parent)
    looking, alive = [0], [True]

    def look(copy: str) -> None:
        def work(progress: Progress) -> list[LeftOutRow]:
            return [LeftOutRow(*row) for row in look_at_copy(folder, case, Copy(copy), progress)]

        def tell(rows: list[LeftOutRow]) -> None:
            if alive:
                sheet.show_rows(copy, rows)

        def sorry(error: WorldError) -> None:
            if alive:
                sheet.show_refusal(copy, error.sentence)

        jobs.cancel(looking[0])
        looking[0] = jobs.start(X.LOOKING, work, tell, sorry, quiet=True)

    def choose(copy: str, language: str) -> None:
        ask(parent, settings, file_name(f"{case}{ending}", copy), partial(then, copy=copy, language=language))

    sheet.destroyed.connect(alive.clear)
    sheet.looked.connect(look)
    sheet.chosen.connect(choose)
    sheet.open()
    return sheet


def file_name(name: str, copy: str) -> str:
    """The name that is proposed: that of a copy for outside says so."""
    own = Path(name)
    return name if copy == Copy.INTERNAL.value else f"{own.stem}-{copy}{own.suffix}"
