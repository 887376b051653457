"""What the fields of all entries hold: each value with how often it occurs, as some entry writes it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from readinglist.index.schema import ITEM, LISTS
from readinglist.index.sql import bindable, quoted
from readinglist.model.fields import BROKEN, BY_NAME
from readinglist.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    from readinglist.index.database import Index

# Beyond this, values come folded and entries without their titles: reading so many takes longer than a blink.
MOST_READ = 300


def values(index: Index, field: str, start: str = "", most: int | None = None) -> list[tuple[str, int]]:
    """Return the values of a field, or of a key outside the table, with how many entries have each.

    They begin with `start`, a folded text; where no author does, the last words of authors that do. Of more
    than `most`, those that most entries have.
    """
    if field not in BY_NAME and field != "year":
        sql = "SELECT value, count(*) FROM extra WHERE key = ? AND instr(value, ?) = 1 GROUP BY value"
        rows = index.connection.execute(sql, (bindable(field), bindable(start)))
        return sorted(_most(rows.fetchall(), most))
    everything = field in LISTS and not start
    counted, row_of = _every_item(index, field) if everything else _beginning(index, field, start)
    found = _most(list(counted.items()), most)
    written = _written(index, field, {row_of[value] for value, _ in found if value in row_of})
    return sorted((written.get(value, value), count) for value, count in found)


def tags_of(index: Index, ids: Collection[str]) -> list[str]:
    """Return the tags that at least one of these entries has."""
    found: set[str] = set()
    for entry_id in ids:
        sql = "SELECT data FROM entry WHERE id = ? AND data IS NOT NULL"
        for (data,) in index.connection.execute(sql, (bindable(entry_id),)):
            found.update(json.loads(data).get("tags", ()))
    return sorted(found)


def ids_like(index: Index, text: str) -> list[str]:
    """Return the ids that have `text` in them or in their title, there from the beginning of a word on."""
    typed = words(text)
    if not typed:
        return []
    sql = (
        "SELECT id FROM field WHERE instr(id_key, ?)"
        " OR number IN (SELECT rowid FROM words WHERE words MATCH ?) ORDER BY id"
    )
    match = "title : " + " + ".join(map(quoted, typed)) + "*"
    return [row[0] for row in index.connection.execute(sql, (bindable(fold(text)), match))]


def titles(index: Index, ids: Sequence[str]) -> dict[str, str]:
    """Return the titles of entries, without making entries of them; nothing where there are too many."""
    if len(ids) > MOST_READ:
        return {}
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT id, data FROM entry WHERE id IN ({marks})"  # noqa: S608 - question marks
    rows = index.connection.execute(sql, list(map(bindable, ids)))
    return {entry_id: json.loads(data)["title"] if data else BROKEN for entry_id, data in rows}


def _every_item(index: Index, field: str) -> tuple[Counter[str], dict[str, int]]:
    """Return how many rows have each folded item, and of not too many a row of each."""
    text = index.connection.execute(f"SELECT group_concat(\"{field}\", '') FROM field").fetchone()[0] or ITEM  # noqa: S608 - a name of ours
    counted = Counter(text.split(ITEM))
    del counted[""]
    row_of: dict[str, int] = {}
    for number, value in _holding(index, field, "") if len(counted) <= MOST_READ else ():
        row_of.update(dict.fromkeys(filter(None, value.split(ITEM)), number))
        if len(row_of) == len(counted):
            break
    return counted, row_of


def _beginning(index: Index, field: str, start: str) -> tuple[Counter[str], dict[str, int]]:
    """Return how many rows have each folded value that begins so, and a row of each.

    Where none does, the last words of authors stand for them.
    """
    whole: list[str] = []
    families: list[str] = []
    row_of: dict[str, int] = {}
    for number, value in _holding(index, field, start):
        items = value.strip(ITEM).split(ITEM) if field in LISTS else [str(value)]
        found = [each for each in items if each.startswith(start)]
        whole += found
        if field == "authors" and not whole:
            ends = {each.rpartition(" ")[2] for each in items}
            found = [each for each in ends if each.startswith(start)]
            families += found
        row_of.update(dict.fromkeys(found, number))
    return Counter(whole or families), row_of


def _holding(index: Index, field: str, start: str) -> Iterable[tuple[int, Any]]:
    """Return the rows, each with its values, in which one begins so, or of authors one of its words."""
    marks = [bindable(ITEM + start if field in LISTS else start)]
    if field == "authors":
        marks.append(bindable(" " + start))
    where = " OR ".join([f'instr("{field}", ?) > 0'] * len(marks))
    sql = f'SELECT number, "{field}" FROM field WHERE {where}'  # noqa: S608 - a name of ours
    return index.connection.execute(sql, marks)


def _most(counted: list[tuple[str, int]], most: int | None) -> list[tuple[str, int]]:
    """Return the values that most entries have, at most so many; of those alike the first by name."""
    if most is None or len(counted) <= most:
        return counted
    least = sorted((count for _, count in counted), reverse=True)[most - 1]
    more = [row for row in counted if row[1] > least]
    alike = sorted(row for row in counted if row[1] == least)
    return more + alike[: most - len(more)]


def _written(index: Index, field: str, numbers: Collection[int]) -> dict[str, str]:
    """Return how the entries of these rows write the values of a field, by the folded values."""
    if field == "year" or len(numbers) > MOST_READ:
        return {}
    found: dict[str, str] = {}
    for number in numbers:
        data = index.connection.execute("SELECT data FROM entry WHERE number = ?", (number,)).fetchone()[0]
        value = json.loads(data).get(field) or ()
        for text in (value,) if isinstance(value, str) else value:
            found.setdefault(fold(text), text)
            if field == "authors":
                family = text.split()[-1] if text.split() else ""
                found.setdefault(fold(family), family)
    return found
