"""Markdown shows every title as it is, links to the web only, and holds no HTML."""

from __future__ import annotations

import re

import pytest

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.markdown import escaped
from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile


def _item(**fields: object) -> str:
    entry = Entry(**{"id": "one", "title": "One", **fields})  # type: ignore[arg-type]
    return "".join(written("markdown", [entry], About())).splitlines()[-1]


def test_a_page() -> None:
    """A heading for the list, one for each year, an item for each entry."""
    entries = [
        Entry(id="a", title="A", date="2017-07-20", authors=("X Y", "Z W"), venue="NIPS", status="read"),
        Entry(id="b", title="B", date="2017", url="https://x.org/b"),
        Entry(id="c", title="C", authors=("X Y",), et_al=True),
    ]
    text = "".join(
        written(
            "markdown",
            entries,
            About(list_file=ListFile(name="My *list*", description="All\nof it"), by_date=True),
        )
    )
    assert text == (
        "# My \\*list\\*\n\nAll of it\n\n## 2017\n\n- A — X Y, Z W, *NIPS*, 20 Jul 2017; read\n"
        "- [B](https://x.org/b) — 2017\n\n## Undated\n\n- C — X Y, et al\n"
    )


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("unread", ""),
        ("read", " — read"),
        ("reading", " — being read"),
        ("skimmed", " — skimmed"),
        ("dropped", " — dropped"),
        ("rejected", " — rejected"),
        ("candidate", " — candidate"),
    ],
)
def test_statuses(status: str, told: str) -> None:
    """What has happened is told; that nothing has is not."""
    assert _item(status=status) == f"- One{told}"


@pytest.mark.parametrize(
    "title",
    [
        "[x](javascript:alert(1))",
        "<script>x</script>",
        "`a` *b* _c_ ~d~",
        "a\\",
        "![i](http://x)",
        "&lt;b&gt;",
        "a | b",
        "$x$",
        "# no",
    ],
)
def test_titles_are_not_markup(title: str) -> None:
    """Each character that means something to Markdown has a backslash in front of it."""
    shown = escaped(title)
    assert re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", shown) == title
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]`*_~|$#&]", shown)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.org", ""]
)
def test_links_lead_to_the_web_only(url: str) -> None:
    """Other addresses are left out."""
    assert _item(url=url) == "- One"


def test_addresses_do_not_end_their_link() -> None:
    """Spaces, brackets and controls in an address are escaped."""
    assert (
        _item(url="https://x.org/a) [b](<c>) \x1b") == "- [One](https://x.org/a%29%20[b]%28%3Cc%3E%29%20^[)"
    )


def test_titles_of_several_lines() -> None:
    """Line ends and controls in a title cannot start anything new."""
    assert _item(title="a\n\n# b\x1b[1m\u202e") == "- a \\# b^\\[\\[1m\\<U+202E\\>"


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"doi": "https://doi.org/10.1145/a%23b"}, "https://doi.org/10.1145/a%23b"),
        ({"doi": "doi:10.1145/1", "url": "javascript:x"}, "https://doi.org/10.1145/1"),
        ({"arxiv": "arXiv:1707.06347v2"}, "https://arxiv.org/abs/1707.06347v2"),
    ],
)
def test_identifiers_as_people_paste_them(fields: dict[str, str], address: str) -> None:
    """They lead where they are meant to, whatever stands before them, and beside an address that is none."""
    assert _item(**fields) == f"- [One]({address})"


def test_years_only_in_order_of_date() -> None:
    """In another order there is one list without headings."""
    entries = [
        Entry(id=each, title=each, date=year) for each, year in (("A", "2017"), ("B", "2016"), ("C", "2017"))
    ]
    text = "".join(written("markdown", entries, About(list_file=ListFile(name="L"))))
    assert text == "# L\n\n- A — 2017\n- B — 2016\n- C — 2017\n"


def test_what_i_made_of_it() -> None:
    """The day, the rating and the takeaway go along, inert like all else; without them nothing is said of them."""
    log = (LogItem("2026-11-20", {"event": "start"}), LogItem("2026-11-22", {"event": "finish"}))
    told = _item(status="read", log=log, rating=4, takeaway="it *works*")
    assert told == "- One — read 22 Nov 2026, rated 4: it \\*works\\*"
    assert _item(rating=2) == "- One — rated 2"
    assert _item(status="unread", log=log) == "- One"
