"""Makes small case files by the published definitions, apart from the real maker, and lets a test spoil them."""

from __future__ import annotations

import copy
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import rfc8785
from PIL import Image

from exports.verify import Export, Header, OriginalState, Report
from exports.verify.casefile import verify_with
from exports.verify.extract import extract

CASE_ID = "0b4f9a52-6f0e-4c3e-9a76-2f5d3c1e8a01"
HEADER = ("chain", "seq", "at", "actor", "os_user", "host", "action", "body_commit")
Case = dict[str, Any]
Spoil = Callable[[pikepdf.Pdf], None]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def words(text: str) -> dict[str, str]:
    return {"en": text, "zh": text}


def jpeg(shade: int) -> bytes:
    out = BytesIO()
    Image.new("L", (8, 8), shade).save(out, "JPEG", quality=30)
    return out.getvalue()


PICTURES = {"M-001": jpeg(40), "M-002": jpeg(200)}
RECORDING = sha(b"recording one")
DOCUMENT = sha(b"a document")


def chained(chain: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries with numbers, commitments, links and hashes that fit together."""
    prev = sha(b"replaydesk/genesis/1\x00" + chain.encode())
    done = []
    for seq, entry in enumerate(entries, 1):
        entry = {**entry, "chain": chain, "seq": seq, "prev": prev}
        if entry["body"] is not None:
            entry["body_commit"] = sha(bytes.fromhex(entry["salt"]) + rfc8785.dumps(entry["body"]))
        header = {name: entry[name] for name in HEADER}
        entry["hash"] = prev = sha(b"replaydesk/journal/1\x00" + bytes.fromhex(prev) + rfc8785.dumps(header))
        done.append(entry)
    return done


def entry(number: int, action: str) -> dict[str, Any]:
    return {
        "at": f"2026-03-02T10:0{number}:00+08:00",
        "actor": "Zhao",
        "os_user": "zhao",
        "host": "desk",
        "action": action,
        "salt": f"{number:032x}",
        "body": {"number": number, "what": action},
    }


def span(in_pts: int, out_pts: int, frame: int | None, base: str = "1/12800") -> dict[str, Any]:
    unit = Fraction(base) * 1_000_000
    return {
        "kind": "span",
        "stream": 0,
        "time_base": base,
        "in_pts": in_pts,
        "out_pts": out_pts,
        "in_us": round(in_pts * unit),
        "out_us": round(out_pts * unit),
        "frame": frame,
    }


def mark(label: str, exhibit: str, place: dict[str, Any], reference: str, point: str, how: str) -> dict[str, Any]:
    data = PICTURES.get(label)
    return {
        "id": f"00000000-0000-4000-8000-000000000{label[2:]}",
        "label": label,
        "exhibit": exhibit,
        "reference": reference,
        "point": point,
        "verdict": "given",
        "verdict_label": words("Given"),
        "how": how,
        "how_label": words(how),
        "quote": "",
        "note": "",
        "by": "Zhao",
        "at": "2026-03-02T10:04:00+08:00",
        "withdrawn": False,
        "place": place,
        "wall": None,
        "picture": None if data is None else {"sha256": sha(data), "width": 8, "height": 8, "media_type": "image/jpeg"},
    }


def made(item: dict[str, Any]) -> dict[str, Any]:
    """What the journal says when a mark is made."""
    place = item["place"]
    row: dict[str, Any] = dict.fromkeys(
        ("stream", "tb_num", "tb_den", "in_pts", "out_pts", "in_us", "out_us", "frame", "page", "box")
    )
    if place["kind"] == "span":
        base = Fraction(place["time_base"])
        row |= {name: value for name, value in place.items() if name in row}
        row |= {"tb_num": base.numerator, "tb_den": base.denominator}
    else:
        row |= {"page": place["page"], "box": ",".join(str(value) for value in place["box"].values())}
    same = ("id", "label", "exhibit", "point", "verdict", "how", "quote", "note", "by", "at")
    digest = RECORDING if item["exhibit"] == "EX-01" else DOCUMENT
    return {**{name: item[name] for name in same}, **row, "withdrawn": 0, "sha256": digest}


def recording(exhibit: str, kind: str, name: str, digest: str, pages: int | None) -> dict[str, Any]:
    timed = pages is None
    return {
        "exhibit": exhibit,
        "kind": kind,
        "file_name": name,
        "size": 100,
        "sha256": digest,
        "duration_us": 60_000_000 if timed else 0,
        "frames": 1500 if timed else 0,
        "first_us": 0,
        "last_us": 59_960_000 if timed else 0,
        "pages": pages,
        "clock": {
            "start": "2026-03-01T09:00:00+08:00" if timed else None,
            "offset_us": 0,
            "drift_ppb": 0,
            "uncertainty_us": None,
            "method": "unknown",
            "checked": False,
        },
    }


def point(code: str, acts: list[str], proved_by: list[list[str]]) -> dict[str, Any]:
    return {"code": code, "label": words(code), "test": "", "critical": True, "acts": acts, "proved_by": proved_by}


def conclusion(code: str, result: str, marks_for: list[str]) -> dict[str, Any]:
    return {
        "point": code,
        "result": result,
        "result_label": words(result),
        "reason": words("because"),
        "marks_for": marks_for,
        "marks_against": [],
        "missing": [],
    }


def sample_case() -> Case:
    """A case with a recording, a document, three marks and a journal of five entries."""
    label = "C-2026-0001"
    heard = f"{label}/EX-01/M-001@pts=128000;tb=1/12800;sha256={RECORDING[:16]}"
    seen = f"{label}/EX-01/M-002@pts=256000;tb=1/12800;sha256={RECORDING[:16]}"
    read = f"{label}/EX-02/M-003@page=1;box=120,80,300,60;sha256={DOCUMENT[:16]}"
    box = {"x": 120, "y": 80, "width": 300, "height": 60}
    marks = [
        mark("M-001", "EX-01", span(128_000, 140_800, 250), heard, "BA01", "heard"),
        mark("M-002", "EX-01", span(256_000, 256_000, 500), seen, "BA02", "seen"),
        mark("M-003", "EX-02", {"kind": "page", "page": 1, "box": box}, read, "BA03", "read"),
    ]
    entries = [entry(number, action) for number, action in enumerate(("case_opened", "exhibit_linked"), 1)]
    for number, item in enumerate(marks, 3):
        entries.append({**entry(number, "mark_made"), "body": made(item)})
    case = {
        "schema": "replaydesk.case/1",
        "software": {"name": "Replaydesk", "version": "0.1.0"},
        "copy": "internal",
        "language": "en",
        "case": {"id": CASE_ID, "label": label, "title": "Charges", "kind": "BA"},
        "checklist": {
            "points": [
                point("BA01", ["said"], [["heard"], ["signed", "read"]]),
                point("BA02", ["done"], [["seen"]]),
                point("BA03", ["signed"], [["signed"], ["read"]]),
            ]
        },
        "recordings": [
            recording("EX-01", "cctv", "counter.mp4", RECORDING, None),
            recording("EX-02", "document", "form.pdf", DOCUMENT, 2),
        ],
        "marks": marks,
        "conclusions": [
            conclusion("BA01", "given", ["M-001"]),
            conclusion("BA02", "given", ["M-002"]),
            conclusion("BA03", "given", ["M-003"]),
        ],
        "journal": {
            "chain": CASE_ID,
            "genesis": sha(b"replaydesk/genesis/1\x00" + CASE_ID.encode()),
            "entries": entries,
        },
    }
    return rechained(case)


def rechained(case: Case) -> Case:
    """The case with its journal's arithmetic done again and its version taken from the last entry."""
    case = copy.deepcopy(case)
    entries = case["journal"]["entries"] = chained(case["journal"]["chain"], case["journal"]["entries"])
    last = entries[-1]
    case["version"] = {"head": {name: last[name] for name in ("seq", "hash", "at")}, "as_of": last["at"]}
    return case


@dataclass
class Draft:
    """What goes into a case file; a test changes what it wants to be wrong."""

    case: Case = field(default_factory=sample_case)
    content: bytes | None = None
    printed_sha256: str | None = None
    reference_of: Callable[[Case], str] = lambda mark: str(mark["reference"])
    pictures: dict[str, bytes] = field(default_factory=lambda: dict(PICTURES))
    spoil: Spoil | None = None
    object_streams: bool = False

    def data(self) -> bytes:
        return rfc8785.dumps(self.case) if self.content is None else self.content

    def pdf(self) -> bytes:
        """The sealed file."""
        data = self.data()
        digest = self.printed_sha256 or sha(data)
        pdf = pikepdf.new()
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        groups = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
        label = self.case["case"]["label"]
        _add_page(pdf, font, [f"Case {label}", groups[:36], groups[36:]], {}, digest)
        for item in self.case["marks"]:
            reference = self.reference_of(item)
            picture = {item["label"]: self.pictures[item["label"]]} if item["label"] in self.pictures else {}
            _add_page(pdf, font, [item["label"], reference[:50], reference[50:]], picture, digest)
        _attach(pdf, "case.json", data)
        pdf.docinfo["/Title"] = f"Case file {label}"
        pdf.docinfo["/CreationDate"] = "D:20260302020500Z"
        _describe(pdf, f"Case file {label}")
        if self.spoil is not None:
            self.spoil(pdf)
        out = BytesIO()
        mode = pikepdf.ObjectStreamMode.generate if self.object_streams else pikepdf.ObjectStreamMode.disable
        pdf.save(out, static_id=True, object_stream_mode=mode)
        return sealed(out.getvalue(), data)


def sealed(pdf: bytes, data: bytes) -> bytes:
    """The file with a seal made over it (again)."""
    found = list(re.finditer(rb"/ID *\[ *<([0-9a-f]{32})> *<([0-9a-f]{32})> *\]", pdf))[-1]
    first, second = found.span(1), found.span(2)
    pdf = pdf[: first[0]] + sha(data)[:32].encode() + pdf[first[1] :]
    pdf = pdf[: second[0]] + b"0" * 32 + pdf[second[1] :]
    return pdf[: second[0]] + sha(pdf)[:32].encode() + pdf[second[1] :]


def attach_also(name: str, data: bytes) -> Spoil:
    """Attach one more file."""
    return lambda pdf: _attach(pdf, name, data)


def _attach(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    stream = pdf.make_stream(data, Type=pikepdf.Name.EmbeddedFile)
    spec = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name, EF=pikepdf.Dictionary(F=stream))
    )
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array()))
    pdf.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String(name), spec])


