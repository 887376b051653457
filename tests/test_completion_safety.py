"""Completion where things are odd: hostile texts, broken files, no library, and the call that shells make."""

from __future__ import annotations

import gc
import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.cli import options_of
from readinglist.commands import SHELLS
from readinglist.completion.engine import answer
from readinglist.library import Library
from readinglist.library.making import make_library
from readinglist.main import run
from tests.program import hostile_library, library, process, tree, write
from tests.shells import offered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list."""
    folder = tmp_path_factory.mktemp("sample") / "lib"
    make_library(folder, {"HOME": str(folder.parent)}, sample=True)
    return folder


def test_keys_of_ones_own(tmp_path: Path) -> None:
    """A key that some entry has is offered like a field, in queries and to be set."""
    lib = library(tmp_path / "lib", one="One")
    write(lib, "two", "title: Two\nshelf: upper left\ntags: [a, b]\n")
    assert offered(lib, "list", "she") == {"shelf:": "a key of your own"}
    assert list(offered(lib, "list", "shelf:u")) == ['shelf:"upper left"']
    assert list(offered(lib, "set", "one", "she")) == ["shelf="]
    assert list(offered(lib, "set", "one", "shelf=")) == ["shelf=upper left"]


def test_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many to read each, ids come without titles and values as they are compared."""
    lib = library(tmp_path / "lib", one="One", two="Two")
    write(lib, "three", "title: Three\nareas: [Sparsity]\n")
    write(lib, "four", "title: Four\nareas: [Reasoning]\n")
    monkeypatch.setattr("readinglist.index.values.MOST_READ", 1)
    assert offered(lib, "show", "t") == {"three": "", "two": ""}
    assert offered(lib, "list", "area:") == {"area:reasoning": "1 entry", "area:sparsity": "1 entry"}


def test_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many the most frequent are offered, alike ones by name; who types on gets every other one."""
    lib = library(tmp_path / "lib")
    facts = "areas: [{0}]\ntags: [{0}]\nowner: {0}\nauthors: [Ann {0}]\ndate: 201{1}\n"
    for number, name in enumerate(("zeta", "zeta", "beta", "alpha")):
        write(lib, f"e{number}", "title: T\n" + facts.format(name, number))
    monkeypatch.setattr("readinglist.completion.shelf._MOST", 2)
    for words in (["list", "tag:"], ["list", "+"], ["list", "owner:"], ["set", "x", "owner="], ["set", "x", "tags=q,"],
                  ["set", "x", "areas="], ["add", "--tag="], ["tags", "rename", ""], ["tag", "x", "-"], ["tag", "x", "+"],
                  ["tag", "x", "--add="]):  # fmt: skip
        start = words.pop()
        assert list(offered(lib, *words, start)) == [f"{start}alpha", f"{start}zeta"], start
        assert list(offered(lib, *words, f"{start}B")) == [f"{start}beta"], start
    assert list(offered(lib, "list", "year:")) == ["year:2010", "year:2011"]
    assert list(offered(lib, "list", "date:2013")) == ["date:2013"]
    assert list(offered(lib, "list", "author:")) == ['author:"Ann alpha"', 'author:"Ann zeta"']
    assert list(offered(lib, "list", 'author:"x, y",be')) == ['author:"x, y",beta']


def test_areas_without_a_vocabulary(tmp_path: Path) -> None:
    """Without a vocabulary in the list file, areas are those that entries have."""
    lib = library(tmp_path / "lib")
    write(lib, "two", "title: Two\nareas: [Sparsity]\n")
    assert list(offered(lib, "set", "two", "areas=")) == ["areas=Sparsity"]


def test_broken_entries_can_be_named(tmp_path: Path) -> None:
    """What is broken can be edited and removed, and so is offered."""
    lib = library(tmp_path / "lib", one="One")
    write(lib, "two", "title: [\n")
    assert offered(lib, "rm", "") == {"one": "One", "two": "(broken)"}


def test_hostile_texts_are_safe(tmp_path: Path) -> None:
    """No title acts on the terminal, and no value that would is offered; each candidate is one line."""
    lib = hostile_library(tmp_path / "lib")
    write(lib, "-x", "title: An option\n")
    write(lib, "a\nb", "title: Two lines\ntags: ['say \"x\"', 'one, two', \"it's\"]\n")
    text = "".join(
        answer(["zsh", "-L", str(lib), *words], os.environ, options_of)
        for words in (
            ["show", ""],
            ["list", "tag:"],
            ["list", "author:"],
            ["tag", "h0", "+"],
            ["list", "mykey:"],
        )
    )
    assert text.replace("\t", "").replace("\n", "").isprintable()
    assert "a^[]0;owned^Gb" in text
    assert not {"-x", "a", "b"} & offered(lib, "show", "").keys()
    assert 'tag:"one, two"' in offered(lib, "list", "tag:")
    assert not [each for each in offered(lib, "list", "tag:") if "say" in each]


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["zsh"],
        ["bash-line"],
        ["bogus", "li"],
        ["zsh", "-L", "/nowhere", "show", ""],
        ["zsh", "list", "--", "--", ""],
    ],
)
def test_never_an_error(args: list[str]) -> None:
    """Whatever is asked, there is an answer, if an empty one."""
    assert isinstance(answer(args, os.environ, options_of), str)


@given(
    words=st.lists(
        st.one_of(
            st.sampled_from(["list", "tag", "set", "-L", "--where", "one", "area:", "--", "+", "a=", '"']),
            st.text(max_size=6),
        ),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words(tmp_path: Path, words: list[str]) -> None:
    """Any words at all get lines of a printable word, a tab and a printable text."""
    for line in answer(["fish", *words], {"HOME": str(tmp_path)}, options_of).split("\n")[:-1]:
        word, _, note = line.partition("\t")
        assert word.isprintable()
        assert note.replace("\t", "").isprintable()


def test_a_failure_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours shows nothing in the middle of someone's line."""
    monkeypatch.setattr(Library, "ask", lambda *_: 1 / 0)
    assert offered(library(tmp_path / "lib"), "show", "") == {}


