"""Data to stdout, remarks to stderr, and nothing that could act on a terminal."""

from __future__ import annotations

import io
import os

import pytest

from readinglist.render.output import Output


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environ", "option", "fancy", "color"),
    [
        (False, {}, "auto", False, False),
        (False, {}, "always", True, True),
        (False, {}, "never", False, False),
        (True, {}, "auto", True, True),
        (True, {}, "never", True, False),
        (True, {"NO_COLOR": "1"}, "auto", True, False),
        (True, {"NO_COLOR": ""}, "auto", True, True),
        (True, {"NO_COLOR": "1"}, "always", True, True),
        (True, {"TERM": "dumb"}, "auto", True, False),
    ],
)
def test_what_is_shown_how(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environ: dict[str, str],
    option: str,
    fancy: bool,
    color: bool,
) -> None:
    """Tables on a terminal; colours there too, unless somebody does not want them."""
    monkeypatch.setattr("sys.stdout", _Terminal() if terminal else io.StringIO())
    out = Output(environ, color=option)
    assert (out.terminal, out.fancy, out.color) == (terminal, fancy, color)


def test_lines_and_cells_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    """No text divides cells or lines, or acts on a terminal."""
    out = Output({})
    out.line("a\x1b[1m\nb")
    out.cells(["a\tb", "", "\u202ec"])
    out.remark("d\x07")
    out.remark("e", name=False)
    assert capsys.readouterr() == ("a^[[1m b\na b\t\t<U+202E>c\n", "readinglist: d^G\ne\n")


def test_the_width_has_a_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says it has no columns gets some."""
    monkeypatch.setenv("COLUMNS", "3")
    assert Output({}).width == 20
    monkeypatch.setenv("COLUMNS", "100")
    assert Output({}).width == 100


@pytest.mark.parametrize(("columns", "lines"), [(0, 1), (80, 1), (40, 2)])
def test_a_terminal_that_does_not_know_its_width(
    monkeypatch: pytest.MonkeyPatch, columns: int, lines: int
) -> None:
    """Remarks are folded at 80 columns where stderr reports none, and where it reports some at these."""
    told = _Told(monkeypatch)
    monkeypatch.setattr(told.stream, "fileno", lambda: 2)
    monkeypatch.setattr("sys.__stdout__", None)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((columns, 0)))
    Output({}).remark("some words and a few more, sixty characters in all")
    assert told.stream.getvalue().count("\n") == lines


@pytest.mark.parametrize(
    ("total", "terminal", "told"),
    [(500, True, "\r\x1b[Kreading 100 of 500 files\r\x1b[K"), (499, True, ""), (500, False, "")],
)
def test_progress(monkeypatch: pytest.MonkeyPatch, total: int, terminal: bool, told: str) -> None:
    """Many files are announced on a terminal, and wiped when they are read."""
    stream = _Terminal() if terminal else io.StringIO()
    out = Output({})
    monkeypatch.setattr("sys.stderr", stream)
    out.progress(100, total)
    out.progress(total, total)
    assert stream.getvalue() == told


class _Told:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stream = _Terminal()
        monkeypatch.setattr("sys.stderr", self.stream)

    def pieces(self) -> list[str]:
        return self.stream.getvalue().split("\r\x1b[K")[1:]


def test_progress_of_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every twentieth of a hundred or more changes is told, and the line is wiped at the end."""
    told = _Told(monkeypatch)
    out = Output({})
    for done in range(1, 101):
        out.progress(done, 100, "writing")
    assert told.pieces() == [f"writing {n} of 100 files" for n in (20, 40, 60, 80)] + [""]
    out.wipe()
    assert len(told.pieces()) == 5


def test_progress_of_a_few_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of few changes nor where nobody looks."""
    told = _Told(monkeypatch)
    Output({}).progress(20, 99, "writing")
    Output({}).progress(20, 499)
    assert told.pieces() == []
    monkeypatch.setattr("sys.stderr", io.StringIO())
    out = Output({})
    out.progress(20, 1000, "writing")
    out.wipe()


def test_progress_that_never_ends_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an error ends a change, the line is wiped before the error is told."""
    told = _Told(monkeypatch)
    out = Output({})
    out.progress(20, 100, "writing")
    out.wipe()
    out.wipe()
    assert told.pieces() == ["writing 20 of 100 files", ""]


def test_a_line_that_was_made_safe_keeps_its_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    """Tabs and line ends in it are meant."""
    Output({}).safe_line("a\tb\nc")
    Output({}).cells(["g", "h"], end="\t")
    assert capsys.readouterr().out == "a\tb\nc\ng\th\t"


def test_a_terminal_gets_remarks_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the width that it has, at spaces; what has none stays whole."""
    stream = _Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("COLUMNS", "24")
    Output({}).remark(f"no list in /{'a' * 30}; make one")
    Output({}).remark("  one  A title of its own", name=False)
    assert stream.getvalue().split("\n") == [
        "readinglist: no list in", f"  /{'a' * 30};", "  make one", "  one  A title of its", "    own", "",
    ]  # fmt: skip


def test_a_file_gets_remarks_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line each, however narrow a terminal there is."""
    monkeypatch.setenv("COLUMNS", "24")
    Output({}).remark("nothing " * 20)
    assert capsys.readouterr().err.count("\n") == 1


def test_messages_are_folded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """At spaces, a path stays whole; in a pipe they are one line, and lines of data always are."""
    text, path = "made a library in", "/a/long/path/of/many/folders"
    for terminal, wanted in ((True, f"{text}\n  {path}\n"), (False, f"{text} {path}\n")):
        monkeypatch.setattr("sys.stdout", shown := _Terminal() if terminal else io.StringIO())
        monkeypatch.setenv("COLUMNS", "20")
        out = Output({})
        out.message(f"{text} {path}")
        assert shown.getvalue() == wanted
        out.line(f"{text} {path}")
        assert shown.getvalue() == f"{wanted}{text} {path}\n"
