"""Files that were cut, patched, saved again or made to hurt: named, never passed, never an exception."""

from __future__ import annotations

import random
import subprocess
import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.verify import Answer, Check, Report, verify_case_file
from exports.verify.extract import extract
from tests.exports.verify.maker import Draft, attach_also, check, sealed, sha

PDF = Draft().pdf()


def named(found: Report, name: str) -> Check:
    return next(one for one in found.checks if one.name == name)


def test_a_file_cut_short_says_that_its_end_is_missing(tmp_path: Path) -> None:
    found = check(PDF[:-200], tmp_path)
    assert named(found, "revision").reason.en == "The file's end is missing: it was cut off."
    assert named(found, "file").verdict is Answer.FAILED


@pytest.mark.parametrize("extra", [b"% junk\n", b"x", b"\x00" * 5000, b"\n\n"])
def test_bytes_after_the_end_are_counted(tmp_path: Path, extra: bytes) -> None:
    found = named(check(PDF + extra, tmp_path), "revision")
    lines = 1 if extra.startswith(b"\n") and not PDF.endswith(b"\n") else 0
    assert found.verdict is Answer.FAILED
    assert found.reason.en.startswith(f"{len(extra) - lines} bytes")


def test_a_later_revision_over_the_first_is_seen(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(PDF)) as pdf:
        number, root = pdf.pages[0].objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
        page = pdf.pages[0].obj.unparse(resolved=True).replace(b"842", b"500")
    start = PDF.rindex(b"startxref\n") + len(b"startxref\n")
    before = int(PDF[start : PDF.index(b"\n", start)])
    overlay = PDF + b"%d 0 obj\n%s\nendobj\n" % (number, page)
    table = len(overlay)
    overlay += b"xref\n%d 1\n%010d 00000 n \n" % (number, len(PDF))
    overlay += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, before, table)
    with pikepdf.open(BytesIO(overlay), attempt_recovery=False) as pdf:
        assert pdf.pages[0].mediabox[3] == 500
    found = check(overlay, tmp_path)
    assert "later revision" in named(found, "revision").reason.en
    assert named(found, "seal").verdict is Answer.FAILED


def test_a_file_saved_again_by_another_program_is_not_the_sealed_one(tmp_path: Path) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.save(out)
    again = tmp_path / "qpdf.pdf"
    (tmp_path / "in.pdf").write_bytes(PDF)
    subprocess.run(["qpdf", "--object-streams=generate", str(tmp_path / "in.pdf"), str(again)], check=True)
    linear = tmp_path / "linear.pdf"
    subprocess.run(["qpdf", "--linearize", str(tmp_path / "in.pdf"), str(linear)], check=True)
    for data in (out.getvalue(), again.read_bytes(), linear.read_bytes()):
        found = check(data, tmp_path)
        assert found.integrity is Answer.FAILED
        assert named(found, "seal").verdict is Answer.FAILED
    assert "saved again by another program" in named(check(out.getvalue(), tmp_path), "seal").reason.en


def test_a_stripped_attachment_a_second_one_and_a_swapped_one_are_told_apart(tmp_path: Path) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Names

    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles.Names[0] = pikepdf.String("data.json")

    def pin(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"hidden", Type=pikepdf.Name.EmbeddedFile)
        pdf.Root.Hidden = stream

    for spoil, words in (
        (strip, "is missing"),
        (rename, "is missing"),
        (attach_also("extra.txt", b"hello"), "extra.txt"),
        (attach_also("case.json", b"{}"), "something else is attached"),
        (pin, "something else is attached"),
    ):
        attachment = named(check(Draft(spoil=spoil).pdf(), tmp_path), "attachment")
        assert attachment.verdict is Answer.FAILED and words in attachment.reason.en, attachment

    other = Draft()
    other.case["marks"][0]["quote"] = "something else"
    swapped = Draft(content=other.data(), printed_sha256=sha(Draft().data()))
    found = check(swapped.pdf(), tmp_path)
    assert named(found, "printed_hash").verdict is Answer.FAILED


