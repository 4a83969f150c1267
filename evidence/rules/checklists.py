"""Checklists: what had to be said, shown, signed, done or recorded, and which ways of knowing prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evidence.canonical import canonical, sha256_hex
from evidence.labels import Label
from evidence.model.kinds import Act, How, Verdict
from evidence.rules.fields import Fields, read_rules, rules_in
from evidence.rules.kinds import Certainty, LookIn, Status, Vouched, vouched
from evidence.rules.pack import RulePack
from evidence.rules.packs import load_packs
from evidence.timecode import Moment

FILE = "checklists.json"
EARLIER: tuple[str, ...] = ()
"""Files of lists that came with the program before, the oldest first: cases that were judged by them still are."""
HANDLING = "CH"
"""The list on how the complaint itself was handled; it stands beside that of every kind of dispute."""
_CODE = re.compile(r"[0-9]{1,3}")
"""What of a code stands behind that of its list or point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Vouched):
    """The instrument of the rule pack that a point rests on."""

    instrument: str
    article: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistPoint:
    """One point. Its code is stable and never reused."""

    code: str
    label: Label
    looked_for: Label
    """What is looked for, in one line."""
    test_from_label: bool
    critical: bool
    acts: tuple[Act, ...]
    proved_by: tuple[frozenset[How], ...]
    """Sufficient combinations: meeting one of them is enough for given, given partly and given late."""
    proof_note: str | None
    look_in: tuple[LookIn, ...]
    anchors: tuple[Anchor, ...]
    certainty: Certainty
    source: str | None
    note: str | None
    zh_translated: bool
    en_translated: bool
    active_from: date | None
    active_to: date | None
    retired_on: date | None
    """The day since which it is asked no more; it keeps its code, and what was judged by it stands."""
    sub_points: tuple[ChecklistPoint, ...]

    @property
    def test(self) -> str:
        """What is looked for, in English."""
        return self.looked_for.en

    @property
    def allowed(self) -> frozenset[How]:
        """The ways of knowing that count at all; others may stand beside them."""
        return frozenset[How]().union(*self.proved_by)

    @property
    def silent_video_suffices(self) -> bool:
        """Whether a picture without sound proves it."""
        return frozenset({How.SEEN}) in self.proved_by


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """That a version of a list is the house's own: its number, who made it, when and why."""

    number: int
    by: str
    at: Moment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The points of one kind of dispute, in one version."""

    id: str
    """The dispute kind's value ("BA"), or "CH" for how the complaint itself was handled."""
    label: Label
    version: str
    pack: str
    status: Status
    basis: str
    basis_certainty: Certainty
    usual_recordings: tuple[LookIn, ...]
    note: str | None
    active_from: date | None
    active_to: date | None
    verified_by: str | None
    verified_on: date | None
    points: tuple[ChecklistPoint, ...]
    plain: Mapping[str, Any] = field(compare=False, repr=False)
    """The list as the file has it: for making the next version, and for writing it to a file."""
    digest: str
    """SHA-256 of what is judged by: see `judged_by`."""
    own: OwnVersion | None = None
    """None: it came with the program."""

    @property
    def verified(self) -> bool:
        """Whether a person has confirmed the list."""
        return self.status is Status.VERIFIED

    def every_point(self) -> Iterator[ChecklistPoint]:
        """Points and sub-points in order."""
        for point in self.points:
            yield point
            yield from point.sub_points

    def point(self, code: str) -> ChecklistPoint:
        """The point or sub-point of that code.

        Raises:
            KeyError: the list has none.
        """
        return {point.code: point for point in self.every_point()}[code]


def proves(point: ChecklistPoint, hows: frozenset[How]) -> bool:
    """Whether marks known in these ways, taken together, prove the point."""
    return any(combination <= hows for combination in point.proved_by)


def why_not(point: ChecklistPoint, hows: frozenset[How]) -> Label | None:
    """Why these ways of knowing do not prove the point and what would; None where they do."""
    if proves(point, hows):
        return None
    needed = Label(
        ", or ".join(_all_of(one).en for one in point.proved_by),
        "，或".join(_all_of(one).zh for one in point.proved_by),
    )
    there = _all_of(hows) if hows else Label("nothing", "没有任何依据")
    if hows == {How.SEEN} and Act.SAID in point.acts:
        return Label(
            f"Silent pictures cannot prove speech: {point.code} ({point.label.en}) has to be {needed.en}.",
            f"无声画面不能证明说过什么：{point.code}（{point.label.zh}）须{needed.zh}。",
        )
    return Label(
        f"{point.code} ({point.label.en}) has to be {needed.en}; here it is {there.en}.",
        f"{point.code}（{point.label.zh}）须{needed.zh}；目前为：{there.zh}。",
    )


