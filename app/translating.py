"""Corrections of the program's Chinese words from a .ts file of Qt Linguist: all of them are taken, or none.

Such a file is written by `python -m docs.make_words`. An entry names the words that it corrects by its source, which is
the English, and its comment, which is the Chinese of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from xml.parsers import expat

from evidence.errors import WorldError, WrongUse
from evidence.labels import Label, Pair, correct

LARGEST = 16 * 1024 * 1024
LONGEST = 4000
_TEXTS = ("source", "comment", "translation")
_GONE = ("vanished", "obsolete")


class _Wrong(Exception):
    def __init__(self, line: int, reason: Label) -> None:
        super().__init__(reason.en)
        self.line, self.reason = line, reason


def read_corrections(path: Path) -> dict[Pair, str]:
    """The Chinese of a .ts file for each pair of words that it corrects; words that are left as they are count not.

    Raises:
        WrongUse: it cannot be read, or is no such file; with the line and what is wrong there.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise _Wrong(1, Label("it is too large", "文件过大"))
        return _Reader(path.read_bytes()).found
    except OSError:
        raise WrongUse(
            f"The file of corrected words “{path.name}” cannot be opened. The program’s own words are used.",
            f"无法打开词语更正文件“{path.name}”。现使用程序自带的词语。",
        ) from None
    except _Wrong as wrong:
        raise WrongUse(
            f"The file of corrected words “{path.name}” is not used: line {wrong.line}, {wrong.reason.en}. The "
            "program’s own words are used.",
            f"未使用词语更正文件“{path.name}”：第 {wrong.line} 行，{wrong.reason.zh}。现使用程序自带的词语。",
        ) from wrong


def use_words(file: Path | None) -> Label | None:
    """Say the words as a translator has corrected them; without a file the program's own. Why not, if it is bad."""
    try:
        correct(read_corrections(file) if file else {})
    except WorldError as error:
        return error.sentence
    return None


@dataclass(slots=True)
class _Message:
    """One entry while it is read."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    gone: bool = False


class _Reader:
    """Reads what Qt Linguist writes; no entity is expanded, nothing outside is fetched."""

    def __init__(self, data: bytes) -> None:
        self.found: dict[Pair, str] = {}
        self._path: list[str] = []
        self._message: _Message | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code)
            raise _Wrong(error.lineno, Label(f"it is not XML ({told})", f"不是 XML（{told}）")) from None

    def _wrong(self, en: str, zh: str, line: int = 0) -> _Wrong:
        return _Wrong(line or self._parser.CurrentLineNumber, Label(en, zh))

    def _entity(self, *_: object) -> None:
        raise self._wrong("it declares entities", "其中声明了实体")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "TS":
            raise self._wrong("it is no file of Qt Linguist", "不是 Qt Linguist 的文件")
        if not self._path and not attributes.get("language", "").startswith("zh"):
            raise self._wrong("its language is not Chinese", "其语言不是中文")
        self._path.append(name)
        if name == "message":
            self._message = _Message(self._parser.CurrentLineNumber)
        elif self._message is not None and name == "translation":
            self._message.gone = attributes.get("type") in _GONE

    def _text(self, text: str) -> None:
        if self._message is not None and self._path[-1] in _TEXTS:
            name = self._path[-1]
            self._message.texts[name] = self._message.texts.get(name, "") + text

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "message" and self._message is not None:
            message, self._message = self._message, None
            if not message.gone:
                self._take(message)

    def _take(self, message: _Message) -> None:
        english, chinese, said = (message.texts.get(name, "") for name in _TEXTS)
        if not english or not chinese:
            raise self._wrong(
                "the entry has no source or no comment: keep both as they were written",
                "条目缺少原文或注释：请保持其原样",
                message.line,
            )
        if not said.strip() or said == chinese:
            return
        if len(said) > LONGEST or any(ord(sign) < 32 and sign != "\n" for sign in said):
            raise self._wrong("the translation is too long or holds control characters", "译文过长或含控制字符",
                              message.line)  # fmt: skip
        if _places(said) != _places(chinese):
            listed = ", ".join(sorted(_places(chinese) or {"–"}))
            raise self._wrong(
                f"the translation has other places in braces than {listed}",
                f"译文花括号中的占位与 {listed} 不一致",
                message.line,
            )
        if self.found.setdefault((english, chinese), said) != said:
            raise self._wrong("the same words are corrected in two ways", "同一词语有两种更正", message.line)


def _places(text: str) -> set[str] | None:
    """The names in braces; None where the braces are no such places."""
    try:
        found = [one[1:] for one in Formatter().parse(text) if one[1] is not None]
    except ValueError:
        return None
    return {f"{name}!{turned}:{form}" if turned or form else str(name) for name, form, turned in found}
