"""Let every call fail, and fill the disk: old or new bytes, no temporary file, an exit code that is true."""

from __future__ import annotations

import errno
import os
import random
import re
import subprocess
import tempfile
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.long import seam
from tests.long.cases import Scene, look, scenes, some
from tests.long.children import can_trace, import_all
from tests.long.figures import NOT_RUN
from tests.long.tracing import FAILING, system_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE)
_REFUSED = 5
_LEFT_OUT = 4  # what import says where it left out records, and named them
_DISK = 1 << 25  # bytes, enough for all commands side by side
_PAGE = 4096  # bytes: files take whole ones
_MOST_LEFT = 17  # pages
# What a command says that failed after it had changed something; any other failure leaves the old files.
_TOLD = (
    "is saved",
    "undo takes back",
    "half done",
    "will put in order",
    "cannot be told",
    "cannot be read",
    "was left",
)
# What a command says that passes over a file.
_PASSED_OVER = re.compile(r"cannot be read|readinglist: (skipped )?entries/.+\.yaml: ")


class Tally:
    """Counts what came of failing calls."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.ends: Counter[str] = Counter()
        self.temporary = 0
        self.flaws: list[str] = []

    @property
    def runs(self) -> int:
        """How many commands ran."""
        return self.ends.total()

    def add(
        self, scene: Scene, code: int, said: str, what: str, *, mute: bool = False, free: bool = False
    ) -> None:
        """Count what one command did; `mute` if it could say nothing, `free` if it could remove files."""
        seen = look(scene)
        told = any(each in said for each in (*_TOLD, *scene.said))
        self.ends[f"{'done' if code == 0 else 'failed'}, {seen.state}"] += 1
        self.temporary += bool(seen.temporary)
        flaws = list(seen.flaws) if scene.case.entries or not _PASSED_OVER.search(said) else []
        if code == _LEFT_OUT and scene.case.args[0] == "import":
            flaws = [flaw for flaw in flaws if not flaw.endswith(": half done")]
        if code == 0 and seen.state != "new" and not _PASSED_OVER.search(said):
            flaws.append(f"exit code 0, the files are {seen.state}, and it says {said!r}")
        if code != 0 and seen.state != "old" and not (mute or told):
            flaws.append(f"exit code {code}, the files are {seen.state}, and it says {said!r}")
        if code not in (0, _REFUSED) and not _PASSED_OVER.search(said):
            flaws.append(f"exit code {code}: {said!r}")
        if "Traceback" in said or (code and not mute and "readinglist: " not in said):
            flaws.append(f"it says {said!r}")
        if free and seen.temporary:
            flaws.append(f"{seen.temporary} temporary files are left")
        self.flaws += [f"{scene.case}, {what}: {flaw}" for flaw in flaws]

    def lines(self, what: str) -> list[str]:
        """Return the figures."""
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        return [
            f"{what}: {self.runs} runs; {ends}; {len(self.flaws)} flaws",
            f"temporary files left by {self.temporary} of them, all swept",
            *(f"NOT KEPT: {each}" for each in self.flaws[:20]),
        ]


def at_every_call(number: int, seed: int) -> list[str]:
    """Let each call of store and journal fail, once or with all that follow, in every command that writes.

    Args:
        number: how many failures at most, spread over calls, six errors, and once or for good.
        seed: which of them.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    for scene, share in scenes(cases := some(number, dice), lambda: number - tally.runs):
        calls = range(1, seam.calls(scene) + 1)
        trials = [(at, code, forever) for at in calls for code in ERRORS for forever in (False, True)]
        for at, code, forever in dice.sample(trials, min(share, len(trials))):
            scene.restore()
            child = scene.start(partial(seam.fail, at, code, forever=forever))
            what = f"{errno.errorcode[code]} {'from' if forever else 'at'} call {at}"
            tally.add(scene, child.wait(), child.said, what, free=not forever)
    return tally.lines(f"{len(cases)} commands, errors at calls of the store")


def at_every_system_call(number: int, seed: int) -> list[str]:
    """Let each system call about files fail, once or with all of its name that follow, with strace.

    Args:
        number: how many failures at most, spread over calls, six errors, and once or for good.
        seed: which of them.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    if not can_trace():
        return [f"{NOT_RUN}: errors at system calls, there is no strace"]
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    for scene, share in scenes(cases := some(number, dice), lambda: number - tally.runs):
        calls = [call for call in system_calls(scene) if call.name in FAILING]
        trials = [(call, code, more) for call in calls for code in ERRORS for more in ("", "+")]
        for call, code, more in dice.sample(trials, min(share, len(trials))):
            error = errno.errorcode[code]
            scene.restore()
            child = scene.start(traced=call.options(f"error={error}:when={call.at}{more}"))
            what = f"{error} at {call.name} {call.at}{more}"
            tally.add(scene, child.wait(), child.said, what, mute=call.name == "write")
    return tally.lines(f"{len(cases)} commands, errors at system calls about files")


def on_a_full_disk(number: int, seed: int) -> list[str]:
    """Run commands on a disk that has up to 64 KiB left.

    Args:
        number: how many commands.
        seed: how much is left for each.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    with tempfile.TemporaryDirectory() as root, _disk(Path(root)) as disk:
        if disk is None:
            return [f"{NOT_RUN}: on a full disk, since making a small disk takes root"]
        scenes = [
            Scene(Path(root) / str(index), case, disk / str(index))
            for index, case in enumerate(some(number, dice))
        ]
        for index in range(number):
            scene = scenes[index % len(scenes)]
            scene.restore()
            left = dice.randrange(_MOST_LEFT) * _PAGE
            status = os.statvfs(disk)
            filler = disk / "filler"
            filler.write_bytes(bytes(status.f_bavail * status.f_frsize - left))
            child = scene.start()
            code = child.wait()
            filler.unlink()
            tally.add(scene, code, child.said, f"{left >> 10} KiB left", free=True)
    return tally.lines(
        f"{len(scenes)} commands, on a disk with 0 to {(_MOST_LEFT - 1) * _PAGE >> 10} KiB left"
    )


@contextmanager
def _disk(root: Path) -> Iterator[Path | None]:
    """Give a small disk in memory, None where none can be made."""
    disk = root / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=False)
