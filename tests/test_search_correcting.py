"""Which words are taken for misspelt ones, and which are not found instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.search.correcting import is_sure
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "debut": "title: The debut of a soprano\nsummary: A letter to the latter.\n",
    "policy": "title: Policies for harbours\ntags: [policy]\nsummary: How a harbour is run.\n",
    "topo": "title: Topo maps of islands\nsummary: Drawn from aerial photographs.\n",
    "curves": "title: Learning curves of graphs\n",
    "corves": "title: Mining\nauthors: [Bo Corves]\n",
    "secure": "title: Secure signalling between swimming robots\n",
    "escurel": "title: Sunlight\nauthors: [Al Escurel]\n",
    **{f"based{at}": f"title: 'Number {at}: based on the moon'\n" for at in range(25)},
    "baled": "title: Baled hay\n",
    "descent": "title: Stochastic slopes and the descent\n",
    **{f"descent{at}": f"title: The descent of mount {at}\n" for at in range(5)},
    "decentral": "title: Decentralized stochastic slopes\n",
    "decent": "title: A decent meal\n",
    "plugs": "title: Plugs and plugins\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path_factory.mktemp("shelf"), **FILES)


@pytest.mark.parametrize(
    ("word", "other", "errors", "sure"),
    [
        ("mtoh", "moth", 1, True),  # two swapped
        ("moht", "moth", 1, True),
        ("mooth", "moth", 1, True),  # doubled
        ("oths", "moths", 1, False),  # the first letter
        ("math", "moth", 1, True),  # a vowel for a vowel
        ("mosh", "moth", 1, False),  # any letter, in a short word
        ("trpo", "topo", 1, False),
        ("glaxier", "glacier", 1, True),
        ("lacier", "glacier", 1, False),
        ("rchestra", "orchestra", 1, True),
        ("debate", "debut", 1, False),  # near by their stems alone
        ("lottery", "letter", 2, False),
        ("battery", "better", 2, False),
        ("lottery", "battery", 2, False),
        ("politics", "policies", 2, False),
        ("orhcesrta", "orchestra", 2, True),  # two slips that leave the consonants
        ("fisicks", "physics", 4, True),  # it sounds the same
        ("katalog", "catalogue", 3, True),
        ("hindsite", "hindsight", 3, True),
    ],
)
def test_what_is_believed_by_itself(word: str, other: str, errors: int, sure: bool) -> None:
    """The more letters for each slip, and the likelier the slip, the surer."""
    assert is_sure(word, other, errors) is sure


@pytest.mark.parametrize("query", ["debate", "lottery", "battery", "trpo", "politics"])
def test_what_nothing_is_near_is_not_found(library: Library, query: str) -> None:
    """No unrelated word is forced on it."""
    found = library.search(query)
    assert (found.hits.ids, found.corrections, found.unknown) == ([], [], [query])


def test_other_words_are_found_without_it(library: Library) -> None:
    """It costs nothing and is named, where no entry has its neighbour together with the others."""
    found = library.search("lottery robots")
    assert [entry.id for _, entry in found.hits] == ["secure"]
    assert (found.corrections, found.unknown) == ([], ["lottery"])


@pytest.mark.parametrize(
    ("query", "first", "correction"),
    [
        ("trpo islands", "topo", ("trpo", "topo")),  # they stand in one entry
        ("escure robots", "secure", ("escure", "secure")),  # the start of a name, but not with robots
        ("naps islands", "topo", ("naps", "maps")),
        ("oplicy harbour", "policy", ("oplicy", "policies")),
    ],
)
def test_what_goes_together_is_believed(
    library: Library, query: str, first: str, correction: tuple[str, str]
) -> None:
    """A slip that is not sure alone is one where an entry has the corrected word beside another."""
    found = library.search(query)
    assert found.hits.ids[0] == first
    assert correction in found.corrections


def test_the_more_frequent_is_meant(library: Library) -> None:
    """Of two words as near, one that is far rarer is given up, unless it goes together with the others."""
    found = library.search("baed")
    assert found.corrections == [("baed", "based")]
    assert "baled" not in {entry.id for _, entry in found.hits}
    assert library.search("baed hay").hits.ids[0] == "baled"


def test_rare_words_are_doubted(tmp_path: Path) -> None:
    """What stands in one entry may be a slip for what stands in a great many, if the slip is a likely one."""
    common = {f"e{at}": f"title: 'Robots {at}'\nsummary: By moths.\n" for at in range(40)}
    library = shelf(tmp_path, slip="title: Robtos at sea\n", motes="title: Motls\n", **common)
    found = library.search("robtos")
    assert found.hits.ids[0] == "slip"
    assert found.total > 1
    assert library.search("motls").total == 1


def test_a_name_is_not_doubted_for_a_neighbour(library: Library) -> None:
    """A word that is there stays what it is."""
    assert [entry.id for _, entry in library.search("corves").hits] == ["corves"]


def test_first_letters_of_long_words_are_forgiven(tmp_path: Path) -> None:
    """Missing, doubled, wrong or swapped."""
    library = shelf(tmp_path, glacier="title: Glaciology\n", moth="title: Moths\n")
    for query in ("laciology", "gglaciology", "klaciology", "lgaciology"):
        assert [entry.id for _, entry in library.search(query).hits] == ["glacier"], query


@pytest.mark.parametrize("query", ["stochastic slopes decent", "stocastic slpoes decent"])
def test_a_rare_word_is_doubted_by_its_company(library: Library, query: str) -> None:
    """A word that is right, but never beside the others, is taken for one that is; by itself it is not."""
    found = library.search(query)
    assert next(iter(found.hits))[1].id == "descent"
    assert ("decent", "descent") in found.corrections
    assert library.search("decent meal").corrections == []


def test_a_beginning_has_its_last_letter_right(library: Library) -> None:
    """What is left of a word without its end is a beginning of many."""
    assert library.search("plugh").total == 0
    assert library.search("stochatsi").corrections == [("stochatsi", "stochastic")]


def test_what_completes_a_query_is_taken_in(tmp_path: Path) -> None:
    """A beginning that stands beside one of the other words yields to a correction that stands beside all."""
    files = {"meant": "title: A chart of corals at dawn\n", "other": "title: Dawn over Hartford\n"}
    library = shelf(tmp_path, **files, corals="title: Corals\n", more="title: More corals\n")
    found = library.search("corals hart dawn")
    assert found.hits.ids[0] == "meant"
    assert ("hart", "chart") in found.corrections
    assert library.search("hart dawn").corrections == []
