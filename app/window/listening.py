"""Plays a few seconds of samples that are at hand, while a person decides what they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.player.device import Output, find_output

EVERY_MS = 40


class Ear(QObject):
    """One sound at a time.

    Signals:
        ended(): the sound has been played, or the device is gone.
    """

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Silent."""
        super().__init__(parent)
        self._output: Output | None = None
        self._left = b""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._go_on)

    def play(self, samples: NDArray[np.int16], rate: int) -> bool:
        """Play these; False if the machine has no sound device."""
        self.stop()
        output = find_output(rate, 1)
        if output is None:
            return False
        self._output, self._left = output, for_device(samples, rate, output.rate, output.channels)
        output.start()
        self._timer.start()
        return True

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        if self._output is not None:
            self._output.stop()
            self._output = None

    def _go_on(self) -> None:
        output = self._output
        if output is None:
            return
        self._left = self._left[output.write(self._left) :]
        if output.broken() or (not self._left and not output.waiting()):
            self.stop()
            self.ended.emit()


def for_device(samples: NDArray[np.int16], rate: int, device_rate: int, channels: int) -> bytes:
    """Mono samples at the rate and in the channels of a device; good enough to judge by."""
    if rate != device_rate and len(samples):
        at = np.arange(int(len(samples) * device_rate / rate)) * (rate / device_rate)
        samples = np.interp(at, np.arange(len(samples)), samples).astype(np.int16)
    return np.repeat(samples[:, None], channels, 1).tobytes()
