"""Where commands write: in `entries/`, the journal, the index and what was named, and nowhere else."""

from __future__ import annotations

import os
import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.long.cases import Scene, some
from tests.long.children import can_trace, import_all
from tests.long.figures import NOT_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGES = "rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,mkdir,mkdirat"
_MORE = "open,openat,creat,truncate,chmod,fchmodat,chown,lchown,fchownat,utimensat,mknod,mknodat"
_OPENING = re.compile(r"(open|openat)\(")
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
# A path behind the folder that it is looked up in, as strace shows both, or behind none.
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"')


def written(number: int, seed: int) -> list[str]:
    """Look, with strace, at the name of each file that commands open to write, make, rename or remove.

    Args:
        number: how many commands at most.
        seed: which of them.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    if not can_trace():
        return [f"{NOT_RUN}: where commands write, there is no strace"]
    import_all()
    calls, outside = 0, []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        for index, case in enumerate(cases := some(number, random.Random(seed))):  # noqa: S311 - a test's dice
            scene = Scene(root / str(index), case)
            scene.restore()
            trace = root / "trace"
            options = ["-f", "-y", "-s", "4096", "-o", str(trace), "-e", f"trace={_CHANGES},{_MORE}"]
            child = scene.start(traced=options)
            child.wait()
            for path in _paths(trace.read_text(encoding="utf-8", errors="replace"), scene.folder):
                calls += 1
                if not any(path.is_relative_to(each) for each in _allowed(scene, child.pid)):
                    outside.append(f"{case}: {path}")
    return [
        f"{len(cases)} commands that write: {calls} names of files written to, {len(outside)} elsewhere",
        *(f"NOT KEPT: {each}" for each in outside[:20]),
    ]


def _paths(trace: str, here: Path) -> Iterator[Path]:
    for line in trace.splitlines():
        if " = -1 " in line or (_OPENING.search(line) and not _WRITING.search(line)):
            continue
        for folder, name in _PATH.findall(line):
            yield Path(os.path.normpath(Path(folder or here, name)))


def _allowed(scene: Scene, pid: int) -> Iterator[Path]:
    home = Path(scene.environ["HOME"])
    entries = scene.folder / scene.case.library / "entries"
    yield from (entries, home / ".local" / "state", home / ".cache", Path(os.devnull))
    if not scene.case.entries:
        yield from (scene.folder / "out.md", scene.folder / f".out.md.{pid}.tmp")
    if scene.case.library != ".":
        yield scene.folder / scene.case.library
