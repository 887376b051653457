"""On a terminal: tables that fit, colours, questions, and texts that try to act on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from readinglist.library.making import make_library
from tests.program import HOSTILE, hostile_library, library, tree, write
from tests.terminal import END_OF_INPUT, INTERRUPT, cells, on_terminal, plain, unnumbered

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (40, 80, 160)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose texts try to act on the terminal, with an id and titles that are too long."""
    folder = hostile_library(tmp_path_factory.mktemp("hostile") / "lib")
    write(folder, "z" * 128, "title: A long id\nstatus: reading\n")
    write(folder, "cjk", f"title: {'強化学習による方策最適化' * 5}\nauthors: [山田 太郎]\n")
    write(folder, "word", f"title: L{'o' * 200}ng\nstatus: reading\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list that no test changes."""
    folder = tmp_path_factory.mktemp("sample") / "lib"
    make_library(folder, {"HOME": str(folder.parent)}, sample=True)
    return folder


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "args",
    [
        [],
        ["list", "-n", "0"],
        ["list", "--columns", "id,title,tags,venue,url,summary,status"],
        ["search", "bold", "x"],
        ["show", "h0", "h3", "cjk", "word", "z" * 128],
    ],
    ids=["today", "list", "columns", "search", "show"],
)
def test_nothing_is_wider_than_the_terminal(hostile: Path, args: list[str], width: int) -> None:
    """Every line fits, wide letters counted as two, and no text acts on the terminal."""
    shown = on_terminal(args, hostile, width=width)
    assert shown.code == 0
    assert [line for line in shown.lines if cells(line) > width] == []
    assert not any(char in "".join(shown.lines) for char in "\x1b\x07\x9b\u202e\r")


@pytest.mark.parametrize(
    "args", [[], ["list", "-n", "0"], ["search", "h0", "x"]], ids=["today", "list", "search"]
)
def test_hostile_titles_are_shown_as_they_are(hostile: Path, args: list[str]) -> None:
    """Neither markup nor emoji names nor backslashes are read; controls are made visible."""
    text = on_terminal(args, hostile, width=160).text
    wanted = list(HOSTILE.values()) if "search" not in args else ["[bold]x[/bold]"]
    assert [title for title in wanted if title not in plain(text)] == []


def test_an_entry_is_shown_with_all_it_has(hostile: Path) -> None:
    """Markup in every field is shown, also in keys of the entry's own."""
    text = plain(on_terminal(["show", "h0"], hostile, width=160).text)
    assert text.count("[bold]x[/bold]") == 6  # title, author, venue, tag, summary, mykey


@pytest.mark.parametrize("name", ["csv", "json", "markdown"])
def test_exports_are_safe_to_look_at(hostile: Path, name: str) -> None:
    """What goes to a file unchanged is made visible where it is only looked at."""
    text = on_terminal(["export", "--format", name], hostile).text
    assert not any(char in text for char in "\x1b\x07\x9b\u202e\r")


def test_wide_letters_stand_in_line(hostile: Path) -> None:
    """Beside a title of wide letters the columns stay where they are."""
    lines = on_terminal(["list", "--columns", "title,status", "-n", "0"], hostile).lines
    ends = {cells(line[: line.index(glyph)]) for line in lines for glyph in "○◐" if glyph in line}
    assert len(ends) == 1


def test_a_long_id_leaves_room_for_titles(hostile: Path) -> None:
    """An id of 128 letters does not push the titles out of the table."""
    for width in (40, 80):
        text = plain(on_terminal(["list", "-n", "0"], hostile, width=width).text)
        assert "A long" in text
        assert "h0 " in text


def test_the_first_twenty_are_shown(sample: Path) -> None:
    """A terminal gets a screenful and is told how many there are; -n bounds, -n 0 shows all."""
    assert "20 of 97 (-n 0 shows all)" in on_terminal(["list"], sample).text
    assert "3 of 97" in on_terminal(["list", "-n", "3"], sample).text
    everything = on_terminal(["list", "-n", "0"], sample).text
    assert " of 97" not in everything
    assert "openai2016universe" in everything
    assert on_terminal(["list", "--ids"], sample).text.count("\n") == 97
    assert "10 of " in on_terminal(["search", "learning"], sample).text


@pytest.mark.parametrize("width", WIDTHS)
def test_ids_of_the_shipped_list_are_whole(sample: Path, width: int) -> None:
    """What one has to type is never cut, not even on a narrow terminal."""
    text = plain(on_terminal(["list", "-n", "0"], sample, width=width).text)
    assert [name for name in tree(sample) if name.removesuffix(".yaml") not in text] == ["_list.yaml"]


