"""Bars and aligned rows fit the terminal, wide letters counted as two columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.render.bars import aligned, bar, bar_table
from readinglist.render.console import show
from tests.terminal import cells, plain


def _lines(capsys: pytest.CaptureFixture[str], rows: list[tuple[str, int]], width: int) -> list[str]:
    show(bar_table(rows, width), width=width, color=False)
    return [line.rstrip() for line in plain(capsys.readouterr().out).splitlines()]


def test_golden(capsys: pytest.CaptureFixture[str]) -> None:
    """Label, count and bar, the longest bar for the most."""
    rows = [("Reasoning", 12), ("強化学習", 6), ("Sparsity", 1)]
    assert _lines(capsys, rows, 40) == [
        "Reasoning  12  ━━━━━━━━━━━━━━━━━━━━━━━━━",
        "強化学習    6  ━━━━━━━━━━━━╸",
        "Sparsity    1  ━━",
    ]
    assert _lines(capsys, rows, 200)[0] == "Reasoning  12  " + "━" * 40


def test_a_long_label_goes_on_below(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is cut, and the bar keeps its room."""
    assert _lines(capsys, [("a" * 30, 3), ("b", 1)], 40) == [
        "a" * 27 + "  3  ━━━━━━━━",
        "aaa",
        "b" + " " * 28 + "1  ━━╸",
    ]


def test_bars() -> None:
    """What is there at all has a piece; nothing has none."""
    assert [bar(count, 100, 10) for count in (0, 1, 50, 55, 100)] == [
        "",
        "╸",
        "━" * 5,
        "━" * 5 + "╸",
        "━" * 10,
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 160, 200])
def test_every_line_fits(capsys: pytest.CaptureFixture[str], width: int) -> None:
    """Wide, combining and hostile labels fit at every width, their counts one below the other."""
    rows = [("強化学習による方策最適化" * 9, 12345), ("e\u0301" * 20, 3), ("x\x1b[31m\u202e", 1), ("", 2)]
    lines = _lines(capsys, rows, width)
    assert [line for line in lines if cells(line) > width] == []
    assert len({cells(line[: line.index("━")]) for line in lines if "━" in line}) == 1
    assert "\x1b" not in "".join(lines)


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(1, 10**6)), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_label(rows: list[tuple[str, int]]) -> None:
    """A table can be made of whatever entries say."""
    assert bar_table(rows, 40).row_count == len(rows)


def test_aligned_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns stand in line and are safe."""
    show(aligned([("@a", "x"), ("@山", "\x1b y")], ("cyan", "")), width=40, color=False)
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == ["@a   x", "@山  ^[ y"]
