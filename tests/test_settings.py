"""Where things are, what the user configured, and what is said where that makes no sense."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from readinglist.errors import UsageError
from readinglist.settings import (
    NoLibraryError,
    Settings,
    config_path,
    find_library,
    from_home,
    index_path,
    journal_folder,
    load_settings,
    today,
)
from tests.shelf import environ, shelf


def made(root: Path, name: str, *, list_file: bool = True) -> Path:
    """Make a library of that name."""
    folder = root / name
    (folder / "entries").mkdir(parents=True)
    if list_file:
        (folder / "entries" / "_list.yaml").write_text("name: L\n")
    return folder


def configured(root: Path, text: str) -> dict[str, str]:
    """Write the user's configuration; return the environment it is found in."""
    env = environ(root)
    config_path(env).parent.mkdir(parents=True, exist_ok=True)
    config_path(env).write_bytes(text.encode("utf-8", "surrogateescape"))
    return env


def test_the_order_of_finding_a_library(tmp_path: Path) -> None:
    """The option, the environment, the folders upward, the configuration, the data folder; then none."""
    names = {
        name: made(tmp_path, name) for name in ("option", "variable", "near", "config", "data/readinglist")
    }
    env = configured(tmp_path, f"library = '{names['config']}'\n")
    everywhere = env | {"READINGLIST_LIBRARY": str(names["variable"])}
    below = names["near"] / "entries"
    assert find_library(str(names["option"]), everywhere, below) == names["option"]
    assert find_library(None, everywhere, below) == names["variable"]
    assert find_library(None, env, below) == names["near"]
    assert find_library(None, env, tmp_path) == names["config"]
    assert find_library("", environ(tmp_path), tmp_path) == names["config"]
    config_path(env).unlink()
    assert find_library(None, env | {"READINGLIST_LIBRARY": ""}, tmp_path) == names["data/readinglist"]


def test_no_library(tmp_path: Path) -> None:
    """The message says how to make one; a named one without `entries/` is named."""
    made(tmp_path, "bare", list_file=False)
    with pytest.raises(NoLibraryError, match="no reading list here; make one with `readinglist init DIR`"):
        find_library(None, environ(tmp_path), tmp_path / "bare")
    for wrong in ("nowhere", "~nobody-of-that-name/x", "x" * 5_000, "a\x1bb"):
        with pytest.raises(UsageError, match="no reading list in") as caught:
            find_library(wrong, environ(tmp_path), tmp_path)
        assert str(caught.value).isprintable()
        assert not isinstance(caught.value, NoLibraryError)
    with pytest.raises(UsageError, match="no reading list in /gone"):
        find_library(None, configured(tmp_path, "library = '/gone'"), tmp_path)


def test_a_library_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde stands for it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = made(tmp_path, "papers")
    assert find_library("~/papers", {}, tmp_path) == folder


def test_folders_of_the_xdg_specification(tmp_path: Path) -> None:
    """As the variables say; relative ones are ignored, as the specification wants."""
    home = {"HOME": str(tmp_path)}
    assert config_path(home) == tmp_path / ".config/readinglist/config.toml"
    assert config_path(home | {"XDG_CONFIG_HOME": "relative"}) == config_path(home)
    assert config_path(home | {"XDG_CONFIG_HOME": "/x"}) == Path("/x/readinglist/config.toml")
    index = index_path(tmp_path, home)
    assert index
    assert index.is_relative_to(tmp_path / ".cache/readinglist")
    assert journal_folder(tmp_path, home).is_relative_to(tmp_path / ".local/state/readinglist")
    assert index_path(tmp_path, {"READINGLIST_NO_INDEX": "1"}) is None


