"""Importing adds, fills and never overwrites; it is one step, wholly done or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.formats.incoming import Incoming, Record, Remark
from readinglist.library import importing
from readinglist.library.importing import filled
from readinglist.library.importing_pairs import paired
from readinglist.model.entry import Entry
from readinglist.model.listfile import ListFile
from readinglist.system import System
from tests.program import tree
from tests.shelf import DAY, shelf, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from readinglist.journal import Change
    from readinglist.library import Library
    from readinglist.library.importing import Imported
    from readinglist.library.importing_pairs import Pairs
    from readinglist.library.writing import Ticker
    from readinglist.store.outcome import Outcome

ABOUT = ListFile(name="Ice", curator="Ada", areas=("Cores", "Snow"), left_out={"paper": 3, "blog": 1})


def _incoming(*entries: Entry, about: ListFile | None = None) -> Incoming:
    return Incoming([Record(line, entry) for line, entry in enumerate(entries, 1)], about or ListFile())


def _new(title: str, **fields: str) -> Entry:
    return Entry(id="", title=title, **fields)  # type: ignore[arg-type]


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library with one entry that has an abstract and one that has none, and its comments."""
    return shelf(
        tmp_path,
        full="title: Full ice  # mine\nabstract: Known.\n",
        thin="# thin\ntitle: 'Thin ice'\nsummary: It breaks.\ndate: 2001\narxiv: '2001.00001'\n",
        _list="# a list\ncurator: Bo  # me\nleft_out:\n  paper: 9\n",
    )


def test_all_at_once(lib: Library) -> None:
    """New entries, filled ones and the list file are one step, and undo leads back byte for byte."""
    before = tree(lib.folder)
    report = lib.bring_in(
        _incoming(
            _new("Full ice", abstract="Other."),
            _new("Thin ice", abstract="It is thin.\n\nIt breaks.", date="2001-05", url="https://x.example"),
            _new("The new ice", kind="blog", date="2003", abstract="New."),
            about=ABOUT,
        )
    )
    assert [(line, entry.id) for line, entry in report.added] == [(3, "new-ice")]
    assert [(line, after.id) for line, _, after in report.merged] == [(2, "thin")]
    assert [(line, entry.id) for line, entry in report.same] == [(1, "full")]
    assert report.written == 2
    assert not report.failed
    after = tree(lib.folder)
    assert after["full.yaml"] == before["full.yaml"]
    assert after["thin.yaml"].startswith(before["thin.yaml"])
    assert after["thin.yaml"].endswith(b"abstract: |-\n  It is thin.\n\n  It breaks.\n")
    assert (
        after["new-ice.yaml"]
        == f"title: The new ice\nkind: blog\ndate: 2003\nabstract: New.\nadded: {DAY}\n".encode()
    )
    assert after["_list.yaml"].decode() == (
        "name: Ice\n# a list\ncurator: Bo  # me\nareas: [Cores, Snow]\nleft_out:\n  paper: 9\n  blog: 1\n"
    )
    assert len(list(lib.history())) == 1
    lib.undo()
    assert tree(lib.folder) == before


def test_a_second_time(lib: Library) -> None:
    """Nothing is left to do, and no step is made."""
    incoming = _incoming(_new("Thin ice", abstract="A."), _new("The new ice", kind="blog"), about=ABOUT)
    lib.bring_in(incoming)
    before = tree(lib.folder)
    report = lib.bring_in(incoming)
    assert (report.written, report.list_file, len(report.same)) == (0, None, 2)
    assert tree(lib.folder) == before
    assert len(list(lib.history())) == 1


def test_dry_run(lib: Library) -> None:
    """The report is the same, and no file is written."""
    before = tree(lib.folder)
    incoming = _incoming(_new("Thin ice", abstract="A."), _new("Ice age"), about=ABOUT)
    report = lib.bring_in(incoming, dry_run=True)
    assert tree(lib.folder) == before
    assert report == lib.bring_in(incoming)


