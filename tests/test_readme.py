"""README, help and contract say the same, and what README shows really happens."""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

import pytest

from app.cli.parser import build_parser, parse
from app.cli.verbs import VERBS
from tests import barcodes
from tests.barcodes import Recipe
from tests.command import ROOT, Answer, apart
from tests.documents import README, blocks, links, matches, pages, steps, written_commands
from tests.test_project import tracked

CONTRACT: dict[str, set[str]] = {
    "demo": {"--no-window"},
    "new library": set(),
    "new case": {"--kind", "--title"},
    "add": {"--as", "--raw", "--start"},
    "media": {"--raw"},
    "still": {"--frame", "--at", "-o"},
    "clip": {"--in", "--out", "-o", "--copy", "--encode"},
    "mark": {"--in", "--out", "--page", "--box", "--point", "--verdict", "--how", "--quote", "--note"},
    "marks": set(),
    "import": {"--map", "--encoding", "--dry-run", "--keep-good", "--report"},
    "register": {"-o"},
    "checklists": {"--list", "--version", "-o", "--from", "--case", "--reason"},
    "find": set(),
    "transcript": {"--language", "--offset", "--encoding", "--columns", "--withdraw"},
    "export": {"-o", "--lang", "--copy", "--sign", "--passphrase-file", "--timestamp"},
    "bundle": {"-o", "--lang", "--copy", "--originals", "--sign", "--passphrase-file", "--timestamp"},
    "open": {"--trust"},
    "letter": {"-o", "--kind", "--lang"},
    "verify": {"--trust", "--against"},
    "locate": {"--still", "--open"},
    "clock": {
        "--start",
        "--offset",
        "--drift",
        "--uncertainty",
        "--method",
        "--propose",
        "--event",
        "--like",
        "--is",
        "--clear",
        "--dry-run",
    },
    "series": {"--join", "--apart", "--reason", "--start"},
    "check": set(),
    "audit": set(),
    "backup": {"--list"},
    "restore": {"--reason"},
    "erase": {"--reason"},
}
"""The forms that other people's scripts rely on."""

BEYOND = {
    "demo": {"--complaints"},
    "mark": {"--remarks"},
    "marks": {
        "--remarks",
        "-o",
        "--output",
        "--exhibit",
        "--from",
        "--observation",
        "--point",
        "--verdict",
        "--how",
        "--dry-run",
    },
    "audit": {"--remarks"},
    "new library": {"--zone", "--shared"},
    "still": {"--output", "--caption"},
    "clip": {"--output"},
    "export": {"--output"},
    "bundle": {"--output"},
    "letter": {"--output"},
    "register": {"--output"},
    "checklists": {"--output"},
}
"""Options that came on top; they keep their meaning too."""


def commands(parser: argparse.ArgumentParser, name: str = "") -> dict[str, argparse.ArgumentParser]:
    """The parsers of all verbs, by their words."""
    found: dict[str, argparse.ArgumentParser] = {}
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not nested:
        return {name: parser}
    for word, inner in nested[0].choices.items():
        found |= commands(inner, f"{name} {word}".strip())
    return found


def own_options(verb: str) -> set[str]:
    """Options of a verb that are not common to all."""
    common = {"-h", "--help", "--json", "--library"} | (set() if verb in ("export", "bundle", "letter") else {"--lang"})
    return {option for action in commands(build_parser())[verb]._actions for option in action.option_strings} - common


def test_the_verbs_are_those_of_the_contract() -> None:
    assert set(commands(build_parser())) == set(CONTRACT)
    assert {verb.split()[0] for verb in CONTRACT} == set(VERBS)


@pytest.mark.parametrize("verb", CONTRACT)
def test_a_verb_has_the_options_of_the_contract_and_its_help_names_them(verb: str) -> None:
    assert own_options(verb) == CONTRACT[verb] | BEYOND.get(verb, set())
    shown = commands(build_parser())[verb].format_help()
    assert all(option in shown for option in {*own_options(verb), "--json", "--help"})


