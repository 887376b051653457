"""Putting questions to the index: brought up to date before them, made anew where it is damaged."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from readinglist.errors import ReadinglistError
from readinglist.fingerprint import differing
from readinglist.index import DAMAGED, Index, is_damage
from readinglist.sync import copy_of, discard, up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from readinglist.ahead import Ahead
    from readinglist.index.second import Second
    from readinglist.model.entry import Entry
    from readinglist.store import Store
    from readinglist.sync.bringing import Progress

T = TypeVar("T")
# Two processes make fewer hardly sooner than one does.
_MANY = 2000
_PIECE = 200


class Asking:
    """The index of one library, opened when it is first needed."""

    def __init__(
        self,
        store: Store,
        path: Path | None,
        progress: Progress | None = None,
        *,
        once: bool = False,
        ahead: Ahead | None = None,
    ) -> None:
        """Use the index at `path`; None for one in memory.

        With `once` the files are compared at the first question only, and again after `look_again`: one
        command line sees one state. `ahead` is a process that has begun to look at the files.
        """
        self._store = store
        self._path = path
        self._progress = progress
        self._index: Index | None = None
        self._once = once
        self._ahead = ahead
        self._compared = False

    def look_again(self) -> None:
        """Compare the files once more at the next question; what was seen of them before is of old."""
        if self._ahead:
            self._ahead.end()
            self._ahead = None
        self._compared = False

    def ask(self, question: Callable[[Index], T], *, early: bool = False) -> T:
        """Put a question to an index that is up to date.

        A damaged index is made anew and asked again; one that cannot be written is copied. If `early`, it is
        put while another process still looks at the files, and once more where they have changed.
        """
        if self._index and self._index.connection.in_transaction:
            return question(self._index)  # it is part of another question
        for _ in range(2 if self._path else 0):
            try:
                return self._put(question, lambda: Index(self._path), early=early)
            except ReadinglistError:
                raise
            except Exception as error:  # noqa: BLE001 - a damaged row can be of any shape; our own faults recur below
                self._close(error)
                if not is_damage(error):
                    break
        try:
            return self._put(question, lambda: copy_of(self._path))
        except DAMAGED as error:
            self._close(error)
        return self._put(question, lambda: Index(None))

    def entries(self, rows: Sequence[tuple[int, str]], read: Callable[[str], Entry]) -> Iterator[Entry]:
        """Yield the entries of rows and ids; where the index has others by now, `read` gets them by id."""
        done = 0
        try:
            found = self._index.entries([number for number, _ in rows]) if self._index else iter(())
            for entry, (_, entry_id) in zip(found, rows, strict=False):
                if entry.id != entry_id:
                    break
                done += 1
                yield entry
        except DAMAGED as error:
            self._close(error)
        for _, entry_id in rows[done:]:
            with suppress(ReadinglistError):
                yield read(entry_id)

    def made(
        self, rows: Sequence[tuple[int, str]], read: Callable[[str], Entry], make: Callable[[Entry], T]
    ) -> Iterator[T]:
        """Yield what `make` makes of `entries`; of many, a second process makes its part."""
        second = self._second() if len(rows) >= _MANY else None
        if second is None:
            yield from map(make, self.entries(rows, read))
            return
        from readinglist.sync.turns import in_turn  # noqa: PLC0415 - only where there are many

        def piece(number: int) -> Sequence[tuple[int, str]]:
            return rows[number * _PIECE : (number + 1) * _PIECE]

        for made in in_turn(
            lambda number: [*map(make, self.entries(piece(number), read))],
            lambda number: [*map(make, second.entries(piece(number)))],
            -(-len(rows) // _PIECE),
        ):
            yield from made

    def _second(self) -> Second | None:
        """Return the index for a second process; None where it cannot have one, or not the same."""
        from readinglist.index.second import Second  # noqa: PLC0415 - as said

        with suppress(*DAMAGED):
            if self._index and not self._index.connection.in_transaction:
                found = Second(self._index)
                return found if found.is_possible else None
        return None

    def _put(self, question: Callable[[Index], T], opened: Callable[[], Index], *, early: bool = False) -> T:
        self._index = self._index or opened()
        if self._once and self._compared:
            with self._index.snapshot():
                return question(self._index)
        found, ahead = (
            self._early(question) if early and self._ahead and self._ahead.is_looking else ([], self._taken)
        )
        if found:
            self._compared = True
            return found[0]
        with up_to_date(self._store, self._index, self._progress, ahead):
            self._compared = True
            return question(self._index)

    def _early(self, question: Callable[[Index], T]) -> tuple[list[T], Callable[[], bytes]]:
        """Return the answer, if the files turn out to be as the index knows them, and what was seen."""
        if not (self._index and self._index.fingerprint()):
            return [], self._taken
        answers = _answers(self._index, question)
        taken = self._taken()
        return [answer for known, answer in answers if differing(taken, known) == frozenset()], lambda: taken

    def _taken(self) -> bytes:
        """Return the fingerprint of the files that another process has taken, once; b"" without one."""
        ahead, self._ahead = self._ahead, None
        return ahead.fingerprint(self._store.folder) if ahead else b""

    def _close(self, error: BaseException) -> None:
        if self._index:
            self._index.close()
        self._index = None
        self._compared = False
        if is_damage(error):
            discard(self._path)


def _answers(index: Index, question: Callable[[Index], T]) -> list[tuple[bytes, T]]:
    """Return what the index says as it is, behind the fingerprint of the files of which that is true.

    Nothing where the question makes no sense: with the files as they are it may make some.
    """
    with suppress(ReadinglistError), index.snapshot():
        return [(index.fingerprint(), question(index))]
    return []
