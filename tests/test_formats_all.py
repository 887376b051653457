"""What all formats keep to: the table, guessing by file name, text that is whole, streamed, the same each time.

A format that is added to the table is tested here without another word; `docs/formats.md` tells how to add one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from gc import get_objects
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import UsageError
from readinglist.formats import FORMATS, guessed, named, written
from readinglist.formats.about import About
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS, STATUSES
from readinglist.model.listfile import ListFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ABOUT = About(list_file=ListFile(name="Papers", curator="C. Urator"), day=dt.date(2026, 1, 2), by_date=True)
TESTS = Path(__file__).parent
# These put their entries in an order of their own, and so read them twice.
IN_AN_ORDER_OF_THEIR_OWN: frozenset[str] = frozenset({"digest"})
# A cell of CSV is what the field holds, for whatever reads it; the command keeps it from terminals.
AS_THEY_ARE = frozenset({"csv"})
# What formats write that have little or nothing around their entries.
EMPTY = {
    "markdown": "# Papers\n",
    "bibtex": "",
    "csl-json": "[\n]\n",
    "ris": "",
    "json": "[\n]\n",
    "yaml": "# no entries\n",
}
HOSTILE = (
    "plain",
    "{ unbalanced % & # _ $ ~ ^ \\ brace",
    '</script><script>alert(1)</script> " onload="x',
    "=1+1 @cmd 'quote' ; , | `code` [link](javascript:x)",
    "line\nER  - \nTY  - JOUR\r\n@article{x}",
    "\u202eright to left \u2066 \x1b[31mred\x07 \x9b \x00 \x7f",
    "中文 é̀ 👩‍👩‍👧 Ωmega",
    "--- # not: yaml, 'or' \"is\" it",
    "x" * 3000,
)


def entries() -> Iterator[Entry]:
    """Yield entries of every kind and status, with what tries to break out of a format in every text."""
    for number, text in enumerate(HOSTILE):
        yield Entry(
            id=f"e{number}",
            title=f"Title{number}x {text}",
            paper_title=f"Title{number}x in full {text}",
            kind=KINDS[number % len(KINDS)],
            date=(None, "2017", "2017-07", "2017-07-20")[number % 4],
            authors=(text, "Ann Bee", "van der Cee, Dee"),
            et_al=bool(number % 2),
            venue=text,
            arxiv="1707.06347" if number % 2 else None,
            doi="10.1000/182" if number % 3 else None,
            url=f"https://x.org/{number}" if number % 2 else "javascript:alert(1)",
            tags=(text, "tag"),
            areas=("Area",),
            summary=text,
            abstract=f"{text}\n\nSecond paragraph.",
            status=STATUSES[number % len(STATUSES)],
            rating=number % 5 + 1,
            takeaway=text,
            notes=text,
        )


def text_of(name: str, given: Iterable[Entry], about: About = ABOUT) -> str:
    """Return what a format writes."""
    return "".join(written(name, given, about))


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("x/a.json", "json"),
        ("a.b.csv", "csv"),
        ("a.yml", "yaml"),
        ("a.bib", "bibtex"),
        ("a.csl.json", "csl-json"),
        ("a.RIS", "ris"),
        ("md", ""),
        ("", ""),
    ],
)
def test_guessing(name: str, format_name: str) -> None:
    """The ending of a file name suggests the format."""
    assert guessed(name) == format_name


def test_no_ending_suggests_two_formats() -> None:
    """Every ending belongs to one format, the one that is guessed."""
    endings = [(ending, name) for name, each in FORMATS.items() for ending in each.endings]
    assert [guessed(f"file{ending}") for ending, _ in endings] == [name for _, name in endings]


def test_an_unknown_format() -> None:
    """What formats there are is said where one is asked for that there is not; an ending is a name as well."""
    with pytest.raises(UsageError, match=r'there is no format "w\^\[\[1m"; formats are markdown, bibtex'):
        named("w\x1b[1m")
    assert named("YML") == "yaml"


@pytest.mark.parametrize("name", FORMATS)
def test_it_has_a_file_of_tests(name: str) -> None:
    """What is particular to a format is tested beside this."""
    assert list(TESTS.glob(f"test_formats_{FORMATS[name].module}*.py"))


@pytest.mark.parametrize("name", FORMATS)
def test_it_writes_whole_lines(name: str) -> None:
    """Each format ends its last line."""
    for given in ([Entry(id="one", title="One")], entries()):
        assert text_of(name, given).endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_list(name: str) -> None:
    """Without entries there is what the format has around them: nothing, an empty array, a header or a page."""
    text = text_of(name, [])
    assert text == EMPTY[name] if name in EMPTY else text.endswith("\n")
    assert "Title" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_entry_is_in_it(name: str) -> None:
    """Whatever texts are like, no entry is lost, and none swallows the next."""
    text = text_of(name, entries())
    assert [at for at in range(len(HOSTILE)) if f"Title{at}x" not in text] == []


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - AS_THEY_ARE))
def test_it_is_text_that_can_be_shown(name: str) -> None:
    """No character reaches a file that acts on a terminal or hides what stands there."""
    text = text_of(name, entries())
    assert not {"\x1b", "\x07", "\x9b", "\x00", "\x7f", "\u202e"} & set(text)


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_the_same_each_time(name: str) -> None:
    """Text depends on entries and on what is told about them, and on nothing else."""
    assert text_of(name, entries()) == text_of(name, entries())


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - IN_AN_ORDER_OF_THEIR_OWN))
def test_it_streams(name: str) -> None:
    """The first lines are written before the last entries are read: there may be 100,000."""
    taken = count()
    given = (entry for entry in [*entries()] * 500 if next(taken) >= 0)
    for piece, _ in zip(written(name, given, ABOUT), range(20), strict=False):
        assert piece
    assert next(taken) < 100


class Shelf:
    """Entries that are made anew each time they are read, as those of a library are, and counted."""

    def __init__(self) -> None:
        """Begin with nothing taken for good."""
        self.taken = 0

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries."""
        return (entry for _, entry in self.placed())

    def placed(self) -> Iterator[tuple[int, Entry]]:
        """Yield the entries with their places."""
        return enumerate(entry for _ in range(300) for entry in entries())

    def at(self, places: Iterable[int]) -> Iterator[Entry]:
        """Yield the entries at these places."""
        made = list(entries())
        for place in places:
            self.taken += 1
            yield replace(made[place % len(made)])


