"""Takes a PDF apart, within limits, without judging it. Meant for the reading process: the bytes are not trusted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2

from exports.verify.covers import covered_places, uncovered
from exports.verify.parts import Attachment, Parts, Picture
from exports.verify.streams import Budget, damage, unpack

MOST_PAGES = 5_000
MOST_OBJECTS = 400_000
MOST_TEXT = 20_000_000
MOST_DATA = 32 << 20
"""Bytes of case.json."""

_XOBJECT_DEPTH = 8
_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
_CATALOGUE = {
    *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/PageMode", "/PageLayout", "/ViewerPreferences"),
    *("/Names", "/Dests", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata", "/OutputIntents", "/AF"),
}
"""What the catalogue of a case file can hold; nothing in it runs, hides pages, or keeps what no page shows."""

_INLINE = re.compile(rb"(?<![^\s])BI\s[^\x00]{0,400}?\sID\s")


class TooMuch(Exception):
    """More pages, objects or text than a case file can have."""


def extract(data: bytes) -> Parts:
    """Take the PDF apart. Whatever is wrong with it comes back as `Parts.problem`, not as an exception."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with pikepdf.Pdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return Parts(sha256, "encrypted")
            parts = _Dissection(pdf, sha256).parts(_texts(data))
        places = covered_places(parts.attachments)
        if not places:
            return parts
        left = uncovered(data, places)
        return replace(parts, pictures=tuple(replace(one, uncovered=left.get(one.sha256, 0)) for one in parts.pictures))
    except pikepdf.PasswordError:
        return Parts(sha256, "encrypted")
    except (TooMuch, MemoryError):
        return Parts(sha256, "limit")
    except Exception as problem:  # whatever a PDF library says of hostile bytes: the file is what is wrong
        return Parts(sha256, "broken", f"{type(problem).__name__}: {problem}"[:300])


def _texts(data: bytes) -> tuple[str, ...]:
    """The text of every page."""
    texts, total = [], 0
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > MOST_PAGES:
            raise TooMuch
        for page in document:
            part = page.get_textpage()
            text = part.get_text_range()
            part.close()
            page.close()
            total += len(text)
            if total > MOST_TEXT:
                raise TooMuch
            texts.append(text)
    finally:
        document.close()
    return tuple(texts)


