"""A copy that leaves the house, made from the content of the internal one: the only place that decides what it shows.

`leaving` is a pure function from case.json to case.json. The PDF, the attachment, the bundle and its viewer are made
from what it gives; none of them sees anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.casefile.copyrules import RULES, Do, Gone, names_of
from evidence.casefile.copywords import Copy, LeftOut
from evidence.casefile.plain import words
from evidence.casefile.standins import StandIns
from evidence.errors import Refused
from evidence.model.kinds import Confidentiality, How, Role
from evidence.model.masks import MaskDecision
from evidence.model.requests import StatementOf

Json = dict[str, Any]
RESTRICTED = (Confidentiality.PRIVILEGED.value, Confidentiality.STRICT.value)
"""Exhibits that no copy shows to anybody outside."""
INTERNAL_POINTS = frozenset({"AR11"})
"""Points whose marks stay in the house: whether a customer was warned of a report is nothing to tell the customer."""
_EXHIBIT_PARTS = ("recordings", "marks", "requests", "statements", "disclosures", "withdrawals", "masks", "steps",
                  "transcripts", "played", "pages_shown")  # fmt: skip
_INTERNAL_STEPS = ("internal",)
_INTERNAL_KINDS = ("early_notice", "rework")
_PAPERS = ("requests", "statements", "disclosures", "withdrawals", "causes", "measures", "masks", "intervals",
           "findings", "opinions", "settlements", "decisions", "steps", "tasks", "assignments", "closings",
           "memberships", "list_changes", "transcripts")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a copy shows it: as case.json describes it, and how many places in it are covered."""

    picture: Json
    covered: int


def leaving(content: Json, copy: Copy, pictures: Mapping[str, Shown], source: str) -> Json:
    """The content of a copy. `pictures` are those that may be shown, by mark; `source` is the digest of `content`.

    Raises:
        Refused: the case has no people, so no names could be covered.
    """
    if not content["people"]:
        raise Refused(
            "A copy that leaves the house covers the names of the people of the case, and none is entered. Enter them "
            "with the complaint first, the customer and the staff concerned; then export again.",
            "对外副本须遮挡本案相关人员的姓名，但尚未登记任何人员。请先在投诉资料中登记客户及相关工作人员，再行导出。",
        )
    return _Leaving(content, copy, pictures).content(source)


