"""The statements of migration 0007."""

SCHEMA_7 = """
"""
