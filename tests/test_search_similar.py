"""Entries that are about the same: by hand, and on the shipped list."""

from __future__ import annotations

import json
import os
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from readinglist.library import Library
from readinglist.library.making import make_library
from tests.shelf import environ, shelf, without_index

if TYPE_CHECKING:
    from pathlib import Path

# What belongs together in the shipped list; of each, the others are to be among the first five.
GROUPS = {
    "embeddings, paper and post": ("neelakantan2022text", "neelakantan2022introducing"),
    "safe exploration, paper and release": ("ray2019benchmarking", "ray2019safety"),
    "Reptile, paper and post": ("nichol2018firstorder", "nichol2018reptile"),
    "GPT-2, two releases": ("solaiman2019gpt2", "solaiman2019gpt2-b"),
    "Codex, paper, post and analysis": ("chen2021evaluating", "zaremba2021openai", "khlaaf2022codex"),
    "Gym Retro and its contest": ("pfau2018gym", "schulman2018retro"),
    "Dota 2": (
        "openai2017dota",
        "openai2018five",
        "openai2018five-b",
        "openai2019dota",
        "openai2019five",
    ),
    "summarisation": ("stiennon2020learning", "wu2021summarizing", "ziegler2019finetuning"),
}
FIRST = 5
_LEAST_OF_AREAS, _LEAST_OF_TAGS = 0.85, 0.75


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a copy of the shipped list."""
    root = tmp_path_factory.mktemp("similar")
    make_library(root / "lib", environ(root), sample=True)
    return Library(root / "lib", environ(root))


@pytest.mark.parametrize("group", GROUPS)
def test_what_belongs_together_stands_together(sample: Library, group: str) -> None:
    """Each member has all others among its five nearest."""
    missed = [
        (one, other)
        for one, other in permutations(GROUPS[group], 2)
        if other not in sample.similar(one, limit=FIRST).ids
    ]
    assert not missed


def test_leave_one_out(sample: Library) -> None:
    """The nearest of an entry mostly has an area of it, of which no word is asked for, and a tag.

    By chance it would be 43 and 6 of 100.
    """
    pairs = [(entry, next(iter(sample.similar(entry.id, limit=1)), None)) for entry in sample.find()]
    near = [(entry, found.entry) for entry, found in pairs if found]
    areas = sum(not set(one.areas).isdisjoint(other.areas) for one, other in near) / len(pairs)
    tags = sum(not set(one.tags).isdisjoint(other.tags) for one, other in near) / len(pairs)
    assert areas >= _LEAST_OF_AREAS, areas
    assert tags >= _LEAST_OF_TAGS, tags


def test_scores_fall_and_the_entry_itself_is_not_there(sample: Library) -> None:
    """Between 0 and 1, the nearest first, a few words with each."""
    found = list(sample.similar("openai2019dota"))
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert 1 >= scores[0] > scores[-1] > 0
    assert "openai2019dota" not in [each.entry.id for each in found]
    assert all(1 <= len(each.words) <= 4 for each in found)
    assert "dota" in found[0].words


def _texts(library: Library, entry_id: str) -> list[tuple[str, float, tuple[str, ...]]]:
    return [(each.entry.id, each.score, each.words) for each in library.similar(entry_id)]


def test_the_same_without_an_index(sample: Library) -> None:
    """The order in which files were read does not show."""
    bare = Library(sample.folder, {**os.environ, "READINGLIST_NO_INDEX": "1"})
    for entry_id in ("ray2019safety", "wu2021summarizing"):
        assert _texts(bare, entry_id) == _texts(sample, entry_id)


def _animals(root: Path) -> Library:
    """Return entries of which some share a rare word, all of them a common one."""
    files = {
        "both": "title: A whale and an otter\nsummary: On animals in water.\n",
        "whales": "title: The whale\nsummary: On animals.\nstatus: read\n",
        "otters": "title: Otters\nsummary: On animals.\ndistinct_from: [both]\n",
        "herons": "title: Herons of the north\nsummary: On animals.\n",
    }
    more = {f"more{at}": f"title: Lemma {at}x\nsummary: On animals.\n" for at in range(20)}
    return shelf(root, **files, **more)


def test_rare_words_count_and_common_ones_do_not(tmp_path: Path) -> None:
    """In any form; who has nothing but a common word is not near."""
    found = {each.entry.id: each for each in _animals(tmp_path).similar("both")}
    assert set(found) == {"whales", "otters"}
    assert found["otters"].words == ("otter",)
    assert found["otters"].distinct
    assert not found["whales"].distinct


def test_ties_go_by_id(tmp_path: Path) -> None:
    """Three that are the same but for the id come in the order of their ids, whatever the index."""
    library = shelf(
        tmp_path, z="title: Whale z1\n", a="title: Whale\n", m="title: Whale\n", k="title: Whale\n"
    )
    assert library.similar("z").ids == without_index(tmp_path).similar("z").ids == ["a", "k", "m"]
    assert library.similar("z", limit=1).total == 3


def test_only_of_a_status(tmp_path: Path) -> None:
    """Others do not take their places either."""
    library = _animals(tmp_path)
    assert library.similar("both", status="read").ids == ["whales"]
    assert library.similar("both", status="unread").ids == ["otters"]


def test_a_tag_as_a_whole(tmp_path: Path) -> None:
    """Two that have a tag of several words together are nearer than two that have its words."""
    files = {
        "one": "title: One\ntags: [sea-going whale]\n",
        "same": "title: Two\ntags: [sea-going whale]\n",
        "apart": "title: Three\ntags: [whale, sea, going]\n",
        "other": "title: Four\n",
    }
    assert shelf(tmp_path, **files).similar("one").ids == ["same", "apart"]


@pytest.mark.parametrize("title", ["Alone", "a", "2", "—", "the and of", "x" * 300])
def test_nothing_to_go_by(tmp_path: Path, title: str) -> None:
    """A title without a telling word is near nothing."""
    library = shelf(tmp_path, one=f"title: {json.dumps(title)}\n", two="title: Otters\n")
    assert library.similar("one").ids == []
