"""Every figure of `stats` is what counting by hand gives, and the same on every way out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands.today import pages_a_day_lately
from readinglist.library import Library
from readinglist.library.figures import Wanted
from readinglist.model.entry import Entry, LogItem
from readinglist.reading.counting import values_of
from readinglist.reading.statistics.shares import Facts
from readinglist.reading.statistics.summary import Matter, statistics
from readinglist.render.figures import as_object
from readinglist.text import fold
from readinglist.yamlfile.entries import write_entry
from tests.naive_statistics import STATUSES, expected
from tests.program import here, library
from tests.shelf import environ

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

TODAY = date(2026, 11, 23)
# These have one value at most, so that their parts make the whole.
FIELDS = ("venue", "year", "rating")
_days = st.one_of(st.integers(-40, 3), st.integers(-420, 3)).map(
    lambda back: (TODAY + timedelta(days=back)).isoformat()
)
_items = st.builds(
    LogItem,
    _days,
    st.fixed_dictionaries(
        {},
        optional={
            "event": st.sampled_from(["start", "finish", "finish", "skim", "drop"]),
            "pages": st.sampled_from(["1-7", "5-9", "12", "8-30", "60%", "odd"]),
            "minutes": st.sampled_from(["25", "90"]),
        },
    ),
)


def _entries(most: int) -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        Entry,
        id=st.just(""),
        title=st.just("A"),
        kind=st.sampled_from(["paper", "blog", "book"]),
        date=st.none() | st.sampled_from(["2017", "2017-05", "2020-01-31"]),
        status=st.sampled_from((*STATUSES, "read", "read")),
        added=st.none() | _days,
        rating=st.none() | st.integers(1, 5),
        pages=st.none() | st.integers(1, 14),
        areas=st.lists(
            st.sampled_from(["Étude", "étude", "B b", "b B", "C"]), max_size=2, unique_by=fold
        ).map(tuple),
        venue=st.none() | st.sampled_from(["x", "X", "y"]),
        log=st.lists(_items, max_size=5).map(tuple),
    )
    return st.lists(one, max_size=most).map(_numbered)


def _numbered(entries: list[Entry]) -> list[Entry]:
    return [Entry(**{**_fields(each), "id": f"e{at:02}"}) for at, each in enumerate(entries)]


def _fields(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}


_periods = st.sampled_from(
    [
        (None, None),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
        (TODAY - timedelta(days=10), None),
    ]
)


@given(_entries(8), _periods)
@settings(deadline=None, max_examples=60)
def test_every_figure_is_what_counting_by_hand_gives(
    entries: list[Entry], period: tuple[date | None, date | None]
) -> None:
    """All that `--json` prints of a library, of all time or a part of it."""
    facts = {
        at: Facts(each.id, each.kind, each.status, each.added, each.rating) for at, each in enumerate(entries)
    }
    holders: dict[str, dict[str, list[int]]] = {name: {} for name in ("areas", *FIELDS)}
    for name, there in holders.items():
        for at, each in enumerate(entries):
            for value in values_of(each, name):
                there.setdefault(fold(value), []).append(at)
    found = as_object(statistics(Matter(facts, enumerate(entries), holders, {"paper": 3}), TODAY, *period))
    wanted = expected(entries, TODAY, *period, {"paper": 3}, tuple(holders))
    # As it is written it is only in the files.
    for values in (wanted["by"]["venue"], wanted["by"]["area"]):
        for each in values:
            each["value"] = each["value"] and fold(each["value"])
    assert found == wanted
    for name in FIELDS:
        assert sum(value["read"] for value in found["by"][name]) == found["total"]["read"]
    for unit in ("years", "months", "weeks", "days"):
        assert sum(each["readings"] for each in found[unit]) == found["total"]["readings"]


def make(folder: Path, entries: Sequence[Entry]) -> Path:
    """Write entries into a new library."""
    library(folder)
    for each in entries:
        (folder / "entries" / f"{each.id}.yaml").write_bytes(write_entry(each))
    return folder


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Entry]]:
    """Return a library with everything that makes counting hard, and its entries."""
    days = [(TODAY - timedelta(days=back)).isoformat() for back in range(500)]
    entries = [
        Entry(
            id=f"e{at:02}",
            title=f"T{at}",
            status=STATUSES[at % 7],
            added=days[at * 11 % 60],
            rating=at % 6 or None,
            pages=at % 5 * 4 or None,
            date=str(2017 + at % 4) if at % 9 else None,
            areas=("Étude", "B b")[: at % 3] if at % 2 else ("étude",),
            venue=("x", "X", None)[at % 3],
            log=tuple(
                LogItem(days[at * 5 * (5 - n) % 430], values)
                for n, values in enumerate(
                    [
                        {"event": "start"},
                        {"pages": "1-9", "minutes": "20"},
                        {"event": ("finish", "skim", "drop")[at % 3], "pages": "4-12"},
                        {"event": "finish"},
                    ][: at % 5],
                    1,
                )
            ),
        )
        for at in range(42)
    ]
    return make(tmp_path_factory.mktemp("mixed") / "lib", entries), entries


PERIODS: dict[str, tuple[list[str], date | None, date | None]] = {
    "all": ([], None, None),
    "year": (["--year", "2026"], date(2026, 1, 1), date(2026, 12, 31)),
    "over": (["--year", "2025"], date(2025, 1, 1), date(2025, 12, 31)),
    "since": (["--since", "2026-10-20"], date(2026, 10, 20), None),
}


@pytest.mark.parametrize("period", PERIODS)
def test_json_is_what_counting_by_hand_gives(mixed: tuple[Path, list[Entry]], period: str) -> None:
    """Out of the files, with all values of all fields."""
    folder, entries = mixed
    args, first, last = PERIODS[period]
    told = json.loads(here(folder, "stats", "--json", "-n", "0", *args).out)
    fields = ("areas", "tags", "authors", "venue", "year", "rating")
    wanted = expected(entries, TODAY, first, last, {}, fields)
    assert {name: told[name] for name in wanted} == wanted
    assert told.keys() - wanted.keys() == {"list", "query", "today"}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("field", ["area", "venue", "year", "rating"])
def test_a_field_alone_is_the_same(mixed: tuple[Path, list[Entry]], period: str, field: str) -> None:
    """`--by`, as JSON, in a pipe and in Markdown, has the values that all figures have."""
    folder, _ = mixed
    args = PERIODS[period][0]
    whole = json.loads(here(folder, "stats", "--json", "-n", "0", *args).out)["by"][field]
    assert json.loads(here(folder, "stats", "--json", "--by", field, *args).out)["by"] == {field: whole}
    rows = [line.split("\t") for line in here(folder, "stats", "--by", field, *args).out.splitlines()]
    assert rows == [
        [str(each["value"] or ""), str(each["read"]), str(each["kept"]), _places(each["rating"], 2)]
        for each in whole
    ]
    page = here(folder, "stats", "--markdown", "--by", field, *args).out
    head = f"| {field} | read | mean rating |\n|---|--:|--:|\n"
    table = f"{page}{head}".split(head)[1].split("\n\n")[0].splitlines()
    named = any(each["value"] and each["read"] for each in whole)
    read = [
        f"| {each['value'] or f'no {field}'} | {each['read']} | {_places(each['rating'], 1)} |"
        for each in whole
        if each["read"]
    ]
    assert sorted(table) == (sorted(read) if named else [])


def _places(rating: float | None, places: int) -> str:
    return "" if rating is None else f"{rating:.{places}f}"


def _section(page: str, heading: str) -> str:
    return f"{page}## {heading}\n".split(f"## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("period", PERIODS)
def test_a_pipe_and_a_review_say_the_same(mixed: tuple[Path, list[Entry]], period: str) -> None:
    """Each figure of a pipe is one of JSON; the headline of a review has as many as its lists have items."""
    folder, _ = mixed
    args = PERIODS[period][0]
    told = json.loads(here(folder, "stats", "--json", *args).out)
    lines = {tuple(line.split("\t")) for line in here(folder, "stats", *args).out.splitlines()}
    for name, value in told["total"].items():
        assert ("total", name.replace("_", " "), "" if value is None else str(value)) in lines
    for unit in ("year", "month", "week"):
        for each in told[f"{unit}s"]:
            for name in ("read", "readings", "pages"):
                assert ((f"{name} in {unit}", each[unit], str(each[name])) in lines) == bool(each[name])
    page = here(folder, "stats", "--markdown", *args).out
    read, others = _section(page, "What was read"), _section(page, "Skimmed or given up")
    assert f"- **{read.count('- **')}** read\n" in page
    assert read.count("- **") == told["total"]["read"]
    assert others.count("Skimmed") == told["total"]["skimmed"]
    assert others.count("Given up") == told["total"]["dropped"]


@given(_entries(5))
@settings(deadline=None, max_examples=15)
def test_todays_page_goes_by_the_same_pace(entries: list[Entry]) -> None:
    """Its forecast takes the pages a day that are told here, also where logs have days to come."""
    with TemporaryDirectory() as folder:
        make(Path(folder) / "lib", entries)
        there = Library(Path(folder) / "lib", environ(Path(folder), READINGLIST_TODAY=str(TODAY)))
        assert pages_a_day_lately(there) == there.statistics(Wanted()).pace.pages_a_day


def test_a_review_of_a_few_values(mixed: tuple[Path, list[Entry]]) -> None:
    """`-n` is for its table as for all others."""
    page = here(mixed[0], "stats", "--markdown", "--by", "year", "-n", "2").out
    assert [line.split(" | ")[0] for line in page.split("|---|--:|--:|\n")[1].splitlines()[:4]] == [
        "| 2020", "| 2018", "| no year", "",
    ]  # fmt: skip
