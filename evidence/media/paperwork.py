"""Documents and photos in the child: how many pages, and one of them as a picture."""

from __future__ import annotations

import warnings
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.paths import path_of
from evidence.media.plain import Fields
from evidence.media.wire import Blob

MOST_PIXELS = 100_000_000
WIDEST = 10_000
TALLEST = 20_000
PHOTO_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")

Answer = tuple[dict[str, object], Blob]


def pages(order: Fields) -> Answer:
    """How many pages; the first one is drawn small to see whether it can be shown."""
    if order.text("kind") == "pdf":
        document = _document(path_of(order))
        try:
            count = len(document)
            if count == 0:
                raise MediaDamaged(*reasons.PAGE_DAMAGED)
            _drawn(document, 1, 64)
        finally:
            document.close()
        return {"pages": count}, b""
    with _photo(path_of(order), 1) as photo:
        count = getattr(photo, "n_frames", 1)
    return {"pages": max(1, int(count))}, b""


def page(order: Fields) -> Answer:
    """One page as red, green, blue; photos are turned upright as their camera noted."""
    number, width = order.whole("page", 1, 1_000_000), order.whole("width", 1, WIDEST)
    if order.text("kind") == "pdf":
        document = _document(path_of(order))
        try:
            image = _drawn(document, number, width)
        finally:
            document.close()
    else:
        with _photo(path_of(order), number) as photo:
            image = ImageOps.exif_transpose(photo).convert("RGB")
        if image.width > width:
            image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    return {"width": image.width, "height": image.height}, image.tobytes()


def _document(path: str) -> Any:
    """The open PDF. pypdfium2 has no types; what leaves this module has."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise MediaDamaged(*(reasons.PAGE_LOCKED if locked else reasons.PAGE_DAMAGED)) from error


def _drawn(document: Any, number: int, width: int) -> Image.Image:
    try:
        if number > len(document):
            raise MediaDamaged(*reasons.PAGE_DAMAGED)
        sheet = document[number - 1]
        across, down = sheet.get_size()
        if across <= 0 or down <= 0 or down / across * width > TALLEST:
            raise MediaDamaged(*reasons.PAGE_DAMAGED)
        drawn: Image.Image = sheet.render(scale=width / across).to_pil()
        return drawn.convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise MediaDamaged(*reasons.PAGE_DAMAGED) from error


def _photo(path: str, number: int) -> Image.Image:
    """The open photo at one of its pages, decoded, its size checked before."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            photo = Image.open(path, formats=PHOTO_FORMATS)
            photo.seek(number - 1)
            photo.load()
        return photo
    except MemoryError:
        raise
    except Exception as error:  # Pillow's readers raise whatever they stumble over
        raise MediaDamaged(*reasons.PHOTO_DAMAGED) from error
