"""Random files in the styles of many hands, and random edits of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.yamlfile import AddItem, Drop, DropItem, Put

if TYPE_CHECKING:
    from readinglist.model.fields import Value
    from readinglist.yamlfile import Edit

NASTY = [
    "plain", "two words", "1707.06347", "2301.00010", "1e5", "1.0e+5", "0123", "0x1F", "0b11", "0o17", "12:30",
    "1:59:59.5", "2017-07", "2017-07-01", "no", "On", "y", "NULL", "~", "=", "<<", ".inf", ".NaN", "-1", "+1",
    "1_000", "\n", "- dash", "-dash", "? what", "?what", ": colon", "a: b", "a:b", "http://x.org/a:b", "key:", "a #b",
    "a#b", "#hash", "[Re] x", "{x}", "]", "}", ",", "a, b", "a,b", "*star", "&amp", "!bang", "%per", "@at", "`tick`",
    "'single'", '"double"', "it's", 'say "x"', "\n", "back\\slash", "trailing ", "  leading", "tab\there",
    "two\nlines", "two\nlines\n", "para\n\nmore\n\n", "\nstart", "indent\n  more\n back", "--- x", "...", "{ }", "[]",
    "null", "true", "é ü ß", "日本語", "emoji 😀", "family 👨\u200d👩\u200d👧", "nbsp\xa0x", "\u202eevil", "esc\x1b[31m",
    "bell\x07", "nel\x85x", "ls\u2028x", "bom\ufeffx", "\n", "\r", "a\rb", "a\r\nb", "x\n", "\n", "\n\n", "> gt", "",
    " pipe", ">-", "", "", "-", "a: ", "a:  b # c", "\\n", "'", '"', "''", "#", "-", "?", ":",
    "word word word word word word word word word word word word word word word word word word word word word word",
]  # fmt: skip
KEYS = ["title", "venue", "summary", "takeaway", "notes", "abstract", "mykey", "odd key", "no", "ключ"]
TYPED = {
    "status": ["read", "reading", "unread"],
    "rating": ["1", "5"],
    "date": ["2017", "2017-07-01"],
    "et_al": ["true"],
}
OTHERS: list[Value] = [["a", "b c"], [], {"k": "v"}, ["x" * 40, "y" * 40, "z: " * 20], None]
LISTS = ["tags", "areas", "authors", "mylist"]


class Made(NamedTuple):
    """A file as the generator made it: its pieces by key, in order, and whether it is one flow mapping."""

    pieces: list[tuple[str, str]]
    flow: bool
    end: str
    bom: bool

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(text for _, text in self.pieces)


class Hand:
    """One way of writing YAML by hand, drawn by chance."""

    def __init__(self, seed: int) -> None:
        """Draw the habits of this hand."""
        self.dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets  # noqa: S311 - a hand, not a secret
        self.marks = 0
        self.anchors: list[str] = []

    def chance(self, share: float) -> bool:
        """Tell yes in that share of cases."""
        return self.dice.random() < share

    def comment(self, share: float = 0.2) -> str:
        """Return a comment that no other is like, or nothing."""
        if not self.chance(share):
            return ""
        self.marks += 1
        return (
            self.dice.choice(["  ", " ", "   ", "\t" if self.chance(0.2) else " "]) + f"# mark{self.marks}."
        )

    def own_comment(self, column: int, share: float = 0.1) -> str:
        """Return a line with a comment of its own, or nothing."""
        found = self.comment(share)
        return " " * column + found.strip() + "\n" if found else ""

    def scalar(self) -> str:
        """Return a text in one of the ways YAML has for one line."""
        text = self.dice.choice([each for each in NASTY if each.isprintable()])
        style = self.dice.choice("pps'\"")
        if style in "ps":
            plain = self.dice.choice(
                [
                    "word",
                    "two words",
                    "x1",
                    "a-b",
                    "2017-07-01",
                    "1707.06347",
                    "12",
                    "no",
                    "~",
                    "C++",
                    "a/b",
                    "é",
                ]
            )
            return plain if style == "p" else f"'{plain}'"
        if style == "'":
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def anchor(self) -> str:
        """Return an anchor, or nothing."""
        if not self.chance(0.06):
            return ""
        self.anchors.append(f"a{len(self.anchors)}")
        return f"&{self.anchors[-1]} "

    def value(self) -> str:
        """Return what stands behind a colon, to the end of the last line."""
        kind = self.dice.choice("ssssssnbbfmqa")
        if kind == "a" and self.anchors:
            return f" *{self.dice.choice(self.anchors)}{self.comment()}\n"
        if kind == "n":
            return f"{self.dice.choice(['', ' ~', ' null', ' '])}{self.comment()}\n"
        if kind == "b":
            return self.block()
        if kind == "f":
            return " " + self.anchor() + self.flow_list() + self.comment() + "\n"
        if kind == "m":
            return f" several words\n    that go{self.dice.choice(['', chr(10)])}\n    on{self.comment()}\n"
        if kind == "q":
            return f' "quoted words\n    that go on"{self.comment()}\n'
        space = self.dice.choice([" ", " ", "  ", "\n    "])
        return f"{space}{self.anchor()}{self.scalar()}{self.comment()}\n"

    def block(self) -> str:
        """Return a block of text."""
        indent = " " * self.dice.choice([1, 2, 4])
        header = self.dice.choice(["|", ">", "|-", ">-", "|+", ">+"])
        lines = [
            self.dice.choice(["some words", "# no comment", "key: value", "- dash", ""])
            for _ in range(self.dice.randint(1, 4))
        ]
        body = "".join(indent + line + "\n" if line else "\n" for line in ["first", *lines])
        return f" {self.anchor()}{header}{self.comment()}\n{body}"

    def flow_list(self) -> str:
        """Return a list between brackets, on one line or several."""
        items = [self.scalar() for _ in range(self.dice.randint(0, 3))]
        if self.chance(0.6) or not items:
            return (
                "["
                + self.dice.choice([", ", ","]).join(items)
                + ("," if items and self.chance(0.2) else "")
                + "]"
            )
        last = "," if self.chance(0.5) else ""
        lines = [
            f"    {item}{',' if n + 1 < len(items) else last}{self.comment()}\n"
            for n, item in enumerate(items)
        ]
        return "[\n" + "".join(self.own_comment(4) + line for line in lines) + "  ]"

    def list_value(self) -> str:
        """Return a list behind a colon."""
        if self.chance(0.4):
            return " " + self.anchor() + self.flow_list() + self.comment() + "\n"
        column = self.dice.choice([0, 2, 2, 4])
        gap = self.dice.choice([" ", " ", "   "])
        lines = [
            self.own_comment(self.dice.choice([column, column + 2]))
            + " " * column
            + f"-{gap}{self.anchor()}{self.scalar()}{self.comment()}\n"
            for _ in range(self.dice.randint(1, 4))
        ]
        return f"{self.comment()}\n" + "".join(lines)

    def log_value(self) -> str:
        """Return a log behind a colon."""
        items = [
            "  - {date: 2026-11-22, event: start}\n",
            "  - date: 2026-11-23\n    pages: 1-7\n",
            '  - {"date": "2026-11-24"}\n',
        ]
        return (
            self.comment()
            + "\n"
            + "".join(item for item in items if self.chance(0.7))
            + "  - {date: 2026-12-01}\n"
        )

    def views_value(self) -> str:
        """Return a mapping behind a colon."""
        if self.chance(0.3):
            return " {mine: a, 'yours': \"b\"}" + self.comment() + "\n"
        return f"{self.comment()}\n  mine: {self.scalar()}{self.comment()}\n{self.own_comment(2)}  yours: {self.scalar()}\n"

    def piece(self, key: str) -> str:
        """Return the lines of one key."""
        before = self.own_comment(0) + self.dice.choice(["", "", "", "\n"])
        before += self.own_comment(0)
        name = self.dice.choice([key, key, f"'{key}'", f'"{key}"']) + self.dice.choice(["", "", "", " "])
        if key in LISTS:
            value = self.list_value()
        elif key == "log":
            value = self.log_value()
        elif key == "views":
            value = self.views_value()
        elif key in TYPED:
            value = f" {self.dice.choice(TYPED[key])}{self.comment()}\n"
        else:
            value = self.value()
        return before + name + ":" + value

    def file(self) -> Made:
        """Return a whole file."""
        pool = [*KEYS, *TYPED, *LISTS, "log", "views"]
        keys = self.dice.sample(pool, self.dice.randint(1, 8))
        if self.chance(0.12):
            return self.flow_file(keys)
        pieces = [(key, self.piece(key)) for key in keys]
        if self.chance(0.2):
            pieces.insert(0, ("", self.dice.choice(["---\n", "# head\n", "%YAML 1.1\n---\n", "\n"])))
        if self.chance(0.2):
            pieces.append(("", self.dice.choice(["...\n", "# tail\n", "\n", "\n\n"])))
        return self.finished(pieces, flow=False)

    def flow_file(self, keys: list[str]) -> Made:
        """Return a file that is one flow mapping, JSON or nearly."""
        between = self.dice.choice([", ", ",\n  ", ","])
        pairs = [
            f'"{key}": ' + ('["a", "b"]' if key in LISTS else '"x"')
            for key in keys
            if key not in ("log", "views")
        ]
        text = "{" + between.join(pairs or ['"title": "x"']) + self.dice.choice(["}", "}\n", "\n}\n"])
        return self.finished([("", text)], flow=True)

    def finished(self, pieces: list[tuple[str, str]], *, flow: bool) -> Made:
        """Return the file with its kind of line ends, perhaps without the last, perhaps with a byte order mark."""
        end = self.dice.choice(["\n", "\n", "\n", "\r\n", "\r"])
        if self.chance(0.2):
            pieces[-1] = (pieces[-1][0], pieces[-1][1].removesuffix("\n"))
        return Made([(key, text.replace("\n", end)) for key, text in pieces], flow, end, self.chance(0.1))

    def edit(self, found: dict[str, Any]) -> Edit:
        """Return an edit that could be wanted."""
        kind = self.dice.choice("ppppnttddaaaxxlv")
        key = self.dice.choice(list(found))
        lists = [name for name, value in found.items() if isinstance(value, list) and value]
        if kind == "t":
            key = self.dice.choice(list(TYPED))
            return Put((key,), self.dice.choice(TYPED[key]))
        if kind == "d":
            return Drop((key,))
        if kind == "a":
            return AddItem(self.dice.choice([*LISTS, *LISTS, key]), self.dice.choice(NASTY))
        if kind == "x" and lists:
            name = self.dice.choice(lists)
            return DropItem(name, self.dice.randrange(len(found[name])))
        if kind == "l":
            return AddItem("log", {"date": "2026-12-24", "event": "finish"})
        if kind == "v":
            inner = self.dice.choice(["mine", "yours", "theirs"])
            return (
                Put(("views", inner), self.dice.choice(NASTY)) if self.chance(0.7) else Drop(("views", inner))
            )
        if kind == "n":
            return Put((self.dice.choice([*KEYS, *LISTS]),), self.dice.choice(OTHERS))
        return Put((self.dice.choice([key, *KEYS]),), self.dice.choice(NASTY))
