"""What `check` finds, each with its file, line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.checks import Finding, findings
from readinglist.model.entry import Entry
from readinglist.model.listfile import ListFile
from tests.shelf import shelf, write

if TYPE_CHECKING:
    from pathlib import Path


def told(*entries: Entry, **list_file: tuple[str, ...]) -> list[str]:
    """Return what is found in these entries."""
    return [str(each) for each in findings(entries, ListFile(**list_file))]  # type: ignore[arg-type]


def test_sound_entries() -> None:
    """Nothing is said of them, nor of areas where the list has no vocabulary."""
    assert told(Entry(id="a", title="A", areas=("X",)), Entry(id="b", title="B", arxiv="2001.00001")) == []


def test_ids_outside_the_rule() -> None:
    """A hand-made name is named with the rule."""
    assert told(Entry(id="Upper", title="A")) == [
        'entries/Upper.yaml: warning: "Upper" is outside the rule for ids; ids look like [a-z0-9][a-z0-9-]{0,127}'
    ]


def test_areas_outside_the_vocabulary() -> None:
    """Each is named, and where it could be added."""
    assert told(Entry(id="a", title="A", areas=("X", "Y")), areas=("Y",)) == [
        'entries/a.yaml: warning: area "X" is not in the vocabulary; add it to areas in entries/_list.yaml'
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
    assert told(one, two) == [
        "entries/b.yaml: warning: has the arXiv id 2001.00001 of a; name a in distinct_from if they are two"
    ]
    assert told(one, Entry(id="b", title="B", arxiv="2001.00001", distinct_from=("a",))) == []
    assert (
        "has the DOI 10.1000/x of a"
        in told(
            Entry(id="a", title="A", doi="10.1000/X"),
            Entry(id="b", title="B", doi="https://doi.org/10.1000/x"),
        )[0]
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
