"""What a clip was made from, and how: enough to make it again and to check it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from evidence.media.plain import Fields

Method = Literal["copy", "encoded", "sound"]
METHODS: tuple[Method, ...] = ("copy", "encoded", "sound")
MOST_TOOLS = 20


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file that was made from an original. All times are those of the original's recording time."""

    parent_sha256: str
    stream: int
    time_base: str
    """Seconds per tick of the two stamps, `1/90000`."""
    in_pts: int
    """Stamp of the first frame or sample, as it stands in references."""
    out_pts: int
    """Stamp of the last frame or sample."""
    in_us: int
    out_us: int
    end_us: int
    """When the last one ends: the clip lasts `end_us - in_us`."""
    in_frame: int | None
    out_frame: int | None
    method: Method
    """`copy`: packets of the picture as they are; `encoded`: pictures encoded again; `sound`: sound alone."""
    sound: str
    """Codec of the sound; "" where there is none."""
    sound_from_us: int | None
    sound_to_us: int | None
    recipe: tuple[str, ...]
    """What was done, step by step, in words for engineers."""
    tools: tuple[tuple[str, str], ...]
    """Programs and their versions."""
    sha256: str
    size: int

    @property
    def frames(self) -> int:
        """How many frames the clip has."""
        return 0 if self.in_frame is None or self.out_frame is None else self.out_frame - self.in_frame + 1

    def to_json(self) -> dict[str, Any]:
        """Plain whole numbers and texts."""
        return asdict(self) | {"recipe": list(self.recipe), "tools": dict(self.tools)}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """What `to_json` gave.

        Raises:
            ValueError: it is something else.
        """
        fields = Fields.of(value)
        method = next((name for name in METHODS if name == fields.text("method", 20)), None)
        tools = fields.raw("tools")
        if method is None or not isinstance(tools, dict) or len(tools) > MOST_TOOLS:
            raise ValueError("not a derivative")
        fields.ratio("time_base")
        versions = Fields(tools)
        return cls(
            parent_sha256=_digest(fields, "parent_sha256"),
            stream=fields.whole("stream", 0, 100_000),
            time_base=fields.text("time_base", 40),
            in_pts=fields.signed("in_pts"),
            out_pts=fields.signed("out_pts"),
            in_us=fields.signed("in_us"),
            out_us=fields.signed("out_us"),
            end_us=fields.signed("end_us"),
            in_frame=fields.maybe("in_frame", fields.whole),
            out_frame=fields.maybe("out_frame", fields.whole),
            method=method,
            sound=fields.text("sound", 40),
            sound_from_us=fields.maybe("sound_from_us", fields.signed),
            sound_to_us=fields.maybe("sound_to_us", fields.signed),
            recipe=tuple(Fields({"step": step}).text("step", 400) for step in fields.values("recipe", 100)),
            tools=tuple(sorted((str(name), versions.text(name, 100)) for name in tools)),
            sha256=_digest(fields, "sha256"),
            size=fields.whole("size"),
        )


def _digest(fields: Fields, name: str) -> str:
    text = fields.text(name, 64)
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise ValueError(f"{name}: a SHA-256 is needed")
    return text
