"""Marks are facts and stored; what follows from them is computed and never stored."""
