"""Fields that are named on a command line, with a hint where there is no such field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.errors import UsageError
from readinglist.model.fields import BY_NAME, PROGRESS, SINGULAR
from readinglist.query.names import NAMES, Names
from readinglist.reading.counting import COUNTED, COUNTED_NAMES
from readinglist.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.commands.shared import Session


def field_of(
    session: Session, typed: str, *, names: Collection[str] = NAMES, more: Collection[str] = ()
) -> str:
    """Return the field, or the key of one's own, that was meant.

    Args:
        session: the library is asked for keys only where the table has none of that name.
        typed: what was typed; singular names and other cases will do.
        names: the names of fields that a hint may tell.
        more: names that are taken besides.

    Raises:
        UsageError: if there is none of that name.

    """
    if typed in more:
        return typed
    found = Names(()).field(typed)
    if found is not None:
        return found
    own = session.library.own_keys()
    found = Names(own).field(typed)
    if found is not None:
        return found
    there = sorted({*names, *own, *more})
    if typed == "score":
        raise UsageError(
            "only `search` has a score", hint="`readinglist search WORDS --format '{score} {id}'`"
        )
    hint = nearest(typed, there) or f"fields are {', '.join(there)}"
    raise UsageError(f'there is no field "{safe(typed)}"', hint=safe(hint))


def columns_of(session: Session, text: str) -> tuple[str, ...]:
    """Return the fields that `text` names, divided by commas.

    Raises:
        UsageError: if one is no field.

    """
    return tuple(
        field_of(session, name, more=(PROGRESS,)) for name in map(str.strip, text.split(",")) if name
    )


def counted_field(session: Session, typed: str) -> str:
    """Return the field by whose values entries are counted or put together.

    Raises:
        UsageError: if there is none of that name, or it is nothing that entries have in common.

    """
    name = field_of(session, typed, names=COUNTED_NAMES)
    if name not in COUNTED and (name in BY_NAME or name == "id"):
        raise UsageError(
            f"{name} is nothing that entries have in common", hint=f"these are: {', '.join(COUNTED_NAMES)}"
        )
    return name


def without(name: str) -> str:
    """Say that entries lack a field.

    >>> without("venue"), without("authors")
    ('without a venue', 'without an author')
    """
    return f"without {one_of(name)}"


def one_of(name: str) -> str:
    """Return the name of one value of a field with its article.

    >>> one_of("rating"), one_of("areas")
    ('a rating', 'an area')
    """
    word = next((one for one, field in SINGULAR.items() if field == name), name)
    return f"{'an' if word[:1].lower() in tuple('aeio') else 'a'} {word}"
