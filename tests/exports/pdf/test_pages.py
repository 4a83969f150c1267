"""What stands on which page."""

from __future__ import annotations

import pytest

from exports.pdf.blocks import Block, Gap, Group, NewPage, Text
from exports.pdf.pages import Pages
from exports.pdf.sheet import Sheet
from exports.pdf.style import BODY, BOTTOM, HEADING, MEASURE, ROOM, TOP
from exports.pdf.table import Table

WORDS = "one line of words and one more " * 6


def heading(text: str = "Heading") -> Text:
    return Text(text, HEADING, before=10, after=4, keeps_next=True)


def laid(*story: Block) -> list[list[tuple[Block, float]]]:
    pages = Pages()
    pages.fill(story, lambda: None)
    return [page.blocks for page in pages.pages]


@pytest.mark.parametrize("follower", ["paragraph", "group", "table", "heading"])
def test_a_heading_goes_to_the_page_of_what_it_heads(follower: str) -> None:
    for room in range(10, 90, 3):
        bodies: dict[str, list[Block]] = {
            "paragraph": [Text(WORDS * 4, BODY)],
            "group": [Group([Gap(30), Gap(40)])],
            "table": [Table([100, 100], ["a", "b"], [[Gap(20), Gap(20)]] * 3)],
            "heading": [heading("Below"), Text(WORDS * 4, BODY)],
        }
        pages = laid(Gap(ROOM - room), heading(), *bodies[follower])
        for blocks in pages:
            last = blocks[-1][0]
            assert not last.keeps_next, (follower, room)


def test_nothing_stands_below_the_foot_of_a_page_and_nothing_is_lost() -> None:
    story = [Text(WORDS * (1 + count % 9), BODY, after=6) for count in range(60)]
    lines = sum(block.measure(MEASURE) for block in story)
    pages = laid(*story)
    assert len(pages) > 3
    for blocks in pages:
        assert blocks[0][1] == TOP
        for block, top in blocks:
            assert top - block.measure(MEASURE) >= BOTTOM - 0.1
    assert sum(block.measure(MEASURE) for blocks in pages for block, _ in blocks) == pytest.approx(lines)


def test_a_paragraph_leaves_no_single_line_behind_or_ahead() -> None:
    for room in range(14, 80):
        pages = laid(Gap(ROOM - room), Text(WORDS * 5, BODY))
        for blocks in pages:
            for block, _ in blocks:
                if isinstance(block, Text):
                    assert block.measure(MEASURE) >= 2 * BODY.leading


def test_a_group_is_never_parted() -> None:
    pages = laid(Gap(ROOM - 60), Group([Gap(40), Gap(40)]))
    assert [len(blocks) for blocks in pages] == [1, 1]


def test_a_table_parts_between_rows_and_keeps_its_last_row_company() -> None:
    rows = [[Gap(20), Gap(20)] for _ in range(40)]
    pages = laid(Gap(ROOM - 300), Table([100, 100], ["a", "b"], rows, pad=0))
    parts = [block for blocks in pages for block, _ in blocks if isinstance(block, Table)]
    counts = [len(part._rows) for part in parts]
    assert sum(counts) == 40
    assert min(counts) > 1


def test_a_new_page_is_begun_only_where_little_room_is_left() -> None:
    assert len(laid(Gap(100), NewPage(), Gap(10))) == 2
    assert len(laid(Gap(100), NewPage(300), Gap(10))) == 1
    assert len(laid(Gap(ROOM - 200), NewPage(300), Gap(10))) == 2
    assert len(laid(NewPage(), NewPage(), Gap(10))) == 1


class Titled(Gap):
    """A section of the given name."""

    def __init__(self, title: str, height: float) -> None:
        super().__init__(height)
        self.title = title


def test_a_page_is_named_by_the_first_section_that_begins_on_it() -> None:
    pages = Pages()
    pages.fill([Titled("A", 50), Titled("B", 50), Gap(ROOM), Titled("C", 20)], lambda: None)
    assert [page.title for page in pages.pages] == ["A", "B", "C"]


def test_every_typeface_is_known_before_a_page_is_begun() -> None:
    sheet = Sheet("en-GB")
    sheet.begin_page()
    assert sheet.text(0, 0, "Abc 中文", "Sans-Sb", 10) > 30
    sheet.end_page()
