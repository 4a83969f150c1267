"""The response to a regulator, drafted from findings and decision."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from evidence.timecode import format_length
from exports.letters import words
from exports.letters.draft import Claim, Drafting, Letter, Part, Rows, day_of, ended, joined, minute_of, plain
from exports.pdf import strings
from exports.pdf.data import Json

_CONTACTS = {"acknowledgement", "interim", "extension", "letter", "call", "meeting"}
_TOLD = {"decision_told", "rights"}
_THIRD = {"insurer", "other"}


def response(content: Json, language: str) -> Letter:
    """The draft of a response, from the content of the copy that its reader may see."""
    draft = _Response(content, language)
    case, head = content["case"], content["version"]
    own = draft.say(words.BLANK)
    return Letter(
        language,
        draft.say(words.RESPONSE),
        (
            (draft.say(words.REFERENCE), case["label"]),
            (draft.say(words.REGULATOR_REFERENCE), plain(case["regulator_reference"]) or own),
            (draft.say(words.DAY), own),
            (draft.say(words.AS_OF), minute_of(head["as_of"])),
        ),
        tuple(draft.parts()),
        tuple(draft.say(line) for line in words.SIGN),
        foot_of(draft),
    )


def foot_of(draft: Drafting) -> str:
    """From which state and copy a letter was drafted."""
    content = draft.content
    copy = strings.COPY[content["copy"]]
    head = content["version"]["head"]
    return draft.say(words.FOOT, case=content["case"]["label"], seq=head["seq"], copy=copy)


class _Response(Drafting):
    """The parts, one after the other."""

    def parts(self) -> Iterator[Part]:
        """In the order of the letter."""
        for heading, claims in (
            (words.RECEIVED, self._received()),
            (words.UNDERSTOOD, self._understood()),
            (words.FACTS, self._facts()),
            (words.RULES, self._rules()),
            (words.FINDINGS, self._findings()),
            (words.DECISION, self._decision()),
            (words.TOLD, self._told()),
            (words.CAUSE, self._cause()),
            (words.THIRD, self._third()),
        ):
            yield Part(self.say(heading), tuple(claims))
        yield self._exhibits()

    def _own(self, label: Label, **values: object) -> Claim:
        return Claim(self.say(label, **values), stated=self.say(words.OWN_RECORD))

    def _received(self) -> Iterator[Claim]:
        case = self.content["case"]
        if case["received"]:
            channel = self.word(case["channel_label"])
            yield self._own(words.RECEIVED_SAYS, day=case["received"], channel=channel)
        else:
            yield self._own(words.RECEIVED_UNKNOWN)
        yield from self._steps(_CONTACTS)

    def _steps(self, kinds: set[str]) -> Iterator[Claim]:
        for step in self.standing("steps"):
            if step["kind"] in kinds:
                text = self.say(words.COLON, text=plain(step["text"])) if step["text"].strip() else ""
                said = self.say(
                    words.STEP_SAYS, when=minute_of(step["when"]), kind=self.word(step["kind_label"]), text=text
                )
                yield Claim(said, **self.proof(step["exhibit"]))

    def _understood(self) -> Iterator[Claim]:
        case, customer = self.content["case"], self.say(words.CUSTOMER)
        if case["verbatim"].strip():
            yield Claim(plain(case["verbatim"]), stated=customer, quoted=True)
        for count, allegation in enumerate(self.content["allegations"], 1):
            yield Claim(self.say(words.ALLEGATION, count=count, text=plain(allegation["text"])), stated=customer)
        demand = self.word(case["demand_label"])
        if case["amount"]:
            asked = self.say(words.ASKED_AMOUNT, demand=demand, amount=case["amount"]["text"])
        else:
            asked = self.say(words.ASKED, demand=demand)
        yield Claim(asked, stated=customer)

    def _facts(self) -> Iterator[Claim]:
        for name, label in strings.DATE_NAMES.items():
            fact = ((self.content["product"] or {}).get("dates") or {}).get(name)
            if fact:
                said = self.say(words.DATE_SAYS, name=label, day=fact["day"])
                proved: tuple[str, ...] = (fact["exhibit"],) if fact["exhibit"] else ()
                yield Claim(said, proved, "" if proved else self.say(words.AS_STATED))
        for one in self.content["conclusions"]:
            result, reason = self.word(one["result_label"]), self.word(one["reason"])
            told = reason if reason.startswith(result) else joined([result, reason], self.speech.main)
            said = self.say(words.FACT_SAYS, point=self.point(one["point"]), reason=told)
            cites = tuple(self.cite_mark(label) for label in [*one["marks_for"], *one["marks_against"]])
            yield Claim(said, cites, "" if cites else self.say(words.OWN_RECORD))
        if not self.content["conclusions"]:
            yield self._own(words.NO_FACTS)

    def _rules(self) -> Iterator[Claim]:
        rules, checklist = self.content["rules"], self.content["checklist"]
        for label, one, title in (
            (words.RULES_SAYS, rules, rules["title"]),
            (words.CHECKLIST_SAYS, checklist, self.word(checklist["label"])),
        ):
            state = words.VERIFIED if one["verified"] else words.UNVERIFIED
            yield self._own(label, title=title, version=one["version"], state=state)
        for answer in self.content["dates"]:
            said = self.say(
                words.ARITHMETIC_SAYS,
                title=self.word(answer["title"]),
                outcome=ended(self.word(answer["outcome"]), self.speech.main),
                steps=joined([self.word(step) for step in answer["steps"]], self.speech.main),
            )
            sources = tuple(self.word(source) for source in answer["sources"])
            yield Claim(said, sources, "" if sources else self.say(words.OWN_RECORD))

    def _findings(self) -> Iterator[Claim]:
        for count, allegation in enumerate(self.content["allegations"], 1):
            found = [one for one in self.standing("findings") if one["allegation"] == allegation["id"]]
            for one in found:
                said = self.say(
                    words.FINDING_SAYS,
                    count=count,
                    result=self.word(one["result_label"]),
                    standard=self.word(one["standard_label"]),
                    reasoning=plain(one["reasoning"]),
                )
                cites = tuple(self.cite_mark(label) for label in [*one["marks_for"], *one["marks_against"]])
                own = self.say(words.FINDING_OF, name=one["label"])
                yield Claim(said.rstrip(), cites, "" if cites else own)
                if one["missing"].strip():
                    yield Claim(self.say(words.MISSING_SAYS, text=plain(one["missing"])), stated=own)
            if not found:
                yield self._own(words.NO_FINDING, count=count)

    def _decision(self) -> Iterator[Claim]:
        for one in self.standing("decisions"):
            amount = f" {one['amount']['text']}" if one["amount"] else ""
            said = self.say(
                words.DECISION_SAYS,
                outcome=self.word(one["outcome_label"]),
                redress=self.word(one["redress_label"]),
                amount=amount,
                text=plain(one["text"]),
            )
            yield Claim(said.rstrip(), stated=self.say(words.DECISION_OF, name=one["label"]))
        if not self.standing("decisions"):
            yield self._own(words.NO_DECISION)

    def _told(self) -> Iterator[Claim]:
        yield from self._steps(_TOLD)
        decisions = self.standing("decisions")
        for one in decisions:
            if one["letter_sent"]:
                yield self._own(words.LETTER_SENT, day=day_of(one["letter_sent"]))
        told = any(one["rights_notified"] for one in decisions)
        told = told or any(step["kind"] == "rights" for step in self.standing("steps"))
        yield self._own(words.RIGHTS_TOLD if told else words.RIGHTS_NOT_TOLD)

    def _cause(self) -> Iterator[Claim]:
        none = self.say(words.NONE)
        for one in self.standing("causes"):
            yield self._own(
                words.CAUSE_SAYS, reported=self.word(one["reported_label"]), true=self.word(one["true_cause_label"])
            )
        for one in self.standing("measures"):
            yield self._own(
                words.MEASURE_SAYS,
                kind=self.word(one["kind_label"]),
                scope=self.word(one["scope_label"]),
                what=ended(plain(one["what"]), self.speech.main),
                owner=plain(one["owner"]) or none,
                due=one["due"] or none,
                status=self.word(one["status_label"]),
            )
        if not self.standing("causes") and not self.standing("measures"):
            yield self._own(words.NO_CAUSE)

    def _third(self) -> Iterator[Claim]:
        asked = [one for one in self.standing("requests") if one["to"] in _THIRD]
        for one in asked:
            reply = self.say(words.NO_REPLY)
            if one["reply"]:
                text = self.say(words.COLON, text=plain(one["reply_text"])) if one["reply_text"].strip() else ""
                reply = self.say(
                    words.REPLIED, day=day_of(one["replied"]), reply=self.word(one["reply_label"]), text=text
                )
            said = self.say(
                words.REQUEST_SAYS,
                to=self.word(one["to_label"]),
                day=day_of(one["sent"]) or self.say(words.NONE),
                what=plain(one["what"]),
                reply=reply,
            )
            yield Claim(said, **self.proof(one["exhibit"]))
        told = [one for one in self.standing("statements") if one["of"] in _THIRD]
        for one in told:
            said = self.say(words.STATEMENT_SAYS, of=self.word(one["of_label"]), text=plain(one["text"]))
            yield Claim(said, **self.proof(one["exhibit"]))
        if not asked and not told:
            yield self._own(words.NO_THIRD)

    def _exhibits(self) -> Part:
        rows = tuple(
            (
                one["exhibit"],
                f"{self.word(one['kind_label'])}, {plain(one['title'] or one['file_name'])}",
                format_length(one["duration_us"]) if one["duration_us"]
                else self.say(words.PAGE) if one["pages"] == 1
                else self.say(words.PAGES, count=one["pages"]) if one["pages"] else "–",
                one["sha256"],
            )
            for one in self.content["recordings"]
        )  # fmt: skip
        head = tuple(self.say(label) for label in words.EXHIBIT_HEAD)
        return Part(self.say(words.EXHIBITS), (self._own(words.EXHIBITS_SAY),), Rows(head, rows))
