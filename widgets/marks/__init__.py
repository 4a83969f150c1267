"""Entering marks and listing them."""
