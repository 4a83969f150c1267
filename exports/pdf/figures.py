"""What a mark shows: the still with its caption, the page with its box, the strip of sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evidence.timecode import format_time
from exports.pdf import strings
from exports.pdf.blocks import Block
from exports.pdf.data import CaseFileData, Json, Waveform
from exports.pdf.jpeg import jpeg_object
from exports.pdf.objects import Document
from exports.pdf.sheet import Sheet
from exports.pdf.signs import sign_of
from exports.pdf.speech import label_of
from exports.pdf.style import CAPTION, GREY, INK, PALE, TINT, WHITE, Colour
from exports.pdf.tags import Node
from exports.pdf.text import fit, text_width
from exports.pdf.view import View, clock_time

CAPTION_HEIGHT = 13.0
WHOLE = 10_000
"""A box is given in ten-thousandths of the page."""
LOUDEST = 32_768


def still_of(data: CaseFileData, label: str) -> Callable[[Document], bytes]:
    """The picture of a mark as an object that is made when it is written."""
    return lambda document: jpeg_object(data.pictures[label].jpeg)


class Picture(Block):
    """A still, or a page with its box, and the dark bar with the words of its time below it."""

    def __init__(self, view: View, mark: Json, width: float, height: float) -> None:
        """Take the room it may fill, the bar not counted."""
        self._view, self._mark = view, mark
        facts = mark["picture"]
        scale = min(width / facts["width"], height / facts["height"])
        self.width: float = facts["width"] * scale
        self._height: float = facts["height"] * scale

    def measure(self, width: float) -> float:
        """The picture and its bar."""
        return self._height + CAPTION_HEIGHT

    def _words(self) -> tuple[str, str, str]:
        """Caption left and right, and what a screen reader is told."""
        view, mark, place = self._view, self._mark, self._mark["place"]
        say = view.speech.say
        values = {
            "exhibit": mark["exhibit"],
            "point": say(view.point_label(mark["point"])),
            "verdict": say(label_of(mark["verdict_label"])),
        }
        if place["kind"] == "page":
            left = f"{mark['label']}  {mark['exhibit']}"
            return (
                left,
                say(strings.PAGE_NUMBER, page=place["page"]),
                say(strings.PAGE_SAYS, page=place["page"], **values),
            )
        at = format_time(place["in_us"])
        return (
            f"{mark['label']}  {mark['exhibit']} {at}",
            wall_words(view, mark),
            say(strings.STILL_SAYS, at=at, **values),
        )

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """The bytes of the picture are not touched: bar and box are drawn by the page, not into the picture."""
        mark, bottom = self._mark, top - self._height
        left, right, alt = self._words()
        with sheet.tagged(Node("Figure", alt=alt)):
            make = still_of(self._view.data, mark["label"])
            sheet.picture(picture_name(mark), make, x, bottom, self.width, self._height)
            if mark["place"]["kind"] == "page":
                sheet.frame(x, bottom, self.width, self._height, PALE, 0.5)
                self._box(sheet, x, top)
            sheet.box(x, bottom - CAPTION_HEIGHT, self.width, CAPTION_HEIGHT, INK)
            base, size = bottom - CAPTION_HEIGHT + 4.2, 6.7
            if text_width(left, "Mono-Md", size) + text_width(right, "Mono", size) > self.width - 14:
                size = 5.2
            sheet.text(x + 5, base, left, "Mono-Md", size, WHITE)
            sheet.text(x + self.width - 5, base, right, "Mono", size, CAPTION, "right")

    def _box(self, sheet: Sheet, x: float, top: float) -> None:
        box = self._mark["place"]["box"]
        if box is None:
            return
        across, down = self.width / WHOLE, self._height / WHOLE
        left, upper = x + box["x"] * across, top - box["y"] * down
        wide, high = box["width"] * across, box["height"] * down
        sheet.frame(left - 1, upper - high - 1, wide + 2, high + 2, WHITE, 2.6)
        sheet.frame(left - 1, upper - high - 1, wide + 2, high + 2, sign_of(self._mark["verdict"]).colour, 1.4)


class Detail(Block):
    """The box of a mark on a page, enlarged: the same picture drawn again, with all but the box cut away."""

    before = 6.0

    def __init__(self, view: View, mark: Json, width: float, height: float) -> None:
        """Take the room it may fill; the mark must have a picture and a box."""
        self._view, self._mark = view, mark
        facts, box = mark["picture"], mark["place"]["box"]
        # A little of the surroundings shows where the box is.
        margin = max(box["width"], box["height"]) // 20
        left, upper = max(0, box["x"] - margin), max(0, box["y"] - margin)
        right = min(WHOLE, box["x"] + box["width"] + margin)
        lower = min(WHOLE, box["y"] + box["height"] + margin)
        wide, high = (right - left) * facts["width"] / WHOLE, (lower - upper) * facts["height"] / WHOLE
        scale = min(width / wide, height / high)
        self._left, self._upper = left * facts["width"] / WHOLE * scale, upper * facts["height"] / WHOLE * scale
        self._whole = (facts["width"] * scale, facts["height"] * scale)
        self._width: float = wide * scale
        self._height: float = high * scale

    def measure(self, width: float) -> float:
        """The enlarged box and the words below it."""
        return self._height + 10

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the picture so large that the box fills the room, through a window of its size."""
        mark, bottom = self._mark, top - self._height
        whole_width, whole_height = self._whole
        words = self._view.speech.say(strings.DETAIL)
        says = f"{words}: {mark['exhibit']}, {self._view.speech.say(strings.PAGE_NUMBER, page=mark['place']['page'])}"
        with sheet.tagged(Node("Figure", alt=says)):
            with sheet.window(x, bottom, self._width, self._height):
                sheet.picture(
                    picture_name(mark),
                    still_of(self._view.data, mark["label"]),
                    x - self._left,
                    top + self._upper - whole_height,
                    whole_width,
                    whole_height,
                )
            sheet.frame(x, bottom, self._width, self._height, sign_of(mark["verdict"]).colour, 0.8)
            sheet.text(x, bottom - 8, self._view.speech.pair(strings.DETAIL), "Sans", 6.6, GREY)


