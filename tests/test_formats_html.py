"""HTML, read by Python's own parser: the entries are all there, and nothing else is."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from readinglist.formats import guessed, written
from readinglist.formats.about import About
from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile
from readinglist.reading.progress import Progress
from tests.payloads import PAYLOADS, hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY = {"meta", "input", "br"}
FULL = Entry(
    id="schulman2017proximal", title="Proximal Policy Optimization", paper_title="PPO Algorithms", date="2017-07",
    authors=("John Schulman", "Filip Wolski"), et_al=True, venue="arXiv", arxiv="1707.06347", doi="10.1/a#b",
    url="https://arxiv.org/abs/1707.06347", code="https://github.com/openai/baselines", file="papers/ppo.pdf",
    areas=("Reinforcement Learning",), tags=("ppo", "c++"), summary="A family of methods.", abstract="We propose.",
    status="read", rating=4, takeaway="Clip the ratio.", notes="My secret.", priority="high",
    log=(LogItem("2026-01-02", {"event": "start"}), LogItem("2026-03-04", {"event": "finish", "minutes": "25"})),
)  # fmt: skip


class Page(HTMLParser):
    """What a page holds: elements with their attributes, the text in each, and whether they are nested well."""

    def __init__(self, source: str) -> None:
        """Read `source` to its end."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._texts: list[list[str]] = []
        self._open: list[int] = []
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._texts.append([])
        if tag not in _EMPTY:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, which is the one that was entered last."""
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        """Add a text to all elements it stands in."""
        for each in self._open:
            self._texts[each].append(data)

    def handle_comment(self, data: str) -> None:
        """Accept none."""
        raise AssertionError(data)

    def all(self, tag: str, class_: str = "") -> Iterator[tuple[dict[str, str], str]]:
        """Yield attributes and text of the elements of that name and class."""
        for (name, attributes), text in zip(self.elements, self._texts, strict=True):
            if name == tag and class_ in ("", attributes.get("class")):
                yield attributes, " ".join("".join(text).split())


def page_of(*entries: Entry, **about: object) -> Page:
    """Return the page of some entries."""
    return Page("".join(written("html", entries, About(**{"by_date": True, **about}))))  # type: ignore[arg-type]


def test_the_ending_suggests_it() -> None:
    """`-o list.html` is enough."""
    assert (guessed("list.html"), guessed("LIST.HTM")) == ("html", "html")


def test_an_entry() -> None:
    """All that others may see of an entry is there, with its links; the file's place, notes and log are not."""
    page = page_of(FULL)
    ((item, text),) = page.all("li", "entry")
    assert item == {
        "class": "entry", "id": "schulman2017proximal", "data-date": "2017-07", "data-status": "read",
        "data-kind": "paper", "data-done": "2026-03-04",
    }  # fmt: skip
    assert text == (
        "Proximal Policy Optimization PPO Algorithms John Schulman, Filip Wolski, et al. Jul 2017 arXiv 1707.06347 "
        "doi 10.1/a#b code read 4 Mar 2026 ★★★★☆ A family of methods. Clip the ratio. Reinforcement Learning ppo c++ "
        "Abstract We propose."
    )
    links = [attributes["href"] for attributes, _ in page.all("a")][1:]
    assert links == [
        "https://arxiv.org/abs/1707.06347", "#schulman2017proximal", "https://arxiv.org/abs/1707.06347",
        "https://doi.org/10.1/a%23b", "https://github.com/openai/baselines", "#area=Reinforcement%20Learning",
        "#tag=ppo", "#tag=c%2B%2B",
    ]  # fmt: skip


def test_a_bare_entry() -> None:
    """A title alone is an entry as well, one that is not read yet."""
    page = page_of(Entry(id="a", title="A"))
    ((_, text),) = page.all("li", "entry")
    assert text == "A unread"
    assert [text for _, text in page.all("h2")] == ["Undated"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"venue": "arXiv"}, "arXiv"),
        ({"venue": "arXiv", "arxiv": "1"}, "arXiv 1"),
        ({"kind": "blog", "venue": "ICLR"}, "ICLR blog"),
        ({"paper_title": "A"}, ""),
        ({"code": "javascript:alert(1)", "url": "data:text/html,x"}, ""),
    ],
)
def test_the_line_under_a_title(fields: dict[str, str], shown: str) -> None:
    """Nothing stands there twice, and what is no address of the web is not linked."""
    page = page_of(replace(Entry(id="a", title="A"), **fields))  # type: ignore[arg-type]
    assert " ".join(text for _, text in page.all("p", "byline")) == shown


def test_identifiers_as_people_paste_them() -> None:
    """They are shown without what stood before them, and lead where they are meant to, encoded once."""
    told = {"arxiv": "arXiv:1707.06347v2", "doi": "https://doi.org/10.1000/a%23b", "url": "javascript:x"}
    page = page_of(replace(Entry(id="a", title="A"), **told))  # type: ignore[arg-type]
    links = {text: attributes["href"] for attributes, text in page.all("a") if text != "Skip to the list"}
    assert links == {
        "A": "https://arxiv.org/abs/1707.06347v2",
        "arXiv 1707.06347v2": "https://arxiv.org/abs/1707.06347v2",
        "doi 10.1000/a%23b": "https://doi.org/10.1000/a%23b",
    }


