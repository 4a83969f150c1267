"""Reading a rules file strictly: every field is asked for by name and type, and none may be left over."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from evidence.errors import WorldError
from evidence.labels import Label, Labelled
from evidence.rules.lines import line_of, steps_of

Word = TypeVar("Word", bound=Labelled)

LARGEST = 4_000_000
"""Bytes of a rules file at most; the shipped ones have a tenth of it."""
_ABSENT = object()
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_TWICE = "\0twice"
"""Stands in an object for the name that it has twice, since a parser would keep the last one silently."""


class RulesProblem(WorldError):
    """A checklist or rule pack cannot be read as what it should be."""

    kind = "rules"

    def __init__(self, where: str, reason: Label, line: int | None = None) -> None:
        """Take the place, such as `checklists.json.checklists[0].points[3]`, what is wrong there, and its line."""
        self.where, self.reason, self.line = where, reason, line
        en, zh = (f"{where}, line {line}", f"{where}（第 {line} 行）") if line else (where, where)
        super().__init__(
            f"The rules file is not usable: {en}: {reason.en}. Please correct that entry, or install Replaydesk again.",
            f"规则文件无法使用：{zh}：{reason.zh}。请更正该条目，或重新安装 Replaydesk。",
        )


def problem(where: str, en: str, zh: str) -> RulesProblem:
    """The error for one place in a rules file, such as `checklists.json.checklists[0].points[3]`."""
    return RulesProblem(where, Label(en, zh))


def read_rules(file: str, path: Path | None) -> Fields:
    """The whole of a rules file: the shipped one of that name, or the one at `path`.

    Raises:
        RulesProblem: it cannot be read, or is not a JSON object.
    """
    where = str(path) if path else file
    return rules_in(file, text_of(file, path), where)


def text_of(file: str, path: Path | None) -> str:
    """The text of a rules file.

    Raises:
        RulesProblem: it cannot be opened, or is not UTF-8.
    """
    where = str(path) if path else file
    try:
        if path is not None and path.stat().st_size > LARGEST:
            raise problem(where, f"it is larger than {LARGEST:,} bytes", f"文件超过 {LARGEST:,} 字节")
        return (path or resources.files("evidence.rules") / file).read_text(encoding="utf-8")
    except OSError as unreadable:
        raise problem(where, "it cannot be opened", "无法打开") from unreadable
    except UnicodeDecodeError as no_text:
        line = no_text.object.count(b"\n", 0, no_text.start) + 1
        raise RulesProblem(where, Label("it is not UTF-8 there", "此处不是 UTF-8 编码"), line) from no_text


def rules_in(file: str, text: str, where: str = "") -> Fields:
    """The whole of a rules file whose text is at hand; `where` names it if it is no JSON at all.

    Raises:
        RulesProblem: it is not a JSON object.
    """
    where = where or file
    try:
        return _Whole(file, text)
    except json.JSONDecodeError as no_json:
        reason = Label(f"it is not JSON ({no_json.msg})", f"不是 JSON（{no_json.msg}）")
        raise RulesProblem(where, reason, no_json.lineno) from no_json
    except (ValueError, RecursionError) as no_json:
        raise problem(
            where, f"it is not JSON in UTF-8 ({no_json})", f"不是 UTF-8 编码的 JSON（{no_json}）"
        ) from no_json


class Fields:
    """One object of a rules file. Used in a `with` statement, which ends with an error if a field was not read."""

    def __init__(self, where: str, data: object) -> None:
        """Take the parsed object and the words for where it stands."""
        if not isinstance(data, dict):
            raise problem(where, "an object {…} belongs here", "此处应为对象 {…}")
        self.where = where
        self.plain: dict[str, Any] = data
        """The object as it was parsed."""
        self._left: dict[str, object] = dict(data)

    def __enter__(self) -> Self:
        """Begin reading."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Refuse what nobody asked for: a misspelt field must not be lost silently."""
        if error is None and self._left:
            name = next(iter(self._left))
            raise self._wrong(name, "this field is not known", "未知字段")

    def has(self, name: str) -> bool:
        """Whether the field is there, be it null."""
        return name in self._left

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self._take(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text belongs here", "此处应为文字")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text, or None where the field is null or absent."""
        return self.text(name) if self._given(name) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name, "a list of texts belongs here", "此处应为文字列表")
        return tuple(str(value) for value in values)

    def text_lists(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts."""
        values = self._list(name)
        if not all(isinstance(value, list) and all(isinstance(one, str) for one in value) for value in values):
            raise self._wrong(name, "a list of lists of texts belongs here", "此处应为文字列表的列表")
        return tuple(tuple(str(one) for one in value) for value in values if isinstance(value, list))

    def notes(self, name: str) -> dict[str, str]:
        """An object of texts."""
        value = self._take(name)
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise self._wrong(name, "an object of texts belongs here", "此处应为文字对象")
        return {str(key): str(one) for key, one in value.items()}

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false belongs here", "此处应为 true 或 false")
        return value

    def flag_or_none(self, name: str) -> bool | None:
        """True or false, or None where the field is null or absent."""
        return self.flag(name) if self._given(name) else None

    def count(self, name: str) -> int:
        """A whole number from 0."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name, "a whole number from 0 belongs here", "此处应为不小于 0 的整数")
        return value

    def count_or_none(self, name: str) -> int | None:
        """A whole number from 0, or None where the field is null or absent."""
        return self.count(name) if self._given(name) else None

    def number(self, name: str) -> int | float:
        """Any number."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "a number belongs here", "此处应为数字")
        return value

    def day_or_none(self, name: str) -> date | None:
        """An ISO date, or None where the field is null or absent."""
        if not self._given(name):
            return None
        text = self.text(name)
        try:
            return date.fromisoformat(text)
        except ValueError as unreadable:
            raise self._wrong(name, f"“{text}” is not a date such as 2026-03-01", f"“{text}”不是日期") from unreadable

    def word(self, name: str, words: type[Word]) -> Word:
        """A word of a closed list."""
        return self._word(name, self.text(name), words)

    def word_or_none(self, name: str, words: type[Word]) -> Word | None:
        """A word of a closed list, or None where the field is null or absent."""
        return self.word(name, words) if self._given(name) else None

    def words(self, name: str, words: type[Word]) -> tuple[Word, ...]:
        """A list of words of a closed list."""
        return tuple(self._word(name, text, words) for text in self.texts(name))

    def word_sets(self, name: str, words: type[Word]) -> tuple[frozenset[Word], ...]:
        """A list of sets of words of a closed list."""
        return tuple(frozenset(self._word(name, one, words) for one in texts) for texts in self.text_lists(name))

    def label(self, en: str, zh: str) -> Label:
        """Two fields as a pair; where the Chinese is null or absent, the English stands in."""
        english = self.text(en)
        return Label(english, self.text_or_none(zh) or english)

    def inner(self, name: str) -> Fields:
        """An object inside this one."""
        return Fields(f"{self.where}.{name}", self._take(name))

    def inner_or_none(self, name: str) -> Fields | None:
        """An object inside this one, or None where the field is null or absent."""
        return self.inner(name) if self._given(name) else None

    def objects(self, name: str) -> Iterator[Fields]:
        """A list of objects; absent is empty."""
        if name in self._left:
            for number, value in enumerate(self._list(name)):
                yield Fields(f"{self.where}.{name}[{number}]", value)

    def wrong(self, en: str, zh: str) -> RulesProblem:
        """The error for this object as a whole."""
        return problem(self.where, en, zh)

    def _wrong(self, name: str, en: str, zh: str) -> RulesProblem:
        return problem(f"{self.where}.{name}", en, zh)

    def _take(self, name: str) -> object:
        value = self._left.pop(name, _ABSENT)
        if value is _ABSENT:
            raise self._wrong(name, "this field is missing", "缺少该字段")
        return value

    def _given(self, name: str) -> bool:
        if self._left.get(name) is not None:
            return True
        self._left.pop(name, None)
        return False

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if not isinstance(value, list):
            raise self._wrong(name, "a list […] belongs here", "此处应为列表 […]")
        return value

    def _word(self, name: str, text: str, words: type[Word]) -> Word:
        known = {word.value: word for word in words}
        if text not in known:
            listed = ", ".join(known)
            raise self._wrong(name, f"“{text}” is none of {listed}", f"“{text}”不属于：{listed}")
        return known[text]


class _Whole(Fields):
    """The object that a file is: what is refused inside it is told with its line."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(where, json.loads(text, object_pairs_hook=_object))
        self._text = text
        try:
            refuse_unfit(self.plain, where)
        except RulesProblem as unfit:
            raise self._told(unfit) from None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        except RulesProblem as left_over:
            raise self._told(left_over) from None
        if isinstance(error, RulesProblem) and error.where.startswith(self.where):
            raise self._told(error) from None

    def _told(self, problem: RulesProblem) -> RulesProblem:
        line = line_of(self._text, steps_of(problem.where.removeprefix(self.where)))
        return RulesProblem(problem.where, problem.reason, line)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made[_TWICE] = next(name for at, name in enumerate(names) if name in names[:at])
    return made


def refuse_unfit(value: object, where: str) -> None:
    """Keep out what a reader would not see: a name twice in one object, and signs that only steer how text is shown.

    Raises:
        RulesProblem: there is something of that kind; names the place.
    """
    if isinstance(value, dict):
        if _TWICE in value:
            name = str(value[_TWICE])
            raise problem(f"{where}.{name}", f"“{name}” stands twice in one object", f"同一对象中“{name}”重复")
        for name, inner in value.items():
            refuse_unfit(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            refuse_unfit(inner, f"{where}[{number}]")
    elif isinstance(value, str) and (sign := unseen_sign(value)):
        told = f"U+{ord(sign):04X}"
        raise problem(where, f"it holds the invisible sign {told}", f"含有不可见字符 {told}")


def unseen_sign(text: str) -> str | None:
    """The first control sign, half pair or sign of direction in a text; None where there is none."""
    return next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") or sign in _STEERING), None)
