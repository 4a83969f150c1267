"""What the window remembers between two days: its place, the language, the last folders, one's own keys."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtWidgets import QMainWindow

from app.window.pace import Pace
from evidence.labels import LANGUAGES, Label
from evidence.model.coverage import PlayRules, ReadRules
from widgets.keys import ACTIONS, portable
from widgets.player.transport import JUMP_US, SPEEDS
from widgets.theme import Appearance

SECOND_US = 1_000_000
SLOWEST, FASTEST = 0.25, 4.0
SHORTEST_JUMP_S, LONGEST_JUMP_S = 0.1, 60.0
OWN_WORDS = "-"
MOST_RECENT, MOST_NAMED = 8, 4
NOT_READ = Label(
    "The settings file {file} cannot be read as it stands, so the usual settings are used; "
    "it stays as it is until you change a setting.",
    "设置文件 {file} 无法按现状读取，现使用默认设置；在您更改设置之前，该文件保持原样。",
)
NOT_USED = Label(
    "The settings file {file} holds values that cannot be used ({names}), so the usual ones are used in their place; "
    "it stays as it is until you change a setting.",
    "设置文件 {file} 中有无法使用的值（{names}），现以默认值代替；在您更改设置之前，该文件保持原样。",
)
_RULES = ("speech_permille", "visible_permille", "least_picture_px")


class Settings(QObject):
    """Remembered state of this person on this machine. No secrets, no evidence.

    What the program remembers by itself (sizes, folders) is not written over a file that cannot be read as it stands;
    what a person chooses is, and then a copy of the file as it was lies beside it.

    Signals:
        chosen(str): a person chose another value: its name in the file.
    """

    chosen = Signal(str)

    def __init__(self, file: Path | None = None) -> None:
        """Keep it in `file`, or where the system keeps such things."""
        super().__init__()
        self._kept = (
            QSettings(str(file), QSettings.Format.IniFormat)
            if file
            else QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Replaydesk", "Replaydesk")
        )
        self.file = Path(self._kept.fileName())
        self._kept.allKeys()  # only now it was read
        self._broken = self._kept.status() is QSettings.Status.FormatError
        self.trouble = self._trouble()
        """Why some of the file is not used, in one sentence; None where all is."""
        self._locked = self.trouble is not None
        self._later: dict[str, object] = {}

    def _get(self, name: str, otherwise: object = None) -> object:
        return self._later[name] if name in self._later else self._kept.value(name, otherwise)

    def _put(self, name: str, value: object) -> None:
        """What the program remembers by itself: for this time only, where the file is not to be written over."""
        if self._locked:
            self._later[name] = value
        else:
            self._kept.setValue(name, value)

    def _choose(self, name: str, value: object) -> None:
        """What a person chose is written in any case."""
        self._unlock()
        self._kept.setValue(name, value)
        self._kept.sync()
        self.chosen.emit(name)

    def _unlock(self) -> None:
        if self._locked:
            with suppress(OSError):
                shutil.copyfile(self.file, self.file.with_name(self.file.name + ".before"))
            self._locked, self.trouble = False, None
            for name, value in self._later.items():
                self._kept.setValue(name, value)
            self._later.clear()

    def _trouble(self) -> Label | None:
        wrong = [name for name in self._kept.allKeys() if not self._usable(name)]
        if not wrong and not self._broken:
            return None
        if self._broken and not wrong:
            return NOT_READ.filled(file=self.file)
        shown = ", ".join(wrong[:MOST_NAMED]) + (" …" if len(wrong) > MOST_NAMED else "")
        return NOT_USED.filled(file=self.file, names=shown)

    def _usable(self, name: str) -> bool:
        value, group = self._kept.value(name), name.partition("/")[0]
        if group == "keys":
            return name.partition("/")[2] in _ACTIONS and all(portable(key) for key in _texts(value))
        try:
            check = _CHECKS.get(group if group == "coverage" else name)
            return check is None or check(value)
        except (TypeError, ValueError):
            return False

    @property
    def language(self) -> str:
        """The language chosen last; empty if none was."""
        kept = str(self._get("language", ""))
        return kept if kept in LANGUAGES else ""

    @language.setter
    def language(self, language: str) -> None:
        if language != self.language:
            self._choose("language", language)

    @property
    def words_file(self) -> Path | None:
        """The file with corrected Chinese words: the one that was chosen, else `words.ts` beside the settings."""
        kept, beside = str(self._get("words", "")), self.file.with_name("words.ts")
        if kept:
            return Path(kept) if kept != OWN_WORDS else None
        return beside if beside.exists() else None

    def choose_words_file(self, file: Path | None) -> None:
        """Take the words from this file; None: the program's own."""
        self._choose("words", str(file) if file else OWN_WORDS)

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the desktop, which it is at first and where the file says something else."""
        kept = str(self._get("appearance", ""))
        return Appearance(kept) if kept in list(Appearance) else Appearance.DESKTOP

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._choose("appearance", appearance.value)

    @property
    def pace(self) -> Pace:
        """The speeds and the jump together."""
        return Pace(self.speeds, self.jump_us)

    @property
    def speeds(self) -> tuple[float, ...]:
        """The speeds of the list, and of the keys that play faster and slower: from a quarter to four times."""
        found = speeds_of(_texts(self._get("speeds")))
        return found or SPEEDS

    @speeds.setter
    def speeds(self, speeds: Sequence[float]) -> None:
        self._choose("speeds", [f"{speed:g}" for speed in speeds])

    @property
    def jump_us(self) -> int:
        """How far one jump goes: a second, unless somebody chose otherwise."""
        return jump_of(self._get("jump_seconds")) or JUMP_US

    @jump_us.setter
    def jump_us(self, jump_us: int) -> None:
        self._choose("jump_seconds", f"{jump_us / SECOND_US:g}")

    @property
    def library(self) -> Path | None:
        """The library that was open last."""
        kept = str(self._get("library", ""))
        return Path(kept) if kept else None

    @library.setter
    def library(self, folder: Path) -> None:
        self._put("library", str(folder))
        self._put("libraries", [str(folder), *(name for name in self._recent if name != str(folder))][:MOST_RECENT])

    @property
    def recent_libraries(self) -> list[Path]:
        """The libraries that were open, the last one first."""
        return [Path(name) for name in self._recent]

    @property
    def _recent(self) -> list[str]:
        return _texts(self._get("libraries"))

    def folder(self, purpose: str) -> str:
        """The folder used last for a purpose; the home folder at first."""
        return str(self._get(f"folder/{purpose}", str(Path.home())))

    def set_folder(self, purpose: str, folder: str) -> None:
        """Remember a folder."""
        self._put(f"folder/{purpose}", folder)

    def remarks_files(self) -> dict[UUID, Path]:
        """Where an auditor's own marks lie, by case."""
        found = {}
        for name in self._kept.allKeys():
            group, _, case = name.partition("/")
            if group == "remarks" and (kept := str(self._get(name, ""))):
                with suppress(ValueError):
                    found[UUID(case)] = Path(kept)
        return found

    def set_remarks_file(self, case_id: UUID, path: Path) -> None:
        """Remember it."""
        self._put(f"remarks/{case_id}", str(path))

    def raw_sound(self, ending: str, folder: str) -> str:
        """How sound without a header was read last, of files with this ending in this folder, else of this ending."""
        for place in (_place_of_raw(ending, folder), _place_of_raw(ending, "")):
            if kept := str(self._get(place, "")):
                return kept
        return ""

    def set_raw_sound(self, ending: str, folder: str, opening: str) -> None:
        """Remember it, for the folder and for the ending."""
        for place in (_place_of_raw(ending, folder), _place_of_raw(ending, "")):
            self._put(place, opening)

    def columns(self, heading: tuple[str, ...]) -> str:
        """The columns of a table that were chosen last under these headings; empty where none were."""
        return str(self._get(_place_of_heading(heading), "")).replace(";", ",")

    def set_columns(self, heading: tuple[str, ...], columns: str) -> None:
        """Remember them."""
        self._put(_place_of_heading(heading), columns.replace(",", ";"))

    @property
    def volume(self) -> int:
        """The volume used last, 0 to 100."""
        return min(max(_whole(self._get("volume"), 80), 0), 100)

    @volume.setter
    def volume(self, volume: int) -> None:
        self._put("volume", volume)

    @property
    def register_layout(self) -> str:
        """How the list of complaints was laid out last; empty where it never was."""
        return str(self._get("register", ""))

    @register_layout.setter
    def register_layout(self, layout: str) -> None:
        self._put("register", layout)

    @property
    def transcript(self) -> bool:
        """Whether the transcript is shown beside the player."""
        return str(self._get("transcript", "false")) == "true"

    @transcript.setter
    def transcript(self, shown: bool) -> None:
        self._put("transcript", "true" if shown else "false")

    @property
    def play_rules(self) -> PlayRules:
        """From which speed, and below which height, playing counts for nothing: `coverage/speech_permille=1500`."""
        usual = PlayRules()
        found = {name: max(_whole(self._get(f"coverage/{name}"), getattr(usual, name)), 1) for name in _RULES}
        return PlayRules(**found).within_reason()

    @property
    def read_rules(self) -> ReadRules:
        """Below which size, and before which time, a page counts as not shown: `coverage/least_page_px=800`."""
        usual = ReadRules()
        size, look = (
            _whole(self._get(f"coverage/{name}"), getattr(usual, name)) for name in ("least_page_px", "least_look_ms")
        )
        return ReadRules(size, look).within_reason()

    def choose_least_page(self, length_px: int) -> None:
        """From this length of its longer side on screen a page counts as readable."""
        self._choose("coverage/least_page_px", length_px)

    def choose_least_look(self, look_ms: int) -> None:
        """That long each part of a page has to be on screen."""
        self._choose("coverage/least_look_ms", look_ms)

    def choose_least_picture(self, height_px: int) -> None:
        """From this height on screen a picture counts as readable."""
        self._choose("coverage/least_picture_px", height_px)

    def division(self, name: str) -> list[int]:
        """The sizes in pixels into which an area was divided last; empty where it never was."""
        kept = self._get(f"division/{name}")
        sizes = [_whole(size, 0) for size in kept] if isinstance(kept, list) else []
        return sizes if all(size > 0 for size in sizes) else []

    def keep_division(self, name: str, sizes: list[int]) -> None:
        """Remember how an area is divided."""
        self._put(f"division/{name}", sizes)

    def own_keys(self) -> dict[str, list[str]]:
        """One's own keys by action: `keys/undo=Ctrl+U, Alt+Backspace` in the settings file."""
        names = [name for name in self._kept.allKeys() if name.startswith("keys/")]
        return {name.removeprefix("keys/"): _texts(self._get(name)) for name in names}

    def keep_own_keys(self, own: Mapping[str, Sequence[str]]) -> None:
        """These are one's own keys from now on; actions that this version does not know keep theirs in the file."""
        self._unlock()
        for action in self.own_keys():
            if action in _ACTIONS and action not in own:
                self._kept.remove(f"keys/{action}")
        for action, keys in own.items():
            self._kept.setValue(f"keys/{action}", list(keys) or "")
        self._kept.sync()
        self.chosen.emit("keys")

    def keep_window(self, window: QMainWindow) -> None:
        """Remember where the window is, now, so that the next one finds it."""
        self._put("window", window.saveGeometry())
        if not self._locked:
            self._kept.sync()

    def restore_window(self, window: QMainWindow) -> None:
        """Put the window where it was."""
        kept = self._get("window")
        if isinstance(kept, QByteArray):
            window.restoreGeometry(kept)


