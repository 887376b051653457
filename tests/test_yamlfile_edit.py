"""Edits as golden pairs: the file before, what is done to it, and the exact bytes afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from readinglist.yamlfile import editing
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem
from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.faults import Refused, Unreadable
from readinglist.yamlfile.reading import read_entry
from readinglist.yamlfile.schema import LIST

if TYPE_CHECKING:
    from readinglist.yamlfile.edits import Edit

GOLDEN: list[tuple[str, str, Edit, str]] = [
    ("a value", "status: unread\n", Put(("status",), "read"), "status: read\n"),
    ("a comment stays", "status:  unread   # why\n", Put(("status",), "read"), "status:  read   # why\n"),
    ("a comment after a tab", "status: unread\t# why\n", Put(("status",), "read"), "status: read\t# why\n"),
    ("a tab after the colon", "status:\tunread\n", Put(("status",), "read"), "status:\tread\n"),
    ("single quotes stay", "venue: 'a'\n", Put(("venue",), "it's"), "venue: 'it''s'\n"),
    ("double quotes stay", 'venue: "a" # c\n', Put(("venue",), 'say "b"'), 'venue: "say \\"b\\"" # c\n'),
    ("quotes that cannot hold it", "venue: 'a'\n", Put(("venue",), "a\u200eb"), 'venue: "a\\u200eb"\n'),
    ("text like a number", "arxiv: x\n", Put(("arxiv",), "1707.06347"), "arxiv: '1707.06347'\n"),
    ("a typed number", "rating: 3\n", Put(("rating",), "4"), "rating: 4\n"),
    ("a typed flag", "title: a\n", Put(("et_al",), "true"), "title: a\net_al: true\n"),
    ("a word that is a truth value elsewhere", "venue: x\n", Put(("venue",), "no"), "venue: 'no'\n"),
    ("an unused anchor stays", "venue: &v old\n", Put(("venue",), "new"), "venue: &v new\n"),
    ("an alias is replaced", "a: &v x\nb: *v # c\n", Put(("b",), "z"), "a: &v x\nb: z # c\n"),
    ("an inherited key is overridden", "b: &b {x: '1'}\n<<: *b\n", Put(("x",), "a"), "b: &b {x: '1'}\n<<: *b\nx: a\n"),
    ("no final newline", "title: a", Put(("title",), "b"), "title: b"),
    ("no final newline, new key", "title: a", Put(("status",), "read"), "title: a\nstatus: read"),
    ("no final newline, item", "tags:\n- a", AddItem("tags", "b"), "tags:\n- a\n- b"),
    ("no final newline, last item gone", "tags:\n- a\n- b", DropItem("tags", 1), "tags:\n- a\n"),
    ("no final newline, last key gone", "title: a\nvenue: b", Drop(("venue",)), "title: a\n"),
    ("byte order mark", "\ufefftitle: a\n", Put(("title",), "b"), "\ufefftitle: b\n"),
    ("CRLF", "title: a\r\nvenue: x\r\n", Put(("date",), "2017"), "title: a\r\ndate: 2017\r\nvenue: x\r\n"),
    ("CR", "title: a\rvenue: x\r", Put(("date",), "2017"), "title: a\rdate: 2017\rvenue: x\r"),
    ("mixed line ends", "title: a\nvenue: x\r\nnotes: y\n", Put(("doi",), "1/x"), "title: a\nvenue: x\r\ndoi: 1/x\r\nnotes: y\n"),
    ("line separator before", "title: a # \u2028\n", Put(("title",), "b"), "title: b # \u2028\n"),
    ("emoji before", "title: 😀😀\nvenue: a\n", Put(("venue",), "b"), "title: 😀😀\nvenue: b\n"),
    ("no value", "venue:   # where\n", Put(("venue",), "x"), "venue: x   # where\n"),
    ("explicit null", "venue: ~ # where\n", Put(("venue",), "x"), "venue: x # where\n"),
    ("value on the next line", "venue:\n  old # c\n", Put(("venue",), "new"), "venue:\n  new # c\n"),
    ("lines become a block", "notes: old # c\nx: y\n", Put(("notes",), "a\nb\n"), "notes: | # c\n  a\n  b\nx: y\n"),
    ("lines without a last end", "title: a\n", Put(("notes",), "a\n\nb"), "title: a\nnotes: |-\n  a\n\n  b\n"),
    ("lines with several ends", "title: a\n", Put(("notes",), "a\n\n"), "title: a\nnotes: |+\n  a\n\n"),
    ("lines in CRLF", "notes: x\r\n", Put(("notes",), "a\nb"), "notes: |-\r\n  a\r\n  b\r\n"),
    ("a block gets new lines", "notes: | # c\n    old\nx: y\n", Put(("notes",), "n\nm\n"), "notes: | # c\n    n\n    m\nx: y\n"),
    ("a block becomes short", "notes: >- # c\n  old\n  text\n\nx: y\n", Put(("notes",), "m"), "notes: m # c\n\nx: y\n"),
    ("header comment stays", "notes: |+ # why\n  a\n\nx: y\n", Put(("x",), "z"), "notes: |+ # why\n  a\n\nx: z\n"),
    ("after a block that keeps its ends", "notes: |+\n  a\n\n", Put(("z",), "b"), "notes: |+\n  a\n\nz: b\n"),
    ("spaces at the ends", "venue: a\n", Put(("venue",), " b "), "venue: ' b '\n"),
    ("bidi", "venue: a\n", Put(("venue",), "\u202eb"), 'venue: "\\u202eb"\n'),
    ("no value again", "venue: a # c\n", Put(("venue",), None), "venue:  # c\n"),
    # new keys, at their place
    ("after the field before", "title: a\n\nnotes: x\n", Put(("venue",), "v"), "title: a\nvenue: v\n\nnotes: x\n"),
    ("a comment stays with its key", "title: a\n# mine\nnotes: x\n", Put(("doi",), "1/x"), "title: a\ndoi: 1/x\n# mine\nnotes: x\n"),
    ("a deeper comment stays above", "tags:\n  - a\n  # end\nnotes: x\n", Put(("rating",), "4"), "tags:\n  - a\n  # end\nrating: 4\nnotes: x\n"),
    ("before the field after", "# head\n\n# on venue\nvenue: x\n", Put(("title",), "a"), "# head\n\ntitle: a\n# on venue\nvenue: x\n"),
    ("an order of one's own", "venue: x\ntitle: a\n", Put(("date",), "2017"), "venue: x\ntitle: a\ndate: 2017\n"),
    ("unknown keys come last", "title: a\nnotes: x\n...\n", Put(("my key",), "x"), "title: a\nnotes: x\nmy key: x\n...\n"),
    ("an indented file", "  title: a\n", Put(("venue",), "b"), "  title: a\n  venue: b\n"),
    ("a new list", "title: a\n", Put(("tags",), ["ppo", "a b"]), "title: a\ntags: [ppo, a b]\n"),
    ("a new long list", "title: a\n", Put(("tags",), ["x" * 50, "y" * 50]), f"title: a\ntags:\n  - {'x' * 50}\n  - {'y' * 50}\n"),
    ("new authors", "title: a\n", Put(("authors",), ["A B"]), "title: a\nauthors:\n  - A B\n"),
    ("a new mapping", "title: a\n", Put(("m",), {"k": "v", "l": ["1"]}), "title: a\nm:\n  k: v\n  l: ['1']\n"),
    # lists
    ("item, indented", "tags:\n  - a # c\n  - b # d\n", AddItem("tags", "c"), "tags:\n  - a # c\n  - b # d\n  - c\n"),
    ("item, not indented", "tags:\n- a\nx: y\n", AddItem("tags", "c"), "tags:\n- a\n- c\nx: y\n"),
    ("item, wide dashes", "tags:\n-   a\n", AddItem("tags", "c"), "tags:\n-   a\n-   c\n"),
    ("item, quoted list", "tags:\n- 'a'\n", AddItem("tags", "c"), "tags:\n- 'a'\n- 'c'\n"),
    ("item, flow", "tags: [a, b] # c\n", AddItem("tags", "c"), "tags: [a, b, c] # c\n"),
    ("item, tight flow", "tags: [a,b]\n", AddItem("tags", "c: d"), "tags: [a,b,'c: d']\n"),
    ("item, trailing comma", "tags: [a, b,]\n", AddItem("tags", "c"), "tags: [a, b, c,]\n"),
    ("item, empty flow", "tags: [ ] # c\n", AddItem("tags", "c"), "tags: [c] # c\n"),
    ("item, empty flow with a comment", "tags: [ # c\n]\n", AddItem("tags", "x"), "tags: [x # c\n]\n"),
    ("item, flow in lines", "tags: [\n  a, # x\n  b # y\n]\n", AddItem("tags", "c"), "tags: [\n  a, # x\n  b, # y\n  c\n]\n"),
    ("item, flow in lines, comma", "tags: [\n  a, # x\n]\n", AddItem("tags", "c"), "tags: [\n  a, # x\n  c,\n]\n"),
    ("item, one text", "tags: a # c\n", AddItem("tags", "b"), "tags: [a, b] # c\n"),
    ("item, nothing", "tags: # c\n", AddItem("tags", "b"), "tags: [b] # c\n"),
    ("item, no key", "title: a\n", AddItem("tags", "b"), "title: a\ntags: [b]\n"),
    ("item gone", "tags:\n  # on a\n  - a # c\n  - b\n", DropItem("tags", 0), "tags:\n  # on a\n  - b\n"),
    ("only item gone", "tags:   # c\n  - a\nx: y\n", DropItem("tags", 0), "tags: []   # c\nx: y\n"),
    ("flow item gone", "tags: [a, b, c] # c\n", DropItem("tags", 1), "tags: [a, c] # c\n"),
    ("last flow item gone", "tags: [a, b]\n", DropItem("tags", 1), "tags: [a]\n"),
    ("only flow item gone", "tags: [a] # c\n", DropItem("tags", 0), "tags: [] # c\n"),
    ("flow line gone", "tags: [\n  a, # x\n  b # y\n]\n", DropItem("tags", 1), "tags: [\n  a # x\n]\n"),
    ("first flow line gone", "tags: [\n  a, # x\n  b # y\n]\n", DropItem("tags", 0), "tags: [\n  b # y\n]\n"),
    ("list replaced, indented", "tags:\n    - a\n", Put(("tags",), ["c", "d"]), "tags:\n    - c\n    - d\n"),
    ("text for a list", "tags:\n- a\nx: y\n", Put(("tags",), "a\nb\n"), "tags: |\n  a\n  b\nx: y\n"),
    ("mapping for a list", "t:\n- a\nx: y\n", Put(("t",), {"k": "v"}), "t:\n  k: v\nx: y\n"),
    ("a long text leaves its quotes", "notes: 'a'\n", Put(("notes",), "word " * 25 + "end"), "notes: >-\n  " + ("word " * 19).rstrip() + "\n  " + "word " * 6 + "end\n"),
    ("a block without a text", "notes: |\n\nx: y\n", Put(("notes",), "a\nb\n"), "notes: |\n  a\n  b\n\nx: y\n"),
    ("a block indented too far to tell", "notes: |\n" + " " * 12 + "a\n", Put(("notes",), " a\nb\n"), "notes: |2\n   a\n  b\n"),
    ("list replaced in its style", "tags:\n- a\n- b\n", Put(("tags",), ["c"]), "tags:\n- c\n"),
    ("item for another", "tags:\n- a # c\n- b\n", PutItem("tags", 0, "x: y"), "tags:\n- 'x: y' # c\n- b\n"),
    ("item for another, quoted", 'tags:\n-  "a" # c\n', PutItem("tags", 0, "x"), 'tags:\n-  "x" # c\n'),
    ("item for another, flow", "tags: [a,'b', ] # c\n", PutItem("tags", 1, "d"), "tags: [a,'d', ] # c\n"),
    ("item for another, first of flow", "tags: [a, b]\n", PutItem("tags", 0, "d"), "tags: [d, b]\n"),
    ("item for nothing", "tags:\n-\n- # c\n", PutItem("tags", 1, "d"), "tags:\n-\n- d # c\n"),
    ("item for a block", "tags:\n- | # c\n  a\nx: y\n", PutItem("tags", 0, "d"), "tags:\n- d # c\nx: y\n"),
    ("item for a block at the end", "tags:\n- >- # c\n  a", PutItem("tags", 0, "d"), "tags:\n- d # c"),
    ("item for an alias", "a: &v x\ntags: [*v, b]\n", PutItem("tags", 0, "d"), "a: &v x\ntags: [d, b]\n"),
    ("JSON item for another", '{"tags": ["a", "b"]}', PutItem("tags", 0, "1"), '{"tags": ["1", "b"]}'),
    ("a log begins", "status: a\n", AddItem("log", {"date": "2026-11-22", "event": "start"}), "status: a\nlog:\n  - {date: 2026-11-22, event: start}\n"),
    ("a log goes on", "log:\n  - {date: 2026-11-22}\n", AddItem("log", {"date": "2026-11-23", "pages": "1-7"}), "log:\n  - {date: 2026-11-22}\n  - {date: 2026-11-23, pages: 1-7}\n"),
    ("an empty log", "log: [] # c\n", AddItem("log", {"date": "2026-11-23"}), "log: # c\n  - {date: 2026-11-23}\n"),
    # keys taken out
    ("key gone", "title: a\nvenue: b # c\n# on doi\ndoi: x\n", Drop(("venue",)), "title: a\n# on doi\ndoi: x\n"),
    ("comments inside go with it", "title: a\ntags:\n  # in\n  - b\n  # end\ndoi: x\n", Drop(("tags",)), "title: a\ndoi: x\n"),
    # mappings of one level
    ("inner value", "views:\n  mine: a # c\n", Put(("views", "mine"), "b"), "views:\n  mine: b # c\n"),
    ("inner key", "views:\n    mine: a\nx: y\n", Put(("views", "new"), "b"), "views:\n    mine: a\n    new: b\nx: y\n"),
    ("inner key, flow", "views: {mine: a} # c\n", Put(("views", "new"), "is:unread"), "views: {mine: a, new: 'is:unread'} # c\n"),
    ("inner key, no mapping", "title: a\n", Put(("views", "new"), "b"), "title: a\nviews:\n  new: b\n"),
    ("inner key, no value", "views: # c\ntitle: a\n", Put(("views", "new"), "b"), "views: # c\n  new: b\ntitle: a\n"),
    ("inner key gone", "views:\n  a: b\n  c: d\n", Drop(("views", "a")), "views:\n  c: d\n"),
    ("only inner key gone", "views: # c\n  a: b\nx: y\n", Drop(("views", "a")), "views: {} # c\nx: y\n"),
    # JSON
    ("JSON value", '{"title": "a", "rating": 3}\n', Put(("rating",), "4"), '{"title": "a", "rating": 4}\n'),
    ("JSON key", '{"title": "a"}\n', Put(("status",), "read"), '{"title": "a", "status": "read"}\n'),
    ("JSON key in lines", '{\n  "title": "a"\n}\n', Put(("tags",), ["no"]), '{\n  "title": "a",\n  "tags": ["no"]\n}\n'),
    ("JSON item", '{"tags": ["a"]}', AddItem("tags", 'b "c"'), '{"tags": ["a", "b \\"c\\""]}'),
    ("JSON key gone", '{"title": "a", "x": "y"}', Drop(("x",)), '{"title": "a"}'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "each", "after"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_edit_gives_exactly_these_bytes(before: str, each: Edit, after: str) -> None:
    """Each edit changes what it is about and leaves every other byte."""
    assert edit(before.encode(), [each]).decode() == after


@pytest.mark.parametrize(
    ("before", "each", "after"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_edit_gives_the_same_bytes_without_libyaml(before: str, each: Edit, after: str) -> None:
    """PyYAML's own parser leads to the same bytes, tabs apart."""
    if "\t" in before:
        with pytest.raises(Unreadable, match="a tab"):
            edit(before.encode(), [each], pure=True)
    else:
        assert edit(before.encode(), [each], pure=True).decode() == after


