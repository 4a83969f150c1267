"""Finds the files of a recorder that belong together: by their names, their form, and times that follow each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise, takewhile
from pathlib import PurePath
from statistics import median
from typing import NamedTuple
from uuid import UUID, uuid5

from evidence.clock.filenames import read_name
from evidence.labels import Label
from evidence.media.facts import Playable
from evidence.model.grouping import Grouping, holding
from evidence.model.recording import Exhibit
from evidence.segments.sentences import Doubt, doubt_words, taken_words
from evidence.segments.virtual import VirtualTime
from evidence.timecode import zone_of

SECOND_US = 1_000_000
FINE_US = 100_000
"""How exactly names with parts of a second tell the time; others tell it to the second."""
MOST_OVERLAP_US = 10 * SECOND_US
"""Recorders begin a file some seconds before the last one ends; more is two files of the same time."""
LEAST_MISSING_US = 2 * SECOND_US
MISSING_SHARE = 10
"""A gap longer than this share of the usual file is no pause between two files: one of them may be missing."""
FAR = 4
"""After more than so many usual lengths, names alike do not even say that two files belong together."""
NOTHING = "…"
"""Stands in a name where the time was cut out."""

_SERIES = UUID("6c1d7f0e-3f43-4c53-9d0c-94f4b8b1c9a5")


@dataclass(frozen=True, slots=True)
class Series:
    """Files of one recorder and camera that follow each other, in order: two or more."""

    name: str
    """What their names have in common."""
    pieces: tuple[Exhibit, ...]
    gaps_us: tuple[int, ...]
    """From the end of each piece to the start of the next, as the names tell; negative where they overlap."""
    exact_us: int
    """Less than this between two pieces is within what their names can tell."""
    first: datetime
    """When the first piece begins by the device's own clock."""
    by_hand: Grouping | None = None
    """Who said that they belong together, where it was not their names."""

    @property
    def id(self) -> UUID:
        """The same as long as the first piece is."""
        return uuid5(_SERIES, str(self.pieces[0].id))

    @property
    def label(self) -> str:
        """`EX-03…EX-08`."""
        return f"{self.pieces[0].label}{NOTHING}{self.pieces[-1].label}"

    @property
    def time(self) -> VirtualTime:
        """Every piece whole, one after the other; gaps as long as the names tell.

        Where two pieces overlap, the later one follows the end of the earlier: nothing of any file is hidden.
        """
        begins, lengths = [0], [piece.recording.facts.duration_us for piece in self.pieces]
        for gap_us, length in zip(self.gaps_us, lengths, strict=False):
            begins.append(begins[-1] + length + max(gap_us, 0))
        return VirtualTime(begins, lengths)

    @property
    def told_us(self) -> tuple[int, ...]:
        """When each piece begins as the names tell, from the first one's beginning on; overlaps stay overlaps."""
        lengths = (piece.recording.facts.duration_us for piece in self.pieces)
        return tuple(accumulate((length + gap for length, gap in zip(lengths, self.gaps_us, strict=False)), initial=0))

    @property
    def gaps(self) -> int:
        """How many gaps are longer than what the names cannot tell."""
        return sum(gap_us > self.exact_us for gap_us in self.gaps_us)

    @property
    def overlaps(self) -> int:
        """How many pieces begin before the one before them has ended."""
        return sum(gap_us < -self.exact_us for gap_us in self.gaps_us)

    @property
    def until(self) -> datetime:
        """When the last piece ends by the device's own clock."""
        passed_us = sum(self.gaps_us) + sum(piece.recording.facts.duration_us for piece in self.pieces)
        return self.first + timedelta(microseconds=passed_us)

    @property
    def sentence(self) -> Label:
        """Which files are taken for one recording."""
        return taken_words(
            self.label, self.name, len(self.pieces), f"{self.first:%H:%M:%S}", f"{self.until:%H:%M:%S}",
            self.gaps, self.overlaps, by_hand=self.by_hand is not None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubted:
    """Exhibits whose names say that they belong together, and why they are left alone."""

    doubt: Doubt
    labels: tuple[str, ...]
    name: str

    @property
    def sentence(self) -> Label:
        """The same in words."""
        return doubt_words(self.doubt, self.labels, self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """The series of a case, and what is in doubt."""

    series: tuple[Series, ...] = ()
    doubts: tuple[Doubted, ...] = ()

    def about(self, labels: Collection[str]) -> Found:
        """What concerns any of these exhibits."""
        return Found(
            tuple(one for one in self.series if any(piece.label in labels for piece in one.pieces)),
            tuple(one for one in self.doubts if any(label in labels for label in one.labels)),
        )

    @property
    def sentences(self) -> tuple[Label, ...]:
        """What is taken for one recording, and what is not, and why."""
        return (*(one.sentence for one in self.series), *(one.sentence for one in self.doubts))

    def of(self, exhibit: UUID) -> Series | None:
        """The series of which an exhibit is a piece."""
        return next((one for one in self.series if any(piece.id == exhibit for piece in one.pieces)), None)

    def after(self, exhibit: UUID) -> Exhibit | None:
        """The piece that follows an exhibit in its series; None at its end, and outside of one."""
        series = self.of(exhibit)
        pairs = pairwise(series.pieces) if series is not None else ()
        return next((later for earlier, later in pairs if earlier.id == exhibit), None)


class _Piece(NamedTuple):
    start: datetime
    end: datetime
    exhibit: Exhibit

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def find_series(exhibits: Sequence[Exhibit], groupings: Iterable[Grouping] = ()) -> Found:
    """The series among the exhibits of a case. What leaves a doubt is no series.

    What a person said of a file holds (`groupings`, the last one last): its name says nothing any more.
    """
    said = holding(groupings)
    found = _by_names([exhibit for exhibit in exhibits if exhibit.id not in said])
    order = {exhibit.id: number for number, exhibit in enumerate(exhibits)}
    series = [*found.series, *_by_hand(exhibits, said.values(), said)]
    return Found(tuple(sorted(series, key=lambda one: order[one.pieces[0].id])), found.doubts)


def _by_hand(
    exhibits: Sequence[Exhibit], groupings: Iterable[Grouping], said: Mapping[UUID, Grouping]
) -> Iterator[Series]:
    """What a person joined, as long as nothing else was said of one of the files since."""
    known = {exhibit.id: exhibit for exhibit in exhibits}
    for one in dict.fromkeys(groupings):
        pieces = tuple(known[each] for each in one.exhibits if each in known and said[each] == one)
        if one.together and one.first is not None and len(pieces) == len(one.exhibits):
            first = one.first.at.astimezone(zone_of(one.first.zone))
            yield Series(common_name(pieces), pieces, one.gaps_us, one.exact_us, first, one)


def common_name(pieces: Sequence[Exhibit]) -> str:
    """What the names of files have in common at their beginning; otherwise the name of the first."""
    stems = [PurePath(piece.source_name).stem for piece in pieces]
    shared = takewhile(lambda each: len(set(each)) == 1, zip(*stems, strict=False))
    return "".join(each[0] for each in shared).rstrip(" _-.0123456789") or stems[0]


def _by_names(exhibits: Sequence[Exhibit]) -> Found:
    groups: dict[tuple[str, bool], list[_Piece]] = {}
    names: dict[tuple[str, bool], str] = {}
    for exhibit in exhibits:
        if exhibit.recording.facts.pages is None and (read := _named(exhibit.source_name)) is not None:
            name, start = read
            key = (name.casefold(), start.tzinfo is not None)
            length = timedelta(microseconds=exhibit.recording.facts.duration_us)
            groups.setdefault(key, []).append(_Piece(start, start + length, exhibit))
            names.setdefault(key, name)
    order = {exhibit.id: number for number, exhibit in enumerate(exhibits)}
    series: list[Series] = []
    doubts: list[Doubted] = []
    for key, pieces in groups.items():
        if len(pieces) > 1:
            pieces.sort(key=lambda piece: (piece.start, order[piece.exhibit.id]))
            _join(names[key], pieces, series, doubts)
    return Found(tuple(series), tuple(doubts))


def _named(file_name: str) -> tuple[str, datetime] | None:
    """A file's name without the time in it, and the time; None where it tells none, or not just one."""
    readings = [reading for reading in read_name(file_name) if reading.certainty.usable and reading.start is not None]
    if len(readings) != 1 or readings[0].start is None:
        return None
    path = PurePath(unicodedata.normalize("NFKC", file_name))
    rest = path.stem.replace(readings[0].text, NOTHING, 1)
    return f"{rest}{path.suffix.lower()}", readings[0].start


def _join(name: str, pieces: list[_Piece], series: list[Series], doubts: list[Doubted]) -> None:
    """The series in one group of names, in order of time."""
    called = name.rsplit(".", 1)[0].strip(f" _-.{NOTHING}") or NOTHING
    whole = [piece for piece in pieces if has_length(piece.exhibit)]
    twice = _twice(whole)
    usual_us = median([_us(piece.length) for piece in whole]) if whole else 0
    exact_us = FINE_US if any(piece.start.microsecond for piece in whole) else SECOND_US
    chain: list[_Piece] = []
    found: dict[Doubt, set[UUID]] = {}

    def doubt(why: Doubt, *about: _Piece) -> None:
        found.setdefault(why, set()).update(piece.exhibit.id for piece in about)

    def close() -> None:
        if len(chain) > 1:
            gaps = (_us(later.start - earlier.end) for earlier, later in pairwise(chain))
            taken = tuple(piece.exhibit for piece in chain)
            series.append(Series(called, taken, tuple(gaps), exact_us, chain[0].start))
        chain.clear()

    for piece in pieces:
        if not has_length(piece.exhibit):
            doubt(Doubt.NOT_PLAYABLE, piece)
            close()
            continue
        if piece.exhibit.id in twice:
            doubt(Doubt.TWICE, piece)
            close()
            continue
        if chain:
            missing_us = _us(piece.start - chain[-1].end)
            if missing_us > max(usual_us / MISSING_SHARE, LEAST_MISSING_US):
                if missing_us <= max(usual_us * FAR, LEAST_MISSING_US):
                    doubt(Doubt.MISSING, chain[-1], piece)
                close()
            elif form_of(piece.exhibit) != form_of(chain[-1].exhibit):
                doubt(Doubt.OTHER_FORMAT, chain[-1], piece)
                close()
        chain.append(piece)
    close()
    for why, ids in found.items():
        labels = tuple(piece.exhibit.label for piece in pieces if piece.exhibit.id in ids)
        doubts.append(Doubted(why, labels, called))


def has_length(exhibit: Exhibit) -> bool:
    """Whether it is known how long a file plays."""
    facts = exhibit.recording.facts
    return facts.playable is not Playable.NO and facts.duration_us > 0


def _twice(pieces: Sequence[_Piece]) -> set[UUID]:
    """Those that share more of their time with another than files do that follow each other."""
    found: set[UUID] = set()
    for one, other in _overlapping(pieces):
        shared = min(one.end, other.end) - other.start
        if _us(shared) > most_overlap(_us(one.length), _us(other.length)):
            found.update((one.exhibit.id, other.exhibit.id))
    return found


def most_overlap(one_us: int, other_us: int) -> int:
    """So much files of these lengths may overlap that follow each other."""
    return min(MOST_OVERLAP_US, min(one_us, other_us) // 2)


def _overlapping(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, _Piece]]:
    open_now: list[_Piece] = []
    for piece in pieces:
        open_now = [one for one in open_now if one.end > piece.start]
        yield from ((one, piece) for one in open_now)
        open_now.append(piece)


def form_of(exhibit: Exhibit) -> tuple[object, ...]:
    """What must be the same in files that are shown as one."""
    facts = exhibit.recording.facts
    picture, sound = facts.stream(facts.picture), facts.stream(facts.sound)
    seen = (picture.codec, picture.width, picture.height, picture.rotation, picture.pixel_aspect) if picture else None
    return seen, (sound.codec, sound.sample_rate, sound.channels) if sound else None


def _us(length: timedelta) -> int:
    return length // timedelta(microseconds=1)
