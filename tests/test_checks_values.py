"""What looks odd in the values of one entry, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.checks.files import local_file
from readinglist.checks.values import Oddity, Surroundings, odd_values, spelled
from readinglist.model.entry import Entry, LogItem

if TYPE_CHECKING:
    from pathlib import Path

AREAS = ("Reinforcement Learning", "Sparsity")
SOUND = Entry(
    id="a",
    title="A",
    date="2027-12",
    authors=("Jane Doe", "Sammy Davis, Jr.", "Google, Inc.", "OpenAI"),
    arxiv="1707.06347v2",
    doi="10.1000/182",
    url="https://example.org/x",
    code="http://example.org/y",
    areas=AREAS,
    distinct_from=("b",),
    log=(LogItem("2026-01-01", {"event": "start"}), LogItem("2026-01-02", {"pages": "1-7"})),
    extra={"mykey": "x"},
)


def told(entry: Entry, folder: Path) -> list[str]:
    """Return what looks odd in an entry of a library in this folder."""
    around = Surroundings(AREAS, {"a", "b"}, date(2026, 11, 23), lambda name: local_file(name, folder, ()))
    return [str(each).removeprefix("warning: ") for each in odd_values(entry, around)]


def test_nothing_odd(tmp_path: Path) -> None:
    """Nothing is said of values in their usual forms."""
    (tmp_path / "x.pdf").touch()
    assert told(replace(SOUND, file="x.pdf"), tmp_path) == []
    assert told(replace(SOUND, arxiv="cs/0501001"), tmp_path) == []
    assert told(Entry(id="a", title="A"), tmp_path) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"date": "2028"}, "date 2028 is more than a year ahead; the year is at most 2027"),
        ({"authors": ("Doe, Jane",)}, 'author "Doe, Jane" has the family name first; write Jane Doe'),
        ({"arxiv": "foo"}, 'arxiv "foo" is no arXiv id; ids look like 1707.06347 or cs/0501001'),
        (
            {"arxiv": "arXiv:1707.06347"},
            'arxiv "arXiv:1707.06347" has more than the arXiv id in it; write 1707.06347',
        ),
        ({"doi": "foo"}, 'doi "foo" is no DOI; DOIs look like 10.1000/182'),
        (
            {"doi": "https://doi.org/10.1000/AB"},
            'doi "https://doi.org/10.1000/AB" has more than the DOI in it; write 10.1000/AB',
        ),
        ({"url": "foo"}, 'url "foo" is no web address; it starts with https:// or http://'),
        ({"code": "ftp://x.org"}, 'code "ftp://x.org" is no web address; it starts with https:// or http://'),
        (
            {"url": "https://x.org/a b"},
            'url "https://x.org/a b" is no web address; it starts with https:// or http://',
        ),
        (
            {"file": "gone.pdf"},
            'there is no file "gone.pdf"; a path inside the library, or under one of the `roots` in the configuration',
        ),
        (
            {"file": "/etc/passwd"},
            'file "/etc/passwd" lies outside the library; name its folder under `roots` in the configuration',
        ),
        (
            {"areas": ("Reinforcement learnin",)},
            'area "Reinforcement learnin" is not in the vocabulary; did you mean Reinforcement Learning?',
        ),
        (
            {"log": (LogItem("2026-01-01", {"event": ["x", "y"]}),)},
            'the log has no event "x, y"; events are start, finish, skim, drop',
        ),
        ({"tags": ("a, b",)}, 'tag "a, b" has a comma; write a list, tags: [a, b]'),
        ({"distinct_from": ("c",)}, 'distinct_from names "c", which is no entry'),
        ({"extra": {"year": "2017"}}, '"year" is no field, but a key of its own; did you mean date?'),
        ({"extra": {"author": "x"}}, '"author" is no field, but a key of its own; did you mean authors?'),
        ({"extra": {"autors": "x"}}, '"autors" is no field, but a key of its own; did you mean authors?'),
    ],
)
def test_what_looks_odd(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    """Each is told in one line: what is odd, and what would fit."""
    assert told(replace(SOUND, **change), tmp_path) == [expected]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pages": "7-1"}, 'the log has pages "7-1"; they look like 12-19, 7 or 60%'),
        ({"pages": ["1", "2"]}, 'the log has pages "1, 2"; they look like 12-19, 7 or 60%'),
        ({"pages": "7-13"}, "the log has pages 7-13, and there are 12"),
        ({"minutes": "25m"}, 'the log has minutes "25m"; it is a number'),
        ({"event": "start", "page": "x"}, 'the log has a page "x"; it is a number'),
        ({"event": "start", "page": "13"}, "the log has page 13, and there are 12"),
        ({"pages": "12", "minutes": "5", "mine": "x"}, None),
        ({"pages": "60%"}, None),
        ({"event": "start", "page": "12"}, None),
    ],
)
def test_what_a_log_hardly_means(tmp_path: Path, values: dict[str, Any], expected: str | None) -> None:
    """Pages that there are not, times that are none; keys of one's own are nobody's business."""
    entry = replace(SOUND, pages=12, log=(LogItem("2026-01-01", values),))
    assert told(entry, tmp_path) == ([expected] if expected else [])


def test_a_day_to_come(tmp_path: Path) -> None:
    """What is to come cannot have happened."""
    entry = replace(SOUND, log=(LogItem("2026-11-24", {"event": "start"}),))
    assert told(entry, tmp_path) == ["the log has a day that is still to come, 2026-11-24"]


def test_areas_without_a_vocabulary() -> None:
    """Where the list has none, every area will do."""
    around = Surroundings((), (), date(2026, 11, 23), str)
    assert list(odd_values(Entry(id="a", title="A", areas=("X",)), around)) == []


def test_the_spelling_of_the_vocabulary() -> None:
    """Case and accents give way to it; what it has in two spellings, or not at all, stays."""
    assert spelled(["sparsity", "SPÁRSITY", "Chess"], AREAS) == ("Sparsity", "Chess")
    assert spelled(["ab", "AB"], ["AB", "ab"]) == ("ab", "AB")


def test_nothing_acts_on_the_terminal() -> None:
    """What is odd is told safely."""
    assert str(Oddity(("url",), "a\x1b[31m")) == "warning: a^[[31m"
