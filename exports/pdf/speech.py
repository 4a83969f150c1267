"""In which language the print speaks, and which stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.labels import Label


def label_of(pair: dict[str, Any] | None) -> Label:
    """The label of a `{"en": …, "zh": …}` of case.json; empty if there is none."""
    return Label(pair["en"], pair["zh"]) if pair else Label("", "")


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages of one edition.

    `en` and `zh` print sentences in one language, and short labels in that language with the other beside them in
    grey. `both` prints the sentences in both, English first.
    """

    edition: str

    @property
    def main(self) -> str:
        """The language that comes first."""
        return "zh" if self.edition == "zh" else "en"

    @property
    def other(self) -> str:
        """The language that stands beside it."""
        return "en" if self.edition == "zh" else "zh"

    @property
    def tag(self) -> str:
        """The language of the document, for a screen reader."""
        return "zh-Hans" if self.main == "zh" else "en-GB"

    def say(self, label: Label, **values: object) -> str:
        """A label or sentence in the main language; a value that is a label itself is said in the same language."""
        return label.filled(**values).text(self.main)

    def beside(self, label: Label, **values: object) -> str:
        """The same in the other language; empty if it would say the same."""
        said = label.filled(**values)
        words, first = said.text(self.other), said.text(self.main)
        return "" if words == first else words

    def pair(self, label: Label, **values: object) -> str:
        """Both on one line."""
        return f"{self.say(label, **values)} {self.beside(label, **values)}".rstrip()

    def sentences(self, label: Label, **values: object) -> list[str]:
        """A sentence in each language that this edition prints sentences in."""
        first, second = self.say(label, **values), self.beside(label, **values)
        return [first, second] if self.edition == "both" and second else [first]