class _Leaving:
    """One copy in the making."""

    def __init__(self, content: Json, copy: Copy, pictures: Mapping[str, Shown]) -> None:
        self._copy, self._pictures = copy, pictures
        self._counts: Counter[LeftOut] = Counter()
        self._all = content
        self._case = self._without(content)
        self._stand_ins = self._people(content)

    def content(self, source: str) -> Json:
        """All of it."""
        case = self._case
        told: Json = {name: self._of(case[name], RULES[name]) for name in case if name in RULES}
        told["marks"] = [self._mark(mark, made) for mark, made in zip(case["marks"], told["marks"], strict=True)]
        told["people"] = [self._person(*pair) for pair in zip(case["people"], told["people"], strict=True)]
        told["journal"] = self._journal(self._all["journal"])
        self._counts[LeftOut.NAMES] += self._stand_ins.names
        self._counts[LeftOut.NUMBERS] += self._stand_ins.numbers
        return {
            **told,
            "copy": self._copy.value,
            "derived_from": {"copy": Copy.INTERNAL.value, "sha256": source},
            "left_out": [
                {"what": one.value, "what_label": words(one.label), "why": words(one.why), "count": self._counts[one]}
                for one in LeftOut
                if self._counts[one]
            ],
        }

    # What does not come along at all

    def _without(self, content: Json) -> Json:
        """The content without what was taken back, is restricted, or is for others than the reader."""
        case = dict(content)
        for part in ("marks", *_PAPERS):
            if part in case:
                case[part] = self._kept(case[part], lambda one: not one["withdrawn"], LeftOut.WITHDRAWN)
        hidden = {one["exhibit"] for one in case["recordings"] if one["confidentiality"] in RESTRICTED}
        for part in _EXHIBIT_PARTS:
            case[part] = self._kept(case[part], lambda one: one["exhibit"] not in hidden, LeftOut.RESTRICTED)
        case["marks"] = self._kept(case["marks"], lambda one: one["point"] not in INTERNAL_POINTS, LeftOut.RESTRICTED)
        case["steps"] = self._kept(case["steps"], _outside, LeftOut.INNER)
        if self._copy is Copy.CUSTOMER:
            own = StatementOf.CUSTOMER.value
            case["statements"] = self._kept(case["statements"], lambda one: one["of"] == own, LeftOut.STATEMENTS)
        return self._tied(case, hidden)

    def _kept(self, items: Iterable[Json], wanted: Any, kind: LeftOut) -> list[Json]:
        items = list(items)
        kept = [one for one in items if wanted(one)]
        self._counts[kind] += len(items) - len(kept)
        return kept

    def _tied(self, case: Json, hidden: set[str]) -> Json:
        """With nothing that names what is not there any more."""
        labels = {mark["label"] for mark in case["marks"]}
        gone = {mark["label"] for mark in self._all["marks"]} - labels
        restricted = {
            one["label"] for one in self._all["marks"] if one["exhibit"] in hidden or one["point"] in INTERNAL_POINTS
        }

        def standing(one: Json) -> Json:
            cited = ("marks_for", "marks_against")
            return {**one, **{name: [label for label in one[name] if label in labels] for name in cited}}

        case["marks"] = [
            {name: value for name, value in mark.items() if name != "goes_on" or value in labels}
            for mark in case["marks"]
        ]
        rests = {one["point"] for one in case["conclusions"] if restricted & {*one["marks_for"], *one["marks_against"]}}
        case["conclusions"] = self._kept(case["conclusions"], lambda one: one["point"] not in rests,
                                         LeftOut.RESTRICTED)  # fmt: skip
        case["conclusions"] = [standing(one) for one in case["conclusions"]]
        case["findings"] = [standing(one) if gone else one for one in case["findings"]]
        if "gone" in case["checklist"]:
            kept = [{**one, "marks": [each for each in one["marks"] if each in labels]}
                    for one in case["checklist"]["gone"]]  # fmt: skip
            case["checklist"] = {**case["checklist"], "gone": [one for one in kept if one["marks"]]}
        case["series"] = [one for one in case["series"] if not hidden & set(one["exhibits"])]
        case["coverage"] = _covering(case["coverage"], hidden, rests)
        if case["product"] is not None and hidden:
            facts = {
                name: {**fact, "exhibit": None} if fact and fact["exhibit"] in hidden else fact
                for name, fact in case["product"]["dates"].items()
            }
            case["product"] = {**case["product"], "dates": facts}
        return case

    # Who is who

    def _people(self, content: Json) -> StandIns:
        """Stand-ins for everybody who is named anywhere, the people of the case first."""
        people = content["people"]
        own = [one["name"] for one in people if self._copy is Copy.CUSTOMER and one["role"] == Role.COMPLAINANT.value]
        product = content["product"] or {}
        organisations = [content["case"]["branch"], *(one["organisation"] for one in people)]
        organisations += [product.get(name, "") for name in ("name", "insurer", "distributor")]
        stand_ins = StandIns(own=own, safe=[content["case"]["label"]], organisations=organisations)
        self._stands = {}
        for one in people:
            name, account, pseudonym = one["name"], one["account"], one["pseudonym"]
            added = stand_ins.add_account(account, name, pseudonym=pseudonym) if account else ""
            self._stands[one["id"]] = added or stand_ins.add([name], pseudonym)
            stand_ins.add_number(one["registration"])
        for member in content["team"]["members"]:
            stand_ins.add_account(member["account"], member["name"])
        for entry in content["journal"]["entries"]:
            stand_ins.add_account(entry["actor"])
            stand_ins.add_account(entry["os_user"])
        for field in names_of(content, RULES):
            stand_ins.add_from(field)
        stand_ins.add_number(product.get("policy_number", ""))
        stand_ins.add_number(content["case"]["ticket"])
        return stand_ins

    def _person(self, person: Json, made: Json) -> Json:
        """A person by their stand-in, also where no name was entered; the reader of a copy by their own name."""
        return {**made, "name": made["name"] or self._stands[person["id"]], "pseudonym": ""}

    # Field by field

    def _of(self, value: Any, rule: Any) -> Any:
        """A value as it stands in the copy."""
        if isinstance(rule, Gone):
            if rule.what is not None and value not in (None, "", [], rule.blank):
                self._counts[rule.what] += len(value) if isinstance(value, list) else 1
            return rule.blank
        if value is None or rule is Do.KEEP:
            return value
        if isinstance(rule, dict):
            return {name: self._of(one, rule[name]) for name, one in value.items() if name in rule}
        if isinstance(rule, list):
            return [self._of(one, rule[0]) for one in value]
        return self._said(value, rule)

    def _said(self, value: Any, rule: Do) -> Any:
        if isinstance(value, dict):  # a label
            return {language: self._said(said, rule) for language, said in value.items()}
        if isinstance(value, list):
            return [self._said(one, rule) for one in value]
        match rule:
            case Do.NAME:
                return self._stand_ins.name(value)
            case Do.NUMBER:
                return self._stand_ins.number(value)
            case _:
                return self._stand_ins.text(value, dated=rule is Do.FILE)

    def _mark(self, mark: Json, made: Json) -> Json:
        """A mark with its picture and words as far as they may leave."""
        withheld = []
        shown = self._pictures.get(mark["label"])
        made["picture"] = shown.picture if shown else None
        if shown is not None:
            self._counts[LeftOut.PARTS] += shown.covered
        elif mark["picture"] is not None:
            self._counts[LeftOut.PICTURES] += 1
            withheld.append({"what": "picture", "reason": words(LeftOut.PICTURES.why)})
        if not self._may_be_heard(mark) and (mark["quote"] or mark["translation"]):
            made["quote"] = made["translation"] = ""
            self._counts[LeftOut.WORDS] += 1
            withheld.append({"what": "words", "reason": words(LeftOut.WORDS.why)})
        return {**made, "withheld": withheld}

    def _may_be_heard(self, mark: Json) -> bool:
        """Whether words of a mark may leave: read ones, the customer's own, or on a recorded basis."""
        if mark["how"] in (How.READ.value, How.SIGNED.value) or mark["place"]["kind"] != "span":
            return True
        return self._is_customer(mark["speaker"]) or bool(voice_basis(self._case, mark))

    def _is_customer(self, speaker: str) -> bool:
        speaker = speaker.strip()
        customers = [one for one in self._all["people"] if one["role"] == Role.COMPLAINANT.value]
        names = {one[name].casefold() for one in customers for name in ("name", "pseudonym") if one[name]}
        return speaker.casefold() in names | {"customer", "complainant", "客户", "投诉人"}

    def _journal(self, journal: Json) -> Json:
        """Every entry by number and hash. A hash tells nothing of what it is of, for an unknown salt is in it."""
        entries = [{name: entry[name] for name in ("seq", "prev", "hash")} for entry in journal["entries"]]
        self._counts[LeftOut.JOURNAL] += len(entries)
        return {**journal, "entries": entries}


