"""What TAB offers: commands, options, references, fields, values and terms of queries."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.cli import _build, options_of
from readinglist.commands import COMMANDS
from readinglist.completion import grammar
from readinglist.completion.engine import answer
from readinglist.library.making import make_library
from readinglist.model.fields import FIELDS
from tests.shells import offered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list."""
    folder = tmp_path_factory.mktemp("sample") / "lib"
    make_library(folder, {"HOME": str(folder.parent)}, sample=True)
    return folder


def test_commands_with_their_summaries() -> None:
    """Commands come as the overview has them; other names of theirs only where they are typed."""
    found = offered(None, "")
    assert found == {name: row.summary for name, row in COMMANDS.items() if not row.alias_of}
    assert list(offered(None, "li")) == ["list"]
    assert list(offered(None, "ls")) == ["ls"]
    assert list(offered(None, "LI")) == ["list"]
    assert offered(None, "bogus") == offered(None, "bogus", "") == {}


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_options_with_their_help(name: str) -> None:
    """Every option is offered by its long name and its help, those of the program before a command."""
    found = offered(None, *filter(None, [name]), "--")
    assert {"--library", "--color", "--help"} <= found.keys()
    assert all(found.values())
    assert list(offered(None, *filter(None, [name]), "--lib")) == ["--library"]


@pytest.mark.parametrize("name", [name for name, row in COMMANDS.items() if not row.alias_of])
def test_the_tables_hold_for_every_command(name: str) -> None:
    """Each command has its row, and exactly the options that take a value are known as such."""
    assert name in grammar.ARGUMENTS
    params: list[Any] = [each for each in _build(name).params if each.param_type_name == "option"]
    takes = {option: grammar.value_of(name, option) is not None for each in params for option in each.opts}
    assert takes == {option: not each.is_flag for each in params for option in each.opts}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--color", ""], ["auto", "always", "never"]),
        (["list", "--color=al"], ["--color=always"]),
        (["list", "--sort", "ra"], ["rating"]),
        (["list", "--sort", "-da"], ["-date"]),
        (["list", "--sort", "year,-ra"], ["year,-rating"]),
        (["list", "--sort=year,y"], []),
        (["list", "--columns", "id,ti"], ["id,title"]),
        (["export", "--format", "ma"], ["markdown"]),
        (["cite", "--format", "k"], ["key"]),
        (["list", "--limit", ""], []),
        (["list", "-n", "3", "stat"], ["status:"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["completion", "bash", ""], []),
        (["undo", ""], []),
        (["add", "--kind", "b"], ["blog", "book"]),
        (["rm", "--where", "is:rea"], ["is:reading", "is:read"]),
        (["rm", "--where=is:rea"], ["--where=is:reading", "--where=is:read"]),
        (["rm", "--where", "x", ""], []),
        (["tags", "rename", "a", "b", ""], []),
        (["tag", "-"], []),
        (["tag", "--ad"], ["--add"]),
        (["list", "status:unread,re"], ["status:unread,rejected", "status:unread,reading", "status:unread,read"]),
        (["list", "et_al:"], ["et_al:true", "et_al:false"]),
        (["list", "rating:4,"], ["rating:4,1", "rating:4,2", "rating:4,3", "rating:4,5"]),
        (["list", "tags"], ["tags:"]),
        (["list", "missing:do"], ["missing:doi"]),
        (["list", "is:ev"], ["is:evaluated"]),
        (["list", "nofield:x"], []),
        (["list", "title:x"], []),
        (["list", "--", "-is:sk"], ["-is:skimmed"]),
        (["list", "!has:no"], ["!has:notes"]),
        (["list", "a -(is:sk"], ["a -(is:skimmed"]),
        (["list", "pri"], ["priority:"]),
        (["set", "x", "priority="], ["priority=high", "priority=normal", "priority=low"]),
        (["set", "x", "date="], []),
        (["count", "ven"], ["venue"]),
        (["count", "notes"], []),
        (["count", "year", "is:sk"], ["is:skimmed"]),
        (["rate", "x", ""], ["1", "2", "3", "4", "5"]),
        (["rate", "--where", "x", "4"], ["4"]),
        (["view", ""], ["save", "rm"]),
        (["view", "save", "x", "is:sk"], ["is:skimmed"]),
        (["view", "bogus", ""], []),
        (["list", "--group-by", "ven"], ["venue"]),
        (["search", "--group-by", "a"], ["author", "arxiv", "area", "added"]),
        (["list", "--format", "{"], []),
        (["-L=x", "--color=never", "sho"], ["show"]),
        (["rm", "--where=x", ""], []),
        (["tags", "ren"], ["rename"]),
    ],
)  # fmt: skip
def test_what_needs_no_entries(tmp_path: Path, words: list[str], expected: list[str]) -> None:
    """Choices, names and numbers are offered without a library as well."""
    assert list(offered(tmp_path, *words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show", "schulman2017p"], ["schulman2017proximal"]),
        (["show", "Schulman2017p"], ["schulman2017proximal"]),
        (["list", "-L{lib}", "+ppo,trus"], ["+ppo,trust-region"]),
        (["list", "author:Zzz"], []),
        (["show", "…"], []),
        (["show", "--json", "hind"], ["andrychowicz2017hindsight"]),
        (["show", "hind"], ["andrychowicz2017hindsight"]),
        (["show", "schulman2017proximal", "schulman2017"], ["schulman2017equivalence"]),
        (["note", "schulman2017p"], ["schulman2017proximal"]),
        (["note", "schulman2017proximal", "s"], []),
        (["rate", "schulman2017p"], ["schulman2017proximal"]),
        (["list", "area:Hu"], ['area:"Human feedback"']),
        (["list", 'area:"hu'], ['area:"Human feedback"']),
        (["list", 'area:"Human feedback",comm'], ['area:"Human feedback",Community']),
        (["list", "author:Schul"], ["author:Schulman"]),
        (["list", 'author:"john sch'], ['author:"John Schulman"']),
        (["list", "year:202"], ["year:2020", "year:2021", "year:2022", "year:2023"]),
        (["list", "date:2016,2017,201"], ["date:2016,2017,2018", "date:2016,2017,2019"]),
        (["list", "id:ziegler"], ["id:ziegler2019finetuning"]),
        (["list", "@to"], ["@todo"]),
        (["list", "-L", "{lib}", "+pp"], ["+ppo"]),
        (["tag", "-L", "{lib}", "hind"], ["andrychowicz2017hindsight"]),
        (["list", "+ppo,trus"], ["+ppo,trust-region"]),
        (["tag", "schulman2017p", "-p"], ["-policy-gradients", "-ppo"]),
        (["tag", "schulman2017p", "-ppo", "-p"], ["-policy-gradients"]),
        (["tag", "schulman2017p", "--remove", "pp"], ["ppo"]),
        (["tag", "schulman2017p", "--add", "trust"], ["trust-region"]),
        (["tag", "hind"], ["andrychowicz2017hindsight"]),
        (["tag", "no-such", "-ppo"], ["-ppo"]),
        (["set", "schulman2017p", "ta"], ["tags=", "takeaway=", "tamkin2021understanding", "tang2016exploration"]),
        (["set", "schulman2017p", "areas=Reasoning,Hum"], ["areas=Reasoning,Human feedback"]),
        (["set", "schulman2017p", "tag=ppo,trust"], ["tag=ppo,trust-region"]),
        (["set", "schulman2017p", "distinct_from=ziegler"], ["distinct_from=ziegler2019finetuning"]),
        (["set", "--where", "x", "rat"], ["rating="]),
        (["set", "zieg"], ["ziegler2019finetuning"]),
        (["set", "--where", "x", "zieg"], []),
        (["rate", "--where", "x", "zieg"], []),
        (["tags", "rename", "trust"], ["trust-region"]),
        (["view", "rm", "tod"], ["todo"]),
        (["add", "--area", "Human f"], ["Human feedback"]),
    ],
)  # fmt: skip
def test_what_the_list_says(sample: Path, words: list[str], expected: list[str]) -> None:
    """References, tags, areas, authors, years and views come out of the list, as it writes them."""
    assert list(offered(sample, *(word.format(lib=sample) for word in words))) == expected


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["note"], ["--where", "tag:ppo"]),
        (["note"], ["--where=tag:ppo"]),
        (["show"], ["--where", "tag:ppo"]),
        (["tag"], ["--where", "tag:ppo"]),
        (["edit"], ["--list"]),
        (["undo", "--list"], ["schulman2017proximal"]),
        (["tags", "rename"], ["ppo", "atari"]),
    ],
)
def test_where_no_more_is_wanted(sample: Path, words: list[str], more: list[str]) -> None:
    """Nothing is offered that the command would refuse, or take for something else."""
    assert offered(sample, *words, "")
    assert offered(sample, *words, *more, "") == {}


