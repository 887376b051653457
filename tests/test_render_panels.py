"""Panels side by side, bars and figures, at every width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from readinglist.render.panels import (
    Bar,
    bar_lines,
    bars,
    columns_of,
    facts,
    sentence_lines,
    side_by_side,
    tiles,
)
from tests.terminal import cells

_labels = st.text(st.sampled_from("ab 強化学習é"), min_size=1, max_size=40)
_bars = st.lists(
    st.builds(
        Bar,
        _labels,
        st.tuples(st.integers(0, 99_999).map(str)),
        st.integers(1, 500),
        st.none() | st.integers(0, 1),
    ),
    max_size=9,
)


def plain(lines: list[Text]) -> list[str]:
    """Return lines without styles."""
    return [line.plain for line in lines]


@given(_bars, st.integers(30, 120))
@settings(deadline=None)
def test_bars_fit_and_stand_in_line(rows: list[Bar], width: int) -> None:
    """No line is wider than its panel, wide letters counted as two; figures end in one column, nothing is cut."""
    lines = plain(bar_lines(rows, width, ["read"]))
    assert all(cells(line) <= width for line in lines)
    ends = {cells(line.rstrip(" ━╸─")) for line in lines[1:] if line.rstrip(" ━╸─")[-1:].isdecimal()}
    assert len(ends) <= 1
    shown = "".join("".join(lines[1:]).split())
    assert "…" not in shown
    letters = "".join("".join(row.label for row in rows).split())
    assert "".join(each for each in shown if each not in "━╸─0123456789") == letters


@given(st.lists(_bars, max_size=6), st.integers(20, 220), st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_all_panels_are_there(panels: list[list[Bar]], width: int, above: int) -> None:
    """Each panel with its heading, all within the terminal, however many stand side by side."""
    made = [bars(f"<{number}>", rows) for number, rows in enumerate(panels)]
    lines = plain(side_by_side(made, width, [Text("x" * min(width, 60))] * above))
    text = "\n".join(lines)
    assert all(cells(line) <= width for line in lines)
    assert all((f"<{number}>" in text) == bool(rows) for number, rows in enumerate(panels))
    assert sum(line.startswith("x") for line in lines) == above


def test_a_bar_has_its_part() -> None:
    """What is filled and what is not differ without colours."""
    rows = [Bar("a", ("1 of 4",), 4, 1), Bar("b", ("0 of 2",), 2, 0)]
    assert plain(bar_lines(rows, 21)) == ["a  1 of 4  ━━╸───────"[:21], "b  0 of 2  ─────"]


def test_labels_are_whole() -> None:
    """What is too long goes on below; where there is no room for a bar there is none."""
    rows = [Bar("Reinforcement Learning", ("13",), 13), Bar("b", ("1",), 1)]
    assert plain(bar_lines(rows, 25)) == [
        "Reinforcement  13  ━━━━━━",
        "  Learning",
        "b               1  ╸",
    ]
    assert plain(bar_lines(rows, 20)) == ["Reinforcement     13", "  Learning", "b                  1"]
    assert plain(bar_lines([Bar("x" * 30, ("1",), 1)], 31)) == ["x" * 20 + "  1  ━━━━━━", "  " + "x" * 10]


def test_how_many_side_by_side() -> None:
    """One on a narrow terminal, two at 80, five at 200."""
    assert [columns_of(width).number for width in (20, 40, 75, 76, 80, 120, 200)] == [1, 1, 1, 2, 2, 3, 5]
    assert columns_of(80).spanned(57) == 2
    assert columns_of(200).room(columns_of(200).spanned(112)) >= 112


def test_beside_what_stands_above() -> None:
    """Panels begin at the right of it where there is room, and go on below it."""
    made = [facts(name, [("a", "1")]) for name in "ABC"]
    lines = plain(side_by_side(made, 80, [Text("top")] * 3))
    assert [line.split() for line in lines][:6] == [
        ["top", "A"], ["top", "a", "1"], ["top"], ["B"], ["C", "a", "1"], ["a", "1"],
    ]  # fmt: skip


def test_figures_are_never_cut() -> None:
    """A label that has no room beside its figure is."""
    assert plain(facts("T", [("a long label", "1,234.5"), ("b", "1")])(16)) == [
        "T", "a long…  1,234.5", "b              1",
    ]  # fmt: skip


def test_figures_in_tiles() -> None:
    """Each above what it counts; what has no room goes on below."""
    figures = [("1,234", "pages"), ("7", "days with reading")]
    assert plain(tiles(figures, 40)) == ["1,234   7", "pages   days with reading"]
    assert plain(tiles(figures, 20)) == ["1,234", "pages", "", "7", "days with reading"]
    assert tiles([], 40) == []


def test_sentences_are_folded() -> None:
    """At spaces, without an indent."""
    assert plain(sentence_lines("at this pace the list is never done", 20)) == [
        "at this pace the", "list is never done",
    ]  # fmt: skip
    assert sentence_lines("", 20) == []
