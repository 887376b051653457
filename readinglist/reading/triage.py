"""Going through a list paper by paper: where one is, what was decided, what is left; a pure value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEPT, SKIMMED, REJECTED = "kept", "skimmed", "rejected"
# What one can decide of a paper, in the order in which it is told.
VERDICTS = (KEPT, SKIMMED, REJECTED)
CANDIDATES = "is:candidate"


class Deed(NamedTuple):
    """What was done to a paper.

    Attributes:
        place: which paper, counted from 0.
        verdict: one of `VERDICTS`, "" where only its tags were changed.
        step: the number of the step in the journal, None where nothing had to be written.

    """

    place: int
    verdict: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Triage:
    """A list that is gone through, as far as one has come; each step returns a new one.

    Attributes:
        ids: the papers, in order.
        place: the one that is shown, counted from 0; the number of papers at the end.
        deeds: what was done, oldest first.
        lost: the places of papers that are no longer there, or no longer of the list.

    """

    ids: Sequence[str]
    place: int = 0
    deeds: tuple[Deed, ...] = ()
    lost: frozenset[int] = frozenset()

    @property
    def current(self) -> str | None:
        """The id of the paper that is shown, None at the end."""
        return self.ids[self.place] if self.place < len(self.ids) else None

    @property
    def last(self) -> Deed | None:
        """What was done last and not taken back."""
        return self.deeds[-1] if self.deeds else None

    @property
    def verdicts(self) -> dict[int, str]:
        """What was decided, by place: where one decided twice, the later verdict."""
        return {deed.place: deed.verdict for deed in self.deeds if deed.verdict}

    @property
    def counts(self) -> Mapping[str, int]:
        """How many papers have each of `VERDICTS`; those without any are left out."""
        given = list(self.verdicts.values())
        return {verdict: given.count(verdict) for verdict in VERDICTS if verdict in given}

    @property
    def tagged(self) -> int:
        """How many papers got other tags."""
        return len({deed.place for deed in self.deeds if not deed.verdict})

    @property
    def left(self) -> int:
        """How many papers are still to be decided."""
        return len(self.ids) - len(self.lost | self.verdicts.keys())

    @property
    def summary(self) -> str:
        """What was done and what is left: `12 kept, 3 skimmed, 40 rejected, 5 left`."""
        counts = {**self.counts, "tagged": self.tagged}
        parts = [f"{number} {verdict}" for verdict, number in counts.items() if number]
        return ", ".join([*parts, f"{self.left} left"])

    def decided(self, verdict: str, step: int | None) -> Triage:
        """Return the list with a verdict on the paper that is shown, at the next one without any."""
        deeds = (*self.deeds, Deed(self.place, verdict, step))
        return replace(self, deeds=deeds, place=self._next({self.place, *self.verdicts}))

    def retagged(self, step: int | None) -> Triage:
        """Return the list with other tags of the paper that is shown, still at that paper."""
        return replace(self, deeds=(*self.deeds, Deed(self.place, "", step)))

    def undone(self) -> Triage:
        """Return the list without what was done last, at the paper to which it was done.

        A paper that had been lost may be of the list again; whoever shows it finds out.
        """
        if not self.deeds:
            return self
        place = self.deeds[-1].place
        return replace(self, deeds=self.deeds[:-1], place=place, lost=self.lost - {place})

    def onward(self) -> Triage:
        """Return the list at the next paper, or at the end."""
        return replace(self, place=self._next(set()))

    def backward(self) -> Triage:
        """Return the list at the paper before, or where it is if there is none."""
        before = (place for place in range(self.place - 1, -1, -1) if place not in self.lost)
        return replace(self, place=next(before, self.place))

    def without(self, *, back: bool = False) -> Triage:
        """Return the list without the paper that is shown, at the next one; with `back` at the one before."""
        lost = replace(self, lost=self.lost | {self.place})
        other = lost.backward() if back else lost
        return other if other.place != self.place else lost.onward()

    def _next(self, passed: set[int]) -> int:
        later = range(self.place + 1, len(self.ids))
        return next((at for at in later if at not in self.lost and at not in passed), len(self.ids))
