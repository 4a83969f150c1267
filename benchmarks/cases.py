"""Libraries with one recording and any number of marks, for the benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence.intake.adding import Wish, add
from evidence.intake.derived import load_probed
from evidence.media.door import Probed
from evidence.model.case import Complaint
from evidence.model.kinds import DisputeKind, How, RecordingKind, Verdict
from evidence.model.mark import Mark, MarkDraft
from evidence.model.recording import Exhibit
from evidence.review.marking import span_by_frames
from evidence.rules.checklists import load_checklists
from evidence.store.cases import new_case
from evidence.store.library import Library
from evidence.store.marks import make_mark
from evidence.timecode import parse_wall

POINTS = ("BA01", "BA02", "BA07", "BA09", "BA10", "BA17")


@dataclass(frozen=True)
class Bench:
    """An open library with one case and one exhibit."""

    library: Library
    case: Complaint
    exhibit: Exhibit
    probed: Probed

    def mark(self, number: int) -> Mark:
        """Mark two seconds of the recording; `number` says which, and which point."""
        assert self.probed.table is not None
        first = 37 * number % (self.probed.table.frames - 60)
        draft = MarkDraft(
            span_by_frames(self.probed, first, first + 50),
            POINTS[number % len(POINTS)],
            Verdict.GIVEN,
            How.SEEN,
            f"words number {number}",
            "A note of ordinary length, as a reviewer would write it beside a mark.",
        )
        return make_mark(self.library, self.case.id, self.exhibit, draft)


@contextmanager
def bench_library(folder: Path, recording: Path) -> Iterator[Bench]:
    """A new library in `folder` with one case that has this recording."""
    with Library.create(folder, zone="Asia/Shanghai") as library:
        version = load_checklists()["BA"].version
        case = new_case(library, kind=DisputeKind.BA, checklist_version=version, rule_pack="CN", title="Benchmark")
        wish = Wish(kind=RecordingKind.CCTV, start=parse_wall("2026-03-10T10:13:20+08:00", library.zone))
        exhibit = add(library, case.id, [recording], wish).linked[0].exhibit
        yield Bench(library, case, exhibit, load_probed(library.layout, exhibit.recording))
