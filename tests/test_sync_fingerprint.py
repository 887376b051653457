"""What is not as it was is found by the fingerprint of the folder; all else is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist import sync
from readinglist.errors import RefusedError
from readinglist.fingerprint import differing, fingerprint, part_of
from readinglist.index import Index
from readinglist.store import Store
from tests.test_sync import LATER, Clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

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
