"""The journal gives back the bytes it was given, and survives damage."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import InvalidError, RefusedError
from readinglist.journal import KEEP_SECONDS, KEEP_STEPS, Change, Journal
from readinglist.journal.record import Header, decode, decode_header, encode
from tests.faulty import Faulty

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_800_000_000.0
A = Change("a.yaml", b"one", b"two")
B = Change("b.yaml", None, b"made")
_data = st.none() | st.binary(max_size=40)
_changes = st.lists(st.builds(Change, st.text(min_size=1), _data, _data), max_size=4)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Give a journal whose folder is still to be made."""
    return Journal(tmp_path / "state" / "readinglist" / "x", system=Faulty(), clock=lambda: NOW)


def _add(journal: Journal, *changes: Change, label: str = "tag", undoes: int | None = None) -> int:
    number = journal.finish(journal.begin(label, changes, undoes), [each.name for each in changes])
    assert number is not None
    return number


@given(changes=_changes, label=st.text(), undoes=st.none() | st.integers(1))
@settings(deadline=None)
def test_any_bytes_come_back(changes: list[Change], label: str, undoes: int | None) -> None:
    """A record gives exactly what was written."""
    header = Header(7, label, "2026-11-22T10:00:00+00:00", undoes, tuple(each.name for each in changes))
    record = encode(header, changes)
    assert decode(record) == (header, changes)
    assert decode_header(record.splitlines()[0]) == header


@given(at=st.integers(0), bit=st.integers(0, 7))
@settings(deadline=None)
def test_a_flipped_bit_is_noticed(at: int, bit: int) -> None:
    """No damage passes for a record."""
    record = bytearray(encode(Header(7, "tag", "now", None, ("a.yaml",)), [A]))
    record[at % (len(record) - 1)] ^= 1 << bit
    with pytest.raises(InvalidError):
        decode(bytes(record))


@pytest.mark.parametrize("record", [b"", b"\n", b"{}", b"[]\n{}\n", b"\xff\n1\n", b"[" * 10_000])
def test_what_is_no_record_is_refused(record: bytes) -> None:
    """Empty, foreign and deeply nested files are damaged records, nothing worse."""
    with pytest.raises(InvalidError):
        decode(record)
    with pytest.raises(InvalidError):
        decode_header(record)


def test_a_record_without_the_mark_of_whole_steps(journal: Journal) -> None:
    """Records that were written before there was one are read as they were meant."""
    record = encode(Header(7, "tag", "now", None, ("a.yaml",)), [A])
    line = record.splitlines()[0].replace(b', "whole": false', b"")
    assert b"whole" not in line
    assert decode_header(line) == Header(7, "tag", "now", None, ("a.yaml",))
    assert decode(encode(*journal.begin("rename", [A], whole=True)))[0].whole


def test_another_version_says_so() -> None:
    """A record of a later version is not misread."""
    with pytest.raises(InvalidError, match="another version"):
        decode_header(b'{"journal": 2}')


def test_a_step_tells_what_it_was(journal: Journal) -> None:
    """Number, label, time and files are there at once, the bytes when asked for."""
    assert _add(journal, A, B) == 1
    (step,) = journal.steps()
    assert (step.number, step.label, step.undoes, step.names) == (1, "tag", None, ("a.yaml", "b.yaml"))
    assert step.time == "2027-01-15T08:00:00+00:00"
    assert (step.changes, step.kept) == ([A, B], [])


def test_a_journal_of_nothing(journal: Journal) -> None:
    """Reading makes no folder."""
    assert (list(journal.steps()), journal.pending(), next(journal.undoable(), None)) == ([], [], None)
    assert not journal.folder.exists()


def test_the_folder_is_for_its_owner_alone(journal: Journal) -> None:
    """What was read and written is nobody else's business."""
    _add(journal, A)
    assert stat.S_IMODE(journal.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(each.stat().st_mode) for each in journal.folder.iterdir()] == [0o600]


def test_a_step_holds_what_was_done(journal: Journal) -> None:
    """Files that were not changed are left out, those nobody knows of are kept apart."""
    pending = journal.begin("tag", [A, B, Change("c.yaml", b"", b"x")])
    assert list(journal.steps()) == []
    assert journal.finish(pending, ["b.yaml"], ["a.yaml"]) == 1
    (step,) = journal.steps()
    assert (step.changes, step.kept) == ([B], [A])
    assert [path.name for path in journal.folder.iterdir()] == ["00000001.step"]


def test_a_step_of_nothing_leaves_nothing(journal: Journal) -> None:
    """Where no file was changed there is no step."""
    assert journal.finish(journal.begin("tag", [A]), []) is None
    assert list(journal.folder.iterdir()) == []


def test_undo_goes_further_back_each_time(journal: Journal) -> None:
    """The newest step that was not taken back is the next to undo."""
    numbers = [_add(journal, A), _add(journal, B), _add(journal, A)]
    seen = []
    while step := next(journal.undoable(), None):
        seen.append(step.number)
        _add(journal, *step.changes, label="undo", undoes=step.number)
    assert seen == numbers[::-1]


def test_the_rest_of_a_step_can_be_undone(journal: Journal) -> None:
    """What an undo could not take back stays undoable, and older steps are within reach."""
    _add(journal, A)
    _add(journal, A, B)
    _add(journal, A, label="undo", undoes=2)
    assert [(step.number, step.changes) for step in journal.undoable()] == [(2, [B]), (1, [A])]


