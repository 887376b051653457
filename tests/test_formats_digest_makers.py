"""Digests of three invented makers, each with habits of its own, come in as a reader would take them."""

from __future__ import annotations

import pytest

from readinglist.formats.digest.reading import read
from readinglist.model.listfile import ListFile

# Blogs first, all numbered, tabs, line ends of Windows, months in full, numbers of pages, a link missing.
POND = """\
\tPond & Meadow Group

Topics:\tPhenology;\tFrog song; Water chemistry

Curated by: Henrietta Marsh

BLOG POSTS

Number of Blog Posts Evaluated: 1,204
Number of Blog Posts After Evaluation: 2

1.\tWhy we count frogs at night (14 September 2019; https://pond.example/frogs)

\tBecause they sing then.

2.\tA pond
\tin winter (January, 2020; Link)

\tIt freezes from the top
\tdown, and the frogs wait
\tbelow.

RESEARCH PAPERS

Number of Research Papers Evaluated: 31
Number of Research Papers After Evaluation: 4

1.\tA very long study of the flowering of marsh marigolds and
\tof the bees that come before
\tthe oaks have leaves (March 2018; [PDF](https://pond.example/marigold.pdf))

\tAbstract:\tWe walked. We noted
\teach bee that we saw, and the flowers that

- 3 -

\tit went to. In all there were 412.

2.\tFrog song and water temperature (June 2017)

\tAbstract:
\tWarm water, fast song.

3.\tOn duckweed (undated; Link)

\tAbstract:
\tIt doubles (every 2 days; see above) until the light is gone.

Page 4 of 5

4.\tWhat herons leave: bones, shells and
\tthe rest (May/June 2016; Link)

\tAbstract:
\tMostly bones.
""".replace("\n", "\r\n")
# Markdown without a header; a date or a link missing; rules between entries.
BREAD = """\
## Salt in old bread (August 2001; <https://bread.example/salt>)

**Abstract:** Bakers used *less* salt than we do.

## Rye, and why it sours
(Sept. 2003; <https://bread.example/rye>)

**Abstract:** Bacteria do it. We list which:

* Lactobacillus one
* Lactobacillus two,
  which is rare

## The "long" oven: a history (2005-11; n/a)

**Abstract:** Bricks. (Also clay; see Figure 2)

## Untimed: crusts ([Link](https://bread.example/crust))

**Abstract:** Hard.

---

## Blogs

## Kneading at home (02/2007; [Link](#))

Push.
"""
# Titles and links on several lines, with empty ones between; capitals; a stray letter; a comma for a semicolon.
MAPS = """\
Cartography Circle

Years: 1999-2004

Author: Ines Peak

Number of Research Papers Evaluated: 12

Maps of places that
are not there:
a survey (Nov 1999;
[Link](https://maps.example/
not-there))

Abstract:

Islands were drawn that nobody has found. We name eleven, among them

17

on most maps for more than a century.

MAPS AND THEIR ERRORS (DECEMBER 2000; LINK)

ABSTRACT:

Errors grow with the distance to the coast.

QTips for engravers (Feb 2001 ; [Link](#) )

Abstract:

Q-tips are swabs. Tips on their use follow.

SSurveying without a chain (Apr 2002; [Link](#))

Abstract:

To survey land one needs a chain, or so it was said.

The colour blue

in sea charts

of the north (Jul 2004; [Link](#))

Abstract

Blue was dear.

Books

The Atlas of Winds (2003, [Link](https://maps.example/winds))

A book of 300 pages.
"""
ENTRIES = {
    POND: [
        ("blog", "2019-09-14", "Why we count frogs at night", "https://pond.example/frogs"),
        ("blog", "2020-01", "A pond in winter", None),
        (
            "paper",
            "2018-03",
            "A very long study of the flowering of marsh marigolds and of the bees that come before the oaks have leaves",
            "https://pond.example/marigold.pdf",
        ),
        ("paper", "2017-06", "Frog song and water temperature", None),
        ("paper", None, "On duckweed", None),
        ("paper", "2016", "What herons leave: bones, shells and the rest", None),
    ],
    BREAD: [
        ("paper", "2001-08", "Salt in old bread", "https://bread.example/salt"),
        ("paper", "2003-09", "Rye, and why it sours", "https://bread.example/rye"),
        ("paper", "2005-11", 'The "long" oven: a history', None),
        ("paper", None, "Untimed: crusts", "https://bread.example/crust"),
        ("blog", "2007-02", "Kneading at home", None),
    ],
    MAPS: [
        ("paper", "1999-11", "Maps of places that are not there: a survey", "https://maps.example/not-there"),
        ("paper", "2000-12", "MAPS AND THEIR ERRORS", None),
        ("paper", "2001-02", "QTips for engravers", None),
        ("paper", "2002-04", "Surveying without a chain", None),
        ("paper", "2004-07", "The colour blue in sea charts of the north", None),
        ("book", "2003", "The Atlas of Winds", "https://maps.example/winds"),
    ],
}
ABSTRACTS = {
    POND: [
        "Because they sing then.",
        "It freezes from the top down, and the frogs wait below.",
        "We walked. We noted each bee that we saw, and the flowers that it went to. In all there were 412.",
        "Warm water, fast song.",
        "It doubles (every 2 days; see above) until the light is gone.",
        "Mostly bones.",
    ],
    BREAD: [
        "Bakers used *less* salt than we do.",
        "Bacteria do it. We list which:\n\n* Lactobacillus one\n* Lactobacillus two, which is rare",
        "Bricks. (Also clay; see Figure 2)",
        "Hard.",
        "Push.",
    ],
    MAPS: [
        "Islands were drawn that nobody has found. We name eleven, among them on most maps for more than a century.",
        "Errors grow with the distance to the coast.",
        "Q-tips are swabs. Tips on their use follow.",
        "To survey land one needs a chain, or so it was said.",
        "Blue was dear.",
        "A book of 300 pages.",
    ],
}
ABOUT = {
    POND: ListFile(
        name="Pond & Meadow Group",
        curator="Henrietta Marsh",
        areas=("Phenology", "Frog song", "Water chemistry"),
        left_out={"blog": 1202, "paper": 27},
    ),
    BREAD: ListFile(),
    MAPS: ListFile(name="Cartography Circle", curator="Ines Peak", left_out={"paper": 7}),
}
GUESSED = {POND: [(51, '"May/June 2016"')], BREAD: [], MAPS: [(35, '"SSurveying"')]}
MAKERS = pytest.mark.parametrize("text", [POND, BREAD, MAPS], ids=["pond", "bread", "maps"])


