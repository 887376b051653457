"""`cite` prints references, or copies them."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from tests.program import COMMAND, here, library, process, write
from tests.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

_PPO = """title: PPO
paper_title: Proximal Policy Optimization
date: 2017-07
authors: [John Schulman, Filip Wolski]
et_al: true
venue: arXiv
arxiv: '1707.06347'
tags: [ppo]
summary: About it.
takeaway: It works.
"""
# No clipboard but that of the terminal in which the command runs.
_ALONE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "TMUX": "", "STY": ""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a library with a paper and a book."""
    made = library(tmp_path / "lib")
    write(made, "ppo", _PPO)
    write(made, "book", "title: A_B\nkind: book\nvenue: MIT Press\nurl: https://x.org/b\n")
    return made


def test_bibtex_is_the_usual(folder: Path) -> None:
    """Without abstract, keywords and takeaway, which are no part of a reference."""
    ran = here(folder, "cite", "ppo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "@misc{ppo,\n  author = {Schulman, John and Wolski, Filip and others},\n"
        "  title = {{Proximal Policy Optimization}},\n  howpublished = {arXiv},\n  year = {2017},\n  month = jul,\n"
        "  eprint = {1707.06347},\n  archiveprefix = {arXiv},\n  url = {https://arxiv.org/abs/1707.06347},\n}\n"
    )


def test_keys(folder: Path) -> None:
    """One a line, in the order of the REFs."""
    assert here(folder, "cite", "--format", "key", "ppo", "book").out == "ppo\nbook\n"


def test_markdown(folder: Path) -> None:
    """A line for each: who, what, where, when."""
    assert here(folder, "cite", "--format", "markdown", "ppo", "book").out == (
        "John Schulman, Filip Wolski, et al. [Proximal Policy Optimization](https://arxiv.org/abs/1707.06347). "
        "*arXiv*, Jul 2017.\n[A\\_B](https://x.org/b). *MIT Press*.\n"
    )


def test_other_formats(folder: Path) -> None:
    """CSL-JSON is an array, RIS a record for each; endings of files are names as well."""
    assert [item["id"] for item in json.loads(here(folder, "cite", "--format", "csl-json", "ppo").out)] == [
        "ppo"
    ]
    assert here(folder, "cite", "--format", "RIS", "ppo").out.count("ER  - ") == 1
    assert here(folder, "cite", "--format", "bib", "ppo").out == here(folder, "cite", "ppo").out


@pytest.mark.parametrize("name", ["json", "csv", "x\x1b[1m", ""])
def test_formats_that_are_none(folder: Path, name: str) -> None:
    """What there is to choose from is named."""
    ran = here(folder, "cite", "--format", name, "ppo")
    assert (ran.code, ran.out) == (2, "")
    styles = "; pandoc makes any style of them, as docs/citing.md shows\n"
    assert ran.err.endswith(f"; one of bibtex, key, markdown, csl-json, ris{styles}")
    assert "\x1b" not in ran.err


def test_queries_and_stdin(folder: Path) -> None:
    """`--where` and `-` stand for REFs; broken files are named."""
    write(folder, "broken", "title: [\n")
    ran = here(folder, "cite", "--format", "key", "--where", "has:title")
    assert (ran.code, ran.out) == (0, "book\nppo\n")
    assert "skipped entries/broken.yaml" in ran.err
    assert process(folder, "cite", "--format", "key", "-", stdin=b"ppo\n").out == "ppo\n"
    assert here(folder, "cite", "--where", "tag:none").code == 1
    assert here(folder, "cite", "no-such-entry").code == 3


def test_copying_on_a_terminal(folder: Path) -> None:
    """The terminal is told, wherever stdout leads; nothing is printed, and a remark says what was copied."""
    shown = on_terminal(["cite", "--copy", "--format", "key", "ppo"], folder, environ=_ALONE)
    assert shown.code == 0
    assert shown.text == f"\x1b]52;c;{b64encode(b'ppo').decode()}\x07readinglist: copied the key of ppo\n"
    command = ("/bin/sh", "-c", '"$@" > out', "sh")
    args = [*COMMAND, "cite", "--copy", "ppo", "book"]
    shown = on_terminal(args, folder, environ=_ALONE, command=command)
    assert shown.text.endswith("\x07readinglist: copied the BibTeX of 2 entries\n")
    assert (folder / "out").read_bytes() == b""


def test_copying_without_a_clipboard(folder: Path) -> None:
    """Where there is none, nothing is printed in its place."""
    ran = process(folder, "cite", "--copy", "ppo", environ={**_ALONE, "TERM": "dumb"})
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        "readinglist: no clipboard is in reach; a terminal, wl-copy, xclip or xsel would have one\n"
    )
