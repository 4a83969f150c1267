"""A small bundle with the viewer in it: clips made by the program, files with their digests."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.media.door import probe
from exports.clips.making import make_clip
from exports.viewer.page import OWN_PATH, ListedFile, Shown, ShownClip, viewer_page
from tests import barcodes
from tests.exports.pdf import sample
from tests.exports.viewer.browser import Page, browsing, find_browser

HOSTILE = '</script><script>document.title="broken"</script><img src=x onerror=alert(1)>\u202e&amp;'


@pytest.fixture(scope="session")
def content() -> dict[str, Any]:
    """The content of case.json of D1, with words that would like to be markup."""
    made = copy.deepcopy(sample.content())
    made["case"]["verbatim"] += HOSTILE
    made["marks"][0]["note"] = HOSTILE
    return made


@pytest.fixture(scope="session")
def bundle(content: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundle. The clip of the first mark shows 26 numbered frames."""
    folder = tmp_path_factory.mktemp("viewer") / "bundle"
    for name in ("clips", "stills", "viewer"):
        (folder / "data" / name).mkdir(parents=True)
    recording = barcodes.make(folder.parent / "numbered.mp4", barcodes.Recipe(frames=60))
    data = sample.case_d1()
    mark = next(one for one in content["marks"] if one["place"]["kind"] == "span")["label"]
    clip = folder / "data" / "clips" / f"{mark}.mp4"
    made = make_clip(recording, probe(recording, confirm=True), "ab" * 32, 400_000, 1_400_000, clip, wish="encode")
    stills = {}
    for label, still in data.pictures.items():
        stills[label] = f"data/stills/{label}.jpg"
        (folder / stills[label]).write_bytes(still.jpeg)
    (folder / "data" / "case.json").write_bytes(data.content_bytes)
    files = [
        ListedFile(
            path.relative_to(folder).as_posix(), path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in sorted((folder / "data").rglob("*"))
        if path.is_file()
    ]
    shown = Shown(
        content,
        files,
        {mark: ShownClip(f"data/clips/{mark}.mp4", made.in_us, made.end_us, made.method, False)},
        stills,
        data.waveforms,
        {content["marks"][0]["exhibit"]: "data/media/0123456789ab-front desk.mp4"},
    )
    (folder / OWN_PATH).write_bytes(viewer_page(shown))
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One browser for all tests."""
    if find_browser() is None:
        pytest.skip("no Chromium on this machine (package chromium-headless-shell)")
    with browsing(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def page(browser: Page, bundle: Path) -> Page:
    """The viewer, opened anew."""
    browser.size(1366, 768)
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(bundle / OWN_PATH)
    return browser
