"""The same case version gives the same bytes, wherever and whenever it is exported; and exporting changes nothing."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import rfc8785

from app.exporting import export_case, verify_file
from evidence.canonical import clean_text
from evidence.casefile.freezing import freeze, read_case
from evidence.model.case import Allegation, DatedFact, Money, Person, Product, Question
from evidence.model.kinds import ProductKind, Role
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.store import masks, records
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from evidence.store.marks import withdraw_mark
from exports.pdf import CaseFileData, write_case_file
from exports.pdf.data import Still
from exports.verify import Answer
from tests.command import apart, ask, make_call, make_clip, make_paper, new_case, new_library
from tests.journeys.conftest import taken_out

TEXTS = {
    "h22a": '<img src="/etc/passwd"/>',
    "h22b": "<b>bold</b> <para> <font size=90>",
    "h22c": "Profit & loss &amp; &lt;tag&gt; &#x41;",
    "h23": '<a href="javascript:alert(1)">press</a> https://example.org/x',
    "h25a": "שלום עולם مرحبا",
    "h25b": "thumbs 👍🏽 family 👩‍👩‍👧 flag 🇨🇳",
    "h25c": "您购买的是趸交寿险，犹豫期十五天。𠮷野家 𬱖",
    "h25d": "e\u0301te\u0301 Å ﬁ ą̊",
    "h26a": "lone \ud800 surrogate and \0 nul",
    "controls": "bell \x07 escape \x1b[31m line\u2028separator \u202egpj",
    "lines": "first line\nsecond line\r\n\tthird line",
    "percent": "%s %(x)s {0} {x} \\n $HOME `id`",
}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with one case in which everything is filled in, with every text above in it."""
    folder = tmp_path_factory.mktemp("described")
    files = folder / "files"
    files.mkdir()
    make_call(files / "call.wav", 3.0)
    make_clip(files / "clip.mp4")
    make_paper(files / "receipt.pdf")
    library = new_library(folder / "library")
    label = new_case(library)
    ask("add", label, files, library=library)
    everything = "\n".join(TEXTS.values())
    with Library.open(library) as opened:
        case = get_case(opened, label)
        fact = DatedFact(date(2026, 3, 10), read_case(opened, label).exhibits[0].id)
        product = Product(
            uuid4(), ProductKind.LIFE_SINGLE, TEXTS["h25c"], TEXTS["h22b"], TEXTS["h22c"], "P-1",
            Money(5_000_000, "CNY"), "single", 1, 5, 15, fact, fact, fact, replace(fact, day=date(2026, 3, 16)),
            replace(fact, day=date(2026, 3, 25)),
        )  # fmt: skip
        save_case(
            opened,
            replace(
                case,
                complaint=replace(
                    case.complaint, title=TEXTS["h22a"], verbatim=everything, regulator_reference=TEXTS["percent"]
                ),
                people=tuple(Person(uuid4(), role, text, TEXTS["h22c"], f"Person {number}")
                             for number, (role, text) in enumerate(zip(Role, TEXTS.values(), strict=False))),
                product=product,
                allegations=(Allegation(uuid4(), everything, questions=(Question(uuid4(), everything, ("BA10",)),)),),
            ),
        )  # fmt: skip
    for text in TEXTS.values():
        given = ("--point", "BA10", "--verdict", "given", "--how", "heard", "--quote", text, "--note", text)
        ask("mark", label, "EX-01", "--in", "0.5", "--out", "1.5", *given, library=library)
    ask(
        "mark", label, "EX-02", "--in", "0.2", "--point", "BA02", "--verdict", "given", "--how", "seen", library=library
    )
    with Library.open(library) as opened:
        withdraw_mark(opened, get_case(opened, label).complaint.id, "M-002")
    return library, label


