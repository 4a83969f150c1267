"""Makes the stored library of the present schema, once per release: python -m tests.evidence.store.make_stored."""

import shutil
import tempfile
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from evidence.canonical import sha256_hex
from evidence.journal.chain import Writer
from evidence.media.facts import MediaFacts
from evidence.model.kinds import AudioUsable, DisputeKind, How, RecordingKind, Verdict
from evidence.model.mark import MarkDraft, Span
from evidence.model.places import FramePlace
from evidence.model.recording import Clock
from evidence.store.cases import new_case
from evidence.store.exhibits import Arrival, link
from evidence.store.library import Library
from evidence.store.marks import make_mark, undo
from evidence.store.migrations import LATEST


def main() -> None:
    """Write library.db into the folder of the present schema, unless it is there."""
    target = Path(__file__).parent / "stored" / f"schema-{LATEST}"
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        writer = Writer("reviewer", "user", "machine")
        moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
        with Library.create(Path(name) / "library", now=lambda: moment, writer=writer) as library:
            case = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="Stored")
            facts = MediaFacts(container="mov,mp4", frames=10, duration_us=400_000, last_us=360_000, picture=0)
            arrival = Arrival(
                sha256_hex(b"stored"), 6, "cam.mp4", RecordingKind.CCTV, facts, AudioUsable.NO, Clock(), "Camera"
            )
            exhibit, _ = link(library, case.id, arrival)
            place = FramePlace(0, 512, Fraction(1, 12800))
            span = Span(place, place, 40_000, 40_000, 1)
            for _ in range(2):
                make_mark(library, case.id, exhibit, MarkDraft(span, "BA10", Verdict.GIVEN, How.SEEN, "引用", "note"))
            undo(library, case.id)
        shutil.copy(Path(name) / "library" / "library.db", target / "library.db")


if __name__ == "__main__":
    main()
