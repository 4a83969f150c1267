"""What the window remembers between two days: its place, the language, the last folders, one's own keys."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from evidence.model.coverage import PlayRules
from widgets.theme import Appearance

_RULES = ("speech_permille", "visible_permille", "least_picture_px")


class Settings:
    """Remembered state of this person on this machine. No secrets, no evidence."""

    def __init__(self, file: Path | None = None) -> None:
        """Keep it in `file`, or where the system keeps such things."""
        self._kept = (
            QSettings(str(file), QSettings.Format.IniFormat)
            if file
            else QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Replaydesk", "Replaydesk")
        )

    @property
    def language(self) -> str:
        """The language chosen last; empty if none was."""
        return str(self._kept.value("language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._kept.setValue("language", language)

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the desktop, which it is at first and where the file says something else."""
        kept = str(self._kept.value("appearance", ""))
        return Appearance(kept) if kept in list(Appearance) else Appearance.DESKTOP

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._kept.setValue("appearance", appearance.value)

    @property
    def library(self) -> Path | None:
        """The library that was open last."""
        kept = str(self._kept.value("library", ""))
        return Path(kept) if kept else None

    @library.setter
    def library(self, folder: Path) -> None:
        self._kept.setValue("library", str(folder))

    def folder(self, purpose: str) -> str:
        """The folder used last for a purpose; the home folder at first."""
        return str(self._kept.value(f"folder/{purpose}", str(Path.home())))

    def set_folder(self, purpose: str, folder: str) -> None:
        """Remember a folder."""
        self._kept.setValue(f"folder/{purpose}", folder)

    def raw_sound(self, ending: str, folder: str) -> str:
        """How sound without a header was read last, of files with this ending in this folder, else of this ending."""
        for place in (_place_of_raw(ending, folder), _place_of_raw(ending, "")):
            if kept := str(self._kept.value(place, "")):
                return kept
        return ""

    def set_raw_sound(self, ending: str, folder: str, opening: str) -> None:
        """Remember it, for the folder and for the ending."""
        for place in (_place_of_raw(ending, folder), _place_of_raw(ending, "")):
            self._kept.setValue(place, opening)

    def columns(self, heading: tuple[str, ...]) -> str:
        """The columns of a table that were chosen last under these headings; empty where none were."""
        return str(self._kept.value(_place_of_heading(heading), "")).replace(";", ",")

    def set_columns(self, heading: tuple[str, ...], columns: str) -> None:
        """Remember them."""
        self._kept.setValue(_place_of_heading(heading), columns.replace(",", ";"))

    @property
    def volume(self) -> int:
        """The volume used last, 0 to 100."""
        return min(max(_whole(self._kept.value("volume"), 80), 0), 100)

    @volume.setter
    def volume(self, volume: int) -> None:
        self._kept.setValue("volume", volume)

    @property
    def register_layout(self) -> str:
        """How the list of complaints was laid out last; empty where it never was."""
        return str(self._kept.value("register", ""))

    @register_layout.setter
    def register_layout(self, layout: str) -> None:
        self._kept.setValue("register", layout)

    @property
    def transcript(self) -> bool:
        """Whether the transcript is shown beside the player."""
        return str(self._kept.value("transcript", "false")) == "true"

    @transcript.setter
    def transcript(self, shown: bool) -> None:
        self._kept.setValue("transcript", "true" if shown else "false")

    @property
    def play_rules(self) -> PlayRules:
        """From which speed, and below which height, playing counts for nothing: `coverage/speech_permille=1500`."""
        usual = PlayRules()
        found = {name: max(_whole(self._kept.value(f"coverage/{name}"), getattr(usual, name)), 1) for name in _RULES}
        return PlayRules(**found).within_reason()

    def division(self, name: str) -> list[int]:
        """The sizes in pixels into which an area was divided last; empty where it never was."""
        kept = self._kept.value(f"division/{name}")
        sizes = [_whole(size, 0) for size in kept] if isinstance(kept, list) else []
        return sizes if all(size > 0 for size in sizes) else []

    def keep_division(self, name: str, sizes: list[int]) -> None:
        """Remember how an area is divided."""
        self._kept.setValue(f"division/{name}", sizes)

    def own_keys(self) -> dict[str, list[str]]:
        """One's own keys by action: `keys/undo=Ctrl+U, Alt+Backspace` in the settings file."""
        self._kept.beginGroup("keys")
        try:
            found = {}
            for action in self._kept.childKeys():
                value = self._kept.value(action)
                found[action] = [str(key) for key in (value if isinstance(value, list) else [value])]
            return found
        finally:
            self._kept.endGroup()

    def keep_window(self, window: QMainWindow) -> None:
        """Remember where the window is, now, so that the next one finds it."""
        self._kept.setValue("window", window.saveGeometry())
        self._kept.sync()

    def restore_window(self, window: QMainWindow) -> None:
        """Put the window where it was."""
        kept = self._kept.value("window")
        if isinstance(kept, QByteArray):
            window.restoreGeometry(kept)


def _whole(value: object, otherwise: int) -> int:
    """A number from a settings file that anybody may have edited."""
    try:
        return int(str(value))
    except ValueError:
        return otherwise


def _place_of_raw(ending: str, folder: str) -> str:
    """A key of settings: no folder's name stands in it, so that none can break it."""
    return f"raw/{hashlib.sha256(f'{ending}/{folder}'.encode(errors='surrogatepass')).hexdigest()[:24]}"


def _place_of_heading(heading: tuple[str, ...]) -> str:
    """A key of settings for tables with these headings."""
    return f"columns/{hashlib.sha256('/'.join(heading).encode(errors='surrogatepass')).hexdigest()[:24]}"
