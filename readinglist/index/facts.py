"""What is asked of every entry for statistics, out of the columns: no entry is read for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readinglist.index.schema import ITEM, LISTS
from readinglist.index.sql import FLAGS, Condition, bindable
from readinglist.model.entry import Entry
from readinglist.model.fields import BY_NAME, Type
from readinglist.query.tree import Has, all_of
from readinglist.reading.statistics.shares import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.index.database import Index
    from readinglist.query.tree import Query

# Their column has the first day of what may be a year or a month.
_PARTIAL = frozenset(name for name, field in BY_NAME.items() if field.type is Type.DATE)


def facts(index: Index, query: Query) -> dict[int, Facts]:
    """Return what is asked of each entry that matches, by its row."""
    condition = Condition(index.stems)
    where = condition.of(query)
    sql = f"SELECT number, id, kind, status, added, rating FROM field WHERE {where}"  # noqa: S608 - values are bound
    return {row[0]: Facts(*row[1:]) for row in index.connection.execute(sql, condition.values)}


def logged(index: Index, query: Query) -> Iterator[tuple[int, Entry]]:
    """Yield the entries that match and have a log, each with its row; they have but that and their pages."""
    condition = Condition(index.stems)
    where = condition.of(all_of([query, Has("log")]))
    # Whole entries would take longer to read than their logs alone.
    sql = f"""SELECT number, json_extract(data, '$.log'), json_extract(data, '$.pages') FROM entry
        WHERE number IN (SELECT number FROM field WHERE {where})"""  # noqa: S608 - values are bound
    for number, log, pages in index.connection.execute(sql, condition.values):
        yield number, Entry.from_stored({"id": "", "title": "", "pages": pages, "log": json.loads(log)})


def holders(index: Index, field: str) -> dict[str, list[int]]:
    """Return the rows that have each folded value of a field, or of a key outside the table.

    A list has each of its items once; what folds to nothing is no value.
    """
    if field not in BY_NAME and field != "year":
        sql = "SELECT DISTINCT number, value FROM extra WHERE key = ?"
        return _by_value(index.connection.execute(sql, (bindable(field),)))
    if field in _PARTIAL:
        sql = "SELECT number, json_extract(data, ?) FROM entry WHERE data IS NOT NULL"
        return _by_value(index.connection.execute(sql, (f"$.{field}",)))
    column = f"ifnull(\"{field}\", 'false')" if field in FLAGS else f'"{field}"'
    whole = _by_value(index.connection.execute(f"SELECT number, {column} FROM field"))  # noqa: S608 - names of ours
    if field not in LISTS:
        return {str(value): rows for value, rows in whole.items()}
    found: dict[str, list[int]] = {}
    # Many rows have the same items: they are taken apart once.
    for items, rows in whole.items():
        for item in dict.fromkeys(filter(None, items.split(ITEM))):
            found.setdefault(item, []).extend(rows)
    return found


def _by_value(rows: Iterable[tuple[int, str | None]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, value in rows:
        if value:
            found.setdefault(value, []).append(number)
    return found
