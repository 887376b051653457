"""CSL-JSON holds what its schema allows, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.works import formal_title, key
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS
from tests.hostile import hostile_entries
from tests.strategies import entries

# Of the schema of CSL data, version 1.0.2, the part that is used here: an object has no other properties.
_TYPES = {
    "article", "article-journal", "book", "document", "paper-conference", "post-weblog", "report", "software", "speech",
    "thesis",
}  # fmt: skip
_TEXTS = {
    "DOI", "URL", "abstract", "annote", "container-title", "event", "id", "keyword", "note", "publisher", "title",
    "type",
}  # fmt: skip
_PARTS = {"family", "given", "literal", "non-dropping-particle", "suffix"}


def _items(*of: Entry) -> list[dict[str, Any]]:
    return json.loads("".join(written("csl-json", of, About())))  # type: ignore[no-any-return]


def _check(item: dict[str, Any]) -> None:
    """Hold an item to the schema."""
    assert {"id", "type"} <= item.keys()
    assert item["type"] in _TYPES
    for name, value in item.items():
        if name == "author":
            assert value
            assert all(
                part in _PARTS and isinstance(text, str) for each in value for part, text in each.items()
            )
        elif name == "issued":
            assert value.keys() == {"date-parts"}
            (parts,) = value["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
        elif name == "number-of-pages":
            assert isinstance(value, int)
        else:
            assert name in _TEXTS
            assert isinstance(value, str)


def test_a_whole_item() -> None:
    """All variables in their order, an object a line."""
    entry = Entry(
        id="a",
        title="A",
        paper_title="The A",
        kind="paper",
        date="2017-07-20",
        authors=("Aaron van den Oord", "OpenAI", "Smith, Jr., John"),
        et_al=True,
        venue="ICML 2017",
        arxiv="1707.06347v1",
        doi="10.1000/x",
        tags=("ppo", "rl"),
        summary="Some",
        takeaway="It works",
        pages=12,
    )
    text = "".join(written("csl-json", [entry, Entry(id="b", title="B")], About()))
    assert [len(line) > 1 for line in text.splitlines()] == [False, True, True, False]
    assert json.loads(text) == [
        {
            "id": "a",
            "type": "paper-conference",
            "title": "The A",
            "author": [
                {"family": "Oord", "given": "Aaron", "non-dropping-particle": "van den"},
                {"literal": "OpenAI"},
                {"family": "Smith", "given": "John", "suffix": "Jr."},
                {"literal": "others"},
            ],
            "issued": {"date-parts": [[2017, 7, 20]]},
            "container-title": "ICML 2017",
            "number-of-pages": 12,
            "DOI": "10.1000/x",
            "URL": "https://arxiv.org/abs/1707.06347v1",
            "note": "arXiv:1707.06347v1",
            "keyword": "ppo, rl",
            "abstract": "Some",
            "annote": "It works",
        },
        {"id": "b", "type": "document", "title": "B"},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_valid(kind: str) -> None:
    """There is a type and a place for the venue for each kind."""
    (item,) = _items(Entry(id="a", title="A", kind=kind, venue="V", date="2017"))
    _check(item)
    assert "V" in item.values()


@settings(max_examples=40, deadline=None)
@given(entries())
def test_any_entries_are_valid(found: list[Entry]) -> None:
    """Whatever the texts are, there are as many items as entries, each as the schema wants it."""
    items = _items(*found)
    assert [item["id"] for item in items] == [key(entry.id) for entry in found]
    for item in items:
        _check(item)


def test_hostile_entries_are_valid() -> None:
    """Titles come back but for the sign that keeps them text, and nothing that a terminal could act on is there."""
    found = list(hostile_entries())
    text = "".join(written("csl-json", found, About()))
    assert not set(text) & set("\x1b\x9b\x7f\u202e\x00")
    for entry, item in zip(found, json.loads(text), strict=True):
        _check(item)
        assert item["title"].replace("<\u200c", "<") == formal_title(entry)


@pytest.mark.parametrize("text", ["<i>x</i>", "<Sub>2</SUB>", '<span class="nocase">x</span>', "</sc><b>"])
def test_no_text_is_markup(text: str) -> None:
    """What processors would take for markup in a title or name begins with a sign without width."""
    entry = Entry(id="a", title=text, venue=text, authors=(text,), abstract=text, takeaway=text, tags=(text,))
    told = json.dumps(_items(entry), ensure_ascii=False)
    assert told.count("<") == told.count("<\u200c") == 6 * text.count("<")


def test_other_signs_stay() -> None:
    """Only what is markup is touched."""
    (item,) = _items(Entry(id="a", title="1 < 2 <in> <script> & &lt;i&gt; < b >"))
    assert item["title"] == "1 < 2 <in> <script> & &lt;i&gt; < b >"
