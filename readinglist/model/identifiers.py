"""Identifiers in the forms people paste them, brought to the one form in which two can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.model.entry import Entry

# Of an id, with what precedes it in a URL, a citation or the DOI that arXiv gives, and what may follow.
_ARXIV = re.compile(
    r"(?:.*arxiv\.org/[a-z]+/|(?:.*10\.48550/)?arxiv[:.]\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*|\s*\[[a-z.-]+\])?",
    re.ASCII,
)
_DOI = re.compile(r"(?:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.ASCII)
_RESOLVERS = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}
_PLAIN_IN_ADDRESSES = re.compile(r"[\w./:;()-]*", re.ASCII)


def arxiv_key(text: str) -> str:
    """Return the arXiv id in `text` (an id, a URL, with or without version), "" if it is none."""
    match = _ARXIV.fullmatch(text.strip().lower())
    return match[1] if match else ""


def doi_key(text: str) -> str:
    """Return the DOI in `text` (a DOI or its URL) in lower case, "" if it is none."""
    match = _DOI.fullmatch(text.strip().lower())
    return match[1] if match else ""


def plain_identifier(field: str, text: str | None) -> str | None:
    """Return the value of a field as the list writes it: `arxiv` and `doi` without prefix and resolver.

    The version of an arXiv id and the case of a DOI stay; other fields and unknown forms are left alone.

    >>> plain_identifier("arxiv", "arXiv:1810.04805v2"), plain_identifier("doi", "doi:10.1145/AB")
    ('1810.04805v2', '10.1145/AB')
    """
    form = {"arxiv": _ARXIV, "doi": _DOI}.get(field)
    match = form.fullmatch(text.strip().lower()) if form and text else None
    if match is None or text is None:
        return text
    start = match.start(1) + len(text) - len(text.lstrip())
    version = re.match(r"v\d+", text[start + len(match[1]) :], re.ASCII) if field == "arxiv" else None
    return text[start : start + len(match[1])] + (version[0] if version else "")


def url_key(text: str) -> str:
    """Return a URL without what does not tell pages apart, "" if it is none."""
    scheme, found, rest = text.strip().partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return ""
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def web_address(entry: Entry) -> str:
    """Return the address of an entry's page: its `url` on the web, else that of its arXiv id or DOI.

    Without any of them it is the `url` as it is, or "".
    """
    if is_web(entry.url):
        return entry.url
    return resolved("arxiv", entry.arxiv) or resolved("doi", entry.doi) or entry.url or ""


def is_web(address: str | None) -> TypeGuard[str]:
    """Tell whether an address is one of the web."""
    return (address or "").lower().startswith(("https://", "http://"))


def resolved(field: str, identifier: str | None) -> str:
    """Return the address to which an identifier leads, of `arxiv` or `doi`, in any form; "" without one.

    >>> resolved("arxiv", "arXiv:1810.04805v2"), resolved("doi", "https://doi.org/10.1145/a%23b")
    ('https://arxiv.org/abs/1810.04805v2', 'https://doi.org/10.1145/a%23b')
    """
    plain = plain_identifier(field, identifier)
    if not plain or _PLAIN_IN_ADDRESSES.fullmatch(plain):
        return f"{_RESOLVERS[field]}{plain}" if plain else ""
    from urllib.parse import quote  # noqa: PLC0415 - few identifiers need it

    # A DOI may hold #, ? and < (ANSI/NISO Z39.84), which end or break an address; in one they are written so.
    is_written = "doi.org/" in (identifier or "").lower()
    return _RESOLVERS[field] + quote(safe(plain), safe="/:;()%" if is_written else "/:;()")