def test_what_fails_does_not_stop_the_rest(lib: Library) -> None:
    """Texts that no file can hold, broken files and records without a title are named by line."""
    write(lib.folder, "thin", "title: Thin ice\nmykey: &a x\nother: *a\nabstract: *a\n")
    incoming = _incoming(_new("Bad \0"), _new("Good"), _new("Big", abstract="x" * (1 << 20)))
    report = lib.bring_in(incoming._replace(failed=[Remark(9, "no title")]))
    assert [entry.id for _, entry in report.added] == ["good"]
    assert [line for line, _ in report.failed] == [1, 3, 9]
    assert "U+0000" in str(report.failed[0][1])
    assert "1 MiB" in str(report.failed[1][1])


def test_a_file_that_is_changed_underneath(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the index said a moment ago counts for nothing: the file itself does, and an error names it."""
    list(lib.find())
    broken = "title: [\n"
    real = lib.writer.read
    monkeypatch.setattr(
        lib.writer,
        "read",
        lambda name: (broken.encode(), real(name)[1]) if name == "thin.yaml" else real(name),
    )
    report = lib.bring_in(_incoming(_new("Thin ice", abstract="A."), _new("Ice age")))
    assert [entry.id for _, entry in report.added] == ["ice-age"]
    assert str(report.failed[0][1]).startswith("entries/thin.yaml:")


def test_an_entry_that_could_not_be_read(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It might be the one that comes in, so nothing is added beside it; a broken one is passed over."""
    write(lib.folder, "bad", "title: [\n")
    before = tree(lib.folder)
    real = System.open
    opened: list[str] = []

    def busy(system: System, folder: int, name: str) -> int:
        if name == "thin.yaml" and len(opened) < 2:
            opened.append(name)
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return real(system, folder, name)

    monkeypatch.setattr(System, "open", busy)
    with pytest.raises(
        RefusedError, match=r"entries/thin\.yaml: could not be read a moment ago; do it once more"
    ):
        lib.bring_in(_incoming(_new("Thin ice", abstract="New.")), dry_run=False)
    assert tree(lib.folder) == before
    lib.bring_in(_incoming(_new("Thin ice", abstract="New.")), dry_run=False)
    assert sorted(tree(lib.folder)) == sorted(before)


@pytest.mark.parametrize("text", ["areas: [\n", "left_out: {paper: many}\n"])
def test_a_broken_list_file(lib: Library, text: str) -> None:
    """It stays as it is and is named; the entries come in."""
    write(lib.folder, "_list", text)
    report = lib.bring_in(_incoming(_new("Ice age"), about=ABOUT))
    assert [(line, str(error).startswith("entries/_list.yaml")) for line, error in report.failed] == [
        (0, True)
    ]
    assert [entry.id for _, entry in report.added] == ["ice-age"]
    assert (lib.folder / "entries" / "_list.yaml").read_text(encoding="utf-8") == text


def test_without_a_list_file(tmp_path: Path) -> None:
    """It is made; undo takes it away again."""
    lib = shelf(tmp_path)
    lib.bring_in(_incoming(about=ABOUT))
    assert lib.list_file == ABOUT
    lib.undo()
    assert tree(tmp_path) == {}


def test_ids(lib: Library) -> None:
    """They follow the rule, also where two titles begin alike or a file that is no entry is in the way."""
    (lib.folder / "entries" / "ice-age.yaml").symlink_to("nowhere")
    report = lib.bring_in(_incoming(_new("Ice age"), _new("Ice age one two"), _new("Ice age one three")))
    assert [entry.id for _, entry in report.added] == ["ice-age-b", "ice-age-one", "ice-age-one-b"]


def test_unsure_and_twice(lib: Library) -> None:
    """What looks like several entries is named with them, what is told twice with the earlier line."""
    title = "Benchmarking the slow exploration of glaciers"
    write(lib.folder, "a", f"title: {title}aa\n")
    write(lib.folder, "b", f"title: {title}bb\n")
    report = lib.bring_in(_incoming(_new(f"{title}ab"), _new("One"), _new("one!")))
    assert report.twice == [(3, 2)]
    assert [entry.id for _, entry in report.added] == ["one"]
    told = f"the title looks like those of a and b: {title}ab; write it as it is there"
    assert [(line, str(error)) for line, error in report.failed] == [(1, told)]


def test_a_conflict_leaves_all_as_it_was(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an editor writes meanwhile is kept, and nothing else is changed."""
    before = tree(lib.folder)
    store = lib.writer
    commit = store.commit

    def meddling(changes: Sequence[Change], label: str, **options: object) -> Outcome:
        write(lib.folder, "thin", "title: Thinner\n")
        return commit(changes, label, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "commit", meddling)
    with pytest.raises(RefusedError, match=r"entries/thin\.yaml: .*; nothing was imported"):
        lib.bring_in(_incoming(_new("Thin ice", abstract="A."), _new("Ice age"), about=ABOUT))
    assert tree(lib.folder) == before | {"thin.yaml": b"title: Thinner\n"}


def test_progress(lib: Library) -> None:
    """It is told how far comparing, preparing and writing are."""
    told: list[tuple[int, int, str]] = []
    lib.bring_in(_incoming(_new("A"), _new("B")), progress=lambda *each: told.append(each))
    assert told == [(done, 2, what) for what in ("comparing", "preparing", "writing") for done in (1, 2)]


def test_what_is_there_already_is_not_filled_in() -> None:
    """A summary that came back as the abstract, and the address of an identifier, are known."""
    entry = Entry(id="a", title="A", summary="It\nbreaks.", arxiv="2001.00001")
    found = Entry(id="", title="A", abstract="It breaks.", url="https://arxiv.org/abs/2001.00001")
    assert filled(entry, found) == entry
    bare = Entry(id="a", title="A")
    assert filled(bare, found) == Entry(id="a", title="A", abstract="It breaks.", url=found.url)
    assert filled(bare, Entry(id="", title="A")) == bare


def test_no_more_than_was_asked_about(lib: Library) -> None:
    """What came to be more since then is refused as a whole."""
    write(lib.folder, "two", "title: Two\n")
    incoming = _incoming(_new("One"), _new("Two"), _new("Three"))

    def removed(report: Imported) -> None:
        assert report.written == 2
        (lib.folder / "entries" / "two.yaml").unlink()

    with pytest.raises(RefusedError, match="more to import than a moment ago"):
        lib.bring_in(incoming, agreed=removed)
    assert sorted(lib.find().ids) == ["full", "thin"]
    assert lib.bring_in(incoming, agreed=lambda _: None).written == 3


def test_what_was_told_is_done_without_planning_again(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are compared once, and the question is asked while others may write."""
    planned: list[Pairs] = []

    def counted(records: Sequence[Record], entries: Iterable[Entry], progress: Ticker | None) -> Pairs:
        planned.append(paired(records, entries, progress))
        return planned[-1]

    monkeypatch.setattr(importing, "paired", counted)
    incoming = _incoming(_new("One"), _new("Thin ice", abstract="A."), about=ABOUT)
    told: list[Imported] = []
    assert lib.bring_in(incoming, agreed=told.append) == told[0]
    assert (len(planned), told[0].written) == (1, 2)


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("one", "title: One\nabstract: Known.\n", ["thin"]),
        ("_list", "curator: Bo\nname: Hut\n", ["one", "thin"]),
    ],
)
def test_what_changed_during_the_question(lib: Library, name: str, text: str, written: list[str]) -> None:
    """It is planned anew from what is there by now: nothing comes in twice, no value is lost."""
    incoming = _incoming(_new("One"), _new("Thin ice", abstract="A."), about=ABOUT)
    report = lib.bring_in(incoming, agreed=lambda _: write(lib.folder, name, text))
    assert [entry.id for _, entry in report.added] + [each.id for _, _, each in report.merged] == written
    assert (lib.folder / "entries" / f"{name}.yaml").read_text(encoding="utf-8").startswith(text)
    assert sorted(lib.find().ids) == ["full", "one", "thin"]


def test_a_no_changes_nothing(lib: Library) -> None:
    """Whatever ends the question ends the import, and no lock is left."""
    before = tree(lib.folder)

    def refuse(_: Imported) -> None:
        raise RefusedError("no")

    with pytest.raises(RefusedError, match="no"):
        lib.bring_in(_incoming(_new("One")), agreed=refuse)
    assert tree(lib.folder) == before
    assert lib.bring_in(_incoming(_new("One"))).written == 1
