"""The sheet on which the clock of one recording is set: ways on the left, what it is and what would change right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from evidence.clock.disagreement import against_claims
from evidence.clock.known_events import Fit
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.recording import Clock, Exhibit
from evidence.segments.sentences import named
from widgets.clocks.agreement import AgreementView
from widgets.clocks.event import EventPage
from widgets.clocks.preview import ChangePreview
from widgets.clocks.table import ClockTable
from widgets.clocks.values import ClockSheet, Way
from widgets.clocks.ways import NumbersPage, PastPage, ProposalPage, ReadingPage, WayPage
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import SpokenButton, card, rule
from widgets.plain import plain
from widgets.texts import ElidedLabel, SpokenLabel


class ClockView(QWidget):
    """Everything about one clock. Nothing is set before the button is pressed.

    Signals:
        wished(object): the Clock that shall be set.
        cancelled(): nothing shall be set.
    """

    wished = Signal(object)
    cancelled = Signal()

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start without a recording."""
        super().__init__(parent)
        self._sheet: ClockSheet | None = None
        self._fit: Fit | None = None
        self.proposals, self.reading, self.event_page = ProposalPage(), ReadingPage(), EventPage(keys)
        self.numbers, self.past = NumbersPage(), PastPage()
        self.pages: dict[Way, WayPage] = {
            Way.PROPOSALS: self.proposals,
            Way.READING: self.reading,
            Way.EVENT: self.event_page,
            Way.NUMBERS: self.numbers,
            Way.PAST: self.past,
        }
        self.tabs = QTabWidget()
        self.table, self.preview, self.agreement = ClockTable(), ChangePreview(), AgreementView()
        self._title = ElidedLabel(tone="title")
        self._because = SpokenLabel(None, "soft", wrap=True)
        self._shared = SpokenLabel(None, "soft", wrap=True)
        self.for_all = QCheckBox()
        self.for_all.setChecked(True)
        self._all_note = SpokenLabel(None, "soft", wrap=True)
        self._sentence = SpokenLabel(C.CHOOSE, "soft", wrap=True)
        self.set = SpokenButton(C.SET, role="primary")
        self.cancel = SpokenButton(C.CANCEL)
        self._place()
        for page in self.pages.values():
            page.changed.connect(self._look)
        self.tabs.currentChanged.connect(lambda _: self._look())
        self.set.clicked.connect(self._wish)
        self.cancel.clicked.connect(self.cancelled)
        self.for_all.toggled.connect(lambda _: self._look())
        tongue.language_changed.connect(self._speak)
        self._speak()

    def _place(self) -> None:
        for page in self.pages.values():
            self.tabs.addTab(page, "")
        self.tabs.setDocumentMode(True)
        right = card()
        narrow = QVBoxLayout(right)
        narrow.setContentsMargins(14, 10, 14, 10)
        narrow.setSpacing(6)
        narrow.addWidget(self.table)
        narrow.addWidget(self._because)
        narrow.addWidget(rule())
        narrow.addWidget(SpokenLabel(C.AGREEMENT, "section"))
        narrow.addWidget(self.agreement)
        narrow.addWidget(rule())
        narrow.addWidget(SpokenLabel(C.CHANGES, "section"))
        narrow.addWidget(SpokenLabel(C.NO_MARK_CHANGES, wrap=True))
        narrow.addWidget(self.preview)
        narrow.addWidget(self._shared)
        narrow.addWidget(self._all_note)
        narrow.addStretch(1)
        self._changes = scroll = QScrollArea()
        scroll.setProperty("role", "reading")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self.tabs, 6)
        both.addWidget(scroll, 5)
        foot = QHBoxLayout()
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.for_all)
        foot.addWidget(self.cancel)
        foot.addWidget(self.set)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(both, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.tabs)

    def show_sheet(self, sheet: ClockSheet, way: Way | None = None) -> None:
        """Begin with what is known; `way`: the page to begin on."""
        self._sheet = None  # the pages say much while they are filled
        for page in self.pages.values():
            page.show_sheet(sheet)
        self._sheet = sheet
        self.for_all.setVisible(sheet.series is not None)
        self._all_note.setVisible(sheet.series is not None)
        proposed = sheet.proposals and not sheet.clock.checked and sheet.by_hand is None
        self.turn_to(way or (Way.PROPOSALS if proposed else Way.READING))
        self._speak()

    def turn_to(self, way: Way) -> None:
        """Show this way."""
        self.tabs.setCurrentIndex(list(self.pages).index(way))
        self._look()

    @property
    def way(self) -> Way:
        """The way in use."""
        return list(self.pages)[self.tabs.currentIndex()]

    @property
    def fit(self) -> Fit | None:
        """What would be set now."""
        return self._fit

    @property
    def clocks(self) -> tuple[tuple[Exhibit, Clock], ...]:
        """What would be set now, and of which recordings."""
        if self._sheet is None or self._fit is None:
            return ()
        return self._sheet.clocks(self._fit.clock, self.for_all.isChecked())

    def failed(self, reason: Label) -> None:
        """Say why it was not set; all that was typed stays."""
        self._say(reason, "bad")
        self.set.setEnabled(self._fit is not None)

    def sentence(self) -> str:
        """What the line at the bottom says."""
        return self._sentence.text()

    def _look(self) -> None:
        """See what the way in use leads to, and show it."""
        sheet = self._sheet
        if sheet is None:
            return
        trouble: Label | None = None
        self._fit = None
        try:
            self._fit = self.pages[self.way].fit()
        except WorldError as error:
            trouble = error.sentence
        fit = self._fit
        same = fit is not None and sheet.stands(fit.clock, self.for_all.isChecked())
        after = next((clock for one, clock in self.clocks if one.id == sheet.exhibit.id), None)
        self.set.setEnabled(fit is not None and not same)
        if trouble is not None:
            self._say(trouble, "bad")
        elif fit is None or same:
            self._say(C.AS_IT_IS if same else C.CHOOSE, "soft")
        else:
            unchecked = fit.clock.start is not None and not fit.clock.checked
            warning = C.BECOMES_UNCHECKED if sheet.clock.checked else C.STAYS_UNCHECKED
            self._say(warning if unchecked else None, "doubt")
        self.table.show_clocks(sheet.clock, after)
        self._because.speak(fit.because if fit else None)
        self._because.setVisible(fit is not None and bool(fit.because.en))
        self.preview.show_change(sheet, after if not same else None)
        if sheet.series is not None:
            time = named(sheet.series.exact_us)
            together = self.for_all.isChecked()
            self._all_note.speak(C.FOR_ALL_NOTE if together else C.FOR_ONE_NOTE, **({"time": time} if together else {}))
        self._compare(sheet)

    def _compare(self, sheet: ClockSheet) -> None:
        if self.way is Way.EVENT:
            self.agreement.set_disagreements(self.event_page.disagreements())
        else:
            clock = self._fit.clock if self._fit else sheet.clock
            self.agreement.set_disagreements(against_claims(sheet.name, clock, sheet.proposals))

    def _say(self, label: Label | None, tone: str) -> None:
        self._sentence.set_tone(tone)
        self._sentence.speak(label)

    def _wish(self) -> None:
        if self._fit is not None:
            self.set.setEnabled(False)
            self.wished.emit(self._fit.clock)

    def _speak(self) -> None:
        for number, way in enumerate(self.pages):
            self.tabs.setTabText(number, words(way.label))
        self.tabs.setAccessibleName(words(C.CLOCK))
        self._changes.setAccessibleName(words(C.CHANGES))
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sheet = self._sheet
        if sheet is not None:
            exhibit = sheet.exhibit
            name = f"{exhibit.label}  {plain(exhibit.title or exhibit.recording.file_name, 120)}"
            self._title.say(words(C.CLOCK_OF, name=name))
            if sheet.series is not None:
                count, label = len(sheet.series.pieces), sheet.series.label
                self.for_all.setText(words(C.FOR_ALL, count=count, name=label))
            shared = sheet.cases > 1
            self._shared.speak(C.IN_CASES if shared else None, **({"count": sheet.cases} if shared else {}))
            self._shared.setVisible(shared)
            self._look()