def picture_name(mark: Json) -> str:
    """The name of the picture's object: by its digest, so that no folder and no order shows in the file."""
    return f"Still.{mark['picture']['sha256'][:32]}"


class Missing(Block):
    """A grey frame with the reason why there is no picture."""

    def __init__(self, lines: Sequence[str], width: float, height: float) -> None:
        """Take the lines of the reason, and the size."""
        self._lines, self._width, self._height = [line for line in lines if line], width, height

    def measure(self, width: float) -> float:
        """Its height."""
        return self._height

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """The frame, and the words in its middle."""
        base = top - self._height / 2 + 11 * (len(self._lines) / 2 - 1)
        sheet.box(x, top - self._height, self._width, self._height, TINT)
        with sheet.tagged(Node("P")):
            for at, line in enumerate(self._lines):
                size = 7.2 if at else 7.8
                words = fit(line, "Sans", size, self._width - 12)
                sheet.text(x + self._width / 2, base - 11 * at, words, "Sans", size, GREY, "centre")


class Strip(Block):
    """The sound around a mark, drawn as two shapes; the marked span is tinted and in the colour of the verdict."""

    def __init__(self, view: View, mark: Json, height: float) -> None:
        """Take the mark whose sound it is; the sound itself is asked for when it is drawn."""
        self._view, self._mark, self._height = view, mark, height
        self._width = 0.0
        self.before, self.after = 6.0, 2.0

    def measure(self, width: float) -> float:
        """The strip and the times below it."""
        self._width = width
        return self._height + 13

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Ground, tint, sound, edges, times."""
        place, sign = self._mark["place"], sign_of(self._mark["verdict"])
        label = self._mark["label"]
        heard = self._view.data.waveforms[label] if label in self._view.heard else None
        wave = heard or _around(place)
        first, last = self._at(x, wave, place["in_us"]), self._at(x, wave, place["out_us"])
        bottom = top - self._height
        with sheet.tagged(Node("Figure", alt=self._says(wave))):
            sheet.box(x, bottom, self._width, self._height, TINT)
            sheet.box(first, bottom, max(last - first, 0.8), self._height, sign.tint)
            if heard is None:
                self._why_silent(sheet, x, bottom, first, last)
            else:
                self._sound(sheet, x, bottom, wave, first, last, sign.colour)
            for at in (first, last):
                sheet.stroke([(at, bottom - 2.5), (at, top)], sign.colour, 1)
            self._times(sheet, x, bottom - 9.5, wave, first, last, sign.colour)

    def _why_silent(self, sheet: Sheet, x: float, bottom: float, first: float, last: float) -> None:
        """The reason in words, in the span or beside it, wherever no line crosses them."""
        recording = self._view.recordings.get(self._mark["exhibit"])
        reason = strings.NO_WAVE if recording is None or recording["sound"] else strings.NO_SOUND_TRACK
        speech, parts = self._view.speech, ((first, last), (x, first), (last, x + self._width))
        left, right = max(parts, key=lambda part: part[1] - part[0])
        words = speech.pair(reason)
        if text_width(words, "Sans", 7.6) + 12 > right - left:
            words = fit(speech.say(reason), "Sans", 7.6, right - left - 12)
        sheet.text((left + right) / 2, bottom + self._height / 2 - 3, words, "Sans", 7.6, GREY, "centre")

    def _says(self, wave: Waveform) -> str:
        place = self._mark["place"]
        return self._view.speech.say(
            strings.WAVE_SAYS,
            exhibit=self._mark["exhibit"],
            start=format_time(wave.from_us),
            end=format_time(wave.to_us),
            first=format_time(place["in_us"]),
            last=format_time(place["out_us"]),
        )

    def _at(self, x: float, wave: Waveform, us: int) -> float:
        part = (us - wave.from_us) / max(1, wave.to_us - wave.from_us)
        return x + min(1.0, max(0.0, part)) * self._width

    def _sound(
        self, sheet: Sheet, x: float, bottom: float, wave: Waveform, first: float, last: float, colour: Colour
    ) -> None:
        columns = len(wave.lows)
        if not columns:
            return
        step, middle, scale = self._width / columns, bottom + self._height / 2, self._height * 0.47 / LOUDEST
        inside: list[tuple[float, float, float, float]] = []
        outside: list[tuple[float, float, float, float]] = []
        for at, (low, high) in enumerate(zip(wave.lows, wave.highs, strict=True)):
            left = x + at * step
            lower, upper = middle + low * scale, middle + high * scale
            bar = (left, lower - 0.15, step * 0.7, max(0.3, upper - lower + 0.3))
            (inside if first <= left + step / 2 <= last else outside).append(bar)
        for bars, ink in ((outside, PALE), (inside, colour)):
            if bars:
                sheet.boxes(bars, ink)

    def _times(
        self, sheet: Sheet, x: float, y: float, wave: Waveform, first: float, last: float, colour: Colour
    ) -> None:
        place, right = self._mark["place"], x + self._width
        begins, ends = format_time(place["in_us"]), format_time(place["out_us"])
        wide = text_width(begins, "Mono-Md", 6.6)
        edge = text_width(format_time(wave.from_us, 0), "Mono", 6.3) + 4
        point = place["in_us"] == place["out_us"]
        # The two times stand inside the span if it is wide enough, else outside of it, and always on the strip.
        inner = last - first > 2 * wide + 8
        start = first if inner or point else first - wide
        start = min(max(start, x), right - wide)
        stop = last - wide if inner else max(last, start + wide + 6)
        stop = min(stop, right - wide)
        if not point and stop < start + wide + 4:
            start = stop - wide - 6
        sheet.text(start, y, begins, "Mono-Md", 6.6, colour)
        if not point:
            sheet.text(stop, y, ends, "Mono-Md", 6.6, colour)
        if start > x + edge:
            sheet.text(x, y, format_time(wave.from_us, 0), "Mono", 6.3, GREY)
        if (start if point else stop) + wide < right - edge:
            sheet.text(right, y, format_time(wave.to_us, 0), "Mono", 6.3, GREY, "right")


def _around(place: Json) -> Waveform:
    """The stretch that is shown where there is no sound: the span, and as much on either side."""
    margin = max(10_000_000, (place["out_us"] - place["in_us"]) * 4 // 5)
    return Waveform(max(0, place["in_us"] - margin), place["out_us"] + margin, (), ())


def wall_words(view: View, mark: Json) -> str:
    """The wall clock at the in-point of a mark, or that nobody checked it."""
    wall = mark["wall"]
    if wall is None:
        return view.speech.say(strings.CLOCK_NOT_CHECKED)
    if not wall["checked"]:
        return f"{clock_time(wall['in'])} ({view.speech.say(strings.CLOCK_NOT_CHECKED)})"
    return clock_time(wall["in"])
