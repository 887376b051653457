"""Identifiers in the forms in which people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry
from readinglist.model.identifiers import arxiv_key, doi_key, is_web, resolved, url_key, web_address


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1707.06347", "1707.06347"), ("1707.06347v12", "1707.06347"), (" arXiv: 0704.0001 ", "0704.0001"),
        ("math.GT/0309136", "math.gt/0309136"), ("cs/0112017v2", "cs/0112017"), ("https://arxiv.org/pdf/1707.06347v2.pdf", "1707.06347"),
        ("https://www.arxiv.org/abs/1707.06347#top", "1707.06347"), ("10.48550/arXiv.1707.06347", "1707.06347"),
        ("170.06347", ""), ("1707.063471", ""), ("see 1707.06347", ""), ("", ""), ("10.1000/1707.06347", ""), ("١٧٠٧.٠٦٣٤٧", ""),
    ],
)  # fmt: skip
def test_arxiv(text: str, key: str) -> None:
    """With version, prefix, URL or the DOI that arXiv gives: the id alone."""
    assert arxiv_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("10.1000/AbC", "10.1000/abc"), ("https://doi.org/10.1000/AbC", "10.1000/abc"), ("dx.doi.org/10.1000/x(1)2", "10.1000/x(1)2"),
        ("DOI: 10.1000/x", "10.1000/x"), ("11.1000/x", ""), ("10.1000/", ""), ("10.1000/a b", ""), ("", ""),
    ],
)  # fmt: skip
def test_doi(text: str, key: str) -> None:
    """With its resolver, prefix and any case: the DOI in lower case."""
    assert doi_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://www.Example.org/A/", "example.org/A"), ("HTTP://example.org", "example.org"), ("https://x.org/?q=1", "x.org/?q=1"),
        ("example.org", ""), ("ftp://x.org", ""), ("javascript://x", ""), ("https://", ""), ("", ""),
    ],
)  # fmt: skip
def test_url(text: str, key: str) -> None:
    """Scheme, www, the case of the host and a last slash do not tell pages apart; the path does."""
    assert url_key(text) == key


@pytest.mark.parametrize(
    ("field", "text", "address"),
    [
        ("arxiv", "1707.06347v2", "https://arxiv.org/abs/1707.06347v2"),
        ("arxiv", "https://arxiv.org/pdf/1707.06347v2.pdf", "https://arxiv.org/abs/1707.06347v2"),
        ("arxiv", "arXiv:math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136"),
        ("arxiv", "no id\ud800", "https://arxiv.org/abs/no%20id%3CU%2BD800%3E"),
        ("doi", "10.1145/3292500.3330701", "https://doi.org/10.1145/3292500.3330701"),
        ("doi", "https://doi.org/10.1145/3292500.3330701", "https://doi.org/10.1145/3292500.3330701"),
        ("doi", "doi:10.1/a", "https://doi.org/doi:10.1/a"),
        ("doi", "DOI: 10.1000/a#b<c>%", "https://doi.org/10.1000/a%23b%3Cc%3E%25"),
        ("doi", "http://dx.doi.org/10.1000/a%23b%3Cc", "https://doi.org/10.1000/a%23b%3Cc"),
        ("doi", "", ""), ("doi", None, ""),
    ],
)  # fmt: skip
def test_where_identifiers_lead(field: str, text: str | None, address: str) -> None:
    """Whatever stood before it, it has one resolver, and what an address cannot hold is encoded once."""
    assert resolved(field, text) == address


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"url": "HTTPS://x.org", "doi": "10.1000/x"}, "HTTPS://x.org"),
        ({"url": "javascript:x", "arxiv": "1707.06347", "doi": "10.1000/x"}, "https://arxiv.org/abs/1707.06347"),
        ({"url": "papers/x.pdf", "doi": "doi:10.1000/x"}, "https://doi.org/10.1000/x"),
        ({"url": "mailto:a@x.org"}, "mailto:a@x.org"),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_page_of_an_entry(fields: dict[str, str], address: str) -> None:
    """A `url` that is none of the web hides neither arXiv id nor DOI."""
    entry = Entry(id="a", title="A", **fields)  # type: ignore[arg-type]
    assert (web_address(entry), is_web(web_address(entry))) == (address, address.lower().startswith("http"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_a_key_or_none(text: str) -> None:
    """No text fails, and the key of a key is the key itself."""
    assert arxiv_key(arxiv_key(text)) == arxiv_key(text)
    assert doi_key(doi_key(text)) == doi_key(text)
    assert isinstance(url_key(f"https://{text}"), str)


def test_long_texts_are_read_quickly() -> None:
    """A megabyte of anything is no identifier, and that is soon clear."""
    for text in ("arxiv.org/a" * 90_000, "a-" * 500_000, "10." * 300_000, " " * 900_000):
        assert (arxiv_key(text), doi_key(text)) == ("", "")
