"""`list` and `search`: templates, groups, and the other way round."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import pytest

from readinglist.model.fields import BY_NAME
from tests.program import here, hostile_library, library, write
from tests.session import run
from tests.terminal import cells, on_terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four entries, one of them bare."""
    folder = library(tmp_path / "lib", bare="Bare")
    write(folder, "one", "title: One\ndate: 2017\nauthors: [A B, C D]\ntags: [x, y]\nstatus: read\n")
    write(folder, "two", "title: Two\ndate: 2016-02\ntags: [y]\nowner: me\n")
    write(folder, "three", "title: Three\ndate: 2017-03\nvenue: V\ntags: [y]\n")
    return folder


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{id} {year}", ["three 2017", "one 2017", "two 2016", "bare "]),
        ("{author}/{status}", ["/unread", "A B, C D/read", "/unread", "/unread"]),
        ("{owner:3}|{Owner:.1}", ["   |", "   |", "me |m", "   |"]),
        (r"{id}\t{tag}", ["three\ty", "one\tx, y", "two\ty", "bare\t"]),
        (r"{id}\n-", ["three", "-", "one", "-", "two", "-", "bare", "-"]),
    ],
)
def test_a_line_for_each(lib: Path, template: str, lines: list[str]) -> None:
    """Every field, singular names and keys of one's own; the same in a pipe and on a terminal."""
    ran = here(lib, "list", "--format", template)
    assert (ran.code, ran.out.splitlines(), ran.err) == (0, lines, "")
    assert here(lib, "--color", "always", "list", "--format", template).out.splitlines() == lines


def test_every_field_can_stand_in_a_template(lib: Path) -> None:
    """All of the table, id and year."""
    template = "".join(f"{{{name}}}" for name in ("id", "year", *BY_NAME))
    assert here(lib, "list", "--format", template).code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--format", "{titel}"], 'there is no field "titel"; did you mean title?'),
        (["--format", "{title.__class__}"], 'there is no field "title.__class__"'),
        (["--format", "{title[0]}"], 'there is no field "title[0]"'),
        (["--format", "{title!r}"], 'there is no field "title!r"'),
        (["--format", "{score}"], "only `search` has a score; `readinglist search WORDS --format"),
        (["--format", "{"], "has no partner"),
        (["--format", ""], "--format is empty; write it like"),
        (["--format", "{id}", "--json"], "--format and --json exclude each other"),
        (["--format", "{id}", "--ids"], "--format and --ids exclude each other"),
        (["--format", "{id}", "--columns", "id"], "--format and --columns exclude each other"),
        (["--group-by", "yeer"], 'there is no field "yeer"; did you mean year?'),
        (["--group-by", "notes"], "notes is nothing that entries have in common; these are: added, area,"),
        (["--group-by", ""], 'there is no field ""'),
        (["--group-by", "year", "--ids"], "--group-by and --ids exclude each other"),
    ],
)
def test_what_makes_no_sense(lib: Path, args: list[str], told: str) -> None:
    """One line says what is wrong and what would do."""
    ran = here(lib, "list", *args)
    assert (ran.code, ran.out, told in ran.err, ran.err.count("\n")) == (2, "", True, 1)


def test_a_search_has_scores(lib: Path) -> None:
    """`{score}` is there as well; what is bounded on a terminal is told."""
    ran = here(lib, "search", "three", "--format", "{score:.1} {id}")
    assert (ran.code, ran.out.splitlines()[0][1:]) == (0, " three")
    assert here(lib, "search", "three", "--format", "{id}", "--json").code == 2
    assert here(lib, "search", "three", "--format", "{id}", "--ids").code == 2
    assert here(lib, "search", "three", "--format", "{nope}").code == 2
    shown = run("rl -L lib search one OR two -n 1 --format '{id}'", lib.parent, terminal=True)
    assert shown.splitlines()[1:] == ["1 of 2 (-n 0 shows all)"]


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--reverse"], "two one three bare"),
        (["--reverse", "-n", "1"], "two"),
        (["--reverse", "--sort", "id"], "two three one bare"),
        (["--reverse", "--sort", "-year, title,"], "two three one bare"),
        (["--reverse", "--sort", "-year,-title"], "two one three bare"),
    ],
)
def test_the_other_way_round(lib: Path, args: list[str], ids: str) -> None:
    """Before it is bounded; what has no value stays at the end."""
    assert here(lib, "list", "--ids", *args).out.split() == ids.split()


