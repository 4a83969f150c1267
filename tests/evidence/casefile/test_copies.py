"""A copy that leaves the house: what it must not show is nowhere in its data, its print, or behind its print."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from jsonschema import Draft202012Validator

from docs.copy_shape import copy_schema
from evidence.canonical import canonical, sha256_hex
from evidence.casefile.copies import Shown, leaving
from evidence.casefile.copyrules import RULES, Do, Gone, untold
from evidence.casefile.copywords import Copy, LeftOut
from evidence.casefile.standins import StandIns
from evidence.errors import Refused
from exports.pdf import CaseFileData, write_case_file
from exports.verify import verify_case_file
from exports.verify.report import Answer
from tests.exports.pdf.tools import needs_poppler, needs_qpdf, run

Json = dict[str, Any]
FIRST, LAST = "Maravilha", "Quetzalcoatl"
CHINESE = "欧阳秋实"
PHONE, CARD = "13800138217", "6222 0202 1234 5679"
SEEN = f"{FIRST} {LAST} said so to {CHINESE}, call {PHONE}, card {CARD}, mail {FIRST.lower()}@example.org"
HIDDEN = re.compile(rf"(?i){FIRST}|{LAST}|{CHINESE}|秋实|{PHONE[:-4]}|6222 ?0202|@example|kept-back|naming-field")
"""Canaries: none of these may be found in any form."""


class Planting:
    """Fills every free field of a case with what must not leave."""

    def __init__(self) -> None:
        self.fields = 0

    def plant(self, value: Any, rule: Any) -> Any:
        if isinstance(rule, Gone):
            return value if not isinstance(value, str) else "kept-back"
        if isinstance(rule, dict) and isinstance(value, dict):
            return {name: self.plant(one, rule.get(name, Do.KEEP)) for name, one in value.items()}
        if isinstance(rule, list) and isinstance(value, list):
            return [self.plant(one, rule[0]) for one in value]
        return self._leaf(value, rule)

    def _leaf(self, value: Any, rule: Any) -> Any:
        if rule is Do.KEEP or value is None:
            return value
        if isinstance(value, list):
            return [self._leaf(one, rule) for one in value]
        if isinstance(value, dict):
            return {language: self._leaf(said, rule) for language, said in value.items()}
        self.fields += 1
        if rule is Do.NAME:
            return value or f"Naming-field{self.fields} Zhou"
        return CARD if rule is Do.NUMBER else f"{value} {SEEN}"


@pytest.fixture(scope="session")
def planted(content: Json) -> Json:
    """The reviewed case with canaries in every field that people fill in, and in the journal."""
    case = copy.deepcopy(content)
    names = {"applicant": f"{FIRST} {LAST}", "seller": CHINESE, "own": "Felizarda Quaresma"}
    case["people"] = [
        {**case["people"][0], "id": f"{number:08}-0000-4000-8000-000000000000", "name": name, "role": role,
         "account": None, "pseudonym": "", "birth_year": 1958, "registration": CARD}
        for number, (name, role) in enumerate(zip(names.values(), ("applicant", "seller_bank", "complainant"),
                                                  strict=True))
    ]  # fmt: skip
    case["recordings"][0]["legal_basis"] = "contract"
    planting = Planting()
    case = dict(planting.plant(case, RULES))
    assert planting.fields > 60
    for entry in case["journal"]["entries"]:
        entry["actor"] = entry["os_user"] = f"{FIRST.lower()}"
        entry["host"] = "kept-back"
        entry["body"] = {"words": SEEN}
    return case


def made(case: Json, wanted: Copy) -> Json:
    told: Json = json.loads(canonical(leaving(case, wanted, {}, sha256_hex(canonical(case)))))
    return told


@pytest.fixture(
    scope="session", params=[(Copy.REGULATOR, "zh"), (Copy.CUSTOMER, "both")], ids=["regulator", "customer"]
)
def outside(
    request: pytest.FixtureRequest, planted: Json, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Json, Path]:
    """Each copy as data, and printed."""
    wanted, language = request.param
    case = made({**planted, "language": language}, wanted)
    data = canonical(case)
    path = tmp_path_factory.mktemp(wanted.value) / "copy.pdf"
    write_case_file(CaseFileData(case, data, sha256_hex(data)), path, language=language)
    return case, path


def test_every_field_of_a_case_has_a_rule(content: Json) -> None:
    known = {**RULES, "copy": Do.KEEP, "journal": Do.KEEP}
    assert untold(content, known) == []


def test_no_canary_is_in_the_data_and_what_is_left_out_is_counted(outside: tuple[Json, Path], planted: Json) -> None:
    case, _ = outside
    found = HIDDEN.search(json.dumps(case, ensure_ascii=False))
    assert found is None, found
    told = {one["what"]: one["count"] for one in case["left_out"]}
    for kind in (LeftOut.NAMES, LeftOut.NUMBERS, LeftOut.DETAILS, LeftOut.NOTES, LeftOut.SECOND, LeftOut.CAUSES,
                 LeftOut.WITHDRAWN, LeftOut.JOURNAL):  # fmt: skip
        assert told[kind.value] > 0, kind
    assert told["journal"] == len(planted["journal"]["entries"])
    assert [entry["hash"] for entry in case["journal"]["entries"]] == [
        entry["hash"] for entry in planted["journal"]["entries"]
    ]
    assert case["derived_from"]["sha256"] not in (None, sha256_hex(canonical(planted)[:-1]))


@needs_qpdf
@needs_poppler
def test_no_canary_is_anywhere_in_the_file(outside: tuple[Json, Path], tmp_path: Path) -> None:
    _, path = outside
    flat = tmp_path / "flat.pdf"
    run("qpdf", "--qdf", "--object-streams=disable", path, flat)
    run("pdfdetach", "-saveall", "-o", tmp_path, path)
    with pikepdf.open(path) as pdf:
        outline = [str(item) for item in pdf.objects if isinstance(item, pikepdf.String)]
        strings = [text for item in pdf.objects for text in _strings(item)]
        properties = pdf.Root.Metadata.read_bytes().decode()
    texts = [run("pdftotext", "-raw", path, "-"), flat.read_bytes().decode("latin-1"), properties, *outline, *strings,
             (tmp_path / "case.json").read_text(encoding="utf-8")]  # fmt: skip
    for text in texts:
        found = HIDDEN.search(text) or HIDDEN.search(re.sub(r"\s+", " ", text))
        assert found is None, (found, text[:80])


def _strings(item: Any, depth: int = 0) -> Iterator[str]:
    """Every text in the objects of a PDF: bookmarks, alternative text, names."""
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif depth < 8 and isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and not (depth and item.is_indirect):
        for one in item.values() if isinstance(item, pikepdf.Dictionary) else list(item):
            yield from _strings(one, depth + 1)


def test_the_customer_stays_by_name_for_the_customer_alone(planted: Json) -> None:
    case = {**planted, "case": {**planted["case"], "verbatim": "Felizarda Quaresma and Ms Quaresma came."}}
    assert made(case, Copy.CUSTOMER)["case"]["verbatim"] == "Felizarda Quaresma and Ms Quaresma came."
    assert made(case, Copy.REGULATOR)["case"]["verbatim"] == "[P3] and [P3] came."


def test_the_copy_says_what_it_is_and_verifies_as_far_as_it_can(outside: tuple[Json, Path]) -> None:
    case, path = outside
    report = verify_case_file(path)
    assert [check.reason.en for check in report.checks if check.verdict is Answer.FAILED] == []
    assert report.integrity is Answer.PASSED and report.origin is Answer.CANNOT_TELL
    told = {check.name: check.reason.en for check in report.checks}
    assert "history" not in told
    assert "what they say is left out" in told["journal"] and "cannot be compared with the journal" in told["left_out"]
    assert ("the regulator" in told["copy"]) == (case["copy"] == "regulator")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 5


def test_every_copy_is_pdf_a_and_fits_its_schema(outside: tuple[Json, Path]) -> None:
    case, path = outside
    report = page_validation.validate_pdf(str(path), profile="3b")
    assert report.is_compliant, {failure.rule_id for failure in report.failures}
    assert {failure.rule_id for failure in page_validation.validate_pdf(str(path), profile="ua1").failures} <= {
        "PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001",
    }  # fmt: skip
    problems = [f"{one.json_path}: {one.message}" for one in Draft202012Validator(copy_schema()).iter_errors(case)]
    assert problems == []


def test_a_case_without_people_is_refused_with_what_to_do(content: Json) -> None:
    with pytest.raises(Refused, match="Enter them with the complaint first"):
        leaving({**content, "people": []}, Copy.REGULATOR, {}, "")


def test_restricted_exhibits_leave_nothing_behind(content: Json) -> None:
    case = copy.deepcopy(content)
    case["recordings"][0]["confidentiality"] = "privileged"
    told = made(case, Copy.REGULATOR)
    assert told["recordings"] == told["marks"] == told["conclusions"] == told["played"] == []
    assert "EX-01" not in json.dumps(told)
    assert {one["what"]: one["count"] for one in told["left_out"]}["restricted"] >= 4


def test_words_that_were_heard_need_a_basis(content: Json) -> None:
    case = copy.deepcopy(content)
    case["marks"][0].update(quote="I never said that", speaker="seller")
    case["recordings"][0]["legal_basis"] = ""
    told = made(case, Copy.REGULATOR)
    assert told["marks"][0]["quote"] == "" and told["marks"][0]["withheld"][0]["what"] == "words"
    case["recordings"][0]["legal_basis"] = "consent"
    assert made(case, Copy.REGULATOR)["marks"][0]["quote"] == "I never said that"
    case["recordings"][0]["legal_basis"] = ""
    case["marks"][0]["speaker"] = "customer"
    assert made(case, Copy.CUSTOMER)["marks"][0]["quote"] == "I never said that"


def test_a_picture_without_a_decision_is_withheld_with_its_reason(content: Json) -> None:
    case = copy.deepcopy(content)
    described = {"sha256": "0" * 64, "width": 8, "height": 8, "media_type": "image/jpeg"}
    for mark in case["marks"]:
        mark["picture"] = described
    label = case["marks"][0]["label"]
    told = leaving(case, Copy.REGULATOR, {label: Shown({**described, "covered": []}, 2)}, "")
    by_label = {mark["label"]: mark for mark in told["marks"]}
    assert by_label[label]["picture"]["covered"] == [] and by_label[label]["withheld"] == []
    other = next(mark for name, mark in by_label.items() if name != label)
    assert other["picture"] is None and other["withheld"][0]["what"] == "picture"


TEXTS = [
    ("林 秀英说：秀英不知道", "[P1]说：[P1]不知道"),
    ("Ms Lin and LIN XIUYING and xiuying_lin", "[P1] and [P1] and [P1]"),
    ("Here is Lin, at your service, Lin Xiuying", "Here is [P1], at your service, [P1]"),
    ("linear thinking 林业", "linear thinking 林业"),
    ("电话１３８００１３８０００", "电话••••8000"),
    ("EX-05 2026-03-02 10:14:00 +08:00", "EX-05 2026-03-02 10:14:00 +08:00"),
    ("CNY 1,000,000.00 and 48123.00 and 5000000元", "CNY 1,000,000.00 and 48123.00 and 5000000元"),
    ("C-2026-0001，13800138000", "C-2026-0001，••••8000"),
    ("C-2026-0001/EX-01/M-001@pts=90013500;tb=1/90000;sha256=0123456789012345",
     "C-2026-0001/EX-01/M-001@pts=90013500;tb=1/90000;sha256=0123456789012345"),
    ("11010119800101123X", "••••123X"),
    ("一三八零零一三八零零零", "••••八零零零"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "covered"), TEXTS)
def test_names_and_numbers_are_covered_in_every_writing_and_nothing_else(words: str, covered: str) -> None:
    stand_ins = StandIns(own=[], safe=["C-2026-0001"], organisations=["Anze Life"])
    stand_ins.add(["Lin Xiuying 林秀英"])
    assert stand_ins.text(words) == covered


def test_words_of_a_field_and_of_an_account_are_no_names() -> None:
    stand_ins = StandIns(own=[], safe=[], organisations=["Sample Bank, Wanghe Branch"])
    stand_ins.add_account("root")
    stand_ins.add_account("liqiang", "Li Qiang")
    stand_ins.add_from("Zhou Min, sales archive of Sample Bank")
    assert (
        stand_ins.text("root cause: the sales archive of Sample Bank") == "root cause: the sales archive of Sample Bank"
    )
    assert stand_ins.text("I am Li; liqiang and Zhou Min, so what") == "I am [P2]; [P2] and [P3], so what"
    assert stand_ins.name("root") == "[P1]" and stand_ins.name("Zhou Min, sales archive of Sample Bank") == "[P3]"


@pytest.mark.parametrize(
    ("name", "written"),
    [("Иван Петров", "ИВАН ПЕТРОВ"), ("O’Brien", "Mr O’Brien"), ("zw0417", "zw0417"), ("10417", "10417"),
     ("Nguyễn Văn An", "Nguyễn"), ("司马光", "司马先生"), ("欧阳秋实", "欧 阳 秋 实"), ("王芳", "小王"),
     ("Ann-Marie Li", "Ann-Marie")],
)  # fmt: skip
def test_names_of_every_kind_are_found(name: str, written: str) -> None:
    stand_ins = StandIns(own=[], safe=[], organisations=[])
    stand_ins.add([name])
    assert stand_ins.text(f"so {written}, then") == "so [P1], then"


def test_a_field_that_names_somebody_unknown_becomes_a_stand_in_and_roles_stay() -> None:
    stand_ins = StandIns(own=[], safe=[], organisations=["Anze Life"])
    stand_ins.add_from("Branch manager Zhou")
    assert stand_ins.name("Branch manager Zhou") == "[P1]"
    assert stand_ins.text("Zhou came") == "[P1] came"
    assert [stand_ins.name(one) for one in ("CCTV team", "客户经理", "Anze Life")] == [
        "CCTV team",
        "客户经理",
        "Anze Life",
    ]
    assert stand_ins.text("CAM03_20260312_101400.mp4", dated=True) == "CAM03_20260312_101400.mp4"
