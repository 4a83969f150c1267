"""The classes of a complaint's reported cause, as data: each with its instrument, and whether anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evidence.labels import Label
from evidence.rules.fields import Fields, problem, read_rules

FILE = "causes.json"


@dataclass(frozen=True, slots=True)
class CauseClass:
    """One class. `beside`: it is reported beside those that the standard itself counts."""

    code: str
    label: Label
    beside: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class CauseClasses:
    """The classes in the order of the standard, and the instrument that sets them."""

    number: str
    title: Label
    classes: tuple[CauseClass, ...]

    def label_of(self, code: str) -> Label:
        """The words of a class; the code itself where this program does not know it."""
        return next((one.label for one in self.classes if one.code == code), Label(code, code))

    def verified(self, code: str) -> bool:
        """Whether a person has read this class in the instrument itself."""
        return any(one.code == code and one.verified for one in self.classes)


def read_causes(path: Path | None = None) -> CauseClasses:
    """Read the shipped classes, or those at `path`.

    Raises:
        RulesProblem: they are not what they should be.
    """
    with read_rules(FILE, path) as whole:
        whole.notes("fields")
        with whole.inner("standard") as told:
            number, title = told.text("number"), Label(told.text("en"), told.text("zh"))
        classes = tuple(_class(one) for one in whole.objects("causes"))
    codes = [one.code for one in classes]
    if len(set(codes)) != len(codes):
        raise problem(FILE, "a code stands there twice", "代码重复")
    return CauseClasses(number, title, classes)


@cache
def load_causes() -> CauseClasses:
    """The shipped classes, read once."""
    return read_causes()


def _class(fields: Fields) -> CauseClass:
    with fields as told:
        label = Label(told.text("en"), told.text("zh"))
        code, beside, certainty = told.text("code"), told.flag("beside"), told.text("certainty")
        by, on = told.text_or_none("verified_by"), told.day_or_none("verified_on")
        if certainty not in ("reported", "found"):
            raise problem(told.where, "the certainty is reported or found", "可信度应为 reported 或 found")
        if (by is None) != (on is None):
            raise problem(told.where, "who verified and when belong together", "核实人与核实日期须同时填写")
    return CauseClass(code, label, beside, by is not None)
