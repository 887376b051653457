"""What is read without the parser is what the parser reads; and most files need no parser."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.yamlfile import everyday, tree
from readinglist.yamlfile.everyday import values_of
from readinglist.yamlfile.faults import BrokenEntry, Unreadable
from readinglist.yamlfile.reading import read_entry
from readinglist.yamlfile.source import text_of
from tests.test_yamlfile_random import DAMAGE

SAMPLE = sorted((Path(__file__).parent.parent / "entries").glob("[!_]*.yaml"))
LINES = (
    "title: Plain words", "title: 'it''s: quoted'", 'venue: "double # quoted"', "date: 2017-07", "et_al: true", "doi:",
    "url: https://x.org/a:b#c", "venue: a: b", "venue: a #b", "venue: a:", "venue: null", "venue: ~", "venue: ''",
    "tags: [a, b c]", "tags: []", "tags: [a,b, 2.5]", "tags: [a, ]", "tags: [a: b]", "tags: ['a', b]", "tags: [null]",
    "authors:", "  - Ann Bee", "  - 'O''Neil'", "  - a: b", "  - null", "- flush", "    - deep", "  -  two spaces",
    "summary: >-", "notes: |", "notes: >", "notes: |+", "notes: >2", "  one line", "  another", "   more", "", " ",
    "  # no comment", "# comment", "---", "...", "  key: value", "%TAG", "{a: b}", "title: &x y", "tags: *x", "x: !!str y",
    "title: x", "Title: é ü", "no: yes", "1: one", "a-b: c", "кл: юч", "title: nbsp\xa0x", "title: ls\u2028x", "log:",
    "  - {date: 2017-07-01, event: start}", "title: tab\tx", "title: trailing ", "'quoted': key", "? x", "<<: y",
)  # fmt: skip


def agree(text: str) -> bool:
    """Tell whether the text was read without the parser; what it says must be what the parser says."""
    try:
        found = values_of(text_of(text.encode()))
    except Unreadable:
        return False
    if found is None:
        return False
    assert list(found.items()) == list(tree.build(text).value.items())  # type: ignore[union-attr]
    return True


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_shipped_list(path: Path) -> None:
    """Every file of it says the same to both."""
    agree(path.read_text(encoding="utf-8"))


def test_most_files_need_no_parser() -> None:
    """Nearly all of the shipped list is in everyday form."""
    assert sum(agree(path.read_text(encoding="utf-8")) for path in SAMPLE) > 0.9 * len(SAMPLE)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9).map(lambda lines: "".join(f"{line}\n" for line in lines)))
@example("notes: |\n  a\n\n\n  b\n\nvenue: x\n")
@example("notes: >\n  a\n\n\n  b\n\nvenue: x\n")
@example("notes: >-\n  a\n  b\n   c\n")
@example("notes: |\n\n  a\n")
@example("authors:\n  - a\n\n  - b\n")
@example("authors:\n  - a\n    b\n")
@example("title: a\n  b\n")
@example("title: 'a\n  b'\n")
@example("a: x\na: y\n")
@example("a: x")
def test_lines_in_any_order(text: str) -> None:
    """Where it is sure, it is right; what YAML does not take, it never takes."""
    agree(text)


def test_damaged_files() -> None:
    """A sign too many or too few is left to the parser, or means nothing."""
    dice = random.Random(4)  # noqa: S311 - chance for tests, not for secrets
    texts = [path.read_text(encoding="utf-8")[:400] + "\n" for path in SAMPLE]
    read = 0
    for _ in range(1500):
        text = dice.choice(texts)
        place = dice.randrange(len(text))
        text = text[:place] + dice.choice(DAMAGE) + text[place + dice.randrange(2) :]
        read += agree(text)
    assert read > 100


def test_a_long_file_is_left_to_the_parser() -> None:
    """It may have more parts than an entry can have, which only the parser counts."""
    assert values_of("title: x\n" + "a" * 40_000 + ": y\n") is None
    with pytest.raises(BrokenEntry, match="more parts than an entry can have"):
        read_entry("a", b"title: x\ntags:\n" + b"  - a\n" * 60_000)


def test_what_is_wrong_is_told_with_its_line() -> None:
    """Values that are no entry's are named as ever."""
    with pytest.raises(BrokenEntry) as broken:
        read_entry("a", b"venue: x\nrating: 9\nstatus: odd\n")
    assert [(fault.line, fault.reason) for fault in broken.value.faults] == [
        (3, 'status "odd" is not one that there is'),
        (2, "rating 9 is out of range"),
        (1, "no title"),
    ]


def test_the_parser_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An everyday file is read where PyYAML would fail; asked for PyYAML's own parser, that one is taken."""
    monkeypatch.setattr(tree, "events", None)
    assert read_entry("a", b"title: x\n").title == "x"
    with pytest.raises(TypeError):
        read_entry("a", b"title: x\n", pure=True)
    monkeypatch.setattr(everyday, "_LONGEST", 3)
    with pytest.raises(TypeError):
        read_entry("a", b"title: x\n")
