"""Where the entries of a digest begin, and what is named because it is none."""

from __future__ import annotations

import pytest

from readinglist.formats.digest.reading import read


def _titles(text: str) -> list[tuple[str, str | None, str]]:
    return [(each.entry.title, each.entry.date, each.entry.kind) for each in read(text).records]


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
        ("Ice cores:", "And trees", "Ice cores: And trees"),
        ("This ends.", "and trees", "and trees"),
        ("- an item", "and trees", "and trees"),
        ("goes on", "and trees", "and trees"),
        ("Ice\n\nand snow", "and trees", "Ice and snow and trees"),
        ("Why ice:\n\nof snow.", "and trees", "and trees"),
        ("Ice\nis:\nsnow", "", "Ice is: snow"),
        ("Below are:", "And trees", "And trees"),
        ("Keywords: ice, trees", "And trees", "And trees"),
        ("No more of it\\", "and trees", "and trees"),
    ],
)
def test_where_a_title_begins(before: str, title: str, whole: str) -> None:
    """What comes before an empty line belongs to a title where it can hardly be the end of an abstract."""
    text = f"A (2001; Link)\n\nAbstract:\n\nIt is told.\n\n{before}\n\n{title} (2002; [Link](#))\n\nAbstract:\n\nB.\n"
    assert [each.entry.title for each in read(text).records] == ["A", whole]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\f"])
def test_a_title_that_begins_like_a_part(between: str) -> None:
    """`Melting books` is no part, and the first title after the counts of one may be cut as well."""
    text = (
        f"A (2001; Link)\n\nAbstract:\n\nIt is.\n\nMelting books{between}with salt (2002; Link)\n\nBlogs\n\n"
    )
    text += f"Number of Blogs After Evaluation: 1\n\nIntroducing{between}Frost (2003; Link)\n"
    assert _titles(text)[1:] == [
        ("Melting books with salt", "2002", "paper"),
        ("Introducing Frost", "2003", "blog"),
    ]


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


@pytest.mark.parametrize(
    ("brackets", "date", "url"),
    [
        ("(2001)", "2001", None),
        ("(June 2001).", "2001-06", None),
        ("(2001-06; n/a)", "2001-06", None),
        ("[2001; paper]", "2001", None),
        ("(undated; Link)", None, None),
        ("([Link](https://ice.example/a))", None, "https://ice.example/a"),
        ("(2001; arXiv:1601.00001)", "2001", "https://arxiv.org/abs/1601.00001"),
        ("(2001; doi:10.1000/b)", "2001", "https://doi.org/10.1000/b"),
        ("(2001, [Link](https://ice.example/a))", "2001", "https://ice.example/a"),
    ],
)
def test_brackets_that_an_abstract_follows(brackets: str, date: str | None, url: str | None) -> None:
    """A line with its abstract below is a heading, though date or link are missing or stand otherwise."""
    found = read(f"On ice {brackets}\n\nAbstract:\n\nIt is.\n")
    entries = [each.entry for each in found.records]
    assert [(each.title, each.date, each.url) for each in entries] == [("On ice", date, url)]
    assert (found.failed, found.remarks) == ([], [])


@pytest.mark.parametrize(
    "line", ["On ice (2001)", "On ice (Frost 2001, [Link](#))", "On ice (2001, [Link](#))."]
)
def test_brackets_without_an_abstract(line: str) -> None:
    """Without one below they are prose."""
    assert not read(f"Ice\n\n{line}\n\nIt is.\n").records


def test_brackets_between_heading_and_abstract() -> None:
    """What stands there is told of that entry, and begins no other."""
    found = read("On ice (2001; Link)\nAda Frost, in Glaciers (2001)\nAbstract: It is.\n")
    entries = [each.entry for each in found.records]
    whole = "Ada Frost, in Glaciers (2001)\n\nIt is."
    assert [(each.title, each.abstract) for each in entries] == [("On ice", whole)]


def test_brackets_below_a_whole_paragraph() -> None:
    """An entry may lack the mark of its abstract, and the next one its link."""
    found = read("On ice (2001; Link)\n\nIt is cold.\n\nOn snow (2002)\n\nAbstract:\n\nIt falls.\n")
    entries = [each.entry for each in found.records]
    assert [(each.title, each.abstract) for each in entries] == [
        ("On ice", "It is cold."),
        ("On snow", "It falls."),
    ]