def _asked(folder: Path, *words: str) -> Ran:
    return process(folder, "__complete", "zsh", *words)


def test_the_hidden_call(sample: Path) -> None:
    """The call that shells make answers on stdout, says nothing on stderr, and leaves the library as it was."""
    before = tree(sample), sample.stat().st_mtime_ns
    assert _asked(sample, "show", "hind") == (
        0,
        "andrychowicz2017hindsight\tHindsight Experience Replay\n",
        "",
    )
    assert _asked(sample, "list", "--js") == (0, "--json\tOne JSON array, an object a line.\n", "")
    assert (tree(sample), sample.stat().st_mtime_ns) == before


def test_without_a_library(tmp_path: Path) -> None:
    """Commands and options are offered anywhere; entries just are not."""
    assert _asked(tmp_path, "sho").out.startswith("show\t")
    assert _asked(tmp_path, "show", "x") == (0, "", "")
    assert _asked(tmp_path, "show", "--js").out.startswith("--json\t")


def test_a_library_that_cannot_be_written(tmp_path: Path) -> None:
    """A library on a read-only disk completes as well, also where its index cannot be kept."""
    lib = library(tmp_path / "lib", one="One")
    (lib / "entries").chmod(stat.S_IRUSR | stat.S_IXUSR)
    ran = process(lib, "__complete", "zsh", "show", "o", environ={"XDG_CACHE_HOME": "/proc/nowhere"})
    (lib / "entries").chmod(stat.S_IRWXU)
    assert ran == (0, "one\tOne\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_printed(shell: str, tmp_path: Path) -> None:
    """`completion SHELL` prints the script for both names of the program."""
    ran = process(tmp_path, "completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "__complete" in ran.out
    assert " rl" in ran.out
    assert "readinglist" in ran.out


@pytest.mark.parametrize(
    ("args", "told"), [([], "for which shell?"), (["csh"], 'there is no completion for "csh"')]
)
def test_other_shells(tmp_path: Path, args: list[str], told: str) -> None:
    """For other shells it says which there are."""
    ran = process(tmp_path, "completion", *args)
    assert (ran.code, ran.err) == (2, f"readinglist: {told}; one of bash, zsh, fish\n")


def test_the_process_ends_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The answer is written and the process left with 0, options being asked for of Typer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os._exit", lambda code: (_ for _ in ()).throw(SystemExit(code)))
    monkeypatch.setattr("sys.argv", ["rl", "__complete", "zsh", "list", "--js"])
    with pytest.raises(SystemExit) as end:
        run()
    gc.enable()
    assert (end.value.code, capfd.readouterr().out) == (0, "--json\tOne JSON array, an object a line.\n")
