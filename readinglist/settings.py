"""Where things are (library, index, journal, configuration) and what the user configured.

Everything comes from the environment that is passed in; nothing inside a library is ever asked.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.errors import UsageError
from readinglist.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

ENTRIES = "entries"
LIST_FILE = "_list.yaml"
# Where a setting comes from, when neither an option nor the environment names it.
CONFIGURED, DEFAULT = "config.toml", "default"
_LONGEST_NAME = 200
_TEXTS = ("library", "sort", "editor", "opener")
_LISTS = ("columns", "roots")
# What a setting must be, in words.
_TEXT = "text in quotes"
_WANTED = {
    "sort": 'fields in quotes, such as "-date,title"',
    "columns": 'a list of fields, such as ["id", "title"]',
    "roots": 'a list of folders, such as ["~/papers"]',
    "weights": "a table of names with numbers",
    "ask_takeaway": "true or false",
}


class Settings(NamedTuple):
    """The user's configuration, `config.toml`.

    Attributes:
        library: the library used where no other is named or near.
        columns: the columns of `list` on a terminal.
        sort: the order of `list`.
        editor: the editor's command line, before $VISUAL and $EDITOR.
        opener: the command line that opens files and URLs.
        roots: folders outside the library in which `file:` may point.
        weights: what `next` weighs, by name.
        ask_takeaway: whether `read` asks on a terminal what an entry showed.

    """

    library: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    editor: str = ""
    opener: str = ""
    roots: tuple[str, ...] = ()
    weights: Mapping[str, float] | None = None
    ask_takeaway: bool = True


class NoLibraryError(UsageError):
    """No library is named and none is found; the message says how to make one."""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read `config.toml` of the user.

    Raises:
        UsageError: if it is not TOML, a name in it is misspelt, or a value makes no sense.

    """
    settings, faults = read_settings(environ)
    for fault in faults:
        raise fault
    return settings


