"""Digests of invented makers are read whole, with what copying out of a document did to them."""

from __future__ import annotations

import re
import time

import pytest

from readinglist.formats.digest.form import date_of, heading, kind_of
from readinglist.formats.digest.paragraphs import text_of
from readinglist.formats.digest.reading import looks_like, read
from readinglist.model.listfile import ListFile

# Pages end inside paragraphs, sentences, titles and lists; a month is misspelt, nothing is in order.
GLACIER = """\


Glacier Lab

Research Areas: Ice cores, Moraines,
Snow chemistry

Years: 2012, 2011

Number of Research Papers Evaluated: 12

Number of Research Papers After Evaluation: 4

Author: [Ada Frost](#)

How deep ice remembers (Dev 2011; [Link](#))

Abstract:

Air that is caught in ice tells of summers long gone. We drill, melt and count, and we compare what we find with

the rings of trees nearby. The two agree.

A second paragraph begins here, after a full stop.

SMoraines and the people beside them

(Nov 2012; [Link](https://glacier.example/moraines_(new)))

Abstract:

The release contains:

- A map of all moraines that a person
can walk to in a day, with
\fthe paths that lead there
- A table of names

1. First of two
2. Second of two

Counting crevasses
from the air (Jan 2012; [Link](#))

Abstract: One line, beside its mark.

\f#Snow: counting flakes, slowly (2012; [Link](#))

Abstract:

Flakes were counted – here, by hand. Some weighed \\$40; others did not, see [here](#).

17
\f
They were counted again.

Blogs

Number of Blogs Evaluated: 9

Number of Blogs After Evaluation: 2

We moved to the

coast for a while (Sept. 2011; Link)

Boats are slow.

Our hut (Mar 2012; [Link](#))
"""


def _titles(text: str) -> list[tuple[str, str | None, str]]:
    return [(each.entry.title, each.entry.date, each.entry.kind) for each in read(text).records]


def test_titles_dates_and_kinds() -> None:
    """Titles are put together, dates read, and the second part is of blogs."""
    assert _titles(GLACIER) == [
        ("How deep ice remembers", "2011-12", "paper"),
        ("SMoraines and the people beside them", "2012-11", "paper"),
        ("Counting crevasses from the air", "2012-01", "paper"),
        ("#Snow: counting flakes, slowly", "2012", "paper"),
        ("We moved to the coast for a while", "2011-09", "blog"),
        ("Our hut", "2012-03", "blog"),
    ]


def test_abstracts() -> None:
    """Paragraphs that a page cut are whole again, lists are kept, the number of a page is gone."""
    assert [each.entry.abstract for each in read(GLACIER).records] == [
        (
            "Air that is caught in ice tells of summers long gone. We drill, melt and count, and we compare what we "
            "find with the rings of trees nearby. The two agree.\n\n"
            "A second paragraph begins here, after a full stop."
        ),
        (
            "The release contains:\n\n"
            "- A map of all moraines that a person can walk to in a day, with the paths that lead there\n"
            "- A table of names\n\n1. First of two\n2. Second of two"
        ),
        "One line, beside its mark.",
        (
            "Flakes were counted – here, by hand. Some weighed \\$40; others did not, see [here](#).\n\n"
            "They were counted again."
        ),
        "Boats are slow.",
        None,
    ]


def test_lines_and_links() -> None:
    """Each entry knows where its title begins, and its address where it has one."""
    records = read(GLACIER).records
    assert [each.line for each in records] == [16, 26, 42, 47, 63, 69]
    assert [each.entry.url for each in records][1] == "https://glacier.example/moraines_(new)"
    assert {each.entry.url for each in records if each.line != 26} == {None}


def test_what_it_says_of_itself() -> None:
    """Name, areas over two lines, curator, and how many of each kind were left out."""
    found = read(GLACIER)
    areas = ("Ice cores", "Moraines", "Snow chemistry")
    left_out = {"paper": 8, "blog": 7}
    assert found.about == ListFile(name="Glacier Lab", curator="Ada Frost", areas=areas, left_out=left_out)
    assert found.remarks == [(16, '"Dev 2011" is taken for 2011-12: How deep ice remembers')]
    assert not found.failed


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(end: str) -> None:
    """Line ends of other systems and a byte order mark change nothing."""
    assert read("\ufeff" + GLACIER.replace("\n", end)) == read(GLACIER)


def test_without_a_header() -> None:
    """Every line of the header may be missing; the first entry begins the file."""
    text = re.sub(r"Number of .*\n", "", GLACIER[GLACIER.index("How deep") :]).replace(
        "the\n\ncoast", "the coast"
    )
    assert _titles(text) == _titles(GLACIER)
    about = read(text).about
    assert about == ListFile()


