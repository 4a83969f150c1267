"""The hash-chained journal: who did what, when and why; appended, never changed."""
