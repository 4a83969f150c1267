"""What a verification says: checks with their reasons, and the verdicts that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Label:
    """One sentence in both languages."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """The words in `language`: "en" or "zh"."""
        return self.zh if language == "zh" else self.en


class Answer(StrEnum):
    """The answer to a check; doubt is the third one."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cannot_tell"


class Question(StrEnum):
    """The two questions: is it whole and unchanged, and who vouches for it."""

    INTEGRITY = "integrity"
    ORIGIN = "origin"


EXIT_CODES = {Answer.PASSED: 0, Answer.FAILED: 1, Answer.CANNOT_TELL: 3}


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `name` is the stable word that scripts read; `files` are the parts it speaks about."""

    name: str
    question: Question
    verdict: Answer
    reason: Label
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one file. The verdicts are computed from them and from nothing else."""

    checks: tuple[Check, ...]

    @property
    def integrity(self) -> Answer:
        """Whether nothing changed since the file was made, and all its parts agree."""
        return _together(check.verdict for check in self.checks if check.question is Question.INTEGRITY)

    @property
    def origin(self) -> Answer:
        """Whether somebody vouches for the file."""
        return _together(check.verdict for check in self.checks if check.question is Question.ORIGIN)

    @property
    def verdict(self) -> Answer:
        """Both questions together."""
        return _together((self.integrity, self.origin))

    @property
    def exit_code(self) -> int:
        """0 passed, 1 failed, 3 cannot tell."""
        return EXIT_CODES[self.verdict]

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """The document of `verify --json`, with the reasons in `language`."""
        return {
            "verdict": self.verdict.value,
            "integrity": self.integrity.value,
            "origin": self.origin.value,
            "checks": [
                {
                    "name": check.name,
                    "verdict": check.verdict.value,
                    "reason": check.reason.text(language),
                    "files": list(check.files),
                }
                for check in self.checks
            ],
        }


class Unreadable(Exception):
    """The path cannot be read at all, so there is nothing to report on."""

    def __init__(self, en: str, zh: str) -> None:
        """Take the sentence in English and in Chinese."""
        super().__init__(en)
        self.sentence = Label(en, zh)


def passed(name: str, question: Question, en: str, zh: str, files: tuple[str, ...] = ()) -> Check:
    """A check that passed."""
    return Check(name, question, Answer.PASSED, Label(en, zh), files)


def failed(name: str, question: Question, en: str, zh: str, files: tuple[str, ...] = ()) -> Check:
    """A check that failed."""
    return Check(name, question, Answer.FAILED, Label(en, zh), files)


def cannot_tell(name: str, question: Question, en: str, zh: str, files: tuple[str, ...] = ()) -> Check:
    """A check that has no answer, with the reason why."""
    return Check(name, question, Answer.CANNOT_TELL, Label(en, zh), files)


def _together(answers: Iterable[Answer]) -> Answer:
    """Failed if one failed, else in doubt if one is in doubt or none was asked, else passed."""
    found = set(answers)
    if Answer.FAILED in found:
        return Answer.FAILED
    return Answer.PASSED if found == {Answer.PASSED} else Answer.CANNOT_TELL
