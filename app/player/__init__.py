"""Plays one recording exactly: the picture shown is the frame that is named, sound leads, nothing is guessed."""
