"""The viewer in a real browser, opened from the disk."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from exports.viewer.page import OWN_PATH, Shown, viewer_page
from tests.exports.viewer.browser import Page

BLOCKS = (b"", b"abc", b"a" * 55, b"a" * 56, b"a" * 64, b"\xff" * 1_000_003)
"""Around the borders at which padding changes (FIPS 180-4), and one that comes in many pieces."""


def told(page: Page, selector: str) -> str:
    text: str = page.run(f"document.querySelector({selector!r}).innerText")
    return text


def check(page: Page, folder: Path) -> str:
    page.choose_files("#folder", [folder])
    page.until("!checking && answer")
    return told(page, "#verdict")


def test_the_page_asks_for_nothing_but_its_neighbours(page: Page, bundle: Path, content: dict[str, Any]) -> None:
    assert content["case"]["label"] in told(page, "h1")
    page.run("choose(Object.keys(DATA.clips)[0])")
    page.until("document.querySelector('#player video').readyState >= 2")
    asked = [address for address in page.requests if not address.startswith("data:")]  # the browser's own buttons
    assert len(asked) > 1 and all(address.startswith(bundle.as_uri()) for address in asked)
    assert page.complaints == []


def test_words_from_outside_stay_words(page: Page, content: dict[str, Any]) -> None:
    assert page.run("document.title").startswith(content["case"]["label"])
    said = told(page, "#summary blockquote")
    assert '</script><script>document.title="broken"</script>' in said and "[U+202E]" in said
    assert page.run("document.querySelectorAll('main img, main script').length") == 0


def test_scripts_that_are_not_its_own_do_not_run(page: Page) -> None:
    page.run(
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)"
    )
    page.run(
        "const two = document.createElement('img'); two.src = 'http://127.0.0.1:9/x.png'; document.body.append(two)"
    )
    page.until("true")
    assert page.run("window.ran === undefined")
    assert any("Content Security Policy" in one and "img-src" in one for one in page.complaints)
    assert any("Content Security Policy" in one and "script-src" in one for one in page.complaints)


def test_a_click_plays_the_exact_stretch_and_both_clocks_follow(page: Page, content: dict[str, Any]) -> None:
    mark = page.run("Object.keys(DATA.clips)[0]")
    page.run(f"document.querySelector('button.mark[data-mark={mark}]').click()")
    page.until("document.querySelector('#player video').currentTime > 0")
    page.run("document.querySelector('#player video').pause()")
    page.run("document.querySelector('#player video').currentTime = 0.5")
    page.until("!document.querySelector('#player video').seeking")
    page.until("document.querySelector('.clocks dd').textContent === '0:00:00.900'")
    assert abs(page.run("document.querySelector('#player video').duration") - 1.04) < 0.001
    of = next(one for one in content["marks"] if one["label"] == mark)
    begin = page.run(f"moment({of['wall']['in']!r}).ms")
    shown = page.run(f"wallAt(MARK_OF[{mark!r}], 0, {of['place']['in_us'] + 500_000}).ms")
    assert shown - begin == 500


def test_the_clock_drifts_and_keeps_its_zone(page: Page) -> None:
    mark = "{place: {in_us: 0}, wall: {in: '2026-03-29T01:59:59.500+08:00'}}"
    assert page.run(f"wall(wallAt({mark}, 0, 1000000), 1)") == "2026-03-29 02:00:00.5 +08:00"
    assert page.run(f"wallAt({mark}, 1000000, 1000000000).ms - wallAt({mark}, 0, 1000000000).ms") == 1000
    assert page.run("[clock(-1500), clock(3661234567), clock(0)]") == ["-0:00:00.001", "1:01:01.234", "0:00:00.000"]


def test_keys_lead_through_the_marks_and_change_the_language(page: Page, content: dict[str, Any]) -> None:
    marks = [one["label"] for one in content["marks"] if not one["withdrawn"]]
    for _ in marks[:3]:
        page.key("n")
    assert told(page, "#player h2").startswith(marks[2])
    page.key("p")
    assert told(page, "#player h2").startswith(marks[1])
    page.key("l")
    assert page.run("document.documentElement.lang") == "zh-Hans"
    assert "披露对照表" in told(page, "#matrix h2") and told(page, "#player h2").startswith(marks[1])
    page.key("l")
    page.key("3")
    assert page.run("document.activeElement.id") == "chronology"


def test_every_control_has_a_name_and_every_word_is_there_in_both_languages(page: Page) -> None:
    for _ in range(2):
        nameless = page.run(
            "[...document.querySelectorAll('button, a, input, video, audio, img, [role=img], [role=region]')]"
            ".filter((one) => !(one.innerText || one.ariaLabel || one.alt || (one.labels || []).length)).length"
        )
        assert nameless == 0
        assert "undefined" not in told(page, "body") and "[object" not in told(page, "body")
        page.key("l")
    assert page.run("Object.values(DATA.words).every((pair) => pair.length === 2 && pair.every(Boolean))")


@pytest.mark.parametrize("data", BLOCKS, ids=len)
def test_its_digest_is_sha_256(page: Page, data: bytes) -> None:
    made = page.run(
        f"(() => {{ const b = new Uint8Array({len(data)}).fill({data[0] if data else 0});"
        f" if ({len(data)} === 3) b.set([97, 98, 99]); const s = new Sha256();"
        " for (let at = 0; at < b.length; at += 7919) s.update(b.subarray(at, at + 7919)); return s.hex(); })()"
    )
    assert made == hashlib.sha256(data).hexdigest()


def test_nothing_is_checked_before_the_folder_is_chosen(page: Page) -> None:
    assert told(page, "#verdict") == "Not checked."


def test_an_untouched_bundle_is_as_it_was(page: Page, bundle: Path) -> None:
    assert "files are as they were" in check(page, bundle)


def test_what_was_altered_taken_away_or_added_is_named(page: Page, bundle: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bundle, tmp_path / "bundle"))
    clip = next((folder / "data" / "clips").iterdir())
    data = bytearray(clip.read_bytes())
    data[len(data) // 2] ^= 1
    clip.write_bytes(data)
    gone = next((folder / "data" / "stills").iterdir())
    gone.unlink()
    (folder / "data" / "more.txt").write_text("x")
    said = check(page, folder)
    assert "Something is not as it was" in said
    assert f"Altered (1)\ndata/clips/{clip.name}" in said.replace("\n\n", "\n")
    assert f"data/stills/{gone.name}" in said and "data/more.txt" in said and OWN_PATH not in said


def test_another_folder_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "holds no bagit.txt" in check(page, tmp_path)


def test_a_clip_that_is_not_there_is_said(page: Page, content: dict[str, Any]) -> None:
    page.run("DATA.clips[Object.keys(DATA.clips)[0]].path = 'data/clips/gone.mp4'; choose(Object.keys(DATA.clips)[0])")
    page.until("!document.querySelector('#player .notice').hidden")
    assert "data/clips/gone.mp4" in told(page, "#player .notice")


def test_it_prints_without_the_player(page: Page) -> None:
    assert page.printed().startswith(b"%PDF")
    page.do("Emulation.setEmulatedMedia", media="print")
    assert page.run("getComputedStyle(document.getElementById('player')).display") == "none"
    page.do("Emulation.setEmulatedMedia", media="")


def test_the_same_content_gives_the_same_page(content: dict[str, Any], bundle: Path) -> None:
    one, two = (viewer_page(Shown(content, ())) for _ in range(2))
    assert one == two and b"</script><script>document" not in one
