"""The fonts of the case file and of the screen, unaltered, with their licences and digests.

TrueType outlines only: the PDF writer embeds no others. Nothing is fetched, converted or looked up on the machine at
run time; `.ci/fetch-fonts` is the maintainers' way to get the same bytes again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from evidence.errors import Altered, ToolMissing


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font: the file in this package and its SHA-256 in hexadecimal."""

    file: str
    sha256: str


FONTS: Mapping[str, FontFile] = MappingProxyType(
    {
        "Sans": FontFile("IBMPlexSans-Regular.ttf", "8685116dfbcfa639621631c4af0ad62e52ddeb9979acbec0007ccef2e4801a27"),
        "Sans-It": FontFile(
            "IBMPlexSans-Italic.ttf", "e19b5bbc2e981e56a8ddee321146b0a207c3c60a2cb940b4ff7c42c5e6c0718e"
        ),
        "Sans-Md": FontFile(
            "IBMPlexSans-Medium.ttf", "0ebb5ad4c9c57f2a2860f43ae9fa69024c045b380b2a73b332d6f40c39f4a294"
        ),
        "Sans-Sb": FontFile(
            "IBMPlexSans-SemiBold.ttf", "659f916ce1922bd4fecac7cd5f26018817a2946327a5dd00169c8bab14ae2c58"
        ),
        "Sans-Lt": FontFile(
            "IBMPlexSans-Light.ttf", "3170046080cf96674193f7e1c50bbc4db51466253fb07d5b5a0db807e998d735"
        ),
        "Mono": FontFile("IBMPlexMono-Regular.ttf", "ab08018ccd276b79fb2c636bb95b9c543598f9d50505fe92506fcb4dae7810cd"),
        "Mono-Md": FontFile(
            "IBMPlexMono-Medium.ttf", "8ae925744d53758b67a77ea35c2fc46d7b688c7d8c04da3b579902bed0ca0e17"
        ),
        "CJK": FontFile("NotoSansSC-Regular.ttf", "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"),
        "CJK-Md": FontFile("NotoSansSC-Medium.ttf", "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a"),
    }
)
"""By the name under which the PDF writer knows them: Latin in six cuts, Chinese in two."""

LICENCES: Mapping[str, str] = MappingProxyType(
    {
        "OFL-IBMPlexSans.txt": "7e6b2818edbd8f6a01ae80641cc8f16a51080d08fb4e532be3a0b6f74adb07da",
        "OFL-IBMPlexMono.txt": "7e6b2818edbd8f6a01ae80641cc8f16a51080d08fb4e532be3a0b6f74adb07da",
        "OFL-NotoSansSC.txt": "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
    }
)
"""The licence texts that go with the fonts, and their SHA-256."""


def font_path(name: str) -> Path:
    """Where the font of that name lies.

    Raises:
        KeyError: `name` is none of `FONTS`.
    """
    return _folder() / FONTS[name].file


def check_fonts() -> None:
    """Compare every font with its digest (some 25 ms).

    Raises:
        ToolMissing: a font is not there.
        Altered: a font is not the one that was shipped.
    """
    folder = _folder()
    for font in FONTS.values():
        try:
            data = (folder / font.file).read_bytes()
        except OSError as unreadable:
            raise ToolMissing(
                f"The font {font.file} is missing from the installation: please install Replaydesk again.",
                f"安装中缺少字体文件 {font.file}：请重新安装 Replaydesk。",
            ) from unreadable
        if hashlib.sha256(data).hexdigest() != font.sha256:
            raise Altered(
                f"The font {font.file} is not the one that was shipped: please install Replaydesk again.",
                f"字体文件 {font.file} 与发布时不一致：请重新安装 Replaydesk。",
            )


def _folder() -> Path:
    return Path(str(resources.files(__name__)))
