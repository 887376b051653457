"""The long run of edits in short, and its judge: what it has to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from readinglist.model.entry import Entry
from readinglist.yamlfile import editing
from tests.long import breaking, edits
from tests.long.handmade import GONE, Change
from tests.long.judging import judged

if TYPE_CHECKING:
    from tests.long.judging import Verdict

ENTRY = Entry(id="x", title="T")


def test_changes_of_files_in_many_hands() -> None:
    """None is wrong, no comment is lost, nothing else changes, and hardly anything is refused."""
    tally = edits.tally_of(1_000, seed=30_000_000)

    assert (tally.wrong, tally.lost, tally.outside) == ([], [], 0), "\n".join(tally.report())
    assert tally.refused.total() <= edits.MOST_REFUSED * tally.tried
    assert tally.done.total() > 850
    assert tally.comments > 2_000
    assert tally.report()[1].endswith("gave the same bytes")


def test_figures_say_what_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A splice that nobody proves is noticed in the figures."""
    assert edits.run(50, 300)[-1] == "kept"
    monkeypatch.setattr(edits, "change_entry", lambda data, before, after: data + b"# more\n")
    assert edits.run(50, 300)[-1] == "NOT KEPT"


BEFORE = """\
# head
title: 'T'   # on it
no: "x"

tags:
  - a  # first
  - 'b'
  # above c
  - c
status: unread
"""
GOOD = BEFORE.replace("unread", "read")
NOTICED: list[tuple[str, str, str]] = [
    ("other data", GOOD.replace('"x"', '"y"'), "data of no"),
    ("not what was wanted", BEFORE.replace("unread", "reading"), "data of status"),
    ("key lost", GOOD.replace('no: "x"\n', ""), "data of no"),
    ("key more", GOOD + "more: x\n", "data of more"),
    ("order of keys", GOOD.replace('no: "x"\n', "") + 'no: "x"\n', "order of keys"),
    ("no YAML", GOOD + "- x\n", "PyYAML does not read it"),
    ("a key in quotes", GOOD.replace("no:", '"no":'), "spelling of the key no"),
    ("line ends", GOOD.replace("read\n", "read\r\n"), "line ends of another sort"),
    ("the last line end", GOOD.removesuffix("\n"), "the last line end"),
    ("quotes elsewhere", GOOD.replace('"x"', "'x'"), "outside"),
    ("a blank line", GOOD.replace("\n\n", "\n"), "outside"),
    ("spaces elsewhere", GOOD.replace("   # on it", " # on it"), "outside"),
    ("a comment lost", GOOD.replace("  # first", ""), "lost # first"),
    ("a comment moved", GOOD.replace("# head\n", "").replace("read\n", "read # head\n"), "lost # on it"),
    ("a comment more", GOOD.replace("'b'", "'b' # new"), "outside"),
]


@pytest.mark.parametrize(("after", "words"), [row[1:] for row in NOTICED], ids=[row[0] for row in NOTICED])
def test_judge_notices(after: str, words: str) -> None:
    """Whatever a broken edit does, the judge says so."""
    assert words in told(BEFORE, after, status="read")


def test_judge_takes_what_is_right() -> None:
    """What was asked for, and nothing else, is no fault; nor are comments that go with what they stood beside."""
    assert told(BEFORE, GOOD, status="read") == ""
    without = BEFORE.replace("  - a  # first\n", "")
    assert told(BEFORE, without, lost={"tags": [0]}, tags=["b", "c"]) == "gone # first"
    without = BEFORE[: BEFORE.index("tags")] + "status: unread\n"
    assert told(BEFORE, without, tags=GONE) == "gone # first, gone # above c"


@pytest.mark.parametrize(
    ("kind", "after", "words"),
    [
        ("add an item", BEFORE.replace("  - c\n", "  - c\n  - d\n"), ""),
        ("add an item", BEFORE.replace("  - c\n", "  - 'c'\n  - d\n"), "spelling of the items of tags"),
        ("add an item", BEFORE.replace("  - c\n", "  - c\n\n  - d\n"), "2 lines more"),
        ("add an item", BEFORE.replace("  - c\n", "  - c\n  - 12\n"), "taken for {'int'}"),
        (
            "add an item",
            BEFORE.replace("  # above c\n", "").replace("- c\n", "- c\n  - d\n"),
            "lost # above c",
        ),
    ],
)
def test_judge_of_items(kind: str, after: str, words: str) -> None:
    """An item more is a line more, and the others stay as they are written."""
    last = "12" if "- 12" in after else "d"
    assert words in told(BEFORE, after, kind=kind, lost={"tags": []}, tags=["a", "b", "c", last])


def test_judge_of_places() -> None:
    """A new key stands where the table has it, another one at the end; a number of ours stays text elsewhere."""
    assert told(BEFORE, BEFORE.replace("no:", "venue: V\nno:"), venue="V") == ""
    assert "place of a new key" in told(BEFORE, BEFORE + "venue: V\n", venue="V")
    assert "not at the end" in told(BEFORE, BEFORE.replace("no:", "mine: V\nno:"), mine="V")
    assert "taken for" in told(BEFORE, BEFORE + "mine: 12\n", mine="12")
    assert told(f"\ufeff{BEFORE}", BEFORE + "mine: V\n", mine="V") == "the byte order mark"


def told(
    before: str, after: str, *, kind: str = "", lost: dict[str, list[int]] | None = None, **wanted: Any
) -> str:
    """Return what the judge says of two texts, in words."""
    verdict: Verdict = judged(before, after, Change(kind, ENTRY, wanted, lost or {}))
    words = [*verdict.wrong, *(f"lost {each}" for each in verdict.lost)]
    words += [f"gone {each}" for each in verdict.gone] + (["outside"] if verdict.outside else [])
    return ", ".join(words)


def test_broken_splices_never_get_through() -> None:
    """Whatever the splicer proposes, what is written says what was asked for, and nothing else went or changed."""
    figures = breaking.run(400, 0)

    assert figures[-1] == "kept", "\n".join(figures)
    assert figures[0].startswith("400 changes")


def test_what_gets_through_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the proof the same run finds wrong files."""
    monkeypatch.setattr(editing, "objection", lambda claim, page: "")

    assert breaking.run(40, 0)[-1] == "NOT KEPT"
