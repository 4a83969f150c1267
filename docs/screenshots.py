"""Pictures of the window and of a case file, for README and docs/gallery.md: `make screenshots` makes docs/images."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.demo.building import Built, build_demo
from app.demo.register import build_register
from app.window import choosing
from app.window.clocks import ClockDialog
from app.window.mainwindow import MainWindow
from app.window.reporting import ReportDialog
from app.window.settings import Settings
from app.window.start import make_application, make_window
from evidence.model.requests import Reply
from evidence.register.lines import Column
from evidence.store.library import Library
from widgets import theme
from widgets.keys_dialog import KeysDialog
from widgets.language import set_language
from widgets.papers.section import Section
from widgets.player.transport import SoundState
from widgets.register.filters import WITHIN_DAYS
from widgets.register.model import COLUMNS
from widgets.settings.dialog import SettingsDialog
from widgets.settings.keys import KeysPage

IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1366, 768
LIMIT_BYTES = 250_000
Dialog = TypeVar("Dialog", bound=QDialog)
PATIENCE_S = 60.0
OTHERS = 400
"""Complaints that stand beside the sample case in the list."""
ASKED = (
    ("Recording of the call-back of 16 March 2026, 14:30 to 15:00", date(2026, 3, 30), Reply.RECEIVED),
    ("Footage of the counter, 10 March 2026, 10:00 to 10:40", date(2026, 3, 30), None),
    ("Footage of the entrance, 10 March 2026", date(2026, 3, 30), Reply.OVERWRITTEN),
)
"""What was asked of others in the sample case, until when, and the answer."""


class Photographer:
    """Shows a window in one state after the other and keeps a picture of each."""

    def __init__(self, application: QApplication, built: Built) -> None:
        """Open the window on the sample library."""
        self._application, self._built = application, built
        self.window: MainWindow = make_window(built.library, Settings(built.library.parent / "settings.ini"))
        self.window._library.hide()  # where it lies is of no interest to anybody who looks at pictures
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.window.activateWindow()

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is true, and a moment longer, so that all is drawn."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise SystemExit("The window did not come to the state that should be shown.")
            self._work()
        for _ in range(50):
            self._work()

    def _work(self) -> None:
        self._application.processEvents()
        time.sleep(0.01)

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys where the focus is."""
        for key in keys:
            code, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            QTest.keyClick(QApplication.focusWidget() or self.window, code, modifiers)
            self._work()

    def wait(self) -> None:
        """Let the window work a moment."""
        self._work()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The dialog of this kind, as soon as it is open."""
        found: list[Dialog] = []

        def there() -> bool:
            found[:] = [one for one in self._application.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
            return bool(found)

        self.until(there)
        return found[0]

    def keep(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture."""
        for _ in range(20):
            self._work()
        path = IMAGES / f"{name}.png"
        (widget or self.window).grab().save(str(path))
        shrink(path)

    def go_to(self, point: str, label: str) -> None:
        """Show the first mark on a point in an exhibit."""
        opened = self.window.session.open_case
        if opened is None:
            raise SystemExit("The sample case is not open.")
        mark = next(one for one in opened.marks if one.exhibit_label == label and one.point == point)
        stage = self.window.desk.stage
        self.window.desk.go_to_mark(mark.id)
        self.until(lambda: stage.opened is not None and stage.opened.exhibit.id == mark.exhibit)
        self.until(lambda: stage.page or (stage.player.exact and stage.player.at_us is not None))
        if stage.player.sample is not None or (stage.opened and stage.opened.probed.sound):
            stage.transport.set_sound(SoundState.ON)  # as on a machine with loudspeakers


