"""Editing through a draft: what gets into the library, what stays out, and that nothing typed is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.errors import InvalidError, NotFoundError, RefusedError
from readinglist.library.drafts import Desk
from readinglist.library.editing import Edited, edit_entry, edit_list_file
from tests.program import tree
from tests.shelf import shelf, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.library import Library

ONE = "# mine\ntitle:   One\n"


class Person:
    """Somebody at an editor: leaves one text after the other, and goes on as long as there are more."""

    def __init__(
        self,
        *saves: str | bytes | Callable[[Path], int | None],
        resumes: bool = False,
        dares: bool = False,
        waiting: str = "",
    ) -> None:
        """Save these texts in turn, or do these things to the file; go on with an older draft or not.

        One that dares goes on with a draft also where the file changed since.
        """
        self.saves, self.resumes = list(saves), resumes
        self.told: list[str] = []
        self.desk = Desk(self.run, self.agrees, lambda _: dares, self.told.append, waiting)

    def agrees(self, question: str) -> bool:
        """Answer a question."""
        return bool(self.saves) if question == "Edit again?" else self.resumes

    def run(self, path: Path) -> int:
        """Do what comes next."""
        save = self.saves.pop(0)
        if callable(save):
            return save(path) or 0
        path.write_bytes(save.encode() if isinstance(save, str) else save)
        return 0


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library of a good entry and a broken one."""
    return shelf(tmp_path, one=ONE, bad="title: Bad\nstatus: finished\n")


def drafts(library: Library) -> dict[str, bytes]:
    """Return the drafts that are left, by folder and name."""
    found = library.drafts.glob("*/[!.]*")
    return {str(path.relative_to(library.drafts)): path.read_bytes() for path in found}


def failing(kind: type[Exception], library: Library, person: Person, entry_id: str = "one") -> str:
    """Edit, which fails and changes nothing; return what is said."""
    before = tree(library.folder)
    with pytest.raises(kind) as caught:
        edit_entry(library, entry_id, person.desk)
    assert tree(library.folder) == before
    return str(caught.value)


def test_what_is_saved_is_taken(lib: Library) -> None:
    """The very bytes get into the library, in a step called edit; no draft is left."""
    edited = edit_entry(lib, "one", Person(f"{ONE}rating: 4 # good\n").desk)
    assert edited == Edited(ONE.encode(), f"{ONE}rating: 4 # good\n".encode())
    assert tree(lib.folder)["one.yaml"] == edited.after
    assert drafts(lib) == {}
    step = next(lib.journal.undoable(), None)
    assert step is not None
    assert (step.label, step.names) == ("edit", ("one.yaml",))
    lib.undo()
    assert tree(lib.folder)["one.yaml"] == ONE.encode()


def test_the_draft_is_private(lib: Library) -> None:
    """Draft and folder are for one's own eyes, and the file has the name of the entry's."""
    seen = []

    def look(path: Path) -> None:
        seen.append((path.name, path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777))
        seen.append(("", path.parent.parent.stat().st_mode & 0o777, 0))

    edit_entry(lib, "one", Person(look).desk)
    assert seen == [("one.yaml", 0o600, 0o700), ("", 0o700, 0)]


def test_without_a_change_nothing_is_written(lib: Library) -> None:
    """The same bytes again: the file is not even written, not for a broken entry either."""
    for entry_id, text in (("one", ONE), ("bad", "title: Bad\nstatus: finished\n")):
        path = lib.folder / "entries" / f"{entry_id}.yaml"
        before = path.stat()
        edited = edit_entry(lib, entry_id, Person(text).desk)
        assert edited.before == edited.after
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert drafts(lib) == {}
    assert next(lib.journal.undoable(), None) is None


def test_a_broken_entry_is_mended(lib: Library) -> None:
    """Its id names it, its bytes are what one edits."""
    edit_entry(lib, "bad", Person("title: Bad\nstatus: read\n").desk)
    assert lib.get("bad").status == "read"


def test_faults_are_told_and_mended(lib: Library) -> None:
    """All that is wrong is told with file and line, and one can go on."""
    person = Person("title: One\nstatus: finished\nrating: 9\n", "titel: One\n", "title: 1\n")
    edit_entry(lib, "one", person.desk)
    draft = lib.drafts / "1" / "one.yaml"
    assert [line.partition(";")[0] for line in person.told] == [
        f'{draft}:2: status "finished" is not one that there is',
        f"{draft}:3: rating 9 is out of range",
        f"{draft}:1: no title",
    ]
    assert (lib.get("one").title, drafts(lib)) == ("1", {})


@pytest.mark.parametrize(
    "saved",
    [
        "title: [a\n", "", "title: One\nnotes: \0\n", b"title: caf\xe9\n", "- a\n", "title: a\ntitle: b\n",
        "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n",
    ],
)  # fmt: skip
def test_what_is_wrong_stays_out(lib: Library, saved: str | bytes) -> None:
    """Where one does not go on, the library is as it was and the draft is kept and named."""
    person = Person(saved)
    said = failing(InvalidError, lib, person)
    assert said == f"nothing was changed; what you typed is kept in {lib.drafts / '1' / 'one.yaml'}"
    assert drafts(lib) == {"1/one.yaml": saved.encode() if isinstance(saved, str) else saved}
    assert len(person.told) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [(1, "ended with exit code 1"), (-9, "was stopped by SIGKILL"), (-200, "was stopped by signal 200")],
)
def test_an_editor_that_fails(lib: Library, code: int, said: str) -> None:
    """Nothing is taken from it; what differs is kept, what does not is not."""

    def fails(path: Path) -> int:
        return code

    def saves_and_fails(path: Path) -> int:
        path.write_text("title: Half\n")
        return code

    assert failing(RefusedError, lib, Person(fails)) == f"the editor {said}; nothing was changed"
    assert drafts(lib) == {}
    kept = f"; what you typed is kept in {lib.drafts / '1' / 'one.yaml'}"
    assert failing(RefusedError, lib, Person(saves_and_fails)).endswith(kept)
    assert drafts(lib) == {"1/one.yaml": b"title: Half\n"}


