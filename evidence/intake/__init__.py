"""The way in: hash, copy, look, register. Originals are read-only and named by their digest."""
