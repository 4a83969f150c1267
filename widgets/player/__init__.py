"""The picture, its caption and the buttons that move through a recording."""
