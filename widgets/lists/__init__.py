"""The lists one chooses from: complaints and exhibits."""
