"""Why an entry has its points, in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from readinglist.model.entry import Entry
from readinglist.reading.next import Candidate, Surroundings, parts
from readinglist.reading.reasons import reasons

TODAY = date(2026, 11, 23)
ENTRY = Entry(id="a", title="A", areas=("Speech Recognition", "RL"))
AROUND = Surroundings(TODAY, {"rl": TODAY}, 30, 2.5)


@pytest.mark.parametrize(
    ("candidate", "name", "told"),
    [
        (Candidate("a"), "started", "not begun"),
        (Candidate("a", started=True), "started", "begun"),
        (Candidate("a", started=True, latest=TODAY - timedelta(days=1)), "started", "last read yesterday"),
        (Candidate("a", started=True, latest=TODAY, only_begun=True), "started", "begun today"),
        (
            Candidate("a", started=True, latest=TODAY, left=0),
            "started",
            "last read today, up to the last page",
        ),
        (Candidate("a", "high"), "priority", "high"),
        (Candidate("a"), "minutes", "the number of pages is not known"),
        (Candidate("a", left=9), "minutes", "9 pages left, about 22 minutes"),
        (Candidate("a", left=1), "minutes", "1 page left, about 2 minutes"),
        (Candidate("a", left=0), "minutes", "no pages left"),
        (Candidate("a"), "liked", "shares dota, play with what you rated 4 or 5"),
        (Candidate("a"), "age", "the day it was added is not known"),
        (Candidate("a", added=TODAY - timedelta(days=40)), "age", "added 5 weeks ago"),
        (Candidate("a"), "neglected", "Speech Recognition not read yet, RL read today"),
    ],
)
def test_what_is_told(candidate: Candidate, name: str, told: str) -> None:
    """A short clause for each part."""
    assert dict(reasons(ENTRY, candidate, AROUND, ("dota", "play")))[name] == told


def test_nothing_to_tell() -> None:
    """Without areas, ratings or words in common that is said."""
    bare = Entry(id="a", title="A")
    found = dict(reasons(bare, Candidate("a"), Surroundings(TODAY), None))
    assert (found["neglected"], found["liked"]) == ("no area", "nothing is rated 4 or 5 yet")
    assert (
        dict(reasons(bare, Candidate("a"), AROUND, ()))["liked"]
        == "shares nothing with what you rated 4 or 5"
    )


@pytest.mark.parametrize("minutes", [None, 30])
def test_each_part_has_its_reason(minutes: int | None) -> None:
    """In the same order."""
    around = AROUND._replace(minutes=minutes)
    named = [name for name, _ in parts(Candidate("a"), around)]
    assert [name for name, _ in reasons(ENTRY, Candidate("a"), around, None)] == named
