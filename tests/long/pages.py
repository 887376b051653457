"""Files of entries as many hands would write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readinglist.model.fields import BY_NAME, FIELDS, Type
from tests.handwriting import Hand

if TYPE_CHECKING:
    from readinglist.model.fields import Field

OWN = ["mykey", "odd key", "no", "ключ", "my-list", "views", "2017"]
PLAIN = {
    "date": ["2017", "2017-07", "2017-07-01"],
    "added": ["2026-11-22", "2020-02-29"],
    "rating": ["1", "3", "5"],
    "pages": ["12", "1", "9999999"],
    "et_al": ["true", "yes", "false"],
}


class PageHand(Hand):
    """A hand that writes entries."""

    def page(self) -> str:
        """Return the text of a file that is meant to hold an entry."""
        names = self.dice.sample([field.name for field in FIELDS[1:]], self.dice.randint(0, 8))
        names = [*names, "title", *self.dice.sample(OWN, self.dice.choice([0, 0, 1, 2]))]
        self.dice.shuffle(names)
        if self.chance(0.6):
            names.sort(
                key=lambda name: list(BY_NAME).index(name) if name in BY_NAME else self.dice.randint(20, 99)
            )
        if self.chance(0.06):
            return self.json_page(names)
        if self.chance(0.08):
            return self.braced_page(names)
        pieces = [(name, self.entry_piece(name)) for name in names]
        if self.chance(0.2):
            pieces.insert(
                0, ("", self.dice.choice(["---\n", "# head\n", "%YAML 1.1\n---\n", "\n", "# a\n\n# b\n"]))
            )
        if self.chance(0.25):
            pieces.append(("", self.dice.choice(["...\n", "# tail\n", "\n", "\n\n", "  # deep\n"])))
        made = self.finished(pieces, flow=False)
        text = self.mixed(pieces) if self.chance(0.05) else made.text
        return "\ufeff" + text if made.bom else text

    def mixed(self, pieces: list[tuple[str, str]]) -> str:
        """Return a file of several hands, each with line ends of its own."""
        return "".join(text.replace("\n", self.dice.choice(["\n", "\r\n"])) for _, text in pieces)

    def entry_piece(self, name: str) -> str:
        """Return the lines of one key."""
        before = self.own_comment(0) + self.dice.choice(["", "", "", "\n"]) + self.own_comment(0)
        spelled = self.dice.choice([name, name, name, name, f"'{name}'", f'"{name}"'])
        return before + self.keyed(spelled + self.dice.choice(["", "", "", " "]), self.entry_value(name))

    def entry_value(self, name: str) -> str:
        """Return what stands behind the colon, to the end of the last line."""
        field = BY_NAME.get(name)
        if field is None:
            return self.dice.choice([self.value, self.value, self.deep_list, self.views_value])()
        if field.type is Type.LIST:
            return self.list_value() if self.chance(0.9) else self.dice.choice([" \n", " one\n", " ~ # c\n"])
        if field.type is Type.LOG:
            return self.log_value() if self.chance(0.9) else " [{date: 2026-11-22, event: start}]\n"
        if field.type is Type.TEXT:
            return self.value()
        if name != "title" and self.chance(0.04):
            return f"{self.dice.choice(['', ' ~', ' '])}{self.comment()}\n"
        value = self.dice.choice(self.values(field))
        return (
            self.dice.choice([" ", " ", "  "])
            + (text := self.dice.choice([value, value, f"'{value}'"]))
            + f"{self.comment_at(text)}\n"
        )

    def values(self, field: Field) -> list[str]:
        """Return what a field with a type of its own may say."""
        return list(field.choices) or PLAIN[field.name]

    def deep_list(self) -> str:
        """Return a list that may have lists in it."""
        return self.list_value(1)

    def braced_page(self, names: list[str]) -> str:
        """Return a file in braces, in any layout and with comments."""
        double = self.chance(0.4)
        pairs = [self.braced_pair(name, double=double) for name in names]
        head = self.dice.choice(["", "", "# head\n", "---\n"])
        made = self.finished(
            [("", f"{head}{{{self.in_lines(pairs, 2)}}}{self.comment_at('}')}\n")], flow=True
        )
        return "\ufeff" + made.text if made.bom else made.text

    def braced_pair(self, name: str, *, double: bool) -> str:
        """Return a key with its value between braces."""
        field = BY_NAME.get(name)
        spelled = f'"{name}"' if double else self.dice.choice([name, name, f"'{name}'", f'"{name}"'])
        if field is None or field.type is Type.LIST:
            value = self.anchor() + self.flow_list(field is None)
        elif field.type is Type.LOG:
            value = "[" + self.in_lines(["{date: 2026-11-22, event: start}", "{date: 2026-11-23}"], 4) + "]"
        elif field.type is Type.TEXT:
            value = self.anchor() + self.tag() + self.scalar()
        else:
            value = self.dice.choice(self.values(field))
        return f"{'? ' if self.chance(0.02) else ''}{spelled}: {value}"

    def json_page(self, names: list[str]) -> str:
        """Return a file in braces: JSON, or nearly."""
        data: dict[str, Any] = {}
        for name in names:
            field = BY_NAME.get(name, BY_NAME["title"])
            if field.type is Type.LIST:
                data[name] = self.dice.sample(["a", "b c", "no", "é"], self.dice.randint(0, 3))
            elif field.type is Type.LOG:
                data[name] = [{"date": "2026-11-22", "event": "start"}]
            else:
                data[name] = self.dice.choice(
                    self.values(field) if field.type is not Type.TEXT else ["x", "a: b", "1"]
                )
        text = json.dumps(data, indent=self.dice.choice([None, 2, 4]), ensure_ascii=self.chance(0.5))
        if self.chance(0.3):
            text = text.replace("\n}", f"\n{self.own_comment(2, 0.9)}}}")
        return text + self.dice.choice(["\n", ""])
