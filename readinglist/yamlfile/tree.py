"""The tree of a file: nodes that know their value and their place, built from events within limits.

Nothing here recurses and aliases are never expanded before they are counted, so a hostile file costs little.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from readinglist.text import cut
from readinglist.yamlfile.faults import Unreadable
from readinglist.yamlfile.parse import events
from readinglist.yamlfile.scalars import NULLS
from readinglist.yamlfile.source import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readinglist.model.fields import Value
    from readinglist.yamlfile.parse import Event

MAX_DEPTH = 32
MAX_EVENTS = 50_000
MAX_NODES = 50_000
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset({_CORE + name for name in ("str", "int", "float", "bool", "null")})


class Kind(Enum):
    """What a node is."""

    SCALAR = "text"
    ALIAS = "alias"
    LIST = "list"
    MAP = "mapping"


class Node:
    """One value or key of a file.

    Attributes:
        kind: what it is.
        event: the event that began it: its marks, anchor, tag and style.
        closing: the event that ended a list or mapping, None while it is open and for the others.
        children: the items of a list; the keys and values of a mapping in turn.
        value: what it says, aliases and merged keys expanded.
        size: the number of its nodes, aliases expanded.
        height: how many levels of lists and mappings it has.

    """

    __slots__ = ("children", "closing", "event", "height", "kind", "size", "value")

    def __init__(self, kind: Kind, event: Event) -> None:
        """Make the node that `event` begins."""
        self.kind = kind
        self.event = event
        self.closing: Event | None = None
        self.children: list[Node] = []
        self.value: Value = None
        self.size = 1
        self.height = 0

    @property
    def start(self) -> int:
        """Where it starts, its anchor and tag included, as an index of characters."""
        return self.event.start_mark.index

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield the keys of a mapping with their values."""
        turn = iter(self.children)
        return zip(turn, turn, strict=True)


