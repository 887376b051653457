"""The app: help, options before and after the command, errors and their exit codes."""

from __future__ import annotations

import errno
import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from readinglist.cli import main
from readinglist.commands import COMMANDS, with_aliases
from readinglist.errors import InvalidError, NotFoundError, RefusedError, UsageError
from readinglist.interruption import Interruption
from readinglist.library import Library
from readinglist.main import run
from readinglist.version import __version__
from tests.program import here, library, process

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries."""
    return library(tmp_path / "lib", one="One", two="Two")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of each command has an example and the shared options."""
    assert main([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"Usage: readinglist {name}" in text
    assert "Example" in text
    assert f"readinglist {COMMANDS[name].alias_of or name}" in text
    assert "--library DIR" in text
    assert "--color WHEN" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_line_of_help_fits(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No line of help but an example is wider than 80 columns."""
    main([name, "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if len(line) > 80 and "    readinglist " not in line] == []


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not command.alias_of])
def test_the_overview_names_every_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` shows each command once, with its line from the table; other names stand beside."""
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert f"\n  {with_aliases(name)} " in text
    assert COMMANDS[name].summary in text


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["help"], 'there is no command "help"; did you mean `readinglist --help`?'),
        (["help", "add"], 'there is no command "help"; did you mean `readinglist add --help`?'),
        (["status"], 'there is no command "status"; did you mean count status?'),
        (["move", "a", "b"], 'there is no command "move"; did you mean rename?'),
        (["check", "-x"], "no such option: -x; see `readinglist check --help`"),
        (["list", "-x"], "no such option: -x; a term of a query that starts with - stands after --"),
        (["start", "-x"], "no such option: -x; a term of a query that starts with - stands after --"),
        (["note", "x", "-x"], "no such option: -x; a text that starts with - stands after --"),
        (
            ["view", "save", "x", "-tag:x"],
            "no such option: -t; a term of a query that starts with - stands after --",
        ),
        (["tags", "-tag:x"], "no such option: -t; a term of a query that starts with - stands after --"),
    ],
)
def test_what_was_meant(args: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What other programs have is answered with its name here; hints on queries only where one is taken."""
    assert main(args) == 2
    assert capsys.readouterr().err == f"readinglist: {told}\n"


WRITING = [
    "start",
    "read",
    "done",
    "skim",
    "drop",
    "unread",
    "keep",
    "reject",
    "rate",
    "add",
    "set",
    "edit",
    "note",
    "tag",
    "tags",
    "view",
    "rename",
    "rm",
    "undo",
    "init",
]


@pytest.mark.parametrize("name", WRITING)
def test_every_writing_command_takes_the_same_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--yes` and `--dry-run` are everywhere, also where nothing would be asked."""
    main([name, "--help"])
    text = capsys.readouterr().out
    assert "--yes " in text
    assert "--dry-run " in text


@pytest.mark.parametrize("name", WRITING)
def test_a_dry_run_writes_nothing(lib: Path, name: str) -> None:
    """With --dry-run the files stay as they are, to the time of their last change."""
    here(lib, "tag", "two", "+undoable")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (lib / "entries").iterdir()}
    args = {
        "rate": ["one", "3"], "add": ["Three"], "set": ["one", "rating=3"], "tag": ["one", "+x"], "note": ["one", "x"], "rename": ["one", "three"], "undo": [], "init": [str(lib.parent / "new")],
        "tags": ["rename", "undoable", "x"], "view": ["save", "x", "one"],
    }.get(name, ["one"])  # fmt: skip
    ran = here(lib, name, *args, "--dry-run", "--yes")
    assert (ran.code, ran.err in {"", "would add Three\n"} or "nothing to change" in ran.err) == (0, True)
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (lib / "entries").iterdir()}
    assert after == before


def test_commands_are_where_the_table_says() -> None:
    """Every row names a function that there is, and a group with others."""
    for command in COMMANDS.values():
        assert callable(getattr(import_module(f"readinglist.commands.{command.module}"), command.function))


