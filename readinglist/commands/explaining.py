"""`search --explain`: which words each hit has, where, how, and what they weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.render.columns import PLAIN, cell

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library import Result
    from readinglist.search import Reason


def show_explained(session: Session, result: Result, *, json: bool) -> None:
    """Show hits with the reasons for their scores: as JSON, on a terminal or in a pipe."""
    if json:
        _show_json(session, result)
    elif session.out.fancy:
        from readinglist.render.hits import explained  # noqa: PLC0415 - rich is for terminals

        hits = list(result.hits.explained())
        if hits:
            session.out.show(explained(hits))
    else:
        for score, entry, reason in result.hits.explained():
            session.out.cells([f"{score:.3f}", *(cell(entry, column) for column in PLAIN)])
            _show_plain(session, reason)


def _show_json(session: Session, result: Result) -> None:
    from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

    session.out.text(
        array(
            as_object(entry, score) | {"explain": _object(reason)}
            for score, entry, reason in result.hits.explained()
        )
    )


def _object(reason: Reason) -> dict[str, Any]:
    matches = [
        {**match._asdict(), "words": list(match.words), "weight": round(match.weight, 3)}
        for match in reason.matches
    ]
    return {"matches": matches, "share": round(reason.share, 3), "bonus": round(reason.bonus, 3)}


def _show_plain(session: Session, reason: Reason) -> None:
    for match in reason.matches:
        told = (match.typed, " ".join(match.words), match.how, match.field, f"{match.weight:.3f}")
        session.out.cells(["", *told])
    session.out.cells(["", "share", f"{reason.share:.3f}", "bonus", f"{reason.bonus:.3f}"])
