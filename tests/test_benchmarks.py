"""The benchmarks run and print their tables; what they measure is nobody's test."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from readinglist.checks.values import Surroundings, odd_values
from readinglist.model.entry import Entry
from tests.benchmarks import asking, labelled, peers, quality, reading
from tests.benchmarks.generate import made
from tests.benchmarks.startup import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TITLES = [
    ("one2001", "On the of"),
    ("two2002", "Gathering strawberries without ladders"),
    ("three2003", "Gathering moonlight without strawberries"),
]


def _rows(out: str) -> list[list[str]]:
    """Return the cells of a Markdown table."""
    return [line.strip("| ").split(" | ") for line in out.splitlines() if line.startswith("| ")]


def _dice() -> random.Random:
    return random.Random(3)  # noqa: S311 - no secret


def test_peers_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a row for each case, and readinglist finds the paper in all of them."""
    peers.main(["--sizes", "30", "--runs", "1", "--peers"])
    head, *rows = _rows(capsys.readouterr().out)
    assert head == ["entries", "case", "readinglist", "hello", "÷ hello"]
    assert {row[0] for row in rows} == {"30"}
    assert {"list --ids", "export --format bibtex", "tag one entry", "peak memory, MiB: list"} <= {
        row[1] for row in rows
    }
    assert all(row[2].isdigit() for row in rows)


def test_quality_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Queries of a file are asked of the shipped list, known items of a library that is made."""
    queries = tmp_path / "queries.json"
    title = labelled.read_entries(ROOT / "entries")[0].title
    asked = {"query": title, "best": title, "relevant": [title], "needs_abstract": False}
    queries.write_text(json.dumps([asked]), encoding="utf-8")
    quality.main(["--queries", str(queries), "--sizes", "30", "--known", "5"])
    head, *rows = _rows(capsys.readouterr().out)
    ours = {row[1].rpartition(", ")[0]: row[2:] for row in rows if row[3] == "readinglist"}
    assert head[3:7] == ["search", "first hit right", "within five", "within ten"]
    assert ours["labelled"][:5] == ["1", "readinglist", "1", "1", "1"]
    assert ours["3 words of a title, one misspelt"][0] == "5"
    assert any(row[1].endswith(" at the start") for row in rows)
    assert {"FTS5, any word, bm25", "rapidfuzz, token set ratio of titles"} <= {row[3] for row in rows}


def test_reading_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a row for each command, with its ratio to a search in turn with it."""
    reading.main(["--sizes", "30", "--runs", "1"])
    head, *rows = _rows(capsys.readouterr().out)
    assert head == ["entries", "case", "readinglist", "a search", "÷ a search"]
    assert {"similar", "next", "stats", "history"} <= {row[1] for row in rows}
    assert all(row[2].isdigit() for row in rows)


def test_reading_is_written_into_logs() -> None:
    """Statuses and logs say the same, and all of it has happened."""
    for entry in made(60, None, _dice()):
        for place in (0, 59, 104):
            read = reading.as_read(entry, place)
            assert read.status == entry.status
            assert bool(read.log) == (entry.status != "unread")
            assert not list(odd_values(read, Surroundings((), (), reading.TODAY, str)))


def test_a_paper_is_chosen() -> None:
    """The paper asked for has three long words, and the one by itself is the rarest."""
    asked = asking.choose(TITLES)
    assert asked.id == "two2002"
    assert asked.word == "ladders"
    assert asked.three == ("gathering", "strawberries", "ladders")
    assert asked.misspelt == ("gathering", "starwberries", "ladders")
    with pytest.raises(ValueError, match="no title has three words"):
        asking.choose(TITLES[:1])


def test_known_items_have_one_slip() -> None:
    """Of the words of a title, in its order, one is misspelt, and the same seed asks the same."""
    title = TITLES[1][1]
    asked = list(asking.known_items([title], 40, 2, _dice()))
    assert asked == list(asking.known_items([title], 40, 2, _dice()))
    for each in asked:
        assert each.title == title
        assert len(each.query.split()) == 2
        assert sum(word in title.lower().split() for word in each.query.split()) == 1
        starts = {word[0] for word in title.lower().split()}
        assert each.at_first or starts >= {word[0] for word in each.query.split()}
    assert any(each.at_first for each in asked)
    with pytest.raises(ValueError, match="no title has 2 words"):
        list(asking.known_items(["On the of"], 1, 2, _dice()))


def test_slips_may_spare_both_ends() -> None:
    """Anywhere in a word a letter is missing, doubled, wrong or swapped, or only between first and last."""
    dice = _dice()
    anywhere = {asking.slip("glacier", dice) for _ in range(300)}
    assert {"lacier", "gglacier", "lgacier", "glacie", "glacierr", "glacire", "glaciier"} <= anywhere
    assert "glacier" not in anywhere
    inner = {asking.slip("glacier", dice, inner=True) for _ in range(300)}
    assert all(word[0] == "g" for word in inner)
    assert "galcier" in inner


def test_abstracts_are_found_in_a_digest() -> None:
    """A paper's text goes to its entry, also where the digest misspells the title or breaks its line."""
    digest = (
        "Papers\n\nGathering strawberies without ladders (May 2023; [Link](#))\n\nAbstract:\n\nWe stoop\nlow.\n\n"
        "Gathering moonlight without strawberries\n(2019; [Link](#))\n\nAbstract:\n\nWe wait.\n"
    )
    entries = [Entry(id=each, title=title) for each, title in TITLES]
    found = labelled.with_abstracts(entries, digest)
    assert [entry.abstract for entry in found] == [None, "We stoop low.", "We wait."]
