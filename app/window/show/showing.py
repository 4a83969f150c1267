"""A showing from its set-up sheet to its entry in the disclosure log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.player.device import find_output
from app.player.sounding import FindOutput
from app.session import OpenCase, Session
from app.window.masking import Masking
from app.window.show.playing import ShowPlaying
from evidence.labels import Label
from evidence.model.mark import Mark
from evidence.model.recording import Exhibit
from evidence.model.requests import Disclosure
from evidence.review.masking import Covered, in_force
from evidence.review.showing import Occasion, Shown, ShowState, disclosure_of, show_state
from evidence.store.library import Library
from evidence.store.requests import add_disclosure
from evidence.timecode import Moment
from widgets.bars import MessageKind
from widgets.language import current_language, words
from widgets.papers.specs import Option
from widgets.show.bar import ShowBar
from widgets.show.screen import ShowScreen
from widgets.show.setup import ShowRow, ShowSetup
from widgets.show.words import S
from widgets.signs import INFO, SAVED, WARNING
from widgets.times import place_words

READS_ONLY = Label(
    "As an auditor you read this case; a showing would have to be written into it.",
    "您以审计人员身份查阅本案；展示须记入案件，因此无法进行。",
)
_SIGNS = {
    ShowState.MASKED: SAVED,
    ShowState.ON_A_BASIS: SAVED,
    ShowState.PARTLY: WARNING,
    ShowState.UNDECIDED: WARNING,
    ShowState.NO_PICTURE: INFO,
}


class SetupDialog(QDialog):
    """The set-up sheet in a window of its own.

    Signals:
        none of its own; `setup` says what is wished.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setup = ShowSetup()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self.setup)
        self.setWindowTitle(words(S.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setup.cancelled.connect(self.reject)
        room = self.screen().availableSize()
        self.resize(min(1080, room.width() - 20), min(640, room.height() - 40))


class Showing(QObject):
    """Shows chosen marks of the open case, and has it written down.

    Signals:
        said(object, object): a MessageKind and the Label of what is to be said.
    """

    said = Signal(object, object)

    def __init__(self, session: Session, jobs: Jobs, masking: Masking, owner: QWidget) -> None:
        """Work for the open case of `session`; the set-up dialog belongs to `owner`, which stays usable."""
        super().__init__(owner)
        self._session, self._jobs, self._masking, self._owner = session, jobs, masking, owner
        self.bar = ShowBar()
        self.dialog: SetupDialog | None = None
        self.screen: ShowScreen | None = None
        self._case: OpenCase | None = None
        self._marks: list[Mark] = []
        self._occasion = Occasion("", "", "", "")
        self._panes: list[ShowPlaying] = []
        self._at = 0
        self._log: dict[UUID, Shown] = {}
        self._find_output: FindOutput = find_output
        self._now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.bar.wished.connect(self.do)
        session.case_changed.connect(self._follow)

    # -- before

    def prepare(self, mark: UUID | None = None) -> None:
        """Open the set-up sheet, with this mark chosen."""
        opened = self._session.open_case
        if opened is None or self.dialog is not None:
            return
        if self.screen is not None:
            self.said.emit(MessageKind.INFO, S.BUSY)
            return
        why = self._session.held or (READS_ONLY if opened.viewer and opened.viewer.reads_only else None)
        if why is not None:
            self.said.emit(MessageKind.WARNING, why)
            return
        self.dialog = dialog = SetupDialog(self._owner)
        setup = dialog.setup
        setup.set_marks(show_rows(opened))
        if mark is not None:
            setup.tick(mark)
        others = [screen for screen in QGuiApplication.screens() if screen is not self._owner.screen()]
        names = [Option(screen.name(), f"{screen.name()} {screen.model()}".strip()) for screen in others]
        setup.set_screens(names, others[0].name() if others else None)
        setup.begun.connect(self._begin)
        setup.decide_wished.connect(self._decide)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        setup.list.setFocus()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _decide(self, mark_id: UUID) -> None:
        opened = self._session.open_case
        mark = opened.mark(mark_id) if opened else None
        if opened is not None and mark is not None:
            self._masking.open(opened.exhibit(mark.exhibit), mark, owner=self.dialog)

    # -- during

    def _begin(self, chosen: Sequence[UUID], values: Mapping[str, Any]) -> None:
        opened = self._session.open_case
        if opened is None or self.dialog is None:
            return
        marks = [mark for mark in (opened.mark(one) for one in chosen) if mark is not None]
        self._case, self._marks, self._at, self._log = opened, marks, 0, {}
        told = {name: values[name] for name in ("shown_to", "place", "purpose", "basis")}
        self._occasion = Occasion(**told, sound_basis=values["sound_basis"] if values["sound"] else "")
        self.dialog.accept()
        self.screen = screen = ShowScreen(2 if values["compare"] and len(marks) > 1 else 1)
        self._panes = []
        for number, pane in enumerate(screen.panes):  # two sounds at once would be none
            sound = bool(self._occasion.sound_basis) and number == 0
            playing = ShowPlaying(
                self._session.layout, self._jobs, pane, self, sound=sound, find_output=self._find_output
            )
            playing.painted.connect(partial(self._painted, number))
            playing.sounded.connect(partial(self._sounded, number))
            playing.failed.connect(lambda reason: self.said.emit(MessageKind.ERROR, reason))
            self._panes.append(playing)
        screen.wished.connect(self.do)
        self._put_on(screen, values["screen"])
        self._turn(0)

    def _put_on(self, screen: ShowScreen, name: str | None) -> None:
        found: list[QScreen] = [one for one in QGuiApplication.screens() if one.name() == name]
        where = found[0] if found else self._owner.screen()
        screen.setScreen(where)
        screen.setGeometry(where.geometry())
        screen.showFullScreen()
        screen.activateWindow()
        screen.setFocus()

    def do(self, wish: str) -> None:
        """Do what a key of the shown screen, or a button of the bar, means."""
        if self.screen is None:
            return
        if wish == "end":
            self.end()
        elif wish in ("previous", "next"):
            at = self._at + (1 if wish == "next" else -1)
            if 0 <= at < self._steps:
                self._turn(at)
        else:
            for playing, _ in zip(self._panes, self._here(), strict=False):
                playing.toggle() if wish == "play_pause" else playing.replay()

    @property
    def _steps(self) -> int:
        return -(-len(self._marks) // len(self._panes))

    def _here(self) -> list[Mark]:
        """The marks on the screen, from left to right."""
        begin = self._at * len(self._panes)
        return self._marks[begin : begin + len(self._panes)]

    def _turn(self, at: int) -> None:
        self._at = at
        if self._case is None or self.screen is None:
            return
        masks, here = in_force(self._case.papers.masks), self._here()
        for number, playing in enumerate(self._panes):
            exhibit = self._case.exhibit(here[number].exhibit) if number < len(here) else None
            if exhibit is None:
                playing.close()
            else:
                playing.show(here[number], exhibit, masks)
        self.screen.show_count(at + 1, self._steps)
        told = [(mark.label, self._state(mark)) for mark in here]
        en = ", ".join(f"{label} ({state.label.en.lower()})" for label, state in told)
        zh = "、".join(f"{label}（{state.label.zh}）" for label, state in told)
        self.bar.show_now(at + 1, self._steps, Label(en, zh))

    def _state(self, mark: Mark) -> ShowState:
        assert self._case is not None  # something is shown
        return state_of(self._case, mark)

    # -- what really was to be seen and heard

    def _painted(self, pane: int, covered: Covered) -> None:
        grey = not covered.decided
        self._note(
            pane,
            lambda shown: replace(
                shown,
                covered=shown.covered or (covered.masked and not grey),
                open=shown.open or not (covered.masked or grey),
                grey=shown.grey or grey,
                bases=tuple(dict.fromkeys((*shown.bases, *(() if covered.masked else covered.bases)))),
            ),
        )

    def _sounded(self, pane: int) -> None:
        self._note(pane, lambda shown: replace(shown, sounded=True))

    def _note(self, pane: int, change: Callable[[Shown], Shown]) -> None:
        here, case = self._here(), self._case
        if case is None or pane >= len(here):
            return
        mark = here[pane]
        at = Moment(self._now(), case.case.complaint.zone, "")
        shown = self._log.get(mark.id) or Shown(mark.label, mark.exhibit, mark.exhibit_label, at)
        changed = change(shown)
        if changed.something and not shown.something:
            changed = replace(changed, at=at)
        self._log[mark.id] = changed

    def _follow(self, opened: OpenCase | None) -> None:
        """The case was changed meanwhile: decisions hold at once. It was left: the showing ends."""
        if self.dialog is not None:
            if opened is None:
                self.dialog.reject()
            else:
                self.dialog.setup.set_marks(show_rows(opened))
        if self.screen is None or self._case is None:
            return
        if opened is None or opened.id != self._case.id:
            self.end()
            self.bar.hide()
            return
        self._case = opened
        for playing in self._panes:
            playing.set_masks(in_force(opened.papers.masks))

    # -- afterwards

    def end(self) -> None:
        """Take everything off the screen, and write down what was shown; nothing, if it was nothing."""
        screen, case, self.screen, self._case = self.screen, self._case, None, None
        if screen is None or case is None:
            return
        for playing in self._panes:
            playing.close()
            playing.deleteLater()
        self._panes = []
        screen.end()
        screen.deleteLater()
        self.bar.hide()
        self._owner.activateWindow()
        order = [self._log[mark.id] for mark in self._marks if mark.id in self._log]
        disclosure = disclosure_of(order, self._occasion, current_language())
        if disclosure is None:
            self.said.emit(MessageKind.INFO, S.NOTHING)
        else:
            self._write(case.id, disclosure)

    def _write(self, case_id: UUID, disclosure: Disclosure) -> None:
        def then() -> None:
            opened = self._session.open_case
            if opened is not None and opened.id == case_id:
                self.bar.show_done(disclosure.shown_to)

        def sorry(reason: Label) -> None:
            self.said.emit(MessageKind.ERROR, S.NOT_WRITTEN.filled(reason=reason, what=disclosure.what))

        def work(library: Library) -> object:
            return add_disclosure(library, case_id, disclosure)

        opened = self._session.open_case
        if opened is not None and opened.id == case_id:
            self._session.write(work, then, sorry)
        else:  # the case was left; what was shown in it is written all the same
            self._session.look(work, lambda _: None)


def show_rows(opened: OpenCase) -> list[ShowRow]:
    """The marks of a case that stand, with what becomes of their pictures."""
    rows = []
    for mark in opened.marks:
        if not mark.withdrawn:
            state = state_of(opened, mark)
            name = f"{mark.label}  {mark.exhibit_label}  {place_words(mark.place)}"
            rows.append(ShowRow(mark.id, name, state.label, _SIGNS[state]))
    return rows


def state_of(opened: OpenCase, mark: Mark) -> ShowState:
    """What becomes of a mark's picture by the decisions that are in force."""
    exhibit = opened.exhibit(mark.exhibit)
    return show_state(mark, in_force(opened.papers.masks), has_picture=exhibit is not None and _has_picture(exhibit))


def _has_picture(exhibit: Exhibit) -> bool:
    facts = exhibit.recording.facts
    return facts.pages is not None or bool(facts.frames)
