"""A Chromium without a window, driven over two pipes by its own protocol (Chrome DevTools Protocol)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from select import select
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--remote-debugging-pipe",
)  # fmt: skip
# The protocol is spoken over the descriptors 3 and 4; of two pipes made in a row the second has the higher ones.
_STARTER = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
_PATIENCE = 60  # seconds
LOADED = "document.readyState === 'complete'"
_READY = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


class Browser:
    """One page in a browser; what goes wrong in it is collected."""

    def __init__(self, to: int, come: int) -> None:
        """Speak over the descriptor `to`, listen to `come`."""
        self._to, self._come, self._number, self._session = to, come, 0, ""
        self._heard = b""
        self.told: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Give a command and return its answer; events that come before it are kept in `told`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.told.append(answer)
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            assert select([self._come], [], [], _PATIENCE)[0], "the browser is silent"
            some = os.read(self._come, 1 << 16)
            assert some, "the browser has ended"
            self._heard += some
        message, _, rest = self._heard.partition(b"\0")
        self._heard = rest
        found: dict[str, Any] = json.loads(message)
        return found

    def open(self, page: Path, fragment: str = "") -> Self:
        """Load a file anew and wait until its script has run."""
        self.send("Page.navigate", url="about:blank")
        self.told.clear()
        self.send("Page.navigate", url=page.as_uri() + (f"#{fragment}" if fragment else ""))
        return self.until(f"location.href !== 'about:blank' && {LOADED}").settle()

    def settle(self) -> Self:
        """Wait until what was changed is on the screen."""
        self.run(_READY)
        return self

    def until(self, condition: str) -> Self:
        """Wait until a script of ours gives what is true."""
        end = time.monotonic() + _PATIENCE
        while not self.run(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.01)
        return self

    def run(self, script: str) -> Any:
        """Return what a script of ours, which no policy of the page holds back, gives in it."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def key(self, key: str, text: str = "") -> Self:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "")
        return self.settle()

    def type(self, text: str) -> Self:
        """Type a text where the focus is, a letter at a time."""
        for letter in text:
            self.key(letter, letter)
        return self

    def emulate(self, *, width: int = 1280, height: int = 900, media: str = "", **features: str) -> Self:
        """Show the page on a screen of that size, on paper (`media`), or as the reader prefers it."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        preferred = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", media=media, features=preferred)
        return self.settle()

    def complaints(self) -> list[str]:
        """Return what the page logged, threw or asked the network for since it was opened."""
        self.settle()
        found = []
        for event in self.told:
            params = event.get("params", {})
            if event.get("method") in (
                "Runtime.exceptionThrown",
                "Runtime.consoleAPICalled",
                "Log.entryAdded",
            ):
                found.append(json.dumps(params))
            elif event.get("method") == "Network.requestWillBeSent":
                url = params["request"]["url"]
                found += [] if url.startswith(("file:", "about:")) else [f"request of {url}"]
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it."""
    (child_reads, we_write), (we_read, child_writes) = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [sys.executable, "-ISc", _STARTER, str(child_reads), str(child_writes)]
        command += [PROGRAM, *_OPTIONS, f"--user-data-dir={profile}"]
        with subprocess.Popen(
            command, pass_fds=(child_reads, child_writes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:  # fmt: skip
            os.close(child_reads)
            os.close(child_writes)
            try:
                yield Browser(we_write, we_read)
            finally:
                process.terminate()
                os.close(we_write)
                os.close(we_read)
