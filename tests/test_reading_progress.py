"""How far a list is, in counts and in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.fields import STATUSES
from readinglist.reading.progress import progress_of


def test_an_empty_list() -> None:
    """Nothing is read of nothing."""
    progress = progress_of([])
    assert (progress.kept, progress.evaluated, progress.share) == (0, 0, 0.0)
    assert (progress.sentence, progress.funnel) == ("0 of 0 read", "0 evaluated, 0 kept")


def test_all_statuses() -> None:
    """Candidates are not evaluated, rejected ones not kept, dropped ones done."""
    progress = progress_of(STATUSES, left_out=10)
    assert (progress.kept, progress.evaluated, progress.share) == (5, 16, 0.6)
    told = "1 of 5 read, 1 unread, 1 reading, 1 skimmed, 1 dropped; 1 candidate, 1 rejected"
    assert progress.sentence == told


@pytest.mark.parametrize(
    ("statuses", "share"),
    [(["unread"], 0), (["read"], 1), (["read", "rejected"], 1), (["skimmed", "reading"], 0.5)],
)
def test_share(statuses: list[str], share: float) -> None:
    """The share is of what is kept."""
    assert progress_of(statuses).share == share


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(STATUSES)), st.integers(0, 1000))
def test_counts_hold_together(statuses: list[str], left_out: int) -> None:
    """Kept is a part of evaluated, and all counts of the sentence are those of the list."""
    progress = progress_of(statuses, left_out)
    assert 0 <= progress.share <= 1
    assert progress.kept <= progress.evaluated <= len(statuses) + left_out
    assert len(statuses) + left_out - progress.evaluated == statuses.count("candidate")
