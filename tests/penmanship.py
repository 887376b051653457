"""The small things of a way of writing YAML: texts, comments, anchors, tags, lists between brackets."""

from __future__ import annotations

import random

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


class Pen:
    """What one hand holds: chance, and habits of small things."""

    def __init__(self, seed: int) -> None:
        """Draw the habits of this hand."""
        self.dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
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

    def comment_at(self, text: str, share: float = 0.2) -> str:
        """Return a comment behind `text`, now and then without a space where a quote, bracket or comma ends that."""
        found = self.comment(share)
        return found.lstrip() if found and text[-1:] in tuple("'\",[]{}") and self.chance(0.3) else found

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

    def tag(self, name: str = "str") -> str:
        """Return a tag that says what is so anyway, or nothing."""
        return f"!!{name} " if self.chance(0.04) else ""

    def flow_item(self, deep: int = 0) -> str:
        """Return an item of a list between brackets; where lists may be in lists, perhaps a list."""
        if deep and self.chance(0.2):
            return self.flow_list(deep - 1)
        if self.anchors and self.chance(0.03):
            return f"*{self.dice.choice(self.anchors)} "
        return self.tag() + self.scalar()

    def flow_list(self, deep: int = 0) -> str:
        """Return a list between brackets, on one line or several."""
        items = [self.flow_item(deep) for _ in range(self.dice.randint(0, 4))]
        if self.chance(0.5) or not items:
            return (
                "["
                + self.dice.choice([", ", ","]).join(items)
                + ("," if items and self.chance(0.2) else "")
                + "]"
            )
        return "[" + self.in_lines(items, self.dice.choice([2, 4])) + "]"

    def in_lines(self, items: list[str], column: int) -> str:
        """Return what stands between brackets or braces: several lines, with comments at all places."""
        lines, margin = [""], " " * column
        leads = self.chance(0.25)
        crowd = self.dice.choice([0, 0, 0.4])
        first = self.dice.choice(
            ["", " ", f"{self.comment_at('[')}\n{margin}", f"\n{self.own_comment(column)}{margin}"]
        )
        for number, item in enumerate(items):
            last = number + 1 == len(items)
            lines[-1] += (f", {item}" if number else item) if leads else item
            lines[-1] += "," if not leads and (not last or self.chance(0.3)) else ""
            if not last and self.chance(crowd):
                lines[-1] += "" if leads else " "
            elif not last:
                blank = "\n" if self.chance(0.05) else ""
                more = self.own_comment(self.dice.choice([0, column, column + 2]))
                lines.append(f"{self.comment_at(lines[-1], 0.4)}\n{blank}{more}{margin}")
        end = self.dice.choice(
            [
                "",
                f"{self.comment_at(lines[-1], 0.4)}\n{self.own_comment(column)}  ",
                f"{self.comment_at(lines[-1], 0.4)}\n  ",
            ]
        )
        return first + "".join(lines) + end
