"""Transcripts at the window: those of the file on stage, following the playhead; bringing one in, taking one back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.jobs import Jobs
from app.session import OpenCase, Session
from app.window.asking import ask_transcript
from app.window.bringing import Bringing
from app.window.settings import Settings
from app.window.stage import Stage
from evidence.labels import Label
from evidence.model.recording import Exhibit
from evidence.model.transcript import Transcript
from evidence.store.library import Library
from evidence.store.transcripts import keep_transcript, list_transcripts, standing_labels, withdraw_transcript
from evidence.transcripts.reading import Reading
from widgets.keys import KeyTable
from widgets.transcript.panel import TranscriptPanel

NO_RECORDING = Label("Open the recording first to which the transcript belongs.", "请先打开文字稿所属的录音录像。")
TOLD = 3
"""How many oddities of a file are told at once; the first ones matter most."""


class Wording(QObject):
    """The transcript panel and what it shows.

    Signals:
        said(object): the Label of what came of an import.
        troubled(object): the Label of why there was none.
        quoted(str): the words that shall be the quote.
        left(): the keys belong back to the player.
        opened(): a line is shown, so the panel has to be seen.
    """

    said = Signal(object)
    troubled = Signal(object)
    quoted = Signal(str)
    left = Signal()
    opened = Signal()

    def __init__(self, session: Session, jobs: Jobs, stage: Stage, keys: KeyTable, settings: Settings) -> None:
        """Follow what is on stage."""
        super().__init__(stage)
        self._session, self._jobs, self._stage, self._settings = session, jobs, stage, settings
        self.panel = TranscriptPanel(keys)
        self._exhibit: Exhibit | None = None
        self._known: tuple[str, ...] = ()
        self._wanted: tuple[UUID, int] | None = None
        self.bringing: Bringing | None = None
        """What is asked about a file that was chosen last."""
        stage.placed.connect(self._arrive)
        stage.player.position.connect(self._follow)
        stage.player.shown.connect(lambda picture: self._follow(picture.shown_us))
        self.panel.sought.connect(self._seek)
        self.panel.quoted.connect(self.quoted)
        self.panel.left.connect(self.left)
        self.panel.import_wished.connect(self.ask)
        self.panel.withdraw_wished.connect(self._withdraw)

    @property
    def wanted(self) -> bool:
        """Whether there is a recording on stage that can have a transcript."""
        return self._exhibit is not None

    def show_case(self, opened: OpenCase | None) -> None:
        """The case as it stands now: a transcript may have come, or gone by undo."""
        if opened is None:
            self._show(None)
        else:
            self._look()

    def want(self, exhibit: UUID, at_us: int | None) -> None:
        """Show a line: its file is on stage, or on its way there."""
        self._wanted = (exhibit, at_us) if at_us is not None else None
        if at_us is not None and not self._settings.transcript:
            self.opened.emit()
        self._go_to_wanted()

    # -- following the stage

    def _go_to_wanted(self) -> None:
        opened = self._stage.opened
        begin = opened.begin_of(self._wanted[0]) if opened and self._wanted else None
        if begin is not None and self._wanted is not None:
            at_us, self._wanted = self._wanted[1], None
            self._stage.player.pause()
            self._stage.player.show_time(begin + at_us)

    def _arrive(self, page: int | None) -> None:
        self._go_to_wanted()
        opened = self._stage.opened
        at_us = self._stage.player.at_us
        self._show(opened.at(at_us or 0)[0].exhibit if opened and page is None else None)

    def _follow(self, at_us: int) -> None:
        opened = self._stage.opened
        if opened is None:
            return
        piece, own_us = opened.at(at_us)  # of several files shown as one, the one that is playing
        if self._exhibit is None or piece.exhibit.id != self._exhibit.id:
            self._show(piece.exhibit)
        self.panel.follow(own_us)

    def _seek(self, own_us: int) -> None:
        opened = self._stage.opened
        begin = opened.begin_of(self._exhibit.id) if opened and self._exhibit else None
        if begin is not None:
            self._stage.player.pause()
            self._stage.player.show_time(begin + own_us)

    def _show(self, exhibit: Exhibit | None) -> None:
        before, self._exhibit = self._exhibit, exhibit
        if exhibit is None or before is None or before.id != exhibit.id:
            self._known = ()
            self.panel.set_transcripts(())
        self._look()

    def _look(self, choose: UUID | None = None) -> None:
        """Read the transcripts of the file, if they are others than those that are shown."""
        exhibit, case, known = self._exhibit, self._session.open_case, self._known
        if exhibit is None or case is None:
            return

        def work(library: Library) -> tuple[tuple[str, ...], tuple[Transcript, ...]]:
            labels = standing_labels(library, case.id, exhibit.id)
            return labels, list_transcripts(library, case.id, exhibit.id) if labels != known else ()

        def then(found: tuple[tuple[str, ...], tuple[Transcript, ...]]) -> None:
            if self._exhibit is None or self._exhibit.id != exhibit.id or found[0] == self._known:
                return
            self._known = found[0]
            self.panel.set_transcripts(found[1], choose)
            if (at_us := self._stage.player.at_us) is not None:
                self._follow(at_us)

        self._session.look(work, then)

    # -- bringing in and taking back

    def ask(self) -> QFileDialog | None:
        """Ask for a file to bring in."""
        if self._exhibit is None:
            self.troubled.emit(NO_RECORDING)
            return None
        if held := self._session.held:
            self.troubled.emit(held)
            return None
        return ask_transcript(self.panel, self._settings, self.bring)

    def bring(self, path: Path) -> None:
        """Show what a file would become, and keep all of it when that is wished."""
        exhibit, opened = self._exhibit, self._stage.opened
        if exhibit is None or opened is None:
            return
        own_us = opened.at(self._stage.player.at_us or 0)[1]
        self.bringing = Bringing(
            self._jobs,
            self._settings,
            exhibit,
            path,
            lambda reading: self._keep(exhibit, reading, path.name),
            self.troubled.emit,
        )
        self.bringing.begin(own_us, self.panel)

    def _keep(self, exhibit: Exhibit, reading: Reading, name: str) -> None:
        case = self._session.open_case
        if case is None:
            return

        def work(library: Library) -> None:
            keep_transcript(library, case.id, exhibit, reading, name)

        self._session.write(work, lambda: self.said.emit(_brought(exhibit, reading, name)), lambda _: None)

    def _withdraw(self, transcript: UUID) -> None:
        case, shown = self._session.open_case, self.panel.shown
        if case is None or shown is None or shown.id != transcript:
            return
        self._session.write(
            lambda library: withdraw_transcript(library, case.id, shown.label), lambda: None, lambda _: None
        )


def _brought(exhibit: Exhibit, reading: Reading, name: str) -> Label:
    """What came in, and what is odd about it."""
    told = [notice.sentence for notice in reading.notices[:TOLD]]
    more = len(reading.notices) - len(told)
    count = len(reading.cues)
    en = [f"{count:,} lines of {name} are the transcript of {exhibit.label} now.", *(one.en for one in told)]
    zh = [f"{name} 的 {count:,} 条已作为 {exhibit.label} 的文字稿。", *(one.zh for one in told)]
    if more > 0:
        en.append(f"{more} more oddities.")
        zh.append(f"另有 {more} 项异常。")
    return Label(" ".join(en), "".join(zh))
