"""What is not as it was is found by the fingerprint of the folder; all else is not looked at."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist import sync
from readinglist.errors import RefusedError
from readinglist.fingerprint import differing, fingerprint, part_of
from readinglist.index import Index
from readinglist.store import Store
from tests.test_sync import LATER, Clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.store import Stamp


def test_a_fingerprint_spares_the_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is that of the folder the index knows, no file is looked at; where it is not, all are."""
    store, index = _settled(tmp_path, monkeypatch)
    taken = fingerprint(store.stamps())
    assert index.fingerprint() == taken
    looked: list[int] = []

    def empty(*_: object) -> dict[str, Stamp]:
        looked.append(1)
        return {}

    monkeypatch.setattr(Store, "stamps", empty)
    with sync.up_to_date(store, index, ahead=lambda: taken):
        assert index.row_of("a")
    assert looked == []
    with sync.up_to_date(store, index, ahead=lambda: b"another"):
        assert index.row_of("a") is None
    assert looked


def test_no_fingerprint_of_what_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that refused once is tried again, though its stamp never changes."""
    store, index = _settled(tmp_path, monkeypatch)
    (tmp_path / "entries" / "b.yaml").write_text("title: B\n", encoding="utf-8")
    read = Store.read

    def refusing(self: Store, name: str) -> tuple[bytes, Stamp]:
        raise RefusedError("cannot be read")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "read", refusing)
        for _ in range(2):
            with sync.up_to_date(store, index):
                assert index.faults()
    assert Store.read == read
    assert part_of("b") in (differing(fingerprint(store.stamps()), index.fingerprint()) or ())
    for _ in range(2):
        with sync.up_to_date(store, index):
            assert index.row_of("b")
    assert index.fingerprint()


def _settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, Index]:
    """Return a store of one file that was left alone for long, with its index."""
    monkeypatch.setattr(sync.comparing, "MANY", 1)
    monkeypatch.setattr(sync.reading, "time", Clock(LATER))
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "a.yaml").write_text("title: A\n", encoding="utf-8")
    store, index = Store(tmp_path / "entries"), Index(None)
    for _ in range(2):
        with sync.up_to_date(store, index):
            assert index.row_of("a")
    return store, index


def test_only_the_parts_that_changed_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of one file lets only those be looked at that share its part, and no file is missed."""
    store, index = _settled(tmp_path, monkeypatch)
    (tmp_path / "entries" / "b.yaml").write_text("title: B\n", encoding="utf-8")
    taken = fingerprint(store.stamps())
    looked: list[str] = []
    stamps = Store.stamps

    def noting(self: Store, ids: Iterable[str] | None = None) -> dict[str, Stamp]:
        found = stamps(self, ids)
        looked.extend(found)
        return found

    monkeypatch.setattr(Store, "stamps", noting)
    with sync.up_to_date(store, index, ahead=lambda: taken):
        assert index.row_of("a")
        assert index.row_of("b")
    assert set(looked) == {"b"}
    (tmp_path / "entries" / "b.yaml").unlink()
    taken = fingerprint(stamps(store))
    with sync.up_to_date(store, index, ahead=lambda: taken):
        assert (index.row_of("b"), bool(index.row_of("a"))) == (None, True)
    assert set(looked) == {"b"}
    assert index.fingerprint() == taken


def test_a_change_of_a_file_needs_no_listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no name is new or gone, the files that the index knows are looked at by their names."""
    store, index = _settled(tmp_path, monkeypatch)
    (tmp_path / "entries" / "a.yaml").write_text("title: Another\n", encoding="utf-8")
    taken = fingerprint(store.stamps())
    with monkeypatch.context() as patch:
        patch.setattr(Store, "ids", _never)
        with sync.up_to_date(store, index, ahead=lambda: taken):
            assert index.titles(["a"]) == {"a": "Another"}
    with sync.up_to_date(store, index, ahead=lambda: taken):
        assert index.titles(["a"]) == {"a": "Another"}
    assert index.fingerprint() == taken


def test_a_file_that_goes_while_it_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have another name by now: the folder is listed."""
    store, index = _settled(tmp_path, monkeypatch)
    file = tmp_path / "entries" / "a.yaml"
    file.write_text("title: Another\n", encoding="utf-8")
    taken = fingerprint(store.stamps())
    other = next(each for each in map(str, range(1000)) if part_of(each) == part_of("a"))
    file.rename(file.with_name(f"{other}.yaml"))
    with sync.up_to_date(store, index, ahead=lambda: taken):
        assert index.titles([other]) == {other: "Another"}


_ALIKE = [each for each in map(str, range(1000)) if part_of(each) == part_of("0")][:3]
_changes = st.lists(
    st.tuples(st.sampled_from(["write", "remove"]), st.sampled_from(_ALIKE), st.booleans()), max_size=12
)


@given(_changes)
@example([("write", _ALIKE[0], False), ("remove", _ALIKE[0], True), ("write", _ALIKE[0], False)])
@settings(max_examples=100, deadline=None)
def test_whatever_happens_in_a_part(changes: list[tuple[str, str, bool]]) -> None:
    """Files that come, go and come again are known, also where a question before came to nothing."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        store, index = _settled(Path(name), patch)
        patch.setattr(sync.comparing, "_FEW", 0)
        for number, (change, entry_id, fails) in enumerate(changes):
            file = store.folder / f"{entry_id}.yaml"
            if change == "write":
                file.write_text(f"title: Number {number}\n", encoding="utf-8")
            else:
                file.unlink(missing_ok=True)
            found = _titles(store, index, fails=fails)
            assert fails or found == {
                path.stem: path.read_text(encoding="utf-8")[len("title: ") :].strip()
                for path in store.folder.iterdir()
            }


def _titles(store: Store, index: Index, *, fails: bool) -> dict[str, str]:
    """Ask for all titles, with a fingerprint; nothing where that `fails` before it is kept."""
    taken = fingerprint(store.stamps())
    with suppress(ValueError), sync.up_to_date(store, index, ahead=lambda: taken):
        if fails:
            raise ValueError
        return index.titles(sorted(index.column("id")))
    return {}


def _never(*_: object) -> list[str]:
    raise AssertionError("listed")
