"""What can be done to a file, and what it has to say afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Sized

    from readinglist.model.fields import Value


class Put(NamedTuple):
    """Give a key a value, new or not.

    Attributes:
        path: the key, or a top-level key and one inside its mapping.
        value: the value; None leaves the key without one.

    """

    path: tuple[str, ...]
    value: Value


class Drop(NamedTuple):
    """Take a key out with its value.

    Attributes:
        path: the key, or a top-level key and one inside its mapping.

    """

    path: tuple[str, ...]


class AddItem(NamedTuple):
    """Put one more item into a list; a text or a missing value becomes a list.

    Attributes:
        key: the top-level key of the list.
        value: the item.
        position: its place, counted from 0, or None for the end.

    """

    key: str
    value: Value
    position: int | None = None

    def place(self, items: Sized) -> int:
        """Return its place among `items`, counted from 0."""
        return len(items) if self.position is None else self.position

    @property
    def path(self) -> tuple[str, ...]:
        """The key as a path."""
        return (self.key,)


class DropItem(NamedTuple):
    """Take an item out of a list.

    Attributes:
        key: the top-level key of the list.
        position: its place, counted from 0.

    """

    key: str
    position: int

    @property
    def path(self) -> tuple[str, ...]:
        """The key as a path."""
        return (self.key,)


class PutItem(NamedTuple):
    """Put another item in the place of one.

    Attributes:
        key: the top-level key of the list.
        position: its place, counted from 0.
        value: the new item.

    """

    key: str
    position: int
    value: Value

    @property
    def path(self) -> tuple[str, ...]:
        """The key as a path."""
        return (self.key,)


Edit = Put | Drop | AddItem | DropItem | PutItem


def expected(data: dict[str, Value], edit: Edit) -> dict[str, Value]:
    """Return what a file that says `data` has to say after `edit`; a new key comes last.

    Raises:
        Refused: where the edit does not fit what is there, as an item of a text.

    """
    if isinstance(edit, Drop) and edit.path[0] not in data:
        return data
    if len(edit.path) > 1:
        return {**data, edit.path[0]: _inner(data, edit)}
    if isinstance(edit, Put):
        return {**data, edit.path[0]: edit.value}
    if isinstance(edit, Drop):
        return {key: value for key, value in data.items() if key != edit.path[0]}
    return {**data, edit.key: _items(data, edit)}


def _inner(data: dict[str, Value], edit: Edit) -> dict[str, Value]:
    outer, *inner = edit.path
    found = data.get(outer)
    if found is None:
        found = {}
    if not isinstance(found, dict) or len(inner) > 1:
        raise Refused(f"{outer} has no keys of its own", hint=f"make {outer} a mapping first")
    return expected(found, edit._replace(path=tuple(inner))) if isinstance(edit, Put | Drop) else found


def _items(data: dict[str, Value], edit: AddItem | DropItem | PutItem) -> list[Value]:
    found = data.get(edit.key)
    if isinstance(found, dict):
        raise Refused(f"{edit.key} is a mapping, not a list")
    if isinstance(edit, AddItem):
        before = found if isinstance(found, list) else [found] if found is not None else []
        place = edit.place(before)
        if not 0 <= place <= len(before):
            raise Refused(f"{edit.key} has no place {place + 1}")
        return [*before[:place], edit.value, *before[place:]]
    if not isinstance(found, list) or not 0 <= edit.position < len(found):
        raise Refused(f"{edit.key} has no item {edit.position + 1}")
    new = [edit.value] if isinstance(edit, PutItem) else []
    return found[: edit.position] + new + found[edit.position + 1 :]