def _all_of(hows: frozenset[How]) -> Label:
    ordered = [how.label for how in How if how in hows]
    return Label(" and ".join(label.en.lower() for label in ordered), "并".join(label.zh for label in ordered))


def judged_by(checklist: Checklist) -> dict[str, Any]:
    """What of a list decides about a case, as plain data; its digest names a version for good."""
    return {
        "id": checklist.id,
        "version": checklist.version,
        "label": _pair(checklist.label),
        "points": [
            {
                "code": point.code,
                "label": _pair(point.label),
                "looked_for": _pair(point.looked_for),
                "critical": point.critical,
                "acts": [act.value for act in point.acts],
                "proved_by": [sorted(how.value for how in way) for way in point.proved_by],
                "active_from": _day(point.active_from),
                "active_to": _day(point.active_to),
                "retired_on": _day(point.retired_on),
            }
            for point in checklist.every_point()
        ],
    }


def _pair(label: Label) -> dict[str, str]:
    return {"en": label.en, "zh": label.chinese}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def load_checklists(path: Path | None = None) -> Mapping[str, Checklist]:
    """Every checklist by its id ("BA", …, "CH"): the shipped ones, or those of the file at `path`.

    Raises:
        RulesProblem: the file is not what it should be; names the place.
    """
    return _shipped() if path is None else _load(read_rules(FILE, path))


@cache
def built_in() -> Mapping[str, tuple[Checklist, ...]]:
    """Every version of every list that came with the program, the present one last."""
    files = (*(_load(read_rules(name, None)) for name in EARLIER), _shipped())
    return MappingProxyType({id: tuple(file[id] for file in files if id in file) for id in _shipped()})


def checklists_in(text: str, name: str) -> Mapping[str, Checklist]:
    """The checklists of a text that was brought in from a file of that name.

    Raises:
        RulesProblem: it is not what it should be; names the place and the line.
    """
    return _load(rules_in(name, text))


def checklist_in(text: str, name: str) -> Checklist:
    """The one checklist that a text is, without a file around it.

    Raises:
        RulesProblem: it is not what it should be; names the place and the line.
    """
    with rules_in(name, text) as fields:
        return _checklist(fields, load_packs())


@cache
def _shipped() -> Mapping[str, Checklist]:
    return _load(read_rules(FILE, None))


def _load(file: Fields) -> Mapping[str, Checklist]:
    packs = load_packs()
    lists: dict[str, Checklist] = {}
    with file:
        with file.inner("_meta") as meta:
            _meta(meta)
        for fields in file.objects("checklists"):
            with fields:
                checklist = _checklist(fields, packs)
            if checklist.id in lists:
                raise fields.wrong(f"there are two lists “{checklist.id}”", f"清单“{checklist.id}”重复")
            lists[checklist.id] = checklist
    return MappingProxyType(lists)


def _meta(meta: Fields) -> None:
    """Check that file and program speak of the same lists; the rest of it is for whoever edits the file."""
    if meta.text("schema_version") != "1":
        raise meta.wrong("only schema_version 1 is understood", "仅支持 schema_version 1")
    with meta.inner("proof") as proof:
        closed: list[tuple[str, set[str], set[str]]] = [
            ("certainty", set(meta.notes("certainty")), set(Certainty)),
            ("look_in", set(meta.notes("look_in")), set(LookIn)),
            ("verdicts", set(meta.texts("verdicts")), set(Verdict)),
            ("act_values", set(proof.notes("act_values")), set(Act)),
            (
                "modality_values",
                set(proof.notes("modality_values")),
                {how.value for how in How if how is not How.INFERRED},
            ),
        ]
        for name, there, known in closed:
            if there != known:
                raise meta.wrong(
                    f"{name}: {sorted(there ^ known)} stand only in the file or only in the program",
                    f"{name}：{sorted(there ^ known)} 只出现在文件或程序一方",
                )
        vouched(proof)
        proof.text("statement")
        proof.texts("rules")
    for prose in ("file", "notice"):
        meta.text(prose)
    meta.notes("verdict_notes")
    meta.notes("field_notes")
    meta.texts("rules")