def test_groups_in_a_pipe(lib: Path) -> None:
    """The group is the first column, an entry stands in each of its groups, those without one come last."""
    assert here(lib, "list", "--group-by", "tag", "--columns", "id").out.splitlines() == [
        "y\tthree", "y\tone", "y\ttwo", "x\tone", "\tbare",
    ]  # fmt: skip
    rows = [line.split("\t") for line in here(lib, "list", "--group-by", "year").out.splitlines()]
    assert [(row[0], row[1], len(row)) for row in rows] == [
        ("2017", "three", 7), ("2017", "one", 7), ("2016", "two", 7), ("", "bare", 7),
    ]  # fmt: skip
    assert here(lib, "list", "--group-by", "owner", "--format", "<{id}>").out.splitlines()[0] == "me\t<two>"
    assert here(lib, "list", "--group-by", "year", "nothing-here").code == 1


def test_groups_of_a_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The group with the best hit comes first, hits stand by score within, each with its score."""
    folder = library(tmp_path / "lib")
    write(folder, "best", "title: Moth\ntags: [night]\n")
    write(folder, "good", "title: Light\ntags: [lamp, night]\nsummary: for the moth\n")
    write(folder, "last", "title: Light\ntags: [lamp]\nnotes: a moth\n")
    write(folder, "none", "title: Light\nnotes: a moth\n")
    rows = [line.split("\t") for line in here(folder, "search", "moth", "--group-by", "tag").out.splitlines()]
    groups = [("night", "best"), ("night", "good"), ("lamp", "good"), ("lamp", "last"), ("", "none")]
    assert [(row[0], row[2]) for row in rows] == groups
    assert [row[1] for row in rows[:2]] == sorted((row[1] for row in rows[:2]), reverse=True)
    found = json.loads(here(folder, "search", "moth", "--group-by", "tag", "--json").out)
    assert [(each["group"] or "", f"{each['score']:.3f}", each["id"]) for each in found] == [
        tuple(row[:3]) for row in rows
    ]
    made = here(folder, "search", "moth", "--group-by", "tag", "--format", "{id} {score}").out
    assert made.splitlines() == [f"{row[0]}\t{row[2]} {row[1]}" for row in rows]
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(
        "rl -L lib --color never search moth -n 2 --group-by tag --format {id}", tmp_path, terminal=True
    )
    assert [line.rstrip() for line in shown.splitlines()] == [
        "night", "best", "good", "", "lamp", "good", "", "2 of 4 (-n 0 shows all)",
    ]  # fmt: skip
    assert here(folder, "search", "moth", "--group-by", "tag", "--ids").code == 2
    assert here(folder, "search", "moth", "--group-by", "notes").code == 2


def test_groups_in_json(lib: Path) -> None:
    """One flat array in which each object says its group; numbers are numbers, null is none."""
    found = json.loads(here(lib, "list", "--group-by", "year", "--json").out)
    assert [(each["group"], each["id"]) for each in found] == [
        (2017, "three"), (2017, "one"), (2016, "two"), (None, "bare"),
    ]  # fmt: skip
    assert json.loads(here(lib, "list", "--group-by", "venue", "--json", "-n", "1").out)[0]["group"] == "V"


def test_a_key_called_group(tmp_path: Path) -> None:
    """A key of one's own of that name does not take the group's place."""
    folder = library(tmp_path / "lib")
    write(folder, "one", "title: One\nvenue: V\ngroup: ours\n")
    (found,) = json.loads(here(folder, "list", "--group-by", "venue", "--json").out)
    assert (found["group"], next(iter(found))) == ("V", "group")


@pytest.mark.parametrize(
    ("names", "cells_of_two"),
    [("id,owner", ["two", "me"]), ("id, Tag,,author", ["two", "y", ""]), ("year,ID", ["2016", "two"])],
)
def test_columns(lib: Path, names: str, cells_of_two: list[str]) -> None:
    """Columns take what queries take: singular names, any case, keys of one's own."""
    rows = [
        line.split("\t") for line in here(lib, "list", "--columns", names, "--sort", "id").out.splitlines()
    ]
    assert rows[3] == cells_of_two
    assert here(lib, "list", "--columns", ",".join(BY_NAME)).code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--columns", "id,titel"], 'there is no field "titel"; did you mean title?'),
        (["--columns", "id,ownr"], 'there is no field "ownr"; did you mean owner?'),
        (["--columns", "log.date"], 'there is no field "log.date"; did you mean '),
        (["--sort", "titel"], 'cannot sort by "titel"; did you mean title?'),
        (["--sort", "\x1b[1m"], 'cannot sort by "^[[1m"; sort by id, year, '),
    ],
)
def test_no_such_field(lib: Path, args: list[str], told: str) -> None:
    """A slip is named, with what was meant."""
    ran = here(lib, "list", *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"readinglist: {told}")


