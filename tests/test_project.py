"""The project's own files: what is packaged, what is pinned, what may stand in the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP = ("app", "widgets", "exports", "evidence")
LARGEST = 200_000
"""Bytes; test media above this have no place in the repository. Fonts are meant, and so is a screenshot or two."""


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """Files under version control; without a repository (an unpacked source archive) there is nothing to check."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in found.stdout.split("\0") if name and (ROOT / name).is_file()]


def packages() -> set[str]:
    return {".".join(path.parent.relative_to(ROOT).parts) for top in TOP for path in (ROOT / top).rglob("__init__.py")}


def test_the_packages_written_out_are_the_packages_of_the_tree() -> None:
    listed = project()["tool"]["setuptools"]["packages"]
    assert listed == sorted(listed), "in alphabetical order, please"
    assert set(listed) == packages(), "pyproject.toml, [tool.setuptools] packages, has to follow the tree"


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for top in TOP for path in (ROOT / top).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_every_other_file_of_a_package_is_package_data() -> None:
    data = project()["tool"]["setuptools"]["package-data"]
    forgotten = []
    for path in tracked():
        parts = path.relative_to(ROOT).parts
        if parts[0] not in TOP or path.suffix == ".py":
            continue
        package, inside = parts[:-1], parts[-1]
        while ".".join(package) not in packages():
            package, inside = package[:-1], f"{package[-1]}/{inside}"
        patterns = data.get(".".join(package), ())
        if not any(Path(inside).match(pattern) for pattern in patterns):
            forgotten.append(str(path.relative_to(ROOT)))
    assert forgotten == []


def test_every_package_opens_with_one_line_about_itself() -> None:
    for name in packages():
        text = (ROOT.joinpath(*name.split(".")) / "__init__.py").read_text(encoding="utf-8")
        assert text.startswith('"""'), name


def test_pyside_is_held_below_the_version_that_aborts() -> None:
    pinned = [
        line for line in project()["project"]["dependencies"] if "PySide6" in line and "python_version < " in line
    ]
    assert len(pinned) == 2
    assert all(">=6.11.1,<6.12;" in line and "'3.12'" in line for line in pinned)


def test_every_dependency_has_an_upper_bound_and_an_exact_version_in_the_lock() -> None:
    locked = {
        re.split("==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    for line in project()["project"]["dependencies"]:
        name = re.split(r"[\[<>=;]", line)[0].strip().lower().replace("_", "-")
        assert name in locked, f"{name} is missing in constraints.txt"
        assert "<" in line.split(";")[0] or name == "tzdata", f"{line} has no upper bound"


def test_every_dependency_is_explained() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    extra = project()["project"]["optional-dependencies"]["test"]
    for line in [*project()["project"]["dependencies"], *extra]:
        name = re.split(r"[\[<>=;]", line)[0].strip().lower()
        assert name in text, f"CONTRIBUTING.md does not say why {name} is there"


def test_the_installed_program_has_its_command() -> None:
    scripts = metadata.entry_points(group="console_scripts", name="replaydesk")
    assert {script.value for script in scripts} <= {"app.main:main"}


@pytest.mark.parametrize("script", ["run", "setup", "check", "lock", "fetch-fonts"])
def test_the_scripts_may_be_run(script: str) -> None:
    path = ROOT / ".ci" / script
    assert os.access(path, os.X_OK)
    if path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash"):
        subprocess.run(["bash", "-n", str(path)], check=True)


def test_no_large_file_lies_in_the_repository() -> None:
    large = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.stat().st_size > LARGEST
        and path.suffix != ".ttf"
        and path.relative_to(ROOT).parts[0] != "docs"
        and path.name != "hashes.txt"  # digests of all that pip may install
    ]
    assert large == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+")
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".txt", "") and path.name != Path(__file__).name:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not places.search(text), f"{path.relative_to(ROOT)}: {places.search(text)}"


def test_the_interpreter_is_one_the_program_supports() -> None:
    assert project()["project"]["requires-python"] == ">=3.11"
    assert sys.version_info >= (3, 11)
