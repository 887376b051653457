"""Of entries that have the same words, the one whose title a query was likeliest made of comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path


def ranked(root: Path, query: str, *entries: str) -> list[int]:
    """Return the places of the entries, which are given from the worst to the best, as they are found."""
    library = shelf(root, **{f"e{at}": text for at, text in enumerate(entries)})
    return [int(entry.id[1:]) for _, entry in library.search(query).hits]


def bonus(root: Path, query: str, text: str) -> float:
    """Return by what the score of an entry that is alone is raised."""
    found = shelf(root, only=text).search(query, explain=True)
    score, _, reason = next(found.hits.explained())
    assert score == pytest.approx(reason.score)
    return reason.bonus


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("Ice that moths melt", "Moths that ice melts"),  # the other way round
        ("Moths that fly under old ice", "Moths that fly over ice"),  # more words beside them
        ("Moths without ice", "Sleeping moths ice"),  # not side by side
        ("Lamps, ice, snow and moths", "Moths in a cave of deep blue ice"),  # order before length
        ("Moths and moths and very old ice", "Moths melt ice"),  # no more for saying it twice
    ],
)
def test_the_likelier_title_comes_first(tmp_path: Path, worse: str, better: str) -> None:
    """In the order of the query, few other words, side by side; small words do not count."""
    assert ranked(tmp_path, "moths ice", f"title: {worse}\n", f"title: {better}\n") == [1, 0]


def test_slips_have_their_place_as_well(tmp_path: Path) -> None:
    """A corrected word, another ending and a joined word are where they stand, as the word itself is."""
    entries = "title: Satellites over glaciers\n", "title: Glaciers under satellites\n"
    assert ranked(tmp_path, "glacirs satellite", *entries) == [1, 0]
    assert bonus(tmp_path, "cart wheel", "title: Cartwheel\n") > bonus(
        tmp_path, "cart wheel", "title: Wheel cart\n"
    )


def test_a_formal_title_is_another_title(tmp_path: Path) -> None:
    """An entry is likely by either of its titles; no order runs from one into the other."""
    both = bonus(tmp_path, "moths ice", "title: A long tale of night and day\npaper_title: Moths melt ice\n")
    one = bonus(tmp_path, "moths ice", "title: Moths melt ice\n")
    apart = bonus(tmp_path, "moths ice", "title: Moths melt snow\npaper_title: Snow melts ice\n")
    assert both == pytest.approx(one)
    assert apart < one - 0.2


def test_elsewhere_words_stand_side_by_side(tmp_path: Path) -> None:
    """Names count more that are one author's, and so do the words of a summary that follow each other."""
    texts = "authors: [Ada Petal, Cy Frost]", "authors: [Ada Frost, Cy Petal]"
    assert bonus(tmp_path, "ada frost", f"title: Ice\n{texts[0]}\n") == 1
    assert bonus(tmp_path, "ada frost", f"title: Ice\n{texts[1]}\n") > 1.1
    assert bonus(tmp_path, "ice moths", "title: Lamps\nsummary: Ice for moths.\n") == 1
    assert bonus(tmp_path, "ice moths", "title: Lamps\nsummary: Ice moths.\n") > 1.1
    assert bonus(tmp_path, "ice moths", "title: And of the\nsummary: Ice.\n") == 1
