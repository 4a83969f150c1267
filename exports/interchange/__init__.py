"""Marks in the forms of other programs, each with what is lost on the way."""
