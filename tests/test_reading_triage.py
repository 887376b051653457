"""Going through a list: no decision is lost, whatever one does, and what is taken back is as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.reading.triage import KEPT, REJECTED, SKIMMED, VERDICTS, Deed, Triage

IDS = ("a", "b", "c", "d")
STEPS = st.one_of(
    st.tuples(st.just("decided"), st.sampled_from(VERDICTS)),
    st.tuples(st.sampled_from(["retagged", "undone", "onward", "backward", "without", "without back"])),
)


def _stepped(triage: Triage, step: tuple[str, ...], number: int) -> Triage:
    """Do what a key does, as far as there is a paper to do it to."""
    match step:
        case ("undone" | "onward" | "backward" as name,):
            return getattr(triage, name)()  # type: ignore[no-any-return]
        case _ if triage.current is None:
            return triage
        case ("decided", verdict):
            return triage.decided(verdict, number)
        case ("retagged",):
            return triage.retagged(number)
    return triage.without(back=step[0].endswith("back"))


@given(st.integers(0, 6), st.lists(STEPS, max_size=30))
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost(size: int, steps: list[tuple[str, ...]]) -> None:
    """What was done and not taken back is all there, in order; every paper is decided, left or gone."""
    triage = Triage([str(number) for number in range(size)])
    expected: list[Deed] = []
    for number, step in enumerate(steps):
        place, there = triage.place, triage.current is not None
        if step[0] == "undone":
            expected = expected[:-1]
        elif there and step[0] in ("decided", "retagged"):
            expected.append(Deed(place, step[1] if len(step) > 1 else "", number))
        triage = _stepped(triage, step, number)
        assert list(triage.deeds) == expected
        assert 0 <= triage.place <= size
        latest = {deed.place: deed.verdict for deed in expected if deed.verdict}
        assert triage.verdicts == latest
        assert sum(triage.counts.values()) + triage.left + len(triage.lost - latest.keys()) == size


@given(st.lists(STEPS, max_size=20), STEPS)
@settings(max_examples=200, deadline=None)
def test_undo_undoes(steps: list[tuple[str, ...]], last: tuple[str, ...]) -> None:
    """After a decision undo brings back what was decided before, and the paper."""
    triage = Triage(IDS)
    for number, step in enumerate(steps):
        triage = _stepped(triage, step, number)
    after = _stepped(triage, last, 99)
    if len(after.deeds) > len(triage.deeds):
        assert after.undone() == triage


@given(st.lists(STEPS, max_size=20))
@settings(max_examples=200, deadline=None)
@example([("decided", KEPT), ("retagged",), ("without",), ("undone",), ("retagged",)])
def test_one_is_never_at_a_paper_that_is_gone(steps: list[tuple[str, ...]]) -> None:
    """Unless all are; going on from anywhere ends behind the last paper."""
    triage = Triage(IDS)
    for number, step in enumerate(steps):
        triage = _stepped(triage, step, number)
        assert triage.place not in triage.lost or triage.place == triage.backward().place
    for _ in IDS:
        triage = triage.onward()
    assert triage.current is None


def test_a_decision_leads_to_the_next_undecided_paper() -> None:
    """Who went back and decides anew does not see again what is decided."""
    triage = Triage(IDS).decided(KEPT, 1).decided(KEPT, 2).backward().backward()
    assert triage.current == "a"
    again = triage.decided(REJECTED, 3)
    assert (again.current, again.counts) == ("c", {KEPT: 1, REJECTED: 1})
    assert triage.onward().current == "b"


@pytest.mark.parametrize(
    ("steps", "summary"),
    [
        ([], "4 left"),
        ([(KEPT, 1), (KEPT, 2), (SKIMMED, 3)], "2 kept, 1 skimmed, 1 left"),
        ([(REJECTED, 1), (KEPT, None), (REJECTED, 3), (KEPT, 4)], "2 kept, 2 rejected, 0 left"),
    ],
)
def test_the_summary(steps: list[Any], summary: str) -> None:
    """It counts papers, and always says how many are left."""
    triage = Triage(IDS)
    for step in steps:
        triage = triage.decided(*step)
    assert triage.summary == summary


def test_tags_are_told_apart() -> None:
    """A paper that only got tags is still to be decided."""
    assert Triage(IDS).retagged(1).retagged(2).summary == "1 tagged, 4 left"
    assert Triage(IDS).retagged(1).decided(KEPT, 2).summary == "1 kept, 1 tagged, 3 left"


def test_papers_that_are_gone() -> None:
    """They are passed over in both directions and are not left; with none before it one goes on."""
    triage = Triage(IDS).onward().without()
    assert (triage.current, triage.left, triage.backward().current) == ("c", 3, "a")
    assert triage.backward().onward().current == "c"
    assert Triage(IDS).onward().without(back=True).current == "a"
    assert Triage(IDS).without(back=True).current == "b"
    assert Triage(["a"]).without(back=True).current is None


def test_an_empty_list_and_both_ends() -> None:
    """There is nothing before the first and nothing after the end."""
    assert Triage(()).current is None
    assert Triage(IDS).backward().place == 0
    assert Triage(IDS).undone().last is None
    end = Triage(["a"]).onward()
    assert (end.onward().place, end.backward().current) == (1, "a")