def test_undo_wants_a_reference_with_its_list(sample: Path) -> None:
    """Changes are shown of one entry, but never taken back so."""
    assert list(offered(sample, "undo", "--list", "schulman2017p")) == ["schulman2017proximal"]
    assert offered(sample, "undo", "schulman2017p") == {}


def test_what_is_said_of_each(sample: Path) -> None:
    """Titles stand beside ids, counts beside values, meanings beside fields, the query beside a view."""
    assert offered(sample, "show", "hind")["andrychowicz2017hindsight"] == "Hindsight Experience Replay"
    assert offered(sample, "list", "+gpt-")["+gpt-2"] == "4 entries"
    assert offered(sample, "list", "author:Schul") == {"author:Schulman": "23 entries"}
    assert offered(sample, "list", "ven")["venue:"] == "journal, conference or site"
    assert offered(sample, "list", "@cod")["@coded"] == "has:code"


def test_every_field_is_offered(sample: Path) -> None:
    """At the beginning of a term stand the questions and all fields, lists by the name of an item."""
    found = offered(sample, "list", "")
    assert {f"{field.singular or field.name}:" for field in FIELDS} <= found.keys()
    assert {"is:", "has:", "missing:", "year:", "id:"} <= found.keys()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["export", "-o", "x"], "\tfiles\t"),
        (["export", "--output=x"], "\tfiles\t--output="),
        (["add", "--file", ""], "\tfiles\t"),
        (["-L", "x"], "\tfolders\t"),
        (["init", "x"], "\tfolders\t"),
    ],
)
def test_files_are_left_to_the_shell(words: list[str], line: str) -> None:
    """Where a file or folder is wanted the shell is told to complete it itself."""
    assert answer(["zsh", *words], os.environ, options_of) == f"{line}\n"