def test_an_abstract_on_the_line_of_its_mark() -> None:
    """It is no part of the next title, though no empty line stands between and it does not end as a sentence."""
    found = read("On ice (2001; Link)\nAbstract: cold\nOn snow (2002; Link)\nAbstract: white\n")
    entries = [each.entry for each in found.records]
    assert [(each.title, each.abstract) for each in entries] == [("On ice", "cold"), ("On snow", "white")]


def test_more_than_99_titles_with_numbers() -> None:
    """Numbers of three figures are marks as well; in an abstract they are no list."""
    body = "We saw as many as\n412. No more."
    text = "".join(f"{n}. Ice {n} (2001; Link)\n\nAbstract:\n\n{body}\n\n" for n in (9, 99, 100))
    entries = [each.entry for each in read(text).records]
    assert [(each.title, each.abstract) for each in entries] == [
        (f"Ice {n}", "We saw as many as 412. No more.") for n in (9, 99, 100)
    ]


def test_a_title_with_a_number_that_a_page_cuts() -> None:
    """It goes on in small letters; what has a bracket neither here nor there is named."""
    text = "1. A (2001; Link)\n\nAbstract:\n\nIt is.\n\n2. B\n\nand ice (2002; Link)\n\nAbstract:\n\nSo.\n\n"
    found = read(f"{text}3. C\n\nAbstract:\n\nNo brackets.\n")
    assert [(each.entry.title, each.entry.abstract) for each in found.records] == [
        ("A", "It is."),
        ("B and ice", "So."),
    ]
    assert [each.line for each in found.failed] == [15]


def test_titles_with_numbers_before_them() -> None:
    """Where the first title of a part is numbered so are the others, and titles of several lines begin there."""
    text = "Blogs\n\n1. A\nhut (2001; Link)\n\nIt is.\n\n2. B (2002; Link)\n\nSee:\n- c (2003; Link)\n"
    found = read(text)
    assert [(each.entry.title, each.entry.abstract) for each in found.records] == [
        ("A hut", "It is."),
        ("B", "See:\n- c (2003; Link)"),
    ]


def test_items_with_links_are_text() -> None:
    """A list of links in an abstract is no list of entries."""
    found = read("A (2001; Link)\n\nSee:\n- this (2001; [Link](#))\n- that\n")
    assert [each.entry.abstract for each in found.records] == ["See:\n- this (2001; [Link](#))\n- that"]


def test_what_cannot_be_read() -> None:
    """Entries without title, year or heading are named by their line, and the others are read."""
    found = read(
        "One (2001; Link)\n\nAbstract:\n\nIt is.\n\n(2002; [Link](#))\n\nAbstract:\n\nNo title.\n\n"
        "Three (soon; [Link](#))\n\nAbstract:\n\nNo year.\n\nFour, long ago\n\nAbstract:\n\nNo brackets.\n\n"
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


def test_part_names_inside_abstracts() -> None:
    """A word alone begins a part only where entries or counts follow."""
    found = read("A (2001; Link)\n\nBooks\n\nAre many.\n\nBooks\n\nB (2002; Link)\n")
    assert [(each.entry.title, each.entry.kind) for each in found.records] == [("A", "paper"), ("B", "book")]
    assert read("A (2001; Link)\n\nBlogs\n").records[0].entry.abstract is None


@pytest.mark.parametrize(
    "title",
    [
        "The atlas of\nwinds (2002; Link)",
        "The atlas of\n\nwinds (2002; [Link](#))",
        "The atlas of winds (2002)",
    ],
)
def test_the_first_title_of_a_part(title: str) -> None:
    """It may stand on several lines or lack its link; the name of the part is no part of it."""
    found = read(f"A (2001; Link)\n\nIt is.\n\nBooks\n\n{title}\n\nAbstract:\n\nBig.\n")
    entries = [each.entry for each in found.records]
    assert [(" ".join(each.title.split()), each.kind, each.abstract) for each in entries] == [
        ("A", "paper", "It is."),
        ("The atlas of winds", "book", "Big."),
    ]


def test_a_title_whose_first_line_is_the_name_of_a_part() -> None:
    """It goes on right below, in small letters."""
    text = "A (2001; Link)\n\nIt is.\n\nTechnical reports\non ice (2002; Link)\n\nSoftware\nfor ice (2003; Link)\n"
    assert _titles(text)[1:] == [
        ("Technical reports on ice", "2002", "paper"),
        ("Software for ice", "2003", "paper"),
    ]


def test_a_rule_on_a_new_page() -> None:
    """It is nothing, as it is elsewhere."""
    assert _titles("A (2001; Link)\n\nIt is.\n\f---\n\nB (2002; Link)\n")[1:] == [("B", "2002", "paper")]
