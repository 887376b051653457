"""Text: made safe to show, folded to compare, cut into words to find.

Everything that comes out of a file, an argument or a URL passes `safe` before it reaches a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Joiners that shape emoji and several scripts; all other format characters are shown, never sent.
_HARMLESS = "\u200c\u200d"
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")
_CARETS = {code: "^" + chr(code ^ 0x40) for code in (*range(0x20), 0x7F)} | _SPACES
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"['’ʼ＇](?<=\w.)(?=\w)")  # looked for first, the letter before it only then
# So few characters beyond ASCII between others come again and again: an accent, a dash, a pair of quotes.
_OFTEN_SEEN = 8
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# What of a folded text in ASCII are words: apostrophes vanish, all else that is no letter or digit divides.
_CUTS = bytes(code if chr(code).isalnum() else 0x20 for code in range(0x80)) + bytes(0x80)
_COLUMN, _UNIT = "\x1e\x1f"  # folding leaves none of these in a text
_CUTS_OF_MANY = _CUTS[: ord(_COLUMN)] + f"{_COLUMN}{_UNIT}".encode() + _CUTS[ord(_UNIT) + 1 :]
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


def cut(text: str, most: int = 100) -> str:
    """Return `text` for a message to quote: its beginning and … where it has more than `most` characters.

    >>> cut("a long text", 7)
    'a long…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


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


def is_text(name: str) -> bool:
    """Tell whether the name of a file, as Python has it, is UTF-8."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


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
        text = _FOREIGN.sub(_folded_run, text)
    text = text.lower()
    # Most texts are one line already; looking is quicker than taking them apart.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order: runs of letters and digits, apostrophes inside dropped.

    >>> words("Montezuma’s Revenge: RL², GPT-2")
    ['montezumas', 'revenge', 'rl2', 'gpt', '2']
    """
    return words_alone(fold(text)).split()


def words_alone(folded: str) -> str:
    """Return what is left of a text that `fold` has folded when all but its words is made spaces."""
    if folded.isascii():
        return folded.encode().translate(_CUTS, b"'").decode()
    bare = _APOSTROPHES.sub("", folded)
    spaced = _FOREIGN.sub(_without_signs, bare)
    if spaced.isascii():
        return spaced.encode().translate(_CUTS).decode()
    return " ".join(_any_word().findall(bare))


def words_alone_of_each(columns: Sequence[Sequence[str]], mark: str) -> list[str]:
    """Return what `words_alone` leaves of each column of folded texts, `mark` as a word between two.

    >>> words_alone_of_each([["gpt-2", "b"], ["c"]], "_")
    ['gpt 2 _ b', 'c']
    """
    whole = _COLUMN.join([f" {_UNIT} ".join(texts) for texts in columns])
    if whole.isascii():  # all in one go
        return whole.encode().translate(_CUTS_OF_MANY, b"'").decode().replace(_UNIT, mark).split(_COLUMN)
    return [f" {mark} ".join(map(words_alone, texts)) for texts in columns]


def _folded_run(run: re.Match[str]) -> str:
    """Fold characters beyond ASCII that stand together: what is around them changes nothing."""
    text = run[0]
    return _folded(text) if len(text) > _OFTEN_SEEN else _folded_before(text)


def _folded(run: str) -> str:
    apart = unicodedata.normalize("NFKD", run.casefold())
    marked = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", marked.casefold()).translate(_LETTERS)


_folded_before = lru_cache(maxsize=4096)(_folded)


def _without_signs(run: re.Match[str]) -> str:
    """Return a space for characters of which none belongs to a word."""
    text = run[0]
    return text if len(text) > _OFTEN_SEEN or _has_word(text) else " "


@lru_cache(maxsize=4096)
def _has_word(run: str) -> bool:
    return _any_word().search(run) is not None


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
