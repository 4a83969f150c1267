"""How the checks speak: answers with a reason in both languages, and lists of names that stay short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.check import Check
from evidence.labels import Label
from evidence.model.kinds import Answer

SHOWN = 8


def passed(name: str, en: str, zh: str, about: Iterable[str] = ()) -> Check:
    """The question is answered with yes."""
    return Check(name, Answer.PASSED, Label(en, zh), tuple(about))


def failed(name: str, en: str, zh: str, about: Iterable[str] = ()) -> Check:
    """The question is answered with no; `about` names what it is about."""
    return Check(name, Answer.FAILED, Label(en, zh), tuple(about))


def cannot_tell(name: str, en: str, zh: str, about: Iterable[str] = ()) -> Check:
    """It cannot be told, and this is why."""
    return Check(name, Answer.CANNOT_TELL, Label(en, zh), tuple(about))


def listed(names: Sequence[str]) -> Label:
    """The first names, and how many more there are."""
    first, more = names[:SHOWN], len(names) - SHOWN
    return Label(
        ", ".join(first) + (f" and {more} more" if more > 0 else ""),
        "、".join(first) + (f" 等 {len(names)} 项" if more > 0 else ""),
    )
