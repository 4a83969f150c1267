"""What is true of one file of evidence: its streams, its times, and whether it plays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Self, cast, get_args

from evidence.labels import Label, Labelled
from evidence.media.opening_names import LONGEST
from evidence.media.plain import Fields, ratio_text

StreamKind = Literal["picture", "sound", "subtitle", "data", "cover"]
TableState = Literal["confirmed", "unconfirmed", "none"]

MOST_STREAMS = 1000
MOST_GAPS = 100_000
MOST_WARNINGS = 100
LONGEST_CREATED = 100


class Playable(Labelled):
    """How far a file can be shown or heard here. What cannot is evidence all the same."""

    YES = "yes", "plays", "可播放"
    DAMAGED = "damaged", "damaged: plays in part", "已损坏：部分可播放"
    NO = "no", "cannot be played", "无法播放"


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """One stream of a file. Times are recording time in microseconds; the start may be negative."""

    index: int
    kind: StreamKind
    codec: str
    time_base: Fraction | None = None
    """Seconds per tick of its time stamps."""
    width: int = 0
    height: int = 0
    pixel_aspect: Fraction | None = None
    """Width of a pixel over its height; None where pixels are square."""
    rotation: int = 0
    """Degrees clockwise by which the picture has to be turned for display: 0, 90, 180 or 270."""
    rate: Fraction | None = None
    """Pictures per second as the container states them, on average; a display value, no time is computed from it."""
    sample_rate: int = 0
    channels: int = 0
    language: str = ""
    start_us: int | None = None
    duration_us: int | None = None

    def to_json(self) -> dict[str, object]:
        """Plain whole numbers and texts."""
        return {
            "index": self.index,
            "kind": self.kind,
            "codec": self.codec,
            "time_base": ratio_text(self.time_base) if self.time_base else None,
            "width": self.width,
            "height": self.height,
            "pixel_aspect": ratio_text(self.pixel_aspect) if self.pixel_aspect else None,
            "rotation": self.rotation,
            "rate": ratio_text(self.rate) if self.rate else None,
            "sample_rate": self.sample_rate,
            "channels": self.channels,
            "language": self.language,
            "start_us": self.start_us,
            "duration_us": self.duration_us,
        }

    @classmethod
    def from_json(cls, values: object) -> Self:
        """The stream that `to_json` wrote.

        Raises:
            ValueError: it is not one.
        """
        fields = Fields.of(values)
        kind = fields.text("kind")
        if kind not in get_args(StreamKind):
            raise ValueError("kind: not a kind of stream")
        return cls(
            index=fields.whole("index", 0, 100_000),
            kind=cast(StreamKind, kind),
            codec=fields.text("codec", 100),
            time_base=fields.maybe("time_base", fields.ratio),
            width=fields.whole("width"),
            height=fields.whole("height"),
            pixel_aspect=fields.maybe("pixel_aspect", fields.ratio),
            rotation=fields.whole("rotation", 0, 359),
            rate=fields.maybe("rate", fields.ratio),
            sample_rate=fields.whole("sample_rate"),
            channels=fields.whole("channels"),
            language=fields.text("language", 100),
            start_us=fields.maybe("start_us", fields.signed),
            duration_us=fields.maybe("duration_us", fields.whole),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without pictures (or, in a recording of sound alone, without sound). Recording time, microseconds."""

    from_us: int
    to_us: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """One file as the decoder sees it. All times are recording time in whole microseconds.

    Zero is the first presented frame of the main picture stream, the first sample where there is no picture.
    """

    container: str
    """FFmpeg's name of the demuxer that reads it, or "pdf", "jpeg", "text", ...; "" where it is not known."""
    streams: tuple[StreamFacts, ...] = ()
    frames: int = 0
    """Presented frames of the main picture stream."""
    first_us: int = 0
    last_us: int = 0
    """Time of the last presented frame; of the last sample where there is no picture."""
    duration_us: int = 0
    """Time of the last frame plus its duration; the end of the sound where there is no picture."""
    variable_rate: bool = False
    gaps: tuple[Gap, ...] = ()
    picture: int | None = None
    """Index of the main picture stream."""
    sound: int | None = None
    """Index of the main sound stream."""
    playable: Playable = Playable.YES
    reason: Label | None = None
    """Why it is damaged or cannot be played."""
    warnings: tuple[Label, ...] = ()
    table: TableState = "none"
    """Whether the frame numbers were confirmed by decoding every frame once."""
    pages: int | None = None
    """Pages of a document or photo; None for recordings."""
    created: str | None = None
    """When the container says that it was made, in its own words: the text of a stranger, often in a wrong zone."""

    @property
    def turned(self) -> int:
        """Degrees clockwise by which the file asks to turn its picture for display; 0: it stands as it is."""
        picture = self.stream(self.picture)
        return picture.rotation if picture is not None else 0

    def stream(self, index: int | None) -> StreamFacts | None:
        """The stream of that index, if there is one."""
        return next((stream for stream in self.streams if stream.index == index), None)

    def to_json(self) -> dict[str, object]:
        """Plain whole numbers, texts and lists, for the store and for `replaydesk media --json`."""
        return {
            "container": self.container,
            "streams": [stream.to_json() for stream in self.streams],
            "frames": self.frames,
            "first_us": self.first_us,
            "last_us": self.last_us,
            "duration_us": self.duration_us,
            "variable_rate": self.variable_rate,
            "gaps": [{"from_us": gap.from_us, "to_us": gap.to_us} for gap in self.gaps],
            "picture": self.picture,
            "sound": self.sound,
            "playable": self.playable.value,
            "reason": label_json(self.reason) if self.reason else None,
            "warnings": [label_json(warning) for warning in self.warnings],
            "table": self.table,
            "pages": self.pages,
            "created": self.created,
        }

    @classmethod
    def from_json(cls, values: object) -> Self:
        """The facts that `to_json` wrote.

        Raises:
            ValueError: they are not facts of a file.
        """
        fields = Fields.of(values)
        table = fields.text("table")
        if table not in get_args(TableState):
            raise ValueError("table: not a state of a frame table")
        return cls(
            container=fields.text("container", LONGEST),
            streams=tuple(StreamFacts.from_json(stream) for stream in fields.values("streams", MOST_STREAMS)),
            frames=fields.whole("frames"),
            first_us=fields.signed("first_us"),
            last_us=fields.signed("last_us"),
            duration_us=fields.whole("duration_us"),
            variable_rate=fields.flag("variable_rate"),
            gaps=tuple(Gap(gap.signed("from_us"), gap.signed("to_us")) for gap in fields.many("gaps", MOST_GAPS)),
            picture=fields.maybe("picture", fields.whole),
            sound=fields.maybe("sound", fields.whole),
            playable=_playable(fields.text("playable")),
            reason=label_of(fields.values("reason", 2)) if "reason" in fields else None,
            warnings=tuple(label_of(label) for label in fields.values("warnings", MOST_WARNINGS)),
            table=cast(TableState, table),
            pages=fields.maybe("pages", fields.whole),
            created=fields.maybe("created", lambda name: fields.text(name, LONGEST_CREATED)),
        )


def _playable(word: str) -> Playable:
    for state in Playable:
        if state.value == word:
            return state
    raise ValueError("playable: yes, damaged or no is needed")


def label_json(label: Label) -> list[str]:
    """`["English", "中文"]`."""
    return [label.en, label.chinese]


def label_of(value: object) -> Label:
    """The label that `label_json` wrote.

    Raises:
        ValueError: it is not one.
    """
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("a pair of texts is needed")
    words = Fields({"en": value[0], "zh": value[1]})
    return Label(words.text("en"), words.text("zh"))
