"""Scores out of weights are those that a plain loop over entries and words would give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.search.meaning import Term
from readinglist.search.weighing import ALWAYS, LEAST_SHARE, Weighed, scores

_weights = st.dictionaries(st.integers(1, 30), st.floats(0.05, 1.2), max_size=20)
_terms = st.lists(st.tuples(_weights, st.floats(0.1, 6)), min_size=1, max_size=5)


def weighed(terms: list[tuple[dict[int, float], float]]) -> list[Weighed]:
    """Return terms with these weights and rarities."""
    return [
        Weighed(Term(f"w{at}", []), {number: weight * rarity for number, weight in found.items()}, rarity)
        for at, (found, rarity) in enumerate(terms)
    ]


def naive(terms: list[Weighed]) -> dict[int, float]:
    """Return the score of each entry, by the definition."""
    whole = sum(each.rarity for each in terms if each.weights)
    found = {}
    for number in {number for each in terms for number in each.weights}:
        having = [each for each in terms if number in each.weights]
        found[number] = sum(each.weights[number] for each in having) * sum(e.rarity for e in having) / whole
    return found


@given(_terms)
@settings(max_examples=300, deadline=None)
def test_scores_are_those_of_the_definition(terms: list[tuple[dict[int, float], float]]) -> None:
    """Every entry near the best is found with its score, and no other."""
    asked = weighed(terms)
    expected = naive(asked)
    ranked = sorted(expected.values(), reverse=True)[:ALWAYS]
    best = ranked[0] if ranked else 0
    least = max(0.002 * best, min(LEAST_SHARE * best, ranked[-1]) if len(ranked) == ALWAYS else 0)
    found = scores(asked)
    assert found == {number: pytest.approx(expected[number]) for number in found}
    surely = {number for number, score in expected.items() if score > least * 1.0001}
    assert surely <= found.keys() <= {n for n, score in expected.items() if score >= least * 0.9999}


def test_nothing_found() -> None:
    """Terms that no entry has give no scores."""
    assert scores(weighed([({}, 1.0)])) == {}
    assert scores([]) == {}
