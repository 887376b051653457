"""What `check` finds, each with its file, line and what to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readinglist.checks.findings import Finding, findings
from readinglist.checks.values import Surroundings
from readinglist.model.entry import Entry
from tests.shelf import shelf, write

if TYPE_CHECKING:
    from pathlib import Path


def told(*entries: Entry, areas: tuple[str, ...] = ()) -> list[str]:
    """Return what is found in these entries."""
    ids = {entry.id for entry in entries}
    around = Surroundings(areas, ids, date(2026, 11, 23), lambda name: name)
    return [str(each) for each in findings(entries, around, lambda _, path: 7 if path else None)]


def test_sound_entries() -> None:
    """Nothing is said of them, nor of areas where the list has no vocabulary."""
    assert told(Entry(id="a", title="A", areas=("X",)), Entry(id="b", title="B", arxiv="2001.00001")) == []


def test_ids_outside_the_rule() -> None:
    """A hand-made name is named with the rule."""
    assert told(Entry(id="Upper", title="A")) == [
        'entries/Upper.yaml: warning: "Upper" is outside the rule for ids; ids look like [a-z0-9][a-z0-9-]{0,127}'
    ]


def test_areas_outside_the_vocabulary() -> None:
    """Each is named with its line, and where it could be added."""
    assert told(Entry(id="a", title="A", areas=("X", "Y")), areas=("Y",)) == [
        'entries/a.yaml:7: warning: area "X" is not in the vocabulary; add it to areas in entries/_list.yaml'
    ]


def test_distinct_from_nobody() -> None:
    """A name that no entry has is a slip."""
    assert "distinct_from names" in told(Entry(id="a", title="A", distinct_from=("b",)))[0]


def test_twins() -> None:
    """Entries that share an identifier in whatever form are named, unless one says that they are two."""
    one, two = (
        Entry(id="a", title="A", arxiv="2001.00001v2"),
        Entry(id="b", title="B", arxiv="arXiv:2001.00001"),
    )
    assert told(one, two)[1:] == [
        "entries/b.yaml: warning: has the arXiv id 2001.00001, as a has; name a in distinct_from if they are two"
    ]
    assert told(one, Entry(id="b", title="B", arxiv="2001.00001", distinct_from=("a",))) == []
    assert (
        "has the DOI 10.1000/x, as a has"
        in told(
            Entry(id="a", title="A", doi="10.1000/X"),
            Entry(id="b", title="B", doi="https://doi.org/10.1000/x"),
        )[1]
    )


def test_nothing_of_a_file_acts_on_the_terminal() -> None:
    """Names, reasons and hints are made safe to show."""
    line = str(Finding("a\x1b.yaml", 3, "area \x1b[31m", "\u202e", serious=True))
    assert line == "entries/a^[.yaml:3: area ^[[31m; <U+202E>"


def test_everything_in_a_library(tmp_path: Path) -> None:
    """Broken entries, misfits and the list file come together, each fault of a file on its own."""
    library = shelf(tmp_path, a="title: A\n", bad="title: B\nrating: 9\nstatus: done\n")
    write(tmp_path, "_list", "left_out: {paper: x}\n")
    (tmp_path / "entries" / "c.yml").write_text("title: C\n")
    (tmp_path / "entries" / "link.yaml").symlink_to("a.yaml")
    found = [(each.name, each.line, each.serious) for each in library.check()]
    assert found == [
        ("bad.yaml", 3, True), ("bad.yaml", 2, True), ("_list.yaml", 1, True), ("c.yml", None, False), ("link.yaml", None, False),
    ]  # fmt: skip


def test_lines_of_what_looks_odd(tmp_path: Path) -> None:
    """Each warning about a value names the line it stands on."""
    library = shelf(
        tmp_path,
        a="title: A\nautors: [x]\nareas:\n  - X\n  - Z\nlog:\n  - {date: 2020-01-01, event: start}\n"
        "  - date: 2020-01-02\n    event: fini\ndistinct_from: [broken, gone]\n",
        broken="title: [",
    )
    write(tmp_path, "_list", "areas: [X, Y]\n")
    assert [str(each) for each in library.check() if not each.serious] == [
        'entries/a.yaml:2: warning: "autors" is no field, but a key of its own; did you mean authors?',
        'entries/a.yaml:5: warning: area "Z" is not in the vocabulary; add it to areas in entries/_list.yaml',
        'entries/a.yaml:9: warning: the log has no event "fini"; did you mean finish?',
        'entries/a.yaml:10: warning: distinct_from names "gone", which is no entry',
    ]


def test_files_under_configured_roots(tmp_path: Path) -> None:
    """A local copy may lie under a root of the user's configuration; one that is there is not named."""
    papers = tmp_path / "elsewhere"
    papers.mkdir()
    (papers / "x.pdf").touch()
    (tmp_path / "lib").mkdir()
    library = shelf(tmp_path / "lib", a=f"title: A\nfile: {papers}/x.pdf\n")
    assert "lies outside the library" in str(library.check()[0])
    config = tmp_path / "lib" / "config" / "readinglist" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'roots = ["{papers}"]\n')
    assert shelf(tmp_path / "lib").check() == []


def test_the_list_file(tmp_path: Path) -> None:
    """Misspelt keys and kinds, and views that make no sense, are warnings with their line."""
    library = shelf(tmp_path, a="title: A\nmine: x\n")
    write(
        tmp_path,
        "_list",
        "name: L\ncurater: Me\nxyz: 1\nleft_out:\n  papr: 3\n  blog: 1\n"
        "views:\n  good: mine:x @fine\n  fine: is:read\n  bad: statsu:read\n  gone: '@god'\n",
    )
    found = [str(each).removeprefix("entries/_list.yaml:") for each in library.check()]
    assert found[:3] == [
        '2: warning: "curater" is no key of the list file; did you mean curator?',
        '3: warning: "xyz" is no key of the list file; keys are name, curator, description, areas, left_out, views',
        '5: warning: "papr" in left_out is no kind; did you mean paper?',
    ]
    assert found[3].startswith('10: warning: view "bad": no field is called "statsu" at character 1: ')
    assert found[4].startswith('11: warning: view "gone": no view is called "god" at character 1: ')
    assert len(found) == 5


def test_a_list_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is named once, and nothing is said of its keys."""
    library = shelf(tmp_path)
    write(tmp_path, "_list", "a: [")
    assert [(each.name, each.serious) for each in library.check()] == [("_list.yaml", True)]


def test_names_that_are_passed_over(tmp_path: Path) -> None:
    """Files that look meant and begin with `_` or `.` are named; what other programs leave is not."""
    library = shelf(tmp_path)
    for name in ("_list.yaml", "_x.yaml", ".y.yaml", "._z.yaml", ".#a.yaml", "notes.txt", ".a.yaml.tmp"):
        (tmp_path / "entries" / name).write_text("title: T\n" if name != "_list.yaml" else "name: L\n")
    assert [str(each) for each in library.check()] == [
        "entries/.y.yaml: warning: passed over, since its name begins with .",
        "entries/_x.yaml: warning: passed over, since its name begins with _",
    ]
