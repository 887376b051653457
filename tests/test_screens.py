"""Screens as they are kept under `tests/screens/`, and what holds for all of them at every width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from readinglist.model.fields import STATUSES
from readinglist.render.columns import GLYPHS
from tests.captures import COMMANDS, WIDTHS, as_kept, kept_file, keyed_screens, list_for_screens, screens
from tests.program import here
from tests.surroundings import clear
from tests.terminal import cells, plain

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "https://example.org/papers/yamada-2019"
# Bold, dim, italic, underlined; green, magenta, cyan: what can be read on dark and on light.
SEEN_ON_BOTH = {"0", "1", "2", "3", "4", "32", "35", "36"}
LINKED = ("today", "list", "show", "search")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the list, with a home of its own."""
    root = tmp_path_factory.mktemp("screens")
    with pytest.MonkeyPatch.context() as patch:
        clear(patch, root)
        return list_for_screens(root / "list")


@pytest.fixture(scope="module")
def shown(folder: Path) -> dict[int, dict[str, str]]:
    """Return all screens at all widths, and at one more that is not kept."""
    with pytest.MonkeyPatch.context() as patch:
        clear(patch, folder.parent)
        return {width: screens(folder, width) for width in (*WIDTHS, 60)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_screen_is_as_it_was_kept(shown: dict[int, dict[str, str]], command: str, width: int) -> None:
    """After a change that is meant: `python -m tests.refresh tests/screens`, and read the difference."""
    assert as_kept(shown[width][command]) == kept_file(command, width).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_screen_with_keys_is_as_it_was_kept(folder: Path, width: int) -> None:
    """What waits for keys shows as well what it did, and fits."""
    for command, screen in keyed_screens(folder, width).items():
        assert as_kept(screen) == kept_file(command, width).read_text(encoding="utf-8")
        assert max(map(cells, screen.split("\n"))) <= width


@pytest.mark.parametrize("width", [*WIDTHS, 60])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_screen_fits(shown: dict[int, dict[str, str]], command: str, width: int) -> None:
    """No line is wider than the terminal, wide letters counted as two and marks as none."""
    lines = plain(shown[width][command]).splitlines()
    assert lines
    assert [line for line in lines if cells(line) > width] == []


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("command", ["list", "search"])
def test_columns_stand_in_line(shown: dict[int, dict[str, str]], command: str, width: int) -> None:
    """Each line goes on where the headings of its columns are, whatever letters stand before."""
    _, heads, rest = as_kept(shown[width][command]).partition("status ")  # a remark may stand above
    head, *lines = f"{heads}{rest}".splitlines()
    starts = [cells(head[: match.start()]) for match in re.finditer(r"\S+", head)]
    for line in lines[:-1] if lines[-1].endswith("shows all)") else lines:
        places = {cells(line[: match.start()]): match[0] for match in re.finditer(r"(?<!\S)\S+", line)}
        assert min(places) in starts, line
        for start in starts[1:]:
            assert cells(line) <= start or _before(line, start).endswith("  "), line


def _before(line: str, columns: int) -> str:
    """Return the beginning of a line that takes so many columns."""
    return next(line[:end] for end in range(len(line) + 1) if cells(line[:end]) == columns)


@pytest.mark.parametrize("width", [*WIDTHS, 60])
def test_a_status_is_a_sign_and_a_word(shown: dict[int, dict[str, str]], width: int) -> None:
    """Neither colours nor signs alone have to be understood."""
    text = as_kept(shown[width]["list"])
    assert [status for status in STATUSES if status not in text or GLYPHS[status] not in text] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_colours_can_be_read_on_dark_and_light(shown: dict[int, dict[str, str]], width: int) -> None:
    """Only names of the terminal's own palette that differ from both grounds."""
    codes = {code for text in shown[width].values() for code in re.findall(r"\x1b\[([\d;]*)m", text)}
    assert {each for code in codes for each in code.split(";")} <= SEEN_ON_BOTH


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_without_colours(folder: Path, shown: dict[int, dict[str, str]], environ: dict[str, str]) -> None:
    """The same screens without a single escape."""
    bare = screens(folder, 80, {"HOME": str(folder.parent), **environ})
    assert "\x1b" not in "".join(bare.values())
    assert [name for name in COMMANDS if as_kept(bare[name]) != as_kept(shown[80][name])] == []


@pytest.mark.parametrize("command", LINKED)
def test_titles_are_links(shown: dict[int, dict[str, str]], command: str) -> None:
    """A title leads to the page of its entry; an address that is not in plain characters is no link."""
    for width in WIDTHS:
        text = shown[width][command]
        assert text.count("\x1b]8;id=") == text.count("\x1b]8;;\x1b\\") > 0
        assert "not-ascii\x1b" not in text
        assert (f";{PAGE}\x1b\\" in text) is (command != "search")


def test_a_pipe_gets_no_links(folder: Path) -> None:
    """Nor any other escape."""
    for command in COMMANDS.values():
        assert "\x1b" not in here(folder, *command.split()).out