@pytest.mark.parametrize("verb", CONTRACT)
def test_help_is_answered_with_zero(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        parse([*verb.split(), "--help"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: replaydesk {verb}")


@pytest.mark.parametrize("verb", CONTRACT)
def test_readme_has_an_example_of_every_verb(verb: str) -> None:
    assert f"replaydesk {verb}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_that_is_written_down_can_be_typed(page: Path) -> None:
    for words in written_commands(page.read_text(encoding="utf-8")):
        parse(words)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_files_and_folders_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:app|widgets|exports|evidence|docs|tests|benchmarks|\.ci)/[\w./-]+)`", text)
    named += re.findall(r"^  ((?:app|exports|evidence)/\w+) ", text, re.MULTILINE)
    places = [ROOT / name for name in named] + [page.parent / target for target in links(text)]
    missing = [
        str(place.relative_to(ROOT)) for place in places if not (place.exists() or place.with_suffix(".py").exists())
    ]
    if not (ROOT / "docs" / "screenshots.py").exists():
        missing = [name for name in missing if not name.startswith("docs/images/")]
    assert missing == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_targets_of_make_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make (\w+)`", text))
    named |= {word for block in blocks(text, "sh") for word in re.findall(r"^make (\w+)", block, re.MULTILINE)}
    assert named <= targets


def test_make_has_the_two_commands_and_they_set_up_what_they_need() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        recipe = re.search(rf"^{target}:\n((?:\t.*\n)+)", text, re.MULTILINE)
        assert recipe and ".ci/setup" in recipe[1].splitlines()[0]


def test_what_readme_shows_happens(tmp_path: Path) -> None:
    walk = next(block for block in blocks(README.read_text(encoding="utf-8"), "console") if "new library" in block)
    clip = barcodes.make(tmp_path / "counter.mp4", Recipe(frames=300, gop=25, sound_s=12))
    (tmp_path / "counter.srt").write_text(
        "1\n00:00:04,500 --> 00:00:07,000\nthere may be a small loss at first\n\n"
        "2\n00:00:07,000 --> 00:00:09,000\nafter that you get it back in full\n",
        encoding="utf-8",
    )
    (tmp_path / "tickets.csv").write_text(
        "Ticket,Date,Type,Words\n17,2026-03-10,fee,Nobody told me of the fee\n18,2026-03-11,BA,I want it back\n",
        encoding="utf-8",
    )
    digest = hashlib.sha256(clip.read_bytes()).hexdigest()[:16]
    shown_digest = re.findall(r"sha256=([0-9a-f]{16})", walk)[0]
    walk = walk.replace(shown_digest, digest)
    label, year = re.findall(r"^(C-(20[0-9]{2})-0001)$", walk, re.MULTILINE)[0]
    environment: dict[str, str] = {}
    last, ran, made_in = Answer(0, "", ""), 0, year
    todo = steps(walk)
    for place, step in enumerate(todo):
        name, *words = step.words
        asked_for_code = place + 1 < len(todo) and todo[place + 1].words == ["echo", "$?"]
        if name == "export":
            variable, _, value = words[0].partition("=")
            environment[variable] = value
        elif name == "unset":
            environment.pop(words[0])
        elif name == "cmp":
            assert (tmp_path / words[0]).read_bytes() == (tmp_path / words[1]).read_bytes()
        elif name == "echo":
            assert step.answer == [str(last.code)]
        else:
            assert name == "replaydesk"
            words = [word.replace(label, f"C-{made_in}-0001") for word in words]
            last, ran = apart(*words, environment=environment, cwd=tmp_path), ran + 1
            said = last.out.splitlines()
            if words[:2] == ["new", "case"]:
                made_in = said[0][2:6]
            said = [line.replace(f"C-{made_in}-", f"C-{year}-") for line in said]
            assert matches(said, step.answer), (step.words, said, step.answer)
            assert last.err == ""
            assert asked_for_code or last.code == 0
    assert ran == len([step for step in todo if step.words[0] == "replaydesk"]) >= 12


def test_the_comparison_of_answers_bites() -> None:
    assert matches(["one", "two", "three"], ["one", "…", "three"])
    assert matches(["case.pdf  11 p."], ["case.pdf  …"])
    assert not matches(["one", "two"], ["one"])
    assert not matches(["one"], ["one", "two"])
    assert not matches(["passed"], ["failed"])


STRANGE_WORDS = {
    # Names of tools that write text, and of what talks to them: by digest, so that this file does not hold them either.
    "c857d09db23e",
    "c70eca6b0f88",
    "7d3194f79e64",
    "60965168ce76",
    "3ea125d0bff3",
    "5d72436256ad",
    "94a168d2da57",
    "d298391b0743",
}


def test_no_file_names_a_machine_a_mirror_or_a_writing_tool() -> None:
    place = re.compile(r"(?<![\w.~])/(?:work|root)/")
    mirror = re.compile(r"https?://[^\s/\"')]*(?:registry|mirror|artifact|nexus|proxy|pypi|npmjs)[^\s/\"')]*")
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        words = set(re.findall(r"[a-z]{5,}", text.lower()))
        strange = {word for word in words if hashlib.sha256(word.encode()).hexdigest()[:12] in STRANGE_WORDS}
        looked_for = [mirror] if path.name == "test_project.py" else [mirror, place]  # that one names what it looks for
        found += [f"{path.relative_to(ROOT)}: {each[0]}" for what in looked_for if (each := what.search(text))]
        found += [f"{path.relative_to(ROOT)}: {word}" for word in strange]
    assert found == []
