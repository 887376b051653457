"""Any sequence of keys: what the files say is what was decided, and `u` takes all of it back."""

from __future__ import annotations

import os
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands.shared import Session
from readinglist.commands.sitting import Sitting
from readinglist.keys import END, LEFT, REDRAW, RIGHT, UNKNOWN
from tests.program import library, tree, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

KEYS = st.sampled_from([*"kksrrtunnbbo ?x", LEFT, RIGHT, REDRAW, UNKNOWN])
STATUS = {"kept": "unread", "skimmed": "skimmed", "rejected": "rejected"}


class Typist:
    """A terminal at which keys are pressed, one after the other."""

    size = (80, 24)

    def __init__(self, keys: Iterable[str]) -> None:
        """Press these keys, then leave."""
        self._keys = iter(keys)

    def key(self) -> str:
        """Press the next key."""
        return next(self._keys, END)

    def line(self, question: str, typed: str, draw: Callable[[], None]) -> str:
        """Answer a question."""
        draw()
        return "+new" if question and not typed else ""

    def draw(self, lines: Sequence[str]) -> None:
        """Look at the screen."""
        assert len(lines) == self.size[1]

    def undisturbed(self) -> Any:
        """Need no protection."""
        return nullcontext()


def _sit(folder: Path, keys: Iterable[str]) -> Sitting:
    session = Session({**os.environ, "READINGLIST_NO_INDEX": "1"})
    session.choose("library", str(folder))
    ids = session.library.find("is:candidate", sort="id").ids
    sitting = Sitting(session, Typist(keys), "is:candidate", ids)  # type: ignore[arg-type]
    sitting.run()
    return sitting


@given(st.lists(KEYS, max_size=14))
@settings(max_examples=25, deadline=None)
def test_what_was_decided_is_written(keys: list[str]) -> None:
    """Each paper has the status of its last verdict, those without any are candidates still."""
    with tempfile.TemporaryDirectory() as root:
        folder = _candidates(Path(root))
        triage = _sit(folder, keys).triage
        for place, entry_id in enumerate(triage.ids):
            wanted = STATUS[triage.verdicts[place]] if place in triage.verdicts else "candidate"
            text = tree(folder)[f"{entry_id}.yaml"].decode()
            assert f"status: {wanted}" in text or (wanted == "unread" and "status" not in text)
        assert triage.left == len(triage.ids) - len(triage.verdicts)


@given(st.lists(KEYS, max_size=14))
@settings(max_examples=25, deadline=None)
def test_undo_takes_back_all_of_it(keys: list[str]) -> None:
    """As often as something was done: then every file is as it was, byte for byte."""
    with tempfile.TemporaryDirectory() as root:
        folder = _candidates(Path(root))
        before = tree(folder)
        # A key that does nothing leaves the help, if that is what is shown.
        triage = _sit(folder, [*keys, "x", *"u" * len(keys)]).triage
        assert (triage.deeds, tree(folder)) == ((), before)


def _candidates(root: Path) -> Path:
    folder = library(root / "lib")
    for name in ("a", "b", "c"):
        write(folder, name, f"# by hand\ntitle: {name}\nstatus: candidate\n")
    return folder
