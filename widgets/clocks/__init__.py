"""Where a recording stands on the wall clock: what it stands on now, ways to set it, and what would change."""
