"""What a word counts for, by where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index.schema import WORD_COLUMNS
from readinglist.index.weights import WEIGHTS, field_weight, texts_of, word_weights

_text = st.lists(st.sampled_from(["ice", "moth", "_", "fog"]), max_size=60).map(" ".join)


def weights_of(**columns: str) -> dict[str, float]:
    """Return what the words of an entry with these columns count."""
    return word_weights([columns.get(name, "") for name in WORD_COLUMNS])


@given(st.fixed_dictionaries(dict.fromkeys(WORD_COLUMNS[:-1], _text)))
@settings(max_examples=100, deadline=None)
def test_each_word_has_one_weight(columns: dict[str, str]) -> None:
    """It is that of the columns in which the word stands, however it was found out."""
    found = weights_of(**columns)
    texts = texts_of([columns.get(name, "") for name in WORD_COLUMNS])
    assert found.keys() == {word for text in columns.values() for word in text.split()} - {"_"}
    for word, weight in found.items():
        counts = {name: text.split().count(word) for name, text in texts.items() if word in text.split()}
        names = ",".join(name for name, count in counts.items() for _ in range(count))
        assert weight == WEIGHTS[names] == field_weight(counts)


def test_fields_in_their_order() -> None:
    """Title over authors, the first one most, over tags over summary over abstract; often over once, but in titles."""
    texts = [{"title": "ice"}, {"first_author": "ice"}, {"authors": "moth _ ice"}]
    texts += [{"labels": "ice"}, {"summary": "ice"}, {"body": "ice"}]
    weights = [weights_of(**text)["ice"] for text in texts]
    assert weights == sorted(set(weights), reverse=True)
    assert weights_of(body="ice ice")["ice"] > weights_of(body="ice")["ice"]
    assert weights_of(title="ice _ ice")["ice"] == weights_of(title="ice")["ice"]
    assert weights_of(title="ice", body="ice")["ice"] > weights_of(title="ice")["ice"]


def test_initials_are_no_text() -> None:
    """The initials of a title weigh by themselves, not as a word that stands there."""
    assert weights_of(body="moth", initials="_moth _fog") == pytest.approx({"moth": 0.3})
