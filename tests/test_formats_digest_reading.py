"""Digests of invented makers are read whole, with what copying out of a document did to them."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats.digest import form
from readinglist.formats.digest.form import heading
from readinglist.formats.digest.reading import looks_like, read
from readinglist.library.importing_pairs import paired
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
        ("Moraines and the people beside them", "2012-11", "paper"),
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
    assert found.remarks == [
        (16, '"Dev 2011" is taken for 2011-12: How deep ice remembers'),
        (26, '"SMoraines" is taken for "Moraines": Moraines and the people beside them'),
    ]
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


def test_what_looks_like_a_digest() -> None:
    """One telling line is enough; other forms have none."""
    assert all(map(looks_like, ["x\nA (2001; Link)", "Abstract:", "Number of Blogs Evaluated: 1", GLACIER]))
    for text in (
        "",
        "@article{a, title={A}}",
        "TY  - JOUR\n",
        "[{}]",
        "Abstract: of a paper",
        "Abstract\n\nIt is.",
        "# Title\n\n- [A](b)\n",
    ):
        assert not looks_like(text)


@given(
    joined=st.sampled_from(("\n", "\f")),
    lines=st.lists(
        st.sampled_from((*GLACIER.split("\n"), "(", ")", ";", "\f", "Abstract:", "Number of x Evaluated: 1"))
    ),
)
@settings(max_examples=100, deadline=None)
def test_no_text_fails(joined: str, lines: list[str]) -> None:
    """Whatever is there is read, and no heading is lost: it is an entry, or named, also in what becomes of it."""
    found = read(joined.join(lines))
    pairs = paired(found.records, [])
    assert len(pairs.new) + len(pairs.twice) == len(found.records)
    assert len(found.records) + len(found.failed) >= sum(heading(line) is not None for line in lines)


@pytest.mark.parametrize(
    "piece",
    [
        "(;[](",
        "(a;",
        "x)\n",
        "\f",
        "Abstract:\n",
        "a\n\n",
        "A (Dec 2001; Link)\n",
        "A (Dev 2001; [Link](#))\n",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Twice the text takes twice the calls; how long they take is told by the long runs."""
    few, many = (_calls(f"A (2001; Link)\n{piece * number})") for number in (100, 200))
    assert many < few * 2.2


def _calls(text: str) -> int:
    calls = 0

    def count_one(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count_one)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls


def test_plain_dates_cost_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where a month is misspelt, the one it looks like is looked for."""
    asked: list[str] = []

    def month_like(word: str) -> str:
        asked.append(word)
        return word

    monkeypatch.setattr(form, "_month_like", month_like)
    assert _titles("A (Dec 2011; [Link](#))\n\nB (12 Sep 2016; Link)\n")
    assert not asked
    assert _titles("A (Dev 2011; [Link](#))\n") == [("A", "2011", "paper")]
    assert asked == ["dev"]


@pytest.mark.parametrize("end", ["", "\n", "\f", "\n\n17\n\f"])
def test_entries_after_the_end_of_a_page(end: str) -> None:
    """Several can stand on what is one line but for the ends of pages; all have its number."""
    text = f"A one (Dec 2016; [Link](#))\fB two (Dec 2016; Link){end}\fC three (2017; Link)\n"
    assert [each.entry.title for each in read(text).records] == ["A one", "B two", "C three"]


def test_prose_in_brackets() -> None:
    """A year and a word in brackets at the end of a line make no entry, but for a date, or an abstract below."""
    text = "A (2001; Link)\n\nAbstract:\n\nMore is told elsewhere.\n\nIt (Frost 2019; paper).\n\n"
    assert _titles(text) == [("A", "2001", "paper")]
    assert _titles(f"{text}Abstract:\n\nIt is.\n")[1] == ("It", "2019", "paper")
    assert _titles(f"{text}B (Mar 2019; paper)\n")[1] == ("B", "2019-03", "paper")
