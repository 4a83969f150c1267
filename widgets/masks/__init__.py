"""Deciding what of a picture may be shown: rectangles with key frames, or a basis for covering nothing."""
