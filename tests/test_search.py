"""Search ranks and forgives: what is found, in which order, and what is said about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import UsageError
from readinglist.library import Library
from tests import strategies
from tests.shelf import environ, shelf

if TYPE_CHECKING:
    from readinglist.library import Result

SHIPPED = Path(__file__).resolve().parent.parent
FILES = {
    "glacier": "title: 'Glacier melting: measuring ice from orbit'\nauthors: [Ada Frost]\ndate: 2019-03\n"
    "tags: [ice, satellites]\nsummary: Retreating glaciers measured by satellites.\n",
    "orchid": "title: Orchid pollination networks\nauthors: [Béla Növény, Cy Petal]\ndate: 2021\nstatus: read\n"
    "tags: [flowers]\nsummary: Which moths visit which orchids at night.\n",
    "moth": "title: 'NMN: Nocturnal Moth Navigation'\nauthors: [Cy Petal]\ndate: 2019\ntags: [flowers, insects]\n"
    "summary: Moths steer by the moon, not by orchids.\n",
    "lux": "title: LAMP 2\nauthors: [Ida Lux]\ndate: 2020\nnotes: compare with the sodiumvapour lamps\n",
    "rider": "title: Cartwheel balancing with pendulums\nauthors: [Ida Lux]\ndate: 2018\nsummary: Balance on one wheel.\n",
    "wind": "title: Wind tunnel and seek time experiments\ndate: 2022\nabstract: The turbulence of the wind.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path_factory.mktemp("shelf"), **FILES)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the list that is shipped."""
    return Library(SHIPPED, environ(tmp_path_factory.mktemp("home")))


def ids(result: Result) -> list[str]:
    """Return the ids of the hits, best first."""
    assert [entry.id for _, entry in result.hits] == result.hits.ids
    return result.hits.ids


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("glacier", "glacier"),
        ("glac", "glacier"),  # its beginning
        ("melted", "glacier"),  # another ending
        ("glaciers melts", "glacier"),
        ("glcier", "glacier"),  # a letter missing
        ("glacierr", "glacier"),  # doubled
        ("galcier", "glacier"),  # swapped
        ("glaxier", "glacier"),  # wrong
        ("polination netwroks", "orchid"),
        ("lamp2", "lux"),  # parted in the title
        ("cart wheel", "rider"),  # joined in the title
        ("windtunnel", "wind"),
        ("tunnelandseek", "wind"),
        ("sodium vapour", "lux"),
        ("nmn", "moth"),
        ("gmmifo", ""),  # no initials of any title
        ("mifo", "glacier"),  # the initials after the colon
        ("opn", "orchid"),
        ("petal 2021", "orchid"),
        ("petal 2019", "moth"),
        ("noveny", "orchid"),  # without its accents
        ("NÖVÉNY", "orchid"),
        ("frost ice", "glacier"),
        ("insects", "moth"),
        ("turbulance", "wind"),
    ],
)
def test_what_comes_first(library: Library, query: str, first: str) -> None:
    """What someone half remembers finds the entry they mean."""
    assert ids(library.search(query))[:1] == ([first] if first else [])


@pytest.mark.parametrize("query", ["ixe", "ic2", "xyz", "777", "qqqq", "zzzzzzzzzzzz", "??? !!", ""])
def test_what_finds_nothing(library: Library, query: str) -> None:
    """Words under four letters and numbers are never corrected, and nothing is found at any price."""
    if query == "??? !!":
        with pytest.raises(UsageError):
            library.search(query)
        return
    assert ids(library.search(query)) == []


def test_title_above_summary(library: Library) -> None:
    """A word in a title counts for more than the same word in a summary."""
    assert ids(library.search("orchid"))[:2] == ["orchid", "moth"]
    assert ids(library.search("moths"))[:2] == ["moth", "orchid"]


def test_all_words_above_some(library: Library) -> None:
    """An entry with every word stands above one with a better place for some of them."""
    assert ids(library.search("moth orchid moon"))[0] == "moth"
    assert ids(library.search("moths night visit"))[0] == "orchid"
    assert set(ids(library.search("glacier pendulum"))) == {"glacier", "rider"}


def test_fillers_cost_nothing(library: Library) -> None:
    """A word that occurs nowhere changes neither what is found nor how well, and is named."""
    plain, filled = library.search("glacier orbit"), library.search("glacier xylophones orbit")
    assert [(score, entry.id) for score, entry in plain.hits] == [
        (score, entry.id) for score, entry in filled.hits
    ]
    assert filled.unknown == ["xylophones"]
    assert plain.unknown == []


def test_small_words_bring_in_nothing_beside_telling_ones(library: Library) -> None:
    """`by` stands in other entries as well; it finds them where little else was asked for."""
    assert set(ids(library.search("by"))) == set(ids(library.search("=by"))) == {"glacier", "moth"}
    assert ids(library.search("by cartwheel")) == ["rider", "moth", "glacier"]
    assert ids(library.search("by cartwheel balancing")) == ["rider"]
    (_, entry, why), *_ = library.search("by nocturnal moth", explain=True).hits.explained()
    assert (entry.id, [match.typed for match in why.matches]) == ("moth", ["by", "nocturnal", "moth"])


