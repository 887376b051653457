"""What may stand before a title: the mark of an item, Markdown, a backslash."""

from __future__ import annotations

import re

from readinglist.formats.digest.form import HARD, numbered
from readinglist.formats.digest.slips import may_be_stray

_MARKDOWN = re.compile(r"^#{1,6}\s+")


def style_of(text: str) -> str:
    """Return what tells items of one list: a bullet, or what follows a number; "" for what is no item."""
    mark = numbered(text)
    return mark[2][-1] if mark else ""


def is_marked(title: str) -> bool:
    """Tell whether a title begins as an item or with Markdown; a backslash keeps it as it is."""
    return bool(title.startswith((HARD, "**")) or numbered(f"{title} (") or _MARKDOWN.match(title))


def is_sure(title: str) -> bool:
    """Tell whether a backslash before a title says that it is meant as it is written."""
    return title.startswith(HARD) and (is_marked(title[1:]) or may_be_stray(title[1:]))


def bare(title: str) -> str:
    """Return a title without the mark of an item, or of emphasis and headings in Markdown."""
    if is_sure(title):
        return title[1:]
    mark = numbered(title)
    title = title[mark.end() :] if mark else _MARKDOWN.sub("", title, count=1)
    return title[2:-2].strip() if title.startswith("**") and title.endswith("**") else title
