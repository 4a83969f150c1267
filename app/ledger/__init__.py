"""What is played to the reviewer, written down while it plays."""
