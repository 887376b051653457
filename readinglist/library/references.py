"""Which entry a REF means: an id, the start of one, an arXiv id, a DOI, a URL, a shorthand, or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.errors import NotFoundError, UsageError
from readinglist.index.rows import family_key
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.query.tree import Word
from readinglist.search import search
from readinglist.text import fold, safe, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.index import Index
    from readinglist.search import Hit

_SHORTHAND = re.compile(r"([^\W\d_](?:[^\W\d_]|[-'’ ])*)(\d{4}|\d{2})([a-z][a-z0-9-]*)?")
_MOST_WORDS = 100  # no title has more
_PATH_LIKE = re.compile(r"/|\.{1,2}(/|$)|.*/\.\.(/|$)")
_ALMOST_NEXT_CENTURY = 70
_TITLE = frozenset({"title", "initials"})
_CLEARLY = 2.0  # how many times the score of the second the first must have
_SHOWN = 9
_LONGEST_SHOWN = 200
_LAST = "\U0010ffff"


class AmbiguousError(UsageError):
    """A reference that fits several entries (exit 2).

    Attributes:
        candidates: id and title of what it may have meant, the likeliest first.

    """

    def __init__(self, ref: str, candidates: Sequence[tuple[str, str]]) -> None:
        """Name the reference; the candidates are shown by the caller."""
        more = f", the likeliest {_SHOWN} above" if len(candidates) > _SHOWN else ""
        super().__init__(f'"{_shown(ref)}" fits {len(candidates)} entries{more}', hint="say which, by its id")
        self.candidates = candidates[:_SHOWN]


def resolve_all(index: Index, refs: Sequence[str]) -> list[str]:
    """Return the ids that `refs` mean, each once; where not all of several resolve, together as words.

    Raises:
        AmbiguousError: if one fits several entries.
        NotFoundError: if none answers to one.

    """
    found: list[str] = []
    failure: NotFoundError | AmbiguousError | None = None
    for ref in refs:
        try:
            found.append(resolve(index, ref))
        except (NotFoundError, AmbiguousError) as error:
            failure = failure or error
    if failure is None:
        return list(dict.fromkeys(found))
    # The start of several ids is more likely a word than a reference here.
    if len(refs) > 1 and not any(len(by_identity(index, ref)) == 1 for ref in refs):
        return [_by_words(index, " ".join(refs))]
    raise failure


def resolve(index: Index, ref: str) -> str:
    """Return the id of the one entry that `ref` means.

    Raises:
        AmbiguousError: if it fits several.
        NotFoundError: if none answers to it.

    """
    ids = by_identity(index, ref)
    if len(ids) > 1:
        raise AmbiguousError(ref, _titled(index, ids))
    return ids[0] if ids else _by_words(index, ref)


def by_identity(index: Index, ref: str) -> list[str]:
    """Return the ids that `ref` names without guessing: by id, its start, an identifier or a shorthand."""
    ref = ref.strip()
    starting = index.ids_between(ref, ref + _LAST) if ref else []
    if ref in starting:
        return [ref]
    for column, key in (("arxiv_key", arxiv_key(ref)), ("doi_key", doi_key(ref)), ("url_key", url_key(ref))):
        if key and (found := index.ids_where(column, key)):
            return found
    return starting or _by_shorthand(index, ref)


def _by_shorthand(index: Index, ref: str) -> list[str]:
    match = _SHORTHAND.fullmatch(fold(ref))
    if match is None:
        return []
    name, year, rest = match.groups("")
    family = family_key(name)
    if len(year) == 2:  # noqa: PLR2004 - the last two digits of a year
        year = f"{'19' if int(year) > _ALMOST_NEXT_CENTURY else '20'}{year}"
    start = f"{family}{year}{rest}"
    return index.ids_between(start, start + _LAST) or (
        index.ids_of_author(family, int(year)) if not rest else []
    )


def _by_words(index: Index, ref: str) -> str:
    typed = words(ref)
    if not 0 < len(typed) <= _MOST_WORDS or _PATH_LIKE.match(ref) or url_key(ref):
        raise NotFoundError(f'no entry "{_shown(ref)}"')
    # An identifier is written as it is; a neighbour of it is another work.
    hits = search(index, [Word(word) for word in typed], forgive=not (arxiv_key(ref) or doi_key(ref))).hits
    complete = [hit for hit in hits if len(hit.matches) == len(typed)]
    winner = _winner(index, complete, typed)
    if winner:
        return index.ids([winner.number])[0]
    if complete:
        raise AmbiguousError(ref, _titled(index, index.ids([hit.number for hit in complete])))
    near = _titled(index, index.ids([hit.number for hit in hits[:3]]))
    hint = f"the nearest are {', '.join(entry_id for entry_id, _ in near)}" if near else ""
    raise NotFoundError(f'no entry "{_shown(ref)}"', hint=hint)


def _winner(index: Index, complete: Sequence[Hit], typed: Sequence[str]) -> Hit | None:
    """Return the one hit that stands out: alone, alone in the title, or far above the second."""
    if len(complete) < 2:  # noqa: PLR2004 - one is alone
        return complete[0] if complete else None
    for chosen in (
        [hit for hit in complete if words(_title(index, hit)) == list(typed)],
        [hit for hit in complete if all(match.column in _TITLE for match in hit.matches)],
    ):
        if len(chosen) == 1:
            return chosen[0]
    return complete[0] if complete[0].score >= _CLEARLY * complete[1].score else None


def _shown(ref: str) -> str:
    return safe(ref if len(ref) <= _LONGEST_SHOWN else ref[: _LONGEST_SHOWN - 1] + "…")


def _title(index: Index, hit: Hit) -> str:
    return next(index.entries([hit.number])).title


def _titled(index: Index, ids: Sequence[str]) -> list[tuple[str, str]]:
    titles = index.titles(ids)
    return [(entry_id, titles.get(entry_id, "(broken)")) for entry_id in ids]
