"""`triage` while others change the list, or where it cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.keyed import Keyed, candidates, statuses
from tests.program import here, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four candidates, the newest first by their dates, and one that is kept."""
    return candidates(tmp_path / "lib")


def test_papers_that_others_change(lib: Path) -> None:
    """What is gone, broken, or no candidate any more is told in a line, and the next one is shown."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        (lib / "entries" / "two.yaml").unlink()
        assert here(lib, "reject", "three").code == 0
        screen = run.press("n", "4 of 4")
        assert "two is gone: it was removed or renamed meanwhile and 1 more" in screen
        run.press("b", "1 of 4")
        write(lib, "one", "title: [")
        run.press("k", "one: ")
        assert "4 of 4" in "\n".join(run.lines)
        run.press("q")
        assert run.ends()[0] == 0
    assert statuses(lib)["three"] == "rejected"


def test_a_paper_that_changes_under_ones_eyes(lib: Path) -> None:
    """No decision on what was not seen: it is shown as it is now, or passed over where it is decided."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        assert here(lib, "set", "one", "title=Another").code == 0
        screen = run.press("k", "it was changed meanwhile; nothing was written")
        assert "Another" in screen
        assert "status: candidate" in (lib / "entries" / "one.yaml").read_text()
        assert here(lib, "skim", "one").code == 0
        run.press("r", "changed meanwhile, it is skimmed and no longer matches")
        assert "2 of 4" in "\n".join(run.lines)
        run.press("q")
        assert run.ends() == (0, "3 left\n")
    assert statuses(lib)["one"] == "skimmed"


def test_undo_of_what_others_changed(lib: Path) -> None:
    """Another change is not taken back in its place, and a changed file stays as it is."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("k", "kept: Paper one")
        assert here(lib, "rate", "kept", "3").code == 0
        run.press("u", "another change was made meanwhile")
        assert here(lib, "undo").code == 0
        write(lib, "one", "title: By hand\n")
        run.press("u", "one was changed since, and is left as it is")
        run.press("q")
        assert run.ends() == (0, "1 kept, 3 left\n")
    assert tree(lib)["one.yaml"] == b"title: By hand\n"


def test_a_journal_that_cannot_be_written(lib: Path) -> None:
    """What cannot be written is told, and the paper stays where it is."""
    state = lib.parent / "state"
    state.write_text("no folder")
    before = tree(lib)
    with Keyed(lib, "triage", environ={"XDG_STATE_HOME": str(state)}) as run:
        run.wait("1 of 4")
        run.press("k", "the undo journal cannot be read")
        assert "1 of 4 · 4 left" in "\n".join(run.lines)
        run.press("q")
        assert run.ends() == (0, "4 left\n")
    assert tree(lib) == before
