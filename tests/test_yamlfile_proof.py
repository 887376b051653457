"""The proof: whatever a broken splicer proposes, nothing wrong is ever written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.yamlfile import editing
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem
from readinglist.yamlfile.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.yamlfile.edits import Edit

BEFORE = """\
# head
title: 'A: title'   # the title
arxiv: "1707.06347"
no: way

tags:
  - &t a  # first
  - 'no'
same: *t
notes: |
  # no comment
  line
status: unread
"""
GOOD = BEFORE.replace("status: unread", "status: read")
BROKEN: dict[str, Callable[[str], str]] = {
    "nothing happens": lambda _: BEFORE,
    "other value": lambda text: text.replace("status: read", "status: reading"),
    "no YAML": lambda text: text.replace("status: read", "status: [read"),
    "key twice": lambda text: text + "status: read\n",
    "key lost": lambda text: text.replace("no: way\n", ""),
    "key added": lambda text: text + "more: x\n",
    "key renamed": lambda text: text.replace("no: way", "not: way"),
    "order changed": lambda text: text.replace("no: way\n", "").replace("notes:", "no: way\nnotes:"),
    "item lost": lambda text: text.replace("  - 'no'\n", ""),
    "items swapped": lambda text: text.replace(
        "  - &t a  # first\n  - 'no'\n", "  - 'no'\n  - &t a  # first\n"
    ),
    "quotes lost": lambda text: text.replace('"1707.06347"', "1707.06347"),
    "quotes of an item lost": lambda text: text.replace("'no'", "no"),
    "key became a truth value": lambda text: text.replace("title:", "'title':").replace(
        "no: way", "'no': way"
    ),
    "alias resolved": lambda text: text.replace("*t", "a"),
    "anchor lost": lambda text: text.replace("&t ", ""),
    "comment lost": lambda text: text.replace("  # first", ""),
    "comment changed": lambda text: text.replace("# head", "# heads"),
    "comment added": lambda text: text.replace("read\n", "read  # done\n"),
    "blank line lost": lambda text: text.replace("way\n\n", "way\n"),
    "spaces lost": lambda text: text.replace("   # the title", " # the title"),
    "line ends changed": lambda text: text.replace("\n", "\r\n"),
    "reformatted list": lambda text: text.replace("  - 'no'", "  -   'no'"),
    "block changed": lambda text: text.replace("  line\n", "  line\n\n"),
    "text cut off": lambda text: text[:-20],
    "two documents": lambda text: text + "---\n",
    "hidden character": lambda text: text.replace("read\n", "read \x1b\n"),
}


def propose(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    """Let the splicer propose these texts only."""
    monkeypatch.setattr(editing, "proposals", lambda *_: iter(texts))


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_broken_splice_is_never_written(
    broken: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proposal that does anything else than the edit is refused."""
    propose(monkeypatch, broken(GOOD))

    with pytest.raises(Refused, match="line 13: cannot edit status"):
        edit(BEFORE.encode(), [Put(("status",), "read")])


def test_first_proposal_that_holds_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """After proposals that fail, one that holds is written."""
    propose(monkeypatch, BEFORE, "[", GOOD)

    assert edit(BEFORE.encode(), [Put(("status",), "read")]) == GOOD.encode()


SPLICES: list[tuple[str, Edit, str, str]] = [
    ("text written as a number", Put(("venue",), "12"), "venue: x\n", "venue: 12\n"),
    ("text written as no value", Put(("venue",), "~"), "venue: x\n", "venue: ~\n"),
    ("item written as a truth value", AddItem("tags", "on"), "tags: [a]\n", "tags: [a, on]\n"),
    ("item at the wrong end", AddItem("tags", "b"), "tags: [a]\n", "tags: [b, a]\n"),
    ("text with a tag", Put(("venue",), "12"), "venue: !!int 5\n", "venue: !!int 12\n"),
    ("an item in other quotes", AddItem("tags", "b"), "tags: ['a']\n", 'tags: ["a", b]\n'),
    ("an item without its anchor", DropItem("tags", 1), "tags: [&v a, b]\n", "tags: [a]\n"),
    ("the item after in other quotes", PutItem("tags", 0, "x"), "tags: [a, 'b']\n", "tags: [x, b]\n"),
    ("wrong item gone", DropItem("tags", 0), "tags: [a, b]\n", "tags: [a]\n"),
    ("comment elsewhere gone", Drop(("b",)), "a: 1 # c\nb: 2\n", "a: 1\n"),
    ("comment gone with an item", DropItem("tags", 0), "a: 1 # c\ntags: [a, b]\n", "a: 1\ntags: [b]\n"),
    ("comment from nowhere", Drop(("b",)), "a: 1\nb: 2\n", "a: 1\n# c\n"),
    ("other lines with a new key", Put(("b",), "x"), "a:  1\n", "a: 1\nb: x\n"),
    ("other key in braces", Put(("b",), "x"), "{a: '1', b: y}\n", "{a: 1, b: x}\n"),
    ("its key in other quotes", Put(("b",), "x"), "{a: y, 'b': y}\n", '{a: y, "b": x}\n'),
    ("outside the braces", Put(("b",), "x"), "{a: y, b: y}\n", "{a: y, b: x}\n\n"),
    ("inner order", Put(("m", "z"), "x"), "m: {a: b, c: d}\n", "m: {c: d, a: b, z: x}\n"),
    ("comment of a neighbour", Drop(("v",)), "{t: T, v: V, # on t\n r: 3}\n", "{t: T,\n r: 3}\n"),
    ("comment of the first item", DropItem("t", 1), "t: [a, # on a\n  b]\n", "t: [a\n  ]\n"),
    ("comment above the next", DropItem("t", 0), "t: [a,\n  # on b\n  b]\n", "t: [\n  b]\n"),
    ("comment above the item", DropItem("t", 1), "t:\n- a\n# on b\n- b\n", "t:\n- a\n"),
    ("comment beside a brace", Drop(("b",)), "{a: x,\n b: y} # end\n", "{a: x}\n"),
    ("comment of what goes at another", DropItem("t", 1), "t: [a,\n  b # on b\n]\n", "t: [a # on b\n]\n"),
    ("comment at another item", AddItem("t", "x"), "t:\n- a # on a\n- b\n", "t:\n- a\n- b # on a\n- x\n"),
    ("comment at the new item", AddItem("t", "x", 1), "t:\n- a # on a\n- b\n", "t:\n- a\n- x # on a\n- b\n"),
    ("comment above at the new item", AddItem("t", "x", 0), "t:\n# on a\n- a\n", "t:\n- x # on a\n- a\n"),
    ("item in another place", AddItem("t", "x", 1), "t: [a, b]\n", "t: [a, b, x]\n"),
    ("item put in, another in quotes", AddItem("t", "x", 1), "t: [a, b]\n", "t: [a, x, 'b']\n"),
    ("JSON no longer", Put(("b",), "x"), '{"a": "y"}\n', '{"a": "y", b: x}\n'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("each", "before", "after"), [row[1:] for row in SPLICES], ids=[row[0] for row in SPLICES]
)
def test_wrong_splice_of_any_kind_is_refused(
    each: Edit, before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Types, order, comments and places are all looked at."""
    propose(monkeypatch, after)

    with pytest.raises(Refused):
        edit(before.encode(), [each])
