"""What must be known before an exhibit can be shown: whether its original is there, its tables, its waveform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from app.session import OpenCase
from evidence.check import Report
from evidence.errors import RecordingMissing, WorldError
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_peaks, load_probed, original_path, proxy_place
from evidence.media.door import Probed, page_picture
from evidence.media.peaks import Peaks
from evidence.media.pictures import PagePicture
from evidence.media.proxypack import Place
from evidence.model.kinds import Answer
from evidence.model.mark import Mark, Span
from evidence.model.recording import Exhibit
from evidence.progress import Progress, offset
from evidence.segments.joined import Joined, common_clock, wall_time
from evidence.segments.peaks import Drawn, ReelPeaks
from evidence.segments.reel import Piece, Reel, joined
from evidence.segments.reelpack import ReelPlace
from evidence.segments.virtual import VirtualTime
from evidence.store.layout import Layout
from widgets.lists.exhibits import OriginalState

PAGE_WIDTH = 1600


@dataclass(frozen=True, slots=True)
class Opened:
    """An exhibit that can be shown: its file and what was found out about it.

    Times on its timeline are recording times. For a series they are virtual, and `at`, `parts` and `place_of` lead to
    the piece that a moment belongs to, and back; for a single file they change nothing.
    """

    exhibit: Exhibit
    path: Path
    probed: Probed

    @property
    def pieces(self) -> tuple[Opened, ...]:
        """The files that it is made of."""
        return (self,)

    def at(self, at_us: int) -> tuple[Opened, int]:
        """The file that is shown at a time of the timeline, and the recording time in it."""
        return self, at_us

    def frame(self, number: int | None) -> int | None:
        """The number in its own file of a frame."""
        return number

    def parts(self, in_us: int, out_us: int) -> list[tuple[Opened, int, int]]:
        """What a stretch of the timeline covers of each file, first and last moment included."""
        return [(self, in_us, out_us)]

    @property
    def borders(self) -> tuple[tuple[int, str], ...]:
        """Where the files begin that it is made of, and what they are called; none if it is one file."""
        return ()

    def begin_of(self, exhibit: UUID) -> int | None:
        """Where recording time zero of a file stands on the timeline; None if it is not part of this."""
        return 0 if exhibit == self.exhibit.id else None

    def frame_of(self, mark: Mark) -> int | None:
        """The frame here that a mark begins with, if there is one with its very time stamp."""
        table = self.probed.table
        if table is None or not isinstance(mark.place, Span):
            return None
        return table.number_at(mark.place.first.pts, mark.place.first.time_base)

    def own_mark(self, mark: Mark) -> Mark | None:
        """A mark that lies on it, at its place on its timeline; None if it lies on something else."""
        begin_us = self.begin_of(mark.exhibit)
        return None if begin_us is None else _moved(mark, begin_us)

    def renewed(self, exhibit: Exhibit) -> Opened | None:
        """The same with what is known of the exhibit now; None if it has to be opened anew."""
        return replace(self, exhibit=exhibit)


@dataclass(frozen=True, slots=True)
class OpenedSeries(Opened):
    """A series whose pieces are shown as one."""

    row: tuple[Opened, ...] = ()
    by_wall: bool = False
    asked: tuple[UUID, ...] = ()
    """The pieces that it was opened for; a missing one is not in `row`."""
    begins: tuple[int, ...] = ()
    """Where they were to stand."""

    @property
    def reel(self) -> Reel:
        """Its tables."""
        assert isinstance(self.probed, Reel)
        return self.probed

    @property
    def pieces(self) -> tuple[Opened, ...]:
        """The files that it is made of."""
        return self.row

    def at(self, at_us: int) -> tuple[Opened, int]:
        """As `Opened.at`; in a gap it is the end of the file before."""
        place = self.reel.time.near(at_us)
        return self.row[place.piece], place.at_us

    def frame(self, number: int | None) -> int | None:
        """As `Opened.frame`."""
        return None if number is None else self.reel.where(number)[1]

    def parts(self, in_us: int, out_us: int) -> list[tuple[Opened, int, int]]:
        """As `Opened.parts`: one for every file that the stretch touches."""
        found = [(self.row[part.piece], part.from_us, part.to_us) for part in self.reel.time.parts(in_us, out_us)]
        piece, at_us = self.at(in_us)
        return found or [(piece, at_us, at_us)]

    @property
    def borders(self) -> tuple[tuple[int, str], ...]:
        """As `Opened.borders`."""
        return tuple(zip(self.reel.time.begins, (piece.exhibit.label for piece in self.row), strict=True))

    def begin_of(self, exhibit: UUID) -> int | None:
        """As `Opened.begin_of`."""
        begins = zip(self.row, self.reel.time.begins, strict=True)
        return next((begin for piece, begin in begins if piece.exhibit.id == exhibit), None)

    def frame_of(self, mark: Mark) -> int | None:
        """As `Opened.frame_of`."""
        for piece, first in zip(self.row, self.reel.first_frames, strict=True):
            if piece.exhibit.id == mark.exhibit:
                own = piece.frame_of(mark)
                return None if own is None else first + own
        return None

    def renewed(self, exhibit: Exhibit) -> Opened | None:
        """As `Opened.renewed`; other pieces, or another place of one of them, is another recording."""
        if not isinstance(exhibit, Joined):
            return None
        now = {piece.id: piece for piece in exhibit.pieces}
        again = _time_of(exhibit, self.by_wall)
        if tuple(now) != self.asked or again is None or again.begins != self.begins:
            return None
        row = tuple(replace(piece, exhibit=now[piece.exhibit.id]) for piece in self.row)
        return replace(self, exhibit=_as_shown(exhibit, row, self.reel), row=row)


def open_exhibit(layout: Layout, exhibit: Exhibit, progress: Progress, *, by_wall: bool = False) -> Opened:
    """Find an exhibit's original and its tables. The pieces of a series stand as their names tell, or as their clocks.

    Raises:
        RecordingMissing: the original is not there; of a series: none of them is.
    """
    if isinstance(exhibit, Joined):
        return _open_series(layout, exhibit, progress, by_wall)
    path = original_path(layout, exhibit.recording)
    return Opened(exhibit, path, load_probed(layout, exhibit.recording, progress))


def _open_series(layout: Layout, exhibit: Joined, progress: Progress, by_wall: bool) -> Opened:
    row: list[Opened] = []
    begins: list[int] = []
    time = _time_of(exhibit, by_wall) or exhibit.series.time
    missing: WorldError | None = None
    for piece, begin_us in zip(exhibit.pieces, time.begins, strict=True):
        try:
            row.append(open_exhibit(layout, piece, progress))
            begins.append(begin_us)
        except RecordingMissing as error:  # the others are shown; the list says which one is missing
            missing = error
    if not row:
        raise missing or RuntimeError("a series has pieces")
    places = [Piece(one.path, one.probed, begin_us - begins[0]) for one, begin_us in zip(row, begins, strict=True)]
    reel = joined(places)
    asked = tuple(piece.id for piece in exhibit.pieces)
    shown = _as_shown(exhibit, row, reel)
    return OpenedSeries(shown, row[0].path, reel, tuple(row), by_wall, asked, time.begins)


def _time_of(exhibit: Joined, by_wall: bool) -> VirtualTime | None:
    return wall_time(exhibit.series) if by_wall else exhibit.series.time


def _as_shown(exhibit: Joined, row: Sequence[Opened], reel: Reel) -> Joined:
    clock = common_clock([piece.exhibit for piece in row])
    return replace(exhibit, recording=replace(exhibit.recording, facts=reel.facts, clock=clock))


def _moved(mark: Mark, by_us: int) -> Mark:
    place = mark.place
    if not by_us or not isinstance(place, Span):
        return mark
    return replace(mark, place=replace(place, in_us=place.in_us + by_us, out_us=place.out_us + by_us))


def small_pictures(layout: Layout, opened: Opened) -> Place:
    """Where the small pictures for dragging are kept; each file of a series has its own."""
    places = tuple(proxy_place(layout, piece.exhibit.recording) for piece in opened.pieces)
    return ReelPlace(opened.reel, places) if isinstance(opened, OpenedSeries) else places[0]


def waveform(layout: Layout, opened: Opened, progress: Progress) -> Drawn | None:
    """The sound of an exhibit at a glance; None where there is none or it cannot be decoded."""
    found: list[tuple[int, int, Peaks]] = []
    for piece in opened.pieces:
        begin_us = opened.begin_of(piece.exhibit.id) or 0
        try:
            peaks = load_peaks(layout, piece.exhibit.recording, progress)
        except WorldError:
            continue
        if peaks is not None:
            found.append((begin_us, begin_us + piece.probed.facts.duration_us, peaks))
    if len(opened.pieces) == 1:
        return found[0][2] if found else None
    return ReelPeaks(found) if found else None


def page(layout: Layout, exhibit: Exhibit, number: int) -> PagePicture:
    """A page of a document, ready to be shown.

    Raises:
        RecordingMissing, MediaDamaged, MediaLimit: it cannot be shown.
    """
    return page_picture(original_path(layout, exhibit.recording), number, PAGE_WIDTH)


def original_states(layout: Layout, exhibits: Sequence[Exhibit], progress: Progress) -> dict[str, OriginalState]:
    """Whether each original is there and unaltered, by SHA-256: every byte is read. `progress` counts bytes."""
    states: dict[str, OriginalState] = {}
    total = sum(exhibit.recording.size for exhibit in exhibits)
    done = 0
    for exhibit in exhibits:
        sha256 = exhibit.recording.sha256
        try:
            same = hash_file(layout.original(sha256), offset(progress, done, total)) == sha256
            states[sha256] = OriginalState.INTACT if same else OriginalState.ALTERED
        except OSError:
            states[sha256] = OriginalState.MISSING
        done += exhibit.recording.size
    return states


def states_by(report: Report, opened: OpenCase) -> dict[str, OriginalState]:
    """What a report has found out about the originals of a case, by SHA-256."""
    states = {}
    for exhibit in opened.exhibits:
        name = f"{opened.case.complaint.label}/{exhibit.label} "
        for check in report.checks:
            if check.name not in ("original", "originals") or not any(file.startswith(name) for file in check.files):
                continue
            # "original" is about one that is wrong, "originals" names all those that are intact.
            wrong = OriginalState.ALTERED if check.answer is Answer.FAILED else OriginalState.MISSING
            states[exhibit.recording.sha256] = wrong if check.name == "original" else OriginalState.INTACT
    return states