def test_one_shape_at_a_time(lib: Path) -> None:
    """Options that ask for two shapes are refused, whichever two they are."""
    shapes = {"--format": ["{id}"], "--columns": ["id"], "--json": [], "--ids": []}
    for one, other in itertools.combinations(shapes, 2):
        told = f"readinglist: {one} and {other} exclude each other\n"
        assert here(lib, "list", other, *shapes[other], one, *shapes[one]) == (2, "", told)
        if "--columns" not in (one, other):
            assert here(lib, "search", "one", other, *shapes[other], one, *shapes[one]) == (2, "", told)


def test_authors_sort_by_family_name(lib: Path) -> None:
    """The family name of the first author counts, not the given one; who has none comes last."""
    write(lib, "four", "title: Four\nauthors: [Zoe Abel]\n")
    write(lib, "five", "title: Five\nauthors: ['Ärzt, Ann']\n")
    wanted = ["four", "five", "one", "bare", "three", "two"]
    assert here(lib, "list", "--sort", "author", "--ids").out.split() == wanted


def test_groups_in_line(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The columns of all groups begin at the same place, whatever is in each, and are named once."""
    monkeypatch.setenv("COLUMNS", "100")
    write(lib, "averylongid2016word", "title: Long\nvenue: W\n")
    shown = run("rl -L lib --color never list --group-by venue", lib.parent, terminal=True)
    head, *rows = shown.splitlines()
    assert head.startswith("status")
    assert not any(line.startswith("status") for line in rows)
    titles = ("One", "Two", "Bare", "Three", "Long")
    at = head.index("title")
    assert [line[at:].split()[0] in titles for line in rows if line[at:].strip()] == [True] * 5


def test_groups_on_a_terminal(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading above each group, with the number where all are shown; a bound is told."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(
        "rl -L lib --color never list --group-by status -n 3 --columns id,title", lib.parent, terminal=True
    )
    assert [line.rstrip() for line in shown.splitlines()] == [
        "id     title",
        "unread", "three  Three", "two    Two", "",
        "read", "one    One", "",
        "3 of 4 (-n 0 shows all)",
    ]  # fmt: skip
    shown = run(
        "rl -L lib --color never list --group-by venue --format '- {title}'", lib.parent, terminal=True
    )
    assert [line.rstrip() for line in shown.splitlines()] == [
        "V (1)", "- Three", "", "without a venue (3)", "- One", "- Two", "- Bare",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("field", ["tag", "venue", "author", "status", "mykey"])
def test_groups_fit(tmp_path: Path, field: str, width: int) -> None:
    """Headings and tables fit, and no text acts on the terminal."""
    folder = hostile_library(tmp_path / "lib")
    write(folder, "cjk", f"title: {'強化学習' * 30}\nvenue: {'会議' * 50}\ntags: [{'学習' * 40}]\n")
    shown = on_terminal(["list", "--group-by", field], folder, width=width)
    assert (shown.code, [line for line in shown.lines if cells(line) > width]) == (0, [])
    assert not any(char in "".join(shown.lines) for char in "\x1b\x07\x9b\u202e\r")


def test_hostile_templates(tmp_path: Path) -> None:
    """Neither values nor the template itself act on a terminal."""
    folder = hostile_library(tmp_path / "lib")
    for template in ("{title}{venue}{mykey}{summary}", "\x1b[31m{id}\u202e"):
        shown = on_terminal(["list", "--format", template], folder)
        assert (shown.code, any(char in shown.text for char in "\x1b\x07\x9b\u202e")) == (0, False)
