"""`config`: every setting, and what named it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from readinglist.cli import main
from readinglist.reading.next import WEIGHTS
from readinglist.settings import Settings
from tests.program import here, library
from tests.terminal import cells, on_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library."""
    return library(tmp_path / "lib", one="One")


def _configured(home: Path, text: str) -> None:
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def _found(capsys: pytest.CaptureFixture[str], *args: str) -> Mapping[str, tuple[object, str]]:
    assert main([*args, "config", "--json"]) == 0
    return {each["name"]: (each["value"], each["from"]) for each in json.loads(capsys.readouterr().out)}


def test_defaults(
    lib: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any configuration each setting has its default."""
    monkeypatch.setenv("PATH", str(lib))
    found = _found(capsys, "-L", str(lib))
    assert found["library"] == (str(lib), "--library")
    assert found["configuration"] == (str(home / ".config/readinglist/config.toml"), "default, not there")
    assert found["index"][1] == found["journal"][1] == "default"
    assert str(found["index"][0]).startswith(str(home / ".cache"))
    assert str(found["journal"][0]).startswith(str(home / ".local/state"))
    assert found["columns"] == (["status", "id", "date", "authors", "title"], "default")
    assert found["sort"] == ("-date", "default")
    assert found["editor"] == (None, "default")
    assert found["opener"] == (None, "default, the system's")
    assert found["roots"] == ([], "default")
    assert found["color"] == ("auto", "default")
    assert found["today"] == ("2026-11-23", "$READINGLIST_TODAY")


def test_configured(
    lib: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file says is shown as coming from it."""
    _configured(
        home,
        f'library = "{lib}"\ncolumns = ["id", "title"]\nsort = "title"\neditor = "ed -s"\nopener = "firefox"\n'
        'roots = ["~/pdfs"]\n',
    )
    monkeypatch.chdir(home)
    found = _found(capsys)
    assert found["configuration"][1] == "default"
    assert found["library"] == (str(lib), "config.toml")
    wanted = {"columns": ["id", "title"], "sort": "title", "editor": "ed -s", "opener": "firefox", "roots": ["~/pdfs"]}  # fmt: skip
    assert {name: found[name] for name in wanted} == {
        name: (value, "config.toml") for name, value in wanted.items()
    }
    ran = here(lib, "config")
    assert "\ncolumns\tid, title\tconfig.toml\n" in ran.out


def test_the_environment(
    lib: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables are named where they decide; relative folders in them do not."""
    for name, value in {
        "READINGLIST_LIBRARY": str(lib), "XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_CACHE_HOME": "relative", "XDG_STATE_HOME": str(tmp_path / "s"),
        "EDITOR": "nano -w", "NO_COLOR": "1", "READINGLIST_NO_INDEX": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    found = _found(capsys)
    assert found["library"] == (str(lib), "$READINGLIST_LIBRARY")
    assert found["configuration"][1] == "$XDG_CONFIG_HOME, not there"
    assert found["index"] == ("in memory", "$READINGLIST_NO_INDEX")
    assert found["journal"][1] == "$XDG_STATE_HOME"
    assert found["editor"] == ("nano -w", "$EDITOR")
    assert found["color"] == ("never", "$NO_COLOR")
    monkeypatch.setenv("VISUAL", "vim")
    monkeypatch.delenv("READINGLIST_NO_INDEX")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("READINGLIST_TODAY")
    found = _found(capsys)
    assert (found["editor"], found["index"][1]) == (("vim", "$VISUAL"), "default")
    assert (found["color"], found["today"][1]) == (("never", "$TERM"), "the clock")
    assert _found(capsys, "--color", "always")["color"] == ("always", "--color")


def test_the_default_editor(
    lib: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where none is named, the one that would be started."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "nano").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert _found(capsys, "-L", str(lib))["editor"] == (str(tmp_path / "bin" / "nano"), "default")


def test_where_a_library_is_near(
    lib: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder itself, one above, or the default one."""
    monkeypatch.chdir(lib)
    assert _found(capsys)["library"] == (str(lib), "the folder it was called in")
    monkeypatch.chdir(lib / "entries")
    assert _found(capsys)["library"] == (str(lib), "a folder above")
    monkeypatch.chdir("/")
    default = library(home / ".local/share/readinglist")
    assert _found(capsys)["library"] == (str(default), "default")


def test_without_a_library(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All the rest is shown; a folder that is none is named."""
    monkeypatch.chdir(home)
    found = _found(capsys)
    assert found["library"] == (None, "there is no reading list here")
    assert found["index"] == found["journal"] == (None, "no library")
    assert _found(capsys, "-L", "/nowhere")["library"] == (None, "no reading list in /nowhere")


def test_nothing_is_left_out(lib: Path) -> None:
    """Each name that the configuration file takes has its line."""
    names = [line.split("\t")[0] for line in here(lib, "config").out.splitlines()]
    weights = {f"weights.{name}" for name in WEIGHTS}
    assert {*Settings._fields} - {"weights"} | weights <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["sort = 3\n", "library = [\n"])
def test_a_faulty_file_is_named(
    lib: Path, home: Path, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What holds without the file is shown, then in one line what is wrong with it."""
    _configured(home, text)
    monkeypatch.setenv("VISUAL", "vim")
    ran = here(lib, "config")
    assert ran.code == 2
    assert re.fullmatch(r"readinglist: /.*/config.toml: .*\n", ran.err)
    lines = ran.out.splitlines()
    assert lines[0].endswith("config.toml\tdefault, wrong")
    assert {f"library\t{lib}\t--library", "sort\t-date\tdefault", "editor\tvim\t$VISUAL"} <= set(lines)
    monkeypatch.chdir(home)
    assert main(["config", "--json"]) == 2
    found = {each["name"]: each["from"] for each in json.loads(capsys.readouterr().out)}
    assert found["library"] == "config.toml is wrong"


def test_all_faults_are_named(lib: Path, home: Path) -> None:
    """Each on a line of its own; other commands stop at the first."""
    _configured(home, 'sort = "foo"\ncolums = ["id"]\neditor = 3\n')
    wanted = ['sort names "foo"', 'there is no setting "colums"', "editor must be text in quotes"]
    for command, faults in (("config", wanted), ("list", wanted[:1])):
        ran = here(lib, command)
        assert ran.code == 2
        told = [line.partition("config.toml: ")[2] for line in ran.err.splitlines()]
        assert [line[: len(fault)] for line, fault in zip(told, faults, strict=True)] == faults


def test_a_setting_of_the_wrong_kind(lib: Path, home: Path) -> None:
    """It says what the setting must be, and what it is."""
    _configured(home, "sort = 3\n")
    wanted = 'config.toml: sort must be fields in quotes, such as "-date,title"; 3 is a number\n'
    assert here(lib, "config").err.endswith(wanted)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_on_a_terminal(lib: Path, width: int) -> None:
    """Paths are whole, whatever the width; all the rest fits."""
    shown = on_terminal(["config"], lib, width=width)
    assert shown.code == 0
    assert [line for line in shown.lines if cells(line) > width and "/" not in line] == []
    assert any(line.split() == ["sort", "-date", "default"] for line in shown.lines)
    for line in here(lib, "config").out.splitlines()[:4]:
        path = line.split("\t")[1]
        assert path
        assert any(path in line for line in shown.lines)