def in_memory() -> int:
    """Return how many entries there are."""
    return sum(type(each) is Entry for each in get_objects())


@pytest.mark.parametrize(
    ("name", "group"), [("markdown", "areas"), *((n, "") for n in IN_AN_ORDER_OF_THEIR_OWN)]
)
def test_what_is_in_an_order_of_its_own_is_read_twice(name: str, group: str) -> None:
    """Entries of a library are looked at for their order, and read again as they are written: none is held."""
    shelf, before = Shelf(), in_memory()
    pieces = written(name, shelf, replace(ABOUT, group=group))
    assert "Title" in "".join(piece for piece, _ in zip(pieces, range(20), strict=False))
    assert shelf.taken < 100
    assert in_memory() - before < 100


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("group", ["", "areas", "tags", "year"])
def test_however_entries_are_given(name: str, group: str) -> None:
    """Entries of a library and those that are held become the same text."""
    about = replace(ABOUT, group=group)
    assert text_of(name, Shelf(), about) == text_of(name, list(Shelf()), about)


@pytest.mark.parametrize("name", FORMATS)
def test_the_table_says_who_uses_the_list_file(name: str) -> None:
    """Where it does not, the list file is not read: what the list says of itself must change nothing then."""
    lists = (ListFile(), ListFile(name="Papers", description="All of them", curator="C. Urator"))
    one, other = (text_of(name, entries(), About(list_file=list_file)) for list_file in lists)
    assert (one != other) == FORMATS[name].uses_list_file


@pytest.mark.parametrize("name", FORMATS)
def test_a_module_does_one_thing(name: str) -> None:
    """A format is a module with one function that others call."""
    module = import_module(f"readinglist.formats.{FORMATS[name].module}")
    assert callable(module.write)
    assert module.__doc__
