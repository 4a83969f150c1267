"""Asks what the sound of files without a header is, shows what comes of each answer, and reads them so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.jobs import Jobs
from app.session import Session
from app.window.listening import Ear
from app.window.settings import Settings
from evidence.errors import WorldError
from evidence.intake.adding import Linked
from evidence.intake.choosing import read_as
from evidence.labels import Label
from evidence.media.opening_names import as_chosen, raw
from evidence.media.tasting import Taste, tastes
from evidence.progress import Progress
from evidence.store.library import Library
from widgets.bars import MessageKind
from widgets.forms.raw_sound import RawSoundForm

READING = Label("Reading sound without a header", "正在读取无文件头的声音")
Triple = tuple[str, int, int]


class Headerless(QObject):
    """One question for all files that came together from one folder with one ending.

    Signals:
        said(object, object): a MessageKind and the Label of what is to be said.
    """

    said = Signal(object, object)

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, parent: QWidget) -> None:
        """Nothing to ask yet."""
        super().__init__(parent)
        self._session, self._jobs, self._settings, self._window = session, jobs, settings, parent
        self._waiting: list[list[Linked]] = []
        self._ear = Ear(self)
        self._ear.ended.connect(self._silent)
        self._tastes: dict[Triple, Taste] = {}
        self._looking = 0
        self.form: RawSoundForm | None = None

    def ask(self, unread: Sequence[Linked]) -> None:
        """Ask about these files, those of one kind at once."""
        kinds: dict[tuple[str, Path], list[Linked]] = {}
        for one in unread:
            kinds.setdefault((one.path.suffix.lower(), one.path.parent), []).append(one)
        self._waiting += kinds.values()
        self._next()

    def _next(self) -> None:
        opened = self._session.open_case
        if self.form is not None or not self._waiting or opened is None:
            return
        files = self._waiting.pop(0)
        first = files[0]
        kept = as_chosen(self._settings.raw_sound(first.path.suffix.lower(), str(first.path.parent)))
        more = f" + {len(files) - 1}" if len(files) > 1 else ""
        self.form = form = RawSoundForm(first.path.name + more, kept or ("mulaw", 8000, 1), self._window)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        original = self._session.layout.original(first.exhibit.recording.sha256)
        form.tastes_wanted.connect(lambda wanted: self._taste(original, wanted))
        form.listen_wanted.connect(self._listen)
        form.chosen.connect(lambda codec, rate, channels: self._read(opened.id, files, raw(codec, rate, channels)))
        form.finished.connect(self._closed)
        form.open()
        form.ask()

    def _closed(self) -> None:
        self._ear.stop()
        self._jobs.cancel(self._looking)
        self.form = None
        self._tastes = {}
        self._next()

    def _taste(self, original: Path, wanted: Sequence[Triple]) -> None:
        self._jobs.cancel(self._looking)
        form, openings = self.form, {raw(*triple): triple for triple in wanted}

        def then(found: list[Taste]) -> None:
            if form is not None and form is self.form:
                self._tastes = {openings[one.opening]: one for one in found}
                form.show_waves({triple: one.samples for triple, one in self._tastes.items()})

        def work(progress: Progress) -> list[Taste]:
            return tastes(original, list(openings), progress=progress)

        self._looking = self._jobs.start(READING, work, then, self._fail, quiet=True)

    def _listen(self, triple: Triple | None) -> None:
        self._ear.stop()
        form, taste = self.form, self._tastes.get(triple) if triple is not None else None
        if form is None:
            return
        if taste is None:
            form.heard(False)
        elif self._ear.play(taste.samples, taste.rate):
            form.heard(True)
        else:
            form.deaf()

    def _silent(self) -> None:
        if self.form is not None:
            self.form.heard(False)

    def _read(self, case: UUID, files: Sequence[Linked], opening: str) -> None:
        folder, first = self._session.folder, files[0]
        self._settings.set_raw_sound(first.path.suffix.lower(), str(first.path.parent), opening)

        def work(progress: Progress) -> list[str]:
            done = []
            with Library.open(folder) as library:
                for number, one in enumerate(files):
                    progress(number, len(files))
                    done.append(read_as(library, case, one.exhibit.label, opening).label)
            return done

        def then(done: list[str]) -> None:
            self._session.refresh()
            which = ", ".join(done)
            self.said.emit(
                MessageKind.INFO,
                Label(f"{which}: read as {opening[4:]}, as chosen.", f"{which}：已按所选 {opening[4:]} 读取。"),
            )

        def sorry(error: WorldError) -> None:
            self._session.refresh()
            self._fail(error)

        self._jobs.start(READING, work, then, sorry)

    def _fail(self, error: WorldError) -> None:
        self.said.emit(MessageKind.ERROR, error.sentence)
