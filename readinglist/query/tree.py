"""What a query is once it is read: a frozen tree of small parts.

Parts compare equal only to parts of their own kind. Which fields stand in which part:

========================================== =====================================
fields                                     parts
========================================== =====================================
text, lists, `id`, `log`                   `Contains`, `Equals`
`status`, `kind`, `priority`, `et_al`      `Equals`
`rating`, `pages`, `year`                  `Between`, with whole numbers
`date`, `added`                            `Between`, with days YYYY-MM-DD
keys outside the field table               `Contains`, `Equals`, and `Between` of either sort
any of these but `year`                    `Has`, `Missing`
========================================== =====================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, Union

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


def _same(one: tuple[object, ...], other: object) -> bool:
    return type(one) is type(other) and tuple.__eq__(one, other)


def _differs(one: tuple[object, ...], other: object) -> bool:
    return not _same(one, other)


def _of_its_kind(part: type[T]) -> type[T]:
    """Let a tuple equal only tuples of its own class: `Has("doi")` is not `Missing("doi")`."""
    for name, method in (("__eq__", _same), ("__ne__", _differs)):
        setattr(part, name, method)
    return part


@_of_its_kind
class Word(NamedTuple):
    """A word that stands somewhere in the text of an entry.

    Attributes:
        text: the word, one of those of `readinglist.text.words`.
        exact: whether it must be this very word; else longer words that start with it and words that
            differ from it in their ending count as well.

    """

    text: str
    exact: bool = False


@_of_its_kind
class Phrase(NamedTuple):
    """Words, two or more as a rule, that follow each other within one value of one field, each as it is."""

    words: tuple[str, ...]


@_of_its_kind
class Contains(NamedTuple):
    """Entries of which a value of `field`, folded, contains one of `values`, which are folded.

    In a label (`areas`, `tags`) a value that begins with a letter or digit has to begin where a word does: at
    the start of the label or after one of `readinglist.text.BEFORE_WORDS`.
    """

    field: str
    values: tuple[str, ...]


@_of_its_kind
class Equals(NamedTuple):
    """Entries of which a value of `field`, folded, equals one of `values`, which are folded."""

    field: str
    values: tuple[str, ...]


@_of_its_kind
class Between(NamedTuple):
    """Entries whose `field` lies between `low` and `high`, both included.

    Attributes:
        field: a number, a date, or a key outside the field table.
        low: a whole number, or a day as YYYY-MM-DD; None for no bound.
        high: the same; at most one of the two is None, and they are of one sort.

    An entry's partial date counts as its first day; where nothing is set, nothing matches. A value under a
    key outside the table counts as a number when it is written as one, as a date when it is one.

    """

    field: str
    low: str | int | None
    high: str | int | None


@_of_its_kind
class Has(NamedTuple):
    """Entries in which `field` is set. Choices always are, by their default."""

    field: str


@_of_its_kind
class Missing(NamedTuple):
    """Entries in which `field` is not set."""

    field: str


@_of_its_kind
class And(NamedTuple):
    """Entries that match each of `parts`, of which there are two or more, none of them an `And`."""

    parts: tuple[Query, ...]


@_of_its_kind
class Or(NamedTuple):
    """Entries that match at least one of `parts`, of which there are two or more, none of them an `Or`."""

    parts: tuple[Query, ...]


@_of_its_kind
class Not(NamedTuple):
    """Entries that do not match `part`, which is itself no `Not`."""

    part: Query


@_of_its_kind
class Everything(NamedTuple):
    """All entries: what an empty query says. It stands alone, never inside another part, and is false."""


Query = Union[  # noqa: UP007 - the names are those of classes that refer to it
    Word, Phrase, Contains, Equals, Between, Has, Missing, And, Or, Not, Everything
]


def all_of(parts: Sequence[Query]) -> Query:
    """Return the query that wants each of `parts`: `Everything` for none, the part itself for one."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Sequence[Query]) -> Query:
    """Return the query that wants one or more of `parts`, of which there is at least one."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Query) -> Query:
    """Return the query that wants what `part` does not."""
    return part.part if isinstance(part, Not) else Not(part)


def free_words(query: Query) -> list[str]:
    """Return the words, alone and in phrases, that matching entries are to show: each once, in order.

    What is excluded is left out, and so are the values of fields.
    """
    return list(dict.fromkeys(_free_words(query)))


def _free_words(query: Query) -> Iterator[str]:
    match query:
        case Word(text=text):
            yield text
        case Phrase(words=words):
            yield from words
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _free_words(part)


def split(query: Query) -> tuple[list[Word | Phrase], Query]:
    """Take the words and phrases that stand by themselves out of `query`.

    Returns:
        those words and phrases in order, and the query that is left: `Everything` where nothing is.

    """
    parts = query.parts if isinstance(query, And) else (query,)
    words = [part for part in parts if isinstance(part, Word | Phrase)]
    rest: list[Query] = [part for part in parts if not isinstance(part, Word | Phrase | Everything)]
    return words, all_of(rest)
