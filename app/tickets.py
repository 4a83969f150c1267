"""Ticket lists on their way into a library, and the register on its way out; for window and command line alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.targets import refuse_target
from evidence.errors import NotFound
from evidence.progress import Progress, no_progress
from evidence.register.lines import Column, RegisterLine, Wanted
from evidence.rules.packs import DEFAULT_PACK
from evidence.store.durable import write_file
from evidence.store.library import Library
from evidence.store.register import MOST, read_page
from evidence.store.tickets import known_tickets, register_tickets, remembered_mapping
from evidence.tables import ENDINGS, table_bytes, wrong_ending
from evidence.tickets import fields
from evidence.tickets.fields import Mapping
from evidence.tickets.judging import Judged, judge
from evidence.tickets.problems import Problem, ProblemColumn
from evidence.tickets.sheets import Table, read_table


@dataclass(frozen=True, slots=True)
class Brought:
    """A list that was read, how its columns are taken, and what would become of its rows."""

    table: Table
    mapping: Mapping
    judged: Judged


def open_list(path: Path, encoding: str | None = None, progress: Progress = no_progress) -> Table:
    """Read a file.

    Raises:
        NotFound: there is none.
        Refused: it is no list that can be used.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", f"没有文件 {path}。")
    return read_table(path, encoding, progress)


def mapping_for(library: Library, table: Table, said: str = "") -> Mapping:
    """What was chosen last for these headings, otherwise what they are called; then what a person says."""
    remembered = remembered_mapping(library, table.headings)
    before = fields.parse(remembered, table.headings, Mapping(())) if remembered else None
    return fields.parse(said, table.headings, before)


def judged(library: Library, table: Table, mapping: Mapping, progress: Progress = no_progress) -> Brought:
    """What would become of every row; nothing is registered."""
    return Brought(table, mapping, judge(table, mapping, known_tickets(library), progress))


def keep(library: Library, brought: Brought, progress: Progress = no_progress) -> tuple[str, ...]:
    """Register the good rows, all or none, but those whose number another import has brought by now."""
    with library.change():
        known = known_tickets(library)
        still = [one for one in brought.judged.tickets if one.ticket not in known]
        return register_tickets(library, still, brought.table, brought.mapping.text_form(), DEFAULT_PACK, progress)


def write_problems(target: Path, problems: Sequence[Problem], language: str) -> None:
    """The report of rows, as a table for a spreadsheet program."""
    heading = [column.label.text(language) for column in ProblemColumn]
    write_file(target, table_bytes(target, heading, (one.cells(language) for one in problems)), 0o600)


def write_register(
    library: Library, target: Path, language: str, wanted: Wanted | None = None, progress: Progress = no_progress
) -> int:
    """The register as a table, as it is narrowed down; the number of complaints in it."""
    if target.suffix.lower() not in ENDINGS:
        raise wrong_ending(target)
    refuse_target(target, library.layout)
    wanted = wanted or Wanted(order=Column.LABEL, descending=False)
    lines = list(_lines(library, wanted, progress))
    heading = [column.label.text(language) for column in Column]
    write_file(target, table_bytes(target, heading, (_cells(line, language) for line in lines)), 0o600)
    progress(1, 1)
    return len(lines)


def _lines(library: Library, wanted: Wanted, progress: Progress) -> Iterator[RegisterLine]:
    with library.view():
        first = 0
        while True:
            page = read_page(library, wanted, first, MOST)
            progress(first, page.total * 2)
            yield from page.lines
            first += MOST
            if first >= page.total:
                return


def _cells(line: RegisterLine, language: str) -> list[str]:
    return [
        line.label, line.customer, line.title, line.kind.label.text(language), line.branch,
        line.state.label.text(language), line.due.isoformat() if line.due else "",
        line.outcome.label.text(language) if line.outcome else "", line.owner,
    ]  # fmt: skip


def with_order(mapping: Mapping, order: str) -> Mapping:
    """The mapping with an order of dates that a person named."""
    return replace(mapping, order=fields.DayOrder(order))
