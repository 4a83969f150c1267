"""Rules on screen: files of rules that are brought in."""