def test_what_is_no_word_has_to_hold(library: Library) -> None:
    """Filters are never forgiven."""
    assert "orchid" in ids(library.search("moths"))
    assert "orchid" not in ids(library.search("moths is:unread"))
    assert ids(library.search("moths -tag:insects")) == ["orchid"]
    assert ids(library.search("moths year:2021")) == ["orchid"]
    assert ids(library.search("moths -glacier moon"))[0] == "moth"
    assert ids(library.search("moths tag:ice")) == []


def test_filters_alone_find_what_they_fit(library: Library) -> None:
    """Without words to rank by, the newest stand first; words under OR rank."""
    assert ids(library.search("tag:flowers")) == ["orchid", "moth"]
    assert ids(library.search("glacier OR pendulums")) == ["rider", "glacier"]


def test_exact_forgives_nothing(library: Library) -> None:
    """With `exact` a word is this very word; so is one with an equals sign at any time."""
    for query in ("glac", "glcier", "melted", "mifo", "lamp2"):
        assert ids(library.search(query, exact=True)) == [], query
    assert ids(library.search("glacier", exact=True)) == ["glacier"]
    assert ids(library.search("=glac")) == []
    assert ids(library.search("=glacier")) == ["glacier"]


def test_corrections_are_told(library: Library) -> None:
    """Whoever misspells a word learns what was taken for it."""
    assert library.search("galcier orbit").corrections == [("galcier", "glacier")]
    assert library.search("glacier").corrections == []
    assert library.search("galcier").total == 1


def test_the_limit_leaves_the_total(library: Library) -> None:
    """How many there are is told also where few are shown."""
    found = library.search("moth orchid glacier", limit=1)
    assert (len(found.hits), found.total) == (1, 3)


def test_scores_descend_and_ties_go_by_id(tmp_path: Path) -> None:
    """The order depends on the entries alone, not on when their files were read."""
    text = "title: Same words\n"
    library = shelf(tmp_path, c=text, a=text, d=text)
    assert ids(library.search("same")) == ["a", "c", "d"]
    (tmp_path / "entries" / "a.yaml").write_text(text + "\n")
    shelf(tmp_path, b=text)
    assert ids(library.search("same")) == ["a", "b", "c", "d"]


@settings(max_examples=80, deadline=None)
@given(query=st.lists(strategies.text, max_size=5).map(" ".join) | st.text(max_size=40))
def test_any_text_is_answered(query: str) -> None:
    """Whatever is typed is searched for or refused in plain words; hits are ranked."""
    try:
        found = _LIBRARY.search(query)
    except UsageError:
        return
    assert [score for score, _ in found.hits] == sorted((score for score, _ in found.hits), reverse=True)
    assert all(score >= 0 for score, _ in found.hits)


_LIBRARY = Library(SHIPPED, {"READINGLIST_NO_INDEX": "1", "READINGLIST_TODAY": "2026-11-22"})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("starcraft dota botts", "openai"),
        ("robotic hand replay hindsigt", "andrychowicz2017hindsight"),
        ("wisper speach", "radford2022whisper"),
        ("procgn", "cobbe2019procgen"),
        ("lightman verfy", "lightman2023improving"),
    ],
)
def test_the_shipped_list(shipped: Library, query: str, expected: str) -> None:
    """On the shipped list too, what is meant comes first."""
    assert ids(shipped.search(query))[0].startswith(expected)


def test_longest_queries_are_answered(shipped: Library) -> None:
    """A page pasted into the search is refused or answered, in reasonable time."""
    assert shipped.search("learning " * 400).hits
    with pytest.raises(UsageError, match="at most"):
        shipped.search("learning " * 600)


@given(
    st.lists(
        st.sampled_from(["learning", "of", "rewrd", "gpt", "models", "dota", "her"]), min_size=1, max_size=4
    )
)
@settings(max_examples=25, deadline=None)
def test_a_limit_takes_the_first(words: list[str]) -> None:
    """However many are asked for, they are the first of all; reasons make the scores, and words count once."""
    query = " ".join(words)
    whole = _LIBRARY.search(query, explain=True)
    for limit in (1, 7, 30):
        assert list(_LIBRARY.search(query, limit=limit).hits) == list(whole.hits)[:limit]
    for score, _, reason in whole.hits.explained():
        assert reason.score == pytest.approx(score)
    assert ids(_LIBRARY.search(f"{query} {query}")) == ids(_LIBRARY.search(query))


def test_words_under_or_say_what_comes_first(library: Library) -> None:
    """What the query chose is all there, that which has more of its words in better places in front."""
    assert ids(library.search("glacier OR orchids")) == ["glacier", "orchid", "moth"]
    assert ids(library.search("flowers OR tag:ice")) == ["moth", "orchid", "glacier"]
    assert ids(library.search("glcier OR moths")) == ids(library.search("moths OR nowhere"))
    assert library.search("glcier OR moths").corrections == []
