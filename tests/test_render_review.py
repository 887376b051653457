"""A review in Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from readinglist.library import Library
from readinglist.library.figures import Wanted
from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile
from readinglist.render.review import review
from readinglist.yamlfile.entries import write_entry
from tests.shelf import environ

if TYPE_CHECKING:
    from collections.abc import Sequence

HOSTILE = "*x* <b>[y](z)|"


def reviewed(
    given: Sequence[Entry],
    since: date | None = None,
    until: date | None = None,
    group: str = "areas",
    most: int | None = None,
) -> str:
    """Return the review of entries."""
    wanted = Wanted("", since, until, (group,), most, read_alone=True)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "entries").mkdir()
        for at, each in enumerate(given):
            (root / "entries" / f"e{at}.yaml").write_bytes(write_entry(each))
        library = Library(root, environ(root, READINGLIST_TODAY="2026-03-04"))
        found = library.statistics(wanted, ListFile(left_out={"paper": 3}))
        return "".join(review("Mine", "", found, library.ended(wanted), group))


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
| no area | 1 |  |

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


AGAIN = (LogItem("2025-02-01", {"event": "finish"}), LogItem("2025-03-01", {"event": "finish"}))


def test_what_is_read_again() -> None:
    """It is one that was read, with both days; its rating counts once."""
    given = [
        entry("", log=AGAIN, areas=("x",), rating=5),
        entry("2025-04-01", title="B", areas=("x",), rating=4),
        entry("2025-04-01", title="C", status="reading"),
    ]
    text = reviewed(given)
    assert "- **2** read\n- **4** readings to the end\n" in text
    assert "| x | 2 | 4.5 |" in text
    assert "**4.5** of 5 stars" in text
    assert "- **A**. ★★★★★ 1 February 2025 and 1 March 2025.\n" in text
    assert text.endswith("## Read before\n\n- **C**. 1 April 2025, now reading.\n")


def test_what_has_no_day() -> None:
    """It is among what was read of the whole list, and in no time."""
    given = [Entry(id="a", title="A", status="read"), Entry(id="b", title="B", status="dropped")]
    text = reviewed(given)
    assert "- **1** read\n- **1** of those read on a day that nobody noted\n- **1** given up\n" in text
    assert text.endswith("## What was read\n\n- **A**.\n\n## Skimmed or given up\n\n- **B**. Given up.\n")
    assert "nothing was read" in reviewed(given, date(2025, 1, 1))


def test_values_that_differ_in_case() -> None:
    """They are one in the table, which has all of them or as many as are asked for, and above the list."""
    given = [entry("2025-02-01", areas=("Étude",)), entry("2025-02-02", areas=("étude",))]
    given += [entry("2025-02-03", areas=(f"Area {number}",)) for number in range(25)]
    text = reviewed(given)
    assert "| Étude | 2 |  |" in text
    assert text.count("\n### ") == text.count("\n| Area ") + 1 == 26
    assert reviewed(given, most=3).count("\n| Area ") == 2
