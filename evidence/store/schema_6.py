"""The statements of migration 0006: what the register keeps of how complaints are handled."""

SCHEMA_6 = """
"""
