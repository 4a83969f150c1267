"""Bars as SVG, drawn with text alone: the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, LABEL, BAR, STEP, TOP = 720, 240, 18, 26, 40
OURS, OTHERS, MISSING = "#1f5f8b", "#9aa5ad", "#d9dee2"


@dataclass(frozen=True)
class Bars:
    """One bar per name, from zero; those whose name begins with Replaydesk stand out."""

    name: str
    title: str
    values: Mapping[str, float]
    unit: str = ""
    full: float = 0.0
    """The value that fills the width; 0: the largest."""

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"performance-{self.name}.svg"

    def svg(self) -> str:
        """The picture. Every bar carries its value, so nothing depends on colour or length alone."""
        finite = [value for value in self.values.values() if value < float("inf")]
        full = self.full or max(finite, default=1.0) or 1.0
        height = TOP + STEP * len(self.values) + 8
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" font-family="sans-serif" font-size="13" role="img">',
            f"<title>{escape(self.title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="12" y="24" font-weight="bold" fill="#20262b">{escape(self.title)}</text>',
        ]
        for place, (name, value) in enumerate(self.values.items()):
            y, there = TOP + STEP * place, value < float("inf")
            room = WIDTH - LABEL - 90
            length = room * min(1.0, value / full) if there else 0.0
            colour = OURS if name.startswith("Replaydesk") else OTHERS
            said = f"{value:.4g} {self.unit}".strip() if there else "nothing came"
            lines += [
                f'<text x="{LABEL - 10}" y="{y + 14}" text-anchor="end" fill="#20262b">{escape(name)}</text>',
                f'<rect x="{LABEL}" y="{y}" width="{room}" height="{BAR}" fill="{MISSING}" opacity="0.35"/>',
                f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>',
                f'<text x="{LABEL + length + 8:.1f}" y="{y + 14}" fill="#20262b">{escape(said)}</text>',
            ]
        return "\n".join([*lines, "</svg>"]) + "\n"
