"""Which entry a reference means, and that no reference leads anywhere else."""

from __future__ import annotations

import builtins
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import InvalidError, NotFoundError
from readinglist.library.references import AmbiguousError
from tests import strategies
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "frost2019glacier": "title: 'Glacier melting: measuring ice'\nauthors: [Ada Frost]\ndate: 2019-03\narxiv: '1903.01234'\n"
    "doi: 10.5555/Ice.2019\nurl: https://www.example.org/papers/Ice/\n",
    "frost2021icebergs": "title: Icebergs\nauthors: [Ada Frost]\ndate: 2021\n",
    "frost2021snow": "title: Snow measuring\nauthors: [Ada Frost]\ndate: 2021\n",
    "petal2003moths": "title: Moths at night\nauthors: [Cy Petal]\ndate: 2003\narxiv: cs/0312017\n",
    "alnovny2018orchids": "title: Orchid networks\nauthors: [Béla Al-Növény]\ndate: 2018\n",
    "lux1998lamps": "title: Lamps\nauthors: ['van der Lux, Ida']\ndate: 1998\n",
    "oneil2017stars": "title: Stars\nauthors: [Una O’Neil]\ndate: 2017\n",
    "twin-a": "title: Twin one\narxiv: 2001.00001v2\n",
    "twin-b": "title: Twin two\narxiv: https://arxiv.org/abs/2001.00001\n",
    "measuring": "title: On Measuring\n",
    "linked": "title: Linked\nurl: https://arxiv.org/abs/1801.00001v2\n",
    "resolved": "title: Resolved\nurl: https://doi.org/10.5555/Wind\n",
    "broken1990file": "title: [",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give a library of invented entries."""
    return shelf(tmp_path_factory.mktemp("shelf"), **FILES)


@pytest.mark.parametrize(
    ("ref", "entry_id"),
    [
        ("frost2019glacier", "frost2019glacier"),
        ("frost2019", "frost2019glacier"),
        ("pet", "petal2003moths"),
        (" measuring ", "measuring"),
        ("1903.01234", "frost2019glacier"),
        ("1903.01234v3", "frost2019glacier"),
        ("arXiv:1903.01234", "frost2019glacier"),
        ("arXiv:1903.01234v1 [cs.LG]", "frost2019glacier"),
        ("https://arxiv.org/abs/1903.01234v2", "frost2019glacier"),
        ("http://export.arxiv.org/pdf/1903.01234.pdf", "frost2019glacier"),
        ("arxiv.org/abs/1903.01234?context=cs", "frost2019glacier"),
        ("https://doi.org/10.48550/arXiv.1903.01234", "frost2019glacier"),
        ("cs/0312017", "petal2003moths"),
        ("1801.00001", "linked"),
        ("doi:10.5555/wind", "resolved"),
        ("https://arxiv.org/abs/cs/0312017v1", "petal2003moths"),
        ("10.5555/ICE.2019", "frost2019glacier"),
        ("https://doi.org/10.5555/ice.2019", "frost2019glacier"),
        ("HTTP://DX.DOI.ORG/10.5555/Ice.2019", "frost2019glacier"),
        ("doi:10.5555/ice.2019", "frost2019glacier"),
        ("doi.org/10.5555/ice.2019", "frost2019glacier"),
        ("http://example.org/papers/Ice", "frost2019glacier"),
        ("HTTPS://WWW.EXAMPLE.ORG/papers/Ice//", "frost2019glacier"),
        ("frost19", "frost2019glacier"),
        ("Frost2019", "frost2019glacier"),
        ("frost21snow", "frost2021snow"),
        ("frost21ice", "frost2021icebergs"),
        ("al-növény18", "alnovny2018orchids"),
        ("AL-NOVENY2018", "alnovny2018orchids"),
        ("van der lux98", "lux1998lamps"),
        ("o'neil17", "oneil2017stars"),
        ("oneil17", "oneil2017stars"),
        ("moths at night", "petal2003moths"),
        ("moth", "petal2003moths"),
        ("glcier meltng", "frost2019glacier"),
        ("icebergs", "frost2021icebergs"),
        ("Snow measuring", "frost2021snow"),
    ],
)
def test_what_a_reference_means(library: Library, ref: str, entry_id: str) -> None:
    """An id or its beginning, an identifier in any form, a shorthand, or words that single one out."""
    assert library.resolve([ref]) == [entry_id]


@pytest.mark.parametrize(
    ("ref", "candidates"),
    [
        ("frost", ["frost2019glacier", "frost2021icebergs", "frost2021snow"]),
        ("frost21", ["frost2021icebergs", "frost2021snow"]),
        ("2001.00001", ["twin-a", "twin-b"]),
        ("twin", ["twin-a", "twin-b"]),
    ],
)
def test_what_fits_several_is_not_guessed(library: Library, ref: str, candidates: list[str]) -> None:
    """The candidates are named, with their titles."""
    with pytest.raises(AmbiguousError, match=f"fits {len(candidates)} entries; say which") as caught:
        library.resolve([ref])
    assert [entry_id for entry_id, _ in caught.value.candidates] == candidates
    assert all(title for _, title in caught.value.candidates)


@pytest.mark.parametrize(
    "ref",
    [
        "", " ", "nobody2020", "1903.01235", "10.5555/ice.2018", "https://example.org/papers", "https://example.org/papers/ice",
        "../x", "../entries/measuring", "/etc/passwd", "./measuring", "entries/../measuring", "measuring/..", "*", "%", "_", "?",
        "\x00", "\x1b[31m", "\udce9", "caf\udce9", "_list", ".hidden", "x" * 10_000,
        "learn " * 2_000, "-", "--yes", "'; DROP TABLE entry; --", '"', "NEAR(", "\\", "xylophone glacier",
    ],
)  # fmt: skip
def test_what_means_nothing(library: Library, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile or unknown references find no entry, on one line, and open no file outside `entries/`."""
    library.find()
    opened: list[object] = []
    real = os.open

    def watched(path: object, *args: object, **options: object) -> int:
        opened.append(path)
        return real(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr(builtins, "open", watched)
    with pytest.raises(NotFoundError) as caught:
        library.get(ref)
    monkeypatch.undo()
    told = str(caught.value)
    assert told.isprintable()
    assert len(told) < 400
    of_library = {path for path in opened if not str(path).endswith(".seal")}
    assert of_library <= {library.store.folder, *(f"{name}.yaml" for name in FILES)}


@pytest.mark.parametrize("ref", ["frost20*", "fr%", "measurin_", "measuring\x00", "tw?n-[ab]"])
def test_patterns_mean_nothing_special(library: Library, ref: str) -> None:
    """Marks of shells and of SQL stand for nothing: what is left are words, and several entries have them."""
    with pytest.raises((AmbiguousError, NotFoundError)):
        library.resolve([ref])


@settings(max_examples=100, deadline=None)
@given(refs=st.lists(strategies.text | st.text(max_size=30), max_size=3))
def test_any_reference_is_answered(library: Library, refs: list[str]) -> None:
    """Nothing but an id of an entry, or an error in plain words, ever comes out."""
    try:
        assert set(library.resolve(refs)) <= set(FILES)
    except (NotFoundError, AmbiguousError):
        return


def test_the_nearest_are_named(library: Library) -> None:
    """Where words fit no entry wholly, those that fit best are named."""
    with pytest.raises(NotFoundError, match="the nearest are petal2003moths"):
        library.resolve(["moths xylophone"])


def test_several_references(library: Library) -> None:
    """Each counts once, in order; where one of several fails, all fail."""
    assert library.resolve(["pet", "frost19", "petal2003moths"]) == ["petal2003moths", "frost2019glacier"]
    assert library.resolve([]) == []
    with pytest.raises(NotFoundError, match="nobody"):
        library.resolve(["petal2003moths", "nobody"])
    with pytest.raises(AmbiguousError):
        library.resolve(["petal2003moths", "twin"])


def test_several_arguments_can_be_the_words_of_one_title(library: Library) -> None:
    """Words need no quotes, also where one of them begins the ids of several entries."""
    assert library.resolve(["moths", "at", "night"]) == ["petal2003moths"]
    assert library.resolve(["twin", "two"]) == ["twin-b"]
    assert library.resolve(["frost", "icebergs"]) == ["frost2021icebergs"]
    with pytest.raises(NotFoundError):
        library.resolve(["xylophones", "zithers"])


def test_a_broken_entry_is_named_with_its_line(library: Library) -> None:
    """A reference to a broken file finds it, and reading it tells what is wrong where."""
    assert library.resolve(["broken1990"]) == ["broken1990file"]
    with pytest.raises(InvalidError, match=r"^entries/broken1990file\.yaml:\d+: "):
        library.get("broken1990file")


def test_words_of_an_exact_title_win(tmp_path: Path) -> None:
    """The entry whose title is just these words stands out among those that have more."""
    library = shelf(
        tmp_path, a="title: Deep ice", b="title: Deep ice drilling", c="title: X\nsummary: Drilling deep"
    )
    assert library.resolve(["deep ice"]) == ["a"]
    assert library.resolve(["drilling"]) == ["b"]
    more = shelf(tmp_path, d="title: More deep ice")
    assert more.resolve(["deep ice"]) == ["a"]
    with pytest.raises(AmbiguousError, match="fits 3 entries"):
        more.resolve(["ice"])
