"""Options that there are not, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.text import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

# The parameters that are queries, and the commands that take one among other words.
_QUERIES = frozenset({"query", "words", "where"})
_WITH_A_QUERY = frozenset({"view", "tags"})


def behind_dashes(name: str, ctx: typer.Context | None) -> str:
    """Return what of a command may start with a - and is taken for an option then; "" where nothing may."""
    if name.startswith("--") or ctx is None:
        return ""
    if ctx.command.name == "log" and name[1:].isdigit():
        return "pages and minutes have no - before them"
    if ctx.command.name == "note":
        return "a text that starts with - stands after --"
    taken = ctx.command.name in _WITH_A_QUERY or any(each.name in _QUERIES for each in ctx.command.params)
    return "a term of a query that starts with - stands after --" if taken else ""


def unknown_option(name: str, likes: Sequence[str], ctx: typer.Context | None) -> str:
    """Return what to say of an option that a command does not have; `likes` are those that look like it."""
    hint = _hint(name, likes, ctx)
    return f"no such option: {name}; {hint}" if hint else f"no such option: {name}"


def _hint(name: str, likes: Sequence[str], ctx: typer.Context | None) -> str:
    if name == "--year" and ctx and any("--date" in param.opts for param in ctx.command.params):
        return "did you mean --date?"
    # Nobody is to skip a question by a guess.
    if not likes or "--yes" in likes:
        return ""
    return nearest(name, likes, cutoff=0.7) or f"did you mean {' or '.join(sorted(likes))}?"
