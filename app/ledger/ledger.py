"""The ledger of what is played: gathers pieces while it plays, and has them written down every few seconds."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.ledger.pieces import Pieces
from app.session import Session
from evidence.model.coverage import PlayRules, Stretch

WRITE_MS = 4000
"""No more than this is lost when the program dies while it plays."""
REST_MS = 150


class Ledger(QObject):
    """Writes through the session; nothing of one case ever gets into another."""

    def __init__(self, session: Session, rules: PlayRules, parent: QObject | None = None) -> None:
        """Start with nothing played."""
        super().__init__(parent)
        self._session, self.rules = session, rules
        self._pieces = Pieces()
        self._case: UUID | None = None
        self._written = QTimer(self)
        self._written.setSingleShot(True)
        self._written.timeout.connect(self.write)

    def add(self, piece: Stretch) -> None:
        """Take a piece that was played of the open case."""
        opened = self._session.open_case
        if opened is None or opened.exhibit(piece.exhibit) is None:
            return
        if self._case != opened.id:
            self.write()
        self._case = opened.id
        self._pieces.add(piece)
        if not self._written.isActive():
            self._written.start(WRITE_MS)

    def rest(self) -> None:
        """Playing stopped: have what was played written soon."""
        if self._pieces:
            self._written.start(REST_MS)

    def write(self) -> None:
        """Have what was played written down."""
        self._written.stop()
        if self._pieces and self._case is not None:
            self._session.record_played(self._case, self._pieces.take(), self.rules)
