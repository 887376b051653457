"""Text: safe to show, folded, cut into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.text import fold, folded, is_visible, nearest, safe, safe_lines, width_of, words

CHANNELS = st.text(
    st.characters() | st.sampled_from("\x00\x1b\x9b\u202e\u200b\u2028\ud800\ufeff\n\r\t"), max_size=30
)


@pytest.mark.parametrize("text", ["", "RL²: Fast", "é — ü", "强化学习", "ا", "🔥", "a\u0301"])
def test_clean_text_is_shown_as_it_is(text: str) -> None:
    """Letters of any script, marks and emoji stay."""
    assert safe(text) == text


def test_emoji_that_are_joined_stay_joined() -> None:
    """The joiners that shape emoji and scripts are harmless."""
    assert safe("👩\u200d💻 x\u200cy") == "👩\u200d💻 x\u200cy"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;t\x07", "^[]0;t^G"),
        ("\x00\x7f", "^@^?"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("\u2028\u2029", "<U+2028><U+2029>"),
        ("\ud800", "<U+D800>"),
        ("\ufffe\ufdd0\U0001ffff", "<U+FFFE><U+FDD0><U+1FFFF>"),
        ("\U000e0041", "<U+E0041>"),
        ("a\tb\nc\rd", "a b c d"),
    ],
)
def test_what_could_act_on_a_terminal_is_made_visible(text: str, shown: str) -> None:
    """Control, bidi and other invisible characters are named, line ends and tabs are spaces."""
    assert safe(text) == shown


def test_safe_lines_keeps_the_lines() -> None:
    """All three sorts of line ends end a line, and each line is safe."""
    assert safe_lines("a\r\nb\rc\n\x1bd") == ["a", "b", "c", "^[d"]


@settings(max_examples=300, deadline=None)
@given(CHANNELS)
def test_nothing_that_acts_gets_through(text: str) -> None:
    """No control, bidi or line character is left, and safe text stays as it is."""
    shown = safe(text)
    categories = {unicodedata.category(char) for char in shown if char not in "\u200c\u200d"}
    assert categories.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert safe(shown) == shown
    assert shown.encode().decode() == shown


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Proximal  POLICY\n", "proximal policy"),
        ("Schrödinger Łukasz Ørsted", "schrodinger lukasz orsted"),
        ("Straße æther œuvre", "strasse aether oeuvre"),
        ("ﬁne²", "fine2"),
        ("Ĳ", "ij"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Ἀθήνα", "αθηνα"),
        ("한국어", "한국어"),
        ("\u00a0a\u3000b\u00a0", "a b"),
        ("ÐÞĐĦ", "dthdh"),
    ],
)
def test_fold_forgets_case_accents_and_forms(text: str, folded: str) -> None:
    """Texts that a reader would call the same are folded to the same."""
    assert fold(text) == folded


@settings(max_examples=300, deadline=None)
@given(CHANNELS)
def test_fold_does_not_change_what_is_folded(text: str) -> None:
    """Folding twice is folding once."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Montezuma’s Revenge: RL², GPT-2", ["montezumas", "revenge", "rl2", "gpt", "2"]),
        ("o'neill 'quoted'", ["oneill", "quoted"]),
        ("snake_case", ["snake", "case"]),
        ("强化 Learning", ["强", "化", "learning"]),
        ("한국", ["한", "국"]),
        ("— & !", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    """Words are folded; each letter of a script without spaces is one."""
    assert words(text) == found


@settings(max_examples=300, deadline=None)
@given(CHANNELS)
def test_words_of_words_are_the_same(text: str) -> None:
    """A word is made of one word, itself, so that what is stored can be asked for."""
    for word in words(text):
        assert words(word) == [word]


def test_what_is_visible() -> None:
    """Spaces and characters without a shape are nothing to see."""
    assert not any(map(is_visible, ("", " ", "\u3000\t\n", "\u200b", "\u202e\u00a0")))
    assert all(map(is_visible, (".", " a ", "\u200b方")))


def test_the_nearest_names() -> None:
    """Up to three that look alike are offered, in whatever case; none where none does."""
    assert nearest("STATSU", ["status", "title"]) == "did you mean status?"
    assert nearest("lit", ["list", "lift", "x"]) == "did you mean list or lift?"
    assert nearest("lit", ["list"], cutoff=0.9) == ""


def test_the_width_of_a_text() -> None:
    """Wide letters take two columns, marks and joiners none."""
    assert [width_of(text) for text in ("", "abc", "強化", "e\u0301", "a\u200db")] == [0, 3, 4, 1, 2]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("one two three four", ["one two", "  three", "  four"]),
        ("a/long/path/in/one/piece", ["a/long/path/in/one/piece"]),
        ("to a/long/path/in/one/piece", ["to", "  a/long/path/in/one/piece"]),
        ("  id  title here", ["  id", "    title", "    here"]),
        ("強化 学習 ab", ["強化 学習", "  ab"]),
    ],
)
def test_folded(text: str, lines: list[str]) -> None:
    """Lines end at spaces and go on a little to the right; nothing else parts a word."""
    assert folded(text, 9) == lines


@given(st.text(alphabet="ab 強\u0301", max_size=60), st.integers(5, 30))
@settings(max_examples=100, deadline=None)
def test_folding_loses_nothing(text: str, width: int) -> None:
    """The words are all there, and a line that is too wide is a single word."""
    lines = folded(text, width)
    assert " ".join(lines).split() == text.split()
    assert [line for line in lines if width_of(line) > width and len(line.split()) > 1] == []
