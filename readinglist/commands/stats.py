"""`stats`: the list and its reading in figures."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from readinglist.commands.list import tell_unquoted
from readinglist.commands.shared import Limit, Words, joined, session_of, stop
from readinglist.commands.wording import SCREENFUL, part_of
from readinglist.errors import NOTHING_MATCHED, UsageError

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library.figures import Wanted
    from readinglist.model.listfile import ListFile
    from readinglist.reading.statistics.summary import Statistics

Year = Annotated[
    str, typer.Option("--year", metavar="YEAR", help="What was read in that year.", show_default=False)
]
Since = Annotated[
    str, typer.Option("--since", metavar="DATE", help="What was read from that day on.", show_default=False)
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="FIELD",
        help="The values of one field alone: area, tag, author, venue, year, ...",
        show_default=False,
    ),
]
Markdown = Annotated[bool, typer.Option("--markdown", help="A review to publish, in Markdown.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
# Of each field so many values are told where none is named.
_MOST = 8


class Asked(NamedTuple):
    """What the statistics are about: a query, days, a field, whether it is a review, how many values."""

    query: str
    since: date | None = None
    until: date | None = None
    by: str = ""
    review: bool = False
    most: int | None = None

    @property
    def wanted(self) -> Wanted:
        """What to ask the library for; a review is about what was read alone, by one field."""
        from readinglist.library.figures import Wanted  # noqa: PLC0415 - after bad usage
        from readinglist.reading.statistics.summary import FIELDS  # noqa: PLC0415 - as said

        fields = (self.by,) if self.by else ("areas",) if self.review else FIELDS
        return Wanted(self.query, self.since, self.until, fields, self.most, self.review)

    @property
    def about(self) -> str:
        """The query and the days, in words."""
        days = ""
        if self.since:
            days = f"in {self.since.year}" if self.until else f"since {self.since.isoformat()}"
        return " · ".join(filter(None, [self.query, days]))


def stats(
    ctx: typer.Context,
    query: Words = None,
    year: Year = "",
    since: Since = "",
    by: By = "",
    limit: Limit = None,
    markdown: Markdown = False,
    json: AsJson = False,
) -> None:
    """Show the list and its reading in figures: all of it, or the entries that match a query.

    How much was evaluated, kept and read, and what in which week, month and year; pages and minutes as far
    as they were noted; pace and streaks; when the list will be done; a heat map of a year; areas, tags,
    authors, venues, years of publication, ratings. In a pipe: section, label and figure, divided by tabs;
    with --by value, how many read, how many kept, mean rating.

    \b
    Examples:
      readinglist stats
      readinglist stats area:reasoning --since 2026-06
      readinglist stats --by author
      readinglist stats --year 2026 --markdown > 2026.md
    """
    session = session_of(ctx)
    if markdown and json:
        raise UsageError("--markdown and --json exclude each other")
    asked = _asked(session, joined(query), year, since, by)
    list_file, faults = session.library.read_list_file()
    asked = asked._replace(review=markdown)
    asked = asked._replace(most=_most(session, asked, limit, machine=json or markdown))
    found, asked = _found(session, asked, list_file)
    there = any(each.by_status for each in found.kinds.values())
    if there or json:
        _show(session, asked, found, list_file, "markdown" if markdown else "json" if json else "")
    session.name_broken()
    if not there:
        session.tell_nothing(asked.query)
    session.name_list_faults(faults)
    stop(0 if there else NOTHING_MATCHED)


def _asked(session: Session, query: str, year: str, since: str, by: str) -> Asked:
    if year and since:
        raise UsageError("--year and --since exclude each other")
    first = last = None
    if year:
        first, last = _year(session, year)
    elif since:
        first = _since(session, since)
    if not by:
        return Asked(query, first, last)
    from readinglist.commands.naming import counted_field  # noqa: PLC0415 - only with --by

    return Asked(query, first, last, counted_field(session, by))


def _year(session: Session, typed: str) -> tuple[date, date]:
    if not re.fullmatch(r"\d{4}", typed, re.ASCII) or typed == "0000":
        raise UsageError(f'--year "{typed}" is no year', hint="write it like 2026")
    if int(typed) > session.library.today.year:
        raise UsageError(f"--year {typed} is yet to come")
    return date(int(typed), 1, 1), date(int(typed), 12, 31)


def _since(session: Session, typed: str) -> date:
    from readinglist.dates import parse_span  # noqa: PLC0415 - only with --since

    try:
        first, _ = parse_span(typed, session.library.today)
    except ValueError as error:
        raise UsageError(f"--since: {error}") from None
    if first > session.library.today:
        raise UsageError(f"--since {typed} is yet to come")
    return first


def _most(session: Session, asked: Asked, limit: int | None, *, machine: bool) -> int | None:
    """Return how many values of each field are told: all of the one of a review."""
    if asked.by or asked.review or limit is not None:
        return session.bound(limit, SCREENFUL, machine=machine)
    return _MOST


def _found(session: Session, asked: Asked, list_file: ListFile) -> tuple[Statistics, Asked]:
    """Return the statistics; where no entry has the words, those of the corrected ones, and say so."""
    found = session.library.statistics(asked.wanted, list_file)
    tell_unquoted(session, asked.query)
    if found.kinds or not asked.query:
        return found, asked
    corrected = session.library.corrected(asked.query)
    better = asked._replace(query=corrected or "")
    if not corrected or not (other := session.library.statistics(better.wanted, list_file)).kinds:
        return found, asked
    session.out.remark(f"nothing has {asked.query}; showing results for {corrected}")
    return other, better


def _show(session: Session, asked: Asked, found: Statistics, list_file: ListFile, form: str) -> None:
    name = list_file.name or session.library.folder.resolve().name
    if form == "markdown":
        from readinglist.render.review import review  # noqa: PLC0415 - only for --markdown

        ended = session.library.ended(asked.wanted)
        session.out.text(review(name, asked.query, found, ended, *asked.wanted.fields))
    elif form == "json":
        from readinglist.model.objects import as_text  # noqa: PLC0415 - only for --json
        from readinglist.render.figures import as_object  # noqa: PLC0415 - as said

        told = {"list": name, "query": asked.query, "today": session.library.today.isoformat()}
        session.out.text([as_text(told | as_object(found)) + "\n"])
    elif session.out.fancy:
        _show_screen(session, asked, found, name)
    else:
        from readinglist.render.figures import plain_lines, value_lines  # noqa: PLC0415 - as said

        for cells in value_lines(found.shares[asked.by]) if asked.by else plain_lines(found):
            session.out.cells(cells)


def _show_screen(session: Session, asked: Asked, found: Statistics, name: str) -> None:
    from readinglist.commands.naming import without  # noqa: PLC0415 - as below
    from readinglist.render.statistics import statistics_screen, values_screen  # noqa: PLC0415 - rich is for terminals

    width = session.out.width
    if not asked.by:
        session.out.show(statistics_screen(name, asked.about, found, width))
        return
    session.out.show(values_screen(asked.by, found, without(asked.by), width))
    shares = found.shares[asked.by]
    if len(shares.first) < shares.total:
        session.out.remark(part_of(len(shares.first), shares.total), name=False)
