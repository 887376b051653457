"""What the library at hand says: ids with titles, values of fields, saved queries; nothing where none is."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from readinglist.completion.candidates import Candidate
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from readinglist.index import Index
    from readinglist.library import Library

T = TypeVar("T")
_LAST = "\U0010ffff"
# So many values a shell still shows in a blink; who wants another types more of it.
_MOST = 1000


class Shelf:
    """The library that the command line means, opened when it is first asked."""

    def __init__(self, named: str | None, environ: Mapping[str, str]) -> None:
        """Look for the library as every command does, `named` being what `--library` says."""
        self._named = named
        self._environ = environ

    def ids(self, typed: str, taken: Collection[str] = (), *, exact: bool = False) -> list[Candidate]:
        """Return the ids that begin with `typed`, but for those `taken`.

        Where none does, and not `exact`, those that have it inside or in their title.
        """
        return self._ask(lambda index: _ids(index, typed, taken, exact=exact), [])

    def values(self, field: str, start: str) -> list[Candidate]:
        """Return the values of a field that begin so, folded, with how many entries have each."""
        return self._ask(lambda index: _values(index, field, start), [])

    def tags_of(self, refs: Sequence[str], start: str) -> list[Candidate]:
        """Return the tags of the entries that ids, or unique starts of ids, name; else all that begin so."""
        return self._ask(lambda index: _tags_of(index, refs) or _values(index, "tags", start), [])

    def own_keys(self) -> list[str]:
        """Return the keys outside the table of fields."""
        return self._ask(lambda index: index.extra_keys(), [])

    def areas(self, start: str) -> list[Candidate]:
        """Return the vocabulary of areas; without one, the areas of entries that begin so."""
        areas = self._library.list_file.areas if self._library else ()
        return [Candidate(each) for each in areas] or self.values("areas", start)

    def views(self) -> list[Candidate]:
        """Return the saved queries."""
        views = self._library.list_file.views if self._library else {}
        return [Candidate(name, query) for name, query in views.items()]

    def together(self, questions: Callable[[], list[Candidate]]) -> list[Candidate]:
        """Put several questions at the cost of one: the files are looked at once for all of them."""
        return self._library.ask(lambda _: questions()) if self._library else questions()

    def _ask(self, question: Callable[[Index], T], otherwise: T) -> T:
        return self._library.ask(question) if self._library else otherwise

    @cached_property
    def _library(self) -> Library | None:
        from readinglist.errors import UsageError  # noqa: PLC0415 - commands complete without all of this
        from readinglist.library import Library  # noqa: PLC0415 - the same
        from readinglist.settings import find_library  # noqa: PLC0415 - the same

        try:
            return Library(find_library(self._named, self._environ, Path.cwd()), self._environ)
        except UsageError:
            return None


def _ids(index: Index, typed: str, taken: Collection[str], *, exact: bool) -> list[Candidate]:
    from readinglist.index.values import ids_like, titles  # noqa: PLC0415 - not every question is about entries

    lower = typed.lower()
    found = index.ids_between(typed, typed + _LAST) or index.ids_between(lower, lower + _LAST)
    if not (found or exact):
        found = ids_like(index, typed)
    # What begins like an option could not be told from one.
    found = [each for each in found if each not in taken and not each.startswith("-")]
    named = titles(index, found)
    return [Candidate(each, safe(named.get(each, ""))) for each in found]


def _values(index: Index, field: str, start: str) -> list[Candidate]:
    from readinglist.index.values import values  # noqa: PLC0415 - not every question is about entries

    found = values(index, field, start, _MOST)
    return [Candidate(value, "1 entry" if count == 1 else f"{count} entries") for value, count in found]


def _tags_of(index: Index, refs: Sequence[str]) -> list[Candidate]:
    from readinglist.index.values import tags_of  # noqa: PLC0415 - not every question is about entries

    found: list[str] = []
    for ref in refs:
        starting = index.ids_between(ref, ref + _LAST)
        if ref in starting or len(starting) == 1:
            found.append(ref if ref in starting else starting[0])
    return [Candidate(each) for each in tags_of(index, found)]
