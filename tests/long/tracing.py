"""Every system call of a command, as strace counts them."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.long.cases import Scene

# Calls about files; those that map memory, wait or only ask a terminal cannot hurt one.
_ALL = "trace=%file,%desc"
_LEFT_OUT = {"mmap", "select", "pselect6", "poll", "ppoll", "ioctl", "execve", "getcwd"}


# Calls that fail for reasons outside the program; others fail only where it is wrong.
_READING = {"open", "openat", "read", "pread64", "getdents64", "flock"}
_WRITING = {"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fchmod", "mkdir", "mkdirat"}
_NAMING = {"rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"}
FAILING = _READING | _WRITING | _NAMING


class Call(NamedTuple):
    """The call number `at`, from 1, of those with that name."""

    name: str
    at: int

    def options(self, what: str) -> list[str]:
        """Return the options of strace that make it happen there."""
        return ["-o", "/dev/null", "-e", f"trace={self.name}", "-e", f"inject={self.name}:{what}"]


def system_calls(scene: Scene) -> list[Call]:
    """Return the calls about files that the command of a scene makes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "calls"
        scene.restore()
        scene.start(traced=["-o", str(file), "-e", _ALL]).wait()
        names = re.findall(r"(?m)^(?:\d+ +)?(\w+)\(", file.read_text(encoding="utf-8", errors="replace"))
    counted = Counter(name for name in names if name not in _LEFT_OUT)
    return [Call(name, at) for name, most in sorted(counted.items()) for at in range(1, most + 1)]
