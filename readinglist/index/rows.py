"""What the index keeps of files: stamp and content, folded values to filter by, words to find it by."""

from __future__ import annotations

import json
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.dates import is_partial
from readinglist.fingerprint import part_of
from readinglist.index.schema import BREAK, COLUMNS, ITEM
from readinglist.index.sums import checksum, stamp_sum
from readinglist.model.fields import BY_NAME, Type, leaves
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.model.ids import family_name
from readinglist.stemming import FILLERS
from readinglist.text import fold, words, words_alone_of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readinglist.index.database import Known
    from readinglist.model.entry import Entry, LogItem

    Tables = dict[str, list[tuple[Any, ...]]]

_FULL_DATE = "0000-01-01"
_LONGEST = 32_000  # bytes of a word: the full-text table keeps 32,768, and a query has 10,000 letters
_BYTES_A_LETTER = 4
_SHORTEST_PART = 3  # words of a part of a title that has initials of its own
_VALUES = attrgetter(*COLUMNS)
_WHOLE_NUMBER = "[0-9]{1,15}"  # as long as one in a query can be


class _Folded(dict[str, str]):
    """Texts with what they are folded to, each of them folded once."""

    def __missing__(self, text: str) -> str:
        found = self[text] = fold(text)
        return found


class File(NamedTuple):
    """What was read of one file: the entry that it holds, or what is wrong with it."""

    id: str
    known: Known
    entry: Entry | None
    faults: Sequence[object] = ()


def rows_of(files: Sequence[File]) -> Tables:
    """Return the rows of files by table, each begins with the position of its file among them, from 0 on.

    One thing is done for all files before the next one: a processor is quicker at what it has just done.
    """
    stored = [file.entry.stored() if file.entry else file.faults for file in files]
    contents = list(map(_json, stored))
    both = zip(files, contents, strict=True)
    rows = [_entry_row(at, file, content) for at, (file, content) in enumerate(both)]
    return {"entry": rows, **tables_of([(at, file.entry) for at, file in enumerate(files) if file.entry])}


def _entry_row(number: int, file: File, content: str) -> tuple[object, ...]:
    both = (None, content) if file.entry else (content, None)
    return (
        number,
        part_of(file.id),
        file.id,
        *stamped(file.id, file.known),
        *both,
        checksum(file.id, content),
    )


def stamped(entry_id: str, known: Known) -> tuple[object, ...]:
    """Return what is known of a file with its checksum, in the order of the table."""
    values = (*known.stamp, known.seen_ns, known.sum)
    return (*values, stamp_sum(entry_id, *values))


def tables_of(entries: Sequence[tuple[int, Entry]]) -> Tables:
    """Return the rows of the other tables that valid entries have, each begins with the entry's number."""
    folded = _Folded()
    return {
        "field": [_fields_row(number, entry, folded) for number, entry in entries],
        "extra": [row for number, entry in entries for row in _extra_rows(number, entry, folded)],
        "words": [(number, *_word_columns(entry, folded)) for number, entry in entries],
    }


def family_key(name: str) -> str:
    """Return a family name as it is compared: `Al-Shedivat` is alshedivat, `O’Neil` oneil."""
    return "".join(words(name))


def _fields_row(number: int, entry: Entry, folded: _Folded) -> tuple[object, ...]:
    return (
        number,
        entry.id,
        folded[entry.id],
        entry.year,
        family_key(family_name(entry.authors[0])) if entry.authors else None,
        arxiv_key(entry.arxiv or entry.url or "") or None,
        doi_key(entry.doi or entry.url or "") or None,
        url_key(entry.url or "") or None,
        max((item.date for item in entry.log), default=None),
        *[
            make(value, folded) if value else None
            for make, value in zip(_MAKERS, _VALUES(entry), strict=True)
        ],
    )


def _extra_rows(number: int, entry: Entry, folded: _Folded) -> list[tuple[object, ...]]:
    """Return a row for each value of a key that the table of fields does not know.

    A row holds the number of the entry, the key, the folded value, and what that is as a number and as the
    first day of a date.
    """
    values = ((key, text) for key, value in entry.extra.items() for text in leaves(value) if text)
    return [(number, key, folded[text], _amount(text), _first_day(text)) for key, text in values]


def _word_columns(entry: Entry, folded: _Folded) -> tuple[str, ...]:
    """Return the words of an entry, one text for each column of words, values set apart."""
    titles = [entry.title, entry.paper_title or ""]
    body = (entry.abstract, entry.notes, entry.takeaway, entry.url, entry.code)
    extras = (text for value in entry.extra.values() for text in leaves(value))
    labels = (
        *entry.tags,
        *entry.areas,
        entry.venue,
        entry.kind,
        str(entry.year or ""),
        entry.arxiv,
        entry.doi,
        entry.id,
    )
    columns = (
        titles,
        entry.authors[:1],
        entry.authors[1:],
        labels,
        [entry.summary],
        [*body, *extras],
    )
    texts = words_alone_of_each([[folded[value] for value in column if value] for column in columns], BREAK)
    if max(map(len, texts)) * _BYTES_A_LETTER > _LONGEST:
        texts = [" ".join(map(_kept, text.split())) for text in texts]
    return (*texts, " ".join([BREAK + each for title in titles if title for each in initials(title).split()]))


def _kept(word: str) -> str:
    """Return what the full-text table keeps of a word: of nearly all of them everything."""
    return word.encode()[:_LONGEST].decode(errors="ignore")


def initials(title: str) -> str:
    """Return the first letters of the words of a title, the part before a colon left out.

    Those of all its words, of all but the small ones, and of what stands between small ones, where they are
    three or more.

    >>> initials("Generative adversarial networks"), initials("DDPG: Control by deep neural networks")
    ('gan', 'cbdnn cdnn dnn')
    """
    _, _, after = title.rpartition(": ")
    typed = words(after)
    letters = [word[0] for word in typed]
    parts = "".join(" " if word in FILLERS else word[0] for word in typed).split()
    found = ["".join(letters), *(run for run in ("".join(parts), *parts) if len(run) >= _SHORTEST_PART)]
    return " ".join(dict.fromkeys(run for run in found if len(run) > 1))


def _number(value: int, _: _Folded) -> int:
    return value


def _text(value: str, folded: _Folded) -> str:
    return folded[value]


def _flag(*_: object) -> str:
    return "true"


def _date(value: str, _: _Folded) -> str:
    return value + _FULL_DATE[len(value) :]


def _list(value: Iterable[str], folded: _Folded) -> str:
    return ITEM + ITEM.join([folded[text] for text in value]) + ITEM


def _log(value: Iterable[LogItem], folded: _Folded) -> str:
    return _list((text for item in value for text in leaves(item.stored())), folded)


def _amount(text: str) -> int | None:
    return int(text) if re.fullmatch(_WHOLE_NUMBER, text) else None


def _first_day(text: str) -> str | None:
    return text + _FULL_DATE[len(text) :] if is_partial(text) else None


# Made once: `dumps` would make it anew each time.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_MAKERS_OF: dict[Type, Callable[[Any, _Folded], str | int]] = {
    Type.TEXT: _text,
    Type.CHOICE: _text,
    Type.DATE: _date,
    Type.DAY: _date,
    Type.NUMBER: _number,
    Type.FLAG: _flag,
    Type.LIST: _list,
    Type.LOG: _log,
}
# How the values of the table of fields come about, in the order of its columns.
_MAKERS = tuple(_MAKERS_OF[BY_NAME[name].type] for name in COLUMNS)
