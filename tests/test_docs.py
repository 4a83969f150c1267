"""The documentation is what the program does: forms, JSON, keys, words, the shape of case.json."""

from __future__ import annotations

import copy
import importlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema import Draft202012Validator

from app.demo.story import sample_case
from docs.copy_shape import copy_schema
from docs.make_keys import keys_page
from docs.make_schema import remarks_schema, schema, schema_text
from evidence import errors
from evidence.labels import Labelled
from evidence.media.facts import Playable
from evidence.model import kinds
from evidence.model.kinds import How, RecordingKind, Verdict
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from tests import barcodes
from tests.barcodes import Recipe
from tests.command import ROOT, ask, make_call, make_clip, make_paper, new_case, new_library
from tests.documents import DOCS, blocks, section
from tests.test_readme import CONTRACT, commands, own_options

COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")


def test_the_page_of_keys_is_the_table_of_the_program() -> None:
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == keys_page(), "run: python -m docs.make_keys"


def test_the_schema_is_the_one_of_the_domain() -> None:
    assert (DOCS / "case.schema.json").read_text(encoding="utf-8") == schema_text(), "run: python -m docs.make_schema"
    own = (DOCS / "remarks.schema.json").read_text(encoding="utf-8")
    assert own == schema_text(remarks_schema()), "run: python -m docs.make_schema"
    outside = (DOCS / "copy.schema.json").read_text(encoding="utf-8")
    assert outside == schema_text(copy_schema()), "run: python -m docs.make_schema"
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("verb", CONTRACT)
def test_the_form_of_every_verb_names_its_options(verb: str) -> None:
    text = section(COMMAND_LINE, verb)
    form = blocks(text)[0]
    assert form.startswith(f"replaydesk {verb}")
    assert own_options(verb) - {"--output"} == set(re.findall(r"(?<![\w-])(-o|--[a-z-]+)", form))
    assert all(option in text for option in own_options(verb))
    from app.cli.parser import build_parser

    for action in commands(build_parser())[verb]._actions:
        if not action.option_strings and isinstance(action.metavar, str):
            assert action.metavar in form


def test_exit_codes_and_kinds_of_error_are_those_of_the_program() -> None:
    text = section(COMMAND_LINE, "Exit codes")
    codes = {int(code) for code in re.findall(r"^\| ([0-9]+) \|", text, re.MULTILINE)}
    assert codes == {errors.YES, errors.NO, errors.WRONG_USE, errors.CANNOT_TELL, errors.OUR_BUG}
    listed = re.findall(r"^`([a-z_ \n]+)`\.$", text, re.MULTILINE)[0].split()
    kinds_of_error = {
        kind.kind for kind in errors.WorldError.__subclasses__() if kind.__module__.startswith("evidence")
    }
    assert set(listed) == kinds_of_error | {"cancelled", "bug"}


@pytest.mark.parametrize("kind", [Verdict, How, RecordingKind, kinds.DisputeKind])
def test_the_words_of_the_command_line_are_listed(kind: type[Labelled]) -> None:
    lists = [re.sub(r"\s+", " ", words).split() for words in re.findall(r"`([^`]+)`", section(COMMAND_LINE, "Words"))]
    assert [one.value for one in kind] in lists


CLOSED = [
    kinds.Verdict, kinds.How, kinds.Result, kinds.Answer, kinds.Act, kinds.DisputeKind, kinds.RecordingKind,
    kinds.AudioUsable, kinds.ClockMethod, Playable,
]  # fmt: skip


