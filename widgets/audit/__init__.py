"""What an auditor sees of their own marks: where they lie, which points are marked again, how far they agree."""
