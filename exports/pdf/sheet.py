"""The pages under the pen: text, shapes, pictures, links and bookmarks, each tagged or declared an ornament."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from reportlab.pdfgen.canvas import Canvas

from exports.pdf.lines import Line
from exports.pdf.objects import Document, allow, pdf_string
from exports.pdf.outline import Outline
from exports.pdf.style import GREY, INK, PAGE_HEIGHT, PAGE_WIDTH, RULE, Colour
from exports.pdf.tags import Node, Tree
from exports.pdf.text import runs
from exports.pdf.typefaces import load_typefaces, width_of

Point = tuple[float, float]

_BLANK = object()


class Sheet:
    """One PDF file while its pages are drawn. Lengths are points from the lower left corner of the page.

    What is drawn outside `tagged` is an ornament to a screen reader. `places` holds the targets of links.
    """

    def __init__(self, language: str) -> None:
        """Begin a file whose text is in `language` (a language tag)."""
        load_typefaces()
        # Tags, late objects and our links reach into parts of the canvas that its types do not show.
        canvas: Any = Canvas
        # The typeface given here reaches no page; without it reportlab puts Helvetica on every one.
        self._pdf = canvas(
            "",
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName="Sans",
            lang=language,
        )
        self.document = Document(self._pdf._doc)
        self.tree = Tree()
        self.parent = self.tree.root
        self.page = 0
        self.pages = 0
        self.page_numbers: dict[str, int] = {}
        """Page of each place, known before the first page is drawn."""
        self.places: dict[str, tuple[int, float]] = {}
        self.outline = Outline()
        self._pieces: list[Node] = []
        self._links = 0
        self._ornaments = False

    # Pages

    def begin_page(self) -> None:
        """Begin the next page."""
        self.page += 1
        self._pieces = []
        self._pdf._code.append("/Artifact BMC")

    def end_page(self) -> None:
        """Close the page."""
        self._pdf._code.append("EMC")
        self._pdf.showPage()
        page = self._pdf._doc.idToObject[f"Page{self.page}"]
        page.Trans = None
        # reportlab keeps the strokes of all pages in plain text until the file is written.
        strokes = zlib.compress(page.stream.encode("latin-1"), 6)
        page.stream = None
        head = f"<< /Length {len(strokes)} /Filter /FlateDecode >>\nstream\n".encode("ascii")
        self.document.add(f"Strokes{self.page}", lambda document: head + strokes + b"\nendstream")
        page.Contents = self.document.link(f"Strokes{self.page}")
        for key, value in (("StructParents", self.tree.reserve(self._pieces)), ("Tabs", "/S")):
            allow(page, key)
            setattr(page, key, value)

    def write(self, file: IO[bytes], written: Callable[[int, int], None]) -> None:
        """Write the file; `written` is told the objects written, of all objects."""
        self.tree.write(self.document)
        self.outline.write(self.document, self.destination)
        self.document.catalogue_text("MarkInfo", "<< /Marked true >>")
        self.document.catalogue_text("ViewerPreferences", "<< /DisplayDocTitle true >>")
        self.document.catalogue_text("PageMode", "/UseOutlines")
        self.document.write(file, written)

    # Tags

    @contextmanager
    def tagged(self, node: Node) -> Iterator[Node]:
        """What is drawn inside belongs to `node`, which is hung below the present parent if it hangs nowhere."""
        if self._ornaments:
            yield node
            return
        self.parent.add(node)
        node.parts.append((self.page, len(self._pieces)))
        self._pdf._code.append(f"EMC /{node.kind} <</MCID {len(self._pieces)}>> BDC")
        self._pieces.append(node)
        yield node
        self._pdf._code.append("EMC /Artifact BMC")

    @contextmanager
    def under(self, node: Node) -> Iterator[Node]:
        """Nodes that are made inside hang below `node`."""
        if self._ornaments:
            yield node
            return
        outer, self.parent = self.parent, self.parent.add(node)
        yield node
        self.parent = outer

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """What is drawn inside is an ornament, whatever it says itself (the repeated head of a table)."""
        self._ornaments = True
        yield
        self._ornaments = False

    # Text

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: str = "Sans",
        size: float = 8,
        colour: Colour = INK,
        align: str = "left",
    ) -> float:
        """One line of text on the base line `y`; `align` left, right or centre of `x`. Its width in points."""
        pieces = runs(text, font)
        width = sum(width_of(piece, own, size) for own, piece in pieces)
        start = x - (width if align == "right" else width / 2 if align == "centre" else 0)
        pen = self._pdf.beginText(start, y)
        pen.setFillColor(colour)
        for own, piece in pieces:
            pen.setFont(own, size)
            pen.textOut(piece)
        self._pdf.drawText(pen)
        return width

    def line_of_text(self, x: float, y: float, line: Line, size: float) -> None:
        """A broken line on the base line `y`."""
        if not line.pieces:
            return
        pen = self._pdf.beginText(x, y)
        colour: object = _BLANK
        for piece in line.pieces:
            if piece.colour != colour:
                colour = piece.colour
                pen.setFillColor(piece.colour)
            pen.setFont(piece.font, size)
            pen.textOut(piece.text)
        self._pdf.drawText(pen)

    # Shapes

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        """A filled rectangle."""
        self._pdf.setFillColor(fill)
        if radius:
            self._pdf.roundRect(x, y, width, height, radius, stroke=0, fill=1)
        else:
            self._pdf.rect(x, y, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, colour: Colour, thick: float) -> None:
        """The outline of a rectangle."""
        self._pdf.setStrokeColor(colour)
        self._pdf.setLineWidth(thick)
        self._pdf.rect(x, y, width, height, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float, colour: Colour = RULE, thick: float = 0.4) -> None:
        """A horizontal line."""
        self.stroke([(x, y), (x + width, y)], colour, thick)

    def dots(self, x: float, y: float, width: float) -> None:
        """A dotted line that leads the eye."""
        self._pdf.setDash(0.5, 2.4)
        self.stroke([(x, y), (x + width, y)], GREY, 0.5, round_ends=True)
        self._pdf.setDash()

    def stroke(self, points: Sequence[Point], colour: Colour, thick: float, round_ends: bool = False) -> None:
        """A line through the points."""
        self._pdf.setStrokeColor(colour)
        self._pdf.setLineWidth(thick)
        self._pdf.setLineCap(1 if round_ends else 0)
        self._pdf.setLineJoin(1 if round_ends else 0)
        self._pdf.drawPath(self._path(points), stroke=1, fill=0)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        path = self._path(points)
        path.close()
        self._pdf.setFillColor(fill)
        self._pdf.drawPath(path, stroke=0, fill=1)

    def boxes(self, boxes: Sequence[tuple[float, float, float, float]], fill: Colour) -> None:
        """Many rectangles (x, y, width, height), filled as one path."""
        # Written by hand: for a thousand strips of sound this is ten times as fast as reportlab's path.
        self._pdf.setFillColor(fill)
        self._pdf._code.append(" ".join([f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re" for x, y, w, h in boxes]) + " f")

    def strokes(self, lines: Sequence[tuple[float, float, float, float]], colour: Colour, thick: float) -> None:
        """Many straight lines (from x and y, to x and y), drawn as one path."""
        self._pdf.setStrokeColor(colour)
        self._pdf.setLineWidth(thick)
        self._pdf.setLineCap(0)
        self._pdf._code.append(" ".join([f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines]) + " S")

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self._pdf.setFillColor(fill)
        self._pdf.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, colour: Colour, thick: float) -> None:
        """A circle."""
        self._pdf.setStrokeColor(colour)
        self._pdf.setLineWidth(thick)
        self._pdf.circle(x, y, radius, stroke=1, fill=0)

    def _path(self, points: Sequence[Point]) -> Any:
        path = self._pdf.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        return path

    # Pictures, links, bookmarks

    def picture(self, name: str, make: Callable[[Document], bytes], x: float, y: float, w: float, h: float) -> None:
        """A picture in the rectangle; `make` gives its object when the file is written, once for each `name`."""
        pdf, inner = self._pdf, f"FormXob.{name}"
        if not self.document.knows(inner):
            self.document.add(inner, make)
        if name not in pdf._formsinuse:
            pdf._formsinuse.append(name)
        pdf._currentPageHasImages = 1
        pdf.saveState()
        pdf.transform(w, 0, 0, h, x, y)
        pdf._code.append(f"/{inner} Do")
        pdf.restoreState()

    @contextmanager
    def window(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """What is drawn inside shows only within the rectangle."""
        self._pdf.saveState()
        path = self._pdf.beginPath()
        path.rect(x, y, width, height)
        self._pdf.clipPath(path, stroke=0, fill=0)
        yield
        self._pdf.restoreState()

    def place(self, name: str, y: float) -> None:
        """Make this height of this page the target of the links to `name`."""
        self.places[name] = (self.page, y)

    def destination(self, name: str) -> str:
        """The target of a link, in PDF's writing.

        Raises:
            KeyError: there is no such place.
        """
        page, y = self.places[name]
        return f"[{{Page{page}}} /XYZ 0 {min(y, PAGE_HEIGHT):.2f} null]"

    def link(self, name: str, x: float, y: float, width: float, height: float, node: Node, says: str) -> None:
        """Let a click into the rectangle lead to the place `name`; `says` tells a screen reader so."""
        self._links += 1
        annotation = f"Link{self._links}"
        node.link = (annotation, self.page)
        owner = self.tree.reserve(node)

        def make(document: Document) -> bytes:
            page, top = self.places[name]
            return (
                f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /StructParent {owner}"
                f" /Rect [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}] /Contents {pdf_string(says)}"
                f" /Dest [{document.reference(f'Page{page}')} /XYZ 0 {min(top, PAGE_HEIGHT):.2f} null] >>"
            ).encode("ascii")

        self.document.add(annotation, make)
        self._pdf._annotationrefs.append(self.document.link(annotation))
