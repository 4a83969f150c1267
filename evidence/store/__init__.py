"""The library on disk, and the only package that speaks SQL."""
