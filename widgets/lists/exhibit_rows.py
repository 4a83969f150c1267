"""The rows of the list of exhibits: what each is, how long, and what must be known before relying on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from evidence.labels import Labelled
from evidence.media.facts import Playable
from evidence.model.kinds import AudioUsable
from evidence.model.recording import Exhibit
from evidence.segments.joined import Joined
from evidence.segments.sentences import gap_words
from evidence.timecode import format_length
from widgets.language import words
from widgets.lists.footage import Overwriting
from widgets.lists.words import J
from widgets.plain import plain, tip
from widgets.signs import CLOCK, ERROR, ERROR_TRIANGLE, SOUND_OFF, WARNING, WARNING_TRIANGLE, Sign
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex


class OriginalState(Labelled):
    """What is known of the original file in the library."""

    INTACT = "intact", W.EXHIBIT_INTACT.en, W.EXHIBIT_INTACT.zh
    NOT_CHECKED = "not_checked", W.EXHIBIT_UNCHECKED.en, W.EXHIBIT_UNCHECKED.zh
    MISSING = "missing", W.EXHIBIT_MISSING.en, W.EXHIBIT_MISSING.zh
    ALTERED = "altered", W.EXHIBIT_ALTERED.en, W.EXHIBIT_ALTERED.zh


_GRAVITY = (OriginalState.INTACT, OriginalState.NOT_CHECKED, OriginalState.MISSING, OriginalState.ALTERED)


def state_signs(exhibit: Exhibit, original: OriginalState) -> list[tuple[Sign, str]]:
    """What must be known of an exhibit, the gravest first: a sign and its words each."""
    facts, recording = exhibit.recording.facts, exhibit.recording
    found: list[tuple[Sign, str]] = []
    if original is OriginalState.ALTERED:
        found.append((ERROR_TRIANGLE, words(W.EXHIBIT_ALTERED)))
    elif original is OriginalState.MISSING:
        found.append((ERROR, words(W.EXHIBIT_MISSING)))
    if facts.playable is not Playable.YES:
        what = words(W.NOT_PLAYABLE if facts.playable is Playable.NO else W.DAMAGED)
        text = words(W.BECAUSE, what=what, reason=words(facts.reason)) if facts.reason else what
        found.append((WARNING_TRIANGLE, text))
    if facts.pages is None:
        if count := gaps_of(exhibit):
            found.append((WARNING, words(W.GAP_ONE) if count == 1 else words(W.GAPS, count=f"{count:,}")))
        if isinstance(exhibit, Joined) and (count := exhibit.series.overlaps):
            found.append((WARNING, words(W.OVERLAP_ONE) if count == 1 else words(W.OVERLAPS, count=f"{count:,}")))
        if facts.sound is None:
            found.append((SOUND_OFF, words(W.NO_SOUND_TRACK)))
        elif recording.audio_usable is not AudioUsable.YES:
            sign = SOUND_OFF if recording.audio_usable is AudioUsable.NO else WARNING
            found.append((sign, words(recording.audio_usable.label)))
        if not recording.clock.checked:
            found.append((CLOCK, words(W.CLOCK_UNCHECKED)))
    return found


def gaps_of(exhibit: Exhibit) -> int:
    """How many gaps are worth a word: of a series those in its files, and those between them that names can tell."""
    if isinstance(exhibit, Joined):
        return exhibit.series.gaps + sum(len(piece.recording.facts.gaps) for piece in exhibit.pieces)
    return len(exhibit.recording.facts.gaps)


class ExhibitModel(QAbstractListModel):
    """Exhibits as rows; the delegate draws them from `exhibit_at`. The files of an opened series stand below it."""

    def __init__(self) -> None:
        """Start without exhibits."""
        super().__init__()
        self._all: tuple[Exhibit, ...] = ()
        self._exhibits: tuple[Exhibit, ...] = ()
        self._inner: frozenset[UUID] = frozenset()
        self._unfolded: set[UUID] = set()
        self._states: dict[UUID, OriginalState] = {}
        self._overwriting: dict[UUID, Overwriting] = {}

    def set_overwriting(self, found: Mapping[UUID, Overwriting]) -> None:
        """Until when the sources of exhibits have what they recorded, by identity."""
        if found != self._overwriting:
            self._overwriting = dict(found)
            self.layoutChanged.emit()

    def signs(self, exhibit: Exhibit, whole: bool = False) -> list[tuple[Sign, str]]:
        """What must be known of an exhibit; of a series at last when the first of its files is overwritten.

        `whole`: with the day of that.
        """
        pieces = exhibit.pieces if isinstance(exhibit, Joined) else (exhibit,)
        known = [self._overwriting[one.id] for one in pieces if one.id in self._overwriting]
        first = min(known, key=lambda one: one.until, default=None)
        more = [(first.sign, words(first.words if whole else first.short))] if first else []
        return state_signs(exhibit, self.state(exhibit)) + more

    def set_exhibits(self, exhibits: Sequence[Exhibit], states: Mapping[UUID, OriginalState]) -> None:
        """Take exhibits, and what is known of their originals by identity."""
        self.beginResetModel()
        self._all, self._states = tuple(exhibits), dict(states)
        rows: list[Exhibit] = []
        inner: set[UUID] = set()
        for exhibit in self._all:
            rows.append(exhibit)
            if isinstance(exhibit, Joined) and exhibit.id in self._unfolded:
                rows += exhibit.pieces
                inner.update(piece.id for piece in exhibit.pieces)
        self._exhibits, self._inner = tuple(rows), frozenset(inner)
        self.endResetModel()

    def unfold(self, series: Joined, unfolded: bool) -> None:
        """Show the files of a series, or do not."""
        (self._unfolded.add if unfolded else self._unfolded.discard)(series.id)
        self.set_exhibits(self._all, self._states)

    def unfolded(self, exhibit: Exhibit) -> bool:
        """Whether the files of a series are shown."""
        return exhibit.id in self._unfolded

    def inner(self, exhibit: Exhibit) -> bool:
        """Whether this is a file shown below its series."""
        return exhibit.id in self._inner

    def series_of(self, exhibit: Exhibit) -> Joined | None:
        """The series that a row is, or belongs to."""
        if isinstance(exhibit, Joined):
            return exhibit
        row = self.row_of(exhibit.id) if self.inner(exhibit) else None
        above = reversed(self._exhibits[:row]) if row is not None else ()
        return next((one for one in above if isinstance(one, Joined)), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._exhibits)

    def exhibit_at(self, row: int) -> Exhibit | None:
        """The exhibit of a row."""
        return self._exhibits[row] if 0 <= row < len(self._exhibits) else None

    def row_of(self, exhibit: UUID | None) -> int | None:
        """The row of an exhibit, if it is shown."""
        return next((row for row, own in enumerate(self._exhibits) if own.id == exhibit), None)

    def state(self, exhibit: Exhibit) -> OriginalState:
        """What is known of its original; of a series, the gravest."""
        if isinstance(exhibit, Joined):
            return max(map(self.state, exhibit.pieces), key=_GRAVITY.index)
        return self._states.get(exhibit.id, OriginalState.NOT_CHECKED)

    def retranslate(self) -> None:
        """Say everything again, in another language."""
        if self._exhibits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._exhibits) - 1, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label and name; everything else as a tooltip and for readers of the screen."""
        exhibit = self.exhibit_at(index.row())
        if exhibit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{exhibit.label} {name_of(exhibit)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = [f"{exhibit.label} {name_of(exhibit)}", facts_line(exhibit), exhibit.recording.file_name]
            if isinstance(exhibit, Joined):
                lines[2:] = series_lines(exhibit)
            lines += [text for _, text in self.signs(exhibit, whole=True)]
            if self.state(exhibit) in (OriginalState.INTACT, OriginalState.NOT_CHECKED):
                lines.append(words(self.state(exhibit).label))
            text = "\n".join(plain(line) for line in dict.fromkeys(lines))
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None


def name_of(exhibit: Exhibit) -> str:
    """The exhibit's title, or the name of its file."""
    return plain(exhibit.title or exhibit.recording.file_name, 300)


def facts_line(exhibit: Exhibit) -> str:
    """`CCTV · 12:05`, `Document · 3 pages`."""
    facts = exhibit.recording.facts
    parts = [words(exhibit.recording.kind.label)]
    if facts.pages is not None:
        parts.append(words(W.PAGE_ONE) if facts.pages == 1 else words(W.PAGES, count=facts.pages))
    elif isinstance(exhibit, Joined):
        series = exhibit.series
        parts += [words(W.FILES, count=len(series.pieces)), f"{series.first:%H:%M:%S}–{series.until:%H:%M:%S}"]
    elif facts.duration_us:
        parts.append(format_length(facts.duration_us))
    return " · ".join(parts)


def series_lines(exhibit: Joined) -> list[str]:
    """The files of a series, with what lies between each two of them."""
    said = exhibit.series.by_hand
    lines = [words(J.BY_HAND, by=said.by, reason=said.reason)] if said else []
    for piece, gap_us in zip(exhibit.pieces, (0, *exhibit.series.gaps_us), strict=True):
        between = f" ({words(gap_words(gap_us))})" if gap_us else ""
        lines.append(f"{piece.label} {name_of(piece)}{between}")
    return lines