class _Dissection:
    """One PDF that is open, and what is found on the way through its objects."""

    def __init__(self, pdf: pikepdf.Pdf, sha256: str) -> None:
        self.pdf = pdf
        self.sha256 = sha256
        self.budget = Budget()
        self.names: dict[tuple[int, int], str] = {}
        self.foreign: set[str] = set()
        self.drawn: dict[tuple[int, int], set[int]] = {}
        self.inline: set[int] = set()
        self.listed: set[tuple[int, int]] = set()

    def parts(self, texts: tuple[str, ...]) -> Parts:
        """Everything that the checks look at."""
        if len(self.pdf.objects) > MOST_OBJECTS or len(self.pdf.pages) > MOST_PAGES:
            raise TooMuch
        attachments = tuple(self._attachments())
        self._catalogue()
        for number, page in enumerate(self.pdf.pages, 1):
            self._page(number, page.obj)
        pictures, damaged, stray, signatures = self._objects()
        return Parts(
            sha256=self.sha256,
            attachments=attachments,
            stray_files=stray,
            texts=texts,
            pictures=pictures,
            inline_pictures=tuple(sorted(self.inline)),
            information=tuple(self._information()),
            xmp=self._xmp(),
            damaged=damaged,
            foreign=tuple(sorted(self.foreign)),
            warnings=len(self.pdf.get_warnings()),
            earlier_revision="/Prev" in self.pdf.trailer or "/XRefStm" in self.pdf.trailer,
            signatures=signatures,
        )

    def _attachments(self) -> Iterator[Attachment]:
        """The embedded files that the catalogue lists."""
        for name, entry in _name_tree(self.pdf.Root.get("/Names"), "/EmbeddedFiles"):
            stream = None
            if isinstance(entry, pikepdf.Dictionary):
                files = entry.get("/EF")
                stream = files.get("/F") if isinstance(files, pikepdf.Dictionary) else None
                shown = {str(entry[key]) for key in ("/F", "/UF") if key in entry}
                name = name if shown <= {name} else " / ".join(sorted(shown | {name}))
            if not isinstance(stream, pikepdf.Stream):
                yield Attachment(name[:200], None)
                continue
            self.listed.add(stream.objgen)
            self.names[stream.objgen] = name[:200]
            yield Attachment(name[:200], unpack(stream, MOST_DATA))

    def _catalogue(self) -> None:
        self.foreign.update(key[:40] for key, _ in self.pdf.Root.items() if key not in _CATALOGUE)
        names = self.pdf.Root.get("/Names")
        if isinstance(names, pikepdf.Dictionary):
            self.foreign.update(key for key, _ in names.items() if key not in ("/EmbeddedFiles", "/Dests"))

    def _page(self, number: int, page: pikepdf.Object) -> None:
        """What a page draws, and what lies on it."""
        contents = page.get("/Contents")
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(part, pikepdf.Stream):
                self._content(number, part)
        if "/AA" in page:
            self.foreign.add("/AA")
        annotations = page.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else []:
            kind = str(annotation.get("/Subtype")) if isinstance(annotation, pikepdf.Dictionary) else "/Annots"
            if kind != "/Link":
                self.foreign.add(kind[:40])
        self._draws(number, page.get("/Resources"), set(), 0)

    def _content(self, number: int, stream: pikepdf.Stream) -> None:
        self.names.setdefault(stream.objgen, f"page {number}")
        data = unpack(stream, self.budget.left)
        if data and _INLINE.search(data) and _has_inline_picture(stream):
            self.inline.add(number)

    def _draws(self, number: int, resources: object, seen: set[tuple[int, int]], depth: int) -> None:
        """Note the pictures under these resources as drawn by the page."""
        found = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(found, pikepdf.Dictionary) or depth > _XOBJECT_DEPTH:
            return
        for _, item in found.items():
            if not isinstance(item, pikepdf.Stream) or item.objgen in seen:
                continue
            seen.add(item.objgen)
            if item.get("/Subtype") == "/Image":
                self.drawn.setdefault(item.objgen, set()).add(number)
            elif item.objgen not in self.names:
                self._content(number, item)
            self._draws(number, item.get("/Resources"), seen, depth + 1)

    def _objects(self) -> tuple[tuple[Picture, ...], tuple[str, ...], int, int]:
        """Walk over every object: pictures, damaged streams, embedded files nobody lists, signatures."""
        pictures, damaged, stray, signatures = [], [], 0, 0
        masks = self._masks()
        for item in self.pdf.objects:
            if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            action = str(item.get("/S", "")) if "/S" in item else ""
            if action in _ACTIVE or "/JS" in item:
                self.foreign.add(action or "/JS")
            if item.get("/Type") == "/Sig" or "/ByteRange" in item or item.get("/FT") == "/Sig":
                signatures += 1
            if not isinstance(item, pikepdf.Stream):
                continue
            if item.get("/Type") == "/EmbeddedFile" and item.objgen not in self.listed:
                stray += 1
            if item.get("/Subtype") == "/Image" and item.objgen not in masks:
                raw = item.read_raw_bytes()
                pages = tuple(sorted(self.drawn.get(item.objgen, ())))
                pictures.append(Picture(hashlib.sha256(raw).hexdigest(), str(item.get("/Filter", "")), pages))
            if damage(item, self.budget):
                damaged.append(self._name(item))
        return tuple(pictures), tuple(damaged[:50]), stray, signatures

    def _masks(self) -> set[tuple[int, int]]:
        """Pictures that are only the transparency of another."""
        found = set()
        for item in self.pdf.objects:
            mask = item.get("/SMask") if isinstance(item, pikepdf.Stream) else None
            if isinstance(mask, pikepdf.Stream):
                found.add(mask.objgen)
        return found

    def _name(self, stream: pikepdf.Stream) -> str:
        """What a reader would call this stream."""
        if stream.objgen in self.names:
            return self.names[stream.objgen]
        if stream.get("/Subtype") == "/Image":
            return "picture"
        if stream.get("/Type") == "/Metadata":
            return "metadata"
        if "/Length1" in stream:
            return "font"
        return f"object {stream.objgen[0]}"

    def _information(self) -> Iterator[tuple[str, str]]:
        information = self.pdf.trailer.get("/Info")
        if isinstance(information, pikepdf.Dictionary):
            for key, value in information.items():
                yield key[:100], str(value)[:2000]

    def _xmp(self) -> str:
        stream = self.pdf.Root.get("/Metadata")
        data = unpack(stream, 1 << 20) if isinstance(stream, pikepdf.Stream) else None
        return (data or b"").decode("utf-8", "replace")


def _has_inline_picture(stream: pikepdf.Stream) -> bool:
    """Whether `BI` and `ID` are operators here, and not words of a text."""
    found = pikepdf.parse_content_stream(stream)
    return any(isinstance(one, pikepdf.ContentStreamInlineImage) for one in found)


def _name_tree(names: object, key: str) -> Iterable[tuple[str, object]]:
    """Names and values of a name tree; every node once, whatever points back."""
    tree = names.get(key) if isinstance(names, pikepdf.Dictionary) else None
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        pairs, kids = node.get("/Names"), node.get("/Kids")
        if isinstance(pairs, pikepdf.Array):
            for at in range(0, len(pairs) - 1, 2):
                yield str(pairs[at]), pairs[at + 1]
        if isinstance(kids, pikepdf.Array):
            waiting.extend(kids)
