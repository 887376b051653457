"""HTML: the list as one page that needs no network; its page, style and script lie beside this."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from readinglist.formats.html.counts import figures, number_shown, total
from readinglist.formats.html.item import item
from readinglist.formats.html.markup import paragraphs, tag, text
from readinglist.formats.works import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile

# Nothing is fetched, sent, framed or run but the style and the script of that content (W3C, CSP Level 3); no
# text becomes markup (W3C, Trusted Types).
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the page.

    It has no headings but years, whatever `about.group` says: whoever reads it chooses. The reader's notes
    and log are left out, but for the day on which an entry was read.
    """
    kinds = about.progress()
    whole = total(kinds)
    head, tail = _part("page.html").split("$entries")
    yield Template(head).substitute(
        _acting(), **_of_list(about.list_file, figures(kinds)), whole=sum(whole.by_status.values())
    )
    number = 0
    for heading, members in _sections(entries, about):
        yield f'<section>\n<h2>{heading}</h2>\n<ol role="list">\n'
        for entry in members:
            number += 1
            yield item(entry)
        yield "</ol>\n</section>\n"
    yield Template(tail).substitute(shown=number_shown(number, whole, about.day))


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _acting() -> dict[str, str]:
    style, script = _part("style.css"), _part("script.js")
    policy = _POLICY.format(style=_hash(style), script=_hash(script))
    return {"policy": policy, "style": style, "script": script}


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _of_list(told: ListFile, counts: str) -> dict[str, str]:
    name = text(told.name or UNNAMED)
    about = (
        tag("p", UNNAMED, "kicker") if told.name else "",
        tag("h1", name, dir="auto"),
        tag("div", paragraphs(told.description or ""), "lead", dir="auto"),
        tag("p", f"Curated by {text(told.curator)}" if told.curator else "", "keeper"),
        counts,
    )
    return {"name": name, "description": text(told.description or UNNAMED), "about": "".join(about)}


def _sections(entries: Iterable[Entry], about: About) -> Iterator[tuple[str, Iterable[Entry]]]:
    if not about.by_date:
        yield "All", entries
        return
    for year, members in groupby(entries, lambda entry: entry.year):
        yield str(year or "Undated"), members