def test_tight_lines() -> None:
    """Without empty lines, and with the lines of paragraphs folded, it is the same."""
    text = (
        "Hut\nYears: 2001\nNumber of Research Papers Evaluated: 3\nAuthor: Bo\n"
        "One (2001; Link)\nAbstract:\nIt is one that is\ntold on two lines.\nTwo of\nthem (2002; Link)\n"
        "Abstract:\nIt is.\nPosts\nThree (2003; https://x.example/3)\nIt is\nas well.\n"
    )
    assert _titles(text) == [
        ("One", "2001", "paper"),
        ("Two of them", "2002", "paper"),
        ("Three", "2003", "blog"),
    ]
    assert [each.entry.abstract for each in read(text).records] == [
        "It is one that is told on two lines.",
        "It is.",
        "It is as well.",
    ]
    assert read(text).about == ListFile(name="Hut", curator="Bo", left_out={"paper": 1})


@pytest.mark.parametrize(
    ("before", "title", "whole"),
    [
        (
            "Ice cores\n\nand trees",
            "",
            "Ice cores and trees",
        ),  # cut twice, the second time before its bracket
        ("Ice cores", "and trees", "Ice cores and trees"),
        ("Ice cores", "And trees", "Ice cores And trees"),
        ("Ice cores:", "and trees", "Ice cores: and trees"),
        ("This ends.", "and trees", "and trees"),
        ("- an item", "and trees", "and trees"),
        ("goes on", "and trees", "and trees"),
        ("Below are:", "And trees", "And trees"),
        ("No more of it\\", "and trees", "and trees"),
    ],
)
def test_where_a_title_begins(before: str, title: str, whole: str) -> None:
    """What comes before an empty line belongs to a title where it can hardly be the end of an abstract."""
    text = f"A (2001; Link)\n\nAbstract:\n\nIt is told.\n\n{before}\n\n{title} (2002; [Link](#))\n\nAbstract:\n\nB.\n"
    assert [each.entry.title for each in read(text).records] == ["A", whole]


@pytest.mark.parametrize("body", ["Only this", "Only this, which goes on"])
def test_the_only_paragraph_is_no_title(body: str) -> None:
    """An abstract is not taken for the beginning of the next title, whatever it looks like."""
    text = f"A (2001; Link)\n\nAbstract:\n\n{body}\n\nand B (2002; [Link](#))\n"
    assert [(each.entry.title, each.entry.abstract) for each in read(text).records] == [
        ("A", body),
        ("and B", None),
    ]


def test_a_heading_cut_inside_its_brackets() -> None:
    """A line may end anywhere in a heading."""
    assert _titles("Name\n\nOn the age\nof ice (Mar\n2004; [Link](#))\n") == [
        ("On the age of ice", "2004-03", "paper")
    ]
    assert not read("one\ntwo)\n").records
    assert not read(")\n").records


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## On ice (2001; Link)", "On ice"),
        ("**On ice** (2001; [Link](#))", "On ice"),
        ("- On ice (2001; Link)", "On ice"),
        ("3. On ice (2001; Link).", "On ice"),
        ("\\- On ice (2001; Link)", "- On ice"),
        ("\\ell (2001; Link)", "\\ell"),
    ],
)
def test_marks_before_titles(line: str, title: str) -> None:
    """Items and headings in Markdown are titles too where an abstract follows."""
    assert [each.entry.title for each in read(f"{line}\n\nAbstract:\n\nIt is.\n").records] == [title]


def test_items_with_links_are_text() -> None:
    """A list of links in an abstract is no list of entries."""
    found = read("A (2001; Link)\n\nSee:\n- this (2001; [Link](#))\n- that\n")
    assert [each.entry.abstract for each in found.records] == ["See:\n- this (2001; [Link](#))\n- that"]


def test_what_cannot_be_read() -> None:
    """Entries without title, year or heading are named by their line, and the others are read."""
    found = read(
        "One (2001; Link)\n\nAbstract:\n\nIt is.\n\n(2002; [Link](#))\n\nAbstract:\n\nNo title.\n\n"
        "Three (soon; [Link](#))\n\nAbstract:\n\nNo year.\n\nFour (2004)\n\nAbstract:\n\nNo link.\n\n"
        "Five (2005; Link)\n\nAbstract:\n\nAbstract: it is.\n"
    )
    assert [(each.entry.title, each.entry.abstract) for each in found.records] == [
        ("One", "It is."),
        ("Five", "Abstract: it is."),
    ]
    assert found.failed == [
        (7, "an entry without a title"),
        (13, 'no year can be read in "soon": Three'),
        (19, "an abstract without a heading `Title (Mon YYYY; Link)` before it"),
    ]


def test_an_abstract_before_any_entry() -> None:
    """Without any heading, it is named as well."""
    found = read("Abstract:\n\nOf what?\n")
    assert (found.records, [each.line for each in found.failed]) == ([], [1])


