"""A review in Markdown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readinglist.model.entry import Entry, LogItem
from readinglist.reading.statistics.days import past_of
from readinglist.render.review import review
from tests.test_reading_statistics import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

HOSTILE = "*x* <b>[y](z)|"


def reviewed(
    given: Sequence[Entry], since: date | None = None, until: date | None = None, group: str = "areas"
) -> str:
    """Return the review of entries."""
    found = figures_of(given, since, until)
    endings = past_of(enumerate(given)).within(found.period).endings
    return "".join(review("Mine", "", found, [(each, given[each.number]) for each in endings], group))


def entry(day: str, event: str = "finish", **values: object) -> Entry:
    """Return an entry of which a reading ended on a day."""
    fields = {"id": "a", "title": "A", "status": "read", "log": (LogItem(day, {"event": event}),)}
    return Entry(**(fields | values))  # type: ignore[arg-type]


def test_a_year() -> None:
    """Figures, months, areas, and what was read with rating and takeaway, each once, under its first area."""
    given = [
        entry(
            "2025-02-01",
            areas=("x", "y"),
            rating=5,
            takeaway="It works.",
            authors=("Ann Lee",),
            date="2020-03",
        ),
        entry("2025-03-01", title="B", url="https://example.org/b"),
        entry("2025-03-02", "drop", title="C"),
        entry("2026-01-01", title="D"),
    ]
    text = reviewed(given, date(2025, 1, 1), date(2025, 12, 31))
    assert (
        text
        == """# Read in 2025

Mine: 1 January 2025 to 31 December 2025.

- **2** read
- **1** given up
- **2** days with reading
- **5.0** of 5 stars on average

## Month by month

| month | read | given up |
|---|--:|--:|
| February | 1 | 0 |
| March | 1 | 1 |

## By area

| area | read | mean rating |
|---|--:|--:|
| x | 1 | 5.0 |
| y | 1 | 5.0 |

## What was read

### x

- **A** — Lee, Mar 2020. ★★★★★ 1 February 2025.
  It works.

### Others

- **[B](https://example.org/b)**. 1 March 2025.

## Skimmed or given up

- **C**. Given up, 2 March 2025.
"""
    )


def test_since_a_day_and_all() -> None:
    """The title says which time it is; without one the funnel stands there as well."""
    given = [entry("2025-02-01", pages=3), entry("2026-01-01")]
    assert reviewed(given, date(2025, 2, 1)).startswith("# Read since 1 February 2025\n")
    text = reviewed(given)
    assert text.startswith("# Read so far\n\nMine: 1 February 2025 to 4 March 2026.\n")
    assert "- papers: 5 evaluated, 2 kept\n" in text
    assert "| February 2025 | 1 |" in text
    assert "###" not in text


def test_nothing_was_read() -> None:
    """It says so and has no empty tables."""
    text = reviewed([Entry(id="a", title="A")])
    assert (
        text
        == "# Read so far\n\nMine: up to 4 March 2026.\n\n- nothing was read to its end\n- papers: 4 evaluated, 1 kept\n"
    )


def test_days_in_a_row_and_hours() -> None:
    """As far as minutes were noted."""
    log = tuple(LogItem(f"2025-02-0{day}", {"minutes": "30"}) for day in (1, 2, 3))
    text = reviewed([Entry(id="a", title="A", status="reading", log=log)])
    assert "- **1.5** hours\n" in text
    assert "- **3** days in a row, until 3 February 2025\n" in text
    assert "| February | 0 | 1.5 |" in text


def test_markdown_shows_texts_as_they_are() -> None:
    """Nothing of an entry is read as Markdown or HTML."""
    text = reviewed([entry("2025-02-01", title=HOSTILE, areas=(HOSTILE, "b"), takeaway=HOSTILE, rating=1)])
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert text.count("\\*x\\* \\<b\\>\\[y\\](z)\\|") == 3


def test_by_another_field() -> None:
    """Years come the latest first."""
    given = [entry("2025-02-01", date="2019"), entry("2025-02-02", date="2020")]
    text = reviewed(given, group="year")
    assert text.index("### 2020") < text.index("### 2019")
    assert "## By year" in text
