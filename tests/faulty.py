"""For the tests of store and journal: a library in a folder, and systems that fail, die or are raced."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from readinglist.journal import Change, Journal
from readinglist.store import Store
from readinglist.system import System

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CALLS = frozenset(name for name in vars(System) if not name.startswith("_"))


class KilledError(BaseException):
    """Stands for the end of the process: no call of the system works after it."""


class Faulty(System):
    """A system whose call number `at` fails; `calls` counts them, `fsync` does not wait for the disk."""

    def __init__(self, at: int = 0, failure: BaseException | None = None) -> None:
        """Fail never, or at the call of that number (from 1)."""
        self.calls = 0
        self.at = at
        self.failure = failure
        self.fired = False
        self.forever = False
        self.performed = False
        self.without = ""

    def __getattribute__(self, name: str) -> Any:
        """Count the calls on the way."""
        attribute = super().__getattribute__(name)
        return partial(self._call, name, attribute) if name in CALLS else attribute

    def _call(self, name: str, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if name in self.without.split():
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        self.calls += 1
        if self.failure is None or not (self.calls == self.at or (self.forever and self.calls > self.at)):
            return None if name == "fsync" else function(*args, **options)
        first, self.fired = not self.fired, True
        if self.performed and first:
            self._perform(function, *args, **options)
        raise self.failure

    @staticmethod
    def _perform(function: Callable[..., Any], *args: Any, **options: Any) -> None:
        with suppress(OSError):
            result = function(*args, **options)
            if function.__name__ in {"open", "create", "open_folder"}:
                os.close(result)


class Raced(System):
    """A system in which another program saves right before (or after) certain calls."""

    def __init__(
        self, name: str, *saves: Callable[[], object], after: bool = False, without: str = ""
    ) -> None:
        """Race the first call of `name` with the first of `saves`, and so on; `without` are not supported."""
        self.name = name
        self.saves = list(saves)
        self.after = after
        self.without = without

    def __getattribute__(self, name: str) -> Any:
        """Race the calls on the way."""
        attribute = super().__getattribute__(name)
        return partial(self._call, name, attribute) if name in CALLS else attribute

    def _call(self, name: str, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        save = self.saves.pop(0) if name == self.name and self.saves else None
        if save and not self.after:
            save()
        if name in self.without.split():
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        result = function(*args, **options)
        if save and self.after:
            save()
        return result


class Library:
    """A library under `root`, with what tests ask of it."""

    def __init__(self, root: Path, system: System | None = None) -> None:
        """Make the folder where it is missing."""
        self.entries = root / "entries"
        self.entries.mkdir(parents=True, exist_ok=True)
        self.journal = Journal(root / "state" / "readinglist" / "library", system=system)
        self.store = Store(self.entries, self.journal, system=system, patience=0.05)

    def tree(self) -> dict[str, bytes]:
        """Return every file in `entries/`, temporary ones included."""
        return {path.name: path.read_bytes() for path in sorted(self.entries.iterdir())}

    def write(self, **files: bytes) -> None:
        """Write entries as an editor would."""
        for name, data in files.items():
            (self.entries / f"{name}.yaml").write_bytes(data)

    def commit(self, *changes: tuple[str, bytes | None, bytes | None], label: str = "edit") -> Any:
        """Make changes under the lock; names without their ending."""
        with self.store.locked():
            return self.store.commit([Change(f"{name}.yaml", *rest) for name, *rest in changes], label)

    def undo(self) -> bool:
        """Take the last step back; tell whether there was one."""
        with self.store.locked():
            step = next(self.journal.undoable(), None)
            if step is None:
                return False
            back = [Change(name, after, before) for name, before, after in step.changes]
            outcome = self.store.commit(back, "undo", undoes=step.number)
        assert not outcome.conflicts
        return True

    def undo_all(self) -> None:
        """Take all steps back."""
        while self.undo():
            pass
