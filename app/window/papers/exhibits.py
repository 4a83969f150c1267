"""How each exhibit came in, whether its sound can be used, who may see it, and how long it has to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.session import OpenCase
from app.window.papers.kind import Kind
from evidence.errors import NotFound, Refused
from evidence.labels import Label
from evidence.model.kinds import AudioUsable, Confidentiality
from evidence.model.recording import Exhibit
from evidence.store.keeping import Provenance, describe_exhibit, judge_sound, keep_original
from evidence.store.library import Library
from widgets.papers.specs import Day, Line, PaperRow, Pick, SectionSpec, Tick, When
from widgets.signs import ERROR_TRIANGLE, WARNING

RECEIVED_FROM = Label("Received from", "来源")
LEGAL_BASIS = Label("Legal basis for its use", "使用的法律依据")
MISSING = Label("Not said yet: {what}.", "尚未填写：{what}。")
RUNS_OUT = Label("It has to be kept only until {day}, and is not on hold.", "仅须保存至 {day}，且未设置保全。")
SOON_DAYS = 7


class Exhibits(Kind):
    """The exhibits as papers: what makes them usable as evidence."""

    spec = SectionSpec(
        "exhibits",
        Label("Exhibits", "证据来源"),
        Label("No exhibit yet. Drop files on the window to link them.", "尚无证据。请将文件拖入窗口以关联。"),
        None,
        (
            Label("Exhibit", "证据"),
            RECEIVED_FROM,
            Label("Sound", "声音"),
            LEGAL_BASIS,
        ),
        (
            Line("title", Label("Title", "标题")),
            Pick("audio", Label("Can speech be understood?", "能否听清谈话？"), kind=AudioUsable),
            Pick("confidentiality", Label("Who may see it", "知悉范围"), kind=Confidentiality),
            Line("received_from", RECEIVED_FROM),
            Line("received_by", Label("Received by", "接收人")),
            When("received", Label("Received", "接收时间")),
            Line("transfer_method", Label("How it was handed over", "移交方式")),
            Line(
                "legal_basis",
                LEGAL_BASIS,
                hint=Label("Law, consent, or internal rule", "法律规定、本人同意或内部规定"),
            ),
            Day("until", Label("To be kept until", "保存至")),
            Tick("hold", Label("Legal hold: not to be deleted", "保全：不得删除")),
        ),
        frozenset({"confidentiality", "received_by", "transfer_method", "hold"}),
    )

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """Every exhibit, with a sign where something is missing or runs out."""
        return [self._row(one, today) for one in opened.exhibits]

    @staticmethod
    def _row(exhibit: Exhibit, today: date) -> PaperRow:
        recording = exhibit.recording
        lacks = [
            label
            for label, text in ((RECEIVED_FROM, exhibit.received_from), (LEGAL_BASIS, exhibit.legal_basis))
            if not text
        ]
        sign, meaning = None, None
        until = recording.retention_until
        if until is not None and not recording.hold and (until - today).days <= SOON_DAYS:
            sign, meaning = ERROR_TRIANGLE, RUNS_OUT.filled(day=until.isoformat())
        elif lacks:
            what = Label(", ".join(one.en.lower() for one in lacks), "、".join(one.zh for one in lacks))
            sign, meaning = WARNING, MISSING.filled(what=what)
        sound: str | Label = recording.audio_usable.label if recording.facts.pages is None else ""
        title = exhibit.title or recording.file_name
        return PaperRow(
            exhibit.id, (f"{exhibit.label}  {title}", exhibit.received_from, sound, exhibit.legal_basis), sign, meaning
        )

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """What is known of an exhibit."""
        one = self._one(opened, paper)
        recording = one.recording
        return {
            "title": one.title,
            "audio": recording.audio_usable,
            "confidentiality": one.confidentiality,
            "received_from": one.received_from,
            "received_by": one.received_by,
            "received": one.received,
            "transfer_method": one.transfer_method,
            "legal_basis": one.legal_basis,
            "until": recording.retention_until,
            "hold": recording.hold,
        }

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """A recording without a sound track has no sound that could be used.

        Raises:
            Refused: it is said to have.
        """
        if paper is None:
            raise Refused("Exhibits are made by linking files.", "证据通过关联文件产生。")
        one = self._one(opened, paper)
        facts = one.recording.facts
        if facts.pages is None and facts.sound is None and values["audio"] is not AudioUsable.NO:
            raise Refused(
                f"{one.label} has no sound track, so no speech can be understood in it.",
                f"{one.label} 没有声音轨道，无法听清谈话。",
            )

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Keep what changed: each is an entry of its own in the journal."""
        assert paper is not None  # checked before
        one, label = self._one(opened, paper), self._one(opened, paper).label
        told = Provenance(
            values["title"], values["received_from"], values["received_by"], values["received"],
            values["transfer_method"], values["legal_basis"], values["confidentiality"],
        )  # fmt: skip
        before = Provenance(
            one.title, one.received_from, one.received_by, one.received,
            one.transfer_method, one.legal_basis, one.confidentiality,
        )  # fmt: skip
        if told != before:
            describe_exhibit(library, opened.id, label, told)
        if values["audio"] is not one.recording.audio_usable:
            judge_sound(library, opened.id, label, values["audio"])
        if (values["until"], values["hold"]) != (one.recording.retention_until, one.recording.hold):
            keep_original(library, opened.id, label, values["until"], hold=values["hold"])

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """An exhibit stays linked."""
        raise Refused("An exhibit stays linked; withdraw the marks on it.", "证据保持关联；可撤回其上的标注。")

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Never taken back."""
        return False

    @staticmethod
    def _one(opened: OpenCase, paper: UUID) -> Exhibit:
        found = opened.exhibit(paper)
        if found is None:
            raise NotFound("This exhibit is not in the complaint any more.", "该证据已不在此投诉中。")
        return found
