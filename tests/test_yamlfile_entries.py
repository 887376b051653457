"""Entries and list files: read with all their faults, written as a person would, changed in few lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile
from readinglist.text import is_visible
from readinglist.yamlfile.entries import change_entry, write_entry
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused, Unreadable
from readinglist.yamlfile.lists import read_list_file, write_list_file
from readinglist.yamlfile.reading import read_entry

LONG = "A method that alternates between sampling data and optimising a surrogate objective, which is simpler than what came before it."
FULL = Entry(
    id="x", title="PPO: short", paper_title="Proximal Policy Optimization Algorithms", kind="blog", date="2017-07",
    authors=("John Schulman", "Filip Wolski"), et_al=True, venue="arXiv", arxiv="1707.06347", doi="10.48550/arXiv.1707.06347",
    url="https://arxiv.org/abs/1707.06347", code="https://github.com/openai/baselines", file="papers/ppo.pdf",
    areas=("Reinforcement Learning",), tags=("ppo", "no"), summary=LONG, abstract="Short.", distinct_from=("y",),
    status="reading", rating=4, priority="high", pages=12, added="2026-11-22",
    log=(LogItem("2026-11-22", {"event": "start"}), LogItem("2026-11-23", {"pages": "1-7", "minutes": "25"})),
    takeaway="yes", notes="One.\n\nTwo.\n", extra={"mykey": "2017", "links": ["a", "b"], "deep": {"k": [{"x": "y"}]}},
)  # fmt: skip
FILE = """\
title: 'PPO: short'
paper_title: Proximal Policy Optimization Algorithms
kind: blog
date: 2017-07
authors:
  - John Schulman
  - Filip Wolski
et_al: true
venue: arXiv
arxiv: '1707.06347'
doi: 10.48550/arXiv.1707.06347
url: https://arxiv.org/abs/1707.06347
code: https://github.com/openai/baselines
file: papers/ppo.pdf
areas: [Reinforcement Learning]
tags: [ppo, 'no']
summary: >-
  A method that alternates between sampling data and optimising a surrogate objective, which is
  simpler than what came before it.
abstract: Short.
distinct_from: ['y']
status: reading
rating: 4
priority: high
pages: 12
added: 2026-11-22
log:
  - {date: 2026-11-22, event: start}
  - {date: 2026-11-23, pages: 1-7, minutes: 25}
takeaway: 'yes'
notes: |
  One.

  Two.
mykey: '2017'
links: [a, b]
deep:
  k:
    - {x: 'y'}
