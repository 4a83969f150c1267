"""Where a recording stands on the wall clock: what proposes a start, and how far clocks disagree."""