def _checklist(fields: Fields, packs: Mapping[str, RulePack]) -> Checklist:
    id, pack = fields.text("id"), fields.text("pack")
    if pack not in packs:
        raise fields.wrong(f"there is no rule pack “{pack}”", f"没有规则包“{pack}”")
    status = fields.word("status", Status)
    by, on = fields.text_or_none("verified_by"), fields.day_or_none("verified_on")
    if (status is Status.VERIFIED) != (by is not None and on is not None):
        raise fields.wrong("status, verified_by and verified_on disagree", "status 与 verified_by、verified_on 不一致")
    checklist = Checklist(
        id=id,
        label=fields.label("title_en", "title_zh"),
        version=fields.text("version"),
        pack=pack,
        status=status,
        basis=fields.text("basis"),
        basis_certainty=fields.word("basis_certainty", Certainty),
        usual_recordings=fields.words("usual_recordings", LookIn),
        note=fields.text_or_none("note"),
        active_from=fields.day_or_none("active_from"),
        active_to=fields.day_or_none("active_to"),
        verified_by=by,
        verified_on=on,
        points=tuple(_point(one, packs[pack], id) for one in fields.objects("points")),
        plain=fields.plain,
        digest="",
    )
    codes = [point.code for point in checklist.every_point()]
    if twice := next((code for at, code in enumerate(codes) if code in codes[:at]), None):
        raise fields.wrong(f"it has a code twice: {twice}", f"编号重复：{twice}")
    if not codes:
        raise fields.wrong("it has no points", "没有条目")
    return replace(checklist, digest=sha256_hex(canonical(judged_by(checklist))))


def _point(fields: Fields, pack: RulePack, prefix: str) -> ChecklistPoint:
    with fields:
        code = fields.text("code")
        if not code.startswith(prefix):
            raise fields.wrong(f"the code “{code}” does not begin with {prefix}", f"编号“{code}”不以 {prefix} 开头")
        if _CODE.fullmatch(code.removeprefix(prefix)) is None:
            raise fields.wrong(f"“{code}” is no code such as BA07 or BA22.1", f"“{code}”不是 BA07 或 BA22.1 这样的编号")
        point = ChecklistPoint(
            code=code,
            label=fields.label("en", "zh"),
            looked_for=fields.label("test_en", "test_zh"),
            test_from_label=fields.flag("test_from_label"),
            critical=fields.flag("critical"),
            acts=fields.words("act", Act),
            proved_by=fields.word_sets("proved_by", How),
            proof_note=fields.text_or_none("proof_note"),
            look_in=fields.words("look_in", LookIn),
            anchors=tuple(_anchor(one, pack) for one in fields.objects("anchors")),
            certainty=fields.word("certainty", Certainty),
            source=fields.text_or_none("source"),
            note=fields.text_or_none("note"),
            zh_translated=fields.flag("zh_translated"),
            en_translated=fields.flag("en_translated"),
            active_from=fields.day_or_none("active_from"),
            active_to=fields.day_or_none("active_to"),
            retired_on=fields.day_or_none("retired_on"),
            sub_points=tuple(_point(one, pack, f"{code}.") for one in fields.objects("sub_points")),
        )
        _check_proof(fields, point)
    return point


def _check_proof(fields: Fields, point: ChecklistPoint) -> None:
    if not point.acts or not point.proved_by or not all(point.proved_by) or How.INFERRED in point.allowed:
        raise fields.wrong(
            f"{point.code} needs acts and combinations of heard, seen, read, signed",
            f"{point.code} 须注明行为，并列出由 heard、seen、read、signed 组成的组合",
        )
    if Act.SAID in point.acts and point.silent_video_suffices:
        raise fields.wrong(
            f"{point.code} is about words, which “seen” alone cannot prove",
            f"{point.code} 涉及口头说明，不能仅凭 seen 证明",
        )
    if frozenset(fields.words("allowed_modalities", How)) != point.allowed or (
        fields.flag("silent_video_sufficient") != point.silent_video_suffices
    ):
        raise fields.wrong(
            f"{point.code}: allowed_modalities or silent_video_sufficient do not follow from proved_by",
            f"{point.code}：allowed_modalities 或 silent_video_sufficient 与 proved_by 不符",
        )


def _anchor(fields: Fields, pack: RulePack) -> Anchor:
    with fields:
        instrument = fields.text("instrument")
        if instrument not in pack.instruments:
            raise fields.wrong(
                f"pack {pack.id} has no instrument “{instrument}”", f"规则包 {pack.id} 中没有文件“{instrument}”"
            )
        certainty, by, on = vouched(fields)
        return Anchor(
            instrument=instrument,
            article=fields.text_or_none("article"),
            note=fields.text_or_none("note"),
            certainty=certainty,
            verified_by=by,
            verified_on=on,
        )