@pytest.mark.parametrize(
    "args",
    [
        ["-L", "{lib}", "list", "--ids"],
        ["--library", "{lib}", "list", "--ids"],
        ["list", "-L", "{lib}", "--ids"],
        ["list", "--ids", "--library={lib}"],
        ["-L{lib}", "list", "--ids"],
        ["-L", "/nowhere", "list", "--ids", "-L", "{lib}"],
    ],
)
def test_the_library_before_and_after(lib: Path, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """-L stands before or after the command; the one nearer to the end wins."""
    assert main([arg.format(lib=lib) for arg in args]) == 0
    assert sorted(capsys.readouterr().out.split()) == ["one", "two"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["lst"], 'there is no command "lst"; did you mean list or ls?'),
        (["\x1b[31m"], 'there is no command "^[[31m"; `readinglist --help` names them'),
        (["list", "--limt", "3"], "no such option: --limt; did you mean --limit?"),
        (["finish", "x"], 'there is no command "finish"; did you mean read?'),
        (["Delete", "x"], 'there is no command "Delete"; did you mean rm?'),
        (["show", "--jsno", "x"], "no such option: --jsno; did you mean --json?"),
        (["list", "-q"], "no such option: -q; a term of a query that starts with - stands after --"),
        (["list", "--limit"], "option '--limit' requires an argument; see"),
        (["check", "this"], "got unexpected extra argument(s) (this); see"),
        (["list", "--color", "\x1b"], '--color "^[" is not one that there is; one of auto, always, never'),
    ],
)
def test_slips_are_named(lib: Path, args: list[str], message: str) -> None:
    """Unknown commands and options: one line that says what was meant, exit code 2."""
    ran = here(lib, *args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"readinglist: {message}")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (UsageError("no"), 2, "readinglist: no\n"),
        (NotFoundError("no", hint="so"), 3, "readinglist: no; so\n"),
        (InvalidError("no", where="a:1"), 4, "readinglist: a:1: no\n"),
        (RefusedError("no"), 5, "readinglist: no\n"),
        (RecursionError(), 5, "readinglist: nested too deeply\n"),
        (OSError(errno.ENOSPC, "x"), 5, "readinglist: no space left on device; make room and try again\n"),
        (OSError(errno.EACCES, "x", "/a\x1bb"), 5, "readinglist: /a^[b: permission denied\n"),
        (OSError("odd"), 5, "readinglist: odd\n"),
        (BrokenPipeError(), 0, ""),
        (KeyboardInterrupt(), 130, "\n"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "x"), 2, "readinglist: there are bytes on the command line that are not UTF-8\n"),
    ],
)  # fmt: skip
def test_errors_become_exit_codes(
    lib: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    """Whatever goes wrong ends as one line and a code, never as a traceback."""

    def fail(*_: Any, **__: Any) -> NoReturn:
        raise error

    monkeypatch.setattr(Library, "find", fail)
    assert here(lib, "list") == (code, "", told)


def test_a_termination_unwinds(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM ends with 143 after everything that is open was closed."""
    closed = []

    def terminated(*_: Any, **__: Any) -> NoReturn:
        try:
            os.kill(os.getpid(), 15)
            raise AssertionError
        finally:
            closed.append(True)

    monkeypatch.setattr(Library, "find", terminated)
    with Interruption():
        assert here(lib, "list") == (143, "", "")
    assert closed


def test_a_configuration_that_is_wrong(lib: Path, home: Path) -> None:
    """A fault in config.toml is named by its file."""
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    for text in ("sort = [", "sort = 3", 'sort = "no-field"'):
        path.write_text(text, encoding="utf-8")
        ran = here(lib, "list")
        assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_the_configured_order(lib: Path, home: Path) -> None:
    """`sort` in the configuration is the order of lists, and --sort still wins."""
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('sort = "-id"', encoding="utf-8")
    assert here(lib, "list", "--ids").out == "two\none\n"
    assert here(lib, "list", "--ids", "--sort", "id").out == "one\ntwo\n"


def test_the_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The version is told before anything is imported, and by the app as well."""
    monkeypatch.setattr("sys.argv", ["rl", "--version"])
    run()
    assert main(["--color", "never", "--version"]) == 0
    assert capsys.readouterr().out == f"readinglist {__version__}\n" * 2


def test_the_script_ends_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code of the process is that of the command."""
    monkeypatch.setattr("sys.argv", ["rl", "list", "--bogus"])
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 2


def test_the_module_is_a_program(lib: Path) -> None:
    """`python -m readinglist` is the same program."""
    assert process(lib, "list", "--ids", "--sort", "id") == (0, "one\ntwo\n", "")


@pytest.mark.parametrize("args", [["-L", "", "list"], ["list", "--library", " "], ["-L", "", "init", "x"]])
def test_an_empty_library_is_refused(lib: Path, args: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unset variable of a script does not lead to some other library; one of the environment is unset."""
    monkeypatch.chdir(lib)
    ran = process(lib, *args)
    assert ran == (2, "", "readinglist: --library is empty; name a folder\n")
    assert process(lib, "list", "--ids", environ={"READINGLIST_LIBRARY": ""}).code == 0


@pytest.mark.parametrize(
    ("args", "environ"), [(["-L", "/nonexist"], {}), ([], {"READINGLIST_LIBRARY": "/nonexist"})]
)
def test_a_library_that_is_not_there(tmp_path: Path, args: list[str], environ: dict[str, str]) -> None:
    """Without a command only "nothing named, nothing found" ends with 0."""
    ran = process(tmp_path, *args, environ=environ)
    assert (ran.code, ran.out, "no reading list in /nonexist" in ran.err) == (2, "", True)
    assert process(tmp_path).code == 0


def test_every_error_is_told_safely(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a message quotes, its line is one, and nothing in it acts on a terminal."""

    def fail(*_: Any, **__: Any) -> NoReturn:
        raise RefusedError("a\x1b[31m\nb", hint="\u202e", where="\x9b")

    monkeypatch.setattr(Library, "find", fail)
    assert here(lib, "list") == (5, "", "readinglist: <U+009B>: a^[[31m b; <U+202E>\n")


def test_init_takes_the_options_of_writing_commands(tmp_path: Path) -> None:
    """A dry run says what would be made; a home of nobody is a folder's name."""
    ran = process(tmp_path, "init", "new", "--sample", "--dry-run", "--yes")
    assert ran == (0, "would make a library in new with 97 entries\n", "")
    assert list(tmp_path.iterdir()) == []
    ran = process(tmp_path, "init", "~nobodyx/foo")
    assert (ran.code, (tmp_path / "~nobodyx" / "foo" / "entries").is_dir()) == (0, True)
