"""A rules file that cannot be read is named with line and reason, and the last good one stays in force."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from evidence.rules.inforce import PacksInForce
from evidence.rules.packs import load_packs


def _file(folder: Path, days: object) -> Path:
    data = json.loads((resources.files("evidence.rules") / "rule_packs.json").read_text("utf-8"))
    data["packs"][0]["clocks"][0]["length"] = days
    path = folder / "packs.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return path


def test_a_good_file_is_in_force(tmp_path: Path) -> None:
    rules = PacksInForce()
    assert rules.packs == load_packs()
    assert rules.take(_file(tmp_path, 20))
    assert rules.packs["CN"].clock("cn_decide_simple").length == 20


def test_a_malformed_file_is_named_with_its_line_and_the_last_good_one_stays(tmp_path: Path) -> None:
    rules = PacksInForce()
    rules.take(_file(tmp_path, 20))
    bad = _file(tmp_path, "soon")
    line = next(n for n, text in enumerate(bad.read_text("utf-8").splitlines(), 1) if '"length": "soon"' in text)
    assert not rules.take(bad)
    assert rules.packs["CN"].clock("cn_decide_simple").length == 20
    assert rules.problem is not None
    assert rules.problem.line == line
    assert "a whole number from 0 belongs here" in rules.problem.sentence.en
    assert f"第 {line} 行" in rules.problem.sentence.zh


def test_a_file_mended_is_in_force_again(tmp_path: Path) -> None:
    rules = PacksInForce()
    rules.take(_file(tmp_path, "soon"))
    assert rules.take(_file(tmp_path, 21))
    assert rules.problem is None
    assert rules.packs["CN"].clock("cn_decide_simple").length == 21
