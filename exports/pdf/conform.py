"""From the pages as reportlab wrote them to PDF/A-3b with the case attached, the same bytes every time.

The file claims PDF/A-3b because page-validation, in the tests, confirms it; it claims no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

import pikepdf
from pikepdf import pdfa

from exports.pdf.data import CaseFileData

FLAVOUR = "3b"
ATTACHMENT = "case.json"
_NEVER_A_CHARACTER = frozenset({0x0000, 0xFEFF, 0xFFFE})
_MAPPED = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", re.MULTILINE)
_CHUNK = 1 << 20
_BLOCK = 100
"""A character map takes this many entries at once."""


def conform(
    source: Path,
    target: IO[bytes],
    data: CaseFileData,
    *,
    title: str,
    subject: str,
    attachment: str,
    written: Callable[[int], None],
) -> None:
    """Attach the case, mend the character maps, declare PDF/A-3b, and write the file with a placeholder for the seal.

    `title`, `subject` and `attachment` are words for people; without words for the attachment none is made (a letter
    carries no case). `written` is told the per cent that are written.
    """
    as_of = datetime.fromisoformat(data.content["version"]["as_of"]).astimezone(UTC).replace(microsecond=0)
    software = data.content["software"]
    maker = f"{software['name']} {software['version']}"
    # As an open file: pikepdf takes no path whose name is not UTF-8.
    with source.open("rb") as pages, pikepdf.open(pages) as pdf:
        _mend_character_maps(pdf)
        if attachment:
            _attach(pdf, data.content_bytes, attachment, as_of)
        date = f"D:{as_of:%Y%m%d%H%M%S}Z"
        del pdf.trailer["/Info"]
        for key, value in (
            ("/Title", title),
            ("/Subject", subject),
            ("/Author", maker),
            ("/Creator", maker),
            ("/Producer", maker),
            ("/CreationDate", date),
            ("/ModDate", date),
        ):
            pdf.docinfo[key] = value
        pdfa.prepare(pdf, FLAVOUR)
        _fix_metadata(pdf, as_of, maker)
        first = bytes.fromhex(data.content_sha256[:32])
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(first), pikepdf.String(first)])
        _end_plainly(pdf)
        settings = pdfa.resolve_save_kwargs(FLAVOUR, static_id=True, progress=written)
        pdf.save(cast(BinaryIO, target), **settings)
        if _ends_doubtfully(target):  # one that qpdf made: the tables of objects, which are then written as text
            target.seek(0)
            target.truncate()
            pdf.save(cast(BinaryIO, target), **settings | {"object_stream_mode": pikepdf.ObjectStreamMode.disable})


def _end_plainly(pdf: pikepdf.Pdf) -> None:
    """Add an empty line to text whose packed form ends with a carriage return, as the check sum at its end may.

    With the line feed before `endstream` that would look like one end of line, and the stream a byte too long: PDF/A
    has readers that look for it there. Pages are text; typefaces, pictures and the attachment are left as they are.
    """
    for one in pdf.objects:
        if (
            isinstance(one, pikepdf.Stream)
            and set(one.keys()) == {"/Length", "/Filter"}
            and one.get("/Filter") == pikepdf.Name.FlateDecode
            and one.read_raw_bytes().endswith(b"\r")
        ):
            one.write(one.read_bytes() + b"\n")


def _ends_doubtfully(file: IO[bytes]) -> bool:
    """Whether a stream in the file ends with a carriage return."""
    file.seek(0)
    before = b""
    while block := file.read(_CHUNK):
        if b"\r\nendstream" in before + block:
            return True
        before = block[-16:]
    return False


def _mend_character_maps(pdf: pikepdf.Pdf) -> None:
    # WORKAROUND reportlab 5.1: it maps unused codes to U+0000 and writes U+2CC56 as <2CC56> where UTF-16 needs
    # <D873DC56>, so that readers copy another letter in place of a rare character of a name.
    # reportlab lists all typefaces of the file on every page.
    for font in pdf.pages[0].Resources.Font.values():
        text = font.ToUnicode.read_bytes().decode("latin-1")
        rows = [
            f"<{code}> <{chr(int(value, 16)).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
            for code, value in _MAPPED.findall(text)
            if int(value, 16) not in _NEVER_A_CHARACTER
        ]
        parts = [text[: text.index("1 begincodespacerange")], "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"]
        for at in range(0, len(rows), _BLOCK):
            block = rows[at : at + _BLOCK]
            parts.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
        parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        font.ToUnicode.write("".join(parts).encode("latin-1"))


def _attach(pdf: pikepdf.Pdf, content: bytes, words: str, as_of: datetime) -> None:
    date = f"D:{as_of:%Y%m%d%H%M%S}Z"
    attached = pikepdf.AttachedFileSpec(
        pdf,
        content,
        filename=ATTACHMENT,
        description=words,
        mime_type="application/json",
        relationship=pikepdf.Name.Source,
        creation_date=date,
        mod_date=date,
    )
    pdf.attachments[ATTACHMENT] = attached
    names = pdf.Root.Names.EmbeddedFiles.Names
    pdf.Root.AF = pdf.make_indirect(pikepdf.Array([names[1]]))


def _fix_metadata(pdf: pikepdf.Pdf, as_of: datetime, maker: str) -> None:
    """Put the case's own time and our name where `prepare` put the time of day and its name."""
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    when = f"{as_of:%Y-%m-%dT%H:%M:%S}Z"
    xmp = re.sub(r"(<xmp:MetadataDate>)[^<]*", rf"\g<1>{when}", xmp)
    xmp = re.sub(r"(<pdf:Producer>)[^<]*", lambda found: found[1] + _escaped(maker), xmp)
    pdf.Root.Metadata.write(xmp.encode("utf-8"))
    pdf.docinfo["/Producer"] = maker


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
