"""The version of this program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def software_version() -> str:
    """Version of the installed program; "0" where it runs without having been installed."""
    try:
        return version("replaydesk")
    except PackageNotFoundError:
        return "0"
