"""What is wrong with a query, and where."""

from __future__ import annotations

from readinglist.errors import UsageError
from readinglist.text import safe

_SHOWN = 24


class QueryError(UsageError):
    """A query that makes no sense (exit 2).

    Attributes:
        text: the query that is wrong: the one typed, or that of a view it names.
        position: the character of `text` where the bad place begins, counted from 0.
        reason: what is wrong, without the place.
        view: the name of the view whose query is wrong, None for the one typed.

    """

    def __init__(
        self, what: str, *, text: str, position: int, hint: str = "", view: str | None = None
    ) -> None:
        """Say `what` is wrong; the one line shows the place as well, counting characters from 1."""
        super().__init__(f"{what} {_place(text, position, view)}", hint=hint)
        self.text = text
        self.position = position
        self.reason = what
        self.view = view


class Wrong(Exception):  # noqa: N818 - it never leaves this package
    """Something wrong at `position` of the text that is being read, the one typed or that of a `view`."""

    def __init__(self, what: str, position: int, hint: str = "") -> None:
        """Keep what `QueryError` will say once the text is known."""
        super().__init__(what)
        self.what, self.position, self.hint = what, position, hint
        self.view: str | None = None


def _place(text: str, position: int, view: str | None) -> str:
    rest = safe(text[position : position + _SHOWN + 1]).strip()
    if not rest:
        return "at the end of the query" if view is None else f"at the end of @{safe(view)}"
    shown = rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…"
    whose = "" if view is None else f" of @{safe(view)}"
    return f"at character {position + 1}{whose}: `{shown}`"
