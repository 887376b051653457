"""What a word counts for, in one byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index.schema import WORD_COLUMNS
from readinglist.index.weights import field_weight, is_text, texts_of, weight_of, word_bytes

_text = st.lists(st.sampled_from(["ice", "moth", "_", "fog"]), max_size=60).map(" ".join)


def bytes_of(**columns: str) -> dict[str, int]:
    """Return the bytes of an entry with these columns."""
    return word_bytes([columns.get(name, "") for name in WORD_COLUMNS])


@given(st.fixed_dictionaries(dict.fromkeys(WORD_COLUMNS[:-1], _text)))
@settings(max_examples=100, deadline=None)
def test_the_byte_is_the_weight(columns: dict[str, str]) -> None:
    """The byte of each word is its weight, but for rounding; there is one for each word."""
    found = bytes_of(**columns)
    texts = texts_of([columns.get(name, "") for name in WORD_COLUMNS])
    assert found.keys() == {word for text in columns.values() for word in text.split()} - {"_"}
    for word, byte in found.items():
        counts = {name: text.split().count(word) for name, text in texts.items() if word in text.split()}
        assert weight_of(byte) == pytest.approx(min(field_weight(counts), 127 / 64), abs=0.01)
        assert is_text(byte)


def test_fields_in_their_order() -> None:
    """Title over authors, the first one most, over tags over summary over abstract; often over once, but in titles."""
    texts = [{"title": "ice"}, {"authors": "ice _ moth"}, {"authors": "moth _ ice"}]
    texts += [{"labels": "ice"}, {"summary": "ice"}, {"body": "ice"}]
    weights = [weight_of(bytes_of(**text)["ice"]) for text in texts]
    assert weights == sorted(set(weights), reverse=True)
    assert bytes_of(body="ice ice")["ice"] > bytes_of(body="ice")["ice"]
    assert bytes_of(title="ice _ ice")["ice"] == bytes_of(title="ice")["ice"]
    assert bytes_of(title="ice", body="ice")["ice"] > bytes_of(title="ice")["ice"]


def test_initials_are_told_apart() -> None:
    """The initials of a title are no text, unless the word stands in one as well."""
    found = bytes_of(title="ice", body="moth", initials="moth fog")
    assert (is_text(found["fog"]), found["fog"] & 1) == (False, 1)
    assert (is_text(found["moth"]), found["moth"] & 1) == (True, 1)
    assert found["ice"] & 1 == 0
    assert word_bytes([]) == {}
