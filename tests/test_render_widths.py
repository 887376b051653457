"""The widths of columns: all that fits is whole, what does not is folded by shares, and names are cut last."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.render.widths import GAP, SHARES, column_widths, longest_word

LONG = "a title of several words that goes on for more than one line of a table"


def test_what_fits_is_whole() -> None:
    """Each column is as wide as its longest text, wide letters counted as two, or as its heading."""
    texts = [["one", "twenty"], ["強化学習"], [""]]
    assert column_widths(("id", "title", "rating"), texts, 80) == [6, 8, 6]


def test_long_texts_share_the_rest() -> None:
    """Ids stay whole; titles get more than authors; all of the room is used."""
    widths = column_widths(("id", "authors", "title"), [["x" * 20], ["An Author & " * 5], [LONG]], 80)
    assert widths is not None
    assert (widths[0], sum(widths) + 2 * GAP) == (20, 80)
    assert widths[2] > 2 * widths[1]


def test_a_word_keeps_its_room() -> None:
    """A column is not narrower than its longest word while there is room for that."""
    widths = column_widths(
        ("id", "title", "tags"), [["x" * 21], [LONG], ["gpts, custom-assistants, product"]], 66
    )
    assert widths is not None
    assert widths[2] >= len("custom-assistants,")


def test_too_many_columns() -> None:
    """Where not even the shortest columns fit, there is no table."""
    assert column_widths(("title", "summary", "notes", "tags", "areas"), [[LONG]] * 5, 40) is None


def test_the_longest_word() -> None:
    """Wide letters can be parted anywhere, marks take no room."""
    assert longest_word(["ab cde", "強化学習強化学習", "e\u0301e\u0301"]) == 3
    assert longest_word(["", " "]) == 0


@given(
    st.dictionaries(st.sampled_from(["id", "status", "date", *SHARES]), st.lists(st.text(max_size=60), max_size=3), min_size=1, max_size=5),
    st.integers(20, 200),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_a_table_fits(columns: dict[str, list[str]], width: int) -> None:
    """Whatever is said: the columns and the gaps between them take no more than the terminal has."""
    widths = column_widths(list(columns), list(columns.values()), width)
    assert widths is None or sum(widths) + GAP * (len(widths) - 1) <= width
    assert widths is None or min(widths) > 0