@pytest.fixture(scope="module")
def exported(described: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Its case file, and what the command said of it."""
    path = tmp_path_factory.mktemp("exported") / "case.pdf"
    return path, ask("export", described[1], "-o", path, library=described[0])


@pytest.fixture
def library(described: tuple[Path, str], tmp_path: Path) -> Iterator[Library]:
    """A copy of the library in another folder."""
    shutil.copytree(described[0], tmp_path / "elsewhere")
    with Library.open(tmp_path / "elsewhere") as opened:
        yield opened


def test_another_folder_zone_locale_and_hash_seed_give_the_same_bytes(
    described: tuple[Path, str], exported: tuple[Path, Any], tmp_path: Path
) -> None:
    for number, zone in enumerate(("Pacific/Kiritimati", "America/St_Johns")):
        copy = tmp_path / f"a folder {number}" / "深"
        shutil.copytree(described[0], copy)
        shutil.rmtree(copy / "derived")
        (copy / "derived").mkdir()
        around = {"TZ": zone, "PYTHONHASHSEED": str(number + 1), "LC_ALL": "POSIX", "SOURCE_DATE_EPOCH": "1"}
        target = tmp_path / f"another name {number}.pdf"
        answer = apart("export", described[1], "-o", target, "--json", library=copy, environment=around, cwd=tmp_path)
        assert answer.code == 0, answer.err
        assert target.read_bytes() == exported[0].read_bytes()
        assert {**answer.document, "path": ""} == {**exported[1], "path": ""}


def test_another_day_and_another_person_give_the_same_bytes(
    library: Library, described: tuple[Path, str], exported: tuple[Path, Any], tmp_path: Path
) -> None:
    library.close()
    with Library.open(library.layout.root, now=lambda: datetime(2041, 7, 1, 23, 59, tzinfo=UTC)) as later:
        done = export_case(later, described[1], tmp_path / "later.pdf")
        assert later.row("SELECT made_at FROM export ORDER BY made_at DESC LIMIT 1") != {"made_at": None}
    assert done.path.read_bytes() == exported[0].read_bytes()


def test_exporting_changes_nothing_in_the_case(library: Library, described: tuple[Path, str], tmp_path: Path) -> None:
    before = read_case(library, described[1])
    lines = library.rows("SELECT * FROM complaint"), library.rows("SELECT * FROM mark ORDER BY label")
    head = library.head(str(before.case.complaint.id))
    export_case(library, described[1], tmp_path / "case.pdf", language="both")
    assert read_case(library, described[1]) == before
    assert library.head(str(before.case.complaint.id)) == head
    assert (library.rows("SELECT * FROM complaint"), library.rows("SELECT * FROM mark ORDER BY label")) == lines
    last = list(records.entries(library, library.id))[-1]
    assert last.action == "case_exported"


def test_one_more_mark_is_another_version(
    library: Library, described: tuple[Path, str], exported: tuple[Path, Any], tmp_path: Path
) -> None:
    library.close()
    root = library.layout.root
    ask(
        "mark",
        described[1],
        "EX-02",
        "--in",
        "0.4",
        "--point",
        "BA02",
        "--verdict",
        "given",
        "--how",
        "seen",
        library=root,
    )
    done = ask("export", described[1], "-o", tmp_path / "case.pdf", library=root)
    assert done["head"]["seq"] == exported[1]["head"]["seq"] + 1
    assert done["content_sha256"] != exported[1]["content_sha256"]
    both = [ask("verify", path, library=root)["verdict"] for path in (exported[0], tmp_path / "case.pdf")]
    assert both == ["passed", "passed"], "the earlier file stays what it was"


def test_the_attached_case_is_canonical_and_its_digest_is_the_one_that_was_said(
    exported: tuple[Path, Any], described: tuple[Path, str]
) -> None:
    with (
        Library.open(described[0]) as library,
        freeze(library, described[1], copy="internal", language="en") as version,
    ):
        data = version.content_bytes
    assert hashlib.sha256(data).hexdigest() == exported[1]["content_sha256"]
    attached, _ = taken_out(exported[0])
    assert rfc8785.dumps(attached) == data == rfc8785.dumps(json.loads(data))
    assert b"." not in re.sub(rb'"[^"\\]*(?:\\.[^"\\]*)*"', b"", data), "a number with a fraction"


def test_h22_to_h26_every_text_arrives_as_it_was_typed(exported: tuple[Path, Any]) -> None:
    data, _ = taken_out(exported[0])
    marks = data["marks"][: len(TEXTS)]
    for (what, text), mark in zip(TEXTS.items(), marks, strict=True):
        assert mark["quote"] == mark["note"] == clean_text(text), what
    everything = clean_text("\n".join(TEXTS.values()))
    assert data["case"]["verbatim"] == data["allegations"][0]["text"] == everything
    assert data["allegations"][0]["questions"][0]["text"] == everything
    assert data["case"]["title"] == TEXTS["h22a"]
    assert [person["name"] for person in data["people"]] == [clean_text(text) for text in TEXTS.values()]
    assert marks[1]["withdrawn"] is True


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_h22_to_h25_every_text_is_printed_literally(exported: tuple[Path, Any]) -> None:
    printed = subprocess.run(["pdftotext", "-raw", exported[0], "-"], capture_output=True, check=True, text=True).stdout
    tight = re.sub(r"\s", "", printed)
    for what in ("h22a", "h22b", "h22c", "h23", "h25c", "h25d", "percent"):
        # No typeface on board has this old form of a character: it is printed by its number.
        wanted = re.sub(r"\s", "", clean_text(TEXTS[what])).replace("𠮷", "[U+20BB7]")
        assert tight.count(wanted) >= 3, (what, wanted)
    for sign in ("\x07", "\x1b", "\u202e", "\ud800".encode("utf-8", "replace").decode()):
        assert sign == "?" or sign not in printed
    assert "👍" in printed or "U+1F44D" in tight


def test_h23_no_text_becomes_a_link_or_an_action(exported: tuple[Path, Any]) -> None:
    import pikepdf

    with pikepdf.open(exported[0]) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert "/URI" not in item and item.get("/S") not in ("/URI", "/JavaScript", "/Launch")


def test_h24_a_text_without_a_space_is_wrapped(described: tuple[Path, str], library: Library, tmp_path: Path) -> None:
    case = get_case(library, described[1])
    save_case(library, replace(case, complaint=replace(case.complaint, verbatim="退" * 200_000)))
    done = export_case(library, described[1], tmp_path / "case.pdf")
    data, _ = taken_out(done.path)
    assert data["case"]["verbatim"] == "退" * 200_000
    assert verify_file(done.path, library).verdict is Answer.PASSED


def test_one_changed_byte_anywhere_is_named(
    exported: tuple[Path, Any], described: tuple[Path, str], tmp_path: Path
) -> None:
    whole = exported[0].read_bytes()
    dice = random.Random(5)
    changed = tmp_path / "changed.pdf"
    with Library.open(described[0], read_only=True) as library:
        assert verify_file(exported[0], library).verdict is Answer.PASSED
        for _ in range(6):
            at = dice.randrange(len(whole))
            changed.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
            report = verify_file(changed, library)
            assert report.verdict is Answer.FAILED and report.exit_code == 1, at
            assert [check.files for check in report.checks if check.verdict is Answer.FAILED and check.files], at
        changed.write_bytes(whole + b"\n")
        assert verify_file(changed, library).verdict is Answer.FAILED
        changed.write_bytes(whole[:-1])
        assert verify_file(changed, library).verdict is Answer.FAILED


@pytest.mark.parametrize("language", ["zh", "both"])
def test_editions_differ_in_their_language_only(
    library: Library, described: tuple[Path, str], exported: tuple[Path, Any], tmp_path: Path, language: str
) -> None:
    done = export_case(library, described[1], tmp_path / "case.pdf", language=language)
    ours, theirs = taken_out(done.path)[0], taken_out(exported[0])[0]
    assert {**ours, "language": "en"} == theirs
    assert verify_file(done.path, library).verdict is Answer.PASSED


def test_an_empty_case_can_be_exported(tmp_path: Path) -> None:
    root = new_library(tmp_path / "library")
    label = new_case(root)
    ask("export", label, "-o", tmp_path / "case.pdf", library=root)
    assert ask("verify", tmp_path / "case.pdf", library=root)["verdict"] == "passed"


def test_a_copy_for_outside_is_the_same_elsewhere_and_a_cover_that_was_taken_away_is_seen(
    described: tuple[Path, str], library: Library, tmp_path: Path
) -> None:
    label = described[1]
    frozen = read_case(library, label)
    clip = next(one for one in frozen.exhibits if one.recording.facts.frames and one.recording.facts.pages is None)
    cover = Rectangle((KeyBox(0, Box(2000, 2000, 4000, 4000)),))
    masks.add_mask(library, frozen.case.complaint.id, Mask(clip.id, MaskDecision.MASKED, (cover,), 0, 60_000_000))
    masks.check_mask(library, frozen.case.complaint.id, "K-01")
    first = export_case(library, label, tmp_path / "one.pdf", copy="regulator")
    shutil.copytree(library.layout.root, tmp_path / "again")
    with Library.open(tmp_path / "again") as other:
        second = export_case(other, label, tmp_path / "two.pdf", copy="regulator")
    assert first.sha256 == second.sha256
    report = verify_file(first.path, library)
    assert report.verdict is Answer.PASSED, [one.reason.en for one in report.checks]
    data, _ = taken_out(first.path)
    (name,) = [mark["label"] for mark in data["marks"] if mark["picture"]]

    with freeze(library, label, copy="internal", language="en") as whole:
        bare = whole.pictures[name].path.read_bytes()
    assert data["derived_from"]["sha256"] == whole.content_sha256
    content = dict(data)
    digest = hashlib.sha256(bare).hexdigest()
    content["marks"] = [
        {**mark, "picture": {**mark["picture"], "sha256": digest}} if mark["picture"] else mark
        for mark in data["marks"]
    ]
    described_by, size = rfc8785.dumps(content), next(mark["picture"] for mark in data["marks"] if mark["picture"])
    still = Still(bare, digest, size["width"], size["height"])
    write_case_file(
        CaseFileData(content, described_by, hashlib.sha256(described_by).hexdigest(), {name: still}),
        tmp_path / "forged.pdf",
    )  # fmt: skip
    found = next(one for one in verify_file(tmp_path / "forged.pdf", None).checks if one.name == "copy")
    assert found.verdict is Answer.FAILED and "is not black where it was to be covered" in found.reason.en
