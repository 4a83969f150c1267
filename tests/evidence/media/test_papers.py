"""Documents and photos: pages, pictures of pages, and what is said about those that are damaged."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from evidence.errors import MediaDamaged, WrongUse
from evidence.media.door import page_picture, pages, probe
from evidence.media.facts import Playable
from evidence.media.pictures import pixels, still_png


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of three pages, and a photo in which the left half is red."""
    folder = tmp_path_factory.mktemp("papers")
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(200, 400))
        pdf.save(folder / "complaint.pdf")
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    photo = np.zeros((60, 100, 3), np.uint8)
    photo[:, :50] = (250, 10, 10)
    Image.fromarray(photo).save(folder / "photo.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    Image.fromarray(photo).save(folder / "upright.jpg", exif=exif, quality=95)
    Image.fromarray(photo).save(folder / "two.tif", save_all=True, append_images=[Image.fromarray(photo[:30])])
    return folder


def test_a_document_has_pages_that_can_be_shown(papers: Path) -> None:
    path = papers / "complaint.pdf"
    facts = probe(path).facts
    assert (facts.container, facts.pages, facts.playable, facts.streams) == ("pdf", 3, Playable.YES, ())
    drawn = page_picture(path, 3, 100)
    assert (drawn.page, drawn.width, drawn.height) == (3, 100, 200)
    assert (pixels(drawn) == 255).all() and still_png(drawn).startswith(b"\x89PNG")
    with pytest.raises(MediaDamaged):
        page_picture(path, 4, 100)
    with pytest.raises(WrongUse):
        page_picture(path, 0, 100)


def test_a_photo_is_one_page_turned_upright_and_not_made_larger(papers: Path) -> None:
    assert probe(papers / "photo.png").facts.pages == 1
    plain = page_picture(papers / "photo.png", 1, 1000)
    assert (plain.width, plain.height) == (100, 60) and tuple(pixels(plain)[30, 10]) == (250, 10, 10)
    small = page_picture(papers / "photo.png", 1, 50)
    assert (small.width, small.height) == (50, 30)
    upright = page_picture(papers / "upright.jpg", 1, 1000)
    assert (upright.width, upright.height) == (60, 100)
    assert pixels(upright)[10, 30, 0] > 200 and pixels(upright)[90, 30, 0] < 60


def test_a_scan_of_several_pages_has_them_all(papers: Path) -> None:
    assert pages(papers / "two.tif") == 2
    assert page_picture(papers / "two.tif", 2, 100).height == 30
    with pytest.raises(MediaDamaged):
        page_picture(papers / "two.tif", 3, 100)


def test_damaged_and_locked_documents_say_so(papers: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes((papers / "complaint.pdf").read_bytes()[:120])
    facts = probe(cut).facts
    assert facts.playable is Playable.NO and facts.reason and "damaged" in facts.reason.en
    locked = probe(papers / "locked.pdf").facts
    assert locked.playable is Playable.NO and locked.reason and "password" in locked.reason.en


def test_a_photo_that_is_cut_or_claims_an_absurd_size_is_not_shown(papers: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.jpg"
    cut.write_bytes((papers / "upright.jpg").read_bytes()[:400])
    assert probe(cut).facts.playable is Playable.NO
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = b"IDAT" + zlib.compress(bytes(1000))
    bomb += struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb)
    facts = probe(path).facts
    assert facts.playable is Playable.NO and facts.reason and "size is absurd" in facts.reason.en


def test_a_recording_has_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes(range(256)) * 20)
    for ask in (lambda: pages(path), lambda: page_picture(path, 1, 100)):
        with pytest.raises(MediaDamaged):
            ask()
    text = tmp_path / "note.txt"
    text.write_text("words")
    assert pages(text) == 1


def test_photos_are_read_by_content_and_only_by_five_readers(tmp_path: Path) -> None:
    picture = Image.new("RGB", (10, 10))
    for form, name in (("BMP", "a.bmp"), ("WEBP", "a.webp"), ("TIFF", "renamed.jpg")):
        buffer = io.BytesIO()
        picture.save(buffer, form)
        path = tmp_path / name
        path.write_bytes(buffer.getvalue())
        assert probe(path).facts.pages == 1, name
