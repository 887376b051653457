"""The lines of a digest, and the paragraphs that they make."""

from __future__ import annotations

import pytest

from readinglist.formats.digest.form import Heading, date_of, heading, kind_of, loose_heading
from readinglist.formats.digest.paragraphs import text_of


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
        ("Mar 1270", "1270-03", True),
        ("9/2023", "2023-09", True),
        ("09.2023", "2023-09", True),
        ("13/2023", "2023", False),
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


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("[Link](https://x.org/a)", "https://x.org/a"),
        ("HTTP://x.org", "HTTP://x.org"),
        ("[Link](httpx:a)", ""),
        ("[PDF](https://x.org/a), [Code](https://x.org/b)", "https://x.org/a"),
        ("[PDF](https://x.org/a_(b)) and [Code](https://x.org/c)", "https://x.org/a_(b)"),
    ],
)
def test_links(link: str, url: str) -> None:
    """An address is one of the web; any other is none."""
    assert heading(f"On Ice (2016; {link})") == Heading("On Ice", "2016", url)


def test_several_links_before_an_abstract() -> None:
    """The first is the address also where the date is missing."""
    text = "On Ice ([PDF](https://x.org/a), [Code](https://x.org/b))"
    assert loose_heading(text) == Heading("On Ice", "", "https://x.org/a")


def test_two_headings_on_one_line() -> None:
    """What stands between two links is no part of an address."""
    assert heading("On Ice (2016; [Link](https://x.org/a)) On Snow ([Link](https://x.org/b))") is None


@pytest.mark.parametrize("text", ["On ice", "On ice (sic)", "On ice ()", "On ice (soon; paper)", "(", ")"])
def test_no_loose_headings(text: str) -> None:
    """Brackets without a year or a link are none, even where an abstract comes next."""
    assert loose_heading(text) is None


def test_kinds() -> None:
    """Parts are called by the names of kinds, one or many."""
    names = [
        "Papers",
        "Preprints",
        "Selected works",
        "Research Papers:",
        "Blog Posts",
        "## Books",
        "Theses",
        "Software",
        "Talk",
        "Others",
        "Birds",
    ]
    kinds = ["paper", "paper", "paper", "paper", "blog", "book", "thesis", "software", "talk", "other", ""]
    assert list(map(kind_of, names)) == kinds


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a b", "c"], "a b c"),
        (["a self-", "made b"], "a self-made b"),
        (["both off-", "and on-line"], "both off- and on-line"),
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
