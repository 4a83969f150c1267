"""No byte of a case file changes unnoticed, and the part that changed is named."""

from __future__ import annotations

import re
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from exports.verify import Answer
from exports.verify.seal import outline
from tests.exports.verify.maker import PICTURES, Draft, check, sealed, sha


def ignore(done: int, total: int) -> None:
    pass


def flipped(data: bytes, at: int, pattern: int = 1) -> bytes:
    return data[:at] + bytes([data[at] ^ pattern]) + data[at + 1 :]


@pytest.mark.parametrize("object_streams", [False, True])
def test_every_bit_of_every_byte_is_under_the_seal(object_streams: bool) -> None:
    pdf = Draft(object_streams=object_streams).pdf()
    assert outline(pdf, ignore).sealed
    assert not [
        (at, bit) for at in range(len(pdf)) for bit in range(8) if outline(flipped(pdf, at, 1 << bit), ignore).sealed
    ]


def test_a_changed_byte_fails_the_whole_check_and_never_raises(tmp_path: Path) -> None:
    pdf = Draft().pdf()
    for at in range(0, len(pdf), 7):
        found = check(flipped(pdf, at, 1 << (at % 8)), tmp_path)
        assert found.integrity is Answer.FAILED, at
        assert any(one.files for one in found.checks if one.verdict is Answer.FAILED), at


def test_a_removed_a_doubled_and_an_added_byte_are_noticed() -> None:
    pdf = Draft().pdf()
    for at in range(len(pdf)):
        assert not outline(pdf[:at] + pdf[at + 1 :], ignore).sealed
        assert not outline(pdf[: at + 1] + pdf[at:], ignore).sealed


def stream_at(pdf: bytes, number: int) -> int:
    """The middle of the bytes of one stream."""
    found = list(re.finditer(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL))[number]
    return (found.start(1) + found.end(1)) // 2


def test_the_part_that_changed_is_named(tmp_path: Path) -> None:
    pdf = Draft().pdf()
    streams = [match[1] for match in re.finditer(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)]
    assert len(streams) == 8
    named = set()
    for number, content in enumerate(streams):
        found = check(flipped(pdf, stream_at(pdf, number)), tmp_path)
        seal = next(one for one in found.checks if one.name == "seal")
        if content in PICTURES.values():
            label = next(label for label, data in PICTURES.items() if data == content)
            assert label in seal.files, (label, seal)
            pictures = next(one for one in found.checks if one.name == "pictures")
            assert label in pictures.reason.en and label in pictures.files
            named.add(label)
        else:
            named.update(seal.files)
    assert {"M-001", "M-002", "case.json", "page 1", "page 2", "page 3", "page 4"} <= named, named


def test_a_seal_that_is_missing_or_doubled_is_no_seal(tmp_path: Path) -> None:
    pdf = Draft().pdf()
    seal = re.findall(rb"<([0-9a-f]{32})>", pdf)[-1]
    without = re.sub(rb"/ID *\[[^\]]*\]", lambda match: b" " * len(match[0]), pdf)
    twice = pdf.replace(b"%\xbf\xf7\xa2\xfe", b"%" + seal)
    assert twice != pdf
    for data in (without, twice, pdf.replace(seal, seal.upper())):
        seal_check = next(one for one in check(data, tmp_path).checks if one.name == "seal")
        assert seal_check.verdict is Answer.FAILED and "no seal" in seal_check.reason.en


def test_the_seal_of_another_attachment_is_named(tmp_path: Path) -> None:
    draft = Draft()
    found = check(sealed(draft.pdf(), b"another case"), tmp_path)
    seal = next(one for one in found.checks if one.name == "seal")
    assert seal.verdict is Answer.FAILED and seal.files == ("case.json",)


def test_hashing_stays_quick_where_seals_abound() -> None:
    data = b"%PDF-1.7\n" + b"/ID[<" * 2_000_000 + b"startxref\n1\n%%EOF" * 100_000
    started = time.process_time()
    found = outline(data, ignore)
    assert not found.sealed and found.revisions == 100_000
    assert time.process_time() - started < 5


def test_the_maker_of_these_tests_writes_what_it_says() -> None:
    draft = Draft()
    with pikepdf.open(BytesIO(draft.pdf())) as pdf:
        assert bytes(pdf.trailer.ID[0]).hex() == sha(draft.data())[:32]
