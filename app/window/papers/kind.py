"""What every kind of paper has: its sheet, its rows, and the way from a filled-in sheet to a record of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from app.session import OpenCase
from evidence.errors import NotFound
from evidence.labels import Label
from evidence.model.mark import Mark
from evidence.model.record import Record
from evidence.store.library import Library
from evidence.store.shelf import Shelf
from evidence.timecode import Moment
from widgets.papers.specs import Key, Option, PaperRow, SectionSpec

Value = TypeVar("Value")
WITHDRAWN = Label("Withdrawn", "已撤回")
WITHDRAWN_MEANING = Label("This was withdrawn; it stays in the history.", "此项已撤回，仍保留在历史记录中。")


class Kind(ABC):
    """One kind of paper as the page sees it: rows, a sheet, and what becomes of a sheet that was filled in."""

    spec: ClassVar[SectionSpec]

    @abstractmethod
    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """All papers of this kind; `today` decides what is overdue."""

    @abstractmethod
    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """What the sheet of one paper shows.

        Raises:
            NotFound: it is not there any more.
        """

    @abstractmethod
    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Refuse a sheet that speaks against itself, before the store is asked.

        Raises:
            WorldError: it does, with the sentence.
        """

    @abstractmethod
    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Put a filled-in sheet into the store: as a new paper, or in the place of one that is there."""

    @abstractmethod
    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """Take a paper back; it stays in the history."""

    @abstractmethod
    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether a paper can be taken back."""

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """What the choosing fields of the sheet offer, by their key."""
        return {}


class ShelfKind(Kind, Generic[Value]):
    """Papers that the store keeps under labels of their own; every change is an act that can be undone."""

    held: ClassVar[str]
    """Their name among the papers of a case."""
    shelf: ClassVar[Shelf[Any]]

    @abstractmethod
    def row(self, record: Record[Value], opened: OpenCase, today: date) -> PaperRow:
        """A paper in its table."""

    @abstractmethod
    def values_of(self, value: Value) -> dict[str, Any]:
        """What a sheet shows of a paper."""

    @abstractmethod
    def value_from(self, values: Mapping[str, Any], before: Value | None) -> Value:
        """The paper that a filled-in sheet means; `before` is what it corrects.

        Raises:
            WorldError: it cannot be meant so, with the sentence.
        """

    def records(self, opened: OpenCase) -> tuple[Record[Value], ...]:
        """The papers of this kind in a case that this person may see."""
        found: tuple[Record[Value], ...] = getattr(opened.papers, self.held)
        return found

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """All papers of this kind, those that stand first; withdrawn ones say so."""
        made = []
        for record in sorted(self.records(opened), key=lambda one: (one.withdrawn, one.label)):
            row = self.row(record, opened, today)
            made.append(_withdrawn(row) if record.withdrawn else row)
        return made

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """What the sheet of one paper shows."""
        return self.values_of(self._find(opened, paper).value)

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Whether the sheet means a paper at all."""
        self.value_from(values, self._find(opened, paper).value if paper else None)

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """A new paper, or another in the place of one that is there."""
        if paper is None:
            self.shelf.add(library, opened.id, self.value_from(values, None))
            return
        record = self._find(opened, paper)
        self.shelf.change(library, opened.id, record.label, self.value_from(values, record.value))

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """Take a paper back; it keeps its label and stays in the history."""
        self.shelf.withdraw(library, opened.id, self._find(opened, paper).label)

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether it was not withdrawn yet."""
        return not self._find(opened, paper).withdrawn

    def _find(self, opened: OpenCase, paper: UUID) -> Record[Value]:
        for record in self.records(opened):
            if record.id == paper:
                return record
        raise NotFound("This paper is not in the complaint any more.", "该材料已不在此投诉中。")


def _withdrawn(row: PaperRow) -> PaperRow:
    """A row of a paper that was taken back: grey sign, and the word."""
    first = row.cells[0]
    en, zh = (first.en, first.zh) if isinstance(first, Label) else (first, first)
    said = Label(f"{en} ({WITHDRAWN.en.lower()})", f"{zh}（{WITHDRAWN.zh}）")
    return replace(row, cells=(said, *row.cells[1:]), sign=None, meaning=WITHDRAWN_MEANING)


def exhibit_options(opened: OpenCase) -> list[Option]:
    """The exhibits of a case, to choose one."""
    return [Option(one.id, f"{one.label} {one.title or one.recording.file_name}") for one in opened.exhibits]


def mark_options(opened: OpenCase) -> list[Option]:
    """The marks of a case that stand, by their labels."""
    return [Option(one.label, partial(_line_of, one)) for one in opened.marks if not one.withdrawn]


def mark_words(opened: OpenCase, label: str) -> str | Label:
    """A mark in one line: M-003  EX-01  BA10  given: the words quoted."""
    mark = next((one for one in opened.marks if one.label == label), None)
    return label if mark is None else _line_of(mark)


def _line_of(mark: Mark) -> Label:
    quote = f": {mark.quote}" if mark.quote else ""
    head, verdict = f"{mark.label}  {mark.exhibit_label}  {mark.point}", mark.verdict.label
    return Label(f"{head}  {verdict.en}{quote}", f"{head}  {verdict.zh}{quote}")


def exhibit_cell(opened: OpenCase, exhibit: UUID | None) -> str:
    """The label of an exhibit; empty where there is none."""
    found = opened.exhibit(exhibit) if exhibit else None
    return found.label if found else ""


def moment_cell(moment: Moment | None) -> str:
    """A time in a table: 2026-03-12 10:14."""
    return moment.text()[:16].replace("T", " ") if moment else ""


def key_or_none(key: Key | None) -> UUID | None:
    """The identity that was chosen in a field whose options are identities."""
    return key if isinstance(key, UUID) else None
