"""What the child finds out about a whole recording: facts, frame table, sound table, peaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged, MediaLimit, Refused
from evidence.labels import Label
from evidence.media import reasons, salvaging
from evidence.media.claims import refuse_absurd, refuse_too_fast, stream_facts
from evidence.media.decode import Confirmation, Decoding
from evidence.media.decode import confirm as decode_all
from evidence.media.facts import MediaFacts, Playable, StreamFacts
from evidence.media.frames import UNKNOWN, FrameTable
from evidence.media.hear import Listening
from evidence.media.opening import (
    created_in,
    decodable,
    main_stream,
    open_media,
    rate_of,
    time_base_of,
)
from evidence.media.opening_names import LONGEST, as_chosen, forced, opening_of
from evidence.media.paths import path_of
from evidence.media.peaks import AT_ONCE, PeakMaker
from evidence.media.plain import Fields
from evidence.media.reasons import Words
from evidence.media.sounds import SoundTable
from evidence.media.structure import bytes_behind, early_end, has_header
from evidence.media.survey import NO_TIMES, Survey, survey, table_from_packets, unsure
from evidence.media.times import Times
from evidence.media.wire import Blob
from evidence.progress import Progress
from evidence.timecode import LONGEST_US, MICROSECONDS, us_of

QUICK = 3000 * 1280 * 720
"""Pixels that are decoded at once to confirm the frame numbers: about 8 CPU seconds of H.264."""
QUICK_SOUND_S = 2 * 3600
"""Sound of up to this length is decoded at once; of longer sound the places come from packet times."""
WORTH_SAYING_US = 100_000

Answer = tuple[dict[str, object], Blob]


def probe(order: Fields, progress: Progress) -> Answer:
    """Facts, frame table and sound table of a recording; damage is a fact, not an error."""
    wish = order.flag("confirm") if "confirm" in order else None
    found = _Findings(path_of(order), order.text("demuxer", LONGEST))
    if as_chosen(found.demuxer) is not None and has_header(found.path):
        raise Refused(*reasons.HAS_HEADER)
    try:
        facts = found.look(wish, progress)
    except (MediaDamaged, MediaLimit) as damage:
        reason = found.better_reason(damage.sentence)
        facts = MediaFacts(found.container, playable=Playable.NO, reason=reason)
        if reason == Label(*reasons.NO_INDEX) and not found.demuxer:
            found, facts = _salvage(facts, order, progress)
    frames = found.table.to_bytes() if found.table else b""
    sound = found.sound.to_bytes() if found.sound else b""
    return {"facts": facts.to_json(), "frames": len(frames), "sound": len(sound)}, frames + sound


def lend(order: Fields) -> Answer:
    """What this recording can lend to one that lost its index."""
    with open_media(path_of(order)) as media:
        return {"recipe": salvaging.lend(media)}, b""


def _salvage(lost: MediaFacts, order: Fields, progress: Progress) -> tuple[_Findings, MediaFacts]:
    """Look again, with the pictures found without an index."""
    path = path_of(order)
    found = _Findings(path, "")
    try:
        found = _Findings(path, salvaging.recipe_for(path, order.text("lent", LONGEST), progress))
        facts = found.look(True, progress)
    except (MediaDamaged, MediaLimit) as damage:
        return _Findings(path, ""), replace(lost, reason=damage.sentence)
    return found, facts


def confirm(order: Fields, blob: bytes, progress: Progress) -> Answer:
    """Decode every frame once; the confirmed frame table."""
    old = FrameTable.from_bytes(blob)
    with open_media(path_of(order), order.text("demuxer", LONGEST)) as media:
        stream = media.streams[old.stream] if old.stream < len(media.streams) else None
        if not isinstance(stream, VideoStream) or not decodable(stream):
            raise MediaDamaged(*reasons.NOTHING_DECODED)
        new = decode_all(media, stream, old.frames, progress)
    if new.table is None:
        raise MediaDamaged(*reasons.NOTHING_DECODED)
    return {"flaws": new.flaws}, replace(new.table, container=old.container).to_bytes()


def peaks(order: Fields, blob: bytes, progress: Progress) -> Answer:
    """Smallest and largest sample of every block of sound, decoded from the start in constant memory."""
    table = SoundTable.from_bytes(blob)
    maker = PeakMaker(table.channels)
    with open_media(path_of(order), order.text("demuxer", LONGEST)) as media:
        stream = media.streams[table.stream] if table.stream < len(media.streams) else None
        if not isinstance(stream, AudioStream) or not decodable(stream):
            raise MediaDamaged(*reasons.NO_SOUND)
        for place, samples in Listening(media, stream).joined(AT_ONCE):
            before, behind = max(0, table.first - place), max(0, place + len(samples) - table.end)
            kept = samples[before : len(samples) - behind]
            if len(kept):
                maker.add(place + before - table.first, kept)
            progress(max(0, place - table.first), table.end - table.first)
    return {}, maker.blocks().tobytes()


@dataclass
class _Findings:
    """One look at one recording, step by step."""

    path: str
    demuxer: str
    container: str = ""
    created: str | None = None
    table: FrameTable | None = None
    sound: SoundTable | None = None
    rotation: int = 0
    flaws: int = 0
    lost: int = 0
    no_pictures: bool = False
    own_times: bool = True
    """Whether the frame table counts on the same clock as the other streams."""

    def __post_init__(self) -> None:
        self.warnings: list[Words] = []

    @property
    def _salvaged(self) -> bool:
        return (opening := opening_of(self.demuxer)) is not None and opening.parameters is not None

    def better_reason(self, sentence: Label) -> Label:
        """Where the file's own lengths say more than the decoder's refusal."""
        if sentence.en not in (reasons.NO_FORMAT[0], reasons.NOTHING_DECODED[0]):
            return sentence
        ends = self._early_end()
        if ends is None:
            return sentence
        return Label(*(reasons.CUT_AT_ONCE if ends == reasons.CUT else ends))

    def look(self, wish: bool | None, progress: Progress) -> MediaFacts:
        with open_media(self.path, self.demuxer) as media:
            self.container, self.created = forced(self.demuxer) or media.format.name, created_in(media)
            refuse_absurd(media, self.path)
            picture, listened = main_stream(media, "picture"), main_stream(media, "sound")
            if picture is None and listened is None:
                raise MediaDamaged(*reasons.NO_STREAMS)
            seen = survey(media, picture, progress)
            streams = [stream_facts(stream) for stream in media.streams]
            # Streams end with their container: from here on only their numbers are used.
            bases = {stream.index: time_base_of(stream) for stream in media.streams}
            sound_index = listened.index if listened is not None and seen.spans[listened.index].packets else None
            if isinstance(picture, VideoStream):
                if len(seen.picture.pts):
                    self._pictures(media, picture, seen, wish, progress)
                self.no_pictures = self.table is None
        if self.table is not None:
            self.table = replace(self.table, container=self.container)
        zero = self._zero(seen, bases)
        if sound_index is not None:
            self._listen(sound_index, zero, seen, bases, progress)
        return self._facts(streams, bases, zero, sound_index is not None, seen)

    def _pictures(
        self, media: InputContainer, picture: VideoStream, seen: Survey, wish: bool | None, progress: Progress
    ) -> None:
        packets = len(seen.picture.pts)
        doubtful = unsure(seen.picture, media, picture)
        table, times = table_from_packets(seen.picture, media, picture)
        refuse_too_fast(table)
        pixels = picture.codec_context.width * picture.codec_context.height
        told, avi = rate_of(picture), media.format.name == "avi"
        now = wish if wish is not None else doubtful or packets * max(pixels, 1) <= QUICK
        with open_media(self.path, self.demuxer) as fresh:
            stream = fresh.streams[picture.index]
            if not isinstance(stream, VideoStream):
                raise MediaDamaged(*reasons.NO_STREAMS)
            if now:
                new = decode_all(fresh, stream, packets, progress)
                self._confirmed(new, seen, doubtful)
                reordered, nominal = new.reordered or new.slots, new.nominal
            else:
                # AVI counts slots; its packets' times are guesses, which decoded frames do not share.
                own = table.as_decoded and not (doubtful and avi)
                self._first_frame(stream, fresh, replace(table, as_decoded=own), times)
                reordered, nominal = bool(stream.codec_context.has_b_frames), times.nominal
        if self.table is not None and not nominal and media.format.name in NO_TIMES:
            self.warnings.append(reasons.times_nominal(told))
        if self.table is not None and not nominal and avi and reordered:
            self.warnings.append(reasons.slots(told))

    def _confirmed(self, new: Confirmation, seen: Survey, doubtful: bool) -> None:
        self.table, self.rotation, self.flaws = new.table, new.rotation, self.flaws + new.flaws
        if new.table is None:
            return
        refuse_too_fast(new.table)
        if not doubtful or new.table.codec == "h264":
            self.lost = max(0, len(seen.picture.pts) - seen.picture.discarded - new.table.frames)
        self.own_times = not (new.nominal or new.slots)
        self._doubts(new.filled, new.restarts, new.nominal, 1 / new.table.time_base)

    def _first_frame(self, stream: VideoStream, media: InputContainer, table: FrameTable, times: Times) -> None:
        """Without a confirming pass: at least the first picture must come."""
        for frame, _ in Decoding(media, stream).frames():
            if isinstance(frame, VideoFrame):
                self.table, self.rotation = table, round(-frame.rotation / 90) * 90 % 360
                break
        self.own_times = not times.nominal
        self._doubts(times.filled, times.restarts, times.nominal, 1 / times.time_base)

    def _doubts(self, filled: int, restarts: int, nominal: bool, per_second: Fraction) -> None:
        if nominal:
            self.warnings.append(reasons.times_nominal(per_second))
        if filled:
            self.warnings.append(reasons.filled(filled))
        if restarts:
            self.warnings.append(reasons.RESTARTED)

    def _zero(self, seen: Survey, bases: dict[int, Fraction]) -> Fraction | None:
        """Recording time zero on the clock that all streams of the file share, in seconds; None without pictures."""
        if self.table is None:
            return None
        first = seen.spans[self.table.stream].first
        if self.own_times or first == UNKNOWN:
            return self.table.pts[0] * self.table.time_base
        return first * bases[self.table.stream]

    def _listen(
        self, index: int, zero: Fraction | None, seen: Survey, bases: dict[int, Fraction], progress: Progress
    ) -> None:
        span = seen.spans[index]
        length = (span.end - span.first) * bases[index] if span.first != UNKNOWN else Fraction(0)
        with open_media(self.path, self.demuxer) as media:
            stream = media.streams[index]
            if not isinstance(stream, AudioStream) or not stream.codec_context.sample_rate:
                return
            listening = Listening(media, stream, decode=length <= QUICK_SOUND_S)
            for place, _ in listening.frames():
                progress(max(0, place), max(0, place, int(length * listening.rate)))
            self.sound = listening.table(zero)
            if self.sound is not None:
                self.sound = replace(self.sound, container=self.container)
        self.flaws += listening.flaws + listening.decoding.errors

    def _early_end(self) -> Words | None:
        try:
            return early_end(self.path)
        except (OSError, ValueError):
            return None

    def _behind(self) -> int:
        try:
            return bytes_behind(self.path)
        except OSError:
            return 0

    def _facts(
        self,
        streams: list[StreamFacts],
        bases: dict[int, Fraction],
        zero: Fraction | None,
        has_sound: bool,
        seen: Survey,
    ) -> MediaFacts:
        table, sound = self.table, self.sound
        if table is None and sound is None:
            raise MediaDamaged(*reasons.NOTHING_DECODED)
        if zero is None:
            zero = sound.zero if sound is not None else Fraction(0)
        placed = [self._placed(stream, bases[stream.index], zero, seen) for stream in streams]
        if sound is not None and table is not None:
            self._compare(sound, table)
        if (told := as_chosen(self.container)) is not None:
            self.warnings.append(reasons.chosen(*told))
        elif forced(self.container) and not self._salvaged:
            self.warnings.append(reasons.HEADERLESS)
        reason = self._reason(has_sound, seen)
        if reason != reasons.CUT and not self._salvaged and (behind := self._behind()):
            self.warnings.append(reasons.bytes_behind(behind))
        facts = MediaFacts(
            container=self.container,
            streams=tuple(placed),
            picture=table.stream if table else None,
            sound=sound.stream if sound else None,
            playable=Playable.DAMAGED if reason else Playable.YES,
            reason=Label(*reason) if reason else None,
            warnings=tuple(Label(*words) for words in self.warnings),
            created=self.created,
        )
        if table is not None:
            return replace(
                facts,
                frames=table.frames,
                last_us=table.last_us,
                duration_us=table.duration_us,
                variable_rate=table.variable,
                gaps=table.gaps,
                table="confirmed" if table.confirmed else "unconfirmed",
            )
        assert sound is not None
        return replace(
            facts,
            first_us=sound.start_us,
            last_us=sound.shown_us(sound.end - 1),
            duration_us=sound.end_us,
            gaps=sound.gaps,
        )

    def _reason(self, has_sound: bool, seen: Survey) -> Words | None:
        if self._salvaged:
            if self.flaws or self.lost:
                self.warnings.append(reasons.decode_errors(self.flaws + self.lost))
            return reasons.SALVAGED
        if self.no_pictures:
            return reasons.NO_PICTURES
        if self._early_end() == reasons.CUT:
            return reasons.CUT
        if self.flaws or self.lost or seen.broken_off:
            return reasons.decode_errors(max(1, self.flaws + self.lost))
        if has_sound and self.sound is None:
            return reasons.NO_SOUND
        return None

    def _compare(self, sound: SoundTable, table: FrameTable) -> None:
        if abs(sound.start_us) >= WORTH_SAYING_US:
            self.warnings.append(reasons.streams_differ(sound.start_us))
        if abs(sound.end_us - table.duration_us) >= WORTH_SAYING_US:
            self.warnings.append(reasons.sound_ends(sound.end_us - table.duration_us))

    def _placed(self, stream: StreamFacts, base: Fraction, zero: Fraction, seen: Survey) -> StreamFacts:
        """The stream with its start and length in recording time."""
        if self.table is not None and stream.index == self.table.stream:
            return replace(stream, start_us=0, duration_us=self.table.duration_us, rotation=self.rotation)
        if self.sound is not None and stream.index == self.sound.stream:
            start = self.sound.start_us
            return replace(stream, start_us=start, duration_us=self.sound.end_us - start)
        span = seen.spans[stream.index]
        if span.first == UNKNOWN or stream.kind == "cover":
            return stream
        start = round((span.first * base - zero) * MICROSECONDS)
        length = us_of(span.end - span.first, base)
        if abs(start) > LONGEST_US or length > LONGEST_US:
            return stream
        return replace(stream, start_us=start, duration_us=length)
