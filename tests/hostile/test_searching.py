"""Words to look for, and words in arguments, that are no words: results or none, never a fault."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from evidence.canonical import clean_text
from tests.command import apart, ask, here

QUERIES = (
    '"unbalanced', "NEAR(", "*", "'; DROP TABLE mark; --", "AND", "OR OR", "NOT", "^", "a* OR b", "col:term", "{", "}",
    "(", ")", "-", "+", "\\", "%", "_", "\0", "\x1b[31m", "\ud800", "退" * 5000, "🙂", "e\u0301", "İ", "ß", ".*", "[a-",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_h28_any_query_has_an_answer(marked: Path, query: str) -> None:
    answer = here("find", "--json", "--", query, library=marked)
    assert answer.code == 0 and isinstance(answer.document["hits"], list)


def test_h28_what_was_written_is_found_as_it_was_written(library: Path) -> None:
    for text in (
        'say "unbalanced',
        "100 % NEAR(",
        "under_score",
        "Straße",
        "CAFE\u0301",
        "back\\slash",
        "退保 İstanbul",
    ):
        label = ask("new", "case", "--title", text, library=library)["case"]
        hits = ask("find", text, library=library)["hits"]
        assert [(hit["where"], hit["reference"]) for hit in hits] == [("complaint", label)], text
        assert hits[0]["text"] == clean_text(text)
    assert len(ask("find", "strasse", library=library)["hits"]) == 1
    assert ask("find", "100_%", library=library)["hits"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="arguments of any bytes exist on Linux only")
def test_h26a_arguments_that_are_not_utf_8_are_kept_visibly(marked: Path, case: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(marked, library)
    broken = os.fsdecode(b"caf\xe9 \xb1\xa3")
    apart("new", "case", "--title", broken, library=library)
    answer = apart("mark", case, "EX-01", "--in", "0", "--point", "BA10", "--verdict", "given", "--how", "heard",
                   "--quote", broken, "--note", broken, "--json", library=library)  # fmt: skip
    assert answer.code == 0 and answer.document["quote"] == answer.document["note"] == "caf\\udce9 \\udcb1\\udca3"
    assert len(ask("find", "caf\\udce9", library=library)["hits"]) == 3
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"
    assert ask("check", library=library)["verdict"] == "passed"


@pytest.mark.parametrize(
    "words",
    [
        ("marks",),
        ("check",),
        ("export", "-o", "x.pdf"),
        ("new", "case", "--title"),
        ("still", "--frame", "0", "-o", "x.png", "CASE"),
        ("mark", "--in", "0", "--point", "BA10", "--verdict", "given", "--how", "heard", "CASE"),
        ("locate",),
    ],
)
def test_labels_and_titles_of_any_kind_are_no_fault(library: Path, case: str, words: tuple[str, ...]) -> None:
    words = tuple(case if word == "CASE" else word for word in words)
    for text in ("\ud800", "\0", "a" * 100_000, "🙂", "'; DROP TABLE complaint; --", "%s%n", "C-2026-0001\n"):
        answer = here(*words, text, "--json", library=library)
        assert answer.code in (0, 1, 2), (answer.code, answer.err)


@pytest.mark.skipif(sys.platform != "linux", reason="folders of any bytes exist on Linux only")
@pytest.mark.parametrize("name", [b"a ?mode=memory&x=%41#frag", b"caf\xe9\n"])
def test_a_library_may_lie_in_a_folder_of_any_name(marked: Path, case: str, tmp_path: Path, name: bytes) -> None:
    library = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    shutil.copytree(marked, library)
    ask(
        "mark", case, "EX-01", "--in", "0.4", "--point", "BA10", "--verdict", "given", "--how", "heard", library=library
    )
    exported = here("export", case, "-o", library / "exports" / "case.pdf", "--json", library=library)
    assert exported.code == 0, exported.err
    assert ask("verify", library / "exports" / "case.pdf", library=library)["verdict"] == "passed"
    assert ask("check", library=library)["verdict"] == "passed"
    assert sorted(os.listdir(tmp_path)) == [library.name]
