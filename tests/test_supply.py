"""What the program is made of: every package is listed with its licence, pinned, and pinned by digest."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from functools import cache

from packaging.requirements import Requirement

from tests.command import ROOT

PAGE = (ROOT / "docs" / "supply.md").read_text(encoding="utf-8")
ALLOWED = re.compile(r"MIT|BSD|0BSD|Zlib|CC0-1\.0|Apache|PSF-2\.0|MPL-2\.0|LGPL|HPND|Public Domain|public domain")
ELSEWHERE = {"audioop-lts", "colorama", "tzdata"}
"""Needed by other Pythons or systems only."""


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def needed() -> dict[str, str]:
    """Every package that is needed while the program runs, and its licence as it says itself."""
    found: dict[str, str] = {}

    def visit(text: str, extras: frozenset[str]) -> None:
        wanted = Requirement(text)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            return
        name = plain(wanted.name)
        if name in found:
            return
        told = importlib.metadata.distribution(wanted.name)
        found[name] = licence(told)
        for further in told.requires or []:
            visit(further, frozenset(wanted.extras))

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        visit(dependency, frozenset())
    return found


def licence(told: importlib.metadata.Distribution) -> str:
    """What a package says of its licence, in whichever field."""
    classifiers = [one.rpartition(" :: ")[2] for one in told.metadata.get_all("Classifier", []) if "License" in one]
    said = [text for field in ("License-Expression", "License") for text in told.metadata.get_all(field, [])]
    return " ".join([*(text.partition("\n")[0] for text in said), *classifiers])


def listed() -> dict[str, str]:
    """Packages and licences on the page."""
    rows = re.findall(r"^\| ([a-z0-9][a-z0-9-]*) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    return {name: said for name, said in rows if name != "package"}


def pinned() -> dict[str, str]:
    """Names and versions in the lock file."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return {plain(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)}


def test_the_page_lists_exactly_what_is_needed_and_all_of_it_may_be_used() -> None:
    assert set(listed()) - ELSEWHERE == set(needed()) - ELSEWHERE
    for name, said in needed().items():
        assert ALLOWED.search(said), (name, said)
        family = {"MIT", "BSD", "Apache", "PSF", "MPL", "LGPL"} & set(re.findall(r"MIT|BSD|Apache|PSF|MPL|LGPL", said))
        assert not family or any(one in listed()[name] for one in family), (name, said, listed()[name])


def test_the_gpl_parts_that_come_bundled_are_named() -> None:
    assert "x264" in listed()["av"] and "x265" in listed()["av"] and "GPL" in listed()["av"]


def test_everything_needed_is_pinned_as_it_is_installed() -> None:
    for name in set(needed()) - {"pip"}:
        assert pinned()[name] == importlib.metadata.version(name), f"{name}: run .ci/lock"


def test_every_pinned_version_is_pinned_by_digest_too() -> None:
    text = (ROOT / "hashes.txt").read_text(encoding="utf-8")
    hashed = {plain(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)}
    hashed.pop("pip", None)  # sqlite-utils asks for it; every environment brings its own
    assert hashed == pinned(), "run .ci/lock"
    parts = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", part) for part in parts)
    assert set(re.findall(r"--(\w+)", text)) == {"hash"}, "no index is named"
