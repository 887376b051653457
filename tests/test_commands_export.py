"""`export`: groups, a part of a page brought up to date, options that a format does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, write

if TYPE_CHECKING:
    from pathlib import Path

BEGIN, END = "<!-- readinglist:begin -->", "<!-- readinglist:end -->"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library of three papers, one with two tags, one with none."""
    root = library(tmp_path / "lib")
    write(root, "one", "title: One\ntags: [x, y]\nstatus: read\n")
    write(root, "two", "title: Two\ntags: [y]\n")
    write(root, "three", "title: Three\n")
    return root


def test_groups(folder: Path) -> None:
    """Headings are the values of the field, an entry stands under each of its own, the rest at the end."""
    ran = here(folder, "export", "--group-by", "tag", "--sort", "title")
    assert ran.out.splitlines()[1:] == (
        [
            "",
            "## y",
            "",
            "- One — read",
            "- Two",
            "",
            "## x",
            "",
            "- One — read",
            "",
            "## Others",
            "",
            "- Three",
        ]
    )
    assert ran.code == 0


def test_a_page_is_updated_between_its_markers(folder: Path, tmp_path: Path) -> None:
    """What I wrote around the list stays, and a list that is the same is not written again."""
    page = tmp_path / "page.md"
    page.write_bytes(f"# Mine\r\n\r\n{BEGIN}\r\n{END}\r\nbye".encode())
    ran = here(folder, "export", "is:read", "--update", "-o", str(page))
    assert (ran.code, ran.err) == (0, f"updated {page}: 1 entry\n")
    assert page.read_bytes() == (
        f"# Mine\r\n\r\n{BEGIN}\r\n\r\n## Undated\r\n\r\n- One — read\r\n\r\n{END}\r\nbye".encode()
    )
    stamp = page.stat().st_mtime_ns, page.stat().st_ino
    again = here(folder, "export", "is:read", "--update", "-o", str(page))
    assert again.err == f"{page} is up to date: 1 entry\n"
    assert (page.stat().st_mtime_ns, page.stat().st_ino) == stamp


def test_a_page_that_is_not_there_yet(folder: Path, tmp_path: Path) -> None:
    """It begins with the markers, so that the next run updates it."""
    page = tmp_path / "new.md"
    assert here(folder, "export", "--update", "--sort", "title", "-o", str(page)).code == 0
    assert page.read_text() == f"{BEGIN}\n\n- One — read\n- Three\n- Two\n\n{END}\n"
    assert "up to date" in here(folder, "export", "--update", "--sort", "title", "-o", str(page)).err


def test_a_page_where_nothing_matches(folder: Path, tmp_path: Path) -> None:
    """What matched before is no longer in it, the rest stays, and the exit code tells; no page is begun."""
    page = tmp_path / "page.md"
    page.write_text(f"# Mine\n{BEGIN}\n\n- Old\n\n{END}\nbye\n")
    ran = here(folder, "export", "tag:none", "--update", "-o", str(page))
    assert (ran.code, page.read_text()) == (1, f"# Mine\n{BEGIN}\n\n{END}\nbye\n")
    assert ran.err.endswith(f"\nupdated {page}: 0 entries\n")
    ran = here(folder, "export", "tag:none", "--update", "-o", str(tmp_path / "new.md"))
    assert (ran.code, (tmp_path / "new.md").exists()) == (1, False)
    assert ran.err.endswith(f"{tmp_path / 'new.md'} is not written\n")


def test_a_page_without_markers_stays(folder: Path, tmp_path: Path) -> None:
    """It is refused with what to write into it."""
    page = tmp_path / "page.md"
    for text in (b"# Mine\n", b"\xff"):
        page.write_bytes(text)
        ran = here(folder, "export", "--update", "-o", str(page))
        assert (ran.code, ran.out) == (5, "")
        assert ran.err.startswith(f"readinglist: {page}: it ")
        assert page.read_bytes() == text
    ran = here(folder, "export", "--update", "--format", "markdown", "-o", str(tmp_path))
    assert (ran.code, ran.err) == (5, f"readinglist: {tmp_path}: not a regular file\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--raw"], "markdown has no --raw; it is for csv"),
        (["--format", "json", "--group-by", "tag"], "json has no --group-by; it is for "),
        (["--format", "csv", "--update", "-o", "x.csv"], "csv has no --update; it is for markdown"),
        (["--update"], "--update needs a file; name it with -o"),
        (["--update", "-o", "-"], "--update needs a file; name it with -o"),
        (["--format", "doc"], 'there is no format "doc"'),
        (["-o", ""], "--output is empty; name a file; - is stdout"),
        (["--output", " "], "--output is empty"),
    ],
)
def test_options_that_make_no_sense(folder: Path, args: list[str], told: str) -> None:
    """An option that would do nothing is no option of that format."""
    ran = here(folder, "export", *args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_raw_cells(folder: Path) -> None:
    """Formulas are guarded unless they are asked for as they are."""
    write(folder, "four", "title: =1+1\n")
    assert "four,'=1+1" in here(folder, "export", "--format", "csv").out
    assert "four,=1+1" in here(folder, "export", "--format", "csv", "--raw").out
