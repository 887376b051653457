"""Many processes on one library, and an editor that saves in the middle: no update is lost."""

from __future__ import annotations

import errno
import os
import random
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.cli import main
from readinglist.errors import ReadinglistError
from readinglist.journal import Change, Journal
from readinglist.library import Library
from readinglist.store import Store
from readinglist.system import System
from tests.long.children import Child, environment, import_all

if TYPE_CHECKING:
    from collections.abc import Callable

WRITERS = 32
_SPREAD = 100  # entries
_WINDOW = 1.2  # times as long as a change takes, within which an editor saves
_MEASURED = 20  # changes
_NAME = "a.yaml"


def on_one(number: int, seed: int) -> list[str]:
    """Let 32 processes add a tag at a time to the same entry.

    Args:
        number: how many tags in all.
        seed: not needed; nothing is drawn.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    del seed
    return _together(number, lambda _who, _turn: 0, "one entry")


def spread(number: int, seed: int) -> list[str]:
    """Let 32 processes add a tag at a time to one of 100 entries, by chance.

    Args:
        number: how many tags in all.
        seed: of the entries.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    dice = [random.Random(seed * WRITERS + who) for who in range(WRITERS)]  # noqa: S311 - a test's dice
    return _together(number, lambda who, _turn: dice[who].randrange(_SPREAD), f"{_SPREAD} entries")


def _together(number: int, choose: Callable[[int, int], int], what: str) -> list[str]:
    import_all()
    each = -(-number // WRITERS)
    with tempfile.TemporaryDirectory() as root:
        folder, environ = Path(root) / "lib", environment(Path(root) / "home")
        (folder / "entries").mkdir(parents=True)
        (folder / "entries" / "_list.yaml").write_text("name: Ours\n", encoding="utf-8")
        for index in range(_SPREAD):
            (folder / "entries" / f"e{index}.yaml").write_text(f"title: Entry {index}\n", encoding="utf-8")
        begin = time.monotonic()
        writers = [Child(folder, partial(_tag_all, who, each, choose), environ) for who in range(WRITERS)]
        codes = [writer.wait() for writer in writers]
        seconds = time.monotonic() - begin
        flaws = [
            f"exit code {code}: {writer.said[-200:]!r}"
            for writer, code in zip(writers, codes, strict=True)
            if code
        ]
        library = Library(folder, environ)
        tags = [tag for entry in library.find() for tag in entry.tags]
        steps = sum(1 for _ in library.journal.steps())
        left = [path.name for path in (folder / "entries").glob(".*")]
    expected = {f"t{who}-{turn}" for who in range(WRITERS) for turn in range(each)}
    flaws += [f"{tag} is lost" for tag in sorted(expected - set(tags))]
    flaws += [f"{name} is left" for name in left]
    there = f"{len(expected & set(tags))} of {len(expected)} there, {steps} steps in the journal"
    how_long = f"{1000 * seconds / len(expected):.1f} ms each"
    return [
        f"{WRITERS} processes, {each} tags each, on {what}: {there}, {how_long}; {len(flaws)} flaws",
        *(f"NOT KEPT: {flaw}" for flaw in flaws[:20]),
    ]


def _tag_all(who: int, turns: int, choose: Callable[[int, int], int]) -> int:
    """Run the commands of one writer; the exit code of the first that fails, or 0."""
    for turn in range(turns):
        if code := main(["tag", f"e{choose(who, turn)}", f"+t{who}-{turn}"]):
            return code
    return 0


class _NoExchange(System):
    """A file system that cannot exchange two files."""

    def exchange(self, folder: int, one: str, other: str) -> None:
        """Say so."""
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), one, folder, other)


class _Command:
    """A process that adds a line to the file each time it is told to."""

    def __init__(self, root: Path, system: System) -> None:
        """Start it."""
        self._root, self._system = root, system
        self._answer, theirs = os.pipe()
        ours, self._go = os.pipe()
        self._child = Child(root, partial(self._run, ours, theirs), environment(root))
        os.close(ours)
        os.close(theirs)

    def _store(self) -> Store:
        return Store(self._root / "entries", self.journal(), system=self._system)

    def journal(self) -> Journal:
        """Return its journal."""
        return Journal(self._root / "state" / "journal")

    def _run(self, go: int, answer: int) -> int:
        os.close(self._go)
        store = self._store()
        while os.read(go, 1) == b"g":
            os.write(answer, b"." if _appended(store) else b"x")
        return 0

    def begin(self) -> None:
        """Let it make a change."""
        os.write(self._go, b"g")

    def end(self) -> bool:
        """Wait until it has; tell whether the file was changed."""
        return os.read(self._answer, 1) == b"."

    def length(self) -> float:
        """Return how many seconds a change takes, on average."""
        begin = time.monotonic()
        for _ in range(_MEASURED):
            self.begin()
            self.end()
        return (time.monotonic() - begin) / _MEASURED

    def leave(self) -> None:
        """End it."""
        os.close(self._go)
        self._child.wait()
        os.close(self._answer)


def _appended(store: Store) -> bool:
    try:
        with store.locked():
            before, _ = store.read(_NAME)
            if not before:  # an editor is about to fill it; commands refuse an entry without a title
                return False
            return bool(store.commit([Change(_NAME, before, before[-1000:] + b"ours\n")], "tag").done)
    except (ReadinglistError, FileNotFoundError):
        return False


def _in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _by_rename(path: Path, data: bytes) -> None:
    beside = path.with_name("editor~")
    beside.write_bytes(data)
    beside.replace(path)


def editors(number: int, seed: int) -> list[str]:
    """Save a file at random moments while a command changes it, in place and by renaming.

    Args:
        number: how many times for each way to save, with files exchanged and by links.
        seed: of the moments.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    lines = []
    for system in (System, _NoExchange):
        for save in (_in_place, _by_rename):
            lines += _race(number, seed, system, save)
    return lines


def _race(number: int, seed: int, system: type[System], save: Callable[[Path, bytes], None]) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    lost: list[bytes] = []
    conflicts = 0
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / "entries" / _NAME
        path.parent.mkdir()
        path.write_bytes(b"begin\n")
        command = _Command(Path(root), system())
        window = _WINDOW * command.length()
        for turn in range(number):
            theirs = b"saved %d\n" % turn
            command.begin()
            time.sleep(dice.uniform(0, window))
            save(path, theirs)
            conflicts += not command.end()
            if theirs not in path.read_bytes():
                lost.append(theirs)
        command.leave()
        kept = b"".join(each.before or b"" for step in command.journal().steps() for each in step.kept)
    nowhere = [theirs for theirs in lost if theirs not in kept]
    what = f"an editor that saves {'in place' if save is _in_place else 'by renaming'}"
    how = "files are exchanged" if system is System else "files cannot be exchanged"
    lost_so = f"{len(lost)} lost, {len(nowhere)} of them not in the journal either"
    return [
        f"{what}, {how}: {number} saves, {conflicts} met a change and were named as conflicts, {lost_so}",
        *(f"NOT KEPT: {what}: lost {theirs!r}" for theirs in lost if system is System),
    ]
