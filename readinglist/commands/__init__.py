"""One file a command: read options, call the library, render. `COMMANDS` is what there is."""

from __future__ import annotations

from typing import NamedTuple

COLORS = ("auto", "always", "never")
SHELLS = ("bash", "zsh", "fish")


class Command(NamedTuple):
    """Where a command is found and what the overview says of it.

    Attributes:
        module: its module in this package.
        function: the function in it.
        summary: one line.
        group: under which heading it stands.
        short_options: whether `-L` and the like are read; `tag` takes `-x` for a tag.
        alias_of: the command for which this is another name.

    """

    module: str
    function: str
    summary: str
    group: str
    short_options: bool = True
    alias_of: str = ""


FIND, READ, KEEP, SHARE, CARE = "Find", "Read", "Keep", "Share", "Care"
COMMANDS = {
    "list": Command("list", "list_", "List entries, all or those that match a query", FIND),
    "ls": Command("list", "list_", "List entries", FIND, alias_of="list"),
    "search": Command("search", "search", "Search by words, misspellings forgiven, the best first", FIND),
    "similar": Command("similar", "similar", "Show what is about the same as an entry", FIND),
    "show": Command("show", "show", "Show all there is about entries", FIND),
    "open": Command("open", "open_", "Open the local file or the web page of an entry", FIND),
    "count": Command("count", "count", "Count entries by area, year, author or any other field", FIND),
    "path": Command("path", "path", "Print where the files of entries are", FIND),
    "next": Command("next", "next_", "Say what to read now, and why", READ),
    "start": Command("status", "start", "Begin to read", READ),
    "log": Command("log", "log", "Note pages and minutes that were read", READ),
    "read": Command("status", "read", "Mark as read", READ),
    "done": Command("status", "read", "Mark as read", READ, alias_of="read"),
    "skim": Command("status", "skim", "Mark as skimmed", READ),
    "drop": Command("status", "drop", "Give up reading", READ),
    "unread": Command("status", "unread", "Put back among the unread", READ),
    "history": Command("history", "history", "Show what was read when", READ),
    "rate": Command("rate", "rate", "Rate from 1 to 5", READ),
    "stats": Command("stats", "stats", "Show the list and its reading in figures", READ),
    "add": Command("add", "add", "Add an entry", KEEP),
    "import": Command("import_", "import_", "Bring in the entries of a digest", KEEP),
    "set": Command("set", "set_", "Set or unset fields", KEEP),
    "edit": Command("edit", "edit", "Edit the file of an entry in your editor, checked when you save", KEEP),
    "note": Command("note", "note", "Add a line to the notes of an entry", KEEP),
    "tag": Command("tag", "tag", "Add and remove tags", KEEP, short_options=False),
    "tags": Command("tags", "tags", "List all tags with their counts, or rename one", KEEP),
    "triage": Command("triage", "triage", "Go through candidates: one key a paper", KEEP),
    "keep": Command("status", "keep", "Keep a candidate, or take back a rejection", KEEP),
    "reject": Command("status", "reject", "Reject after evaluation", KEEP),
    "rename": Command("rename", "rename", "Give an entry another id", KEEP),
    "rm": Command("rm", "rm", "Remove entries; undo brings them back", KEEP),
    "view": Command("view", "view", "List, save and remove saved queries, used as @name", KEEP),
    "undo": Command("undo", "undo", "Take back the last change, then the one before", KEEP),
    "export": Command("export", "export", "Write the list as Markdown, HTML, BibTeX, CSV, ...", SHARE),
    "cite": Command("cite", "cite", "Print entries as they are cited, or copy them", SHARE),
    "init": Command("init", "init", "Make a library, empty or with the shipped list", CARE),
    "config": Command("config", "config", "Show every setting and where it comes from", CARE),
    "check": Command("check", "check", "Name everything that is wrong, by file and line", CARE),
    "completion": Command("completion", "completion", "Print what makes bash, zsh or fish complete", CARE),
}


def with_aliases(name: str) -> str:
    """Return a command's name with its other names.

    >>> with_aliases("list"), with_aliases("show")
    ('list, ls', 'show')
    """
    return ", ".join([name, *(other for other, command in COMMANDS.items() if command.alias_of == name)])
