"""Making a case file in a process of its own, so that the window goes on."""
