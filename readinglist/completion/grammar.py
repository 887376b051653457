"""What follows each command and each option: tables that need no Typer; a test holds them to the commands."""

from __future__ import annotations

from readinglist.model.fields import FIELDS, Type

REFS, REF, RATE, TAG, SET = "refs", "ref", "rate", "tag", "set"
QUERY, COUNT, TAGS, VIEW, UNDO = "query", "count", "tags", "view", "undo"
SHELL, FOLDERS, FILES, NOTHING = "shell", "folders", "files", ""
COLOR, SORT, COLUMNS, FIELD, FORMAT = "color", "sort", "columns", "field", "format"
CITED = "cited"

# What the arguments of a command are, by the command's own name.
ARGUMENTS = {
    "list": QUERY,
    "search": QUERY,
    "similar": REF,
    "show": REFS,
    "open": REFS,
    "path": REFS,
    "count": COUNT,
    "next": QUERY,
    "start": REFS,
    "log": REFS,
    "read": REFS,
    "skim": REFS,
    "drop": REFS,
    "unread": REFS,
    "history": REFS,
    "rate": RATE,
    "stats": QUERY,
    "note": REF,
    "add": NOTHING,
    "import": FILES,
    "edit": REFS,
    "set": SET,
    "tag": TAG,
    "tags": TAGS,
    "view": VIEW,
    "triage": QUERY,
    "keep": REFS,
    "reject": REFS,
    "rename": REF,
    "rm": REFS,
    "undo": UNDO,
    "export": QUERY,
    "cite": REFS,
    "init": FOLDERS,
    "check": NOTHING,
    "config": NOTHING,
    "completion": SHELL,
}
# The options that take a value, and what it is.
_OPTIONS = {
    "--library": FOLDERS,
    "-L": FOLDERS,
    "--color": COLOR,
    "--sort": SORT,
    "--columns": COLUMNS,
    "--group-by": FIELD,
    "--by": FIELD,
    "--year": NOTHING,
    "--since": NOTHING,
    "--limit": NOTHING,
    "-n": NOTHING,
    "--minutes": NOTHING,
    "--where": QUERY,
    "--format": FORMAT,
    "--output": FILES,
    "-o": FILES,
    "--name": NOTHING,
    "--id": NOTHING,
    "--add": "+tag",
    "--remove": "-tag",
    "--date": NOTHING,
    "--page": NOTHING,
    "--rating": "=rating",
    "--takeaway": NOTHING,
    "-m": NOTHING,
    "--until": NOTHING,
}
# `add` has an option for each field; what is known of its values is what a query knows.
_OF_FIELDS = {
    f"--{(field.singular or field.name).replace('_', '-')}": FILES
    if field.name == "file"
    else f"={field.name}"
    for field in FIELDS
    if field.type not in (Type.FLAG, Type.LOG)
}


def value_of(command: str, option: str) -> str | None:
    """Return what the value of an option is, None for a flag and for what is no option."""
    if command == "add" and option in _OF_FIELDS:
        return _OF_FIELDS[option]
    if option == "--format" and command != "export":
        return CITED if command == "cite" else NOTHING
    if option == "--why" and command == "drop":
        return NOTHING
    return _OPTIONS.get(option)