def read_settings(environ: Mapping[str, str]) -> tuple[Settings, list[UsageError]]:
    """Read `config.toml` of the user; return the settings that make sense, and everything that is wrong."""
    path = config_path(environ)
    try:
        settings, faults = _settings(_toml(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        settings, faults = Settings(), [UsageError("not UTF-8")]
    except OSError:
        return Settings(), []
    except UsageError as error:
        settings, faults = Settings(), [error]
    return settings, [fault.in_file(safe(str(path))) for fault in faults]


def find_library(option: str | None, environ: Mapping[str, str], here: Path) -> Path:
    """Return the folder of the library: the option, the environment, upward from `here`, configured, default.

    Raises:
        NoLibraryError: if none is named and none is found.
        UsageError: if the one named has no `entries/`.

    """
    return locate_library(option, environ, here)[0]


def locate_library(option: str | None, environ: Mapping[str, str], here: Path) -> tuple[Path, str]:
    """Return the folder of the library as `find_library` does, and what named it."""
    variable = environ.get("READINGLIST_LIBRARY")
    if named := option or variable:
        return _named(named), "--library" if option else "$READINGLIST_LIBRARY"
    for folder in (here, *here.parents):
        if _there(folder / ENTRIES / LIST_FILE, Path.is_file):
            return folder, "the folder it was called in" if folder == here else "a folder above"
    configured = load_settings(environ).library
    if configured:
        return _named(configured), CONFIGURED
    default = _xdg(environ, "XDG_DATA_HOME", ".local/share") / "readinglist"
    if _there(default / ENTRIES, Path.is_dir):
        return default, DEFAULT
    raise NoLibraryError(
        "there is no reading list here",
        hint="make one with `readinglist init DIR`, or name one with -L DIR, with $READINGLIST_LIBRARY,"
        f" or for every day with `library` in {from_home(config_path(environ), environ)}",
    )


def config_path(environ: Mapping[str, str]) -> Path:
    """Return where the user's configuration is looked for."""
    return _xdg(environ, "XDG_CONFIG_HOME", ".config") / "readinglist" / "config.toml"


def index_path(library: Path, environ: Mapping[str, str]) -> Path | None:
    """Return the file of the library's index, None where the environment asks for answers from memory."""
    if environ.get("READINGLIST_NO_INDEX") == "1":
        return None
    return _xdg(environ, "XDG_CACHE_HOME", ".cache") / "readinglist" / _key(library) / "index.sqlite"


def journal_folder(library: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder of the library's journal."""
    return _xdg(environ, "XDG_STATE_HOME", ".local/state") / "readinglist" / _key(library)


def today(environ: Mapping[str, str]) -> date:
    """Return the day it is, which `READINGLIST_TODAY` can set.

    Raises:
        UsageError: if that is no day.

    """
    from datetime import date  # noqa: PLC0415 - where the files are is asked before anything else

    named = environ.get("READINGLIST_TODAY")
    if not named:
        return date.today()  # noqa: DTZ011 - the reader's own calendar is what counts
    from readinglist.dates import is_day  # noqa: PLC0415 - rarely set

    if not is_day(named):
        raise UsageError(f'READINGLIST_TODAY is "{safe(named)}", which is no day', hint="write YYYY-MM-DD")
    return date.fromisoformat(named)


def folder_at(named: str) -> Path:
    """Return the path that a user wrote, `~` being the home folder."""
    folder = Path(named)
    with suppress(RuntimeError):  # `~nobody` is a folder's name where there is no such user
        folder = folder.expanduser()
    return folder


def from_home(path: Path, environ: Mapping[str, str]) -> str:
    """Return an absolute path as `folder_at` takes it, short where it lies in the home folder."""
    home = _home(environ)
    return safe(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))


def _named(named: str) -> Path:
    folder = folder_at(named)
    if not _there(folder / ENTRIES, Path.is_dir):
        raise UsageError(
            f"no reading list in {safe(named)}", hint=f"make one with `readinglist init {safe(named)}`"
        )
    return folder


def _there(path: Path, kind: Callable[[Path], bool]) -> bool:
    """Tell whether something of a kind is at `path`; what cannot be looked at is not there for us."""
    try:
        return kind(path)
    except OSError:
        return False


def _xdg(environ: Mapping[str, str], variable: str, default: str) -> Path:
    # The specification says that a relative path in these variables is to be ignored.
    named = Path(environ.get(variable, ""))
    return named if named.is_absolute() else _home(environ) / default


def _home(environ: Mapping[str, str]) -> Path:
    try:
        return Path(environ.get("HOME") or Path.home())
    except RuntimeError:  # neither the environment nor the system knows of one
        return Path("/")


def _key(library: Path) -> str:
    """Name the library's resolved path in one folder name that a person can still read."""
    key = str(library.resolve()).replace("%", "%25").replace("/", "%")
    if len(os.fsencode(key)) <= _LONGEST_NAME:
        return key
    from hashlib import sha256  # noqa: PLC0415 - long paths are rare and this costs milliseconds

    digest = sha256(os.fsencode(key)).hexdigest()
    return f"{digest[:32]}-{key[-_LONGEST_NAME // 8 :]}"


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only where there is a configuration

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"not valid TOML: {safe(str(error))}") from None


def _settings(found: dict[str, Any]) -> tuple[Settings, list[UsageError]]:
    """Return what holds of a configuration, and everything that is wrong in it."""
    values: dict[str, Any] = {}
    faults: list[UsageError] = []
    for name, value in found.items():
        try:
            if (taken := _value(name, value)) is not None:
                values[name] = taken
        except UsageError as error:
            faults.append(error)
    return Settings(**values), faults


def _value(name: str, value: object) -> Any:  # noqa: ANN401 - what a setting takes
    """Return the value of a setting, None for a name that we do not know; UsageError where it is wrong."""
    if name in _TEXTS and isinstance(value, str):
        return _sorted_by(value) if name == "sort" else value
    if name in _LISTS and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return _fields(name, value) if name == "columns" else tuple(value)
    if name == "weights" and isinstance(value, dict) and all(map(_is_number, value.values())):
        from readinglist.reading.next import checked  # noqa: PLC0415 - only where there are some

        return checked(value)
    if name == "ask_takeaway" and isinstance(value, bool):
        return value
    if name in Settings._fields:
        raise UsageError(f"{name} must be {_WANTED.get(name, _TEXT)}", hint=_told(value, name))
    if hint := nearest(name, Settings._fields):
        raise UsageError(f'there is no setting "{safe(name)}"', hint=hint)
    return None


def _sorted_by(order: str) -> str:
    """Return an order of which every name is a field."""
    _fields("sort", filter(None, (part.strip().removeprefix("-") for part in order.split(","))))
    return order


def _fields(setting: str, typed: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that a setting names; keys of one's own are of one library, and are none here."""
    from readinglist.model.fields import PROGRESS  # noqa: PLC0415 - as for the day it is
    from readinglist.query.names import NAMES, Names  # noqa: PLC0415 - as said

    computed = (PROGRESS,) if setting == "columns" else ()
    found = []
    for name in typed:
        field = name if name in computed else Names(()).field(name)
        if field is None:
            hint = nearest(name, NAMES) or f"fields are {', '.join(NAMES)}"
            raise UsageError(f'{setting} names "{safe(name)}", which is no field', hint=hint)
        found.append(field)
    return tuple(found)


def _told(value: object, name: str) -> str:
    """Return what the value of a setting is, of a list or table the item that makes it wrong."""
    if isinstance(value, list) and name in _LISTS:
        value = next(each for each in value if not isinstance(each, str))
    elif isinstance(value, dict) and name == "weights":
        key, wrong = next(pair for pair in value.items() if not _is_number(pair[1]))
        return f"{safe(key)}: {_told(wrong, key)}"
    if isinstance(value, list | dict):
        return f"it is a {'list' if isinstance(value, list) else 'table'}"
    if isinstance(value, bool):
        return f"{str(value).lower()} is a yes or no"
    if isinstance(value, str):
        return f'"{safe(value)}" is text'
    return f"{value} is a {'number' if _is_number(value) else 'date or time'}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
