"""An area divided in two or three; where each person divides it is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.window.settings import Settings


class Split(QSplitter):
    """A splitter whose division is remembered, apart for each use of the same area.

    Signals:
        none of its own.
    """

    def __init__(
        self,
        orientation: Qt.Orientation,
        parts: Sequence[tuple[QWidget, int]],
        settings: Settings,
        name: str,
        uses: Mapping[str, Sequence[int]],
    ) -> None:
        """Divide among `parts` (each with its stretch); `uses` gives the first division in pixels of each use."""
        super().__init__(orientation)
        self._settings, self._name, self._uses = settings, name, dict(uses)
        for place, (part, stretch) in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, stretch)
        self.setChildrenCollapsible(False)
        self._use = ""
        self.use(next(iter(uses)))
        self.splitterMoved.connect(self._keep)

    def use(self, use: str) -> None:
        """Divide as for this use, as it was left last."""
        if use != self._use:
            self._use = use
            kept = self._settings.division(f"{self._name}-{use}")
            self.setSizes(kept if len(kept) == self.count() else list(self._uses[use]))

    def _keep(self) -> None:
        self._settings.keep_division(f"{self._name}-{self._use}", self.sizes())
