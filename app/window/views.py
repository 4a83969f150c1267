"""One recording alone, or several together: which of the two is seen, and where a mark begins and ends in it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from app.window.opening import Opened
from app.window.stage import Stage
from app.window.together import TogetherPage
from evidence.model.mark import Mark
from evidence.model.recording import Exhibit
from widgets.clocks.values import Sighting
from widgets.language import tongue, words
from widgets.together.words import T


class Views(QTabWidget):
    """The stage and the page of several recordings, as two tabs."""

    def __init__(self, stage: Stage, together: TogetherPage) -> None:
        """Show the stage."""
        super().__init__()
        self.stage, self.together = stage, together
        self.addTab(stage, "")
        self.addTab(together, "")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentChanged.connect(self._turned)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self._yield_room()

    @property
    def several(self) -> bool:
        """Whether several recordings are seen."""
        return self.currentWidget() is self.together

    @property
    def current(self) -> QWidget:
        """What is seen."""
        return self.together if self.several else self.stage

    @property
    def opened(self) -> Opened | None:
        """The exhibit that a mark would lie on."""
        return self.together.opened if self.several else self.stage.opened

    @property
    def exhibit(self) -> Exhibit | None:
        """The exhibit that is looked at."""
        return self.together.exhibit if self.several else self.stage.piece

    @property
    def seen(self) -> Sighting | None:
        """The moment on screen."""
        return self.together.seen if self.several else self.stage.seen

    def focus(self) -> None:
        """Give the keys to what is seen."""
        self.current.setFocus()

    def do(self, action: str) -> bool:
        """Do what a key means in what is seen; False if it means nothing here."""
        if action == "together":
            self.setCurrentWidget(self.stage if self.several else self.together)
            self.focus()
            return True
        return (self.together if self.several else self.stage).do(action)

    def show_stage(self) -> None:
        """Show one recording alone."""
        self.setCurrentWidget(self.stage)

    def in_us(self) -> int | None:
        """Recording time at which a mark begins now; None where there is none."""
        if self.several:
            return self.together.begin_mark()
        return self.stage.player.at_us if self.stage.page is None else None

    def out_us(self) -> int | None:
        """Recording time at which the mark that was begun ends now."""
        return self.together.end_mark() if self.several else self.in_us()

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out of the draft."""
        if self.several:
            self.together.set_selection(in_us, out_us)
        else:
            self.stage.timeline.set_selection(in_us, out_us)

    def forget_selection(self) -> None:
        """There is no draft any more."""
        self.together.set_selection(None, None)
        self.stage.timeline.set_selection(None, None)
        self.stage.view.set_box(None)

    def go_to(self, mark: Mark) -> bool:
        """Show a mark among several recordings, if they are seen and its own is one of them."""
        return self.several and self.together.go_to(mark)

    def jump(self, direction: int) -> UUID | None:
        """The next (1) or previous (-1) mark from here."""
        return (self.together if self.several else self.stage).jump(direction)

    def _yield_room(self) -> None:
        """The page that is not seen asks for no width: beside the transcript there is none to spare."""
        ignored, usual = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for page in (self.stage, self.together):
            page.setSizePolicy(usual if page is self.current else ignored, usual)

    def _turned(self) -> None:
        self._yield_room()
        if self.several:
            self.stage.player.pause()
            self.together.enter()
        else:
            self.together.leave()

    def _speak(self) -> None:
        self.setTabText(0, words(T.ONE))
        self.setTabText(1, words(T.TOGETHER))
