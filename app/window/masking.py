"""Deciding at the window what of a picture may be shown: the dialog, its own player, and what becomes of a wish."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.player.extent import Extent
from app.player.player import Player
from app.session import OpenCase, Session
from app.window.leafing import Leafing
from app.window.opening import Opened, open_exhibit
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media.door import Probed
from evidence.media.pictures import PagePicture, Picture
from evidence.model.mark import Mark, Span
from evidence.model.masks import Mask
from evidence.model.places import PagePlace
from evidence.model.record import Record
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.review.masking import cover, covered_at, covered_on_page
from evidence.store.library import Library
from evidence.store.masks import add_mask, change_mask, check_mask, withdraw_mask
from evidence.timecode import format_time
from widgets.keys import KeyTable
from widgets.masks.sheet import MaskSheet
from widgets.masks.values import MaskStart, Stretch
from widgets.masks.words import K
from widgets.player.transport import JUMP_US

READING = Label("Reading the exhibit", "正在读取证据")


class MaskDialog(QDialog):
    """The sheet in a window of its own, until it is saved or closed by Esc.

    Signals:
        none of its own; `sheet` says what is wished.
    """

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start empty; fill `sheet`."""
        super().__init__(parent)
        self.sheet = MaskSheet(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self.sheet)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet.cancelled.connect(self.reject)
        room = self.screen().availableSize()
        self._warned = False
        self.resize(min(1180, room.width() - 20), min(720, room.height() - 40))

    def reject(self) -> None:
        """Close; what was drawn is thrown away only on the second time."""
        if self.sheet.unsaved and not self._warned:
            self._warned = True
            self.sheet.failed(K.THROW_AWAY)
            return
        super().reject()


