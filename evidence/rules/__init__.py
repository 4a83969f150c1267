"""Law as data: checklists, rule packs, and the arithmetic of dates. Nothing here is compiled into code."""