@pytest.mark.parametrize("kind", CLOSED, ids=lambda kind: kind.__name__)
def test_the_glossary_has_every_word_with_its_labels(kind: type[Labelled]) -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for one in kind:
        assert f"| `{one.value}` | {one.label.en} | {one.label.zh} |" in text


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every verb answers in JSON, by the verb; "case.json" is the attachment of the export."""
    folder = tmp_path_factory.mktemp("told")
    clip = barcodes.make(folder / "clip.mp4", Recipe(frames=60, gop=12, sound_s=3, ticks=[40 * n + (n > 30) * 2000
                                                                                     for n in range(60)]))  # fmt: skip
    script = folder / "list.mp4"
    script.write_text("ffconcat version 1.0\nfile clip.mp4\n", encoding="utf-8")
    call, paper = make_call(folder / "call_20260310-100001.wav"), make_paper(folder / "paper.pdf")
    said: dict[str, Any] = {"new library": ask("new", "library", folder / "library")}
    library = new_library(folder / "other")
    said["new case"] = ask("new", "case", library=library)
    case = new_case(library)
    describe(library, case)
    said["add"] = ask("add", case, clip, call, paper, script, library=library, code=1)
    added, recorder = series_of(folder / "recorder", library)
    said["add"] |= {name: added[name] for name in ("series", "series_in_doubt")}
    ask("series", recorder, "--apart", "EX-01", "--reason", "another camera", library=library)
    joining = ("--join", "EX-01", "EX-02", "--reason", "same camera")
    said["series"] = ask("series", recorder, *joining, library=library)
    ask("clock", case, "EX-01", "--start", "2026-03-10T10:00:00+08:00", library=library)
    said["clock"] = ask("clock", case, "EX-02", "--event", "1", "--like", "EX-01", "1.5", "--dry-run", library=library)
    said["media"] = ask("media", clip)
    said["still"] = ask("still", clip, "--frame", "7", "-o", folder / "still.png")
    said["clip"] = ask("clip", clip, "--in", "0.48", "--out", "0.92", "-o", folder / "part.mp4")
    seen = ("--point", "BA17", "--verdict", "given", "--how", "seen")
    said["mark"] = ask("mark", case, "EX-01", "--in", "0.5", "--out", "1", *seen, "--quote", "lost", library=library)
    ask("mark", case, "EX-02", "--in", "0.5", "--point", "BA10", "--verdict", "unclear", "--how", "heard",
        library=library)  # fmt: skip
    ask("mark", case, "EX-03", "--page", "1", "--box", "10,20,3000,4000", "--point", "BA24", "--verdict", "given",
        "--how", "signed", library=library)  # fmt: skip
    said["marks"] = ask("marks", case, library=library)
    (folder / "call.srt").write_text("00:00:01 --> 00:00:02\na\n\n00:00:01 --> 00:00:02\nb\n", encoding="utf-8")
    said["transcript"] = ask("transcript", case, "EX-02", folder / "call.srt", library=library)
    (folder / "tickets.csv").write_text("Ticket,Date,Type\n1,2026-03-10,FE\n2,2026-02-30,FE\n", encoding="utf-8")
    said["import"] = ask("import", folder / "tickets.csv", "--keep-good", library=library)
    said["register"] = ask("register", "-o", folder / "register.csv", library=library)
    said["checklists"] = ask("checklists", "--list", "BA", library=library)
    said["find"] = ask("find", "lost", library=library)
    said["export"] = ask("export", case, "-o", folder / "case.pdf", library=library)
    said["bundle"] = ask("bundle", case, "-o", folder / "whole.zip", library=library)
    said["letter"] = ask("letter", case, "-o", folder / "answer.docx", library=library)
    said["open"] = ask("open", folder / "whole.zip", library=new_library(folder / "head office"))
    said["verify"] = ask("verify", folder / "case.pdf", library=library)
    reference = said["mark"]["reference"]
    said["locate"] = ask("locate", reference, "--still", folder / "back.png", library=library)
    said["check"] = ask("check", library=library)
    said["audit"] = ask("audit", case, folder / "case.pdf", library=library, code=1)
    said["backup"] = ask("backup", library=library)
    said["restore"] = ask("restore", "newest", library=library)
    said["erase"] = ask("erase", case, sample_case().people[0].name, "--reason", "asked for", library=library)
    with pikepdf.open(folder / "case.pdf") as pdf:
        said["case.json"] = json.loads(pdf.attachments["case.json"].get_file().read_bytes())
    return said


def series_of(folder: Path, library: Path) -> tuple[dict[str, Any], str]:
    """What is said of files that follow each other, and of two of the same second; and the case they are in."""
    folder.mkdir()
    for number, name in enumerate(("ch01_20260310100000", "ch01_20260310100001", "ch02_20260310100000")):
        make_clip(folder / f"{name}.mp4", first_number=100 * (number + 1))
    make_clip(folder / "ch02_20260310_100000.mp4", first_number=500)
    case = new_case(library)
    return ask("add", case, folder, library=library), case


def describe(library: Path, label: str) -> None:
    """Give a case everything that a complaint can have: people, a product with its dates, allegations, an amount."""
    with Library.open(library) as opened:
        own = get_case(opened, label).complaint
        planned = sample_case()
        complaint = replace(
            planned.complaint, id=own.id, label=own.label, zone=own.zone, checklist_version=own.checklist_version
        )
        save_case(opened, replace(planned, complaint=complaint))


@pytest.mark.parametrize("verb", [verb for verb in CONTRACT if verb != "demo"])
def test_the_json_of_every_verb_has_the_fields_that_are_written_down(told: dict[str, Any], verb: str) -> None:
    written = json.loads(blocks(section(COMMAND_LINE, verb), "json")[0])
    assert fields(told[verb], written) == fields(written, written)


def fields(value: Any, written: Any, name: str = "") -> set[str]:
    """Names of all fields, with those they stand in; of lists those of the first item, where it is written down."""
    if isinstance(value, dict):
        found: set[str] = set()
        for key, inner in value.items():
            there = written.get(key) if isinstance(written, dict) else None
            found |= {f"{name}.{key}"} | (fields(inner, there, f"{name}.{key}") if there is not None else set())
        return found
    if isinstance(value, list) and value and written:
        return fields(value[0], written[0], f"{name}[]")
    return set()


def test_a_real_case_file_fits_the_schema(told: dict[str, Any]) -> None:
    case = told["case.json"]
    assert case["people"] and case["product"] and case["allegations"] and case["dates"] and case["conclusions"]
    assert [place["kind"] for place in (mark["place"] for mark in case["marks"])] == ["span", "span", "page"]
    problems = [
        f"{problem.json_path}: {problem.message}" for problem in Draft202012Validator(schema()).iter_errors(case)
    ]
    assert problems == []


def test_the_schema_bites(told: dict[str, Any]) -> None:
    def changed(change: Any) -> bool:
        case = copy.deepcopy(told["case.json"])
        change(case)
        return not Draft202012Validator(schema()).is_valid(case)

    assert changed(lambda case: case["marks"][0].update(verdict="not_given"))
    assert changed(lambda case: case["marks"][0].pop("reference"))
    assert changed(lambda case: case["marks"][0]["place"].update(in_us=0.5))
    assert changed(lambda case: case.update(added=1))
    assert changed(lambda case: case["journal"]["entries"][0].update(hash="0"))


def test_every_field_of_the_schema_is_written_down_and_no_other(told: dict[str, Any]) -> None:
    text = blocks((DOCS / "case-json.md").read_text(encoding="utf-8"))[0]
    named = set(re.findall(r"[a-z_0-9]+", text))

    def names(shape: Any) -> set[str]:
        if isinstance(shape, list):
            return set().union(*map(names, shape))
        if not isinstance(shape, dict):
            return set()
        own = set(shape["properties"]) if isinstance(shape.get("properties"), dict) else set()
        return own.union(*map(names, shape.values()))

    assert names(schema()) - {"en", "zh"} <= named


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "benchmarks").glob("bench_*.py")))
def test_every_benchmark_has_what_make_bench_asks_it_for(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").sections)


@pytest.mark.parametrize("name", ["bench_index", "bench_intake"])
def test_a_benchmark_reports_figures_and_no_verdict(name: str) -> None:
    for each in importlib.import_module(f"benchmarks.{name}").sections(quick=True):
        text = each.markdown()
        assert text.startswith(f"## {each.title}\n")
        assert all(len(row) == len(each.head) for row in each.rows)


def test_figures_are_written_with_how_they_were_obtained() -> None:
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert "make bench" in text and "Machine: " in text
    for title in ("Exact seeking", "What a cold seek costs", "Indexing a recording", "Taking a file in",
                  "Saving a mark", "Exporting a case file", "Verifying a case file", "Not measured"):  # fmt: skip
        assert section(text, title)


def test_the_walkthrough_of_the_seal_is_where_readme_sends_auditors() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docs/verification.md" in section(text, "For auditors: check a case file without this program")
    assert Path(DOCS / "verification.md").read_text(encoding="utf-8").count("```") >= 4
