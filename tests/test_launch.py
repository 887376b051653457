"""Programs are started with argument lists, and only with what is safe to hand them."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError, UsageError
from readinglist.launch import check_file, check_url, open_with
from readinglist.text import safe
from tests.program import library, process, write

if TYPE_CHECKING:
    from pathlib import Path

_OPENER = """
import json, sys
with open({record!r} + ".part", "w") as file:
    json.dump(sys.argv[1:], file)
import os
os.rename({record!r} + ".part", {record!r})
"""


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1707.06347",
        "http://example.org",
        "HTTPS://example.org/",
        "https://x.org/a;b?c=$(touch%20x)&d=`e`|f",
        "https://例え.jp/",
    ],
)
def test_web_addresses_are_opened(url: str) -> None:
    """Addresses of the web come back as they are, whatever a shell would make of them."""
    assert check_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://x.org/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:a@b.c",
        "--help",
        "-x https://x.org",
        "https://-oProxy",
        "https://",
        "https:x.org",
        "//x.org",
        "x.org",
        "",
        " https://x.org",
        "https://x.org/a b",
        "https://x.org/\n",
        "https://x.org/\x1b]0;x\x07",
        "https://x.org/\u202egro",
        "https://x.org/\u3000bold",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    """Other schemes, options, spaces and invisible characters are refused, and shown safely."""
    with pytest.raises(RefusedError) as caught:
        check_url(url)
    assert safe(str(caught.value)) == str(caught.value)


def test_files_inside_the_library(tmp_path: Path) -> None:
    """A local copy is found in the library, also under a name that looks like an option."""
    (tmp_path / "papers").mkdir()
    for name in ("papers/a.pdf", "-x.pdf", "a b;$(c).pdf"):
        (tmp_path / name).write_bytes(b"")
        assert check_file(name, tmp_path, []) == str(tmp_path / name)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.pdf",
        "/etc/passwd",
        "link.pdf",
        "papers/../../outside.pdf",
        "~/outside.pdf",
        "~nobody-here/x",
        "loop",
        "a\0b",
    ],
)
def test_files_outside_are_refused(tmp_path: Path, name: str) -> None:
    """Neither a path nor a link leads out of the library."""
    lib = tmp_path / "lib"
    (lib / "papers").mkdir(parents=True)
    (tmp_path / "outside.pdf").write_bytes(b"")
    (lib / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    (lib / "loop").symlink_to("loop")
    with pytest.raises(RefusedError):
        check_file(name, lib, [])


def test_roots_are_allowed(tmp_path: Path) -> None:
    """A folder that the user's own configuration names is as good as the library."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "a.pdf").write_bytes(b"")
    for name in ("../roots/a.pdf", str(tmp_path / "roots" / "a.pdf")):
        assert check_file(name, tmp_path / "lib", [str(tmp_path / "roots")]) == str(
            tmp_path / "roots" / "a.pdf"
        )


@pytest.mark.parametrize("name", ["missing.pdf", "papers", ""])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """A folder or nothing at all is not opened."""
    (tmp_path / "papers").mkdir()
    with pytest.raises(RefusedError, match="there is no file"):
        check_file(name, tmp_path, [])


@pytest.mark.parametrize(
    ("opener", "message"),
    [("no-such-program-here", "is not there"), ("'unclosed", "opener: 'unclosed"), (" ", "is not there")],
)
def test_openers_that_are_none(opener: str, message: str) -> None:
    """A program that is not there or cannot be read is a matter of the configuration."""
    with pytest.raises(UsageError, match=message):
        open_with(opener, "https://x.org")


