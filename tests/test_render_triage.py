"""The screen of `triage` fills a terminal of any size, whatever a paper says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry
from readinglist.reading.triage import KEPT, Triage
from readinglist.render.triage import KEYS, View, triage_screen
from tests.program import HOSTILE
from tests.terminal import cells, plain

LONG = Entry(
    id="long",
    title="A title that goes on and on, until it takes more than one line of the terminal",
    authors=tuple(f"Given{number} Family{number}" for number in range(300)),
    summary="What it is about. " * 4,
    abstract="強化学習による方策最適化" * 20 + " " + "word " * 60,
    status="candidate",
    tags=("ppo",),
)
TEXTS = st.sampled_from([*HOSTILE, "強化学習", "e\u0301" * 30, "x" * 300, "", "a\nb"])
ENTRIES = st.builds(
    Entry,
    id=st.just("x"),
    title=TEXTS.filter(bool),
    authors=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
    summary=TEXTS,
    abstract=TEXTS,
    tags=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    status=st.sampled_from(["candidate", "rejected", "reading"]),
)


def _shown(view: View, width: int = 80, height: int = 24, *, color: bool = False) -> list[str]:
    return [plain(line).rstrip() for line in triage_screen(view, width, height, color=color)]


@given(ENTRIES | st.none(), TEXTS, st.integers(20, 200), st.integers(1, 50), st.integers(0, 9), st.booleans())
@settings(max_examples=120, deadline=None)
def test_it_fills_the_terminal(
    entry: Entry | None, note: str, width: int, height: int, page: int, explained: bool
) -> None:
    """As many lines as there are, none too wide, and nothing in them that acts on the terminal."""
    view = View(Triage(["x"] * 120), entry, note, page, explained)
    lines = _shown(view, width, height, color=True)
    assert len(lines) == height
    assert [line for line in lines if cells(line) > width] == []
    assert not any(char in "".join(lines) for char in "\x1b\x07\x9b\u202e\r\n")


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 50), (30, 4)])
def test_all_of_a_paper_can_be_seen(size: tuple[int, int]) -> None:
    """Page by page, each line once and in order; then it begins again."""
    whole = _shown(View(Triage(["long"]), LONG), size[0], 400)
    body = [line for line in whole[2 : -len(_legend(whole))] if line]
    seen: list[str] = []
    first = _shown(View(Triage(["long"]), LONG), *size)
    for page in range(200):
        lines = _shown(View(Triage(["long"]), LONG, page=page), *size)
        if page and lines == first:
            break
        seen += lines
    assert [line for line in seen if line in body] == [line for line in body if line in seen] == body


def _legend(lines: list[str]) -> list[str]:
    return lines[next(at for at, line in enumerate(lines) if line.startswith("k keep")) :]


def test_hundreds_of_authors_leave_room() -> None:
    """Two lines of them, the rest is `et al.`; the abstract begins on the first screen."""
    lines = _shown(View(Triage(["long"]), LONG))
    assert sum("Given" in line for line in lines) == 2
    assert "et al." in "\n".join(lines)
    assert "abstract" in lines
    few = _shown(View(Triage(["x"]), Entry(id="x", title="X", authors=("A B", "C D"))))
    assert few[3] == "A B, C D"


@pytest.mark.parametrize("width", [38, 40, 80, 120, 200])
def test_the_keys_are_named(width: int) -> None:
    """Each with its word where there is room; on a short terminal their letters."""
    lines = _shown(View(Triage(["long"]), LONG), width)
    legend = "  ".join(_legend(lines))
    assert [key for key in KEYS if f"{key.letter} {key.word}" not in legend] == []
    assert _shown(View(Triage(["long"]), LONG), 40, 6)[-1] == "k n s r t o b u q ?"


def test_the_head_says_what_is_left() -> None:
    """The whole summary where it fits, else which it is and how many are left."""
    triage = Triage([*"abcdefgh"]).decided(KEPT, 1)
    assert _shown(View(triage, LONG))[0] == "2 of 8 · 1 kept, 7 left"
    assert _shown(View(triage, LONG), 22)[0] == "2 of 8 · 7 left"


def test_what_happened_is_told_above_the_keys() -> None:
    """On lines of its own, but never on more than a quarter of them."""
    lines = _shown(View(Triage(["long"]), LONG, "kept: [bold]x[/bold]\x1b[31m"))
    assert lines[-2:-1] == ["kept: [bold]x[/bold]^[[31m"]
    assert sum("note" in line for line in _shown(View(Triage(["long"]), LONG, "note " * 200), 40, 12)) == 3


def test_the_end_and_the_help() -> None:
    """The end tells what was done; the help what each key does."""
    end = _shown(View(Triage(["a"], place=1), None))
    assert (end[2], end[4], end[-1]) == ("That was the last one.", "1 left", "b back  u undo  q quit")
    text = "\n".join(_shown(View(Triage(["a"]), LONG, help=True)))
    assert [key for key in KEYS if key.meaning not in text] == []


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines with and without."""
    monkeypatch.setenv("TERM", "xterm-256color")
    view = View(Triage(["long"]), LONG, "told")
    bare = triage_screen(view, 80, 24, color=False)
    coloured = triage_screen(view, 80, 24, color=True)
    assert "\x1b" not in "".join(bare)
    assert "\x1b[" in "".join(coloured)
    assert [plain(line).rstrip() for line in coloured] == [line.rstrip() for line in bare]


def test_the_page_about_it_names_all_keys() -> None:
    """`docs/triage.md` has a row for each key."""
    page = Path(__file__).resolve().parent.parent / "docs" / "triage.md"
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert [key for key in KEYS if not any(row.startswith(f"| `{key.letter}`") for row in rows)] == []
