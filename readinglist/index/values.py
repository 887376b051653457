"""What the fields of all entries hold: each value with how often it occurs, as some entry writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readinglist.index.schema import ITEM, LISTS
from readinglist.index.sql import bindable, quoted
from readinglist.model.fields import BY_NAME
from readinglist.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from readinglist.index.database import Index

# Beyond this, values come folded and entries without their titles: reading so many takes longer than a blink.
MOST_READ = 300


def values(index: Index, field: str, start: str = "") -> list[tuple[str, int]]:
    """Return the values of a field, or of a key outside the table, with how many entries have each.

    Where some of them begin with `start`, a folded text, these alone.
    """
    if field not in BY_NAME and field != "year":
        sql = "SELECT value, count(*) FROM extra WHERE key = ? GROUP BY value ORDER BY value"
        return index.connection.execute(sql, (bindable(field),)).fetchall()
    found = _counted(index, field, start) or _counted(index, field, "")
    written = _written(index, field, {number for number, _ in found.values()})
    return sorted((written.get(value, value), count) for value, (_, count) in found.items())


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
    return {entry_id: json.loads(data)["title"] if data else "(broken)" for entry_id, data in rows}


def _counted(index: Index, field: str, start: str) -> dict[str, tuple[int, int]]:
    """Return the folded values that begin so, each with the row of an entry that has it and how many have."""
    found: dict[str, tuple[int, int]] = {}
    sql = f'SELECT number, "{field}" FROM field WHERE instr("{field}", ?) > 0'  # noqa: S608 - a name of ours
    for number, value in index.connection.execute(
        sql, (bindable(ITEM + start if field in LISTS else start),)
    ):
        for item in value.strip(ITEM).split(ITEM) if field in LISTS else (str(value),):
            if item.startswith(start):
                row, count = found.get(item, (number, 0))
                found[item] = row, count + 1
    return found


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
    return found
