"""One recording's waveform, in a process of its own that loads what the program loads for it and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.measuring import spending
from evidence.media.door import peaks, probe


def drawn(path: Path) -> dict[str, float]:
    """The sound table, then the waveform; CPU seconds of each, children included."""
    with spending() as known:
        probed = probe(path)
    with spending() as made:
        waveform = peaks(path, probed)
    assert waveform is not None
    return {"table_s": known.cpu_s, "peaks_s": made.cpu_s, "samples": waveform.samples}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(drawn(Path(sys.argv[1]))))
