"""The rule packs that are in force: a file that cannot be read changes nothing, and is named with line and reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evidence.rules.fields import RulesProblem
from evidence.rules.pack import RulePack
from evidence.rules.packs import load_packs


class PacksInForce:
    """The last good packs. At first those that are shipped."""

    def __init__(self) -> None:
        """Begin with the shipped ones."""
        self.packs: Mapping[str, RulePack] = load_packs()
        self.problem: RulesProblem | None = None
        """Why the file that was looked at last is not in force; None where it is."""

    def take(self, path: Path) -> bool:
        """Let the packs of a file be in force; False, and `problem` says why, where it cannot be read.

        A pack that the file does not hold stays as it was: a library's complaints are judged by packs they name.
        """
        try:
            read = load_packs(path)
        except RulesProblem as problem:
            self.problem = problem
            return False
        self.packs, self.problem = {**self.packs, **read}, None
        return True
