"""What was played to whom, and what is left to watch."""
