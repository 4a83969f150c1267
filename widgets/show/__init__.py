"""Showing marks in the office: the set-up sheet, the screen that is seen, and the bar of whoever shows."""
