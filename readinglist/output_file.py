"""Writing a file for others: as a whole or not at all, over nothing by accident, never into a library."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.system import System
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

_WRITABLE = 0o666
_PAUSE = 0.001  # seconds
_BEGINNING = 40  # characters of its name, with which a file beside it can have a name as well


def write_file(
    path: Path, pieces: Iterable[str], *, library: Path, force: bool, over: str | None = None
) -> None:
    """Write `pieces` to `path`, through a file beside it that takes its place at the end.

    `over` is what the file has to hold still, where the pieces were made out of it.

    Raises:
        RefusedError: if it lies in the `entries/` of a library, is there already, is a link, read-only or no
            regular file, or cannot be written.

    """
    try:
        _refuse(path, library, force=force)
        _write(path, pieces, force=force, over=over)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise _failed(path, error) from None


def read_page(path: Path) -> str | None:
    """Return what a file holds that is to be changed in part, None where there is none.

    Raises:
        RefusedError: if it is no regular file, cannot be read or is not UTF-8.

    """
    try:
        if path.exists() and not path.is_file():
            raise RefusedError("not a regular file", where=safe(str(path)))
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise RefusedError("it is not UTF-8", where=safe(str(path)), hint="save it as UTF-8") from None
    except OSError as error:
        raise _failed(path, error) from None


def _write(path: Path, pieces: Iterable[str], *, force: bool, over: str | None) -> None:
    _sweep(path)
    beside = path.with_name(f".{path.name[:_BEGINNING]}.{os.getpid()}.tmp")
    descriptor = _begun(beside)
    try:
        _write_all(descriptor, pieces)
        if over is not None and path.read_bytes() != over.encode():
            raise RefusedError("it has changed meanwhile", where=safe(str(path)), hint="do it once more")
        if force:
            _replace(path, beside)
        else:
            _take(path, beside)
    finally:
        with suppress(OSError):  # another export of the same file sweeps it; what is written is written
            beside.unlink()
        os.close(descriptor)


def _sweep(path: Path) -> None:
    """Remove what killed writers of the same file left beside it; one that is at work has locked its own."""
    pattern = re.compile(rf"\.{re.escape(path.name[:_BEGINNING])}\.\d+\.tmp", re.ASCII)
    with suppress(OSError):  # a folder that may be written to and not listed
        _sweep_all(path.parent, pattern)


def _sweep_all(folder: Path, pattern: re.Pattern[str]) -> None:
    for each in folder.iterdir():
        if pattern.fullmatch(each.name):
            with suppress(OSError), open(each, "rb", opener=_opener) as file:
                System().flock(file.fileno())
                if _is_at(file.fileno(), each):
                    each.unlink()


def _begun(beside: Path) -> int:
    """Return a new file, open and locked, once no writer that sweeps takes it for one that was left."""
    while True:
        descriptor = _created(beside)
        _lock(descriptor)
        if _is_at(descriptor, beside):
            return descriptor
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    system = System()
    with suppress(OSError):  # a file system without locks: nothing is swept there
        while True:
            try:
                return system.flock(descriptor)
            except BlockingIOError:  # a sweep came between: it will have removed the file
                system.sleep(_PAUSE)


def _is_at(descriptor: int, path: Path) -> bool:
    """Tell whether an open file is the one of that name."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    return False


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _created(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _WRITABLE)


def _replace(path: Path, beside: Path) -> None:
    if path.exists():
        beside.chmod(stat.S_IMODE(path.stat().st_mode))
    beside.replace(path)


def _take(path: Path, beside: Path) -> None:
    """Take the name if it is free; a file system without hard links gets an empty file for a moment."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(_created(path))
        try:
            beside.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _refuse(path: Path, library: Path, *, force: bool) -> None:
    target, where = Path(os.path.realpath(path)), safe(str(path))
    if any(_holds_entries(folder, library) for folder in (target, *target.parents)):
        raise RefusedError("exports do not go into entries/", where=where, hint="choose another folder")
    if path.is_symlink():
        raise RefusedError("a link", where=where, hint="name the file it leads to")
    if not path.exists():
        return
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError("not a regular file", where=where)
    if not force:
        raise _taken(path)
    if not status.st_mode & stat.S_IWUSR:
        raise RefusedError("is read-only", where=where, hint="make it writable first (chmod u+w)")


def _holds_entries(folder: Path, library: Path) -> bool:
    """Tell whether a folder is the `entries/` of this library or of any other."""
    if folder.name == ENTRIES and (folder / LIST_FILE).exists():
        return True
    return folder == (library / ENTRIES).resolve()


def _failed(path: Path, error: OSError) -> RefusedError:
    reason = os.strerror(error.errno or 0).lower()
    return RefusedError(reason, where=safe(str(path)), hint="nothing was written")


def _taken(path: Path) -> RefusedError:
    return RefusedError("there is such a file already", where=safe(str(path)), hint="--force replaces it")


def _write_all(descriptor: int, pieces: Iterable[str]) -> None:
    with open(
        descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="", closefd=False
    ) as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(descriptor)
