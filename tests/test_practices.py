"""The table of practices names every one of them, and screens, lists and verbs that there are."""

from __future__ import annotations

import re

from app.cli.verbs import VERBS
from app.window.papers.page import KINDS
from evidence.model.handling import StepKind
from evidence.rules.checklists import load_checklists
from tests.documents import DOCS

TEXT = (DOCS / "practices.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if re.match(r"\| \d", line)]
SECTIONS = {kind.spec.name.en for kind in KINDS}
STEPS = {kind.label.en.lower() for kind in StepKind}


def test_every_practice_is_there_once_and_in_order() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 26)]
    assert all(len(row) == 6 and row[1] for row in ROWS)


def test_what_is_not_built_whole_says_what_is_missing() -> None:
    for number, _practice, built, screen, _verb, missing in ROWS:
        assert built in ("yes", "partly", "no"), number
        assert bool(screen) == (built != "no"), number
        assert missing or built == "yes", number


def test_the_papers_that_are_named_are_sections_and_steps_that_there_are() -> None:
    named = [part for row in ROWS for part in re.findall(r"papers: ([^;|]+)", row[3])]
    sections = [re.sub(r" \(.*\)| as proof", "", one).strip() for part in named for one in part.split(", ")]
    assert len(sections) > 20 and set(sections) <= SECTIONS, set(sections) - SECTIONS
    steps = {one for part in named for one in re.findall(r"Steps of handling \(([^)]+)\)", part)}
    known = {one for step in steps for one in STEPS if step in one or step == one}
    assert len(steps) == 5 and len(known) == len(steps), steps


def test_the_checklists_and_verbs_that_are_named_exist() -> None:
    lists = load_checklists()
    codes = {point.code for one in lists.values() for point in one.points}
    for row in ROWS:
        for code in re.findall(r"\b([A-Z]{2}[0-9]{2})\b", " ".join(row)):
            assert code in codes, code
        for name in re.findall(r"\b([A-Z]{2})\b", row[3]):
            assert name in lists, name
        for verb in re.findall(r"`([a-z]+)`", row[4]):
            assert verb in {each.split()[0] for each in VERBS}, verb


def test_the_pages_that_are_named_exist() -> None:
    links = re.findall(r"\]\(([\w.-]+\.md)\)", TEXT)
    assert len(links) >= 4 and all((DOCS / one).is_file() for one in links)
