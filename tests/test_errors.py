"""Errors carry their exit code and read as one line."""

from __future__ import annotations

import pytest

from readinglist.errors import InvalidError, NotFoundError, ReadinglistError, RefusedError, UsageError


@pytest.mark.parametrize(
    ("kind", "code"),
    [(ReadinglistError, 5), (UsageError, 2), (NotFoundError, 3), (InvalidError, 4), (RefusedError, 5)],
)
def test_each_kind_has_its_exit_code(kind: type[ReadinglistError], code: int) -> None:
    """The codes are those of the contract, and one base catches all."""
    assert kind.exit_code == code
    with pytest.raises(ReadinglistError, match=r"^broken$"):
        raise kind("broken")


@pytest.mark.parametrize(
    ("hint", "where", "line"),
    [
        ("", "", "no title"),
        ("add one", "", "no title; add one"),
        ("", "a.yaml:3", "a.yaml:3: no title"),
        ("add one", "a.yaml:3", "a.yaml:3: no title; add one"),
    ],
)
def test_the_line_has_the_parts_there_are(hint: str, where: str, line: str) -> None:
    """Place, fault and remedy stand in one line, and by themselves as well."""
    error = InvalidError("no title", hint=hint, where=where)
    assert str(error) == line
    assert (error.what, error.hint, error.where) == ("no title", hint, where)