def test_an_editor_that_deletes_the_file(lib: Library) -> None:
    """Nothing is changed, and nothing said to be kept."""
    said = failing(RefusedError, lib, Person(lambda path: path.unlink()))
    assert said == f"the editor left no file one.yaml in {lib.drafts / '1'}; nothing was changed"
    assert drafts(lib) == {}


def test_an_editor_that_writes_a_new_file(lib: Library) -> None:
    """One that renames a new file into the draft's place is as good as any."""

    def renames(path: Path) -> None:
        other = path.with_suffix(".new")
        other.write_text("title: New\n")
        other.replace(path)

    edit_entry(lib, "one", Person(renames).desk)
    assert (lib.get("one").title, drafts(lib)) == ("New", {})


def test_a_change_made_meanwhile_wins(lib: Library) -> None:
    """Somebody else's version stays, one's own is kept as a draft."""

    def late(path: Path) -> None:
        write(lib.folder, "one", "title: Theirs\n")
        path.write_text("title: Mine\n")

    with pytest.raises(RefusedError, match=r"entries/one.yaml: was changed by another .* kept in .*one.yaml"):
        edit_entry(lib, "one", Person(late).desk)
    assert tree(lib.folder)["one.yaml"] == b"title: Theirs\n"
    assert drafts(lib) == {"1/one.yaml": b"title: Mine\n"}


def test_an_entry_removed_meanwhile(lib: Library) -> None:
    """It is not made again behind one's back; what was typed is kept."""

    def late(path: Path) -> None:
        (lib.folder / "entries" / "one.yaml").unlink()
        path.write_text("title: Mine\n")

    with pytest.raises(RefusedError, match="is not there any more"):
        edit_entry(lib, "one", Person(late).desk)
    assert drafts(lib) == {"1/one.yaml": b"title: Mine\n"}


def test_two_edits_at_once(lib: Library) -> None:
    """The second has a draft of its own and is told of the first; who saves last is refused."""
    inner = Person("title: Inner\n")

    def outer(path: Path) -> None:
        path.write_text("title: Outer\n")
        edit_entry(lib, "one", inner.desk)

    with pytest.raises(RefusedError, match="kept in"):
        edit_entry(lib, "one", Person(outer).desk)
    assert inner.told == [
        f"another draft of it is being edited by another readinglist: {lib.drafts / '1' / 'one.yaml'}"
    ]
    assert lib.get("one").title == "Inner"
    assert drafts(lib) == {"1/one.yaml": b"title: Outer\n"}


def test_an_interruption_keeps_the_draft(lib: Library) -> None:
    """Ctrl-C and the like: what was typed is kept and named; an untouched draft goes."""

    def stops(path: Path) -> None:
        raise KeyboardInterrupt

    def types_and_stops(path: Path) -> None:
        path.write_text("title: Half\n")
        raise KeyboardInterrupt

    for act, kept in ((stops, {}), (types_and_stops, {"1/one.yaml": b"title: Half\n"})):
        person = Person(act)
        with pytest.raises(KeyboardInterrupt):
            edit_entry(lib, "one", person.desk)
        assert drafts(lib) == kept
        assert len(person.told) == len(kept)


def test_what_the_store_refuses_keeps_the_draft(lib: Library) -> None:
    """A file with a second name is never changed, and the draft says what was meant."""
    os.link(lib.folder / "entries" / "one.yaml", lib.folder / "second")
    assert "hard link" in failing(RefusedError, lib, Person("title: Mine\n"))
    assert drafts(lib) == {"1/one.yaml": b"title: Mine\n"}


def test_no_such_entry(lib: Library) -> None:
    """There is nothing to edit, and no draft is made."""
    failing(NotFoundError, lib, Person("title: x\n"), "two")
    assert not lib.drafts.exists()


@pytest.mark.parametrize("saved", ["views: [a]\n", "name: [a\n"])
def test_the_list_file_is_checked(lib: Library, saved: str) -> None:
    """A list file with a fault stays out, a good one gets in."""
    path = lib.folder / "entries" / "_list.yaml"
    path.write_text("name: Mine\n")
    person = Person(saved)
    with pytest.raises(InvalidError):
        edit_list_file(lib, person.desk)
    assert (path.read_text(), len(person.told)) == ("name: Mine\n", 1)
    edit_list_file(lib, Person("name: Yours\n").desk)
    assert lib.list_file.name == "Yours"


def test_a_list_file_that_is_not_there(lib: Library) -> None:
    """One starts with the folder's name; unchanged, no file is made."""
    seen: list[Any] = []
    path = lib.folder / "entries" / "_list.yaml"
    assert edit_list_file(lib, Person(lambda draft: seen.append(draft.read_text())).desk) == (None, None)
    assert seen == [f"name: {lib.folder.name}\n"]
    assert not path.exists()
    edit_list_file(lib, Person("name: New\n").desk)
    assert path.read_text() == "name: New\n"
