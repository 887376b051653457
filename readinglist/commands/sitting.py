"""One sitting of `triage`: what each key does."""

from __future__ import annotations

import shlex
import time
from typing import TYPE_CHECKING

from readinglist.commands.differences import difference
from readinglist.commands.open import target_of
from readinglist.commands.typed import check_tag
from readinglist.commands.wording import more
from readinglist.errors import NotFoundError, ReadinglistError, RefusedError, UsageError
from readinglist.keys import END, LEFT, REDRAW, RIGHT, UNKNOWN
from readinglist.launch import open_with
from readinglist.reading.triage import KEPT, REJECTED, SKIMMED, Triage
from readinglist.render.triage import View, triage_screen
from readinglist.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.commands.shared import Session
    from readinglist.keys import Screen
    from readinglist.model.entry import Entry

LABEL = "triage"
_TITLE = 60
_QUESTION = "Tags, as +new -old: "
_NANOSECONDS = 1_000_000_000


class Sitting:
    """Going through a list at a terminal.

    Attributes:
        triage: how far one has come.

    """

    def __init__(self, session: Session, screen: Screen, query: str, ids: Sequence[str]) -> None:
        """Begin with the first of `ids`, which match `query`."""
        self.triage = Triage(ids)
        self._session, self._library = session, session.library
        self._screen, self._query = screen, query
        self._entry: Entry | None = None
        self._notes: list[str] = []
        self._page = 0
        self._help = False
        self._ours: set[str] = set()
        self._began = time.time() * _NANOSECONDS
        self._keys: dict[str, Callable[[], None]] = {
            "k": self._keep, "s": self._skim, "r": self._reject, "t": self._tag, "o": self._open,
            "n": self._next, RIGHT: self._next, "b": self._back, LEFT: self._back, "u": self._undo,
            " ": self._more, "?": self._explain,
        }  # fmt: skip

    def run(self) -> None:
        """Take keys until one quits."""
        self._arrive()
        self._draw()
        while (key := self._screen.key()) != END and (key != "q" or self._help):
            if self._act(key):
                self._draw()

    def _act(self, key: str) -> bool:
        """Do what a key asks for; tell whether there is anything new to see."""
        if key == REDRAW:
            return True
        if self._help and key != " ":
            self._help, self._page = False, 0
            return True
        act = self._keys.get(key) if key != UNKNOWN else None
        if act:
            self._notes = []
            act()
        return act is not None

    def _draw(self) -> None:
        width, height = self._screen.size
        note = " ".join(filter(None, [*self._notes[:1], more(len(self._notes), 1)]))
        view = View(self.triage, self._entry, note, self._page, self._help)
        self._screen.draw(triage_screen(view, width, height, color=self._session.out.color))

    def _arrive(self, *, back: bool = False) -> None:
        """Read the paper that is to be shown; those that are gone by now are passed over."""
        self._page = 0
        self._entry = None
        while (entry_id := self.triage.current) is not None:
            try:
                entry = self._library.read(entry_id)
                self._check(entry)
            except ReadinglistError as error:
                self._notes.append(_left_out(entry_id, error))
                self.triage = self.triage.without(back=back)
            else:
                self._entry = entry
                return

    def _check(self, entry: Entry) -> None:
        """Raise a RefusedError where the paper was changed by others and is none of the list any more."""
        stamp = self._library.store.stamps([entry.id]).get(entry.id)
        if entry.id not in self._ours and stamp is not None and stamp.ctime_ns >= self._began:
            self._library.look_again()
            if entry.id not in self._library.find(self._query).ids:
                raise RefusedError(f"changed meanwhile, it is {entry.status} and no longer matches")

    def _keep(self) -> None:
        self._decide(lambda entry: entry.admitted())

    def _skim(self) -> None:
        day = self._library.today.isoformat()
        self._decide(lambda entry: entry.skimmed(day))

    def _reject(self) -> None:
        self._decide(lambda entry: entry.with_status("rejected"))

    def _decide(self, how: Callable[[Entry], Entry]) -> None:
        found = self._change(how)
        if found is not None:
            after, step = found
            verdict = {"rejected": REJECTED, "skimmed": SKIMMED}.get(after.status, KEPT)
            already = "" if step else " already"
            self._notes.append(f"{verdict}{already}: {cut(after.title, _TITLE)}")
            self.triage = self.triage.decided(verdict, step)
            self._arrive()

    def _tag(self) -> None:
        if self._entry is None:
            return
        before = self._entry
        wanted = self._asked(f"tags: {', '.join(before.tags) or 'none yet'}")
        if wanted is None:
            return
        found = self._change(lambda entry: entry.tagged(*wanted))
        if found is not None:
            self._entry, step = found
            self._notes.append(difference(before, self._entry) or "nothing to change")
            if step is not None:
                self.triage = self.triage.retagged(step)

    def _asked(self, note: str) -> tuple[list[str], list[str]] | None:
        """Ask for tags to add and to remove until they make sense, None where that is given up."""
        typed = ""
        while True:
            self._notes = [note]
            typed = self._screen.line(_QUESTION, typed, self._draw)
            self._notes = []
            if not typed.strip():
                return None
            try:
                return _tags_in(typed)
            except UsageError as error:
                note = str(error)

    def _change(self, how: Callable[[Entry], Entry]) -> tuple[Entry, int | None] | None:
        """Change the paper that is shown; return it with the step, None where it was left as it is."""
        shown = self._entry
        if shown is None:
            return None

        def unless_changed(entry: Entry) -> Entry:
            if entry != shown:
                raise RefusedError("it was changed meanwhile")
            return how(entry)

        try:
            with self._screen.undisturbed():
                report = self._library.change([shown.id], unless_changed, label=LABEL)
        except ReadinglistError as error:
            self._notes.append(str(error))
            return None
        if report.failed:
            self._fail(report.failed[0][1])
            return None
        self._ours.add(shown.id)
        return (report.changed[0][1] if report.changed else shown), report.step

    def _fail(self, error: ReadinglistError) -> None:
        """Show the paper as it is now, or where it is gone the next one."""
        at = self.triage.place
        self._arrive()
        if self.triage.place == at:
            self._notes.append(f"{error}; nothing was written, this is how it is now")

    def _open(self) -> None:
        if self._entry is None:
            return
        told: list[str] = []
        try:
            target = target_of(self._session, self._entry, "", tell=told.append)
            program = open_with(self._session.settings.opener, target, quiet=True)
            told.append(f"handed to {program}: {target}")
        except ReadinglistError as error:
            told.append(str(error))
        self._notes.append("; ".join(told))

    def _next(self) -> None:
        self.triage = self.triage.onward()
        self._arrive()

    def _back(self) -> None:
        before = self.triage.place
        self.triage = self.triage.backward()
        if self.triage.place == before:
            self._notes.append("this is the first one")
        self._arrive(back=True)

    def _undo(self) -> None:
        deed = self.triage.last
        if deed is None:
            self._notes.append("nothing to take back in this run; `readinglist undo` goes further back")
            return
        entry_id = self.triage.ids[deed.place]
        try:
            with self._screen.undisturbed():
                refused = deed.step is not None and not self._took_back(deed.step, entry_id)
        except ReadinglistError as error:
            self._notes.append(f"{error}; `b` goes back, to decide again")
            return
        if refused:
            self._notes.append(f"{entry_id} was changed since, and is left as it is")
            return
        self.triage = self.triage.undone()
        self._arrive()
        if self._entry is not None:
            before = f"no longer {deed.verdict}" if deed.verdict else "tags as before"
            self._notes.append(f"{before}: {cut(self._entry.title, _TITLE)}")

    def _took_back(self, step: int, entry_id: str) -> bool:
        undone = self._library.undo(only=step)
        return undone is not None and any(name.startswith(f"{entry_id}.") for name in undone.restored)

    def _more(self) -> None:
        self._page += 1

    def _explain(self) -> None:
        self._help, self._page = True, 0


def _left_out(entry_id: str, error: ReadinglistError) -> str:
    if isinstance(error, NotFoundError):
        return f"{entry_id} is gone: it was removed or renamed meanwhile"
    return f"{entry_id}: {error.what}"


def _tags_in(typed: str) -> tuple[list[str], list[str]]:
    """Return the tags to add and to remove.

    Raises:
        UsageError: if what was typed makes no sense.

    """
    try:
        signed = shlex.split(typed)
    except ValueError:
        raise UsageError("a quote is not closed") from None
    adding = [each[1:] for each in signed if each.startswith("+")]
    removing = [each[1:] for each in signed if each.startswith("-")]
    if len(adding) + len(removing) != len(signed):
        bare = next(each for each in signed if not each.startswith(("+", "-")))
        raise UsageError(f'"{bare}" has no sign', hint=f"+{bare} adds it, -{bare} removes it")
    for name in adding:
        check_tag(name)
        if name in removing:
            raise UsageError(f'the tag "{name}" cannot be both added and removed')
    return adding, removing
