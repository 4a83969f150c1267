"""Puts the page of the viewer together: data, words, style and scripts in one file, under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from exports.pdf.data import Json, Waveform
from exports.viewer.words import NOSCRIPT, WORDS

OWN_PATH = "data/viewer/index.html"
SCRIPTS = ("sha256.js", "times.js", "elements.js", "player.js", "sections.js", "check.js", "start.js")
"""In the order in which they stand in the page."""
_LEFT_OUT = ("journal", "played", "pages_shown")
"""Parts of case.json that the page does not show; they are in the bundle beside it."""


@dataclass(frozen=True, slots=True)
class ShownClip:
    """A clip that the page plays: `path` from the bundle's folder, recording times of its begin and end."""

    path: str
    in_us: int
    end_us: int
    method: str
    """copy, encoded or sound, as in `exports.clips.derivative`."""
    sound_only: bool
    for_browsers: bool = False
    """Encoded once more because browsers don't play the exact one."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the bundle as it was written."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page is made from: `content` is that of the bundle's case.json, whatever a copy leaves out left out.

    `clips`, `stills` and `waves` go by the label of the mark, `originals` by that of the exhibit. `files` are all files
    of the payload but those of the viewer's page itself.
    """

    content: Json
    files: Sequence[ListedFile]
    clips: Mapping[str, ShownClip] = field(default_factory=dict)
    stills: Mapping[str, str] = field(default_factory=dict)
    waves: Mapping[str, Waveform] = field(default_factory=dict)
    originals: Mapping[str, str] = field(default_factory=dict)


def viewer_page(shown: Shown) -> bytes:
    """The page, in UTF-8. The same content gives the same bytes."""
    script, style = "".join(map(_part, SCRIPTS)), _part("viewer.css")
    policy = (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; img-src 'self' file:; "
        "media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    label = shown.content["case"]["label"]
    page = _part("page.html")
    # The data come last: nothing in them is looked through for a place to fill.
    for name, text in (
        ("@POLICY@", policy),
        ("@TITLE@", html.escape(f"{label} · {WORDS['title'].en}")),
        ("@STYLE@", style),
        ("@NOSCRIPT@", html.escape(f"{NOSCRIPT.en} {NOSCRIPT.zh}")),
        ("@SCRIPT@", script),
        ("@DATA@", _inlined(_data(shown))),
    ):
        page = page.replace(name, text, 1)
    return page.encode("utf-8")


def _part(name: str) -> str:
    return files("exports.viewer").joinpath(name).read_text(encoding="utf-8")


def _source(text: str) -> str:
    """What a policy calls a script or style by: its digest."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _inlined(data: Json) -> str:
    """JSON that ends no element and begins none, whatever stands in its texts."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(shown: Shown) -> dict[str, Any]:
    return {
        "language": shown.content["language"],
        "content": {name: part for name, part in shown.content.items() if name not in _LEFT_OUT},
        "clips": {
            name: {
                "path": clip.path,
                "in_us": clip.in_us,
                "end_us": clip.end_us,
                "method": clip.method,
                "sound_only": clip.sound_only,
                "for_browsers": clip.for_browsers,
            }
            for name, clip in shown.clips.items()
        },
        "stills": dict(shown.stills),
        "waves": {
            name: {
                "from_us": wave.from_us,
                "to_us": wave.to_us,
                "lows": list(wave.lows),
                "highs": list(wave.highs),
            }
            for name, wave in shown.waves.items()
        },
        "originals": dict(shown.originals),
        "files": [[one.path, one.size, one.sha256] for one in sorted(shown.files, key=lambda one: one.path)],
        "own_path": OWN_PATH,
        "words": {name: [words.en, words.zh] for name, words in WORDS.items()},
    }
