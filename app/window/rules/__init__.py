"""The page of rules: figures of every pack, the house's own ones, and files that were brought in."""
