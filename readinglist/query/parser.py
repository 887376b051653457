"""From tokens to the tree: what binds what, and the queries that other queries name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.query import terms
from readinglist.query.failure import QueryError, Wrong
from readinglist.query.lexer import MOST_TERMS, Kind, tokens
from readinglist.query.names import Names
from readinglist.query.tree import Everything, all_of, any_of, none_of
from readinglist.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from readinglist.query.lexer import Token
    from readinglist.query.tree import Query

LONGEST = 10_000
DEEPEST = 64
_JOINERS = frozenset({Kind.OR, Kind.AND, Kind.NOT})


def parse(
    text: str, *, today: date, known: Collection[str] = (), views: Mapping[str, str] | None = None
) -> Query:
    """Read a query.

    Args:
        text: what was typed; "" is every entry. With the queries it names it has at most 10,000 characters
            and 500 terms.
        today: the day that `yesterday` and `-2w` are counted from.
        known: the keys outside the field table that some entry has.
        views: the saved queries by their name.

    Raises:
        QueryError: it makes no sense; the error knows where.

    """
    saved = views or {}
    try:
        return _Views(saved, terms.Setting(today, Names(known))).read(text, 0)
    except Wrong as wrong:
        wrong_text = text if wrong.view is None else saved[wrong.view]
        raise QueryError(
            wrong.what, text=wrong_text, position=wrong.position, hint=wrong.hint, view=wrong.view
        ) from None


class _Views:
    """The saved queries, and how much more may be read of them."""

    def __init__(self, views: Mapping[str, str], setting: terms.Setting) -> None:
        self.setting = setting
        self._views = views
        self._left = LONGEST
        self._terms_left = MOST_TERMS
        self._open: list[str] = []

    def read(self, text: str, depth: int) -> Query:
        """Read a query that stands `depth` deep in others."""
        self._left -= len(text)
        if self._left < 0:
            raise Wrong(f"a query has at most {LONGEST} characters", min(len(text), LONGEST))
        found = tokens(text, self.setting.names, self._terms_left)
        self._terms_left -= sum(max(len(token.values), 1) for token in found)
        if found:
            return _Parser(found, self, depth).whole()
        if text.strip():
            raise Wrong("there is no word to look for", len(text) - len(text.lstrip()))
        return Everything()

    def expand(self, token: Token, depth: int) -> Query:
        """Return what the view that `token` names asks for."""
        name = self._name(token)
        if name in self._open:
            raise Wrong(f"the view @{name} names itself", token.position)
        self._open.append(name)
        try:
            part = self.read(self._views[name], depth)
        except Wrong as wrong:
            wrong.view = name if wrong.view is None else wrong.view
            raise
        self._open.pop()
        if isinstance(part, Everything):
            raise Wrong(f"the view @{name} is empty", token.position)
        return part

    def _name(self, token: Token) -> str:
        if token.text in self._views:
            return token.text
        by_fold = {fold(name): name for name in self._views}
        if (found := by_fold.get(fold(token.text))) is not None:
            return found
        there = (
            f"one of {', '.join(f'@{name}' for name in self._views)}" if self._views else "the list has none"
        )
        raise Wrong(
            f'no view is called "{token.text}"', token.position, nearest(token.text, self._views) or there
        )


class _Parser:
    """One text on its way to a tree: OR binds least, then what stands side by side, then NOT."""

    def __init__(self, found: list[Token], views: _Views, depth: int) -> None:
        self._tokens = found
        self._views = views
        self._depth = depth
        self._at = 0

    def whole(self) -> Query:
        """Read all the tokens."""
        part = self._either()
        if (token := self._peek()) is not None:
            raise Wrong("this parenthesis was never opened", token.position)
        return part

    def _either(self) -> Query:
        parts = [self._sequence()]
        while self._take(Kind.OR):
            parts.append(self._sequence())
        return any_of(parts)

    def _sequence(self) -> Query:
        parts = [self._operand()]
        while (token := self._peek()) is not None and token.kind not in {Kind.OR, Kind.CLOSE}:
            self._take(Kind.AND)
            parts.append(self._operand())
        return all_of(parts)

    def _operand(self) -> Query:
        token = self._peek()
        if token is None or token.kind in {Kind.OR, Kind.AND, Kind.CLOSE}:
            raise self._nothing(token)
        self._at += 1
        match token.kind:
            case Kind.OPEN:
                return self._deeper(token, self._group)
            case Kind.NOT:
                return self._deeper(token, lambda _: none_of(self._operand()))
            case Kind.VIEW:
                return self._deeper(token, lambda view: self._views.expand(view, self._depth))
            case _:
                return _term(token, self._views.setting)

    def _group(self, opening: Token) -> Query:
        part = self._either()
        if not self._take(Kind.CLOSE):
            raise Wrong("this parenthesis is never closed", opening.position)
        return part

    def _deeper(self, token: Token, read: Callable[[Token], Query]) -> Query:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Wrong(f"a query is at most {DEEPEST} deep", token.position)
        part = read(token)
        self._depth -= 1
        return part

    def _nothing(self, token: Token | None) -> Wrong:
        """Return what is wrong where an operand should stand and `token`, or the end, does."""
        before = self._tokens[self._at - 1] if self._at else None
        if before is not None and before.kind in _JOINERS:
            return Wrong(f"nothing follows {before.text}", before.position, _PLAIN_WORD)
        if token is not None and token.kind is not Kind.CLOSE:
            return Wrong(f"nothing stands before {token.text}", token.position, _PLAIN_WORD)
        if before is None:
            return Wrong("this parenthesis was never opened", token.position if token else 0)
        what = (
            "this parenthesis is never closed"
            if token is None
            else "there is nothing between these parentheses"
        )
        return Wrong(what, before.position)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        token = self._peek()
        taken = token is not None and token.kind is kind
        self._at += taken
        return taken


_PLAIN_WORD = "quotation marks make it a plain word"


def _term(token: Token, setting: terms.Setting) -> Query:
    match token.kind:
        case Kind.WORD:
            return terms.word(token.text)
        case Kind.PHRASE:
            return terms.phrase(token.text)
        case Kind.TAG:
            return terms.tag(token)
        case _:
            return terms.field(token, setting)