@MAKERS
def test_entries_of_other_makers(text: str) -> None:
    """Kinds, dates, whole titles and addresses; nothing is swallowed by the entry before it."""
    entries = [each.entry for each in read(text).records]
    assert [(each.kind, each.date, each.title, each.url) for each in entries] == ENTRIES[text]


@MAKERS
def test_abstracts_of_other_makers(text: str) -> None:
    """They are whole, without marks, numbers of pages and rules."""
    assert [each.entry.abstract for each in read(text).records] == ABSTRACTS[text]


@MAKERS
def test_headers_of_other_makers(text: str) -> None:
    """What there is of a header is understood, and what was guessed is told."""
    found = read(text)
    assert (found.about, list(found.failed)) == (ABOUT[text], [])
    assert [(line, what.partition(" is taken for ")[0]) for line, what in found.remarks] == GUESSED[text]


def test_what_looks_like_a_heading_and_is_text_is_told() -> None:
    """A line by itself with a date or an address in brackets at its end is named, prose with a year is not."""
    text = (
        "Zeppelins (Jun 2017; Link)\n\nAbstract:\n\nThey flew (1931).\n\nWombats (Oct 2018; doi:10.1000/1)\n\n"
        "Kombat (Oct 2018)\n\n[Here](https://example.org) it is (2019).\n\nIce ([Link](https://example.org/x))\n\n"
        "As told (Frost 2019)\n\nOf two lines\nand dated (Oct 2018)\n\nLast (2019)\n"
    )
    found = read(text)
    assert [record.entry.title for record in found.records] == ["Zeppelins"]
    assert [(line, what.rpartition(": ")[2]) for line, what in found.remarks] == [
        (7, "Wombats"),
        (9, "Kombat"),
        (13, "Ice"),
        (20, "Last"),
    ]