def _whole(value: object, otherwise: int) -> int:
    """A number from a settings file that anybody may have edited."""
    try:
        return int(str(value))
    except ValueError:
        return otherwise


def _texts(value: object) -> list[str]:
    """One text or several, as a settings file holds them."""
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]


def speeds_of(texts: Sequence[str]) -> tuple[float, ...]:
    """Speeds in rising order, normal speed among them; empty where one of them is none."""
    try:
        found = {float(text) for text in texts}
    except ValueError:
        return ()
    sound = found and all(SLOWEST <= speed <= FASTEST for speed in found)
    return tuple(sorted({*found, 1.0})) if sound else ()


def jump_of(value: object) -> int | None:
    """A length of a jump in microseconds; None where it is none."""
    try:
        seconds = float(str(value))
    except ValueError:
        return None
    return round(seconds * SECOND_US) if SHORTEST_JUMP_S <= seconds <= LONGEST_JUMP_S else None


_ACTIONS = frozenset(line.id for line in ACTIONS)
_CHECKS: dict[str, Callable[[object], bool]] = {
    "language": lambda value: str(value) in (*LANGUAGES, ""),
    "appearance": lambda value: str(value) in list(Appearance),
    "volume": lambda value: 0 <= int(str(value)) <= 100,
    "speeds": lambda value: bool(speeds_of(_texts(value))),
    "jump_seconds": lambda value: jump_of(value) is not None,
    "coverage": lambda value: int(str(value)) > 0,
}
"""What can be used of what a person may have written into the file."""


def _place_of_raw(ending: str, folder: str) -> str:
    """A key of settings: no folder's name stands in it, so that none can break it."""
    return f"raw/{hashlib.sha256(f'{ending}/{folder}'.encode(errors='surrogatepass')).hexdigest()[:24]}"


def _place_of_heading(heading: tuple[str, ...]) -> str:
    """A key of settings for tables with these headings."""
    return f"columns/{hashlib.sha256('/'.join(heading).encode(errors='surrogatepass')).hexdigest()[:24]}"
