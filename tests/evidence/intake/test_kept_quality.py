"""Findings of a recording are computed once, kept, and made again when what was kept is damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evidence.assist.findings import FindingKind, Quality
from evidence.errors import RecordingMissing
from evidence.intake.adding import add
from evidence.intake.derived import load_quality
from evidence.model.kinds import DisputeKind
from evidence.store.cases import new_case
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library
from tests import barcodes
from tests.evidence.assist.scenes import speech


def test_findings_are_kept_and_made_again_when_damaged(tmp_path: Path) -> None:
    sound = speech(4)
    sound[8000:16_000] = np.int16(0)
    path = barcodes.write_wav(tmp_path / "call.wav", sound)
    with Library.create(tmp_path / "library", zone="Asia/Shanghai") as library:
        case = new_case(library, kind=DisputeKind.BE, checklist_version="0.1.0", rule_pack="CN", title="")
        add(library, case.id, [path])
        (exhibit,) = list_exhibits(library, case.id)
        first = load_quality(library.layout, exhibit.recording)
        assert [finding.from_us for finding in first.of(FindingKind.DIGITAL_SILENCE)] == [1_000_000]
        kept = library.layout.derived / f"{exhibit.recording.sha256}.quality"
        assert Quality.from_bytes(kept.read_bytes()) == first
        kept.write_bytes(kept.read_bytes()[:-9])
        assert load_quality(library.layout, exhibit.recording) == first
        assert Quality.from_bytes(kept.read_bytes()) == first
        kept.unlink()
        library.layout.original(exhibit.recording.sha256).unlink()
        with pytest.raises(RecordingMissing):
            load_quality(library.layout, exhibit.recording)
