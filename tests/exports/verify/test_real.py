"""The verifier against the real maker, which it knows only by the published definitions."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from exports.pdf.casefile import write_case_file
from exports.verify import Answer, verify_case_file
from exports.verify.seal import outline
from tests.exports.pdf import sample
from tests.exports.verify.maker import check, entry, made, rechained, sha


def consistent(language: str) -> dict[str, Any]:
    """The sample case with a journal that tells its marks, and with conclusions that its marks can carry."""
    body = {**sample.content(), "marks": sample.marks()[0], "language": language}
    chain = body["case"]["id"]
    digests = {recording["exhibit"]: recording["sha256"] for recording in body["recordings"]}
    entries = [entry(1, "case_opened")]
    for item in body["marks"]:
        told = {**made(item), "sha256": digests[item["exhibit"]], "withdrawn": int(item["withdrawn"])}
        entries.append({**entry(2, "mark_made"), "body": told})
    body["journal"] = {"chain": chain, "genesis": sha(b"replaydesk/genesis/1\x00" + chain.encode()), "entries": entries}
    signed = [mark["point"] for mark in body["marks"] if mark["how"] == "signed"]
    body["conclusions"] = [one for one in body["conclusions"] if one["point"] not in signed]
    return rechained(body)


@pytest.fixture(scope="module", params=["en", "zh", "both"])
def case_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file as it is exported."""
    _, stills, waves = sample.marks()
    path = tmp_path_factory.mktemp("real") / "case.pdf"
    write_case_file(sample.freeze(consistent(request.param), stills, waves), path, language=request.param)
    return path


def test_what_the_maker_writes_is_whole(case_file: Path) -> None:
    found = verify_case_file(case_file)
    assert [one for one in found.checks if one.verdict is not Answer.PASSED and one.name != "register"] == []
    assert (found.integrity, found.origin) == (Answer.PASSED, Answer.CANNOT_TELL)


def test_no_byte_of_it_changes_unnoticed(case_file: Path) -> None:
    data = bytearray(case_file.read_bytes())
    for at in range(0, len(data), 1009):
        data[at] ^= 1
        assert not outline(bytes(data), lambda done, total: None).sealed, at
        data[at] ^= 1


def test_a_changed_byte_fails_it_whatever_part_it_hits(case_file: Path, tmp_path: Path) -> None:
    data = bytearray(case_file.read_bytes())
    dice = random.Random(7)
    for _ in range(6):
        at = dice.randrange(len(data))
        data[at] ^= 1 << dice.randrange(8)
        assert check(bytes(data), tmp_path).integrity is Answer.FAILED, at
