"""What is cited: the sort of work, its title and address, its keywords."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats.works import (
    Work,
    address,
    address_in_link,
    formal_title,
    key,
    labels,
    month,
    one_line,
    plural,
    sort_of,
)
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS


def _entry(**fields: object) -> Entry:
    return Entry(**{"id": "one", "title": "One", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("venue", "work"),
    [
        ("arXiv", Work.PREPRINT),
        ("arXiv preprint arXiv:1707.06347", Work.PREPRINT),
        ("bioRxiv", Work.PREPRINT),
        ("NeurIPS 2017", Work.CONFERENCE),
        ("NeurIPS", Work.CONFERENCE),
        ("L4DC 2024", Work.CONFERENCE),
        ("CoRL'21", Work.CONFERENCE),
        ("Proceedings of the 34th International Conference on Machine Learning", Work.CONFERENCE),
        ("Workshop on Computer Science", Work.CONFERENCE),
        ("Proceedings of the IEEE", Work.ARTICLE),
        ("IEEE TNNLS 2020", Work.ARTICLE),
        ("IEEE Transactions on Robotics", Work.ARTICLE),
        ("Nature", Work.ARTICLE),
        ("JMLR 2020", Work.ARTICLE),
        ("Neural Computation", Work.ARTICLE),
        ("OpenAI technical report", Work.REPORT),
        ("OpenAI system card", Work.REPORT),
        ("NBER Working Paper 1234", Work.REPORT),
        ("OpenAI blog", Work.POST),
        ("distill.pub and example.com", Work.POST),
        ("PhD thesis, MIT", Work.THESIS),
    ],
)
def test_papers_by_venue(venue: str, work: Work) -> None:
    """The venue of a paper says what it appeared in."""
    assert sort_of(_entry(venue=venue)) is work


def test_papers_without_venue() -> None:
    """What is on arXiv alone is a preprint; of others nothing is known."""
    assert sort_of(_entry(arxiv="1707.06347")) is Work.PREPRINT
    assert sort_of(_entry()) is Work.OTHER


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_sort_of_work(kind: str) -> None:
    """Other kinds say themselves what they are, whatever the venue."""
    expected = {"paper": Work.CONFERENCE, "blog": Work.POST}.get(kind) or Work[kind.upper()]
    assert sort_of(_entry(kind=kind, venue="ICML 2019")) is expected


def test_the_formal_title_is_cited() -> None:
    """Where the list knows a work by another title than its own, its own is cited."""
    assert formal_title(_entry(paper_title="A\nLong  Title")) == "A Long Title"
    assert formal_title(_entry()) == "One"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a", "a"),
        (" a  b\n\nc\t", "a b c"),
        ("a\u00a0b", "a b"),
        ("x\x1b[1m\u202e", "x^[[1m<U+202E>"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    """Line ends become spaces, and what cannot be seen is shown."""
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"url": "https://x.org/a", "arxiv": "1707.06347"}, "https://x.org/a"),
        ({"arxiv": "1707.06347"}, "https://arxiv.org/abs/1707.06347"),
        ({"doi": "10.1000/x"}, ""),
        ({"url": "javascript:alert(1)"}, ""),
        ({"url": "javascript:alert(1)", "doi": "10.1000/x"}, ""),
        ({"url": "javascript:alert(1)", "arxiv": "arXiv:1707.06347"}, "https://arxiv.org/abs/1707.06347"),
        ({}, ""),
    ],
)
def test_addresses(fields: dict[str, str], found: str) -> None:
    """Addresses lead to the web only; a DOI has its own field."""
    assert address(_entry(**fields)) == found


@pytest.mark.parametrize(
    ("fields", "also", "found"),
    [
        ({"url": "https://x.org/a) [b](<c>) \x1b;"}, "", "https://x.org/a%29%20[b]%28%3Cc%3E%29%20^[;"),
        ({"url": "https://x.org/a;b"}, ";", "https://x.org/a%3Bb"),
        ({"url": "https://x.org/a%20b"}, "", "https://x.org/a%20b"),
        ({"url": "data:x", "doi": "https://doi.org/10.1000/a%23b"}, "", "https://doi.org/10.1000/a%23b"),
        ({"url": "data:x"}, "", ""),
    ],
)
def test_addresses_in_links(fields: dict[str, str], also: str, found: str) -> None:
    """They lead to the web, and hold nothing that ends a link; what is encoded already stays as it is."""
    assert address_in_link(_entry(**fields), also=also) == found


@pytest.mark.parametrize(
    ("date", "shown"), [(None, ""), ("2017", "2017"), ("2017-01", "Jan 2017"), ("2017-12-03", "3 Dec 2017")]
)
def test_dates(date: str | None, shown: str) -> None:
    """A date is told as precisely as it is known."""
    assert month(date) == shown


def test_plurals() -> None:
    """Every kind has one."""
    assert " ".join(map(plural, KINDS)) == "papers blogs books theses reports talks software others"


@pytest.mark.parametrize(
    ("entry_id", "made"),
    [
        ("a-b2", "a-b2"),
        ("Hand_Made", ":48:and_:4D:ade"),
        ("ünïcode", "ünïcode"),
        ("a b", "a:20:b"),
        ("a,b}%", "a:2C:b:7D::25:"),
    ],
)
def test_a_key(entry_id: str, made: str) -> None:
    """A key is the id; what a key cannot hold goes by its number, so that no two ids have the same key."""
    assert key(entry_id) == made


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("aA1é,:}% _-ÉİıßẞK") | st.characters(), min_size=1), unique=True))
def test_keys(ids: list[str]) -> None:
    """Each id has a key of its own, also for programs that do not tell capitals; none needs to be escaped."""
    keys = list(map(key, ids))
    assert len({each.lower() for each in keys}) == len(ids)
    assert not set("".join(keys)) & set(" ,{}%#\"\\~'()=\n")


def test_keywords_are_areas_and_tags() -> None:
    """No label comes twice."""
    assert labels(_entry(areas=("RL", "x"), tags=("x", "rl", "ppo"))) == ["RL", "x", "ppo"]
