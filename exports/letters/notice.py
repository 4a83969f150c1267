"""The early notice within the house: one page of facts, while a complaint is new. It judges nobody."""

from __future__ import annotations

from collections.abc import Iterator

from exports.letters import words
from exports.letters.draft import Claim, Drafting, Letter, Part, day_of, ended, minute_of, plain
from exports.letters.response import foot_of
from exports.pdf import strings
from exports.pdf.data import Json

MOST_QUOTED, MOST_TOLD = 300, 70
"""Characters of the customer's words, and of a title, request or task: the notice is one page."""
MOST_LINES = 4
"""Of exhibits, requests and tasks each; what is more is counted."""


def early_notice(content: Json, language: str) -> Letter:
    """The draft of a notice."""
    draft = _Notice(content, language)
    case = content["case"]
    return Letter(
        language,
        draft.say(words.NOTICE),
        (
            (draft.say(words.REFERENCE), case["label"]),
            (draft.say(strings.RECEIVED), case["received"] or draft.say(words.NONE)),
            (draft.say(strings.CHANNEL), draft.word(case["channel_label"])),
            (draft.say(words.AS_OF), minute_of(content["version"]["as_of"])),
        ),
        tuple(draft.parts()),
        tuple(draft.say(line) for line in words.SIGN[1:]),
        foot_of(draft),
    )


class _Notice(Drafting):
    def parts(self) -> Iterator[Part]:
        """In the order of the notice."""
        yield Part(self.say(words.ABOUT), tuple(self._about()))
        yield Part(self.say(words.NEXT), tuple(self._dates()))
        yield Part(self.say(words.SECURED), tuple(self._secured()))
        yield Part(self.say(words.OPEN), tuple(self._open()))

    def _own(self, text: str) -> Claim:
        return Claim(text, stated=self.say(words.OWN_RECORD))

    def _about(self) -> Iterator[Claim]:
        case, none = self.content["case"], self.say(words.NONE)
        yield self._own(self.say(words.NOTICE_SAYS))
        yield self._own(
            self.say(
                words.CONTEXT,
                kind=self.word(case["kind_label"]),
                branch=plain(case.get("branch") or "") or none,
                amount=case["amount"]["text"] if case["amount"] else none,
                risk=self.word(case.get("risk_label")) or none,
            )
        )
        if case["verbatim"].strip():
            yield Claim(_short(case["verbatim"], MOST_QUOTED), stated=self.say(words.CUSTOMER), quoted=True)
        if case.get("vulnerability"):
            named = ", ".join(self.word(one["label"]) for one in case["vulnerability"])
            yield self._own(self.say(words.VULNERABLE, words=named))

    def _dates(self) -> Iterator[Claim]:
        for answer in self.content["dates"]:
            said = self.say(
                words.ARITHMETIC_SAYS,
                title=self.word(answer["title"]),
                outcome=ended(self.word(answer["outcome"]), self.speech.main),
                steps="",
            )
            sources = tuple(self.word(source) for source in answer["sources"])
            yield Claim(said.rstrip(), sources, "" if sources else self.say(words.OWN_RECORD))

    def _secured(self) -> Iterator[Claim]:
        recordings = self.content["recordings"]
        for one in recordings[:MOST_LINES]:
            last = one.get("retention_until")
            until = self.say(words.UNTIL, day=last) if last else ""
            said = self.say(
                words.SECURED_SAYS,
                exhibit=one["exhibit"],
                kind=self.word(one["kind_label"]),
                title=_short(one["title"] or one["file_name"]),
                until=self.say(words.HELD) if one.get("hold") else until,
            )
            yield Claim(said, (one["exhibit"],))
        yield from self._more(len(recordings))
        if not recordings:
            yield self._own(self.say(words.NOTHING_SECURED))

    def _open(self) -> Iterator[Claim]:
        none = self.say(words.NONE)
        lines = [
            self.say(
                words.OPEN_REQUEST,
                to=self.word(one["to_label"]),
                what=_short(one["what"]),
                day=day_of(one["due"]) or none,
            )
            for one in self.standing("requests")
            if not one["reply"]
        ]
        lines += [
            self.say(words.OPEN_TASK, what=_short(one["what"]), day=one["due"] or none)
            for one in self.standing("tasks")
            if not one["done"]
        ]
        yield from (self._own(line) for line in lines[:MOST_LINES])
        yield from self._more(len(lines))
        if not lines:
            yield self._own(self.say(words.NOTHING_OPEN))

    def _more(self, count: int) -> Iterator[Claim]:
        if count > MOST_LINES:
            yield self._own(self.say(words.MORE, count=count - MOST_LINES))


def _short(text: str, most: int = MOST_TOLD) -> str:
    """At most so many characters, on one line."""
    line = plain(text)
    return line if len(line) <= most else line[:most] + "…"
