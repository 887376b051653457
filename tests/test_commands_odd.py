"""What `add` and `set` say of values that look odd, and how `init` and other messages lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, process, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries and a vocabulary."""
    folder = library(tmp_path / "lib", one="One", two="Two")
    write(folder, "_list", "name: L\nareas: [Reinforcement Learning, Sparsity]\n")
    return folder


def test_add_tells_what_looks_odd(lib: Path) -> None:
    """The entry is added, and each oddity is a line on stderr, as `check` says it."""
    ran = here(lib, "add", "Bees", "--area", "Reinforcement learnin", "--doi", "foo", "--date", "3020")
    odd = [
        "warning: date 3020 is more than a year ahead; the year is at most 2027",
        'warning: doi "foo" is no DOI; DOIs look like 10.1000/182',
        'warning: area "Reinforcement learnin" is not in the vocabulary; did you mean Reinforcement Learning?',
    ]
    assert (ran.code, ran.out, ran.err.splitlines()) == (0, "bees\n", ["added Bees", *odd])
    checked = here(lib, "check").out
    assert all(each in checked for each in odd)


def test_add_tells_of_keys_near_a_field(lib: Path) -> None:
    """A misspelt key of YAML stays, and is named."""
    ran = process(lib, "add", "-", stdin=b"autors: x\ntitle: T\n")
    assert ran.code == 0
    assert 'warning: "autors" is no field, but a key of its own; did you mean authors?' in ran.err


def test_areas_are_spelled_as_in_the_vocabulary(lib: Path) -> None:
    """`add` and `set` take its spelling; one that differs in nothing else replaces nothing."""
    here(lib, "add", "Bees", "--area", "reinforcement learning")
    assert b"areas: [Reinforcement Learning]" in tree(lib)["bees.yaml"]
    assert here(lib, "set", "bees", "areas=REINFORCEMENT LEARNING").err == "bees: nothing to change\n"
    ran = here(lib, "set", "bees", "areas=sparsity")
    assert ran.out == "bees: areas +Sparsity -Reinforcement Learning · Bees\n"


def test_set_tells_what_it_made_odd(lib: Path) -> None:
    """Once for all entries, also in a dry run, and not what was so before."""
    ran = here(lib, "set", "one", "two", "file=/etc/passwd", "--yes", "--dry-run")
    assert ran.err == (
        'warning: file "/etc/passwd" lies outside the library; name its folder under `roots` in the configuration\n'
    )
    here(lib, "set", "one", "arxiv=foo")
    assert here(lib, "set", "one", "rating=3").err == ""


def test_titles_without_quotes(lib: Path) -> None:
    """Several words say that they want quotes."""
    ran = here(lib, "add", "Two", "words")
    assert (ran.code, ran.err) == (
        2,
        'readinglist: several titles; quote the title: `readinglist add "Two words"`\n',
    )


@pytest.mark.parametrize("option", ["--date", "--title", "--author", "--tag", "--notes"])
def test_empty_values(lib: Path, option: str) -> None:
    """What an unset variable of a script leaves is refused, whatever the option."""
    ran = here(lib, "add", "Bees", option, "")
    assert (ran.code, f"{option} is empty" in ran.err) == (2, True)


def test_an_id_that_tells_nothing(lib: Path) -> None:
    """Where no Latin letter is there to make an id of, --id is named."""
    ran = here(lib, "add", "深度学习", "--author", "李 明", "--date", "2020")
    assert ran.out == "untitled2020\n"
    assert "untitled2020 tells nothing; --id names another" in ran.err
    assert "--id" not in here(lib, "add", "学习", "--id", "untitled", "--yes").err


def test_the_way_back_of_show(lib: Path) -> None:
    """An id that is taken and came from JSON is answered with the option that gives another."""
    shown = here(lib, "show", "one", "--json").out
    ran = process(lib, "add", "-", "--yes", stdin=shown.encode())
    assert (ran.code, "there is an entry one already; give another id with --id" in ran.err) == (5, True)
    assert process(lib, "add", "-", "--yes", "--id", "again", stdin=shown.encode()).out == "again\n"


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["add", "X", "--year", "2020"], "no such option: --year; did you mean --date?"),
        (["list", "--year", "2020"], "no such option: --year; see `readinglist list --help`"),
        (["rm", "one", "--ye"], "no such option: --ye; see `readinglist rm --help`"),
    ],
)
def test_unknown_options(lib: Path, args: list[str], hint: str) -> None:
    """The year is the date's; and nobody is led to skip a question."""
    ran = here(lib, *args)
    assert (ran.code, ran.err) == (2, f"readinglist: {hint}\n")


@pytest.mark.parametrize("ref", ["entries/one.yaml", "one.yaml"])
def test_files_as_references(lib: Path, ref: str) -> None:
    """A file is a REF as git and a shell name it, whole and exactly."""
    assert here(lib, "list", "--ids").out.count("one") == 1
    assert here(lib, "tag", ref, "+x").out.startswith("one: tags +x")
    for other in (ref.replace("one", "on"), f"x/{ref}", ref.replace(".yaml", ".yml")):
        assert here(lib, "tag", other, "+x").code == 3


def test_files_that_could_not_be_read(lib: Path) -> None:
    """Where nothing answers to a REF, it may be in a file that is broken."""
    write(lib, "one", "<<<<<<< ours\n")
    ran = here(lib, "show", "nowhere")
    assert (ran.code, ran.err) == (
        3,
        'readinglist: no entry "nowhere"; 1 file could not be read; `readinglist check` names it\n',
    )
    write(lib, "two", "<<<<<<< ours\n")
    assert "2 files could not be read; `readinglist check` names them" in here(lib, "show", "nowhere").err


def test_a_broken_list_file(lib: Path) -> None:
    """It is named with its line where views or its name are asked for."""
    write(lib, "_list", "name: [a\n")
    for args in (["list", "@todo"], ["search", "@todo"], ["count", "year", "@todo"]):
        ran = here(lib, *args)
        assert (ran.code, ran.out) == (4, "")
        assert ran.err.startswith("readinglist: entries/_list.yaml:2: the list file is broken: a [ ")
    assert here(lib).out.startswith("list\t(list file broken)\t")
    assert "has no views" not in here(lib, "view").err
    assert here(lib, "list", "statsu:x @todo").code == 2


def test_the_variable_wins_over_the_folder(
    lib: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is set, what `init` says comes next names the new library, though one stands in it."""
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert here(lib, "init", "--dry-run").code == 0
    monkeypatch.setenv("READINGLIST_LIBRARY", str(lib))
    assert here(lib, "init").err.startswith("next: `readinglist -L . add TITLE")
