"""What a YAML text says and where, read with PyYAML's scanner and loader alone: nothing of ours takes part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_OPENS = ("BlockMappingStart", "BlockSequenceStart", "FlowMappingStart", "FlowSequenceStart")
_CLOSES = ("BlockEnd", "FlowMappingEnd", "FlowSequenceEnd")
_SCANNER: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_SAFE: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Oracle(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):  # type: ignore[misc]
    """PyYAML's loader of texts, taught what is no value."""


Oracle.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""]
)
Oracle.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


class Span(NamedTuple):
    """A part of the text, from the first character to behind the last."""

    start: int
    end: int


class Reading(NamedTuple):
    """A text, taken apart.

    Attributes:
        text: the text, without its byte order mark.
        data: what it says, all scalars as text, `<<` as any key.
        keys: where each top-level key stands.
        pairs: where each top-level key stands with its value.
        tokens: where everything stands that is neither comment nor space.
        comments: where each comment starts, and its text.
        braces: whether the whole file is one mapping in braces.

    """

    text: str
    data: dict[str, Any]
    keys: dict[str, Span]
    pairs: dict[str, Span]
    tokens: list[Span]
    comments: list[tuple[int, str]]
    braces: bool

    def line(self, index: int) -> Span:
        """Return the line of `index`, its end included."""
        start = max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1
        end = _BREAK.search(self.text, index)
        return Span(start, end.end() if end else len(self.text))

    def region(self, key: str) -> Span:
        """Return the lines of a key with its value."""
        start, end = self.pairs[key]
        return Span(self.line(start).start, end if self.text[end - 1] in "\r\n" else self.line(end).end)


def loaded(text: str) -> Any:
    """Return what PyYAML makes of a text, None where that is an error."""
    try:
        return yaml.load(text, Loader=Oracle)  # noqa: S506 - a BaseLoader, which makes texts only
    except yaml.YAMLError:
        return None


def slowly_read(text: str) -> bool:
    """Tell whether PyYAML reads a text without libyaml."""
    try:
        yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - a BaseLoader, which makes texts only
    except yaml.YAMLError:
        return False
    return True


def reading(text: str) -> Reading | None:
    """Read a text, or return None where PyYAML does not take it as keys with values."""
    data = loaded(text)
    if not isinstance(data, dict):
        return None
    keys: dict[str, Span] = {}
    pairs: dict[str, Span] = {}
    tokens = list(_tokens(text))
    depth, name, start = 0, None, -1
    for kind, span, value in tokens:
        if kind in _CLOSES:
            depth -= 1
        if kind == "Key" and depth == 1:
            name, start = None, span.start
        elif start >= 0 and name is None and kind == "Scalar":
            name, keys[value] = value, span
            start = min(start, span.start)
        between = depth == 1 and kind == "FlowEntry"
        if name is not None and span.end > span.start and depth and not between:
            pairs[name] = Span(start, max(span.end, pairs.get(name, span).end))
        if kind in _OPENS:
            depth += 1
    solid = [span for _, span, _ in tokens if span.end > span.start]
    braces = next((kind for kind, *_ in tokens if kind in _OPENS), "").startswith("Flow")
    return Reading(text, data, keys, pairs, solid, list(_comments(text, tokens)), braces)


def _tokens(text: str) -> Iterator[tuple[str, Span, str]]:
    """Yield the kinds of the tokens, where they stand, and what scalars say."""
    for token in yaml.scan(text, Loader=_SCANNER):
        kind = type(token).__name__.removesuffix("Token")
        start, end = token.start_mark.index, token.end_mark.index
        if kind == "Scalar" and getattr(token, "style", "") in ("|", ">"):
            end = _block_end(text, start, end)
        yield kind, Span(start, end), getattr(token, "value", "")


def _block_end(text: str, start: int, end: int) -> int:
    """Return where a block of text ends; blank lines below belong to it only where it keeps them."""
    header = re.match(r"[|>][-+0-9]*", text[start:])
    if header and "+" in header.group():
        return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1 if end < len(text) else end
    return start + len(text[start:end].rstrip(" \t\r\n"))


def _comments(text: str, tokens: list[tuple[str, Span, str]]) -> Iterator[tuple[int, str]]:
    """Yield the comments: what starts with a hash where no token is, and behind the sign of a block."""
    here = 0
    for kind, (start, end), _ in tokens:
        yield from _between(text, here, start)
        if kind == "Scalar" and text[start] in "|>":
            yield from _between(text, start, _line_end(text, start))
        here = max(here, end)
    yield from _between(text, here, len(text))


def _line_end(text: str, index: int) -> int:
    end = _BREAK.search(text, index)
    return end.start() if end else len(text)


def _between(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in _COMMENT.finditer(text, start, stop))


def leaf_tags(text: str, key: str) -> list[str]:
    """Return what another YAML reader takes the texts of a top-level key's value for."""
    root: Any = yaml.compose(text, Loader=_SAFE)
    waiting = [value for name, value in root.value if name.value == key]
    found = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            found.append(node.tag.removeprefix("tag:yaml.org,2002:"))
        else:
            waiting += [part for each in node.value for part in (each if isinstance(each, tuple) else [each])]
    return found


def is_flow(read: Reading, key: str) -> bool:
    """Tell whether the list of a key stands between brackets."""
    root: Any = yaml.compose(read.text, Loader=Oracle)
    return any(name.value == key and getattr(value, "flow_style", False) for name, value in root.value)


def items(read: Reading, key: str) -> list[Span]:
    """Return where the items of a list stand, or the one value that is no list; an alias where it stands."""
    parts = list(_parts(read.text))
    tops = [part for part in parts if part.depth == 1]
    pairs = zip(tops[::2], tops[1::2], strict=True)
    value = next(value for name, value in pairs if getattr(name.first, "value", None) == key)
    start, end = value.first.start_mark.index, value.last.end_mark.index
    if not isinstance(value.first, yaml.SequenceStartEvent):
        return [value.span(read.text)]
    spans = [part.span(read.text) for part in parts if part.depth == 2]
    return [span for span in spans if start < span.start <= end]


class _Part(NamedTuple):
    """A text, alias, list or mapping: how deep it stands, and the events that begin and end it."""

    depth: int
    first: Any
    last: Any

    def span(self, text: str) -> Span:
        """Return where it stands."""
        start, end = self.first.start_mark.index, self.last.end_mark.index
        return Span(
            start, _block_end(text, start, end) if getattr(self.first, "style", "") in ("|", ">") else end
        )


def _parts(text: str) -> Iterator[_Part]:
    """Yield what a text consists of, each at its end."""
    begun: list[Any] = []
    for event in yaml.parse(text, Loader=_SCANNER):
        if isinstance(event, yaml.CollectionStartEvent):
            begun.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            yield _Part(len(begun) - 1, begun.pop(), event)
        elif isinstance(event, yaml.NodeEvent):
            yield _Part(len(begun), event, event)
