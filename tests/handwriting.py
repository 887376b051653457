"""Random files in the styles of many hands, and random edits of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put
from tests.penmanship import NASTY, Pen

if TYPE_CHECKING:
    from readinglist.model.fields import Value
    from readinglist.yamlfile.edits import Edit

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


class Hand(Pen):
    """One way of writing YAML by hand, drawn by chance."""

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
            return " " + self.anchor() + self.flow_list() + self.comment_at("]") + "\n"
        if kind == "m":
            return f" several words\n    that go{self.dice.choice(['', chr(10)])}\n    on{self.comment()}\n"
        if kind == "q":
            text = '"quoted words\n    that go on"'
            return f" {text}{self.comment_at(text)}\n"
        space = self.dice.choice([" ", " ", "  ", f"{self.comment()}\n{self.own_comment(4)}    "])
        text = self.scalar()
        below = f"    {self.comment(1).strip()}\n" if self.chance(0.05) else ""
        return f"{space}{self.anchor()}{self.tag()}{text}{self.comment_at(text)}\n{below}"

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

    def list_value(self, deep: int = 0) -> str:
        """Return a list behind a colon."""
        if self.chance(0.4):
            return f" {self.tag('seq')}{self.anchor()}{self.flow_list(deep)}{self.comment_at(']')}\n"
        column = self.dice.choice([0, 2, 2, 4])
        gap = self.dice.choice([" ", " ", "   "])
        lines = [
            self.own_comment(self.dice.choice([column, column + 2]))
            + ("\n" if self.chance(0.03) else "")
            + " " * column
            + f"-{gap}{(item := self.item(gap))}{self.comment_at(item)}\n"
            for _ in range(self.dice.randint(1, 4))
        ]
        head = f" {self.tag('seq')}{self.anchor()}".rstrip()
        return f"{head}{self.comment()}\n" + self.own_comment(column, 0.05) + "".join(lines)

    def item(self, gap: str) -> str:
        """Return an item behind its dash."""
        if self.anchors and self.chance(0.03):
            return f"*{self.dice.choice(self.anchors)}"
        if self.chance(0.03):
            return f"several words\n      {gap}that go on"
        return self.anchor() + self.tag() + self.scalar()

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
            return " {mine: a, 'yours': \"b\"}" + self.comment_at("}") + "\n"
        return f"{self.comment()}\n  mine: {self.scalar()}{self.comment()}\n{self.own_comment(2)}  yours: {self.scalar()}\n"

    def piece(self, key: str) -> str:
        """Return the lines of one key."""
        before = self.own_comment(0) + self.dice.choice(["", "", "", "\n"])
        before += self.own_comment(0)
        name = self.dice.choice([key, key, f"'{key}'", f'"{key}"']) + self.dice.choice(["", "", "", " "])
        if key in LISTS:
            value = self.list_value(1)
        elif key == "log":
            value = self.log_value()
        elif key == "views":
            value = self.views_value()
        elif key in TYPED:
            value = f" {self.dice.choice(TYPED[key])}{self.comment()}\n"
        else:
            value = self.value()
        return before + self.keyed(name, value)

    def keyed(self, name: str, value: str) -> str:
        """Return a key with what stands behind its colon; now and then behind a `?`, its colon on the next line."""
        if not self.chance(0.03):
            return f"{name}:{value}"
        # In the same column as its colon no list may begin.
        lines = value.replace("\n", "\n  ").removesuffix("  ")
        if self.chance(0.5) and value.startswith("\n-"):
            lines = " " + lines.lstrip()
        return f"? {name.strip()}{self.comment()}\n:{lines}"

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
        ] or ['"title": "x"']
        if self.chance(0.6):
            inside = self.in_lines([self.flow_pair(key) for key in keys], 2)
            return self.finished([("", "{" + inside + "}" + self.comment_at("}") + "\n")], flow=True)
        text = "{" + between.join(pairs) + self.dice.choice(["}", "}\n", "\n}\n"])
        return self.finished([("", text)], flow=True)

    def flow_pair(self, key: str) -> str:
        """Return a key with its value between braces."""
        name = self.dice.choice([key, key, f"'{key}'", f'"{key}"'])
        if key in LISTS:
            value = self.anchor() + self.flow_list(1)
        elif key == "views":
            value = "{" + self.in_lines(["mine: a", "'yours': \"b\""], 4) + "}"
        elif key == "log":
            value = "[" + self.in_lines(["{date: 2026-11-22, event: start}", '{"date": 2026-11-23}'], 4) + "]"
        else:
            value = self.dice.choice(TYPED.get(key) or [self.tag() + self.scalar()])
        return f"{name}: {value}"

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
            name = self.dice.choice(lists) if lists and self.chance(0.5) else self.dice.choice([*LISTS, key])
            place = self.dice.randrange(len(found[name])) if name in lists and self.chance(0.5) else None
            return AddItem(name, self.dice.choice(NASTY), place)
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
