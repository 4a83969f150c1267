"""Writes docs/case.schema.json and remarks.schema.json, with the domain's closed lists: python -m docs.make_schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evidence.audit import remarks
from evidence.casefile.content import SCHEMA
from evidence.labels import Labelled
from evidence.media.facts import Playable
from evidence.model import causes, circumstances, findings, handling, kinds, masks, people, requests, transcript
from evidence.review.coverage import Fitness
from evidence.rules.kinds import Unit

TARGET = Path(__file__).parent / "case.schema.json"
REMARKS = TARGET.with_name("remarks.schema.json")

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
COUNT = {"type": "integer", "minimum": 0}
TRUTH = {"type": "boolean"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}
WHEN = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3}|\.[0-9]{6})?[+-][0-9]{2}:[0-9]{2}$",
}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
RATIO = {"type": "string", "pattern": "^[1-9][0-9]*/[1-9][0-9]*$"}
EXHIBIT = {"type": "string", "pattern": "^EX-[0-9]{2,}$"}
MARK = {"type": "string", "pattern": "^M-[0-9]{3,}$"}
WORDS = {"$ref": "#/$defs/words"}

Shape = dict[str, Any]


def thing(**fields: Shape) -> Shape:
    """An object with exactly these fields; a final underscore keeps a name from being a word of Python."""
    named = {name.rstrip("_"): shape for name, shape in fields.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def many(shape: Shape) -> Shape:
    """An array."""
    return {"type": "array", "items": shape}


def maybe(shape: Shape) -> Shape:
    """Null, or that."""
    return {"anyOf": [{"type": "null"}, shape]}


def one_of(kind: type[Labelled]) -> Shape:
    """A word of a closed list."""
    return {"enum": [one.value for one in kind]}


def _box() -> Shape:
    share = {"type": "integer", "minimum": 0, "maximum": 10_000}
    return thing(x=share, y=share, width=share, height=share)


def _money() -> Shape:
    return thing(minor=WHOLE, currency=TEXT, text=TEXT)


def _recording() -> Shape:
    clock = thing(
        start=maybe(WHEN), offset_us=WHOLE, drift_ppb=WHOLE, uncertainty_us=maybe(COUNT),
        method=one_of(kinds.ClockMethod), method_label=WORDS, checked=TRUTH,
    )  # fmt: skip
    return thing(
        exhibit=EXHIBIT, exhibit_id=UUID, recording_id=UUID, title=TEXT, kind=one_of(kinds.RecordingKind),
        kind_label=WORDS, file_name=TEXT, size=COUNT, sha256=SHA256, container=TEXT, duration_us=COUNT, frames=COUNT,
        first_us=WHOLE, last_us=WHOLE, variable_rate=TRUTH, gaps=many(thing(from_us=WHOLE, to_us=WHOLE)), sound=TRUTH,
        playable=one_of(Playable), playable_label=WORDS, reason=maybe(WORDS), warnings=many(WORDS),
        table={"enum": ["confirmed", "unconfirmed", "none"]}, pages=maybe(COUNT),
        audio_usable=one_of(kinds.AudioUsable), audio_usable_label=WORDS, received_from=TEXT, legal_basis=TEXT,
        received_by=TEXT, received=maybe(WHEN), transfer_method=TEXT, confidentiality=one_of(kinds.Confidentiality),
        confidentiality_label=WORDS, retention_until=maybe(DAY), hold=TRUTH,
        linked=WHEN, clock=clock,
    )  # fmt: skip


def _mark() -> Shape:
    span = thing(
        kind={"const": "span"}, stream=COUNT, time_base=RATIO, in_pts=WHOLE, out_pts=WHOLE, in_us=WHOLE, out_us=WHOLE,
        frame=maybe(COUNT),
    )  # fmt: skip
    page = thing(
        kind={"const": "page"}, page={"type": "integer", "minimum": 1},
        box=maybe(_box()),
    )  # fmt: skip
    shape = thing(
        id=UUID, label=MARK, exhibit=EXHIBIT, reference=TEXT, point=TEXT, verdict=one_of(kinds.Verdict),
        verdict_label=WORDS, how=one_of(kinds.How), how_label=WORDS, quote=TEXT, note=TEXT, speaker=TEXT,
        prompted=one_of(kinds.Prompted), prompted_label=WORDS, strength=maybe(one_of(kinds.Strength)),
        strength_label=maybe(WORDS), translation=TEXT, allegation=maybe(UUID), status=one_of(kinds.MarkStatus),
        status_label=WORDS, round={"enum": [1, 2]}, by=TEXT, at=WHEN, withdrawn=TRUTH,
        place={"oneOf": [span, page]}, wall=maybe(thing(in_=WHEN, out=WHEN, checked=TRUTH)),
        picture=maybe(thing(sha256=SHA256, width=COUNT, height=COUNT, media_type={"const": "image/jpeg"})),
    )  # fmt: skip
    shape["properties"]["goes_on"] = MARK
    return shape


def _product() -> Shape:
    fact = maybe(thing(day=DAY, exhibit=maybe(EXHIBIT)))
    return thing(
        id=UUID, kind=one_of(kinds.ProductKind), kind_label=WORDS, name=TEXT, insurer=TEXT, distributor=TEXT,
        policy_number=TEXT, premium=maybe(_money()), payment_form=TEXT, payment_years=maybe(COUNT),
        term_years=maybe(COUNT), contract_hesitation_days=maybe(COUNT),
        household_income=maybe(_money()), stated_budget=maybe(_money()), sum_insured=maybe(_money()),
        cash_value=maybe(_money()), cash_value_on=maybe(DAY),
        dates=thing(
            sold=fact, issued=fact, receipt_signed=fact, called_back=fact, surrender_requested=fact, applied=fact,
            surrender_effective=fact,
        ),
    )  # fmt: skip


def _case() -> Shape:
    return thing(
        id=UUID, label=TEXT, kind=one_of(kinds.DisputeKind), kind_label=WORDS, title=TEXT,
        category=one_of(kinds.Category), status=one_of(kinds.CaseStatus), received=maybe(DAY),
        channel=one_of(kinds.Channel), channel_label=WORDS, verbatim=TEXT, demand=one_of(kinds.Demand),
        demand_label=WORDS, amount=maybe(_money()), regulator_reference=TEXT, branch=TEXT, ticket=TEXT, zone=TEXT,
        complexity=one_of(circumstances.Complexity), complexity_label=WORDS, risk=one_of(circumstances.Risk),
        risk_label=WORDS, vulnerability=many(thing(word=one_of(circumstances.Vulnerability), label=WORDS)),
        group_size=maybe(WHOLE), transfer_received=maybe(DAY), repeat_of=maybe(UUID),
    )  # fmt: skip


def _allegation() -> Shape:
    return thing(
        id=UUID, text=TEXT, responsible=one_of(kinds.Responsible), responsible_label=WORDS,
        status=one_of(kinds.AllegationStatus), status_label=WORDS,
        questions=many(thing(id=UUID, text=TEXT, points=many(TEXT))),
    )  # fmt: skip


def _journal() -> Shape:
    entry = thing(
        chain=UUID, seq={"type": "integer", "minimum": 1}, at=WHEN, actor=TEXT, os_user=TEXT, host=TEXT, action=TEXT,
        body_commit=SHA256, prev=SHA256, hash=SHA256, salt=maybe({"type": "string", "pattern": "^[0-9a-f]{32}$"}),
        body=maybe({"type": "object"}),
    )  # fmt: skip
    return thing(chain=UUID, genesis=SHA256, entries={**many(entry), "minItems": 1})


def record(prefix: str, **fields: Shape) -> Shape:
    """Things that stand in the case under labels of their own."""
    label = {"type": "string", "pattern": f"^{prefix}-[0-9]{{2,}}$"}
    return many(thing(id=UUID, label=label, by=TEXT, at=WHEN, withdrawn=TRUTH, **fields))


def _team() -> Shape:
    number = {"type": "integer", "minimum": 1}
    duty = thing(account=TEXT, duty=one_of(people.Duty), duty_label=WORDS, since=WHEN, until=maybe(WHEN), by=TEXT)
    return thing(
        members=many(thing(id=UUID, account=TEXT, name=TEXT)),
        duties=many(duty),
        declarations=many(
            thing(account=TEXT, conflict=one_of(people.Conflict), conflict_label=WORDS, text=TEXT, at=WHEN)
        ),
        rounds=many(thing(account=TEXT, round={"enum": [1, 2]}, version={"type": "integer", "minimum": 1}, at=WHEN)),
        approvals=many(thing(version=number, head=thing(seq=number, hash=SHA256), account=TEXT, at=WHEN)),
        reopenings=many(thing(version=number, reason=TEXT, by=TEXT, at=WHEN)),
    )


def _rules() -> Shape:
    own = thing(
        entry=TEXT, version=COUNT, length=COUNT, unit=one_of(Unit), amount=WORDS, source=TEXT,
        effective_from=maybe(DAY), effective_to=maybe(DAY), note=TEXT, verified_by=maybe(TEXT), verified_on=maybe(DAY),
        by=TEXT, at=WHEN,
    )  # fmt: skip
    shape = thing(pack=TEXT, title=TEXT, version=TEXT, verified=TRUTH)
    shape["properties"]["figures"] = many(own)  # only where figures of the house were used
    return shape


def _play_rules() -> Shape:
    """The settings under which playing was recorded."""
    return thing(speech_permille=COUNT, visible_permille=COUNT, least_picture_px=COUNT)


def _read_rules() -> Shape:
    """The settings under which pages were recorded as shown."""
    return thing(least_page_px=COUNT, least_look_ms=COUNT)


def _coverage() -> Shape:
    """What absence rests on."""
    sense = {"enum": ["picture", "sound"]}
    left = thing(exhibit=EXHIBIT, sense=sense, from_us=WHOLE, to_us=WHOLE)
    pair = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
    percent = {"type": "integer", "minimum": 0, "maximum": 100}
    hole = thing(from_us=WHOLE, to_us=WHOLE, reason=WORDS)
    played = thing(
        sense=sense,
        counted=many(pair),
        not_counted=many(pair),
        percent_of_question=maybe(percent),
        percent_of_recording=percent,
    )
    to = thing(
        account=TEXT, rounds=many(COUNT), rules=many(_play_rules()), speeds_permille=many(COUNT), senses=many(played)
    )
    pages = many({"type": "integer", "minimum": 1})
    unread = many(thing(exhibit=EXHIBIT, pages=pages))
    shown = thing(account=TEXT, rounds=many(COUNT), rules=many(_read_rules()), counted=pages)
    return thing(
        points=many(
            thing(point=TEXT, played_to=maybe(TEXT), percent=maybe(percent), left=many(left), unread=unread)
        ),
        papers=many(thing(exhibit=EXHIBIT, pages=COUNT, shown_to=many(shown))),
        senses=many(
            thing(
                exhibit=EXHIBIT, sense=sense, fitness=one_of(Fitness), fitness_label=WORDS, reason=maybe(WORDS),
                usable=many(pair), holes=many(hole),
            )
        ),
        recordings=many(thing(exhibit=EXHIBIT, length_us=WHOLE, question=maybe(many(pair)), played_to=many(to))),
    )  # fmt: skip


def _agreement() -> Shape:
    """How far the two reviews agree."""
    verdicts = many(one_of(kinds.Verdict))
    return thing(
        second=many(TEXT), compared=COUNT, agreed=COUNT, percent_tenths=maybe(COUNT), kappa_hundredths=maybe(WHOLE),
        sentence=WORDS,
        points=many(thing(
            point=TEXT, first=verdicts, first_label=WORDS, second=verdicts, second_label=WORDS, later=maybe(verdicts),
            later_label=maybe(WORDS),
            settled=maybe(thing(verdict=one_of(kinds.Verdict), verdict_label=WORDS, reason=TEXT)),
        )),
    )  # fmt: skip


def review_shapes() -> dict[str, Shape]:
    """What was asked, said, shown, found and decided."""
    exhibit, marks = maybe(EXHIBIT), many(MARK)
    stretch = {"type": "array", "items": WHOLE, "minItems": 5, "maxItems": 5}
    return {
        "team": _team(),
        "requests": record(
            "R", to=one_of(requests.RequestTo), to_label=WORDS, what=TEXT, legal_basis=TEXT, sent=maybe(WHEN),
            due=maybe(DAY), reminders=many(thing(at=WHEN, text=TEXT)), reply=maybe(one_of(requests.Reply)),
            reply_label=maybe(WORDS), replied=maybe(WHEN), reply_text=TEXT, exhibit=exhibit,
        ),
        "statements": record(
            "S", of=one_of(requests.StatementOf), of_label=WORDS, who=TEXT, text=TEXT,
            how=one_of(requests.StatementHow), how_label=WORDS, taken=maybe(WHEN), exhibit=exhibit,
        ),
        "disclosures": record(
            "D", shown_to=TEXT, what=TEXT, place=TEXT, purpose=TEXT, basis=TEXT, masked=TRUTH, copy_given=TRUTH,
            shown=WHEN, exhibit=exhibit,
        ),
        "withdrawals": record("W", day=DAY, circumstances=TEXT, voluntariness=TEXT, exhibit=exhibit),
        "steps": record(
            "H", kind=one_of(handling.StepKind), kind_label=WORDS, when=WHEN, direction=one_of(handling.Direction),
            direction_label=WORDS, whom=TEXT, who=TEXT, text=TEXT, new_due=maybe(DAY), approver=TEXT, reason=TEXT,
            exhibit=exhibit,
        ),
        "tasks": record(
            "J", what=TEXT, owner_id=maybe(UUID), owner=maybe(TEXT), due=maybe(DAY), done=maybe(DAY), done_by=TEXT
        ),
        "assignments": record("U", owner_id=UUID, owner=TEXT, due=maybe(DAY), note=TEXT),
        "closings": record("Z", day=DAY, reason=TEXT, reopened=maybe(DAY), reopened_reason=TEXT),
        "memberships": record(
            "MG", group={"type": "string", "pattern": r"^G-\d{4}-\d{3,}$"}, title=TEXT,
            members={"type": "integer", "minimum": 0}, reason=TEXT, left_on=maybe(DAY), left_reason=TEXT,
        ),
        "list_changes": record("LV", list=TEXT, version=TEXT, reason=TEXT),
        "masks": record(
            "K", exhibit=EXHIBIT, decision=one_of(masks.MaskDecision), decision_label=WORDS,
            rectangles=many(thing(keys={**many(thing(at_us=WHOLE, box=_box())), "minItems": 1})),
            from_us=maybe(WHOLE), to_us=maybe(WHOLE), page=maybe({"type": "integer", "minimum": 1}), basis=TEXT,
            checked=maybe(thing(by=TEXT, at=WHEN)),
        ),
        "intervals": record("I", allegation=UUID, from_=WHEN, to=WHEN),
        "findings": record(
            "F", allegation=UUID, question=maybe(UUID), result=one_of(findings.FindingResult), result_label=WORDS,
            standard=one_of(findings.Standard), standard_label=WORDS, reasoning=TEXT, marks_for=marks,
            marks_against=marks, missing=TEXT,
        ),
        "opinions": record("O", finding=TEXT, agrees=TRUTH, reason=TEXT),
        "settlements": record("P", point=TEXT, verdict=one_of(kinds.Verdict), verdict_label=WORDS, reason=TEXT),
        "decisions": record(
            "B", outcome=one_of(findings.Outcome), outcome_label=WORDS, redress=one_of(findings.Redress),
            redress_label=WORDS, amount=maybe(_money()), text=TEXT, letter_sent=maybe(WHEN), rights_notified=TRUTH,
        ),
        "causes": record(
            "RC", reported=TEXT, reported_label=WORDS, reported_source=TEXT, reported_verified=TRUTH, owner=TEXT,
            follow_up=TEXT, first_report=TEXT, process_adds=TEXT, why_not=maybe(one_of(causes.WhyNot)),
            why_not_label=maybe(WORDS), whys=many(TEXT), true_cause=one_of(causes.TrueCause), true_cause_label=WORDS,
        ),
        "measures": record(
            "CA", kind=one_of(causes.MeasureKind), kind_label=WORDS, scope=one_of(causes.MeasureScope),
            scope_label=WORDS, what=TEXT, owner=TEXT, owner_id=maybe(UUID), account=maybe(TEXT),
            status=one_of(causes.MeasureStatus), status_label=WORDS,
            due=maybe(DAY), done=maybe(DAY), check_due=maybe(DAY), checked=maybe(DAY), check_result=TEXT,
            recurred=maybe(COUNT),
        ),
        "transcripts": record(
            "T", exhibit=EXHIBIT, format=one_of(transcript.TranscriptFormat), format_label=WORDS, file_name=TEXT,
            sha256=SHA256, language=TEXT, offset_us=WHOLE, lines=COUNT,
        ),
        "played": many(thing(
            account=TEXT, round={"enum": [1, 2]}, exhibit=EXHIBIT,
            rules=_play_rules(),
            stretches={**many(stretch), "minItems": 1},
        )),
        "pages_shown": many(thing(
            account=TEXT, round={"enum": [1, 2]}, exhibit=EXHIBIT, rules=_read_rules(),
            pages={**many({"type": "integer", "minimum": 1}), "minItems": 1},
        )),
    }  # fmt: skip


def schema() -> Shape:
    """The whole schema."""
    date = thing(
        id=TEXT, title=WORDS, outcome=WORDS, answer={"enum": ["yes", "no", "cannot_tell"]}, edge=TRUTH,
        steps=many(WORDS), sources=many(WORDS), certainty=WORDS, verified=TRUTH,
    )  # fmt: skip
    conclusion = thing(
        point=TEXT, result=one_of(kinds.Result), result_label=WORDS, reason=WORDS, marks_for=many(MARK),
        marks_against=many(MARK), missing=many(WORDS),
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "case.json of a Replaydesk case file",
        "description": "Written by docs/make_schema.py. What the fields mean: docs/case-json.md.",
        **thing(
            schema={"const": SCHEMA},
            software=thing(name={"const": "replaydesk"}, version=TEXT),
            copy={"const": "internal"},
            language={"enum": ["en", "zh", "both"]},
            version=thing(head=thing(seq={"type": "integer", "minimum": 1}, hash=SHA256, at=WHEN), as_of=WHEN),
            case=_case(),
            people=many(thing(id=UUID, role=one_of(kinds.Role), role_label=WORDS, name=TEXT, organisation=TEXT,
                              pseudonym=TEXT, accused=TRUTH, account=maybe(TEXT), birth_year=maybe(COUNT),
                              registration=TEXT)),
            product=maybe(_product()),
            allegations=many(_allegation()),
            checklist=_checklist(),
            rules=_rules(),
            dates=many(date),
            recordings=many(_recording()),
            marks=many(_mark()),
            conclusions=many(conclusion),
            series=many(
                thing(name=TEXT, exhibits={**many(EXHIBIT), "minItems": 2}, gaps_us=many(WHOLE), exact_us=COUNT)
            ),
            coverage=_coverage(),
            agreement=maybe(_agreement()),
            **review_shapes(),
            journal=_journal(),
        ),
        "$defs": {"words": thing(en=TEXT, zh=TEXT)},
    }  # fmt: skip


def _checklist() -> Shape:
    decides = {
        "critical": TRUTH, "acts": many(one_of(kinds.Act)), "proved_by": many(many(one_of(kinds.How))),
    }  # fmt: skip
    held = thing(
        code=TEXT, label=WORDS, looked_for=WORDS, **decides,
        active_from=maybe(DAY), active_to=maybe(DAY), retired_on=maybe(DAY),
    )  # fmt: skip
    one = thing(
        id=TEXT, version=TEXT, verified_by=maybe(TEXT), verified_on=maybe(DAY),
        own=maybe(thing(number={"type": "integer", "minimum": 1}, by=TEXT, at=WHEN, reason=TEXT)),
        day=maybe(DAY), digest=SHA256, judged_by=thing(id=TEXT, version=TEXT, label=WORDS, points=many(held)),
    )  # fmt: skip
    return thing(
        id=TEXT, version=TEXT, label=WORDS, verified=TRUTH, lists={**many(one), "minItems": 2, "maxItems": 2},
        points=many(thing(code=TEXT, label=WORDS, test=TEXT, test_zh=TEXT, **decides)),
        gone=many(thing(code=TEXT, label=WORDS, marks={**many(MARK), "minItems": 1})),
    )  # fmt: skip


def remarks_schema() -> Shape:
    """The schema of an auditor's own marks."""
    span = thing(
        stream=COUNT, time_base=RATIO, in_pts=WHOLE, out_pts=WHOLE, in_us=WHOLE, out_us=WHOLE, frame=maybe(COUNT)
    )
    page = thing(page={"type": "integer", "minimum": 1}, box=maybe(_box()))
    said = {"type": "string", "minLength": 1}
    mark = thing(
        id=UUID, label={"type": "string", "pattern": "^A-[0-9]{3,}$"}, exhibit=EXHIBIT, exhibit_id=UUID, sha256=SHA256,
        place={"oneOf": [span, page]}, point=TEXT, verdict=one_of(kinds.Verdict), how=one_of(kinds.How),
        quote=maybe(said), note=maybe(said), zone=TEXT, at=WHEN, withdrawn={"type": "boolean"},
    )  # fmt: skip
    own = thing(
        schema={"const": remarks.SCHEMA}, case=thing(id=UUID, label=TEXT), by=TEXT, sample=many(TEXT), marks=many(mark)
    )
    for shape, later in ((own, "sample"), (mark, "withdrawn")):  # a file begun by an earlier program has neither
        shape["required"].remove(later)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An auditor's own marks on one case",
        "description": "Written by docs/make_schema.py. What the fields mean: docs/case-json.md.",
        **own,
    }


def schema_text(shape: Shape | None = None) -> str:
    """A schema as it must stand in its file; without one that of case.json."""
    return json.dumps(schema() if shape is None else shape, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
    REMARKS.write_text(schema_text(remarks_schema()), encoding="utf-8")
    from docs.copy_shape import COPIES, copy_schema

    COPIES.write_text(schema_text(copy_schema()), encoding="utf-8")
