"""Words a person reads, in English and Chinese, always as a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LANGUAGES = ("en", "zh")
Pair = tuple[str, str]
"""The English and the Chinese of a label, as the program says them."""
_corrected: dict[Pair, str] = {}


def correct(words: Mapping[Pair, str]) -> None:
    """Say these labels in other Chinese from now on, in this process; what was corrected before is forgotten."""
    _corrected.clear()
    _corrected.update(words)


@dataclass(frozen=True, slots=True)
class Label:
    """One thing said in both languages of the program."""

    en: str
    chinese: str
    """As the program says it: that is stored and printed. On screen it is `zh`, which may have been corrected."""

    @property
    def zh(self) -> str:
        """The Chinese as it is shown."""
        return _corrected.get((self.en, self.chinese), self.chinese) if _corrected else self.chinese

    def text(self, language: str) -> str:
        """The words in `language`: "en" or "zh"."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> Label:
        """The same with its `{places}` filled; a value that is a label says itself in each language.

        Without values it stays as it is, braces and all.
        """
        if not values:
            return self
        en, zh = (
            {name: value.text(language) if isinstance(value, Label) else value for name, value in values.items()}
            for language in LANGUAGES
        )
        return Label(self.en.format(**en), self.zh.format(**zh))


class Labelled(StrEnum):
    """An enumeration whose members are stored as plain words and shown by their labels.

    A member is written `NAME = "stored", "English", "中文"`.
    """

    label: Label

    def __new__(cls, value: str, en: str = "", zh: str = "") -> Self:
        """Make the member equal to its stored word and hang the label on it.

        The defaults are never used: they let a type checker read `Verdict("given")` as the look-up that it is.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Label(en, zh)
        return member
