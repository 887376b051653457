"""Drafts that are left over: offered, removed or let be, and never a way to take back somebody else's change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.library.drafts import locked
from readinglist.library.editing import edit_entry, edit_list_file
from readinglist.library.noting import edit_notes
from tests.program import tree
from tests.shelf import shelf, write
from tests.test_library_drafts import left
from tests.test_library_editing import ONE, Person, drafts

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

SINCE = "; the file changed since this draft was begun"


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library of one entry."""
    return shelf(tmp_path, one=ONE)


def looking(
    library: Library, *, entry_id: str = "one", resumes: bool = False, dares: bool = False
) -> list[str]:
    """Open the editor and leave it; return what was said, and at the end what was in the draft."""
    seen: list[str] = []
    person = Person(lambda path: seen.append(path.read_text()), resumes=resumes, dares=dares)
    edit_entry(library, entry_id, person.desk)
    return [*person.told, *seen]


def test_going_on_with_a_draft(lib: Library) -> None:
    """The newest one is offered, opened as it is, and gone once it is taken; others stay as they are."""
    first = left(lib, 1, "title: First\n", changed=10**9)
    newest = left(lib, 2, "title: Second\n", changed=4 * 10**9)
    for number, name in ((3, "one.2.yaml"), (4, "one.md"), (5, "one.yaml.yaml")):
        left(lib, number, "title: Another\n", name=name, changed=4 * 10**9 + 1)
    (lib.drafts / "6").mkdir()
    (lib.drafts / "6" / "one.yaml").symlink_to(first)
    (lib.drafts / "stray").touch()
    assert looking(lib, resumes=True) == [f"another draft of it is in {newest}", "title: Second\n"]
    assert lib.get("one").title == "Second"
    assert not newest.parent.exists()
    assert {"1/one.yaml", "3/one.2.yaml", "4/one.md", "5/one.yaml.yaml"} <= set(drafts(lib))


def test_starting_from_the_file(lib: Library) -> None:
    """Where it is not wanted the draft stays as it is, and is offered again."""
    older = left(lib, 1, "title: First\n")
    for _ in range(2):
        assert looking(lib) == [f"another draft of it is in {older}", ONE]
    assert drafts(lib) == {"1/one.yaml": b"title: First\n"}


def test_a_draft_given_up_again(lib: Library) -> None:
    """Gone on with and faulty still, it is kept once more; undone by hand, it goes."""
    left(lib, 1, "title: [\n")
    with pytest.raises(RefusedError, match="kept in"):
        edit_entry(lib, "one", Person(lambda _: 1, resumes=True).desk)
    assert drafts(lib) == {"1/one.yaml": b"title: [\n"}
    edited = edit_entry(lib, "one", Person(ONE, resumes=True).desk)
    assert (edited.before == edited.after, drafts(lib)) == (True, {})


@pytest.mark.parametrize("base", [ONE, "title: Once\n"])
def test_nothing_was_typed(lib: Library, base: str) -> None:
    """A draft that is as it began goes without a word, also where the file changed since."""
    for number in range(1, 5):
        left(lib, number, base, base)
    assert looking(lib) == [ONE]
    assert list(lib.drafts.iterdir()) == []


def test_a_change_made_meanwhile_is_not_taken_back(lib: Library) -> None:
    """After a conflict, the draft is shown against the file; unless one dares, the file is what one edits."""

    def late(path: Path) -> None:
        write(lib.folder, "one", f"{ONE}status: read\n")
        path.write_text("# mine\ntitle:   Mine\n")

    with pytest.raises(RefusedError, match="was changed by another"):
        edit_entry(lib, "one", Person(late).desk)
    kept = lib.drafts / "1" / "one.yaml"
    said = [f"another draft of it is in {kept}{SINCE}", "  - title:   One", "  + title:   Mine"]
    assert looking(lib, resumes=True) == [*said, f"{ONE}status: read\n"]
    assert tree(lib.folder)["one.yaml"] == f"{ONE}status: read\n".encode()
    # The status stays: what was typed is put into the file as it is now.
    assert looking(lib, dares=True) == [*said, "# mine\ntitle:   Mine\nstatus: read\n"]
    assert (lib.get("one").status, lib.get("one").title, drafts(lib)) == ("read", "Mine", {})