@pytest.mark.parametrize(
    ("args", "environ", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False),
        (["--color", "auto"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colours(sample: Path, args: list[str], environ: dict[str, str], coloured: bool) -> None:
    """Colours where they are wanted; the table is the same without."""
    with_list = on_terminal([*args, "list", "-n", "2"], sample, environ=environ)
    assert ("\x1b[" in with_list.text) is coloured
    assert "openai2023new" in with_list.text
    after = on_terminal(["list", "-n", "2", *args], sample, environ=environ)
    assert unnumbered(after.text) == unnumbered(with_list.text)


@pytest.mark.parametrize("answer", ["y\r", "Y\r", "yes\r"])
def test_yes_goes_ahead(tmp_path: Path, answer: str) -> None:
    """Writing more than one entry asks, and y does it."""
    folder = library(tmp_path / "lib", one="[bold]x[/bold]", two="a\x1b[31mb")
    shown = on_terminal(["tag", "one", "two", "+x"], folder, answers=answer)
    assert shown.code == 0
    assert "tag 2 entries? [y/N]" in shown.text
    assert "two: tags +x · a^[[31mb" in shown.text
    assert all(b"tags: [x]" in data for name, data in tree(folder).items() if name != "_list.yaml")


@pytest.mark.parametrize(
    ("answer", "code"), [("n\r", 5), ("\r", 5), ("yep\r", 5), (END_OF_INPUT, 5), (INTERRUPT, 130)]
)
@pytest.mark.parametrize(
    "args", [["tag", "+x"], ["rm"], ["start"], ["set", "rating=1"], ["rate", "--where", "has:title", "3"]]
)
def test_everything_else_does_not(tmp_path: Path, answer: str, code: int, args: list[str]) -> None:
    """No, nothing, the end of input and Ctrl-C leave all as it is."""
    folder = library(tmp_path / "lib", one="One", two="Two")
    before = tree(folder)
    where = [] if "--where" in args else ["--where", "has:title"]
    shown = on_terminal([*args, *where], folder, answers=answer)
    assert (shown.code, "Traceback" in shown.text) == (code, False)
    assert ("nothing was changed" in shown.text) is (code == 5)
    assert tree(folder) == before


def test_adding_what_is_there_asks(tmp_path: Path) -> None:
    """Something very like it is named safely, then the question is asked."""
    folder = library(tmp_path / "lib", one="Weights [bold]and[/bold] \u202e biases")
    title = "Weights [bold]and[/bold] biases"
    shown = on_terminal(["add", title], folder, answers="n\r")
    assert (shown.code, len(tree(folder))) == (5, 2)
    assert "one  Weights [bold]and[/bold] <U+202E> biases" in shown.text
    assert on_terminal(["add", title], folder, answers="y\r").code == 0
    assert len(tree(folder)) == 3


def test_one_entry_is_not_asked_about(tmp_path: Path) -> None:
    """A clear single entry is changed without a question, and named."""
    folder = library(tmp_path / "lib", one="One")
    shown = on_terminal(["tag", "one", "+x"], folder)
    assert (shown.code, shown.text) == (0, "one: tags +x · One\n")


def test_errors_name_hostile_texts_safely(tmp_path: Path) -> None:
    """Candidates, titles and arguments in errors are made visible as well."""
    folder = library(tmp_path / "lib", one="x\x1b[31m red", two="x [bold]red")
    shown = on_terminal(["show", "red"], folder)
    assert shown.code == 2
    assert "  one  x^[[31m red\n" in shown.text
    assert "  two  x [bold]red\n" in shown.text
    assert "\x1b" not in shown.text
    for args in (["show", "\x1b]0;x\x07"], ["list", "a:\x1b[31m"], ["\x1b[31m"], ["list", "--\x1b[31m"]):
        assert "\x1b" not in on_terminal(args, folder).text


def test_the_first_indexing_shows_progress(tmp_path: Path) -> None:
    """Reading many files is announced on a terminal, and wiped at the end."""
    folder = library(tmp_path / "lib", **{f"e{n}": f"Title {n}" for n in range(600)})
    shown = on_terminal(["list", "-n", "1", "--color", "never"], folder)
    assert re.search(r"\r\x1b\[Kreading [1-9]\d* of 600 files\r\x1b\[K", shown.text)
    assert "files" not in shown.text.rpartition("\x1b[K")[2]


def test_an_empty_library_and_none(tmp_path: Path) -> None:
    """Today's page is there without an entry, and says what to do without a library."""
    empty = library(tmp_path / "lib")
    shown = on_terminal([], empty)
    assert (shown.code, "Mine" in shown.text) == (0, True)
    assert on_terminal(["list"], empty).code == 1
    (tmp_path / "none").mkdir()
    shown = on_terminal([], tmp_path / "none")
    assert (shown.code, "readinglist init" in shown.text) == (0, True)
    assert list((tmp_path / "none").iterdir()) == []
