"""Completion in the real shells, and what of it is particular to Bash."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.cli import options_of
from readinglist.completion.bashline import Typed, quoted, replacement, typed_of, unquoted
from readinglist.completion.engine import answer
from readinglist.library.making import make_library
from tests.program import library, write
from tests.shells import in_bash, in_fish, typed_in_bash, typed_in_zsh

if TYPE_CHECKING:
    from pathlib import Path

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list."""
    folder = tmp_path_factory.mktemp("sample") / "lib"
    make_library(folder, {"HOME": str(folder.parent)}, sample=True)
    return folder


def test_bash(sample: Path, tmp_path: Path) -> None:
    """Bash offers what Readline puts behind the last `:` or `=`, quoted for where it stands."""
    cases = {
        "rl sho": ["show"],
        "readinglist show hind": ["andrychowicz2017hindsight"],
        "rl list area:Hum": ["'\"Human feedback\"'"],
        "rl list 'area:\"Hum": ['area:"Human feedback"'],
        'rl list area:"Hum': ['\\"Human feedback\\""'],
        "rl list status:unread,rea": ["unread,reading", "unread,read"],
        "rl list @tod": ["@todo"],
        "rl list tit": ["title:"],
        "rl set hind rating=": ["1", "2", "3", "4", "5"],
        "rl tag schulman2017proximal -p": ["-policy-gradients", "-ppo"],
        "rl list --js": ["--json"],
        "rl export --output=ent": ["entries"],
        "rl -L ent": ["entries"],
        "rl list is:read > ent": ["entries"],
        "rl show five": [],
    }  # fmt: skip
    assert in_bash(list(cases), sample, tmp_path) == list(cases.values())


def test_readline(sample: Path, tmp_path: Path) -> None:
    """In an interactive Bash the line is gone on with, quotes and all, a space behind what is finished."""
    cases = {
        "rl sho": "rl show ",
        "rl show hind": "rl show andrychowicz2017hindsight ",
        "rl list area:Hum": "rl list area:'\"Human feedback\"' ",
        "rl list 'area:\"Hum": "rl list 'area:\"Human feedback\"' ",
        'rl list area:"Hum': 'rl list area:"\\"Human feedback\\"" ',
        "rl list status:unread,rea": "rl list status:unread,read",
        "rl list @tod": "rl list @todo ",
        "rl list tit": "rl list title:",
        "rl set x priority=h": "rl set x priority=high ",
        "rl show five": "rl show five",
        "rl -L ent": "rl -L entries/",
    }
    assert typed_in_bash(list(cases), sample, tmp_path) == list(cases.values())


def test_fish(sample: Path, tmp_path: Path) -> None:
    """Fish offers whole words with what is said of each."""
    cases = {
        "rl sho": ["show\tShow all there is about entries"],
        "readinglist show hind": ["andrychowicz2017hindsight\tHindsight Experience Replay"],
        "rl list area:Hum": ['area:"Human feedback"\t12 entries'],
        "rl list 'area:\"Hum": ['area:"Human feedback"\t12 entries'],
        "rl list @tod": ["@todo\tis:unread,reading"],
        "rl tag schulman2017proximal -pp": ["-ppo"],
        "rl list --js": ["--json\tOne JSON array, an object a line."],
        "rl export --output=ent": ["--output=entries/"],
        "rl -L ent": ["entries/"],
    }
    assert in_fish(list(cases), sample, tmp_path) == list(cases.values())


def test_zsh(sample: Path, tmp_path: Path) -> None:
    """Zsh puts the word on its line, quoted, a space behind what is finished; titles are shown."""
    cases = {
        "rl sho": "rl show ",
        "readinglist show hind": "readinglist show andrychowicz2017hindsight ",
        "rl list area:Hum": 'rl list area:\\"Human\\ feedback\\" ',
        "rl list 'area:\"Hum": "rl list 'area:\"Human feedback\"' ",
        "rl list tit": "rl list title:",
        "rl list --js": "rl list --json ",
        "rl export --output=ent": "rl export --output=entries/",
        "rl show schulman2017": "rl show schulman2017",
    }
    lines, shown = typed_in_zsh(list(cases), sample, tmp_path)
    assert lines == list(cases.values())
    assert "-- Proximal Policy Optimization" in shown


