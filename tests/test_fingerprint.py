"""The fingerprint of a folder: every change shows, in the part that it belongs to."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.fingerprint import (
    PARTS,
    differing,
    fingerprint,
    grouped,
    part_of,
    renewed,
    within,
    without,
)
from readinglist.store import Stamp

_ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_stamps = st.builds(Stamp, *[st.integers(0, 2**63 - 1)] * 4)
_folders = st.dictionaries(_ids, _stamps, max_size=30)
_many = {f"e{number}": Stamp(number, 2, 3, 4) for number in range(500)}


@given(_folders, _folders)
@settings(max_examples=200, deadline=None)
def test_parts_that_differ(one: dict[str, Stamp], other: dict[str, Stamp]) -> None:
    """They are those of the files of which one is gone, new, or has another stamp."""
    changed = {part_of(each) for each, _ in one.items() ^ other.items()}
    other = {each: other[each] for each in sorted(other, key=[*one, *other].index)}
    assert differing(fingerprint(one), fingerprint(other)) == frozenset(changed)


@given(_folders, _folders)
@settings(max_examples=100, deadline=None)
def test_parts_made_anew(before: dict[str, Stamp], after: dict[str, Stamp]) -> None:
    """Made anew where they differ, and only there, a fingerprint is that of the folder as it is now."""
    known, now = fingerprint(before), fingerprint(after)
    parts = differing(known, now)
    assert parts is not None
    there = {each: after[each] for each in within(parts, after)}
    assert renewed(known, there, parts) == now


def test_unknown_parts_always_differ() -> None:
    """What is not known is compared; where nothing is known there is no fingerprint."""
    known = fingerprint(_many)
    less = without(known, ["e1", "e2"])
    assert differing(known, known) == frozenset()
    assert differing(less, known) == differing(less, less) == frozenset(map(part_of, ["e1", "e2"]))
    assert without(known, _many) == b""
    assert differing(known, b"") is differing(b"", b"") is None


def test_parts_are_even() -> None:
    """No part has far more files than another, and each id is in its own."""
    groups = grouped(_many)
    assert len(groups) == PARTS
    assert max(map(len, groups)) < 4 * len(_many) / PARTS
    assert all(part_of(each) == part for part, ids in enumerate(groups) for each in ids)
    assert within({3, 5}, _many) == [each for each in _many if part_of(each) in {3, 5}]


@pytest.mark.parametrize("seed", ["0", "7"])
def test_it_is_the_same_in_every_process(seed: str) -> None:
    """A fingerprint that was kept is known again by whoever asks next."""
    code = "from readinglist.fingerprint import fingerprint; print(fingerprint({'a': (1, 2, 3, 4)}).hex())"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == fingerprint({"a": Stamp(1, 2, 3, 4)}).hex()
