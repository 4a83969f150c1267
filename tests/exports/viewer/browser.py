"""A real browser without a screen: Chromium, told what to do through two pipes (no port is opened)."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-dev-shm-usage", "--mute-audio",
    "--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe",
)  # fmt: skip
"""Nothing is fetched from anywhere; the sandbox cannot be had by root, and the pages are our own."""


PATIENCE_S = 120
"""A browser that says nothing for so long has failed; it is no measure of anything."""


def find_browser() -> str | None:
    """The program, if it is installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Page:
    """One page in the browser. `requests` are all addresses it asked for, `complaints` what the browser objected to."""

    def __init__(self, process: subprocess.Popen[bytes], to: int, back: int) -> None:
        """Open an empty page."""
        self._process, self._to, self._back = process, to, back
        self._number, self._rest, self._session = 0, b"", ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **values: Any) -> dict[str, Any]:
        """Tell the browser something and wait for its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def open(self, path: Path) -> None:
        """Go to a file as a double click does, and wait until it is loaded."""
        self.do("Page.navigate", url=path.as_uri())
        self.until("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """The value of an expression; a promise is waited for.

        Raises:
            AssertionError: it threw.
        """
        done = self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true in the page; its value."""
        look = f"const value = ({script}); value ? done(value) : setTimeout(look, 20);"
        return self.run(f"new Promise((done) => {{ const look = () => {{ {look} }}; look(); }})")

    def choose_files(self, selector: str, paths: list[Path]) -> None:
        """As if a person had chosen them in the dialog of a file field."""
        root = self.do("DOM.getDocument")["root"]["nodeId"]
        node = self.do("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.do("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])

    def key(self, key: str) -> None:
        """Press a key."""
        code = {"Tab": 9, "Enter": 13, " ": 32}.get(key, ord(key.upper()[0]))
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        same = {"key": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
        self.do("Input.dispatchKeyEvent", type="keyDown", text=text, **same)
        self.do("Input.dispatchKeyEvent", type="keyUp", **same)

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """The size of the window in pixels, and whether the desktop is dark."""
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.do("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path) -> None:
        """A screenshot."""
        path.write_bytes(base64.b64decode(self.do("Page.captureScreenshot")["data"]))

    def printed(self) -> bytes:
        """The page as the browser prints it, a PDF."""
        return base64.b64decode(self.do("Page.printToPDF")["data"])

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._back], [], [], PATIENCE_S)[0], "the browser does not answer"
            piece = os.read(self._back, 1 << 20)
            assert piece, f"the browser ended ({self._process.poll()})"
            self._rest += piece
        message, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer

    def _note(self, told: dict[str, Any]) -> None:
        values = told.get("params", {})
        match told.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(values["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(values["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(values["exceptionDetails"]))


@contextmanager
def browsing(folder: Path) -> Iterator[Page]:
    """A page in a browser of its own, whose own files lie in `folder`; it ends with the block."""
    program = find_browser()
    assert program is not None
    theirs, to = os.pipe()
    back, answers = os.pipe()
    # The browser reads from handle 3 and writes to handle 4.
    shell = f'exec "$0" "$@" 3<&{theirs} 4>&{answers}'
    process = subprocess.Popen(
        ["bash", "-c", shell, program, *OPTIONS, f"--user-data-dir={folder}"],
        pass_fds=(theirs, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    os.close(theirs)
    os.close(answers)
    try:
        yield Page(process, to, back)
    finally:
        process.terminate()
        process.wait()
        os.close(to)
        os.close(back)
