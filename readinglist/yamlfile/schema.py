"""What the writer has to know of a file's keys: their order and how their values are written."""

from __future__ import annotations

from typing import NamedTuple

from readinglist.model.fields import FIELDS, LONG, Type


class Schema(NamedTuple):
    """How the keys of a kind of file are written.

    Attributes:
        order: the known keys in the order in which they are written.
        typed: those whose values our own table gives a type, so that they need no quotes.
        folded: those whose long texts are wrapped.
        stacked: those whose lists always have one item a line.

    """

    order: tuple[str, ...]
    typed: frozenset[str]
    folded: frozenset[str]
    stacked: frozenset[str]


ENTRY = Schema(
    order=tuple(field.name for field in FIELDS),
    typed=frozenset(field.name for field in FIELDS if field.plain),
    folded=LONG,
    stacked=frozenset({"authors"} | {field.name for field in FIELDS if field.type is Type.LOG}),
)
LIST = Schema(
    order=("name", "curator", "description", "areas", "left_out", "views"),
    typed=frozenset({"left_out"}),
    folded=frozenset({"description"}),
    stacked=frozenset(),
)
