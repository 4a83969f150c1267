"""Plays up to four cameras and calls of a case together, each at its place on the wall clock."""
