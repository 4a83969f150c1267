"""The case as the sections of the print see it: what belongs together, found once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from evidence.labels import Label
from exports.pdf import strings
from exports.pdf.data import CaseFileData, Json
from exports.pdf.lines import Span
from exports.pdf.speech import Speech, label_of
from exports.pdf.style import ACCENT, Face


class View:
    """One case file to be printed in one edition."""

    def __init__(self, data: CaseFileData, speech: Speech) -> None:
        """Take what is printed, and the languages it is printed in."""
        self.data = data
        self.speech = speech
        self.content = data.content
        self.case: Json = data.content["case"]
        # Asked once: a lazy mapping may read the picture to answer whether it has it.
        self.pictured = frozenset(data.pictures)
        self.heard = frozenset(data.waveforms)

    @cached_property
    def marks(self) -> list[Json]:
        """The marks that stand."""
        return [mark for mark in self.content["marks"] if not mark["withdrawn"]]

    @cached_property
    def withdrawn(self) -> list[Json]:
        """The marks that were taken back."""
        return [mark for mark in self.content["marks"] if mark["withdrawn"]]

    @cached_property
    def recordings(self) -> dict[str, Json]:
        """Recordings and documents by the label of their exhibit."""
        return {recording["exhibit"]: recording for recording in self.content["recordings"]}

    @cached_property
    def points(self) -> dict[str, Json]:
        """Points of the checklist by code, and after them those that only a mark or a conclusion knows."""
        points: dict[str, Json] = {point["code"]: point for point in self.content["checklist"]["points"]}
        for gone in self.content["checklist"].get("gone", ()):
            label = label_of(gone["label"])
            said = {"en": f"{label.en} ({strings.GONE_POINT.en})", "zh": f"{label.zh}（{strings.GONE_POINT.zh}）"}
            points.setdefault(gone["code"], {"code": gone["code"], "label": said, "test": "", "critical": False})
        other = {"en": strings.OTHER_POINT.en, "zh": strings.OTHER_POINT.zh}
        for part in (*self.content["marks"], *self.content["conclusions"]):
            points.setdefault(part["point"], {"code": part["point"], "label": other, "test": "", "critical": False})
        return points

    @cached_property
    def marks_by_point(self) -> dict[str, list[Json]]:
        """Standing marks of each point that has any, in the order of the checklist."""
        found: dict[str, list[Json]] = {}
        for mark in self.marks:
            found.setdefault(mark["point"], []).append(mark)
        return {code: found[code] for code in self.points if code in found}

    @cached_property
    def conclusions(self) -> dict[str, Json]:
        """Conclusion of each point that has one."""
        return {conclusion["point"]: conclusion for conclusion in self.content["conclusions"]}

    @cached_property
    def marks_by_label(self) -> dict[str, Json]:
        """Every mark, also those taken back."""
        return {mark["label"]: mark for mark in self.content["marks"]}

    @property
    def digest(self) -> str:
        """SHA-256 of case.json."""
        return self.data.content_sha256

    @property
    def as_of(self) -> str:
        """The time that stands for the time of making."""
        return str(self.content["version"]["as_of"])

    @property
    def more(self) -> str:
        """What stands below a text that was cut."""
        return self.speech.say(strings.CONTINUED)

    def point_label(self, code: str) -> Label:
        """Name of a point of the checklist."""
        return label_of(self.points[code]["label"])

    def looked_for(self, code: str) -> Label | None:
        """What is looked for at a point; None where the case file does not say it."""
        point = self.points[code]
        return Label(point["test"], point.get("test_zh") or point["test"]) if point["test"] else None

    def bates(self, page: int) -> str:
        """`C20260001-000007`: the number of a page that is unique among all cases of the library."""
        return f"{self.case['label'].replace('-', '')}-{page:06}"

    def whole(self, mark: Json) -> list[Json]:
        """The standing marks that were made as one with this one, over the borders of files, in order."""
        after = {one["goes_on"]: one for one in self.marks if one.get("goes_on")}
        found = [mark]
        while (before := self.marks_by_label.get(found[0].get("goes_on") or "")) is not None and before not in found:
            found.insert(0, before)
        while found[-1]["label"] in after and after[found[-1]["label"]] not in found:
            found.append(after[found[-1]["label"]])
        return [one for one in found if not one["withdrawn"]] or [mark]

    def mark_links(self, labels: Iterable[str], face: Face) -> list[Span]:
        """Labels of marks as links to their blocks, with spaces between."""
        spans: list[Span] = []
        for label in labels:
            mark = self.marks_by_label.get(label)
            place = f"mark {label}" if mark is not None and not mark["withdrawn"] else ""
            if spans:
                spans.append(Span("  ", face.font, face.colour))
            spans.append(Span(label, face.font, ACCENT if place else face.colour, place))
        return spans


def is_timed(recording: Json) -> bool:
    """Whether it is a recording, with a clock and perhaps sound, and no document or photo."""
    return recording["pages"] is None


def clock_time(text: str, digits: int = 0) -> str:
    """A stored instant for people: `2026-03-12 10:14:00 +08:00`; `digits` (0, 3) of the second, cut."""
    if not text:
        return ""
    at = datetime.fromisoformat(text)
    part = f".{at.microsecond:06}"[: 1 + digits] if digits else ""
    zone = at.isoformat()[-6:] if at.utcoffset() is not None else ""
    return f"{at:%Y-%m-%d %H:%M:%S}{part} {zone}".strip()


def value_of(thing: Any) -> str:
    """A value of case.json as text; nothing for none."""
    return "" if thing is None else str(thing)
