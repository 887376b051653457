"""How far a list is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import KEPT, STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# Statuses after which nothing more is to be done with an entry.
DONE = frozenset({"read", "skimmed", "dropped"})


class Progress(NamedTuple):
    """The counts of a list.

    Attributes:
        by_status: the number of entries of each status.
        left_out: how many were evaluated and are not even entries.

    """

    by_status: Mapping[str, int]
    left_out: int = 0

    @property
    def kept(self) -> int:
        """How many were evaluated and not rejected."""
        return sum(self.by_status.get(status, 0) for status in KEPT)

    @property
    def evaluated(self) -> int:
        """How many were evaluated: all but candidates, and those left out."""
        return self.kept + self.by_status.get("rejected", 0) + self.left_out

    @property
    def share(self) -> float:
        """Which part of what is kept is done: read, skimmed or dropped, 0 to 1."""
        done = sum(self.by_status.get(status, 0) for status in DONE)
        return done / self.kept if self.kept else 0.0

    @property
    def funnel(self) -> str:
        """How many were evaluated and how many of them are kept: `271 evaluated, 97 kept`."""
        return f"{self.evaluated} evaluated, {self.kept} kept"

    @property
    def sentence(self) -> str:
        """The counts in words, those of the kept first: `12 of 96 read, 1 reading, 83 unread; 1 rejected`."""
        parts = [f"{self.by_status.get('read', 0)} of {self.kept} read", *self._told(KEPT - {"read"})]
        apart = self._told(set(STATUSES) - KEPT)
        return "; ".join(", ".join(each) for each in (parts, apart) if each)

    def _told(self, statuses: Collection[str]) -> list[str]:
        return [f"{self.by_status[s]} {s}" for s in STATUSES if s in statuses and self.by_status.get(s)]


def progress_of(statuses: Iterable[str], left_out: int = 0) -> Progress:
    """Count statuses."""
    return Progress(Counter(statuses), left_out)


def progress_by_kind(pairs: Iterable[tuple[str, str]], left_out: Mapping[str, int]) -> dict[str, Progress]:
    """Count statuses of each kind, out of pairs of kind and status."""
    statuses: dict[str, list[str]] = {kind: [] for kind in left_out}
    for kind, status in pairs:
        statuses.setdefault(kind, []).append(status)
    return {kind: progress_of(each, left_out.get(kind, 0)) for kind, each in statuses.items()}
