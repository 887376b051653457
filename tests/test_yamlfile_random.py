"""Random edits of random files in many styles, judged by an oracle that shares nothing with the editor.

The oracle is PyYAML's own loader: what it reads from the result must be what plain Python makes of what it
read before. A longer run: `python -c "from tests.test_yamlfile_random import run; print(run(20_000))"`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from readinglist.yamlfile.document import read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put
from readinglist.yamlfile.faults import Refused, Unreadable
from tests.handwriting import TYPED, Hand

if TYPE_CHECKING:
    from readinglist.yamlfile.edits import Edit
    from tests.handwriting import Made


DAMAGE = [
    *"\t:,[]{}#&*!|>'\"%@`-? \n\r~=<abé\u2028\x85\\.",
    "---",
    "...",
    "<<: ",
    " #",
    ": ",
    "!!str ",
    "*x",
    "\n\n",
    "",
]


class Tally(NamedTuple):
    """What came of a run."""

    tried: int
    done: int
    same: int
    refused: Counter[str]
    wrong: list[tuple[str, Edit, str, str]]


def run(count: int, seed: int = 0, *, pure: bool = False) -> Tally:
    """Make `count` files and one edit of each."""
    tally = Tally(0, 0, 0, Counter(), [])
    for number in range(seed, seed + count):
        tally = _step(tally, Hand(number), pure=pure)
    return tally


def _step(tally: Tally, hand: Hand, *, pure: bool) -> Tally:
    made = hand.file()
    data = ("\ufeff" if made.bom else "").encode() + made.text.encode()
    found = _load(made.text)
    if not isinstance(found, dict) or len(found) < len([key for key, _ in made.pieces if key]):
        return tally
    each = hand.edit(found)
    try:
        result = edit(data, [each], pure=pure)
    except Unreadable:
        return tally  # a tab, without libyaml
    except Refused as refused:
        tally.refused[refused.what.split(": ", 1)[-1]] += 1
        return tally._replace(tried=tally.tried + 1)
    complaint = judge(made, found, each, data, result) if result != data else ""
    if complaint:
        tally.wrong.append((complaint, each, data.decode(), result.decode()))
    return tally._replace(
        tried=tally.tried + 1, done=tally.done + (result != data), same=tally.same + (result == data)
    )


class Oracle(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):  # type: ignore[misc]
    """PyYAML's loader of texts, taught what is no value."""


Oracle.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""]
)
Oracle.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


def _load(text: str) -> Any:
    try:
        return yaml.load(text, Loader=Oracle)  # noqa: S506 - a BaseLoader, which makes texts only
    except yaml.YAMLError:
        return None


def judge(made: Made, found: dict[str, Any], each: Edit, data: bytes, result: bytes) -> str:
    """Return what is wrong with the result of an edit, or ""."""
    text = result.decode().removeprefix("\ufeff")
    wanted = wanted_data(found, each)
    now = _load(text)
    if now != wanted:
        return f"data: {now} is not {wanted}"
    if list(now) != list(wanted) and [key for key in now if key in found] != [
        key for key in wanted if key in found
    ]:
        return "order of keys"
    if result.startswith(b"\xef\xbb\xbf") != data.startswith(b"\xef\xbb\xbf"):
        return "byte order mark"
    return _text_complaint(made, each, text) or _type_complaint(each, text)


def wanted_data(found: dict[str, Any], each: Edit) -> dict[str, Any]:
    """Return what plain Python makes of the data."""
    data = dict(found)
    key = each.path[0]
    if isinstance(each, Put | Drop) and len(each.path) > 1:
        inner = dict(data.get(key) or {})
        if isinstance(each, Put):
            inner[each.path[1]] = each.value
        else:
            inner.pop(each.path[1], None)
        if isinstance(each, Put) or key in data:
            data[key] = inner
    elif isinstance(each, Put):
        data[key] = each.value
    elif isinstance(each, Drop):
        data.pop(key)
    elif isinstance(each, AddItem):
        old = data.get(key)
        data[key] = [*(old if isinstance(old, list) else [] if old is None else [old])]
        data[key].insert(len(data[key]) if each.position is None else each.position, each.value)
    else:
        data[key] = [item for position, item in enumerate(data[key]) if position != each.position]
    return data


def _text_complaint(made: Made, each: Edit, text: str) -> str:
    marks = [word for word in made.text.split() if word.startswith("mark")]
    lost = [mark for mark in marks if mark not in text]
    if lost and not isinstance(each, Drop | DropItem):
        return f"comments lost: {lost}"
    if made.end in made.text and not set(re.findall(r"\r\n|\r|\n", text)) <= {made.end}:
        return "line ends"
    return "" if made.flow else _place_complaint(made, each.path[0], text)


def _place_complaint(made: Made, key: str, text: str) -> str:
    """Return a complaint where lines before or after those of the key changed."""
    keys = [name for name, _ in made.pieces]
    if key not in keys:
        lines = iter(text.splitlines())
        return "" if all(line in lines for line in made.text.splitlines()) else "lines changed elsewhere"
    position = keys.index(key)
    before = "".join(piece for _, piece in made.pieces[:position])
    after = "".join(piece for _, piece in made.pieces[position + 1 :])
    if re.search(r"[|>]\+", made.pieces[position][1]):
        after = after.lstrip("\r\n")  # to a block that keeps its line ends, blank lines belong
    if not text.startswith(before.rstrip("\r\n")) or not text.endswith(after):
        return "lines changed elsewhere"
    return ""


def _type_complaint(each: Edit, text: str) -> str:
    """Return a complaint where another reader would not see the text that was written as text."""
    value = getattr(each, "value", None)
    if isinstance(each, Drop | DropItem) or not isinstance(value, str) or each.path[0] in (*TYPED, "log"):
        return ""
    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for step in each.path:
        node = next(inner for name, inner in node.value if name.value == step)
    if isinstance(each, AddItem):
        node = node.value[-1 if each.position is None else each.position]
    return "" if node.tag == "tag:yaml.org,2002:str" else f"seen as {node.tag}"


def test_random_edits_are_right_or_refused() -> None:
    """Of random edits of random files none gives wrong data, loses a comment or touches other lines."""
    tally = run(1_000)

    assert tally.wrong == []
    assert tally.done > 700


def test_parsers_never_read_different_things() -> None:
    """Of randomly damaged files, what both parsers read says the same; PyYAML's own may only refuse more."""
    read_by_both = 0
    for number in range(400):
        data = damaged(number).encode()
        fast, slow = _values(data, pure=False), _values(data, pure=True)
        assert slow is None or (slow == fast and list(slow) == list(fast))
        assert slow is not None or fast is None or any(sign in data.decode() for sign in "\t?-")
        read_by_both += slow is not None
    assert read_by_both > 100


def damaged(seed: int) -> str:
    """Return a file with a few characters changed by chance."""
    hand = Hand(seed)
    text = hand.file().text
    for _ in range(hand.dice.randint(1, 3)):
        place = hand.dice.randrange(len(text) + 1)
        text = text[:place] + hand.dice.choice(DAMAGE) + text[place + hand.dice.randint(0, 3) :]
    return text


def _values(data: bytes, *, pure: bool) -> dict[str, Any] | None:
    try:
        return read(data, pure=pure).data
    except Unreadable:
        return None


def test_random_edits_without_libyaml() -> None:
    """The same holds with PyYAML's own parser."""
    assert run(100, seed=10_000_000, pure=True).wrong == []