"""
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=40)
NASTY = st.sampled_from(["no", "~", "1e3", "2017-07-01", "a: b", " x", "x ", "a\n", "\na", "\n\n", " a\nb", "a\n b\n", "- a", "#", "'", '"', "a\tb", "\ta\nb", "[x]", "{", "?", "x" * 300, "wo rd " * 60, "a  b " * 50, "\u2028", "\ufeff", "\ufffe", "😀", "<<", "=", "---", "...", "%a", "a #b", "a:\n  b"])  # fmt: skip
WORDS = st.one_of(TEXT, NASTY).filter(bool)
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.just("")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
FREE = st.fixed_dictionaries(
    {"title": WORDS.filter(is_visible)},
    optional={
        "summary": WORDS, "notes": WORDS, "takeaway": WORDS, "tags": st.lists(WORDS, max_size=4).map(tuple),
        "authors": st.lists(WORDS, max_size=3).map(tuple), "rating": st.integers(1, 5), "et_al": st.booleans(),
        "log": st.lists(st.dictionaries(WORDS.filter(lambda key: key != "date"), WORDS, max_size=2).map(lambda each: LogItem("2026-01-02", each)), max_size=3).map(tuple),
        "extra": st.dictionaries(WORDS.map("my ".__add__), VALUES, max_size=2),
    },
)  # fmt: skip


def test_new_file_looks_as_a_person_would_write_it() -> None:
    """Fields stand in their order, defaults are left out, texts that look like something else are quoted."""
    assert write_entry(FULL).decode() == FILE
    assert write_entry(Entry(id="y", title="Only this")) == b"title: Only this\n"
    assert read_entry("x", FILE.encode()) == FULL


@given(FREE)
@settings(max_examples=150, deadline=None)
@example({"title": "x", "notes": "\n\n a"})
def test_every_entry_reads_back_as_it_was_written(fields: dict[str, object]) -> None:
    """Whatever texts an entry has, its file says the same, with either parser."""
    entry = Entry(id="x", **fields)  # type: ignore[arg-type]
    data = write_entry(entry)

    assert read_entry("x", data) == entry
    if b"\t" not in data:
        assert read_entry("x", data, pure=True) == entry


@given(FREE, FREE)
@settings(max_examples=120, deadline=None)
def test_every_change_gives_the_entry_that_was_asked_for(
    first: dict[str, object], second: dict[str, object]
) -> None:
    """From any entry to any other: the changed file holds it, or the change is refused."""
    before, after = Entry(id="x", **first), Entry(id="x", **second)  # type: ignore[arg-type]
    try:
        result = change_entry(write_entry(before), before, after)
    except Refused:
        return

    assert read_entry("x", result) == after


def changed(text: str, **fields: object) -> str:
    """Return the text of an entry with other fields."""
    before = read_entry("x", text.encode())
    return change_entry(text.encode(), before, replace(before, **fields)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ("title: a\ntags: [a, b] # c\n", {"tags": ("b", "c")}, "title: a\ntags: [b, c] # c\n"),
        ("title: a\ntags: [a, b] # c\n", {"tags": ("b", "a")}, "title: a\ntags: [b, a] # c\n"),
        ("title: a\ntags:\n- a # c\n- b\n- a # d\n", {"tags": ("a", "b")}, "title: a\ntags:\n- a # c\n- b\n"),
        (
            "title: a\ntags:\n- 'a' # c\n- b\n",
            {"tags": ("a", "x", "z")},
            "title: a\ntags:\n- 'a' # c\n- x\n- z\n",
        ),
        (
            "title: a\ntags:\n- a # c\n- b\n- d\n",
            {"tags": ("x", "d", "z")},
            "title: a\ntags:\n- x # c\n- d\n- z\n",
        ),
        ("title: a\ntags:\n- ~ # c\n", {"tags": ("b",)}, "title: a\ntags:\n- ~ # c\n- b\n"),
        ("title: a\ntags:\n- a # c\n", {"tags": ("b", "d")}, "title: a\ntags:\n- b # c\n- d\n"),
        ("title: a\ntags:\n- a\n- b\n", {"tags": ("a", "x", "b")}, "title: a\ntags:\n- a\n- x\n- b\n"),
        ("title: a\ntags: one # c\n", {"tags": ("no",)}, "title: a\ntags: 'no' # c\n"),
        ("title: a\nk: v # c\n", {"extra": {"k": ["w"]}}, "title: a\nk: [w] # c\n"),
        (
            "title: a\nk: [{a: b}, {c: d}] # c\n",
            {"extra": {"k": [{"c": "d"}]}},
            "title: a\nk: [{c: d}] # c\n",
        ),
        ("title: a\ntags: [a, b] # c\n", {"tags": ()}, "title: a\n"),
        ("title: a\ntags: [a, ~, b, '']\n", {"tags": ("a",)}, "title: a\ntags: [a, ~, '']\n"),
        ("title: a\ntags: a # c\n", {"tags": ("a", "b")}, "title: a\ntags: [a, b] # c\n"),
        ("title: a\nrating: 3 # c\n", {"rating": 4}, "title: a\nrating: 4 # c\n"),
        ("title: a\nrating: 3 # c\n", {"rating": None}, "title: a\n"),
        ("title: a\net_al: yes\n", {"et_al": False}, "title: a\n"),
        ("title: a\nstatus: read\n", {"status": "unread"}, "title: a\nstatus: unread\n"),
        ("title: a\nk: v\n", {"extra": {}}, "title: a\n"),
        ("title: a\nk: v # c\n", {"extra": {"k": "w"}}, "title: a\nk: w # c\n"),
        ("title: a\nk: v # c\n", {"extra": {"k": None}}, "title: a\nk:  # c\n"),
        ("title: a\nk:\n- v # c\n", {"extra": {"k": ["v", "w"]}}, "title: a\nk:\n- v # c\n- w\n"),
        (
            "title: a\nk: {a: b, c: d} # c\n",
            {"extra": {"k": {"c": "e", "f": "g"}}},
            "title: a\nk: {c: e, f: g} # c\n",
        ),
        ("title: a\n", {}, "title: a\n"),
    ],
)
def test_change_is_as_small_as_it_can_be(before: str, fields: dict[str, object], after: str) -> None:
    """Only what differs between two entries is edited."""
    assert changed(before, **fields) == after


def test_reading_goes_on_in_one_line() -> None:
    """To finish an entry changes its status and adds one line to its log."""
    before = read_entry("x", FILE.encode())
    lines = change_entry(FILE.encode(), before, before.finished("2026-11-25")).decode().splitlines()

    assert [line for line in lines if line not in FILE.splitlines()] == [
        "status: read",
        "  - {date: 2026-11-25, event: finish}",
    ]
    assert len(lines) == len(FILE.splitlines()) + 1


def test_change_of_another_entry_is_refused() -> None:
    """Where the file does not hold the entry that the change starts from, nothing is written."""
    before = Entry(id="x", title="another", rating=3)
    with pytest.raises(Refused, match="would not hold the entry"):
        change_entry(b"title: a\n", before, before.with_status("read"))


def test_change_that_breaks_the_entry_is_refused() -> None:
    """A value that the schema does not take never reaches the file."""
    before = Entry(id="x", title="a")
    with pytest.raises(Refused, match="would be broken"):
        change_entry(b"title: a\n", before, replace(before, rating=9))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(id="x", title=""),
        Entry(id="x", title="a", tags=("",)),
        Entry(id="x", title="a", extra={"title": "b"}),
    ],
)
def test_entry_that_no_file_can_hold_is_refused(entry: Entry) -> None:
    """An entry that would read back as another one is not written."""
    with pytest.raises(Refused):
        write_entry(entry)


def test_all_faults_of_an_entry_are_told_with_their_lines() -> None:
    """A broken entry names everything that is wrong; as text, the first of it."""
    data = b"date: 2017-13\nrating: 9\nlog:\n  - {date: 2026-11-22}\n  - {event: start}\n"
    with pytest.raises(BrokenEntry) as caught:
        read_entry("x", data)

    assert [fault.line for fault in caught.value.faults] == [1, 2, 5, 1]
    assert str(caught.value).startswith('line 1: date "2017-13" is not a date')


def test_unreadable_entry_is_a_broken_one() -> None:
    """What is no YAML is told in the same way."""
    with pytest.raises(BrokenEntry) as caught:
        read_entry("x", b"title: a\ntitle: b\n")

    assert caught.value.faults == [
        Fault(2, "the key title a second time (first on line 1)", "keep one of them")
    ]


LIST_FILE = ListFile(
    name="OpenAI: papers",
    curator="A",
    description=LONG,
    areas=("RL", "no"),
    left_out={"blog": 12},
    views={"next": "is:unread"},
)


def test_list_file_is_written_and_read() -> None:
    """The list file reads back as it was written."""
    data = write_list_file(LIST_FILE)

    assert data.decode().splitlines()[-6:] == [
        "  simpler than what came before it.",
        "areas: [RL, 'no']",
        "left_out:",
        "  blog: 12",
        "views:",
        "  next: is:unread",
    ]
    assert read_list_file(data) == (LIST_FILE, [])


def test_empty_list_file_is_a_list_without_a_name() -> None:
    """A list file needs no key at all."""
    assert write_list_file(ListFile()) == b""
    assert read_list_file(b"\xef\xbb\xbf# only this\r\n\r\n") == (ListFile(), [])


def test_faults_of_a_list_file_hide_only_their_keys() -> None:
    """A key that is wrong is left out and named; what is no YAML is an error."""
    found, faults = read_list_file(b"name: a\nleft_out:\n  blog: many\n")

    assert found == ListFile(name="a")
    assert [(fault.line, fault.reason) for fault in faults] == [(2, 'left_out "many" is not a whole number')]
    with pytest.raises(Unreadable):
        read_list_file(b"- a\n")


def test_items_that_change_places_keep_their_comments_or_stay() -> None:
    """A comment is never put beside another item: where items would move, the list is left as it is."""
    data = b"title: a\ntags:\n- a # on a\n- b\n"
    before = read_entry("x", data)
    with pytest.raises(Refused, match="line 2: cannot edit tags: the comment on line 3 would be lost"):
        change_entry(data, before, replace(before, tags=("b", "a")))
