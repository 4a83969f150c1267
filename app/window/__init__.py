"""The window: it places widgets and passes on what they say; it owns no data."""