def test_a_system_without_opener(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing opens files, it is said how to name a program."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="opener = "):
        open_with("", "https://x.org")


def test_an_opener_that_does_not_start(tmp_path: Path) -> None:
    """What looks like a program and is none is named."""
    program = tmp_path / "opener"
    program.write_bytes(b"\x7fELFno")
    program.chmod(0o755)
    with pytest.raises(RefusedError, match="does not start"):
        open_with(str(program), "https://x.org")


def test_an_opener_that_fails_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its own words are not shown, that it failed is said; one that goes on is not waited for."""
    program = tmp_path / "opener"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(RefusedError, match="opener could not open it; name a program"):
        open_with(str(program), "https://x.org", quiet=True)
    program.write_text("#!/bin/sh\nexec sleep 0.3\n")
    monkeypatch.setattr("readinglist.launch._MOMENT", 0.01)
    with pytest.warns(ResourceWarning, match="still running"):
        assert open_with(str(program), "https://x.org", quiet=True) == "opener"


@pytest.fixture
def opened(tmp_path: Path, home: Path) -> Path:
    """Configure an opener that writes down its arguments; return where."""
    record = tmp_path / "opened.json"
    script = tmp_path / "my opener.py"
    script.write_text(_OPENER.format(record=str(record)), encoding="utf-8")
    config = home / ".config" / "readinglist" / "config.toml"
    config.parent.mkdir(parents=True)
    roots = json.dumps([str(tmp_path / "roots")])
    opener = json.dumps(f"'{sys.executable}' '{script}' --new")
    config.write_text(f"opener = {opener}\nroots = {roots}\n", encoding="utf-8")
    return record


def _argv(record: Path) -> list[str]:
    deadline = time.monotonic() + 20
    while not record.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    found: list[str] = json.loads(record.read_text(encoding="utf-8"))
    record.unlink()
    return found


@pytest.mark.parametrize(
    ("fields", "options", "target"),
    [
        ("url: https://x.org/a;b?c=$(touch${IFS}y)&d=`e`|f'g\"h", [], "https://x.org/a;b?c=$(touch${IFS}y)&d=`e`|f'g\"h"),
        ("url: https://x.org\ncode: https://code.org", ["--code"], "https://code.org"),
        ("url: https://x.org\nfile: papers/a b.pdf", [], "{lib}/papers/a b.pdf"),
        ("url: https://x.org\nfile: papers/a b.pdf", ["--url"], "https://x.org"),
        ("url: https://x.org\nfile: papers/a b.pdf", ["--file"], "{lib}/papers/a b.pdf"),
        ("file: ../roots/r.pdf", [], "{lib}/../roots/r.pdf"),
        ("arxiv: 2009.03300\ndoi: 10.1000/182", [], "https://arxiv.org/abs/2009.03300"),
        ("doi: 10.1002/(SICI)1<2::AID-X>3.0.CO;2-4", [], "https://doi.org/10.1002/(SICI)1%3C2::AID-X%3E3.0.CO;2-4"),
    ],
)  # fmt: skip
def test_open_hands_over_one_argument(
    tmp_path: Path, opened: Path, fields: str, options: list[str], target: str
) -> None:
    """The opener gets its own options and the target as one argument; no shell ever reads it."""
    folder = library(tmp_path / "lib")
    for name in ("lib/papers/a b.pdf", "roots/r.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    write(folder, "one", f"title: One\n{fields}\n")
    ran = process(folder, "open", "one", *options)
    wanted = str((folder / target.format(lib=folder)).resolve()) if "{lib}" in target else target
    assert (ran.code, ran.out, ran.err) == (0, f"{wanted}\n", "")
    assert _argv(opened) == ["--new", wanted]
    assert not (folder / "y").exists()


def test_what_is_refused_starts_nothing(tmp_path: Path, opened: Path) -> None:
    """A refused address is named and no program is started."""
    folder = library(tmp_path / "lib")
    write(
        folder,
        "one",
        'title: One\nurl: "javascript:alert(1)"\ncode: "https://x.org/\\e]0;x\\a"\nfile: ../roots/../x.pdf\n',
    )
    for options in ([], ["--url"], ["--code"], ["--file"]):
        ran = process(folder, "open", "one", *options)
        assert (ran.code, ran.out, ran.err.count("\n"), "\x1b" in ran.err) == (5, "", 1, False)
    assert not opened.exists()


@pytest.mark.parametrize(
    "name", ["a.desktop", "a.sh", "a.EXE", "a.bat", "a.command", "a.app", "a.jar", "x.pdf", "link.pdf"]
)
def test_programs_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing in a library names a command: neither by its name nor by its mode, nor behind a link."""
    for each in (name, "a.sh"):
        (tmp_path / each).write_bytes(b"")
    (tmp_path / "x.pdf").touch(0o755)
    (tmp_path / "x.pdf").chmod(0o755)
    if name == "link.pdf":
        (tmp_path / name).unlink()
        (tmp_path / name).symlink_to("a.sh")
    with pytest.raises(RefusedError, match="could run as a program"):
        check_file(name, tmp_path, [])


def test_a_missing_file_leads_to_the_web_page(tmp_path: Path, opened: Path) -> None:
    """Where the local copy is gone the page is opened, and that is said; --file insists."""
    folder = library(tmp_path / "lib")
    write(folder, "one", "title: One\nurl: https://x.org\nfile: gone.pdf\n")
    ran = process(folder, "open", "one")
    assert ran == (
        0,
        "https://x.org\n",
        'readinglist: there is no file "gone.pdf"; opening the web page of one\n',
    )
    assert _argv(opened) == ["--new", "https://x.org"]
    assert process(folder, "open", "one", "--file").code == 5
    write(folder, "two", "title: Two\nfile: gone.pdf\n")
    assert process(folder, "open", "two").code == 5
    assert not opened.exists()


def test_many_are_opened_only_with_a_yes(tmp_path: Path, opened: Path) -> None:
    """A query or stdin that names more than one entry needs --yes; --print opens nothing and needs none."""
    folder = library(tmp_path / "lib")
    for name in ("one", "two"):
        write(folder, name, f"title: T\nurl: https://x.org/{name}\n")
    for args, stdin in ((["--where", "has:url"], b""), (["-"], b"one\ntwo\n")):
        ran = process(folder, "open", *args, stdin=stdin)
        assert (ran.code, ran.out, "open 2 entries?" in ran.err) == (2, "", True)
        assert process(folder, "open", *args, "--print", stdin=stdin).code == 0
    assert process(folder, "open", "--where", "id:one", "--print").out == "https://x.org/one\n"
    assert not opened.exists()
    assert process(folder, "open", "--where", "has:url", "--yes").code == 0
    assert _argv(opened)[0] == "--new"
