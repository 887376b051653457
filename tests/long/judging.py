"""What is wrong with an edit, told from the two texts and from what was wanted, without the editor's own means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.model.fields import FIELDS, Type
from tests.long.company import is_twice, missing, moved
from tests.long.handmade import GONE
from tests.long.reading import Span, is_flow, items, leaf_tags, reading, slowly_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.long.handmade import Change
    from tests.long.reading import Reading

ORDER = [field.name for field in FIELDS]
FLAT = {field.name for field in FIELDS if field.type is Type.LIST}
PLAIN = {field.name for field in FIELDS if field.plain}
_BREAKS = re.compile(r"\r\n|\r|\n")


class Verdict(NamedTuple):
    """What an edit did.

    Attributes:
        wrong: what is wrong with the data, the order, the spelling or the place.
        lost: comments that went and should have stayed.
        gone: comments that went with what was taken out.
        outside: how many bytes changed that are not of the keys it is about.

    """

    wrong: list[str]
    lost: list[str]
    gone: list[str]
    outside: int


def judged(before: str, after: str, change: Change) -> Verdict:
    """Judge an edit by its two texts."""
    if before[:1] == "\ufeff":
        if after[:1] != "\ufeff":
            return Verdict(["the byte order mark"], [], [], 0)
        before, after = before[1:], after[1:]
    old, new = reading(before), reading(after)
    if old is None or new is None:
        return Verdict(["PyYAML does not read it"], [], [], 0)
    lost, gone = missing(old, new, change)
    wrong = [
        *_slow(before, after),
        *_data(old, new, change),
        *_order(old, new, change),
        *_spelling(old, new, change),
        *_ends(old, new, change),
        *moved(old, new, change),
    ]
    return Verdict(wrong, lost, gone, _outside(old, new, change))


def _slow(before: str, after: str) -> Iterator[str]:
    """Read the text with the parser that PyYAML has where libyaml is not."""
    if not slowly_read(after) and slowly_read(before):
        yield "PyYAML without libyaml no longer reads it"


def _same(key: str, found: Any) -> Any:
    """Return what a key says as an entry has it: no empty items."""
    if key in FLAT:
        return [item for item in (found if isinstance(found, list) else [found]) if item]
    return found


def _data(old: Reading, new: Reading, change: Change) -> Iterator[str]:
    for key in {**old.data, **new.data, **change.wanted}:
        found = new.data.get(key, GONE)
        if key not in change.wanted:
            if key not in old.data or found != old.data[key]:
                yield f"data of {key}: {found!r}"
        elif change.wanted[key] is GONE:
            if found is not GONE:
                yield f"{key} is still there"
        elif found is GONE or _same(key, found) != change.wanted[key]:
            yield f"data of {key}: {found!r}"


def _order(old: Reading, new: Reading, change: Change) -> Iterator[str]:
    """Compare the order of keys; new ones stand where the table has them where the others do, else last."""
    there = [key for key in new.data if key in old.data]
    if there != [key for key in old.data if key in new.data]:
        yield "order of keys"
    added = [key for key in new.data if key not in old.data]
    known = [ORDER.index(key) for key in new.data if key in ORDER]
    if _open_ended(old) or any(str(value).endswith("\n\n") for value in change.wanted.values()):
        return
    ordered = _ordered(old.data) and not new.braces
    if _ordered(old.data) != _ordered(there):  # a key goes as well, and it was the one out of order
        return
    if ordered and known != sorted(known):
        yield "place of a new key"
    last = [key for key in added if key not in ORDER or not ordered]
    if last and list(new.data)[-1] not in last:
        yield "a new key is not at the end"


def _ordered(keys: Iterable[str]) -> bool:
    """Tell whether those keys that the table has stand in its order."""
    ranks = [ORDER.index(key) for key in keys if key in ORDER]
    return ranks == sorted(ranks)


def _open_ended(read: Reading) -> bool:
    """Tell whether the file ends in a block of text without a line end, which nothing can follow unharmed."""
    last = list(read.pairs)[-1]
    open_block = re.search(r"[|>]\d?\+?[ \t]*(#[^\r\n]*)?[\r\n]", read.text[read.keys[last].end :])
    return bool(open_block) and read.text[-1:] not in "\r\n" and isinstance(read.data[last], str)


def _spelling(old: Reading, new: Reading, change: Change) -> Iterator[str]:
    """Compare how keys and items are written, and how others read what is new."""
    for key, span in old.keys.items():
        if key in new.keys and old.text[slice(*span)] != new.text[slice(*new.keys[key])]:
            yield f"spelling of the key {key}"
    for key, value in change.wanted.items():
        if value is GONE:
            continue
        if key not in PLAIN and (others := set(leaf_tags(new.text, key)) - {"str", "null", "merge"}):
            was = (
                set(leaf_tags(old.text, key))
                if key in old.data and isinstance(old.data[key], list | dict)
                else set()
            )
            if others - was:
                yield f"{key} is taken for {others}"
        if key in old.data and key in change.lost and isinstance(value, list):
            yield from _items(old, new, key, change)


def _items(old: Reading, new: Reading, key: str, change: Change) -> Iterator[str]:
    """Compare how the items that stay are written."""
    if change.kind not in ("add an item", "add items", "take an item out") or is_twice(old.data[key]):
        return
    before = [old.text[slice(*span)] for span in items(old, key)]
    rest = iter([new.text[slice(*span)] for span in items(new, key)])
    kept = before if change.kind != "take an item out" else _without(old, key, change.lost[key])
    if isinstance(old.data[key], list) and not all(item in rest for item in kept):
        yield f"spelling of the items of {key}"
    flow = is_flow(old, key)
    single = len(_BREAKS.findall(old.text[slice(*old.pairs[key])])) == 0
    if change.kind == "add an item" and before and isinstance(old.data[key], list) and (single or not flow):
        yield from _only_put_in(old, new, lines=0 if flow else 1)


def _without(old: Reading, key: str, gone: list[int]) -> list[str]:
    """Return the items as they are written, but for some, counted without empty ones."""
    spans = items(old, key)
    filled = (
        [span for span, value in zip(spans, old.data[key], strict=True) if value]
        if isinstance(old.data[key], list)
        else []
    )
    lost = {filled[place] for place in gone if place < len(filled)}
    return [old.text[slice(*span)] for span in spans if span not in lost]


def _only_put_in(old: Reading, new: Reading, lines: int) -> Iterator[str]:
    """Tell where more happened than that a few characters, or a line, were put in."""
    more = len(_BREAKS.findall(new.text)) - len(_BREAKS.findall(old.text))
    same = next(
        (place for place, pair in enumerate(zip(old.text, new.text, strict=False)) if pair[0] != pair[1]),
        len(old.text),
    )
    if not new.text.endswith(old.text[same:]):
        yield "more than an item was put in"
    if more != lines:
        yield f"{more} lines more"


def _ends(old: Reading, new: Reading, change: Change) -> Iterator[str]:
    before, after = set(_BREAKS.findall(old.text)), set(_BREAKS.findall(new.text))
    if before and after - before:
        yield "line ends of another sort"
    # Of a last key that goes the blank line above stays.
    last = change.wanted.get(list(old.data)[-1])
    lines = any(str(value).endswith("\n") for value in change.wanted.values())
    whole = last is not GONE and not lines and not _keeps_end(new)
    if old.text[-1:] not in "\r\n" and new.text[-1:] in "\r\n" and whole:
        yield "a last line end"
    if old.text[-1:] in "\r\n" and new.text[-1:] not in "\r\n":
        yield "the last line end"


def _keeps_end(new: Reading) -> bool:
    """Tell whether the last value is a text that ends with a line end."""
    last = list(new.data.values())[-1]
    return isinstance(last, str) and last.endswith("\n")


def _outside(old: Reading, new: Reading, change: Change) -> int:
    """Return how many bytes differ outside the lines of the keys that the change is about."""
    before, after = rest(old, change), rest(new, change)
    if change.lost or GONE in change.wanted.values():
        # What stands between items, and below what goes: a comment there is looked at by itself.
        before, after = without(before, "#"), without(after, "#")
    if any(change.lost.values()) or re.search(r"[|>]-?\d?\+", old.text + new.text):
        # To a block that keeps its line ends blank lines belong, and some to the item that goes.
        before, after = without(before, ""), without(after, "")
    if old.text[-1:] not in "\r\n":
        before, after = before.rstrip("\r\n"), after.rstrip("\r\n")
    same = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    return 0 if before == after else max(len(before), len(after)) - same


def without(text: str, start: str) -> str:
    """Return a text without the comments on lines of their own, or without blank lines."""
    return "".join(line for line in text.splitlines(keepends=True) if line.lstrip()[:1] != start)


def rest(read: Reading, change: Change) -> str:
    """Return the text without the lines of the keys that a change is about; in braces, without these keys."""
    if read.braces:
        return "".join(
            read.text[slice(*span)] for key, span in read.pairs.items() if key not in change.wanted
        )
    text, here = "", 0
    for start, end in sorted(_region(read, key, change) for key in change.wanted if key in read.pairs):
        text += read.text[here : max(start, here)]
        here = end
    return text + read.text[here:]


def _region(read: Reading, key: str, change: Change) -> Span:
    """Return the lines of a key; of one that goes with the deeper comments below."""
    found = read.region(key)
    end = here = found.end
    column = read.keys[key].start - read.line(read.keys[key].start).start
    while here < len(read.text):
        line = read.line(here)
        bare = read.text[slice(*line)].strip()
        deep = bare and read.text[slice(*line)].index(bare) > column
        if bare and not (bare.startswith("#") and deep):
            break
        here = line.end
        end = here if bare else end
    return Span(found.start, end if change.wanted[key] is GONE else found.end)
