"""The list file, `entries/_list.yaml`: what is true of the whole list."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """What the list says of itself.

    Attributes:
        name: the name of the list.
        curator: who keeps it.
        description: a line or more about it.
        areas: the vocabulary of research areas, in the curator's order.
        left_out: how many were evaluated and are not even entries, by kind.
        views: saved queries by name.

    """

    name: str | None = None
    curator: str | None = None
    description: str | None = None
    areas: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)


KEYS = tuple(each.name for each in fields(ListFile))
