"""An entry: a frozen value, and what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from readinglist.model.fields import ENDINGS, FIELDS, KEPT, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readinglist.model.fields import Value


_VALUES = attrgetter(*(each.name for each in FIELDS))


@dataclass(frozen=True, slots=True)
class LogItem:
    """One thing that happened with an entry.

    Attributes:
        date: the day, YYYY-MM-DD.
        values: everything else as text: `event`, `pages`, `minutes` and keys we do not know.

    """

    date: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def event(self) -> str:
        """`start`, `finish`, `skim`, `drop` or "" for a session."""
        event = self.values.get("event")
        return event if isinstance(event, str) else ""

    def stored(self) -> dict[str, Value]:
        """Return the item as a mapping, the day first."""
        return {"date": self.date, **self.values}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper, post, book or talk. A field that is not set is None, an empty tuple or False.

    The fields are those of the table in `readinglist.model.fields`; `extra` holds the keys the table
    does not know, as text, in the order of the file.
    """

    id: str
    title: str
    paper_title: str | None = None
    kind: str = "paper"
    date: str | None = None
    authors: tuple[str, ...] = ()
    et_al: bool = False
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    code: str | None = None
    file: str | None = None
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str | None = None
    abstract: str | None = None
    distinct_from: tuple[str, ...] = ()
    status: str = "unread"
    rating: int | None = None
    priority: str = "normal"
    pages: int | None = None
    added: str | None = None
    log: tuple[LogItem, ...] = ()
    takeaway: str | None = None
    notes: str | None = None
    extra: Mapping[str, Value] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year of `date`."""
        return int(self.date[:4]) if self.date else None

    @property
    def kept(self) -> bool:
        """Whether the entry was evaluated and not rejected."""
        return self.status in KEPT

    @property
    def credits(self) -> str:
        """All authors as they are printed, divided by commas, `et al.` where the list goes on."""
        return ", ".join([*self.authors, *(["et al."] if self.et_al else [])])

    def stored(self) -> dict[str, Any]:
        """Return `id` and the fields that are not as by default, ready for JSON; `from_stored` reads it."""
        found: dict[str, Any] = {"id": self.id}
        for each, value in zip(FIELDS, _VALUES(self), strict=True):
            if value and value != each.default:
                found[each.name] = _plain(each.type, value)
        if self.extra:
            found["extra"] = dict(self.extra)
        return found

    @classmethod
    def from_stored(cls, found: dict[str, Any]) -> Entry:
        """Return the entry that `stored` described."""
        for name in ("authors", "areas", "tags", "distinct_from"):
            if name in found:
                found[name] = tuple(found[name])
        if "log" in found:
            found["log"] = tuple(LogItem(item.pop("date"), item) for item in found["log"])
        return cls(**found)

    def with_status(self, status: str) -> Entry:
        """Return the entry with another status."""
        return replace(self, status=status)

    def started(self, day: str, page: int | None = None) -> Entry:
        """Return the entry as being read since `day`, from a page on; one that is being read as it is."""
        return self._became("reading", "start", day, page=str(page) if page else None)

    def finished(self, day: str) -> Entry:
        """Return the entry as read on `day`."""
        return self._became("read", "finish", day)

    def skimmed(self, day: str) -> Entry:
        """Return the entry as skimmed on `day`."""
        return self._became("skimmed", "skim", day)

    def dropped(self, day: str, why: str | None = None) -> Entry:
        """Return the entry as given up on `day`."""
        return self._became("dropped", "drop", day, note=why)

    def logged(self, item: LogItem) -> Entry:
        """Return the entry with one more item in its log, behind those of earlier days and of the same day.

        What is read on the day on which a reading ends comes before its end.
        """
        place = max((at for at, other in enumerate(self.log, 1) if other.date <= item.date), default=0)
        if place and not item.event:
            last = self.log[place - 1]
            place -= last.date == item.date and last.event in ENDINGS
        return replace(self, log=(*self.log[:place], item, *self.log[place:]))

    def admitted(self) -> Entry:
        """Return a candidate or rejected entry as kept and unread; one that is kept stays as it is."""
        return self if self.kept else self.with_status("unread")

    def tagged(self, add: Iterable[str], remove: Iterable[str]) -> Entry:
        """Return the entry with other tags: `remove` go, those of `add` it lacks come last."""
        gone = set(remove)
        tags = [tag for tag in self.tags if tag not in gone]
        tags += [tag for tag in dict.fromkeys(add) if tag not in tags]
        return replace(self, tags=tuple(tags))

    def _became(self, status: str, event: str, day: str, **more: str | None) -> Entry:
        if self.status == status:
            return self
        told = {name: value for name, value in more.items() if value}
        return self.with_status(status).logged(LogItem(day, {"event": event, **told}))


def _plain(kind: Type, value: Any) -> Any:  # noqa: ANN401 - the value of any field
    if kind is Type.LIST:
        return list(value)
    if kind is Type.LOG:
        return [item.stored() for item in value]
    return value
