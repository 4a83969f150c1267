"""Show mode: marks on a second screen, covered as decided, with an entry in the disclosure log."""
