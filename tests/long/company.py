"""What became of the comments of an edit: which are lost, which went, which stand beside something else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.long.handmade import GONE
from tests.long.reading import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.long.handmade import Change
    from tests.long.reading import Reading, Span

# What is no text: a comment stands beside none of these.
SIGNS = ("-", ",", ":", "?")


def missing(old: Reading, new: Reading, change: Change) -> tuple[list[str], list[str]]:
    """Return the comments that are lost, and those that went with what was taken out."""
    if [text for _, text in old.comments] == [text for _, text in new.comments]:
        return [], []
    taken = list(_taken(old, change))
    rest = [text for _, text in new.comments]
    lost: list[str] = []
    gone: list[str] = []
    for index, text in old.comments:
        if text in rest:
            rest = rest[rest.index(text) + 1 :]
        else:
            (gone if _belongs(old, index, taken) else lost).append(text)
    return lost, gone


def moved(old: Reading, new: Reading, change: Change) -> Iterator[str]:
    """Yield the comments that stand beside something else than before."""
    before, after = ([text for _, text in read.comments] for read in (old, new))
    once = [text for text in before if before.count(text) == after.count(text) == 1]
    for text in once:
        was, now = (_company(read, text, change) for read in (old, new))
        if was.outside != now.outside:
            yield f"{text} stands beside {now.outside}, not {was.outside}"
        lists = all(isinstance(old.data.get(key), list) for key in change.wanted)
        if lists and change.kind.startswith("add ") and was.inside - now.inside:
            yield f"{text} no longer stands beside {was.inside - now.inside}"
        if "take" in change.kind and now.inside - was.inside:
            yield f"{text} stands beside {now.inside - was.inside} as well"


class _Company(NamedTuple):
    """The texts that a comment stands beside, outside the keys of a change and inside."""

    outside: Counter[str]
    inside: Counter[str]


def _company(read: Reading, comment: str, change: Change) -> _Company:
    index = next(index for index, text in read.comments if text == comment)
    line = read.line(index)
    spans = [span for key, span in read.pairs.items() if key in change.wanted]
    found = _Company(Counter(), Counter())
    for token in read.tokens:
        word = read.text[slice(*token)]
        if token.end > line.start and token.start < line.end and word not in (*SIGNS, *"[]{}"):
            inside = any(span.start <= token.start < span.end for span in spans)
            found[inside][word] += 1
    return found


def _taken(old: Reading, change: Change) -> Iterator[Span]:
    """Yield what goes: keys with their values, and items."""
    for key, value in change.wanted.items():
        if key not in old.pairs:
            continue
        if value is GONE:
            yield old.pairs[key]
        elif isinstance(old.data[key], list) and change.lost.get(key):
            filled = [span for span, item in zip(items(old, key), old.data[key], strict=True) if item]
            if change.kind == "set a list" or is_twice(old.data[key]):
                words = [item for item in old.data[key] if item]
                yield from (
                    span
                    for span, item in zip(filled, words, strict=True)
                    if words.count(item) > value.count(item)
                )
            else:
                yield from (filled[place] for place in change.lost[key])


def _belongs(old: Reading, index: int, taken: list[Span]) -> bool:
    """Tell whether a comment stands beside, inside or deeper below something that was taken out."""
    line = old.line(index)
    if any(span.start <= index < span.end for span in taken):
        return True
    beside = [token for token in old.tokens if token.end > line.start and token.start < line.end]
    beside = [token for token in beside if old.text[slice(*token)] not in SIGNS]
    if beside:
        return all(any(span.start <= token.start < span.end for span in taken) for token in beside)
    above = [token for token in old.tokens if token.end <= index and old.text[slice(*token)] != ","]
    last = next((span for span in taken if above and span.start <= above[-1].start < span.end), None)
    if last is None:
        return False
    its_line = old.line(last.start)
    first = len(old.text[slice(*its_line)]) - len(old.text[slice(*its_line)].lstrip(" "))
    dashed = old.text[its_line.start + first] == "-"
    return index - line.start > (first if dashed else last.start - its_line.start)


def is_twice(found: Any) -> bool:
    """Tell whether a list has an item twice, of which either may go."""
    return isinstance(found, list) and any(found.count(item) > 1 for item in found)
