"""The claim of PDF/A-3b and the seal: whatever is changed shows."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import sys
import zlib
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pikepdf import pdfa

from exports.pdf import PdfWritten, conform, write_case_file
from exports.pdf.seal import PLACEHOLDER, seal
from exports.verify import Answer, verify_case_file
from tests.exports.pdf import sample
from tests.exports.pdf.tools import run


def _rules(path: Path, profile: str) -> set[str]:
    return {failure.rule_id for failure in page.validate_pdf(str(path), profile=profile).failures}


def test_the_validator_confirms_pdf_a_3b(edition: PdfWritten, empty: PdfWritten) -> None:
    for written in (edition, empty):
        report = page.validate_pdf(str(written.path), profile="3b")
        assert report.is_compliant, report.failures


def test_no_stream_ends_so_that_a_validator_takes_its_last_byte_for_a_line_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = next(text for text in (b"x" * count for count in range(9999)) if zlib.compress(text).endswith(b"\r"))

    def attach(pdf: pikepdf.Pdf, *rest: object) -> None:
        whole(pdf, *rest)
        stream = pikepdf.Stream(pdf, b"")
        stream.write(zlib.compress(said), filter=pikepdf.Name.FlateDecode)
        pdf.Root.PieceInfo = pdf.make_indirect(pikepdf.Dictionary(Test=stream))

    whole: Any = conform._attach
    monkeypatch.setattr(conform, "_attach", attach)
    written = write_case_file(sample.empty_case(), tmp_path / "spoiled.pdf")
    assert b"\r\nendstream" not in written.path.read_bytes()
    with pikepdf.open(written.path) as pdf:
        assert pdf.Root.PieceInfo.Test.read_bytes() == said + b"\n"


def test_a_second_validator_agrees(edition: PdfWritten) -> None:
    assert pdfa.validate_written(edition.path, "3b").verdict == "pass"


def test_to_pdf_ua_nothing_is_missing_but_the_claim(edition: PdfWritten) -> None:
    assert _rules(edition.path, "ua1") == {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}


@pytest.mark.parametrize("key", ["/OutputIntents", "/Metadata", "/AF"])
def test_the_validator_sees_what_is_taken_out(d1: PdfWritten, tmp_path: Path, key: str) -> None:
    with pikepdf.open(d1.path) as pdf:
        del pdf.Root[key]
        pdf.save(tmp_path / "less.pdf")
    assert not page.validate_pdf(str(tmp_path / "less.pdf"), profile="3b").is_compliant


def test_preparing_changes_nothing_but_the_declaration(
    d1: PdfWritten, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[pdfa.PrepareResult] = []
    prepare = pdfa.prepare

    def watched(pdf: pikepdf.Pdf, flavour: str) -> pdfa.PrepareResult:
        seen.append(prepare(pdf, flavour))
        return seen[-1]

    monkeypatch.setattr(pdfa, "prepare", watched)
    write_case_file(sample.case_d1(), tmp_path / "case.pdf")
    done = seen[0]
    assert done.output_intent_replaced
    assert done.pdfa_declared
    assert not done.annotations_removed
    assert not done.xmp_dropped
    assert not done.print_flags_set
    assert not done.af_relationships_set
    assert not done.dates_zoned


def test_the_attachment_is_named_as_the_source_of_the_print(d1: PdfWritten) -> None:
    with pikepdf.open(d1.path) as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        assert len(pdf.Root.AF) == 1
        spec = pdf.Root.AF[0]
        assert spec.objgen == names[1].objgen
        assert str(spec.UF) == "case.json"
        assert str(spec.Desc) == "The case as data: everything that is printed here"
        assert spec.AFRelationship == "/Source"
        assert spec.EF.F.Subtype == "/application/json"
        assert str(spec.EF.F.Params.ModDate) == "D:20260318013407Z"
        assert str(spec.EF.F.Params.CreationDate) == "D:20260318013407Z"
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert re.findall(r"<xmp:(?:MetadataDate|CreateDate|ModifyDate)>([^<]*)", xmp)
    assert set(re.findall(r"<xmp:\w+Date>([^<]*)", xmp)) <= {"2026-03-18T01:34:07Z", "2026-03-18T01:34:07+00:00"}
    assert "pikepdf" not in xmp


IDENTIFIER = re.compile(rb"/ID ?\[<([0-9a-f]{32})><([0-9a-f]{32})>\]")


def _sealed(data: bytes) -> bool:
    """The definition of docs/verification.md, in Python."""
    found = IDENTIFIER.findall(data)
    assert len(found) == 1
    zeroed = IDENTIFIER.sub(lambda match: match[0].replace(match[2], b"0" * 32), data)
    return bool(hashlib.sha256(zeroed).hexdigest()[:32].encode() == found[0][1])


def test_the_seal_holds_and_names_the_case(d1: PdfWritten) -> None:
    data = d1.path.read_bytes()
    assert _sealed(data)
    assert IDENTIFIER.findall(data)[0][0].decode() == d1.content_sha256[:32]
    assert PLACEHOLDER.encode() not in data


def test_any_changed_byte_breaks_the_seal(d1: PdfWritten) -> None:
    data = bytearray(d1.path.read_bytes())
    place = IDENTIFIER.search(data)
    assert place is not None
    for at in [*range(0, len(data), len(data) // 97), len(data) - 1]:
        if not place.start() <= at < place.end():
            data[at] ^= 1
            assert not _sealed(bytes(data)), at
            data[at] ^= 1
    assert _sealed(bytes(data))
    assert not _sealed(bytes(data) + b"\n")


@pytest.mark.parametrize(
    "body",
    [
        b"no identifier at all",
        b"/ID [<" + b"a" * 32 + b"><" + PLACEHOLDER.encode() + b">]",
        (b"/ID [<" + b"b" * 32 + b"><" + PLACEHOLDER.encode() + b">]") * 2,
        b"<" + PLACEHOLDER.encode() + b"> /ID [<" + b"b" * 32 + b"><" + PLACEHOLDER.encode() + b">]",
    ],
)
def test_a_file_without_one_place_for_the_seal_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"placeholder|identifier"):
        seal(io.BytesIO(body), "b" * 64)


def test_the_placeholder_is_found_across_slices() -> None:
    body = b"x" * ((1 << 20) - 50) + b"/ID [<" + b"b" * 32 + b"><" + PLACEHOLDER.encode() + b">]"
    file = io.BytesIO(body)
    digest = seal(file, "b" * 64)
    assert digest == hashlib.sha256(file.getvalue()).hexdigest()
    assert _sealed(file.getvalue())


def test_the_verifier_that_shares_no_code_accepts_the_file(edition: PdfWritten) -> None:
    report = verify_case_file(edition.path)
    passed = {check.name for check in report.checks if check.verdict is Answer.PASSED}
    of_the_file = {"file", "seal", "revision", "contents", "attachment", "printed_hash", "metadata"}
    assert passed >= of_the_file | {"case_json", "printed_marks", "pictures", "journal", "version", "marks"}


RECIPES = Path(__file__).resolve().parents[3] / "docs" / "verification.md"


def _recipe(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", RECIPES.read_text("utf-8"), re.S)
    assert found is not None
    return found[1]


def test_the_recipe_in_python_tells_a_whole_file_from_a_changed_one(d1: PdfWritten, tmp_path: Path) -> None:
    data = d1.path.read_bytes()
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    whole = f"unchanged case {d1.content_sha256[:32]}\n"
    assert run(sys.executable, "-c", _recipe("python"), d1.path) == whole
    assert run(sys.executable, "-c", _recipe("python"), changed) == whole.replace("unchanged", "CHANGED")


@pytest.mark.skipif(not all(map(shutil.which, ("sh", "sed", "grep", "openssl"))), reason="needs a shell and openssl")
def test_the_recipe_in_shell_tells_a_whole_file_from_a_changed_one(d1: PdfWritten, tmp_path: Path) -> None:
    data = d1.path.read_bytes()
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    for path, same in ((d1.path, True), (changed, False)):
        computed, printed = run("sh", "-c", _recipe("sh").replace("FILE.pdf", str(path))).split()
        assert (computed == printed) is same
