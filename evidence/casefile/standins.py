"""Covers names and numbers in texts: a stand-in for a person, four last digits at most of a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from evidence.casefile.generic import EVERYDAY_ACCOUNTS, NOT_AFTER_YOUNG, TITLES, names_in, words_of

_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_LATIN = re.compile(rf"[{_LETTER}][{_LETTER}'’-]*")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_GAP = "[\\s\u00b7\u200b-\u200d\u2060\ufeff]{0,2}"
"""What people put between the characters of a name: `王 芳`."""
_TWO_SIGNS = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 令狐 宇文 长孙 端木"
_COMPOUND = frozenset(_TWO_SIGNS.split())
"""Surnames of two characters."""
_TOO_SHORT = 2
_SHORT_WORDS = "am an as at be by do go he hi ho if in is it me my no of oh ok on or so to up us we"
_COMMON = frozenset(_SHORT_WORDS.split())
"""Words of two letters that may be a surname: covered only behind a title, or in the whole name."""
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width signs as narrow ones, each one character long as before."""
_DAY = r"(?:19|20)\d{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?"
_DATED = r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[-_T ]?\d{6})?"
"""A time as recorders write it into file names."""
_EXEMPT = (
    r"[0-9a-f]{64}",
    rf"{_DAY}(?:[T\s]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}}(?:[.,]\d{{1,6}})?)?)?(?:\s*[+-]\d{{2}}:?\d{{2}})?",
    r"\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d{1,6})?",
    r"\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,2})?",
    r"\d{1,7}\.\d{1,2}(?![.\d])",
    r"(?:CNY|RMB|USD|EUR|GBP|HKD|SGD|AUD|[¥￥$€£])\s?\d{1,9}(?:\.\d{1,2})?",
    r"\d{1,9}(?:\.\d{1,2})?\s?(?:元|万元|yuan\b)",
)
"""Digests, dates, times and amounts are no numbers of anybody."""
_NUMBERS = (
    r"(?P<digits>\d(?:[ \-./_()\u00b7]{0,2}\d){6,}[Xx]?)",
    r"(?P<said>[零〇一二三四五六七八九幺两]{7,})",
)
_REFERENCE = r"(?:/EX-\d{2,}(?:/M-\d{3,}(?:@[a-z0-9=;/,]{3,160})?)?)?(?![0-9])"
_INSIDE = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_INSIDE_FILES = re.compile(rf"(?<!\d)(?:{_DATED}|{_DAY})(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIGIT = re.compile(r"[\d零〇一二三四五六七八九幺两]")
_PLAIN = re.compile(rf"[{_LETTER}]+")
LEAST_DIGITS = 7
LEAST_NUMBER = 5
"""So many signs a number or account has at least that is looked for in texts."""
DOTS = "••••"
"""What stands for digits that are covered."""


class StandIns:
    """Who is who in one copy: made once from the names of a case, then asked for every text.

    `names` and `numbers` count what was covered.
    """

    def __init__(self, *, own: Iterable[str], safe: Iterable[str], organisations: Iterable[str]) -> None:
        """Take names that stay (the reader's own), labels that are no numbers, and names of organisations."""
        self._own = {one.strip().casefold() for one in own if one.strip()}
        self._safe = [re.escape(one) for one in safe if one]
        self._known = frozenset(word for one in organisations for word in words_of(one))
        self._standing: dict[str, str] = {}
        self._patterns: dict[str, list[str]] = {}
        self._words: set[str] = set()
        self._others: set[str] = set()
        self._signs: set[str] = set()
        self._numbers: list[str] = []
        self._compiled: tuple[re.Pattern[str] | None, re.Pattern[str], re.Pattern[str], list[str]] | None = None
        self._count = 0
        self.names = self.numbers = 0

    def add(self, names: Iterable[str], pseudonym: str = "", field: str = "") -> str:
        """A person with all the names they go by; what stands for them. Known names keep what stood for them first.

        `field` is a whole field that says who they are: it is known by itself, and its words are not looked for.
        """
        names = [one.strip() for one in names if one.strip()]
        known = next((self._standing[one] for one in (*names, field) if one in self._standing), "")
        shown = pseudonym.strip()
        if shown and any(one.casefold() in shown.casefold() for one in names):
            shown = ""  # a pseudonym that says the name covers nothing
        if not known:
            self._count += 1
        stand = known or shown or f"[P{self._count}]"
        if field:
            self._standing[field] = stand
        for one in names:
            if one.casefold() in self._own:
                self._standing.setdefault(one, one)
                continue
            self._standing.setdefault(one, stand)
            self._patterns.setdefault(stand, []).extend(_forms(one))
            self._words |= _latin_words(one)
            self._others |= set() if _LATIN.search(one) or _HAN.search(one) else {one.casefold()}
            self._signs |= {sign for run in _HAN.findall(one) for sign in (run[0], run[-2:][0])}
        self._compiled = None
        return stand

    def add_account(self, account: str, *names: str, pseudonym: str = "") -> str:
        """Somebody by their account; one that is an everyday word is not looked for in texts."""
        everyday = account.casefold() in EVERYDAY_ACCOUNTS
        return self.add([*names, *([] if everyday else [account])], pseudonym, field=account)

    def add_number(self, number: str) -> None:
        """A number that is known to be somebody's: covered however short it is."""
        signs = [one for one in number.translate(_NARROW) if one.isalnum()]
        if len(signs) >= LEAST_NUMBER:
            self._numbers.append(r"[ \-./_\u00b7]{0,2}".join(map(re.escape, signs)))
            self._compiled = None

    def add_from(self, field: str) -> None:
        """Take the names out of a field that says who somebody is."""
        field = field.strip()
        if not field or field in self._standing:
            return
        if left := self._uncovered(field):
            self.add([one for one in left if len(one) > 1 and not one[0].islower()], field=field)

    def name(self, field: str) -> str:
        """A field that says who somebody is, with nobody's name in it."""
        field = field.strip()
        if not field:
            return ""
        stand = self._standing.get(field)
        if stand is not None:
            self.names += stand != field
            return stand
        covered = self.text(field)
        if self._uncovered(field):
            self.names += 1
            return self.add([], field=field)
        return covered

    def text(self, words: str, *, dated: bool = False) -> str:
        """A text with names and numbers covered; `dated` for the name of a file, which may tell its time."""
        if not words:
            return words
        people, numbers, files, stands = self._patterns_now()
        if "@" in words or "＠" in words:
            words = _replaced(_MAIL, words, self._mail)  # first: a name in it is not all of it
        if people is not None and self._may_name(words):
            words = _replaced(people, words, lambda match: self._stand(match, stands))
        if not self._numbers and len(_DIGIT.findall(words)) < LEAST_DIGITS:
            return words
        pattern, day = (files, _INSIDE_FILES) if dated else (numbers, _INSIDE)
        return self._without_numbers(words, pattern, day)

    def _may_name(self, words: str) -> bool:
        """Whether a word or a character of a name is in a text at all: looking for all forms takes its time."""
        narrow = words.translate(_NARROW)
        if not self._signs.isdisjoint(narrow) or any(one in narrow.casefold() for one in self._others):
            return True
        return any(word.casefold() in self._words for word in set(_PLAIN.findall(narrow)))

    def number(self, field: str) -> str:
        """A field that holds a number: the last four signs at most."""
        if not field.strip():
            return ""
        self.numbers += 1
        return _last(field)

    def _uncovered(self, field: str) -> list[str]:
        """What may be a name in a field and is not known yet."""
        people = self._patterns_now()[0]
        rest = field if people is None else _replaced(people, field, lambda _: " ")
        rest = re.sub(r"\[P\d+\]", " ", rest)
        return [one for one in names_in(rest, self._known) if one.casefold() not in self._own]

    def _stand(self, match: re.Match[str], stands: list[str]) -> str:
        self.names += 1
        return stands[int((match.lastgroup or "p0")[1:])]

    def _mail(self, match: re.Match[str]) -> str:
        self.numbers += 1
        return "•••@•••"

    def _without_numbers(self, words: str, pattern: re.Pattern[str], day: re.Pattern[str]) -> str:
        def covered(match: re.Match[str]) -> str:
            if match.lastgroup == "keep":
                return match[0]
            found = day.search(match[0]) if match.lastgroup == "digits" else None
            if found:  # a day stands among the digits: what is around it may be a number, or nothing
                around = (match[0][: found.start()], match[0][found.end() :])
                before, after = (self._without_numbers(part, pattern, day) for part in around)
                return f"{before}{found[0]}{after}"
            self.numbers += 1
            return _last(match[0])

        return _replaced(pattern, words, covered)

    def _patterns_now(self) -> tuple[re.Pattern[str] | None, re.Pattern[str], re.Pattern[str], list[str]]:
        if self._compiled is None:
            stands = list(self._patterns)
            forms = [
                f"(?P<p{at}>{'|'.join(sorted(dict.fromkeys(self._patterns[stand]), key=len, reverse=True))})"
                for at, stand in enumerate(stands)
            ]
            people = re.compile("|".join(forms)) if forms else None
            known = [f"(?P<known>{'|'.join(self._numbers)})"] if self._numbers else []
            kept = [rf"(?<![0-9A-Za-z]){one}{_REFERENCE}" for one in self._safe]
            plain = [rf"(?<![0-9A-Za-z.]){one}(?![0-9])" for one in _EXEMPT]
            dated = [rf"(?<![0-9]){_DATED}(?![0-9])", *plain]
            parts = (
                re.compile("|".join([f"(?P<keep>{'|'.join([*kept, *some])})", *known, *_NUMBERS]))
                for some in (plain, dated)
            )
            self._compiled = (people, next(parts), next(parts), stands)
        return self._compiled


def _replaced(pattern: re.Pattern[str], words: str, by: Callable[[re.Match[str]], str]) -> str:
    """Found in the narrow form of a text, replaced in the text itself."""
    narrow = words.translate(_NARROW)
    pieces, at = [], 0
    for match in pattern.finditer(narrow):
        said = by(match)
        pieces += [words[at : match.start()], words[match.start() : match.end()] if said == match[0] else said]
        at = match.end()
    return "".join([*pieces, words[at:]])


def _last(number: str) -> str:
    signs = [one for one in number if one.isalnum()]
    return DOTS + "".join(signs[-4:] if len(signs) > 6 else signs[-2:] if len(signs) > 3 else [])


def _latin_words(name: str) -> set[str]:
    """The words of a name as they are written, alone or in one."""
    found = _PLAIN.findall(name.translate(_NARROW))
    joined = {"".join(found), "".join(found[::-1])} if found else set()
    return {word.casefold() for word in {*found, *joined}}


def _forms(name: str) -> Iterator[str]:
    """The ways in which a name is written, as patterns."""
    name = name.translate(_NARROW)
    latin, han = _LATIN.findall(name), _HAN.findall(name)
    if not latin and not han:  # another script, or an account that is a number
        if not name.isdigit():
            yield rf"(?i:{re.escape(name)})"
        elif len(name) >= LEAST_NUMBER:
            yield rf"(?<!\d){name}(?!\d)"
    elif re.search(r"\d", name):
        yield rf"(?<![0-9{_LETTER}])(?i:{re.escape(name)})(?![0-9{_LETTER}])"
    if latin:
        for order in (latin, latin[::-1]):
            whole = r"[\s._-]{0,2}".join(re.escape(word) for word in order)
            yield rf"(?<![{_LETTER}])(?i:{whole})(?![{_LETTER}])"
        for word in latin:
            yield rf"(?<![{_LETTER}])(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s{{1,2}}(?i:{re.escape(word)})(?![{_LETTER}])"
            if len(word) >= _TOO_SHORT and word.casefold() not in _COMMON:
                for form in sorted({word, word.capitalize(), word.upper()}):
                    yield rf"(?<![{_LETTER}]){re.escape(form)}(?![{_LETTER}])"
    for run in han:
        yield _GAP.join(map(re.escape, run))
        yield from _chinese_forms(run)


def _chinese_forms(name: str) -> Iterator[str]:
    """A given name by itself, and a surname with a title."""
    if not 2 <= len(name) <= 4:
        return
    surname = name[:2] if name[:2] in _COMPOUND or len(name) == 4 else name[:1]
    if len(name) - len(surname) == 2:
        yield re.escape(name[-2:])
    titles = "|".join(TITLES)
    yield f"{re.escape(surname)}(?:{titles})"
    if len(surname) == 1 and surname not in NOT_AFTER_YOUNG:
        yield f"[小老阿]{re.escape(surname)}"
