"""A step as the journal gives it: what it was at once, its bytes when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError
from readinglist.journal.record import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from readinglist.journal.record import Change, Header


class Pending(NamedTuple):
    """A step that is under way, or that a killed process left behind."""

    header: Header
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Step:
    """A finished step; its bytes are read when they are asked for."""

    header: Header
    _read: Callable[[], bytes]
    _taken_back: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """The number of the step; a larger one is newer."""
        return self.header.number

    @property
    def label(self) -> str:
        """The command that did it."""
        return self.header.label

    @property
    def time(self) -> str:
        """When, as ISO 8601 in UTC."""
        return self.header.time

    @property
    def undoes(self) -> int | None:
        """The number of the step that this one took back, or None."""
        return self.header.undoes

    @property
    def names(self) -> tuple[str, ...]:
        """The files that it changed, less those that were taken back."""
        return tuple(name for name in self.header.names if name not in self._taken_back)

    @property
    def changes(self) -> list[Change]:
        """What it did to those files; InvalidError where the record is damaged or gone."""
        return self._of(self.names)

    @property
    def kept(self) -> list[Change]:
        """Bytes that were kept because it is not known what became of them; undo leaves them alone."""
        return self._of(self.header.kept)

    def without(self, names: Collection[str]) -> Step:
        """Return the step without the files that were taken back."""
        return Step(self.header, self._read, self._taken_back | frozenset(names))

    def is_whole(self) -> bool:
        """Tell whether every byte of the record can still be read."""
        try:
            decode(self._read())
        except InvalidError:
            return False
        return True

    def _of(self, names: Collection[str]) -> list[Change]:
        wanted = frozenset(names)
        return [each for each in decode(self._read())[1] if each.name in wanted]
