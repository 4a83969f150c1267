"""Stretches of recordings as files of their own, exact to the frame, each with a paper that names its original."""
