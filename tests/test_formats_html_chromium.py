"""The page in a real browser: search, filters, order, addresses and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.reading.progress import Progress
from tests.html_pages import ENTRIES, count_told, ids_shown, page_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chromium import Browser


def _choose(page: Browser, name: str, value: str) -> None:
    page.run(
        f"(menu => {{ menu.value = {value!r}; menu.dispatchEvent(new Event('change', {{bubbles: true}})) }})"
        f"(document.querySelector('select[name={name}]'))"
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "a b c d"),
        ("uber", "a"),
        ("ÜBER ang", "a"),
        ("lukas kais", "a"),
        ("reas", "a b"),
        ("reason learn", "b"),
        ("eason", ""),
        ("oeuvre", "b"),
        ("oneil", "c"),
        ("本", "c"),
        ("gpt-3", "a b"),
        ("gpt3", ""),
        ("?!", "a b c d"),
        ("2019", "c"),
    ],
)
def test_search(chromium: Browser, tmp_path: Path, query: str, shown: str) -> None:
    """Every word has to begin a word of the entry; accents, case and ligatures do not matter."""
    page = chromium.open(page_in(tmp_path)).key("/")
    page.type(query)
    assert ids_shown(page) == shown
    assert not page.complaints()


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("area=Reasoning", "a b"),
        ("area=Reasoning&tag=gpt-2", "b"),
        ("year=2020&status=read", "a"),
        ("kind=blog", "c"),
        ("q=learn&area=Community", "b"),
        ("kind=blog&year=2020", ""),
        ("area=Nothing&sort=none", "a b c d"),
        ("sort=title", "c b a d"),
        ("sort=done&area=Community", "c b"),
        ("b", "a b c d"),
        ("q=%3Cimg%20src=x%3E", ""),
    ],
)
def test_an_address_keeps_a_view(chromium: Browser, tmp_path: Path, fragment: str, shown: str) -> None:
    """What is searched, chosen and ordered stands in the address, and holds where it is opened."""
    page = chromium.open(page_in(tmp_path), fragment)
    assert ids_shown(page) == shown
    assert page.run("document.querySelector('.empty').checkVisibility()") is (not shown)
    assert count_told(page) == (
        "4 entries" if shown.count(" ") == 3 else f"{len(shown.split())} of 4 entries"
    )


def test_filters(chromium: Browser, tmp_path: Path) -> None:
    """Filters add up, say how many entries each choice leaves, and can be gone back from."""
    page = chromium.open(page_in(tmp_path))
    _choose(page, "area", "Community")
    _choose(page, "status", "read")
    assert (ids_shown(page), count_told(page)) == ("c", "1 of 4 entries")
    options = "Array.from(document.querySelector('select[name=tag]').options, option => [option.text, option.disabled])"
    assert page.run(options) == [["Any tag", False], ["gpt-2 (1)", False], ["gpt-3 (0)", True]]
    assert page.run("location.hash") == "#area=Community&status=read"
    assert page.run("Array.from(document.querySelectorAll('h2'), each => each.checkVisibility())") == [
        False,
        True,
        False,
        False,
    ]
    page.run("history.back()")
    page.until("location.hash === '#area=Community'").settle()
    assert ids_shown(page) == "b c"
    page.run("document.querySelector('.clear').click()")
    assert (ids_shown(page), page.run("location.hash")) == ("a b c d", "")


def test_labels_narrow_the_list(chromium: Browser, tmp_path: Path) -> None:
    """A click on a tag of an entry is a filter beside those that are chosen."""
    page = chromium.open(page_in(tmp_path), "year=2020")
    page.run("document.querySelector('#b .tag').click()")
    assert ids_shown(page) == "b"
    assert page.run("location.hash") == "#year=2020&tag=gpt-2"


def test_order(chromium: Browser, tmp_path: Path) -> None:
    """In another order than that of the list there is one heading; back in it, each year has its own."""
    page = chromium.open(page_in(tmp_path), "sort=title")
    headings = "Array.from(document.querySelectorAll('h2')).filter(each => each.checkVisibility()).map(each => each.textContent)"
    assert page.run(headings) == ["By title"]
    _choose(page, "sort", "")
    assert page.run(headings) == ["2020", "2019", "Undated"]
    names = "Array.from(document.querySelector('select[name=sort]').options, option => option.text)"
    assert page.run(names) == ["Newest", "By title", "Last read"]
    page.open(page_in(tmp_path, reversed(ENTRIES[1:2] + ENTRIES[3:])))
    assert page.run(names) == ["As listed", "Newest", "By title"]


def test_keys(chromium: Browser, tmp_path: Path) -> None:
    """A slash goes to the search, Escape empties it, and the address follows."""
    page = chromium.open(page_in(tmp_path)).key("/")
    page.type("reas/")
    assert page.run("document.activeElement.value") == "reas/"
    page.until("location.hash === '#q=reas%2F'")
    page.key("Escape")
    assert (ids_shown(page), page.run("document.activeElement.value")) == ("a b c d", "")
    page.key("Escape")
    assert page.run("document.activeElement.tagName") == "BODY"


def test_a_part_of_the_list(chromium: Browser, tmp_path: Path) -> None:
    """A page with a part of the list says so."""
    page = chromium.open(page_in(tmp_path, progress=lambda: {"paper": Progress({"unread": 97})}), "q=learn")
    assert count_told(page) == "1 of 4 entries, out of 97 in the whole list"
