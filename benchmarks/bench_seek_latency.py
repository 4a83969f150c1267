"""How long one waits for a frame: cold seeks, the preview before them, steps back over group edges, dragging."""

from __future__ import annotations

import math
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.charts import Bars
from benchmarks.clips import make_large
from benchmarks.measuring import Section, Series, ms, ratio, spending
from benchmarks.readers import OURS, Served, missing, present
from evidence.media.clip import Clip
from evidence.media.door import Probed, probe
from evidence.media.frames import FrameTable
from evidence.media.pictures import pixels
from evidence.media.proxypack import ProxyPack, ProxyPlace
from tests import barcodes

GROUPS = (50, 250)
WIDTH, HEIGHT, FRAMES = 1920, 1080, 1000
SEEKS, STEPS, DRAGS = 24, 80, 200
STEP_S = 0.2
DRAG_S = 0.05
SHA = "0" * 64


def large(folder: Path, group: int, frames: int) -> tuple[Path, Probed]:
    """The recording, made once, and what is known of it."""
    path = folder / f"group{group}.mp4"
    if not path.exists():
        make_large(path, frames, group, WIDTH, HEIGHT)
    return path, probe(path, confirm=True)


def cold(folder: Path, seeks: int, frames: int) -> Section:
    """Seeks to frames of groups that nobody has decoded yet; readers take turns, so that all meet the same load."""
    rows: list[tuple[str, ...]] = []
    bars: dict[str, float] = {}
    for group in GROUPS:
        path, probed = large(folder, group, frames)
        numbers = random.Random(group)
        wall, cpu = {who: Series() for who in present()}, {who: Series() for who in present()}
        previews = {way: (Series(), Series()) for way in ("first picture", "first picture, its small one made before")}
        exact = dict.fromkeys(wall, 0)
        last = -1
        with ExitStack() as stack:
            readers = {who: stack.enter_context(Served(who, path)) for who in wall}
            clip = stack.enter_context(Clip(path, probed, cache_bytes=0))
            clip.frame(0)
            builder = stack.enter_context(Clip(path, probed, cache_bytes=0))
            jpegs = {key: builder.small_jpegs(key, 1, 1)[0] for key in range(0, frames, group)}
            builder.close()
            clip.unpacked(0, jpegs[0])
            for _ in range(seeks):
                wanted = numbers.randrange(frames)
                while wanted // group == last:
                    wanted = numbers.randrange(frames)
                last = wanted // group
                for who, reader in readers.items():
                    came = reader.frame(wanted)
                    wall[who].values.append(came.wall_s)
                    cpu[who].values.append(came.cpu_s)
                    exact[who] += came.number == wanted
                begun_with = wanted // group * group
                for jpeg, (wait, cost) in zip((None, jpegs[begun_with]), previews.values(), strict=True):
                    clip.frame(0 if last else frames - 1)  # far from there
                    with spending(clip.pid) as spent:
                        begun = time.perf_counter()
                        clip.reach(wanted, anew=True, display=True, small=(begun_with, jpeg) if jpeg else None)
                        wait.values.append(time.perf_counter() - begun)
                    cost.values.append(spent.cpu_s)
        others = [who for who in wall if who != OURS]
        best_cpu, best_wall = (min(kind[who].median for who in others) for kind in (cpu, wall))
        for who in wall:
            bars[f"{who}, {group}"] = cpu[who].median / best_cpu
            rows.append((
                str(group), who, f"{100 * exact[who] / seeks:.0f} %", ratio(cpu[who].median, best_cpu),
                ratio(wall[who].median, best_wall), ms(cpu[who].median), ms(cpu[who].p95), ms(wall[who].median),
                ms(wall[who].p95),
            ))  # fmt: skip
        for way, (wait, cost) in previews.items():
            rows.append((
                str(group), f"{OURS}, {way}", "own number", ratio(cost.median, best_cpu),
                ratio(wait.median, best_wall), ms(cost.median), ms(cost.p95), ms(wait.median), ms(wait.p95),
            ))  # fmt: skip
    return Section(
        "What a cold seek costs",
        f"{seeks} random frames of an H.264 recording of {WIDTH} x {HEIGHT} pixels, {frames} frames, two B-frames, a "
        "key frame every 50 or every 250 frames, each seek in another group of pictures than the one before. Until "
        "the pixels are in the caller's hands; CPU seconds are those of the reader's process and its children, and "
        "decide: they depend less on what else the machine does. All take turns, frame by frame.",
        ("key frame every", "reader", "exact", "CPU / best other", "wall / best other", "CPU, median", "CPU, p95",
         "wall, median", "wall, p95"),
        rows,
        (
            "One decoder thread each, and nothing kept of earlier seeks; QMediaPlayer chooses its threads itself, so "
            "its wall time is that of two cores.",
            "The first picture is the key frame before the one asked for (or that one, if it is near), in at most "
            "960 x 540 pixels. While nothing else is to be done, small pictures of up to 1,000 key frames around the "
            "playhead are made; then it is one of these, at most 640 pixels wide.",
            "The cost is that of decoding from the key frame on: half a group on average. Replaydesk and libmpv leave "
            "out pictures on the way from which no other is decoded.",
            *missing(),
        ),
        Bars("cold", "CPU seconds of a cold seek / best other (name, key frame every)", bars, "", 0),
    )  # fmt: skip


