"""Reasons add up to the score, in the library and on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from readinglist.library.making import make_library
from tests.program import here
from tests.shelf import environ, shelf
from tests.terminal import on_terminal, plain

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library, Result
    from readinglist.search import Reason

ICE = "title: Measuring ice\nauthors: [Ada Frost]\nsummary: 'Lamps, as satellites see them melt.'\n"
MOTH = "title: Moths at night\nauthors: [Cy Petal]\nabstract: No ice anywhere.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library of two entries."""
    return shelf(tmp_path, ice=ICE, moth=MOTH)


def test_reasons_make_the_score(library: Library) -> None:
    """What the matches weigh, times share and bonus, is the score of each hit."""
    found = library.search("ice lmap", explain=True)
    assert [entry.id for _, entry in found.hits] == ["ice", "moth"]
    for score, _, reason in found.hits.explained():
        assert sum(match.weight for match in reason.matches) * reason.share * reason.bonus == pytest.approx(
            score
        )
    ice, moth = _reasons(found)
    assert [(match.typed, match.words, match.how, match.field) for match in ice.matches] == [
        ("ice", ("ice",), "exact", "title"),
        ("lmap", ("lamps",), "corrected", "summary"),
    ]
    assert (ice.share, moth.matches[0].field) == (1.0, "abstract")


def test_all_hits_have_reasons(tmp_path: Path) -> None:
    """Also those far behind, and the order is the same with reasons and without."""
    entries = {f"e{at:03}": f"title: Common word {at % 7}\n" for at in range(130)}
    library = shelf(tmp_path, **entries)
    found = library.search("common", explain=True)
    assert len(found.hits) == 130
    assert all(reason.matches for reason in _reasons(found))
    assert _ids(found) == _ids(library.search("common"))
    for score, _, reason in found.hits.explained():
        assert reason.score == pytest.approx(score)
    for limit in (3, 100, 115):
        assert _ids(library.search("common", limit=limit)) == _ids(found)[:limit]


def test_explain_in_a_pipe(tmp_path: Path) -> None:
    """Below each line, one for each word: typed, found, how, where, weight; then what they are multiplied by."""
    folder = _folder(tmp_path)
    ran = here(folder, "search", "ice", "--explain", "--ids")
    assert (ran.code, "exclude each other" in ran.err) == (2, True)
    lines = here(folder, "search", "lmap", "--explain").out.splitlines()
    assert lines[0].split("\t")[1] == "ice"
    assert lines[1].split("\t")[:5] == ["", "lmap", "lamps", "corrected", "summary"]
    assert lines[2].split("\t")[:3] == ["", "share", "1.000"]


def test_explain_as_json(tmp_path: Path) -> None:
    """Each object says the same under `explain`."""
    found = json.loads(here(_folder(tmp_path), "search", "ice", "--explain", "--json").out)
    assert [each["id"] for each in found] == ["ice", "moth"]
    assert found[1]["explain"]["matches"][0]["field"] == "abstract"
    assert "explain" not in json.loads(here(_folder(tmp_path), "search", "ice", "--json").out)[0]


def test_on_a_terminal_words_are_lit(tmp_path: Path) -> None:
    """The title's words are lit in it; below, a piece of the text has those that are not in the title."""
    folder = _folder(tmp_path)
    shown = on_terminal(["search", "ice", "melt"], folder, width=100).text
    assert "\x1b[4;35mice" in shown.replace("1;4;35", "4;35") or "35mice" in shown
    assert "as satellites see them melt." in plain(shown)
    told = plain(on_terminal(["search", "ice", "--explain"], folder, width=100).text)
    assert "ice in title, exact" in told
    assert "ice in abstract, exact" in told


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    if not folder.exists():
        make_library(folder, environ(tmp_path), sample=False)
        (folder / "entries" / "ice.yaml").write_text(ICE)
        (folder / "entries" / "moth.yaml").write_text(MOTH)
    return folder


def _ids(found: Result) -> list[str]:
    return found.hits.ids


def _reasons(found: Result) -> list[Reason]:
    return [reason for *_, reason in found.hits.explained()]


def test_exact_words_are_no_initials(tmp_path: Path) -> None:
    """Neither for the order nor for the reason."""
    library = shelf(tmp_path, a="title: Sums above counts\n", b="title: The sac of a moth\n")
    assert _ids(library.search("sac")) == ["b", "a"]
    found = library.search("sac", exact=True, explain=True)
    assert _ids(found) == ["b"]
    assert [match.how for match in _reasons(found)[0].matches] == ["exact"]


def test_exact_phrases_hold(tmp_path: Path) -> None:
    """With --exact words in quotes follow each other; without it that only counts more."""
    library = shelf(tmp_path, a="title: Moth wing patterns\n", b="title: Wing of a moth\n")
    assert _ids(library.search('"moth wing"')) == ["a", "b"]
    assert _ids(library.search('"moth wing"', exact=True)) == ["a"]
    assert _ids(library.search('"wing moth"', exact=True)) == []
