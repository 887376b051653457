"""The page in a real browser: dark, on paper, on a phone, without script, and what it does with hostile entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.model.entry import Entry
from readinglist.model.listfile import ListFile
from tests.chromium import LOADED
from tests.html_pages import ENTRIES, SHOWN, count_told, ids_shown, page_in
from tests.payloads import CAUGHT, PAYLOADS, hostile
from tests.program import here

if TYPE_CHECKING:
    from tests.chromium import Browser

ROOT = Path(__file__).resolve().parent.parent
_BRIGHTNESS = (
    "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every(part => part > 128)"
)


def test_dark_and_light(chromium: Browser, tmp_path: Path) -> None:
    """The page is as the system says until the reader chooses, and its button tells how it is."""
    page = chromium.open(page_in(tmp_path))
    pressed = "document.querySelector('.theme').ariaPressed"
    assert (page.run(_BRIGHTNESS), page.run(pressed)) == (True, "false")
    page.emulate(prefers_color_scheme="dark").until(f"{pressed} === 'true'")
    assert page.run(_BRIGHTNESS) is False
    page.run("document.querySelector('.theme').click()")
    assert (page.run(_BRIGHTNESS), page.run(pressed)) == (True, "false")
    page.open(page_in(tmp_path)).run("document.querySelector('.theme').click()")
    assert page.run(_BRIGHTNESS) is False
    assert not page.complaints()


# The contrast of two colours as WCAG 2.2 defines it.
_CONTRAST = """(() => {
  const light = parts => parts.map(each => (each /= 255) <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = node => { while (parts(getComputedStyle(node).backgroundColor)[3] === 0) node = node.parentElement; return node };
  return Array.from(document.querySelectorAll('body *')).filter(each => each.checkVisibility())
    .filter(each => Array.from(each.childNodes).some(node => node.nodeType === 3 && node.data.trim())).map(each => {
    const [a, b] = [getComputedStyle(each).color, getComputedStyle(behind(each)).backgroundColor]
      .map(colour => light(parts(colour).slice(0, 3)) + 0.05);
    return [Math.max(a, b) / Math.min(a, b), each.className || each.tagName];
  }).sort((a, b) => a[0] - b[0])[0];
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(chromium: Browser, tmp_path: Path, scheme: str) -> None:
    """Every text stands out from what is behind it, 4.5 to 1 at least."""
    statuses = ("unread", "reading", "read", "skimmed", "dropped", "rejected", "candidate")
    entries = [
        Entry(id=each, title=each, status=each, rating=3, takeaway="x", tags=("t",)) for each in statuses
    ]
    page = chromium.emulate(prefers_color_scheme=scheme).open(
        page_in(tmp_path, [*entries, *ENTRIES]), "area=Reasoning"
    )
    least, where = page.run(_CONTRAST)
    assert least >= 4.5, where


def test_paper(chromium: Browser, tmp_path: Path) -> None:
    """On paper there are no controls, and the addresses of links are told."""
    entry = Entry(id="a", title="A", url="https://x.example/a", abstract="Long.")
    page = chromium.open(page_in(tmp_path, [entry])).emulate(media="print", prefers_color_scheme="dark")
    assert page.run("document.querySelector('.controls').checkVisibility()") is False
    assert (
        page.run("getComputedStyle(document.querySelector('.title a'), '::after').content")
        == '" https://x.example/a"'
    )
    assert page.run(_BRIGHTNESS) is True


def test_without_script(chromium: Browser, tmp_path: Path) -> None:
    """The list is there as it is, and nothing that would do nothing."""
    page = chromium
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.send("Page.navigate", url=page_in(tmp_path).as_uri())
        page.until(LOADED)
        assert ids_shown(page) == "a b c d"
        assert (
            page.run(
                "Array.from(document.querySelectorAll('input, select, button')).some(each => each.checkVisibility())"
            )
            is False
        )
    finally:
        page.send("Emulation.setScriptExecutionDisabled", value=False)


_OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_SMALL = """Array.from(document.querySelectorAll('button, select, input, summary')).filter(each => each.checkVisibility())
  .filter(each => each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""


def test_a_phone(chromium: Browser, tmp_path: Path) -> None:
    """Nothing is wider than the screen, and what is touched is as high as a finger."""
    page = chromium.emulate(width=375, height=812, prefers_color_scheme="light").open(
        page_in(tmp_path), "q=learn"
    )
    assert page.run("document.querySelector('.facets').checkVisibility()") is False
    page.run("document.querySelector('.more').click()")
    assert page.run("document.querySelector('.more').ariaExpanded") == "true"
    assert page.run("document.querySelector('.facets').checkVisibility()") is True
    assert page.run(_SMALL) == []
    assert page.run(_OVERFLOW) is False


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_hostile_entries(chromium: Browser, tmp_path: Path, width: int) -> None:
    """1,000 entries full of markup stay texts: nothing runs, loads, breaks out or covers anything."""
    told = ListFile(name=PAYLOADS[0], description="\n\n".join(PAYLOADS), curator=PAYLOADS[1])
    path = page_in(tmp_path, hostile(1000), list_file=told)
    page = chromium.emulate(width=width, prefers_color_scheme="light").open(path)
    assert page.run("document.querySelectorAll('.entry').length") == 1000
    page.run(
        "document.querySelectorAll('.entry *').forEach(each => each.dispatchEvent(new Event('mouseover')))"
    )
    assert page.run("document.title") != CAUGHT
    assert page.run("document.querySelectorAll('script, style').length") == 2
    assert (
        page.run("document.querySelectorAll('img, svg, iframe, form, base, link, object, main ~ h1').length")
        == 0
    )
    assert page.run(_OVERFLOW) is False
    for name in ("area", "tag"):
        page.run(f"document.querySelector('.entry:not([hidden]) .{name}').click()")
    assert 0 < page.run(f"{SHOWN}.length") < 1000
    assert not page.complaints()


def test_many_entries(chromium: Browser, tmp_path: Path) -> None:
    """Among 2,000 entries the right ones are found, and only what is near the screen is laid out."""
    entries = [
        Entry(id=f"e{at}", title=f"Paper {at}", date="2020", abstract="Words. " * 200) for at in range(2000)
    ]
    page = chromium.open(page_in(tmp_path, entries)).key("/")
    page.type("paper 199")
    assert count_told(page) == "11 of 2,000 entries"
    laid_out = "Array.from(document.querySelectorAll('.title')).filter(each => each.checkVisibility({contentVisibilityAuto: true})).length"
    page.key("Escape")
    assert page.run(laid_out) < 100


def test_the_shipped_list(chromium: Browser, tmp_path: Path) -> None:
    """What `export -o list.html` makes of the shipped list is whole, and the browser has nothing to complain of."""
    path = tmp_path / "list.html"
    assert here(ROOT, "export", "-o", str(path)).code == 0
    page = chromium.open(path)
    assert count_told(page) == "97 entries"
    assert page.run("document.querySelector('.figures').textContent") == "97 kept of 271 evaluated, 0 read"
    assert not page.complaints()
