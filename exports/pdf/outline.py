"""The bookmarks beside the pages, two levels deep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from exports.pdf.objects import Document, pdf_string


@dataclass(slots=True)
class _Entry:
    """A bookmark and those below it."""

    title: str
    place: str
    below: list[_Entry] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The bookmarks in their order."""

    entries: list[_Entry] = field(default_factory=list)

    def add(self, title: str, place: str, below: bool = False) -> None:
        """Add a bookmark that leads to the place; `below` the last one of the first level, folded."""
        level = self.entries[-1].below if below and self.entries else self.entries
        level.append(_Entry(title, place))

    def write(self, document: Document, destination: Callable[[str], str]) -> None:
        """Add the bookmarks to the document."""
        if not self.entries:
            return
        self._write_level(document, destination, self.entries, "Outline")
        count = len(self.entries)
        document.add_text(
            "Outline", f"<< /Type /Outlines /Count {count} /First {{Outline_0}} /Last {{Outline_{count - 1}}} >>"
        )

    def _write_level(
        self, document: Document, destination: Callable[[str], str], level: list[_Entry], parent: str
    ) -> None:
        for count, entry in enumerate(level):
            name = f"{parent}_{count}"
            parts = [f"<< /Title {pdf_string(entry.title)} /Parent {{{parent}}} /Dest {destination(entry.place)}"]
            if count:
                parts.append(f"/Prev {{{parent}_{count - 1}}}")
            if count + 1 < len(level):
                parts.append(f"/Next {{{parent}_{count + 1}}}")
            if entry.below:
                last = len(entry.below) - 1
                parts.append(f"/Count -{last + 1} /First {{{name}_0}} /Last {{{name}_{last}}}")
            document.add_text(name, " ".join(parts) + " >>")
            self._write_level(document, destination, entry.below, name)