def test_hostile_tags_in_the_shells(tmp_path: Path) -> None:
    """A tag that would be a command of the shell is put where it is only text."""
    lib = library(tmp_path / "lib", one="One")
    write(lib, "two", "title: Two\ntags: ['x$(touch y)', 'x`touch y`']\n")
    (found,) = in_bash(["rl tag one +x"], lib, tmp_path)
    assert [shlex.split(each) for each in found] == [["+x$(touch y)"], ["+x`touch y`"]]
    (offered,) = in_fish(["rl tag one +x"], lib, tmp_path)
    assert offered == ["+x$(touch y)\t1 entry", "+x`touch y`\t1 entry"]
    assert not (lib / "y").exists()


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("rl", Typed([""])),
        ("rl ", Typed([""])),
        ("rl list x", Typed(["list", "x"])),
        ("rl list area:Hu", Typed(["list", "area:Hu"], "area:")),
        ("rl list area:'Hu", Typed(["list", "area:Hu"], "area:", "'")),
        ('rl list "area:Hu', Typed(["list", "area:Hu"], "", '"')),
        ('rl "a\\"b\\c" d', Typed(['a"b\\c', "d"])),
        ("rl list is:read,@x", Typed(["list", "is:read,@x"], "is:read,")),
        ("rl a\\ b\\:c", Typed(["a b:c"])),
        ("rl 'a\\' b", Typed(["a\\", "b"])),
        ("rl '' ", Typed(["", ""])),
        ("rl list >x is", Typed(["list", "is"])),
        ("rl list > x", Typed(["list", "x"], to_file=True)),
    ],
)
def test_a_line_taken_apart(line: str, typed: Typed) -> None:
    """Quotes, backslashes, redirections and breaks are read as Bash reads them."""
    assert typed_of(line, BREAKS) == typed


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
@settings(max_examples=150, deadline=None)
def test_quoting_comes_back(text: str) -> None:
    """What is quoted is the same word for the shell and for our own reading of lines."""
    assert shlex.split(quoted(text) + " .") == [*([text] if text else []), "."]
    assert typed_of(f"rl {quoted(text)}", "").words == [text]
    assert unquoted(quoted(text)) == text


@pytest.mark.parametrize(
    ("word", "typed", "text"),
    [
        ("area:x", Typed([], "area:"), "x"),
        ("tag:x", Typed([], "area:"), None),
        ("it's", Typed([], "", "'"), None),
        ("a$b", Typed([], "", '"'), "a\\$b"),
        ("a!b", Typed([], "", '"'), None),
    ],
)
def test_what_readline_inserts(word: str, typed: Typed, text: str | None) -> None:
    """Only the end of a word is replaced, and what cannot stand in open quotes is left out."""
    assert replacement(word, typed) == text


def test_bash_keeps_what_was_typed(sample: Path) -> None:
    """Where all that is found begins alike but not as typed, nothing takes the place of what was typed."""
    line = f"rl -L {shlex.quote(str(sample))} show"
    assert answer(["bash-line", f"{line} five", BREAKS], os.environ, options_of) == ""
    assert (
        answer(["bash-line", f"{line} hind", BREAKS], os.environ, options_of) == "andrychowicz2017hindsight\n"
    )


@pytest.mark.parametrize(
    ("line", "told"), [("rl list >x", "x"), ("rl export --output=x", "x"), ("rl export -o ''", "")]
)
def test_files_for_bash(line: str, told: str) -> None:
    """Of a file's name Bash is told the part that is a name."""
    assert answer(["bash-line", line, BREAKS], os.environ, options_of) == f"\tfiles\t{told}\n"
