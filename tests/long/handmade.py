"""Files of entries as many hands would write them, and changes that somebody could want."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.library.noting import appended
from readinglist.model.fields import BY_NAME, FIELDS, Type
from readinglist.text import is_visible
from readinglist.yamlfile.scalars import control_in
from tests.long.pages import OWN, PageHand
from tests.penmanship import NASTY

if TYPE_CHECKING:
    from readinglist.model.entry import Entry

# What a key says that is not there.
GONE = object()
DEFAULTS = {field.name: field.default for field in FIELDS if field.default}
TEXTS = [field.name for field in FIELDS if field.type is Type.TEXT]
LISTS = [field.name for field in FIELDS if field.type is Type.LIST]
WRITABLE = [text for text in NASTY if text and not control_in(text)]
ITEMS = [text for text in WRITABLE if text != "\n"]
LONG = " ".join(["several words that make a long line: more than one, and #hash"] * 3)
DAY = "2026-12-24"


def _with(entry: Entry, name: str, value: Any) -> Entry:
    return replace(entry, **{name: value})


class Change(NamedTuple):
    """One change of an entry.

    Attributes:
        kind: what is done, in a word or two.
        entry: the entry afterwards.
        wanted: what each key that is touched says afterwards; `GONE` for one taken out.
        lost: the places of the items that go from a list.

    """

    kind: str
    entry: Entry
    wanted: dict[str, Any]
    lost: dict[str, list[int]]


class EntryHand(PageHand):
    """A hand that writes entries, and changes them."""

    def change(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Return a change of an entry, whose file says `data`."""
        kind = self.dice.choice("ttttpppuuaaaadddrslfnnnooxx2")
        if kind == "2":
            first = self.change(entry, data)
            second = self.change(first.entry, data)
            if first.wanted.keys() & second.wanted.keys():
                return first
            return Change("two at once", second.entry, first.wanted | second.wanted, first.lost | second.lost)
        makers = {
            "t": self.set_text, "p": self.set_plain, "u": self.unset, "a": self.add_item, "d": self.drop_item, "r": self.rename_item,
            "s": self.set_list, "l": self.clear_list, "f": self.log_on, "n": self.note, "o": self.set_own, "x": self.drop_own,
        }  # fmt: skip
        return makers[kind](entry, data)

    def there(self, data: dict[str, Any], names: list[str], *, often: float = 0.8) -> str:
        """Return one of these names, mostly one that the file has."""
        known = [name for name in names if data.get(name)]
        return self.dice.choice(known if known and self.chance(often) else names)

    def set_text(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Give a text field a value."""
        name = self.there(data, TEXTS)
        value = self.dice.choice([*WRITABLE, *WRITABLE, LONG, f"{LONG}\n{LONG}\n"])
        if name == "title" and not is_visible(value):
            value = "words"
        wanted = {} if getattr(entry, name) == value else {name: value}
        return Change("set a text", _with(entry, name, value), wanted, {})

    def set_plain(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Give a field with a type of its own a value."""
        name = self.there(
            data, [field.name for field in FIELDS if field.plain and field.type is not Type.LOG]
        )
        field = BY_NAME[name]
        if field.type is Type.FLAG:
            return Change(
                "set a choice, number or day",
                replace(entry, et_al=True),
                {name: "true"} if not entry.et_al else {},
                {},
            )
        value = self.dice.choice(self.values(field))
        wanted = {} if value == str(getattr(entry, name)) else {name: value}
        typed: Any = int(value) if field.type is Type.NUMBER else value
        return Change("set a choice, number or day", _with(entry, name, typed), wanted, {})

    def unset(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Take a field out; of a choice the usual value is written."""
        name = self.there(data, [field.name for field in FIELDS[1:] if field.type is not Type.LOG])
        default: Any = {Type.LIST: (), Type.FLAG: False}.get(BY_NAME[name].type, DEFAULTS.get(name))
        same = getattr(entry, name) == default
        wanted = {} if same else {name: DEFAULTS.get(name, GONE)}
        return Change("unset a field", _with(entry, name, default), wanted, {})

    def of_list(self, kind: str, entry: Entry, name: str, value: list[str], lost: list[int]) -> Change:
        """Return a change of a list."""
        same = list(getattr(entry, name)) == value
        wanted: dict[str, Any] = {} if same else {name: value or GONE}
        return Change(kind, _with(entry, name, tuple(value)), wanted, {name: lost})

    def add_item(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Add an item to a list, or two."""
        name = self.there(data, LISTS)
        old = list(getattr(entry, name))
        if old and self.chance(0.3):
            place = self.dice.randrange(len(old))
            come = self.dice.choice([1, 1, 2])
            value = [*old[:place], *self.dice.sample(ITEMS, come), *old[place:]]
            return self.of_list("add an item" if come == 1 else "add items", entry, name, value, [])
        if self.chance(0.9):
            return self.of_list("add an item", entry, name, [*old, self.dice.choice(ITEMS)], [])
        return self.of_list("add items", entry, name, [*old, *self.dice.sample(ITEMS, 2)], [])

    def drop_item(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Take an item out of a list."""
        name = self.there(data, LISTS, often=1)
        old = list(getattr(entry, name))
        if not old:
            return self.add_item(entry, data)
        gone = self.dice.randrange(len(old))
        left = old[:gone] + old[gone + 1 :]
        return self.of_list("take an item out", entry, name, left, [gone])

    def rename_item(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Put another item in the place of one."""
        name = self.there(data, LISTS, often=1)
        value = list(getattr(entry, name))
        if not value:
            return self.add_item(entry, data)
        value[self.dice.randrange(len(value))] = self.dice.choice(ITEMS)
        return self.of_list("put an item for one", entry, name, value, [])

    def set_list(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Give a list other items, some of them as before."""
        name = self.there(data, LISTS)
        old = list(getattr(entry, name))
        value = self.dice.sample(old, self.dice.randint(0, len(old))) + self.dice.sample(
            ITEMS, self.dice.randint(1, 3)
        )
        return self.of_list("set a list", entry, name, value, list(range(len(old))))

    def clear_list(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Take all items out."""
        return self.of_list("unset a list", entry, self.there(data, LISTS), [], [])

    def log_on(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Start or finish reading."""
        after = self.dice.choice([entry.started, entry.finished, entry.skimmed])(DAY)
        if after == entry:
            return Change("start or finish", entry, {}, {})
        log = [*(data.get("log") or []), after.log[-1].stored()]
        return Change("start or finish", after, {"status": after.status, "log": log}, {})

    def note(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Add lines to the notes."""
        after = appended(
            entry, self.dice.choice(["a line more", "- a point", "two\n\nparts", LONG, "a: b # c", "  deep"])
        )
        return Change("add to notes", after, {"notes": after.notes}, {})

    def set_own(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Give a key of one's own a value."""
        name = self.there(data, OWN, often=0.5)
        value = self.dice.choice(WRITABLE)
        same = entry.extra.get(name) == value
        wanted = {} if same else {name: value}
        return Change(
            "set a key of one's own", replace(entry, extra={**entry.extra, name: value}), wanted, {}
        )

    def drop_own(self, entry: Entry, data: dict[str, Any]) -> Change:
        """Take a key of one's own out."""
        names = list(entry.extra)
        if not names:
            return self.set_own(entry, data)
        name = self.dice.choice(names)
        extra = {key: value for key, value in entry.extra.items() if key != name}
        return Change("unset a key of one's own", replace(entry, extra=extra), {name: GONE}, {})
