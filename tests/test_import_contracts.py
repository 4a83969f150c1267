"""The import contracts hold, and each of them has been seen to bite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "widgets", "exports", "evidence")

FORBIDDEN = [
    ("evidence/timecode.py", "import exports.fonts", "Arrows point down"),
    ("evidence/timecode.py", "import app.main", "Arrows point down"),
    ("widgets/__init__.py", "import app.main", "Arrows point down"),
    ("widgets/__init__.py", "import exports.fonts", "Arrows point down"),
    ("exports/fonts/__init__.py", "import widgets", "Arrows point down"),
    ("evidence/labels.py", "from PySide6.QtCore import QObject", "runs without Qt"),
    ("exports/fonts/__init__.py", "import PySide6.QtGui", "runs without Qt"),
    ("widgets/__init__.py", "import evidence.store", "Widgets get values"),
    ("widgets/__init__.py", "from evidence import intake", "Widgets get values"),
    ("widgets/__init__.py", "import av", "Widgets get values"),
    ("widgets/__init__.py", "import threading", "Widgets start no threads"),
    ("widgets/__init__.py", "from concurrent.futures import ThreadPoolExecutor", "Widgets start no threads"),
    ("evidence/rules/dates.py", "import sqlite3", "Only the store speaks SQL"),
    ("app/__init__.py", "import sqlite_utils", "Only the store speaks SQL"),
    ("evidence/labels.py", "import av", "Only evidence.media opens"),
    ("exports/fonts/__init__.py", "import cv2", "works on pictures with OpenCV"),
    ("exports/verify/__init__.py", "from evidence.labels import Label", "a reader of its own"),
    ("exports/verify/__init__.py", "from exports.fonts import FONTS", "a reader of its own"),
    ("exports/fonts/__init__.py", "import exports.verify", "The makers share nothing"),
]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda _, names: {n for n in names if Path(n).suffix not in ("", ".py")},
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_contract_bites(copied_tree: Path) -> None:
    for file, line, contract in FORBIDDEN:
        path = copied_tree / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n{line}\n", encoding="utf-8")
        result = lint_imports(copied_tree)
        path.write_text(text, encoding="utf-8")
        assert result.returncode == 1, f"{line} in {file} was not seen:\n{result.stdout}{result.stderr}"
        broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
        assert any(contract in row for row in broken), (line, file, broken)


def test_every_contract_is_among_those_seen_to_bite() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    seen = {contract for _, _, contract in FORBIDDEN}
    assert [one["name"] for one in contracts if not any(part in one["name"] for part in seen)] == []


def test_verification_is_kept_apart_from_every_other_package_of_the_exports() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    apart = next(one for one in contracts if one.get("source_modules") == ["exports.verify"])
    others = {f"exports.{path.parent.name}" for path in (ROOT / "exports").glob("*/__init__.py")} - {"exports.verify"}
    assert set(apart["forbidden_modules"]) == others | {"evidence"}
