"""The arguments of commands as far as they are about entries: references, tags, fields to set, queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.completion import grammar
from readinglist.completion.candidates import Candidate, fitting, listed, prefixed
from readinglist.completion.shelf import Shelf
from readinglist.completion.terms import counted_names, field_values, query
from readinglist.model.fields import BY_NAME, FIELDS, SINGULAR, Type
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readinglist.completion.line import Line


def argument(kind: str, line: Line, environ: Mapping[str, str]) -> list[Candidate]:
    """Return the candidates for an argument of a kind of `grammar`."""
    return _ARGUMENTS[kind](line, Shelf(line.library, environ))


def value(kind: str, line: Line, environ: Mapping[str, str]) -> list[Candidate]:
    """Return the candidates for the value of an option."""
    shelf = Shelf(line.library, environ)
    if kind == grammar.QUERY:
        return query(line.current, shelf)
    if kind == grammar.FIELD:
        return fitting(line.current, counted_names())
    if kind == "-tag":
        return fitting(line.current, shelf.tags_of(_refs(line), fold(line.current)))
    if kind == "+tag":
        return _known_tags(line.current, shelf)
    return _of_field(kind.removeprefix("="), line.current, shelf, several=False)


def _query(line: Line, shelf: Shelf) -> list[Candidate]:
    return query(line.current, shelf)


def _refs_or_nothing(line: Line, shelf: Shelf) -> list[Candidate]:
    # `edit --list` is about no entry.
    return [] if line.where or line.listed else shelf.ids(line.current, line.args)


def _one_ref(line: Line, shelf: Shelf) -> list[Candidate]:
    return [] if line.args or line.where else shelf.ids(line.current)


def _of_undo(line: Line, shelf: Shelf) -> list[Candidate]:
    return _one_ref(line, shelf) if line.listed else []


def _rating(line: Line, shelf: Shelf) -> list[Candidate]:
    rated = fitting(line.current, map(Candidate, "12345")) if line.args or line.where else []
    more = not line.where and (line.current or not rated)
    return [*rated, *(shelf.ids(line.current, line.args, exact=bool(rated)) if more else ())]


def _tag(line: Line, shelf: Shelf) -> list[Candidate]:
    sign, typed = line.current[:1], line.current[1:]
    if sign == "+":
        return prefixed(sign, _tags(typed, line, shelf.values("tags", fold(typed))))
    if sign == "-":
        return prefixed(sign, _tags(typed, line, shelf.tags_of(_refs(line), fold(typed))))
    return [] if line.where else shelf.ids(line.current, _refs(line))


def _tags(typed: str, line: Line, known: list[Candidate]) -> list[Candidate]:
    given = {arg[1:] for arg in line.args if arg[0:1] in ("+", "-")}
    return fitting(typed, (each for each in known if each.word not in given))


def _known_tags(typed: str, shelf: Shelf) -> list[Candidate]:
    return fitting(typed, shelf.values("tags", fold(typed)))


def _refs(line: Line) -> list[str]:
    return [arg for arg in line.args if arg[:1] not in ("+", "-")]


def _set(line: Line, shelf: Shelf) -> list[Candidate]:
    name, equals, typed = line.current.partition("=")
    if equals:
        return prefixed(name + equals, _of_field(SINGULAR.get(name, name), typed, shelf, several=True))
    return shelf.together(lambda: _fields_and_refs(line, shelf))


def _fields_and_refs(line: Line, shelf: Shelf) -> list[Candidate]:
    refs = [arg for arg in line.args if "=" not in arg]
    given = {arg.partition("=")[0] for arg in line.args if "=" in arg}
    found: list[Candidate] = []
    if refs or line.where:
        known = (Candidate(field.name, field.meaning) for field in FIELDS if field.type is not Type.LOG)
        own = (Candidate(key, "a key of your own") for key in shelf.own_keys())
        named = fitting(line.current, (each for each in (*known, *own) if each.word not in given))
        found = [Candidate(f"{each.word}=", each.note) for each in named]
    more = not line.where and (line.current or not found)
    return [*found, *(shelf.ids(line.current, refs, exact=bool(found)) if more else ())]


def _of_field(name: str, typed: str, shelf: Shelf, *, several: bool) -> list[Candidate]:
    """Return the values of a field as they are set: not quoted, those of a list divided by commas."""
    field = BY_NAME.get(name)
    if field is None:
        return fitting(typed, shelf.values(name, fold(typed)))
    if field.type is Type.DATE:
        return []
    several = several and field.type is Type.LIST
    start = fold(typed.rpartition(",")[2] if several else typed)
    known = shelf.areas(start) if name == "areas" else field_values(name, shelf, start)
    known = shelf.ids("") if name == "distinct_from" else known
    if several:
        # A comma inside one would make two of it.
        return listed(typed, (each for each in known if "," not in each.word))
    return fitting(typed, known)


def _count(line: Line, shelf: Shelf) -> list[Candidate]:
    return query(line.current, shelf) if line.args else fitting(line.current, counted_names())


def _of_tags(line: Line, shelf: Shelf) -> list[Candidate]:
    if line.args[:1] == ("rename",):
        return _tags_to_rename(line, shelf)
    verbs = () if line.args else (Candidate("rename", "OLD NEW: rename a tag everywhere"),)
    return [*(fitting(line.current, verbs)), *query(line.current, shelf)]


def _tags_to_rename(line: Line, shelf: Shelf) -> list[Candidate]:
    _, *given = line.args
    # The second is as a rule a new one, but two tags can be made one.
    return [] if len(given) > 1 else _known_tags(line.current, shelf)


def _view(line: Line, shelf: Shelf) -> list[Candidate]:
    verbs = (Candidate("save", "NAME QUERY: save a query"), Candidate("rm", "NAME: remove a saved query"))
    match line.args:
        case ():
            return fitting(line.current, verbs)
        case ("rm",) | ("save",):
            return fitting(line.current, shelf.views())
        case ("save", *_):
            return query(line.current, shelf)
        case _:
            return []


_ARGUMENTS: dict[str, Callable[[Line, Shelf], list[Candidate]]] = {
    grammar.QUERY: _query,
    grammar.REFS: _refs_or_nothing,
    grammar.REF: _one_ref,
    grammar.RATE: _rating,
    grammar.TAG: _tag,
    grammar.SET: _set,
    grammar.COUNT: _count,
    grammar.TAGS: _of_tags,
    grammar.VIEW: _view,
    grammar.UNDO: _of_undo,
}