@pytest.mark.parametrize(
    ("typed", "base", "now"),
    [
        ("title: One\nstatus: dropped\n", "title: One\n", "title: One\nstatus: read\n"),
        ("title: One\n# my thought\n", "title: One\n", "title: One\nrating: 5\n"),
        ("title: One\nrating: 5\n", None, "title: One\nstatus: read\n"),
        ("title: One\nrating: 5\n", "title: One\n", "title: Another paper\n"),
        ("title: [\n", "title: One\n", "title: One\nrating: 5\n"),
        ("title:  One\n", "title: One\n", "title: One\nrating: 5\n"),
    ],
    ids=["same field", "comment", "no base", "another entry", "broken", "layout"],
)
def test_what_cannot_be_put_together(lib: Library, typed: str, base: str | None, now: str) -> None:
    """The draft is edited as it is, and only after a yes; one that fails then is asked about in the same way."""
    write(lib.folder, "one", now)
    left(lib, 1, typed, base)
    for _ in range(2):
        with pytest.raises(RefusedError):
            edit_entry(lib, "one", Person(lambda _: 1, dares=True).desk)
        told = looking(lib, resumes=True)
        assert (SINCE in told[0], told[-1]) == (True, now)
        assert any(line.startswith("  + ") for line in told)
        assert drafts(lib) == {"1/one.yaml": typed.encode()}


def test_an_old_draft_taken_for_all_that(lib: Library) -> None:
    """With a yes it replaces the file, in a step that undo takes back."""
    write(lib.folder, "one", "title: Theirs\n")
    left(lib, 1, "title: Mine\n")
    assert looking(lib, dares=True)[-1] == "title: Mine\n"
    assert (lib.get("one").title, drafts(lib)) == ("Mine", {})
    lib.undo()
    assert lib.get("one").title == "Theirs"


def test_a_long_difference(lib: Library) -> None:
    """Its first lines are shown, without what would act on a terminal; of a draft too large to read, none."""
    left(lib, 1, f"title: One\n# \x1b[1m\n{'# x' * 9}\n" + "# line\n" * 40, "title: Once\n")
    told = looking(lib)
    assert "  + # ^[[1m" in told
    assert (len(told), told[-2]) == (23, "  and 25 more lines")
    left(lib, 2, "#" * (1 << 21), "title: Once\n", changed=2 * 10**9)
    assert len(looking(lib)) == 2
    with pytest.raises(RefusedError, match="larger than 1 MiB"):
        looking(lib, dares=True)


def test_the_list_file(lib: Library) -> None:
    """A draft of it from before a change is edited as it is, and only after a yes."""
    path = lib.folder / "entries" / "_list.yaml"
    path.write_text("name: Theirs\n")
    left(lib, 1, "name: Mine\n", "name: Once\n", name="_list.yaml")
    edit_list_file(lib, Person(lambda _: None, resumes=True).desk)
    assert path.read_text() == "name: Theirs\n"
    edit_list_file(lib, Person(lambda _: None, dares=True).desk)
    assert path.read_text() == "name: Mine\n"


@pytest.mark.parametrize(
    ("base", "typed", "more"),
    [
        ("old\n", "old\ntyped\n", "typed\n"),
        ("old\n", "OLD typed\n", "OLD typed\n"),
        (None, "typed\n", "typed\n"),
    ],
)
def test_a_note_comes_behind_what_was_added(lib: Library, base: str | None, typed: str, more: str) -> None:
    """Where the notes changed since, what was typed comes at their end, once one dares."""
    write(lib.folder, "one", f"{ONE}notes: |\n  theirs\n")
    path = left(lib, 1, typed, base, name="one.md")
    person = Person(lambda _: None, resumes=True)
    assert edit_notes(lib, "one", person.desk).changed == []
    assert person.told[0] == f"another draft of it is in {path}{SINCE}"
    assert person.told[1:] == [f"  + {line}" for line in more.splitlines()]
    edit_notes(lib, "one", Person(lambda _: None, dares=True).desk)
    assert (lib.get("one").notes, drafts(lib)) == (f"theirs\n{more}", {})


