"""`--group-by`: entries under headings, or with their group in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.commands.naming import without
from readinglist.reading.counting import NUMBERS, grouped
from readinglist.render.columns import FANCY, PLAIN, cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.commands.shared import Session
    from readinglist.library.listing import Rows
    from readinglist.model.entry import Entry
    from readinglist.render.template import Template

    Groups = list[tuple[str | None, list[int]]]


class Form(NamedTuple):
    """How the entries of a group are shown.

    Attributes:
        columns: fields; where none is given those that are usual.
        template: the template of their lines, in place of columns.
        scores: what a search gave each, by id: the entries then come best first.

    """

    columns: Sequence[str] = ()
    template: Template | None = None
    scores: Mapping[str, float] | None = None

    def score(self, entry: Entry) -> dict[str, str]:
        """Return the score of an entry, where there is one, as it is written."""
        return {} if self.scores is None else {"score": f"{self.scores[entry.id]:.3f}"}


def show_groups(session: Session, found: Rows, name: str, form: Form, *, json: bool, whole: bool) -> None:
    """Show entries by the values of a field, as JSON, on a terminal or in a pipe.

    They are read once for their groups and once to be shown, for there may be too many to hold. Groups are
    counted only where the entries are the `whole` of what matched.
    """
    groups = grouped(found.placed(), name, ranked=form.scores is not None)
    if json:
        _show_json(session, found, groups, name, form.scores or {})
    elif session.out.fancy:
        _show_screens(session, found, groups, name, form, whole=whole)
    else:
        for value, places in groups:
            _show_plain(session, value or "", found.at(places), form)


def _show_json(session: Session, found: Rows, groups: Groups, name: str, scores: Mapping[str, float]) -> None:
    from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

    session.out.text(
        array(
            {
                "group": int(value) if value and name in NUMBERS else value,
                **_without_group(as_object(entry, scores.get(entry.id))),
            }
            for value, places in groups
            for entry in found.at(places)
        )
    )


def _without_group(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an object without a key of one's own that would take the place of the group."""
    return {name: value for name, value in entry.items() if name != "group"}


def _show_screens(
    session: Session, found: Rows, groups: Groups, name: str, form: Form, *, whole: bool
) -> None:
    from readinglist.render.groups import group_header, group_screen, heading  # noqa: PLC0415 - rich is for terminals
    from readinglist.render.tables import fit_of, fitting  # noqa: PLC0415 - as said

    width = session.out.width
    shown = form.columns or session.settings.columns or fitting(FANCY, width)
    fit = fit_of([entry for _, entry in found.placed()], shown, width)
    if groups and form.template is None:
        session.out.show(group_header(shown, width, fit))
    for value, places in groups:
        members = list(found.at(places))
        head = heading(without(name) if value is None else value, len(members) if whole else None)
        if form.template is None:
            session.out.show(group_screen(head, members, shown, width, fit))
            continue
        session.out.show(head)
        for entry in members:
            session.out.safe_line(form.template.line(entry, form.score(entry)))
        session.out.line("")


def _show_plain(session: Session, group: str, members: Iterable[Entry], form: Form) -> None:
    for entry in members:
        if form.template is None:
            cells = (cell(entry, column) for column in form.columns or PLAIN)
            session.out.cells([group, *form.score(entry).values(), *cells])
        else:
            session.out.cells([group], end="\t")
            session.out.safe_line(form.template.line(entry, form.score(entry)))
