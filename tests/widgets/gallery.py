"""Shows every widget with sample values and saves a picture of each: `python -m tests.widgets.gallery FOLDER`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import Answer, How, Verdict
from evidence.model.places import Box
from evidence.rules.checklists import load_checklists
from tests.widgets import samples
from tests.widgets.registers import feed
from widgets.bars import JobBar, MessageBar, MessageKind, SavedSign
from widgets.forms.case_form import CaseForm
from widgets.keys import KeyTable
from widgets.keys_dialog import KeysDialog
from widgets.lists.exhibits import ExhibitList, OriginalState
from widgets.marks.panel import Draft, MarkPanel
from widgets.marks.table import MarkTable
from widgets.parts import HashLabel
from widgets.player.picture import FrameCaption, FrameState, PageMark, PictureView
from widgets.player.transport import SoundState, TransportBar
from widgets.register.list import RegisterList
from widgets.results.conclusions import ConclusionsPanel
from widgets.results.dates import DatesPanel
from widgets.results.report import ReportView
from widgets.signsheet import SignSheet
from widgets.theme import apply_theme
from widgets.timeline.timeline import Timeline
from widgets.times import wall_words
from widgets.transcript.panel import TranscriptPanel
from widgets.words import W, set_language

KEYS = KeyTable()


def picture() -> QWidget:
    view = PictureView()
    clock = samples.exhibits()[1].recording.clock
    caption = FrameCaption(83_320_000, 2_083, 18_125, wall_words(clock, 83_320_000), True)
    view.show_frame(samples.picture(), 640, 360, caption)
    return view


def picture_unchecked() -> QWidget:
    view = PictureView()
    clock = samples.exhibits()[0].recording.clock
    caption = FrameCaption(
        83_320_000, 2_083, 18_125, wall_words(clock, 83_320_000), False, FrameState.DECODING, confirmed=False
    )
    view.show_frame(samples.picture(), 640, 360, caption)
    view.canvas.zoom(3.0)
    return view


def picture_page() -> QWidget:
    view = PictureView()
    boxes = [PageMark(samples.ident(1), "M-009", Box(1000, 1500, 6000, 800), Verdict.GIVEN_PARTLY)]
    view.show_page(samples.paper(), 620, 877, 2, 3, boxes)
    view.set_box(Box(1000, 4200, 5000, 900))
    return view


def picture_damaged() -> QWidget:
    view = PictureView()
    view.show_sentence(W.PICTURE_DAMAGED, samples.LONG_NAME, FrameCaption(12_000_000))
    return view


def timeline(span: tuple[int, int] | None = None) -> QWidget:
    line = Timeline()
    line.resize(1000, 190)
    gaps = samples.exhibits()[2].recording.facts.gaps
    line.set_recording(0, 725_000_000, gaps, samples.speech)
    line.set_marks(samples.marks())
    line.set_chosen(samples.ident(1005))
    line.set_selection(200_000_000, 260_000_000)
    line.set_position(275_400_000)
    if span:
        line.show_span(*span)
    return line


def long_timeline() -> QWidget:
    line = Timeline()
    line.set_recording(0, 36_000_000_000, (), None)
    line.set_marks(samples.many_marks(10_000))
    line.set_position(7_000_000_000)
    return line


def transport() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    for state in (SoundState.ON, SoundState.NO_DEVICE):
        bar = TransportBar(KEYS)
        bar.set_recording(725_000_000)
        bar.set_position(83_320_000)
        bar.set_playing(state is SoundState.ON)
        bar.set_sound(state)
        column.addWidget(bar)
    column.addWidget(TransportBar(KEYS))
    return box


def doubt(point: str, how: How, verdict: Verdict) -> Label | None:
    if how is How.SEEN:
        return Label(
            f"Silent pictures cannot prove speech: {point} has to be heard, or signed and heard.",
            f"无声画面不能证明说过什么：{point} 须听到，或签署并听到。",
        )
    return None


def panel(draft: Draft, digits: str = "", look_for: str | None = None) -> QWidget:
    made = MarkPanel(KEYS, doubt)
    lists = load_checklists()
    made.set_checklists([lists["BA"], lists["CH"]])
    made.restore(draft)
    for digit in digits:
        made.type_digit(digit)
    if look_for is not None:
        made.start_filter()
        made.point._filter.setText(look_for)
    return made


def full_panel() -> QWidget:
    quote = "This is a life insurance policy from our partner insurer."
    return panel(Draft(62_400_000, 96_800_000, None, None, "BA02", Verdict.GIVEN, How.SEEN, quote, ""))


def table() -> QWidget:
    made = MarkTable(KEYS)
    made.set_marks(samples.marks())
    made.show_withdrawn(True)
    made.select(samples.ident(1005))
    return made


def exhibit_list() -> QWidget:
    made = ExhibitList(KEYS)
    states = {samples.ident(2): OriginalState.MISSING, samples.ident(3): OriginalState.ALTERED}
    made.set_exhibits(samples.exhibits(), states)
    made.select(samples.ident(2))
    return made


def case_list() -> QWidget:
    made = RegisterList(KEYS)
    feed(made, samples.register_lines())
    return made


def case_form() -> QWidget:
    made = CaseForm(KEYS)
    made.set_exhibits([(one.id, f"{one.label} {one.title}") for one in samples.exhibits()])
    made.show_case(samples.case())
    return made


def wrong_form() -> QWidget:
    made = CaseForm(KEYS)
    made.title.setText("Surrender")
    made.product.dates["sold"].date.setText("12.3.26")
    made.submit()
    return made


def date_panel() -> QWidget:
    made = DatesPanel(KEYS)
    made.set_dates(samples.dates())
    return made


def conclusions() -> QWidget:
    made = ConclusionsPanel(KeyTable())
    made.set_conclusions(samples.conclusions())
    made.show_all_points(True)
    return made


def report() -> QWidget:
    made = ReportView(KEYS)
    made.show_report(Label("Check of the library", "资料库核对"), Answer.FAILED, samples.checks())
    return made


def transcript(looked_for: str = "") -> QWidget:
    made = TranscriptPanel(KEYS)
    made.set_transcripts(samples.transcripts(), samples.ident(900))
    made.filter.setText(looked_for)
    made.follow(34_000_000)
    return made


def bars() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    jobs = JobBar()
    jobs.show_job(1, Label("Adding files", "添加文件"), 3_200_000_000, 7_100_000_000, samples.LONG_NAME)
    jobs.show_job(2, Label("Exporting the case file", "导出案件案卷"), 0, 0)
    jobs.show_job(3, Label("Checking originals", "核对原件"), 99, 100)
    jobs.button(3).click()
    column.addWidget(jobs)
    for kind, label in (
        (
            MessageKind.INFO,
            Label("The case file is in exports/C-2026-0001.pdf.", "案件案卷位于 exports/C-2026-0001.pdf。"),
        ),
        (MessageKind.WARNING, Label("The wall clock of EX-01 was never checked.", "EX-01 的时钟未核对。")),
        (
            MessageKind.ERROR,
            Label(
                "The disk is full: nothing was changed. Free some space and try again.",
                "磁盘已满：未作任何更改。请释放空间后重试。",
            ),
        ),
    ):
        bar = MessageBar()
        bar.say(MessageKind.ERROR, Label("An older error.", "较早的错误。"))
        bar.say(kind, label)
        column.addWidget(bar)
    saved, saving, failed = SavedSign(), SavedSign(), SavedSign()
    saved.show_saved(samples.MADE)
    saving.show_saving()
    failed.show_failed(Label("the disk is full", "磁盘已满"))
    for sign in (saved, saving, failed):
        column.addWidget(sign)
    column.addWidget(HashLabel("24a2466934bff39cbf97eae72b3ddcde02cb2272593e8fc6c86fc11d8f52cc9b", whole=True))
    column.addStretch(1)
    return box


GALLERY: dict[str, tuple[Callable[[], QWidget], tuple[int, int]]] = {
    "signs": (SignSheet, (760, 420)),
    "picture": (picture, (860, 520)),
    "picture_unchecked": (picture_unchecked, (860, 420)),
    "picture_page": (picture_page, (760, 640)),
    "picture_damaged": (picture_damaged, (760, 360)),
    "picture_empty": (PictureView, (600, 300)),
    "transport": (transport, (900, 150)),
    "timeline": (timeline, (1000, 190)),
    "timeline_close": (lambda: timeline((340_000_000, 352_000_000)), (1000, 190)),
    "timeline_long": (long_timeline, (1000, 190)),
    "timeline_empty": (Timeline, (700, 140)),
    "panel_empty": (lambda: panel(Draft()), (340, 640)),
    "panel_digits": (lambda: panel(Draft(62_400_000), "22."), (340, 640)),
    "panel_filter": (lambda: panel(Draft(62_400_000, 96_800_000), "", "charge"), (360, 640)),
    "panel_full": (full_panel, (360, 700)),
    "marks": (table, (1180, 360)),
    "marks_empty": (lambda: MarkTable(KEYS), (700, 180)),
    "exhibits": (exhibit_list, (330, 580)),
    "exhibits_empty": (lambda: ExhibitList(KEYS), (300, 240)),
    "cases": (case_list, (1346, 320)),
    "cases_empty": (lambda: feed(RegisterList(KEYS), []), (900, 240)),
    "form": (case_form, (1100, 1000)),
    "form_wrong": (wrong_form, (1000, 640)),
    "dates": (date_panel, (460, 460)),
    "conclusions": (conclusions, (860, 560)),
    "report": (report, (1000, 420)),
    "bars": (bars, (1000, 420)),
    "transcript": (transcript, (340, 460)),
    "transcript_found": (lambda: transcript("损失"), (340, 460)),
    "transcript_empty": (lambda: TranscriptPanel(KEYS), (300, 300)),
    "keys": (lambda: KeysDialog(KEYS), (1180, 700)),
}


def main(folder: Path, only: str = "") -> None:
    """Save the gallery in both languages into `folder`."""
    held = QApplication.instance() or QApplication([])
    app = held if isinstance(held, QApplication) else QApplication([])
    fonts = Path(__file__).resolve().parents[2] / "exports" / "fonts"
    apply_theme(app, sorted(fonts.glob("*.ttf")))
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        set_language(language)
        for name, (make, size) in GALLERY.items():
            if only and only not in name:
                continue
            host = QWidget()
            host.setProperty("role", "page")
            column = QVBoxLayout(host)
            column.setContentsMargins(12, 12, 12, 12)
            column.addWidget(make())
            host.resize(size[0] + 24, size[1] + 24)
            host.show()
            app.processEvents()
            app.processEvents()
            host.grab().save(str(folder / f"{name}_{language}.png"))
            host.close()
    set_language("en")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
