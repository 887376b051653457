"""Identifiers in the forms people paste them, brought to the one form in which two can be compared."""

from __future__ import annotations

import re

# Of an id, with what precedes it in a URL, a citation or the DOI that arXiv gives, and what may follow.
_ARXIV = re.compile(
    r"(?:.*arxiv\.org/[a-z]+/|(?:.*10\.48550/)?arxiv[:.]\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*|\s*\[[a-z.-]+\])?",
    re.ASCII,
)
_DOI = re.compile(r"(?:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.ASCII)


def arxiv_key(text: str) -> str:
    """Return the arXiv id in `text` (an id, a URL, with or without version), "" if it is none."""
    match = _ARXIV.fullmatch(text.strip().lower())
    return match[1] if match else ""


def doi_key(text: str) -> str:
    """Return the DOI in `text` (a DOI or its URL) in lower case, "" if it is none."""
    match = _DOI.fullmatch(text.strip().lower())
    return match[1] if match else ""


def url_key(text: str) -> str:
    """Return a URL without what does not tell pages apart, "" if it is none."""
    scheme, found, rest = text.strip().partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return ""
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
