"""The same papers as readinglist, papis and a file of titles keep them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from readinglist.model.listfile import ListFile
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.lists import write_list_file
from tests.benchmarks.generate import made

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.model.entry import Entry


class Library(NamedTuple):
    """One list of papers.

    Attributes:
        folder: the folder that everything of it is in.
        number: how many papers.
        has_papis: whether papis gets them as well.

    """

    folder: Path
    number: int
    has_papis: bool

    @property
    def entries(self) -> Path:
        """The folder of readinglist's files, one for each paper."""
        return self.folder / "entries"

    @property
    def papis(self) -> Path:
        """The library of papis, a folder for each paper, with the reference that `papis add` keeps in it."""
        return self.folder / "papis"

    @property
    def papis_bare(self) -> Path:
        """The same library without references, as files written by other means are."""
        return self.folder / "papis-bare"

    @property
    def titles(self) -> Path:
        """A file with a line for each paper: its id, a tab, its title."""
        return self.folder / "titles.txt"

    def entry_file(self, entry_id: str) -> Path:
        """Return the file of readinglist."""
        return self.entries / f"{entry_id}.yaml"

    def papis_file(self, entry_id: str) -> Path:
        """Return the file of papis."""
        return self.papis / entry_id / "info.yaml"

    def listed(self) -> list[tuple[str, str]]:
        """Return pairs of id and title."""
        lines = self.titles.read_text(encoding="utf-8").splitlines()
        return [(entry_id, title) for entry_id, _, title in (line.partition("\t") for line in lines)]

    def write(self, entry: Entry) -> None:
        """Write a paper's files, over those that are there."""
        self.entry_file(entry.id).write_bytes(write_entry(entry))
        if self.has_papis:
            facts = as_papis(entry)
            _write_papis(self.papis / entry.id, facts)
            del facts["ref"]
            _write_papis(self.papis_bare / entry.id, facts)


def make(library: Library, papers: Path | None, seed: int = 1) -> None:
    """Write all files of a library, unless they are there."""
    if library.titles.exists() and (library.papis_bare.exists() or not library.has_papis):
        return
    library.titles.unlink(missing_ok=True)
    theirs = (library.papis, library.papis_bare) if library.has_papis else ()
    for folder in (library.entries, *theirs):
        folder.mkdir(parents=True, exist_ok=True)
    name = ListFile(name=f"{library.number} papers")
    (library.entries / "_list.yaml").write_bytes(write_list_file(name))
    titles = []
    for entry in made(library.number, papers, random.Random(seed)):  # noqa: S311 - no secret
        library.write(entry)
        titles.append(f"{entry.id}\t{' '.join(entry.title.split())}\n")
    library.titles.write_text("".join(titles), encoding="utf-8")


def as_papis(entry: Entry) -> dict[str, Any]:
    """Return what papis keeps of a paper, under its own keys."""
    facts = {
        "papis_id": entry.id,
        "ref": entry.id,
        "type": "article",
        "title": entry.title,
        "author": " and ".join(entry.authors),
        "author_list": [_person(name) for name in entry.authors],
        "year": entry.year,
        "journal": entry.venue,
        "tags": list(entry.tags),
        "abstract": entry.abstract,
    }
    return {key: value for key, value in facts.items() if value}


def _write_papis(folder: Path, facts: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    text = yaml.dump(facts, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (folder / "info.yaml").write_text(text, encoding="utf-8")


def _person(name: str) -> dict[str, str]:
    given, _, family = name.rpartition(" ")
    return {"given": given, "family": family}
