"""A digest is written as digests are, and what is written reads back as the same entries."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.digest.reading import read
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS
from readinglist.model.listfile import ListFile
from readinglist.reading.progress import Progress
from readinglist.text import safe, safe_lines

LIST = ListFile(
    name="Glacier Lab", curator="Ada Frost", areas=("Ice cores", "Moraines"), left_out={"paper": 3, "blog": 1}
)
ENTRIES = (
    Entry(id="old", title="Slow ice", date="2001", abstract="Ice flows."),
    Entry(
        id="new", title="Thin ice", date="2011-03-09", url="https://ice.example/a_(b)", summary="It breaks."
    ),
    Entry(id="post", title="On snow", kind="blog", date="2005-12", abstract="Two kinds:\n- wet\n- dry"),
    Entry(id="bare", title="Undated frost"),
)
PIECES = (
    *(
        "Blogs",
        "Abstract:",
        "Abstract: we",
        "- item",
        "1. one",
        "  - deeper",
        "a line",
        "Short",
        "ends.",
        "\\",
    ),
    *(
        "Number of Blogs Evaluated: 5",
        "T (May 2020; [Link](#))",
        "(May 2020; Link)",
        "e.g.",
        "goes-",
        "on) (x",
        "1. A (2001; [Link](#))",
        "B (2002, [Link](#))",
        "melting",
    ),
    *(
        "---",
        "* * *",
        "17",
        "- 3 -",
        "Page 4 of 5",
        "**Abstract:** x",
        "ABSTRACT",
        "C (2003)",
    ),
    "A long line that was cut by the end of a page before its sentence came to an end with",
)
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.just(""), st.text(max_size=12)), max_size=7)
TITLES = st.one_of(
    st.sampled_from(
        (
            "SMelting ice",
            "\\SMelting",
            "\\DBpedia",
            "1. x",
            "- x",
            "\\y",
            "\\- z",
            "# a",
            "#a",
            "**b**",
            "iCe (2020; [Link](#))",
            "a)",
            "(b",
            "Blogs",
            "c",
        )
    ),
    st.text("aB(); .-\\#*2\n", min_size=1, max_size=12).filter(str.strip),
)


def _text(*entries: Entry, about: About | None = None) -> str:
    return "".join(written("digest", entries, about or About()))


def _counts() -> dict[str, Progress]:
    return {"paper": Progress({"unread": 2, "read": 1, "rejected": 1}, 3), "blog": Progress({"unread": 1}, 1)}


def test_a_digest() -> None:
    """The header, the papers from the newest on, then the blogs with their counts."""
    text = _text(*ENTRIES, about=About(list_file=LIST, progress=_counts))
    assert text == (
        "Glacier Lab\n\nResearch Areas: Ice cores, Moraines\n\nYears: 2011, 2005, 2001\n\n"
        "Number of Research Papers Evaluated: 7\n\nNumber of Research Papers After Evaluation: 3\n\n"
        "Author: [Ada Frost](#)\n\n"
        "Thin ice (9 Mar 2011; [Link](https://ice.example/a_%28b%29))\n\nAbstract:\n\nIt breaks.\n\n"
        "Slow ice (2001; [Link](#))\n\nAbstract:\n\nIce flows.\n\n"
        "Undated frost (undated; [Link](#))\n\n"
        "Blogs\n\nNumber of Blogs Evaluated: 2\n\nNumber of Blogs After Evaluation: 1\n\n"
        "On snow (Dec 2005; [Link](#))\n\nTwo kinds:\n- wet\n- dry\n"
    )


def test_it_reads_back() -> None:
    """The list and its entries are the same, and counts are what was left out."""
    found = read(
        _text(*ENTRIES, about=About(list_file=LIST, progress=lambda: {"blog": Progress({"read": 1}, 1)}))
    )
    assert found.about == ListFile(
        name="Glacier Lab", curator="Ada Frost", areas=("Ice cores", "Moraines"), left_out={"blog": 1}
    )
    assert [(each.entry.title, each.entry.kind, each.entry.date) for each in found.records] == [
        ("Thin ice", "paper", "2011-03-09"),
        ("Slow ice", "paper", "2001"),
        ("Undated frost", "paper", None),
        ("On snow", "blog", "2005-12"),
    ]
    assert not found.failed
    assert not found.remarks


def test_every_kind_has_its_part() -> None:
    """Books, talks and the rest stand in parts of their own, and come back as what they are."""
    entries = [Entry(id=kind, title=f"A {kind}", kind=kind, abstract="It is.") for kind in KINDS]
    found = read(_text(*entries))
    assert {each.entry.title: each.entry.kind for each in found.records} == {
        f"A {kind}": kind for kind in KINDS
    }


def test_of_the_same_date_the_order_stays() -> None:
    """Only dates decide; a list in another order keeps it within a month."""
    entries = [Entry(id=name, title=name, date="2020-01") for name in ("b", "a", "c")]
    assert re.findall(r"^(\w) \(", _text(*entries), re.MULTILINE) == ["b", "a", "c"]


def test_areas_with_commas() -> None:
    """An area that could be taken for several stands in quotes."""
    about = About(list_file=ListFile(areas=("Snow, wet", "Ice")))
    assert 'Research Areas: "Snow, wet", Ice\n' in _text(about=about)
    assert read(_text(about=about)).about.areas == ("Snow, wet", "Ice")


NAMES = st.one_of(
    st.sampled_from(
        (
            *(
                "Years: 2020",
                "Number of Blogs Evaluated: 3",
                "Ice (2020; [Link](#))",
                "Blogs",
                "Abstract:",
                "a,",
            ),
            *("Reading list", "x\\", "Ice (2020; Link)", "c; d", "a, b", '"', '"a", b', "U.S.", "- x", "# y"),
        )
    ),
    st.text('aB,;". :\\', min_size=1, max_size=8).filter(str.strip),
)


@given(
    name=st.none() | NAMES,
    areas=st.lists(NAMES, max_size=3),
    curator=st.none() | NAMES.filter(lambda name: "[" not in name),
    date=st.sampled_from((None, "2020-01")),
    title=TITLES,
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_list_is_called(
    name: str | None, areas: list[str], curator: str | None, date: str | None, title: str
) -> None:
    """Name, areas and curator come back, also those that look like something else."""
    one_line = [" ".join(area.split()) for area in areas]
    list_file = ListFile(name=name, areas=tuple(areas), curator=curator)
    found = read(_text(Entry(id="a", title=title, date=date), about=About(list_file=list_file)))
    assert found.about.name == (" ".join(name.split()) if name else None)
    assert found.about.areas == tuple(dict.fromkeys(one_line))
    assert found.about.curator == (" ".join(curator.split()) if curator else None)
    assert [each.entry.title for each in found.records] == [" ".join(safe(title).split())]
    assert not found.remarks
    assert not found.failed


def test_a_list_without_a_name() -> None:
    """It is called something in the text, which is no name when it is read."""
    text = _text(ENTRIES[0], about=About(list_file=ListFile(curator="A (B) C")))
    assert text.startswith("Reading list\n\nYears: 2001\n\nAuthor: [A (B) C](#)\n\nSlow ice")
    assert read(text).about == ListFile(curator="A (B) C")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.org", "", "//x.org"])
def test_links_lead_to_the_web_only(url: str) -> None:
    """Any other address is left out."""
    assert "One (undated; [Link](#))" in _text(Entry(id="one", title="One", url=url))


def test_identifiers_are_links() -> None:
    """An entry without an address of its own has that of its identifier."""
    assert "[Link](https://arxiv.org/abs/2001.00001)" in _text(Entry(id="a", title="A", arxiv="2001.00001"))


def test_what_acts_on_terminals() -> None:
    """Control characters are shown, in titles and abstracts, and page breaks among them."""
    text = _text(Entry(id="a", title="a\x1b[1m\u202e", abstract="b\x0cc\x07."))
    assert "a^[[1m<U+202E> (" in text
    assert "b^Lc^G.\n" in text


@given(bodies=st.lists(st.tuples(TITLES, LINES), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
@example(bodies=[("a", ["Short", "", "ends"]), ("node", [])])
@example(bodies=[("a", ["It ends.", "", "Cores:", "", "melting ice"]), ("b", [])])
@example(bodies=[("a", ["- b (2003)"]), ("Abstract: c", [])])
@example(bodies=[("a", ["b (2003)"]), ("Abstract: c", [])])
def test_whatever_an_abstract_holds(bodies: list[tuple[str, list[str]]]) -> None:
    """Titles and abstracts come back line by line, also those that look like headings, counts and lists."""
    entries = [
        Entry(id=f"e{at}", title=title, date="2020-01", abstract="\n".join(lines))
        for at, (title, lines) in enumerate(bodies)
    ]
    found = read(_text(*entries))
    titles = [" ".join(safe(each.title).split()) for each in entries]
    assert [each.entry.title for each in found.records] == titles
    assert [_lines(each.entry.abstract) for each in found.records] == [
        _lines(each.abstract) for each in entries
    ]


def _lines(text: str | None) -> list[str]:
    """Return the lines without spaces at their ends, several empty ones as one."""
    lines = "\n".join(" ".join(line.split()) for line in safe_lines(text or ""))
    return re.sub(r"\n{3,}", "\n\n", lines.strip("\n")).split("\n")
