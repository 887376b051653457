"""What to read now: the parts of the score, their sum, and the order, for any list."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.reading.next import (
    USUAL_PACE,
    WEIGHTS,
    Candidate,
    Surroundings,
    candidate_of,
    minutes_a_page,
    parts,
    points_of,
    ranked,
)

TODAY = date(2026, 11, 23)
AREAS = ("rl", "speech", "sparsity")
PRIORITIES = ("low", "normal", "high")
_days = st.integers(-30, 900).map(lambda back: TODAY - timedelta(days=back))
_candidates = st.builds(
    Candidate,
    id=st.text("abc", min_size=1, max_size=3),
    priority=st.sampled_from(PRIORITIES),
    added=st.none() | _days,
    areas=st.lists(st.sampled_from(AREAS), max_size=3, unique=True).map(tuple),
    left=st.none() | st.integers(0, 2000),
    started=st.booleans(),
    latest=st.none() | _days,
    liked=st.floats(0, 1),
    published=st.sampled_from(["", "2017-07-01", "2019-01-01"]),
)
_lists = st.lists(_candidates, max_size=8, unique_by=lambda each: each.id)
_around = st.builds(
    Surroundings,
    today=st.just(TODAY),
    last_read=st.dictionaries(st.sampled_from(AREAS), _days),
    minutes=st.none() | st.integers(1, 1440),
    pace=st.floats(0.01, 200),
)
_weights = st.fixed_dictionaries({name: st.floats(0, 1000) for name in WEIGHTS})


@settings(max_examples=200, deadline=None)
@given(_candidates, _around)
def test_parts_are_shares(candidate: Candidate, around: Surroundings) -> None:
    """Each is between 0 and 1, and each is there once; minutes only where they were said."""
    found = list(parts(candidate, around))
    assert all(0 <= part <= 1 for _, part in found)
    assert {name for name, _ in found} == set(WEIGHTS) - ({"minutes"} if around.minutes is None else set())
    assert len(found) == len(dict(found))


@settings(max_examples=200, deadline=None)
@given(_candidates, _around, _weights)
def test_points_add_up(candidate: Candidate, around: Surroundings, weights: dict[str, float]) -> None:
    """The score is the sum of the parts times their weights; what is shown of each adds up to it."""
    points = points_of(candidate, around, weights)
    whole = sum(weights[name] * part for name, part in parts(candidate, around))
    assert points.score == pytest.approx(whole, abs=0.005 * len(WEIGHTS) + 1e-6)
    assert sum(round(each * 100) for each in points.parts.values()) == round(points.score * 100)


@settings(max_examples=200, deadline=None)
@given(_lists.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))), _around, _weights)
def test_the_order_stands(
    lists: tuple[list[Candidate], list[Candidate]], around: Surroundings, weights: dict[str, float]
) -> None:
    """In whatever order they come: the highest score first, of a score the newest, then by id."""
    candidates, mixed = lists
    found = ranked(candidates, around, weights)
    published = {each.id: each.published for each in candidates}
    for one, other in pairwise(found):
        assert (-one.score, _newest_first(published[one.id]), one.id) <= (
            (-other.score, _newest_first(published[other.id]), other.id)
        )
    assert ranked(mixed, around, weights) == found


def _newest_first(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def _rank(candidates: list[Candidate], chosen: str, around: Surroundings, weights: dict[str, float]) -> int:
    return [each.id for each in ranked(candidates, around, weights)].index(chosen)


@settings(max_examples=200, deadline=None)
@given(_lists.filter(bool), _around, _weights, st.data())
def test_more_never_lowers(
    candidates: list[Candidate], around: Surroundings, weights: dict[str, float], data: st.DataObject
) -> None:
    """Who has more priority, is nearer to what is liked, is longer in the list or waits longer, never sinks."""
    at = data.draw(st.integers(0, len(candidates) - 1))
    one = candidates[at]
    earlier = st.integers(0, 300).map(lambda days: timedelta(days=days))
    higher = data.draw(st.sampled_from(PRIORITIES[PRIORITIES.index(one.priority) :]))
    better = one._replace(
        priority=higher,
        liked=data.draw(st.floats(one.liked, 1)),
        added=one.added and one.added - data.draw(earlier),
        latest=one.latest and one.latest - data.draw(earlier),
    )
    others = [*candidates[:at], better, *candidates[at + 1 :]]
    assert _rank(others, one.id, around, weights) <= _rank(candidates, one.id, around, weights)


@pytest.mark.parametrize(
    ("candidate", "name", "part"),
    [
        (Candidate("a"), "started", 0),
        (Candidate("a", started=True, latest=TODAY), "started", 0.5),
        (Candidate("a", started=True, latest=TODAY - timedelta(days=7)), "started", 0.75),
        (Candidate("a", started=True, latest=TODAY - timedelta(days=99)), "started", 1),
        (Candidate("a", started=True), "started", 0.75),
        (Candidate("a", "high"), "priority", 1),
        (Candidate("a"), "priority", 0.5),
        (Candidate("a", "low"), "priority", 0),
        (Candidate("a"), "minutes", 0.5),
        (Candidate("a", left=10), "minutes", 1),
        (Candidate("a", left=8), "minutes", 0.8),
        (Candidate("a", left=1), "minutes", 0.5),
        (Candidate("a", left=0), "minutes", 0.5),
        (Candidate("a", left=20), "minutes", 0.5),
        (Candidate("a", left=100), "minutes", 0.1),
        (Candidate("a", liked=0.3), "liked", 0.3),
        (Candidate("a"), "age", 0.5),
        (Candidate("a", added=TODAY + timedelta(days=9)), "age", 0),
        (Candidate("a", added=TODAY - timedelta(days=73)), "age", 0.2),
        (Candidate("a"), "neglected", 0.5),
        (Candidate("a", areas=("speech",)), "neglected", 1),
        (Candidate("a", areas=("rl",)), "neglected", 0.5),
        (Candidate("a", areas=("rl", "speech")), "neglected", 0.75),
    ],
)
def test_what_a_part_is(candidate: Candidate, name: str, part: float) -> None:
    """By hand: an area read 21 days ago, half an hour, and three minutes for a page."""
    around = Surroundings(TODAY, {"rl": TODAY - timedelta(days=21)}, 30, USUAL_PACE)
    assert dict(parts(candidate, around))[name] == pytest.approx(part)


def test_a_candidate_out_of_an_entry() -> None:
    """What is left of it and when it was read last come from the reading that goes on."""
    log = (
        LogItem("2026-01-01", {"event": "start"}),
        LogItem("2026-01-02", {"event": "drop", "pages": "1-9"}),
        LogItem("2026-11-01", {"event": "start"}),
        LogItem("2026-11-03", {"pages": "1-4"}),
    )
    entry = Entry(id="x", title="X", status="reading", pages=12, added="2026-01-01", log=log, areas=("RL",))
    expected = Candidate("x", "normal", date(2026, 1, 1), ("RL",), 8, started=True, latest=date(2026, 11, 3))
    assert candidate_of(entry) == expected
    assert candidate_of(Entry(id="y", title="Y", priority="low", pages=3)) == Candidate("y", "low", left=3)


def test_minutes_a_page() -> None:
    """Only sessions that have both count, by the pages of all of them."""
    log = (
        LogItem("2026-01-01", {"pages": "1-5", "minutes": "20"}),
        LogItem("2026-01-02", {"pages": "6-20"}),
        LogItem("2026-01-03", {"minutes": "99"}),
        LogItem("2026-01-04", {"pages": "21", "minutes": "10"}),
    )
    assert minutes_a_page([Entry(id="x", title="X", log=log), Entry(id="y", title="Y")]) == 5
    assert minutes_a_page([Entry(id="y", title="Y")]) is None
