"""How it stands with what is being read."""

from __future__ import annotations

from datetime import date

from readinglist.reading.standing import read_lately, standing
from tests.test_reading_readings import entry, item

# Items are dated so many days after the first of January.
TODAY = date(2026, 1, 15)


def _none() -> float:
    return 0.0


def test_what_was_read_lately() -> None:
    """Its pages left, by its share of the pages a day."""
    log = entry(item(4, event="start"), item(4, pages="1-5"), item(11, pages="6-15"))
    found = standing(log, TODAY, lambda: 1.25)
    assert found.told(TODAY) == ("page 15 of 20, 5 left", "read 3 days ago", "done about Monday")
    assert list(found.cells()) == ["15/20", "2026-01-12", "5", "2026-01-19"]


def test_what_lies() -> None:
    """Of what was not read in the last 28 days nobody can tell when it will be done."""
    lying = entry(item(1, pages="1-5"))
    assert standing(lying, date(2026, 1, 29), lambda: 10).done == date(2026, 1, 31)
    assert standing(lying, date(2026, 1, 30), lambda: 10).done is None
    assert (read_lately(lying, date(2026, 1, 29)), read_lately(entry(), TODAY)) == (True, False)


def test_what_was_begun() -> None:
    """Without pages read it has its share as well; where nothing is read nothing is said."""
    begun = entry(item(14, event="start"))
    assert standing(begun, TODAY, lambda: 10).told(TODAY) == (
        "20 pages",
        "begun today",
        "done about Saturday",
    )
    assert standing(begun, TODAY, _none).told(TODAY)[2] == ""
    assert standing(entry(pages=1), TODAY, _none).told(TODAY)[0] == "1 page"
    assert list(standing(begun, TODAY, _none).cells()) == ["0/20", "2026-01-15", "20", ""]


def test_what_is_not_known() -> None:
    """Without pages or a log nothing is said of them; at the last page nothing is left to be done."""
    bare = standing(entry(pages=None), TODAY, _none)
    assert (bare.told(TODAY), list(bare.cells())) == (("", "", ""), ["", "", "", ""])
    share = standing(entry(item(1, event="start"), item(2, pages="60%"), pages=None), TODAY, _none)
    assert share.told(TODAY)[:2] == ("60%", "read 12 days ago")
    assert list(share.cells()) == ["60%", "2026-01-03", "", ""]
    whole = standing(entry(item(2, pages="1-20")), TODAY, _none)
    assert whole.told(TODAY) == ("page 20 of 20", "read 12 days ago", "")
