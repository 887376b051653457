"""Commands in processes that are forked from this one, which has imported everything: a hundred in seconds."""

from __future__ import annotations

import importlib
import os
import pkgutil
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.cli import main
from tests.surroundings import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What the modules import where it is used.
_LAZY = (
    *("yaml", "ctypes", "hashlib", "json", "sqlite3", "difflib", "typer._click.decorators"),
    *("rapidfuzz", "rapidfuzz.distance", "rapidfuzz.fuzz", "rapidfuzz.process"),
)
_STRACE_STARTS = 10.0  # seconds


def import_all() -> None:
    """Import every module, so that a forked process does no work of that sort."""
    package = importlib.import_module("readinglist")
    for module in pkgutil.walk_packages(package.__path__, "readinglist."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in _LAZY:
        importlib.import_module(name)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of the developer's own shows."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "READINGLIST_TODAY": "2026-11-23"} | more


def can_trace() -> bool:
    """Tell whether there is strace."""
    return shutil.which("strace") is not None


def command(args: Sequence[str], prepare: Callable[[], object] | None = None) -> Callable[[], int]:
    """Return what runs a command line, after `prepare`."""

    def run() -> int:
        if prepare is not None:
            prepare()
        return main(list(args))

    return run


class Child:
    """A forked process.

    Attributes:
        pid: its number.
        said: what it printed, once it was waited for.

    """

    def __init__(
        self,
        folder: Path,
        run: Callable[[], int],
        environ: dict[str, str],
        *,
        traced: Sequence[str] | None = None,
    ) -> None:
        """Start it in `folder`, to end with what `run` returns; `traced` are options of strace."""
        self.said = ""
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        reader, writer = os.pipe()
        ready, prepared = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(writer)
            self._run(folder, run, environ, reader, prepared)
        os.close(reader)
        os.close(prepared)
        os.read(ready, 1)
        os.close(ready)
        self._tracer = None if traced is None else _attached(self.pid, traced)
        os.write(writer, b"x")
        os.close(writer)

    def _run(
        self, folder: Path, run: Callable[[], int], environ: dict[str, str], go: int, prepared: int
    ) -> None:
        code = 99
        try:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environ)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for old, new in ((nothing, 0), (self._output.fileno(), 1), (self._output.fileno(), 2)):
                os.dup2(old, new)
            # Those that this process began with may be a test runner's.
            sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115 - till its end
            os.close(prepared)
            select.select([go], [], [])  # no call that strace is told to look at
            code = run()
        finally:
            os._exit(code)

    def kill(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; return the exit code, negative where a signal ended it."""
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self._tracer is not None:
            self._tracer.wait()
        with self._output as file:
            file.seek(0)
            self.said = file.read().decode(errors="replace")
        return code


def _attached(pid: int, options: Sequence[str]) -> subprocess.Popen[bytes]:
    tracer = subprocess.Popen(
        ["strace", "-q", *options, "-p", str(pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + _STRACE_STARTS
    status = Path(f"/proc/{pid}/status")
    while "TracerPid:\t0\n" in status.read_text(encoding="ascii"):
        assert tracer.poll() is None, "strace does not start"
        assert time.monotonic() < deadline, "strace does not start"
        time.sleep(0.0005)
    return tracer
