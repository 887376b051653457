"""Which part of what has each value of a field was read: of each area, tag, author."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import KEPT
from readinglist.reading.counting import IN_ORDER, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Facts(NamedTuple):
    """What is asked of every entry: how it is with it, when it was added, how it was rated."""

    id: str
    kind: str
    status: str
    added: str | None = None
    rating: int | None = None


class Share(NamedTuple):
    """The entries that have one value of a field, or that have none.

    Attributes:
        value: the value, "" for none.
        kept: how many of them are kept.
        read: how many of them were read.
        rating: the mean of the ratings of those that were read and have one, else None.
        number: the number of the one of them that comes first by id.

    """

    value: str
    kept: int
    read: int
    rating: float | None
    number: int


class Shares(NamedTuple):
    """The values of a field.

    Attributes:
        first: the values that were wanted, in the order in which values are counted.
        total: how many values there are.
        rest: the entries that have none, None where nothing of them counts.

    """

    first: Sequence[Share]
    total: int
    rest: Share | None


class Counted(NamedTuple):
    """What shares are counted by.

    Attributes:
        facts: what is known of the entries that count, by their numbers.
        read: those that were read.
        alone: whether they alone are asked for: values of which nothing was read are then left out, and those
            of which most was come first.

    """

    facts: Mapping[int, Facts]
    read: set[int]
    alone: bool = False

    @property
    def weighty(self) -> set[int]:
        """The entries by whose number values are put in order: what was read, or what is kept."""
        if self.alone:
            return self.read
        return {number for number, each in self.facts.items() if each.status in KEPT}


def shares(
    holders: Mapping[str, Sequence[int]], counted: Counted, name: str, most: int | None = None
) -> Shares:
    """Return the shares of the values of a field.

    Args:
        holders: the entries that have each value, by their numbers.
        counted: which entries count, and which were read; all others are passed over.
        name: the field, which says in which order values come.
        most: how many values are wanted.

    """
    weighty = counted.weighty
    sizes = {value: len(weighty.intersection(numbers)) for value, numbers in holders.items()}
    sizes = {value: size for value, size in sizes.items() if size}
    wanted = in_order(_largest(sizes, name, most), name)[:most]
    there = set().union(*holders.values())
    rest = counted.facts.keys() - there
    first = [_share(value, holders[value], counted) for value, _ in wanted]
    return Shares(first, len(sizes), _share("", rest, counted) if weighty & rest else None)


def _largest(sizes: Mapping[str, int], name: str, most: int | None) -> Mapping[str, int]:
    """Return what may be among the first so many: there may be more authors than can be sorted in no time."""
    if most is None or name in IN_ORDER or len(sizes) <= most:
        return sizes
    least = nlargest(max(most, 1), sizes.values())[-1]
    return {value: size for value, size in sizes.items() if size >= least}


def _share(value: str, numbers: Iterable[int], counted: Counted) -> Share:
    facts = counted.facts
    there = [number for number in numbers if number in facts]
    read = counted.read.intersection(there)
    return Share(
        value,
        len([number for number in there if facts[number].status in KEPT]),
        len(read),
        mean_rating(facts, read),
        min(there, key=lambda number: facts[number].id),
    )


def mean_rating(facts: Mapping[int, Facts], numbers: Iterable[int]) -> float | None:
    """Return the mean of the ratings of some entries, None where none of them has one."""
    ratings = [rating for number in numbers if (rating := facts[number].rating)]
    return sum(ratings) / len(ratings) if ratings else None