def voice_basis(content: Json, mark: Json) -> str:
    """The basis on which the sound of a mark may leave the house; empty where none is recorded.

    It is the one recorded with the exhibit, or a checked decision to show the whole stretch as it is.
    """
    for one in content["recordings"]:
        if one["exhibit"] == mark["exhibit"] and one["legal_basis"].strip():
            return str(one["legal_basis"])
    place = mark["place"]
    for one in content["masks"]:
        if (
            one["exhibit"] == mark["exhibit"]
            and one["decision"] == MaskDecision.ON_A_BASIS.value
            and one["checked"]
            and not one["withdrawn"]
            and place["kind"] == "span"
            and one["from_us"] is not None
            and one["from_us"] <= place["in_us"]
            and place["out_us"] < one["to_us"]
        ):
            return str(one["basis"])
    return ""


def _outside(step: Json) -> bool:
    return step["direction"] not in _INTERNAL_STEPS and step["kind"] not in _INTERNAL_KINDS


def _covering(coverage: Json, hidden: set[str], points: set[str]) -> Json:
    """What absence rests on, without the exhibits and points that are not shown."""
    kept = {name: [one for one in coverage[name] if one["exhibit"] not in hidden]
            for name in ("senses", "recordings", "papers")}  # fmt: skip
    told = [
        {**one, **{name: [each for each in one[name] if each["exhibit"] not in hidden] for name in ("left", "unread")}}
        for one in coverage["points"]
        if one["point"] not in points
    ]
    return {"points": told, **kept}
