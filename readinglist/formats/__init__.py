"""Formats: pure text out of entries; one file each, one line in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import UsageError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry


class Format(NamedTuple):
    """A format.

    Attributes:
        module: its module here.
        endings: those of file names that suggest it.
        options: the options of `export` that it understands, beside those that all do.
        uses_list_file: whether it writes what the list says of itself; only then is the list file read.

    """

    module: str
    endings: tuple[str, ...]
    options: tuple[str, ...] = ()
    uses_list_file: bool = False


FORMATS = {
    "markdown": Format("markdown", (".md", ".markdown"), ("--group-by", "--update"), uses_list_file=True),
    "bibtex": Format("bibtex", (".bib", ".bibtex")),
    "csl-json": Format("csl_json", (".csl.json", ".csljson")),
    "ris": Format("ris", (".ris",)),
    "json": Format("json_array", (".json",)),
    "yaml": Format("yaml_stream", (".yaml", ".yml")),
    "csv": Format("comma", (".csv",), ("--raw",)),
    "html": Format("html", (".html", ".htm"), uses_list_file=True),
    "digest": Format("digest", ("digest.txt",), uses_list_file=True),
}
# The ways to cite single entries, and what they are called; a key alone is no format of files.
CITED = {"bibtex": "BibTeX", "key": "key", "markdown": "Markdown", "csl-json": "CSL-JSON", "ris": "RIS"}


def guessed(name: str) -> str:
    """Return the format that the ending of a file name suggests, "" if none does."""
    return next((fmt for fmt, each in FORMATS.items() if name.lower().endswith(each.endings)), "")


def named(name: str) -> str:
    """Return the format of that name, or of files with that ending.

    Raises:
        UsageError: if there is no such format.

    """
    known = name.lower() if name.lower() in FORMATS else guessed(f".{name}")
    if not known:
        raise UsageError(f'there is no format "{safe(name)}"', hint=f"formats are {', '.join(FORMATS)}")
    return known


def written(name: str, entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the text of `entries` in the format of that name, piece by piece.

    Raises:
        UsageError: if there is no such format.

    """
    module = import_module(f"readinglist.formats.{FORMATS[named(name)].module}")
    return module.write(entries, about)  # type: ignore[no-any-return]
