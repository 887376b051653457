"""Which part of what has each value of a field was read: of each area, tag, author."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import KEPT
from readinglist.reading.counting import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Facts(NamedTuple):
    """What is asked of every entry: how it is with it, when it was added, how it was rated."""

    kind: str
    status: str
    added: str | None = None
    rating: int | None = None


class Share(NamedTuple):
    """The entries that have one value of a field.

    Attributes:
        value: the value, None for those without any.
        kept: how many of them are kept.
        read: how often they were read.
        rating: the mean of the ratings of those that were read and have one, else None.
        number: the number of one of them.

    """

    value: str | None
    kept: int
    read: int
    rating: float | None
    number: int

    def counts(self, counted: Counted) -> bool:
        """Tell whether there is anything to tell of it."""
        return bool(self.read if counted.within else self.kept)


class Counted(NamedTuple):
    """What shares are counted by.

    Attributes:
        facts: what is known of the entries that count, by their numbers.
        read: how often entries were read, by their numbers; those that were not are left out.
        within: whether that is of a time only: values of which nothing was read in it are then left out, and
            those of which most was come first.

    """

    facts: Mapping[int, Facts]
    read: Mapping[int, int]
    within: bool = False


def shares(holders: Mapping[str, Sequence[int]], counted: Counted, name: str) -> list[Share]:
    """Return the shares of a field, in the order in which its values are counted, last those without any.

    Args:
        holders: the entries that have each value, by their numbers.
        counted: which entries count, and which were read; all others are passed over.
        name: the field, which says in which order values come.

    """
    found = {value: _share(value, numbers, counted) for value, numbers in holders.items()}
    sizes = {
        value: share.read if counted.within else share.kept
        for value, share in found.items()
        if share.counts(counted)
    }
    there = set().union(*holders.values())
    rest = _share(None, [number for number in counted.facts if number not in there], counted)
    named = [found[value] for value, _ in in_order(sizes, name)]
    return [*named, rest] if rest.counts(counted) else named


def _share(value: str | None, numbers: Iterable[int], counted: Counted) -> Share:
    facts, read, _ = counted
    numbers = [number for number in numbers if number in facts]
    often = [number for number in numbers if number in read]
    ratings = [rating for number in often if (rating := facts[number].rating)]
    return Share(
        value,
        len([number for number in numbers if facts[number].status in KEPT]),
        sum([read[number] for number in often]),
        sum(ratings) / len(ratings) if ratings else None,
        numbers[0] if numbers else 0,
    )
