"""An entry as HTML: an item of a list that reads well without the script, and tells the script its values."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from readinglist.formats.html.markup import is_address, link, paragraphs, tag, text
from readinglist.formats.works import month
from readinglist.model.identifiers import plain_identifier, resolved, web_address
from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.model.entry import Entry

_FINISHED = {"read": "finish", "skimmed": "skim"}
_USUAL_KIND = "paper"
_BEST = 5


def item(entry: Entry) -> str:
    """Return an entry as an item of the list."""
    title = link(web_address(entry), text(entry.title))
    formal = entry.paper_title if entry.paper_title != entry.title else None
    return tag(
        "li",
        "\n"
        + tag("h3", title, "title", dir="auto")
        + tag("p", text(formal or ""), "formal", dir="auto")
        + tag("p", _byline(entry), "byline")
        + tag("p", _state(entry), "state")
        + tag("div", paragraphs(entry.summary or ""), "summary", dir="auto")
        + tag("div", paragraphs(entry.takeaway or ""), "takeaway", dir="auto")
        + tag("ul", _labels("area", entry.areas) + _labels("tag", entry.tags), "chips", role="list")
        + _abstract(entry),
        "entry",
        **_values(entry),
    )


def _values(entry: Entry) -> dict[str, str]:
    told = {"date": entry.date or "", "status": entry.status, "kind": entry.kind, "done": _day_done(entry)}
    return {"id": text(entry.id), **{f"data-{name}": text(value) for name, value in told.items()}}


def _day_done(entry: Entry) -> str:
    event = _FINISHED.get(entry.status)
    return max((item.date for item in entry.log if item.event == event), default="")


def _byline(entry: Entry) -> str:
    parts = (
        ("authors", text(entry.credits)),
        ("venue", text(_venue(entry))),
        ("kind", text(entry.kind) if entry.kind != _USUAL_KIND else ""),
        ("date", _date(entry)),
        ("arxiv", _identifier("arxiv", "arXiv", entry.arxiv)),
        ("doi", _identifier("doi", "doi", entry.doi)),
        ("code", link(entry.code, "code") if is_address(entry.code) else ""),
    )
    return " ".join(f'<span class="{name}">{part}</span>' for name, part in parts if part)


def _venue(entry: Entry) -> str:
    venue = entry.venue or ""
    return "" if entry.arxiv and venue.lower() == "arxiv" else venue


def _identifier(field: str, name: str, value: str | None) -> str:
    plain = plain_identifier(field, value)
    return link(resolved(field, value), f"{name}&nbsp;{text(plain)}") if plain else ""


def _date(entry: Entry) -> str:
    if not entry.date:
        return ""
    day = f'<time datetime="{text(entry.date)}">{text(month(entry.date))}</time>'
    return f'<a href="#{quote(safe(entry.id))}">{day}</a>'


def _labels(name: str, values: tuple[str, ...]) -> str:
    return "".join(tag("li", _label(name, value)) for value in values)


def _label(name: str, value: str) -> str:
    return f'<a class="{name}" href="#{name}={quote(safe(value), safe="")}" dir="auto">{text(value)}</a>'


def _state(entry: Entry) -> str:
    day = _day_done(entry)
    told = f'<span class="status">{text(entry.status)}{f" {text(month(day))}" if day else ""}</span>'
    if not entry.rating:
        return told
    stars = "★" * entry.rating + "☆" * (_BEST - entry.rating)
    return f'{told} <span class="rating" role="img" aria-label="{entry.rating} of {_BEST}">{stars}</span>'


def _abstract(entry: Entry) -> str:
    told = tag("div", paragraphs(entry.abstract or ""), "abstract", dir="auto")
    return tag("details", f"<summary>Abstract</summary>\n{told}") if told else ""
