"""What is put into the index, replaced and dropped, leaves what a new index would hold."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index import DAMAGED, Index, Known, postings
from readinglist.index.batch import Batch
from readinglist.index.postings import Postings
from readinglist.index.rows import File, initials, rows_of
from readinglist.index.verification import verify
from readinglist.index.writing import writing
from readinglist.model.entry import Entry
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = Known((1, 2, 3, 4), 5, 6)
_TABLES = {
    "entry": "id, size, mtime_ns, ctime_ns, inode, seen_ns, sum, faults, data, content_sum",
    "field": "*",
    "extra JOIN field USING (number)": "field.id, key, value, amount, day",
    "vocabulary": "*",
}
_step = st.sampled_from(["a", "b", "c"]).flatmap(
    lambda entry_id: st.tuples(st.just(entry_id), st.none() | st.just("broken") | strategies.entry(entry_id))
)


def content(index: Index) -> dict[str, list[str]]:
    """Return all tables, rows in an order of their own and without the numbers they happen to have."""
    found = {}
    for table, columns in _TABLES.items():
        rows = index.connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - names from above
        start = 1 if table == "field" else 0
        found[table] = sorted(repr(row[start:]) for row in rows)
    ids = dict(index.connection.execute("SELECT number, id FROM entry"))
    places = index.connection.execute("SELECT term, doc, col, offset FROM standing")
    found["place"] = sorted(f"{word} {ids[number]} {where}" for word, number, *where in places)
    return found


def batch(entries: Mapping[str, Entry | str]) -> Batch:
    """Return what the index is to keep of entries, those that are a text being broken."""
    files = [
        File(entry_id, KNOWN, what)
        if isinstance(what, Entry)
        else File(entry_id, KNOWN, None, [(3, "no title", "")])
        for entry_id, what in entries.items()
    ]
    return Batch(rows_of(files))


def put(index: Index, entry_id: str, what: Entry | str) -> None:
    """Put an entry, or a broken one."""
    with writing(index) as writer:
        writer.put(batch({entry_id: what}))


@settings(max_examples=40, deadline=None)
@given(st.lists(_step, max_size=8))
def test_after_any_steps_it_is_as_if_built_afresh(steps: list[tuple[str, Entry | str | None]]) -> None:
    """Puts, replacements, broken files and removals leave no trace, the counts of words included."""
    last: dict[str, Entry | str] = {}
    with closing(Index(None)) as index, closing(Index(None)) as fresh:
        for entry_id, what in steps:
            if what is None:
                last.pop(entry_id, None)
                with writing(index) as writer:
                    writer.drop(entry_id)
            else:
                last[entry_id] = what
                put(index, entry_id, what)
        with closing(Index(None)) as empty:
            verify(index.connection, empty.connection)
        for entry_id, there in last.items():
            put(fresh, entry_id, there)
        assert content(index) == content(fresh)


def test_a_failure_leaves_everything_as_it_was() -> None:
    """Writing happens wholly or not at all."""
    with closing(Index(None)) as index:
        put(index, "a", Entry(id="a", title="First words"))
        before = content(index)
        with suppress(KeyboardInterrupt), writing(index) as writer:
            writer.put(batch({"a": Entry(id="a", title="Other"), "b": "broken"}))
            raise KeyboardInterrupt
        assert content(index) == before


def test_a_row_changed_behind_its_checksum_is_noticed() -> None:
    """A title that is not the one that was stored is never shown."""
    with closing(Index(None)) as index:
        put(index, "a", Entry(id="a", title="True"))
        index.connection.execute("UPDATE entry SET data = replace(data, 'True', 'Fake')")
        with pytest.raises(DAMAGED, match="damaged row"):
            list(index.entries([1]))
        with pytest.raises(DAMAGED, match="gone"):
            list(index.entries([7]))


def test_faults_come_back() -> None:
    """A broken entry is known by id, with line, reason and hint, and has no row among the fields."""
    with closing(Index(None)) as index:
        put(index, "bad", "broken")
        assert index.faults() == [("bad", [(3, "no title", "")])]
        assert index.column("id") == []
        assert index.row_of("bad") is None
        assert index.ids_between("b", "c") == ["bad"]


def test_touching_changes_the_stamp_of_the_same_bytes_only() -> None:
    """Another stamp is noted for the bytes it belongs to, not for those another process put meanwhile."""
    with closing(Index(None)) as index:
        put(index, "a", Entry(id="a", title="A"))
        with writing(index) as writer:
            writer.touch("a", Known((9, 9, 9, 9), 9, 7))
        assert index.known(["a", "b"]) == {"a": KNOWN}
        with writing(index) as writer:
            writer.touch("a", Known((9, 9, 9, 9), 9, 6))
        assert index.known(["a", "b"]) == {"a": Known((9, 9, 9, 9), 9, 6)}


def test_postings_tell_where_words_stand() -> None:
    """How often, in which column, in how many entries; phrases do not run across values."""
    with closing(Index(None)) as index:
        put(index, "a", Entry(id="a", title="Deep deep learning", authors=("Ann Bee", "Cee Dee")))
        words = Postings(index)
        assert words.size() == 1
        assert words.of("deep") == {1: "title,title"}
        assert words.of_phrase(["ann", "bee"]) == [(1, "first_author")]
        assert list(words.authors("dee", 5)) == [["ann bee", "cee dee"]]
        put(index, "b", Entry(id="b", title="B", authors=("Eve Eff",)))
        put(index, "c", Entry(id="c", title="C", authors=("Eve Gee", "H Eye", "J Kay")))
        assert list(words.authors("eve", 5)) == [["eve eff"], ["eve gee", "h eye", "j kay"]]
        assert words.of_phrase(["bee", "cee"]) == []
        assert (words.frequency("deep"), words.frequency("ddl")) == (1, 0)
        assert words.starting_with("le", 5) == ["learning"]
        assert ("learning", 1) in words.of_length(8, 8)
        assert words.sharing("lea", "ing", 7, 9) == [("learning", 1)]
        assert words.sharing("zz", "g", 8, 8) == [("learning", 1)]
        assert (words.numbers("bee"), words.of_initials("ddl")) == ([1], [1])
        assert words.of("ddl") == words.of("nothing") == {}
        assert words.numbers("ddl") == words.of_initials("deep") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcdef").flatmap(strategies.entry), max_size=6))
def test_common_words_are_found_where_rare_ones_would_be(entries: list[Entry]) -> None:
    """What is asked column by column has the same entries and columns, but for how often."""
    with closing(Index(None)) as index, pytest.MonkeyPatch.context() as patch:
        for entry in entries:
            put(index, entry.id, entry)
        words = [word for word, _ in Postings(index).of_length(1, 99)]
        rare = {word: Postings(index).of(word) for word in words}
        patch.setattr(postings, "_MANY", 0)
        common = {word: Postings(index).of(word) for word in words}
    assert _columns(common) == _columns(rare)


def _columns(found: dict[str, dict[int, str]]) -> dict[str, dict[int, set[str]]]:
    return {word: {number: set(each.split(",")) for number, each in at.items()} for word, at in found.items()}


def test_a_word_of_any_length_leaves_the_index_sound() -> None:
    """More letters than the full-text table keeps of a word, of several bytes each, are told by their beginning."""
    long = "ж" * 40_000
    with closing(Index(None)) as index, closing(Index(None)) as empty:
        put(index, "a", Entry(id="a", title="A", abstract=f"before {long} after"))
        put(index, "b", Entry(id="b", title="B", abstract=long))
        put(index, "a", Entry(id="a", title="A", abstract="before after"))
        verify(index.connection, empty.connection)
        assert Postings(index).numbers(long[:10_000]) == []
        assert [count for word, count in Postings(index).of_length(10_001, 99_999)] == [1]


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("Teacher student curriculum", "tsc"),
        ("ABC: another bad case", "abc"),
        ("One", ""),
        ("", ""),
        ("日本", "日本"),
    ],
)
def test_initials(title: str, letters: str) -> None:
    """A title can be found by its first letters, those after a colon; a single letter is none."""
    assert initials(title) == letters