def test_an_encrypted_file_is_refused_with_that_reason(tmp_path: Path) -> None:
    for user in ("", "secret"):
        out = BytesIO()
        with pikepdf.open(BytesIO(PDF)) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
        assert "encrypted" in named(check(out.getvalue(), tmp_path), "file").reason.en


@pytest.mark.parametrize("name", ["OpenAction", "AcroForm", "OCProperties", "AA", "Anything"])
def test_what_runs_or_hides_is_named(tmp_path: Path, name: str) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root[f"/{name}"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    found = named(check(Draft(spoil=spoil).pdf(), tmp_path), "contents")
    assert found.verdict is Answer.FAILED and f"/{name}" in found.reason.en


def test_a_note_laid_over_a_page_is_named(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9])
        )
        pdf.pages[1].obj.Annots = pikepdf.Array([note])

    assert "/FreeText" in named(check(Draft(spoil=spoil).pdf(), tmp_path), "contents").reason.en


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=4000), st.booleans())
def test_garbage_is_never_passed_and_never_raises(tmp_path: Path, data: bytes, headed: bool) -> None:
    assert check(b"%PDF-1.7\n" + data if headed else data, tmp_path).integrity is not Answer.PASSED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(PDF) - 1))
def test_a_file_cut_anywhere_fails(tmp_path: Path, at: int) -> None:
    assert check(PDF[:at], tmp_path).integrity is Answer.FAILED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_scrambled_and_newly_sealed_files_never_raise(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(PDF)
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        spoiled = sealed(bytes(data), Draft().data())
    except IndexError:  # the scrambling hit the seal itself
        spoiled = bytes(data)
    check(spoiled, tmp_path)


def hostile() -> dict[str, bytes]:
    """Files that are made to exhaust a reader."""
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\n"
    dictionaries = b"%PDF-1.7\n1 0 obj\n" + b"<</A" * 100_000 + b"\nendobj\n"
    end = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2147483647/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    bodies = {
        "loop of pages": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj\n",
        "deep arrays": deep,
        "deep dictionaries": dictionaries,
        "object that is itself": b"%PDF-1.7\n1 0 obj\n1 0 R\nendobj\n",
    }
    return {name: body + end % len(body) for name, body in bodies.items()}


@pytest.mark.parametrize(("name", "data"), hostile().items(), ids=list(hostile()))
def test_files_made_to_exhaust_a_reader_are_stopped(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "case.pdf"
    path.write_bytes(data)
    started = time.monotonic()
    assert verify_case_file(path).integrity is not Answer.PASSED
    assert time.monotonic() - started < 60


def test_a_form_that_draws_itself_and_a_looping_name_tree_end(tmp_path: Path) -> None:
    def form(pdf: pikepdf.Pdf) -> None:
        item = pdf.make_stream(b"/Fm Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        item.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm=item))
        pdf.pages[0].obj.Resources.XObject.Fm = item
        pdf.pages[0].contents_add(b" /Fm Do")

    def tree(pdf: pikepdf.Pdf) -> None:
        node = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        node.Kids = pikepdf.Array([node])
        pdf.Root.Names.EmbeddedFiles = node

    for spoil in (form, tree):
        path = tmp_path / "case.pdf"
        path.write_bytes(Draft(spoil=spoil).pdf())
        assert verify_case_file(path).checks


def test_a_bomb_in_the_attachment_is_left_packed(tmp_path: Path) -> None:
    machine = zlib.compressobj(9)
    zeros = b"\x00" * (1 << 20)
    bomb = b"".join(machine.compress(zeros) for _ in range(100)) + machine.flush()

    def spoil(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)

    pdf = Draft(spoil=spoil).pdf()
    assert len(pdf) < 4 << 20
    path = tmp_path / "case.pdf"
    path.write_bytes(pdf)
    found = verify_case_file(path)
    assert "damaged or too large" in named(found, "attachment").reason.en


def test_an_enormous_file_is_not_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "case.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(3 << 30)
    found = verify_case_file(path)
    assert found.integrity is Answer.CANNOT_TELL and "larger than" in found.checks[0].reason.en


def test_taking_apart_never_raises_on_bytes_that_are_no_pdf() -> None:
    assert extract(b"").problem == "broken"