def test_notes_changed_meanwhile(lib: Library) -> None:
    """From the conflict on: theirs, and one's own behind it."""
    write(lib.folder, "one", f"{ONE}notes: first\n")

    def late(path: Path) -> None:
        write(lib.folder, "one", f"{ONE}notes: |\n  first\n  theirs\n")
        path.write_text("first\nmine\n")

    with pytest.raises(RefusedError, match="changed meanwhile"):
        edit_notes(lib, "one", Person(late).desk)
    edit_notes(lib, "one", Person(lambda _: None, dares=True).desk)
    assert lib.get("one").notes == "first\ntheirs\nmine\n"


def test_a_draft_that_is_being_edited(lib: Library) -> None:
    """It is named and let be, the next one offered; neither a rename nor another edit moves it."""
    busy = left(lib, 1, "title: Half\n", changed=2 * 10**9)
    free = left(lib, 2, "title: Free\n")
    descriptor = locked(busy.parent)
    told = f"another draft of it is being edited by another readinglist: {busy}"
    assert descriptor is not None
    assert looking(lib) == [told, f"another draft of it is in {free}", ONE]
    lib.rename("one", "uno")
    assert set(drafts(lib)) == {"1/one.yaml", "2/uno.yaml"}


def test_a_draft_that_ends_at_this_moment(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another edit that removes its draft while we look is no fault."""
    left(lib, 1, "title: Half\n")

    def gone(_folder: Path) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("readinglist.library.leftovers.locked", gone)
    lib.rename("one", "uno")
    assert drafts(lib) == {"1/one.yaml": b"title: Half\n"}


def test_a_renamed_entry(lib: Library) -> None:
    """Its drafts go with it; a new entry of the old id has none."""
    left(lib, 1, f"{ONE}rating: 4\n")
    left(lib, 2, "typed\n", "", name="one.md")
    lib.rename("one", "uno")
    write(lib.folder, "one", "title: New\n")
    assert looking(lib) == ["title: New\n"]
    assert drafts(lib) == {"1/uno.yaml": f"{ONE}rating: 4\n".encode(), "2/uno.md": b"typed\n"}
    edit_notes(lib, "uno", Person(lambda _: None, resumes=True).desk)
    assert looking(lib, entry_id="uno", resumes=True)[0].endswith(SINCE)


def test_a_renaming_that_is_taken_back(lib: Library) -> None:
    """The drafts, also those begun since, are drafts of the first id again."""
    left(lib, 1, f"{ONE}rating: 4\n")
    lib.rename("one", "uno")
    left(lib, 2, "typed\n", "", name="uno.md")
    lib.undo(dry_run=True)
    assert set(drafts(lib)) == {"1/uno.yaml", "2/uno.md"}
    lib.undo()
    assert drafts(lib) == {"1/one.yaml": f"{ONE}rating: 4\n".encode(), "2/one.md": b"typed\n"}


def test_another_entry_of_that_id(lib: Library) -> None:
    """After rm and add, or in a new library at an old path, the draft is not taken with a mere Enter."""
    left(lib, 1, f"{ONE}rating: 4\n")
    lib.remove(["one"])
    write(lib.folder, "one", "title: Quite another\n")
    told = looking(lib, resumes=True)
    assert (told[0].endswith(SINCE), told[-1]) == (True, "title: Quite another\n")
    assert tree(lib.folder)["one.yaml"] == b"title: Quite another\n"