def test_the_day_of_reading() -> None:
    """It is the last one, and only of an entry that was read or skimmed through."""
    log = (LogItem("2026-05-01", {"event": "finish"}), LogItem("2026-01-01", {"event": "finish"}))
    for status, day in (("read", "2026-05-01"), ("skimmed", ""), ("unread", ""), ("dropped", "")):
        ((item, _),) = page_of(Entry(id="a", title="A", status=status, log=log)).all("li", "entry")
        assert item.get("data-done", "") == day


def test_the_list_about_itself() -> None:
    """Name, description, curator, and the counts of the whole list, also where a part of it is exported."""
    kinds = {
        "paper": Progress({"unread": 84, "read": 2}, 80),
        "blog": Progress({"reading": 11}, 94),
        "talk": Progress({}),
    }
    told = ListFile(name="My <list>", description="One.\n\nTwo\nlines.", curator="D & A")
    page = page_of(FULL, list_file=told, progress=lambda: kinds, day=dt.date(2026, 11, 3))
    assert [text for _, text in page.all("h1")] == ["My <list>"]
    assert [text for _, text in page.all("title")] == ["My <list>"]
    assert [text for _, text in page.all("p")][:6] == [
        "Reading list", "One.", "Two lines.", "Curated by D & A",
        "97 kept of 271 evaluated, 2 read, 11 being read", "86 of 166 papers · 11 of 105 blogs",
    ]  # fmt: skip
    ((progress, _),) = page.all("progress")
    assert (progress["value"], progress["max"]) == ("2", "97")
    assert [text for _, text in page.all("footer")] == [
        "1 of the 97 entries of the list, as of 3 November 2026."
    ]


def test_a_list_that_says_nothing() -> None:
    """It has a heading nevertheless, and no counts that nobody knows."""
    page = page_of()
    assert [text for _, text in page.all("h1")] == ["Reading list"]
    assert not list(page.all("progress"))
    assert [text for _, text in page.all("footer")] == ["0 entries."]


def test_counts_without_a_funnel() -> None:
    """Where nothing was left out, nothing is said of it; one kind needs no line of its own."""
    page = page_of(FULL, progress=lambda: {"paper": Progress({"read": 1})})
    assert [text for _, text in page.all("p")][:2] == ["1 kept, 1 read", ""]
    assert [text for _, text in page.all("footer")] == ["1 entry."]


def test_headings() -> None:
    """Years where the entries come in their order, else one for all."""
    entries = [
        Entry(id=each, title=each, date=date)
        for each, date in (("a", "2018"), ("b", "2017-01"), ("c", "2017"))
    ]
    assert [text for _, text in page_of(*entries).all("h2")] == ["2018", "2017"]
    assert [text for _, text in page_of(*entries, by_date=False).all("h2")] == ["All"]


def test_paragraphs() -> None:
    """Lines that an editor broke are joined; blank lines and lists stay."""
    abstract = "One\nline.\r\n\r\n\n  Two:\n- a\n- b\n  goes on\n2. c\n"
    page = page_of(Entry(id="a", title="A", abstract=abstract))
    assert "".join(written("html", [Entry(id="a", title="A", abstract=abstract)], About())).count("<br>") == 3
    ((_, text),) = page.all("div", "abstract")
    assert text == "One line.Two:- a- b goes on2. c"


def test_the_policy() -> None:
    """Nothing may be loaded, and only this style and this script may act."""
    page = page_of(FULL)
    (policy,) = (each["content"] for each, _ in page.all("meta") if "http-equiv" in each)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    source = "".join(written("html", [FULL], About()))
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", source, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_hostile_entries() -> None:
    """1,000 entries full of markup bring no element, no attribute and no address of their own."""
    entries = list(hostile(1000))
    told = ListFile(name=PAYLOADS[0], description="\n\n".join(PAYLOADS), curator=PAYLOADS[1])
    page = page_of(*entries, list_file=told)
    assert len(list(page.all("li", "entry"))) == 1000
    known = {(tag, *sorted(attributes)) for tag, attributes in page_of(FULL).elements}
    known |= {
        ("li", "class", "data-date", "data-kind", "data-status", "id"),
        ("p", "dir", "class"),
        ("div", "class", "dir"),
        ("br",),
        ("p",),
        ("p", "class"),
    }
    assert {(tag, *sorted(attributes)) for tag, attributes in page.elements} <= known
    for attributes, _ in page.all("a"):
        assert re.match(r"https?://|mailto:|#", attributes["href"], re.IGNORECASE)
        assert attributes["href"].startswith("#") or attributes["rel"] == "noopener noreferrer"
    assert (
        len({tag for tag, _ in page.elements} & {"script", "style"}) == len(list(page.all("script"))) * 2 == 2
    )


def test_hostile_texts_are_shown_as_they_are() -> None:
    """A title of markup is that title, and what would turn the order of letters around is made visible."""
    for payload in PAYLOADS:
        ((_, text),) = page_of(Entry(id="a", title=f"x {payload} y")).all("h3")
        assert text == " ".join(f"x {payload} y".translate(_VISIBLE).split())


_VISIBLE = {
    0x202E: "<U+202E>",
    0x2028: "<U+2028>",
    0: "^@",
    0x1B: "^[",
    0x9B: "<U+009B>",
    0xD800: "<U+D800>",
    0x2066: "<U+2066>",
}
