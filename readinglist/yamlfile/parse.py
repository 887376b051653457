"""The YAML parser: libyaml's where PyYAML has it, else PyYAML's own; and its errors in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from readinglist.yamlfile.faults import Unreadable
from readinglist.yamlfile.source import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import YAMLError

_QUOTE = "a value with ': ' or ' #' in it, or starting with one of [ ] { } * & ! | > % @ ` - ?, needs quotes"


_SPACED = "put a space after it, or quotes around the text"
_APART = "put a space before the #"
_TIGHT = "a : between brackets that no space follows"
# What a plain text between brackets cannot be followed by, or have in it, for libyaml.
_TIGHT_COLON = re.compile(r":[,?\[\]{}]")
_TIGHT_NEXT = re.compile(rf"\s*+{_TIGHT_COLON.pattern}")
# A comment at the sign of a block of text, which only libyaml takes.
_TIGHT_NOTE = re.compile(r"[|>][-+0-9]*+#")
_HEADED = re.compile(rf"(?:[&!]\S*+\s++|#[^\r\n]*+\s++)*+{_TIGHT_NOTE.pattern}")
_NOTE = "a comment that no space divides from | or >"


class Place(Protocol):
    """A place in the text, as the parser names it."""

    index: int


class Event(Protocol):
    """One step of the parser; an attribute that its kind does not have must not be asked for.

    Attributes:
        start_mark: where it starts, its anchor and tag included.
        end_mark: where it ends.
        anchor: the name behind & or *, or None.
        tag: the tag, or None.
        implicit: for a text, whether it is plain and without a tag, and the same for a quoted one.
        value: the text.
        style: how a text is written: a quote, `|`, `>`, or "" or None for plain.
        flow_style: whether a list or mapping is written between brackets.

    """

    start_mark: Place
    end_mark: Place
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    style: str | None
    flow_style: bool | None


class _Advice(NamedTuple):
    """Words of the parser's message, and what they mean for the one who wrote the file."""

    sign: str
    what: str
    hint: str


_ADVICE = (
    _Advice(
        "could not find expected ':'",
        "a line that is neither a key with its value nor a comment",
        "write it as key: value",
    ),
    _Advice(
        "mapping values are not allowed", "a second ': ' on one line", "a value with ': ' in it needs quotes"
    ),
    _Advice("unexpected ':'", _TIGHT, _SPACED),
    _Advice(
        "while scanning a quoted scalar",
        "a quote that is not closed or followed by more text",
        "quote the whole value",
    ),
    _Advice("escape", "an unknown escape after a backslash", "use 'single quotes', or \\\\ for a backslash"),
    _Advice("while scanning an alias", "a value that starts with *", "such a value needs quotes"),
    _Advice("while scanning an anchor", "a value that starts with &", "such a value needs quotes"),
    _Advice("tag", "a value that starts with !", "such a value needs quotes"),
    _Advice("indicators, but found '#'", _NOTE, _APART),
    _Advice(
        "while scanning a block scalar",
        "a | or > that no text follows as it should",
        "such a value needs quotes",
    ),
    _Advice(
        "cannot start any token", "a value that starts with a character that has a meaning in YAML", _QUOTE
    ),
    _Advice(
        "flow sequence",
        "a [ that is not closed or followed by more text",
        "a value that starts with [ needs quotes",
    ),
    _Advice(
        "flow mapping",
        "a { that is not closed or followed by more text",
        "a value that starts with { needs quotes",
    ),
    _Advice(
        "block collection",
        "an item that does not line up with the list",
        "items of one list start in the same column",
    ),
    _Advice(
        "block mapping",
        "a line that does not line up, or text after a closed value",
        "keys start in one column; " + _QUOTE,
    ),
)


def events(text: str, *, pure: bool = False) -> Iterator[Event]:
    """Yield the events of `text`; `pure` asks for PyYAML's own parser where libyaml's is there, too.

    Raises:
        Unreadable: where the text stops being YAML.

    """
    import yaml  # noqa: PLC0415 - 20 ms that only changed files need

    pure = pure or not yaml.__with_libyaml__
    if pure:
        _refuse_tabs(text)
    parser: Any = yaml.BaseLoader(text) if pure else yaml.CBaseLoader(text)
    try:
        found = iter(parser.get_event, None)
        if pure and _TIGHT_COLON.search(text):
            found = _without_tight_colons(text, found)
        elif not pure and _TIGHT_NOTE.search(text):
            found = _without_tight_notes(text, found)
        yield from found
    except yaml.YAMLError as error:
        raise _explained(text, error) from None
    finally:
        parser.dispose()


def _refuse_tabs(text: str) -> None:
    """Refuse a tab anywhere: the two parsers disagree on where one may stand."""
    if "\t" in text:
        raise Unreadable(
            "a tab, which only PyYAML with libyaml reads",
            line=line_of(text, text.index("\t")),
            hint="put spaces in its place, or install PyYAML with libyaml",
        )


def _without_tight_colons(text: str, found: Iterator[Event]) -> Iterator[Event]:
    """Yield events, and refuse a colon without a space in a plain text between brackets, as libyaml does."""
    inside: list[bool] = []
    for event in found:
        kind = type(event).__name__
        if kind in ("SequenceStartEvent", "MappingStartEvent"):
            inside.append(bool(event.flow_style))
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            inside.pop()
        elif kind == "ScalarEvent" and event.value and not event.style and inside[-1:] == [True]:
            end = event.end_mark.index
            tight = _TIGHT_COLON.search(text, event.start_mark.index, end) or _TIGHT_NEXT.match(text, end)
            if tight:
                line = line_of(text, tight.start())
                raise Unreadable(_TIGHT, line=line, hint=_SPACED)
        yield event


def _without_tight_notes(text: str, found: Iterator[Event]) -> Iterator[Event]:
    """Yield events, and refuse a comment without a space before it at the sign of a block, as PyYAML does."""
    for event in found:
        if type(event).__name__ == "ScalarEvent" and event.style in ("|", ">"):
            headed = _HEADED.match(text, event.start_mark.index)
            if headed:
                raise Unreadable(_NOTE, line=line_of(text, headed.end()), hint=_APART)
        yield event


def _explained(text: str, error: YAMLError) -> Unreadable:
    context, problem = getattr(error, "context", None), getattr(error, "problem", None) or str(error)
    message = f"{context or ''} {problem}"
    advice = next((each for each in _ADVICE if each.sign in message), None)
    mark: Place | None = getattr(error, "problem_mark", None)
    if advice is _ADVICE[0]:
        mark = getattr(error, "context_mark", None) or mark  # the line itself, not the one after it
    if tab := _tab(text, mark):
        return tab
    line = line_of(text, mark.index) if mark else None
    if advice is None:
        return Unreadable(f"this is not YAML: {problem}", line=line, hint=_QUOTE)
    return Unreadable(advice.what, line=line, hint=advice.hint)


def _tab(text: str, mark: Place | None) -> Unreadable | None:
    """Blame a tab where there is one between the start of the line and the place that the parser names."""
    if mark is None:
        return None
    start = max(text.rfind("\n", 0, mark.index), text.rfind("\r", 0, mark.index)) + 1
    if "\t" not in text[start : mark.index + 1]:
        return None
    return Unreadable(
        "a tab where YAML takes only spaces", line=line_of(text, mark.index), hint="put spaces in its place"
    )
