"""The same way for what has no pictures, or no time: a call to the sample, a page to its box, a photo."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from evidence.intake.derived import load_probed, original_path
from evidence.media.clip import Clip
from evidence.model.places import FramePlace
from evidence.reference import parse_reference
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from tests import barcodes
from tests.command import ask, make_call, make_paper, make_photo
from tests.journeys.conftest import Way, traveller

RATE = 8000
IN_US, OUT_US = 1_234_567, 2_000_062
"""Both between two samples, which lie 125 microseconds apart."""


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    folder = tmp_path_factory.mktemp("way")
    files = folder / "files"
    files.mkdir()
    make_call(files / "call.wav", 4.0)
    make_paper(files / "receipt.pdf", 3)
    make_photo(files / "form.png")
    going = traveller(folder)
    going.link(files)
    given = ("--verdict", "given", "--how")
    going.mark("call.wav", "--in", f"{IN_US}us", "--out", f"{OUT_US}us", "--point", "BA22.1", *given, "heard",
               "--quote", "犹豫期内您可以退保")  # fmt: skip
    going.mark("call.wav", "--in", "3.999874", "--point", "BA22.1", "--verdict", "unclear", "--how", "heard")
    going.mark("receipt.pdf", "--page", "3", "--box", "1200,800,3000,600", "--point", "BA14", *given, "signed")
    going.mark("form.png", "--page", "1", "--point", "BA14", *given, "read")
    return going.arrive(folder / "case.pdf")


def test_every_mark_is_printed_with_its_reference(way: Way) -> None:
    assert way.printed == {mark["mark"]: mark["reference"] for mark in way.marks}


def test_a_call_leads_back_to_the_very_sample(way: Way) -> None:
    samples = barcodes.tone(4.0)
    first = IN_US * RATE // 1_000_000
    found = ask("locate", way.printed["M-001"], library=way.library)
    assert found["shown_us"] == way.marks[0]["in_us"] == round(Fraction(first * 1_000_000, RATE))
    assert (found["pts"], found["time_base"], found["frame"]) == (first, f"1/{RATE}", None)
    assert way.marks[0]["out_us"] == round(Fraction(OUT_US * RATE // 1_000_000 * 1_000_000, RATE))
    last = ask("locate", way.printed["M-002"], library=way.library)
    assert last["pts"] == 4 * RATE - 2 and last["shown_us"] == 3_999_750
    with Library.open(way.library) as library:
        case = get_case(library, way.case)
        recording = get_exhibit(library, case.complaint.id, way.exhibits["call.wav"]).recording
        with Clip(original_path(library.layout, recording), load_probed(library.layout, recording)) as clip:
            heard = clip.sound(found["shown_us"], found["shown_us"] + 10_000)
    assert heard.pts == first and np.array_equal(heard.samples[:, 0], samples[first : first + len(heard.samples)])


def test_the_printed_sample_is_that_of_the_mark(way: Way) -> None:
    place = parse_reference(way.printed["M-001"]).place
    told = next(mark for mark in way.data["marks"] if mark["label"] == "M-001")
    assert isinstance(place, FramePlace)
    assert (told["place"]["in_pts"], told["place"]["time_base"]) == (place.pts, f"1/{RATE}")
    assert told["picture"] is None and told["quote"] == "犹豫期内您可以退保"


def test_a_page_leads_back_to_its_box(way: Way) -> None:
    found = ask("locate", way.printed["M-003"], library=way.library)
    assert (found["exhibit"], found["page"], found["box"]) == (way.exhibits["receipt.pdf"], 3, "1200,800,3000,600")
    found = ask("locate", way.printed["M-004"], library=way.library)
    assert (found["exhibit"], found["page"], found["box"]) == (way.exhibits["form.png"], 1, None)


def test_the_printed_page_is_that_of_the_mark(way: Way) -> None:
    photo = way.picture("M-004")
    assert abs(int(photo[..., 0].mean()) - 200) < 6 and abs(int(photo[..., 2].mean()) - 40) < 6
    page = way.picture("M-003")
    assert page.shape[0] * 3 == pytest.approx(page.shape[1] * 4, rel=0.01) and page.min() < 100 < page.max()


def test_a_page_that_is_not_there_and_a_sample_after_the_end_lead_nowhere(way: Way) -> None:
    page = way.printed["M-003"].replace("page=3", "page=4")
    sample = way.printed["M-001"].replace("pts=9876", f"pts={4 * RATE}")
    assert sample != way.printed["M-001"]
    for reference in (page, sample):
        assert ask("locate", reference, library=way.library, code=1)["error"]["kind"] == "not_found"
