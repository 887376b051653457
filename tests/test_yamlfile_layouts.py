"""Edits of files in layouts of many sorts, as golden pairs: braces over lines, leading commas, `?`, items put in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem
from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from readinglist.yamlfile.edits import Edit

BRACES = """\
{ # head
  title: T, venue: V, # on the title
  # above rating
  rating: 3, # stars
  tags: [a, # on a
    b, c # on both
  ], # on tags
  doi: 1/x # last
}
"""
LEADING = """\
{ title: T # on the title
, venue: V # on the venue
, tags: [ a # on a
        , b # on b
        , c # on c
        ]
}
"""
GOLDEN: list[tuple[str, str, Edit, str]] = [
    # keys between braces
    ("a neighbour's comment stays", BRACES, Drop(("venue",)), BRACES.replace(", venue: V", "")),
    ("so it does for the first", BRACES, Drop(("title",)), BRACES.replace("title: T, ", "")),
    ("a line of its own goes", BRACES, Drop(("rating",)), BRACES.replace("  rating: 3, # stars\n", "")),
    ("several lines go", BRACES, Drop(("tags",)), BRACES.replace("  tags: [a, # on a\n    b, c # on both\n  ], # on tags\n", "")),
    ("the last one", BRACES, Drop(("doi",)), BRACES.replace("], #", "] #").replace("  doi: 1/x # last\n", "")),
    ("a value", BRACES, Put(("rating",), "4"), BRACES.replace("3, #", "4, #")),
    ("a key more", BRACES, Put(("status",), "read"), BRACES.replace("1/x # last\n", "1/x, # last\n  status: read\n")),
    ("a key more among quoted ones", '{ "a": "x", # on a\n  "b": 3 }\n', Put(("tags",), ["c"]), '{ "a": "x", # on a\n  "b": 3, "tags": ["c"] }\n'),
    ("leading commas, the first", LEADING, Drop(("title",)), LEADING.replace("title: T # on the title\n, ", "# on the title\n")),
    ("leading commas, another", LEADING, Drop(("venue",)), LEADING.replace(", venue: V # on the venue\n", "")),
    ("leading commas, one more", LEADING.replace("}", ", doi: x }"), Drop(("doi",)), LEADING.replace("}", " }")),
    ("a line that goes on", "{a: b, c: [d,\n  e], f: g # on f\n}\n", Drop(("c",)), "{a: b,\n  f: g # on f\n}\n"),
    ("nothing beside it", "{a: b, c: [d,\n  e], # on c\n  f: g}\n", Drop(("c",)), "{a: b,\n  f: g}\n"),
    ("a ? in braces", "{a: b,\n  ? c : d,\n  e: f}\n", Drop(("c",)), "{a: b,\n  e: f}\n"),
    # items between brackets
    ("an item in the middle", BRACES, DropItem("tags", 1), BRACES.replace("b, c", "c")),
    ("an item that ends a line", BRACES, DropItem("tags", 2), BRACES.replace("b, c", "b")),
    ("the first item", BRACES, DropItem("tags", 0), BRACES.replace("[a, #", "[ #")),
    ("leading commas, first item", LEADING, DropItem("tags", 0), LEADING.replace("a # on a\n        , ", "# on a\n        ")),
    ("leading commas, item", LEADING, DropItem("tags", 1), LEADING.replace("        , b # on b\n", "")),
    ("leading commas, last item", LEADING, DropItem("tags", 2), LEADING.replace("        , c # on c\n", "")),
    ("a comma with a comment", "t: [a\n  , # odd\n  b]\n", DropItem("t", 1), "t: [a\n   # odd\n  ]\n"),
    ("lists in a list", "t: [[a, # on a\n  b], # on b\n  [c]] # on c\n", DropItem("t", 1), "t: [[a, # on a\n  b] # on b\n  ] # on c\n"),
    ("only item, a comment inside", "t: [ # why\n  a # on a\n]\n", DropItem("t", 0), "t: [ # why\n]\n"),
    # items put in
    ("before the first", "t: [a, b]\n", AddItem("t", "x", 0), "t: [x, a, b]\n"),
    ("tight", "t: [a,b]\n", AddItem("t", "x", 1), "t: [a,x,b]\n"),
    ("in lines", "t: [\n  a, # on a\n  # above b\n  b # on b\n]\n", AddItem("t", "x", 1), "t: [\n  a, # on a\n  x,\n  # above b\n  b # on b\n]\n"),
    ("in lines, first", "t: [\n  a, # on a\n]\n", AddItem("t", "x", 0), "t: [\n  x,\n  a, # on a\n]\n"),
    ("in a full line", BRACES, AddItem("tags", "x", 2), BRACES.replace("b, c", "b, x, c")),
    ("leading commas, in between", LEADING, AddItem("tags", "x", 1), LEADING.replace("        , b", "        , x\n        , b")),
    ("leading commas, at the end", LEADING, AddItem("tags", "x"), LEADING.replace("# on c\n", "# on c\n        , x\n")),
    ("at the end by its place", "t: [a]\n", AddItem("t", "x", 1), "t: [a, x]\n"),
    ("dashes", "t:\n  - a # on a\n    # below a\n  # above b\n  - b\n", AddItem("t", "x", 1), "t:\n  - a # on a\n    # below a\n  - x\n  # above b\n  - b\n"),
    ("dashes, first", "t: # list\n# above a\n-  'a'\n", AddItem("t", "x", 0), "t: # list\n-  'x'\n# above a\n-  'a'\n"),
    ("dashes, CRLF", "t:\r\n- a\r\n- b\r\n", AddItem("t", "x", 1), "t:\r\n- a\r\n- x\r\n- b\r\n"),
    # comments without a space before them
    ("at a comma", "t: [x,#on x\n  y,#on y\n  z]#end\n", DropItem("t", 1), "t: [x,#on x\n  z]#end\n"),
    ("at a quote", "t: [x,'y'#on y\n  ]\n", DropItem("t", 1), "t: [x #on y\n  ]\n"),
    ("at a bracket", "t: [#of t\n  ]\n", AddItem("t", "x"), "t: [x #of t\n  ]\n"),
    ("a hash in a text", "t: [C#,'x #y',#on y\n  z]\n", DropItem("t", 0), "t: ['x #y',#on y\n  z]\n"),
    ("at the sign of a block", "t: 'x'#why\n", Put(("t",), "a\nb\n"), "t: | #why\n  a\n  b\n"),
    ("at quotes that stay", "t: 'x'#why\n", Put(("t",), "C#"), "t: 'C#'#why\n"),
    ("at quotes that go", 't: "x"#why\n', Put(("t",), None), "t: #why\n"),
    ("at the end of braces", '{a: "x"#why\n}\n', Drop(("a",)), "{ #why\n}\n"),
    ("at a key with ?", '? "t"#why\n: x\n', Put(("t",), "z"), '? "t"#why\n: z\n'),
    # several lines for one, comments about
    ("behind the colon", "t: # why\n  x\n", Put(("t",), "a\nb\n"), "t: | # why\n  a\n  b\n"),
    ("above", "t:\n  # why\n  x # on x\n", Put(("t",), "a\nb\n"), "t:\n  # why\n  | # on x\n  a\n  b\n"),
    ("above a block", "t: # why\n  # how\n  |\n  x\n", Put(("t",), "a\nb"), "t: # why\n  # how\n  |-\n  a\n  b\n"),
    ("below", "t: x # why\n  # more\nu: v\n", Put(("t",), "a\nb\n"), "t: | # why\n    a\n    b\n  # more\nu: v\n"),
    ("a list for a text", "t: # why\n  # how\n  x # on x\n", Put(("t",), ["z" * 99]), f"t: # why\n  # how\n  # on x\n  - {'z' * 99}\n"),
    ("a list without a comment of its own", "t:\n  # how\n  x\n", Put(("t",), ["z" * 99]), f"t:\n  # how\n  - {'z' * 99}\n"),
    # blanks inside brackets
    ("the last item", "t: [ x , y ]\n", DropItem("t", 1), "t: [ x ]\n"),
    ("an item between", "t: [ x , y , z ]\n", DropItem("t", 1), "t: [ x , z ]\n"),
    # keys with ?
    ("? gone", "? title\n: - a\nx: y\n", Drop(("title",)), "x: y\n"),
    ("? value", "? title # c\n: old # d\nx: y\n", Put(("title",), "new"), "? title # c\n: new # d\nx: y\n"),
    ("? lines", "? title\n: - a\nx: y\n", Put(("title",), "a\nb\n"), "? title\n: |\n    a\n    b\nx: y\n"),
    ("? only item", "? tags\n: - a\nx: y\n", DropItem("tags", 0), "? tags\n: []\nx: y\n"),
    ("? first item", "? tags\n: - a # on a\n  - b\n", DropItem("tags", 0), "? tags\n: - b\n"),
    ("? item", "? tags\n: - a\n  - b # on b\n", DropItem("tags", 1), "? tags\n: - a\n"),
    ("? item before", "? tags\n: - a # on a\n  - b\n", AddItem("tags", "x", 0), "? tags\n: - x\n  - a # on a\n  - b\n"),
    ("? item for one", "? tags\n: - a # on a\n  - b\n", PutItem("tags", 0, "x"), "? tags\n: - x # on a\n  - b\n"),
]  # fmt: skip


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    ("before", "each", "after"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_edit_gives_exactly_these_bytes(before: str, each: Edit, after: str, *, pure: bool) -> None:
    """Each edit changes what it is about; comments stay beside what they stood beside, or go with it."""
    assert edit(before.encode(), [each], pure=pure).decode() == after


@pytest.mark.parametrize(
    ("before", "tags", "after"),
    [
        ("- a # on a\n- c # on c\n", "abc", "- a # on a\n- b\n- c # on c\n"),
        ("- b # on b\n# below\n", "ab", "- a\n- b # on b\n# below\n"),
        ("- a\n- d # on d\n- e\n", "abcde", "- a\n- b\n- c\n- d # on d\n- e\n"),
        ("- a # on a\n- x\n- c # on c\n- y\n", "abcd", "- a # on a\n- b\n- c # on c\n- d\n"),
        ("- a # on a\n- b # on b\n- c\n", "xab", "- x\n- a # on a\n- b # on b\n"),
        ("- a # on a\n-\n- c # on c\n", "abc", "- a # on a\n-\n- b\n- c # on c\n"),
        ("- a # one\n- b\n- a # two\n", "aa", "- a # one\n- a # two\n"),
        ("- a\r\n- b\n", "cde", "- c\r\n- d\n- e\n"),
    ],
)
def test_items_that_come_in_anywhere(before: str, tags: str, after: str) -> None:
    """Where items come in between others, each of these keeps its line and its comment."""
    data = f"title: T\ntags:\n{before}".encode()
    entry = read_entry("x", data)
    assert change_entry(data, entry, replace(entry, tags=tuple(tags))).decode() == f"title: T\ntags:\n{after}"
