"""Findings and levels on screen: what is where, how much of it, and what it is called."""
