"""What commands have in common: the session of one command line, and the options many of them take."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from readinglist import settings
from readinglist.commands import COLORS
from readinglist.commands.wording import more
from readinglist.errors import NOTHING_MATCHED, InvalidError, ReadinglistError, RefusedError, UsageError
from readinglist.render.output import Output
from readinglist.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readinglist.ahead import Ahead
    from readinglist.library import Library
    from readinglist.model.entry import Entry


def _count(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f'"{text}" is no number of entries', hint="-n 0 shows all")
    return int(text)


Refs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF...", help="Ids or what stands for them; - reads ids from stdin.", show_default=False
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[QUERY]...", help="A query; all entries without one.", show_default=False),
]
Where = Annotated[
    str | None, typer.Option("--where", metavar="QUERY", help="The entries that match, in place of REFs.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, write nothing.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", parser=_count, metavar="N", help="At most N; 0 for all.", show_default=False
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="FIELDS",
        help="Fields divided by commas, - before those that descend.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array, an object a line.")]
AsIds = Annotated[bool, typer.Option("--ids", help="Ids only.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="TEMPLATE", help="A line for each entry: '{id} {title:.40}'.", show_default=False
    ),
]
_NAMED = 10


class Session:
    """One command line: which library, how to show things.

    Attributes:
        environ: the environment.
        chosen: the shared options that were given, by name.

    """

    def __init__(self, environ: Mapping[str, str], ahead: Ahead | None = None) -> None:
        """Start with nothing chosen; `ahead` is a process that looks at the files of the library."""
        self.environ = environ
        self._ahead = ahead
        self.chosen: dict[str, str] = {}

    def choose(self, name: str, value: str) -> None:
        """Take a shared option; the one nearer to the end wins."""
        if name == "color" and value not in COLORS:
            raise UsageError(
                f'--color "{value}" is not one that there is', hint=f"one of {', '.join(COLORS)}"
            )
        if name == "library" and not value.strip():
            # What an unset variable of a script leaves must not lead to another library.
            raise UsageError("--library is empty", hint="name a folder")
        self.chosen[name] = value

    @cached_property
    def settings(self) -> settings.Settings:
        """The user's configuration."""
        return settings.load_settings(self.environ)

    @cached_property
    def library(self) -> Library:
        """The library.

        Raises:
            UsageError: if there is none.

        """
        from readinglist.library import Library  # noqa: PLC0415 - not every command needs one

        folder = settings.find_library(self.chosen.get("library"), self.environ, Path.cwd())
        return Library(folder, self.environ, progress=self.out.progress, once=True, ahead=self._ahead)

    @cached_property
    def out(self) -> Output:
        """Where things are shown."""
        return Output(self.environ, color=self.chosen.get("color", "auto"))

    def name_broken(self) -> None:
        """Name on stderr, in one line, the broken entries that were skipped."""
        broken = self.library.broken()
        if broken:
            told = "; ".join(filter(None, [more(len(broken), 1), "`readinglist check` names all"]))
            self.out.remark(f"skipped {broken[0]} ({told})")

    def name_list_faults(self, faults: Sequence[tuple[int | None, str, str]] | None = None) -> bool:
        """Name on stderr what is wrong in the list file, for commands that show it; `faults`, if it was read.

        Returns:
            whether anything is.

        """
        faults = self.library.read_list_file()[1] if faults is None else faults
        for line, reason, hint in faults[:1]:
            where = f"{settings.ENTRIES}/{settings.LIST_FILE}" + (f":{line}" if line else "")
            self.out.remark(str(InvalidError(reason, hint=hint, where=where)))
        return bool(faults)

    def explain(self, error: ReadinglistError) -> None:
        """Show what a reference may have meant, or where a query is wrong, before the error itself."""
        candidates = getattr(error, "candidates", ())
        for entry_id, title in candidates:
            self.out.remark(f"  {entry_id}  {title}", name=False)

    def ids(self, refs: Sequence[str] | None, where: str | None, *, sure: bool = False) -> list[str]:
        """Return the ids a command is to act on: of REFs, of ids on stdin, or of a query.

        Commands that write ask to be `sure`: words then have to name an entry.

        Raises:
            UsageError: if none is named, or both ways are.

        """
        if refs and where is not None:
            raise UsageError("REFs and --where exclude each other")
        if where is not None:
            return self._matching(where)
        if not refs:
            raise UsageError("say which entries: REFs, - for ids on stdin, or --where QUERY")
        if "-" in refs:
            return self._from_stdin([ref for ref in refs if ref != "-"], sure=sure)
        return self.resolve(refs, sure=sure)

    def resolve(self, refs: Sequence[str], *, sure: bool = False) -> list[str]:
        """Return the ids that REFs mean; where words were corrected, say what they were taken for.

        Commands that write name the entry themselves.
        """
        taken: list[tuple[str, str]] = []
        ids = self.library.resolve(refs, sure=sure, taken=None if sure else taken)
        for ref, entry_id in taken:
            self.out.remark(f'"{cut(ref)}" was taken for {entry_id}', name=False)
        return ids

    def _from_stdin(self, refs: Sequence[str], *, sure: bool) -> list[str]:
        from readinglist.commands.stdin import stdin_ids  # noqa: PLC0415 - only for -

        ids = list(stdin_ids())
        # Whoever wrote them may have changed files since this command was started.
        self.library.look_again()
        named = self.library.existing(ids)
        if not named:
            self.out.remark("no ids on stdin")
            stop(NOTHING_MATCHED)
        return list(dict.fromkeys([*named, *(self.resolve(refs, sure=sure) if refs else ())]))

    def _matching(self, query: str) -> list[str]:
        if not query.strip():
            # What an unset variable of a script leaves must not stand for the whole list.
            raise UsageError("--where is empty", hint='"has:title" stands for all entries')
        found = self.library.find(query, sort="id").ids
        self.name_broken()
        if not found:
            self.tell_nothing(query)
            stop(NOTHING_MATCHED)
        return found

    def tell_nothing(self, query: str) -> None:
        """Say on stderr that nothing matches a query: which values no entry has, and what comes near."""
        from readinglist.commands.nothing import reasons  # noqa: PLC0415 - mostly something matches

        for line in reasons(self.library, query):
            self.out.remark(line)

    def bound(self, limit: int | None, screenful: int, *, machine: bool) -> int | None:
        """Return how many to show at most: what was asked for, else on a terminal a screenful."""
        if limit is not None:
            return limit or None
        return screenful if self.out.terminal and not machine else None

    def confirm(
        self,
        ids: Sequence[str],
        doing: str,
        *,
        yes: bool,
        dry_run: bool,
        told: Callable[[Entry], str] | None = None,
        otherwise: str = "nothing was changed",
    ) -> None:
        """Ask before more than one entry is written; where nobody can be asked, `--yes` is needed.

        `told` says what would become of an entry; `otherwise` is said where the answer is no.
        """
        if len(ids) < 2 or yes or dry_run:  # noqa: PLR2004 - one is not asked about
            return
        from readinglist.commands.asking import can_ask  # noqa: PLC0415 - reading commands ask nothing

        if can_ask():
            self._name(ids, told)
        self.ask(f"{doing} {len(ids)} entries?", otherwise)

    def _name(self, ids: Sequence[str], told: Callable[[Entry], str] | None) -> None:
        for entry_id in ids[:_NAMED]:
            self.out.remark(f"  {entry_id}{self._about(entry_id, told)}", name=False)
        if rest := more(len(ids), _NAMED):
            self.out.remark(f"  {rest}", name=False)

    def _about(self, entry_id: str, told: Callable[[Entry], str] | None) -> str:
        try:
            entry = self.library.read(entry_id)
            return f"  {entry.title}" + (f" · {told(entry)}" if told else "")
        except ReadinglistError:  # it is named again, with the reason, when its turn comes
            return ""

    def ask(self, question: str, otherwise: str = "nothing was changed") -> None:
        """Ask a question on the terminal and go on only if the answer is yes."""
        from readinglist.commands.asking import answered, can_ask  # noqa: PLC0415 - as above

        if not can_ask():
            raise UsageError(
                f"{question} Nobody can be asked here",
                hint="--yes goes ahead, --dry-run shows what it would do",
            )
        if (answered(f"{question} [y/N]") or "").lower() not in ("y", "yes"):
            raise RefusedError(otherwise)

    def agrees(self, question: str, *, usual: bool = True) -> bool:
        """Ask a question to which yes is the usual answer, or no; where nobody can be asked, no."""
        from readinglist.commands.asking import answered, can_ask  # noqa: PLC0415 - as above

        if not can_ask():
            return False
        answer = answered(f"{question} [{'Y/n' if usual else 'y/N'}]")
        wanted = ("", "y", "yes") if usual else ("y", "yes")
        return answer is not None and answer.lower() in wanted


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "entry", "entries"), counted(0, "error")
    ('1 entry', '0 errors')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(words: Sequence[str] | None) -> str:
    """Return the arguments of a command line as one query."""
    return " ".join(words or ())


def stop(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise typer.Exit(code)


def session_of(ctx: typer.Context) -> Session:
    """Return the session of a command."""
    return ctx.find_object(Session)  # type: ignore[return-value]
