"""Blocks laid on pages: what stands where is settled before the first stroke is drawn.

So the contents know their page numbers and every page how many there are, in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from exports.pdf.blocks import Block, NewPage
from exports.pdf.style import BOTTOM, MEASURE, ROOM, TOP


@dataclass(slots=True)
class Page:
    """The blocks of one page with the height of their upper edges, and the name of the section it shows."""

    title: str
    blocks: list[tuple[Block, float]] = field(default_factory=list)
    titled: bool = False


class Pages:
    """Pages being filled, from the top of the first one on."""

    def __init__(self) -> None:
        """Begin with one empty page."""
        self.pages = [Page("")]
        self.numbers: dict[str, int] = {}
        """Page of each place, from 1; the caller adds what stands before these pages."""
        self._running = ""
        self._top = TOP
        self._above: Block | None = None

    def fill(self, story: Iterable[Block], placed: Callable[[], None]) -> None:
        """Lay out all blocks; `placed` is called after each and may stop the work."""
        for chain in _chains(story):
            self._lay_chain(chain)
            placed()
        self.pages = [page for page in self.pages if page.blocks]

    def _turn(self) -> None:
        self.pages.append(Page(self._running))
        self._top, self._above = TOP, None

    def _space(self, block: Block) -> float:
        return max(self._above.after, block.before) if self._above is not None else 0.0

    def _lay_chain(self, chain: list[Block]) -> None:
        first = chain[0]
        if isinstance(first, NewPage):
            if self._above is not None and (first.room is None or self._top - BOTTOM < first.room):
                self._turn()
            return
        need, above = self._space(first), first
        for block in chain[:-1]:
            need += block.measure(MEASURE)
        for block in chain[1:]:
            need, above = need + max(above.after, block.before), block
        need += chain[-1].least(MEASURE)
        if need > self._top - BOTTOM and self._above is not None and need <= ROOM:
            self._turn()
        for block in chain:
            self._lay(block)

    def _lay(self, block: Block) -> None:
        waiting: Block | None = block
        while waiting is not None:
            top = self._top - self._space(waiting)
            height = waiting.measure(MEASURE)
            if height <= top - BOTTOM + 0.01:
                self._put(waiting, top, height)
                return
            parts = waiting.split(MEASURE, top - BOTTOM)
            if parts is not None:
                part, waiting = parts
                self._put(part, top, part.measure(MEASURE))
                self._turn()
            elif self._above is not None:
                self._turn()
            else:
                self._put(waiting, top, height)
                return

    def _put(self, block: Block, top: float, height: float) -> None:
        page = self.pages[-1]
        if block.title:
            # The first section that begins on a page names it; the last one names the next page.
            self._running = block.title
            if not page.titled:
                page.title, page.titled = block.title, True
        page.blocks.append((block, top))
        if block.place:
            self.numbers[block.place] = len(self.pages)
        self._top, self._above = top - height, block


def _chains(story: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks that must begin on one page together: headings with what follows them."""
    chain: list[Block] = []
    for block in story:
        chain.append(block)
        if not block.keeps_next or isinstance(block, NewPage):
            yield chain
            chain = []
    if chain:
        yield chain
