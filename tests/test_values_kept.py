"""Values are what was written: none changes on its way through commands and files."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from readinglist.model.entry import Entry
from readinglist.yamlfile.entries import change_entry, write_entry
from readinglist.yamlfile.faults import BrokenEntry
from readinglist.yamlfile.reading import read_entry
from tests.program import here, library, process, tree

ROOT = Path(__file__).resolve().parent.parent
# What YAML readers take for numbers, days, truth values, or for YAML.
SCALARS = [
    "1707.06347", "2301.00010", "1707.06347v2", "cs/0112017", "10.1145/3292500.3330701", "2017", "2017-07", "2017-07-01",
    "2017-7-1", "2017-02-31", "0000-01-01", "2001-12-14t21:59:43.10-05:00", "2001-12-14 25:00:00", "no", "on", "Yes", "off", "NO",
    "y", "n", "none", "null", "Null", "~", "true", "False", "1e5", "1.0e5", "1e+5", "1.0e+5", "0123", "0189", "0o17", "0x1F",
    "0b101", "0x_", "12:30", "1:30:00", "9:75", "12-34", "1--20", "1234-5678", "07", "10.10", "1_000", "9" * 4301, ".5", "5.",
    ".inf", "-.INF", ".nan", "=", "<<", "+1", "-1", "C# x", "a #b", "[Re] x", "Foo: bar", "*x", "&foo bar", "@x", "%x", "`x`",
    "!!bool foo", "!foo", "- x", "? x", "--- x", "...", "\U0001f600 x", "x\u00a0y", "x\u2028y", "\\n", '"', "'", "''", "{}",
]  # fmt: skip
PAYLOADS = [
    "!!python/object/apply:os.system ['touch {path}']",
    "!!python/object/apply:subprocess.check_output [['touch', '{path}']]",
    "!!python/object/new:os.system ['touch {path}']",
    '!!python/object/apply:builtins.eval [\'open("{path}", "w")\']',
    '!!python/object/apply:builtins.exec [\'open("{path}", "w")\']',
    "!!python/object/apply:builtins.open ['{path}', w]",
    "!!python/object/new:builtins.open ['{path}', w]",
    "!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{path}']]",
    "!!python/object/apply:os.mkdir ['{path}']",
    "!!python/object/apply:os.open ['{path}', 66]",
    "!!python/name:os.system",
    "!!python/name:builtins.eval ''",
    "!!python/module:antigravity",
    "!!python/object:tests.program.Ran {{code: 0}}",
    "!!python/tuple [a]",
    "!!python/bytes 'YQ=='",
    "!!python/complex 1+2j",
    "!!python/str a",
    "!<tag:yaml.org,2002:python/object/apply:os.mkdir> ['{path}']",
    "&a !!python/object/apply:os.mkdir ['{path}']",
]


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_scalars_stay_as_they_are(quote: str) -> None:
    """Put into a field, a list and a key of one's own, each reads back the same, with other YAML readers as well."""
    data = f"title: {quote}T{quote}\nvenue: {quote}V{quote} # c\ntags: [{quote}a{quote}]\nmine: {quote}x{quote}\n".encode()
    before = read_entry("x", data)
    for text in SCALARS:
        after = replace(before, venue=text, tags=("a", text), extra={"mine": text})
        result = change_entry(data, before, after)
        assert read_entry("x", result) == after
        assert yaml.safe_load(result) == {"title": "T", "venue": text, "tags": ["a", text], "mine": text}
        assert read_entry("x", write_entry(after)) == after


def test_scalars_come_through_the_commands(tmp_path: Path) -> None:
    """What `set` takes and `show --json` prints is the same to the letter."""
    lib = library(tmp_path / "lib", one="One")
    names = ["venue", "paper_title", "takeaway", "summary", "notes", "mine", "more"]
    for start in range(0, len(SCALARS), len(names)):
        given = dict(zip(names, SCALARS[start:], strict=False))
        assert here(lib, "set", "one", *(f"{name}={text}" for name, text in given.items())).code == 0
        shown = json.loads(here(lib, "show", "--json", "one").out)
        assert {name: shown[name] for name in given} == given


def test_scalars_come_back_in(tmp_path: Path) -> None:
    """What `show --json` prints makes the same entry elsewhere."""
    lib, other = library(tmp_path / "lib"), library(tmp_path / "other")
    entry = Entry(
        id="one",
        title="T",
        tags=("x", *SCALARS),
        arxiv="2301.00010",
        date="2017-07",
        added="2020-01-01",
        extra={"mine": "1e5"},
    )
    (lib / "entries" / "one.yaml").write_bytes(write_entry(entry))
    shown = here(lib, "show", "--json", "one").out
    assert process(other, "add", "-", "--yes", stdin=shown.encode()).code == 0
    assert read_entry("one", tree(other)["one.yaml"]) == entry


def test_arxiv_ids_of_both_kinds_stay() -> None:
    """Five thousand of them, set one after the other in one file by hand, none loses a digit."""
    dice = random.Random(0)  # noqa: S311 - chance for tests, not for secrets
    data = b"title: T # mine\narxiv: '0000.00000'  # where it is\n"
    for number in range(5_000):
        day, many = f"{dice.randrange(7, 27):02}{dice.randrange(1, 13):02}", dice.randrange(100_000)
        new = f"{day}.{many:05}" if number % 3 else f"{day}.{many % 10_000:04}"
        arxiv = (
            new + dice.choice(["", "", "v2"])
            if number % 2
            else f"{dice.choice(['cs', 'hep-th', 'math.GT'])}/{day}{many % 1000:03}"
        )
        before = read_entry("x", data)
        after = replace(before, arxiv=arxiv)
        data = change_entry(data, before, after)
        assert read_entry("x", data) == after
        assert data == f"title: T # mine\narxiv: '{arxiv}'  # where it is\n".encode()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("key", ["title", "mine"])
def test_no_tag_is_ever_carried_out(payload: str, key: str, tmp_path: Path) -> None:
    """A file with such a tag is broken, with the line; what it asks for does not happen."""
    path = tmp_path / "made"
    data = f"venue: x\n{key}: {payload.format(path=path)}\n".encode()
    with pytest.raises(BrokenEntry, match=r"line 2: the tag !!python"):
        read_entry("x", data)
    assert not path.exists()


def test_no_edit_of_the_shipped_list_touches_more_than_its_line() -> None:
    """Of every entry, a rating, a status, a tag more and a tag less differ in at most one line gone and one come."""
    for path in sorted((ROOT / "entries").glob("[a-z]*.yaml")):
        data = path.read_bytes()
        before = read_entry(path.stem, data)
        for after in (
            replace(before, rating=4),
            before.with_status("skimmed"),
            before.tagged(["new-one"], []),
            before.tagged([], before.tags[:1]),
        ):
            old, new = data.splitlines(), change_entry(data, before, after).splitlines()
            assert len([line for line in old if line not in new]) <= 1
            assert len([line for line in new if line not in old]) <= 1
            assert abs(len(old) - len(new)) <= 1