def test_no_home_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the environment nor the system knows one, there is still no error."""

    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    assert config_path({}) == Path("/.config/readinglist/config.toml")


def test_each_library_has_its_own_place(tmp_path: Path) -> None:
    """However long or odd its path, reached by whichever link; different ones never share."""
    long = tmp_path / "/".join(["long" * 20] * 3)
    odd = tmp_path / os.fsdecode(b"caf\xe9 %2F\n")
    folders = [
        made(long, "a"),
        made(long, "b"),
        made(odd, "a"),
        made(tmp_path, "%2F"),
        made(tmp_path, "%252F"),
    ]
    keys = {journal_folder(folder, environ(tmp_path)).name for folder in folders}
    assert len(keys) == len(folders)
    assert all(len(os.fsencode(key)) <= 255 and "/" not in key for key in keys)
    (tmp_path / "link").symlink_to(folders[0])
    assert journal_folder(tmp_path / "link", {}) == journal_folder(folders[0], {})


def test_odd_paths_work(tmp_path: Path) -> None:
    """A library whose path is long, or no UTF-8, is read and indexed like any other."""
    for folder in (tmp_path / ("x" * 250) / ("y" * 250), tmp_path / os.fsdecode(b"caf\xe9")):
        folder.mkdir(parents=True)
        library = shelf(folder, a="title: A\n")
        assert library.find().ids == ["a"]
        assert library.search("a").total == 1


def test_the_configuration(tmp_path: Path) -> None:
    """Every setting is read; names we do not know are left for later versions."""
    env = configured(
        tmp_path,
        "library = '/l'\ncolumns = ['id', 'title']\nsort = '-date'\neditor = 'vi'\nopener = 'open'\nroots = ['/p']\nlater = 1\n"
        "[weights]\npriority = 2\nage = 0.5\n",
    )
    assert load_settings(env) == Settings(
        "/l", ("id", "title"), "-date", "vi", "open", ("/p",), {"priority": 2, "age": 0.5}
    )
    assert load_settings(environ(tmp_path / "none")) == Settings()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("library = ", "not valid TOML"), ("[", "not valid TOML"), ("\udcff", "not UTF-8"),
        ("library = 3", "library must be text in quotes; 3 is a number"),
        ("sort = ['-date']", 'sort must be fields in quotes, such as "-date,title"; it is a list'),
        ("columns = 'id'", 'columns must be a list of fields, such as .*; "id" is text'),
        ("columns = ['id', 1.5]", "columns must be .*; 1.5 is a number"),
        ("columns = [['id']]", "columns must be .*; it is a list"),
        ("roots = {a = 1}", "roots must be a list of folders, such as .*; it is a table"),
        ("editor = 2026-11-23", "editor must be text in quotes; 2026-11-23 is a date or time"),
        ("weights = 1", "weights must be a table of names with numbers; 1 is a number"),
        ("[weights]\nage = 1\nliked = 'x'", 'a table of names with numbers; liked: "x" is text'),
        ("[weights]\nliked = [1]", "a table of names with numbers; liked: it is a list"),
        ("weights = {b = 1, a = 'x\\u001b'}", 'weights must be .*; a: "x.*" is text'),
        ("weights = {a = true}", "weights must be .*; a: true is a yes or no"),
        ("weights = {pages = 1}", 'there is no weight "pages"; did you mean age'),
        ("weights = {age = 1e9}", "weights.age must be from 0 to 1000; it is 1000000000.0"),
    ],
)  # fmt: skip
def test_a_faulty_configuration(tmp_path: Path, text: str, reason: str) -> None:
    """One line with the file and what is wrong in it."""
    with pytest.raises(UsageError, match=reason) as caught:
        load_settings(configured(tmp_path, text))
    assert str(caught.value).startswith(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder in its place counts as none."""
    config_path(environ(tmp_path)).mkdir(parents=True)
    assert load_settings(environ(tmp_path)) == Settings()


def test_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the environment, else of the calendar."""
    assert today({"READINGLIST_TODAY": "2020-02-29"}) == date(2020, 2, 29)
    assert isinstance(today({"READINGLIST_TODAY": ""}), date)
    for wrong in ("2021-02-29", "tomorrow", "20200229", "2020-W01-1", "2020-02", "\x1b"):
        with pytest.raises(UsageError, match="which is no day; write YYYY-MM-DD") as caught:
            today({"READINGLIST_TODAY": wrong})
        assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("columns = ['foo']", 'columns names "foo", which is no field; fields are id, year, title'),
        ("columns = ['id', 'titel']", 'columns names "titel", which is no field; did you mean title?'),
        ("columns = ['']", 'columns names "", which is no field'),
        ("sort = '-ratng,date'", 'sort names "ratng", which is no field; did you mean rating?'),
        ("colums = ['id']", 'there is no setting "colums"; did you mean columns?'),
        ("Sort = 'date'", 'there is no setting "Sort"; did you mean sort?'),
    ],
)
def test_slips_in_the_configuration(tmp_path: Path, text: str, reason: str) -> None:
    """A misspelt setting or field is named with its file and what was meant."""
    env = configured(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_settings(env)
    assert str(caught.value).startswith(f"{config_path(env)}: {reason}")


def test_orders_that_make_sense(tmp_path: Path) -> None:
    """Fields, singular names, id and year, in either direction, are no slips."""
    assert load_settings(configured(tmp_path, "sort = '-year, author,,-id'")).sort == "-year, author,,-id"


def test_paths_from_the_home_folder() -> None:
    """What lies at home is told with `~`, other folders in full, always safely."""
    home = {"HOME": "/home/me"}
    assert from_home(Path("/home/me/a b"), home) == "~/a b"
    assert from_home(Path("/srv/x\x1b"), home) == "/srv/x^["
