"""`config`: every setting, and where it comes from."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from readinglist import settings
from readinglist.commands.shared import AsJson, session_of, stop
from readinglist.errors import UsageError
from readinglist.model.fields import NEWEST_FIRST
from readinglist.render.columns import FANCY
from readinglist.settings import CONFIGURED, DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readinglist.commands.shared import Session

_UNSET = "-"


class Setting(NamedTuple):
    """One line: the name, the value, None where there is none, and where that comes from."""

    name: str
    value: str | list[str] | None
    origin: str

    @property
    def line(self) -> str:
        """The value on one line."""
        return ", ".join(self.value) if isinstance(self.value, list) else self.value or ""


def config(ctx: typer.Context, json: AsJson = False) -> None:
    """Show every setting with its value and where it comes from.

    That is an option, a variable of the environment, the configuration file, or the default. It works
    without a library and without a configuration file, and says where each is looked for. Where the file
    is wrong, it shows what holds without it, says all that is wrong, and ends with 2. A terminal of
    less than 84 columns does without the date of the default columns, one of less than 66 without authors.

    \b
    Examples:
      readinglist config
      readinglist -L ~/papers config --json
    """
    session = session_of(ctx)
    said, faults = settings.read_settings(session.environ)
    if faults:
        said = settings.Settings()
    found = [*_places(session, wrong=bool(faults)), *_configured(said, session.environ), *_others(session)]
    _show(session, found, json=json)
    for fault in faults:
        session.out.remark(str(fault))
    if faults:
        stop(UsageError.exit_code)


def _show(session: Session, found: Sequence[Setting], *, json: bool) -> None:
    if json:
        from readinglist.model.objects import array  # noqa: PLC0415 - only for --json

        session.out.text(
            array({"name": each.name, "value": each.value, "from": each.origin} for each in found)
        )
    elif session.out.fancy:
        from readinglist.render.settings import settings_text  # noqa: PLC0415 - rich is for terminals

        rows = [(each.name, each.line or _UNSET, each.origin) for each in found]
        session.out.show(settings_text(rows, session.out.width), whole=True)
    else:
        for each in found:
            session.out.cells([each.name, each.line, each.origin])


def _places(session: Session, *, wrong: bool) -> Iterator[Setting]:
    """Yield where the configuration file, the library, its index and its journal are."""
    environ = session.environ
    path = settings.config_path(environ)
    yield Setting(
        "configuration",
        str(path),
        _variable(environ, "XDG_CONFIG_HOME")
        + (", wrong" if wrong else "" if path.is_file() else ", not there"),
    )
    try:
        folder, origin = settings.locate_library(session.chosen.get("library"), environ, Path.cwd())
    except UsageError as error:
        yield Setting("library", None, f"{CONFIGURED} is wrong" if error.where else error.what)
        yield from (Setting(name, None, "no library") for name in ("index", "journal"))
        return
    yield Setting("library", str(folder.resolve()), origin)
    index = settings.index_path(folder, environ)
    if index is None:
        yield Setting("index", "in memory", "$READINGLIST_NO_INDEX")
    else:
        yield Setting("index", str(index), _variable(environ, "XDG_CACHE_HOME"))
    journal = settings.journal_folder(folder, environ)
    yield Setting("journal", str(journal), _variable(environ, "XDG_STATE_HOME"))


def _configured(said: settings.Settings, environ: Mapping[str, str]) -> Iterator[Setting]:
    """Yield what the configuration file can say."""
    yield _setting("columns", list(said.columns), list(FANCY))
    yield _setting("sort", said.sort, NEWEST_FIRST)
    yield from _weights(said.weights or {})
    yield _editor(said.editor, environ)
    yield _setting("opener", said.opener, None, "default, the system's")
    yield _setting("roots", list(said.roots), [])
    yield (
        Setting("ask_takeaway", "true", DEFAULT)
        if said.ask_takeaway
        else Setting("ask_takeaway", "false", CONFIGURED)
    )


def _setting(
    name: str,
    said: str | list[str],
    otherwise: str | list[str] | None,
    default: str = DEFAULT,
) -> Setting:
    return Setting(name, said, CONFIGURED) if said else Setting(name, otherwise, default)


def _weights(said: Mapping[str, float]) -> Iterator[Setting]:
    """Yield what each part of the score of `next` is worth."""
    from readinglist.reading.next import WEIGHTS  # noqa: PLC0415 - only this needs it

    for name, weight in WEIGHTS.items():
        origin = CONFIGURED if name in said else DEFAULT
        yield Setting(f"weights.{name}", f"{said.get(name, weight):g}", origin)


def _editor(configured: str, environ: Mapping[str, str]) -> Setting:
    from readinglist.launch import find_editor, named_editor  # noqa: PLC0415 - only this needs it

    origin, line = named_editor(configured, environ)
    if origin:
        return Setting("editor", line, origin)
    with suppress(UsageError):
        return Setting("editor", " ".join(find_editor("", {})), DEFAULT)
    return Setting("editor", None, DEFAULT)


def _others(session: Session) -> Iterator[Setting]:
    yield _color(session)
    origin = "$READINGLIST_TODAY" if session.environ.get("READINGLIST_TODAY") else "the clock"
    yield Setting("today", settings.today(session.environ).isoformat(), origin)


def _color(session: Session) -> Setting:
    if "color" in session.chosen:
        return Setting("color", session.chosen["color"], "--color")
    if session.environ.get("NO_COLOR"):
        return Setting("color", "never", "$NO_COLOR")
    if session.environ.get("TERM") == "dumb":
        return Setting("color", "never", "$TERM")
    return Setting("color", "auto", DEFAULT)


def _variable(environ: Mapping[str, str], name: str) -> str:
    # A relative path in these is ignored, as their specification says.
    return f"${name}" if Path(environ.get(name, "")).is_absolute() else DEFAULT
