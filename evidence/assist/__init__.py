"""Hints that lead a reviewer to a place. Nothing here is a verdict, a mark or a time until a person has looked."""