def _describe(pdf: pikepdf.Pdf, title: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title


def _add_page(
    pdf: pikepdf.Pdf, font: pikepdf.Object, lines: list[str], pictures: dict[str, bytes], digest: str
) -> None:
    content, objects = [], pikepdf.Dictionary()
    for number, line in enumerate([*lines, f"{digest[:16]}...{digest[-4:]}"]):
        content.append(f"BT /F1 9 Tf 40 {700 - 20 * number} Td ({line}) Tj ET")
    for number, data in enumerate(pictures.values()):
        image = pdf.make_stream(
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=8,
            Height=8,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        objects[f"/Im{number}"] = image
        content.append(f"q 80 0 0 80 40 400 cm /Im{number} Do Q")
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Contents = pdf.make_stream("\n".join(content).encode())
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=objects)


@dataclass
class Shelf:
    """A register in memory."""

    exports: dict[str, Export] = field(default_factory=dict)
    journals: dict[str, list[Header]] = field(default_factory=dict)

    def add(self, pdf: bytes, case: Case, data: bytes) -> None:
        head = case["version"]["head"]
        self.exports[sha(pdf)] = Export(
            case["case"]["label"], sha(data), head["seq"], head["hash"], "2026-03-03T09:00:00+08:00"
        )
        self.journals[case["case"]["id"]] = headers(case)

    def export(self, pdf_sha256: str) -> Export | None:
        return self.exports.get(pdf_sha256)

    def bundle(self, tag_manifest_sha256: str) -> Export | None:
        return None

    def exports_of(self, case_id: str) -> list[Export]:
        return list(self.exports.values()) if case_id in self.journals else []

    def journal_of(self, case_id: str) -> list[Header] | None:
        return self.journals.get(case_id)


def headers(case: Case) -> list[Header]:
    return [Header(**{name: item[name] for name in (*HEADER, "prev", "hash")}) for item in case["journal"]["entries"]]


def check(
    data: bytes,
    folder: Path,
    register: Shelf | None = None,
    originals: Callable[[str], OriginalState] | None = None,
) -> Report:
    """Verify bytes without a process of their own, which is what makes thousands of them affordable."""
    path = folder / "case.pdf"
    path.write_bytes(data)
    with quiet():
        return verify_with(lambda file, _: extract(file.read_bytes()), path, register=register, originals=originals)


@contextmanager
def quiet() -> Iterator[None]:
    """What the PDF library logs about spoiled files goes nowhere, as in the reading process."""
    logger = logging.getLogger("pikepdf._core")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False
