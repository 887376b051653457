"""Reading: scalars as they are written, and everything that is no entry's YAML named in plain words."""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING

import pytest
from yaml import YAMLError

from readinglist.yamlfile import parse
from readinglist.yamlfile.document import read
from readinglist.yamlfile.entries import control_faults
from readinglist.yamlfile.faults import BrokenEntry, Unreadable
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from readinglist.model.fields import Value

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])

AS_WRITTEN = """1707.06347|2301.00010|2009.03300|1707.06347v2|cs/0112017|10.1145/3292500.3330701|2017-07|2017-07-01|2017-7-1|2017
2017-02-31|0000-01-01|no|on|Yes|off|NO|y|n|none|1e5|1.0e5|1e+5|1.0e+5|0123|0189|0o17|12:30|1:30:00|9:75|12-34|1--20|1234-5678
07|10.10|1_000|=|0x_|0b_|.inf|.nan|true|False|+1|-1|0x1F|1.|.5|1;2|12e|v1.0|<3|C++|@x""".replace(
    "\n", "|"
).split("|")


@BOTH
@pytest.mark.parametrize("text", [each for each in AS_WRITTEN if each != "@x"])
def test_scalar_is_read_as_written(text: str, pure: bool) -> None:
    """No number, day or truth value changes the text of an id."""
    assert read(f"a: {text}\nb: [{text}]\nc: '{text}'\n".encode(), pure=pure).data == {
        "a": text,
        "b": [text],
        "c": text,
    }


@BOTH
def test_missing_values_are_none_and_quoted_ones_never(pure: bool) -> None:
    """Nothing, ~ and null are no value; in quotes they are text."""
    document = read(b"a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: ''\ng: '~'\nh: \"null\"\ni: nULL\n", pure=pure)

    assert list(document.data.values()) == [None] * 5 + ["", "~", "null", "nULL"]


@BOTH
def test_core_tags_keep_the_text(pure: bool) -> None:
    """The tags of the core schema are taken, the text stays text."""
    data = b"a: !!str ~\nb: !!int 007\nc: !!float 1.0\nd: !!bool no\ne: !!null x\nf: !!seq [a]\ng: !!map {a: b}\nh: !!int ~\n"

    wanted: dict[str, Value] = {
        "a": "~",
        "b": "007",
        "c": "1.0",
        "d": "no",
        "e": None,
        "f": ["a"],
        "g": {"a": "b"},
        "h": None,
    }
    assert read(data, pure=pure).data == wanted


@BOTH
def test_aliases_and_merged_keys_are_expanded(pure: bool) -> None:
    """An alias says what its anchor says; << brings in keys that are not there."""
    data = b"a: &a {x: '1', z: '3'}\nb: &b {x: '2', y: '4'}\nc: *a\nd: {<<: [*a, *b], z: own}\ne: {'<<': q}\nf: {<<: *b}\n*k : v\n"
    document = read(data.replace(b"*k", b"k"), pure=pure)

    assert document.data["c"] == {"x": "1", "z": "3"}
    assert document.data["d"] == {"x": "1", "y": "4", "z": "own"}
    assert document.data["e"] == {"<<": "q"}
    assert document.data["f"] == {"x": "2", "y": "4"}


@BOTH
def test_alias_can_be_a_key(pure: bool) -> None:
    """An alias in the place of a key stands for its text."""
    assert read(b"a: &k text\n*k : v\n", pure=pure).data == {"a": "text", "text": "v"}


@BOTH
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_file(end: str, pure: bool) -> None:
    """The line of a key or item is found for every kind of line end, with a byte order mark, too."""
    text = end.join(
        ["\ufeff# head", "title: a", "log:", "  - {date: x}", "  - date: y", "    pages: '3'", ""]
    )
    document = read(text.encode(), pure=pure)

    assert document.line(("title",)) == 2
    assert document.line(("log",)) == 3
    assert document.line(("log", 0, "date")) == 4
    assert document.line(("log", 1, "pages")) == 6