def steps(folder: Path, count: int, frames: int) -> Section:
    """Steps back, five a second, over the edges of groups."""
    rows = []
    for group in GROUPS:
        path, probed = large(folder, group, frames)
        for ahead in (True, False):
            with Clip(path, probed, ahead=ahead) as clip:
                here = min(frames - 1, group * (frames // group - 1) + 12)
                clip.frame(here)
                time.sleep(2 * STEP_S)
                waits, right, begun = Series(), 0, time.perf_counter()
                with spending(clip.pid) as spent:
                    for step in range(1, count + 1):
                        time.sleep(max(0.0, begun + step * STEP_S - time.perf_counter()))
                        asked = time.perf_counter()
                        picture = clip.frame(here - step)
                        waits.values.append(time.perf_counter() - asked)
                        right += barcodes.read(pixels(picture)) == here - step
                rows.append((
                    str(group), "decoding ahead" if ahead else "window alone", f"{100 * right / count:.0f} %",
                    ms(waits.median), ms(waits.p95), ms(max(waits.values)), ms(spent.cpu_s / count),
                ))  # fmt: skip
    return Section(
        "Steps back over the edges of groups",
        f"{count} steps back, five a second, {WIDTH} x {HEIGHT} pixels, beginning 12 frames after a key frame. Wall "
        "time from asking to the pixels at full size, of a decoder that keeps 256 MB of frames.",
        ("key frame every", "", "exact", "median", "95th percentile", "longest", "CPU a step"),
        rows,
    )


def dragging(folder: Path, count: int, frames: int) -> Section:
    """Twenty requests a second over the whole recording."""
    rows = []
    for group in GROUPS:
        path, probed = large(folder, group, frames)
        table = probed.table
        assert table is not None
        pack = ProxyPlace(folder / f"{group}.proxy", SHA).open(table)
        with Clip(path, probed, cache_bytes=0, background=True) as builder:
            builder.frame(0)
            with spending(builder.pid) as built:
                while len(pack) < frames:
                    first = len(pack)
                    for number, jpeg in enumerate(builder.small_jpegs(first, frames - first, 60), first):
                        pack.add(number, jpeg)
        with Clip(path, probed, cache_bytes=0) as plain:
            plain.frame(0)
            with spending(plain.pid) as played:
                for first in range(0, frames, 8):
                    plain.frames(first, 8, max_width=640, max_height=640, display=True)
        track = [int(frames / 2 + 0.49 * frames * math.sin(3 * math.pi * each / count)) for each in range(count)]
        with Clip(path, probed, ahead=True) as clip:
            clip.frame(0)

            ways: dict[str, Callable[[int], int | None]] = {
                "small pictures": partial(small, pack, clip, table),
                "key frames": partial(key, clip),
            }
            for name, show in ways.items():
                made = name == "small pictures"
                waits, same = Series(), 0
                for number in track:
                    asked = time.perf_counter()
                    same += show(number) == number
                    waits.values.append(time.perf_counter() - asked)
                    time.sleep(max(0.0, asked + DRAG_S - time.perf_counter()))
                share = sum(wait <= DRAG_S for wait in waits.values) / count
                rows.append((
                    str(group), name, f"{100 * share:.1f} %", ms(waits.median), ms(waits.p95),
                    f"{100 * same / count:.0f} %",
                    f"{ms(built.cpu_s / frames)} a frame, {pack_size(pack, frames)}" if made else "-",
                    ratio(built.cpu_s, played.cpu_s) if made else "-",
                ))  # fmt: skip
        pack.close()
    return Section(
        "Dragging on the timeline",
        f"{count} requests, twenty a second, sweeping over {frames} frames of {WIDTH} x {HEIGHT} pixels. Small "
        "pictures are JPEGs at most 640 pixels wide, one per frame; without them a key frame (or the exact one, where "
        "it is near) is shown. Making them is compared with decoding the recording once at that size, as for playing.",
        (
            "key frame every",
            "shown",
            "within 50 ms",
            "median",
            "95th percentile",
            "very frame",
            "made for",
            "/ playing",
        ),
        rows,
    )


def small(pack: ProxyPack, clip: Clip, table: FrameTable, number: int) -> int | None:
    """The frame that is shown out of the pack."""
    jpeg = pack.get(number)
    return None if jpeg is None else clip.unpacked(number, jpeg).frame


def key(clip: Clip, number: int) -> int | None:
    """The frame that is shown first without it."""
    reached = clip.reach(number, anew=True)
    return None if reached is None else reached.picture.frame


def pack_size(pack: ProxyPack, frames: int) -> str:
    """Bytes of a picture on the average."""
    return f"{sum(len(pack.get(number) or b'') for number in range(frames)) / frames / 1000:.0f} kB"


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        if quick:
            return [cold(folder, 3, 300), steps(folder, 5, 300), dragging(folder, 10, 300)]
        return [cold(folder, SEEKS, FRAMES), steps(folder, STEPS, FRAMES), dragging(folder, DRAGS, FRAMES)]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
