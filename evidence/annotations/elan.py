"""ELAN's annotation document (.eaf): tiers of annotations between time slots. Read as a stream; nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from evidence.annotations.notes import Annotations, Note, in_order, refused
from evidence.labels import Label
from evidence.transcripts.notices import line_place

UNTIMED = Label("{count} annotations without times of their own.", "{count} 条没有自身时间的注释。")
ROOT = "ANNOTATION_DOCUMENT"


class _Reader:
    """What the parser tells, gathered."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.notes: list[Note] = []
        self.untimed = 0
        self._slots: dict[str, int] = {}
        self._tier = self._words = ""
        self._open: tuple[str, str] | None = None
        self._hearing = self._begun = False

    def _place(self) -> Label:
        return line_place(self.parser.CurrentLineNumber)

    def _refuse(self, *_: object) -> None:
        raise refused(self._place(), "declarations of a document type are not taken", "不接受文档类型声明")

    def _begin(self, name: str, fields: Mapping[str, str]) -> None:
        if not self._begun and name != ROOT:
            raise refused(self._place(), "it is no document of ELAN", "不是 ELAN 文档")
        self._begun = True
        if name == "TIME_SLOT" and (value := fields.get("TIME_VALUE", "")):
            if not (value.isascii() and value.isdigit() and len(value) < 12):
                raise refused(self._place(), f"“{value[:40]}” is no time", f"“{value[:40]}”不是时间")
            self._slots[fields.get("TIME_SLOT_ID", "")] = int(value) * 1000
        elif name == "HEADER" and fields.get("TIME_UNITS", "milliseconds") != "milliseconds":
            raise refused(self._place(), "its times are not in milliseconds", "时间单位不是毫秒")
        elif name == "TIER":
            self._tier = fields.get("PARTICIPANT") or fields.get("TIER_ID", "")
        elif name == "ALIGNABLE_ANNOTATION":
            self._open = (fields.get("TIME_SLOT_REF1", ""), fields.get("TIME_SLOT_REF2", ""))
        elif name == "REF_ANNOTATION":
            self.untimed += 1
        elif name == "ANNOTATION_VALUE":
            self._hearing, self._words = True, ""

    def _text(self, text: str) -> None:
        if self._hearing:
            self._words += text

    def _end(self, name: str) -> None:
        if name == "ANNOTATION_VALUE":
            self._hearing = False
        elif name == "ALIGNABLE_ANNOTATION" and self._open is not None:
            first, last = (self._slots.get(slot) for slot in self._open)
            if first is None or last is None or last < first:
                self.untimed += 1
            else:
                self.notes.append(Note(first, last, self._words, self._tier))
            self._open, self._words = None, ""


def read_eaf(data: bytes) -> Annotations:
    """Read a document of ELAN.

    Raises:
        Refused: it is none, is broken, or declares a document type; the line is named.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise refused(line_place(error.lineno), "it is no sound XML", "XML 不完整或有误") from error
    return in_order(reader.notes, (UNTIMED.filled(count=reader.untimed),) if reader.untimed else ())
