"""The readings of an entry: where each begins and ends, how far it is, what was read when."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.reading.amounts import Pages
from readinglist.reading.happenings import happenings, pages_a_day
from readinglist.reading.readings import covered, current, place_of, readings

DAY = date(2026, 1, 1)
_ranges = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)).map(lambda at: Pages(at[0], sum(at))))


def item(day: int, **values: str) -> LogItem:
    """Return an item of a log, so many days after the first of January."""
    return LogItem((DAY + timedelta(days=day)).isoformat(), values)


def entry(*log: LogItem, status: str = "reading", pages: int | None = 20) -> Entry:
    """Return an entry with this log."""
    return Entry(id="a", title="A", status=status, pages=pages, log=log)


TWICE = entry(
    item(0, event="start"),
    item(0, pages="1-7", minutes="25"),
    item(2, pages="5-9"),
    item(3, event="drop"),
    item(30, event="start", page="3"),
    item(31, pages="4-8", minutes="10"),
)


def test_an_entry_that_is_read_again() -> None:
    """Each reading has its own sessions, minutes and pages, each page counted once."""
    first, second = readings(TWICE)
    assert (first.ending, first.began, first.latest, first.minutes, first.pages) == (
        "drop", DAY, DAY + timedelta(days=3), 25, 9,
    )  # fmt: skip
    assert (second.ending, second.minutes, second.pages) == ("", 10, 5)
    assert str(place_of(TWICE)) == "page 8 of 20"


def test_begun_and_no_more() -> None:
    """Pages or minutes tell that something was read, whether or not a start stands before them."""
    told = [
        (item(1, event="start"),),
        (item(1, pages="1-5"),),
        (item(1, minutes="5"),),
        (item(1, pages="40%"),),
    ]
    assert [readings(entry(*log))[0].only_begun for log in told] == [True, False, False, False]
    assert not readings(entry(item(1, event="start"), item(2, minutes="5")))[0].only_begun


def test_how_far() -> None:
    """By the furthest page that is behind, by a share where pages are not known; what was read is at its end."""
    assert str(place_of(entry(item(0, event="start")))) == ""
    assert str(place_of(entry(item(0, event="start", page="5")))) == "page 4 of 20"
    assert str(place_of(entry(item(0, pages="60%"), pages=None))) == "60%"
    assert str(place_of(entry(item(0, pages="60%")))) == "page 12 of 20"
    assert str(place_of(entry(item(0, pages="18-40")))) == "page 20 of 20"
    assert place_of(entry(item(0, event="finish"), status="read")).part == 1
    assert str(place_of(entry(item(0, pages="1-3"), status="unread"))) == ""
    assert current(entry(item(0, event="finish"))) is None
    assert current(entry()) is None


def test_a_share_after_pages() -> None:
    """Where it is not known how many pages there are, what was noted last counts; +8 counts from the pages."""
    log = (item(0, pages="1-4"), item(1, pages="60%"))
    found = place_of(entry(*log, pages=None))
    assert (str(found), found.short, found.sentence, found.part, found.page) == ("60%", "60%", "60%", 0.6, 4)
    assert place_of(entry(*log)).short == "12/20"
    later = place_of(entry(*log, item(2, pages="5-9"), pages=None))
    assert (str(later), later.short, later.part) == ("page 9", "p9", None)


def test_pages_beyond_the_end() -> None:
    """They are not there, so nobody read them."""
    beyond = entry(item(0, pages="18-40"), item(1, pages="25-30"))
    assert (readings(beyond)[0].pages, pages_a_day([beyond])) == (3, {DAY: 3})
    assert readings(entry(item(0, pages="18-40"), pages=None))[0].pages == 23


def test_nearly_all_is_not_all() -> None:
    """Only 100% is the last page, and the least share is the first."""
    places = [place_of(entry(item(0, pages=f"{share}%"))).page for share in (1, 50, 99, 99.9, 100)]
    assert places == [1, 10, 19, 19, 20]


def test_a_start_begins_anew() -> None:
    """Also where the reading before it has no end: it was put back among the unread."""
    assert [each.ending for each in readings(entry(item(0, event="start"), item(9, event="start")))] == [
        "",
        "",
    ]


def test_pages_from_before_the_start() -> None:
    """They belong to the reading that this start begins, unless something ended before it."""
    late = entry(item(1, pages="1-4"), item(3, event="start"), item(5, pages="5-6"))
    assert [each.pages for each in readings(late)] == [6]
    assert str(place_of(late)) == "page 6 of 20"


def test_a_log_in_any_order() -> None:
    """What was written by hand is read by its days, those of one day as they stand."""
    mixed = entry(item(9, event="finish"), item(0, event="start"), item(5, pages="1-4"), status="read")
    (reading,) = readings(mixed)
    assert (reading.ending, reading.sentence) == ("finish", "2026-01-01 to 2026-01-10, finished: 4 pages")


def test_what_happened() -> None:
    """The latest first, between two days."""
    told = [(each.session.day - DAY).days for each in happenings([TWICE])]
    assert told == [31, 30, 3, 2, 0, 0]
    assert len(happenings([TWICE], DAY + timedelta(days=2), DAY + timedelta(days=30))) == 3


@given(_ranges)
def test_pages_are_counted_once(ranges: list[Pages]) -> None:
    """However ranges lie, the count is that of a set of pages."""
    assert covered(ranges) == len({page for first, last in ranges for page in range(first, last + 1)})


@given(st.lists(st.tuples(st.integers(0, 9), _ranges.filter(bool)), max_size=5))
def test_the_days_add_up(log: list[tuple[int, list[Pages]]]) -> None:
    """The pages of all days are those of the reading, the minutes those that were noted."""
    items = [item(day, pages=str(pages), minutes="5") for day, ranges in log for pages in ranges]
    given_ = entry(*items)
    total = readings(given_)[0].pages if items else 0
    assert sum(pages_a_day([given_]).values()) == total
    assert sum(each.minutes for each in readings(given_)) == 5 * len(items)
