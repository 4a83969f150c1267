"""The shipped checklists and rule packs load in full, and a wrong entry is refused with its place."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import NO
from evidence.model.case import DatedFact, Product
from evidence.model.kinds import Act, DisputeKind, How, ProductKind
from evidence.rules.checklists import load_checklists, proves, why_not
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import GrantedExtension, deadline
from evidence.rules.fields import RulesProblem
from evidence.rules.figures import figures_of
from evidence.rules.hesitation import hesitation
from evidence.rules.keeping import kept_until
from evidence.rules.kinds import Certainty, StartEvent, Unit
from evidence.rules.named import named
from evidence.rules.packs import load_packs

Data = dict[str, Any]
ADDRESS = re.compile(
    r"https?:|www\.|[a-z0-9-]\.(?:com|cn|net|org|gov|edu|hk|uk|eu|au|sg|info|io)\b|[a-z]/[a-z]+/", re.I
)


def shipped(file: str) -> Data:
    data: Data = json.loads((resources.files("evidence.rules") / file).read_text(encoding="utf-8"))
    return data


def written(folder: Path, data: object) -> Path:
    path = folder / "rules.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_every_list_and_point_of_the_file_is_loaded() -> None:
    lists = load_checklists()
    for one in shipped("checklists.json")["checklists"]:
        loaded = lists[one["id"]]
        assert [point.code for point in loaded.points] == [point["code"] for point in one["points"]]
        assert [point.label.zh for point in loaded.points] == [point["zh"] for point in one["points"]]
        assert [len(point.anchors) for point in loaded.points] == [len(point["anchors"]) for point in one["points"]]
    assert sum(len(one.points) for one in lists.values()) == 123
    assert set(lists) == {kind.value for kind in DisputeKind} | {"CH"}


def test_a_point_is_found_by_its_code_and_so_is_a_sub_point() -> None:
    bancassurance = load_checklists()["BA"]
    assert bancassurance.point("BA10").critical
    assert bancassurance.point("BA22.5").label.en == "Knows the possible loss on surrender"
    assert len(bancassurance.point("BA22").sub_points) == 7
    with pytest.raises(KeyError):
        bancassurance.point("BA99")


def test_nothing_shipped_claims_to_be_verified() -> None:
    assert not any(one.verified for one in load_checklists().values())
    assert not any(pack.verified_by for pack in load_packs().values())


def test_every_entry_of_every_pack_is_loaded() -> None:
    packs = load_packs()
    lists = {
        "clocks": "clocks",
        "cooling_off": "cooling_off",
        "retention": "retention",
        "response_must_contain": "response_must_contain",
        "escalation": "escalation",
        "duties": "duties",
        "affordability_triggers": "affordability_triggers",
        "callback_seven_items": "callback_items",
        "legal_bases_for_cctv_use": "legal_bases",
        "instruments": "instruments",
    }
    for raw in shipped("rule_packs.json")["packs"]:
        for key, attribute in lists.items():
            assert len(getattr(packs[raw["id"]], attribute)) == len(raw.get(key, ())), (raw["id"], key)
        assert set(packs[raw["id"]].notes) == {key for key in raw if key.endswith("_note")}


def test_the_bank_channel_has_fifteen_days_from_the_signed_receipt() -> None:
    entry = load_packs()["CN"].cooling_off[0]
    assert (entry.length, entry.unit, entry.channel) == (15, Unit.CALENDAR_DAY, "bank")
    assert entry.start_event is StartEvent.POLICY_RECEIVED
    assert entry.is_minimum and not entry.count_first_day
    assert entry.certainty is Certainty.RECALLED


def test_what_the_packs_name_in_english_only_has_a_chinese_name() -> None:
    packs = load_packs()
    assert [one.title for one in packs.values() if named(one.title).zh == one.title] == []
    classes = {one.product_class for pack in packs.values() for one in pack.cooling_off} - {"any"}
    classes |= {one.record_class for pack in packs.values() for one in pack.retention}
    assert [one for one in sorted(classes) if named(one).zh == one] == []
    assert [one.id for pack in packs.values() for one in pack.clocks if one.label.zh == one.label.en] == []
    assert packs["CN"].version == "0.2.0" and packs["CN"].notes["version_note"].startswith("0.2.0: ")
    figures = list(figures_of(packs["CN"]))
    told = [text for one in figures for text in (one.label.zh, one.source.zh)]
    assert [text for text in told if re.search("[a-z]{3}", text)] == []
    assert named("any other words").zh == "any other words"


def test_nothing_that_the_packs_say_of_their_sources_names_an_address() -> None:
    when, day = CitedDate(date(2026, 3, 2), "EX-01"), date(2026, 3, 9)
    extension = GrantedExtension("Head office", "complex", when)
    for pack in load_packs().values():
        extensions = [clock.extension for clock in pack.clocks if clock.extension]
        entries = (*pack.clocks, *pack.cooling_off, *pack.retention, *pack.response_must_contain, *pack.escalation)
        more = (*pack.duties, *pack.affordability_triggers, *pack.callback_items, *pack.legal_bases)
        single = [one for one in (pack.after_cooling_off, pack.statutory_refund) if one]
        said = [
            text
            for entry in (*entries, *more, *extensions, *single, *pack.instruments.values())
            for text in (pack.citation(entry.source), entry.standing)
        ]
        for clock in pack.clocks:
            found = deadline(clock, pack, when, day, extension=extension)
            said += [found.source, found.standing, found.label, *found.steps, *found.needed]
        for rule in pack.retention:
            kept = kept_until(rule, pack, when, day)
            said += [kept.source, kept.standing, *kept.steps, *kept.needed]
        for period in pack.cooling_off:
            product = Product(UUID(int=1), ProductKind.LIFE_SINGLE, "P", receipt_signed=DatedFact(when.day))
            stay = hesitation(product, pack, {}, day, rule=period)
            said += [stay.source, stay.standing, stay.reason, *stay.steps, *stay.needed]
        for text in (text for label in said for text in (label.en, label.zh)):
            assert text
            assert not ADDRESS.search(text), text


def test_an_article_is_cited_with_title_and_number() -> None:
    pack = load_packs()["CN"]
    assert pack.citation("somesite.com/book/1 (C5) art. 15").zh == (
        "《银行业保险业消费投诉处理管理办法》（银保监会令2020年第3号）第 15 条"
    )
    assert pack.citation("C14 art. 17(2)").en == "《保险法》 art. 17(2)"


def test_silent_pictures_never_prove_a_point_about_words_only() -> None:
    for checklist in load_checklists().values():
        for point in checklist.every_point():
            if Act.SAID in point.acts:
                assert not proves(point, frozenset({How.SEEN}))
                assert "Silent pictures" in (why_not(point, frozenset({How.SEEN})) or point.label).en


def test_why_not_names_what_would_be_needed() -> None:
    point = load_checklists()["BA"].point("BA10")
    reason = why_not(point, frozenset({How.READ, How.SEEN}))
    assert reason is not None
    assert reason.en == (
        "BA10 (Surrender loss / cash value after it) has to be heard, or heard and read, or heard and signed; "
        "here it is seen and read."
    )
    assert "须听到" in reason.zh
    assert why_not(point, frozenset({How.HEARD})) is None


@given(st.frozensets(st.sampled_from(How)), st.sampled_from(How))
def test_more_ways_of_knowing_never_prove_less(hows: frozenset[How], another: How) -> None:
    for point in load_checklists()["BA"].every_point():
        if proves(point, hows):
            assert proves(point, hows | {another})


def _spoilt(data: Data, change: Callable[[Data], object]) -> Data:
    copied = copy.deepcopy(data)
    change(copied)
    return copied


CHECKLIST_FAULTS: dict[str, tuple[Callable[[Data], object], str]] = {
    "a misspelt field": (lambda d: d["checklists"][0]["points"][3].update(critcal=True), r"points\[3\]\.critcal"),
    "a missing field": (lambda d: d["checklists"][1]["points"][0].pop("en"), r"checklists\[1\]\.points\[0\]\.en"),
    "an unknown act": (lambda d: d["checklists"][0]["points"][0].update(act=["sung"]), "sung"),
    "inferred as proof": (lambda d: d["checklists"][0]["points"][0].update(proved_by=[["inferred"]]), "BA01"),
    "no proof": (lambda d: d["checklists"][0]["points"][0].update(proved_by=[]), "BA01"),
    "seen for words": (lambda d: d["checklists"][0]["points"][1].update(proved_by=[["seen"]]), "BA02"),
    "modalities astray": (lambda d: d["checklists"][0]["points"][1].update(allowed_modalities=["read"]), "BA02"),
    "a code twice": (lambda d: d["checklists"][0]["points"][1].update(code="BA01"), "a code twice"),
    "a foreign code": (lambda d: d["checklists"][0]["points"][1].update(code="WP01"), "WP01"),
    "a list twice": (lambda d: d["checklists"].append(d["checklists"][0]), "two lists"),
    "an unknown pack": (lambda d: d["checklists"][0].update(pack="XX"), "XX"),
    "an unknown instrument": (
        lambda d: d["checklists"][0]["points"][0]["anchors"][0].update(instrument="C99"),
        r"anchors\[0\].*C99",
    ),
    "half verified": (
        lambda d: d["checklists"][0]["points"][0]["anchors"][0].update(verified_by="somebody"),
        "go together",
    ),
    "verified by nobody": (lambda d: d["checklists"][0].update(status="verified"), "disagree"),
    "a newer schema": (lambda d: d["_meta"].update(schema_version="2"), "schema_version"),
    "an unknown verdict": (lambda d: d["_meta"]["verdicts"].append("maybe"), "maybe"),
    "a number for a text": (lambda d: d["checklists"][0].update(title_zh=5), "title_zh"),
    "a list for an object": (lambda d: d["checklists"][0]["points"].append([]), "object"),
    "no date": (lambda d: d["checklists"][0].update(active_from="soon"), "soon"),
}

PACK_FAULTS: dict[str, tuple[Callable[[Data], object], str]] = {
    "a misspelt field": (lambda d: d["packs"][0]["clocks"][0].update(lenght=3), r"clocks\[0\]\.lenght"),
    "a negative length": (lambda d: d["packs"][0]["clocks"][0].update(length=-1), "length"),
    "true for a number": (lambda d: d["packs"][0]["clocks"][0].update(length=True), "length"),
    "no unit": (lambda d: d["packs"][0]["cooling_off"][0].update(unit=None), "unit"),
    "an unknown unit": (lambda d: d["packs"][0]["cooling_off"][0].update(unit="fortnight"), "fortnight"),
    "an unknown event": (lambda d: d["packs"][0]["clocks"][0].update(start_event="full_moon"), "full_moon"),
    "a rule without events": (lambda d: d["packs"][0]["cooling_off"][0].update(start_rule="later_of"), "go together"),
    "a pack twice": (lambda d: d["packs"].append(d["packs"][0]), "two packs"),
    "an unknown certainty": (lambda d: d["_meta"]["certainty"].update(Q="?"), "Q"),
    "an unknown start event": (lambda d: d["_meta"]["start_events"].append("dawn"), "dawn"),
    "a lost replacement": (lambda d: d["packs"][0]["instruments"][0].update(replaced_by="C99"), "unknown instrument"),
    "yes for true": (lambda d: d["packs"][0]["retention"][0].update(is_minimum="yes"), "is_minimum"),
    "verified by nobody": (lambda d: d["packs"][0].update(status="verified"), "disagree"),
}


@pytest.mark.parametrize("fault", CHECKLIST_FAULTS)
def test_a_wrong_checklist_entry_is_refused_with_its_place(fault: str, tmp_path: Path) -> None:
    change, words = CHECKLIST_FAULTS[fault]
    path = written(tmp_path, _spoilt(shipped("checklists.json"), change))
    with pytest.raises(RulesProblem, match=words) as refused:
        load_checklists(path)
    assert refused.value.exit_code == NO
    assert "规则文件无法使用" in refused.value.sentence.zh


@pytest.mark.parametrize("fault", PACK_FAULTS)
def test_a_wrong_pack_entry_is_refused_with_its_place(fault: str, tmp_path: Path) -> None:
    change, words = PACK_FAULTS[fault]
    with pytest.raises(RulesProblem, match=words):
        load_packs(written(tmp_path, _spoilt(shipped("rule_packs.json"), change)))


LINES: dict[str, tuple[Callable[[Data], object], str, int]] = {
    "a misspelt field": (lambda d: d["checklists"][0]["points"][3].update(critcal=True), '"critcal"', 0),
    "a wrong word": (lambda d: d["checklists"][8]["points"][0].update(certainty="sure"), '"certainty": "sure"', 0),
    "a word in a list": (lambda d: d["checklists"][0].update(usual_recordings=["cinema"]), '"cinema"', -1),
    "a missing field": (lambda d: d["checklists"][1].update(points=[{"code": "WP1", "zh": "{["}]), '"{["', -2),
    "something at the end": (lambda d: d.update(extra=1), '"extra"', 0),
}
"""The change, a text on the line, and how far from it the line is that is told."""


@pytest.mark.parametrize("fault", LINES)
def test_a_wrong_entry_is_refused_with_its_line_and_no_list_is_loaded(fault: str, tmp_path: Path) -> None:
    change, sign, away = LINES[fault]
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(_spoilt(shipped("checklists.json"), change), ensure_ascii=False, indent=1), "utf-8")
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if sign in text) + away
    with pytest.raises(RulesProblem, match=rf", line {line}: ") as refused:
        load_checklists(path)
    assert f"第 {line} 行" in refused.value.sentence.zh


@pytest.mark.parametrize(("content", "line"), [(b'{\n"a": 1,\n}', 3), (b'{\n"a": "\xff"}', 2), (b'{"a": 1}\n\nx', 3)])
def test_a_file_that_is_broken_is_refused_with_the_line(content: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(content)
    with pytest.raises(RulesProblem, match=rf"rules\.json, line {line}: "):
        load_packs(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'{"_meta": 5}', b"[" * 100_000])
def test_a_file_that_is_no_rules_file_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(content)
    with pytest.raises(RulesProblem):
        load_packs(path)
    with pytest.raises(RulesProblem):
        load_checklists(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesProblem, match=r"gone\.json"):
        load_packs(tmp_path / "gone.json")


def test_a_file_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = _spoilt(shipped("rule_packs.json"), lambda d: d["packs"][0]["cooling_off"][0].update(length=20))
    assert load_packs(written(tmp_path, own))["CN"].cooling_off[0].length == 20
    assert load_packs()["CN"].cooling_off[0].length == 15
