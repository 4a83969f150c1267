"""The PDF objects that reportlab has no words for, and the file written piece by piece.

reportlab joins a whole file in memory before it writes; here each object is formatted, written and forgotten, so that
a thousand pictures pass through without being held.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from reportlab.pdfbase import pdfdoc

_NAME = re.compile(r"\{(\w+)\}")


def pdf_string(text: str) -> str:
    """A text string: UTF-16 in hexadecimal, so that nothing needs escaping."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


@dataclass(frozen=True, slots=True)
class _Late:
    """An object that is made when it is written and not before."""

    make: Callable[[Document], bytes]


class Document:
    """The objects of one PDF file: reportlab's own, and ours beside them."""

    def __init__(self, inner: Any) -> None:
        """Take reportlab's document."""
        self._inner = inner

    def add(self, name: str, make: Callable[[Document], bytes]) -> None:
        """Add an object; `make` gives its bytes when it is its turn to be written."""
        self._inner.Reference(_Late(make), name)

    def add_text(self, name: str, text: str) -> None:
        """Add an object; `{Name}` in its text becomes a reference to the object of that name."""
        self.add(
            name,
            lambda document: _NAME.sub(lambda found: document.reference(found[1]), text).encode("ascii"),
        )

    def knows(self, name: str) -> bool:
        """Whether there is an object of that name."""
        return name in self._inner.idToObject

    def reference(self, name: str) -> str:
        """`12 0 R`.

        Raises:
            KeyError: there is no object of that name.
        """
        number, generation = self._inner.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"

    def link(self, name: str) -> Any:
        """The reference in reportlab's form, to hang it into one of its own objects; it may come later."""
        return pdfdoc.PDFObjectReference(name)

    def catalogue(self, key: str, name: str) -> None:
        """Enter a reference into the catalogue."""
        allow(self._inner.Catalog, key)
        setattr(self._inner.Catalog, key, self.link(name))

    def catalogue_text(self, key: str, value: str) -> None:
        """Enter a value, in PDF's own writing, into the catalogue."""
        allow(self._inner.Catalog, key)
        setattr(self._inner.Catalog, key, value)

    def write(self, file: IO[bytes], written: Callable[[int, int], None]) -> None:
        """Write everything; `written` is told the objects written, of all objects."""
        inner = self._inner
        for font in inner.delayedFonts:
            font.addObjects(inner)
        root, info = inner.Reference(inner.Catalog), inner.Reference(inner.info)
        inner.Catalog.Outlines = self.link("Outline") if self.knows("Outline") else None
        offset = file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets: list[int] = []
        while (number := len(offsets) + 1) in inner.numberToId:
            name = inner.numberToId[number]
            thing = inner.idToObject[name]
            if isinstance(thing, _Late):
                body = b"%d 0 obj\n%b\nendobj\n" % (number, thing.make(self))
            else:
                body = pdfdoc.PDFIndirectObject(name, thing).format(inner)
            offsets.append(offset)
            offset += file.write(body)
            written(number, len(inner.numberToId))
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        file.writelines(b"%010d 00000 n \n" % at for at in offsets)
        file.write(
            b"trailer\n<< /Size %d /Root %b /Info %b >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(offsets) + 1, root.format(inner), info.format(inner), offset)
        )


def allow(thing: Any, key: str) -> None:
    """Let one of reportlab's objects carry an entry that reportlab does not know."""
    if key not in thing.__NoDefault__:
        thing.__NoDefault__ = [*thing.__NoDefault__, key]
