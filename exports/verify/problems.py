"""Many problems of one kind become one check with one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.verify.report import Answer, Check, Label, Question

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (without a full stop), and with which part."""

    part: str
    en: str
    zh: str


def check_of(name: str, question: Question, problems: Sequence[Problem], fine: Label, files: tuple[str, ...]) -> Check:
    """Passed with `fine` if there are no problems; else failed with the first, the number of others, and all parts."""
    if not problems:
        return Check(name, question, Answer.PASSED, fine, files)
    first, more = problems[0], len(problems) - 1
    parts = tuple(dict.fromkeys(problem.part for problem in problems))[:_NAMED]
    reason = Label(
        first.en + (f" (and {more} more)." if more else "."),
        first.zh + (f"（另有 {more} 处）。" if more else "。"),
    )
    return Check(name, question, Answer.FAILED, reason, parts)