def test_steps_behind_an_earlier_one_are_back_as_well(journal: Journal) -> None:
    """Where an earlier step of a file was taken back, a later one was by other means; newer ones stay."""
    _add(journal, A, B)
    _add(journal, A, B)
    _add(journal, A._replace(before=A.after, after=A.before), undoes=1)
    assert [(step.number, step.changes) for step in journal.undoable()] == [(2, [B]), (1, [B])]
    number = _add(journal, A)
    _add(journal, A._replace(before=A.after, after=A.before), undoes=number)
    _add(journal, A)
    assert [(step.number, step.names) for step in journal.undoable()] == [
        (6, ("a.yaml",)), (2, ("b.yaml",)), (1, ("b.yaml",)),
    ]  # fmt: skip


def test_damaged_steps_are_passed_over(journal: Journal) -> None:
    """One bad record does not stop undo from reaching the others."""
    for _ in range(4):
        _add(journal, A)
    (journal.folder / "00000004.step").write_bytes(b"")
    whole = (journal.folder / "00000003.step").read_bytes()
    (journal.folder / "00000003.step").write_bytes(whole.replace(b"one", b"own"))
    (journal.folder / "00000002.step").unlink()
    (journal.folder / "00000002.step").mkdir()
    (journal.folder / "notes").write_bytes(b"")
    assert [step.number for step in journal.steps()] == [3, 1]
    assert [step.number for step in journal.undoable()] == [1]


def test_a_step_that_is_pruned_meanwhile_is_damaged(journal: Journal) -> None:
    """Asking for bytes that are gone is an error with a name."""
    _add(journal, A)
    (step,) = journal.steps()
    (journal.folder / "00000001.step").unlink()
    with pytest.raises(InvalidError, match="cannot be read"):
        _ = step.changes


def test_an_error_of_the_system_is_no_damage(journal: Journal) -> None:
    """A step that cannot be read now is not passed over: an older one would be taken back in its place."""
    for _ in range(2):
        _add(journal, A)
    system = Faulty(5, OSError(errno.EMFILE, os.strerror(errno.EMFILE)))
    with pytest.raises(RefusedError, match=r"00000002\.step: the undo journal cannot be read: Too many open"):
        list(Journal(journal.folder, system=system).undoable())


def test_a_long_first_line_is_read_whole(journal: Journal) -> None:
    """A step of many files is listed like any other."""
    changes = [Change(f"e{n}.yaml", None, b"x") for n in range(9000)]
    _add(journal, *changes)
    (step,) = journal.steps()
    assert len(step.names) == 9000


def test_what_killed_processes_left_is_found(journal: Journal) -> None:
    """Pending steps come back, torn ones and leftovers do not stand in the way."""
    journal.begin("tag", [A])
    journal.begin("tag", [B])
    _add(journal, A)
    torn = journal.begin("tag", [B])
    (journal.folder / "00000004.pending").write_bytes(encode(*torn)[:-5])
    (journal.folder / "00000005.pending").write_bytes(encode(*torn).replace(b"made", b"mode"))
    (journal.folder / ".00000001.tmp").write_bytes(b"half")
    (journal.folder / "00000003.pending").write_bytes(encode(*torn))
    assert [each.changes for each in journal.pending()] == [[A], [B]]
    left = sorted(path.name for path in journal.folder.iterdir())
    assert left == ["00000001.pending", "00000002.pending", "00000003.step", "00000005.step"]
    assert [step.number for step in journal.undoable()] == [3]


def test_old_steps_go_when_there_are_many(journal: Journal) -> None:
    """The last hundred stay, and whatever is younger than thirty days."""
    for number in range(1, KEEP_STEPS + 40):
        _add(journal, A)
        age = NOW - (KEEP_SECONDS + 60 if number <= 15 else 0)
        os.utime(journal.folder / f"{number:08}.step", (age, age))
    _add(journal, A)
    numbers = [step.number for step in journal.steps()]
    assert numbers == list(range(KEEP_STEPS + 40, 15, -1))


def test_the_last_hundred_stay_however_old(journal: Journal) -> None:
    """Age alone removes nothing."""
    for number in range(1, KEEP_STEPS + 1):
        _add(journal, A)
        os.utime(journal.folder / f"{number:08}.step", (0, 0))
    assert len(list(journal.steps())) == KEEP_STEPS


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """Nobody can make us write elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x").symlink_to("elsewhere")
    journal = Journal(tmp_path / "x")
    with pytest.raises(RefusedError, match=r"nothing was changed.*a link"):
        journal.begin("tag", [A])
    with pytest.raises(RefusedError, match="a link"):
        journal.pending()
    with pytest.raises(RefusedError, match="a link"):
        list(journal.steps())
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_names_the_folder(tmp_path: Path) -> None:
    """A journal that cannot be written says where, why, and what to do."""
    for at in range(1, 8):
        system = Faulty(at, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        journal = Journal(tmp_path / str(at), system=system)
        with pytest.raises(RefusedError, match="No space left on device; make room"):
            _begin_twice(journal)
        assert all(path.suffix == ".pending" for path in journal.folder.glob("*"))


def _begin_twice(journal: Journal) -> None:
    journal.begin("tag", [A])
    journal.begin("tag", [A])


def test_pruning_that_fails_troubles_nobody(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old steps that cannot be removed stay."""
    monkeypatch.setattr("readinglist.journal.folder.KEEP_STEPS", 1)
    for number in range(1, 20):
        _add(journal, A)
        os.utime(journal.folder / f"{number:08}.step", (0, 0))
    pending = journal.begin("tag", [A])
    system = journal._system
    assert isinstance(system, Faulty)
    system.without = "unlink"
    assert journal.finish(pending, ["a.yaml"]) == 20
    assert len(list(journal.steps())) == 20