def build(text: str, *, pure: bool = False) -> Node:
    """Return the root of `text`, which is always a mapping.

    Raises:
        Unreadable: for what is not YAML, breaks a limit, or has a meaning that readers disagree on.

    """
    return _Builder(text).run(pure=pure)


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self.nodes = 0
        self.root: Node | None = None

    def run(self, *, pure: bool) -> Node:
        takers: dict[str, Callable[[Event], None]] = {
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "SequenceStartEvent": self._list,
            "MappingStartEvent": self._mapping,
            "SequenceEndEvent": self._list_ends,
            "MappingEndEvent": self._mapping_ends,
            "DocumentStartEvent": self._document,
        }
        for count, event in enumerate(events(self.text, pure=pure)):
            taker = takers.get(type(event).__name__)
            if taker is not None:
                taker(event)
            if count >= MAX_EVENTS:
                raise self._fault(
                    event, "the file has more parts than an entry can have", f"the limit is {MAX_EVENTS:,}"
                )
        return self._checked_root()

    def _document(self, event: Event) -> None:
        if self.root is not None:
            raise self._fault(
                event, "a second document starts here", "one file holds one entry; take out the --- line"
            )

    def _scalar(self, event: Event) -> None:
        node = Node(Kind.SCALAR, event)
        if event.tag is not None:
            node.value = self._tagged_scalar(event)
        elif not (event.implicit[0] and event.value in NULLS):
            node.value = event.value
        self._place(node)

    def _tagged_scalar(self, event: Event) -> Value:
        if event.tag not in _SCALAR_TAGS:
            raise self._unknown_tag(event)
        text: str = event.value
        if event.tag == _CORE + "str":
            return text
        return None if event.tag == _CORE + "null" or (not event.style and text in NULLS) else text

    def _alias(self, event: Event) -> None:
        name = event.anchor or ""
        target = self.anchors.get(name)
        if target is None:
            raise self._fault(
                event, f"*{cut(name)} refers to nothing", "a value that starts with * needs quotes"
            )
        if target in self.open:
            raise self._fault(event, f"*{cut(name)} refers to what it is itself a part of")
        self._check_depth(event, target.height)
        node = Node(Kind.ALIAS, event)
        node.value = target.value
        node.size, node.height = target.size, target.height
        self._place(node)

    def _list(self, event: Event) -> None:
        self._opened(Node(Kind.LIST, event), "seq")

    def _mapping(self, event: Event) -> None:
        self._opened(Node(Kind.MAP, event), "map")

    def _opened(self, node: Node, tag: str) -> None:
        self._check_depth(node.event, 1)
        if node.event.tag not in (None, _CORE + tag):
            raise self._unknown_tag(node.event)
        self._place(node)
        node.size = self.nodes
        self.open.append(node)

    def _list_ends(self, event: Event) -> None:
        node = self._closed(event)
        node.value = [child.value for child in node.children]

    def _mapping_ends(self, event: Event) -> None:
        node = self._closed(event)
        own: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        for key, value in node.pairs():
            name = self._key(key)
            if name in own or (name == "<<" and merged):
                raise self._duplicate(node, key, name)
            if name == "<<" and is_merge(key):
                merged = self._merged(value)
            else:
                own[name] = value.value
        node.value = {**merged, **own} if merged else own

    def _closed(self, event: Event) -> Node:
        node = self.open.pop()
        node.closing = event
        node.size = self.nodes - node.size + 1
        node.height = 1 + max((child.height for child in node.children), default=0)
        return node

    def _key(self, key: Node) -> str:
        name = key.value if key.kind is Kind.ALIAS else getattr(key.event, "value", None)
        if not isinstance(name, str):
            raise self._fault(
                key.event,
                "a list or mapping where a key should be",
                "a value that starts with [ or { needs quotes",
            )
        if not name:
            raise self._fault(key.event, "a value without a key", "write it as key: value")
        return name

    def _merged(self, value: Node) -> dict[str, Value]:
        """Return what `<<` brings in: of several mappings the first that has a key gives its value."""
        sources = value.value if isinstance(value.value, list) else [value.value]
        found: dict[str, Value] = {}
        for source in reversed(sources):
            if not isinstance(source, dict):
                raise self._fault(
                    value.event, "<< takes a mapping or a list of mappings", "as a plain key, it needs quotes"
                )
            found.update(source)
        return found

    def _place(self, node: Node) -> None:
        self.nodes += node.size
        if self.nodes > MAX_NODES:
            raise self._fault(
                node.event,
                "the file grows too large when its aliases are expanded",
                f"the limit is {MAX_NODES:,} parts",
            )
        if node.kind is not Kind.ALIAS and node.event.anchor is not None:
            self.anchors[node.event.anchor] = node
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node

    def _check_depth(self, event: Event, more: int) -> None:
        if len(self.open) + more > MAX_DEPTH:
            raise self._fault(event, f"lists and mappings more than {MAX_DEPTH} levels deep")

    def _checked_root(self) -> Node:
        root = self.root
        if root is not None and root.kind is Kind.MAP:
            return root
        if root is None or root.value is None:
            raise Unreadable("the file is empty", hint="an entry needs at least a title")
        hint = "a file starts with keys and values, such as title: ..."
        if root.kind is Kind.LIST:
            raise self._fault(root.event, "the file is a list, not keys with values", hint)
        if str(root.value).startswith("version https://git-lfs"):
            raise self._fault(root.event, "a git-lfs pointer in place of the file", "run git lfs pull")
        raise self._fault(root.event, "the file is one text, not keys with values", hint)

    def _unknown_tag(self, event: Event) -> Unreadable:
        tag = cut(str(event.tag)).replace(_CORE, "!!")
        return self._fault(
            event, f"the tag {tag}, which we do not take", "a value that starts with ! needs quotes"
        )

    def _duplicate(self, node: Node, key: Node, name: str) -> Unreadable:
        first = next(each for each, _ in node.pairs() if self._key(each) == name)
        return self._fault(
            key.event,
            f"the key {cut(name)} a second time (first on line {line_of(self.text, first.start)})",
            "keep one of them",
        )

    def _fault(self, event: Event, what: str, hint: str = "") -> Unreadable:
        return Unreadable(what, line=line_of(self.text, event.start_mark.index), hint=hint)


def is_merge(key: Node) -> bool:
    """Tell whether `key` is the plain `<<` that brings in the keys of another mapping."""
    return key.kind is Kind.SCALAR and key.event.value == "<<" and key.event.implicit[0] is True
