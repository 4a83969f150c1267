"""Marks that other programs made: read into stretches with words, each oddity named; nothing is marked by itself."""
