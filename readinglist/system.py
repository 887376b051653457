"""The calls to the operating system that change something or may fail, behind one class.

Store and journal make no such call themselves, so that a test can let the seventh of them fail.
Names are relative to `folder`, an open folder descriptor: a folder that is renamed or replaced
meanwhile cannot lead a write astray. Every method raises OSError.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# From linux/fs.h and from sys/stdio.h of macOS.
_LINUX_NOREPLACE, _LINUX_EXCHANGE = 1, 2
_MACOS_SWAP, _MACOS_EXCL = 2, 4
# How a file system says that it cannot do what was asked, as opposed to failing at it.
UNSUPPORTED = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EMLINK}
)


class System:
    """The real calls; tests put failing ones in their place."""

    def open_folder(self, path: Path, *, follow: bool = True) -> int:
        """Return a descriptor of a folder; with `follow` false a link in its place is an error."""
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))

    def open(self, folder: int, name: str) -> int:
        """Open a file for reading: never through a link, and without waiting where it is a FIFO."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        return os.open(name, flags, dir_fd=folder)

    def create(self, folder: int, name: str, mode: int) -> int:
        """Open a new file for writing; FileExistsError where anything of that name is there."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(name, flags, mode, dir_fd=folder)

    def read(self, descriptor: int, size: int) -> bytes:
        """Read up to `size` bytes."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write some of `data`; return how many bytes."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """Wait until a file or folder is on the disk."""
        os.fsync(descriptor)

    def fchmod(self, descriptor: int, mode: int) -> None:
        """Set the mode of an open file."""
        os.fchmod(descriptor, mode)

    def fchown(self, descriptor: int, user: int, group: int) -> None:
        """Set the owner and group of an open file."""
        os.fchown(descriptor, user, group)

    def attributes(self, descriptor: int) -> dict[str, bytes]:
        """Return the extended attributes of an open file, its access list among them."""
        if sys.platform != "linux":
            return {}
        try:
            return {name: os.getxattr(descriptor, name) for name in os.listxattr(descriptor)}
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            return {}

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        """Set an extended attribute of an open file, with None take it away."""
        if sys.platform == "linux":
            if value is None:
                os.removexattr(descriptor, name)
            else:
                os.setxattr(descriptor, name, value)

    def link(self, folder: int, name: str, new: str) -> None:
        """Give a file a second name, which must be free."""
        os.link(name, new, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)

    def rename(self, folder: int, name: str, new: str) -> None:
        """Rename, replacing what is called `new`."""
        os.rename(name, new, src_dir_fd=folder, dst_dir_fd=folder)

    def unlink(self, folder: int, name: str) -> None:
        """Remove one name of a file."""
        os.unlink(name, dir_fd=folder)

    def exchange(self, folder: int, one: str, other: str) -> None:
        """Let two names swap their files in one atomic step (OSError in UNSUPPORTED where impossible)."""
        _rename_with(folder, one, other, linux=_LINUX_EXCHANGE, macos=_MACOS_SWAP)

    def rename_to_free(self, folder: int, name: str, new: str) -> None:
        """Rename; FileExistsError where `new` is taken (OSError in UNSUPPORTED where impossible)."""
        _rename_with(folder, name, new, linux=_LINUX_NOREPLACE, macos=_MACOS_EXCL)

    def flock(self, descriptor: int) -> None:
        """Lock for this process alone; BlockingIOError where another one holds the lock."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def mkdir(self, path: Path, mode: int) -> None:
        """Make one folder."""
        path.mkdir(mode)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def widen(pipe: int, size: int) -> None:
    """Let a pipe hold `size` bytes, where the system knows how and allows it to this user."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, size)


def _rename_with(folder: int, name: str, new: str, *, linux: int, macos: int) -> None:
    function, flags = _special_rename(linux, macos)
    if function is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), name)
    if function(folder, os.fsencode(name), folder, os.fsencode(new), flags) == 0:
        return
    import ctypes  # noqa: PLC0415 - only a command that writes needs it

    code = ctypes.get_errno()
    raise OSError(code, os.strerror(code), name, None, new)


def _special_rename(linux: int, macos: int) -> tuple[Any, int]:
    """Return the C function that renames with flags, or None, and the flags it takes."""
    import ctypes  # noqa: PLC0415 - only a command that writes needs it

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return getattr(library, "renameatx_np", None), macos
    return getattr(library, "renameat2", None), linux


def write_new(
    system: System,
    folder: int,
    name: str,
    data: bytes,
    *,
    mode: int,
    dress: Callable[[int], None] | None = None,
) -> None:
    """Make a new file with `data`, on the disk when this returns; nothing is left where it fails.

    Args:
        system: the calls to use.
        folder: the descriptor of its folder.
        name: a name that is free there, else FileExistsError.
        data: all of its bytes.
        mode: the mode it is made with, less the umask.
        dress: called with the descriptor before the end, to set what the mode cannot.

    """
    try:
        descriptor = system.create(folder, name, mode)
        try:
            if dress is not None:
                dress(descriptor)
            _write_all(system, descriptor, data)
            system.fsync(descriptor)
        finally:
            os.close(descriptor)
    except FileExistsError:
        raise
    except BaseException:
        with suppress(OSError):
            system.unlink(folder, name)
        raise


def _write_all(system: System, descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(descriptor, rest) :]
