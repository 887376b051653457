"""The one table of fields: what an entry may hold, in the order in which it is written."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a YAML file holds once its scalars are read as text; None is a key without a value.
Value = str | list["Value"] | dict[str, "Value"] | None

KINDS = ("paper", "blog", "book", "thesis", "report", "talk", "software", "other")
STATUSES = ("candidate", "rejected", "unread", "reading", "read", "skimmed", "dropped")
# What the log tells.
START = "start"
# What ends a reading.
ENDINGS = ("finish", "skim", "drop")
EVENTS = (START, *ENDINGS)
# What an entry says of itself without a field: a column, and a name in templates.
PROGRESS = "progress"
# The order of lists where none is asked for.
NEWEST_FIRST = "-date"
KEPT = frozenset(STATUSES) - {"candidate", "rejected"}
# What stands for the title of an entry that cannot be read.
BROKEN = "(broken)"


class Type(Enum):
    """How the text of a field is read."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"  # YYYY, YYYY-MM or YYYY-MM-DD, kept as precise as it is written
    DAY = "day"  # YYYY-MM-DD
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    LOG = "log"


class Field(NamedTuple):
    """One row of the table.

    Attributes:
        name: the key in YAML, in Python, in queries and options.
        type: how its text is read.
        singular: the name of one item of a list, which queries take as well.
        choices: the words a choice is made of.
        default: what an unset field counts as.
        low: the least number that is allowed.
        high: the greatest number that is allowed, 0 for no bound.
        long: running text, of which lists show a part.
        meaning: one line for the reader.

    """

    name: str
    type: Type = Type.TEXT
    singular: str = ""
    choices: tuple[str, ...] = ()
    default: str | None = None
    low: int = 1
    high: int = 0
    long: bool = False
    meaning: str = ""

    @property
    def plain(self) -> bool:
        """Whether YAML holds the value unquoted because our schema, not the reader, gives it its type."""
        return self.type not in (Type.TEXT, Type.LIST)


FIELDS = (
    Field("title", meaning="the title by which the list knows it; the only field required"),
    Field("paper_title", meaning="the formal title, where it differs"),
    Field("kind", Type.CHOICE, choices=KINDS, default="paper", meaning="what sort of work it is"),
    Field("date", Type.DATE, meaning="when it appeared: YYYY, YYYY-MM or YYYY-MM-DD"),
    Field("authors", Type.LIST, singular="author", meaning="names as they are printed, given name first"),
    Field("et_al", Type.FLAG, meaning="true where the list of authors goes on"),
    Field("venue", meaning="journal, conference or site"),
    Field("arxiv", meaning="arXiv id"),
    Field("doi", meaning="DOI without the resolver's address"),
    Field("url", meaning="where it is found on the web"),
    Field("code", meaning="URL of its code"),
    Field("file", meaning="a local copy: a path inside the library or under a configured root"),
    Field("areas", Type.LIST, singular="area", meaning="research areas out of the list's vocabulary"),
    Field("tags", Type.LIST, singular="tag", meaning="free labels"),
    Field("summary", long=True, meaning="in the words of whoever keeps the list"),
    Field("abstract", long=True, meaning="as imported"),
    Field("distinct_from", Type.LIST, meaning="ids of entries that look the same and are not"),
    Field("status", Type.CHOICE, choices=STATUSES, default="unread", meaning="how far the reader is with it"),
    Field("rating", Type.NUMBER, high=5, meaning="1 to 5"),
    Field(
        "priority",
        Type.CHOICE,
        choices=("high", "normal", "low"),
        default="normal",
        meaning="how soon to read it",
    ),
    Field("pages", Type.NUMBER, meaning="how many pages it has"),
    Field("added", Type.DAY, meaning="the day it came into the list"),
    Field("log", Type.LOG, meaning="what happened, oldest first"),
    Field("takeaway", meaning="what it showed, in one line"),
    Field("notes", long=True, meaning="the reader's own notes"),
)
BY_NAME = {field.name: field for field in FIELDS}
# The name of one item of a list, and the field it stands for.
SINGULAR: dict[str, str] = {field.singular: field.name for field in FIELDS if field.singular}
# Lists of labels, in which a query looks for beginnings of words.
LABELS = frozenset({"areas", "tags"})
LONG = frozenset(field.name for field in FIELDS if field.long)


def leaves(value: Value) -> Iterator[str]:
    """Yield the texts of a value, lists and mappings taken apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)


def as_line(value: Value) -> str:
    """Return a value on one line, as a person would write it; the outermost list or mapping has no brackets.

    >>> as_line({"a": "1", "b": ["x", "y"]})
    'a: 1, b: [x, y]'
    """
    if isinstance(value, list):
        return ", ".join(map(_bracketed, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_bracketed(item)}" for key, item in value.items())
    return value or ""


def _bracketed(value: Value) -> str:
    line = as_line(value)
    if isinstance(value, list):
        return f"[{line}]"
    return f"{{{line}}}" if isinstance(value, dict) else line