class Masking(QObject):
    """What a person decides about showing pictures of the open case.

    Signals:
        said(object): a Label that tells what came of it.
        closed(): the dialog is gone, saved or not.
    """

    said = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, keys: KeyTable, owner: QWidget) -> None:
        """Work for the open case of `session`; dialogs belong to `owner`."""
        super().__init__(owner)
        self._session, self._jobs, self._keys, self._owner = session, jobs, keys, owner
        self._player = Player(self)
        self._player.set_muted(True)
        self._leafing = Leafing(session.layout, jobs, self)
        self._dialog: MaskDialog | None = None
        self._reading = 0
        self._picture: Picture | PagePicture | None = None
        self.jump_us = JUMP_US
        self._player.shown.connect(self._show)
        self._player.state.connect(lambda _: self._say_playing())
        self._player.failed.connect(self._fail)
        self._leafing.turned.connect(self._show)
        self._leafing.failed.connect(self._fail)

    def open(
        self,
        exhibit: Exhibit | None,
        mark: Mark | None = None,
        page: int | None = None,
        owner: QWidget | None = None,
    ) -> None:
        """Decide about a mark of an exhibit, or about the exhibit (of a document: a page of it)."""
        case = self._session.open_case
        if self._dialog is not None or self._reading:
            return
        if case is None or exhibit is None:
            self.said.emit(K.NO_EXHIBIT)
            return

        def work(progress: Progress) -> Opened:
            return open_exhibit(self._session.layout, exhibit, progress)

        def then(opened: Opened) -> None:
            self._reading = 0
            now = self._session.open_case
            if now is not None and now.id == case.id and self._dialog is None:
                self._begin(now, opened, mark, page, owner or self._owner)

        def sorry(error: WorldError) -> None:
            self._reading = 0
            self.said.emit(error.sentence)

        self._reading = self._jobs.start(READING, work, then, sorry, quiet=True)

    @property
    def dialog(self) -> MaskDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def shutdown(self) -> None:
        """At the end of the program: nothing runs on."""
        self._player.close()

    # -- the dialog

    def _begin(self, case: OpenCase, opened: Opened, mark: Mark | None, page: int | None, owner: QWidget) -> None:
        place = mark.place if mark else None
        page = place.page if isinstance(place, PagePlace) else page
        if opened.exhibit.recording.facts.pages is None and opened.probed.table is None:
            self.said.emit(K.NO_PICTURE.filled(name=opened.exhibit.label))
            return
        start = self._start_of(case, opened, mark, page or 1)
        self._dialog = dialog = MaskDialog(self._keys, owner)
        sheet = dialog.sheet
        sheet.moved.connect(self._move)
        sheet.sought.connect(self._player.scrub)
        sheet.changed.connect(self._draw)
        sheet.wished.connect(lambda mask, checked: self._save(start, mask, checked))
        sheet.withdrawn.connect(lambda: self._withdraw(start))
        sheet.canvas.sized.connect(self._player.set_display_size)
        dialog.finished.connect(self._close)
        sheet.show_start(start)
        dialog.setWindowTitle(start.name)
        dialog.open()
        sheet.canvas.setFocus()
        if opened.probed.table is not None:
            self._player.open(opened.path, opened.probed)
            self._player.show_time(start.stretches[0].from_us or 0)
        else:
            self._leafing.open(opened, page or 1)

    def _start_of(self, case: OpenCase, opened: Opened, mark: Mark | None, page: int) -> MaskStart:
        exhibit, writable = opened.exhibit, self._session.held is None
        name = f"{mark.label} ({exhibit.label})" if mark else exhibit.label
        if opened.probed.table is None:
            stretches = [Stretch(K.PAGE.filled(page=page), page=page)]
            found = _standing(case, exhibit, lambda mask: mask.page == page)
            return MaskStart(name, exhibit.id, tuple(stretches), found, writable)
        extent = Extent(opened.probed)
        whole = _stretch(K.WHOLE, extent.start_us, extent.end_us)
        span = mark.place if mark and isinstance(mark.place, Span) else None
        stretches = (
            [_stretch(K.MARK_SPAN, span.in_us, span_end(opened.probed, span.out_us)), whole] if span else [whole]
        )
        at_us = span.in_us if span else extent.start_us
        found = _standing(case, exhibit, lambda mask: mask.holds_at(at_us))
        if found and found.value.from_us is not None and found.value.to_us is not None:
            before = _stretch(K.AS_BEFORE, found.value.from_us, found.value.to_us)
            others = [one for one in stretches if (one.from_us, one.to_us) != (before.from_us, before.to_us)]
            same = [one for one in stretches if one not in others]
            stretches = [*(same or [before]), *others]
        return MaskStart(name, exhibit.id, tuple(stretches), found, writable)

    def _move(self, action: str) -> None:
        player = self._player
        acts: dict[str, Callable[[], object]] = {
            "play_pause": player.toggle,
            "frame_back": lambda: player.step(-1),
            "frame_forward": lambda: player.step(1),
            "second_back": lambda: player.step_time(-self.jump_us),
            "second_forward": lambda: player.step_time(self.jump_us),
            "to_start": lambda: player.show_time(self._edge(0)),
            "to_end": lambda: player.show_time(self._edge(-1)),
        }
        acts.get(action, lambda: None)()

    def _edge(self, which: int) -> int:
        stretch = self._dialog.sheet.chosen_stretch if self._dialog else None
        if stretch is None or stretch.from_us is None or stretch.to_us is None:
            return 0
        return stretch.from_us if which == 0 else stretch.to_us - 1

    def _show(self, picture: Picture | PagePicture) -> None:
        self._picture = picture
        self._draw()

    def _draw(self) -> None:
        """Show the picture at hand, in a preview as it will be shown."""
        dialog, picture = self._dialog, self._picture
        if dialog is None or picture is None:
            return
        sheet = dialog.sheet
        at_us = picture.shown_us if isinstance(picture, Picture) else 0
        if sheet.previewing:
            try:
                mask = sheet.draft()
            except WorldError:
                return
            if isinstance(picture, Picture):
                shown: Picture | PagePicture = cover(picture, covered_at([mask], mask.exhibit, at_us))
            else:
                shown = cover(picture, covered_on_page([mask], mask.exhibit, picture.page))
            picture = shown
        sheet.show_picture(picture.rgb, picture.width, picture.height, at_us)

    def _say_playing(self) -> None:
        if self._dialog is not None:
            self._dialog.sheet.set_playing(self._player.playing)

    def _fail(self, error: WorldError) -> None:
        if self._dialog is not None:
            self._dialog.sheet.failed(error.sentence)

    # -- saving

    def _save(self, start: MaskStart, mask: Mask, checked: bool) -> None:
        case = self._session.open_case
        if case is None:
            return
        case_id = case.id

        def work(library: Library) -> object:
            if start.record is None:
                record = add_mask(library, case_id, mask)
            else:
                record = change_mask(library, case_id, start.record.label, mask)
            return check_mask(library, case_id, record.label) if checked else record

        said = K.SAVED_CHECKED if checked else K.SAVED
        self._write(work, said.filled(name=start.name))

    def _withdraw(self, start: MaskStart) -> None:
        case, record = self._session.open_case, start.record
        if case is not None and record is not None:
            case_id = case.id
            self._write(lambda library: withdraw_mask(library, case_id, record.label), K.WITHDRAWN)

    def _write(self, work: Callable[[Library], object], said: Label) -> None:
        dialog = self._dialog
        if dialog is None:
            return

        def then() -> None:
            if self._dialog is dialog:
                dialog.accept()
            self.said.emit(said)

        def sorry(reason: Label) -> None:
            if self._dialog is dialog:
                dialog.sheet.failed(reason)

        self._session.write(work, then, sorry)

    def _close(self) -> None:
        self._dialog = self._picture = None
        self._player.close()
        self._leafing.close()
        self.closed.emit()


def span_end(probed: Probed, out_us: int) -> int:
    """The first moment after a stretch whose last frame (or sample) stands at `out_us`."""
    table = probed.table
    return Extent(probed).until_us(table.frame_at(out_us)) if table is not None else out_us + 1


def _standing(case: OpenCase, exhibit: Exhibit, holds: Callable[[Mask], bool]) -> Record[Mask] | None:
    """The decision that stands about a moment or page of an exhibit; the one made last."""
    found = [
        one for one in case.papers.masks
        if not one.withdrawn and one.value.exhibit == exhibit.id and holds(one.value)
    ]  # fmt: skip
    return found[-1] if found else None


def _stretch(name: Label, from_us: int, to_us: int) -> Stretch:
    shown = f"{format_time(from_us)} – {format_time(to_us)}"
    return Stretch(name.filled(stretch=shown), from_us, to_us)