@pytest.mark.parametrize(
    ("path", "line"), [((), 1), (("no",), 1), (("log", 9), 2), (("log", 0, "no"), 3), (("title", "x"), 1)]
)
def test_line_of_what_is_not_there(path: tuple[str | int, ...], line: int) -> None:
    """Where nothing stands, the nearest thing above it gives the line."""
    assert read(b"title: a\nlog:\n  - {date: x}\n").line(path) == line


def bomb(levels: int, width: int, merge: str = "") -> str:
    """Return mappings that name the one before several times."""
    lines = ["a0: &a0 {k: v}" if merge else "a0: &a0 [x]"]
    for n in range(1, levels):
        names = ", ".join([f"*a{n - 1}"] * width)
        lines.append(f"a{n}: &a{n} " + (f"{{<<: [{names}], k{n}: v}}" if merge else f"[{names}]"))
    return "\n".join(lines) + "\n"


BAD: list[tuple[str, bytes, int | None, str]] = [
    ("empty", b"", None, "the file is empty; an entry needs at least a title"),
    ("only comments", b"# x\n\n", None, "the file is empty; an entry needs at least a title"),
    ("only null", b"~\n", None, "the file is empty"),
    ("a list", b"# x\n- a\n", 2, "line 2: the file is a list, not keys with values"),
    ("a text", b"just words\n", 1, "line 1: the file is one text, not keys with values"),
    ("git-lfs", b"version https://git-lfs.github.com/spec/v1\n", 1, "line 1: a git-lfs pointer in place of the file; run git lfs pull"),
    ("Latin-1", b"a: b\nc: M\xfcller\n", 2, "line 2: the file is not UTF-8 (byte 0xFC); save it as UTF-8"),
    ("UTF-16 with mark", "\ufefftitle: a\n".encode("utf-16-le"), 1, "line 1: the file is UTF-16, not UTF-8; save it as UTF-8"),
    ("UTF-16", "title: a\n".encode("utf-16-be"), 1, "the file is UTF-16"),
    ("NUL", b"a: b\nc: d\0e f g\n", 2, "line 2: a NUL character"),
    ("escape", b"a: \x1b[31m\n", 1, "line 1: a control character (U+001B)"),
    ("mark inside", "a: b\n\ufeffc: d\n".encode(), 2, "line 2: a byte order mark inside the text"),
    ("duplicate", b"title: a\nx: y\ntitle: b\n", 3, "line 3: the key title a second time (first on line 1); keep one of them"),
    ("duplicate, quoted", b"title: a\n'title': b\n", 2, "line 2: the key title a second time (first on line 1)"),
    ("duplicate, inner", b"log:\n- {a: b, a: c}\n", 2, "line 2: the key a a second time (first on line 2)"),
    ("duplicate merge", b"a: &a {x: y}\n<<: *a\n<<: *a\n", 3, "line 3: the key << a second time (first on line 2)"),
    ("conflict", b"a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", 2, "line 2: a merge conflict that is not resolved"),
    ("conflict in brackets", b"a: [b,\n<<<<<<< HEAD\nc]\n", 2, "line 2: a merge conflict"),
    ("two documents", b"a: b\n---\nc: d\n", 2, "line 2: a second document starts here"),
    ("directive", b"# x\n%TAG ! x\n---\na: b\n", 2, "line 2: a line that starts with %"),
    ("directive behind a line of spaces", b" \n%TAG ! x\n---\na: b\n", 2, "line 2: a line that starts with %"),
    ("directive behind the document", b"a: b\n...\n" + b"".join(b"%%TAG !a%d! x\n" % n for n in range(40_000)), 3, "line 3: a line that starts with %"),
    ("python tag", b"a: !!python/object/apply:os.system ['id']\n", 1, "line 1: the tag !!python/object/apply:os.system, which we do not take"),
    ("own tag", b"x: y\na: !foo b\n", 2, "line 2: the tag !foo, which we do not take; a value that starts with ! needs quotes"),
    ("tag that does not fit", b"a: !!seq b\n", 1, "the tag !!seq"),
    ("tag that does not fit a list", b"a: !!str [b]\n", 1, "the tag !!str"),
    ("set tag", b"a: !!set {b}\n", 1, "the tag !!set"),
    ("unknown alias", b"a: *b\n", 1, "line 1: *b refers to nothing; a value that starts with * needs quotes"),
    ("recursive list", b"x: y\na: &a [1, *a]\n", 2, "line 2: *a refers to what it is itself a part of"),
    ("recursive mapping", b"a: &a {b: {c: *a}}\n", 1, "*a refers to what it is itself a part of"),
    ("merge of a text", b"x: y\n<<: a\n", 2, "line 2: << takes a mapping or a list of mappings"),
    ("key that is a list", b"x: y\n[a]: b\n", 2, "line 2: a list or mapping where a key should be"),
    ("key that is nothing", b"x: y\n'': b\n", 2, "line 2: a value without a key"),
    ("key that is an alias of a list", b"x: &x [a]\n*x : b\n", 2, "a list or mapping where a key should be"),
    ("tab indentation", b"log:\n\t- a\n", 2, "line 2: a tab"),
    ("colon in a value", b"title: Foo: bar\n", 1, "line 1: a second ': ' on one line; a value with ': ' in it needs quotes"),
    ("bracket", b"title: [Re] x\n", 1, "line 1: a line that does not line up, or text after a closed value"),
    ("open bracket", b"title: [x\nb: c\n", 2, "a [ that is not closed"),
    ("open brace", b"title: {x\n", 2, "a { that is not closed"),
    ("star", b"title: * x\n", 1, "line 1: a value that starts with *; such a value needs quotes"),
    ("ampersand", b"title: & x\n", 1, "line 1: a value that starts with &; such a value needs quotes"),
    ("only a comment with a percent sign", b"# 100 %\n", None, "the file is empty"),
    ("percent", b"title: %x\n", 1, "line 1: a value that starts with a character that has a meaning in YAML"),
    ("at", b"x: y\ntitle: @x\n", 2, "line 2: a value that starts with a character that has a meaning in YAML"),
    ("open quote", b"title: 'x\n", 2, "a quote that is not closed"),
    ("unknown escape", b'title: "\\d"\n', 1, "line 1: an unknown escape after a backslash"),
    ("no colon", b"title: a\nvenue\n", 2, "line 2: a line that is neither a key with its value nor a comment"),
    ("no line-up", b"title: a\n venue: b\n", 2, "line 2: a second ': '"),
    ("list that does not line up", b"tags:\n  - a\n - b\n", 3, "line 3"),
    ("block", b"title: |x\n", 1, "a | or > that no text follows"),
    ("block with a comment", b"title: A\nnotes: &n # >\n  |-#why\n  a\n", 3, "a comment that no space divides from | or >"),
    ("too large", b"a: " + b"x" * (1 << 20), None, "the file is larger than 1 MiB"),
    ("deep brackets", b"a: " + b"[" * 100_000, 1, "line 1: lists and mappings more than 32 levels deep"),
    ("deep braces", b"a: " + b"{" * 100_000, 1, "32 levels"),
    ("deep dashes", b"a:\n" + b"- " * 1_000, None, "32 levels"),
    ("deep keys", b"? " * 100_000, 1, "32 levels"),
    ("deep aliases", "\n".join(["a0: &a0 []", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 40))]).encode(), None, "32 levels"),
    ("many parts", b"a: [" + b"a," * 60_000 + b"]", 1, "the file has more parts than an entry can have; the limit is 50,000"),
    ("laughs", bomb(9, 9).encode(), None, "too large when its aliases are expanded; the limit is 50,000 parts"),
    ("narrow laughs", bomb(30, 2).encode(), None, "too large when its aliases"),
    ("merged laughs", bomb(9, 9, "merge").encode(), None, "too large when its aliases"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line", "words"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(data: bytes, line: int | None, words: str) -> None:
    """The message says what is wrong, where, and what to do, on one line."""
    with pytest.raises(Unreadable) as caught:
        read(data)

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize("data", [row[1] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_refused_without_libyaml_as_well(data: bytes) -> None:
    """PyYAML's own parser refuses the same files."""
    with pytest.raises(Unreadable):
        read(data, pure=True)


def test_hostile_files_cost_little_in_a_small_thread() -> None:
    """Files made to exhaust a reader are refused soon, also with hardly any stack."""
    failures: list[BaseException] = []

    def refuse_all() -> None:
        for name, data, _, _ in BAD:
            start = time.process_time()
            try:
                read(data)
            except Unreadable:
                pass
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it  # noqa: BLE001 - a thread hands it over
                failures.append(error)
            if time.process_time() - start > 2:
                failures.append(TimeoutError(name))

    before = threading.stack_size(128 * 1024)
    try:
        thread = threading.Thread(target=refuse_all)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)

    assert failures == []


@pytest.mark.parametrize(
    "data",
    [
        b"? %s\n: v\n? %s\n: v\n", b"title: !%s x\n", b"title: *%s\n", b"title: x\nstatus: %s\n",
        b"title: x\ndate: %s\n", b"title: x\nadded: %s\n", b"title: x\nrating: %s\n", b"title: x\net_al: %s\n",
    ],
)  # fmt: skip
def test_long_texts_are_cut_in_messages(data: bytes) -> None:
    """What is wrong with a text of half a mebibyte is told in a few words."""
    with pytest.raises(BrokenEntry) as broken:
        read_entry("a", data.replace(b"%s", b"x" * 500_000))
    assert len(str(broken.value)) < 300


@BOTH
def test_the_directive_that_is_taken(pure: bool) -> None:
    """The version may stand before the document, behind comments and blank lines."""
    assert read(b"# 100%\n \n%YAML 1.1 # x\n---\na: b\n", pure=pure).data == {"a": "b"}


@BOTH
def test_signs_of_trouble_inside_a_text_are_text(pure: bool) -> None:
    """What marks a conflict or a directive at the start of a line is harmless elsewhere."""
    data = b"a: x <<<<<<< y\nb: 50% off\nc: |\n  %x\n  >>>>>>> z\n"

    assert read(data, pure=pure).data == {"a": "x <<<<<<< y", "b": "50% off", "c": "%x\n>>>>>>> z\n"}


def test_complaint_without_a_place_is_told() -> None:
    """A complaint of the parser that names no place is passed on without a line."""
    assert str(parse._explained("a", YAMLError("odd"))).startswith("this is not YAML: odd; ")


def test_tabs_need_libyaml() -> None:
    """A file with a tab is refused without libyaml, wherever the tab stands, so that no two machines differ."""
    assert read(b"a:\tb\n").data == {"a": "b"}
    with pytest.raises(Unreadable, match="line 2: a tab, which only PyYAML with libyaml reads"):
        read(b"x: y\na: 'b\tc'\n", pure=True)


@BOTH
@pytest.mark.parametrize("text", ["{a: b, c:}", "[a:]", "{a: [b :,]}", "[a\n :{}]", "{a: b, c:[d]}"])
def test_a_colon_without_a_space_between_brackets(text: str, pure: bool) -> None:
    """Some readers take it for the end of a key, others for a slip: none of ours takes it."""
    with pytest.raises(Unreadable, match="a : between brackets that no space follows; put a space after it"):
        read(f"k: {text}\n".encode(), pure=pure)


def test_control_characters_are_told_with_their_lines() -> None:
    """An escape can hide one; tabs and line ends are none."""
    faults = control_faults(b'a: "x\\e"\nb: [y, "\\x07"]\nc: "\\t\\n"\nd: "\\N"\n')
    assert [(fault.line, fault.reason) for fault in faults] == [
        (line, f"a text with a control character (U+{code}) in it")
        for line, code in ((1, "001B"), (2, "0007"), (4, "0085"))
    ]


@pytest.mark.parametrize("collects", [True, False])
def test_a_long_file_leaves_the_collector_as_it_was(collects: bool) -> None:
    """Memory is tidied up afterwards as before, whatever the file was."""
    enabled = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        assert read(b"a: b\n" + b"# long\n" * 9_000).data == {"a": "b"}
        with pytest.raises(Unreadable):
            read(b"a: [\n" + b"# long\n" * 9_000)
        assert gc.isenabled() == collects
    finally:
        (gc.enable if enabled else gc.disable)()