REFUSED: list[tuple[str, str, Edit, int | None, str]] = [
    ("anchor in use", "a: &v x\nb: *v\n", Put(("a",), "y"), 1, "used as *v on line"),
    ("anchored list in use", "x: y\ntags: &v [a]\nb: *v\n", AddItem("tags", "y"), 2, "used as *v on line"),
    ("anchored item for another", "tags: [&v a, c]\nb: *v\n", PutItem("tags", 0, "d"), 1, "used as *v on line"),
    ("item for another that is not there", "x: y\ntags: [a]\n", PutItem("tags", 1, "b"), 2, "no item 2"),
    ("item for another behind an alias", "a: &v [x]\ntags: *v\n", PutItem("tags", 0, "y"), 2, "*v, which stands elsewhere"),
    ("anchored item in use", "tags: [&v a, c]\nb: *v\n", DropItem("tags", 0), 1, "used as *v on line"),
    ("anchored block list in use", "tags: &v\n- a\nb: *v\n", AddItem("tags", "y"), 1, "used as *v on line"),
    ("anchored block item in use", "tags:\n- &v a\n- c\nb: *v\n", DropItem("tags", 0), 1, "used as *v on line"),
    ("only anchored item in use", "tags:\n- &v a\nb: *v\n", DropItem("tags", 0), 1, "used as *v on line"),
    ("anchored key gone", "a: &v x\nb: *v\n", Drop(("a",)), 1, "used as *v on line"),
    ("a tag that says otherwise", "venue: !!int 5\n", Put(("venue",), "x"), 1, "its value has a tag, !!int; take the tag out"),
    ("a tag of another shape", "x: y\nvenue: !!seq\n- a\n", Put(("venue",), "x"), 2, "its value has a tag, !!seq"),
    ("anchored line in use", "tags: [\n  c,\n  &v a\n]\nb: *v\n", DropItem("tags", 1), 1, "used as *v on line"),
    ("anchored empty list in use", "tags: &v []\nb: *v\n", AddItem("tags", "x"), 1, "used as *v on line"),
    ("list behind an alias", "a: &v [x]\ntags: *v\n", AddItem("tags", "y"), 2, "*v, which stands elsewhere"),
    ("item of an alias", "a: &v [x]\ntags: *v\n", DropItem("tags", 0), 2, "*v, which stands elsewhere"),
    ("inherited key gone", "b: &b {x: '1'}\n<<: *b\n", Drop(("x",)), 2, "through <<; change it there"),
    ("inherited item gone", "b: &b {tags: [x]}\nm: n\n<<: *b\n", DropItem("tags", 0), 3, "through <<"),
    ("NUL", "title: a\n", Put(("title",), "a\0b"), 1, "(U+0000) in it; take it out"),
    ("escape", "x: y\ntags: [a]\n", AddItem("tags", "\x1b[1m"), 2, "(U+001B)"),
    ("carriage return", "title: a\n", Put(("notes",), "a\r\nb"), None, "(U+000D)"),
    ("half a pair", "title: a\n", Put(("title",), "a\udce9b"), 1, "a byte that is no UTF-8 (0xE9)"),
    ("comment inside", "tags:\n  # why\n  - a\n", Put(("tags",), "x"), 1, "the comment on line 2 would be lost; move it above tags"),
    ("comment inside a list", "tags:\n  # why\n  - a\n", Put(("tags",), ["x"]), 1, "comment on line 2 would be lost"),
    ("only key", "title: a\n", Drop(("title",)), 1, "only key"),
    ("item of a mapping", "views: {a: b}\n", AddItem("views", "x"), 1, "mapping, not a list"),
    ("item that is not there", "x: y\ntags: [a]\n", DropItem("tags", 1), 2, "no item 2"),
    ("item of a text", "tags: a\n", DropItem("tags", 0), 1, "no item 1"),
    ("inner key of a text", "x: y\nviews: a\n", Put(("views", "x"), "y"), 2, "no keys of its own"),
    ("JSON with hidden letters", '{"title": "a"}\n', Put(("title",), "\U000e0041"), 1, "JSON no longer"),
    ("a mapping behind a question mark", "? title\n: a: b\n  c: d\n", Drop(("title", "a")), 2, "no safe way"),
    ("a ? without a value", "x: y\n? title\n", Put(("title",), "a"), 2, "written with ? and has no value; write key: value"),
    ("a ? with a comment of many parts", "? title" + " # b" * 60 + "\nx: y\n", Put(("title",), "a"), 1, "written with ?"),
    ("a place that is not there", "x: y\ntags: [a]\n", AddItem("tags", "b", 2), 2, "no place 3"),
    ("too large", "title: a\n", Put(("title",), "x" * (1 << 20)), 1, "1 MiB"),
    ("too many parts", "title: a\n", Put(("x",), [[[]]] * 60_000), None, "parts"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "each", "line", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_edit_that_is_not_safe_is_refused(before: str, each: Edit, line: int | None, why: str) -> None:
    """What would change something else, or could not be read back, is refused with the line and the reason."""
    with pytest.raises(Refused) as caught:
        edit(before.encode(), [each])

    assert why in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "each",
    [
        Put(("title",), "a"),
        Put(("tags",), ["x"]),
        Drop(("venue",)),
        Drop(("views", "a")),
        Put(("m", "k"), "v"),
    ],
)
def test_edit_that_changes_nothing_gives_the_same_bytes(each: Edit) -> None:
    """An edit to what is there already is no edit."""
    data = b"\xef\xbb\xbftitle:   'a'  # c\r\ntags: [ x, ]\r\nm: {k: v}"

    assert edit(data, [each]) == data


def test_edits_follow_each_other() -> None:
    """Several edits are made in the order given."""
    data = b"title: a # c\nstatus: unread\n"

    result = edit(
        data, [Put(("status",), "read"), AddItem("tags", "x"), AddItem("tags", "z"), DropItem("tags", 0)]
    )

    assert result == b"title: a # c\ntags: [z]\nstatus: read\n"


def test_list_file_has_an_order_of_its_own() -> None:
    """A view goes to the list file with the numbers of what was left out written plain."""
    data = b"name: My list\nviews:\n  mine: a\n"

    result = edit(data, [Put(("left_out",), {"blog": "12"}), Put(("curator",), "1984")], LIST)

    assert result == b"name: My list\ncurator: '1984'\nleft_out:\n  blog: 12\nviews:\n  mine: a\n"


def test_file_without_keys_gets_its_first() -> None:
    """A file of comments only takes its first key below them; without one it stays."""
    assert (
        edit(b"# mine", [Put(("views", "a"), "b"), Put(("name",), "x")], LIST)
        == b"# mine\nviews:\n  a: b\nname: x\n"
    )
    assert edit(b"", [Put(("name",), "x")], LIST) == b"name: x\n"
    assert edit(b"# mine", [Drop(("name",))], LIST) == b"# mine"


def test_first_keys_are_proved_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would not read back is not written into a file without keys either."""
    with pytest.raises(Refused, match="a value without a key"):
        edit(b"", [Put(("",), "x")], LIST)
    monkeypatch.setattr(editing, "new_file", lambda *_: b"name: y\n")
    with pytest.raises(Refused, match="something else"):
        edit(b"", [Put(("name",), "x")], LIST)


def test_broken_file_is_not_edited() -> None:
    """A file that cannot be read stays as it is."""
    with pytest.raises(Unreadable):
        edit(b"title: [\n", [Put(("title",), "a")])


def test_one_item_written_otherwise_keeps_its_comment() -> None:
    """Where one item of a list is replaced, it stays in its place, and so does the comment beside it."""
    data = b"title: T\ntags:\n  - ppo # main\n  - atari\n"
    before = read_entry("x", data)
    after = replace(before, tags=("pp2", "atari"))
    assert change_entry(data, before, after) == b"title: T\ntags:\n  - pp2 # main\n  - atari\n"
    assert b"\n  - '2017' # main\n" in change_entry(data, before, replace(before, tags=("2017", "atari")))
    other = replace(before, tags=("pp2", "dota"))
    assert read_entry("x", change_entry(b"title: T\ntags: [ppo, atari]\n", before, other)) == other
