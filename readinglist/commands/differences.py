"""What differs between two versions of an entry or of the list file, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.model.fields import FIELDS, LONG, as_line
from readinglist.render.columns import cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile

_EXCERPT = 50  # characters of a long text
_CONTEXT = 2  # words before the first one that differs


def difference(before: Entry, after: Entry) -> str:
    """Return the fields that differ, each as `field before → after`; of lists what came and went.

    Long texts are shortened to where they differ.
    """
    parts = [_change(field.name, before, after) for field in FIELDS if field.name != "log"]
    own = [{key: as_line(value) for key, value in each.extra.items()} for each in (before, after)]
    told = [*filter(None, parts), *_by_name("", *own)]
    if not told and before.log != after.log:
        told = ["log"]
    return ", ".join(told)


def told(before: Entry | None, after: Entry | None) -> str:
    """Return what became of an entry whose file was changed; None stands for a broken one."""
    if after is None:
        return "changed, and broken" if before else "changed"
    if before is None:
        return "mended"
    return difference(before, after) or "comments or layout"


def list_difference(before: ListFile | None, after: ListFile | None) -> str:
    """Return what differs between two list files, as `difference` does; "" where one cannot be read."""
    if before is None or after is None:
        return ""
    keys = [
        f"{key} {_told(getattr(before, key), getattr(after, key))}"
        for key in ("name", "curator", "description", "areas")
        if getattr(before, key) != getattr(after, key)
    ]
    left_out = _by_name("left_out ", before.left_out, after.left_out)
    return ", ".join([*keys, *left_out, *_by_name("@", before.views, after.views)])


def _change(name: str, before: Entry, after: Entry) -> str:
    old, new = getattr(before, name), getattr(after, name)
    if old == new:
        return ""
    stem = old.rstrip("\n") if name == "notes" and old else ""
    if stem and new and new.startswith(f"{stem}\n"):
        more = new[len(stem) :].split()
        return f"notes +{_shortened(more)}" if more else "notes line ends or spaces"
    if name in LONG or isinstance(old, tuple):
        return f"{name} {_told(old, new)}"
    return f"{name} {cell(before, name).rstrip() or '-'} → {cell(after, name).rstrip() or '-'}"


def _by_name(label: str, before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [
        f"{label}{name} {_texts(str(before.get(name, '')), str(after.get(name, '')))}"
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def _told(old: Any, new: Any) -> str:  # noqa: ANN401 - text or items
    if isinstance(old, tuple):
        moved = [f"+{each}" for each in new if each not in old] + [
            f"-{each}" for each in old if each not in new
        ]
        return " ".join(moved) or "in another order"
    return _texts(old or "", new or "")


def _texts(old: str, new: str) -> str:
    one, other = old.split(), new.split()
    if one == other:
        return "line ends or spaces"
    start = 0
    if max(len(old), len(new)) > _EXCERPT:
        pairs = enumerate(zip(one, other, strict=False))
        first = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
        start = max(first - _CONTEXT, 0)
    return f"{_shortened(one, start)} → {_shortened(other, start)}"


def _shortened(words: Sequence[str], start: int = 0) -> str:
    """Return what fits of the words from `start` on."""
    text = " ".join(words[start:])
    if len(text) > _EXCERPT:
        text = f"{text[: _EXCERPT + 1].rpartition(' ')[0] or text[:_EXCERPT]} …"
    return f"… {text}".rstrip() if start else text or "-"
