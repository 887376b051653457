"""A file that was read: its values, and the line of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from readinglist.yamlfile.source import line_of, text_of
from readinglist.yamlfile.tree import Kind, build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.fields import Value
    from readinglist.yamlfile.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file says, all scalars as text.

    Attributes:
        text: the text without its byte order mark.
        root: the tree.

    """

    text: str
    root: Node

    @property
    def data(self) -> dict[str, Value]:
        """The keys and values; a key without a value has None."""
        return cast("dict[str, Value]", self.root.value)

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, counted from 1, of the key or item at `path`, or of the nearest one above it."""
        node, place = self.root, None
        for step in path:
            found = child(node, step)
            if found is None:
                break
            place, node = found
        return 1 if place is None else line_of(self.text, place.start)


def read(data: bytes, *, pure: bool = False) -> Document:
    """Read the bytes of a file; `pure` does without libyaml.

    Raises:
        Unreadable: with the line and what to do.

    """
    text = text_of(data)
    return Document(text, build(text, pure=pure))


def child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """Return the key and the value that `step` names in a mapping, or the item of a list twice."""
    if node.kind is Kind.MAP:
        return next(((key, value) for key, value in node.pairs() if _name(key) == step), None)
    if node.kind is Kind.LIST and isinstance(step, int) and 0 <= step < len(node.children):
        return node.children[step], node.children[step]
    return None


def _name(key: Node) -> Value:
    return key.event.value if key.kind is Kind.SCALAR else key.value
