"""The app: loads only the command that was asked for, and turns errors into exit codes."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup, TyperOption

from readinglist.commands import COMMANDS, with_aliases
from readinglist.commands.shared import Session
from readinglist.errors import INTERRUPTED, TERMINATED, ReadinglistError, RefusedError, UsageError
from readinglist.interruption import Terminated
from readinglist.render.output import tell
from readinglist.text import nearest
from readinglist.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer.core import TyperCommand

    from readinglist.ahead import Ahead

PROGRAM = "readinglist"
_EPILOG = """`readinglist COMMAND --help` explains a command, with an example. Where a command wants a REF:
an id or the start of one, an arXiv id, a DOI, a URL, or words that single an entry out."""
# What other programs call what is done here.
_SYNONYMS = {
    "finish": "read",
    "complete": "read",
    "begin": "start",
    "remove": "rm",
    "delete": "rm",
    "del": "rm",
    "new": "add",
    "find": "search",
    "grep": "search",
    "cat": "show",
    "info": "show",
    "modify": "set",
    "update": "set",
    "mv": "rename",
    "changes": "undo --list",
    "status": "count status",
    "move": "rename",
    "mark": "read or skim",
    "settings": "config",
    "validate": "check",
}
# Click is reached through Typer only: a class of another Click would not be caught here.
_ClickUsageError: type[Any] = typer.BadParameter.__bases__[0]
_ClickError: type[Any] = _ClickUsageError.__bases__[0]


class _Context(typer.Context):
    """The context of a command whose help fits the terminal."""

    def make_formatter(self) -> Any:  # noqa: ANN401 - the classes of Click
        from readinglist.commands.helptext import formatter  # noqa: PLC0415 - only for --help

        return formatter()


class _Commands(TyperGroup):
    """The group of all commands, of which only the one that was asked for is imported."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - the classes of Click
        return _build(cmd_name) if cmd_name in COMMANDS else None

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the same
        """Show today's page where no command is named."""
        if ctx._protected_args:  # noqa: SLF001 - where Click's groups keep the name of the command
            return super().invoke(ctx)
        from readinglist.commands.today import today  # noqa: PLC0415 - only where no command is named

        return today(ctx.obj)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - the same
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Write the overview from the table, by what one wants to do; no command is imported for it."""
        for group in dict.fromkeys(command.group for command in COMMANDS.values()):
            rows = [
                (with_aliases(name), command.summary)
                for name, command in COMMANDS.items()
                if command.group == group and not command.alias_of
            ]
            with formatter.section(group):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the same
        if args[0] not in COMMANDS:
            raise _unknown_command(*args[:2])
        return super().resolve_command(ctx, args)


def main(args: Sequence[str], ahead: Ahead | None = None) -> int:
    """Run one command line and return its exit code; `ahead` is a process that looks at the files already."""
    _prepare_streams()
    session = Session(os.environ, ahead)
    try:
        return _run(list(args), session)
    except BrokenPipeError:
        return 0
    except OSError as error:
        return _complain(_refusal(error))
    finally:
        _settle()


def options_of(name: str) -> list[tuple[str, str]]:
    """Return the options of a command, of the program itself for "", by all names, each with its help."""
    command: Any = _build(name) if name else _app()
    params = command.get_params(typer.Context(command))
    return [
        (option, str(param.help or ""))
        for param in params
        if param.param_type_name == "option"
        for option in sorted(param.opts, reverse=True)
    ]


def _run(args: list[str], session: Session) -> int:
    try:
        code = _invoke(args, session)
        sys.stdout.flush()
    except (ReadinglistError, RecursionError, MemoryError, UnicodeEncodeError) as error:
        return _explain(error, session)
    except _ClickError as error:
        return _complain_of_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("\n")
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    return code


def _invoke(args: list[str], session: Session) -> int:
    # Click's own `main` would end the process with 1 where the reader of a pipe has left.
    try:
        with _app().make_context(PROGRAM, args, obj=session) as context:
            return int(context.command.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code


def _app() -> TyperGroup:
    app = _Commands(
        name=PROGRAM,
        invoke_without_command=True,
        help="A reading list for papers: search it, track what you read, hand it on.",
        epilog=_EPILOG,
        params=[*_shared_options(short=True), _version_option()],
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.context_class = _Context
    return app


def _build(name: str) -> TyperCommand:
    """Import one command and make Typer read its parameters."""
    spec = COMMANDS[name]
    module = import_module(f"readinglist.commands.{spec.module}")
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    settings: dict[str, Any] = {"help_option_names": ["--help", "-h"] if spec.short_options else ["--help"]}
    settings |= getattr(module, "CONTEXT", {})
    app.command(name, context_settings=settings)(getattr(module, spec.function))
    command = typer.main.get_command(app)
    command.params += [*getattr(module, "options", list)(), *_shared_options(short=spec.short_options)]
    command.context_class = _Context
    return command  # type: ignore[return-value]


def _shared_options(*, short: bool) -> list[TyperOption]:
    return [
        TyperOption(
            param_decls=["--library", *(["-L"] if short else [])],
            callback=_remember,
            expose_value=False,
            metavar="DIR",
            help="The library, in place of the one that is near.",
        ),
        TyperOption(
            param_decls=["--color"],
            callback=_remember,
            expose_value=False,
            metavar="WHEN",
            help="auto, always or never.",
        ),
    ]


def _version_option() -> TyperOption:
    return TyperOption(
        param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
        help="Print the version.",
    )  # fmt: skip


def _remember(ctx: typer.Context, param: Any, value: str | None) -> None:  # noqa: ANN401 - Click's parameter
    if value is not None:
        ctx.obj.choose(param.name, value)


def _version(ctx: typer.Context, param: Any, value: bool) -> None:  # noqa: ANN401, ARG001 - Click's parameter
    if value:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def _unknown_command(name: str, of: str = "") -> Any:  # noqa: ANN401 - Click's class
    known = _SYNONYMS.get(name.lower())
    if name.lower() == "help":
        known = f"`{PROGRAM} {of} --help`" if of in COMMANDS else f"`{PROGRAM} --help`"
    hint = f"did you mean {known}?" if known else nearest(name, COMMANDS, cutoff=0.7)
    hint = hint or f"`{PROGRAM} --help` names them"
    return _ClickUsageError(f'there is no command "{name}"; {hint}')


def _explain(error: Exception, session: Session) -> int:
    if isinstance(error, ReadinglistError):
        session.explain(error)
        return _complain(error)
    if isinstance(error, RecursionError):
        return _complain(RefusedError("nested too deeply"))
    if isinstance(error, MemoryError):
        return _complain(RefusedError("there is not enough memory for it"))
    return _complain(UsageError("there are bytes on the command line that are not UTF-8"))


def _complain(error: ReadinglistError) -> int:
    _tell(str(error))
    return error.exit_code


def _tell(message: str) -> None:
    """Tell one line; it is made safe there: messages quote files, arguments and other programs."""
    # Where nobody can be told, the exit code still says it.
    with suppress(OSError):
        tell(f"{PROGRAM}: {message}")


def _complain_of_usage(error: Any) -> int:  # noqa: ANN401 - Click's error
    message = error.format_message().rstrip(".")
    if hasattr(error, "possibilities"):
        from readinglist.commands.misspelt import behind_dashes, unknown_option  # noqa: PLC0415 - only after a mistake

        message = unknown_option(error.option_name, error.possibilities or (), error.ctx)
        message = f"{message}; {hint}" if (hint := behind_dashes(error.option_name, error.ctx)) else message
    message = message[:1].lower() + message[1:]
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    hint = "" if ";" in message else f"; see `{command} --help`"
    _tell(f"{message}{hint}")
    return UsageError.exit_code


def _refusal(error: OSError) -> RefusedError:
    what = os.strerror(error.errno) if error.errno else str(error)
    name = error.filename if isinstance(error.filename, str) else ""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return RefusedError(what.lower(), where=name, hint="make room and try again" if full else "")


def _settle() -> None:
    # What could not be written is given up, or the interpreter would fail at it once more when it ends.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _prepare_streams() -> None:
    # A stream that came closed must not lend its number to a file of ours.
    for name, mode in (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, mode), "r" if name == "stdin" else "w"))
    # A title has letters that the terminal's encoding may lack; showing their codes beats failing.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
