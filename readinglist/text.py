"""Text: made safe to show, folded to compare, cut into words to find.

Everything that comes out of a file, an argument or a URL passes `safe` before it reaches a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Joiners that shape emoji and several scripts; all other format characters are shown, never sent.
_HARMLESS = "\u200c\u200d"
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")
_CARETS = {code: "^" + chr(code ^ 0x40) for code in (*range(0x20), 0x7F)} | _SPACES
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ＇](?=\w)")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# A letter of a script that is written without spaces is a word of its own.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# What a word in a label stands after, unless it is the first: a space, a mark of ASCII or of print.
BEFORE_WORDS = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»·×‐‒–—‘’“”•→"
_FIRST_UNSPACED = "\u3040"  # hiragana: from here on most scripts are written without spaces


def safe(text: str) -> str:
    """Return `text` on one line, with everything that could act on a terminal made visible.

    Control characters become ``^[`` or ``<U+009B>``, bidi and other invisible ones ``<U+202E>``;
    tabs and line ends become spaces. Clean text comes back as it is.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text.translate(_CARETS)))


def safe_lines(text: str) -> list[str]:
    """Return the lines of `text`, each of them safe."""
    return [safe(line) for line in re.split(r"\r\n|\r|\n", text)]


def _visible(char: str) -> str:
    if char.isprintable() or char in _HARMLESS:
        return char
    code = ord(char)
    hidden = unicodedata.category(char) in _HIDDEN_CATEGORIES or _is_noncharacter(code)
    return f"<U+{code:04X}>" if hidden else char


def _is_noncharacter(code: int) -> bool:
    # The last two of every plane, and 32 more: Unicode promises that they will never be characters.
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - as said


def width_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes (Unicode, UAX 11: wide and fullwidth take two)."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)


def folded(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns that end at spaces; a longer word stays whole.

    >>> folded("made a library in a/b/c/d", 12)
    ['made a', '  library in', '  a/b/c/d']
    """
    indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
    lines: list[str] = []
    line, *others = text.split(" ")
    for word in others:
        longer = f"{line} {word}"
        if word and line.strip() and width_of(longer) > width:
            lines.append(line.rstrip(" "))
            longer = indent + word
        line = longer
    return [*lines, line.rstrip(" ")]


def is_visible(text: str) -> bool:
    """Tell whether there is anything to see of `text`: more than spaces and characters without a shape."""
    return any(char.isprintable() and not char.isspace() for char in text)


def nearest(word: str, names: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the hint that names those of `names` that look most like `word`, or "".

    `cutoff` is how much alike they must look, from 0 to 1.

    >>> nearest("statsu", ["status", "title"])
    'did you mean status?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    found = get_close_matches(word.lower(), sorted(names), n=3, cutoff=cutoff)
    return f"did you mean {' or '.join(found)}?" if found else ""


def fold(text: str) -> str:
    """Return `text` for comparing: no case, no accents, compatibility forms resolved, spaces squeezed."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.casefold())
        marked = "".join(char for char in apart if not unicodedata.combining(char))
        text = unicodedata.normalize("NFKC", marked.casefold()).translate(_LETTERS)
    return " ".join(text.lower().split())


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order: runs of letters and digits, apostrophes inside dropped.

    >>> words("Montezuma’s Revenge: RL², GPT-2")
    ['montezumas', 'revenge', 'rl2', 'gpt', '2']
    """
    folded = fold(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded.replace("'", "") if "'" in folded else folded)
    return _any_word().findall(_APOSTROPHES.sub("", folded))


def begins_as_word(text: str) -> bool:
    """Tell whether `text` begins with a letter or digit of a script that sets words apart.

    >>> begins_as_word("ppo"), begins_as_word("-clip"), begins_as_word("学習")
    (True, False, False)
    """
    return text[:1].isalnum() and text[0] < _FIRST_UNSPACED


@cache
def _any_word() -> re.Pattern[str]:
    # Compiling this costs two milliseconds, which a command on plain ASCII need not pay.
    return re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