def test_counts() -> None:
    """Without a number of what was kept, entries are counted; fewer evaluated than kept is remarked."""
    text = "Number of Papers Evaluated: 1,003\n\nA (2001; Link)\n\nNumber of Talks Evaluated: 1\n"
    found = read(f"{text}Number of Talks After Evaluation: 2\n\nNumber of Birds Evaluated: 4\n")
    assert found.about.left_out == {"paper": 1002, "other": 4}
    assert [each.line for each in found.remarks] == [6]


def test_lines_of_the_header_that_say_something_else() -> None:
    """They are named, not lost silently."""
    found = read("Hut\n\nBy the lake: 3\n\nCurated by: Bo\n\nA (2001; Link)\n")
    assert found.about == ListFile(name="Hut", curator="Bo")
    assert found.remarks == [(3, '"By the lake: 3" was not understood, and left out')]


def test_part_names_inside_abstracts() -> None:
    """A word alone begins a part only where entries or counts follow."""
    found = read("A (2001; Link)\n\nBooks\n\nAre many.\n\nBooks\n\nB (2002; Link)\n")
    assert [(each.entry.title, each.entry.kind) for each in found.records] == [("A", "paper"), ("B", "book")]
    assert read("A (2001; Link)\n\nBlogs\n").records[0].entry.abstract is None


@pytest.mark.parametrize(
    ("text", "date", "plain"),
    [
        ("Sep 2023", "2023-09", True),
        ("september, 2023", "2023-09", True),
        ("Sept. 2023", "2023-09", True),
        ("12 Sep 2023", "2023-09-12", True),
        ("Sep 12, 2023", "2023-09-12", True),
        ("2023-09", "2023-09", True),
        ("2023", "2023", True),
        ("Dev 2016", "2016-12", False),
        ("Jue 2016", "2016-06", False),
        ("Ocotber 2016", "2016-10", False),
        ("Mai 2016", "2016", False),
        ("spring 2016", "2016", False),
        ("2016-13", "2016", False),
        ("n.d.", None, True),
    ],
)
def test_dates(text: str, date: str | None, plain: bool) -> None:
    """Dates are read as people write them; a slip is taken for what it looks most like, or for its year."""
    assert date_of(text) == (date, plain)


@pytest.mark.parametrize("text", ["soon", "May", "99", "May 3016"])
def test_no_dates(text: str) -> None:
    """Without a year nothing is guessed."""
    with pytest.raises(ValueError, match=text.lower()):
        date_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "as in (Smith, 2001; 2003)",
        "as in (2001; Smith)",
        "as in (see; link)",
        "(2001)",
        "a (b; c d)",
        "x.",
        ")",
    ],
)
def test_no_headings(text: str) -> None:
    """Brackets at the end of a sentence are none."""
    assert heading(text) is None


def test_kinds() -> None:
    """Parts are called by the names of kinds, one or many."""
    names = [
        "Papers",
        "Research Papers:",
        "Blog Posts",
        "## Books",
        "Theses",
        "Software",
        "Talk",
        "Others",
        "Birds",
    ]
    kinds = ["paper", "paper", "blog", "book", "thesis", "software", "talk", "other", ""]
    assert list(map(kind_of, names)) == kinds


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a b", "c"], "a b c"),
        (["a self-", "made b"], "a self-made b"),
        (["It is, e.g.", "", "this"], "It is, e.g. this"),
        (["It ends.", "", "iCe is"], "It ends.\n\niCe is"),
        (["Short", "", "And on"], "Short\n\nAnd on"),
        (["Of these we have shown that none is any longer than the others", "", "Ice is"], None),
        (["examples, all of them", "- here, too"], "examples, all of them - here, too"),
        (["we give", "- one", "- two"], "we give\n- one\n- two"),
        (["- one", "  - two", "- three"], "- one\n  - two\n- three"),
        (["- one that", "", "goes on"], "- one that goes on"),
        (["- one", "", "Two"], "- one\n\nTwo"),
        (["a\\", "b"], "a\nb"),
        (["", "", ""], ""),
    ],
)
def test_paragraphs(lines: list[str], text: str | None) -> None:
    """Lines are joined where a sentence goes on, and stay apart where one has ended or a list is."""
    assert text_of(lines) == (" ".join(filter(None, lines)) if text is None else text)


def test_what_looks_like_a_digest() -> None:
    """One telling line is enough; other forms have none."""
    assert all(map(looks_like, ["x\nA (2001; Link)", "Abstract:", "Number of Blogs Evaluated: 1", GLACIER]))
    for text in (
        "",
        "@article{a, title={A}}",
        "TY  - JOUR\n",
        "[{}]",
        "Abstract: of a paper",
        "# Title\n\n- [A](b)\n",
    ):
        assert not looks_like(text)


@pytest.mark.parametrize(
    "piece", ["(;[](", "(a;", "((((", "- \\", "x)\n", "(2001; [x](", "\f", "Abstract:\n", "a\n\n", "**"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Nothing in a digest of a mebibyte makes it slow to read."""
    text = "A (2001; Link)\n" + piece * (100_000 // len(piece)) + ")"
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 5
