"""What entries have in common: the values of a field, and in which order they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import BY_NAME, LONG, Type, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.model.entry import Entry

YEAR = "year"
# The fields of the table, and `year`, by which entries are counted and put together. Ids are none of these:
# the group stands first in a line, where what reads the line would take it for the entry's own id.
COUNTED = frozenset({YEAR, *BY_NAME}) - LONG - {"log", "distinct_from"}
# The same as they are typed: fields that are lists by the name of one item.
COUNTED_NAMES = tuple(sorted(BY_NAME[name].singular or name if name in BY_NAME else name for name in COUNTED))
NUMBERS = frozenset({YEAR, *(name for name, field in BY_NAME.items() if field.type is Type.NUMBER)})
_DATES = frozenset(name for name, field in BY_NAME.items() if field.type in (Type.DATE, Type.DAY))
IN_ORDER = NUMBERS | _DATES
_CHOICES = frozenset(name for name, field in BY_NAME.items() if field.type is Type.CHOICE)


def values_of(entry: Entry, name: str) -> Iterator[str]:
    """Yield the values of a field or of one's own key, each once, the items of a list one by one."""
    if name in COUNTED:
        yield from dict.fromkeys(_texts(getattr(entry, name)))
    else:
        yield from dict.fromkeys(filter(None, leaves(entry.extra.get(name))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, tuple):
        yield from value
    elif value is not None:
        yield str(value)


def in_order(counts: Mapping[str, int], name: str) -> list[tuple[str, int]]:
    """Return values with counts, as bars and groups have them.

    Statuses, kinds and priorities come in the order of their field, dates and numbers the latest or largest
    first, others the most frequent first.

    >>> in_order({"read": 1, "unread": 3}, "status"), in_order({"a": 1, "c": 2, "b": 2}, "tags")
    ([('unread', 3), ('read', 1)], [('b', 2), ('c', 2), ('a', 1)])
    """
    if name in _CHOICES:
        return [(value, counts[value]) for value in BY_NAME[name].choices if value in counts]
    if name in IN_ORDER:
        return sorted(counts.items(), key=lambda pair: _place(pair[0], name), reverse=True)
    # There may be as many authors as entries: sorting thrice takes less memory than keys of three parts.
    found = sorted(counts.items())
    found.sort(key=lambda pair: pair[0].casefold())
    return sorted(found, key=lambda pair: -pair[1])


def _place(value: str, name: str) -> tuple[int, str]:
    return (int(value), "") if name in NUMBERS else (0, value)


def grouped(
    placed: Iterable[tuple[int, Entry]], name: str, *, ranked: bool = False
) -> list[tuple[str | None, list[int]]]:
    """Return groups by the values of a field, in each the places of its entries; last those without, as None.

    An entry is in each group of its own. Where the entries are `ranked`, best first, the groups are in the
    order of the best in each.
    """
    groups: dict[str, list[int]] = {}
    without: list[int] = []
    for place, entry in placed:
        found = list(values_of(entry, name))
        for value in found:
            groups.setdefault(value, []).append(place)
        if not found:
            without.append(place)
    sizes = {value: len(members) for value, members in groups.items()}
    order = list(groups) if ranked else [value for value, _ in in_order(sizes, name)]
    last: list[tuple[str | None, list[int]]] = [(None, without)] if without else []
    return [*((value, groups[value]) for value in order), *last]
