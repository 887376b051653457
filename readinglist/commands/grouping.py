"""`list --group-by`: entries under headings, or with their group in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.naming import without
from readinglist.reading.counting import NUMBERS, grouped
from readinglist.render.columns import FANCY, PLAIN, cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry
    from readinglist.render.template import Template


def show_groups(
    session: Session,
    entries: Iterable[Entry],
    name: str,
    columns: Sequence[str],
    template: Template | None,
    *,
    json: bool,
    whole: bool,
) -> None:
    """Show entries by the values of a field, as JSON, on a terminal or in a pipe.

    Groups are counted only where the entries are the `whole` of what matched.
    """
    groups = grouped(entries, name)
    if json:
        _show_json(session, groups, name)
    elif session.out.fancy:
        _show_screens(session, groups, name, columns, template, whole=whole)
    else:
        for value, members in groups:
            _show_plain(session, value or "", members, columns, template)


def _show_json(session: Session, groups: list[tuple[str | None, list[Entry]]], name: str) -> None:
    from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

    session.out.text(
        array(
            {"group": int(value) if value and name in NUMBERS else value, **as_object(entry)}
            for value, members in groups
            for entry in members
        )
    )


def _show_screens(
    session: Session,
    groups: list[tuple[str | None, list[Entry]]],
    name: str,
    columns: Sequence[str],
    template: Template | None,
    *,
    whole: bool,
) -> None:
    from readinglist.render.groups import group_screen, heading  # noqa: PLC0415 - rich is for terminals
    from readinglist.render.tables import fitting  # noqa: PLC0415 - as said

    width = session.out.width
    shown = columns or session.settings.columns or fitting(FANCY, width)
    for value, members in groups:
        head = heading(without(name) if value is None else value, len(members) if whole else None, field=name)
        if template is None:
            session.out.show(group_screen(head, members, shown, width))
            continue
        session.out.show(head)
        for entry in members:
            session.out.made(template.line(entry))
        session.out.line("")


def _show_plain(
    session: Session, group: str, members: Sequence[Entry], columns: Sequence[str], template: Template | None
) -> None:
    for entry in members:
        if template is None:
            session.out.cells([group, *(cell(entry, column) for column in columns or PLAIN)])
        else:
            session.out.cells([group], end="\t")
            session.out.made(template.line(entry))
