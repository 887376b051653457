"""Which entry a REF means: an id, the start of one, an arXiv id, a DOI, a URL, a shorthand, or words."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from readinglist.errors import NotFoundError, UsageError
from readinglist.index.rows import family_key
from readinglist.library.names import file_of
from readinglist.matching import near_words
from readinglist.model.fields import BROKEN
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.model.ids import is_id
from readinglist.query.tree import Word
from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX
from readinglist.text import cut, fold, safe, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from readinglist.index import Index
    from readinglist.search import Hit
    from readinglist.search.looking import Match

    Taken = list[tuple[str, str]]

_SHORTHAND = re.compile(r"([^\W\d_](?:[^\W\d_]|[-'’ ])*)(\d{4}|\d{2})([a-z][a-z0-9-]*)?")
_MOST_WORDS = 100  # no title has more
# A file as a shell gives it inside `entries/`, or as git does inside the library.
_FILE = re.compile(rf"(?:{ENTRIES}/)?([^/]+){re.escape(SUFFIX)}")
_PATH_LIKE = re.compile(rf"/|\.{{1,2}}(/|$)|.*/\.\.(/|$)|{_FILE.pattern}$")
# The whole of an id by the rule: family name, year, word of the title, and a letter where it is the second.
_LIKE_AN_ID = re.compile(r"([a-z]{2,}\d{4})[a-z][a-z0-9]*(?:-[a-z]{1,2})?", re.ASCII)
_TITLE = frozenset({"title", "initials"})
_NAMING = _TITLE | {"authors"}
_CLEARLY = 2.0  # how many times the score of the second the first must have
_SHORTEST_NAMING = 3
_SHORTEST_CORRECTED = 6
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
        fits = f"fits {len(candidates)} entries{more}" if len(candidates) > 1 else "is not clearly that entry"
        super().__init__(f'"{_shown(ref)}" {fits}', hint="say which, by its id")
        self.candidates = candidates[:_SHOWN]


def resolve_all(
    index: Index, refs: Sequence[str], *, sure: bool = False, taken: Taken | None = None
) -> list[str]:
    """Return the ids that `refs` mean, each once; where not all of several resolve, together as words.

    Args:
        index: where to look.
        refs: what was typed.
        sure: for commands that write: words count only where a person would take the entry for the one meant.
        taken: gets misspelt words with the id that they were taken for.

    Raises:
        AmbiguousError: if one fits several entries, or is not `sure`.
        NotFoundError: if none answers to one.

    """
    try:
        return _resolved(index, refs, [] if taken is None else taken, sure=sure)
    except NotFoundError as error:
        # The entry that was meant may be among the files that could not be read.
        if broken := len(list(index.faults())):
            files, them = ("1 file", "it") if broken == 1 else (f"{broken} files", "them")
            told = f"{files} could not be read; `readinglist check` names {them}"
            error.hint = f"{error.hint}; {told}" if error.hint else told
        raise


def _resolved(index: Index, refs: Sequence[str], taken: Taken, *, sure: bool) -> list[str]:
    refs = list(dict.fromkeys(refs))
    several: Taken = []
    try:
        ids = list(dict.fromkeys([resolve(index, ref, several, sure=sure) for ref in refs]))
    except (NotFoundError, AmbiguousError):
        # The start of several ids is more likely a word than a reference here.
        if len(refs) > 1 and not any(_LIKE_AN_ID.fullmatch(ref) or _is_one(index, ref) for ref in refs):
            return [_by_words(index, " ".join(refs), taken, sure=sure)]
        raise
    taken += several
    return ids


def named_by_file(folder: Path, ref: str) -> str:
    """Return the name of the file where `ref` is a path that leads to one in `folder`, else `ref` itself."""
    above, _, name = ref.rpartition("/")
    if not above or not _FILE.fullmatch(name):
        return ref
    try:
        there = folder.samefile(above) and os.path.lexists(folder / name)
    except (OSError, ValueError):  # no such folder, or what cannot be a path
        return ref
    return name if there else ref


def refuse_links(folder: Path, refs: Iterable[str]) -> None:
    """Raise NotFoundError where one of `refs` names a link: its words could mean another entry."""
    for ref in refs:
        if is_id(ref) and (folder / file_of(ref)).is_symlink():
            raise NotFoundError(f"{ENTRIES}/{file_of(ref)} is a link, which is no entry")


def is_like_an_id(ref: str) -> bool:
    """Tell whether `ref` has the shape of a whole id, of an entry that is there or not."""
    return _LIKE_AN_ID.fullmatch(ref) is not None


def resolve(index: Index, ref: str, taken: Taken, *, sure: bool = False) -> str:
    """Return the id of the one entry that `ref` means; see `resolve_all`."""
    ids = by_identity(index, ref)
    if len(ids) > 1:
        raise AmbiguousError(ref, _titled(index, ids))
    return ids[0] if ids else _by_words(index, ref, taken, sure=sure)


def _is_one(index: Index, ref: str) -> bool:
    return len(by_identity(index, ref)) == 1


def by_identity(index: Index, ref: str) -> list[str]:
    """Return the ids that `ref` names without guessing: by id, its start, file, identifier, or shorthand."""
    ref = ref.strip()
    if file := _FILE.fullmatch(ref):
        return [each for each in index.ids_between(file[1], file[1] + _LAST) if each == file[1]]
    starting = index.ids_between(ref, ref + _LAST) if ref else []
    if ref in starting:
        return [ref]
    # `five-b` is another entry than a `five` that is gone, not the rest of its name.
    starting = [each for each in starting if not (_LIKE_AN_ID.fullmatch(ref) and each[len(ref)] == "-")]
    for column, key in (("arxiv_key", arxiv_key(ref)), ("doi_key", doi_key(ref)), ("url_key", url_key(ref))):
        if key and (found := index.ids_where(column, key)):
            return found
    return starting or _by_shorthand(index, ref)


def _by_shorthand(index: Index, ref: str) -> list[str]:
    match = _SHORTHAND.fullmatch(fold(ref))
    if match is None:
        return []
    from readinglist.search.naming import year_of  # noqa: PLC0415 - most references are ids

    name, year, rest = match.groups("")
    family = family_key(name)
    year = year_of(year)
    start = f"{family}{year}{rest}"
    return index.ids_between(start, start + _LAST) or (
        index.ids_of_author(family, int(year)) if not rest else []
    )


def _by_words(index: Index, ref: str, taken: Taken, *, sure: bool) -> str:
    typed = words(ref)
    if not 0 < len(typed) <= _MOST_WORDS or _PATH_LIKE.match(ref) or url_key(ref):
        raise NotFoundError(f'no entry "{_shown(ref)}"')
    # An identifier or a whole id is written as it is; a neighbour of it is another work.
    exact = bool(arxiv_key(ref) or doi_key(ref) or _LIKE_AN_ID.fullmatch(ref))
    from readinglist.search import search  # noqa: PLC0415 - as said

    hits = search(index, [Word(word) for word in typed], forgive=not exact).hits
    complete = [] if exact else [hit for hit in hits if len(hit.matches) == len(typed)]
    winner = _winner(index, complete, typed, sure=sure)
    if winner:
        entry_id = index.ids([winner.number])[0]
        if any(map(_is_guess, winner.matches)):
            taken.append((ref, entry_id))
        return entry_id
    if complete:
        raise AmbiguousError(ref, _titled(index, index.ids([hit.number for hit in complete])))
    near = _near(index, ref, hits)
    raise NotFoundError(
        f'no entry "{_shown(ref)}"', hint=f"the nearest are {', '.join(near)}" if near else ""
    )


def _near(index: Index, ref: str, hits: Sequence[Hit]) -> list[str]:
    """Return the ids that start as `ref` does, for one that looks like an id; else those of the best hits."""
    start = _LIKE_AN_ID.fullmatch(ref)
    return (index.ids_between(start[1], start[1] + _LAST) if start else index.ids([h.number for h in hits]))[
        :3
    ]


def _winner(index: Index, complete: Sequence[Hit], typed: Sequence[str], *, sure: bool) -> Hit | None:
    """Return the hit that stands out: of that title, alone in title and authors, or far above the others."""
    naming = [hit for hit in complete if all(match.field in _NAMING for match in hit.matches)]
    for chosen in (
        [hit for hit in complete if words(_title(index, hit)) == list(typed)],
        naming,
        [hit for hit in naming if all(match.field in _TITLE for match in hit.matches)],
    ):
        if len(chosen) == 1 and (not sure or _is_sure(chosen[0])):
            return chosen[0]
    if sure or not complete:
        return None
    alone = len(complete) == 1
    return complete[0] if alone or complete[0].score >= _CLEARLY * complete[1].score else None


def _is_sure(hit: Hit) -> bool:
    """Tell whether the words say enough, and at most one, a long one, had to be corrected by one letter."""
    if not any(len(match.typed) >= _SHORTEST_NAMING and not match.typed.isdigit() for match in hit.matches):
        return False
    from readinglist.search.candidate import SPELT  # noqa: PLC0415 - as said

    corrected = [match for match in hit.matches if match.how == SPELT or _is_guess(match)]
    return len(corrected) <= 1 and all(
        len(match.typed) >= _SHORTEST_CORRECTED and near_words(match.typed, match.words, 1)
        for match in corrected
    )


def _is_guess(match: Match) -> bool:
    """Tell whether what was found is not what was typed: a correction, or words with such initials."""
    from readinglist.search.candidate import CORRECTED, INITIAL  # noqa: PLC0415 - as said

    return match.how == CORRECTED or (match.how == INITIAL and match.words != (match.typed,))


def _shown(ref: str) -> str:
    return safe(cut(ref, _LONGEST_SHOWN))


def _title(index: Index, hit: Hit) -> str:
    return next(index.entries([hit.number])).title


def _titled(index: Index, ids: Sequence[str]) -> list[tuple[str, str]]:
    titles = index.titles(ids)
    return [(entry_id, titles.get(entry_id, BROKEN)) for entry_id in ids]
