"""What to read now, out of a library: what is left, what was liked, one's own pace and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.errors import UsageError
from readinglist.library import Library
from readinglist.reading.next import WEIGHTS
from tests.shelf import environ, shelf, without_index

if TYPE_CHECKING:
    from pathlib import Path

READ = "title: Whales\nareas: [Sea]\nstatus: read\nrating: 5\nlog:\n  - {date: 2026-11-20, event: finish}\n"
FILES = {
    "whales": READ,
    "more": "title: More of the whale\nareas: [Sea]\n",
    "land": "title: Otters\nareas: [Land, Sea]\n",
    "begun": "title: Herons\nstatus: reading\npages: 9\nlog:\n  - {date: 2026-11-12, pages: 1-4, minutes: 20}\n",
    "given-up": "title: Newts\nstatus: dropped\n",
    "skimmed": "title: Eels\nstatus: skimmed\n",
    "maybe": "title: Maybe\nstatus: candidate\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a small list with something of every sort."""
    return shelf(tmp_path, **FILES)


def test_what_is_left(library: Library) -> None:
    """Unread and being read, unless a query asks for a status."""
    assert set(library.next().ids) == {"more", "land", "begun"}
    assert set(library.next("is:read,skimmed").ids) == {"whales", "skimmed"}
    assert set(library.next("-status:unread OR tag:x").ids) == {
        "whales",
        "begun",
        "given-up",
        "skimmed",
        "maybe",
    }
    assert library.next("area:sea").ids == ["more", "land"]
    assert library.next("area:nothing").ids == []


def test_points_and_reasons(library: Library) -> None:
    """Each part by hand, where the day is 2026-11-22."""
    found = {each.entry.id: each for each in library.next()}
    begun, land, more = (found[each] for each in ("begun", "land", "more"))
    assert begun.points["started"] == round(25 * (1 + 10 / 14) / 2, 2)
    assert land.points["neglected"] == round(10 * (1 + 2 / 42) / 2, 2)
    assert land.reasons["neglected"] == "Land not read yet, Sea read 2 days ago"
    assert more.points["liked"] > 0 == land.points["liked"]
    assert more.reasons["liked"] == "shares whales with what you rated 4 or 5"
    assert "minutes" not in more.points
    assert all(each.score == round(sum(each.points.values()), 2) for each in found.values())


def test_ones_own_pace(library: Library) -> None:
    """Five minutes a page, of which five are left."""
    found = next(iter(library.next("id:begun", minutes=25)))
    assert found.points["minutes"] == WEIGHTS["minutes"]
    assert found.reasons["minutes"] == "5 pages left, about 25 minutes"


def test_the_same_without_an_index(library: Library, tmp_path: Path) -> None:
    """Entries, points and reasons."""
    assert list(without_index(tmp_path).next(minutes=10)) == list(library.next(minutes=10))


def test_a_limit(library: Library) -> None:
    """The first so many, and how many there are; how many have the first one's score."""
    found = library.next(limit=1)
    assert (len(found), found.total, found.level) == (1, 3, 1)


def _configured(root: Path, text: str) -> Library:
    folder = root / "config" / "readinglist"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return Library(root, environ(root))


def test_ones_own_weights(library: Library) -> None:
    """What is named changes, all else stays; a part of no weight brings no points."""
    own = _configured(library.folder, "[weights]\nstarted = 0\nneglected = 90.5\n")
    assert own.weights == WEIGHTS | {"started": 0, "neglected": 90.5}
    assert own.next().ids[0] == "land"
    assert {each.points["started"] for each in own.next()} == {0}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prioritty = 2", 'there is no weight "prioritty"; did you mean priority?'),
        ("x = 2", 'there is no weight "x"; weights are started, priority, minutes, liked, age, neglected'),
        ("age = -1", "weights.age must be from 0 to 1000; it is -1"),
        ("age = nan", "weights.age must be from 0 to 1000; it is nan"),
        ("age = inf", "weights.age must be from 0 to 1000; it is inf"),
    ],
)
def test_weights_that_make_no_sense(library: Library, text: str, told: str) -> None:
    """They are told with the file, before anything is shown."""
    with pytest.raises(UsageError) as caught:
        _configured(library.folder, f"[weights]\n{text}\n").next()
    assert str(caught.value).endswith(told)
    assert "config.toml" in str(caught.value)


def test_nothing_is_near_to_itself(tmp_path: Path) -> None:
    """What was rated high and is to be read again goes by others that were."""
    again = FILES["whales"].replace("read\nrating", "unread\nrating")
    for folder in "ab":
        (tmp_path / folder).mkdir()
    alone = next(iter(shelf(tmp_path / "a", whales=again, more=FILES["more"]).next("id:whales")))
    assert (alone.points["liked"], alone.reasons["liked"]) == (0, "nothing else is rated 4 or 5 yet")
    other = FILES["more"] + "status: read\nrating: 4\n"
    found = next(iter(shelf(tmp_path / "b", whales=again, more=other, last=FILES["more"]).next("id:whales")))
    assert found.points["liked"] > 0
    assert found.reasons["liked"] == "shares whale with what you rated 4 or 5"