def photograph(application: QApplication, built: Built) -> None:
    """Every picture of the window."""
    them, key, alt = Photographer(application, built), Qt.Key, Qt.KeyboardModifier.AltModifier
    window, desk = them.window, them.window.desk
    the_list(them)
    window.session.show_case(built.case)
    them.until(lambda: window.page is desk and desk.stage.player.exact)

    them.go_to("BA10", "EX-03")
    them.press(key.Key_I, (key.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    them.until(lambda: desk.stage.player.exact)
    them.press(key.Key_O, key.Key_1, key.Key_0, key.Key_Return, key.Key_F3, (key.Key_1, alt))
    them.keep("desk-en")
    set_language("zh")
    them.keep("desk-zh")
    set_language("en")
    them.press(key.Key_Escape)

    them.go_to("BA22.5", "EX-04")
    them.keep("call")
    them.go_to("BA24", "EX-05")
    them.keep("document")
    them.go_to("BA02", "EX-03")
    desk.tabs.setCurrentWidget(desk.conclusions)
    them.keep("conclusions")
    desk.tabs.setCurrentWidget(desk.matrix)
    them.keep("matrix")
    desk.tabs.setCurrentWidget(desk.dates)
    them.keep("dates")
    desk.tabs.setCurrentIndex(0)
    together(them)
    papers(them)
    dark(them)
    window.do("check")
    report = them.dialog(ReportDialog)
    them.keep("check", report)
    report.close()
    clock(them)
    window.do("edit_case")
    them.keep("form")
    keys = KeysDialog(window.keys, window)
    keys.resize(1280, 860)
    keys.show()
    them.keep("keys", keys)
    keys.close()
    settings(them)
    window.close()


def together(them: Photographer, name: str = "together") -> None:
    """Several recordings on one clock."""
    views = them.window.desk.views
    views.setCurrentWidget(views.together)
    them.until(lambda: bool(views.together.ensemble.tracks))
    for _ in range(150):
        them.wait()
    them.keep(name)
    views.show_stage()


def papers(them: Photographer) -> None:
    """What was asked of others, a finding in both languages, and who signs."""
    window = them.window
    window.do("papers")
    page, sections = window.papers.page, window.papers.sections
    for what, due, reply in ASKED:
        page.show_kind("requests")
        requests = sections["requests"]
        requests.start_new()
        for key, value in (("what", what), ("due", due), ("reply", reply)):
            requests.sheet.editor(key).show(value)
        arrived = partial(_more, requests, requests.count)
        requests.sheet.submit()
        them.until(arrived)
    sections["requests"].table.selectRow(1)
    QTest.keyClick(sections["requests"].table, Qt.Key.Key_Return)
    them.keep("requests")
    page.show_kind("findings")
    sections["findings"].start_new()
    them.keep("finding-en")
    set_language("zh")
    them.keep("finding-zh")
    set_language("en")
    sections["findings"].close_sheet()
    page.show_kind("sign_off")
    them.keep("sign-off")
    window.do("papers")


def the_list(them: Photographer) -> None:
    """The list of complaints, by deadline."""
    cases = them.window.cases
    them.until(lambda: cases.view.model().rowCount() >= OTHERS)
    order = cases.layout_text()
    header = cases.view.horizontalHeader()
    header.setSortIndicator(COLUMNS.index(Column.DUE), Qt.SortOrder.AscendingOrder)
    cases.filters.deadline.setCurrentIndex(3 + WITHIN_DAYS.index(7))
    them.until(lambda: not cases.model.waiting)
    them.keep("list")
    cases.show_all()
    cases.restore_layout(order)
    them.until(lambda: not cases.model.waiting)


def dark(them: Photographer) -> None:
    """The main pages in dark, each from its beginning."""
    window, desk = them.window, them.window.desk
    theme.use(theme.Appearance.DARK)
    desk.views.show_stage()
    them.go_to("BA10", "EX-03")
    them.keep("desk-dark")
    set_language("zh")
    desk.tabs.setCurrentWidget(desk.conclusions)
    them.keep("conclusions-dark")
    set_language("en")
    desk.tabs.setCurrentIndex(0)
    together(them, "together-dark")
    window.do("papers")
    window.papers.page.show_kind("findings")
    window.papers.sections["findings"].start_new()
    them.keep("finding-dark")
    window.papers.sections["findings"].close_sheet()
    window.do("papers")
    theme.use(theme.Appearance.LIGHT)


def _more(section: Section, before: int) -> bool:
    return section.count > before


def clock(them: Photographer) -> None:
    """The clock of a recording."""
    them.window.desk.do("clock")
    dialog = them.dialog(ClockDialog)
    dialog.resize(1140, 680)  # as on a real screen; the one of the pictures is smaller
    them.keep("clock", dialog)
    dialog.close()


def settings(them: Photographer) -> None:
    """The pages of the settings; folders as they might be on a machine of a branch."""
    window = them.window
    for key, language in (("keys", "en"), ("speeds", "en"), ("look", "zh"), ("library", "en")):
        set_language(language)
        with (
            patch.object(Settings, "recent_libraries", [Path("/data/disputes-2025"), Path("/data/training")]),
            patch.object(window.choosing.settings, "file", Path("/data/settings/Replaydesk.ini")),
            patch.object(choosing, "room_of", return_value=("412.6 GB", "1.8 TB")),
        ):
            window.choosing.open(Path("/data/disputes-2026"), key)
        dialog = them.dialog(SettingsDialog)
        if key == "keys":
            page = dialog.stack.currentWidget()
            if isinstance(page, KeysPage):
                page.tree.setCurrentItem(page.tree.rows["set_in"])
                page.field.pressed.emit("Q")
        them.keep(f"settings-{key}", dialog)
        dialog.close()
    set_language("en")


def print_pages(built: Built) -> None:
    """The first pages of the case file, as another program draws them."""
    start = IMAGES / "case-file"
    command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "3", str(built.exported.path), str(start)]
    subprocess.run(command, check=True)
    for path in sorted(IMAGES.glob("case-file-*.png")):
        path = path.rename(IMAGES / f"case-file-{int(path.stem.rpartition('-')[2])}.png")
        shrink(path)


def shrink(path: Path) -> None:
    """Draw a picture with 256 colours: those of the program and the most common ones exactly, the others nearly."""
    with Image.open(path) as image:
        whole = image.convert("RGB")
    pixels = np.asarray(whole).reshape(-1, 3)
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    found, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    there = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    own = [[*bytes.fromhex(name[1:])] for name in sorted(_own_colours())]
    common = there[np.argsort(-counts)[:96]].tolist()
    rest = whole.quantize(256 - len(own) - len(common), dither=Image.Dither.NONE).getpalette() or []
    palette = np.array([*own, *common, *np.reshape(rest, (-1, 3)).tolist()], np.int32)[:256]
    nearest = np.concatenate(
        [((part[:, None] - palette) ** 2).sum(axis=2).argmin(axis=1) for part in np.array_split(there, 64)]
    )
    few = Image.fromarray(nearest[where].astype(np.uint8).reshape(whole.height, whole.width), mode="L")
    few.putpalette(palette.astype(np.uint8).tobytes())
    few.save(path, optimize=True)
    if path.stat().st_size > LIMIT_BYTES:
        raise SystemExit(f"{path.name} is larger than {LIMIT_BYTES:,} bytes.")


def _own_colours() -> set[str]:
    """The colours of the program, rare ones among them: verdicts must look in a picture as they do on screen."""
    return set(asdict(theme.dress.colours).values())


def register_others(folder: Path) -> None:
    """More complaints for the list, so that it looks like one."""
    with Library.open(folder) as library:
        build_register(library, OTHERS, "en")


def main() -> int:
    """Build the sample library in a temporary folder and take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    application = make_application()
    sample_reviewer = SimpleNamespace(pw_name="sun.ning")  # and not whoever builds the pictures
    with (
        patch.object(pwd, "getpwuid", return_value=sample_reviewer),
        tempfile.TemporaryDirectory(prefix="replaydesk-") as folder,
    ):
        built = build_demo(Path(folder))
        register_others(built.library)
        photograph(application, built)
        print_pages(built)
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.stat().st_size:>9,}  {path.relative_to(IMAGES.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
