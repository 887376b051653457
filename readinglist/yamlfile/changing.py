"""What differs between two entries, as edits of a file: the ways to make each change, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.model.fields import FIELDS, Type
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readinglist.model.entry import Entry
    from readinglist.model.fields import Value
    from readinglist.yamlfile.edits import Edit

    # Edits that together make one change.
    Way = Sequence[Edit]


def changes(data: Mapping[str, Value], before: Entry, after: Entry) -> Iterator[Sequence[Way]]:
    """Yield, for every key that changes in a file that says `data`, the ways to change it."""
    for field in FIELDS:
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            there, wanted = data.get(field.name), stored(field.type, new)
            alone = field.type is Type.LIST and isinstance(there, str) and len(new) == 1
            yield [[Put((field.name,), new[0])]] if alone else _ways((field.name,), there, wanted)
    yield from _own(before.extra, after.extra)


def stored(kind: Type, value: Any, default: str | None = None) -> Value:  # noqa: ANN401 - the value of any field
    """Return the value of a field as its file holds it, None where it is not set or is the `default`."""
    if not value or value == default:
        return None
    if kind is Type.LOG:
        return [item.stored() for item in value]
    if kind is Type.LIST:
        return list(value)
    return "true" if value is True else str(value)


def _own(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Sequence[Way]]:
    """Yield the ways to change the keys that are no fields."""
    for key in before:
        if key not in after:
            yield [[Drop((key,))]]
    for key, value in after.items():
        old = before.get(key)
        if key not in before or (value is None and old is not None):
            yield [[Put((key,), value)]]
        elif isinstance(old, dict) and isinstance(value, dict):
            yield [list(_inner(key, old, value))]
        elif old != value:
            yield _ways((key,), old, value)


def _inner(key: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Edit]:
    yield from (Drop((key, inner)) for inner in before if inner not in after)
    for inner, value in after.items():
        if inner not in before or before[inner] != value:
            yield Put((key, inner), value)


def _ways(path: tuple[str], there: Value, wanted: Value) -> Sequence[Way]:
    """Return the ways to make `wanted` out of the value that is there; None takes the key out."""
    if wanted is None:
        return [[Drop(path)]]
    whole: Way = [Put(path, wanted)]
    if not (isinstance(wanted, list) and isinstance(there, list)):
        return [whole]
    if not (steps := _steps(path[0], there, wanted)):
        return [whole]
    one_by_one = 0 < len(there) <= len(wanted) or any(item in wanted or not item for item in there)
    return [steps, whole] if one_by_one else [whole, steps]


def _steps(key: str, there: list[Value], wanted: list[Value]) -> Way:
    """Return what makes a list item by item, the last first; none where an item would move.

    Items without a text count for nothing, and stay.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only changes of lists need it

    places = [place for place, item in enumerate(there) if item]
    old, new = [repr(there[place]) for place in places], [repr(item) for item in wanted]
    # What is alike at both ends stays, also where it is there more than once.
    same = _alike(old, new)
    end = _alike(old[same:][::-1], new[same:][::-1])
    matcher = SequenceMatcher(None, old[same : len(old) - end], new[same : len(new) - end], autojunk=False)
    left: list[str] = []
    come: list[str] = []
    steps: list[Edit] = []
    for kind, *ends in reversed(matcher.get_opcodes()):
        first, last, start, stop = (same + each for each in ends)
        if kind != "equal":
            left += old[first:last]
            come += new[start:stop]
            before = places[last] if last < len(places) else None
            steps += _step(key, places[first:last], wanted[start:stop], before)
    return steps if set(left).isdisjoint(come) else []


def _alike(some: list[str], others: list[str]) -> int:
    """Return how many items two lists have in common at their start."""
    return next(
        (n for n, (one, other) in enumerate(zip(some, others, strict=False)) if one != other),
        min(len(some), len(others)),
    )


def _step(key: str, places: Sequence[int], items: Sequence[Value], before: int | None) -> Iterator[Edit]:
    """Yield what puts `items` into `places`; those that are too many come `before` the place after them."""
    yield from (PutItem(key, place, item) for place, item in zip(places, items, strict=False))
    yield from (DropItem(key, place) for place in reversed(places[len(items) :]))
    for number, item in enumerate(items[len(places) :]):
        yield AddItem(key, item, None if before is None else before + number)
