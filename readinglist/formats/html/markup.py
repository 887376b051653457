"""Text as HTML: nothing in it can be markup, and addresses lead to the web or to a mailbox."""

from __future__ import annotations

import re
from html import escape
from typing import TypeGuard

from readinglist.model.identifiers import is_web
from readinglist.text import safe, safe_lines

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
# A line end inside a paragraph is where somebody's editor broke it, unless an item of a list begins.
_BREAKS = re.compile(r"\n(?!\s*(?:[-*•–]|\d{1,3}[.)])\s)")


def text(untrusted: str) -> str:
    """Return any text as HTML, on one line, for an element or an attribute.

    >>> text('<a title="x">')
    '&lt;a title=&quot;x&quot;&gt;'
    """
    return escape(safe(untrusted))


def tag(name: str, content: str, class_: str = "", **attributes: str) -> str:
    """Return an element with content that is HTML already on a line of its own, "" if there is no content."""
    if not content:
        return ""
    told = "".join(f' {key}="{value}"' for key, value in {"class": class_, **attributes}.items() if value)
    return f"<{name}{told}>{content}</{name}>\n"


def paragraphs(untrusted: str) -> str:
    """Return a text of several lines as paragraphs; items of lists keep lines of their own."""
    clean = "\n".join(safe_lines(untrusted)).strip()
    return "".join(f"<p>{_lines(part)}</p>" for part in _PARAGRAPHS.split(clean) if part)


def _lines(part: str) -> str:
    return escape(_BREAKS.sub(" ", part)).replace("\n", "<br>")


def is_address(untrusted: str | None) -> TypeGuard[str]:
    """Tell whether a text is an address of the web or of a mailbox, the only ones that are linked."""
    return is_web(untrusted) or (untrusted or "").lower().startswith("mailto:")


def link(address: str, content: str) -> str:
    """Return `content`, which is HTML, with a link to `address` where that may be linked."""
    if not is_address(address):
        return content
    return f'<a href="{text(address)}" rel="noopener noreferrer">{content}</a>'
